#!/bin/bash
# Every ready scenario is valid and runs, here on fewer networks. Scenarios for a network file
# say so when there is none, with exit code 2 and without leaving a file.
# Needs POLDER and POLDER_SOURCE.
set -u
export LC_ALL=C.UTF-8 TERM=dumb
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
fail() { echo "FAILED: $1"; cat out err; failures=$((failures + 1)); }

run=0
for scenario in "$POLDER_SOURCE"/scenarios/*.yaml "$POLDER_SOURCE"/scenarios/*/*.yaml; do
    case ${scenario#"$POLDER_SOURCE"} in */interventions/* | */causes/* | */facts/*) continue ;; esac
    name=$(basename "$scenario" .yaml)
    case $name in
        real-network*)
            "$POLDER" run "$scenario" >out 2>err && fail "$name: ran without a network"
            [ $? -eq 2 ] || true
            "$POLDER" run "$scenario" >out 2>err
            [ $? -eq 2 ] || fail "$name: not exit code 2 without a network"
            grep -q 'this needs network.file' err || fail "$name: does not say that it needs a network"
            grep -q -- '--network' "$scenario" || fail "$name: does not explain --network"
            [ -e "$name.h5" ] && fail "$name: left a file"
            continue
            ;;
        ecosystem) less=(--set network.members=3000 --set horizon=12) ;;
        sweep) less=(--replicates 1 --set horizon=12) ;;
        startup-ecosystem) less=(--replicates 2 --set network.members=60) ;;
        *) less=(--replicates 60) ;;
    esac
    grep -q "^arms:" "$scenario" && [ "$name" != startup-ecosystem ] && less=(--replicates 4)
    sed -n '1p' "$scenario" | grep -q '^# ' || fail "$name: does not begin with what it shows"
    grep -q "^#   polder run ${scenario#"$POLDER_SOURCE"/}" "$scenario" || fail "$name: no command"
    grep -qF "${scenario#"$POLDER_SOURCE"/}" "$POLDER_SOURCE"/docs/scenarios.md ||
        fail "$name: docs/scenarios.md does not say what comes out"
    "$POLDER" check "$scenario" >out 2>err || fail "$name: not valid"
    "$POLDER" run "$scenario" "${less[@]}" >out 2>err || fail "$name: does not run"
    [ -s "$name.h5" ] || fail "$name: no result"
    "$POLDER" show "$name.h5" >out 2>err || fail "$name: the result cannot be shown"
    grep -qF "$(sed -n 's/^title: //p' "$scenario" | head -n 1 | tr -d '"')" out || fail "$name: no title"
    run=$((run + 1))
done
[ $run -ge 31 ] || fail "only $run scenarios were run"

# The music table has its names, and those that came later own the ambition less.
/usr/bin/python3 - <<'PYTHON' 2>err >out || fail "music-table: not as its file says"
import sys
try:
    import h5py
except ImportError:
    sys.exit(0)
with h5py.File("music-table.h5") as f:
    tr = f["trajectory"]
    names = [n.decode() for n in tr["label"][:]]
    assert len(names) == 9 and "Music school" in names, names
    first = dict(zip(tr["organisation"][:9], tr["ownership"][:9, 0]))
    later = [first[names.index(n)] for n in ("Amateur orchestra", "Summer festival")]
    assert max(later) < min(v for i, v in first.items() if v not in later), first
PYTHON
[ $failures -eq 0 ] && echo "$run scenarios run"
exit $((failures > 0))
