"""polder members: what it says of each member is what a run of the same arms says, worked out once
more by other hands.

Needs POLDER, python3-h5py and python3-numpy.
"""
import json
import re
import shlex
from itertools import combinations
from pathlib import Path

from command import check, need, polder, run_all

h5py, np = need("h5py", "numpy")

LIVES, NAMES = 60, ["Isala", "GGZ", "Zorg en Zo", "Thuis", "Buurt"]


def write():
    Path("net.csv").write_text("from,to\nIsala,GGZ\nIsala,Zorg en Zo\nGGZ,Zorg en Zo\nIsala,Thuis\n"
                               "Thuis,GGZ\nBuurt,Thuis\nBuurt,GGZ\n")
    base = (f"model: collaboration\nseed: 3\nreplicates: {LIVES}\nhorizon: 24\n"
            "network: {file: net.csv}\nvalues: {outcome: {goal: 4}}\n")
    Path("region.yaml").write_text(base + "arms: [{name: other, set: {relations.trust: 0.1}}, none]\n"
                                   "baseline: none\n")
    Path("all.csv").write_text("from,to\n" + "".join(f"{a},{b}\n" for a, b in combinations("ABCDEFGH", 2)))
    Path("all.yaml").write_text("model: collaboration\nseed: 3\nhorizon: 36\nnetwork: {file: all.csv}\n"
                                "values: {outcome: {goal: 1}}\n")
    arms = "".join(f"  - {{name: w{i}, network: {{absent: [{n}]}}}}\n"
                   f"  - {{name: t{i}, network: {{typical: {n}}}}}\n" for i, n in enumerate(NAMES))
    Path("arms.yaml").write_text(base + f"record: {{networks: {LIVES}, columns: [active, balance, trust]}}\n"
                                 "arms:\n  - none\n" + arms)


def alone(member, active, balance, trust, begin, end):
    """Of one life: month of leaving or 0, and the means over the time before."""
    there = active[member] > 0
    last = len(there) if there.all() else int(np.argmin(there))
    left = last if last < len(there) and active[member][last] <= 0 else 0
    given, got = [], []
    for t in range(1, last):
        for mine, other, out in ((begin, end, given), (end, begin, got)):
            some = [trust[a][t] for a in range(len(begin))
                    if mine[a] == member and active[other[a]][t] > 0]
            if some:
                out.append(np.mean(some, dtype=float))
    means = [np.mean(x) if len(x) else np.nan for x in (balance[member][1:last], given, got)]
    return [left] + means


def recompute():
    with h5py.File("arms.h5") as f:
        t = f["trajectory"]
        n_arm = 1 + 2 * len(NAMES)
        success = f["success"][:].reshape(LIVES, n_arm)
        networks = t["organisation_network"][:]
        ties = t["arc_network"][:]
        case = t["case"][:]
        lives = [[] for _ in NAMES]
        for s in np.flatnonzero(case == 0):
            org, tie = networks == s, ties == s
            for i in range(len(NAMES)):
                lives[i].append(alone(i, t["active"][:][org], t["balance"][:][org], t["trust"][:][tie],
                                      t["arc_from"][:][tie], t["arc_to"][:][tie]))
        return success, np.array(lives, dtype=float)


def test_numbers():
    said = json.loads(polder("members", "region.yaml", "--record", "balance", "--record", "trust", "--json",
                             "--quiet", "--threads", 2)[0])
    again = polder("members", "region.yaml", "--record", "balance", "--record", "trust", "--json", "--quiet",
                   "--threads", 1)[0]
    check(said == json.loads(again), "threads change what is said")
    polder("run", "arms.yaml", "-o", "arms.h5", "--quiet")
    success, lives = recompute()
    check(said["lives"] == LIVES, "lives")
    check(abs(said["succeed"] - success[:, 0].mean(dtype=float)) < 1e-9, "how many lives succeed")
    check([m["member"] for m in said["members"]] == NAMES, "names")
    for i, one in enumerate(said["members"]):
        left = lives[i][:, 0]
        check(abs(one["leaves"]["value"] - np.mean(left > 0)) < 1e-9, f"{NAMES[i]}: leaves")
        if (left > 0).any():
            check(abs(one["when"] - left[left > 0].mean()) < 1e-9, f"{NAMES[i]}: when")
        for k, name in enumerate(("balance", "trust.given", "trust.received")):
            check(abs(one[name] - np.nanmean(lives[i][:, k + 1])) < 1e-5, f"{NAMES[i]}: {name}")
    check(sum(lives[i][:, 0].max() > 0 for i in range(len(NAMES))) > 0, "nobody ever leaves: no test")
    for i, one in enumerate(said["missed"]):
        for k, what in enumerate(("without", "typical")):
            expected = success[:, 1 + 2 * i + k].mean(dtype=float) - success[:, 0].mean(dtype=float)
            check(abs(one[what]["value"] - expected) < 1e-9,
                  f"{NAMES[i]}: {what}: {one[what]}, not {expected}")
            check(one[what]["low"] <= expected <= one[what]["high"], f"{NAMES[i]}: interval")
    check(len({round(o["without"]["value"], 9) for o in said["missed"]}) > 1, "all are the same: no test")


def test_sentence():
    """It says of all what holds of all, and else counts: as the numbers of its own table are."""
    counts, names = [], []
    for scenario, lives in (("region.yaml", 5), ("region.yaml", 400), ("all.yaml", 100), ("all.yaml", 300)):
        words = ("members", scenario, "--lives", lives, "--quiet")
        numbers = json.loads(polder(*words, "--json")[0])
        missed = [m["without"] for m in numbers["missed"]]
        said = " ".join(polder(*words)[0].split())
        more, fewer = sum(w["low"] > 0 for w in missed), sum(w["high"] < 0 for w in missed)
        counts.append((more, fewer, len(missed)))
        check(("Without whoever it is" in said) == (more == len(missed)), f"{counts[-1]}: of all: {said[-900:]}")
        line = (f"Of {len(missed)} members, each taken for itself, more lives succeed without it: {more}; "
                f"fewer: {fewer}; not sure: {len(missed) - more - fewer}. Of a hundred members")
        above = all(m["value"] > 0 for m in missed) and more < len(missed)
        check(("above 0 for whoever it is" in said) == above, f"{counts[-1]}: all above: {said[-900:]}")
        first = said.split(" leaves when ")[0]  # the answers, before the tables
        named = re.search(r'Without "(.+?)" the fewest lives succeed: ([\d.]+) percentage points fewer than with all '
                          r'\(([\d.-]+) to ([\d.-]+), with all members compared at once\)', first)
        check(("Of no member is it sure" in first) == (named is None), f"{counts[-1]}: nobody missed: {first}")
        names.append(named is not None)
        if named:  # picked out of all: its interval is wider than that of its own row, and leaves out 0
            most = min(numbers["missed"], key=lambda m: m["without"]["value"])
            own = [-100 * most["without"][end] for end in ("high", "low")]
            check(named[1] == most["member"], f"{counts[-1]}: missed: {first}")
            check(0 <= float(named[3]) < own[0] - 0.1 and float(named[4]) > own[1] + 0.1, f"of all: {first}, not {own}")
        leaver = max(numbers["members"], key=lambda m: m["leaves"]["value"])
        check(f'Most often "{leaver["member"]}" leaves: in {100 * leaver["leaves"]["value"]:.1f}% of the lives' in first, first)
        check((line in said) == (0 < more + fewer and more < len(missed)), f"{counts[-1]}: counted: {said[-900:]}")
    check(set(names) == {True, False}, f"no test: {names}")
    check({"none" if more + fewer == 0 else "fewer" if more == 0 else "some" if more < n else "all"
           for more, fewer, n in counts} == {"none", "fewer", "some", "all"}, f"no test: {counts}")


def test_again():
    """The command it says gives the same once more, whatever was set."""
    said = polder("members", "./region.yaml", "--lives", 5, "--set", "relations.trust={uniform: [0.2, 0.4]}", "--record", "balance",
                  "--seed", 9, "--json", "--quiet", "--threads", 1)[0]
    command = json.loads(said)["command"]
    check(command == "polder members region.yaml --set 'relations.trust={uniform: [0.2, 0.4]}' --record balance --seed 9 --lives 5 "
          "--json", command)
    check(polder(*shlex.split(command)[1:], "--quiet")[0] == said, "the command says something else")
    plain = json.loads(polder("members", "region.yaml", "--lives", 5, "--no-removal", "--json", "--quiet")[0])
    check(plain["command"] == "polder members region.yaml --seed 3 --lives 5 --no-removal --json", plain["command"])


def test_screen():
    out = polder("members", "region.yaml", "--lives", 20, "--quiet")[0]
    for word in NAMES + ["leaves", "without it", "balance", "5 members, in 20 lives"]:
        check(word in out, f"the screen lacks {word}")
    for word in ("balance: balance of get and give", "contribution: share of its capacity", "above 0 more do"):
        check(word in " ".join(out.split()), f"the screen does not explain: {word}")
    check("no reason to part with one" in " ".join(out.split()), "the screen does not say what it is not")
    check(max(map(len, out.splitlines())) <= 80, "the screen is wider than 80 columns")
    check("balance" in out.split("While it takes part")[1].splitlines()[1], "names of columns on a second line")
    out = polder("--lang", "nl", "members", "region.yaml", "--lives", 5, "--quiet")[0]
    for word in ("vertrekt", "zonder", "Zonder wie"):
        check(word in out, f"the Dutch screen lacks {word}")
    out = polder("members", "region.yaml", "--lives", 5, "--no-removal", "--quiet")[0]
    check("without it" not in out, "--no-removal")


def test_baseline():
    """A baseline with a horizon and a network file of its own: what is said is of these."""
    Path("own.csv").write_text("from,to\nIsala,GGZ\nIsala,Nieuw\nGGZ,Nieuw\n")
    Path("own.yaml").write_text("model: collaboration\nseed: 4\nhorizon: 12\nnetwork: {file: net.csv}\narms:\n"
                                "  - {name: long, horizon: 36, network: {file: own.csv}}\n  - none\n")
    for command in (("members", "own.yaml", "--lives", 5), ("diagnose", "own.yaml", "--founding", 0, "--short",
                                                             "--no-remedies")):
        said = json.loads(polder(*command, "--json", "--quiet")[0])
        check((said["horizon"], said["network"]) == (36, "own.csv"), f"{command[0]}: {said['horizon']}, {said['network']}")
    check("own.csv" in said["fixed"] and "net.csv" not in said["fixed"], f"diagnose: {said['fixed']}")
    members = {one["member"] for one in json.loads(polder("members", "own.yaml", "--lives", 5, "--json",
                                                          "--quiet")[0])["members"]}
    check(members == {"Isala", "GGZ", "Nieuw"}, f"its members: {members}")
    for lang, said in (("en", 'Arms with another network file ("nothing extra")'), ("nl", '("niets extra")')):
        out = polder("--lang", lang, "members", "own.yaml", "--lives", 5, "--quiet")[0]
        check(said in " ".join(out.split()), f"the arm none: {out}")


def test_later():
    """What is observed later than the baseline runs is of another arm: nothing to refuse."""
    text = Path("region.yaml").read_text().replace("[{name: other, ", "[{name: other, horizon: 36, ")
    Path("late.yaml").write_text(text + "observe: {late: {mean: trust.mean, from: 20, until: 30}, "
                                 "soon: {mean: trust.mean, from: 2, until: 5}}\n")
    polder("run", "late.yaml", "-o", "late.h5", "--quiet")
    for file in ("late.yaml", "late.h5"):
        polder("members", file, "--lives", 5, "--quiet")
        polder("diagnose", file, "--founding", 0, "--short", "--quiet", "--arms", "arm.yaml", "--overwrite")
        text = Path("arm.yaml").read_text()
        check(" soon:" in text and " late:" not in text, f"observe of --arms: {text}")
        polder("run", "arm.yaml", "-o", "arm.h5", "--quiet", "--overwrite")


def test_warned_once():
    """Also where what was told is followed by a refusal."""
    text = Path("region.yaml").read_text() + "events: [{what: shock, month: 30}]\n"
    Path("warned.yaml").write_text(text)
    Path("points.yaml").write_text(text + "design: {kind: grid, factors: [{trust.k_up: {values: [0.1, 0.2]}}]}\n")
    for command in (["members"], ["diagnose", "--founding", 0]):
        err = polder(*command, "points.yaml", "--quiet", code=2)[1]
        check(err.count("after the horizon") == 1 and "this is a design" in err, f"{command[0]}, refused: {err}")
    err = polder("members", "warned.yaml", "--lives", 2, "--quiet", "--no-removal")[1]
    check(err.count("after the horizon") == 1, f"warnings: {err}")


def test_refused():
    Path("none.yaml").write_text("model: collaboration\n")
    check("network file" in polder("members", "none.yaml", code=2)[1], "without a network file")
    check("--lives" in polder("members", "region.yaml", "--lives", 0, code=2)[1], "--lives 0")
    polder("members", code=2)


run_all([write, test_numbers, test_sentence, test_again, test_screen, test_baseline, test_later, test_warned_once, test_refused])
