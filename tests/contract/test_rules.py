"""The rules of CONTRIBUTING.md and docs/architecture.md that a program can check.

Who includes what, that each file says in its first line what it is, that the library neither prints
nor ends the program, that the kernel needs nothing but memory, and that igraph, OpenMP and libm
stay where they belong.

Needs POLDER_SOURCE.
"""
import os
import re
import sys
from pathlib import Path

SOURCE = Path(os.environ.get("POLDER_SOURCE", "."))
# What the kernel may include of the C library and the compiler.
KERNEL = {"stdbool.h", "stddef.h", "stdint.h", "stdlib.h", "string.h", "stdarg.h", "stdio.h", "limits.h",
          "errno.h", "sys/mman.h", "immintrin.h", "Random123/threefry.h", "assert.h"}


def rooms():
    """folder: what it may include besides its own files, as the table of docs/architecture.md says."""
    text = (SOURCE / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \|[^|]*\|([^|]*)\|$", text, re.M)
    return {room: re.findall(r"`([^`]+)`", others) for room, others in rows}


MAY = rooms()
HOME = {"igraph": ("engine/graph/",),
        "omp": ("engine/run/", "engine/program/mpi.c")}
PRINTS = re.compile(r"(?<![\w.>])(v?f?printf|puts|putchar|perror|v?printf|_?exit|abort|assert)\s*\(")
STREAMS = re.compile(r"\b(stdout|stderr)\b")
LIBM = re.compile(r"(?<![\w.])((?:exp|log|pow|fmax|fmin|tanh|sin|cos)f?|malloc|calloc|rand)\s*\(")
problems = []


def without_comments(text):
    """Comments and texts are blank, so that words in them do not count."""
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"',
                  lambda m: re.sub(r"[^\n]", " ", m.group()), text, flags=re.S)


def included(path, name):
    """The file that #include "name" means, seen from the project."""
    for folder in (path.parent, SOURCE / "engine", SOURCE):
        file = folder / name
        if file.exists():
            return Path(os.path.normpath(file)).relative_to(os.path.normpath(SOURCE)).as_posix()
    return None


def check_includes(path, name, text):
    folder = os.path.dirname(name)
    for found in re.findall(r'^#include "([^"]+)"', text, re.M):
        file = included(path, found)
        if file is None:
            problems.append(f"{name} includes {found}, which is not there")
        elif name.startswith("models/"):
            if os.path.dirname(file) != folder:
                problems.append(f"{name} includes {found}; a part includes <polder/kernel.h>")
        elif folder in MAY and os.path.dirname(file) not in [folder, *MAY[folder]]:
            problems.append(f"{name} includes {found}")
    for library, home in HOME.items():
        if re.search(rf"#include <{library}[/.]", text) and not name.startswith(home):
            problems.append(f"{name} includes {library}, which belongs in {', '.join(home)}")
    for library in re.findall(r"^ *#include <([^>]+)>", text, re.M):
        if name.startswith("models/") and library not in ("polder/kernel.h", "stddef.h"):
            problems.append(f"{name} includes <{library}>; a part includes <polder/kernel.h>")
        if name.startswith("engine/kernel/") and library not in KERNEL:
            problems.append(f"{name} includes <{library}>: the kernel needs nothing but memory")
    if "#pragma omp" in text and not name.startswith(HOME["omp"]):
        problems.append(f"{name} uses OpenMP, which belongs in {', '.join(HOME['omp'])}")


def main():
    files = sorted(p for folder in ("engine", "models", "analysis", "tests")
                   for p in (SOURCE / folder).rglob("*") if p.suffix in (".c", ".h"))
    for path in files:
        name, text = path.relative_to(SOURCE).as_posix(), path.read_text(encoding="utf-8")
        if name.startswith("tests/"):
            continue
        check_includes(path, name, text)
        stem = path.parent.name if path.name == "model.c" else path.stem
        if not re.match(rf"/\* ({re.escape(path.name)}|{re.escape(stem)}): \S", text):
            problems.append(f"{name}: the first line does not say what it is: /* {path.name}: ...")
        if name.startswith(("engine/program/", "engine/prototype/")):
            continue
        code = without_comments(text)
        calls = {m.group(1) for m in PRINTS.finditer(code)} - {"fprintf", "vfprintf"}
        if STREAMS.search(code) or calls:
            what = ", ".join(sorted(calls)) or "stdout, stderr"
            problems.append(f"{name}: the library does not print or exit: {what}")
        if name.startswith("models/") and LIBM.search(code):
            problems.append(f"{name}: {LIBM.search(code).group(1)} in a kernel")
    for folder in sorted({f.parent.relative_to(SOURCE).as_posix() for f in files}):
        if folder.startswith(("engine/", "analysis")) and folder not in MAY:
            problems.append(f"{folder} is not in the table of docs/architecture.md")
    for folder in MAY:
        if not (SOURCE / folder).is_dir():
            problems.append(f"docs/architecture.md has a room {folder}, which is not there")
    print(f"{len(files)} files")
    for problem in problems:
        print("FAILED:", problem)
    sys.exit(1 if problems or len(files) < 50 else 0)


main()
