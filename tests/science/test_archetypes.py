"""test_archetypes: each scenario in scenarios/archetypes fails from the cause it is named after.

Of its networks that fail without an intervention, the index of that archetype lies furthest above
that of ordinary networks that fail, counted in standard deviations of these; and without the cause
more networks succeed, by the whole 95% interval of the paired difference. Needs python3-h5py;
skipped without it.
"""

import glob
import os
import subprocess
import sys
import tempfile

try:
    import h5py
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

POLDER, SOURCE = os.environ["POLDER"], os.environ["POLDER_SOURCE"]
NETWORKS = 400
INDEX = {"f1": "no_shared_ambition", "f2": "dilution", "f3": "instability",
         "f4": "pseudo_collaboration", "f5": "under_organisation", "f6": "enemy_image",
         "f7": "double_loyalties", "f8": "diversity", "f9": "power_play",
         "f10": "stranding", "f11": "expectations", "f12": "too_much"}
ORDINARY = os.path.join(SOURCE, "scenarios", "twenty-percent.yaml")
failures = 0


def expect(good, what):
    global failures
    failures += not good
    print(("ok     " if good else "FAILED ") + what)


def run(path, replicates):
    """The columns of the summary, [replicate, case], and the names of the cases."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([POLDER, "run", path, "--replicates", str(replicates), "-o", "out.h5",
                        "--set", "record.networks=0"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with h5py.File(os.path.join(folder, "out.h5")) as file:
            arms = [arm.decode() for arm in file["case_name"][:]]
            wide = {c: file[c][:].reshape(replicates, len(arms)).astype(float) for c in file
                    if c == "success" or c.startswith("archetype.")}
    return wide, arms


ordinary, _ = run(ORDINARY, 2000)
fails = ordinary.pop("success")[:, 0] == 0
usual = {c: (float(v[fails, 0].mean()), max(float(v[fails, 0].std(ddof=1)), 0.04))
         for c, v in ordinary.items()}
seen = set()
for path in sorted(glob.glob(os.path.join(SOURCE, "scenarios", "archetypes", "*.yaml"))):
    name = os.path.basename(path)[:-5]
    wanted = INDEX[name.split("-")[0]]
    seen.add(wanted)
    wide, arms = run(path, NETWORKS)
    none, without = arms.index("none"), arms.index("without the cause")
    success = wide.pop("success")
    failed = success[:, none] == 0
    above = {c.split(".")[1]: (float(v[failed, none].mean()) - usual[c][0]) / usual[c][1]
             for c, v in wide.items()}
    first, second = sorted(above, key=above.get, reverse=True)[:2]
    expect(first == wanted, f"{name}: {first} {above[first]:+.2f} leads, then {second} "
                            f"{above[second]:+.2f}, of {int(failed.sum())} that fail")
    gain = success[:, without] - success[:, none]
    half = 1.96 * gain.std(ddof=1) / NETWORKS ** 0.5
    expect(gain.mean() - half > 0, f"{name}: without the cause {gain.mean():+.3f} "
                                   f"({gain.mean() - half:+.3f} … {gain.mean() + half:+.3f})")
expect(seen == set(INDEX.values()), "there is a scenario for each of F1 to F12")
sys.exit(1 if failures else 0)
