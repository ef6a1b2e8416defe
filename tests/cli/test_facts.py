"""test_facts: polder facts says what holds, by the criterion and nothing else.

A fact of the opinions model has known answers: nobody ever ends, and on a ring the mean opinion is
its own limit. Every ready fact can be read. Needs POLDER and POLDER_SOURCE.
"""
import csv
import io
import json
import os
import tempfile
from pathlib import Path

from command import SOURCE, ask, check, finish, flat

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

os.chdir(SOURCE)
with tempfile.TemporaryDirectory() as folder:
    def fact(name, figures, scenario=RING):
        path = Path(folder, name)
        path.write_text(scenario + HEAD + figures, encoding="utf-8")
        return path

    holds, fails = fact("holds.yaml", HOLDS), fact("fails.yaml", "  note: it lasts\n" + FAILS)
    nobody = fact("nobody.yaml", NOBODY)
    needs = fact("needs.yaml", "  needs: anything\n" + FAILS)
    asked = fact("asked.yaml", "  not_examined: it cannot be asked\n")

    found = json.loads(ask("facts", holds, fails, nobody, needs, asked, "--json").stdout)
    check([found[k] for k in ("facts_total", "holds", "fails", "not_examined",
                              "reported")] == [5, 1, 1, 3, 0], "counts")
    first = found["facts"][0]
    for key in ("id", "title", "source", "status", "use", "file", "model", "verdict", "reason",
                "note", "networks", "failed", "seconds", "figures", "quantity"):
        check(key in first, f"JSON without {key}")
    check(first["networks"] == 120 and first["failed"] == 0, "networks")
    for f in first["figures"]:
        check(f["verdict"] == "holds", f"{f['name']}: {f}")
        for key in ("kind", "figure", "low", "high", "rows", "criterion"):
            check(key in f, f"JSON of a figure without {key}")
        if f["low"] is not None:
            check(f["low"] <= f["figure"] <= f["high"], f"interval of {f['name']}")
    verdicts = [f["verdict"] for f in found["facts"]]
    check(verdicts == ["holds", "fails"] + 3 * ["not examined"], f"verdicts {verdicts}")
    check(all(f["reason"] for f in found["facts"][2:]), "no reason")

    done = ask("facts", holds, fails, asked)
    check(done.stdout.startswith("1 of 3 facts hold; 1 not examined\n"), "the answer comes first: " + done.stdout[:80])
    check("X1 fails: it lasts" in done.stdout, "the note of a failed fact")
    check("it cannot be asked" in done.stdout, "the reason")
    dutch = ask("facts", holds, fails, asked, "--lang", "nl").stdout
    check(dutch.startswith("1 van 3 feiten kloppen; 1 niet onderzocht\n"), "in Dutch: " + dutch)
    check("X1 klopt niet: it lasts" in dutch and " fails" not in dutch, "a verdict in Dutch")
    again = ask("facts", holds, fails, asked, "--threads", "1").stdout
    check(again == done.stdout, "another number of threads, another table")
    ask("facts", fails, "--strict", code=1)
    ask("facts", holds, needs, asked, "--strict")
    ask("facts", holds, nobody, "--strict", code=1)  # a figure could not be worked out
    check("share: no network has ended from 7 to 7" in
          ask("facts", nobody).stdout, "why there is no figure")
    unseen = fact("unseen.yaml", "  figures: [{figure: mean, of: opinion.mean, months: 4, at_least: 0}]\n",
                  RING.replace("networks: 60", "networks: 0"))
    reason = json.loads(ask("facts", unseen, "--json").stdout)["facts"][0]["reason"]
    check("record: {networks: 60, columns: [opinion.mean]}" in reason, f"what has to be recorded: {reason}")
    missing = fact("missing.yaml", "  figures: [{figure: mean, of: tie, at_least: 0}]\n")
    ask("facts", missing, code=2)

    # Once is enough, however it is called.
    found = json.loads(ask("facts", holds, fails, holds, Path(folder, ".", "fails.yaml"),
                           "--json").stdout)
    check(found["facts_total"] == 2 and len(found["facts"]) == 2, "counted twice")
    # Nothing was run, so there is no verdict.
    listed = json.loads(ask("facts", holds, asked, "--list", "--json").stdout)
    check(len(ask("facts", holds, asked, "--list").stdout.splitlines()) == 3, "--list: one line per fact")
    check(listed["facts_total"] == 2 and "holds" not in listed and
          not any(key in f for f in listed["facts"] for key in ("verdict", "networks", "unsure")), "--list --json")
    check(listed["facts"][0]["figures"][2]["criterion"] == "at least 1" and
          listed["facts"][1]["not_examined"] == "it cannot be asked", "criteria in the list")
    # Near the bound: another seed may say otherwise.
    edge = fact("edge.yaml", "  figures: [{figure: mean, of: opinion.mean, at_least: 0.5}]\n")
    found = json.loads(ask("facts", edge, fails, "--json").stdout)
    check(found["holds_unsure"] + found["fails_unsure"] == 1 and
          [f["unsure"] for f in found["facts"]] == [True, False] and
          found["facts"][0]["figures"][0]["unsure"], "unsure")
    done = ask("facts", edge)
    check(", which is unsure" in done.stdout.splitlines()[0] + done.stdout.splitlines()[1] and
          ", unsure\n" in done.stdout and "nearer to the bound" in done.stdout, "unsure on the screen: " + done.stdout)
    done = ask("facts", edge, "--short")
    check("Undecided: a tenth" in done.stdout and "polder facts X1" in flat(done.stdout),
          "--short says what it cannot decide: " + done.stdout)
    # A note speaks of the seed and the networks in its file.
    check("(its note" not in ask("facts", fails, "--seed", "3").stdout, "a note as written")
    for option in (("--seed", "4"), ("--replicates", "50"), ("--short",)):
        done = ask("facts", fails, *option).stdout
        check("X1 fails: (its note was written for seed 3, 60 replicates) it lasts" in done,
              f"{option}: the note speaks of something else")
        found = json.loads(ask("facts", fails, *option, "--json").stdout)["facts"][0]
        check(found["note_applies"] is False, f"{option}: note_applies")
    # Networks that cannot be made are told on the screen too.
    broken = fact("broken.yaml", "  figures: [{figure: survival, months: 40, at_least: 1}]\n",
                  RING.replace("topology: ring, members: 12",
                               "topology: complete, members: {choice: [12, 1000000]}"))
    done = ask("facts", broken)
    found = json.loads(ask("facts", broken, "--json").stdout)["facts"][0]
    if found["failed"]:
        check(f"{found['failed']} of 120 networks failed to run" in flat(done.stdout),
              "failed networks: " + done.stdout)
        check(found["figures"][0]["rows"] == 120 - found["failed"], "failed networks are left out")
    else:
        check(False, "no network failed, so nothing is shown")
    short = json.loads(ask("facts", holds, "--short", "--json").stdout)["facts"][0]
    check(short["networks"] == 80, "--short")
    more = json.loads(ask("facts", holds, "--replicates", "30", "--json").stdout)["facts"][0]
    check(more["networks"] == 60, "--replicates")
    seed = json.loads(ask("facts", holds, "--seed", "4", "--json").stdout)["facts"][0]
    check(seed["figures"][3]["figure"] != first["figures"][3]["figure"], "--seed")
    network = Path(folder, "ring.csv")
    network.write_text("a,b\n1,2\n2,3\n3,1\n", encoding="utf-8")
    given = json.loads(ask("facts", needs, "--network", network, "--json").stdout)["facts"][0]
    check(given["verdict"] == "fails", "--network")
    message = ask("facts", holds, fails, "--network", network, code=2).stderr
    check("none of these facts takes a network file" in message and "ring.csv" in message, message)
    ask("facts", holds, needs, "--network", network)  # one of them takes it

    # polder check reads the section too, and polder facts says what a result is.
    ask("check", holds), ask("check", asked), ask("check", needs)
    for bad, place in (("  figures: [{figure: shares, of: alive}]\n", ":17:22:"),
                       ("  figure: []\n", ":17:3:")):
        message = ask("check", fact("checked.yaml", bad), code=2).stderr
        check("checked.yaml" + place + " error:" in message, message)
    both = fact("both.yaml", "  figure: []\n", RING.replace("horizon", "horizn"))
    message = ask("check", both, code=2).stderr
    check('did you mean "horizon"' in message and 'did you mean "figures"' in message, message)
    result = Path(folder, "r.h5")
    ask("run", holds, "--quiet", "-o", result)
    message = ask("facts", result, code=2).stderr
    check("this is a result, not a fact" in message, message)
    ask("run", holds, "--no-file", "--quiet", "--json")  # its experiment is as any other
    wrong = fact("wrong.yaml", "  figures: [{figure: shares, of: alive}]\n")
    message = ask("facts", wrong, code=2).stderr
    check("wrong.yaml:17:22: error:" in message and 'did you mean "share"' in message, message)
    message = ask("facts", "V0", code=2).stderr
    check("unknown fact" in message, message)
    ask("facts", Path(folder, "absent.yaml"), code=2)
    ask("facts", "--stict", code=2)

ready = sorted(p.stem for p in (SOURCE / "scenarios/facts").glob("*.yaml"))
listed = json.loads(ask("facts", "--list", "--json").stdout)["facts"]
check(len(listed) == len(ready), "a ready fact is not listed")
for f, stem in zip(listed, ready):
    check(stem.startswith(f["id"] + "-"), f"{stem} has id {f['id']}")
kinds = json.loads(ask("facts", "--kinds", "--json").stdout)
check(list(kinds[0]) == ["figure", "about", "of", "by", "arms", "months", "at"] and
      kinds[0]["figure"] == "share" and kinds[0]["of"] is True and kinds[1]["at"] is None, "kinds as JSON")
table = list(csv.DictReader(io.StringIO(ask("facts", "--kinds", "--csv").stdout)))
check([k["figure"] for k in table] == [k["figure"] for k in kinds] and
      table[0]["about"] == kinds[0]["about"] and table[0]["months"] == kinds[0]["months"], "kinds as CSV")
text = ask("facts", "--kinds", "--lang", "nl").stdout
check("deel van de netwerken" in text and "share of the" not in text and
      all(f"\n{k['figure']} " in text for k in kinds), "kinds in Dutch")
ask("facts", "--kinds", "--csv", "--json", code=2)
table = list(csv.DictReader(io.StringIO(ask("facts", "--list", "--csv").stdout)))
check([f["id"] for f in table] == [f["id"] for f in listed] and
      table[0]["title"] == listed[0]["title"], "facts as CSV")
rows = list(csv.DictReader(io.StringIO(ask("facts", "v57", "--short", "--csv").stdout)))
check(rows and {r["id"] for r in rows} == {"V57"} and
      all(float(r["figure.low"]) <= float(r["figure"]) <= float(r["figure.high"]) for r in rows), "figures as CSV")
one = json.loads(ask("facts", "v57", "--short", "--json").stdout)["facts"]
check([f["id"] for f in one] == ["V57"] and one[0]["verdict"] in ("holds", "fails"), "by id")
finish()
