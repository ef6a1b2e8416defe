"""test_causes: `polder list causes`, `polder check` of a cause, and the screens that say what
networks suffer from take their words from scenarios/causes. Needs python3-yaml; skipped without."""

import glob
import json
import os
import pty
import shutil
import subprocess
import tempfile
import textwrap

from command import POLDER, SOURCE, ask, check, finish, need

yaml = need("yaml")

os.chdir(SOURCE)
files = {}
for path in glob.glob(os.path.join(SOURCE, "scenarios", "causes", "*.yaml")):
    with open(path, encoding="utf-8") as file:
        content = yaml.safe_load(file)
        files[content["id"]] = dict(content, name=os.path.basename(path)[:-5])
ORDER = [f"F{i}" for i in range(1, 13)]
check(sorted(files) == sorted(ORDER), "twelve files")

# --- the list ---
listed = json.loads(ask("list", "causes", "--json").stdout)
check([o["id"] for o in listed] == ORDER, "in the order of their numbers")
parameters = {o["name"]: o for o in json.loads(ask("list", "parameters", "--json").stdout)}
for o in listed:
    want = files[o["id"]]
    check(o["name"] == want["name"] and o["ok"], f"{o['id']}: name")
    for key in ("title", "symptom", "problem", "way_out"):
        check((o[key], o[key + "_nl"]) == (want[key]["en"], want[key]["nl"]), f"{o['id']}: {key}")
    check(o["remedies"] == want["remedies"], f"{o['id']}: remedies")
    for c in o["carriers"]:
        how = want["carriers"].get(c["name"]) or want["carriers"][c["name"].split(".")[0] + ".*"]
        check({k: c[k] for k in ("worse", "worst", "healthy") if c[k] is not None} == how,
              f"{c['name']}: as the file has it")
        if c["role"] == "parameter":
            check(c["default"] == parameters[c["name"]]["default"], f"{c['name']}: default")
    alone = json.loads(ask("list", "causes", o["id"], "--json").stdout)
    check(alone == o, f"{o['id']}: alone")
english, dutch = ask("list", "causes").stdout, ask("list", "causes", "--lang", "nl").stdout
check(len(english.splitlines()) == 13 == len(dutch.splitlines()), "a line each")
for want in files.values():
    for text, l in ((english, "en"), (dutch, "nl")):
        check(f"{want['title'][l]} " in text and want["symptom"][l] in text, f"{want['id']} in {l}")
check(english.split("\n")[0].split() == ["id", "title", "symptom"] and
      dutch.split("\n")[0].split() == ["nr", "titel", "symptoom"], "heads in the language of what stands below")
check(ask("list", "causes", LANG="nl_NL.UTF-8").stdout == dutch, "Dutch by LANG")
check(ask("list", "causes", "--lang", "en", LANG="nl_NL.UTF-8").stdout == english, "the option goes first")
check(ask("list", "causes", "--lang", "nl").stderr == "", "nothing on stderr")

# --- one of them: by id, whatever its letters, or by the name of its file ---
flat = " ".join(ask("list", "causes", "f9").stdout.split())
for text in [files["F9"][k]["en"] for k in ("title", "symptom", "problem", "way_out")] + \
            ["remedies: win-win-watch, brokering", "partners.capacity_sd", "between.power",
             "scenarios/causes/f9-power-play.yaml"]:
    check(text in flat, f"f9 says {text}")
check(ask("list", "causes", "f9-power-play").stdout
      == ask("list", "causes", "F9").stdout, "by file")
dutch = " ".join(ask("list", "causes", "F9", LC_ALL="nl_BE.UTF-8").stdout.split())
for key, label in (("symptom", "symptoom"), ("problem", "probleem"), ("way_out", "uitweg")):
    check(f"{label}: {files['F9'][key]['nl']}" in dutch, f"{label} in Dutch")
check("drager standaard slechter slechtst gezond over" in dutch
      and " hoger " in dutch and " higher " not in dutch, "carriers in Dutch")
near = ask("list", "causes", "f9-power-pla", code=2).stderr
check('no cause "f9-power-pla"; did you mean "f9-power-play"?' in near, "nearest name")
check("polder list causes shows" in ask("list", "causes", "xyzzy", code=2).stderr, "no name")
ask("list", "causes", "F1", "F2", code=2)
ask("list", "causes", "--model", "no-such-model", code=2)
ask("list", "causes", "F1", "--model", "no-such-model", code=2)
none = ask("list", "causes", "--model", "opinions")
check(none.stdout == "" and "no causes of model opinions" in none.stderr, "another model")


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
        check(lines and max(map(len, lines)) <= 80, f"{name} in {lang} fits a terminal")

# --- check ---
for want in files.values():
    path = f"scenarios/causes/{want['name']}.yaml"
    done = ask("check", path)
    check(f"{path}: ok: cause {want['id']} in model" in done.stdout
          and done.stderr == "", f"{path} is good")
    o = json.loads(ask("check", path, "--json").stdout)
    check(o["ok"] and o["cause"] == want["id"] and o["problems"] == [], f"{path} in JSON")
check("takes no settings" in
      ask("check", "scenarios/causes/f2-dilution.yaml", "--set", "a=1", code=2).stderr, "takes no settings")

with tempfile.TemporaryDirectory() as folder:
    own = os.path.join(folder, "causes")
    os.mkdir(own)
    text = open(os.path.join(SOURCE, "scenarios/causes/f2-dilution.yaml"), encoding="utf-8").read()

    def write(name, changed):
        with open(os.path.join(own, name), "w", encoding="utf-8") as out:
            out.write(changed)

    # A cause of one's own joins the others; one with the name of a file takes its place.
    write("mine.yaml", text.replace("id: F2", "id: F13"))
    write("f2-dilution.yaml", text.replace("The early enthusiasm", "My own words, it"))
    listed = json.loads(ask("list", "causes", "--json", cwd=folder).stdout)
    check([o["id"] for o in listed] == ORDER + ["F13"], "one more")
    check(listed[1]["symptom"].startswith("My own words"), "the nearest folder goes first")
    check("ok: cause F13" in ask("check", "causes/mine.yaml", cwd=folder).stdout,
          "check finds the remedies on the shelf")
    check("ok: cause F13" in ask("check", "mine.yaml", cwd=own).stdout, "check in the folder itself")

    # What of Polder's is left out for one of one's own is said, on stderr, once.
    done = ask("list", "causes", cwd=folder)
    check(done.stderr.count("takes the place of") == 1
          and done.stderr.startswith("polder: causes/f2-dilution.yaml takes the place of ")
          and done.stderr.endswith("causes/f2-dilution.yaml, which has the same name\n"),
          "a name taken: " + done.stderr)
    done = ask("list", "causes", cwd=folder, LC_ALL="nl_NL.UTF-8")
    check("komt in de plaats van" in done.stderr, "a name taken, in Dutch: " + done.stderr)
    write("f2-dilution.yaml", text)
    check(ask("list", "causes", cwd=folder).stderr == "", "a copy changes nothing")
    os.remove(os.path.join(own, "f2-dilution.yaml"))
    write("mine.yaml", text.replace("The early enthusiasm", "My own words, it"))
    done = ask("list", "causes", "--json", cwd=folder)
    listed = json.loads(done.stdout)
    check([o["id"] for o in listed] == ORDER and all(o["ok"] for o in listed)
          and listed[1]["symptom"].startswith("My own words"), "an id taken")
    check(done.stderr.count("takes the place of") == 1
          and done.stderr.startswith("polder: causes/mine.yaml takes the place of ")
          and done.stderr.endswith("causes/f2-dilution.yaml, which has the same id\n"),
          "an id taken, said: " + done.stderr)
    write("f2-dilution.yaml", text.replace("The early enthusiasm", "My own words, it"))

    # Two with one id, and one that is no good: said, and the others are there.
    write("mine.yaml", text)
    done = ask("check", "causes/mine.yaml", cwd=folder, code=2)
    check("causes/mine.yaml:6:5: error: the id F2 is that of causes/f2-dil"
          in done.stderr, "the id of another")
    write("mine.yaml", text.replace("id: F2", "id: F13").replace("higher", "hihger"))
    done = ask("check", "causes/mine.yaml", cwd=folder, code=2)
    check('did you mean "higher"?' in done.stderr and "^" in done.stderr, "a wrong direction")
    bad = json.loads(ask("check", "causes/mine.yaml", "--json", cwd=folder, code=2).stdout)
    check(not bad["ok"] and bad["problems"][0]["line"] > 5
          and "causes/mine.yaml" in bad["problems"][0]["file"], "problems in JSON")
    done = ask("list", "causes", cwd=folder, code=2)
    check("(not valid: polder check)" in done.stdout and "F12" in done.stdout, "no good, and listed")
    check("error: causes/mine.yaml is not valid: polder check causes/mine.yaml"
          in done.stderr, "no good, and said")
    listed = json.loads(ask("list", "causes", "--json", cwd=folder, code=2).stdout)
    check([o["id"] for o in listed] == ORDER + [""]
          and [o["ok"] for o in listed] == [True] * 12 + [False], "no good, in JSON")
    write("other.yaml", "model: opinions\nid: F1\n")
    done = ask("list", "causes", "--model", "opinions", cwd=folder, code=2)
    check("other.yaml is not valid" in done.stderr
          and "there are no causes" not in done.stderr, "no good, beside no others")
    os.remove(os.path.join(own, "other.yaml"))
    alone = ask("list", "causes", "F1", "--json", cwd=folder)
    check(json.loads(alone.stdout)["ok"]
          and "not valid" not in alone.stderr, "a good one beside it")
    alone = ask("list", "causes", "mine", "--json", cwd=folder, code=2)
    check(json.loads(alone.stdout)["ok"] is False, "no good, alone in JSON")
    done = ask("list", "causes", "mine", cwd=folder, code=2)
    check("polder check causes/mine.yaml says why" in done.stderr, "no good, and asked for")

    # --- the screens ---
    with open(os.path.join(folder, "s.yaml"), "w", encoding="utf-8") as out:
        out.write(textwrap.dedent("""\
            model: collaboration
            seed: 3
            replicates: 60
            network: {members: 8}
            """))
    ask("run", "s.yaml", cwd=folder)
    done = ask("show", "s.h5", "--details", cwd=folder)
    check("causes/mine.yaml is left out" in done.stderr, "what is no good is told")
    os.remove(os.path.join(own, "mine.yaml"))
    done = ask("show", "s.h5", "--details", cwd=folder)
    check("left out" not in done.stderr
          and done.stderr.count("takes the place of") == 1, "nothing is left out")
    flat = " ".join(done.stdout.split())
    data = json.loads(ask("show", "s.h5", "--json", cwd=folder).stdout)["archetypes"]
    shown = [o for o in data if f"{o['concept']}: {files[o['concept']]['title']['en']}" in flat]
    check(len(shown) >= 2, "some are shown")
    dutch = " ".join(ask("show", "s.h5", "--details", "--lang", "nl", cwd=folder).stdout.split())
    by_locale = ask("show", "s.h5", "--details", cwd=folder, LANG="nl_NL.UTF-8").stdout
    check(" ".join(by_locale.split()) == dutch, "by locale")
    ask("show", "s.h5", "--details", "--lang", "de", cwd=folder, code=2)
    for o in data:
        want = files[o["concept"]]
        for key in ("symptom", "problem", "way_out"):
            if (o["concept"], key) == ("F2", "symptom"):
                check(o[key].startswith("My own words"), "my own words")
                continue
            check((o[key], o[key + "_nl"])
                  == (want[key]["en"], want[key]["nl"]), f"{o['concept']}: {key} in JSON")
        check(o["remedies"] == want["remedies"], f"{o['concept']}: remedies in JSON")
        if o in shown and o["concept"] != "F2":
            check(f"problem: {want['problem']['en']}" in flat, f"{o['concept']}: problem on screen")
            check(f"way out: {want['way_out']['en']}" in flat, f"{o['concept']}: way out on screen")
            check(f"uitweg: {want['way_out']['nl']}" in dutch
                  and f"{o['concept']}: {want['title']['nl']}" in dutch, f"{o['concept']}: Dutch")
    for line in by_locale.splitlines():
        check(len(line) <= 80, f"fits: {line}")

    # --- a program without its files ---
    lone = os.path.join(folder, "lone")
    os.mkdir(lone)
    program = shutil.copy(POLDER, os.path.join(lone, "polder"))
    bare = os.path.join(folder, "bare", "inner")
    os.makedirs(bare)
    result = os.path.join(folder, "s.h5")
    done = ask("show", result, "--details", cwd=bare, program=program)
    check("no folder causes/ here" in done.stderr
          and "What networks suffer from" in done.stdout and "problem: " not in done.stdout, "said plainly")
    o = json.loads(ask("show", result, "--json", cwd=bare, program=program).stdout)
    check("problem" not in o["archetypes"][0], "JSON without words")
    check(ask("show", result, cwd=bare, program=program).stderr == "", "the short screen needs none")
    done = ask("list", "causes", cwd=bare, program=program)
    check(done.stdout == "" and "no folder causes/" in done.stderr, "nothing to list")
    ask("list", "causes", "F1", cwd=bare, program=program, code=2)

finish(f"{len(files)} causes")
