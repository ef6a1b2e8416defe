"""test_facts: polder facts says what holds, by the criterion and nothing else.

A fact of the opinions model has known answers: nobody ever ends, and on a ring the mean opinion is
its own limit. Every ready fact can be read. Needs POLDER and POLDER_SOURCE.
"""
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

POLDER, SOURCE = os.environ["POLDER"], Path(os.environ["POLDER_SOURCE"]).resolve()
failures = []


def expect(what, good):
    if not good:
        failures.append(what)


def polder(*arguments, code=0, cwd=SOURCE):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    done = subprocess.run([POLDER, *map(str, arguments)], capture_output=True, text=True, cwd=cwd,
                          env=dict(clean, LC_CTYPE="C.UTF-8", TERM="dumb"))
    expect(f"{arguments}: exit code {done.returncode}, not {code}: {done.stderr[:500]}",
           done.returncode == code)
    return done


RING = """
model: opinions
seed: 3
replicates: 60
horizon: 40
network: {topology: ring, members: 12}
arms:
  - {name: slow, set: {averaging.rate: 0.2}}
  - {name: fast, set: {averaging.rate: 0.4}}
record: {networks: 60, columns: [opinion.mean, opinion.variance, opinion, heard]}
"""
HEAD = "fact:\n  id: X1\n  title: A ring\n  source: DeGroot 1974\n  status: memory\n  use: test\n"
HOLDS = """  figures:
    - {name: mean is the limit, figure: slope, of: opinion.mean, by: opinion.limit,
       within: [0.999, 1.001]}
    - {figure: correlation, of: opinion.mean, by: opinion.limit, above: 0.99}
    - {figure: survival, months: 40, at_least: 1}
    - {figure: mean, of: opinion.mean, within: [0.4, 0.6]}
    - {name: variance a year later, figure: change, of: opinion.variance, months: [1, 12], at_most: 0.5}
    - {figure: difference, of: opinion.variance, arms: [fast, slow], months: 12, below: 0}
    - {name: all that ended, figure: share, of: ended, at_most: 0.1}
    - {figure: member-rank, of: opinion, by: heard, months: 12, above: 0.5}
"""
FAILS = "  figures: [{name: nobody lasts, figure: survival, months: 40, at_most: 0.5}]\n"
NOBODY = "  figures: [{figure: share, of: alive, where: {ended: 7}, at_least: 0}]\n"

with tempfile.TemporaryDirectory() as folder:
    def fact(name, figures, scenario=RING):
        path = Path(folder, name)
        path.write_text(scenario + HEAD + figures, encoding="utf-8")
        return path

    holds, fails = fact("holds.yaml", HOLDS), fact("fails.yaml", "  note: it lasts\n" + FAILS)
    nobody = fact("nobody.yaml", NOBODY)
    needs = fact("needs.yaml", "  needs: anything\n" + FAILS)
    asked = fact("asked.yaml", "  not_examined: it cannot be asked\n")

    found = json.loads(polder("facts", holds, fails, nobody, needs, asked, "--json").stdout)
    expect("counts", [found[k] for k in ("facts_total", "holds", "fails", "not_examined",
                                         "reported")] == [5, 1, 1, 3, 0])
    first = found["facts"][0]
    for key in ("id", "title", "source", "status", "use", "file", "model", "verdict", "reason",
                "note", "networks", "failed", "seconds", "figures", "quantity"):
        expect(f"JSON without {key}", key in first)
    expect("networks", first["networks"] == 120 and first["failed"] == 0)
    for f in first["figures"]:
        expect(f"{f['name']}: {f}", f["verdict"] == "holds")
        for key in ("kind", "figure", "low", "high", "rows", "criterion"):
            expect(f"JSON of a figure without {key}", key in f)
        if f["low"] is not None:
            expect(f"interval of {f['name']}", f["low"] <= f["figure"] <= f["high"])
    verdicts = [f["verdict"] for f in found["facts"]]
    expect(f"verdicts {verdicts}", verdicts == ["holds", "fails"] + 3 * ["not examined"])
    expect("no reason", all(f["reason"] for f in found["facts"][2:]))

    done = polder("facts", holds, fails, asked)
    expect("the answer comes first: " + done.stdout[:80],
           done.stdout.startswith("1 of 3 facts hold; 1 not examined\n"))
    expect("the note of a failed fact", "X1 fails: it lasts" in done.stdout)
    expect("the reason", "it cannot be asked" in done.stdout)
    dutch = polder("facts", holds, fails, asked, "--lang", "nl").stdout
    expect("in Dutch: " + dutch,
           dutch.startswith("1 van 3 feiten kloppen; 1 niet onderzocht\n"))
    expect("a verdict in Dutch", "X1 klopt niet: it lasts" in dutch and " fails" not in dutch)
    again = polder("facts", holds, fails, asked, "--threads", "1").stdout
    expect("another number of threads, another table", again == done.stdout)
    polder("facts", fails, "--strict", code=1)
    polder("facts", holds, needs, asked, "--strict")
    polder("facts", holds, nobody, "--strict", code=1)  # a figure could not be worked out
    expect("why there is no figure", "share: no network has ended from 7 to 7" in
           polder("facts", nobody).stdout)
    unseen = fact("unseen.yaml", "  figures: [{figure: mean, of: opinion.mean, months: 4, at_least: 0}]\n",
                  RING.replace("networks: 60", "networks: 0"))
    reason = json.loads(polder("facts", unseen, "--json").stdout)["facts"][0]["reason"]
    expect(f"what has to be recorded: {reason}",
           "record: {networks: 60, columns: [opinion.mean]}" in reason)
    missing = fact("missing.yaml", "  figures: [{figure: mean, of: tie, at_least: 0}]\n")
    polder("facts", missing, code=2)

    # Once is enough, however it is called.
    found = json.loads(polder("facts", holds, fails, holds, Path(folder, ".", "fails.yaml"),
                              "--json").stdout)
    expect("counted twice", found["facts_total"] == 2 and len(found["facts"]) == 2)
    # Nothing was run, so there is no verdict.
    listed = json.loads(polder("facts", holds, asked, "--list", "--json").stdout)
    expect("--list: one line per fact",
           len(polder("facts", holds, asked, "--list").stdout.splitlines()) == 3)
    expect("--list --json", listed["facts_total"] == 2 and "holds" not in listed and
           not any(key in f for f in listed["facts"] for key in ("verdict", "networks", "unsure")))
    expect("criteria in the list",
           listed["facts"][0]["figures"][2]["criterion"] == "at least 1" and
           listed["facts"][1]["not_examined"] == "it cannot be asked")
    # Near the bound: another seed may say otherwise.
    edge = fact("edge.yaml", "  figures: [{figure: mean, of: opinion.mean, at_least: 0.5}]\n")
    found = json.loads(polder("facts", edge, fails, "--json").stdout)
    expect("unsure", found["holds_unsure"] + found["fails_unsure"] == 1 and
           [f["unsure"] for f in found["facts"]] == [True, False] and
           found["facts"][0]["figures"][0]["unsure"])
    done = polder("facts", edge)
    expect("unsure on the screen: " + done.stdout,
           ", which is unsure" in done.stdout.splitlines()[0] + done.stdout.splitlines()[1] and
           ", unsure\n" in done.stdout and "nearer to the bound" in done.stdout)
    done = polder("facts", edge, "--short")
    expect("--short says what it cannot decide: " + done.stdout,
           "Undecided: a tenth" in done.stdout and "polder facts X1" in " ".join(done.stdout.split()))
    # A note speaks of the seed and the networks in its file.
    expect("a note as written", "(its note" not in polder("facts", fails, "--seed", "3").stdout)
    for option in (("--seed", "4"), ("--replicates", "50"), ("--short",)):
        done = polder("facts", fails, *option).stdout
        expect(f"{option}: the note speaks of something else",
               "X1 fails: (its note was written for seed 3, 60 replicates) it lasts" in done)
        found = json.loads(polder("facts", fails, *option, "--json").stdout)["facts"][0]
        expect(f"{option}: note_applies", found["note_applies"] is False)
    # Networks that cannot be made are told on the screen too.
    broken = fact("broken.yaml", "  figures: [{figure: survival, months: 40, at_least: 1}]\n",
                  RING.replace("topology: ring, members: 12",
                               "topology: complete, members: {choice: [12, 1000000]}"))
    done = polder("facts", broken)
    found = json.loads(polder("facts", broken, "--json").stdout)["facts"][0]
    if found["failed"]:
        expect("failed networks: " + done.stdout,
               f"{found['failed']} of 120 networks failed to run" in " ".join(done.stdout.split()))
        expect("failed networks are left out", found["figures"][0]["rows"] == 120 - found["failed"])
    else:
        expect("no network failed, so nothing is shown", False)
    short = json.loads(polder("facts", holds, "--short", "--json").stdout)["facts"][0]
    expect("--short", short["networks"] == 80)
    more = json.loads(polder("facts", holds, "--replicates", "30", "--json").stdout)["facts"][0]
    expect("--replicates", more["networks"] == 60)
    seed = json.loads(polder("facts", holds, "--seed", "4", "--json").stdout)["facts"][0]
    expect("--seed", seed["figures"][3]["figure"] != first["figures"][3]["figure"])
    network = Path(folder, "ring.csv")
    network.write_text("a,b\n1,2\n2,3\n3,1\n", encoding="utf-8")
    given = json.loads(polder("facts", needs, "--network", network, "--json").stdout)["facts"][0]
    expect("--network", given["verdict"] == "fails")
    message = polder("facts", holds, fails, "--network", network, code=2).stderr
    expect(message, "none of these facts takes a network file" in message and "ring.csv" in message)
    polder("facts", holds, needs, "--network", network)  # one of them takes it

    # polder check reads the section too, and polder facts says what a result is.
    polder("check", holds), polder("check", asked), polder("check", needs)
    for bad, place in (("  figures: [{figure: shares, of: alive}]\n", ":17:22:"),
                       ("  figure: []\n", ":17:3:")):
        message = polder("check", fact("checked.yaml", bad), code=2).stderr
        expect(message, "checked.yaml" + place + " error:" in message)
    both = fact("both.yaml", "  figure: []\n", RING.replace("horizon", "horizn"))
    message = polder("check", both, code=2).stderr
    expect(message, 'did you mean "horizon"' in message and 'did you mean "figures"' in message)
    result = Path(folder, "r.h5")
    polder("run", holds, "--quiet", "-o", result)
    message = polder("facts", result, code=2).stderr
    expect(message, "this is a result, not a fact" in message)
    polder("run", holds, "--no-file", "--quiet", "--json")  # its experiment is as any other
    wrong = fact("wrong.yaml", "  figures: [{figure: shares, of: alive}]\n")
    message = polder("facts", wrong, code=2).stderr
    expect(message, "wrong.yaml:17:22: error:" in message and 'did you mean "share"' in message)
    message = polder("facts", "V0", code=2).stderr
    expect(message, "unknown fact" in message)
    polder("facts", Path(folder, "absent.yaml"), code=2)
    polder("facts", "--stict", code=2)

ready = sorted(p.stem for p in (SOURCE / "scenarios/facts").glob("*.yaml"))
listed = json.loads(polder("facts", "--list", "--json").stdout)["facts"]
expect("a ready fact is not listed", len(listed) == len(ready))
for f, stem in zip(listed, ready):
    expect(f"{stem} has id {f['id']}", stem.startswith(f["id"] + "-"))
kinds = json.loads(polder("facts", "--kinds", "--json").stdout)
expect("kinds as JSON", list(kinds[0]) == ["figure", "about", "of", "by", "arms", "months", "at"] and
       kinds[0]["figure"] == "share" and kinds[0]["of"] is True and kinds[1]["at"] is None)
table = list(csv.DictReader(io.StringIO(polder("facts", "--kinds", "--csv").stdout)))
expect("kinds as CSV", [k["figure"] for k in table] == [k["figure"] for k in kinds] and
       table[0]["about"] == kinds[0]["about"] and table[0]["months"] == kinds[0]["months"])
text = polder("facts", "--kinds", "--lang", "nl").stdout
expect("kinds in Dutch", "deel van de netwerken" in text and "share of the" not in text and
       all(f"\n{k['figure']} " in text for k in kinds))
polder("facts", "--kinds", "--csv", "--json", code=2)
table = list(csv.DictReader(io.StringIO(polder("facts", "--list", "--csv").stdout)))
expect("facts as CSV", [f["id"] for f in table] == [f["id"] for f in listed] and
       table[0]["title"] == listed[0]["title"])
rows = list(csv.DictReader(io.StringIO(polder("facts", "v57", "--short", "--csv").stdout)))
expect("figures as CSV", rows and {r["id"] for r in rows} == {"V57"} and
       all(float(r["figure.low"]) <= float(r["figure"]) <= float(r["figure.high"]) for r in rows))
one = json.loads(polder("facts", "v57", "--short", "--json").stdout)["facts"]
expect("by id", [f["id"] for f in one] == ["V57"] and one[0]["verdict"] in ("holds", "fails"))
for what in failures:
    print("FAILED:", what)
sys.exit(1 if failures else 0)
