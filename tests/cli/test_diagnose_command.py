"""test_diagnose_command: what `polder diagnose` says on the screen, in both languages, of a scenario
and of its result; and what it refuses. What it finds is held against closed forms by
test_diagnose."""

import json
import os
import tempfile

from command import ask, check, finish, flat, says

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)
QUICK = ("--short", "--quiet", "--no-remedies")


SMALL = """title: A few small ones
model: collaboration
seed: 3
replicates: 4
horizon: 24
network: {members: 6}
values: {outcome: {goal: 6}}
"""
path = os.path.join(folder.name, "small.yaml")
with open(path, "w", encoding="utf-8") as file:
    file.write(SMALL)
ask("run", "small.yaml", "-o", "small.h5", "--quiet")

# --- one founding: few lines first, then the tables ---
short = ask("diagnose", "small.yaml", "--founding", "1", *QUICK[:2])
full = ask("diagnose", "small.yaml", "--founding", "1", "--details", *QUICK[:2])
check(4 <= len(short.stdout.splitlines()) <= 20, "few lines")
check(short.stdout.startswith("A few small ones\nOf 100 lives of this network "), "the title first")
check("It is founding 1: its members, their ties, traits and initial values" in flat(short.stdout), "what is fixed")
check("If the model is right, and of this founding only. Intervals hold luck alone, not how far" in flat(short.stdout), "what it is about")
check("remedies at 5 moments" in flat(short.stdout), "remedies")
check("(--days)" not in short.stdout, "doses of their own")
check("Each at a dose that takes about 30 days of work (--days)." in
      flat(says("diagnose", "small.yaml", "--founding", "1", "--days", "30", *QUICK[:2])), "doses are said again")
check(full.stdout.startswith(short.stdout) and
      "Without each cause alone" in full.stdout and len(full.stdout) > 2 * len(short.stdout), "details go on")
check(sorted(os.listdir(folder.name)) == ["small.h5", "small.log.json", "small.yaml"], "nothing is kept")

# --- one network asked for: it is said that others begin otherwise ---
lone = "asks for one network, and this is how it begins"
for asked, said in (("", True), ("foundings: 1\nfutures: 3\n", False)):
    with open(os.path.join(folder.name, "one.yaml"), "w", encoding="utf-8") as file:
        file.write(SMALL.replace("replicates: 4\n", asked))
    shown = ask("diagnose", "one.yaml", *QUICK)
    check((lone in flat(shown.stdout)) == said and "It is founding 0" in flat(shown.stdout), f"one network ({asked}): {shown.stdout}")
check(lone not in flat(short.stdout) and lone not in flat(says("diagnose", "one.yaml", "--founding", "0", *QUICK)), "a founding that was chosen")
os.remove(os.path.join(folder.name, "one.yaml"))

# --- of a network file: what it does not say is one founding's own ---
for name, text in (("few.csv", "from,to\nA,B\nB,C\nC,D\nD,A\nA,C\n"),
                   ("few.yaml", SMALL.replace("members: 6", "file: few.csv"))):
    with open(os.path.join(folder.name, name), "w", encoding="utf-8") as file:
        file.write(text)
OTHERS = "What the file does not say was drawn: other foundings of this network may fail for other causes."
check(OTHERS in flat(says("diagnose", "few.yaml", "--founding", "1", *QUICK[:2])), "other foundings of a file")
check(OTHERS not in flat(short.stdout) and "What the file" not in flat(full.stdout), "no file, no word of it")

# --- a result is its scenario; another founding is another network ---
of = {name: json.loads(ask("diagnose", name, "--founding", n, "--json", *QUICK).stdout)
      for name, n in (("small.yaml", "1"), ("small.h5", "1"))}
check([one.pop("scenario") for one in of.values()] == list(of), "its file")
check([one.pop("command") for one in of.values()] ==
      [f"polder diagnose {name} --founding 1 --seed 3 --short --no-remedies --json" for name in of], "its command")
check(of["small.yaml"] == of["small.h5"], "a result is its scenario")
other = json.loads(ask("diagnose", "small.yaml", "--founding", "2", "--json", *QUICK).stdout)
check(other["causes"] != of["small.yaml"]["causes"], "another founding")
check({"chance", "answer", "named", "causes", "founding"} <= set(other), "keys")

# --- Dutch ---
dutch = ask("--lang", "nl", "diagnose", "small.yaml", "--founding", "1", "--details", *QUICK)
check("Van 100 levens van dit netwerk" in dutch.stdout and
      "Zonder elke oorzaak apart" in dutch.stdout and "Of 100" not in dutch.stdout, "in Dutch")
check(ask("--lang", "nl", "diagnose", "small.yaml", "--founding", "1", "--json",
             *QUICK).stdout ==
      ask("diagnose", "small.yaml", "--founding", "1", "--json", *QUICK).stdout, "JSON stays")

# --- other values: words, whole numbers, and what moves along ---
with open(os.path.join(folder.name, "ranges.yaml"), "w", encoding="utf-8") as file:
    file.write("""model: collaboration
design:
  kind: latin-hypercube
  points: 10
  factors:
    network.topology: {values: [random, star]}
    context.window_months: [2, 12]
    relations.fit_usual: {from: 0.4, to: 0.8, with: [{relations.fit_need: [0.2, 0.8]}]}
""")
drawn = json.loads(ask("diagnose", "small.yaml", "--founding", "1", "--uncertain", "ranges.yaml", "--json",
                          *QUICK).stdout)
check("4 parameters" in drawn["uncertain_says"], "all are drawn")
check("this is a file that is read" in
      ask("diagnose", "small.yaml", "--founding", "1", "--uncertain", "ranges.yaml", "--arms", "ranges.yaml",
             "--overwrite", *QUICK, code=2).stderr, "ranges are not written over")
with open(os.path.join(folder.name, "ties.csv"), "w", encoding="utf-8") as file:
    file.write("source,target\na,b\nb,c\nc,d\nd,a\n")
check("this is a file that is read" in
      ask("diagnose", "small.yaml", "--founding", "1", "--network", "ties.csv", "--arms", "ties.csv",
             "--overwrite", *QUICK, code=2).stderr, "nor are ties")
# whatever else a diagnosis may have read: arms take the place of a scenario alone
for name, text in {
        "one-cause.yaml": "model: collaboration\nid: X1\nsymptom: {en: a, nl: a}\nproblem: {en: a, nl: a}\n",
        "one-way.yaml": "levers: {contact: 0.5}\n", "broken.yaml": "model: [\n", "empty.yaml": ""}.items():
    with open(os.path.join(folder.name, name), "w", encoding="utf-8") as file:
        file.write(text)
    told = ask("diagnose", "small.yaml", "--founding", "1", "--arms", name, "--overwrite", *QUICK, code=2).stderr
    check(f"{name}: error: this is no scenario" in told, f"{name} is no scenario")
    with open(os.path.join(folder.name, name), encoding="utf-8") as file:
        check(file.read() == text, f"{name} is as it was")
    os.remove(os.path.join(folder.name, name))
for name in ("ranges.yaml", "ties.csv"):
    os.remove(os.path.join(folder.name, name))

# --- a population ---
many = ask("diagnose", "small.yaml", *QUICK)
check("Of 100 networks" in many.stdout and "--founding N" in many.stdout, "a population")

# --- what was found becomes arms: the same lives, so the same gains ---
found = json.loads(ask("diagnose", "small.yaml", "--founding", "1", "--json", "--short", "--quiet",
                          "--arms", "found.yaml").stdout)
ask("diagnose", "small.yaml", "--founding", "1", "--arms", "found.yaml", *QUICK, code=2)
ask("diagnose", "small.yaml", "--founding", "1", "--arms", "found.yaml", "--overwrite", *QUICK)
check(ask("check", "found.yaml").stderr == "", "no warnings")
ask("run", "found.yaml", "--quiet")
arms = json.loads(ask("compare", "found.h5", "--json").stdout)["points"][0]["arms"]
of_arm = {a["arm"]: a for a in arms}
gain_of = {c["id"]: c["gain"]["value"] for c in found["causes"]}
check("as it is" in of_arm and len(of_arm) > 1, "it has the baseline")
check(abs(of_arm["as it is"]["success"]["value"] - found["chance"]["share"]) < 1e-9, "the same chance")
for id_ in [named["id"] for named in found["named"]]:
    check(abs(of_arm["without " + id_]["success"]["difference"] -
              gain_of[id_]) < 1e-9, f"the same gain of {id_}")
again = ask("story", "found.h5", "--founding", "0", code=2).stderr
check("there is no founding 0: this has 1 to 1" in again, "foundings keep their numbers")
for name in ("found.yaml", "found.h5", "found.log.json"):
    os.remove(os.path.join(folder.name, name))

# --- what is warned about is what is lived, and once ---
with open("other.csv", "w", encoding="utf-8") as file:
    file.write("from,to\nA,B\nB,C\nE,F\n")
with open("arms.yaml", "w", encoding="utf-8") as file:
    file.write(SMALL.replace("members: 6", "file: few.csv") + """observe: {low: {first: "trust[A, B] < 0.3"}}
arms: [none, {name: no B, network: {absent: [B]}}, {name: others, network: {file: other.csv}}]
""")
told = ask("check", "arms.yaml").stderr
check('in arm "no B"' in told and "other.csv" in told, "there are warnings about other arms")
told = ask("diagnose", "arms.yaml", "--founding", "1", *QUICK).stderr
check("no B" not in told and "other.csv" not in told, f"none of an arm that is not lived: {told}")
with open("arms.yaml", "a", encoding="utf-8") as file:
    file.write("baseline: others\n")
of_other = ask("diagnose", "arms.yaml", "--founding", "1", *QUICK).stderr
check("other.csv" in of_other and of_other.count("2 components, the largest") == 1, f"those of its own file: {of_other}")
# one that stands for several arms names the one that is lived
ABSENT = SMALL.replace("members: 6", "file: few.csv") + """observe: {low: {first: "trust[A, B] < 0.3"}}
arms: [none, {name: no B, name_nl: geen B, network: {absent: [B]}}, {name: nor so, network: {absent: [B]}}]
"""
with open("arms.yaml", "w", encoding="utf-8") as file:
    file.write(ABSENT + "baseline: nor so\n")
told = ask("diagnose", "arms.yaml", "--founding", "1", *QUICK).stderr
check('in arm "nor so" and 1 more' in told, f"it is of the baseline too: {told}")
with open("arms.yaml", "w", encoding="utf-8") as file:
    file.write(ABSENT)
told = ask("--lang", "nl", "check", "arms.yaml").stderr
check("geen B" in told, f"there is one in Dutch: {told}")
told = ask("--lang", "nl", "diagnose", "arms.yaml", "--founding", "1", *QUICK).stderr
check("geen B" not in told, f"and it is of another arm: {told}")
for name in ("other.csv", "arms.yaml"):
    os.remove(name)

# --- causes that cannot be told from the first are not ranked ---
with open("several.yaml", "w", encoding="utf-8") as file:
    file.write(SMALL.replace("members: 6", "members: 9").replace("horizon: 24", "horizon: 48"))
headers = set()
for founding in ("0", "3"):
    several = ("diagnose", "several.yaml", "--founding", founding, *QUICK)
    found = json.loads(ask(*several, "--json").stdout)
    gains = [next(c["gain"] for c in found["causes"] if c["id"] == named["id"]) for named in found["named"]]
    if not gains:
        continue
    equal = 1
    while equal < len(gains) and gains[equal]["high"] >= gains[0]["low"]:
        equal += 1
    header = ("What matters most:" if equal == 1 else "What matters most, about equally, for" if equal == len(gains) else
              f"What matters most, the first {equal} about equally, for")
    check(header in flat(says(*several)), f"founding {founding}: {header}")
    headers.add(header)
check(len(headers) == 2, f"both are met: {headers}")
os.remove("several.yaml")

# --- what is refused ---
check("there is no founding 4" in
      ask("diagnose", "small.h5", "--founding", "4", code=2).stderr, "no such founding")
check("there is no founding 4: this has 0 to 3" in
      ask("diagnose", "small.yaml", "--founding", "4", code=2).stderr, "nor in the scenario")
check("design" in ask("diagnose", "sweep", code=2).stderr, "a design")
check("too large" in ask("diagnose", "ecosystem", code=2).stderr, "too large")
with open(path, "w", encoding="utf-8") as file:
    file.write("model: opinions\n")
check("does not say what success is" in ask("diagnose", "small.yaml", code=2).stderr, "no success")
check("which scenario" in ask("diagnose", code=2).stderr, "which")
check("--founding needs" in ask("diagnose", "x", "--founding", "-1", code=2).stderr, "a number")
check("--days needs" in ask("diagnose", "x", "--days", "none", code=2).stderr, "days")

finish()
