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


shipped = sorted(glob.glob(os.path.join(source, "scenarios", "*.yaml")))
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
}
expect(True, GOOD, "a scenario with everything")
expect(True, {"model": "collaboration", "network": {
    "file": "f.graphml", "organisations": {"capacity": "c"}, "relations": {"trust": "t"}}}, "a file")
expect(True, {"model": "opinions"}, "only a model")
expect(True, {"model": "opinions", "values": None}, "an empty section")
expect(True, {"model": "opinions", "initial": {"opinion": {"exponential": 0.2}}}, "one argument")
expect(True, {"model": "collaboration",
              "levers": [{"contact": 0.7, "disclosure": 0.4, "from": 3}]}, "levers")

BAD = {
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

for line in failures:
    print(line)
print(f"{len(shipped)} shipped scenarios, {len(BAD) + 1} bad ones, {len(failures)} failures")
sys.exit(1 if failures else 0)
