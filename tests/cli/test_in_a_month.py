"""polder compare of columns in one month (NAME@24): worked out once more from the months that are recorded and from
when networks ended, also where arms do not live equally long; and what is said where it is not known.

Needs POLDER, python3-h5py and python3-numpy.
"""
import json
from pathlib import Path

from command import check, flat, need, polder, run_all

h5py, np = need("h5py", "numpy")

SCENARIO = """model: collaboration
seed: 11
replicates: 70
horizon: 36
network: {members: {integer: [4, 9]}}
values: {membership: {base: -5.5}}
arms:
  - none
  - {name: cold, set: {relations.trust: 0.2}}
  - {name: brief, set: {relations.trust: 0.3}, horizon: 18}
record: {networks: 50, every: 3, columns: [trust.mean, balance, trust]}
observe: {early: {mean: trust.mean, until: 12}, late: {mean: trust.mean, from: 12, until: 24}, distrust: {first: trust.mean < 0.5}}
"""


def compared(file, *columns):
    words = [part for name in columns for part in ("--column", name)]
    return json.loads(polder("compare", file, "--json", *words)[0])["points"][0]["arms"]


def by_arm(file):
    """trust.mean [arm][replicate][month] of recorded networks, NaN of others; ended and completed [arm][replicate]"""
    with h5py.File(file) as f:
        track, time, sample = f["trajectory/trust.mean"][:], f["trajectory/time"][:], f["trajectory/sample"][:]
        n, arms = len(f["network"]), len(f["arm_name"])
        trust = np.full((n, 37), np.nan)
        trust[np.ix_(sample, time)] = track
        rest = [f[name][:].reshape(-1, arms).T for name in ("ended", "completed", "early", "late", "distrust")]
    return [trust.reshape(-1, arms, 37).transpose(1, 0, 2)] + rest


def test_numbers():
    Path("arms.yaml").write_text(SCENARIO)
    polder("run", "arms.yaml", "--quiet", "-o", "arms.h5")
    trust, ended, done, early, late, first = by_arm("arms.h5")
    said = compared("arms.h5", "trust.mean@0", "trust.mean@12", "trust.mean@30", "alive@12", "alive@18", "alive@30", "early", "late",
                    "distrust@12", "trust.mean")
    for a in range(3):
        for month in (0, 12, 30):
            one, want = said[a][f"trust.mean@{month}"], trust[a][:, month]
            there = np.isfinite(want)
            check(one["networks"] == there.sum(), f"{month}: {one}")
            if there.any():
                check(abs(one["value"] - want[there].mean()) < 1e-6, f"{month}: {one}")
            pairs = there & np.isfinite(trust[0][:, month])
            if a > 0 and pairs.any():
                differ = (want - trust[0][:, month])[pairs].mean()
                check(abs(one["difference"] - differ) < 1e-6, f"{month}: {one}, not {differ}")
        check(said[a]["trust.mean@0"]["networks"] == 50, "recorded ones only")
        for month in (12, 18, 30):
            one = said[a][f"alive@{month}"]
            alive = ~((ended[a] >= 1) & (ended[a] <= month)) | (done[a] > 0.5)
            known = month <= (18 if a == 2 else 36)
            check(one["networks"] == (70 if known else 0), f"alive@{month}: {one}")
            if known:
                check(abs(one["value"] - alive.mean()) < 1e-6, f"alive@{month}: {one}, not {alive.mean()}")
    check(said[1]["alive@12"]["value"] > said[1]["alive@30"]["value"] > 0, "nobody ended")
    brief = said[2]
    # What both arms have lived through is compared, what only one has is not.
    check(abs(brief["early"]["difference"] - np.nanmean(early[2] - early[0])) < 1e-6, f"early: {brief['early']}")
    check(abs(brief["distrust@12"]["difference"] - ((first[2] <= 12).mean() - (first[0] <= 12).mean())) < 1e-6, "distrust@12")
    for name in ("late", "trust.mean", "trust.mean@30", "alive@30"):
        check(brief[name]["difference"] is None, f"{name}: {brief[name]}")
    check(said[1]["late"]["difference"] is not None and said[1]["trust.mean"]["difference"] is not None, "arms alike")
    screen = polder("compare", "arms.h5", "--column", "trust.mean@12", "--column", "alive@18")[0]
    check("trust.mean@12" in screen and "Not all networks have a value" in screen, screen)
    check(max(map(len, screen.splitlines())) <= 80, "wider than 80 columns")


def test_several():
    """Two files are compared in a month as two arms are."""
    text = SCENARIO.replace("  - {name: brief, set: {relations.trust: 0.3}, horizon: 18}\n", "")
    Path("as-is.yaml").write_text(text.replace("  - {name: cold, set: {relations.trust: 0.2}}\n", ""))
    Path("cold.yaml").write_text(text.replace("  - none\n", ""))
    for name in ("as-is", "cold"):
        polder("run", f"{name}.yaml", "--quiet", "-o", f"{name}.h5")
    words = ("--column", "trust.mean@12", "--column", "alive@12", "--json")
    apart = json.loads(polder("compare", "as-is.h5", "cold.h5", *words)[0])["points"][0]["arms"][1]
    both = compared("arms.h5", "trust.mean@12", "alive@12")[1]
    for name in ("trust.mean@12", "alive@12"):
        check(apart[name] == both[name], f"{name}: {apart[name]}, not {both[name]}")


def test_refused():
    for column, words in (("trust.mean@13", "month 13 is not recorded, the last one before it is 12"),
                          ("trust.mean@37", "this runs for 36 months"), ("success@12", "says how networks ended"),
                          ("success@12", "observe: {NAME: {mean: success, from: 12, until: 12}}"),
                          ("late@20", "observed from 12 until 24"), ("trust.maen@12", "did you mean trust.mean?"),
                          ("balance@12", "balance is recorded of each organisation"),
                          ("trust@12", "trust is recorded of each relation"), ("outcome=dissolved@12", "known of the end alone (outcome=dissolved)"),
                          ("outcom=dissolved@12", "no column"), ("trust.mean@", "did you mean trust.mean?"), ("@12", "no column")):
        err = flat(polder("compare", "arms.h5", "--column", column, code=2)[1])
        check(words in err, f"{column}: {err}")
    err = flat(polder("--lang", "nl", "compare", "arms.h5", "--column", "trust.mean@37", code=2)[1])
    check("dit loopt 36 maanden" in err, err)
    polder("run", "arms.yaml", "--quiet", "--set", "record.networks=0", "-o", "none.h5")
    err = flat(polder("compare", "none.h5", "--column", "trust.mean@12", code=2)[1])
    check("known of networks that are recorded" in err and "columns: [trust.mean]" in err, err)
    polder("compare", "none.h5", "--column", "alive@12")


run_all([test for name, test in list(globals().items()) if name.startswith("test_")])
