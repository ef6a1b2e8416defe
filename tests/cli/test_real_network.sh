#!/bin/bash
# Real networks as researchers publish them: attributes mapped, missing values and odd labels
# handled and reported. Needs POLDER, POLDER_SOURCE, and the folder POLDER_NETWORKS with public
# network files (see CONTRIBUTING.md); skipped without it.
set -u
export LC_ALL=C.UTF-8 TERM=dumb
data=${POLDER_NETWORKS:-$POLDER_SOURCE/../shared/data/networks}
for name in emon_MtStHelens emon_Cheyenne emon_Wichita chemnet; do
    if [ ! -r "$data/$name.graphml" ]; then
        echo "skipped: POLDER_NETWORKS is not there: no $data/$name.graphml"
        exit 77
    fi
done
data=$(cd "$data" && pwd)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
fail() { echo "FAILED: $1"; cat out err; failures=$((failures + 1)); }
has() { grep -q -- "$1" err || fail "no message: $1"; }

scenario() { # scenario NAME FILE
    "$POLDER" run "$POLDER_SOURCE/scenarios/$1.yaml" --network "$data/$2.graphml" --replicates 40 \
        -o "$2.h5" >out 2>err || fail "$2 does not run"
}
scenario real-network emon_MtStHelens
has "'Decision.Rank.Score' is missing for 9 of 27 organisations"
has "67 of 95 ties are reported by one end only and are kept"
scenario real-network emon_Cheyenne
scenario real-network emon_Wichita
scenario real-network-chemnet chemnet
has "171 of 328 ties are reported by one end only and are left out"

# A file with other attributes: the message names the nearest one.
sed 's/Decision.Rank.Score/Decision.Rank.Scores/' "$POLDER_SOURCE/scenarios/real-network.yaml" >other.yaml
"$POLDER" run other.yaml --network "$data/emon_MtStHelens.graphml" -o none.h5 >out 2>err
[ $? -eq 2 ] || fail "an unknown attribute: not exit code 2"
has "did you mean 'Decision.Rank.Score'"
[ -e none.h5 ] && fail "an unknown attribute: left a file"

/usr/bin/python3 - "$data" <<'PYTHON' >out 2>err
import sys
from xml.etree import ElementTree
try:
    import h5py
    import numpy as np
except ImportError:
    sys.exit(0)
NS = "{http://graphml.graphdrawing.org/xmlns}"


def nodes(path):
    root = ElementTree.parse(path).getroot()
    keys = {k.get("id"): k.get("attr.name") for k in root.iter(NS + "key")}
    return [{keys[d.get("key")]: d.text for d in n.iter(NS + "data")} for n in root.iter(NS + "node")]


def first(path, column):
    """Names, and a column of the first network at month 0, by number of organisation."""
    with h5py.File(path) as f:
        tr = f["trajectory"]
        names = [n.decode() for n in tr["label"][:]]
        values = np.empty(len(names))
        values[tr["organisation"][:len(names)]] = tr[column][:len(names), 0]
    return names, values


# Power goes with the rank in decisions, where it is known.
file = nodes(sys.argv[1] + "/emon_MtStHelens.graphml")
names, capacity = first("emon_MtStHelens.h5", "capacity")
assert names == [n["label"] for n in file], "labels"
known = [i for i, n in enumerate(file) if n.get("Decision.Rank.Score") not in (None, "NA", "nan")]
score = np.array([float(file[i]["Decision.Rank.Score"]) for i in known])
assert len(known) == 18, len(known)
w = capacity[known]
assert abs(w.max() - 2) < .3 and abs(w.min() - .4) < .3, w
for a in range(len(known)):
    for b in range(len(known)):
        assert not (score[a] < score[b] and w[a] >= w[b]), "rank"
# Interests are the positions themselves.
file = nodes(sys.argv[1] + "/chemnet.graphml")
names, x = first("chemnet.h5", "interest.x")
assert names == [n["label"] for n in file], "labels"
assert np.array_equal(x, [float(n["pos_Selfregulation"]) for n in file]), x
PYTHON
[ $? -eq 0 ] || fail "mapped values are not those of the file"
[ $failures -eq 0 ] && echo "four real networks run"
exit $((failures > 0))
