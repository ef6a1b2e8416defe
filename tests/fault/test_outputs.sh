#!/bin/bash
# Where results go, and what lies there already: links, pipes, devices, folders of others, long
# names, another disk, another container. All is found before the work, nothing of others is
# touched, and nothing is left behind. Needs POLDER (the program).
set -u
export LC_ALL=C.UTF-8 TERM=dumb
folder=$(mktemp -d) || exit 1
far=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) || exit 1
trap 'rm -rf "$folder" "$far"' EXIT
cd "$folder" || exit 1
failures=0
fail() {
    echo "FAILED: $1"
    [ -s err ] && head -n 5 err
    failures=$((failures + 1))
}
printf 'model: collaboration\nreplicates: 64\nhorizon: 12\n' >s.yaml
run() { timeout -s KILL 60 "$POLDER" run s.yaml --block 16 --quiet "$@" 2>err; }
run -o whole.h5 || fail "a plain run"
same() { cmp -s whole.h5 "$1" || fail "$1 differs from a plain run"; }
left() { # all that is there, but for what the test itself has made
    find . "$far" -name '*.parts' -o -name '*.tmp' | sort | tr '\n' ' '
}
clean() { [ -z "$(left)" ] || fail "$1: files are left: $(left)"; }
# refused NAME CODE TEXT ARGUMENTS: says so at once, and no work is done
refused() {
    local name=$1 code=$2 text=$3
    shift 3
    timeout -s KILL 20 "$POLDER" "$@" >out 2>err
    local got=$?
    [ $got = "$code" ] || fail "$name: exit code $got, not $code"
    grep -Fq -e "$text" err || fail "$name: it does not say \"$text\""
    clean "$name"
}

# ---- a link of the user: the file it points to is written, and the link stays ----
mkdir -p home "$far/deep"
ln -s "$far/x.h5" home/link.h5
run -o home/link.h5 || fail "a link to a file that is not there yet"
same "$far/x.h5"
[ -L home/link.h5 ] || fail "the link is gone"
clean "a link"
run -o home/link.h5 || fail "a link to a result that is complete"
run --seed 5 -o home/link.h5 && fail "another experiment behind a link is not noticed"
run --seed 5 --overwrite -o home/link.h5 || fail "overwriting behind a link"
[ -L home/link.h5 ] && [ -f "$far/x.h5" ] && ! cmp -s whole.h5 "$far/x.h5" || fail "overwriting behind a link"
ln -s link2.h5 home/link1.h5 && ln -s ../home/../l.h5 home/link2.h5
run -o home/link1.h5 || fail "links to links"
same l.h5
[ -L home/link1.h5 ] && [ -L home/link2.h5 ] || fail "links to links: they are gone"
ln -s "$far/t.csv" t.csv
"$POLDER" export whole.h5 --summary -o t.csv 2>err || fail "a table behind a link"
"$POLDER" export whole.h5 --summary >table.csv
[ -L t.csv ] && cmp -s "$far/t.csv" table.csv || fail "a table behind a link: it is not there"
refused "a table that is there" 2 "there already" export whole.h5 --summary -o t.csv
ln -s "$far/log" linked.log.json
run -o linked.h5 || fail "a link for the log"
[ -L linked.log.json ] && grep -q seconds "$far/log" || fail "the log does not stand behind its link"
ln -s round.h5 round.h5
refused "a link to itself" 1 "Too many levels" run s.yaml -o round.h5
ln -s "$far/none/x.h5" lost.h5
refused "a link to a folder that is not there" 1 "cannot be written" run s.yaml -o lost.h5

# ---- the folder of parts on another disk ----
mkdir "$far/parts" && ln -s "$far/parts" disk.parts
run -o disk.h5 || fail "parts on another disk"
same disk.h5
rm -f disk.parts
rm -rf "$far/parts"
clean "parts on another disk"

# ---- what cannot be a result ----
mkdir some && mkfifo pipe
refused "no name" 2 "needs the name of a file" run s.yaml -o ''
refused "stdout" 2 "cannot go to stdout" run s.yaml -o -
refused "a device" 2 "is not a file" run s.yaml -o /dev/null
refused "a folder" 2 "is not a file" run s.yaml -o some
refused "a pipe" 2 "is not a file" run s.yaml -o pipe
refused "no folder" 1 "the folder none" run s.yaml -o none/x.h5
refused "a file as a folder" 1 "Not a directory" run s.yaml -o s.yaml/x.h5
mkdir taken.log.json
refused "a folder instead of the log" 2 "taken.log.json cannot be written" run s.yaml -o taken.h5
refused "a table: no name" 2 "needs the name of a file" export whole.h5 --summary -o ''
refused "a table: a folder" 2 "is a folder" export whole.h5 --summary -o some
refused "a table: a pipe" 2 "not a file" export whole.h5 --summary --overwrite -o pipe
refused "a table: a device" 2 "not a file" export whole.h5 --summary --overwrite -o /dev/null
[ ! -e taken.h5 ] || fail "a result without its log"

# ---- names: as long as they can be, and a little longer ----
long() { printf '%*s' "$1" '' | tr ' ' x; }
run -o "$(long 240).h5" || fail "a name of 243 characters"
same "$(long 240).h5"
refused "a name of 250 characters" 2 "File name too long" run s.yaml -o "$(long 247).h5"
refused "a name of 300 characters" 2 "File name too long" run s.yaml -o "$(long 297).h5"
"$POLDER" export whole.h5 --summary -o "$(long 255)" 2>err || fail "a table with 255 characters"
cmp -s "$(long 255)" table.csv || fail "a table with 255 characters: other content"
refused "a table with 256 characters" 1 "File name too long" export whole.h5 --summary -o "$(long 256)"
# No control character of a name reaches the terminal.
odd=$'a\e[31mb\ac\n'
for command in "show $odd" "compare $odd" "survival $odd" "export --summary $odd" "join $odd" "check $odd" \
    "run $odd" "run --network=$odd s.yaml -o n.h5" "run s.yaml -o none/$odd" "$odd" "run --$odd" "list $odd" "schema $odd" \
    "run s.yaml --set $odd" "run s.yaml --set horizon=$odd" "run s.yaml --shard $odd" "run s.yaml --threads $odd" \
    "export whole.h5 --level $odd" "compare whole.h5 --baseline $odd"; do
    read -ra words <<<"${command//$odd/NAME}"
    "$POLDER" "${words[@]/NAME/$odd}" >out 2>err && [ "${words[0]}" != list ] && fail "$command: goes well"
    LC_ALL=C grep -q $'[\e\a]' out err && fail "${words[*]}: the name is printed as it is"
done
cp whole.h5 "$odd.h5"
for command in show survival; do
    "$POLDER" $command "$odd.h5" >out 2>err || fail "$command: a name with odd characters"
    LC_ALL=C grep -q $'[\e\a]' out err && fail "$command: the name is printed as it is"
done

# ---- pipes, devices and terminals as input: said at once ----
mkdir interventions && mkfifo interventions/piped.yaml
with() { cat s.yaml && printf '%s\n' "$@"; }
with 'design: {kind: csv, file: pipe}' >d.yaml
with 'arms: [none, piped]' >i.yaml
with 'network: {file: pipe, format: graphml}' >n.yaml
refused "a pipe as design" 2 "pipe: error: is a pipe" check d.yaml
refused "a pipe as intervention" 2 "piped.yaml: error: is a pipe" check i.yaml
refused "a pipe as network" 2 "pipe: error:" check n.yaml
refused "a pipe as scenario" 2 "is a pipe" run pipe
refused "a device as scenario" 2 "is a device" check /dev/zero
for command in show compare survival 'export --summary' join; do
    # shellcheck disable=SC2086
    refused "$command: a pipe" 2 "is not a file" $command pipe
    # shellcheck disable=SC2086
    refused "$command: a folder" 2 "is not a file" $command some
done
sed -i 's/pipe/\/dev\/stdin/' d.yaml
exec 9<>pipe # a pipe that nobody closes
refused "stdin as design" 2 "/dev/stdin: error: is a pipe" check d.yaml <&9
exec 9>&-
"$POLDER" check /dev/stdin <s.yaml >/dev/null || fail "a scenario from stdin"
cat s.yaml | "$POLDER" check /dev/stdin >/dev/null || fail "a scenario from a pipe"
"$POLDER" check <(cat s.yaml) >/dev/null || fail "a scenario from a pipe of the shell"

# ---- folders of others ----
nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
if [ "$(id -u)" = 0 ] && nobody true 2>/dev/null; then
    chmod 755 "$folder"
    mkdir open && chmod 1777 open
    echo precious >victim
    nobody ln -s "$folder/victim" open/k.h5
    refused "a planted link" 2 "link of somebody else" run s.yaml -o open/k.h5 --overwrite
    nobody ln -s "$folder/victim" open/t.csv
    refused "a planted link for a table" 1 "Permission denied" \
        export whole.h5 --summary --overwrite -o open/t.csv
    nobody ln -s "$folder/victim" open/l.log.json
    refused "a planted link for the log" 2 "l.log.json cannot be written" run s.yaml -o open/l.h5
    nobody mkdir open/p.parts
    timeout -s KILL 20 "$POLDER" run s.yaml -o open/p.h5 2>err && fail "a planted folder of parts is used"
    grep -q 'belongs to somebody else' err || fail "a planted folder of parts: not said"
    [ -z "$(ls -A open/p.parts)" ] || fail "a planted folder of parts: something is in it"
    ln -s "$folder/p" open/q.parts && chown -h 65534 open/q.parts && mkdir p
    timeout -s KILL 20 "$POLDER" run s.yaml -o open/q.h5 2>err && fail "a planted link to parts is used"
    [ "$(cat victim)" = precious ] || fail "a planted link was followed"
    rm -rf open p
    # where nothing can be made
    mkdir -p "$far/closed" && ln -s "$far/closed/x.h5" closed.h5 && chmod 755 "$far" "$far/closed"
    mkdir mine && chmod 777 mine && ln -s "$far/closed/x.h5" mine/x.h5 && chown -h 65534 mine mine/x.h5
    chmod 755 mine && cp s.yaml mine && chmod 644 mine/s.yaml
    (cd mine && nobody "$POLDER" run s.yaml -o x.h5 2>../err) && fail "a folder that is closed"
    grep -q 'x.h5: cannot be written: Permission denied' err || fail "a folder that is closed: not said"
    [ ! -e mine/x.parts ] || fail "a folder that is closed: found after the work"
else
    echo "note: only root can plant files of others"
fi

# ---- two containers with one host name, in which both are process 1 ----
if unshare -Urpf true 2>/dev/null; then
    for i in 1 2 3 4 5; do
        unshare -Urpf "$POLDER" run s.yaml --block 16 --quiet --threads 1 -o "two$i.h5" 2>err.1 &
        one=$!
        unshare -Urpf "$POLDER" run s.yaml --block 16 --quiet --threads 1 -o "two$i.h5" 2>err
        code=$?
        wait $one || fail "two containers, the first: $(head -n 3 err.1)"
        [ $code = 0 ] || fail "two containers, the second"
        same "two$i.h5"
    done
    for i in 1 2 3; do
        for share in 1 2; do
            unshare -Urpf "$POLDER" run s.yaml --block 16 --quiet --shard $share/2 -o "share$i.h5" 2>err.$share &
        done
        wait # for both
        "$POLDER" join --quiet "share$i.h5" 2>err || fail "two shares in containers: $(cat err.1 err.2)"
        same "share$i.h5"
    done
    clean "two containers"
else
    echo "note: unshare makes no containers here"
fi

[ $failures = 0 ] && echo "results go where they should"
exit $((failures > 0))
