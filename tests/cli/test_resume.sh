#!/bin/bash
# Runs that are given again, that fail in part, that are stopped late, and two at once.
# Needs POLDER (the program). Works in a folder of its own.
. "$(dirname "$0")/command.sh"

# --- networks that cannot be made: exit code 1, also when nothing is left to do ---
cat >some.yaml <<'YAML'
model: opinions
replicates: 20
horizon: 3
network: {topology: complete, members: {choice: {8: 3, 1000000: 1}}}
YAML
expect 1 "some fail" run some.yaml --quiet
[ -e some.h5 ] || fail "some fail: no result"
grep -Eq 'warning: [1-9][0-9]* of 20 networks could not be run' err || fail "some fail: no count"
count=$(grep -o '[0-9]* of 20 networks' err)
expect 1 "some fail, again" run some.yaml
has err "complete already" "some fail, again"
has err "$count could not be run" "some fail, again"

# --- a run that was cut: says what is there, and ends as the first one would ---
cat >many.yaml <<'YAML'
model: opinions
replicates: 20000
horizon: 30
network: {topology: complete, members: {choice: {8: 30, 1000000: 1}}}
YAML
"$POLDER" run many.yaml --threads 1 >out 2>err &
child=$!
until [ "$(compgen -G 'many.parts/*.h5' | wc -l)" -ge 40 ] || ! kill -0 $child 2>/dev/null; do
    sleep 0.02
done
kill -INT $child
wait $child
[ $? -eq 130 ] || fail "a run that was cut: exit code"
has err "of 20000 networks are kept" "a run that was cut"
"$POLDER" run many.yaml --threads 1 >out 2>err &
child=$!
until grep -q resuming err || ! kill -0 $child 2>/dev/null; do sleep 0.02; done
kill -INT $child || fail "resuming: it ended"
wait $child
resumed=$?
[ $resumed -eq 130 ] || fail "resuming: exit code $resumed"
grep -Eq '^polder: resuming: [0-9]+ of 20000 blocks are there$' err || fail "resuming: not said"
rm -rf many.parts

# --- two processes with the same whole job: both end well, one result, no parts left ---
cat >two.yaml <<'YAML'
model: opinions
replicates: 3000
horizon: 40
YAML
expect 0 "alone" run two.yaml --quiet -o alone.h5
for round in 1 2 3; do
    rm -f two.h5
    "$POLDER" run two.yaml --threads 1 --quiet >out1 2>err1 &
    one=$!
    "$POLDER" run two.yaml --threads 1 --quiet >out2 2>err2 &
    two=$!
    wait $one
    first=$?
    wait $two
    second=$?
    cat out1 out2 >out
    cat err1 err2 >err
    [ $first -eq 0 ] && [ $second -eq 0 ] || fail "two at once: exit codes $first and $second"
    [ -s err ] && fail "two at once: messages"
    cmp -s two.h5 alone.h5 || fail "two at once: other bytes"
    [ -e two.parts ] && fail "two at once: parts are left"
done

# --- every setting that any --help shows is one that polder check takes ---
printf 'model: collaboration\n' >any.yaml
shown=0
for command in run join check list show schema bench; do
    for set in $("$POLDER" $command --help | grep -o -- '--set [a-z._]*=[^ ]*' | cut -d' ' -f2); do
        shown=$((shown + 1))
        expect 0 "$command --help: --set $set" check any.yaml --set "$set"
    done
done
[ $shown -ge 2 ] || fail "no --help shows a setting"

[ $failures -eq 0 ] && echo "all good"
exit $((failures > 0))
