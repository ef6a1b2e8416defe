"""test_ready_interventions: the interventions in scenarios/interventions are what the model
says, and `polder list interventions` shows them. Needs python3-yaml; skipped without it."""

import glob
import json
import os
import re
import tempfile

from command import SOURCE, ask, check, finish, flat, need, says

yaml = need("yaml")

FOLDER = os.path.join(SOURCE, "scenarios", "interventions")

os.chdir(SOURCE)

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
    check(files[name]["levers"] == levers, f"{name}: not the levers of the model")
    check(len(files[name]["techniques"]) >= 3, f"{name}: no three techniques")

ids = set()
for name, content in files.items():
    for key in ("title", "description", "concepts", "cost"):
        check(content.get(key) or "programme" in content, f"{name}: no {key}")
    check(set(content["title"]) == {"en", "nl"}, f"{name}: not both titles")
    check(set(content["description"]) == {"en", "nl"}, f"{name}: not both descriptions")
    check(set(content.get("in_short", {})) == {"en", "nl"}, f"{name}: not in short in both languages")
    for language, line in content.get("in_short", {}).items():
        check(3 <= len(line.split()) <= 14 and len(line) <= 110 and "\n" not in line, f"{name}: in short is no line: {line}")
        check(line[0].isupper() and line[-1] in ".?", f"{name}: in short is no sentence: {line}")
        check(line in " ".join(says("list", "interventions", name, "--lang", language).split()), f"{name}: shown in {language}")
    ids.update(content["concepts"])
    total = sum(content.get("levers", {}).values())
    for technique, variant in content.get("techniques", {}).items():
        check(set(variant["title"]) == {"en", "nl"}, f"{name}, {technique}: not both titles")
        check(name == "onboarding" or abs(sum(variant["levers"].values()) - total) < 1e-9,
              f"{name}, {technique}: more or less work than {total:g}")
    for part in content.get("programme", []):  # one that is no file has a name of its own
        if isinstance(part, dict) and "use" not in part:
            check(set(part.get("title", {})) == {"en", "nl"}, f"{name}, {part.get('name')}: not both titles")
            shown = says("list", "interventions", name, "--lang", "nl")
            check(f"onderdeel: {part['title']['nl']} ({part['name']})" in shown, f"{part['name']} in Dutch: {shown}")
wanted = {f"I{i}" for i in range(1, 17)} - {"I15"}   # which is a change of leadership: see the guide
check(wanted <= ids, f"no file for {wanted - ids}")

# --- the list ---
listed = {o["name"]: o for o in json.loads(says("list", "interventions", "--json"))}
check(set(listed) == set(files), "not all files are listed")
for name, o in listed.items():
    check(o["ok"], f"{name}: not valid")
    check((o["title"], o["title_nl"])
          == (files[name]["title"]["en"], files[name]["title"]["nl"]), f"{name}: titles")
    check((o["description"], o["description_nl"])
          == (files[name]["description"]["en"], files[name]["description"]["nl"]), f"{name}: descriptions")
    check((o["in_short"], o["in_short_nl"])
          == (files[name]["in_short"]["en"], files[name]["in_short"]["nl"]), f"{name}: in short")
    check(o["concepts"] == files[name]["concepts"], f"{name}: concepts")
    if "programme" not in files[name]:
        check(o["parts"][0]["levers"] == files[name]["levers"], f"{name}: levers")
        check(o["per_month"] == files[name]["cost"].get("per_month", 0), f"{name}: cost")
check(len(listed["pilot-to-practice"]["parts"]) == 4, "a programme has its parts")
check(listed["conflict-handling"]["target"] == "conflict = 1", "target of conflict handling")
check(listed["momentum"]["start"] == "momentum < 0.5 for 2 months", "start of momentum")
check(listed["pilot-to-practice"]["start"] == "phase >= agree; phase >= design", "start of a programme")

for name, o in listed.items():
    check(json.loads(says("list", "interventions", name, "--json")) == o, f"{name}: another one by its name")
english = says("list", "interventions")
check(len(english.splitlines()) == len(files) + 1, "one line each")
check("Help with conflicts" in english, "English")
dutch = says("list", "interventions", "--lang", "nl")
check("Hulp bij conflicten" in dutch and "Help with conflicts" not in dutch, "Dutch")
one = says("list", "interventions", "visioning", "--lang", "nl")
check(one.startswith("visioning: Samen de toekomst schetsen\n")
      and "\nwie: het hele netwerk\nwanneer: vanaf maand 3\n" in one and "\nhefbomen (met de dosis): vision 0.8," in one,
      "one of them in Dutch: " + one)
one = says("list", "interventions", "pilot-to-practice", "--lang", "nl")
check('\n  wanneer: zodra fase van het netwerk "afspreken" of verder is\n' in one, "a condition in Dutch: " + one)
one = says("list", "interventions", "momentum")
check("when: once energy of the network is below 0.5 for 2 months" in one, "a condition in words: " + one)
check("whom: while one is in conflict with the other" in says("list", "interventions", "conflict-handling"), "whom in words")
check(says("list", "interventions", LANG="nl_NL.UTF-8") == dutch, "Dutch by LANG")
check(says("list", "interventions", LANG="nl_NL", LC_ALL="C") == english, "LC_ALL goes first")
check(says("list", "interventions", "--lang", "en", LANG="nl_BE.UTF-8") == english, "the option goes first")
says("list", "interventions", "--lang", "de", code=2)
opinions = json.loads(says("list", "interventions", "--model", "opinions", "--json"))
check(not any(o["ok"] for o in opinions), "a model without levers has no interventions")

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
    says("check", path)
    says("run", path, "-o", os.path.join(folder, "all.h5"))
    check(os.path.exists(os.path.join(folder, "all.h5")), "no result")

# --- a line that is none ---
with tempfile.TemporaryDirectory() as folder:
    os.mkdir(os.path.join(folder, "interventions"))
    path = os.path.join(folder, "bad.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write("model: collaboration\narms: [none, {intervention: own}]\n")
    for line, said in (("All do it.", None), ("{nl: Ieder doet het.}", None), ("[All do it.]", "in_short needs a text, not a list"),
                       ("{en: [All do it.]}", "in_short.en needs a text, not a list"), ("{en: ' '}", "in_short.en is empty"),
                       ("{}", "in_short is empty"), ("", "in_short has no value"), ("{en: All., ln: Ieder.}", 'unknown language "ln"')):
        with open(os.path.join(folder, "interventions", "own.yaml"), "w", encoding="utf-8") as file:
            file.write(f"title: Own\nin_short: {line}\nlevers: {{contact: 0.2}}\n")
        told = ask("check", path, code=2 if said else 0).stderr
        check(not said or (said in flat(told) and told.count("error:") == 1), f"in_short: {line}: {told}")

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
        says("check", path)
        shown += 1
check(shown == 3, f"the guide shows {shown} blocks of interventions and arms")

finish(f"{len(files)} interventions, {len(uses) - len(files)} techniques")
