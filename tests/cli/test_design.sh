#!/bin/bash
# Designs on the command line: each point gives the bytes of a plain run with --set of its
# values; a point whose networks cannot be made fails alone; polder check counts the points.
# Needs POLDER, and python3-h5py to look into the files.
set -u
export LC_ALL=C.UTF-8 TERM=dumb
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
fail() { echo "FAILED: $1"; cat out err 2>/dev/null; failures=$((failures + 1)); }
/usr/bin/python3 -c 'import h5py, numpy' 2>/dev/null || { echo "skipped: python3-h5py is not installed"; exit 77; }

# --- what moves along with a factor is one factor with it ---
for kind in latin-hypercube grid; do
    case $kind in latin-hypercube) size="points: 20" steps="" ;; *) size="" steps=", steps: 3" ;; esac
    cat >linked.yaml <<YAML
model: collaboration
replicates: 4
horizon: 12
network: {topology: random, members: 8}
design:
  kind: $kind
  $size
  factors:
    context.p_shock: {from: 0.05, to: 0.2$steps, with: {value.funding: [0.6, 0.2]}}
    relations.trust: {from: 0.2, to: 0.8$steps}
YAML
    "$POLDER" check linked.yaml >out 2>err || fail "check of a linked factor ($kind)"
    grep -q "^design: $kind, 2 factors, " out || fail "check counts a linked factor twice ($kind)"
    "$POLDER" run linked.yaml --output linked.h5 --overwrite >out 2>err || fail "run of a linked factor ($kind)"
    "$POLDER" show linked.h5 --json >out 2>err || fail "show of a linked factor ($kind)"
    /usr/bin/python3 - $kind <<'PY' || fail "one factor, with its follower and all its points ($kind)"
import json, sys
design = json.load(open("out"))["design"]
named = {f["factor"]: f for f in design["factors"]}
assert set(named) == {"context.p_shock", "relations.trust"}, named
assert named["context.p_shock"]["with"] == ["value.funding"] and "with" not in named["relations.trust"]
assert named["context.p_shock"]["points"] == (20 if sys.argv[1] == "latin-hypercube" else 9), named
PY
    COLUMNS=120 "$POLDER" show linked.h5 --details >out 2>err || fail "details of a linked factor ($kind)"
    grep -q '(context.p_shock, value.funding)' out && grep -q 'share of the load paid by a third party)' out || fail "a row of both ($kind)"
done
COLUMNS=120 "$POLDER" show linked.h5 --lang nl --details >out 2>err
grep -q '(context.p_shock, value.funding)' out && grep -q '(met ' out || fail "a row of both, in Dutch"

# --- check names every problem of a design at once ---
cat >wrong.yaml <<'YAML'
model: collaboration
design:
  kind: latin-hypercube
  pints: 20
  factors:
    lever.proces: [0, 1.8]
    value.fundng: [0, 1]
    relations.trust: [0.1, 0.2, 0.3]
    context.p_shock: {from: 0.05, to: 0.2, with: {value.fundin: [0.6, 0.2]}}
YAML
"$POLDER" check wrong.yaml >out 2>err && fail "a wrong design is good"
for words in 'needs points' 'unknown key "pints"' 'unknown lever "proces"; did you mean "process"?' \
    'unknown parameter "value.fundng"; did you mean "value.funding"?' 'relations.trust needs two numbers' \
    'unknown parameter "value.fundin"; did you mean' '^6 errors$'; do
    grep -q "$words" err || fail "check does not go on to: $words"
done

# --- a point is a run with --set ---
cat >sweep.yaml <<'YAML'
model: collaboration
seed: 11
replicates: 20
horizon: 18
network: {topology: random, members: 9}
values: {partners: {support: {truncated-normal: [0.6, 0.1, 0, 1]}}}
initial: {ownership: {beta: [4, 2]}}
record: {networks: 3, columns: [trust.mean, trust]}
design:
  kind: latin-hypercube
  points: 5
  factors:
    relations.trust: [0.2, 0.8]
    network.members: [5, 18]
    network.degree: {from: 1, to: 8, scale: log}
    governance.form: {values: [shared, lead, administrative]}
    partners.support.sd: [0, 0.3]
    partners.support.max: [0.7, 1]
    initial.ownership.a: [1, 6]
    initial.trust: [0.1, 0.9]
YAML
sed '/^design:/,$d' sweep.yaml >plain.yaml
"$POLDER" check sweep.yaml >out 2>err || fail "check"
grep -qx 'design: latin-hypercube, 8 factors, 5 points' out || fail "check does not count the points"
"$POLDER" check sweep.yaml --json >out 2>err || fail "check --json"
grep -q '"points": 5' out || fail "check --json does not count the points"
"$POLDER" check plain.yaml --json >out 2>err || fail "check --json"
grep -q '"points"' out && fail "check --json counts points without a design"
"$POLDER" run sweep.yaml --quiet >out 2>err || fail "a sweep does not run"
"$POLDER" run sweep.yaml --quiet --threads 1 --block 7 -o again.h5 >out 2>err || fail "a sweep does not run"
cmp -s sweep.h5 again.h5 || fail "threads or blocks change a sweep"

cat >point.py <<'PYTHON'
"""The --set that make a plain run of a point: FIELD=VALUE, a distribution with its arguments."""
import h5py, sys
p = int(sys.argv[1])
form = ["shared", "lead", "administrative", "self-organising"]
with h5py.File("sweep.h5") as f:
    d = f["design"]
    v = dict(zip([n.decode() for n in d["factor"][:]], d["value"][p]))
assert len(v) == 8, v
for name in ("relations.trust", "network.degree", "initial.trust"):
    print(f"{name}={v[name]:.17g}")
print(f"network.members={v['network.members']:.0f}")
print(f"governance.form={form[int(v['governance.form'])]}")
print("partners.support={truncated-normal: "
      f"[0.6, {v['partners.support.sd']:.17g}, 0, {v['partners.support.max']:.17g}]}}")
print(f"initial.ownership={{beta: [{v['initial.ownership.a']:.17g}, 2]}}")
PYTHON
cat >same.py <<'PYTHON'
import h5py, numpy as np, sys
p = int(sys.argv[1])
with h5py.File("sweep.h5") as f, h5py.File("point.h5") as g:
    mine, n = f["case"][:] == p, 0
    assert (f["case_point"][:] == range(5)).all() and f["case_name"][p].decode() == f"point {p}"
    for name, column in f.items():
        if "field" not in column.attrs:
            continue
        if name not in g:  # what the design varies is a column without being asked for
            assert column.attrs["role"] == "parameter", name
            continue
        assert column[:][mine].tobytes() == g[name][:].tobytes(), name
        n += 1
    assert n > 10, n
    a, b = f["trajectory"], g["trajectory"]
    rows = np.isin(a["sample"][:], np.flatnonzero(mine))
    assert a["trust.mean"][:][rows].tobytes() == b["trust.mean"][:].tobytes()
    rows = np.isin(a["arc_network"][:], np.flatnonzero(mine))
    assert rows.any() and a["trust"][:][rows].tobytes() == b["trust"][:].tobytes()
    assert a["arc_to"][:][rows].tobytes() == b["arc_to"][:].tobytes()
PYTHON
for p in 0 1 2 3 4; do
    set=()
    while IFS= read -r line; do set+=(--set "$line"); done < <(/usr/bin/python3 point.py $p)
    [ ${#set[@]} -eq 14 ] || fail "point $p: no values"
    "$POLDER" run plain.yaml "${set[@]}" --quiet --overwrite -o point.h5 >out 2>err || fail "point $p alone does not run"
    /usr/bin/python3 same.py $p >out 2>err || fail "point $p is not the run with --set of its values"
done

# --- arms at points ---
sed '$a arms:\n  - none\n  - {name: guided, set: {steering.effort: 0.8}}' sweep.yaml >arms.yaml
"$POLDER" check arms.yaml >out 2>err || fail "arms at points"
grep -q '200 networks (10 cases' out || fail "arms at points: not ten cases"
sed '$a arms:\n  - none\n  - {name: wary, set: {relations.trust: 0.2}}' sweep.yaml >arms.yaml
"$POLDER" check arms.yaml >out 2>err
[ $? -eq 2 ] || fail "an arm sets a factor: not exit code 2"
grep -q 'relations.trust is a factor of the design, but the arm "wary" sets it too' err || fail "an arm sets a factor"

# --- a sweep of many points does not fill the screen ---
"$POLDER" run sweep.yaml --set horizon=2 --replicates 1 -o short.h5 --details >out 2>err || fail "five points"
grep -q '^point 4 ' out || fail "five points are not shown"
sed 's/points: 5/points: 64/' sweep.yaml >wide.yaml
"$POLDER" run wide.yaml --set horizon=2 --replicates 1 >out 2>err || fail "64 points"
grep -q '^point ' out && fail "64 points are shown one by one"
"$POLDER" show wide.h5 --details >out 2>err || fail "64 points"
grep -q 'What became of the networks' out && fail "the details of one point that nobody asked for"
grep -q 'and 24 more cases (polder show --json has them all)' out || fail "64 points are shown"
"$POLDER" show wide.h5 --json >out 2>err || fail "show --json"
grep -q '"point 63"' out || fail "show --json lacks cases"

# --- bad input leaves nothing ---
"$POLDER" run sweep.yaml --set relations.trust=0.5 -o no.h5 >out 2>err
[ $? -eq 2 ] || fail "--set of a factor: not exit code 2"
grep -q -- '--set:1:1: error: relations.trust is a factor of the design' err || fail "--set of a factor"
printf 'relations.trust,governance.form\n0.4,shared\n0.5,led\n' >points.csv
printf 'model: collaboration\ndesign: {kind: csv, file: points.csv}\n' >csv.yaml
"$POLDER" run csv.yaml -o no.h5 >out 2>err
[ $? -eq 2 ] || fail "a bad CSV file: not exit code 2"
grep -q 'points.csv:3:5: error: unknown governance.form "led"; did you mean "lead"?' err || fail "place in a CSV file"
[ -e no.h5 ] || [ -e no.parts ] && fail "bad input left files behind"

# --- a point whose networks cannot be made ---
cat >large.yaml <<'YAML'
model: opinions
replicates: 6
horizon: 5
network: {topology: complete}
record: {networks: 6}
design:
  kind: grid
  factors:
    network.members: {values: [5, 60000, 8]}
    averaging.rate: {values: [0.2, 0.4]}
YAML
"$POLDER" run large.yaml --block 32 >out 2>err
[ $? -eq 1 ] || fail "a point that cannot be made: not exit code 1"
grep -q 'warning: 12 of 36 networks could not be run (failed = 1 in large.h5); the first: point 2: 60000 organisations would have' err ||
    fail "no warning of networks that could not be made"
"$POLDER" run large.yaml --quiet --block 1 --threads 2 -o large-too.h5 >out 2>err
[ $? -eq 1 ] || fail "one by one"
cmp -s large.h5 large-too.h5 || fail "blocks change what fails"
/usr/bin/python3 - >out 2>err <<'PYTHON' || fail "not only the point that cannot be made has failed"
import h5py, numpy as np
with h5py.File("large.h5") as f:
    point = f["case_point"][:][f["case"][:]]
    members = f["design/value"][:, 0][point]
    assert (f["failed"][:] == (members == 60000)).all() and f["failed"][:].sum() == 12
    column = [c for n, c in f.items() if "field" in c.attrs][0][:]
    assert (np.isnan(column) == (members == 60000)).all()
    assert len(f["trajectory/sample"]) == 24
    e = f["errors"]
    assert list(e["first_network"]) == [2] and list(e["networks"]) == [12], list(e["networks"])
    assert b"60000 organisations" in e["message"][0].encode() if isinstance(e["message"][0], str) else e["message"][0]
PYTHON
"$POLDER" run large.yaml --set network.topology=ring --replicates 1 --quiet --overwrite >out 2>err || fail "rings can be made"
sed 's/\[5, 60000, 8\]/[60000]/' large.yaml >all.yaml
"$POLDER" run all.yaml --quiet >out 2>err
[ $? -eq 1 ] || fail "nothing could be made: not exit code 1"
grep -q 'warning: 12 of 12 networks could not be run' err || fail "nothing could be made: no error"

[ $failures -eq 0 ] && echo "designs are as documented"
exit $((failures > 0))
