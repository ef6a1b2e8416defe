"""Each idea has its row in scripts/concepts.yaml, its place in the model, and its line in docs/concepts.md.

scripts/concepts --check runs no network: it compares the page with the table, asks the model which ids its fields
name, and reads every scenario that the table makes. Here: the page is up to date, each kind of defect is found, and
pairs whose answer is known come out so (a few hundred networks).
Needs POLDER, POLDER_SOURCE, python3-h5py and python3-yaml.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import h5py  # noqa: F401  (what the script needs)
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

POLDER, SOURCE = os.environ.get("POLDER", ""), Path(os.environ.get("POLDER_SOURCE", "."))
if not os.access(POLDER, os.X_OK):
    print("skipped: POLDER does not name the program")
    sys.exit(77)
PAGE = (SOURCE / "docs/concepts.md").read_text(encoding="utf-8")
TABLE = (SOURCE / "scripts/concepts.yaml").read_text(encoding="utf-8")
IDS = {f"{letter}{n}" for letter, last in dict(K=4, C=10, A=11, T=11, G=7, N=33, F=12, I=16).items()
       for n in range(1, last + 1)}
failures = 0


def expect(good, what, said=""):
    global failures
    failures += not good
    print(f"{'ok' if good else 'FAILED'}: {what}" + ("" if good else f"\n{said}"))


def script(*arguments):
    return subprocess.run(["/usr/bin/python3", SOURCE / "scripts/concepts", *arguments], capture_output=True,
                          text=True, env=dict(os.environ, POLDER=POLDER))


def check(folder, page=PAGE, table=TABLE, words=()):
    """What the script says of another page or table."""
    files = [Path(folder, "page.md"), Path(folder, "table.yaml")]
    for file, text in zip(files, (page, table)):
        file.write_text(text, encoding="utf-8")
    run = script("--check", "--page", files[0], "--table", files[1], *words)
    return run.returncode, run.stderr


def finds(folder, what, message, page=PAGE, table=TABLE, words=("--words",)):
    expect(page != PAGE or table != TABLE, f"there is something to change: {what}")
    code, said = check(folder, page, table, words)
    expect(code == 1 and message in said, f"{what} is found", said)


def small(*ids):
    """The table with these rows only, in their sections: quick to check."""
    rows = yaml.safe_load(TABLE)
    return yaml.safe_dump({s: {i: r for i, r in ideas.items() if i in ids} for s, ideas in rows.items()},
                          sort_keys=False, allow_unicode=True, width=1000)


def known(folder, arms, claims, **more):
    """What comes out of a pair: outcome, (first, second, difference, word)."""
    row = {"idea": "A pair", "in": [], "how": "It is known.", "arms": arms, "outcome": claims, **more}
    file = Path(folder, "known.yaml")
    file.write_text(yaml.safe_dump({"Known": {"T3": row}}), encoding="utf-8")
    run = script("--table", file, "--scale", "0.02", "--json")
    return {o["outcome"]: (o["first"], o["second"], o["difference"], o["word"]) for o in json.loads(run.stdout)}


def known_pairs(folder):
    found = known(folder, [{}, {}], {"trust.mean": "higher", "exits": "same"})
    expect(found["trust.mean"][2:] == (0, "less than two points") and found["exits"][2:] == (0, "as claimed"),
           "the same arm twice differs in nothing", found)
    leaving = [{"membership.base": -20, "dissolution.finish": 0}, {"membership.base": 20}]
    found = known(folder, leaving, {"exits": "higher", "dissolved": "higher", "alive": "higher"})
    expect(found["exits"] == found["dissolved"] == (0, 100, 100, "as claimed")
           and found["alive"] == (100, 0, -100, "other direction"), "nobody leaves, or all do in the first month", found)
    found = known(folder, leaving, {"exits": "higher"}, where={"membership.duty": 0}, against={"membership.duty": 1})
    expect(found["exits"] == (100, 100, 0, "less than two points"), "the effects are compared, not the arms", found)
    found = known(folder, [{}, {"membership.base": 20}], {"exits": "higher"}, where={"membership.base": -20},
                  against={"membership.base": 20})
    expect(found["exits"] == (0, 100, 100, "as claimed"), "what comes out against is taken off what comes out where",
           found)


def verdict(page, one):
    return re.search(rf"^\| {one} \|.*\| ([\w ]+) \|$", page, re.M)[1]


with tempfile.TemporaryDirectory() as temporary:
    code, told = check(temporary)
    expect(code == 0, "table, page and model agree", told)
    rows = {i for ideas in yaml.safe_load(TABLE).values() for i in ideas}
    expect(rows == IDS, "every id has a row", f"{sorted(rows ^ IDS)}")
    lines = re.findall(r"^\| ([A-Z]\d+) \|.*\|$", PAGE, re.M)
    expect(sorted(i for i in lines if i[0] != "V") == sorted(IDS), "every id has one line on the page", f"{lines}")
    for one, row in ((i, r) for ideas in yaml.safe_load(TABLE).values() for i, r in ideas.items()):
        expect(verdict(PAGE, one) == "as claimed" or "why" in row or "parts" in row,
               f"{one} comes out as claimed, or it is said why not", verdict(PAGE, one))

    t3 = small("T3")
    finds(temporary, "an idea that the model names and the table does not", "N9 is the source of a field", table=t3)
    finds(temporary, "an idea of the page that the table has not", "N9 is on the page", table=t3)
    finds(temporary, "another idea in the table", "does not say what the table says: T3",
          table=TABLE.replace("Who saves on time", "Whoever saves on time"))
    finds(temporary, "a part that does not carry the idea", "T3: no field of camps names it",
          table=t3.replace("[meeting,", "[camps,").replace("- meeting", "- camps"))
    finds(temporary, "an arm with an unknown parameter", "meeting.time_presure",
          table=t3.replace("meeting.time_pressure: 0.2", "meeting.time_presure: 0.2"), words=())
    figure = re.search(r"^\| T3 \|.*\*\*(.*?)\*\*", PAGE, re.M)
    finds(temporary, "a verdict that does not follow from the figure", "does not say what the table says: T3",
          page=PAGE.replace(figure[0], figure[0].replace(figure[1], "−0.5")))
    interval = re.search(r"^\| T3 \|.*\*\* (\(.*?\))", PAGE, re.M)
    finds(temporary, "a verdict that ignores the interval", "does not say what the table says: T3",
          page=PAGE.replace(interval[0], interval[0].replace(interval[1], "(−33.0 to +1.0)")))
    finds(temporary, "a line without its figures", "T3: the page has no figures",
          page=re.sub(r"^\| T3 \|.*\n", "", PAGE, flags=re.M))
    known_pairs(temporary)
sys.exit(1 if failures else 0)
