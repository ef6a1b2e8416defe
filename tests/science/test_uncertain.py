"""test_uncertain: `polder diagnose --uncertain` of networks whose chances are known (tests/files/toy-causes): with
luck drawn between 0 and 0.8, the gain of a cause is its own times what luck leaves. Needs a C compiler."""

import json
import math
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


def write(path, text):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def diagnose(*arguments, code=0, toy=True):
    done = subprocess.run([POLDER, *(["--model-file", TOY] if toy else []), "diagnose", *arguments, "--quiet",
                           "--no-remedies"], capture_output=True, text=True,
                          env=dict(os.environ, XDG_CACHE_HOME=folder.name, LC_ALL="C.UTF-8"))
    assert done.returncode == code, (arguments, done.returncode, done.stderr[:600])
    return done.stdout if code == 0 else done.stderr


folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
for name in ("one", "other"):
    write(f"causes/{name}.yaml",
          f"model: toy\nid: {name.upper()}\ntitle: {{en: The {name}, nl: De {name}}}\n"
          "symptom: {en: s, nl: s}\nproblem: {en: p, nl: p}\nway_out: {en: w, nl: w}\n"
          f"remedies: [help]\ncarriers:\n  failing.{name}: {{worse: higher}}\n")
write("interventions/help.yaml", "title: {en: Help, nl: Help}\ndescription: a toy\nlevers: {help: 1}\nstart: 3\n"
      "cost: {per_month: 2}\n")
TOY_YAML = {"title": "Toy", "model": "toy", "seed": 4, "network": {"members": 4},
            "values": {"failing": {"one": 0.6, "other": 0.2, "luck": 0.3}}}
write("toy.yaml", json.dumps(TOY_YAML))
write("ranges.yaml", json.dumps({"model": "toy", "network": {"members": 4}, "design": {
    "kind": "sobol", "points": 8, "factors": {"failing.luck": [0, 0.8], "failing.one": [0, 1]}}}))
write("none.yaml", json.dumps({"model": "toy", "network": {"members": 4}, "design": {
    "kind": "sobol", "points": 8, "factors": {"failing.one": [0, 1]}}}))

d = json.loads(diagnose("toy.yaml", "--uncertain", "ranges.yaml", "--json"))
gain = {row["id"]: row for row in d["uncertain"]}
assert list(gain)[:2] == ["ONE", "OTHER"], d["uncertain"]
# The draws are a Latin hypercube: their quantiles are those of the uniform distribution, and of 50 futures each
# has an error of at most 0.07.
for name, of in (("ONE", 0.6 * 0.8), ("OTHER", 0.2 * 0.4)):
    for key, luck in (("gain", 0.4), ("low", 0.76), ("high", 0.04)):
        is_, should = gain[name][key], of * (1 - luck)
        assert abs(is_ - should) < 0.11, (name, key, is_, should)
    should = of * 0.8 / math.sqrt(12)
    # two halves of 25 futures know it to a sixth of itself
    assert abs(gain[name]["spread"] - should) < 0.3 * should + 0.02, (name, gain[name]["spread"], should)
assert gain["ONE"]["first"] > 0.95 and gain["ONE"]["first_by_luck"] > 0.99, gain
assert "of 1 parameter that" in d["uncertain_says"] and "The one (ONE) stays first" in d["uncertain_says"], d
# as it was without the option, and the same again with other threads
plain = json.loads(diagnose("toy.yaml", "--json"))
again = json.loads(diagnose("toy.yaml", "--uncertain", "ranges.yaml", "--json", "--threads", "1"))
assert d == again
assert "--uncertain" in d.pop("command") and "--uncertain" not in plain.pop("command")
assert {k: v for k, v in d.items() if not k.startswith("uncertain")} == plain

screen = diagnose("toy.yaml", "--uncertain", "ranges.yaml")
assert "200 draws with 50 futures each" in " ".join(screen.split()), screen
assert "no parameter is left" in diagnose("toy.yaml", "--uncertain", "none.yaml", code=2)
# what cannot be drawn is told before anything is lived; what moves along with a cause is not drawn
FAR = {"failing.luck": {"from": 0, "to": 0.8, "with": [{"failing.sham": [0.2, 0.9]}]}}
for name, factors, says in (("far", FAR, "of 2 parameters that"),
                            ("tied", {"failing.luck": {"from": 0, "to": 0.8, "with": [{"failing.one": [0, 1]}]}},
                             None)):
    write(f"{name}.yaml", json.dumps({"model": "toy", "network": {"members": 4}, "design": {
        "kind": "sobol", "points": 8, "factors": factors}}))
    if says:
        moved = json.loads(diagnose("toy.yaml", "--uncertain", f"{name}.yaml", "--short", "--json"))
        assert says in moved["uncertain_says"], moved["uncertain_says"]
    else:
        assert "no parameter is left" in diagnose("toy.yaml", "--uncertain", f"{name}.yaml", code=2)
# nothing to take away: that is said
write("fine.yaml", json.dumps(dict(TOY_YAML, values={"failing": {"luck": 0.3}})))
fine = json.loads(diagnose("fine.yaml", "--uncertain", "ranges.yaml", "--json"))
assert "no cause to take away" in fine["uncertain_says"] and "uncertain" not in fine, fine
assert "no parameter is left" in diagnose("toy.yaml", "--uncertain", "toy.yaml", code=2)
shutil.copytree(os.path.join(SOURCE, "scenarios"), "scenarios")
assert "are of model" in diagnose("toy.yaml", "--uncertain", "scenarios/sweep.yaml", code=2)
many = dict(TOY_YAML, replicates=30)
write("many.yaml", json.dumps(many))
assert "one founding" in diagnose("many.yaml", "--uncertain", "ranges.yaml", code=2)
