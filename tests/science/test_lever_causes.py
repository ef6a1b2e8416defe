"""test_lever_causes: a cause that a lever carries: pushed by a scenario, by an intervention of all arms or of one, it is
taken away, and what else the intervention does stays; not pushed it is absent. Needs a C compiler."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

POLDER, SOURCE = os.environ["POLDER"], os.environ["POLDER_SOURCE"]
TOY = os.path.join(SOURCE, "tests", "files", "toy-causes")
if not shutil.which("cc"):
    print("skipped: cc is not installed")
    sys.exit(77)
folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
os.mkdir("causes")
os.mkdir("interventions")
for name, lever, worse in (("M1", "harm", "higher"), ("N1", "help", "lower")):
    with open(f"causes/{name}.yaml", "w", encoding="utf-8") as file:
        file.write(f"model: toy\nid: {name}\ntitle: {{en: {name}, nl: {name}}}\nsymptom: {{en: s, nl: s}}\n"
                   "problem: {en: p, nl: p}\nway_out: {en: w, nl: w}\nremedies: [help]\n"
                   f"carriers:\n  lever.{lever}: {{worse: {worse}}}\n")
for name, levers in (("help", {"help": 1}), ("harm", {"harm": 1}), ("both", {"harm": 1, "help": 1})):
    with open(f"interventions/{name}.yaml", "w", encoding="utf-8") as file:
        file.write(json.dumps({"title": {"en": name, "nl": name}, "description": "a toy", "levers": levers,
                               "start": 1, "cost": {"per_month": 2}}))


def diagnose(*arguments, **more):
    with open("toy.yaml", "w", encoding="utf-8") as file:
        file.write(json.dumps({"title": "Toy", "model": "toy", "seed": 4, "network": {"members": 4},
                               "values": {"failing": {"luck": 0.3}}, **more}))
    done = subprocess.run([POLDER, "--model-file", TOY, "diagnose", "toy.yaml", "--quiet", "--no-remedies",
                           *arguments], capture_output=True, text=True,
                          env=dict(os.environ, XDG_CACHE_HOME=folder.name, LC_ALL="C.UTF-8"))
    assert done.returncode == 0, done.stderr[:600]
    return done.stdout


plain = json.loads(diagnose("--json"))
assert plain["answer"] == "none-present", plain
ordinary = plain["chance"]["count"]
for more in ({"levers": [{"harm": 1, "from": 1}]}, {"interventions": [{"use": "harm"}]},
             {"arms": [{"name": "a", "interventions": [{"use": "harm"}]}]}):
    d = json.loads(diagnose("--json", **more))
    # harm spoils three in ten of what luck leaves; without it a life is as it was, to the bit
    assert abs(d["chance"]["share"] - 0.7 * 0.7) < 0.05, d["chance"]
    assert d["named"] == [{"id": "M1"}] and d["answer"] == "named", d["named"]
    gain = next(c for c in d["causes"] if c["id"] == "M1")["gain"]["value"]
    assert round(1000 * gain) == ordinary - d["chance"]["count"], (gain, ordinary, d["chance"])
    screen = diagnose("--details", **more)
    assert "M1" in screen and "nan" not in screen.lower(), screen
# what else an intervention does stays: help takes luck away
d = json.loads(diagnose("--json", interventions=[{"use": "both"}]))
gain = next(c for c in d["causes"] if c["id"] == "M1")["gain"]["value"]
assert round(1000 * gain) == 1000 - d["chance"]["count"] > 0, (gain, d["chance"])
