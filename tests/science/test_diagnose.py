"""test_diagnose: `polder diagnose` of networks whose causes of failure are known (tests/files/
toy-causes): chances, gains, bounds, smallest sets, shares and remedies against their closed forms; a
cause that is absent or does nothing has exactly 0; and each kind of answer. Needs a C compiler."""

import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import combinations

POLDER, SOURCE = os.environ["POLDER"], os.environ["POLDER_SOURCE"]
TOY = os.path.join(SOURCE, "tests", "files", "toy-causes")
CAUSES = ["one", "other", "part", "half", "early", "late", "shield", "sham", "own"]
AGAINST = {"early": "calm", "late": "peace"}  # of the others: help, harm
failures = []
if not shutil.which("cc"):
    print("skipped: cc is not installed")
    sys.exit(77)


def expect(what, good):
    if not good:
        failures.append(what)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
for i, name in enumerate(CAUSES):
    carrier = "own" if name == "own" else f"failing.{name}"
    write(f"causes/{name}.yaml",
          f"model: toy\nid: T{i + 1}\n"
          f"title: {{en: {name.title()}, nl: De {name}}}\n"
          "symptom: {en: s, nl: s}\nproblem: {en: p, nl: p}\nway_out: {en: w, nl: w}\n"
          f"remedies: [{AGAINST.get(name, 'help, harm')}]\n"
          f"carriers:\n  {carrier}: {{worse: higher}}\n")
for name in ("help", "harm", "calm", "peace"):
    write(f"interventions/{name}.yaml",
          f"title: {{en: {name.title()}, nl: {name.title()}}}\ndescription: a toy\n"
          f"levers: {{{name}: 1}}\nstart: 3\ncost: {{per_month: 2}}\n")
ID = {name: f"T{i + 1}" for i, name in enumerate(CAUSES)}


def run(values, *arguments, code=0, **more):
    scenario = {"title": "Toy", "model": "toy", "seed": 4, "network": {"members": 4},
                "values": {"failing": values}, **more}
    write("./toy.yaml", json.dumps(scenario))
    done = subprocess.run([POLDER, "--model-file", TOY, "diagnose", "toy.yaml", "--quiet", *arguments],
                          capture_output=True, text=True,
                          env=dict(os.environ, XDG_CACHE_HOME=folder.name, LC_ALL="C.UTF-8"))
    expect(f"exit code {done.returncode}: {done.stderr[:400]}", done.returncode == code)
    return done.stdout


def diagnose(values, *arguments, **more):
    return json.loads(run(values, "--json", *arguments, **more))


def chance(values, without=()):
    """Of success, in closed form."""
    v = {"one": 0, "other": 0, "part": 0, "half": 0, "early": 0, "late": 0, "foe": 0, "shield": 0,
         "luck": 0, "help": 0, "harm": 0}
    v.update({k: x for k, x in values.items() if k not in without})
    quarrel = v["early"] if v["early"] > 0 else v["late"]
    return ((1 - v["one"]) * (1 - v["other"]) * (1 - v["part"] * v["half"]) * (1 - quarrel) *
            (1 - v["foe"] * (1 - v["shield"])) * (1 - v["luck"] * (1 - v["help"])) *
            (1 - 0.3 * v["harm"]))


def shapley(values, causes):
    share = {}
    for c in causes:
        rest = [x for x in causes if x != c]
        share[c] = sum(
            (chance(values, (*s, c)) - chance(values, s)) *
            math.factorial(n) * math.factorial(len(rest) - n) / math.factorial(len(causes))
            for n in range(len(rest) + 1) for s in combinations(rest, n))
    return share


def inside(what, known, found):
    expect(f"{what}: {known:.4f} is not in {found['low']:.4f} … {found['high']:.4f}",
           found["low"] - 1e-9 <= known <= found["high"] + 1e-9)


# ---- everything at once ----
ALL = {"one": 0.3, "other": 0.2, "part": 0.5, "half": 0.5, "early": 0.3, "late": 0.3, "foe": 0.5,
       "shield": 0.8, "sham": 0.9, "luck": 0.1}
PRESENT = [c for c in CAUSES if c in ALL]
d = diagnose(ALL)
rows = {c["id"]: c for c in d["causes"]}
p0 = chance(ALL)
expect("all causes have a row", sorted(rows) == sorted(ID.values()))
expect("it is named", d["answer"] == "named" and d["named"][0]["id"] == ID["one"])
expect("no more than three are named", len(d["named"]) == 3)
inside("chance", p0, d["chance"])
for name in PRESENT:
    row, p = rows[ID[name]], chance(ALL, [name])
    inside(f"gain of {name}", p - p0, row["gain"])
    expect(f"bounds of {name}", abs(row["due_least"] - max(0, row["gain"]["value"]) / (1 - d["chance"]["share"])) < 1e-6 and
           row["due_least"] - 1e-9 <= row["rescued"] <= row["due_most"] + 1e-9 and
           abs(row["due_most"] - min(1, p / (1 - p0))) < 0.06)
for name in ("sham", "late"):  # late has no say where early comes first
    row = rows[ID[name]]
    expect(f"{name} does nothing", row["gain"]["value"] == row["rescued"] == row["lost"] == 0)
expect("taking the shield away harms", rows[ID["shield"]]["gain"]["high"] < 0 and
       rows[ID["shield"]]["lost"] > 0.3)
expect("what is absent has exactly 0", rows[ID["own"]]["gain"] == {"value": 0, "low": 0, "high": 0}
       or rows[ID["own"]]["stronger_than"] > 0.5)
known = shapley(ALL, PRESENT)
shares = {c["id"]: c for c in d["shares"]}
for name in PRESENT:
    inside(f"share of {name}", known[name], shares[ID[name]]["share"])
pairs = {frozenset((p["one"], p["other"])): p["interaction"] for p in d["pairs"]}
label = {name: f"{name.title()} ({ID[name]})" for name in CAUSES}
expect("early and late have to go both",
       pairs[frozenset((label["early"], label["late"]))]["low"] > 0)
expect("half is enough where part is", pairs[frozenset((label["part"], label["half"]))]["high"] < 0)
expect("sizes add up", sum(s["failures"]["count"] for s in d["sizes"]) ==
       d["sizes"][0]["failures"]["of"])

# ---- remedies: one helps until round 3, the other harms ----
best, worst = d["remedies"][0], d["remedies"][-1]
expect("help is the best", best["remedy"] == "help" and best["start"] <= 3)
inside("gain of help", chance({**ALL, "help": 1}) - p0, best["gain"])
expect("harm is the worst, and told", worst["remedy"] == "harm")
inside("gain of harm", chance({**ALL, "harm": 1}) - p0, worst["gain"])
expect("days", abs(worst["days"] - 2 * (12 - worst["start"] + 1)) < 1)

# ---- equal days ----
equal = diagnose(ALL, "--days", "6")
for r in equal["remedies"]:
    expect(f"six days: {r}", r["days"] <= 6.5)

# ---- each kind of answer ----
both = {"early": 0.5, "late": 0.5, "luck": 0.2}
less = ("--set", "initial.own=0.1")
d = diagnose(both, *less)
expect(f"two together: {d['answer']}", d["answer"] == "no-single-cause" and d["named"] == [])
best = d["remedies"][0]
expect(f"so do their remedies: {best}", {best["remedy"], best.get("with")} == {"calm", "peace"})
inside("gain of both", chance({"luck": 0.2}) - chance(both), best["gain"])
expect("each alone does nothing", all(r["gain"]["value"] == 0 for r in d["remedies"][1:]))
d = diagnose({**both, "sham": 1}, *less)
expect(f"these two together, of three: {d['answer']}", d["answer"] == "together")
expect("which", "Early (T5), Late (T6)" in " ".join(run({**both, "sham": 1}, *less).split()))
four = {"one": 1, "other": 1, "early": 1, "late": 1, "sham": 1}
d = diagnose(four, *less)
expect(f"four of five together: {d['answer']}", d["answer"] == "together" and d["named"] == [])
expect("which four", "Early (T5), Late (T6), One (T1), Other (T2)" in " ".join(run(four, *less).split()))
run(four, *less, "--arms", "four.yaml")
with open("four.yaml", encoding="utf-8") as file:
    expect("they are an arm", 'name: "without T5 + T6 + T1 + T2"' in file.read())
for luck, answer in ((0.01, "hardly-fails"), (0.06, "luck")):
    d = diagnose({"luck": luck, "sham": 1}, *less)
    expect(f"luck {luck}: {d['answer']}", d["answer"] == answer and d["named"] == [])
d = diagnose({"one": 0.01}, *less)
expect(f"too few failures: {d['answer']}", d["answer"] == "hardly-fails" and d["named"] == [] and
       not d.get("remedies"))
d = diagnose({"luck": 0.5, "sham": 1}, *less)
expect(f"luck: {d['answer']}", d["answer"] == "luck" and d["named"] == [])
inside("half of them", 0.5, d["chance"])
d = diagnose({"luck": 0.5}, *less)
expect(f"none is there: {d['answer']}", d["answer"] == "none-present")
expect("all have exactly 0", all(c["gain"] == {"value": 0, "low": 0, "high": 0} for c in d["causes"]))
expect("cannot fail", diagnose({"sham": 1})["answer"] == "cannot-fail")
d = diagnose({"luck": 1, "one": 0.5})
expect(f"cannot succeed: {d['answer']}", d["answer"] == "cannot-succeed")

# ---- where no life succeeds, luck explains nothing, and what was tried is said ----
never = {
    "nothing saves it": ({"luck": 1, "one": 0.5, "sham": 1}, less, "cannot-succeed",
                         "No life succeeds, whichever of these 2 causes are taken away, one or several together. "
                         "Nor does one if 2 causes beyond the better quarter of ordinary networks are "
                         "brought down to it at once. So look at what",
                         "Geen enkel leven slaagt, welke van deze 2 oorzaken er ook wegvallen"),
    "the only cause does not": ({"luck": 1, "one": 0.5}, less, "cannot-succeed",
                                "not even without the one cause that is stronger here", "ook niet zonder de ene oorzaak"),
    "two do": ({"early": 1, "late": 1, "sham": 1}, less, "together",
               "no single cause taken away saves one. It takes several together: without Early (T5), Late (T6), "
               "100 of 100 succeed", "zonder De early (T5), De late (T6) slagen er 100 van de 100"),
    "all do": ({"early": 1, "late": 1}, less, "no-single-cause", "without all 2, 100 of 100 succeed",
               "zonder alle 2 slagen er 100 van de 100"),
    "one does, at the better quarter": ({"deep": 1}, ("--set", "initial.own=0.9"), "cannot-succeed",
                                        "Some do only if a cause is brought down to the better quarter of ordinary "
                                        "networks: Own (T9), 100 of 100", "Er slagen er pas als een oorzaak daalt"),
    "all do, at the better quarter": ({"deep": 1, "one": 1}, ("--set", "initial.own=0.9"), "cannot-succeed",
                                      "Some do if 2 causes beyond the better quarter of ordinary networks are "
                                      "brought down to it at once: 100 of 100", "2 oorzaken boven het betere kwart"),
    "so few that it may be chance": ({"one": 1, "luck": 0.998}, less, "no-cause-helps",
                                     "saves so few that it may be chance", "zo weinig dat het toeval kan zijn"),
    "it has none": ({"luck": 1}, less, "none-present",
                    "and yet no life succeeds. None is beyond the better quarter of ordinary networks. So look at what",
                    "en toch slaagt geen enkel leven. Geen ervan ligt boven het betere kwart"),
    "it has none, and one is at fault all the same": (
        {"deep": 1}, ("--set", "initial.own=0.45"), "none-present",
        "and yet no life succeeds. Some do only if a cause is brought down to the better quarter of ordinary networks: "
        "Own (T9), 100 of 100.", "en toch slaagt geen enkel leven. Er slagen er pas als een oorzaak daalt"),
    "it has none, and the one that is left is not at fault": (
        {"luck": 1}, ("--set", "initial.own=0.45"), "none-present",
        "Nor does one if the one cause beyond the better quarter of ordinary networks is brought down to it. So look at",
        "Ook niet als de ene oorzaak boven het betere kwart"),
}
for what, (values, more, answer, english, dutch) in never.items():
    d = diagnose(values, *more, "--no-remedies")
    expect(f"{what}: {d['answer']}", d["answer"] == answer and d["chance"]["count"] == 0)
    for language, says, luck in (("en", english, "luck"), ("nl", dutch, "Vooral toeval")):
        text = " ".join(run(values, *more, "--no-remedies", "--lang", language).split())
        text = text.partition(" If the model is right")[0].partition(" Als het model klopt")[0]
        expect(f"{what}: {text}", says in text and luck not in text)

# ---- of several together those that weigh most by fair shares, the heaviest first, and no sham ----
several = {"early": 1, "late": 1, "one": 0.2, "sham": 1}
told = " ".join(run(several, *less, "--no-remedies").split())
listed = re.findall(r"(\w+) \(T\d\), (\d+(?:\.\d)?)", told.partition("most goes to:")[2].partition(" Of 100 failures")[0])
expect(f"which, in order: {told}",
       {n for n, _ in listed[:2]} == {"Early", "Late"} and [n for n, _ in listed[2:]] == ["One"])
known = shapley(several, ["early", "late", "one", "sham"])
for name, share in listed:
    expect(f"weight of {name}: {share}", abs(float(share) / 100 - known[name.lower()]) < 0.04)
told = run({"one": 0.5, "sham": 1}, *less, "--no-remedies")
expect(f"one cause needs no shares: {told}", "most goes to" not in " ".join(told.split()))

# ---- what it draws for itself is a cause only where it is worse than typical ----
for own, there in ((0.9, True), (0.4, False)):
    d = diagnose({"luck": 0.1, "beyond": 1}, "--set", f"initial.own={own}", "--seed", "5")
    row = next(c for c in d["causes"] if c["id"] == ID["own"])
    expect(f"own {own}: stronger than {row['stronger_than']}",
           abs(row["stronger_than"] - own) < 0.03)
    if there:
        inside("gain of own", 0.9 - 0.9 * (1 - (own - 0.5)), row["gain"])
    else:
        expect("it is not worse", row["gain"] == {"value": 0, "low": 0, "high": 0})

# ---- the same bytes again, on any number of threads ----
expect("same bytes", run(ALL, "--json", "--threads", "1") == run(ALL, "--json", "--threads", "2"))

# ---- a model without causes ----
for name in CAUSES:
    os.remove(f"causes/{name}.yaml")
expect("no causes", diagnose({"luck": 0.5})["answer"] == "no-causes")

if failures:
    print("\n".join(failures))
    sys.exit(1)
