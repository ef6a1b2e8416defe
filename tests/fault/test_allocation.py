"""Memory that is not there: one allocation of a command fails, or that and all after it.

The command gives the same answer as ever, or ends with exit code 1 and says why. It never gives
another answer with exit code 0, calls a file damaged, or spoils what is there: what was run can be
taken up, and gives the same bytes. A crash whose innermost call is in another library is that
library's (HDF5 has many, or ends the program): they are counted and named. Needs POLDER and a C compiler;
POLDER_FUZZ=N tries N times as many allocations.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

POLDER = os.environ.get("POLDER", "")
SOURCE = Path(__file__).with_name("fail_allocation.c")
CC = shutil.which(os.environ.get("CC", "cc"))
POINTS = 26 * max(1, int(os.environ.get("POLDER_FUZZ", "1")))
SCENARIO = """\
title: Memory
model: collaboration
seed: 3
replicates: 6
horizon: 6
network: {members: 4}
values: {relations: {trust: {uniform: [0.2, 0.8]}}}
arms: [none, {name: calm, set: {initial.momentum: 0.9}}]
baseline: none
record: {networks: 2, every: 3, columns: [trust.mean, ownership, tie]}
observe: {low: {first: trust.mean < 0.6 for 2 months}, mean: {mean: momentum, from: 2, until: 5}}
"""
READ = [["show", "w.h5", "--details"], ["show", "w.h5", "--json"], ["compare", "w.h5", "--column", "low@4"],
        ["compare", "w.h5", "--json"], ["survival", "w.h5"], ["survival", "w.h5", "--json"], ["survival", "w.h5", "--first", "low"],
        ["export", "w.h5", "--summary"], ["export", "w.h5", "--trajectories", "--level", "arc"],
        ["export", "w.h5", "--network", "0", "--tick", "3"], ["report", "w.h5", "-o", "-", "--date", "d"]]
# Figures that take memory of their own, and all that is said of them.
FACT = SCENARIO.replace("replicates: 6", "replicates: 24").replace("networks: 2", "networks: 24") + """\
fact:
  id: X
  title: t
  source: s
  status: memory
  use: test
  figures:
    - {figure: slope, of: trust.mean, by: relations.trust, above: 0}
    - {figure: rank, of: trust.mean, by: relations.trust, above: 0}
    - {figure: optimum, of: success, by: relations.trust, at_least: 0}
    - {figure: recipes, of: alive, by: [relations.trust, trust.mean], at_most: 4}
    - {figure: points-with, of: success, at: 0.5, at_least: 0}
    - {figure: share, of: alive, within: [0, 1]}
    - {figure: member-rank, of: ownership, by: ownership, months: 6, at_least: 0}
    - {figure: pair-share, of: tie, by: tie, months: 6, cuts: 0.5, at_least: 0}
"""
# Other parameters: each takes most of a second, so fewer allocations of these fail.
LIVES = "model: collaboration\nseed: 3\nreplicates: 12\nhorizon: 8\nnetwork: {members: 4}\n"
RANGES = "model: collaboration\ndesign: {kind: latin-hypercube, points: 4, factors: {trust.k_up: [0.05, 0.2]}}\n"
DOUBT = ["diagnose", "d.yaml", "--uncertain", "r.yaml", "--short", "--no-remedies", "--json", "--quiet", "--threads", "1"]
LONG = [[*DOUBT, "--founding", "2"], [*DOUBT, "--signs"]]
FACTS = ["facts", "f.yaml", "--threads", "1", "--quiet"]
RUN = ["run", "s.yaml", "-o", "o.h5", "--threads", "1", "--quiet"]
SHARE = ["run", "s.yaml", "-o", "o.h5", "--threads", "1", "--shard", "1/1", "--quiet"]
JOIN = ["join", "o.h5", "--quiet"]
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", TERM="dumb", OMP_NUM_THREADS="1",
                   OPENBLAS_NUM_THREADS="1", MALLOC_ARENA_MAX="1")


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


class Trial:
    """One command in a folder of its own, with allocation `at` failing."""

    def __init__(self, library, command, at=0, own=False, after=False):
        self.command, self.at, self.own, self.after = command, at, own, after
        self.library = library

    def __str__(self):
        which = f"allocation {self.at}{' that is not of HDF5' if self.own else ''}"
        return f"{' '.join(self.command)}: {which}{' and all later' if self.after else ''}"

    def run(self, folder):
        setting = dict(ENVIRONMENT, LD_PRELOAD=str(self.library), FAULT_COUNT=f"{folder}/count",
                       FAULT_CRASH=f"{folder}/crash", FAULT_AT=str(self.at))
        if self.own:
            setting["FAULT_OWN"] = "1"
        if self.after:
            setting["FAULT_FROM"] = "1"
        try:
            self.done = subprocess.run([POLDER, *self.command], cwd=folder, env=setting,
                                       stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        except subprocess.TimeoutExpired:
            self.done = None
            return self
        crash, count = Path(folder, "crash"), Path(folder, "count")
        self.crash = crash.read_text().split() if crash.exists() else []
        self.count = int(count.read_text() or 0) if count.exists() else 0
        for path in (crash, count):
            path.unlink(missing_ok=True)
        return self


def plain(folder, command):
    return subprocess.run([POLDER, *command], cwd=folder, env=ENVIRONMENT, capture_output=True,
                          timeout=60)


class Tests:
    def __init__(self, folder, library):
        self.folder, self.library = Path(folder), library
        self.problems, self.crashes, self.codes = [], {}, {}

    def folder_for(self, trial):
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        (folder / "s.yaml").write_text(SCENARIO)
        (folder / "f.yaml").write_text(FACT)
        (folder / "d.yaml").write_text(LIVES)
        (folder / "r.yaml").write_text(RANGES)
        if trial.command in (RUN, JOIN):
            if trial.command is JOIN:
                shutil.copytree(self.folder / "o.parts", folder / "o.parts")
        else:
            os.link(self.folder / "w.h5", folder / "w.h5")
        return folder

    def problem(self, trial, text):
        error = trial.done.stderr.decode(errors="replace")[-300:] if trial.done else ""
        self.problems.append(f"{trial}: {text}\n    {error.strip()}")

    def judge(self, trial, right):
        done = trial.done
        if done is None:
            self.problem(trial, "not done in a minute")
            return
        error = done.stderr.decode(errors="replace")
        code = done.returncode
        self.codes[code] = self.codes.get(code, 0) + 1
        if code == 0 and done.stdout != right:
            self.problem(trial, "another answer, with exit code 0")
        elif code < 0 or trial.crash:
            where = trial.crash[0] if trial.crash else "?"
            key = " ".join(trial.crash) or f"signal {-code}"
            self.crashes[key] = self.crashes.get(key, 0) + 1
            if where in ("?", "polder"):
                self.problem(trial, f"signal {-code} in {key}")
        elif code not in (0, 1):
            self.problem(trial, f"exit code {code}")
        elif code and "error" not in error:
            self.problem(trial, f"exit code {code}, and no reason")
        if "damaged" in error:
            self.problem(trial, "something is called damaged")

    def judge_run(self, trial, folder):
        """What a run or a join leaves is taken up."""
        whole = (self.folder / "o.h5").read_bytes()
        made = folder / "o.h5"
        if trial.done and trial.done.returncode == 0 and not made.exists():
            self.problem(trial, "exit code 0 and no result")
        if made.exists() and made.read_bytes() != whole:
            self.problem(trial, "another result")
        parts = len(list((folder / "o.parts").glob("*.h5"))) if (folder / "o.parts").exists() else 0
        if trial.command is JOIN and not made.exists() and parts != self.parts:
            self.problem(trial, f"{parts} of {self.parts} parts are left")
        after = plain(folder, RUN)
        error = after.stderr.decode(errors="replace")
        if after.returncode or "damaged" in error or made.read_bytes() != whole:
            self.problem(trial, f"then, with memory: exit code {after.returncode}: {error[-300:]}")

    def try_one(self, trial, right):
        folder = self.folder_for(trial)
        try:
            trial.run(folder)
            self.judge(trial, right)
            if trial.command in (RUN, JOIN):
                self.judge_run(trial, folder)
        finally:
            shutil.rmtree(folder)

    def trials(self, command):
        for own in (True, False):
            whole = Trial(self.library, command, own=own)
            folder = self.folder_for(whole)
            whole.run(folder)
            shutil.rmtree(folder)
            if whole.done is None or whole.done.returncode or not whole.count:
                self.problem(whole, "fails by itself, or counts nothing")
                return
            n = POINTS * 3 // 4 if own else POINTS - POINTS * 3 // 4
            n = 2 * n if command in (RUN, JOIN) else n // 4 if command in LONG else n
            for i in range(n):
                at = 1 + int(whole.count * ((i + 0.5) * 0.6180339887 % 1))
                yield Trial(self.library, command, at, own, i % 3 == 2), whole.done.stdout

    def all(self):
        for name, command in (("w.h5", RUN), ("o.parts", SHARE), ("o.h5", JOIN)):
            (self.folder / "s.yaml").write_text(SCENARIO)
            done = plain(self.folder, command)
            if done.returncode:
                sys.exit(f"{command}: {done.stderr.decode()}")
            if command is RUN:
                (self.folder / "o.h5").rename(self.folder / "w.h5")
            if command is SHARE:
                shutil.copytree(self.folder / "o.parts", self.folder / "kept")
        (self.folder / "kept").rename(self.folder / "o.parts")
        self.parts = len(list((self.folder / "o.parts").glob("*.h5")))
        n = 0
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for command in [*READ, FACTS, *LONG, RUN, JOIN]:
                trials = list(self.trials(command))
                n += len(trials)
                list(pool.map(lambda t: self.try_one(*t), trials))
        return n


def main():
    if not os.access(POLDER, os.X_OK):
        skip("POLDER does not name the program")
    if not CC:
        skip("there is no C compiler")
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "fail.so"
        built = subprocess.run([CC, "-shared", "-fPIC", "-O1", "-D_GNU_SOURCE", "-o", library, SOURCE],
                               capture_output=True)
        probe = Trial(library, ["--version"]).run(folder) if built.returncode == 0 else None
        if not probe or not probe.done or probe.done.returncode or not probe.count:
            skip("allocations cannot be taken over here (another C library, or sanitizers)")
        tests = Tests(folder, library)
        n = tests.all()
    print(f"{n} allocations failed; exit codes: " +
          ", ".join(f"{code}: {k}" for code, k in sorted(tests.codes.items())))
    for name, k in sorted(tests.crashes.items(), key=lambda x: -x[1]):
        print(f"crashed in {name}: {k}")
    for problem in tests.problems:
        print(problem)
    if n < 300:
        print("too few for this to say much")
    sys.exit(1 if tests.problems or n < 300 else 0)


main()
