"""The examples of README.md, docs/guide.md and docs/file-format.md run as they are written.

Shell, Python and R blocks are run in the order of the page, in a folder with the scenario that
the page shows. Every `--set NAME=` in the documentation and in the help names something. Needs
POLDER and POLDER_SOURCE; what reads results in Python needs python3-xarray, python3-netcdf4 and
python3-h5py, lines that draw need python3-matplotlib, R needs r-cran-ncdf4: without these such
blocks are left out, by name.
"""
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

POLDER, SOURCE = os.environ.get("POLDER", ""), Path(os.environ.get("POLDER_SOURCE", "."))
if not os.access(POLDER, os.X_OK):
    print("skipped: POLDER does not name the program")
    sys.exit(77)
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", TERM="dumb", MPLBACKEND="Agg",
                   POLDER=POLDER, R_DEFAULT_DEVICE="pdf")
DRAWS = importlib.util.find_spec("matplotlib") is not None
BLOCK = re.compile(r"^```(sh|python|r|yaml)\n(.*?)^```", re.S | re.M)
FORMAT_SCENARIO = """\
model: collaboration
replicates: 40
horizon: 12
record: {networks: 10, columns: [contact.mean, capacity]}
"""
problems, left_out, done = [], set(), 0


def run(what, command, folder, text=None):
    global done
    result = subprocess.run(command, cwd=folder, env=ENVIRONMENT, input=text,
                            capture_output=True, text=True)
    done += 1
    if result.returncode:
        problems.append(f"{what}: exit code {result.returncode}\n{result.stderr[-600:]}")


def python(what, code, folder):
    needed = set(re.findall(r"^import (\w+)", code, re.M)) - {"matplotlib"}
    for module in sorted(needed | ({"netCDF4"} if "xarray" in needed else set())):
        if importlib.util.find_spec(module) is None:
            left_out.add(f"Python, no {module}")
            return
    if not DRAWS and re.search(r"plt|\.plot\(", code):
        left_out.add("lines that draw, no matplotlib")
        code = "\n".join(x for x in code.splitlines() if not re.search(r"plt|\.plot\(", x))
    run(what, ["/usr/bin/python3", "-W", "ignore", "-c", code], folder)


def has_r(package):
    return shutil.which("Rscript") and subprocess.run(
        ["Rscript", "-e", f"library({package})"], capture_output=True).returncode == 0


def r(what, code, folder):
    package = re.search(r"library\((\w+)\)", code).group(1)
    if not has_r(package):
        left_out.add(f"R, no {package}")
        return
    run(what, ["Rscript", "-e", code], folder)


def shell(what, code, folder):
    """Commands of the program; what builds or installs has tests of its own."""
    for line in code.splitlines():
        if line.startswith("build/release/polder "):
            command = line.split("#")[0].replace("build/release/polder", '"$POLDER"', 1)
            command = command.replace(" scenarios/", f" {SOURCE}/scenarios/")
            run(f"{what}: {line}", ["bash", "-c", command], folder)


def page(name, folder, before=""):
    text = (SOURCE / name).read_text(encoding="utf-8")
    shown = set()
    last = before  # Python blocks of one page go on from each other
    for number, (language, code) in enumerate(BLOCK.findall(text), 1):
        what = f"{name}, block {number} ({language})"
        if language == "yaml" and re.search(r"^model:", code, re.M):
            # the first one that a page shows is the one that its commands run
            own = folder / "our-region.yaml"
            if own in shown:
                own = folder / f"block-{number}.yaml"
                own.write_text(code, encoding="utf-8")
                run(what, [POLDER, "check", own.name], folder)
            else:
                own.write_text(code, encoding="utf-8")
                shown.add(own)
        elif language == "sh":
            shell(what, code, folder)
        elif language == "python":
            if "import" in code.split("\n")[0]:
                last = ""
            last += code
            python(what, last, folder)
        elif language == "r":
            r(what, code, folder)


def settings_are_known():
    texts = {n: (SOURCE / n).read_text(encoding="utf-8")
             for n in ("README.md", "docs/guide.md", "docs/file-format.md")}
    for command in ("run", "check", "list", "show", "schema", "bench"):
        texts[f"polder {command} --help"] = subprocess.run(
            [POLDER, command, "--help"], capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        scenario = Path(folder) / "empty.yaml"
        scenario.write_text("model: collaboration\n")
        for name, text in texts.items():
            text = re.sub(r".*--model-file.*", "", text)  # names of a file that is not here
            for setting in set(re.findall(r"--set ([a-z_.-]+=[\w.]+)", text)):
                run(f"{name}: --set {setting}", [POLDER, "check", scenario, "--set", setting],
                    folder)


MEANS = """
import re
import xarray as xr
trust = xr.open_dataset("twenty-percent.h5", group="trajectory")["trust.mean"].to_pandas()
ends = xr.open_dataset("twenty-percent.h5")["trust.mean"].values[trust.index]
last = trust.ffill(axis="columns").iloc[:, -1]
assert (last.values == ends).all() and len(last) == 200
said = re.search(r"in the last month it is (0\\.\\d+), and that of\\s+all 200 is (0\\.\\d+)", README).groups()
assert said == (f"{trust.iloc[:, -1].mean():.2f}", f"{last.mean():.2f}"), said
"""


def main():
    settings_are_known()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        run("twenty-percent", [POLDER, "run", SOURCE / "scenarios/twenty-percent.yaml", "--quiet",
                               "--replicates", "300"], folder)
        readme = (SOURCE / "README.md").read_text(encoding="utf-8")
        python("README.md, means over time", f"README = {readme!r}\n{MEANS}", folder)
        page("docs/guide.md", folder)
        (folder / "NAME.yaml").write_text(FORMAT_SCENARIO)
        run("NAME.h5", [POLDER, "run", "NAME.yaml", "--quiet"], folder)
        page("docs/file-format.md", folder)
        # the commands of README.md run scenarios whole; test_scenarios.sh has them, smaller
        for language, code in BLOCK.findall((SOURCE / "README.md").read_text(encoding="utf-8")):
            if language in ("python", "r"):
                (python if language == "python" else r)(f"README.md ({language})", code, folder)
    for problem in problems:
        print(problem)
    for what in sorted(left_out):
        print("left out:", what)
    print(f"{done} commands and blocks, {len(problems)} do not work")
    sys.exit(1 if problems or done < 10 else 0)


main()
