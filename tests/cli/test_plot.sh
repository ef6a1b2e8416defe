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
has factors.svg "relations.trust" "factors"
has arms.svg "Process managing" "an arm by its title"
has arms.svg "nothing extra" "the baseline"
"$POLDER" show arms.h5 --json >show.json || fail "show"
python3 - <<'PY' || fail "the dots are not those of polder show"
import json, re
share = [c["success"]["share"] for c in json.load(open("show.json"))["cases"]]
text = open("arms.svg").read()
said = [int(x) for x in re.findall(r">(\d+) of 100</text>", text)]
assert sorted(said) == sorted(round(100 * s) for s in share), (said, share)
assert text.count("<g transform") >= 200
PY

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
        pdftotext arms.pdf - | grep -q "Process managing" || fail "a PDF without its words"
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
wrong "one arm" "one way to run only" design.h5 --figure arms -o wrong.svg
wrong "no success" "does not say what success is" other.h5 --figure ends -o wrong.svg
wrong "too few" "20 networks" few.h5 --figure ends -o wrong.svg
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
