#!/bin/bash
# What check, run and show say of a network file: in words and as JSON, and it stands in the result.
# Needs POLDER.
set -u
export LC_ALL=C.UTF-8 TERM=dumb
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
fail() { echo "FAILED: $1"; cat out err; failures=$((failures + 1)); }
has() { tr -s ' \n' ' ' <"$1" | grep -qF -- "$2" || fail "no: $2"; }

cat >n.gml <<'END'
graph [ directed 1
  node [ id 1 label "Council" size 3 ] node [ id 2 label "School" size 2 ]
  node [ id 3 size 1 ] node [ id 4 label "Choir" ]
  edge [ source 1 target 2 often 3 ] edge [ source 2 target 1 often 5 ]
  edge [ source 3 target 2 often 4 ] edge [ source 3 target 4 ]
]
END
cat >s.yaml <<'END'
model: collaboration
replicates: 4
horizon: 3
network:
  file: n.gml
  relations:
    trust: {attribute: often, scale: {from: [1, 5], to: [0, 1]}}
    asymmetry: {attribute: often, scale: range, reverse: true, from: 0.4, to: 0.9}
END
said="4 organisations (names from label (3), id (1)), 3 ties from 4 records, directed, 2 reported by one side, 1 component"
"$POLDER" check s.yaml >out 2>err || fail "check"
has out "network file: n.gml: $said"
has out "attributes of organisations: size (3 of 4, 1–3)"
has out "attributes of ties: often (3 of 4, 3–5)"
has out "scale: range makes 'often' 3 to 5 asymmetry 0.9 to 0.4"
has err "2 of 3 ties are reported by one end only and are kept; for the other side trust, asymmetry are drawn"
has err "attribute 'often' is missing for 1 of 4 reported ties: trust is drawn for them like for others"
"$POLDER" --lang nl check s.yaml >out 2>err || fail "check in Dutch"
has out "3 relaties uit 4 opgaven"
has out "attributen van organisaties: size (3 van 4, 1–3)"
has out "attributen van relaties: often (3 van 4, 3–5)"
has out "scale: range maakt van 'often' 3 tot 5 asymmetry 0,9 tot 0,4"
"$POLDER" check s.yaml --json >out 2>err || fail "check --json"
/usr/bin/python3 - <<'PYTHON' 2>err || fail "JSON of check"
import json
read = json.load(open("out"))["network_read"]
assert read["file"] == "n.gml" and read["organisations"] == 4 and read["ties"] == 3, read
assert read["names"] == [{"from": "label", "organisations": 3}, {"from": "id", "organisations": 1}]
assert read["records"] == 4 and read["one_sided"] == 2 and read["one_sided_kept"] is True
assert read["components"] == 1 and read["largest_component"] == 4 and read["without_ties"] == 0
often = [a for a in read["attributes"] if a["name"] == "often"]
assert often == [{"name": "often", "level": "tie", "type": "number", "known": 3, "of": 4,
                  "min": 3.0, "max": 5.0}], often
PYTHON
"$POLDER" run s.yaml >out 2>err || fail "run"
has out "network file: n.gml: $said"
"$POLDER" show s.h5 >out 2>err || fail "show"
has out "network file: n.gml: $said"
"$POLDER" show s.h5 --json >out 2>err || fail "show --json"
/usr/bin/python3 - <<'PYTHON' 2>err || fail "JSON of show"
import json
assert json.load(open("out"))["network_read"]["one_sided"] == 2
PYTHON
# without a file nothing is said
printf 'model: collaboration\nreplicates: 2\nhorizon: 2\n' >t.yaml
"$POLDER" check t.yaml >out 2>err || fail "check without a file"
grep -q "network file" out && fail "a file that is not there"
"$POLDER" check t.yaml --json >out 2>err
grep -q network_read out && fail "JSON of a file that is not there"
# a scale that does not fit
sed 's/\[1, 5\]/[1, 4]/' s.yaml >u.yaml
"$POLDER" check u.yaml >out 2>err
[ $? -eq 2 ] || fail "a value off the scale: not exit code 2"
has err "n.gml:4: error: attribute 'often' of the tie 'School' to 'Council' is 5, outside the stated scale from 1 to 4"
# a range of one value is no range
sed -E 's/(often|size) [0-9]+/\1 3/g' n.gml >one.gml
sed 's/n.gml/one.gml/; s/scale: {from.*}}/scale: rank}/' s.yaml >o.yaml
"$POLDER" check o.yaml >out 2>err || fail "a range of one value"
has out "scale: range has one value of 'often' only, 3: asymmetry is 0.65, halfway, for all"
[ $failures -eq 0 ] && echo "what was read is said"
exit $((failures > 0))
