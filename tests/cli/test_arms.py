"""Arms that live longer or shorter than the others, and arms without parts of the model, as a user
meets them: what is compared is what runs of equal length say; results are scenarios; parts are joined.

Needs POLDER, python3-h5py and python3-numpy.
"""
import csv
import html
import json
import re
import os
import tempfile
from pathlib import Path

from command import check, finish, flat, need, polder

h5py, np = need("h5py", "numpy")

HEAD = "model: collaboration\nseed: 5\nreplicates: 120\nhorizon: 60\nrecord: {networks: 3, columns: [trust.mean]}\n"
WAY = "interventions: [process-managing]"
ARMS = f"""arms:
  - none
  - {{name: brief, HORIZON_24 {WAY}}}
  - {{name: long, HORIZON_70 without: [context]}}
  - {{name: same, {WAY}}}
"""


def scenario(name, text):
    Path(name).write_text(text, encoding="utf-8")


def arms_of(file, *more):
    said = json.loads(polder("compare", file, "--json", *more)[0])
    return {a["arm"]: a for a in said["points"][0]["arms"]}


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    scenario("arms.yaml", HEAD + ARMS.replace("HORIZON_", "horizon: ").replace("24 ", "24, ").replace("70 ", "70, "))
    equal = ARMS.replace("HORIZON_24 ", "").replace("HORIZON_70 ", "")
    for ticks in (24, 60, 70):
        scenario(f"all{ticks}.yaml", HEAD.replace("horizon: 60", f"horizon: {ticks}") + equal)
        polder("run", f"all{ticks}.yaml", "--quiet")
    polder("run", "arms.yaml", "--quiet")

    # the networks themselves are those of runs of that length
    ticks_of = [60, 24, 70, 60]
    with h5py.File("arms.h5") as file:
        check(file.attrs["horizon"] == 70 and file.attrs["format_version"] == 4, "horizon and format of the file")
        case, sample = file["case"][:], file["trajectory/case"][:]
        trust = file["trajectory/trust.mean"][:]
        for k, ticks in enumerate(ticks_of):
            with h5py.File(f"all{ticks}.h5") as other:
                for column in ("success", "alive", "ended", "trust.mean", "intervention.cost"):
                    check(np.array_equal(file[column][:][case == k], other[column][:][other["case"][:] == k],
                                         equal_nan=True), f"{column} of arm {k}")
                mine = other["trajectory/trust.mean"][:][other["trajectory/case"][:] == k]
                check(np.array_equal(trust[sample == k][:, :ticks + 1], mine, equal_nan=True), f"months of arm {k}")
                check(np.isnan(trust[sample == k][:, ticks + 1:]).all(), f"arm {k} has ended")

    # compared with the baseline is what both live, and that is what runs of that length say
    apart = arms_of("arms.h5")
    for arm, ticks in (("brief", 24), ("long", 60), ("same", 60)):
        like = arms_of(f"all{ticks}.h5")[arm]
        for figure in ("alive", "lasted"):
            for what in ("difference", "low", "high", "p"):
                got, want = apart[arm][figure][what], like[figure][what]
                if what in ("low", "high"):
                    got, want = apart[arm][figure].get("difference_" + what, 0), like[figure].get("difference_" + what, 0)
                check(got == want, f"{arm}: {what} of {figure}: {got}, {want}")
        check(apart[arm]["logrank"] == like["logrank"], f"{arm}: logrank")
        check(apart[arm]["success"]["value"] == arms_of(f"all{ticks_of[1 + ('brief', 'long', 'same').index(arm)]}.h5")
              [arm]["success"]["value"], f"{arm}: success is as it ended")
        check((apart[arm]["success"]["difference"] is None) == (arm != "same"), f"{arm}: difference of success")
    text = polder("compare", "arms.h5")[0]
    check('Arms do not live equally long, in months: "nothing extra" 60, "brief" 24, "long" 70, "same" 60.' in " ".join(text.split()), "compare says so")
    check("can be the best" not in text, "nor which is the best")
    check("24 to 70 months, each with 4 arms" in text and "at its own end" in " ".join(text.split()), "how long each lives")
    last = text[text.index("How long networks last, at most 24 to 70 months"):].splitlines()
    check("at most" in last[1] and [row.removeprefix("nothing ").split()[1] for row in last[2:6]] == ["60", "24", "70", "60"], f"at most: {last[1:6]}")
    equally = polder("compare", "all60.h5")[0]
    check("collaboration, 60 months, each" in equally and "at most 60 months\narm    mean months" in re.sub("arm +", "arm    ", equally),
          f"nothing of it where all live equally long: {equally}")
    for words in (("show", "arms.h5"), ("show", "arms.h5", "--details")):
        screen = " ".join(polder(*words)[0].split())
        check('in months: "nothing extra" 60, "brief" 24, "long" 70, "same" 60. What is said of the end is said of each at its own.' in screen
              and "collaboration, 24 to 70 months, seed" in screen, f"{words}: {screen}")
    check("do not live equally" not in polder("show", "all60.h5", "--details")[0], "arms alike in show")
    check("at most 24 to 70)" in polder("survival", "arms.h5")[0] and "at most 24)" in polder("survival", "arms.h5", "--arm", "brief")[0],
          "at most, in survival")
    check(text.count("not compared") == 2 and "not sure" not in text.split("for one more success")[1],
          "nor what a success more costs of arms that are not compared")
    for arm in apart.values():
        check(set(arm["best"].values()) == {None}, f"best in JSON: {arm['best']}")
    check([apart[a]["treat"]["verdict"] is None for a in ("brief", "long", "same")] == [True, True, False], "verdicts")
    check(arms_of("all24.h5")["none"]["best"]["ahead"] is not None, "best of arms that live equally long")
    polder("compare", "arms.h5", "--csv", "arms.csv")
    rows = list(csv.DictReader(Path("arms.csv").read_text(encoding="utf-8").splitlines()))
    check(len(rows) == 4 and all(r[c] == "" for r in rows for c in r if c.startswith("best")), "best in CSV")
    check([r["treat.verdict"] == "" for r in rows] == [True, True, True, False], "verdicts in CSV")
    scenario("grid.yaml", HEAD.replace("120", "10") + "design: {kind: grid, factors: {outcome.goal: {values: [5, 12]}}}\n"
             "arms: [none, {name: brief, horizon: 24}]\n")
    polder("run", "grid.yaml", "--quiet")
    check("best?" not in polder("compare", "grid.h5")[0], "best? at points")
    check('in months: "nothing extra" 60, "brief" 24.' in " ".join(polder("compare", "grid.h5")[0].split()), "how long each lives, at points")
    polder("run", "grid.yaml", "-o", "even.h5", "--quiet", "--set", "horizon=24")
    check("best?" in polder("compare", "even.h5")[0], "where all live equally long")
    check(apart["brief"]["horizon"] == 24 and "horizon" not in arms_of("all24.h5")["brief"], "horizon in JSON")

    # curves end where the arm does
    curve = {a["arm"]: a["curve"] for a in json.loads(polder("survival", "arms.h5", "--json")[0])["arms"]}
    like = {a["arm"]: a["curve"] for a in json.loads(polder("survival", "all24.h5", "--json")[0])["arms"]}
    check(curve["brief"][:25] == like["brief"], "the curve of a brief arm")
    check(all(t["survival"] is None for t in curve["brief"][25:]), "and nothing after it")
    reasons = polder("survival", "arms.h5", "--reasons")[0]
    check("after 24 months" in reasons and "Arms do not live equally long" in reasons, "reasons at the month of all")
    check("2 arms live longer or shorter" in polder("show", "arms.h5")[0], "show says so")
    check("Varianten leven niet even lang" in polder("--lang", "nl", "compare", "arms.h5")[0], "in Dutch")

    # a result is a scenario; parts are joined; a run goes on
    polder("run", "arms.h5", "-o", "again.h5", "--quiet")
    check(Path("again.h5").read_bytes() == Path("arms.h5").read_bytes(), "the same bytes again")
    for shard in ("1/3", "3/3", "2/3"):
        polder("run", "arms.yaml", "-o", "one.h5", "--quiet", "--shard", shard)
    polder("join", "one.h5", "--quiet")
    check(Path("one.h5").read_bytes() == Path("arms.h5").read_bytes(), "joined")
    check('"nothing extra" 60, "brief" 24, "long" 70' in polder("check", "arms.yaml")[0], "check says so")
    check("(4 cases, 120 replicates), 24 to 70 months\n" in polder("check", "arms.yaml")[0], "check says from when to when")

    # another network file: a result is a scenario where the files are, and joined without them
    Path("nets").mkdir()
    scenario("nets/a.csv", "from,to\nAda,Ben\nBen,Cor\nCor,Ada\nDee,Ada\n")
    scenario("nets/b.csv", "from,to\nBen,Ada\nEva,Dee\nDee,Ada\nEva,Ben\n")
    net = HEAD.replace("120", "20") + ("network: {file: nets/a.csv}\narms: [none, {name: then, horizon: 24, "
                                       "network: {file: nets/b.csv}}]\n")
    scenario("net.yaml", net)
    polder("run", "net.yaml", "--quiet")
    with h5py.File("net.h5") as file:
        names = list(file["trajectory/label"].asstr()[:])
        check(names == ["Ada", "Ben", "Cor", "Dee", "Eva"], f"seats: {names}")
        check(file.attrs["format_version"] == 5, "format of a file that says who is there")
        there = file["trajectory/arm_member"][:].tolist()
        check(there == [[1, 1, 1, 1, 0], [1, 1, 0, 1, 1]], f"who is there: {there}")
        dims = [scale[0].name for scale in file["trajectory/arm_member"].dims]
        check(dims == ["/arms", "/trajectory/organisation_id"], f"dimensions: {dims}")
    check('arm "then": 4 organisations, of b.csv; not there, unlike in the baseline: Cor; new: Eva\n' in polder("check", "net.yaml")[0],
          "check of files")
    # a swap: the file of all has both, and each arm one of them
    scenario("swap.yaml", net.replace("[none, {", "[{name: old, network: {absent: [Dee]}}, {")
             .replace("b.csv}", "c.csv, absent: [Ben]}"))
    scenario("nets/c.csv", Path("nets/a.csv").read_text(encoding="utf-8"))
    said = polder("check", "swap.yaml")[0]
    check('arm "old": 3 organisations; not there: Dee; new: nobody\n' in said, said)
    check('arm "then": 3 organisations, of c.csv; not there, unlike in the baseline: Ben; new: Dee\n' in said, said)
    # an arm without anything
    scenario("same.yaml", HEAD + "arms: [none, {name: same}, {name: short, horizon: 9}, {name: less, without: [context]}]\n")
    said = polder("check", "same.yaml")[0]
    check(said.count("changes nothing") == 1 and 'arm "same" changes nothing: it is the baseline once more\n' in said, said)
    # a table of both teams: nobody is warned of who has no ties in a file and is absent in all arms that have it
    scenario("nets/staff.csv", "name,staff\nAda,3\nBen,4\nCor,5\nDee,6\nEva,7\n")
    for old, then, left in (("[Eva]", "[Cor]", []), ("[Ada]", "[Cor]", ["'Eva'"]), ("[Eva]", "[Ada]", ["'Cor'"])):
        scenario("teams.yaml", net.replace("a.csv}", "a.csv, organisations_file: nets/staff.csv}")
                 .replace("[none, {", f"[{{name: old, network: {{absent: {old}}}}}, {{")
                 .replace("b.csv}", f"b.csv, absent: {then}}}"))
        said = " ".join(polder("check", "teams.yaml")[1].split())
        check(re.findall("no ties in .*?, such as ('[A-Z][a-z]*')", said) == left, f"{old}, {then}: {said}")
    check('of "then" are not those' in polder("compare", "net.h5")[0].replace("\n", " "), "compare says it of files")
    # others are in the network of an arm if they are not those of the baseline, whatever that leaves out
    scenario("nets/six.csv", "from,to\nAda,Ben\nBen,Cor\nCor,Ada\nDee,Ada\nEva,Dee\nFay,Eva\n")
    scenario("seat.yaml", HEAD.replace("120", "20") + """network: {file: nets/six.csv}
baseline: now
arms:
  - {name: now, network: {absent: [Eva, Fay]}}
  - {name: same, network: {absent: [Fay, Eva]}}
  - {name: apart, network: {absent: [Eva, Fay], cut: [[Ada, Ben]]}}
  - {name: all}
""")
    polder("run", "seat.yaml", "--quiet")
    check("One network in each arm, from a file, the same in all runs of that arm:" in
          " ".join(polder("compare", "seat.h5")[0].split()), "compare does not say that all runs have one network")
    check('of "apart", "all" are not those of the scenario\'s baseline' in " ".join(polder("compare", "seat.h5")[0].split()),
          "whose members and ties are others")
    polder("run", "net.h5", "-o", "net2.h5", "--quiet", "--network", "nets/a.csv")
    check(Path("net2.h5").read_bytes() == Path("net.h5").read_bytes(), "files beside the network file")
    for shard in ("2/2", "1/2"):
        polder("run", "net.yaml", "-o", "net3.h5", "--quiet", "--shard", shard)
    # who is not in an arm has rows in the file, of numbers that say nothing, and none in a table
    scenario("rows.yaml", net.replace("columns: [trust.mean]", "columns: [trust, balance]")
             .replace("horizon: 24, ", "") + "  - {name: less, network: {absent: [Ada]}}\n")
    scenario("rows.yaml", Path("rows.yaml").read_text(encoding="utf-8").replace("}}]\n  - ", "}}, ").replace("[Ada]}}\n", "[Ada]}}]\n"))
    polder("run", "rows.yaml", "--quiet")
    members = {"none": {"Ada", "Ben", "Cor", "Dee"}, "then": {"Ada", "Ben", "Dee", "Eva"}, "less": {"Ben", "Cor", "Dee"}}
    for level in ("organisation", "arc"):
        rows = list(csv.DictReader(polder("export", "rows.h5", "--trajectories", "--level", level)[0].splitlines()))
        for arm, names in members.items():
            got = {row[name] for row in rows if row["arm"] == arm
                   for name in (("label",) if level == "organisation" else ("from_label", "to_label"))}
            alone = {"Dee"} if (level, arm) == ("arc", "less") else set() # its one tie is with Ada
            check(got == names - alone, f"{level} of {arm}: {got}")
    drawn = polder("export", "rows.h5", "--network", "2", "--tick", "0")[0]
    check(">Ada<" not in drawn and ">Eva<" not in drawn and drawn.count("<node ") == 3, f"drawn: {drawn}")
    check('source="n0"' not in drawn and 'target="n0"' not in drawn and 'source="n1"' in drawn, "ties of one that is absent")
    # nor of a tie: `tie` tells, if it was recorded; one that comes later is a tie of its own
    check("warning: arms have other ties" in flat(polder("export", "rows.h5", "--network", "0", "--tick", "0")[1]), "ties nobody knows")
    scenario("tied.yaml", HEAD.replace("120", "2").replace("columns: [trust.mean]", "columns: [trust, tie]").replace("networks: 3", "networks: 8") + "network: {file: nets/a.csv}\narms: "
             "[none, {name: then, network: {file: nets/b.csv}}, {name: cut, network: {cut: [[Ada, Cor]]}}, "
             "{name: mend, network: {cut: [[Ada, Cor]]}, events: [{what: mend, between: [Ada, Cor], month: 5}]}]\n")
    polder("run", "tied.yaml", "--quiet")
    out, err = polder("export", "tied.h5", "--trajectories", "--level", "arc")
    check("warning" not in err, err)
    ties = {"none": {"Ada Ben", "Ben Cor", "Ada Cor", "Ada Dee"}, "then": {"Ada Ben", "Dee Eva", "Ada Dee", "Ben Eva"},
            "cut": {"Ada Ben", "Ben Cor", "Ada Dee"}, "mend": {"Ada Ben", "Ben Cor", "Ada Cor", "Ada Dee"}}
    rows = list(csv.DictReader(out.splitlines()))
    for k, (arm, expected) in enumerate(ties.items()):
        got = {" ".join(sorted((row["from_label"], row["to_label"]))) for row in rows if row["arm"] == arm}
        check(got == expected, f"ties of {arm}: {got}")
        drawn = polder("export", "tied.h5", "--network", str(k), "--tick", "0")[0]
        check(drawn.count("<edge ") == 2 * len(expected), f"drawn ties of {arm}: {drawn}")
    # nor after its end
    scenario("tied.yaml", Path("tied.yaml").read_text(encoding="utf-8").replace("{name: cut,", "{name: cut, horizon: 12,"))
    polder("run", "tied.yaml", "--quiet", "--overwrite")
    polder("export", "tied.h5", "--network", "2", "--tick", "12")
    polder("export", "tied.h5", "--network", "1", "--tick", "13")
    err = polder("export", "tied.h5", "--network", "2", "--tick", "13", code=2)[1]
    check('tick 13 is after the end of the arm "cut", which is run for 12' in flat(err), f"after its end: {err}")
    one = polder("members", "net.yaml", "--quiet", "--json", "--lives", "10")[0]
    check([m["member"] for m in json.loads(one)["members"]] == ["Ada", "Ben", "Cor", "Dee"], "members of the baseline")
    scenario("then.yaml", net + "baseline: then\n")
    polder("diagnose", "then.yaml", "--founding", "0", "--short", "--quiet", "--no-remedies")
    scenario("nets/b.csv", "from,to\nBen,Ada\nEva,Dee\nDee,Ada\nEva,Cor\n")
    err = polder("run", "net.h5", "-o", "net4.h5", "--quiet", "--network", "nets/a.csv", code=2)[1]
    check("b.csv is not the network of this experiment" in err, "another file")
    Path("nets/b.csv").unlink()
    err = polder("check", "net.yaml", code=2)[1]
    check("net.yaml:" in err and "there is no nets/b.csv" in err, "a file that is not there")
    err = polder("check", "net.yaml", "--network", "nets/a.csv", code=2)[1]
    check("there is no nets/b.csv" in err, "nor beside the file of --network")
    Path("else").mkdir()
    scenario("else/b.csv", "from,to\nAda,Ben\nBen,Cor\n")
    err = polder("check", "net.yaml", "--network", "else/b.csv", code=2)[1]
    check("net.yaml:" in err and "there is no nets/b.csv" in err, "the file of --network is not that of an arm")
    scenario("else/c.csv", "from,to\nAda,Ben\nBen,Cor\n")
    polder("check", "net.yaml", "--network", "else/c.csv")
    scenario("two.yaml", net.replace("nets/b.csv}}]", "nets/a.csv}}, {name: two, network: {file: else/a.csv}}]"))
    scenario("else/a.csv", "from,to\nAda,Ben\nBen,Cor\n")
    err = " ".join(polder("check", "two.yaml", code=2)[1].split())
    check("two.yaml:" in err and "nets/a.csv and else/a.csv have one name" in err, f"one name in two folders: {err}")
    scenario("two.yaml", net.replace("nets/b.csv", "else/a.csv"))
    err = " ".join(polder("check", "two.yaml", code=2)[1].split())
    check("two.yaml:" in err and "nets/a.csv and else/a.csv have one name" in err, f"that of all in another folder: {err}")
    polder("check", "two.yaml", "--network", "else/c.csv")
    scenario("two.yaml", net.replace("nets/b.csv", "./nets/a.csv"))
    polder("check", "two.yaml")
    scenario("two.yaml", net.replace("nets/b.csv}}]", "nets/a.csv}}, {name: two, network: {file: ./nets/a.csv}}]"))
    polder("check", "two.yaml")
    Path("nets/a.csv").unlink()
    polder("join", "net3.h5", "--quiet")
    check(Path("net3.h5").read_bytes() == Path("net.h5").read_bytes(), "joined without the files")

    # a diagnosis is of the baseline, and lives as long as that
    scenario("brief.yaml", HEAD.replace("120", "2") + "baseline: brief\narms: [none, {name: brief, horizon: 6}]\n")
    said = polder("diagnose", "brief.yaml", "--founding", "1", "--short", "--quiet", "--no-remedies", "--json")[0]
    scenario("six.yaml", HEAD.replace("120", "2").replace("horizon: 60", "horizon: 6"))
    six = polder("diagnose", "six.yaml", "--founding", "1", "--short", "--quiet", "--no-remedies", "--json")[0]
    check(json.loads(said)["chance"] == json.loads(six)["chance"], "the baseline's horizon")

    # a Dutch name is of one arm
    for bad, said in (("{name: a, name_nl: b}, {name: b}", '"b" is what arm "a" is called'),
                      ("{name: b}, {name: a, name_nl: b}", '"b" is what arm "b" is called'),
                      ("{name: a, name_nl: c}, {name: b, name_nl: c}", '"c" is what arm "a" is called'),
                      ("{name: a, name_en: b}, {name: b}", '"b" is what arm "a" is called'),
                      ("{name: a, name_en: c}, {name: b, name_nl: c}", '"c" is what arm "a" is called'),
                      ("none, {name_en: c, set: {relations.trust: 0.3}}", "name_en is what people read for name, which is missing"),
                      ("none, {name: a, in_short_nl: c}", "in_short_nl is the Dutch for in_short, which is missing"),
                      ("none, {name: a, in_short: [c]}", "in_short needs a text")):
        scenario("dutch.yaml", HEAD + f"arms: [{bad}]\n")
        check(said in polder("check", "dutch.yaml", code=2)[1], bad)
    scenario("dutch.yaml", HEAD + "arms: [{name: a, name_nl: a}, {name: b, name_nl: c}]\n")
    polder("check", "dutch.yaml")

    # what is beyond the end is told with the end of whom it is about, wherever arms stand in the file
    body = "observe: {late: {mean: trust.mean, from: 61, until: 70}}\nevents: [{what: shock, month: 65}]\n"
    long = "arms: [none, {name: long, horizon: 70}]\n"
    for text in (body + long, long + body):
        scenario("order.yaml", HEAD.replace("120", "2") + text)
        check("horizon" not in polder("check", "order.yaml")[1], f"the longest arm is what counts: {text}")
        scenario("order.yaml", Path("order.yaml").read_text(encoding="utf-8").replace("horizon: 70", "horizon: 7e1"))
        check("horizon" not in polder("check", "order.yaml")[1], f"a number is read in one way: {text}")
        polder("run", "order.yaml", "--quiet", "-o", "order.h5", "--overwrite")
        with h5py.File("order.h5") as file:
            late = np.isfinite(file["late"][:].reshape(-1, 2))
            check(not late[:, 0].any() and late[:, 1].any(), f"late: {late}")
        scenario("order.yaml", HEAD.replace("120", "2") + text.replace("until: 70", "until: 71"))
        check("until = 71 is after the last month, 70" in flat(polder("check", "order.yaml", code=2)[1]), "later than all")
    scenario("shock.yaml", HEAD + "events: [{what: shock, month: 65}]\n")
    check("after the horizon of 60 ticks" in polder("check", "shock.yaml")[1], "an event after the end")
    check("horizon" not in polder("check", "shock.yaml", "--set", "horizon=65")[1], "the horizon of the command line counts")
    way = "{use: visioning, start: trust.mean < 0.3 for N months}"
    for ticks, arm, said in ((24, "horizon: 24, ", ""), (25, "horizon: 24, ", "for 25 is longer than the horizon of 24 ticks"), (60, "", ""),
                             (61, "", "for 61 is longer than the horizon of 60 ticks"), (61, "horizon: 70, ", "")):
        scenario("for.yaml", HEAD + f"arms: [none, {{name: a, {arm}interventions: [{way.replace('N', str(ticks))}]}}]\n")
        warned = flat(polder("check", "for.yaml")[1])
        check(said in warned if said else "longer than" not in warned, f"for {ticks} months, {arm}: {warned}")
    start = ("arms: [none, {name: a, HORIZONinterventions: [visioning]}, {name: b, interventions: [visioning]}]\n"
             "design: {kind: grid, factors: {intervention.visioning.start: {values: [3, VALUE]}}}\n")
    for value, horizon, said in ((60, "", ""), (61, "", '61 is after the horizon of the arm "a", 60 ticks'),
                                 (24, "horizon: 24, ", ""), (25, "horizon: 24, ", '25 is after the horizon of the arm "a", 24 ticks'),
                                 (61, "horizon: 70, ", '61 is after the horizon of the arm "b", 60 ticks')):
        scenario("start.yaml", HEAD + start.replace("VALUE", str(value)).replace("HORIZON", horizon))
        warned = flat(polder("check", "start.yaml")[1])
        check(said in warned if said else "horizon" not in warned, f"start {value}, {horizon}: {warned}")
    check("61 ligt na de horizon van de variant" in flat(polder("--lang", "nl", "check", "start.yaml")[1]), "in Dutch")
    scenario("start.yaml", HEAD + start.split("design")[0].replace("HORIZON", ""))
    err = flat(polder("check", "start.yaml", "--set", "intervention.visioning.start=61")[1])
    check('61 is after the horizon of the arm "a", 60 ticks' in err, f"--set: {err}")

    # arms that a diagnosis writes elsewhere name the file that the baseline has
    Path("far").mkdir()
    Path("nets2").mkdir()
    scenario("nets2/a.csv", "from,to\nAda,Ben\nBen,Cor\nCor,Ada\nDee,Ada\n")
    scenario("nets2/b.csv", "from,to\nBen,Ada\nEva,Dee\nDee,Ada\nEva,Ben\n")
    scenario("then.yaml", (net + "baseline: then\n").replace("nets/", "nets2/"))
    polder("diagnose", "then.yaml", "--founding", "0", "--short", "--quiet", "--no-remedies", "--arms", "far/found.yaml")
    polder("check", "far/found.yaml")
    polder("run", "far/found.yaml", "--quiet", "--set", "futures=2", "-o", "far/found.h5")

    # a report leaves out, by name, what does not live as long as its baseline, and compares the rest
    scenario("many.yaml", (HEAD + ARMS).replace("120", "200").replace("HORIZON_24", "horizon: 24,").replace("HORIZON_70", "horizon: 70,"))
    polder("run", "many.yaml", "--quiet")
    of = {arm["arm"]: arm["success"]["value"] for arm in arms_of("many.h5").values()}
    for lang, said in (("en", "Not compared here, because they run for a longer or shorter time than"),
                       ("nl", "Hier niet vergeleken, omdat de berekening langer of korter doorloopt")):
        polder("--lang", lang, "report", "many.h5", "-o", "x.html", "--overwrite")
        page = html.unescape(re.sub("<[^>]*>", "", Path("x.html").read_text(encoding="utf-8")))
        check(re.search(said + r"[^:]*: “brief”, “long”\.", page), f"a report names whom it leaves out: {lang}")
    drawn = polder("plot", "many.h5", "--figure", "arms", "-o", "-")[0]
    check(re.findall(r">(\d+) of 100<", drawn) == [str(round(100 * of[arm])) for arm in ("none", "same")], f"a drawing has the others: {of}")
    polder("report", "many.h5", "-o", "x.html", "--overwrite", "--baseline", "long")
    alone = Path("x.html").read_text(encoding="utf-8")
    check("How often do made-up networks of this kind succeed?" in alone and "after 70 months" in alone, "an arm that nothing lives as long as")
    os.remove("x.html")

    # what needs arms of equal length says so
    check("do not live equally long" in polder("compare", "all70.h5", "arms.h5", code=2)[1], "several files")
    scenario("fact.yaml", HEAD + "arms: [none, {name: b, horizon: 5}]\nfact: {id: X1, title: t, source: s, "
             "status: memory, use: report, figures: [{name: a, figure: share, of: alive, arms: [none]}]}\n")
    check("live equally long" in polder("facts", "fact.yaml", code=2)[1], "a fact")

finish("arms: ok")
