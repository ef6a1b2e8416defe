"""test_directions: which way things go, on networks that share their random numbers.

Each direction is a difference between arms of one experiment, network by network, with its 95%
interval. It holds if the interval lies on the right side of the bound, so that a direction that
is only luck does not pass. Needs python3-h5py; skipped without it.

    POLDER=build/release/polder python3 tests/science/test_directions.py     the table
"""

import os
import subprocess
import sys
import tempfile

try:
    import h5py
    import numpy
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

POLDER = os.environ["POLDER"]
SOURCE = os.environ.get("POLDER_SOURCE", os.getcwd())
NETWORKS = 2000
failures = 0

SCENARIO = """
model: collaboration
seed: 4
replicates: {networks}
horizon: 60
network:
  members: {{integer: [6, 18]}}
arms:
  - {{name: base}}
  - {{name: duty, set: {{membership.duty: 0.9}}}}
  - {{name: no leader, set: {{steering.effort: 0}}}}
  - {{name: fitting leader, set: {{steering.effort: 0.8, steering.centrality: 0.5}}}}
  - {{name: leader does nothing himself, set: {{steering.effort: 0.8, steering.centrality: 0}}}}
  - {{name: leader does everything, set: {{steering.effort: 0.8, steering.centrality: 1}}}}
  - {{name: too much together, set: {{value.breadth: 0.8}}}}
  - {{name: little together, set: {{value.breadth: 0.2}}}}
  - {{name: shared 5, set: {{network.members: 5}}}}
  - {{name: administrative 5, set: {{network.members: 5, governance.form: administrative}}}}
  - {{name: shared 30, set: {{network.members: 30}}}}
  - {{name: administrative 30, set: {{network.members: 30, governance.form: administrative}}}}
  - {{name: people leave, set: {{loyalty.turnover: 0.03}}}}
  - {{name: onboarding, interventions: [onboarding]}}
  - {{name: people leave and onboarding, interventions: [onboarding],
      set: {{loyalty.turnover: 0.03}}}}
  - {{name: month 6, intervention: process-managing, dose: 0.5, start: 6}}
  - {{name: month 36, intervention: process-managing, dose: 0.5, start: 36}}
record: {{networks: 0}}
"""


def run(folder):
    os.symlink(os.path.join(SOURCE, "scenarios", "interventions"),
               os.path.join(folder, "interventions"))
    with open(os.path.join(folder, "directions.yaml"), "w", encoding="utf-8") as file:
        file.write(SCENARIO.format(networks=NETWORKS))
    subprocess.run([POLDER, "run", "directions.yaml"], cwd=folder, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    arms = {}
    with h5py.File(os.path.join(folder, "directions.h5")) as file:
        names = [name.decode() for name in file["case_name"][:]]
        for column in ("success", "alive"):
            wide = file[column][:].reshape(NETWORKS, len(names))
            if column == "alive":  # ended with its work done: not dissolved
                wide = wide + file["completed"][:].reshape(NETWORKS, len(names))
            arms[column] = {name: wide[:, i].astype(float) for i, name in enumerate(names)}
    return arms


def expect(what, difference, above=None, below=None):
    """The whole interval of the mean difference is above or below a bound."""
    global failures
    mean = difference.mean()
    half = 1.96 * difference.std(ddof=1) / len(difference) ** 0.5
    good = ((above is None or mean - half > above) and (below is None or mean + half < below))
    failures += not good
    bound = " ".join([f"> {x:g}" for x in [above] if x is not None]
                     + [f"< {x:g}" for x in [below] if x is not None])
    print(f"{'ok    ' if good else 'FAILED'} {what:66} {mean:+.3f} "
          f"({mean - half:+.3f} … {mean + half:+.3f})  {bound}")


with tempfile.TemporaryDirectory() as temporary:
    ends = run(temporary)
s, alive = ends["success"], ends["alive"]

print(f"paired differences over {NETWORKS} networks, with 95% intervals")
expect("a duty to take part: networks alive", alive["duty"] - alive["base"], above=0.05)
expect("a duty to take part: success", s["duty"] - s["base"], above=-0.02, below=0.02)
expect("no leader against a fitting one: success", s["no leader"] - s["fitting leader"], below=0)
# to take nothing in hand costs next to nothing: partners own what they do
expect("a leader who takes nothing in hand: success",
       s["leader does nothing himself"] - s["fitting leader"], above=-0.03, below=0.03)
expect("a leader who takes everything in hand: success",
       s["leader does everything"] - s["fitting leader"], below=0)
expect("too much together: success", s["too much together"] - s["base"], below=0)
expect("too much together, against little: success",
       s["too much together"] - s["little together"], below=0)
expect("administrative instead of shared, 5 members: success",
       s["administrative 5"] - s["shared 5"], below=0)
expect("administrative instead of shared, 30 members: success",
       s["administrative 30"] - s["shared 30"], above=0)
without = s["people leave"] - s["base"]
welcomed = s["people leave and onboarding"] - s["onboarding"]
expect("people leave, nobody is onboarded: success", without, below=0)
expect("people leave, all are onboarded: success", welcomed, below=0)
expect("how much more it hurts without onboarding", welcomed - without, above=0)
expect("process managing from month 6: success", s["month 6"] - s["base"], above=0)
expect("from month 36 instead: success", s["month 36"] - s["month 6"], below=0)
sys.exit(1 if failures else 0)
