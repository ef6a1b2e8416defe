"""What a scenario asks of networks while they run: worked out once more, by other hands, from the months
that the same run has recorded.

Needs POLDER, python3-h5py and python3-numpy.
"""
import csv
import io
import json
from pathlib import Path

from command import check, flat, need, polder, run_all

h5py, np = need("h5py", "numpy")

HORIZON = 36

BASE = f"""model: collaboration
seed: 4
replicates: 60
horizon: {HORIZON}
network: {{members: {{integer: [4, 12]}}}}
arms: [none, {{name: cold, set: {{relations.trust: 0.2}}}}]
"""
RECORD = "record: {networks: 60, columns: [trust.mean, momentum, phase, contribution.mean]}\n"
OBSERVE = """observe:
  year3: {mean: trust.mean, from: 25, until: 36}
  distrust: {first: trust.mean < 0.45}
  low: {min: momentum}
  top: {max: contribution.mean, until: 12}
  long.distrust: {first: "trust.mean < 0.45 for 3 months"}
  stuck: {first: "momentum < 0.7 for 4 months", from: 2}
  agreed: {first: phase >= agree and not trust.mean < 0.3, from: 6}
  again: {first: trust.mean < 0.45, from: 10, until: 20}
"""


def same(a, b):
    return np.array_equal(a, b, equal_nan=True)


def first(holds, start=1, until=HORIZON, last=1):
    """The first month whose end sees it hold, `last` times in a row."""
    out = np.full(len(holds), np.nan, dtype=np.float32)
    for i, row in enumerate(holds):
        n = 0
        for month in range(start, until + 1):
            n = n + 1 if row[month] else 0
            if n >= last:
                out[i] = month
                break
    return out


def window(track, how, start=1, until=HORIZON):
    out = np.full(len(track), np.nan, dtype=np.float32)
    for i, row in enumerate(track):
        there = [x for x in row[start:until + 1].astype(float) if not np.isnan(x)]
        if there:
            out[i] = {"mean": lambda x: sum(x) / len(x), "min": min, "max": max}[how](there)
    return out


def test_numbers():
    Path("s.yaml").write_text(BASE + RECORD + OBSERVE)
    polder("run", "s.yaml", "-o", "s.h5", "--quiet", "--threads", 2)
    with h5py.File("s.h5") as f:
        t = {name: f["trajectory/" + name][:] for name in ("trust.mean", "momentum", "phase", "contribution.mean")}
        low = t["trust.mean"] < np.float32(0.45)
        expected = {
            "year3": window(t["trust.mean"], "mean", 25, 36),
            "distrust": first(low),
            "low": window(t["momentum"], "min"),
            "top": window(t["contribution.mean"], "max", 1, 12),
            "long.distrust": first(low, last=3),
            "stuck": first(t["momentum"] < np.float32(0.7), 2, last=4),
            "agreed": first((t["phase"] >= 2) & ~(t["trust.mean"] < np.float32(0.3)), 6),
            "again": first(low, 10, 20),
        }
        for name, numbers in expected.items():
            check(same(f[name][:], numbers), f"{name}: {f[name][:9]}, not {numbers[:9]}")
            check(name != "low" or len(set(numbers)) > 9, f"{name}: one number in all: no test")
        for name in ("distrust", "long.distrust", "stuck", "agreed", "again", "year3"):
            check(0 < np.isnan(f[name][:]).sum() < 120, f"{name}: always or never: no test")
            check(not (f[name][:] == 0).any(), f"{name}: a silent 0")
        check(f.attrs["format_version"] == 4, "format")
        check(f["distrust"].attrs["long_name"] == "first month in which trust.mean < 0.45; NaN: in none", "words")
        check(f["distrust"].attrs["units"] == "month" and f["low"].attrs["units"] == "1", "units")
        check(f["again"].attrs["long_name"] == "first month in which trust.mean < 0.45, months 10 to 20; NaN: in none",
              f["again"].attrs["long_name"])
        check(f["year3"].attrs["long_name"] == "mean of trust.mean, months 25 to 36, while the network was there",
              "words of a window")


def test_same_bytes():
    """Again from the result, on one thread, in small blocks, from shares, written in another order."""
    polder("run", "s.h5", "-o", "again.h5", "--quiet", "--threads", 1)
    check(Path("again.h5").read_bytes() == Path("s.h5").read_bytes(), "a result runs again")
    head, *rest = OBSERVE.splitlines()
    swapped = "\n".join([head] + rest[::-1]).replace("phase >= agree and not trust.mean < 0.3",
                                                     "not trust.mean < 0.3 and phase >= agree")
    Path("t.yaml").write_text(BASE + RECORD + swapped + "\n")
    polder("run", "t.yaml", "-o", "t.h5", "--quiet")
    check(Path("t.h5").read_bytes() == Path("s.h5").read_bytes(), "another order is another experiment")
    for i in (1, 2):
        polder("run", "s.yaml", "-o", "u.h5", "--quiet", "--shard", f"{i}/2")
    polder("join", "u.h5", "--quiet")
    check(Path("u.h5").read_bytes() == Path("s.h5").read_bytes(), "shares")


def test_nothing_else_changes():
    """Unrecorded networks are observed as recorded ones, and no other column knows of it."""
    Path("plain.yaml").write_text(BASE)
    Path("bare.yaml").write_text(BASE + OBSERVE)
    polder("run", "plain.yaml", "-o", "plain.h5", "--quiet")
    polder("run", "bare.yaml", "-o", "bare.h5", "--quiet")
    with h5py.File("plain.h5") as plain, h5py.File("bare.h5") as bare, h5py.File("s.h5") as s:
        check(plain.attrs["format_version"] == 2, "the format of a result without")
        for name in plain:
            if isinstance(plain[name], h5py.Dataset) and plain[name].dtype == np.float32:
                check(same(plain[name][:], bare[name][:]), f"{name} is another number")
        for name in ("distrust", "year3", "agreed"):
            check(same(bare[name][:], s[name][:]), f"{name} of networks that are not recorded")


def test_large_and_members():
    """A network that has all lanes to itself; and a number of one member, which nothing else looks at."""
    Path("large.yaml").write_text("""model: collaboration
horizon: 4
network: {topology: random, degree: 4, members: 700}
record: {networks: 1, columns: [trust.mean]}
observe: {m: {mean: trust.mean}, f: {first: initial.metric.density < 0.01 for 2 months}}
""")
    polder("run", "large.yaml", "-o", "large.h5", "--quiet")
    with h5py.File("large.h5") as f:
        check(same(f["m"][:], window(f["trajectory/trust.mean"][:], "mean", 1, 4)), "a large network: mean")
        check(f["f"][0] == 2, "a large network: first")
    Path("net.csv").write_text("from,to\nHub,A\nHub,B\nHub,C\nA,B\n")
    Path("net.yaml").write_text("""model: collaboration
horizon: 30
replicates: 40
network: {file: net.csv}
record: {networks: 40, columns: [balance]}
observe:
  poor: {first: "balance[A] < -0.06"}
  hub: {first: "metric.betweenness[Hub] > 0.5", from: 3}
  leaf: {first: "metric.betweenness[A] > 0.5"}
""")
    polder("run", "net.yaml", "-o", "net.h5", "--quiet")
    with h5py.File("net.h5") as f:
        balance = f["trajectory/balance"][:]
        who = f["trajectory/organisation"][:]
        labels = [x.decode() if isinstance(x, bytes) else x for x in f["trajectory/label"][:]]
        mine = balance[who == labels.index("A")]
        check(same(f["poor"][:], first(mine < np.float32(-0.06), until=30)), "balance of A")
        check(0 < np.isnan(f["poor"][:]).sum() < 40, "balance of A: no test")
        check(set(f["hub"][:]) == {3} and np.isnan(f["leaf"][:]).all(), "betweenness of one member")


def test_shown():
    """What the screens say of it, and that never is never left out."""
    Path("wide.yaml").write_text(BASE.replace("replicates: 60", "foundings: 40\nfutures: 3") + OBSERVE)
    polder("run", "wide.yaml", "-o", "wide.h5", "--quiet")
    with h5py.File("wide.h5") as f:
        arm, column = f["arm"][:], {name: f[name][:] for name in ("distrust", "year3", "ended")}
    said = {one["name"]: one for one in json.loads(polder("show", "wide.h5", "--json")[0])["observed"]}
    check(set(said) == {"year3", "distrust", "low", "top", "long.distrust", "agreed", "again", "stuck"},
          "what was asked")
    check(said["distrust"]["of"] == "trust.mean < 0.45" and said["again"]["from"] == 10, "what of")
    compared = polder("compare", "wide.h5", "--json", "--column", "distrust", "--column", "distrust@6",
                      "--column", "year3")[0]
    for a, name in enumerate(("none", "cold")):
        mine, one = column["distrust"][arm == a], said["distrust"]["arms"][a]
        held = np.isfinite(mine)
        check(one["held"]["count"] == held.sum() and one["held"]["of"] == 120, f"{name}: {one}")
        months = np.sort(np.where(held, mine, np.inf))
        check(one["half_by"] == (months[59] if np.isfinite(months[59]) else None), f"{name}: half by {one}")
        check(one["quarter_by"] == months[29], f"{name}: a quarter by {one}")
        year = said["year3"]["arms"][a]
        there = np.isfinite(column["year3"][arm == a])
        check(year["there"] == there.sum() < 120, f"{name}: there")
        check(abs(year["mean"] - np.nanmean(column["year3"][arm == a].astype(float))) < 1e-6, f"{name}: mean")
        for share in (held.mean(), (mine <= 6).mean()):
            check(f"{share:.6g}"[:7] in compared, f"{name}: compare does not say {share}")
    screen = polder("show", "wide.h5")[0]
    check("distrust: first month in which mean trust over ties is below 0.45\n" in screen and "came to it" in screen, screen)
    check('agreed: first month in which phase the network is in is "agree" or further and not mean trust over ties is below 0.3, from month 6' in flat(screen), screen)
    check("Asked while they ran" in polder("show", "wide.h5", "--details")[0], "--details")
    dutch = flat(polder("--lang", "nl", "show", "wide.h5")[0])
    check("Gevraagd" in dutch and "distrust: eerste maand waarin gemiddeld vertrouwen in elkaar onder 0,45 is" in dutch
          and "trust.mean" not in dutch, f"in Dutch: {dutch}")
    exported = list(csv.DictReader(io.StringIO(polder("export", "wide.h5", "--summary")[0])))
    check(sum(row["distrust"] in ("", "NA") for row in exported) == np.isnan(column["distrust"]).sum(), "export")


def test_survival():
    """A network that ended before is one in which it never will come to that, not one lost from view."""
    with h5py.File("wide.h5") as f:
        arm, month = f["arm"][:], f["distrust"][:]
    point = json.loads(polder("survival", "wide.h5", "--first", "distrust", "--json")[0])["points"][0]
    check([r["reason"] for r in point["reasons"]] == ["distrust", "ended"], point["reasons"])
    check(point["reasons"][0]["networks"] == np.isfinite(month).sum(), "how many came to it")
    for row in point["incidence"]:
        if row["reason"] == "distrust":
            share = (month[arm == ["none", "cold"].index(row["arm"])] <= row["tick"]).mean()
            check(abs(row["incidence"] - share) < 1e-6, f"incidence: {row}, not {share}")
    out = polder("survival", "wide.h5", "--first", "distrust")[0]
    check("distrust: cumulative incidence" in out and "ended before" in out, out)
    check(max(map(len, out.splitlines())) <= 80, "wider than 80 columns")
    out = polder("survival", "wide.h5", "--first", "distrust", "--by", "arm")[0]
    check("distrust: hazard ratios" in out and "any reason" not in out, out)
    check("no first month" in polder("survival", "wide.h5", "--first", "year3", code=2)[1], "a window")
    check("without @24" in polder("survival", "wide.h5", "--first", "distrust@24", code=2)[1], "with a month")
    polder("survival", "wide.h5", "--first", "distrust", "--recorded", code=2)
    polder("compare", "wide.h5", "--column", "distrust@37", code=2)
    polder("compare", "wide.h5", "--column", "year3@6", code=2)


def test_first_tick_nobody_looked_at():
    """A file that says that it came to that in a month that was not looked at is refused, in all that reads it."""
    for column, month, bounds in (("distrust", 1e9, "1 to 36"), ("distrust", 37, "1 to 36"), ("distrust", 2.5, "1 to 36"),
                                  ("distrust", 0, "1 to 36"), ("distrust", -1, "1 to 36"), ("again", 9, "10 to 20"),
                                  ("again", 21, "10 to 20"), ("distrust", float("inf"), "1 to 36")):
        Path("odd.h5").write_bytes(Path("wide.h5").read_bytes())
        with h5py.File("odd.h5", "r+") as f:
            f[column][3] = month
        for words in (("survival", "odd.h5", "--first", column), ("survival", "odd.h5", "--first", column, "--by", "arm"),
                      ("compare", "odd.h5", "--column", column), ("show", "odd.h5"), ("export", "odd.h5", "--summary")):
            err = flat(polder(*words, "--trust", code=2)[1])
            check(f"{column} of network 3 is {month:g}" in err and bounds in err, f"{words}: {month}: {err}")


def test_arm_that_ends_earlier():
    """What comes later in an arm that is not run so long nobody has seen, in none of its networks."""
    Path("short.yaml").write_text(BASE.replace("set: {relations.trust: 0.2}", "horizon: 20") + OBSERVE)
    polder("run", "short.yaml", "-o", "short.h5", "--quiet")
    columns = [part for at in (20, 21) for part in ("--column", f"distrust@{at}")]
    arms = json.loads(polder("compare", "short.h5", "--json", *columns)[0])["points"][0]["arms"]
    with h5py.File("short.h5") as f:
        arm, month = f["arm"][:], f["distrust"][:]
    for a in (0, 1):
        check(abs(arms[a]["distrust@20"]["value"] - (month[arm == a] <= 20).mean()) < 1e-6, f"by 20: {arms[a]}")
    check(arms[0]["distrust@21"]["networks"] == 60 and arms[1]["distrust@21"]["networks"] == 0, "by 21")
    screen = flat(polder("show", "short.h5")[0])
    check("year3: mean trust over ties, averaged over time, from month 25 to 36; of an arm that ends sooner, until it does" in screen and
          "top: largest mean contribution of members, from month 1 to 12 " in screen + " ", "until when")
    check("it had not come to that when the run was over" in flat(polder("show", "short.h5")[0]), "show")
    rows = list(csv.DictReader(io.StringIO(polder("survival", "short.h5", "--first", "distrust", "--csv")[0])))
    for row in rows:
        known = row["arm"] == "none" or int(row["tick"]) <= 20
        for name in ("incidence", "low", "high", "error"):
            check((row[name] != "") == known, f"{name}: nobody was there in {row}")
    check(len(rows) == 2 * 2 * 37, f"{len(rows)} rows")
    rows = list(csv.DictReader(io.StringIO(polder("survival", "short.h5", "--reasons", "--csv")[0])))
    check(all((row["incidence"] != "") == (row["arm"] == "none" or int(row["tick"]) <= 20) for row in rows), "--reasons")


def test_arm_that_ends_before_anybody_looks():
    """Not one of its networks came to it in a month that was looked at: that is not never, it is not known."""
    Path("late.yaml").write_text(BASE.replace("set: {relations.trust: 0.2}", "horizon: 20") +
                                 "observe: {late: {first: trust.mean < 0.6, from: 21}, edge: {first: trust.mean < 0.6, from: 20}}\n")
    polder("run", "late.yaml", "-o", "late.h5", "--quiet")
    said = {one["name"]: one["arms"] for one in json.loads(polder("show", "late.h5", "--json")[0])["observed"]}
    check(said["late"][1]["held"]["share"] is None and said["late"][1]["networks"] == 60, f"unknown: {said['late']}")
    check(said["late"][0]["held"]["of"] == said["edge"][1]["held"]["of"] == 60, f"known: {said}")
    row = next(line for line in polder("show", "late.h5")[0].splitlines() if line.split()[:1] == ["cold"] and "%" not in line)
    check("–" in row, row)
    columns = [part for name in ("late", "edge", "late@21", "edge@20") for part in ("--column", name)]
    arms = json.loads(polder("compare", "late.h5", "--json", *columns)[0])["points"][0]["arms"]
    for name in ("late", "late@21"):
        check(arms[1][name]["networks"] == 0 and arms[1][name]["value"] is None, f"{name}: {arms[1][name]}")
        check(arms[0][name]["networks"] == 60, f"{name}: {arms[0][name]}")
    for name in ("edge", "edge@20"):
        check(arms[1][name]["networks"] == 60, f"{name}: {arms[1][name]}")


def test_months_that_nobody_looked_at():
    """What is asked until a month is not known of later ones."""
    for tick in (9, 21, 37):
        err = flat(polder("compare", "wide.h5", "--column", f"again@{tick}", code=2)[1])
        check("observed from 10 until 20" in err, f"again@{tick}: {err}")
    for tick in (10, 20):
        polder("compare", "wide.h5", "--column", f"again@{tick}")
    with h5py.File("wide.h5") as f:
        arm, month, ended = f["arm"][:], f["again"][:], f["ended"][:]
    point = json.loads(polder("survival", "wide.h5", "--first", "again", "--json")[0])["points"][0]
    check(max(row["tick"] for row in point["incidence"]) == 20, "a curve beyond the last month that was looked at")
    never = np.isnan(month) & (ended >= 1) & (ended <= 20)
    check(point["reasons"][1]["networks"] == never.sum(),
          f"ended while it was looked at: {point['reasons']}, not {never.sum()}")
    for row in point["incidence"]:
        if row["reason"] == "again":
            share = (month[arm == ["none", "cold"].index(row["arm"])] <= row["tick"]).mean()
            check(abs(row["incidence"] - share) < 1e-6, f"incidence: {row}, not {share}")
    check("from month 10 to 20" in flat(polder("survival", "wide.h5", "--first", "again")[0]), "which months")
    polder("survival", "wide.h5", "--first", "again", "--by", "arm")


def test_fact():
    """A published fact may be about when something happens; and so may a figure over a design."""
    Path("fact.yaml").write_text(BASE + OBSERVE + """fact:
  id: X01
  title: It comes to distrust
  source: nobody
  status: abstract
  use: report
  quantity: none
  figures:
    - {name: early, figure: share, of: distrust@12, arms: [none]}
    - {name: more, figure: difference, of: distrust@12, arms: [cold, none]}
""")
    Path("facts").mkdir()
    Path("fact.yaml").rename("facts/X01-distrust.yaml")
    said = json.loads(polder("facts", "facts/X01-distrust.yaml", "--json")[0])
    with h5py.File("s.h5") as f:
        arm, held = f["arm"][:], f["distrust"][:] <= 12
    early, more = (figure["figure"] for figure in said["facts"][0]["figures"])
    text = Path("facts/X01-distrust.yaml").read_text()
    for name in ("again@21", "again@9"):
        Path("facts/X01-distrust.yaml").write_text(text.replace("of: distrust@12, arms: [none]", f"of: {name}, arms: [none]"))
        check(name in polder("facts", "facts/X01-distrust.yaml", code=2)[1], f"a fact about {name}")
    check(abs(early - held[arm == 0].mean()) < 1e-6, f"share of a fact: {early}")
    check(abs(more - (held[arm == 1].mean() - held[arm == 0].mean())) < 1e-6, f"difference of a fact: {more}")


def test_last_month():
    """The last month is that of the arm that lives longest."""
    long = BASE.replace("set: {relations.trust: 0.2}", "horizon: 48") + "observe:\n"
    Path("long.yaml").write_text(long + "  late: {mean: momentum, from: 37, until: 48}\n")
    polder("run", "long.yaml", "-o", "long.h5", "--quiet")
    with h5py.File("long.h5") as f:
        seen = ~np.isnan(f["late"][:])
        check(not seen[f["arm"][:] == 0].any() and seen[f["arm"][:] == 1].any(), "months of the longest arm alone")
    Path("long.yaml").write_text(long + "  late: {mean: momentum, until: 49}\n")
    check("after the last month, 48" in polder("check", "long.yaml", code=2)[1], "after the longest arm")


def test_names():
    """Whatever a result has a name for cannot be the name of what is asked."""
    with h5py.File("s.h5") as f:
        names = [n for n in list(f) + list(f["trajectory"]) if not f"{n}:" in OBSERVE]
    for name in names:
        Path("bad.yaml").write_text(BASE + f"observe:\n  {name}: {{mean: momentum}}\n")
        check("already" in polder("check", "bad.yaml", code=2)[1], f"the name {name}")


def test_refused():
    for what, words in (
            ("x: {first: metric.density < 0.2}", "initial.metric.density"),
            ("x: {mean: metric.density}", "record.columns"),
            ("x: {mean: initial.metric.density}", "does not change"),
            ("x: {mean: relations.trust}", "does not change"),
            ("x: {mean: trust}", "level arc"),
            ("x: {mean: trust.meen}", "trust.mean"),
            ("x: {mean: phase}", "has words"),
            ("x: {from: 3}", "first, mean, min or max"),
            ("x: {mean: momentum, max: momentum}", "a name of its own"),
            ("x: {mean: momentum, from: 90}", "after the last month, 36"),
            ("x: {mean: momentum, until: 90}", "after the last month, 36"),
            ("x: {mean: momentum, from: 9, until: 8}", "is before"),
            ("x: {mean: momentum, from: 0}", "0"),
            ("x: {first: }", "needs a condition"),
            ("x: momentum", "observe"),
            ("momentum: {mean: momentum}", "already"),
            ("case: {mean: momentum}", "already"),
            ("initial.x: {mean: momentum}", "already"),
            ("intervention.process-managing.dose: {mean: momentum}", "already"),
            ("intervention.x.start: {mean: momentum}", "already"),
            ("'a b': {mean: momentum}", "letters, digits"),
            ("x: {means: momentum}", "mean")):
        Path("bad.yaml").write_text(BASE + f"observe:\n  {what}\n")
        err = flat(polder("check", "bad.yaml", code=2)[1])
        check(words in err and "bad.yaml:8:" in err, f"{what}: {words}: {err[:300]}")


run_all([test for name, test in list(globals().items()) if name.startswith("test_")])
