"""A result is a scenario: `polder run RESULT.h5` runs its experiment again and gives the same bytes.

Needs POLDER and POLDER_SOURCE, python3-h5py; with python3-jsonschema the text of each experiment is
held against the schema as well.
"""
import json
import os
import shutil
from pathlib import Path

from command import SOURCE, check, need, polder, run_all

h5py = need("h5py")

try:
    import jsonschema
except ImportError:
    jsonschema = None

schemas = {}


def text_is_valid(result):
    """The text of an experiment is a scenario for an editor too."""
    with h5py.File(result) as file:
        text = json.loads(file.attrs["experiment"])
    if jsonschema:
        model = text["model"]
        if model not in schemas:
            schemas[model] = jsonschema.Draft202012Validator(json.loads(polder("schema", model)[0]))
        errors = [e.message[:200] for e in schemas[model].iter_errors(text)]
        check(not errors, f"{result}: {errors[:2]}")


def again(result, *more):
    polder("run", result, "-o", "again.h5", "--overwrite", "--quiet", *more)
    check(Path(result).read_bytes() == Path("again.h5").read_bytes(), f"{result}: other bytes")
    text_is_valid(result)


def shipped():
    for name, more in (("twenty-percent", ()), ("interventions", ()), ("dose", ()), ("sweep", ()),
                       ("governance", ()), ("hiccups/pilot", ("--set", "record.networks=1")),
                       ("remedies", ("--record", "trust"))):
        polder("run", SOURCE / f"scenarios/{name}.yaml", "--replicates", 1, "--quiet", "-o",
               "first.h5", "--overwrite", *more)
        again("first.h5")


def settings():
    """What the command line set is in the result; and can be set anew."""
    Path("a.yaml").write_text("model: opinions\nreplicates: 9\nhorizon: 5\n")
    polder("run", "a.yaml", "--seed", 8, "--set", "averaging.rate={uniform: [0.2, 0.8]}", "--set",
           "initial.opinion={choice: {1: 3, 0: 1}}", "--quiet")
    again("a.h5")
    out = json.loads(polder("check", "a.h5", "--json")[0])
    check(out["ok"] and out["replicates"] == 9 and out["horizon"] == 5, f"check: {out}")
    polder("run", "a.h5", "--seed", 9, "--quiet", "-o", "nine.h5")
    with h5py.File("nine.h5") as file:
        check(file.attrs["seed"] == 9, "another seed")
    again("nine.h5")
    _, err = polder("run", "a.h5")
    check("complete already" in err, f"itself: {err}")
    _, err = polder("run", "a.h5", "--set", "averaging.rat=1", code=2)
    check('did you mean "averaging.rate"' in err, err)


def recorded(result):
    with h5py.File(result) as file:
        return len(file["trajectory/sample"]) if "trajectory" in file else 0


def wishes():
    """What the command line wants of a result is what it gets of the scenario: the same bytes."""
    Path("w.yaml").write_text(
        "model: collaboration\nreplicates: 10\nhorizon: 12\nnetwork: {members: 5}\nlevers:\n"
        "  - {contact: 0.9}\n  - {disclosure: 0.8, from: 18}\n  - {mediation: 0.7, until: 20}\n"
        "arms:\n  - none\n  - {name: led, levers: [{process: 0.6, from: 14}]}\n")
    polder("run", "w.yaml", "--quiet")
    Path("v.yaml").write_text(Path("w.yaml").read_text() + "record: {columns: [trust]}\n")
    polder("run", "v.yaml", "--quiet")
    for name, more, n in (("w", ("--set", "horizon=24"), 0),
                          ("w", ("--set", "horizon=24", "--set", "lever.process=0.3"), 0),
                          ("w", ("--record", "trust"), 20),
                          ("v", ("--replicates", "60"), 120),
                          ("v", ("--set", "record.networks=0", "--record", "trust"), 0)):
        for source in (f"{name}.yaml", f"{name}.h5"):
            polder("run", source, "--quiet", "--overwrite", "-o", f"of-{source[2:]}.h5", *more)
        same = Path("of-yaml.h5").read_bytes() == Path("of-h5.h5").read_bytes()
        check(same, f"{name} {more}: other bytes than of the scenario")
        check(recorded("of-h5.h5") == n, f"{name} {more}: {recorded('of-h5.h5')} recorded")


def designs():
    Path("points.csv").write_text("run,averaging.rate,network.members\n1,0.123456789,12\n2,0.5,7\n")
    Path("d.yaml").write_text("model: opinions\nreplicates: 3\nhorizon: 4\n"
                              "design: {kind: csv, file: points.csv, ignore: [run]}\n")
    polder("run", "d.yaml", "--quiet")
    os.rename("points.csv", "gone.csv")  # the points are in the result
    again("d.h5")
    Path("m.yaml").write_text("model: opinions\nreplicates: 2\nhorizon: 4\nseed: 5\ndesign: {kind: morris, "
                              "trajectories: 2, factors: {network.degree: [2, 6], averaging.rate: [0, 1]}}\n")
    polder("run", "m.yaml", "--quiet")
    again("m.h5")


def networks():
    """The file is not in the result; it must be there, and the same."""
    os.mkdir("from")
    Path("from/net.gml").write_text("graph [ node [ id 1 f 1 ] node [ id 2 f 5 ] node [ id 3 ] "
                                    "edge [ source 1 target 2 ] edge [ source 2 target 3 ] ]\n")
    Path("from/n.yaml").write_text(
        "model: opinions\nreplicates: 3\nhorizon: 4\nnetwork: {file: net.gml, organisations: "
        "{opinion: {attribute: f, scale: range, to: 0.7}}}\nrecord: {networks: 1, columns: [opinion]}\n")
    polder("run", "from/n.yaml", "--quiet")
    _, err = polder("run", "n.h5", "-o", "again.h5", "--overwrite", code=2)
    check("there is no net.gml: say with --network where it is" in err, f"no network: {err}")
    again("n.h5", "--network", "from/net.gml")
    shutil.copy("from/net.gml", "net.gml")
    again("n.h5")
    text = Path("net.gml").read_text()
    for wrong in (text.replace("target 3", "target 1"), text.replace("f 5", "f 4 ] node [ id 9")):
        Path("net.gml").write_text(wrong)
        _, err = polder("run", "n.h5", "-o", "again.h5", "--overwrite", code=2)
        check("is not the network of this experiment" in err, f"another network: {err}")


def ready():
    """The network file of a ready scenario is found where these are; another one of its name is not
    taken for it."""
    polder("run", SOURCE / "scenarios/music-table.yaml", "--replicates", "2", "--quiet", "-o", "music.h5")
    again("music.h5")
    Path("music-table.graphml").write_text((SOURCE / "scenarios/networks/music-table.graphml").read_text()
                                           .replace(">1.6<", ">1.5<"))
    _, err = polder("run", "music.h5", "-o", "again.h5", "--overwrite", code=2)
    check("is not the network of this experiment" in err, f"the one beside it goes first: {err}")


def others():
    _, err = polder("run", SOURCE / "tests/files/format-2.h5", "-o", "old.h5", code=2)
    check("from before a result could be run again" in err, f"an old result: {err}")
    damaged = bytearray(Path("a.h5").read_bytes())
    damaged[len(damaged) // 2] ^= 1
    Path("damaged.h5").write_bytes(damaged)
    _, err = polder("run", "damaged.h5", "-o", "again.h5", "--overwrite", code=2)
    check("digest" in err or "damaged" in err, f"a damaged result: {err}")


def kept():
    """A result that was made by an earlier program, with network files of its own for arms, is shown, compared and run again."""
    files = SOURCE / "tests/files"
    for name in ("format-4-now.csv", "format-4-before.csv"):
        Path(name).write_bytes((files / name).read_bytes())
    out, _ = polder("show", files / "format-4.h5")
    check("3 to 6 rounds" in out and "agree.early" in out, f"a kept result is shown: {out}")
    out, _ = polder("compare", files / "format-4.h5", "--column", "middle", "--column", "opinion.mean@2")
    check("before" in out and "opinion.mean@2" in out, f"a kept result is compared: {out}")
    out, _ = polder("export", files / "format-4.h5", "--summary")
    polder("run", files / "format-4.h5", "-o", "kept.h5", "--quiet")
    again_out, _ = polder("export", "kept.h5", "--summary")
    polder("run", files / "format-5.h5", "-o", "kept-5.h5", "--quiet")
    rows = [[line.split(",") for line in text.splitlines()] for text in (out, again_out)]
    check(rows[0][0] == rows[1][0] and len(rows[0]) == len(rows[1]) == 7, "the columns of a kept result")
    # Its numbers are not those of the file any more, as random numbers are made in another way since; but they are those
    # of the scenario it was made of.
    polder("run", files / "format-4.yaml", "-o", "format-4-anew.h5", "--quiet")
    anew_out, _ = polder("export", "format-4-anew.h5", "--summary")
    check(again_out == anew_out and again_out != out, "a kept result is run again: not as its scenario says")


run_all([shipped, settings, wishes, designs, networks, ready, others, kept])
