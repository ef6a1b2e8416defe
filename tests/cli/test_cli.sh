#!/bin/bash
# The program as a user meets it: messages, exit codes, what is left behind.
# Needs POLDER (the program). Works in a folder of its own.
. "$(dirname "$0")/command.sh"

cat >small.yaml <<'YAML'
title: Opinions that meet
model: opinions
seed: 3
replicates: 200
horizon: 30
network:
  members: 12
YAML

# --- help and mistakes on the command line ---
expect 0 "help" --help
has out "usage: polder COMMAND" "help"
for command in run join check list show schema; do
    expect 0 "$command --help" $command --help
    has out "usage: polder $command" "$command --help"
    has out "example" "$command --help"
    empty err "$command --help"
    [ "$(wc -L <out)" -le 80 ] || fail "$command --help: lines wider than 80"
    cp out with_option
    expect 0 "help $command" help $command
    cmp -s out with_option || fail "help $command differs from $command --help"
done
expect 0 "version" --version
for library in polder igraph HDF5 GSL libfyaml jansson libsmartcols; do
    grep -Eq "^$library [0-9]+\.[0-9]+" out || fail "version lacks $library"
done
grep -Eq '^code [0-9a-f]{16}$' out || fail "version lacks the fingerprint of the code"
grep -Eq '^commit ([0-9a-f]{12}(-dirty)?|unknown)$' out || fail "version lacks the commit"
expect 0 "version --json" --version --json
cp out version.json
python3 - <<'PYTHON' || fail "version --json"
import json
o = json.load(open("version.json"))
assert len(o["fingerprint"]) == 16 and int(o["fingerprint"], 16) > 0
assert o["commit"] and o["generator"] == "threefry4x32-13" and "HDF5" in o["libraries"]
assert o["kernels"] in ("baseline", "avx2", "avx512")
PYTHON
# The kernels can be chosen; what comes out is the same.
expect 0 "run with the fastest kernels" run small.yaml --quiet -o fastest.h5
for kernels in scalar baseline; do
    POLDER_KERNELS=$kernels expect 0 "version with $kernels" --version
    grep -q "^kernels $kernels (of scalar, baseline" out || fail "version does not show $kernels"
    POLDER_KERNELS=$kernels expect 0 "run with $kernels" run small.yaml --quiet -o "$kernels.h5"
    cmp fastest.h5 "$kernels.h5" || fail "kernels $kernels give another file"
    grep -q "\"kernels\": \"$kernels\"" "$kernels.log.json" || fail "the log lacks kernels $kernels"
done
POLDER_KERNELS=baselin expect 2 "kernels that are not there" --version
has err 'POLDER_KERNELS: there are no kernels "baselin"; did you mean "baseline"?' "kernels not there"
rm -f fastest.* scalar.* baseline.*
expect 2 "version with more" --version run
has err '"run"' "version with more"
expect 0 "cite" --cite
has out "The Polder developers" "cite"
if [ "$(python3 -c 'import json; print(json.load(open("version.json"))["commit"])')" != unknown ]; then
    grep -Eq '^  year    = \{20[0-9][0-9]\},$' out || fail "cite: no year"
fi
has out "url = {...}" "cite"
has out "$(python3 -c 'import json; print(json.load(open("version.json"))["fingerprint"])')" "cite"
expect 2 "no command"
golden err "no command" <<'TEXT'
polder: which command?
Try: polder --help
TEXT
empty out "no command"
expect 2 "unknown command" rnu
golden err "unknown command" <<'TEXT'
polder: unknown command "rnu"; did you mean "run"?
Try: polder --help
TEXT
expect 2 "unknown option" run small.yaml --replicate=3 --sead 3
expect 2 "unknown option" run small.yaml --sead 3
golden err "unknown option" <<'TEXT'
polder run: unknown option --sead (did you mean --seed?)
Try: polder run --help
TEXT
expect 2 "no value" run small.yaml --seed
has err "option --seed needs a value" "no value"
expect 2 "value that is none" run small.yaml --threads many
has err '--threads needs a whole number from 1 to 4096, not "many"' "value that is none"
expect 2 "negative" run small.yaml --replicates -3
has err '--replicates needs a whole number of at least 1, not "-3"' "negative"
expect 2 "half a set" run small.yaml --set averaging.rate
has err '--set needs name=value' "half a set"
expect 2 "two scenarios" check small.yaml small.yaml
has err "one scenario at a time" "two scenarios"
expect 2 "no such list" list parameter
has err 'did you mean "parameters"?' "no such list"
expect 2 "no such model" list parameters --model opinion
has err 'unknown model "opinion"; did you mean "opinions"?' "no such model"
[ -e small.h5 ] || [ -e small.parts ] && fail "a wrong command line left files behind"

# --- lists ---
expect 0 "models" list models
grep -Eq '^opinions +round +100 ' out || fail "list models lacks opinions"
grep -Eq '^collaboration +month +60 ' out || fail "list models lacks collaboration"
expect 0 "distributions" list distributions
golden out "distributions" <<'TEXT'
distribution      names               about
number            value               value
normal            mean, sd            mean, standard deviation
truncated-normal  mean, sd, min, max  mean, standard deviation, min, max
beta              a, b                a, b
lognormal         mean, sd            mean and standard deviation of the logarithm
uniform           min, max            min, max
integer           first, last         first, last: whole numbers, both included
exponential       mean                mean
choice                                the values, or a mapping from value to weight
TEXT
expect 0 "parameters" list parameters --model opinions
grep -Eq '^averaging\.rate +0\.5 +0 \.\. 1 ' out || fail "list parameters lacks averaging.rate"
expect 0 "parts" list parts --model opinions
has out "averaging" "parts"
expect 0 "columns" list columns --model opinions
grep -Eq '^opinion +organisation +state ' out || fail "list columns lacks opinion"
grep -Eq '^averaging.rate +network +parameter ' out || fail "list columns lacks averaging.rate"
for list in models parts parameters columns levers distributions datasets attributes; do
    expect 0 "$list as JSON" list $list --json
    python3 -c 'import json; assert len(json.load(open("out"))) > 0' || fail "$list: bad JSON"
done
expect 0 "no scenarios here" list scenarios
mkdir scenarios
printf 'title: Theirs\nmodel: collaboration\nnetwork: {organisations: {culture: x}}\n' \
    >scenarios/theirs.yaml
expect 0 "one scenario" list scenarios
has out "scenarios/theirs.yaml" "one scenario"
cp small.yaml scenarios/ && echo 'model: none' >scenarios/broken.yaml
expect 0 "scenarios" list scenarios
golden out "scenarios" <<'TEXT'
path                   model     title
scenarios/broken.yaml            (not valid: polder check)
scenarios/small.yaml   opinions  Opinions that meet
scenarios/theirs.yaml            Theirs (needs --network FILE)
TEXT
expect 0 "schema" schema opinions
python3 -c 'import json; assert json.load(open("out"))["$schema"]' || fail "schema: bad JSON"

# --- streams that end early ---
"$POLDER" list parameters 2>err | head -1 >out
empty err "closed pipe"
has out "name" "closed pipe"
"$POLDER" list parameters >/dev/full 2>err
[ $? -eq 1 ] || fail "full stdout: exit code"
has err "cannot write the output: No space left on device" "full stdout"
"$POLDER" list models >&- 2>err || fail "closed stdout"

# --- check ---
expect 0 "good scenario" check small.yaml
golden out "good scenario" <<'TEXT'
small.yaml: ok: model opinions, 200 networks, 30 rounds
TEXT
empty err "good scenario"
cat >bad.yaml <<'YAML'
title: "Één slechte"
model: opinions
replicates: -4
network: {topology: "ring", degre: 3}
values:
  averaging:
    rate: 1.7
YAML
expect 2 "bad scenario" check bad.yaml
empty out "bad scenario"
for place in 3:13 4:29 7:11; do
    has err "bad.yaml:$place: error: " "bad scenario"
done
has err 'did you mean "degree"?' "bad scenario"
[ "$(tail -n 1 err)" = "3 errors" ] || fail "bad scenario: errors are not counted"
grep -A2 '^bad.yaml:7:11' err | tail -2 >caret
golden caret "caret" <<'TEXT'
        rate: 1.7
              ^~~
TEXT
expect 2 "bad scenario as JSON" check bad.yaml --json
empty err "bad scenario as JSON"
python3 - <<'PY' || fail "bad scenario: JSON"
import json
o = json.load(open("out"))
assert o["ok"] is False
assert [(p["line"], p["column"]) for p in o["problems"]] == [(3, 13), (4, 29), (7, 11)], o
PY
expect 2 "bad setting" check small.yaml --set averaging.rate=2
has err "averaging.rate = 2 is outside [0, 1]" "bad setting"
grep -q '^1 error' err && fail "bad setting: one error is counted"
expect 2 "no such scenario" check nothing.yaml
has err "nothing.yaml" "no such scenario"
printf 'model: opinions\ntitle: "\x1b]0;x"\nfoo\x1b[31m: 1\n' >escape.yaml
expect 2 "control characters" check escape.yaml
grep -q $'\x1b' err && fail "control characters of a file reach the terminal"

warns() { # warns NAME TEXT SCENARIO [ARGUMENT...]: polder check takes it, with a warning
    local name=$1 text=$2
    printf '%b' "$3" >warns.yaml
    shift 3
    expect 0 "$name" check warns.yaml "$@"
    has err "$text" "$name"
}
any='model: collaboration\n'
warns "no ties" "warns.yaml:2:10: warning: network.degree = 0: the networks have no ties" \
    "${any}network: {degree: 0}\n"
warns "degree cut" "network.degree = 9 is cut to 5 in a network of 6" \
    "${any}network: {degree: 9, members: {integer: [6, 20]}}\n"
warns "levers without steering" "levers do nothing: steering" \
    "${any}without: [steering]\nlevers:\n  - {contact: 0.5}\n"
printf 'a b 0.2\nb c 1\n' >ties.txt
file='network: {file: ties.txt, relations: {trust: weight}}\narms:\n  - {name: x, set: '
warns "arm against the file" "warns.yaml:4:21: warning: the arm \"x\" sets network.degree in vain" \
    "${any}${file}{network.degree: 3}}\n"
warns "arm against an attribute" "sets the initial value of trust only where the network file gives" \
    "${any}${file}{initial.trust: 0.9}}\n"
warns "caret on its own arm" "warns.yaml:5:21: warning: the arm \"y\" sets the initial value of trust" \
    "${any}${file}{steering.effort: 0.4}}\n  - {name: y, set: {initial.trust: 0.9}}\n"
warns "draw of what the file gives" \
    "warns.yaml:4:21: warning: the arm \"x\": relations.trust does not set trust, which the network" \
    "${any}${file}{relations.trust: 0.9}}\n"
warns "draw of it by --set" "--set: warning: relations.trust does not set trust" \
    "${any}${file}{steering.effort: 0.4}}\n" --set relations.trust=0.9
warns "spread of it by --set" "--set: warning: relations.trust_sd does nothing: it is for the draw of trust" \
    "${any}${file}{steering.effort: 0.4}}\n" --set relations.trust_sd=0.2
warns "initial value by --set" "--set: warning: the initial value of trust is that of nobody" \
    "${any}${file}{steering.effort: 0.4}}\n" --set initial.trust=0.9
warns "bounds against the file" "the arm \"x\" bounds network.degree in vain: it comes from" \
    "${any}${file}{network.degree: {at most: 3}}}\n"
warns "bounds that never bind" "the arm \"x\" bounds trust.k_up in vain: it is 0.11 in all" \
    "${any}arms: [none, {name: x, set: {trust.k_up: {at most: 0.5}}}]\n"
for fine in 'network: {degree: 5, members: 6}' 'network: {degree: 0, topology: star}' \
    'without: [steering]' 'network: {members: 3}' \
    'arms: [none, {name: x, set: {trust.k_up: {at most: 0.1}}}]'; do
    printf '%b%s\n' "$any" "$fine" >fine.yaml
    expect 0 "$fine" check fine.yaml
    empty err "$fine"
done
expect 2 "section in --set" check small.yaml --set levers=1
has err "write lever.NAME=LEVEL" "section in --set"
expect 2 "decimal comma" check small.yaml --set averaging.rate=0,5
has err "write a point, as in 0.5" "decimal comma"
expect 2 "far file" check mall.yml
grep -q "did you mean" err && fail "a name far from all others gets a guess"
expect 2 "near file" check smal.yaml
has err 'did you mean "small.yaml"?' "near file"
printf 'a b\nb c\n' >ties.txt
cat >asks.yaml <<'YAML'
model: collaboration
network:
  file: ties.txt
  relations:
    trust: wieght
YAML
expect 2 "misspelt attribute" check asks.yaml
has err "asks.yaml:5:12: error: the ties of ties.txt have no attribute 'wieght'" "misspelt attribute"
has err "the file has: none. Leave this out, in a copy of the scenario" "misspelt attribute: what to do"
[ "$(grep -c wieght err)" -eq 2 ] || fail "misspelt attribute: not told once, with its line"
printf 'from,to,weight\na,b,1\nb,c,2\n' >ties.csv
expect 2 "an attribute of another file" check asks.yaml --network ties.csv
has err "the file has: weight. Write one of these here, in a copy of the scenario, or leave this out" "an attribute of another file"
expect 2 "bench of no time" bench --seconds 0
has err "--seconds needs a whole number from 1 to 86400" "bench of no time"
rm -f warns.yaml fine.yaml asks.yaml ties.txt

# --- run and show ---
expect 2 "run a bad scenario" run bad.yaml
[ -e bad.h5 ] || [ -e bad.parts ] && fail "a bad scenario left files behind"
expect 0 "run" run small.yaml
cp out summary
golden <(head -3 out) "run: head" <<'TEXT'
Opinions that meet
200 networks of model opinions, 30 rounds, seed 3
file: small.h5
TEXT
has out "200 networks in " "run: time"
empty err "run"
[ -e small.parts ] && fail "run left its parts behind"
python3 - <<'PY' || fail "run: log"
import json
o = json.load(open("small.log.json"))
assert o["networks"] == 200 and o["timing"]["networks"] == 200 and "HDF5" in o["libraries"]
v = json.load(open("version.json"))
assert all(o[key] == v[key] for key in v), (o, v)
PY
expect 0 "show" show small.h5
sed '/^Time$/,$d' summary | sed '$d' >without_time
cmp -s out without_time || fail "show differs from the summary of run"
[ "$(wc -L <out)" -le 80 ] || fail "show: lines wider than 80"
expect 0 "show as JSON" show small.h5 --json
python3 - <<'PY' || fail "show: JSON"
import json
o = json.load(open("out"))
assert o["networks"] == 200 and o["model"] == "opinions" and o["horizon"] == 30
assert o["cases"][0]["networks"] == 200 and o["cases"][0]["failed"] == 0
for c in o["columns"].values():
    assert c["min"] <= c["lower_quartile"] <= c["median"] <= c["upper_quartile"] <= c["max"]
PY
cp small.h5 first.h5
expect 0 "run again" run small.yaml
has err "small.h5 is complete already for this experiment" "run again"
expect 2 "another experiment" run small.yaml --seed 4
has err "small.h5" "another experiment"
has err "--overwrite" "another experiment"
cmp -s small.h5 first.h5 || fail "another experiment touched the file"
expect 0 "overwrite" run small.yaml --seed 4 --overwrite --quiet
empty out "quiet"
empty err "quiet"
cmp -s small.h5 first.h5 && fail "overwrite did nothing"
expect 0 "same bytes" run small.yaml -o second.h5 --threads 1 --block 7 --json
cmp -s second.h5 first.h5 || fail "the same experiment gives other bytes"
python3 -c 'import json; assert json.load(open("out"))["timing"]["networks"] == 200' ||
    fail "run: JSON"
expect 2 "unknown case" show first.h5 --case nobody
expect 2 "show nothing" show nothing.h5
has err "nothing.h5: No such file" "show nothing"
expect 2 "show a text" show small.yaml
expect 1 "no such folder" run small.yaml -o nowhere/small.h5
[ -e nowhere ] && fail "a folder was made"

# --- the summary of the collaboration model: its sections agree with each other ---
# Many end with their work done: that is not dissolving.
printf 'title: Partners\nmodel: collaboration\nreplicates: 300\nhorizon: 42\n' >partners.yaml
printf 'values: {dissolution: {finish: 0.2}}\n' >>partners.yaml
expect 0 "collaboration" run partners.yaml --quiet --json
python3 - <<'PY' || fail "collaboration: the sections of the summary disagree"
import json
o = json.load(open("out"))
c, k, life = o["cases"][0], o["outcomes"], o["survival"]
assert sum(v["count"] for v in k.values()) == 300 == c["networks"]
assert k["win-win"] == c["success"]
assert k["dissolved"]["count"] == 300 - c["alive"]["count"]
assert [l["until"] for l in life] == [12, 24, 36, 42]
assert sum(l["dissolved"] for l in life) == k["dissolved"]["count"]
assert life[-1]["at_risk"] - life[-1]["dissolved"] == c["alive"]["count"]
assert abs(life[-1]["survival"] - c["alive"]["share"]) < 1e-6
a = o["archetypes"]
assert sorted(x["concept"] for x in a) == sorted("F%d" % i for i in range(1, 13))
assert all(x["problem"] and x["way_out"] for x in a)
assert all(x["failed"]["of"] + x["succeeded"]["of"] == 300 for x in a)
assert "trust.mean" in o["columns"] and "acts.evasion" in o["columns"]
PY
expect 0 "collaboration" show partners.h5
has out "The others:" "collaboration, in short"
has out "Lowest of the conditions" "collaboration, in short"
expect 0 "collaboration" show partners.h5 --details
for text in "Success, three ways to see it" "strict: goal reached" "alive after 42 months" \
    "What became of the networks" "Survival, year by year" "4 (6 months)" \
    "What networks suffer from" "challenge  " "problem: " "way out: " "The conditions for collaboration" \
    "C7: everyone who is needed is at the table" "phase: " "holds chance only" \
    "Words on the screen"; do
    has out "$text" "collaboration"
done
[ "$(wc -L <out)" -le 80 ] || fail "collaboration: lines wider than 80"
[ "$(wc -L <err)" -eq 0 ] || fail "collaboration: messages"

expect 0 "one network" run partners.yaml --replicates 1 -o one.h5
has out "This one network" "one network"
has out "another seed takes another" "one network"
has out "Only one network: chance alone may decide what comes out." "one network"
grep -q "interval" out && fail "one network: an interval"
grep -q '█' out && fail "one network: a bar"
expect 0 "one network" show one.h5 --details
has out "one network: too few for intervals" "one network"
grep -Eq '[0-9] – [0-9]' out && fail "one network: an interval"

# --- colour and characters ---
if command -v script >/dev/null && script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    TERM=xterm script -qec "$POLDER show first.h5" /dev/null >out </dev/null
    grep -q $'\x1b\[1m' out || fail "no colour on a terminal"
    TERM=xterm NO_COLOR=1 script -qec "$POLDER show first.h5" /dev/null >out </dev/null
    grep -q $'\x1b' out && fail "colour in spite of NO_COLOR"
fi
LC_ALL=C "$POLDER" show first.h5 >out 2>err
LC_ALL=C grep -q '[^ -~]' out && fail "characters outside ASCII in the C locale"

# --- stopping: a run that would take years is interrupted after its first part ---
"$POLDER" run small.yaml --replicates 1000000000 --block 10 -o long.h5 >out 2>err &
child=$!
until compgen -G 'long.parts/*.h5' >/dev/null || ! kill -0 $child 2>/dev/null; do sleep 0.05; done
kill -INT $child
wait $child
[ $? -eq 130 ] || fail "interrupted run: exit code"
has err "Give the same command again to go on" "interrupted run"
[ -e long.h5 ] && fail "an interrupted run left a result file"
compgen -G 'long.parts/*.h5' >/dev/null || fail "an interrupted run kept nothing"

[ $failures -eq 0 ] && echo "all good"
exit $((failures > 0))
