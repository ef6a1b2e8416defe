#!/bin/bash
# polder plot as a user meets it: every figure of a small result, in both languages, as .svg and .pdf;
# what has no such figure, and what can be wrong with a command, says so and leaves no file.
# Needs POLDER. Works in a folder of its own.
. "$(dirname "$0")/command.sh"

cat >arms.yaml <<'YAML'
title: Two ways and none
model: collaboration
seed: 5
replicates: 220
horizon: 24
network: {members: 6}
arms: [none, process-managing]
YAML
printf 'model: collaboration\nseed: 1\nreplicates: 200\nhorizon: 40\nnetwork: {members: 6}\ndesign:\n  kind: latin-hypercube\n  points: 10\n  factors:\n    relations.trust: [0.2, 0.7]\n    dialogue.tolerance: [0.6, 1.1]\n' >design.yaml
printf 'model: opinions\nreplicates: 20\nhorizon: 10\n' >other.yaml
printf 'model: collaboration\nreplicates: 20\nhorizon: 10\nnetwork: {members: 5}\n' >few.yaml
for name in arms design other few; do expect 0 "run $name" run $name.yaml --quiet; done

for figure in ends arms effect survival conditions; do
    expect 0 "$figure" plot arms.h5 --figure $figure -o $figure.svg
    [ -s out ] || [ -s err ] && fail "$figure: it says something"
    python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' $figure.svg || fail "$figure: no XML"
    expect 0 "$figure in Dutch" --lang nl plot arms.h5 --figure $figure -o - --width 320
    cmp -s out $figure.svg && fail "$figure: Dutch as English"
    grep -qE 'of a hundred|without|after [0-9]' out && fail "$figure: English in Dutch"
done
printf 'model: collaboration\nreplicates: 200\nhorizon: 24\nnetwork: {members: 6}\narms: [none, {name: Procesmanagement, levers: [{process: 0.5}]}]\n' >long.yaml
expect 0 "run long.yaml" run long.yaml --quiet
for width in 500 640 900; do
    expect 0 "a long word" plot long.h5 --figure survival -o long.svg --overwrite --width $width
    has long.svg ">Procesmanagement<" "a word of a name is whole at width $width"
done
expect 0 "factors" plot design.h5 --figure factors -o factors.svg
has factors.svg "Trust between partners" "factors"
has arms.svg "Guiding the process" "an arm by its title"
has arms.svg "nothing extra" "the baseline"
"$POLDER" show arms.h5 --json >show.json || fail "show"
python3 - <<'PY' || fail "the dots are not those of polder show"
import json, re
share = [c["success"]["share"] for c in json.load(open("show.json"))["cases"]]
text = open("arms.svg").read()
said = [int(x) for x in re.findall(r">(\d+) of 100</text>", text)]
assert sorted(said) == sorted(int(100 * s + 0.5) for s in share), (said, share)
assert text.count("<g transform") >= 200
PY

# --- a table of seats: what most runs say, counted here anew from what is exported ---
odd_names='<node id="a"><data key="n">&lt;/svg&gt;Ours</data></node><node id="b"><data key="n">بلدية المدينة</data></node>'
{
    printf '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="n" for="node" attr.name="name" attr.type="string"/><key id="t" for="edge" attr.name="faith" attr.type="double"/>'
    printf '<graph edgedefault="undirected">%s' "$odd_names"
    for node in c d e f; do printf '<node id="%s"><data key="n">Member %s</data></node>' $node $node; done
    printf '<edge source="a" target="b"><data key="t">0.2</data></edge><edge source="a" target="c"><data key="t">0.8</data></edge><edge source="b" target="c"><data key="t">0.1</data></edge>'
    printf '<edge source="c" target="d"><data key="t">0.6</data></edge><edge source="d" target="e"><data key="t">0.3</data></edge></graph></graphml>\n'
} >seats.graphml
cat >seats.yaml <<'YAML'
model: collaboration
replicates: 40
horizon: 24
network: {file: seats.graphml, label: name, relations: {trust: faith}}
record: {networks: 25, columns: [tie, trust, vigilance]}
arms: [none, {name: without, network: {absent: [Member f]}}]
baseline: none
YAML
expect 0 "run seats.yaml" run seats.yaml --quiet
expect 0 "table" plot seats.h5 --figure table -o seats.svg
expect 0 "table, for the inner circle" plot seats.h5 --figure table --steering-group -o inner.svg
expect 0 "table without one" plot seats.h5 --figure table --baseline without -o without.svg
"$POLDER" export seats.h5 --trajectories --level arc --arm none >arcs.csv || fail "arcs"
python3 - <<'PY' || fail "the table is not what most runs say"
import collections, csv, html, re
rows = [r for r in csv.DictReader(open("arcs.csv")) if r["tie"] and float(r["tie"]) > 0.5 and r["trust"] and r["vigilance"]]
runs = 25
sums, alive = collections.defaultdict(list), collections.defaultdict(set)
for r in rows:
    sums[int(r["tick"])].append(float(r["vigilance"]) - float(r["trust"]))
    alive[int(r["tick"])].add(r["network"])
tick = max((t for t in sums if t > 0 and 2 * len(alive[t]) >= runs), key=lambda t: sum(sums[t]) / len(sums[t]))
ORDER = ["trust, nobody on guard", "trust, but on guard", "little trust, on guard", "little trust, waiting and seeing"]
kinds = collections.defaultdict(collections.Counter)
for r in rows:
    if int(r["tick"]) == tick:
        trusts, guards = float(r["trust"]) >= 0.5, float(r["vigilance"]) >= 0.5
        kinds[r["from_label"], r["to_label"]][("trust, but on guard" if guards else "trust, nobody on guard") if trusts
                                              else "little trust, on guard" if guards else "little trust, waiting and seeing"] += 1
# Of two that are as frequent it is the one that the model declares first.
usual = {pair: max(ORDER, key=lambda kind: c[kind]) for pair, c in kinds.items() if 2 * sum(c.values()) >= runs}
said = collections.Counter(usual[a, b] if usual[a, b] == usual[b, a] else "one side feels otherwise than the other"
                           for a, b in usual if a < b)
outer, inner = (html.unescape(open(f).read()) for f in ("seats.svg", "inner.svg"))
best = "trust, nobody on guard"
assert f"{said[best]} of the {sum(said.values())} are mostly like this" in outer and f": {best}." in outer, said
# How the others are would make a reader guess which ones those are.
assert not any(kind in outer for kind in said if kind != best), said
assert len(said) > 1, said
assert f"month {tick}," in outer and f"month {tick}," in inner, tick
for name in ("</svg>Ours", "بلدية المدينة", "Member f"):
    assert name in outer and name in inner, name
# Which ties those are stands in the other drawing alone.
assert "s-orange" not in outer and "s-blue" not in outer
assert inner.count("s-blue") == len(usual) + 2 * len(set(usual.values())), (inner.count("s-blue"), usual)
without = open("without.svg").read()
assert "Member e" in without and "Member f" not in without
assert outer.count("<circle") == 7 and without.count("<circle") == 6
PY
# Where no tie is of the best kind, or every one, that is said, and not "0 of the 5".
sed 's|<data key="t">[0-9.]*<|<data key="t">0.02<|g' seats.graphml >poor.graphml
sed 's|<data key="t">[0-9.]*<|<data key="t">0.98<|g' seats.graphml >rich.graphml
for ties in poor rich; do
    sed "s/seats.graphml/$ties.graphml/; s/horizon: 24/horizon: 2/" seats.yaml >$ties.yaml
    expect 0 "run $ties.yaml" run $ties.yaml --quiet --set relations.vigilance=0.05
    expect 0 "table of $ties" plot $ties.h5 --figure table -o $ties.svg
    grep -qE '(^|[^0-9])0 of the|([0-9]+) of the \2 ' $ties.svg && fail "$ties: $(grep -oE '[^.]*mostly like this' $ties.svg)"
done
has poor.svg "none of the 5 is mostly like this" "no tie is of the best kind"
has rich.svg "all 5 are mostly like this" "all ties are of the best kind"
expect 0 "in Dutch" --lang nl plot poor.h5 --figure table -o -
has out "is geen van de 5 meestal zo" "no tie is of the best kind, in Dutch"
printf 'model: collaboration\nfoundings: 1\nfutures: 20\nhorizon: 12\nnetwork: {members: 5}\nrecord: {networks: 20, columns: [tie, trust, vigilance]}\n' >nameless.yaml
expect 0 "run nameless.yaml" run nameless.yaml --quiet
expect 0 "where nobody is named" plot nameless.h5 --figure table -o nameless.svg
has nameless.svg "s-blue" "where nobody is named ties are of their kinds"

# --- as PDF ---
expect 0 "help" plot --help
sed -n '/Figures:/,/--figure/s/^  \([a-z]*\)  .*/\1/p' out | while read -r figure; do
    "$POLDER" plot few.h5 --figure "$figure" 2>&1 | grep -qF -- "-o needs" || echo "$figure"
done >unknown
[ -s unknown ] && fail "--help names figures that are none: $(cat unknown)"
if "$POLDER" plot arms.h5 --figure arms -o arms.pdf 2>err; then
    [ "$(head -c 5 arms.pdf)" = "%PDF-" ] || fail "no PDF"
    sleep 1.1 # no date in it: a later one is the same
    "$POLDER" plot arms.h5 --figure arms -o again.pdf && cmp -s arms.pdf again.pdf || fail "the same PDF twice is not the same"
    ldd "$POLDER" | grep -q rsvg && fail "every command loads what makes a PDF"
    if command -v pdftotext >/dev/null; then
        pdftotext arms.pdf - | grep -q "Guiding the process" || fail "a PDF without its words"
    fi
else
    has err "librsvg" "without librsvg it says so"
    [ -e arms.pdf ] && fail "half a PDF"
fi

# As it was built where librsvg is not.
bare="$(dirname "$POLDER")/tests/polder-without-mpi"
if [ -x "$bare" ]; then
    "$bare" plot arms.h5 --figure arms -o bare.pdf 2>err
    [ $? -eq 2 ] || fail "without librsvg: not refused"
    has err "makes no PDF" "without librsvg"
    [ -e bare.pdf ] && fail "without librsvg: a file is there"
    "$bare" plot design.h5 --figure factors -o bare.svg && cmp -s factors.svg bare.svg || fail "without librsvg: another drawing"
fi

# --- what is wrong ---
wrong() { # wrong NAME TEXT ARGUMENT...
    local name=$1 text=$2
    shift 2
    expect 2 "$name" plot "$@"
    has err "$text" "$name"
    [ -e wrong.svg ] && fail "$name: leaves a file"
    ls | grep -q '^\.' && fail "$name: leaves a hidden file"
}
wrong "no figure" "--figure needs" arms.h5 -o wrong.svg
wrong "a figure that is none" 'did you mean "survival"' arms.h5 --figure survivl -o wrong.svg
wrong "no drawing" "-o needs" arms.h5 --figure arms
wrong "another kind of file" "a drawing is a file .svg or .pdf" arms.h5 --figure arms -o wrong.png
wrong "no file" "which result file?" --figure arms -o wrong.svg
wrong "a file that is not there" "nothing.h5" nothing.h5 --figure arms -o wrong.svg
wrong "a file that is no result" "arms.yaml" arms.yaml --figure arms -o wrong.svg
wrong "no factors" "no factors were varied" arms.h5 --figure factors -o wrong.svg
wrong "one arm" "--figure ends shows how that one goes" design.h5 --figure arms -o wrong.svg
wrong "a curve of a design" "polder survival has a curve of each" design.h5 --figure survival -o wrong.svg
{
    sed 's/arms:.*//; s/replicates: 220/replicates: 200/' arms.yaml
    printf 'arms: [none, {name: a year, horizon: 12}, {name: one more, horizon: 12, levers: [{process: 0.5}]}, {name: another, levers: [{vision: 0.5}]}]\n'
} >apart.yaml
expect 0 "run apart.yaml" run apart.yaml --quiet
for figure in arms effect; do
    expect 0 "arms of other times" plot apart.h5 --figure $figure -o apart-$figure.svg
    has err 'left out, because they run for a longer or shorter time than "nothing extra": "a year", "one more"' "$figure: who is left out"
    grep -q $'\xe2\x81' err && fail "$figure: marks of a page on the terminal"
done
sed -i 's/, {name: another.*/]/' apart.yaml
expect 0 "run apart.yaml once more" run apart.yaml --quiet --overwrite
for figure in arms effect; do
    wrong "all others of other times" 'all other arms run for a longer or shorter time than "nothing extra": "a year", "one more". --baseline' \
        apart.h5 --figure $figure -o wrong.svg
done
wrong "curves of other times" 'these arms run for a longer or shorter time than "nothing extra": "a year", "one more". polder survival' \
    apart.h5 --figure survival -o wrong.svg
expect 0 "beside another" plot apart.h5 --figure arms --baseline "a year" -o apart-year.svg
has apart-year.svg "One more" "beside one that runs as long"
wrong "no success" "does not say what success is" other.h5 --figure ends -o wrong.svg
wrong "too few" "20 networks" few.h5 --figure ends -o wrong.svg
wrong "of many networks" "it takes one network" arms.h5 --figure table -o wrong.svg
"$POLDER" run seats.yaml -o unseen.h5 --set record.networks=0 --quiet || fail "run unseen"
wrong "nothing recorded" "--record tie --record trust --record vigilance" unseen.h5 --figure table -o wrong.svg
"$POLDER" run seats.yaml -o seldom.h5 --set record.networks=9 --quiet || fail "run seldom"
wrong "few recorded" "fewer than 10 runs" seldom.h5 --figure table -o wrong.svg
expect 2 "which figure" plot arms.h5 -o wrong.svg
has err "--figure needs the name of a figure: ends, arms, effect, survival, factors, conditions, causes, table" "which figure"
wrong "too narrow" "--width" arms.h5 --figure arms -o wrong.svg --width 9
wrong "no such arm" 'no arm "nne"' arms.h5 --figure arms -o wrong.svg --baseline nne
expect 2 "it is there already" plot arms.h5 --figure arms -o arms.svg
has err "--overwrite" "it is there already"
expect 0 "overwrite" plot arms.h5 --figure arms -o arms.svg --overwrite
cp arms.svg before.svg
(ulimit -f 8; "$POLDER" plot arms.h5 --figure arms -o arms.svg --overwrite 2>err)
[ $? -eq 0 ] && fail "a full disk is not noticed"
cmp -s arms.svg before.svg || fail "a full disk costs the old drawing"

[ $failures -eq 0 ] && echo "all well"
exit $((failures > 0))
