"""test_ready_interventions: the interventions in scenarios/interventions are what the model
says, and `polder list interventions` shows them. Needs python3-yaml; skipped without it."""

import glob
import json
import os
import re
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

POLDER, SOURCE = os.environ["POLDER"], os.environ["POLDER_SOURCE"]
FOLDER = os.path.join(SOURCE, "scenarios", "interventions")
failures = []


def expect(what, good):
    if not good:
        failures.append(what)


def polder(*arguments, code=0, **environment):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    done = subprocess.run([POLDER, *arguments], capture_output=True, text=True, cwd=SOURCE,
                          env=dict(clean, LC_CTYPE="C.UTF-8", TERM="dumb", **environment))
    expect(f"{' '.join(arguments)[:80]}: exit code {done.returncode}: {done.stderr[:500]}",
           done.returncode == code)
    return done.stdout


# The eight types at dose 1, as the model has them.
TYPES = {
    "visioning": "vision .8, disclosure .1, language .1",
    "convening": "contact .8, disclosure .3",
    "reflective": "reflection .8, disclosure .2",
    "process-managing": "process .8, onboarding .1",
    "problem-structuring": "structuring .8, language .2",
    "brokering": "brokerage .8, language .3",
    "conflict-handling": "mediation .9, disclosure .1",
    "institutional": "institution .8, process .2",
}
files = {}
for path in glob.glob(os.path.join(FOLDER, "*.yaml")):
    with open(path, encoding="utf-8") as file:
        files[os.path.basename(path)[:-5]] = yaml.safe_load(file)

for name, text in TYPES.items():
    levers = {pair.split()[0]: float(pair.split()[1]) for pair in text.split(", ")}
    expect(f"{name}: not the levers of the model", files[name]["levers"] == levers)
    expect(f"{name}: no three techniques", len(files[name]["techniques"]) >= 3)

ids = set()
for name, content in files.items():
    for key in ("title", "description", "concepts", "cost"):
        expect(f"{name}: no {key}", content.get(key) or "programme" in content)
    expect(f"{name}: not both titles", set(content["title"]) == {"en", "nl"})
    expect(f"{name}: not both descriptions", set(content["description"]) == {"en", "nl"})
    ids.update(content["concepts"])
    total = sum(content.get("levers", {}).values())
    for technique, variant in content.get("techniques", {}).items():
        expect(f"{name}, {technique}: not both titles", set(variant["title"]) == {"en", "nl"})
        expect(f"{name}, {technique}: more or less work than {total:g}",
               name == "onboarding" or abs(sum(variant["levers"].values()) - total) < 1e-9)
wanted = {f"I{i}" for i in range(1, 17)} - {"I15"}   # which is a change of leadership: see the guide
expect(f"no file for {wanted - ids}", wanted <= ids)

# --- the list ---
listed = {o["name"]: o for o in json.loads(polder("list", "interventions", "--json"))}
expect("not all files are listed", set(listed) == set(files))
for name, o in listed.items():
    expect(f"{name}: not valid", o["ok"])
    expect(f"{name}: titles", (o["title"], o["title_nl"])
           == (files[name]["title"]["en"], files[name]["title"]["nl"]))
    expect(f"{name}: descriptions", (o["description"], o["description_nl"])
           == (files[name]["description"]["en"], files[name]["description"]["nl"]))
    expect(f"{name}: concepts", o["concepts"] == files[name]["concepts"])
    if "programme" not in files[name]:
        expect(f"{name}: levers", o["parts"][0]["levers"] == files[name]["levers"])
        expect(f"{name}: cost", o["per_month"] == files[name]["cost"].get("per_month", 0))
expect("a programme has its parts", len(listed["pilot-to-practice"]["parts"]) == 4)
expect("target of conflict handling", listed["conflict-handling"]["target"] == "conflict = 1")
expect("start of momentum", listed["momentum"]["start"] == "momentum < 0.5 for 2 months")
expect("start of a programme",
       listed["pilot-to-practice"]["start"] == "phase >= agree; phase >= design")

for name, o in listed.items():
    expect(f"{name}: another one by its name",
           json.loads(polder("list", "interventions", name, "--json")) == o)
english = polder("list", "interventions")
expect("one line each", len(english.splitlines()) == len(files) + 1)
expect("English", "Conflict handling" in english)
dutch = polder("list", "interventions", "--lang", "nl")
expect("Dutch", "Omgaan met conflicten" in dutch and "Conflict handling" not in dutch)
one = polder("list", "interventions", "visioning", "--lang", "nl")
expect("one of them in Dutch: " + one, one.startswith("visioning: Visievorming\n")
       and "\nwie: network\nvanaf maand: 3\n" in one and "\nhefbomen (met de dosis): vision 0.8," in one)
expect("Dutch by LANG", polder("list", "interventions", LANG="nl_NL.UTF-8") == dutch)
expect("LC_ALL goes first", polder("list", "interventions", LANG="nl_NL", LC_ALL="C") == english)
expect("the option goes first",
       polder("list", "interventions", "--lang", "en", LANG="nl_BE.UTF-8") == english)
polder("list", "interventions", "--lang", "de", code=2)
opinions = json.loads(polder("list", "interventions", "--model", "opinions", "--json"))
expect("a model without levers has no interventions", not any(o["ok"] for o in opinions))

# --- a scenario that uses all of them, and all techniques ---
uses = sorted(files) + [{"use": n, "technique": t} for n in sorted(files)
                        for t in files[n].get("techniques", {})]
with tempfile.TemporaryDirectory() as folder:
    os.symlink(FOLDER, os.path.join(folder, "interventions"))
    path = os.path.join(folder, "all.yaml")
    with open(path, "w", encoding="utf-8") as file:
        yaml.safe_dump({"model": "collaboration", "replicates": 4, "horizon": 24,
                        "arms": ["none", {"each": uses}, {"name": "all", "interventions": uses}]},
                       file)
    polder("check", path)
    polder("run", path, "-o", os.path.join(folder, "all.h5"))
    expect("no result", os.path.exists(os.path.join(folder, "all.h5")))

# --- what the guide shows ---
with open(os.path.join(SOURCE, "docs", "guide.md"), encoding="utf-8") as file:
    blocks = re.findall(r"^```yaml\n(.*?)^```", file.read(), re.S | re.M)
with tempfile.TemporaryDirectory() as folder:
    os.mkdir(os.path.join(folder, "interventions"))
    shown = 0
    for block in blocks:
        own = re.match(r"# interventions/([\w-]+)\.yaml\n", block)
        if not own and not re.match(r"(interventions|arms|baseline):", block):
            continue
        path = os.path.join(folder, f"interventions/{own.group(1)}.yaml" if own else "guide.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(block if own else "model: collaboration\n" + block)
        if own:
            path = os.path.join(folder, "guide.yaml")
            with open(path, "w", encoding="utf-8") as file:
                file.write("model: collaboration\narms: [{each: [%s, {use: %s, technique: visit}]}]\n"
                           % (own.group(1), own.group(1)))
        if not os.path.exists(os.path.join(folder, "interventions", "visioning.yaml")):
            for name in files:
                os.symlink(os.path.join(FOLDER, name + ".yaml"),
                           os.path.join(folder, "interventions", name + ".yaml"))
        polder("check", path)
        shown += 1
expect(f"the guide shows {shown} blocks of interventions and arms", shown == 3)

for line in failures:
    print("FAILED:", line)
print(f"{len(files)} interventions, {len(uses) - len(files)} techniques, {len(failures)} failures")
sys.exit(1 if failures else 0)
