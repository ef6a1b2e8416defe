"""Commands as a user gives them, and what a test says of what came back. Imported by the tests beside it; the ones in
shell have command.sh. Needs POLDER (the program) and POLDER_SOURCE.
"""
import importlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

POLDER, SOURCE = os.environ["POLDER"], Path(os.environ["POLDER_SOURCE"]).resolve()
failures = []


def need(*names):
    """These Python modules; the test is skipped where one of them is not installed."""
    try:
        modules = [importlib.import_module(name) for name in names]
    except ImportError as missing:
        print(f"skipped: {missing}")
        sys.exit(77)
    return modules[0] if len(modules) == 1 else modules


def check(good, what):
    if not good:
        print("FAILED:", what)
        failures.append(what)


def flat(text):
    """It in one line, whatever the screen's width made of it."""
    return " ".join(text.split())


def ask(*words, code=0, cwd=None, program=POLDER, **environment):
    """Run polder in English, on a screen of 80 columns; its exit code is checked."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run([program, *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
                          cwd=cwd, env={**clean, "LC_CTYPE": "C.UTF-8", "TERM": "dumb", "COLUMNS": "80", **environment},
                          check=False)
    check(done.returncode == code, f"{' '.join(map(str, words))[:200]}: exit code {done.returncode}, not {code}: "
                                   f"{done.stderr[:500]}")
    return done


def polder(*words, **more):
    """Standard output and standard error of a command."""
    done = ask(*words, **more)
    return done.stdout, done.stderr


def says(*words, code=0, **more):
    """What a command says: its results, or why there are none if it should fail."""
    out, err = polder(*words, code=code, **more)
    return out if code == 0 else err


def finish(good=None):
    """End; `good` is said if nothing failed."""
    if good and not failures:
        print(good)
    sys.exit(1 if failures else 0)


def run_all(tests):
    """Run these functions one after the other in a folder of their own, and end."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for test in tests:
            before = len(failures)
            test()
            if len(failures) > before:
                print(f"{len(failures) - before} of these in {test.__name__}")
        os.chdir("/")
    finish(f"{len(tests)} tests")
