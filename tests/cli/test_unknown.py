"""What is asked of somebody who is not there is unknown, and not 0%: in arms without a member, without a
tie, and with network files of their own, in whatever shows it.

Needs POLDER, python3-h5py and python3-numpy.
"""
import csv
import io
import json
from pathlib import Path

from command import check, flat, need, polder, run_all

h5py, np = need("h5py", "numpy")

LIVES = 40


HEAD = f"model: collaboration\nseed: 4\nreplicates: {LIVES}\nhorizon: 24\nnetwork: {{file: net.csv}}\n"
ARMS = """arms:
  - none
  - {name: no Isala, name_nl: zonder Isala, network: {absent: [Isala]}}
  - {name: cut, network: {cut: [[Noord, Isala]]}}
  - {name: mended, network: {cut: [[Noord, Isala]]}, events: [{what: mend, month: 3, between: [Isala, Noord]}]}
  - {name: nothing, network: {cut: [[Oost, GGZ]]}}
  - {name: file, network: {file: other.csv}}
"""
OBSERVE = """observe:
  low: {first: "balance[Isala] < 0.04"}
  either: {first: "trust.mean < 0.45 or not balance[Isala] < 0.04"}
  both: {first: "trust.mean < 0.45 and balance[Isala] < 0.04 for 2 months"}
  tied: {first: "trust[Noord, Isala] < 0.6", from: 4}
  never.tied: {first: "trust[Oost, GGZ] <= 1"}
  all: {first: trust.mean < 0.45}
  window: {mean: trust.mean}
"""
NAMES = ["none", "no Isala", "cut", "mended", "nothing", "file"]
UNKNOWN = {"low": {1, 5}, "either": {1, 5}, "both": {1, 5}, "tied": {1, 2, 5}, "never.tied": set(range(6)), "all": set()}


def test_column():
    """NaN in all networks of these arms, and the file says that it is not never."""
    Path("net.csv").write_text("from,to\nIsala,GGZ\nGGZ,Noord\nNoord,Isala\nNoord,Zuid\nZuid,GGZ\nOost,Zuid\nOost,Isala\n")
    Path("other.csv").write_text("from,to\nIsalla,GGZ\nGGZ,Noord\nNoord,Isalla\nNoord,Zuid\nZuid,GGZ\nOost,Zuid\n")
    Path("s.yaml").write_text(HEAD + ARMS + OBSERVE + f"record: {{networks: {6 * LIVES}, columns: [balance, trust.mean]}}\n")
    polder("run", "s.yaml", "-o", "s.h5", "--quiet")
    with h5py.File("s.h5") as f:
        said = json.loads(f.attrs["experiment"])["observe"]
        arm, t = f["arm"][:], f["trajectory"]
        isala = t["balance"][:][t["organisation"][:] == 0]
        low = np.array([np.argmax(row[1:] < np.float32(0.04)) + 1 if (row[1:] < np.float32(0.04)).any() else np.nan
                        for row in isala])
        for name, arms in UNKNOWN.items():
            check(said[name].get("unknown", []) == [NAMES[a] for a in sorted(arms)], f"{name}: {said[name]}")
            words = f[name].attrs["long_name"]
            check(("unknown" in words) == bool(arms), words)
            for a in range(6):
                seen = ~np.isnan(f[name][:][arm == a])
                check(not (a in arms and seen.any()), f"{name} of {NAMES[a]}: {f[name][:][arm == a]}")
                check(a in arms or seen.any(), f"{name} of {NAMES[a]}: it never comes to that: no test")
        check(f["low"].attrs["long_name"].endswith('; NaN: in none, but unknown in arm "no Isala", "file"'), "words")
        known = np.isin(arm, [0, 2, 3, 4])
        check(np.array_equal(f["low"][:][known], low[known], equal_nan=True), "low, by other hands")
        check(not np.isnan(f["window"][:]).any(), "a window is of the network")
        check(f.attrs["format_version"] == 5, "format")
    polder("run", "s.h5", "-o", "again.h5", "--quiet", "--threads", 1)
    check(Path("again.h5").read_bytes() == Path("s.h5").read_bytes(), "a result runs again")


def test_show():
    for one in json.loads(polder("show", "s.h5", "--json")[0])["observed"]:
        for a, said in enumerate(one["arms"]):
            unknown = one["kind"] == "first" and a in UNKNOWN[one["name"]]
            check(said.get("unknown", False) == unknown and said["networks"] == LIVES, f"{one['name']}: {said}")
            if unknown:
                check(said["held"] == {"count": 0, "of": 0, "share": None, "low": None, "high": None}, f"{said}")
                check(said["quarter_by"] is None and said["half_by"] is None, f"{said}")
    for words in (("run", "s.yaml", "-o", "r.h5", "--quiet"), ("show", "s.h5"), ("show", "s.h5", "--details")):
        text = flat(polder(*words)[0])
        if words[0] == "run" and not text:
            continue
        check('low cannot be asked in arms "no Isala", "file": a member or tie' in text, f"{words}: {text}")
        check("never.tied cannot be asked in any arm:" in text, f"{words}: {text}")
        check("all cannot" not in text, f"{words}: all")
    row = next(line.split() for line in polder("show", "s.h5")[0].splitlines() if line.strip().startswith("low "))
    check("%" in row[3], f"{row}")
    row = next(line.split() for line in polder("show", "s.h5")[0].splitlines() if "no Isala" in line and "%" not in line)
    check(row[-3:] == ["–"] * 3, f"{row}")
    dutch = flat(polder("--lang", "nl", "show", "s.h5")[0])
    check("low is niet te vragen in de varianten" in dutch, dutch)


def test_compare():
    columns = ["low", "low@12", "either", "tied", "never.tied", "all"]
    words = [part for name in columns for part in ("--column", name)]
    arms = json.loads(polder("compare", "s.h5", "--json", *words)[0])["points"][0]["arms"]
    for a, arm in enumerate(arms):
        for name in columns:
            unknown = a in UNKNOWN[name.partition("@")[0]]
            one = arm[name]
            check(one.get("unknown", False) == unknown, f"{NAMES[a]}: {name}: {one}")
            check(one["networks"] == (0 if unknown else LIVES) and (one["value"] is None) == unknown, f"{name}: {one}")
            if a > 0 and (unknown or name == "never.tied"):
                check(one["pairs"] == 0 and one["difference"] is one["p"] is one["difference_low"] is None, f"{one}")
    text = flat(polder("compare", "s.h5", *words)[0])
    check('low@12 cannot be asked in arms "no Isala", "file":' in text, text)
    check('"zonder Isala"' in flat(polder("--lang", "nl", "compare", "s.h5", *words)[0]), "Dutch name of an arm")
    rows = list(csv.DictReader(io.StringIO(polder("compare", "s.h5", *words, "--csv", "-")[0])))
    check(rows[1]["low"] == rows[1]["low.difference"] == rows[1]["low.p"] == "" and rows[2]["low.p"] != "", f"{rows[1]}")
    check('Members or ties of "no Isala", "cut", "mended", "file" are not those' in text, f"nothing was cut: {text}")
    arms = json.loads(polder("compare", "s.h5", "--json", "--baseline", "no Isala", "--column", "low")[0])["points"][0]["arms"]
    check(all(arm["low"]["difference"] is arm["low"]["p"] is None for arm in arms[2:]), "against what is unknown")
    Path("t.yaml").write_text(HEAD + "observe:\n" + OBSERVE.splitlines()[1] + "\n")
    polder("run", "t.yaml", "-o", "t.h5", "--quiet")
    arms = json.loads(polder("compare", "t.h5", "s.h5", "--json", "--column", "low")[0])["points"][0]["arms"]
    check([arm["low"].get("unknown", False) for arm in arms] == [False, False, True, False, False, False, True],
          f"beside another file: {[arm['low'] for arm in arms]}")


def test_survival():
    """An arm of which nothing is known has no curve, and the test is that of the others."""
    point = json.loads(polder("survival", "s.h5", "--first", "both", "--json")[0])["points"][0]
    for row in point["incidence"]:
        unknown = row["arm"] in ("no Isala", "file")
        for name in ("at_risk", "ended", "incidence", "low", "high", "error"):
            check((row[name] is None) == unknown, f"{name} of {row}")
    check(point["networks"] == 4 * LIVES, f"{point['networks']} networks")
    check(point["reasons"][0]["degrees"] == 3, f"arms in the test: {point['reasons']}")
    text = flat(polder("survival", "s.h5", "--first", "low")[0])
    check('low cannot be asked in arms "no Isala", "file":' in text, text)
    text = flat(polder("survival", "s.h5", "--first", "low", "--arm", "no Isala")[0])
    check('low cannot be asked in arm "no Isala":' in text and "%" not in text.partition("after")[2].partition("low:")[0], text)
    check("it can be asked in no arm" in polder("survival", "s.h5", "--first", "never.tied", code=2)[1], "in no arm")
    traits = json.loads(polder("survival", "s.h5", "--first", "tied", "--by", "arm", "--json")[0])
    text = json.dumps(traits)
    same = [row for row in traits["reasons"][0]["traits"] if row["trait"] == "arm=nothing"]
    check(len(same) == 1 and same[0]["p"] is None, f"twins that end alike: {same}")
    check("arm=mended" in text and "arm=no Isala" not in text and "arm=cut" not in text, text[:300])
    Path("bad.yaml").write_text(HEAD + "baseline: no Isala\n" + ARMS + OBSERVE)
    polder("run", "bad.yaml", "-o", "bad.h5", "--quiet")
    err = polder("survival", "bad.h5", "--first", "low", "--by", "arm", code=2)[1]
    check("nothing is known of low" in flat(err), err)


def test_members():
    """Who is not there neither leaves nor stays; and which arms are not lived is said."""
    for base, away, others in (("none", [], '"file"'), ("no Isala", ["Isala"], '"file"'),
                               ("file", ["Isala"], '"nothing extra", "no Isala", "cut", "mended", "nothing"')):
        Path("m.yaml").write_text(HEAD + f"baseline: {base}\n" + ARMS)
        said = json.loads(polder("members", "m.yaml", "--lives", 8, "--json", "--quiet")[0])
        wanted = {"Isala", "GGZ", "Noord", "Zuid", "Oost"} | ({"Isalla"} if base == "file" else set())
        for table in ("members", "missed"):
            check({one["member"] for one in said[table]} == wanted - set(away), f"{base}: {table}: {said[table]}")
        out = flat(polder("members", "m.yaml", "--lives", 8, "--quiet")[0])
        check(f"{len(wanted) - len(away)} members, in 8 lives" in out, out[:200])
        check((f'Not there in arm "{base}", of which all this is: "Isala".' in out) == bool(away), out[:600])
        check(f"Arms with another network file ({others}) are not lived here" in out, out[:800])
        out = flat(polder("--lang", "nl", "members", "m.yaml", "--lives", 8, "--quiet")[0])
        check("Varianten met een ander netwerkbestand" in out, out[:800])
    Path("m.yaml").write_text(HEAD)
    out = flat(polder("members", "m.yaml", "--lives", 8, "--quiet")[0])
    check("Not there" not in out and "not lived" not in out, out[:600])


def test_fact():
    """A figure of an arm in which it cannot be asked has no number, nor has a difference to it."""
    Path("facts").mkdir()
    for name in ("net.csv", "other.csv"):
        Path("facts", name).write_text(Path(name).read_text())
    Path("facts/X01-low.yaml").write_text(HEAD + ARMS + OBSERVE + """fact:
  id: X01
  title: It comes to that
  source: nobody
  status: abstract
  use: report
  quantity: none
  figures:
    - {name: known, figure: share, of: low@12, arms: [cut]}
    - {name: unknown, figure: share, of: low@12, arms: [no Isala]}
    - {name: more, figure: difference, of: low@12, arms: [no Isala, none]}
""")
    known, unknown, more = json.loads(polder("facts", "facts/X01-low.yaml", "--json")[0])["facts"][0]["figures"]
    check(known["figure"] is not None and unknown["figure"] is more["figure"] is None, f"{known} {unknown} {more}")


def test_export():
    rows = list(csv.DictReader(io.StringIO(polder("export", "s.h5", "--summary")[0])))
    for row in rows:
        check((row["low"] == "") >= (row["arm"] in ("no Isala", "file")), f"{row}")
    check(any(row["low"] for row in rows), "no row has a number")


def test_mended():
    """A tie that no event has mended for sure by then is not one to which it never comes."""
    cut = "network: {cut: [[Noord, Isala]]}, events: [{what: mend, "
    Path("m.yaml").write_text(HEAD + f"""arms:
  - none
  - {{name: late, {cut}month: 40, between: [Isala, Noord]}}]}}
  - {{name: after, {cut}month: 20, between: [Isala, Noord]}}]}}
  - {{name: perhaps, {cut}when: trust.mean > 0.99, between: [Isala, Noord]}}]}}
  - {{name: others, {cut}month: 3, target: {{name: [Oost]}}}}]}}
  - {{name: named, {cut}month: 3, target: {{name: [Oost, Noord]}}}}]}}
observe:
  tied: {{first: "trust[Noord, Isala] <= 1", until: 12}}
""")
    polder("run", "m.yaml", "-o", "m.h5", "--quiet")
    arms = json.loads(polder("compare", "m.h5", "--json", "--column", "tied")[0])["points"][0]["arms"]
    check([arm["tied"].get("unknown", False) for arm in arms] == [False, True, True, True, True, False], f"{arms}")
    check(arms[5]["tied"]["value"] == 1 and arms[3]["tied"]["p"] is None, f"{arms[5]} {arms[3]}")


def test_damaged():
    """Neither an answer where there can be none, nor an arm that is not there."""
    def tampered(change, words, what):
        Path("bad.h5").write_bytes(Path("s.h5").read_bytes())
        with h5py.File("bad.h5", "r+") as f:
            change(f)
        err = flat(polder("compare", "bad.h5", "--column", "low", "--trust", code=2)[1])
        check(words in err, f"{what}: {err}")

    def answer(f):
        f["low"][1] = 3

    def write(f, unknown):
        experiment = json.loads(f.attrs["experiment"])
        experiment["observe"]["low"]["unknown"] = unknown
        f.attrs.modify("experiment", json.dumps(experiment))

    tampered(answer, "low of network 1 is 3, in an arm in which it cannot be asked", "an answer")
    tampered(lambda f: write(f, ["no Isala", "nobody"]), "in which arms low is unknown", "no such arm")
    tampered(lambda f: write(f, ["no Isala", "no Isala"]), "in which arms low is unknown", "an arm twice")
    tampered(lambda f: write(f, [3]), "in which arms low is unknown", "no name")
    tampered(lambda f: write(f, "no Isala"), "does not say what low is", "no list")


run_all([test for name, test in list(globals().items()) if name.startswith("test_")])
