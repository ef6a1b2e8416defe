#!/bin/bash
# --model-file: mechanisms and models that the user brings along, as C files, folders and shared
# objects, with the headers of an installed Polder.
# Needs POLDER (installs the build it is in), POLDER_SOURCE, cmake and a C compiler.
set -eu
export LC_ALL=C.UTF-8
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "FAILED: $1"; exit 1; }
for need in cmake cc; do
    command -v $need >/dev/null || { echo "skipped: $need is not installed"; exit 77; }
done
/usr/bin/python3 -c 'import h5py' 2>/dev/null || { echo "skipped: python3-h5py is not installed"; exit 77; }
cmake --install "$(dirname "${POLDER:?}")" --prefix "$folder/usr" >"$folder/install.log" 2>&1 ||
    { tail "$folder/install.log"; fail "not installed"; }
polder=$folder/usr/bin/polder
cd "$folder"
export XDG_CACHE_HOME=$folder/cache
mkdir cache

# ---- a model in a folder: that of the sources under another name gives the same bits ----
mkdir attitudes
for file in "$POLDER_SOURCE"/models/opinions/*.c; do
    sed 's/\(POLDER_PART\|POLDER_MODEL\)(opinions/\1(attitudes/; s/"opinions"/"attitudes"/' "$file" \
        >"attitudes/$(basename "$file")"
done
cat >opinions.yaml <<'YAML'
model: opinions
seed: 5
replicates: 64
horizon: 40
network: {members: {integer: [5, 20]}, topology: small-world}
record: {networks: 8, columns: [opinion, opinion.mean]}
YAML
sed 's/model: opinions/model: attitudes/' opinions.yaml >attitudes.yaml
"$polder" run attitudes.yaml >out 2>&1 && fail "a model that is not there was run"
grep -q 'unknown model "attitudes"' out || fail "$(cat out)"
"$polder" --model-file attitudes list models >out 2>err || fail "$(cat err)"
grep -q '^attitudes' out || fail "the model is not listed: $(cat out)"
grep -q 'compiling attitudes' err || fail "it does not say that it compiles"
"$polder" run opinions.yaml -o opinions.h5 --quiet
"$polder" run attitudes.yaml --model-file=attitudes -o attitudes.h5 --quiet 2>err
[ -s err ] && fail "compiled twice: $(cat err)"
/usr/bin/python3 - <<'PYTHON' || fail "other bits than the model that is built in"
import h5py
with h5py.File("opinions.h5") as a, h5py.File("attitudes.h5") as b:
    names = ["opinion.mean", "opinion.variance", "trajectory/opinion", "trajectory/opinion.mean"]
    for name in names:
        assert a[name][:].tobytes() == b[name][:].tobytes(), name
PYTHON

# ---- what a model says of its columns goes with the result, to who does not know the model ----
mkdir judged
for file in attitudes/*.c; do sed 's/attitudes/judged/' "$file" >"judged/$(basename "$file")"; done
sed -i 's/^POLDER_MODEL/static const polder_measure_t measure[] = {\n    {.name = "agreed", .kind = POLDER_MEASURE_SUCCESS, .column = "opinion.mean", .noun = "broad agreement"},\n    {.name = NULL}};\n&/
    s/\.horizon = 100,/.horizon = 100, .year = 10, .measure = measure,/' judged/model.c
sed 's/model: opinions/model: judged/' opinions.yaml >judged.yaml
echo 'arms: [{name: slow}, {name: fast, set: {averaging.rate: 0.9}}]' >>judged.yaml
"$polder" --model-file judged run judged.yaml -o judged.h5 --quiet 2>err || fail "$(cat err)"
for command in show compare survival; do
    "$polder" $command judged.h5 >without || fail "$command without the model"
    "$polder" --model-file judged $command judged.h5 >with
    cmp with without || fail "$command says something else without the model"
done
"$polder" show judged.h5 | grep -q '^broad agreement ' || fail "$("$polder" show judged.h5)"
"$polder" compare judged.h5 | grep -q '^Broad agreement: difference' || fail "$("$polder" compare judged.h5)"
"$polder" show judged.h5 --json | /usr/bin/python3 -c '
import json, sys
show = json.load(sys.stdin)
assert show["cases"][0]["agreed"]["of"] == 64
assert [row["until"] for row in show["survival"]] == [10, 20, 30, 40]
column = show["columns"]["opinion.variance"]
assert column["unit"] == "1" and column["doc"].startswith("variance of"), column
' || fail "the result does not say what its model declares"

# ---- one mechanism more for the collaboration model ----
cat >holiday.c <<'C'
/* holiday: in one month of the year contacts rest. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                          \
    OWN(rest, "holiday.rest", NETWORK, PARAMETER, .max = 1, .unit = "1",                  \
        .doc = "share of the contacts that rest in the seventh month", .source = "T3")    \
    WRITE(contact, "contact")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *rest = POLDER_IN(v, rest);
    float *contact = POLDER_OUT(v, contact);
    if (v->tick % 12 != 7) return;
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++)
            POLDER_EACH_LANE(l) {
                const int a = (v->slot[r] + k) * POLDER_LANES + l;
                contact[a] *= 1 - rest[l];
            }
}

POLDER_PART(collaboration, holiday) = {
    .name = "holiday",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 115,
    .doc = "contacts rest in summer",
    .source = "T3",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
C
cat >summer.yaml <<'YAML'
model: collaboration
seed: 3
replicates: 200
network: {members: 10}
YAML
"$polder" run summer.yaml -o plain.h5 --quiet
"$polder" --model-file holiday.c run summer.yaml -o off.h5 --quiet 2>err || fail "$(cat err)"
"$polder" --model-file holiday.c run summer.yaml -o on.h5 --quiet --set holiday.rest=1 2>err || fail "$(cat err)"
/usr/bin/python3 - <<'PYTHON' || fail "at its default the mechanism changes something, or it does nothing"
import h5py
with h5py.File("plain.h5") as a, h5py.File("off.h5") as b, h5py.File("on.h5") as c:
    for name in ("success", "trust.mean", "value.total"):
        assert a[name][:].tobytes() == b[name][:].tobytes(), name
    assert c["trust.mean"][:].tobytes() != a["trust.mean"][:].tobytes()
    assert a.attrs["polder_fingerprint"] != b.attrs["polder_fingerprint"], "the same identity"
PYTHON
"$polder" --model-file holiday.c run summer.yaml -o off.h5 >out 2>&1 || fail "$(cat out)"
grep -q 'complete already' out || fail "the same plug-in is another experiment: $(cat out)"
"$polder" run summer.yaml -o off.h5 >out 2>&1 && fail "a result of a plug-in passed for one without"
"$polder" --model-file holiday.c run summer.yaml --set holiday.ret=1 --no-file >out 2>&1 && fail "misspelt"
grep -q 'holiday.rest' out || fail "no nearest name: $(cat out)"

# ---- an observable that reads one that nobody records ----
cat >together.c <<'C'
/* together: how much each network does in pairs. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                          \
    OWN(together, "together", NETWORK, OBSERVABLE, .max = 1e9f, .unit = "1",              \
        .doc = "joint work of all pairs", .source = "V54", .flags = POLDER_SUMMARY)       \
    OWN(sum, "together.sum", NETWORK, SUM, .max = 1e9f, .unit = "1", .doc = "all pairs")  \
    READ(joint_work, "joint_work")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *joint_work = POLDER_IN(v, joint_work);
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++)
            POLDER_EACH_LANE(l)
                POLDER_ADD(v, sum)[l] += joint_work[(v->slot[r] + k) * POLDER_LANES + l];
}

static void networks(const polder_view_t *v)
{
    POLDER_EACH_LANE(l) POLDER_OUT(v, together)[l] = POLDER_IN(v, sum)[l];
}

POLDER_PART(collaboration, together) = {
    .name = "together",
    .model = "collaboration",
    .kind = POLDER_OBSERVE,
    .order = 900,
    .doc = "what is done in pairs",
    .source = "V54",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
C
"$polder" --model-file together.c run summer.yaml -o together.h5 --quiet 2>err || fail "reads what is not recorded: $(cat err)"
"$polder" --model-file together.c run summer.yaml -o recorded.h5 --quiet --set record.networks=200 \
    --set 'record.columns=[joint_work]' || fail "not recorded"
/usr/bin/python3 - <<'PYTHON' || fail "what an observable reads is not what it is where it is recorded"
import h5py
import numpy
with h5py.File("together.h5") as a, h5py.File("recorded.h5") as b:
    assert a["together"][:].tobytes() == b["together"][:].tobytes()
    of, work = b["trajectory/arc_network"][:], b["trajectory/joint_work"][:]
    alive = [i for i in range(200) if not numpy.isnan(work[of == i, -1]).any()]
    assert len(alive) > 20
    for i in alive:
        assert abs(work[of == i, -1].sum() - b["together"][i]) < 1e-3 * (1 + b["together"][i]), i
    assert max(b["together"][i] for i in alive) > 1
PYTHON

# ---- a header beside it is part of it ----
sed 's/PARAMETER, .max = 1/PARAMETER, .value = REST, .max = 1/; s|#include <polder/kernel.h>|&\n#include "rest.h"|' holiday.c >lazy.c
mkdir lazy
mv lazy.c lazy/holiday.c
echo '#define REST 0.25f' >lazy/rest.h
"$polder" --model-file lazy list parameters 2>/dev/null | grep -q '^holiday.rest  *0.25 ' || fail "no default of the header"
echo '#define REST 0.5f' >lazy/rest.h
"$polder" --model-file lazy list parameters 2>/dev/null | grep -q '^holiday.rest  *0.5 ' || fail "a changed header was not seen"
cp holiday.c -- -x.c
"$polder" --model-file=-x.c list parameters 2>err | grep -q '^holiday.rest' || fail "-x.c: $(cat err)"

# ---- a declaration that says too little ----
for member in unit doc source max; do
    sed "s/\.$member = \(\"[^\"]*\"\|1\),//; s/, \.$member = \"[^\"]*\")/)/" holiday.c >short.c
    "$polder" --model-file short.c list parameters >out 2>&1 && fail "no $member: $(cat out)"
    grep -q "field holiday.rest of part holiday has no .$member" out || fail "no $member: $(cat out)"
done

# ---- fields that are counted stand in the order that is said ----
order() { # order FIELD...: does this order compile?
    sed "s/^POLDER_FIELDS.*/&\nPOLDER_IN_ORDER($1);/" holiday.c >order.c
    cc -std=c11 -fsyntax-only -I"$folder/usr/include" -I"$folder/usr/include/polder" order.c 2>err
}
order 'rest, contact' || fail "the right order is refused: $(cat err)"
order 'contact, rest' && fail "another order compiles"
grep -q 'stand in another order' err || fail "it does not say why: $(cat err)"

# ---- a shared object, and one of another ABI ----
cat >list.c <<'C'
#include <polder/kernel.h>
extern const polder_part_t polder_part_collaboration_holiday;
static const polder_part_t *const parts[] = {&polder_part_collaboration_holiday, NULL};
POLDER_PLUGIN(parts, NULL, NULL);
C
object() { # object NAME FLAG...: a shared object of holiday.c
    local name=$1
    shift
    cc -std=c11 -O2 -fPIC -shared -ffp-contract=off -I"$folder/usr/include" -I"$folder/usr/include/polder" "$@" holiday.c list.c -o "$name"
}
object holiday.so
"$polder" --model-file holiday.so run summer.yaml -o object.h5 --quiet --set holiday.rest=1
/usr/bin/python3 - <<'PYTHON' || fail "a shared object gives other bits than its source"
import h5py
with h5py.File("on.h5") as a, h5py.File("object.h5") as b:
    assert a["trust.mean"][:].tobytes() == b["trust.mean"][:].tobytes()
PYTHON
refused() { # refused TEXT FILE...: exit code 2 and this text
    local text=$1 code=0 file arguments=()
    shift
    for file; do arguments+=(--model-file "$file"); done
    "$polder" "${arguments[@]}" list models >out 2>&1 || code=$?
    [ $code = 2 ] || fail "$*: exit code $code: $(cat out)"
    grep -q -- "$text" out || fail "$*: $(cat out)"
}
object other.so -DPOLDER_ABI=99
refused 'built for version 99 of the interface of parts, this Polder has version' other.so
object other.so '-DPOLDER_LAYOUT={POLDER_LANES, 99}'
refused 'built with headers of another Polder: what a part looks like has another size there' other.so
refused 'model collaboration has a part holiday already' holiday.so holiday.c
refused 'there is a model attitudes already' attitudes attitudes
sed 's/NULL, NULL)/NULL, "v1")/' list.c >named.c
cc -std=c11 -fPIC -shared -I"$folder/usr/include" -I"$folder/usr/include/polder" holiday.c named.c -o named.so
refused 'its fingerprint is "v1", not 16 hexadecimal digits' named.so
sed 's/holiday, NULL}/holiday, \&polder_part_collaboration_holiday, NULL}/' list.c >twice.c
cc -std=c11 -fPIC -shared -I"$folder/usr/include" -I"$folder/usr/include/polder" holiday.c twice.c -o twice.so
refused 'model collaboration has a part holiday already' twice.so
# ---- a field that its own bounds do not allow ----
bounds() { # bounds MEMBERS TEXT: holiday.rest with these in the place of .max = 1
    sed "s|PARAMETER, .max = 1,|PARAMETER, $1,|; s|#include <polder/kernel.h>|&\n#include <math.h>|" \
        holiday.c >bounds.c
    refused "field holiday.rest of part holiday: its $2" bounds.c
}
bounds '.value = 1.5f, .max = 1' '.value 1.5 is above its .max 1$'
bounds '.value = -0.25f, .max = 1' '.value -0.25 is below its .min 0$'
bounds '.min = 2, .max = 1' '.min 2 is above its .max 1$'
bounds '.value = NAN, .max = 1' '.value is not a number'
bounds '.min = NAN, .max = 1' '.min is not a number'
bounds '.max = NAN' '.max is not a number'
sed 's/"collaboration"/"cooperation"/' holiday.c >lost.c
refused 'is of a model cooperation, which is not there' lost.c
refused 'holds no model or part of Polder' "$(ldd "$polder" | awk '/libm\.so/ {print $3}')"
refused 'cannot open .*opinions.yaml' opinions.yaml
refused 'No such file' nothing.so
refused 'declares nothing' list.c
mkdir empty
refused 'holds no C file' empty
echo 'int x = ;' >>lost.c
refused 'does not compile; what cc says stands above' lost.c
CC=no-such-compiler refused 'cannot run the C compiler no-such-compiler' lost.c
"$polder" --model-file >out 2>&1 && fail "no file, and no complaint"
# headers are those beside the program, or of the tree whose build folder it is in, and no others
mkdir away
cp "$polder" away/polder
polder=$folder/away/polder refused 'the headers of Polder are not installed beside this program' holiday.c
chmod 777 cache/polder
refused 'is not a folder of yours alone' holiday.c
chmod 700 cache/polder
mv cache/polder elsewhere
ln -s ../elsewhere cache/polder
refused 'is not a folder of yours alone' holiday.c
rm cache/polder
mv elsewhere cache/polder
[ "$(find cache -name '*.c' | wc -l)" = 0 ] || fail "leftovers in the cache"
echo "models and mechanisms of the user's own: as folders, C files and shared objects"
