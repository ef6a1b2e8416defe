"""test_public_goods: the model public-goods against answers that can be worked out by hand.

Players without differences and noise follow a recursion; links belong to both ends; strangers meet
as many as they should; what is switched off does nothing. Needs POLDER, python3-h5py.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import h5py
    import numpy as np
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

POLDER = os.environ["POLDER"]
failures = []
PLAIN = {"players": {"free_riders": 0, "triangle": 0, "slope_sd": 0, "belief_sd": 0, "habit_sd": 0},
         "contributing": {"noise": 0}, "learning": {"rate": 0}}
COLUMNS = ["contribution.mean", "belief.mean", "earned.mean", "links.mean", "contribution", "link",
           "meets", "pressure"]


def expect(what, good):
    if not good:
        failures.append(what)


def run(values, members=4, horizon=12, replicates=1, seed=1):
    merged = {part: {**PLAIN.get(part, {}), **values.get(part, {})}
              for part in {**PLAIN, **values}}
    scenario = {"model": "public-goods", "seed": seed, "replicates": replicates, "horizon": horizon,
                "network": {"topology": "complete", "members": members}, "values": merged,
                "record": {"networks": replicates, "columns": COLUMNS}}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "s.yaml")
        file.write_text(yaml.safe_dump(scenario), encoding="utf-8")
        subprocess.run([POLDER, "run", file, "-o", Path(folder, "s.h5"), "--quiet"], check=True)
        with h5py.File(Path(folder, "s.h5")) as f:
            tracks = {c: f["trajectory"][c][:].astype(float) for c in COLUMNS}
            ends = f["trajectory/arc_from"][:], f["trajectory/arc_to"][:], \
                f["trajectory/arc_network"][:]
            return tracks, ends


def close(a, b, by=1e-5):
    return np.max(np.abs(np.asarray(a) - np.asarray(b))) < by


# Beliefs and contributions: b(t + 1) = 0.415 c + 0.569 b, c = 0.242 · 0.8 b + 0.666 b.
tracks, _ = run({})
belief, given = 0.55, []
for t in range(12):
    given.append(0.242 * 0.8 * belief + 0.666 * belief)
    belief = 0.415 * given[-1] + 0.569 * belief
expect("contributions of equal players", close(tracks["contribution.mean"][0, 1:], given))
expect("earnings", close(tracks["earned.mean"][0, 1:], 3 * 0.2 * np.array(given)))
# A triangle contributor at belief b wishes 0.8 (b − 2 (b − 0.5)) above a half.
tracks, _ = run({"players": {"triangle": 1}}, horizon=1)
expect("triangle", close(tracks["contribution.mean"][0, 1], 0.242 * 0.8 * 0.45 + 0.666 * 0.55))
# A free rider's wish is nothing.
tracks, _ = run({"players": {"free_riders": 1}}, horizon=1)
expect("free riders", close(tracks["contribution.mean"][0, 1], 0.666 * 0.55))
# A restart before round 6: seven tenths of the way back to 0.55.
tracks, _ = run({"restarting": {"round": 6}})
before = tracks["belief.mean"][0, 5]
again = before + 0.7 * (0.55 - before)
expect("restart", close(tracks["contribution.mean"][0, 6], (0.242 * 0.8 + 0.666) * again))
# Talk: belief goes 0.3 of the way to 0.9, and what is given 0.2 · 0.8 of it.
tracks, _ = run({"talking": {"strength": 1}}, horizon=1)
belief = 0.55 + 0.3 * 0.35
given = (0.242 * 0.8 + 0.666) * belief
expect("talk", close(tracks["contribution.mean"][0, 1], given + 0.16 * (0.9 - given)))
# The wish to be chosen: rate · care of the way to everything.
tracks, _ = run({"choosing": {"rate": 0.3}}, horizon=1)
given = (0.242 * 0.8 + 0.666) * 0.55
expect("care", close(tracks["contribution.mean"][0, 1], given + 0.3 * (1 - given)))

# Equal players have no gap, so sanctions do nothing; with differences only those below are punished.
tracks, _ = run({"sanctioning": {"punish": 1, "reward": 1}})
expect("sanctions among equals", close(tracks["pressure"], 0))
differ = {"players": {"belief_sd": 0.25}}
for key, side in (("punish", -1), ("reward", 1)):
    tracks, _ = run({**differ, "sanctioning": {key: 1}}, members=8, horizon=1)
    c, p = tracks["contribution"][:, 1], tracks["pressure"][:, 1]
    gap = [0.35 * np.sum(np.maximum(side * (x - c), 0)) / 7 for x in c]
    expect(f"{key}: pressure is 0.35 of the gap", close(p, gap))
    expect(f"{key}: nobody", np.max(p) > 0.01)
tracks, _ = run(differ, members=8)
expect("no sanctions, no pressure", close(tracks["pressure"], 0))

# Links: a share at the start, the same from both ends, fixed unless partners are chosen.
tracks, (start, end, network) = run({**differ, "links": {"share": 0.2}, "choosing": {"rate": 0.3}},
                                    members=20, replicates=40)
link = tracks["link"]
place = {key: i for i, key in enumerate(zip(network, start, end))}
back = [place[n, b, a] for n, a, b in zip(network, start, end)]
expect("links are the same from both ends", np.array_equal(link, link[back]))
expect("share of links at first", abs(np.mean(link[:, 0]) - 0.2) < 0.02)
changed = np.mean(link[:, 1:] != link[:, :-1])
expect(f"links change: {changed}", 0.02 < changed < 0.3)
tracks, _ = run({**differ, "links": {"share": 0.2}}, members=20, replicates=5)
expect("fixed links change", np.all(tracks["link"] == tracks["link"][:, :1]))
# Who gives nothing is dropped, who gives all is kept, when all pairs are asked.
for extreme, share in (({"by_belief": 0, "by_wish": 0, "care": 0}, 0), ({"care": 5}, 1)):
    tracks, _ = run({"contributing": extreme, "choosing": {"rate": 1}}, members=10, horizon=2)
    expect(f"all that are asked say {share}", close(tracks["links.mean"][0, 2], share))

# Strangers meet three of twenty-three on average; with none asked for all meet.
tracks, _ = run({"meeting": {"strangers": 3}}, members=24, replicates=100)
met = np.mean(tracks["meets"][:, 1:]) * 23
expect(f"strangers meet {met}", abs(met - 3) < 0.05)
tracks, _ = run({}, members=24)
expect("all meet", close(tracks["meets"], 1))

for what in failures:
    print("FAILED:", what)
sys.exit(1 if failures else 0)
