#!/bin/bash
# Shares of an experiment, in any order, at once, in one folder or in several, joined: the bytes
# of a plain run. And what can go wrong with it: clear errors, nothing lost.
# Needs POLDER (the program).
. "$(dirname "$0")/../cli/command.sh"
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
chmod 755 "$folder"

same() { cmp -s "$2" whole.h5 || fail "$1: $2 differs from a plain run"; }
count() { find "$1" -name '[0-9]*.h5' 2>/dev/null | wc -l; }

# Several arms, trajectories of all kinds.
cat >some.yaml <<'YAML'
title: Shares
model: collaboration
seed: 5
replicates: 60
horizon: 24
network: {members: {integer: [6, 12]}}
arms:
  - none
  - {name: form, set: {governance.form: [lead, shared], initial.trust: 0.7}}
record: {networks: 30, every: 6, columns: [trust.mean, contribution.mean, trust]}
YAML
expect 0 "whole" run some.yaml --quiet -o whole.h5
[ -s whole.h5 ] || { fail "no result"; exit 1; }

# --- in one folder, in any order, some at once ---
order() { # order NAME SHARD...
    local name=$1
    shift
    for shard in "$@"; do
        expect 0 "$name: $shard" run some.yaml -o one.h5 --shard "$shard"
        [ ! -e one.h5 ] || fail "$name: $shard has joined"
    done
    has err "polder join one.h5" "$name: what to do next"
    expect 0 "$name: join" join one.h5
    has out "networks of model collaboration" "$name: summary"
    grep -q "can be removed" err && fail "$name: a folder nobody named can be removed"
    same "$name" one.h5
    [ ! -e one.parts ] || fail "$name: parts are left"
    rm -f one.h5 one.log.json
}
order "one" 1/1
order "in order" 1/3 2/3 3/3
order "backwards" 5/5 4/5 3/5 2/5 1/5
order "mixed, one twice" 2/4 4/4 1/4 2/4 3/4
for shard in 3 1 4 2; do "$POLDER" run some.yaml -o one.h5 --quiet --shard $shard/4 >log-$shard 2>&1 & done
wait
cat log-* >err
[ -s err ] && fail "at once: messages"
expect 0 "at once: join" join one.h5 --quiet
same "at once" one.h5
rm -f one.*

# --- without joining: a plain run does the rest ---
expect 0 "rest: a shard" run some.yaml -o one.h5 --shard 2/3
has err "blocks are in this folder" "rest: how far"
expect 0 "rest" run some.yaml -o one.h5 --quiet
same "rest" one.h5
rm -f one.*

# --- in several folders, as on several machines ---
for shard in 1 2 3; do
    mkdir -p "machine-$shard"
    (cd "machine-$shard" && "$POLDER" run ../some.yaml --quiet --shard $shard/3) || fail "machine $shard"
done
expect 0 "folders" join put-together.h5 machine-3/some.parts machine-1/some.parts machine-2/some.parts
same "folders" put-together.h5
has err "can be removed now" "folders"
[ ! -e put-together.parts ] || fail "folders: parts are left"
for shard in 1 2 3; do [ "$(count machine-$shard)" -gt 0 ] || fail "folders: machine-$shard is empty"; done
expect 0 "folders, again" join put-together.h5 machine-3/some.parts
has err "complete already" "folders, again"
expect 2 "own folder named" join machine-1/some.h5 machine-2/some.parts machine-3/../machine-1/some.parts
has err "machine-3/../machine-1/some.parts is the folder beside machine-1/some.h5" "own folder named"
[ -e machine-1/some.parts ] && [ ! -e machine-1/some.h5 ] || fail "own folder named: it is gone"
expect 0 "own folder and others" join machine-1/some.h5 machine-2/some.parts machine-3/some.parts --json
jq -e .networks out >/dev/null 2>&1 || has out '"networks"' "own folder and others: summary"
same "own folder and others" machine-1/some.h5
[ ! -e machine-1/some.parts ] || fail "own folder and others: parts are left"
rm -rf put-together.* machine-1/*
(cd machine-1 && "$POLDER" run ../some.yaml --quiet --shard 1/3)

# --- something is missing ---
mkdir kept && cp -r machine-1 machine-2 machine-3 kept
unchanged() { diff -r kept/machine-1 machine-1 >out && diff -r kept/machine-2 machine-2 >out &&
    diff -r kept/machine-3 machine-3 >out || fail "$1: parts have changed"; }
expect 1 "missing shard" join all.h5 machine-1/some.parts machine-3/some.parts
has err "blocks are missing, of shard 2 of 3" "missing shard"
[ ! -e all.h5 ] && [ ! -e all.parts ] || fail "missing shard: something was left"
unchanged "missing shard"
expect 1 "missing shards" join machine-2/some.h5
has err "blocks are missing, of shard 1 and 3 of 3" "missing shards"
unchanged "missing shards"
expect 2 "no parts" join nothing.h5
has err "there is nothing to join: no folder nothing.parts" "no parts"
expect 0 "complete already" run some.yaml -o complete.h5 --quiet
cp complete.h5 before.h5
expect 0 "complete already" join complete.h5
has err "complete.h5 is complete already" "complete already"
cmp -s complete.h5 before.h5 || fail "complete already: the file has changed"
echo something >no-result.h5
expect 2 "no result" join no-result.h5
has err "no-result.h5 is not a result of polder" "no result"
expect 2 "no folder" join all.h5 machine-1/some.parts machine-9
has err "machine-9: No such file" "no folder"
expect 2 "another folder" join all.h5 machine-1/some.parts kept
has err "kept is not a folder of parts" "another folder"

# --- parts of different experiments, a scenario that has changed or moved ---
expect 0 "another seed" run some.yaml -o other.h5 --seed 6 --quiet --shard 2/3
expect 2 "two experiments" join all.h5 machine-1/some.parts other.parts machine-3/some.parts
has err "machine-1/some.parts and other.parts hold parts of different experiments" "two experiments"
expect 0 "another block" run some.yaml -o block.h5 --block 32 --quiet --shard 2/3
expect 2 "two block sizes" join all.h5 machine-1/some.parts block.parts machine-3/some.parts
has err "those in block.parts of 32" "two block sizes"
[ ! -e all.h5 ] && [ ! -e all.parts ] || fail "different: something was left"
expect 1 "another seed, alone" join other.h5
has err "of shard 1 and 3 of 3" "another seed, alone"
all=(machine-1/some.parts machine-2/some.parts machine-3/some.parts)
# the parts say themselves of what they are
sed -i 's/0.7/0.8/' some.yaml
expect 0 "changed" join all.h5 "${all[@]}" --quiet
same "changed" all.h5
rm all.*
mv some.yaml moved.yaml
expect 0 "moved" join all.h5 "${all[@]}" --quiet
same "moved" all.h5
unchanged "changed or moved"
rm all.*
sed -i 's/"horizon": 24/"horizon": 23/' machine-1/some.parts/scenario.json
expect 2 "another text" join all.h5 "${all[@]}"
has err "machine-1/some.parts/scenario.json is not what the parts beside it are of" "another text"
rm machine-1/some.parts/scenario.json
expect 0 "a text in one" join all.h5 "${all[@]}" --quiet
same "a text in one" all.h5
rm all.*
# and where they do not, the scenario is needed, as it was
rm machine-*/some.parts/scenario.json
expect 2 "moved, no text" join all.h5 "${all[@]}"
has err "name it with --scenario" "moved, no text"
expect 2 "changed, no text" join all.h5 "${all[@]}" --scenario moved.yaml
has err "machine-1/some.parts are not of" "changed, no text"
has err "has changed since" "changed, no text"
sed -i 's/0.8/0.7/' moved.yaml
expect 0 "moved, named" join all.h5 "${all[@]}" --scenario moved.yaml --quiet
same "moved, named" all.h5
mv moved.yaml some.yaml
rm all.*
rm machine-*/some.parts/command.json
expect 2 "no command" join all.h5 "${all[@]}"
has err "does not say of which scenario" "no command"
for m in 1 2 3; do cp kept/machine-$m/some.parts/scenario.json machine-$m/some.parts; done
expect 0 "no command, but a text" join all.h5 "${all[@]}" --quiet
same "no command, but a text" all.h5
rm all.*
cp kept/machine-2/some.parts/command.json machine-2/some.parts

# --- what was read from files: nothing of it need be there when parts are joined ---
mkdir files
cat >files/net.gml <<'GML'
graph [ node [ id 1 label "North" f 1 ] node [ id 2 label "South" f 5 ] node [ id 3 label "East" ]
  edge [ source 1 target 2 ] edge [ source 2 target 3 ] ]
GML
printf 'run,averaging.rate\n1,0.123456789\n2,0.5\n' >files/points.csv
cat >files/read.yaml <<'YAML'
model: opinions
replicates: 20
horizon: 3
network: {file: net.gml, organisations: {opinion: {attribute: f, scale: range}}}
design: {kind: csv, file: points.csv, ignore: [run]}
record: {networks: 2, columns: [opinion]}
YAML
expect 0 "files: whole" run files/read.yaml --quiet -o read-whole.h5
for shard in 1/2 2/2; do expect 0 "files: $shard" run files/read.yaml --shard $shard --quiet; done
cp -r read.parts damaged.parts
# names and points of another experiment, as whole as its own
sed 's/0.5/0.6/' files/points.csv >files/others.csv
sed 's/points.csv/others.csv/' files/read.yaml >files/others.yaml
expect 0 "files: others" run files/others.yaml --shard 1/2 --quiet
cp -r read.parts mixed.parts
cp others.parts/given.h5 mixed.parts
expect 2 "files: mixed" join mixed.h5
has err "mixed.parts/given.h5: it is not of the experiment that the parts beside it are of" "files: mixed"
# one that nothing was read for goes
expect 0 "files: none" run some.yaml --shard 1/3 --quiet -o none.h5
cp others.parts/given.h5 none.parts
expect 0 "files: none again" run some.yaml --shard 2/3 --quiet -o none.h5
[ ! -e none.parts/given.h5 ] || fail "files: given.h5 of before is left"
rm -r files others* mixed.parts none.parts
expect 0 "files: join" join read.h5 --quiet
cmp -s read.h5 read-whole.h5 || fail "files: other bytes"
[ ! -e read.parts ] || fail "files: parts are left"
printf x | dd of=damaged.parts/given.h5 bs=1 seek=700 conv=notrunc 2>/dev/null
expect 2 "files: damaged" join damaged.h5
has err "damaged.parts/given.h5" "files: damaged"
rm -r damaged.parts read*

# --- a result of another experiment is in the way ---
expect 0 "in the way" run some.yaml --seed 8 --quiet -o all.h5
cp all.h5 before.h5
expect 2 "in the way" join all.h5 "${all[@]}"
cmp -s all.h5 before.h5 || fail "in the way: changed"
expect 0 "overwrite" join all.h5 "${all[@]}" --overwrite --quiet
same "overwrite" all.h5
rm all.* before.h5

# --- damaged parts ---
victim=$(find machine-2/some.parts -name '[0-9]*.h5' | sort | head -n 1)
cp "$victim" good
head -c 100 good >"$victim"
expect 1 "cut" join all.h5 "${all[@]}"
has err "is not a good part" "cut"
has err "of shard 2 of 3" "cut"
[ -e "$victim" ] || fail "cut: the part is gone"
mkdir copy && cp good "copy/$(basename "$victim")" && cp machine-2/some.parts/*.json copy
expect 0 "cut, and a good copy" join all.h5 "${all[@]}" copy --quiet
same "cut, and a good copy" all.h5
cp good "$victim"
rm -rf all.* copy
echo '{"experiment": 3}' >machine-3/some.parts/experiment.json
expect 2 "damaged card" join all.h5 "${all[@]}"
has err "machine-3/some.parts/experiment.json is damaged" "damaged card"
cp kept/machine-3/some.parts/experiment.json machine-3/some.parts

# --- a full disk, a folder where nothing can be written ---
kilobytes=$(($(stat -c %s whole.h5) / 1024 / 2))
( # no file may be larger than half of the result
    trap '' XFSZ
    ulimit -f $kilobytes
    "$POLDER" join machine-1/some.h5 machine-2/some.parts machine-3/some.parts >out 2>err
)
[ $? -eq 1 ] || fail "full disk: exit code"
has err "File too large" "full disk"
[ ! -e machine-1/some.h5 ] || fail "full disk: a result"
unchanged_shards() { [ "$(count machine-1)" -eq "$(count kept/machine-1)" ] || fail "$1: parts are gone"; }
unchanged_shards "full disk"
expect 0 "room again" join machine-1/some.h5 machine-2/some.parts machine-3/some.parts --quiet
same "room again" machine-1/some.h5
as_user=()
if [ "$(id -u)" -eq 0 ]; then as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups); fi
cp -r kept/machine-1/some.parts machine-1
rm machine-1/some.h5
chmod -R a+rX,a-w machine-1 machine-2 machine-3
if "${as_user[@]}" test -x "$POLDER" && ! "${as_user[@]}" test -w machine-1; then
    "${as_user[@]}" "$POLDER" join machine-1/some.h5 machine-2/some.parts machine-3/some.parts >out 2>err
    [ $? -eq 1 ] || fail "read-only: exit code"
    has err "machine-1/some" "read-only"
    has err "Permission denied" "read-only"
    unchanged_shards "read-only"
    # Folders that can only be read are enough for a result elsewhere.
    mkdir open && chmod 777 open
    "${as_user[@]}" "$POLDER" join open/all.h5 "${all[@]}" --quiet >out 2>err || fail "from read-only"
    same "from read-only" open/all.h5
else
    echo "read-only folders were not tried: this user can write everywhere"
fi
chmod -R u+w machine-1 machine-2 machine-3

# --- networks that cannot be made ---
cat >fails.yaml <<'YAML'
model: opinions
replicates: 20
horizon: 3
network: {topology: complete, members: {choice: {8: 3, 1000000: 1}}}
YAML
for shard in 1/2 2/2; do expect 0 "some fail: $shard" run fails.yaml --shard $shard; done
has err "networks of this shard could not be run" "some fail"
expect 1 "some fail: join" join fails.h5
has err "of 20 networks could not be run" "some fail: join"

# --- names that are not UTF-8 ---
odd=$(printf 'caf\xe9')
if mkdir "$odd" 2>/dev/null; then
    cat >"$odd/$odd.graphml" <<'XML'
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">
<node id="a"/><node id="b"/><node id="c"/><edge source="a" target="b"/><edge source="b" target="c"/>
</graph></graphml>
XML
    printf 'model: opinions\nreplicates: 20\nhorizon: 3\n' >"$odd/$odd.yaml"
    (
        cd "$odd"
        "$POLDER" run "$odd.yaml" --network "$odd.graphml" -o whole.h5 --quiet
        for shard in 1/2 2/2; do
            "$POLDER" run "$odd.yaml" --network "$odd.graphml" --shard $shard --quiet
        done
    ) >out 2>err || fail "not UTF-8: run"
    expect 0 "not UTF-8: join" join "$odd/$odd.h5" --json
    /usr/bin/python3 -m json.tool <out >/dev/null || fail "not UTF-8: --json is not JSON"
    cmp -s "$odd/$odd.h5" "$odd/whole.h5" || fail "not UTF-8: other bytes"
    for log in "$odd/$odd.log.json" "$odd/whole.log.json"; do
        /usr/bin/python3 -c '
import json, sys
o = json.load(open(sys.argv[1].encode("utf-8", "surrogateescape"), encoding="utf-8"))
assert o["scenario"].endswith("caf\ufffd.yaml"), o["scenario"]' "$log" || fail "not UTF-8: $log"
    done
fi

# --- the command line ---
for wrong in 5/4 0/3 a/b 3 1/ /3 1/2/3 "" 1.5/3 -1/3 1/0 1/10001 99999999999999999999/3; do
    expect 2 "--shard $wrong" run some.yaml -o wrong.h5 --shard "$wrong"
    has err "--shard" "--shard $wrong"
done
expect 2 "--shard and --json" run some.yaml -o wrong.h5 --shard 1/2 --json
expect 2 "--shard and --overwrite" run some.yaml -o wrong.h5 --shard 1/2 --overwrite
expect 2 "join without a name" join
[ -z "$(compgen -G 'wrong*')" ] || fail "the command line: something was written"
expect 0 "more shards than blocks" run some.yaml -o many.h5 --shard 9999/10000
has err "so it has none" "more shards than blocks"

[ $failures -eq 0 ] && echo "all the same"
exit $((failures > 0))
