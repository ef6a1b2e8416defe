"""Foundings and futures as a user meets them: keys and options, the result file, shares of a run,
exports. That the random numbers are right is shown in tests/invariance/test_futures.c.

Needs POLDER, python3-h5py and python3-numpy.
"""
import csv
import io
from pathlib import Path

from command import check, flat, need, polder, run_all

h5py, np = need("h5py", "numpy")

REST = """
horizon: 6
arms: [none, {name: led, set: {governance.form: lead}}]
record: {networks: 8, columns: [trust.mean, between.spread]}
"""
F, M, A = 4, 3, 2


def scenario(name, counts):
    Path(name).write_text("model: collaboration\n" + counts + REST)
    return name


def bytes_of(*words):
    polder("run", *words, "-o", "x.h5", "--overwrite", "--quiet")
    return Path("x.h5").read_bytes()


def test_counts():
    plain = bytes_of(scenario("plain.yaml", "replicates: 12\n"))
    check(plain == bytes_of(scenario("f.yaml", "foundings: 12\nfutures: 1\n")), "foundings: other bytes")
    both = scenario("both.yaml", f"foundings: {F}\nfutures: {M}\n")
    file = bytes_of(both)
    check(file == bytes_of("plain.yaml", "--foundings", F, "--futures", M), "options: other bytes")
    check(file == bytes_of("f.yaml", "--futures", M, "--set", f"foundings={F}"), "--set: other bytes")
    check(plain == bytes_of("both.yaml", "--replicates", 12), "--replicates does not stand for both")
    check(bytes_of("plain.yaml", "--futures", 2) == bytes_of("both.yaml", "--futures", 2, "--foundings", 12),
          "--futures beside replicates")
    out, _ = polder("check", both)
    check(f"24 networks (2 cases, {F} foundings with {M} futures each)" in out, out)
    _, err = polder("check", both, "--replicates", 5, "--futures", 2, code=2)
    check("beside futures, write foundings instead" in err, err)
    scenario("wrong.yaml", "replicates: 4\nfutures: 3\n")
    _, err = polder("check", "wrong.yaml", code=2)
    check("wrong.yaml:2:1" in err and "beside futures, write foundings instead" in err, err)
    scenario("many.yaml", "foundings: 1000000\nfutures: 1001\n")
    _, err = polder("check", "many.yaml", code=2)
    check("many.yaml:3:10" in err and "are more than 1000000000 networks" in err, err)
    scenario("typo.yaml", "foundngs: 4\n")
    _, err = polder("check", "typo.yaml", code=2)
    check('did you mean "foundings"?' in err, err)


def test_file():
    polder("run", "both.yaml", "-o", "both.h5", "--quiet")
    with h5py.File("both.h5") as file:
        at = file.attrs
        check((at["format_version"], at["foundings"], at["futures"], at["replicates"]) == (3, F, M, F * M),
              "attributes")
        founding = np.repeat(np.arange(F), M * A)
        future = np.tile(np.repeat(np.arange(M), A), F)
        check((file["founding"][()] == founding).all(), "founding")
        check((file["future"][()] == future).all(), "future")
        check((file["replicate"][()] == founding * M + future).all(), "replicate")
        sample = file["trajectory/sample"][()]
        check((file["trajectory/founding"][()] == founding[sample]).all(), "founding of samples")
        check((file["trajectory/future"][()] == future[sample]).all(), "future of samples")
        trust = file["trajectory/trust.mean"][()]
        first = trust[: M * A, 0].reshape(M, A)
        check((first == first[0]).all(), "futures begin differently")
        check(len({row.tobytes() for row in trust[: M * A]}) == M * A, "futures go on alike")
    with h5py.File("x.h5") as file:
        check("founding" in file, "no founding")
    polder("run", "plain.yaml", "-o", "plain.h5", "--quiet")
    with h5py.File("plain.h5") as file:
        check("founding" not in file and "futures" not in file.attrs, "a plain result is another one")
    polder("run", "plain.yaml", "--set", "record.networks=0", "-o", "none.h5", "--quiet")
    with h5py.File("none.h5") as file:
        check(file.attrs["format_version"] == 2, "a plain result has another format")
    check(Path("both.h5").read_bytes() == bytes_of("both.h5"), "run again: other bytes")


def test_shares():
    for i in (1, 2, 3):
        polder("run", "both.yaml", "-o", "shares.h5", "--shard", f"{i}/3", "--block", 5, "--quiet")
    polder("join", "shares.h5")
    check(Path("shares.h5").read_bytes() == Path("both.h5").read_bytes(), "shares: other bytes")


def test_export():
    rows = list(csv.DictReader(io.StringIO(polder("export", "both.h5", "--summary")[0])))
    check(len(rows) == F * M * A, "rows of the export")
    for i, row in enumerate(rows):
        check(int(row["founding"]) == i // (M * A) and int(row["future"]) == i // A % M, f"row {i}")
    rows = list(csv.DictReader(io.StringIO(polder("export", "both.h5", "--trajectories")[0])))
    check({row["future"] for row in rows} == {"0", "1", "2"}, "futures of trajectories")
    check("founding" not in polder("export", "plain.h5", "--summary")[0].split("\n")[0], "plain export")


def test_screens():
    one = "what is said holds for this founding only"
    several = f"Intervals go by the foundings: {F} of them, with {M} futures each. That is few"
    polder("run", "both.yaml", "--foundings", 1, "-o", "one.h5", "--quiet")
    for words in (["show"], ["show", "--details"], ["compare"], ["survival"]):
        out = {name: flat(polder(words[0], name, *words[1:])[0]) for name in ("one.h5", "both.h5", "plain.h5")}
        check(one in out["one.h5"] and "go by the foundings" not in out["one.h5"], f"{words}: one founding")
        check(several in out["both.h5"] and one not in out["both.h5"], f"{words}: several foundings")
        check("founding" not in out["plain.h5"], f"{words}: replicates")
    nl = flat(polder("compare", "both.h5", "--lang", "nl")[0])
    check("Intervallen gaan uit van de beginsituaties: 4, met elk 3 toekomsten." in nl, nl[-300:])
    nl = flat(polder("compare", "both.h5", "plain.h5", "--lang", "nl")[0])
    check("het ene heeft 3 toekomsten per beginsituatie, het andere 1" in nl, nl[:600])


run_all([test_counts, test_file, test_shares, test_export, test_screens])
