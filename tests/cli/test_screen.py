"""What a person sees first: the short screen of `polder run` and `polder show`.

The numbers on it are those of --json; the arm in its sentence is the one with the largest difference
whose interval does not hold 0, for good or ill; the rank correlations of a design are counted again
here, in another language. Needs POLDER; works in a folder of its own.
"""
import csv
import json
import math
import re

from command import check, flat, run_all, says

lasting = []  # of each result: has an arm surely more networks alive?


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


HEAD = "title: Does it help?\nmodel: collaboration\nseed: 3\nhorizon: 48\nnetwork: {members: 8}\nvalues: {outcome: {goal: 12}}\n"


def called(arm):
    """As screens call an arm of these scenarios."""
    return "nothing extra" if arm == "none" else arm


def sentence_is_the_largest_sure(name):
    """The sentence, the bars and the counts against the JSON."""
    shown = says("show", f"{name}.h5")
    lines, text = shown.splitlines(), flat(shown)
    o = json.loads(says("show", f"{name}.h5", "--json"))
    a = o["answer"]
    arms = [x for x in a["arms"] if x["arm"] != a["baseline"]]
    sure = [x for x in arms if x["success"]["low"] is not None
            and (x["success"]["low"] > 0 or x["success"]["high"] < 0)]
    check(lines[0] == o["title"], f"{name}: the first line is not the question")
    check(all(x["success"]["sure"] == (x in sure) for x in arms), f"{name}: sure")
    check(math.isclose(1 - a["confidence_each"],
                       (1 - a["confidence_together"]) / (2 * len(arms))), f"{name}: Bonferroni")
    if sure:
        best = max(sure, key=lambda x: abs(x["success"]["difference"]))
        check(a["largest_sure"] == best["arm"], f"{name}: {a['largest_sure']} is not {best['arm']}")
        d = best["success"]["difference"]
        said = re.search(r'ure: with "([^"]*)" ([\d.]+)% of the networks succeed, with "([^"]*)" '
                         r"([\d.]+)%, ([\d.]+) percentage points (more|fewer)", "S" + text) or \
            re.search(r'difference: with "([^"]*)" ([\d.]+)% of the networks succeed, with '
                      r'"([^"]*)" ([\d.]+)%, ([\d.]+) percentage points (more|fewer)', text)
        check(said is not None, f"{name}: no sentence: {text[:300]}")
        if said:
            check(said.group(1) == called(best["arm"]) and said.group(3) == called(a["baseline"]), f"{name}: arms")
            check(float(said.group(5)) == float(f"{100 * abs(d):.1f}"), f"{name}: difference")
            check((said.group(6) == "fewer") == (d < 0), f"{name}: direction")
            check(("it harms" in text) == (d < 0), f"{name}: harm is not said")
    else:
        check(a["largest_sure"] is None and
              (re.search('No arm surely differs from "[^"]*" in strict success', text) or "In every arm as many" in text
               or "No arm can be compared" in text), f"{name}: nothing is sure, but {text[:200]}")
    for x, c in zip(a["arms"], o["cases"]):
        check(len(o["cases"]) > len(a["arms"]) or x["share"] == c["success"]["share"] and
              x["low"] == c["success"]["low"], f"{name}: {x['arm']} is not as its case")
    worse = [x for x in arms if x["alive"]["high"] is not None and x["alive"]["high"] < 0]
    longer = [x for x in arms if x["alive"]["low"] is not None and x["alive"]["low"] > 0]
    for some, word in ((worse, "fewer"), (longer, "more")):
        said = re.search(rf'with "([^"]*)" ([\d.]+) percentage points {word} \([^)]*\) are alive at the end', text)
        check(bool(said) == bool(some), f"{name}: {word} that last: {text[:600]}")
        if said and some:
            most = max(some, key=lambda x: abs(x["alive"]["difference"]))
            check(said.group(1) == called(most["arm"]) and
                  float(said.group(2)) == float(f"{100 * abs(most['alive']['difference']):.1f}"),
                  f"{name}: {word} that last: {said.group(0)} is not {most}")
    lasting.append(bool(longer))
    for x in a["arms"][:12]:
        row = next((l for l in lines if l.startswith(called(x["arm"]) + " ")), None)
        check(row is not None and (x["share"] is None or f"{100 * x['share']:.1f}%" in row),
              f"{name}: bar of {x['arm']}")
        if row and x["share"] is not None:
            check(row.count("█") == math.floor(18 * x["share"] + 0.5), f"{name}: length of a bar")
    check(max(map(len, lines)) <= 80, f"{name}: lines wider than 80")
    check(lines.index(next(l for l in lines if l.startswith(called(a["baseline"]) + " "))) < 10,
          f"{name}: no bar in the first ten lines")
    check(f"polder show {name}.h5 --details" in text, f"{name}: no way to the details")
    check(o["interval"] in text, f"{name}: what the intervals hold")
    if len(o["cases"]) == len(a["arms"]):
        answer = flat("\n".join(lines[1:lines.index("")]))
        compared = flat(says("compare", f"{name}.h5"))
        check(answer in compared, f"{name}: polder compare answers otherwise: {compared[:900]}")
        lasts(name, arms, longer, worse)
    return shown, o


def lasts(name, arms, longer, worse):
    """polder survival begins with who is surely there more, who less, and who is not sure."""
    first = flat(says("survival", f"{name}.h5").split("How long networks last")[0])
    if not longer and not worse:
        check("In no arm are surely more or fewer networks alive" in first, f"{name}: {first}")
        return
    more, _, rest = first.partition("Surely fewer")
    fewer, _, unsure = rest.partition("Not sure: ") if rest else ("", "", more.partition("Not sure: ")[2])
    more = more.partition("Not sure: ")[0]
    for x in arms:
        where = more if x in longer else fewer if x in worse else unsure
        check(f'"{called(x["arm"])}"' in where or re.search(r" and \d+ more", where), f"{name}: {x['arm']}: {first}")


def arms():
    write("help.yaml", HEAD + "replicates: 150\narms:\n  - none\n"
          "  - {name: strong, set: {relations.trust: 0.9, partners.interest_spread: 0.3}}\n"
          "  - {name: weak, set: {context.p_shock: 0.0301}}\n")
    write("harm.yaml", HEAD + "replicates: 150\narms:\n"
          "  - {name: guided, set: {relations.trust: 0.9, partners.interest_spread: 0.3}}\n  - none\n"
          "  - {name: wary, set: {relations.trust: 0.05}}\n")
    write("same.yaml", HEAD + "replicates: 20\narms:\n  - none\n"
          "  - {name: nothing, set: {}}\n")
    write("few.yaml", HEAD + "replicates: 3\narms:\n  - none\n"
          "  - {name: weak, set: {relations.trust: 0.5}}\n")
    write("many.yaml", HEAD + "replicates: 40\narms:\n  - none\n" + "".join(
        f"  - {{name: dose {i}, set: {{relations.trust: {i / 40}}}}}\n" for i in range(1, 21)))
    write("live.yaml", HEAD.replace("members: 8", "members: 4") + "replicates: 150\narms:\n"
          "  - {name: poor, set: {relations.trust: 0.02}}\n  - none\n"
          "  - {name: trusting, set: {relations.trust: 0.9, partners.interest_spread: 0.3}}\n")
    for name in ("help", "harm", "same", "few", "many", "live"):
        says("run", f"{name}.yaml", "--quiet")
    shown, o = sentence_is_the_largest_sure("help")
    check(o["answer"]["largest_sure"] == "strong", "help: not the strong arm")
    check('Not sure: "weak".' in flat(shown), "help: the weak arm is not called unsure")
    check("Only" not in shown and "network file" not in shown, "help: a caveat too many")
    shown, o = sentence_is_the_largest_sure("harm")
    check(o["answer"]["baseline"] == "guided" and "it harms" in shown, "harm is not said")
    shown, _ = sentence_is_the_largest_sure("same")
    check('In every arm as many networks succeed as with "nothing extra".' in flat(shown), "same")
    shown, _ = sentence_is_the_largest_sure("few")
    check("Only 3 networks in each arm" in flat(shown), "few: no caveat")
    sentence_is_the_largest_sure("live")
    check(any(lasting) and not all(lasting), f"more that last, and not: no test: {lasting}")
    shown = says("show", "many.h5")
    check("9 arms that differ less from" in shown and shown.count("\ndose ") == 11, "many arms")
    check("\x1b" not in says("show", "help.h5", NO_COLOR="1"), "a colour")
    check(says("run", "help.yaml", code=0) == says("show", "help.h5"), "run is not as show")
    # details of a case that is asked for, and of the baseline otherwise
    check("Below: case guided" in says("show", "harm.h5", "--details"), "details of the baseline")
    check("Below: case wary" in says("show", "harm.h5", "--case", "wary"), "details of a case")


def compare():
    """A column that only some networks have says over how many pairs, and what costs nothing has no cost."""
    write("late.yaml", HEAD.replace("horizon: 48", "horizon: 36").replace("members: 8", "members: 4") +
          "replicates: 200\nobserve: {trust.late: {mean: trust.mean, from: 25, until: 36}}\narms:\n"
          "  - {name: poor, set: {relations.trust: 0.02}}\n  - none\n  - {name: paid, intervention: process-managing}\n")
    says("run", "late.yaml", "--quiet")
    shown = says("compare", "late.h5", "--column", "trust.late")
    o = json.loads(says("compare", "late.h5", "--column", "trust.late", "--json"))
    columns = shown.split("Columns, and the difference")[1].splitlines()
    check(columns[1].endswith(" pairs"), f"compare: no pairs: {columns[1]}")
    for a in o["points"][0]["arms"][1:]:
        row = next(line for line in columns if line.startswith(f"trust.late  {called(a['arm'])} "))
        check(a["trust.late"]["pairs"] < a["trust.late"]["networks"], "compare: all have it: no test")
        check(row.split()[-1] == str(a["trust.late"]["pairs"]), f"compare: pairs: {row}")
    check("it is not the difference of the means" in flat(shown), "compare: no note about pairs")
    cost = shown.split("Cost of interventions")[1].split("\n\n")[0]
    check(re.search(r"(?m)^nothing extra .* no cost given +–$", cost), f"compare: a cost of nothing: {cost}")
    check(re.search(r"(?m)^paid +[\d.]+ +\+[\d.]+ +[\d.]+ +\d+ to \d+$", cost), f"compare: a cost: {cost}")
    shown = says("compare", "late.h5", "--column", "trust.mean")
    columns = shown.split("Columns, and the difference")[1].splitlines()
    check(columns[1].endswith(" p") and "difference of the means" not in flat(columns[-1]),
          "compare: pairs where all have a value")


def network_file():
    write("net.csv", "A,B\nB,C\nC,D\nD,A\nA,C\n")
    write("file.yaml", "model: collaboration\nreplicates: 120\nhorizon: 24\n"
          "network: {file: net.csv}\n")
    shown = flat(says("run", "file.yaml"))
    check("One network, from net.csv, run 120 times: an interval holds chance only, not doubt about "
          "its ties and values, nor about the model." in shown, f"network file: no caveat: {shown}")
    o = json.loads(says("show", "file.h5", "--json"))
    check(o["network_file"] == "net.csv", "network file: JSON")
    write("other.csv", "A,B\nB,C\nC,D\nD,A\n")
    write("own.yaml", "model: collaboration\nreplicates: 120\nhorizon: 2\nnetwork: {file: net.csv}\n"
          "arms: [{name: x}, {name: y, network: {file: other.csv}}]\n")
    run_own = says("run", "own.yaml")
    check("One network, from net.csv or from a file of the arm's own, run 120 times in each arm:" in flat(run_own),
          f"network files of arms: {run_own}")
    write("less.yaml", "model: collaboration\nreplicates: 120\nhorizon: 2\nnetwork: {file: net.csv}\n"
          "arms: [{name: x}, {name: y, network: {absent: A}}]\n")
    check("One network, from net.csv, run 120 times in each arm:" in flat(says("run", "less.yaml")), "one file for all arms")
    low = [c["mean"] for c in o["conditions"]]
    check(len(low) == 10 and low == sorted(low), "conditions: not ten, lowest first")
    first = o["conditions"][0]
    title = first["condition"].replace(":", ",", 1)
    check(f"{title} ({first['mean']:.2f})" in shown, f"conditions: the lowest is not shown: {shown}")
    c, k = o["cases"][0]["success"], o["outcomes"]
    check(f"{100 * c['share']:.1f}% of 120 networks succeed" in shown, "one arm: sentence")
    ends = sorted((v["share"] for n, v in k.items() if n != "win-win" and v["count"]), reverse=True)
    said = re.search(r"The others: ([^.]*(?:\.\d[^.]*)*)\.", shown)
    check(said and [f"{100 * x:.1f}" for x in ends] == re.findall(r"([\d.]+)%", said.group(1)),
          "one arm: ends")


def ranks(x):
    order = sorted(range(len(x)), key=lambda i: x[i])
    rank, i = [0.0] * len(x), 0
    while i < len(order):
        j = i
        while j + 1 < len(order) and x[order[j + 1]] == x[order[i]]:
            j += 1
        for k in range(i, j + 1):
            rank[order[k]] = (i + j) / 2
        i = j + 1
    return rank


def correlation(x, y):
    n, mx, my = len(x), sum(x) / len(x), sum(y) / len(y)
    xy = sum((a - mx) * (b - my) for a, b in zip(x, y))
    xx, yy = sum((a - mx) ** 2 for a in x), sum((b - my) ** 2 for b in y)
    return xy / math.sqrt(xx * yy) if n > 2 and xx > 0 and yy > 0 else None


def design():
    write("lhs.yaml", HEAD + "replicates: 12\ndesign:\n  kind: latin-hypercube\n  points: 40\n"
          "  factors:\n    relations.trust: [0.05, 0.9]\n    partners.interest_spread: [0.3, 1.2]\n"
          "    context.p_shock: [0.029, 0.031]\n"
          "    governance.form: {values: [shared, lead, administrative]}\n")
    says("run", "lhs.yaml", "--quiet")
    o = json.loads(says("show", "lhs.h5", "--json"))
    says("compare", "lhs.h5", "--csv", "lhs.csv")
    with open("lhs.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    share = [float(r["success"]) for r in rows]
    found = o["design"]["factors"]
    check(len(rows) == 40 and len(found) == 4 and o["design"]["points"] == 40, "design: size")
    strength = [abs(f["rank_correlation"]) for f in found if "rank_correlation" in f]
    check(len(strength) == 3 and strength == sorted(strength, reverse=True), "design: order")
    for f in found:
        if "words" in f:
            for w in f["words"]:
                mine = [s for r, s in zip(rows, share) if r[f["factor"]] == w["word"]]
                check(len(mine) == w["points"], "design: points of a word")
                check(not mine or abs(w["share"] - sum(mine) / len(mine)) < 1e-6, "design: word")
            continue
        x = [float(r[f["factor"]]) for r in rows]
        rho = correlation(ranks(x), ranks(share))
        check(abs(f["rank_correlation"] - rho) < 1e-6, f"design: {f['factor']} {rho}")
        half = 1.959964 * math.sqrt(1.06 / 37)
        check(abs(f["low"] - math.tanh(math.atanh(rho) - half)) < 1e-3, "design: interval")
        low = sorted(zip(x, share))
        check(abs(f["share_at_lowest"] - sum(s for _, s in low[:13]) / 13) < 1e-6, "design: lowest")
        check(abs(f["share_at_highest"] - sum(s for _, s in low[-13:]) / 13) < 1e-6,
              "design: highest")
    # Student's t for 38 degrees of freedom: 2.0244
    check(abs(o["design"]["chance"] - 2.0244 / math.sqrt(38 + 2.0244 ** 2)) < 1e-4, "design: chance")
    shown = says("show", "lhs.h5")
    check("point 0" not in shown and found[0]["factor"] not in flat(shown)
          and f"({found[0]['factor']})" in flat(says("show", "lhs.h5", "--details")), "design: screen")
    check(f"{found[0]['rank_correlation']:+.2f}" in shown, "design: correlation on the screen")
    check(max(map(len, shown.splitlines())) <= 80, "design: lines wider than 80")
    # points of a Morris trajectory count once
    write("morris.yaml", HEAD + "replicates: 4\ndesign:\n  kind: morris\n  trajectories: 8\n"
          "  factors: {relations.trust: [0.1, 0.8], value.synergy: [3, 8]}\n")
    says("run", "morris.yaml", "--quiet")
    o = json.loads(says("show", "morris.h5", "--json"))
    check(o["design"]["points"] == 24 and o["design"]["independent"] == 8, "morris: independent")
    check("8 independent groups of points" in flat(says("show", "morris.h5")), "morris: screen")
    for second, block in (("false", 4), ("true", 6)):
        write("blocks.yaml", HEAD + "replicates: 2\ndesign:\n  kind: saltelli\n  points: 4\n"
              f"  second_order: {second}\n  factors:\n    relations.trust: [0.2, 0.8]\n"
              "    context.p_shock: [0, 0.1]\n")
        says("run", "blocks.yaml", "--quiet", "--overwrite")
        design = json.loads(says("show", "blocks.h5", "--json"))["design"]
        check(design["points"] == 4 * block and design["independent"] == 4,
              f"saltelli, second_order {second}: {design['points']}, {design['independent']}")
    # one at a time: only the points that differ from the first in this factor
    write("oat.yaml", HEAD + "replicates: 6\ndesign:\n  kind: one-at-a-time\n  factors:\n"
          "    relations.trust: {values: [0.05, 0.5, 0.9]}\n    network.members: {values: [4, 12]}\n")
    says("run", "oat.yaml", "--quiet")
    o = json.loads(says("show", "oat.h5", "--json"))
    check({f["factor"]: f["points"] for f in o["design"]["factors"]} ==
          {"relations.trust": 4, "network.members": 3}, "one at a time: points")
    check(o["design"]["chance"] is None, "one at a time: chance")
    # arms and points: the sentence is about the design as a whole, and says where it is not so
    write("both.yaml", HEAD + "replicates: 60\ndesign:\n  kind: grid\n  factors:\n"
          "    value.synergy: {values: [3, 5.2, 8]}\narms:\n  - none\n"
          "  - {name: strong, set: {relations.trust: 0.9, partners.interest_spread: 0.3}}\n")
    says("run", "both.yaml", "--quiet")
    shown = flat(says("show", "both.h5"))
    o = json.loads(says("show", "both.h5", "--json"))
    arm = o["answer"]["arms"][1]
    check(f"Of the 3 points it is surely better at {arm['points_better']} and surely worse at "
          f"{arm['points_worse']}." in shown, f"arms at points: {shown[:300]}")
    mean = [sum(c["success"]["share"] for c in o["cases"][i::2]) / 3 for i in range(2)]
    check(abs(arm["share"] - mean[1]) < 1e-6 and
          abs(arm["success"]["difference"] - mean[1] + mean[0]) < 1e-6, "arms at points: means")


run_all([arms, compare, network_file, design])
