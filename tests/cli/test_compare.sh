#!/bin/bash
# polder compare, survival and export as a user meets them. What they say is counted again, in
# another language, from the tables that export gives.
# Needs POLDER (the program). Works in a folder of its own.
. "$(dirname "$0")/command.sh"

cat >arms.yaml <<'YAML'
title: Two ways and none
model: collaboration
seed: 5
replicates: 300
horizon: 36
network: {members: 8}
values: {outcome: {goal: 12}}
arms:
  - none
  - each: [steady, nothing]
record:
  networks: 2
  every: 6
  columns: [trust.mean, contribution, trust, tie]
YAML
mkdir interventions
printf 'levers: {process: 0.5, contact: 0.4}\ncost: {per_month: 2}\n' >interventions/steady.yaml
printf 'levers: {process: 0}\n' >interventions/nothing.yaml
expect 0 "run" run arms.yaml --quiet
"$(dirname "$POLDER")/tests/test_compare" made.h5 || fail "the made-up file could not be written"
printf 'model: opinions\nreplicates: 40\nhorizon: 10\n' >one.yaml
expect 0 "run one" run one.yaml --quiet

# --- compare ---
expect 0 "compare" compare arms.h5
empty err "compare"
for text in "Two ways and none" "300 networks of model collaboration, 36 months, each with 3 arms" \
    "baseline: nothing extra" "Success, three ways to see it, with 95% intervals" "treat for one more" \
    "Pairing: if each arm had networks of its own" "How long networks last, at most 36 months" \
    "Cost of interventions, in days of work" "Which arms can be the best in strict success"; do
    has out "$text" "compare"
done
grep -Eq '^nothing +0\.0 +-[0-9.]+ to [0-9.]+ +1\.000 +over ' out || fail "an arm that does nothing"
has out "Not one network differs from the baseline in what is compared: nothing." "an arm that does nothing"
[ "$(wc -L <out)" -le 80 ] || fail "compare: lines wider than 80"
expect 0 "compare as JSON" compare arms.h5 --json
cp out arms.json
expect 0 "summaries" export arms.h5 --summary -o ends.csv
empty out "summaries"
python3 - <<'PY' || fail "compare does not agree with the exported table"
import csv, json, math
from fractions import Fraction
rows = list(csv.DictReader(open("ends.csv")))
for r in rows: r["alive"] = max(r["alive"], r["completed"], key=float)  # done is not dissolved
assert len(rows) == 900 and [int(r["network"]) for r in rows] == list(range(900))
by = {(r["arm"], int(r["replicate"])): r for r in rows}
o = json.load(open("arms.json"))
assert o["baseline"] == "none" and o["replicates"] == 300 and o["design"] is None
assert [a["arm"] for a in o["points"][0]["arms"]] == ["none", "steady", "nothing"]
for a in o["points"][0]["arms"]:
    for name in ("success", "perceived", "alive"):
        x = [float(by[a["arm"], i][name]) for i in range(300)]
        y = [float(by["none", i][name]) for i in range(300)]
        f = a[name]
        assert abs(f["value"] - sum(x) / 300) < 1e-9 and f["low"] < f["value"] < f["high"]
        if a["arm"] == "none":
            assert "difference" not in f
            continue
        b = sum(p > q for p, q in zip(x, y)); c = sum(p < q for p, q in zip(x, y))
        assert abs(f["difference"] - (b - c) / 300) < 1e-9, (f, b, c)
        assert f["low"] < f["high"] and f["difference_low"] <= f["difference"] <= f["difference_high"]
        p = min(Fraction(1), 2 * sum(Fraction(math.comb(b + c, k), 2 ** (b + c))
                                     for k in range(min(b, c) + 1))) if b + c else 1
        assert abs(f["p"] - float(p)) < 1e-9
    for name in ("value.total", "trust.mean", "vigilance.mean", "intervention.cost", "lasted"):
        def of(arm, i):
            r = by[arm, i]
            if name == "lasted":
                return 36 if float(r["alive"]) > 0.5 else float(r["ended"])
            return float(r[name])
        d = [of(a["arm"], i) - of("none", i) for i in range(300)]
        m = sum(d) / 300
        se = math.sqrt(sum((x - m) ** 2 for x in d) / 299 / 300)
        if a["arm"] != "none":
            assert abs(a[name]["difference"] - m) < 1e-6 * (1 + abs(m)), (name, a[name], m)
            half = (a[name]["difference_high"] - a[name]["difference_low"]) / 2
            assert abs(half - 1.9679296 * se) < 1e-4 * se + 1e-12, (name, half, se)
steady = o["points"][0]["arms"][1]
assert steady["success"]["difference_low"] > 0 and steady["treat"]["verdict"] == "helps"
assert steady["success"]["pairing"] > 1
assert abs(steady["treat"]["number"] * steady["success"]["difference"] - 1) < 1e-9
assert steady["best"]["possible"] and steady["cost_per_success"]["days"] > 0
nothing = o["points"][0]["arms"][2]
assert nothing["success"]["difference"] == 0 and nothing["success"]["p"] == 1
assert nothing["success"]["pairing"] is None and nothing["treat"]["number"] is None
assert nothing["logrank"]["p"] == 1 and not nothing["best"]["possible"]
PY
expect 0 "another baseline" compare arms.h5 --baseline steady --confidence 0.99 --column conflict.share
has out "baseline: steady" "another baseline"
has out "harm: " "another baseline"
grep -Eq '^conflict.share +nothing ' out || fail "another column"
cp one.yaml two.yaml
printf 'arms:\n  - none\n  - name: fast\n    set: {averaging.rate: 0.9}\n' >>two.yaml
expect 0 "run two" run two.yaml --quiet
expect 0 "a model without success" compare two.h5
has out "Columns, and the difference to the baseline" "a model without success"
grep -q "Strict success" out && fail "a model without success: shows success"

# --- several files ---
sed '/^arms:/,/^record:/{/^record:/!d}' arms.yaml >plain.yaml
expect 0 "as is" run plain.yaml --quiet -o as-is.h5
expect 0 "with less trust" run plain.yaml --quiet --set relations.trust=0.3 -o wary.h5
expect 0 "another seed" run plain.yaml --quiet --set relations.trust=0.3 --seed 6 --replicates 250 -o other.h5
expect 0 "ready to leave" run plain.yaml --quiet --set membership.base=-3 -o leaving.h5
expect 0 "large differences" compare as-is.h5 leaving.h5
cp out leaving.txt
expect 0 "large differences" compare as-is.h5 leaving.h5 --json
python3 - <<'PY' || fail "compare prints other differences than it gives as JSON"
import json, re
a = json.load(open("out"))["points"][0]["arms"][1]
row = open("leaving.txt").read().split("Perceived success (left), alive (right)")[1].split("\n")[2]
name, *cells = re.split("  +", row.strip())
assert name == a["arm"] == "leaving" and a["alive"]["difference"] < -0.5
for f, (shown, interval, p) in (a["perceived"], cells[:3]), (a["alive"], cells[3:]):
    low, high = interval.split(" to ")
    for key, text in ("difference", shown), ("difference_low", low), ("difference_high", high):
        assert abs(100 * f[key] - float(text)) < 0.0501, (f, row)
    assert p == "<0.001" and f["p"] < 0.001
PY
expect 0 "two files" compare as-is.h5 wary.h5
for text in "files: as-is.h5, wary.h5 (" "with relations.trust=0.3)" "baseline: as-is" "In pairs: the runs have one seed" \
    "Which arms can be the best" "holds chance only" "p of the whole curves"; do
    has out "$text" "two files"
done
expect 0 "two files" compare as-is.h5 wary.h5 --json
cp out paired.json
expect 0 "two seeds" compare as-is.h5 other.h5
has out "Not in pairs: their seeds differ (5 and 6)." "two seeds"
has out "2 arms from 2 files, 250 to 300 networks each, of model collaboration, 36" "two seeds"
grep -q "Which arms can be the best" out && fail "two seeds: what needs pairs is shown"
[ "$(wc -L <out)" -le 80 ] || fail "two seeds: wider than 80 columns"
expect 0 "two seeds" compare as-is.h5 other.h5 --json
cp out apart.json
expect 0 "three files" compare as-is.h5 wary.h5 other.h5 --baseline wary --csv -
[ "$(wc -l <out)" -eq 4 ] || fail "three files: not three rows"
expect 0 "arms of two files" compare arms.h5 as-is.h5
has out "arms: steady" "arms of two files"
has out "4 arms from 2 files, 300 networks each, of model" "arms of two files"
for name in as-is wary other; do
    expect 0 "summaries" export $name.h5 --summary -o $name.csv
done
python3 - <<'PY' || fail "two files: not as counted by hand"
import csv, json, math
def table(name):
    return list(csv.DictReader(open(name + ".csv")))
a, b, c = table("as-is"), table("wary"), table("other")
assert len(a) == len(b) == 300 and len(c) == 250
def arm(name):
    o = json.load(open(name))
    return o, o["points"][0]["arms"][1]
o, wary = arm("paired.json")
assert o["paired"] and o["files"] == ["as-is.h5", "wary.h5"] and o["not_paired"] is None
x, y = [[float(r["success"]) for r in t] for t in (b, a)]
assert abs(wary["success"]["difference"] - (sum(x) - sum(y)) / 300) < 1e-9
assert wary["success"]["pairs"] == 300 and wary["arm"] == "wary"
o, other = arm("apart.json")
assert not o["paired"] and "seeds" in o["not_paired"] and other["success"]["pairs"] == 0
x = [float(r["success"]) for r in c]
def wilson(k, n, z=1.959963984540054):
    p, d = k / n, 1 + z * z / n
    half = z / d * math.sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return p, (p + z * z / 2 / n) / d - half, (p + z * z / 2 / n) / d + half
p, l, u = wilson(sum(x), 250)
q, m, v = wilson(sum(y), 300)
f = other["success"]
assert abs(f["difference"] - (p - q)) < 1e-9
assert abs(f["difference_low"] - (p - q - math.hypot(p - l, v - q))) < 1e-9, f
assert abs(f["difference_high"] - (p - q + math.hypot(u - p, q - m))) < 1e-9, f
n, k, t = 550, int(sum(x) + sum(y)), 250  # Fisher: twice the smaller tail
pmf = lambda i: math.comb(k, i) * math.comb(n - k, t - i) / math.comb(n, t)
low = sum(pmf(i) for i in range(0, int(sum(x)) + 1))
high = sum(pmf(i) for i in range(int(sum(x)), min(k, t) + 1))
assert abs(f["p"] - min(1, 2 * min(low, high))) < 1e-9, (f["p"], low, high)
s, r = [[float(row["trust.mean"]) for row in table] for table in (c, a)]
mean = lambda z: sum(z) / len(z)
var = lambda z: sum((i - mean(z)) ** 2 for i in z) / (len(z) - 1) / len(z)
f, e = other["trust.mean"], math.sqrt(var(s) + var(r))
assert abs(f["difference"] - (mean(s) - mean(r))) < 1e-6
assert abs((f["difference_high"] - f["difference_low"]) / 2 / e - 1.9643) < 1e-3, f  # Welch's t
assert other["logrank"]["p"] is None
PY
expect 2 "one file twice" compare as-is.h5 as-is.h5
has err "named twice" "one file twice"
expect 2 "one file twice, in Dutch" --lang nl compare as-is.h5 as-is.h5
has err "twee keer genoemd" "one file twice, in Dutch"
expect 2 "another model" compare as-is.h5 one.h5
has err "one.h5: error: this is of model opinions, as-is.h5 of model collaboration" "another model"
expect 2 "another model, in Dutch" --lang nl compare as-is.h5 one.h5
has err "dit is van model opinions, as-is.h5 van model collaboration" "another model, in Dutch"
expect 0 "short" run plain.yaml --quiet --set horizon=12 --replicates 5 -o short.h5
expect 2 "another horizon" compare as-is.h5 short.h5
has err "runs for 12 months, as-is.h5 for 36" "another horizon"
expect 2 "another horizon, in Dutch" --lang nl compare as-is.h5 short.h5
has err "short.h5: fout: dit loopt 12 maanden, as-is.h5 loopt er 36" "another horizon, in Dutch"
expect 2 "a design beside another" compare as-is.h5 made.h5
has err "made.h5: error: this is the result of a design" "a design beside another"
expect 2 "a design beside another, in Dutch" --lang nl compare as-is.h5 made.h5
has err "dit is het resultaat van een ontwerp" "a design beside another, in Dutch"
{ cat plain.yaml; echo 'arms: [{name: long}, {name: brief, horizon: 12}]'; } >apart.yaml
expect 0 "arms apart" run apart.yaml --quiet --replicates 5 -o apart.h5
expect 2 "arms apart beside another" --lang nl compare as-is.h5 apart.h5
has err "apart.h5: fout: de varianten leven niet even lang" "arms apart beside another"
expect 0 "more columns" run plain.yaml --quiet --set 'record.summary=[metric.density]' -o more.h5
expect 2 "a column in one of them" compare as-is.h5 more.h5 --column metric.density
has err "there is no column metric.density, which more.h5 has" "a column in one of them"
expect 2 "over a result" compare as-is.h5 wary.h5 --csv wary.h5 --overwrite
has err "this is a file that is read" "over a result"
expect 0 "other networks" run plain.yaml --quiet --set network.members=6 -o six.h5
expect 0 "other networks" compare as-is.h5 six.h5
has out "network.members differs" "other networks"

# --- a design ---
expect 0 "design" compare made.h5
golden out "design" <<'TEXT'
Arms, made up
grid of 2 points, 3 arms, 6000 networks for each
file: made.h5
baseline: plain

Strict success at each point
point  relations.trust  with "a, b"  arm     success  diff.      interval  best?
    0             0.25            1  plain     30.7%                       no
    0             0.25            1  helped    41.1%  +10.4   9.6 to 11.3  yes
    0             0.25            1  twin      30.7%    0.0    0.0 to 0.0  no
    1              0.5            2  plain     30.5%                       no
    1              0.5            2  helped    51.0%  +20.5  19.4 to 21.6  yes
    1              0.5            2  twin      30.5%    0.0    0.0 to 0.0  no
best?: it can be the best arm at that point

All figures of all rows:
  polder compare FILE --csv TABLE.csv    (or --json)
TEXT
expect 0 "design as CSV" compare made.h5 --csv -
cp out points.csv
expect 0 "design as JSON" compare made.h5 --json --csv points2.csv
cmp -s points.csv points2.csv || fail "CSV in a file and on stdout differ"
python3 - <<'PY' || fail "design: CSV and JSON disagree"
import csv, json
rows = list(csv.DictReader(open("points.csv")))
o = json.load(open("out"))
assert len(rows) == 6 and len(o["points"]) == 2 and o["design"] == "grid"
for r in rows:
    point = o["points"][int(r["point"])]
    assert point["values"] == {n: float(r[n]) for n in ("relations.trust", 'with "a, b"')}
    arm = [a for a in point["arms"] if a["arm"] == r["arm"]][0]
    assert int(r["networks"]) == arm["success"]["networks"] == 5000
    assert abs(float(r["success"]) - arm["success"]["value"]) < 1e-9
    assert (r["baseline"] == "1") == (r["success.difference"] == "") == (r["arm"] == "plain")
    if r["arm"] != "plain":
        for key in ("difference", "difference_low", "p"):
            column = "success." + key.replace("_", ".")
            assert abs(float(r[column]) - arm["success"][key]) < 1e-9
PY

# --- survival ---
expect 0 "survival" survival arms.h5
has out "How long networks last, in months (at most 36)" "survival"
grep -Eq '^ +13-24 +[0-9]+ +[0-9]+ ' out || fail "survival: no second year"
[ "$(wc -L <out)" -le 80 ] || fail "survival: lines wider than 80"
# the same figure, the same interval: year 3 of the only arm, in show and in survival
printf 'model: collaboration\nreplicates: 90\nhorizon: 36\n' >plain.yaml
expect 0 "intervals" run plain.yaml --quiet
expect 0 "intervals: show" show plain.h5 --json
mv out shown.json
expect 0 "intervals: survival" survival plain.h5 --json
python3 - <<'PY' || fail "show and survival give different intervals"
import json
years = json.load(open("shown.json"))["survival"]
curve = json.load(open("out"))["arms"][0]["curve"]
assert len(years) == 3
for i, y in enumerate(years):
    p = curve[12 * (i + 1)]
    assert all(abs(y[key] - p[key]) < 1e-9 for key in ("survival", "low", "high")), (y, p)
PY
expect 0 "survival of one arm" survival arms.h5 --arm steady
grep -q nothing out && fail "survival of one arm: shows another"
expect 0 "survival as CSV" survival arms.h5 --csv -o curve.csv
expect 0 "survival as JSON" survival arms.h5 --json
python3 - <<'PY' || fail "survival does not agree with the exported table"
import csv, json
ends = list(csv.DictReader(open("ends.csv")))
for r in ends: r["alive"] = max(r["alive"], r["completed"], key=float)
curve = list(csv.DictReader(open("curve.csv")))
o = json.load(open("out"))
assert len(curve) == 3 * 37 and len(o["arms"]) == 3
for a in o["arms"]:
    mine = [r for r in ends if r["arm"] == a["arm"]]
    for tick in range(37):
        left = sum(float(r["alive"]) > 0.5 or float(r["ended"]) > tick for r in mine) / 300
        assert abs(a["curve"][tick]["survival"] - left) < 1e-9
        row = [r for r in curve if r["arm"] == a["arm"] and int(r["tick"]) == tick][0]
        assert abs(float(row["survival"]) - left) < 1e-9
        assert float(row["survival.low"]) <= left <= float(row["survival.high"])
        assert (row["year.hazard"] != "") == (tick in (12, 24, 36))
    assert abs(a["mean"] - sum(p["survival"] for p in a["curve"][:-1])) < 1e-6
    assert [y["until"] for y in a["years"]] == [12, 24, 36]
PY
# sorted: by a figure, a difference, a factor; the baseline does not differ from itself
expect 0 "sorted" compare made.h5 --sort success.difference
[ "$(awk '/^ +[01] / {printf "%s%s ", $1, $4}' out)" = "1helped 0helped 0twin 1twin 0plain 1plain " ] ||
    fail "sorted by a difference"
expect 0 "sorted" compare made.h5 --sort -success
[ "$(awk '/^ +[01] / {print $5}' out | sort -n | tr '\n' ' ')" = "$(awk '/^ +[01] / {print $5}' out | tr '\n' ' ')" ] ||
    fail "sorted by a figure, the lowest first"
expect 0 "sorted" compare made.h5 --sort relations.trust
[ "$(awk '/^ +[01] / {printf "%s", $1}' out)" = "111000" ] || fail "sorted by a factor"
expect 2 "sorted by nothing" compare made.h5 --sort sucess
has err 'no column "sucess" to sort by; did you mean "success"?' "sorted by nothing"
expect 2 "nothing to sort" compare arms.h5 --sort success

# files whose networks are split up in different ways
cat >split.yaml <<'YAML'
model: collaboration
horizon: 3
YAML
expect 0 "split" run split.yaml --foundings 2 --futures 4 -o few.h5 --quiet
expect 0 "split" run split.yaml --foundings 30 --futures 2 -o many.h5 --quiet
expect 0 "split" compare few.h5 many.h5
tr '\n' ' ' <out >line
has line "few.h5 2 with 4 futures each, many.h5 30 with 2 futures each. Some are few" "split: note"
expect 0 "split" compare many.h5 few.h5
tr '\n' ' ' <out >line
has line "many.h5 30 with 2 futures each, few.h5 2 with 4 futures each. Some are few" "split: other way"
expect 0 "first" run split.yaml --set first_founding=1 --replicates 29 -o second.h5 --quiet
expect 0 "first" run split.yaml --replicates 29 -o zeroth.h5 --quiet
expect 0 "first" compare zeroth.h5 second.h5
tr '\n' ' ' <out >line
has line "one begins at founding 0, the other at 1" "first: no pairs"

# factors that are words, and more of them than fit
cat >words.yaml <<'YAML'
model: collaboration
replicates: 4
horizon: 3
arms: [none, {set: {steering.effort: [0.3, 0.8], steering.centrality: [0.25, 0.5]}}]
design:
  kind: grid
  factors:
    governance.form: {values: [lead, self-organising]}
    partners.interest_spread: {values: [0.2, 0.4]}
    network.members: {values: [6, 9]}
YAML
expect 0 "words" run words.yaml --quiet
expect 0 "words" compare words.h5
grep -Eq "^    7 +self-org[a-z]*\\.? +nothing" out || fail "words: text"
grep -Eq "^point +governance\\. " out || fail "words: part of a factor"
grep -Eq "^ +form$" out || fail "words: name of a factor"
has out "There is no room for 2 more columns:" "words: text"
expect 0 "words sorted" compare words.h5 --sort -partners.interest_spread
grep -Eq "^ +interest_spread$" out || fail "the factor that rows are sorted by is not shown"
expect 0 "words" compare words.h5
[ "$(wc -L <out)" -le 80 ] || fail "words: wider than 80 columns"
expect 0 "words" compare words.h5 --csv -
grep -q '^7,self-organising,0.4,9,none,' out || fail "words: CSV"
expect 0 "words" compare words.h5 --json
has out '"governance.form": "lead"' "words: JSON"
expect 0 "words" export words.h5 --summary
has out ',self-organising,0.2,6,' "words: export"
expect 0 "words" survival words.h5 --csv
has out '0,lead,0.2,6,none,' "words: survival"
# a word in a name stays whole where it can, and no line ends in blanks
sed 's/^arms:.*/arms: [none, {name: administrative, set: {steering.effort: 0.3}}]/' words.yaml >whole.yaml
expect 0 "a whole word" run whole.yaml --quiet
expect 0 "a whole word" compare whole.h5
has out " administrative " "a whole word"
[ "$(wc -L <out)" -le 80 ] || fail "a whole word: wider than 80 columns"
grep -q ' $' out && fail "blanks at the end of a line"
# one is not many
printf 'model: collaboration\nreplicates: 1\nhorizon: 2\ndesign: {kind: csv, file: points.csv}\n' >from-csv.yaml
printf 'relations.trust\n0.4\n0.5\n' >points.csv
expect 0 "one network" run from-csv.yaml --quiet
expect 0 "one network" compare from-csv.h5
has out "CSV file of 2 points, 1 arm, 1 network for each" "one network"
# a few points are shown themselves
expect 0 "few points" show from-csv.h5
has out "2 points are too few to say which factor goes with strict success." "few points"
grep -Eq '^trust between partners at the start: 0.4 +0.0%' out || fail "few points: not shown"
grep -q "rank corr" out && fail "few points: a correlation"
expect 0 "few points in words" show words.h5 --details
has out "rank corr." "few points: no correlation of eight"
sed '/network.members/d' words.yaml >four.yaml
expect 0 "few points with arms" run four.yaml
has out 'strict success at each point, in "nothing extra"' "few points with arms"
has out "form of governance: lead; how far interests differ: 0.2 " "few points with arms"
# relation is another word for arc
expect 0 "relation" export arms.h5 --trajectories --level relation
mv out relations.csv
expect 0 "relation" export arms.h5 --trajectories --level arc
cmp -s out relations.csv || fail "relation: not the same as arc"
# long names of arms are broken
sed '/^design:/,$d' words.yaml >names.yaml
expect 0 "names" run names.yaml --quiet
for command in compare survival; do
    expect 0 "names: $command" $command names.h5
    [ "$(wc -L <out)" -le 80 ] || fail "names: $command is wider than 80 columns"
done
expect 0 "survival of a design" survival made.h5 --point 1
has out "point 1 of 2" "survival of a design"

# --- export ---
for level in network organisation arc; do
    expect 0 "$level" export arms.h5 --trajectories --level $level
    cp out $level.csv
done
expect 0 "one arm" export arms.h5 --trajectories --level organisation --arm steady
cp out steady.csv
expect 0 "one network" export arms.h5 --network 1 --arm steady --level organisation
cp out one.csv
expect 0 "graph" export arms.h5 --network 1 --arm steady --tick 12 -o month-12.graphml
python3 - <<'PY' || fail "exported trajectories"
import csv, xml.etree.ElementTree as E
table = {l: list(csv.DictReader(open(l + ".csv"))) for l in ("network", "organisation", "arc")}
ticks = [0, 6, 12, 18, 24, 30, 36]
assert len(table["network"]) == 6 * 7 and len(table["organisation"]) == 6 * 8 * 7
assert list(table["network"][0]) == ["network", "arm", "point", "replicate", "tick", "trust.mean"]
assert list(table["organisation"][0])[5:] == ["organisation", "contribution"]
assert list(table["arc"][0])[5:] == ["from", "to", "trust", "tie"]
assert [int(r["tick"]) for r in table["network"][:7]] == ticks
# All arms begin with the same networks.
first = [r for r in table["organisation"] if r["tick"] == "0" and r["replicate"] == "1"]
assert len({r["contribution"] for r in first if r["organisation"] == "3"}) == 1
steady = list(csv.DictReader(open("steady.csv")))
assert steady == [r for r in table["organisation"] if r["arm"] == "steady"]
one = list(csv.DictReader(open("one.csv")))
assert one == [r for r in steady if r["replicate"] == "1"] and one[0]["network"] == "4"
ns = "{http://graphml.graphdrawing.org/xmlns}"
root = E.parse("month-12.graphml").getroot()
key = {k.get("id"): k.get("attr.name") for k in root.iter(ns + "key")}
node, edge = list(root.iter(ns + "node")), list(root.iter(ns + "edge"))
arcs = [r for r in table["arc"] if r["network"] == "4" and r["tick"] == "12"]
assert len(node) == 8 and len(edge) == len(arcs) > 8
for e, r in zip(edge, arcs):
    assert e.get("source") == "n" + r["from"] and e.get("target") == "n" + r["to"]
    data = {key[d.get("key")]: d.text for d in e.iter(ns + "data")}
    assert abs(float(data["trust"]) - float(r["trust"])) < 1e-6, (data, r)
orgs = [r for r in one if r["tick"] == "12"]
for n, r in zip(node, orgs):
    data = {key[d.get("key")]: d.text for d in n.iter(ns + "data")}
    assert abs(float(data["contribution"]) - float(r["contribution"])) < 1e-6
PY
printf 'model: collaboration\nhorizon: 1\nnetwork: {file: month-12.graphml}\n' >again.yaml
expect 0 "the graph is read again" check again.yaml
expect 0 "organisations have names" run again.yaml --record trust --set record.networks=1 --quiet
[ -e again.h5 ] || fail "a run on the exported graph"

# Names of organisations are kept.
cat >named.graphml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <graph edgedefault="undirected">
    <node id="a"><data key="label">Zorg &amp; "Zo", één</data></node>
    <node id="b"><data key="label">&lt;b&gt;</data></node>
    <node id="c"><data key="label">c</data></node>
    <edge source="a" target="b"/><edge source="b" target="c"/>
  </graph>
</graphml>
XML
printf 'model: collaboration\nhorizon: 3\nnetwork: {file: named.graphml}\nrecord: {networks: 1, columns: [tie, contribution]}\n' >named.yaml
expect 0 "names" run named.yaml --quiet
expect 0 "names" export named.h5 --network 0 --tick 3 -o named-3.graphml
expect 0 "names" export named.h5 --network 0 --level organisation
python3 - <<'PY' || fail "names of organisations"
import csv, xml.etree.ElementTree as E
names = ['Zorg & "Zo", één', "<b>", "c"]
rows = list(csv.DictReader(open("out")))
assert [r["label"] for r in rows if r["tick"] == "3"] == names, rows
ns = "{http://graphml.graphdrawing.org/xmlns}"
nodes = E.parse("named-3.graphml").getroot().iter(ns + "node")
assert [n.find(ns + "data[@key='label']").text for n in nodes] == names
PY
sed 's/tie, contribution/trust.mean, contribution/' named.yaml >no-ties.yaml
expect 0 "no ties" run no-ties.yaml --quiet --overwrite
expect 2 "no ties" export no-ties.h5 --network 0 --tick 3 -o no-ties.graphml
has err "the ties are not in the file: record a field of a tie over time" "no ties"
[ -e no-ties.graphml ] && fail "a file without ties was written"

# --- files are whole or not there ---
cp ends.csv kept.csv
expect 2 "a file that is there" export arms.h5 --summary -o ends.csv
has err "ends.csv: error: the file is there already; --overwrite replaces it" "a file that is there"
expect 2 "the file that is read" export arms.h5 --summary -o ./arms.h5 --overwrite
has err "this is the file that is read" "the file that is read"
expect 0 "overwrite" export arms.h5 --summary --arm steady -o ends.csv --overwrite
[ "$(wc -l <ends.csv)" -eq 301 ] || fail "overwrite: not the rows of one arm"
expect 1 "no such folder" export arms.h5 --summary -o nowhere/ends.csv
[ -e nowhere ] && fail "a folder was made"
expect 2 "overwrite a table" compare arms.h5 --csv kept.csv
[ "$(wc -l <kept.csv)" -eq 901 ] || fail "a table that was there is gone"
compgen -G '*.tmp' && fail "temporary files are left"
"$POLDER" export arms.h5 --trajectories >/dev/full 2>err
[ $? -eq 1 ] || fail "full stdout: exit code"
has err "cannot write the output" "full stdout"
"$POLDER" export arms.h5 --summary 2>err | head -1 >out
empty err "closed pipe"

# --- bad input ---
bad() { # bad TEXT ARGUMENT...
    local text=$1
    shift
    expect 2 "bad input ($*)" "$@"
    has err "$text" "bad input ($*)"
    empty out "bad input ($*)"
}
bad 'arms.h5: error: there is no arm "stedy"; did you mean "steady"?' compare arms.h5 --baseline stedy
bad 'there is no arm "stedy"; did you mean "steady"?' survival arms.h5 --arm stedy
bad 'there is no arm "stedy"; did you mean "steady"?' export arms.h5 --summary --arm stedy
bad 'did you mean trust.mean?' compare arms.h5 --column trust.maen
bad 'one.h5: error: there is one arm only, so there is nothing to compare' compare one.h5
bad '--confidence needs a number from 0.5 to 0.9999, not "95"' compare arms.h5 --confidence 95
bad 'cannot both go to stdout' compare arms.h5 --json --csv -
bad '--csv or --json, not both' survival arms.h5 --json --csv
bad 'nothing.h5: No such file' compare nothing.h5
bad 'which result file?' survival
bad 'what: --summary, --trajectories, --events or --network N' export arms.h5
bad 'one of these: --summary' export arms.h5 --summary --trajectories
bad '--tick goes with --network N' export arms.h5 --summary --tick 3
bad '--level is network, organisation, arc or relation, not "org"' export arms.h5 --trajectories --level org
bad 'tick 7 was not recorded; recorded are 0 to 36, not each of them' \
    export arms.h5 --network 1 --tick 7
bad 'tick 42 was not recorded' export arms.h5 --network 1 --tick 42
bad 'network 6 was not recorded over time; 6 were, from 0 to 5' export arms.h5 --network 6 --tick 6
bad 'network 99 was not recorded over time' export arms.h5 --network 99
bad 'there is no network 900; the networks are 0 to 899' export arms.h5 --network 900
bad 'there is no network 300 of that arm; the networks are 0 to 299' \
    export arms.h5 --network 300 --arm none
bad 'no networks were recorded over time' export one.h5 --trajectories
bad 'there is no point 2; the points are 0 to 1' survival made.h5 --point 2
bad 'there is no point 1; the points are 0 to 0' export arms.h5 --summary --point 1
for command in compare survival "export --summary"; do
    "$POLDER" ${command%% *} arms.yaml ${command#* } >out 2>err
    [ $? -eq 2 ] || [ $? -eq 1 ] || fail "$command of a text: exit code"
done
"$POLDER" compare arms.yaml >out 2>err
has err "arms.yaml is not a result of polder" "not a result"
expect 0 "help" --help
for command in compare survival export; do
    grep -Eq "^  $command " out || fail "polder --help lacks $command"
    "$POLDER" $command --help >help 2>err
    has help "examples:" "$command --help"
    [ "$(wc -L <help)" -le 80 ] || fail "$command --help: lines wider than 80"
done

# --- colour and characters ---
if command -v script >/dev/null && script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    TERM=xterm script -qec "$POLDER compare arms.h5" /dev/null >out </dev/null
    grep -q $'\x1b\[1m' out || fail "no colour on a terminal"
    TERM=xterm NO_COLOR=1 script -qec "$POLDER compare arms.h5" /dev/null >out </dev/null
    grep -q $'\x1b' out && fail "colour in spite of NO_COLOR"
fi
for command in compare survival; do
    LC_ALL=C "$POLDER" $command arms.h5 >out 2>err
    LC_ALL=C grep -q '[^ -~]' out && fail "$command: characters outside ASCII in the C locale"
done

[ $failures -eq 0 ] && echo "all good"
exit $((failures > 0))
