"""What a user types: names of scenarios from wherever, settings given as options, a run that keeps
nothing, and one intervention of a list.

Needs POLDER; works in folders of its own, beside which a program with a shelf is laid.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

POLDER = os.environ["POLDER"]
SMALL = "title: {title}\nmodel: collaboration\nreplicates: 3\nhorizon: 3\nnetwork: {{members: 4}}\n"
problems = []


def check(good, what):
    if not good:
        problems.append(what)


def run(program, *arguments, code=0, **environment):
    got = subprocess.run([str(program), *arguments], capture_output=True, text=True, timeout=120,
                         env=dict(os.environ, LC_ALL="C.UTF-8", TERM="dumb", **environment))
    check(got.returncode == code, f"{arguments}: exit code {got.returncode}: {got.stderr}")
    if arguments[0] in ("run", "show") and "--json" not in arguments:
        check(max(map(len, got.stdout.splitlines()), default=0) <= 80, f"{arguments}: wide lines")
    return got.stdout, got.stderr


def write(path, title):
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SMALL.format(title=title))


def names(root):
    """A scenario is found by name: here, in scenarios/, on the shelf, in a chapter; in this order."""
    program = root / "prefix/bin/polder"
    program.parent.mkdir(parents=True)
    shutil.copy(POLDER, program)
    shelf = root / "prefix/share/polder/scenarios"
    for name in ("common", "ready", "hiccups/pilot", "hiccups/twice", "problems/twice"):
        write(shelf / f"{name}.yaml", f"shelf {name}")
    (root / "work/scenarios/own").mkdir(parents=True)
    os.chdir(root / "work")
    write("here.yaml", "here")
    write("scenarios/mine.yaml", "mine")
    write("scenarios/common.yaml", "scenarios common")
    for word, title, said in (
            ("here.yaml", "here", False), ("here", "here", True), ("mine", "mine", True),
            ("scenarios/mine", "mine", True), ("common", "scenarios common", True),
            ("ready", "shelf ready", True), ("ready.yaml", "shelf ready", True),
            ("scenarios/ready.yaml", "shelf ready", True), ("pilot", "shelf hiccups/pilot", True),
            ("hiccups/pilot", "shelf hiccups/pilot", True)):
        out, err = run(program, "run", word)
        check(out.splitlines()[0] == title, f"{word}: {out.splitlines()[0]} is not {title}")
        check(("polder: scenario " in err) == said, f"{word}: where it lies: {err}")
        result = Path(Path(word).stem + ".h5")
        check(result.exists(), f"{word}: no {result} in the working folder")
        run(program, "check", word)
        result.unlink(missing_ok=True)
    write("common.yaml", "here common")
    check(run(program, "run", "common")[0].startswith("here common"), "the working folder is not first")
    _, err = run(program, "run", "twice", code=2)
    check("hiccups/twice.yaml or" in err and "problems/twice.yaml?" in err, f"two of a name: {err}")
    # a result lies here by now: it is no scenario, and is not what was meant
    _, err = run(program, "run", "comon", code=2)
    check('did you mean "common"?' in err and ".h5" not in err, f"a slip: {err}")
    _, err = run(program, "check", "zzzzzz", code=2)
    check("polder list scenarios" in err, f"nothing like it: {err}")
    _, err = run(program, "run", "common.h5")
    check("common.h5 is complete already for this experiment" in err, f"a result: {err}")
    write("ties.csv", "source,target\na,b\n")
    for command in ("check", "run"):
        _, err = run(program, command, "ties.csv", code=2)
        check("SCENARIO --network ties.csv" in err, f"{command} of a network file: {err}")
    _, err = run(program, "run", "herre.yaml", code=2)
    check('did you mean "here.yaml"' in err, f"a slip in a file's name: {err}")
    _, err = run(program, "run", "scenarios", code=2)
    check("is a folder" in err, f"a folder: {err}")
    _, err = run(program, "run", "/nowhere/here.yaml", code=2)
    check("no such file" in err, f"an absolute path is what it is: {err}")


def settings():
    for typed, said in ((["--horizon", "12"], "--set horizon=12"),
                        (["--horizon=12"], "--set horizon=12"),
                        (["--members", "30"], "--set network.members=30"),
                        (["--relations.trust", "0.3"], "--set relations.trust=0.3"),
                        (["--lever.process=0.3"], "--set lever.process=0.3"),
                        (["--p-shock", "0.1"], "--set context.p_shock=0.1"),
                        (["--horizon", "--json"], "--set horizon=..."),
                        (["--asymmetry", "0.3"], " or --set opportunism.asymmetry=0.3"),
                        (["--sead", "3"], "did you mean --seed?"),
                        (["--lang", "de"], "--lang is en or nl, not \"de\"")):
        for command in ("run", "check"):
            _, err = run(POLDER, command, "here.yaml", *typed, code=2)
            check(said in err, f"{typed}: {err}")
    _, err = run(POLDER, "show", "here.h5", "--horizon", "12", code=2)
    check("--set" not in err, "show has no --set")


def no_file(root):
    folder = root / "empty"
    temporary = root / "tmp"
    folder.mkdir()
    temporary.mkdir()
    os.chdir(folder)
    scenario = str(root / "work/here.yaml")
    out, _ = run(POLDER, "run", scenario, "--no-file", "--seed", "4", TMPDIR=str(temporary))
    kept, _ = run(POLDER, "run", scenario, "--seed", "4", "-o", str(root / "kept.h5"))
    check("file: none is kept" in out and "All tables: --details" in out, f"--no-file: {out}")
    check(out.splitlines()[:9] == kept.splitlines()[:9], "--no-file shows something else")
    out, _ = run(POLDER, "run", scenario, "--no-file", "--seed", "4", "--json", "--quiet",
                 TMPDIR=str(temporary))
    mine = json.loads(out)
    other = json.loads(run(POLDER, "show", str(root / "kept.h5"), "--json")[0])
    check(mine["file"] is None and mine["cases"] == other["cases"], "--no-file: JSON")
    run(POLDER, "run", scenario, "--no-file", "--set", "network.members=x", code=2,
        TMPDIR=str(temporary))
    run(POLDER, "run", scenario, "--no-file", code=1, TMPDIR=str(root / "not there"))
    for more in (["-o", "x.h5"], ["--overwrite"], ["--shard", "1/2"], ["--quiet"]):
        _, err = run(POLDER, "run", scenario, "--no-file", *more, code=2)
        check("--no-file" in err, f"--no-file {more}: {err}")
    for output in ("-", "/dev/null", "/dev/stdout"):
        _, err = run(POLDER, "run", scenario, "-o", output, code=2)
        check("--no-file shows the result" in err, f"-o {output}: {err}")
    # stopped: nothing is left either
    child = subprocess.Popen([POLDER, "run", scenario, "--no-file", "--replicates", "1000000000",
                              "--block", "64", "--threads", "1"], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, text=True,
                             env=dict(os.environ, TMPDIR=str(temporary)))
    for _ in range(400):
        if any(temporary.rglob("*.h5")) or child.poll() is not None:
            break
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    check(child.returncode == 130 and "nothing is kept" in err, f"stopped: {child.returncode} {err}")
    check(not list(temporary.iterdir()) and not list(folder.iterdir()), "--no-file left something")


def interventions(root):
    os.chdir(root / "work")
    Path("interventions").mkdir()
    Path("interventions/walk.yaml").write_text(
        "title: {en: A walk, nl: Een wandeling}\ndescription: Out together.\n"
        "levers: {contact: 0.4, reflection: 0.2}\nstart: phase >= agree\n"
        "target: {lowest: balance, share: 0.5}\ncost: {per_month: 2, per_member: 0.5}\n"
        "techniques:\n  long: {title: {en: A long one, nl: Een lange}, levers: {contact: 0.6}}\n")
    out, err = run(POLDER, "list", "interventions")
    check("\nwalk " in "\n" + out, f"one's own is not listed: {err}")
    out, _ = run(POLDER, "list", "interventions", "walk", "--lang", "en")
    for text in ("walk: A walk", "Out together.", "levers (with its dose): contact 0.4, reflection 0.2",
                 "days of work a month: 2 + 0.5 each", 'when: once phase the network is in is "agree" or further', "the lowest 50%, by",
                 "long: A long one", "levers: contact 0.6", "interventions/walk.yaml"):
        check(text in out, f"one intervention: no {text} in {out}")
    out, _ = run(POLDER, "list", "interventions", "walk", "--lang", "nl")
    check("walk: Een wandeling" in out and "long: Een lange" in out, f"in Dutch: {out}")
    o = json.loads(run(POLDER, "list", "interventions", "walk", "--json")[0])
    check(o["parts"][0]["levers"] == {"contact": 0.4, "reflection": 0.2}, "one intervention: JSON")
    _, err = run(POLDER, "list", "interventions", "wolk", code=2)
    check('did you mean "walk"?' in err, f"a slip in an intervention: {err}")
    _, err = run(POLDER, "list", "levers", LANG="nl_NL.UTF-8")
    check(err == "", f"a language of the system is no reason to say anything: {err}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        names(root)
        settings()
        no_file(root)
        interventions(root)
        os.chdir("/")
    for problem in problems:
        print("FAILED:", problem)
    sys.exit(1 if problems else 0)


main()
