"""test_schema: `polder schema` is a valid JSON Schema that accepts the shipped scenarios
and refuses bad ones. Needs python3-jsonschema and python3-yaml; skipped without them."""

import copy
import glob
import json
import os
import subprocess
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

polder = os.environ["POLDER"]
source = os.environ["POLDER_SOURCE"]
if not os.path.exists(polder):
    print("skipped: there is no program polder")
    sys.exit(77)

validators = {}


def validator(model):
    if model not in validators:
        text = subprocess.run([polder, "schema", model], check=True, capture_output=True, text=True)
        schema = json.loads(text.stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[model] = jsonschema.Draft202012Validator(schema)
    return validators[model]


failures = []


def expect(good, scenario, name):
    errors = [e.message[:100] for e in validator(scenario.get("model", "opinions")).iter_errors(scenario)]
    if good and errors:
        failures.append(f"{name}: refused: {errors[0]}")
    if not good and not errors:
        failures.append(f"{name}: accepted")


shipped = sorted(glob.glob(os.path.join(source, "scenarios", "*.yaml"))
                 + [p for p in glob.glob(os.path.join(source, "scenarios", "*", "*.yaml"))
                    if os.path.basename(os.path.dirname(p)) not in ("interventions", "causes")])
for path in shipped:
    with open(path, encoding="utf-8-sig") as file:
        expect(True, yaml.safe_load(file), os.path.basename(path))

GOOD = {
    "title": "t", "description": "d", "model": "opinions", "seed": 2**63 - 1, "replicates": 10,
    "horizon": 60,
    "network": {"topology": {"choice": {"ring": 1, "star": 2}}, "members": {"integer": [6, 18]},
                "degree": 4, "organisations": {"opinion": {"attribute": "f", "scale": "range",
                                                           "reverse": True, "from": 0.1,
                                                           "to": 0.9}}},
    "values": {"averaging": {"rate": {"beta": [2, 5]}}},
    "initial": {"opinion": {"truncated-normal": [0.5, 0.12, 0, 1]}},
    "without": ["averaging"], "levers": None,
    "record": {"networks": 10, "every": 1, "columns": ["opinion"], "summary": ["averaging.rate"]},
    "design": {"kind": "saltelli", "points": 64, "second_order": True, "shift": False,
               "factors": {"averaging.rate.a": [1, 3], "network.topology": {"values": ["ring"]},
                           "network.members": {"from": 6, "to": 18, "scale": "log"},
                           "initial.opinion.sd": [0, 0.2]}},
}
expect(True, GOOD, "a scenario with everything")
expect(True, {"model": "collaboration", "network": {
    "file": "f.graphml", "organisations": {"capacity": "c"}, "relations": {"trust": "t"}}}, "a file")
expect(True, {"model": "opinions"}, "only a model")
expect(True, {"model": "opinions", "design": {"kind": "csv", "file": "p.csv",
                                              "factors": ["averaging.rate"]}}, "a design in a file")
expect(True, {"model": "opinions", "values": None}, "an empty section")
expect(True, {"model": "opinions", "initial": {"opinion": {"exponential": 0.2}}}, "one argument")
for name, arguments in {"normal": {"sd": 0.1, "mean": 0.5}, "beta": {"a": 2, "b": 5},
                        "truncated-normal": {"mean": 0.5, "sd": 0.1, "min": 0, "max": 1},
                        "lognormal": {"mean": -1, "sd": 0.5}, "uniform": {"min": 0, "max": 1},
                        "exponential": {"mean": 0.2}}.items():
    drawn = {"model": "opinions", "initial": {"opinion": {name: arguments}}}
    expect(True, drawn, f"{name} with named arguments")
    for left_out in arguments:
        fewer = {key: value for key, value in arguments.items() if key != left_out}
        expect(False, {**drawn, "initial": {"opinion": {name: fewer}}}, f"{name} without {left_out}")
    expect(False, {**drawn, "initial": {"opinion": {name: {**arguments, "sigma": 1}}}},
           f"{name} with an argument too many")
expect(True, {"model": "opinions", "network": {"members": {"integer": {"first": 6, "last": 9}}}},
       "integer with named arguments")
expect(False, {"model": "opinions", "network": {"members": {"integer": {"first": 6, "last": 9.5}}}},
       "integer with half a number")
expect(True, {"model": "opinions", "design": {"kind": "csv", "file": "p.csv", "ignore": ["run"]}},
       "columns that are ignored")
expect(True, {"model": "collaboration",
              "levers": [{"contact": 0.7, "disclosure": 0.4, "from": 3}]}, "levers")

FACT = {"id": "X", "title": "t", "source": "s", "status": "memory", "use": "test", "figures": [
    {"figure": "share", "of": "opinion", "months": [3, 6], "cuts": ["median", 0.5], "within": [0, 1],
     "cells": [{"where": {"opinion": 1}, "best": "a"}]}]}
expect(True, {"model": "opinions", "fact": FACT}, "a fact")
BAD = {
    "fact without a source": ("fact", {k: v for k, v in FACT.items() if k != "source"}),
    "fact of another use": ("fact", {**FACT, "use": "tset"}),
    "unknown key of a fact": ("fact", {**FACT, "remark": "r"}),
    "unknown key of a figure": ("fact", {**FACT, "figures": [{"figure": "share", "off": "opinion"}]}),
    "figure without a kind": ("fact", {**FACT, "figures": [{"of": "opinion"}]}),
    "criterion of one end": ("fact", {**FACT, "figures": [{"figure": "share", "within": [1]}]}),
    "cell without the best": ("fact", {**FACT, "figures": [{"figure": "share", "cells": [{"where": {}}]}]}),
    "design without a kind": ("design", {"factors": {"averaging.rate": [0, 1]}}),
    "unknown design": ("design", {"kind": "sobool", "factors": {"averaging.rate": [0, 1]}}),
    "unknown factor": ("design", {"kind": "sobol", "points": 4, "factors": {"averaging.rat": [0, 1]}}),
    "factor outside": ("design", {"kind": "sobol", "points": 4, "factors": {"averaging.rate": [0, 2]}}),
    "range of words": ("design", {"kind": "sobol", "points": 4,
                                  "factors": {"network.topology": ["ring", "star"]}}),
    "odd levels": ("design", {"kind": "morris", "trajectories": 4, "levels": 3,
                              "factors": {"averaging.rate": [0, 1]}}),
    "no model": ("model", None),
    "unknown key": ("replicats", 3),
    "negative seed": ("seed", -1),
    "half a tick": ("horizon", 0.5),
    "text for a number": ("replicates", "many"),
    "unknown parameter": ("values", {"averaging": {"rat": 0.5}}),
    "unknown part": ("values", {"avereging": {"rate": 0.5}}),
    "outside": ("values", {"averaging": {"rate": 1.7}}),
    "quoted number": ("values", {"averaging": {"rate": "0.5"}}),
    "unknown distribution": ("values", {"averaging": {"rate": {"bta": [2, 5]}}}),
    "too few arguments": ("values", {"averaging": {"rate": {"beta": [2]}}}),
    "too many arguments": ("values", {"averaging": {"rate": {"beta": [2, 5, 6]}}}),
    "two distributions": ("values", {"averaging": {"rate": {"beta": [2, 5], "normal": [0, 1]}}}),
    "unknown word": ("network", {"topology": "rign"}),
    "unknown word drawn": ("network", {"topology": {"choice": ["rign"]}}),
    "number for a word": ("network", {"topology": 3}),
    "half a member": ("network", {"members": 6.5}),
    "members drawn from a normal": ("network", {"members": {"normal": [6, 1]}}),
    "unknown state": ("initial", {"opinon": 0.5}),
    "derived state": ("initial", {"tie": 1}),
    "derived state from a file": ("network", {"relations": {"tie": "t"}}),
    "observable set": ("initial", {"opinion.mean": 0.5}),
    "set-up off": ("without", ["start"]),
    "unknown scale": ("network", {"organisations": {"opinion": {"attribute": "a", "scale": "log"}}}),
    "no attribute": ("network", {"organisations": {"opinion": {"scale": "rank"}}}),
    "unknown column": ("record", {"columns": ["opinio"]}),
    "column of an organisation kept": ("record", {"summary": ["opinion"]}),
    "push without a lever's name": ("levers", [{"kontact": 0.5}]),
}
for name, (key, value) in BAD.items():
    scenario = copy.deepcopy(GOOD)
    scenario[key] = value
    if value is None:
        del scenario[key]
    expect(False, scenario, name)
expect(False, {"model": "collaboration", "levers": [{"contact": 1.5}]}, "a lever above 1")

# --- arms and interventions ---

GOOD_ARMS = {
    "model": "collaboration", "baseline": "none",
    "interventions": ["onboarding", {"use": "visioning", "technique": "scenarios", "dose": 0.5}],
    "arms": [
        "none",
        {"each": ["visioning", {"use": "brokering", "target": {"highest": "capacity",
                                                               "share": 0.2}}],
         "dose": [0, 0.5], "start": [3, "trust.mean < 0.4 for 3 months",
                                     "(trust.mean < 0.4 for 2 months) or not momentum != 0.3"],
         "duration": [6, 12]},
        {"pairs": ["visioning", "brokering"], "target": "conflict = 1 and not balance < 0"},
        {"name": "own", "interventions": [{"name": "x", "levers": {"contact": 1},
                                           "target": {"newcomers": 6},
                                           "cost": {"per_month": 1, "per_member": 0.5}}]},
        {"set": {"governance.form": ["shared", "lead"], "initial.ownership": 0.4}},
        {"without": ["opportunism", "context"], "horizon": 24},
        {"name": "other", "network": {"file": "other.gml", "absent": "Isala"}},
        {"intervention": {"programme": ["visioning", {"use": "brokering", "start": 12}]}},
    ],
}
expect(True, GOOD_ARMS, "arms with everything")
expect(True, {"model": "collaboration", "interventions": ["visioning"],
              "design": {"kind": "morris", "trajectories": 2,
                         "factors": {"intervention.visioning.dose": [0.2, 1],
                                     "intervention.visioning.start": {"from": 1, "to": 24},
                                     "intervention.visioning.duration": {"values": [6, 12]}}}}, "doses as factors")
expect(False, {"model": "collaboration", "design": {"kind": "sobol", "points": 2, "factors": {
    "intervention.visioning.dose": [0.2, 2]}}}, "a dose above 1 as a factor")
BAD_ARMS = {
    "no list of arms": {"arms": "none"},
    "no arms": {"arms": []},
    "unknown key of an arm": {"arms": [{"intervension": "visioning"}]},
    "an arm of no month": {"arms": [{"horizon": 0}]},
    "an arm without a set-up": {"arms": [{"without": ["overview"]}]},
    "an arm without a word": {"arms": [{"without": "context"}]},
    "members under their old word": {"arms": [{"network": {"without": "Isala"}}]},
    "one pair": {"arms": [{"pairs": ["visioning"]}]},
    "dose above 1": {"arms": [{"each": ["visioning"], "dose": 1.5}]},
    "start before the first month": {"arms": [{"each": ["visioning"], "start": 0}]},
    "start is no condition": {"arms": [{"each": ["visioning"], "start": "soon"}]},
    "condition with &&": {"arms": [{"each": ["visioning"], "start": "alive = 1 && trust.mean < 0.4"}]},
    "condition with |": {"arms": [{"each": ["visioning"], "target": "conflict = 1 | balance < 0"}]},
    "condition with !": {"arms": [{"each": ["visioning"], "target": "! (conflict = 1)"}]},
    "condition with OR": {"arms": [{"each": ["visioning"], "start": "alive = 1 OR trust.mean < 0.4"}]},
    "unknown value set": {"arms": [{"set": {"governance.from": "lead"}}]},
    "unknown key of a use": {"interventions": [{"use": "visioning", "does": 0.5}]},
    "unknown lever": {"interventions": [{"levers": {"kontact": 0.5}}]},
    "level above 1": {"interventions": [{"levers": {"contact": 2}}]},
    "unknown target": {"interventions": [{"use": "visioning", "target": "everyone"}]},
    "target by a field of networks": {"interventions": [
        {"use": "visioning", "target": {"highest": "trust.mean", "share": 0.2}}]},
    "target without a share": {"interventions": [
        {"use": "visioning", "target": {"highest": "capacity"}}]},
    "two targets": {"interventions": [
        {"use": "visioning", "target": {"highest": "capacity", "share": 0.2, "newcomers": 6}}]},
    "share of newcomers": {"interventions": [
        {"use": "visioning", "target": {"share": 0.2, "newcomers": 6}}]},
    "share of nobody": {"interventions": [
        {"use": "visioning", "target": {"highest": "capacity", "share": 0}}]},
    "negative cost": {"interventions": [{"use": "visioning", "cost": {"per_month": -1}}]},
    "empty programme": {"interventions": [{"programme": []}]},
    "baseline is no name": {"baseline": 3},
}
for name, change in BAD_ARMS.items():
    expect(False, {**GOOD_ARMS, **change}, name)

# Files of interventions have a schema of their own inside that of scenarios.
whole = validator("collaboration").schema
of_file = jsonschema.Draft202012Validator({**whole["$defs"]["intervention-file"],
                                           "$defs": whole["$defs"]})
files = sorted(glob.glob(os.path.join(source, "scenarios", "interventions", "*.yaml")))
for path in files:
    with open(path, encoding="utf-8") as file:
        for error in of_file.iter_errors(yaml.safe_load(file)):
            failures.append(f"{os.path.basename(path)}: refused: {error.message[:100]}")
for name, bad in {"unknown key": {"lever": {}}, "technique with a programme":
                  {"techniques": {"t": {"programme": ["visioning"]}}}}.items():
    if not list(of_file.iter_errors(bad)):
        failures.append(f"a file of an intervention with {name}: accepted")

# So have files of causes.
of_cause = jsonschema.Draft202012Validator({**whole["$defs"]["cause-file"], "$defs": whole["$defs"]})
causes = {}
for path in sorted(glob.glob(os.path.join(source, "scenarios", "causes", "*.yaml"))):
    with open(path, encoding="utf-8") as file:
        causes[os.path.basename(path)] = yaml.safe_load(file)
    for error in of_cause.iter_errors(causes[os.path.basename(path)]):
        failures.append(f"{os.path.basename(path)}: refused: {error.message[:100]}")
one = next(iter(causes.values()))
BAD_CAUSES = {
    "unknown key": {"carrier": {}}, "no words": {"problem": "text"}, "one language": {"title": {"en": "A"}},
    "another language": {"title": {"en": "A", "nl": "B", "de": "C"}}, "empty words":
    {"symptom": {"en": "", "nl": "B"}}, "odd id": {"id": "F 1"}, "no remedies": {"remedies": []},
    "a remedy twice": {"remedies": ["visioning", "visioning"]}, "no carriers": {"carriers": {}},
    "unknown carrier": {"carriers": {"value.bread": {"worse": "higher"}}},
    "what the model works out": {"carriers": {"trust.mean": {"worse": "lower"}}},
    "no direction": {"carriers": {"value.breadth": {"worst": 1}}},
    "odd direction": {"carriers": {"value.breadth": {"worse": "up"}}},
    "out of bounds": {"carriers": {"value.breadth": {"worse": "higher", "worst": 3}}},
    "another model": {"model": "opinions"},
}
for name, change in BAD_CAUSES.items():
    if not list(of_cause.iter_errors({**one, **change})):
        failures.append(f"a cause with {name}: accepted")
for key in one:
    if not list(of_cause.iter_errors({k: v for k, v in one.items() if k != key})):
        failures.append(f"a cause without {key}: accepted")

for line in failures:
    print(line)
print(f"{len(shipped)} shipped scenarios, {len(files)} interventions, {len(causes)} causes, "
      f"{len(BAD) + len(BAD_ARMS) + 3} bad ones, {len(failures)} failures")
sys.exit(1 if failures else 0)
