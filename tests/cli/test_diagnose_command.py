"""test_diagnose_command: what `polder diagnose` says on the screen, in both languages, of a scenario
and of its result; and what it refuses. What it finds is held against closed forms by
test_diagnose."""

import json
import os
import subprocess
import sys
import tempfile

POLDER, SOURCE = os.environ["POLDER"], os.environ["POLDER_SOURCE"]
failures = []
folder = tempfile.TemporaryDirectory()
QUICK = ("--short", "--quiet", "--no-remedies")


def expect(what, good):
    if not good:
        failures.append(what)


def polder(*arguments, code=0):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    done = subprocess.run([POLDER, *arguments], capture_output=True, text=True, cwd=folder.name,
                          env=dict(clean, LC_CTYPE="C.UTF-8", TERM="dumb"))
    expect(f"{' '.join(arguments)[:80]}: exit code {done.returncode}: {done.stderr[:400]}",
           done.returncode == code)
    return done


def words(done):
    return " ".join(done.stdout.split())


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
polder("run", "small.yaml", "-o", "small.h5", "--quiet")

# --- one founding: few lines first, then the tables ---
short = polder("diagnose", "small.yaml", "--founding", "1", *QUICK[:2])
full = polder("diagnose", "small.yaml", "--founding", "1", "--details", *QUICK[:2])
expect("few lines", 4 <= len(short.stdout.splitlines()) <= 18)
expect("the title first", short.stdout.startswith("A few small ones\nOf 100 lives of this network "))
expect("what is fixed", "It is founding 1: its members, their ties, traits and initial values" in words(short))
expect("what it is about", "This founding only, and if the model is right." in words(short))
expect("remedies", "remedies at 5 moments" in words(short))
expect("details go on", full.stdout.startswith(short.stdout) and
       "Without each cause alone" in full.stdout and len(full.stdout) > 2 * len(short.stdout))
expect("nothing is kept", sorted(os.listdir(folder.name)) == ["small.h5", "small.log.json", "small.yaml"])

# --- of a network file: what it does not say is one founding's own ---
for name, text in (("few.csv", "from,to\nA,B\nB,C\nC,D\nD,A\nA,C\n"),
                   ("few.yaml", SMALL.replace("members: 6", "file: few.csv"))):
    with open(os.path.join(folder.name, name), "w", encoding="utf-8") as file:
        file.write(text)
OTHERS = "What the file does not say was drawn: other foundings of this network may fail for other causes."
expect("other foundings of a file", OTHERS in words(polder("diagnose", "few.yaml", "--founding", "1", *QUICK[:2])))
expect("no file, no word of it", OTHERS not in words(short) and "What the file" not in words(full))

# --- a result is its scenario; another founding is another network ---
of = {name: json.loads(polder("diagnose", name, "--founding", n, "--json", *QUICK).stdout)
      for name, n in (("small.yaml", "1"), ("small.h5", "1"))}
expect("its file", [one.pop("scenario") for one in of.values()] == list(of))
expect("a result is its scenario", of["small.yaml"] == of["small.h5"])
other = json.loads(polder("diagnose", "small.yaml", "--founding", "2", "--json", *QUICK).stdout)
expect("another founding", other["causes"] != of["small.yaml"]["causes"])
expect("keys", {"chance", "answer", "named", "causes", "founding"} <= set(other))

# --- Dutch ---
dutch = polder("--lang", "nl", "diagnose", "small.yaml", "--founding", "1", "--details", *QUICK)
expect("in Dutch", "Van 100 levens van dit netwerk" in dutch.stdout and
       "Zonder elke oorzaak apart" in dutch.stdout and "Of 100" not in dutch.stdout)
expect("JSON stays", polder("--lang", "nl", "diagnose", "small.yaml", "--founding", "1", "--json",
                            *QUICK).stdout ==
       polder("diagnose", "small.yaml", "--founding", "1", "--json", *QUICK).stdout)

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
drawn = json.loads(polder("diagnose", "small.yaml", "--founding", "1", "--uncertain", "ranges.yaml", "--json",
                          *QUICK).stdout)
expect("all are drawn", "4 parameters" in drawn["uncertain_says"])
expect("ranges are not written over", "this is a file that is read" in
       polder("diagnose", "small.yaml", "--founding", "1", "--uncertain", "ranges.yaml", "--arms", "ranges.yaml",
              "--overwrite", *QUICK, code=2).stderr)
with open(os.path.join(folder.name, "ties.csv"), "w", encoding="utf-8") as file:
    file.write("source,target\na,b\nb,c\nc,d\nd,a\n")
expect("nor are ties", "this is a file that is read" in
       polder("diagnose", "small.yaml", "--founding", "1", "--network", "ties.csv", "--arms", "ties.csv",
              "--overwrite", *QUICK, code=2).stderr)
# whatever else a diagnosis may have read: arms take the place of a scenario alone
for name, text in {
        "one-cause.yaml": "model: collaboration\nid: X1\nsymptom: {en: a, nl: a}\nproblem: {en: a, nl: a}\n",
        "one-way.yaml": "levers: {contact: 0.5}\n", "broken.yaml": "model: [\n", "empty.yaml": ""}.items():
    with open(os.path.join(folder.name, name), "w", encoding="utf-8") as file:
        file.write(text)
    told = polder("diagnose", "small.yaml", "--founding", "1", "--arms", name, "--overwrite", *QUICK, code=2).stderr
    expect(f"{name} is no scenario", f"{name}: error: this is no scenario" in told)
    with open(os.path.join(folder.name, name), encoding="utf-8") as file:
        expect(f"{name} is as it was", file.read() == text)
    os.remove(os.path.join(folder.name, name))
for name in ("ranges.yaml", "ties.csv"):
    os.remove(os.path.join(folder.name, name))

# --- a population ---
many = polder("diagnose", "small.yaml", *QUICK)
expect("a population", "Of 100 networks" in many.stdout and "--founding N" in many.stdout)

# --- what was found becomes arms: the same lives, so the same gains ---
found = json.loads(polder("diagnose", "small.yaml", "--founding", "1", "--json", "--short", "--quiet",
                          "--arms", "found.yaml").stdout)
polder("diagnose", "small.yaml", "--founding", "1", "--arms", "found.yaml", *QUICK, code=2)
polder("diagnose", "small.yaml", "--founding", "1", "--arms", "found.yaml", "--overwrite", *QUICK)
expect("no warnings", polder("check", "found.yaml").stderr == "")
polder("run", "found.yaml", "--quiet")
arms = json.loads(polder("compare", "found.h5", "--json").stdout)["points"][0]["arms"]
of_arm = {a["arm"]: a for a in arms}
gain_of = {c["id"]: c["gain"]["value"] for c in found["causes"]}
expect("it has the baseline", "as it is" in of_arm and len(of_arm) > 1)
expect("the same chance", abs(of_arm["as it is"]["success"]["value"] - found["chance"]["share"]) < 1e-9)
for id_ in [named["id"] for named in found["named"]]:
    expect(f"the same gain of {id_}", abs(of_arm["without " + id_]["success"]["difference"] -
                                          gain_of[id_]) < 1e-9)
again = polder("story", "found.h5", "--founding", "0", code=2).stderr
expect("foundings keep their numbers", "there is no founding 0: this has 1 to 1" in again)
for name in ("found.yaml", "found.h5", "found.log.json"):
    os.remove(os.path.join(folder.name, name))

# --- what is refused ---
expect("no such founding", "there is no founding 4" in
       polder("diagnose", "small.h5", "--founding", "4", code=2).stderr)
expect("nor in the scenario", "there is no founding 4: this has 0 to 3" in
       polder("diagnose", "small.yaml", "--founding", "4", code=2).stderr)
expect("a design", "design" in polder("diagnose", "sweep", code=2).stderr)
expect("too large", "too large" in polder("diagnose", "ecosystem", code=2).stderr)
with open(path, "w", encoding="utf-8") as file:
    file.write("model: opinions\n")
expect("no success", "does not say what success is" in polder("diagnose", "small.yaml", code=2).stderr)
expect("which", "which scenario" in polder("diagnose", code=2).stderr)
expect("a number", "--founding needs" in polder("diagnose", "x", "--founding", "-1", code=2).stderr)
expect("days", "--days needs" in polder("diagnose", "x", "--days", "none", code=2).stderr)

if failures:
    print("\n".join(failures))
    sys.exit(1)
