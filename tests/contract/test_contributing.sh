#!/bin/bash
# The examples of CONTRIBUTING.md: each is one file, is found by the build, does what the text
# says, and leaves the random numbers of the other parts alone.
# Needs POLDER_SOURCE, cmake, ninja and a C compiler. Builds in a folder of its own.
set -eu
export LC_ALL=C.UTF-8
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "FAILED: $1"; exit 1; }
for need in cmake ninja cc; do
    command -v $need >/dev/null || { echo "skipped: $need is not installed"; exit 77; }
done
/usr/bin/python3 -c 'import h5py' 2>/dev/null || { echo "skipped: python3-h5py is not installed"; exit 77; }

# The small model alone, without optimisation: that is quick to build.
mkdir "$folder/tree"
cd "$POLDER_SOURCE"
cp -r CMakeLists.txt cmake engine analysis scenarios docs README.md CHANGELOG.md CITATION.cff LICENSE "$folder/tree"
mkdir -p "$folder/tree/models" "$folder/tree/tests"
cp -r models/opinions "$folder/tree/models"
cd "$folder"
build() {
    cmake -S tree -B build -G Ninja -DCMAKE_BUILD_TYPE=None -DPOLDER_KERNELS= -DPOLDER_TESTS=OFF \
        -DPOLDER_WERROR=ON >build.log 2>&1 &&
        cmake --build build --target polder >>build.log 2>&1 || { tail -n 40 build.log; fail "$1"; }
}

cat >meet.yaml <<'YAML'
model: opinions
seed: 5
replicates: 64
horizon: 40
network: {members: 12, topology: complete}
YAML
mean() { # mean COLUMN ARGUMENT...: the mean of a column over all networks
    local column=$1
    shift
    build/polder run meet.yaml --overwrite --json "$@" >summary.json
    /usr/bin/python3 -c "
import json, sys
print(json.load(open('summary.json'))['columns']['$column']['mean'])"
}
export POLDER_COLUMNS='[opinion.mean, opinion.variance, opinion]'
keep() { # keep NAME ARGUMENT...: a run whose columns can be compared
    local name=$1
    shift
    build/polder run meet.yaml --overwrite --quiet -o "$name.h5" --set record.networks=64 \
        --set "record.columns=$POLDER_COLUMNS" "$@"
}

# The row of a key goes before that of the description.
/usr/bin/python3 - "$POLDER_SOURCE/CONTRIBUTING.md" <<'PYTHON'
import re
import sys
row, = re.findall(r"```c\n(TEXT\(\w+, \"[^\n]*\"\) \\)\n```", open(sys.argv[1], encoding="utf-8").read())
text = open("tree/engine/experiment/keys.h", encoding="utf-8").read()
before = '    TEXT(description, "what is asked, and why")'
assert before in text
open("tree/engine/experiment/keys.h", "w", encoding="utf-8").write(
    text.replace(before, "    " + row + "\n" + before))
PYTHON
build "the model without the examples does not build"
keep before
build/polder list parameters --model opinions | grep -q news && fail "news is there already"

# Every block that begins with the path of a file is that file.
/usr/bin/python3 - "$POLDER_SOURCE/CONTRIBUTING.md" <<'PYTHON'
import re
import sys
text = open(sys.argv[1], encoding="utf-8").read()
blocks = re.findall(r"```c\n(/\* (models/\S+\.c): .*?)```", text, re.S)
assert len(blocks) == 2, f"{len(blocks)} examples"
for code, path in blocks:
    open("tree/" + path, "w", encoding="utf-8").write(code)
PYTHON
build "the examples do not build"
build/polder list parameters --model opinions | grep -q '^news.chance' || fail "news.chance is not listed"
build/polder list columns --model opinions | grep -q '^opinion.extremes' || fail "opinion.extremes is not listed"

# At its default the mechanism does nothing: the same bits in every column of the old model.
keep after
/usr/bin/python3 - <<'PYTHON' || fail "a new part changed the numbers of the others"
import h5py
with h5py.File("before.h5") as a, h5py.File("after.h5") as b:
    for name in ("opinion.mean", "opinion.variance", "opinion.limit", "trajectory/opinion"):
        assert a[name][:].tobytes() == b[name][:].tobytes(), name
PYTHON

# Without news opinions meet; with news they do not, and the observable sees it.
quiet=$(mean opinion.variance) loud=$(mean opinion.variance --set news.chance=0.2)
few=$(mean opinion.extremes) many=$(mean opinion.extremes --set news.chance=0.2)
/usr/bin/python3 - "$quiet" "$loud" "$few" "$many" <<'PYTHON' || fail "news has no effect: $quiet $loud $few $many"
import sys
quiet, loud, few, many = map(float, sys.argv[1:])
assert quiet < 1e-6 < 0.005 < loud, "variance"
assert few == 0 and many > 0.01, "extremes"
PYTHON
echo "variance $quiet without news, $loud with; extremes $few and $many"

# The key: read, spelt, set, listed, completed, kept, and kept again.
build/polder list keys | grep -q '^contact .*whom to ask about it' || fail "contact is not listed"
build/polder schema opinions | grep -q '"contact"' || fail "contact is not in the schema"
(cat meet.yaml; echo 'contact: Ann') >key.yaml
build/polder run key.yaml --quiet -o key.h5 && build/polder run key.h5 --quiet -o again.h5 || fail "contact is not read"
cmp key.h5 again.h5 || fail "run again the result is another"
build/polder run key.h5 --set contact=Bob --quiet -o bob.h5 || fail "contact cannot be set"
/usr/bin/python3 - <<'PYTHON' || fail "contact is not kept"
import h5py
import json
for name, contact in (("again.h5", "Ann"), ("bob.h5", "Bob")):
    with h5py.File(name) as file:
        assert json.loads(file.attrs["experiment"])["contact"] == contact, name
PYTHON
sed 's/contact/contct/' key.yaml >slip.yaml
build/polder check slip.yaml >out 2>&1 && fail "a misspelt key was taken"
grep -q 'did you mean "contact"' out || fail "no nearest key: $(cat out)"

# An unknown parameter of the new part is noticed like any other.
build/polder run meet.yaml --set news.chanc=0.1 >out 2>&1 && fail "a misspelt parameter was taken"
grep -q 'news.chance' out || fail "no nearest name: $(cat out)"
# A changed mechanism is another experiment; a comment changes nothing. No cmake by hand in between.
again() {
    cmake --build build --target polder >>build.log 2>&1 || { tail -n 40 build.log; fail "$1"; }
}
build/polder run meet.yaml -o code.h5 --quiet
echo '/* a last word */' >>tree/models/opinions/news.c
again "a comment does not build"
build/polder run meet.yaml -o code.h5 >out 2>&1 || fail "a comment made another experiment: $(cat out)"
grep -q 'complete already' out || fail "a comment made another experiment: $(cat out)"
sed -i 's/polder_uniform(word\[1\]\[l\])/0.5f * &/' tree/models/opinions/news.c
again "the changed mechanism does not build"
build/polder run meet.yaml -o code.h5 >out 2>&1 && fail "the old result was taken for that of the changed mechanism"
grep -q 'made by polder .* with code [0-9a-f]*; this is polder .* with code' out || fail "$(cat out)"
build/polder run meet.yaml -o code.h5 --overwrite --quiet || fail "not overwritten"

# A file that declares no part, or another one, is named before anything is compiled; a field that
# no part declares gets the nearest name.
sed 's/POLDER_PART(opinions, news)/POLDER_PART(opinions, new)/' tree/models/opinions/news.c >tree/models/opinions/tired.c
cmake --build build --target polder >out 2>&1 && fail "a part under another name was built"
tr -s ' \n' ' ' <out | grep -q 'models/opinions/tired.c must hold POLDER_PART(opinions, tired)' || fail "$(cat out)"
sed -e 's/opinions, news)/opinions, tired)/; s/"news/"tired/; s/"active"/"activ"/' tree/models/opinions/news.c \
    >tree/models/opinions/tired.c
again "the corrected part does not build"
build/polder list parts --model opinions >out 2>&1 && fail "a field that is not there was taken"
grep -q 'part tired uses field activ, which no part declares; did you mean active?' out || fail "$(cat out)"

echo "the examples of CONTRIBUTING.md build and do as the text says"
