"""Results open as they are in h5py, netCDF4, xarray and h5dump.

Runs the program on a small scenario and reads what it wrote. Needs POLDER (the program) and
the Debian packages python3-h5py, python3-netcdf4, python3-xarray and hdf5-tools.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings


def skip(why):
    print("skipped:", why)
    sys.exit(77)


try:
    import h5py
    import netCDF4
    import numpy as np
    import xarray as xr
except ImportError as error:
    skip(error)
POLDER = os.environ.get("POLDER", "")
if not os.access(POLDER, os.X_OK):
    skip("POLDER does not name the program")
if not shutil.which("h5dump"):
    skip("h5dump is not installed")

SCENARIO = """\
title: Opinions in a café
model: opinions
seed: 3
replicates: 40
horizon: 7
network:
  members: 12
record:
  networks: 5
  every: 3
  columns: [opinion.mean, opinion, tie]
"""
TIES = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="n" for="node" attr.name="name" attr.type="string"/>
<graph edgedefault="undirected">
<node id="a"><data key="n">Gemeente Één</data></node>
<node id="b"><data key="n">Zorg &amp; Co</data></node>
<node id="c"><data key="n">Stichting</data></node>
<edge source="a" target="b"/><edge source="b" target="c"/>
</graph>
</graphml>
"""


def run(*arguments):
    done = subprocess.run([POLDER, "run", *arguments, "--quiet"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def check_h5py(path):
    with h5py.File(path, "r") as file:
        assert file.attrs["title"] == "Opinions in a café"
        assert file.attrs["model"] == "opinions"
        assert file.attrs["format_version"] == 2
        assert file.attrs["Conventions"] == "Polder-2"
        assert file.attrs["generator"] == "threefry4x32-13"
        version = json.loads(subprocess.run([POLDER, "--version", "--json"], capture_output=True,
                                            text=True, check=True).stdout)
        for key in ("fingerprint", "commit"):
            assert file.attrs["polder_" + key] == version[key]
            assert version[key] in file.attrs["history"]
        assert file.attrs["polder_version"] == version["polder"]
        assert file.attrs["seed"] == 3
        assert file.attrs["horizon"] == 7
        assert file.attrs["tick"] == "round"
        assert isinstance(json.loads(file.attrs["experiment"]), dict)
        mean = file["opinion.mean"]
        assert mean.shape == (40,) and mean.dtype == np.float32
        assert mean.dims[0].keys() == ["network"]
        # Counts become smaller when compressed, measured values hardly do.
        number = file["network"]
        assert (number.compression, number.shuffle, number.fletcher32) == ("gzip", True, True)
        assert (mean.compression, mean.fletcher32) == (None, True)
        assert np.isnan(mean.attrs["_FillValue"]).all() and mean.attrs["_FillValue"].shape == (1,)
        for name in ("units", "long_name", "source", "field"):
            assert isinstance(mean.attrs[name], str) and mean.attrs[name], name
        assert np.isfinite(mean[:]).all()
        assert not file["failed"][:].any()
        assert (file["network"][:] == np.arange(40)).all()
        track = file["trajectory/opinion"]
        assert track.fletcher32 and track.compression is None
        assert track.shape == (5 * 12, 3)
        assert [d.keys()[0] for d in track.dims] == ["organisation_row", "time"]
        # Nothing in the file tells when it was made: h5py gives 0 where no time is kept.
        for thing in (file["/"], file["trajectory"], mean, track):
            assert h5py.h5g.get_objinfo(thing.id).mtime == 0


def check_xarray(path):
    with xr.open_dataset(path) as data:
        assert dict(data.sizes)["network"] == 40
        assert "opinion.mean" in data and "failed" in data
        assert {"case", "replicate", "case_name"} <= set(data.coords)
        assert data["opinion.mean"].dims == ("network",)
        assert data["opinion.mean"].attrs["units"] == "1"
        assert data.attrs["model"] == "opinions"
        by_case = data["opinion.mean"].groupby("case").mean()
        assert by_case.size == data.sizes["cases"] == 1
        summary = data["opinion.mean"].values
    with xr.open_dataset(path, group="trajectory") as data:
        assert list(data.time.values) == [0, 3, 6]
        assert list(data.sample.values) == [0, 1, 2, 3, 4]
        assert data["opinion.mean"].dims == ("sample", "time")
        assert data["opinion"].dims == ("organisation_row", "time")
        assert data["tie"].dims == ("arc_row", "time")
        one = data["opinion"].sel(organisation_row=data.organisation_network == 2)
        assert list(one.organisation.values) == list(range(12))
        # Two columns that were recorded apart agree.
        mean = data["opinion.mean"].sel(sample=2).values
        assert np.allclose(one.mean("organisation_row").values, mean, atol=1e-6)
        arc = data.arc_network == 2
        there = set(zip(data.arc_from.values[arc], data.arc_to.values[arc]))
        assert there and there == {(b, a) for a, b in there}
    return summary


def check_netcdf(path):
    with netCDF4.Dataset(path) as data:
        assert data["opinion.mean"].dimensions == ("network",)
        assert data["trajectory"]["opinion"].dimensions == ("organisation_row", "time")
        phony = [d for d in list(data.dimensions) + list(data["trajectory"].dimensions)
                 if d.startswith("phony")]
        assert not phony, phony
        return np.asarray(data["opinion.mean"][:])


def check_labels(path):
    with xr.open_dataset(path, group="trajectory") as data:
        names = data.label.values[data.organisation.values]
        assert set(names) == {"Gemeente Één", "Zorg & Co", "Stichting"}, set(names)
        assert data.label.dims == ("organisation_id",)
    with h5py.File(path, "r") as file:
        assert "Gemeente Één" in list(file["trajectory/label"].asstr()[:])


SAMPLED = """\
model: opinions
seed: 3
replicates: 40
horizon: 7
network: {members: 8}
values: {averaging: {rate: {uniform: [0.2, 0.4]}}}
arms: [none, {name: slow, set: {averaging.rate: 0.1}}]
design: {kind: grid, factors: {network.members: {values: [6, 9]}}}
"""


def check_inputs(path):
    """Which arm a network is of, and every parameter that was drawn or varied."""
    with xr.open_dataset(path) as data:
        assert {"arm", "case", "replicate"} <= set(data.coords)
        names = data.arm_name.values[data.arm.values]
        assert set(names) == {"none", "slow"}
        assert (data.arm.values == data.case_arm.values[data.case.values]).all()
        rate = data["averaging.rate"]
        assert rate.attrs["role"] == "parameter" and rate.dims == ("network",)
        assert (rate.values[names == "slow"] == np.float32(0.1)).all()
        drawn = rate.values[names == "none"]
        assert (drawn >= 0.2).all() and (drawn < 0.4).all() and np.unique(drawn).size == 40
        # The two points of the design meet the same chances.
        assert (drawn[::2] == drawn[1::2]).all()
        points = xr.open_dataset(path, group="design").value.values[:, 0]
        members = points[data.case_point.values[data.case.values]]
        assert (data["network.members"].values == members).all()


INPUTS = """\
model: collaboration
seed: 5
replicates: 30
horizon: 2
network: {members: 6}
initial:
  momentum: {beta: [4, 2]}
  ownership: {truncated-normal: [0.5, 0.1, 0, 1]}
record: {networks: 30, columns: [momentum, ownership, trust]}
arms: [none, {name: late, set: {initial.adaptation: {uniform: [0.3, 0.6]}}}]
design:
  kind: grid
  factors:
    initial.ownership.sd: {values: [0.05, 0.2]}
    initial.trust: {values: [0.25, 0.75]}
"""


def check_initial_values(path):
    """Initial values that were drawn for a network, and factors that are no field of one."""
    with xr.open_dataset(path) as data, xr.open_dataset(path, group="design") as design, \
            xr.open_dataset(path, group="trajectory") as paths:
        start = data["initial.momentum"]
        assert start.attrs["role"] == "parameter" and start.attrs["level"] == "network"
        assert (start.values == paths["momentum"].isel(time=0).values).all()
        assert np.unique(start.values).size == 30  # shared by the arms and points of a replicate
        late = data.arm_name.values[data.arm.values] == "late"
        drawn = data["initial.adaptation"].values
        assert (drawn[~late] == 1).all() and np.unique(drawn[late]).size == 30
        assert ((drawn[late] >= 0.3) & (drawn[late] < 0.6)).all()
        points = design.value.values[data.case_point.values[data.case.values]]
        for i, name in enumerate(design.factor.values):
            assert (data[str(name)].values == points[:, i].astype(np.float32)).all(), name
        trust = paths["trust"].isel(time=0).values
        assert (trust == data["initial.trust"].values[paths.arc_network.values]).all()
        wide = data["initial.ownership.sd"].values[paths.organisation_network.values] > 0.1
        ownership = paths["ownership"].isel(time=0).values
        assert ownership[wide].std() > 0.15 and ownership[~wide].std() < 0.06
        asked = json.loads(data.attrs["experiment"])["record"]["inputs"]
        assert sorted(asked) == ["initial.adaptation", "initial.momentum", "initial.ownership.sd",
                                 "initial.trust"], asked


LEAVING = """\
model: collaboration
seed: 4
replicates: 12
horizon: 18
network: {members: {integer: [8, 14]}}
values: {membership: {base: -4.5}}
record: {networks: 12, every: 3, columns: [active, tie, metric.density, metric.betweenness]}
"""


def check_measures(path):
    """Measures of a network are those of who still takes part."""
    with h5py.File(path, "r") as file:
        group = file["trajectory"]
        active, between = group["active"][:], group["metric.betweenness"][:]
        there = active > 0
        assert (np.isnan(between) == ~there).all()
        seen = 0
        for row, number in enumerate(group["sample"][:]):
            mine = there[group["organisation_network"][:] == number]
            ties = group["tie"][:][group["arc_network"][:] == number].sum(axis=0)
            n = mine.sum(axis=0)
            # who is alone leaves, and without anybody nothing is measured
            many = n > 1
            assert np.allclose(group["metric.density"][row][many], (ties / (n * (n - 1.0)))[many])
            seen += (many & (n < len(mine))).sum()
        assert seen > 10, seen


def check_all_fields():
    """No reader takes a number for a time, whatever is recorded."""
    for model in ("collaboration", "opinions", "public-goods"):
        listed = json.loads(subprocess.run([POLDER, "list", "columns", "--json", "--model", model],
                                           capture_output=True, text=True, check=True).stdout)
        ends = [f["name"] for f in listed if f["level"] == "network"]
        over_time = [f["name"] for f in listed]
        with open("all.yaml", "w", encoding="utf-8") as file:
            file.write(f"model: {model}\nreplicates: 2\nhorizon: 2\nnetwork: {{members: 4}}\n"
                       f"record: {{networks: 2, columns: {json.dumps(over_time)}, "
                       f"summary: {json.dumps(ends)}}}\n")
        run("all.yaml", "-o", "all.h5", "--overwrite")
        seen = 0
        for group in ("/", "trajectory"):
            with xr.open_dataset("all.h5", group=group) as data:
                for name, column in data.variables.items():
                    wanted = "fi" if "units" in column.attrs or "field" in column.attrs else "fiOU"
                    assert column.dtype.kind in wanted, (name, column.dtype)
                    # What is decoded keeps its unit in the encoding alone.
                    assert "units" not in column.encoding, (name, column.encoding["units"])
                    seen += "field" in column.attrs
        assert seen == len(ends) + len(over_time), (seen, len(ends), len(over_time))
    return seen


def check_h5dump(path):
    done = subprocess.run(["h5dump", "-p", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for word in ("FLETCHER32", "SHUFFLE", "DEFLATE { LEVEL 1 }", "DIMENSION_LIST"):
        assert word in done.stdout, word


def main():
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open("small.yaml", "w", encoding="utf-8") as file:
            file.write(SCENARIO)
        with open("ties.graphml", "w", encoding="utf-8") as file:
            file.write(TIES)
        run("small.yaml", "-o", "small.h5")
        check_h5py("small.h5")
        assert (check_xarray("small.h5") == check_netcdf("small.h5")).all()
        check_h5dump("small.h5")
        run("small.yaml", "-o", "other.h5", "--block", "7", "--threads", "1")
        with open("small.h5", "rb") as one, open("other.h5", "rb") as other:
            assert one.read() == other.read(), "the block size changes the bytes"
        run("small.yaml", "-o", "named.h5", "--network", "ties.graphml")
        check_labels("named.h5")
        with open("sampled.yaml", "w", encoding="utf-8") as file:
            file.write(SAMPLED)
        run("sampled.yaml", "-o", "sampled.h5")
        check_inputs("sampled.h5")
        with open("inputs.yaml", "w", encoding="utf-8") as file:
            file.write(INPUTS)
        run("inputs.yaml", "-o", "inputs.h5")
        check_initial_values("inputs.h5")
        run("inputs.yaml", "-o", "blocks.h5", "--block", "7", "--threads", "1")
        with open("inputs.h5", "rb") as one, open("blocks.h5", "rb") as other:
            assert one.read() == other.read(), "the block size changes the bytes"
        with open("leaving.yaml", "w", encoding="utf-8") as file:
            file.write(LEAVING)
        run("leaving.yaml", "-o", "leaving.h5")
        check_measures("leaving.h5")
        check_all_fields()
        os.chdir("/")


main()
