"""test_causes: `polder list causes`, `polder check` of a cause, and the screens that say what
networks suffer from take their words from scenarios/causes. Needs python3-yaml; skipped without."""

import glob
import json
import os
import pty
import shutil
import subprocess
import sys
import tempfile
import textwrap

try:
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

POLDER, SOURCE = os.environ["POLDER"], os.environ["POLDER_SOURCE"]
failures = []


def expect(what, good):
    if not good:
        failures.append(what)


def polder(*arguments, code=0, cwd=SOURCE, program=POLDER, **environment):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    done = subprocess.run([program, *arguments], capture_output=True, text=True, cwd=cwd,
                          env=dict(clean, LC_CTYPE="C.UTF-8", TERM="dumb", **environment))
    expect(f"{' '.join(arguments)[:80]}: exit code {done.returncode}: {done.stderr[:500]}",
           done.returncode == code)
    return done


files = {}
for path in glob.glob(os.path.join(SOURCE, "scenarios", "causes", "*.yaml")):
    with open(path, encoding="utf-8") as file:
        content = yaml.safe_load(file)
        files[content["id"]] = dict(content, name=os.path.basename(path)[:-5])
ORDER = [f"F{i}" for i in range(1, 13)]
expect("twelve files", sorted(files) == sorted(ORDER))

# --- the list ---
listed = json.loads(polder("list", "causes", "--json").stdout)
expect("in the order of their numbers", [o["id"] for o in listed] == ORDER)
parameters = {o["name"]: o for o in json.loads(polder("list", "parameters", "--json").stdout)}
for o in listed:
    want = files[o["id"]]
    expect(f"{o['id']}: name", o["name"] == want["name"] and o["ok"])
    for key in ("title", "symptom", "problem", "way_out"):
        expect(f"{o['id']}: {key}", (o[key], o[key + "_nl"]) == (want[key]["en"], want[key]["nl"]))
    expect(f"{o['id']}: remedies", o["remedies"] == want["remedies"])
    for c in o["carriers"]:
        how = want["carriers"].get(c["name"]) or want["carriers"][c["name"].split(".")[0] + ".*"]
        expect(f"{c['name']}: as the file has it",
               {k: c[k] for k in ("worse", "worst", "healthy") if c[k] is not None} == how)
        if c["role"] == "parameter":
            expect(f"{c['name']}: default", c["default"] == parameters[c["name"]]["default"])
    alone = json.loads(polder("list", "causes", o["id"], "--json").stdout)
    expect(f"{o['id']}: alone", alone == o)
english, dutch = polder("list", "causes").stdout, polder("list", "causes", "--lang", "nl").stdout
expect("a line each", len(english.splitlines()) == 13 == len(dutch.splitlines()))
for want in files.values():
    for text, l in ((english, "en"), (dutch, "nl")):
        expect(f"{want['id']} in {l}", f"{want['title'][l]} " in text and want["symptom"][l] in text)
expect("Dutch by LANG", polder("list", "causes", LANG="nl_NL.UTF-8").stdout == dutch)
expect("the option goes first",
       polder("list", "causes", "--lang", "en", LANG="nl_NL.UTF-8").stdout == english)
expect("nothing on stderr", polder("list", "causes", "--lang", "nl").stderr == "")

# --- one of them: by id, whatever its letters, or by the name of its file ---
flat = " ".join(polder("list", "causes", "f9").stdout.split())
for text in [files["F9"][k]["en"] for k in ("title", "symptom", "problem", "way_out")] + \
            ["remedies: win-win-watch, brokering", "partners.capacity_sd", "between.power",
             "scenarios/causes/f9-power-play.yaml"]:
    expect(f"f9 says {text}", text in flat)
expect("by file", polder("list", "causes", "f9-power-play").stdout
       == polder("list", "causes", "F9").stdout)
dutch = " ".join(polder("list", "causes", "F9", LC_ALL="nl_BE.UTF-8").stdout.split())
for key, label in (("symptom", "symptoom"), ("problem", "probleem"), ("way_out", "uitweg")):
    expect(f"{label} in Dutch", f"{label}: {files['F9'][key]['nl']}" in dutch)
expect("carriers in Dutch", "drager standaard slechter slechtst gezond over" in dutch
       and " hoger " in dutch and " higher " not in dutch)
near = polder("list", "causes", "f9-power-pla", code=2).stderr
expect("nearest name", 'no cause "f9-power-pla"; did you mean "f9-power-play"?' in near)
expect("no name", "polder list causes shows" in polder("list", "causes", "xyzzy", code=2).stderr)
polder("list", "causes", "F1", "F2", code=2)
polder("list", "causes", "--model", "no-such-model", code=2)
polder("list", "causes", "F1", "--model", "no-such-model", code=2)
none = polder("list", "causes", "--model", "opinions")
expect("another model", none.stdout == "" and "no causes of model opinions" in none.stderr)


def on_terminal(*arguments):
    """What comes out on a terminal of 80 columns."""
    main, other = pty.openpty()
    subprocess.run(["stty", "cols", "80"], stdin=other, check=True)
    run = subprocess.Popen([POLDER, *arguments], cwd=SOURCE, stdout=other, stderr=other,
                           env=dict(os.environ, LC_ALL="C.UTF-8", TERM="dumb"))
    os.close(other)
    text = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        text += piece
    run.wait()
    os.close(main)
    return text.decode().splitlines()


for lang in ("en", "nl"):
    for name in ([], *([i] for i in ORDER)):
        lines = on_terminal("list", "causes", *name, "--lang", lang)
        expect(f"{name} in {lang} fits a terminal", lines and max(map(len, lines)) <= 80)

# --- check ---
for want in files.values():
    path = f"scenarios/causes/{want['name']}.yaml"
    done = polder("check", path)
    expect(f"{path} is good", f"{path}: ok: cause {want['id']} in model" in done.stdout
           and done.stderr == "")
    o = json.loads(polder("check", path, "--json").stdout)
    expect(f"{path} in JSON", o["ok"] and o["cause"] == want["id"] and o["problems"] == [])
expect("takes no settings", "takes no settings" in
       polder("check", "scenarios/causes/f2-dilution.yaml", "--set", "a=1", code=2).stderr)

with tempfile.TemporaryDirectory() as folder:
    own = os.path.join(folder, "causes")
    os.mkdir(own)
    text = open(os.path.join(SOURCE, "scenarios/causes/f2-dilution.yaml"), encoding="utf-8").read()

    def write(name, changed):
        with open(os.path.join(own, name), "w", encoding="utf-8") as out:
            out.write(changed)

    # A cause of one's own joins the others; one with the name of a file takes its place.
    write("mine.yaml", text.replace("id: F2", "id: F13"))
    write("f2-dilution.yaml", text.replace("The energy of the beginning", "My own words, it"))
    listed = json.loads(polder("list", "causes", "--json", cwd=folder).stdout)
    expect("one more", [o["id"] for o in listed] == ORDER + ["F13"])
    expect("the nearest folder goes first", listed[1]["symptom"].startswith("My own words"))
    expect("check finds the remedies on the shelf",
           "ok: cause F13" in polder("check", "causes/mine.yaml", cwd=folder).stdout)
    expect("check in the folder itself",
           "ok: cause F13" in polder("check", "mine.yaml", cwd=own).stdout)

    # What of Polder's is left out for one of one's own is said, on stderr, once.
    done = polder("list", "causes", cwd=folder)
    expect("a name taken: " + done.stderr, done.stderr.count("takes the place of") == 1
           and done.stderr.startswith("polder: causes/f2-dilution.yaml takes the place of ")
           and done.stderr.endswith("causes/f2-dilution.yaml, which has the same name\n"))
    done = polder("list", "causes", cwd=folder, LC_ALL="nl_NL.UTF-8")
    expect("a name taken, in Dutch: " + done.stderr, "komt in de plaats van" in done.stderr)
    write("f2-dilution.yaml", text)
    expect("a copy changes nothing", polder("list", "causes", cwd=folder).stderr == "")
    os.remove(os.path.join(own, "f2-dilution.yaml"))
    write("mine.yaml", text.replace("The energy of the beginning", "My own words, it"))
    done = polder("list", "causes", "--json", cwd=folder)
    listed = json.loads(done.stdout)
    expect("an id taken", [o["id"] for o in listed] == ORDER and all(o["ok"] for o in listed)
           and listed[1]["symptom"].startswith("My own words"))
    expect("an id taken, said: " + done.stderr, done.stderr.count("takes the place of") == 1
           and done.stderr.startswith("polder: causes/mine.yaml takes the place of ")
           and done.stderr.endswith("causes/f2-dilution.yaml, which has the same id\n"))
    write("f2-dilution.yaml", text.replace("The energy of the beginning", "My own words, it"))

    # Two with one id, and one that is no good: said, and the others are there.
    write("mine.yaml", text)
    done = polder("check", "causes/mine.yaml", cwd=folder, code=2)
    expect("the id of another", "causes/mine.yaml:6:5: error: the id F2 is that of causes/f2-dil"
           in done.stderr)
    write("mine.yaml", text.replace("id: F2", "id: F13").replace("higher", "hihger"))
    done = polder("check", "causes/mine.yaml", cwd=folder, code=2)
    expect("a wrong direction", 'did you mean "higher"?' in done.stderr and "^" in done.stderr)
    bad = json.loads(polder("check", "causes/mine.yaml", "--json", cwd=folder, code=2).stdout)
    expect("problems in JSON", not bad["ok"] and bad["problems"][0]["line"] > 5
           and "causes/mine.yaml" in bad["problems"][0]["file"])
    done = polder("list", "causes", cwd=folder, code=2)
    expect("no good, and listed",
           "(not valid: polder check)" in done.stdout and "F12" in done.stdout)
    expect("no good, and said", "error: causes/mine.yaml is not valid: polder check causes/mine.yaml"
           in done.stderr)
    listed = json.loads(polder("list", "causes", "--json", cwd=folder, code=2).stdout)
    expect("no good, in JSON", [o["id"] for o in listed] == ORDER + [""]
           and [o["ok"] for o in listed] == [True] * 12 + [False])
    write("other.yaml", "model: opinions\nid: F1\n")
    done = polder("list", "causes", "--model", "opinions", cwd=folder, code=2)
    expect("no good, beside no others", "other.yaml is not valid" in done.stderr
           and "there are no causes" not in done.stderr)
    os.remove(os.path.join(own, "other.yaml"))
    alone = polder("list", "causes", "F1", "--json", cwd=folder)
    expect("a good one beside it", json.loads(alone.stdout)["ok"]
           and "not valid" not in alone.stderr)
    alone = polder("list", "causes", "mine", "--json", cwd=folder, code=2)
    expect("no good, alone in JSON", json.loads(alone.stdout)["ok"] is False)
    done = polder("list", "causes", "mine", cwd=folder, code=2)
    expect("no good, and asked for", "polder check causes/mine.yaml says why" in done.stderr)

    # --- the screens ---
    with open(os.path.join(folder, "s.yaml"), "w", encoding="utf-8") as out:
        out.write(textwrap.dedent("""\
            model: collaboration
            seed: 3
            replicates: 60
            network: {members: 8}
            """))
    polder("run", "s.yaml", cwd=folder)
    done = polder("show", "s.h5", "--details", cwd=folder)
    expect("what is no good is told", "causes/mine.yaml is left out" in done.stderr)
    os.remove(os.path.join(own, "mine.yaml"))
    done = polder("show", "s.h5", "--details", cwd=folder)
    expect("nothing is left out", "left out" not in done.stderr
           and done.stderr.count("takes the place of") == 1)
    flat = " ".join(done.stdout.split())
    data = json.loads(polder("show", "s.h5", "--json", cwd=folder).stdout)["archetypes"]
    shown = [o for o in data if f"{o['concept']}: {files[o['concept']]['title']['en']}" in flat]
    expect("some are shown", len(shown) >= 2)
    dutch = " ".join(polder("show", "s.h5", "--details", "--lang", "nl", cwd=folder).stdout.split())
    by_locale = polder("show", "s.h5", "--details", cwd=folder, LANG="nl_NL.UTF-8").stdout
    expect("by locale", " ".join(by_locale.split()) == dutch)
    polder("show", "s.h5", "--details", "--lang", "de", cwd=folder, code=2)
    for o in data:
        want = files[o["concept"]]
        for key in ("symptom", "problem", "way_out"):
            if (o["concept"], key) == ("F2", "symptom"):
                expect("my own words", o[key].startswith("My own words"))
                continue
            expect(f"{o['concept']}: {key} in JSON", (o[key], o[key + "_nl"])
                   == (want[key]["en"], want[key]["nl"]))
        expect(f"{o['concept']}: remedies in JSON", o["remedies"] == want["remedies"])
        if o in shown and o["concept"] != "F2":
            expect(f"{o['concept']}: problem on screen", f"problem: {want['problem']['en']}" in flat)
            expect(f"{o['concept']}: way out on screen", f"way out: {want['way_out']['en']}" in flat)
            expect(f"{o['concept']}: Dutch", f"uitweg: {want['way_out']['nl']}" in dutch
                   and f"{o['concept']}: {want['title']['nl']}" in dutch)
    for line in by_locale.splitlines():
        expect(f"fits: {line}", len(line) <= 80)

    # --- a program without its files ---
    lone = os.path.join(folder, "lone")
    os.mkdir(lone)
    program = shutil.copy(POLDER, os.path.join(lone, "polder"))
    bare = os.path.join(folder, "bare", "inner")
    os.makedirs(bare)
    result = os.path.join(folder, "s.h5")
    done = polder("show", result, "--details", cwd=bare, program=program)
    expect("said plainly", "no folder causes/ here" in done.stderr
           and "What networks suffer from" in done.stdout and "problem: " not in done.stdout)
    o = json.loads(polder("show", result, "--json", cwd=bare, program=program).stdout)
    expect("JSON without words", "problem" not in o["archetypes"][0])
    expect("the short screen needs none",
           polder("show", result, cwd=bare, program=program).stderr == "")
    done = polder("list", "causes", cwd=bare, program=program)
    expect("nothing to list", done.stdout == "" and "no folder causes/" in done.stderr)
    polder("list", "causes", "F1", cwd=bare, program=program, code=2)

for line in failures:
    print(line)
print(f"{len(files)} causes, {len(failures)} failures")
sys.exit(1 if failures else 0)
