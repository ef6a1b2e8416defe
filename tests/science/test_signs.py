"""test_signs: `polder diagnose --signs`: shares held against the same networks, run and recorded by themselves; the
same again with other threads; who may not ask.

Needs POLDER.
"""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

POLDER, SOURCE = os.environ.get("POLDER", ""), os.environ.get("POLDER_SOURCE", ".")
if not os.access(POLDER, os.X_OK):
    print("skipped: POLDER does not name the program")
    sys.exit(77)
SCENARIO = os.path.join(SOURCE, "scenarios", "twenty-percent.yaml")
N = 1000  # with --short


def polder(*arguments, code=0):
    done = subprocess.run([POLDER, *arguments], capture_output=True, text=True, cwd=folder.name,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "80"})
    assert done.returncode == code, (arguments, done.returncode, done.stderr[:600])
    return done.stdout if code == 0 else done.stderr


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


folder = tempfile.TemporaryDirectory()
# the rest of a diagnosis of a population takes as many foundings as the scenario has
with open(SCENARIO, encoding="utf-8") as whole, open(os.path.join(folder.name, "few.yaml"), "w", encoding="utf-8") as few:
    text = whole.read()
    assert "\nreplicates: 10000" in text, "the scenario has another number of networks"
    few.write(text.replace("\nreplicates: 10000", "\nreplicates: 20"))
d = json.loads(polder("diagnose", "few.yaml", "--signs", "--short", "--json", "--quiet", "--threads", "1"))
assert [m["landmark"] for m in d["landmarks"]] == [6, 12, 18]
columns = sorted({s["column"] for s in d["signs"]})
polder("run", SCENARIO, "--replicates", str(N), "--set", f"record.networks={N}", "--set", "record.every=6",
       "-o", "same.h5", "--quiet", *[part for c in columns for part in ("--record", c)])
success = {int(r["replicate"]): float(r["success"]) > 0.5 for r in rows(polder("export", "same.h5", "--summary"))}
seen = {(int(r["replicate"]), int(float(r["tick"]))): r
        for r in rows(polder("export", "same.h5", "--trajectories"))}

for mark in d["landmarks"]:
    month = mark["landmark"]
    alive = [n for n in range(1, N, 2) if float(seen[n, month]["alive"] or 0) > 0.5]
    assert mark["there"] == len(alive) and mark["gone"] == N // 2 - len(alive), (mark, len(alive))
    assert 0.1 < mark["brier_skill"] < 0.9, mark
    for sign in (s for s in d["signs"] if s["landmark"] == month):
        assert sign["tells"] == (sign["with"]["low"] > sign["all"]), sign
        if sign["foretells"] != "failure":
            continue
        failed = sum(not success[n] for n in alive)
        assert abs(sign["all"] - failed / len(alive)) < 1e-9, (sign, failed)
        # without the error of a survey, the same column and cut-off
        shown = [n for n in alive if (float(seen[n, month][sign["column"]]) > sign["cut"]) == sign["above"]]
        plain = sum(not success[n] for n in shown) / len(shown)
        assert abs(plain - sign["with"]["value"]) < 0.08, (sign, plain)
        assert sign["tells"] and sign["with"]["value"] > sign["without"]["value"], sign
# some cause is told apart, and no sign of one cause is worth more than it is at this prevalence
causes = [s for s in d["signs"] if s["foretells"] != "failure"]
assert any(s["tells"] for s in causes) and all(s["with"]["value"] < 0.6 for s in causes), causes

# the same again, with other threads, for people
english = polder("diagnose", "few.yaml", "--signs", "--short", "--quiet", "--threads", "3")
first = next(s for s in d["signs"] if s["foretells"] == "failure" and s["tells"])
assert f'{100 * first["with"]["value"]:.0f}% ({100 * first["with"]["low"]:.0f}% to' in english, (first, english)
assert "Early signs" in english and max(map(len, english.splitlines())) <= 80, english
assert "about a population" in polder("diagnose", SCENARIO, "--signs", "--founding", "3", code=2)
# under other parameters, which here are hardly others: foundings behind those that signs were chosen on
with open(os.path.join(folder.name, "ranges.yaml"), "w", encoding="utf-8") as file:
    file.write("model: collaboration\ndesign: {kind: latin-hypercube, points: 4, factors: {trust.k_up: [0.1099999, 0.1100001]}}\n")
elsewhere = json.loads(polder("diagnose", "few.yaml", "--signs", "--short", "--json", "--quiet", "--no-remedies",
                              "--uncertain", "ranges.yaml"))
assert len(elsewhere["signs"]) == len(d["signs"]) and "elsewhere_with" not in d["signs"][0]
polder("run", SCENARIO, "--replicates", "25", "--set", f"first_founding={N}", "--set", "record.networks=25",
       "--set", "record.every=6", "-o", "other.h5", "--quiet", "--record", "alive")
fails = {int(r["replicate"]): float(r["success"]) <= 0.5 for r in rows(polder("export", "other.h5", "--summary"))}
there = {(int(r["replicate"]), int(float(r["tick"]))): float(r["alive"] or 0) > 0.5
         for r in rows(polder("export", "other.h5", "--trajectories"))}
for mine, one in zip(d["signs"], elsewhere["signs"], strict=True):
    assert {k: one[k] for k in mine} == mine, (mine, one)
    alive = [n for n in range(25) if there[n, one["landmark"]]]
    if one["foretells"] == "failure":
        assert abs(one["elsewhere_all"] - sum(fails[n] for n in alive) / len(alive)) < 0.02, (one, alive)
        assert one["elsewhere_with"]["value"] > one["elsewhere_without"]["value"], one
assert "about one founding, or about --signs" in polder("diagnose", "few.yaml", "--uncertain", "ranges.yaml", code=2)
# what is left out is said
with open(os.path.join(folder.name, "brief.yaml"), "w", encoding="utf-8") as file:
    file.write("model: collaboration\nreplicates: 20\nhorizon: 6\nnetwork: {members: 5}\n")
brief = polder("diagnose", "brief.yaml", "--signs", "--short", "--quiet", "--no-remedies")
assert "No early signs: they are looked for from month 6 on" in brief, brief
with open(os.path.join(folder.name, "gone.yaml"), "w", encoding="utf-8") as file:
    file.write("model: collaboration\nreplicates: 30\nhorizon: 30\nnetwork: {members: 5}\n"
               "values: {dissolution: {least: 100}}\n")
gone = " ".join(polder("diagnose", "gone.yaml", "--signs", "--short", "--quiet", "--no-remedies").split())
assert "fare too much alike" in gone and "nan" not in gone, gone
