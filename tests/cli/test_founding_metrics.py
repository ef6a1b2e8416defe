"""The shape of a network as it was founded and as it is in the end: two columns of two names, and what
conditions may go by.

Needs POLDER, python3-h5py and python3-numpy.
"""
from pathlib import Path

from command import check, flat, need, polder, run_all

h5py, np = need("h5py", "numpy")

METRICS = ("density", "centralisation", "transitivity", "components", "path_length", "modularity", "assortativity")


def run(name, text):
    Path(f"{name}.yaml").write_text("model: collaboration\n" + text)
    polder("run", f"{name}.yaml", "--quiet", "-o", f"{name}.h5", "--overwrite")
    return h5py.File(f"{name}.h5")


SUMMARY = ", ".join(f"{when}metric.{name}" for name in METRICS for when in ("", "initial."))
ALL = f"columns: [{', '.join('metric.' + name for name in METRICS)}], summary: [{SUMMARY}]"


def same(a, b):
    return np.array_equal(a, b, equal_nan=True)


def test_two_names():
    """igraph at tick 0 and in the last month of each network says the same."""
    with run("shapes", f"""
seed: 5
replicates: 30
horizon: 40
network: {{topology: random, degree: 3, members: {{integer: [4, 14]}}}}
arms: [none, {{name: lonely, set: {{relations.trust: 0.05}}}}]
record: {{networks: 30, {ALL}}}
""") as f:
        differ = 0
        for name in METRICS:
            track = f["trajectory/metric." + name][:]
            check(same(f["initial.metric." + name][:], track[:, 0]), f"founding: {name}")
            last = np.where(f["ended"][:] > 0, f["ended"][:], 40).astype(int)
            check(same(f["metric." + name][:], track[np.arange(len(last)), last]), f"end: {name}")
            differ += not same(f["metric." + name][:], f["initial.metric." + name][:])
            check(f["initial.metric." + name].attrs["long_name"].startswith("at the founding: "), f"words: {name}")
        check(differ == len(METRICS), "a metric of the founding is that of the end: no test")
    polder("run", "shapes.h5", "-o", "again.h5", "--quiet")
    check(Path("again.h5").read_bytes() == Path("shapes.h5").read_bytes(), "a result runs again")


def test_large():
    """A network that has all lanes to itself, with a condition that it fulfils."""
    with run("large", """
horizon: 3
network: {topology: random, degree: 4, members: 700}
interventions: [{name: help, levers: {contact: 0.5}, start: initial.metric.density < 0.01, cost: {per_month: 1}}]
record: {networks: 1, columns: [metric.density], summary: [initial.metric.density]}
""") as f:
        check(f["initial.metric.density"][0] == f["trajectory/metric.density"][0, 0] > 0, "a large network")
        check(f["intervention.cost"][0] == 2, "a large network fulfils its condition")


def test_conditions():
    """Looked at from the end of month 1 on, it begins in month 2; who does not fulfil it lives the same life."""
    base = """
seed: 8
replicates: 60
horizon: 12
network: {topology: random, degree: 3, members: {integer: [6, 14]}}
record: {summary: [initial.metric.density]}
"""
    rule = "initial.metric.density >= 0.3 and not initial.metric.components > 1"
    with run("plain", base) as plain, run("dense", base + f"""
interventions: [{{name: help, levers: {{contact: 0.5}}, start: {rule}, cost: {{per_month: 1}}}}]
""") as f:
        density, cost = f["initial.metric.density"][:], f["intervention.cost"][:]
        check(same(density, plain["initial.metric.density"][:]), "the condition changes the founding")
        check((cost[density < np.float32(0.3)] == 0).all(), "help where it does not hold")
        held = cost > 0
        check(0 < held.sum() < 60 and (density[held] >= np.float32(0.3)).all(), "help where it holds")
        lasts = np.where(f["ended"][:] > 0, f["ended"][:], 12)
        check((cost[held] == lasts[held] - 1).all(), "it begins in month 2")
        for name in ("trust.mean", "value.total", "outcome"):
            check(same(f[name][:][~held], plain[name][:][~held]), f"another life without it: {name}")


def test_members():
    """Of one member by name: where interventions wait for it, not only where they choose by it."""
    Path("net.csv").write_text("from,to\nHub,A\nHub,B\nHub,C\nA,B\n")
    base = """
horizon: 4
network: {file: net.csv}
interventions: [{name: help, levers: {contact: 0.5}, cost: {per_month: 1}, start: "metric.betweenness[%s] > 0.5"}]
"""
    with run("hub", base % "Hub") as f:
        check(f["intervention.cost"][0] == 3, "the hub")
    with run("leaf", base % "A") as f:
        check(f["intervention.cost"][0] == 0, "a leaf")


def test_refused():
    for what, words in ((
            "{start: metric.density < 0.2}", "a condition can go by initial.metric.density"), (
            "{start: initial.metric.densty < 0.2}", "initial.metric.density"), (
            "{start: initial.metric.density < 2}", "outside")):
        Path("bad.yaml").write_text("model: collaboration\ninterventions:\n  - {levers: {contact: 0.5}, name: x, "
                                    + what[1:] + "\n")
        check(words in flat(polder("check", "bad.yaml", code=2)[1]), f"{what}: {words}")
    Path("bad.yaml").write_text("model: collaboration\ninitial: {initial.metric.density: 0.2}\n")
    check("takes no initial value" in polder("check", "bad.yaml", code=2)[1], "given")
    Path("bad.yaml").write_text("model: collaboration\ninterventions: [{levers: {contact: 0.5}, name: x, "
                                "start: initial.metric.density < 0.2}]\n")
    check("its founding" in polder("lesson", "bad.yaml", "-o", "x.html", code=2)[1], "a lesson")


run_all([test_two_names, test_large, test_conditions, test_members, test_refused])
