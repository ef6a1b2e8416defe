#!/bin/bash
# The page of polder lesson: built from its source it is the file in the repository, byte for byte (where
# node, the packages of web/package-lock.json and the compiler it was built with are there); what
# cannot be shown is refused with a reason; and no name can end the element it stands in.
# Needs POLDER, POLDER_SOURCE.
set -u
export LC_ALL=C.UTF-8
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
fail() {
    echo "FAILED: $1"
    [ -s err ] && head -n 5 err
    failures=$((failures + 1))
}

page=$POLDER_SOURCE/web/dist/lesson.html
compiler=$(sed -n '2s/.* compiler="\([^"]*\)".*/\1/p' "$page")
if ! command -v node > /dev/null || [ ! -d "$POLDER_SOURCE/web/node_modules/esbuild" ]; then
    echo "skipped: building the page: node or the packages (npm ci in web/) are not there"
else
    keep=--keep-engine
    if ! clang --version 2> /dev/null | grep -q "version $compiler"; then
        echo "skipped: building the engine: clang $compiler is not there"
    elif ! ls /usr/lib/llvm-*/lib/clang/*/lib/wasi/libclang_rt.builtins-wasm32.a > /dev/null 2>&1 ||
        [ ! -e /usr/include/wasm32-wasi/stdio.h ]; then
        echo "skipped: building the engine: wasi-libc or libclang-rt-dev-wasm32 is not there"
    else
        keep=
    fi
    (cd "$POLDER_SOURCE/web" && node build.mjs --out "$folder/dist" $keep) > err 2>&1 || fail "it cannot be built"
    for name in lesson.html room.mjs; do
        cmp "dist/$name" "$POLDER_SOURCE/web/dist/$name" > err 2>&1 ||
            fail "web/dist/$name is not what its source makes: node web/build.mjs, and commit it"
    done
    (cd "$POLDER_SOURCE/web" && node_modules/.bin/tsc -p .) > err 2>&1 || fail "its types do not hold"
    (cd "$POLDER_SOURCE/web" && node codes.mjs) > err 2>&1 || fail "codes of plans"
    (cd "$POLDER_SOURCE/web" && node plurals.mjs) > err 2>&1 || fail "a word of several after a 1"
    : > err
fi

# refuse WHAT EXPECTED ARGUMENT...
refuse() {
    local what=$1 expected=$2 code
    shift 2
    "$POLDER" lesson "$@" -o no.html > out 2> err
    code=$?
    [ $code -eq 2 ] || fail "$what: exit code $code"
    grep -q "$expected" err || fail "$what: no word of $expected"
    [ ! -e no.html ] || fail "$what: there is a page"
}
printf 'model: opinions\n' > opinions.yaml
printf 'model: collaboration\nnetwork: {topology: ring, members: 301}\n' > large.yaml
refuse "another model" "of model collaboration, and this one is of opinions" opinions.yaml
printf 'model: collaboration\nnetwork: {topology: star, members: 1}\n' > alone.yaml
refuse "one organisation" "network.members = 1 is outside" alone.yaml
refuse "too large" "at most 300 organisations, and this one has 301" large.yaml
refuse "no scenario" "which scenario" --seed 1
refuse "a language" "en or nl" music-table --lang fr
cat > between.yaml <<'YAML'
model: collaboration
arms: [{name: brokers, intervention: {use: brokering, technique: brokers-at-nodes}}]
YAML
cat > planned.yaml <<'YAML'
model: collaboration
events: [{what: shock, month: 3}]
YAML
refuse "planned events" "cannot show planned events" planned.yaml
printf 'model: collaboration\nfirst_founding: 3\nfoundings: 1\nfutures: 5\n' > third.yaml
refuse "another first founding" "begins with founding 0" third.yaml
refuse "betweenness" "goes by betweenness" between.yaml
# What another arm than the baseline does is not played, and so refuses nothing: every case is a lesson.
for case in "$POLDER_SOURCE"/scenarios/cases/*.yaml "$POLDER_SOURCE"/scenarios/remedies.yaml; do
    "$POLDER" lesson "$case" -o case.html --overwrite 2> err || fail "$(basename "$case"): no page"
    ! command -v node > /dev/null || node "$POLDER_SOURCE/web/try.mjs" case.html > out || fail "$(basename "$case"): $(cat out)"
done

# Names that would end a script, a tag or a line.
cat > odd.graphml <<'XML'
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="name" for="node" attr.name="name" attr.type="string"/>
<graph edgedefault="undirected"><node id="a"><data key="name">&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</data></node>
<node id="b"><data key="name">بلدية "&amp;' {{title}}</data></node><node id="c"><data key="name">&lt;!--</data></node>
<edge source="a" target="b"/><edge source="b" target="c"/></graph></graphml>
XML
cat > odd.yaml <<'YAML'
title: "</title><script>alert(2)</script> & {{data}}"
title_nl: "</title> Nederlands"
model: collaboration
network: {file: odd.graphml, label: name}
YAML
"$POLDER" lesson odd.yaml -o odd.html --lang nl > out 2> err || fail "odd names"
[ "$(grep -c . out)" -eq 0 ] || fail "something on stdout"
scripts() { grep -o '<script' "$1" | wc -l; }
"$POLDER" lesson music-table -o plain.html 2> err || fail "music-table"
[ "$(scripts odd.html)" -eq "$(scripts plain.html)" ] || fail "a name begins a script"
grep -q '<html lang="nl">' odd.html || fail "the language"
grep -q '<title>&#60;/title&#62;' odd.html || fail "the title is not escaped"
grep -q 'alert(1)</script' odd.html && fail "a name ends a script"
grep -q '<h1>&#60;/title&#62;' odd.html || fail "the title is not there for whom no script runs"
[ "$(grep -o '<ol><li>.*</li></ol>' odd.html | grep -o '<li><b>[^<]*</b> [^<]* – [^<]*</li>' | wc -l)" -eq 12 ] ||
    fail "not twelve cards for whom no script runs"
grep -q '{{' plain.html && fail "a blank is left"
if command -v python3 > /dev/null; then
    python3 - odd.html > err 2>&1 <<'PY' || fail "what is baked in cannot be read back"
import json, re, sys
data = json.loads(re.search(r'id="lesson">([^<]*)<', open(sys.argv[1], encoding="utf-8").read()).group(1))
names = data["table"]["labels"]
assert names == ["</script><script>alert(1)</script>", "بلدية \"&' {{title}}", "<!--"], names
assert data["table"]["words"]["title"] == {"en": data["table"]["title"], "nl": "</title> Nederlands"}, "title_nl"
assert data["table"]["title"].startswith("</title>") and len(data["population"]["units"]) == 100
PY
fi
# Names in both languages, by the block lesson of the scenario; a slip in one is told.
cat > named.yaml <<'YAML'
model: collaboration
network: {file: odd.graphml, label: name}
lesson:
  title: {nl: Gekke namen}
  members: {"<!--": {en: Comment, nl: Commentaar, short: {nl: Comm}, the: {nl: het commentaar}}}
  axes: {interest.x: {en: [less, more]}}
YAML
"$POLDER" lesson named.yaml -o named.html --lang nl 2> err || fail "names in both languages"
grep -q '<title>Gekke namen</title>' named.html || fail "the title is not that of the lesson"
grep -q '"Commentaar"' named.html && grep -q '"the":{"nl":"het commentaar"}' named.html && grep -q '"axes":{"interest.x":{"en":\["less","more"\]}}' named.html ||
    fail "the names are not on the page"
sed 's/"<!--"/"<!-"/' named.yaml > slip.yaml
refuse "a slip in a name" 'did you mean "<!--"' slip.yaml
sed 's/the: {nl/the: {du/' named.yaml > slip.yaml
refuse "a slip in a language within a sentence" 'unknown key "du"' slip.yaml
sed 's/nl: Gekke/du: Gekke/' named.yaml > slip.yaml
refuse "a slip in a language" 'unknown key "du"' slip.yaml
sed 's/interest.x/interest.z/' named.yaml > slip.yaml
refuse "a slip in an axis" 'unknown state "interest.z"' slip.yaml
sed 's/interest.x/momentum/' named.yaml > slip.yaml
refuse "an axis that is no state of organisations" 'unknown state "momentum"' slip.yaml
# A page that is there is not written over; the same scenario gives the same page.
"$POLDER" lesson music-table -o plain.html 2> err && fail "a page was replaced unasked"
"$POLDER" lesson music-table -o again.html 2> err || fail "again"
cmp -s plain.html again.html || fail "another page the second time"
# In the project that was built: a page that somebody makes there is not taken for the one that is filled in.
mkdir -p project/build/release project/web
cp "$POLDER" project/build/release/
cp -r "$POLDER_SOURCE/scenarios" project/
cp -r "$POLDER_SOURCE/web/dist" project/web/
(cd project && for _ in 1 2; do build/release/polder lesson scenarios/music-table.yaml -o lesson.html --overwrite 2> err || exit 1; done) ||
    fail "the page of before is in the way"
exit $((failures > 0))
