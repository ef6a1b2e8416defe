"""The fingerprint of the code that makes the numbers (cmake/fingerprint.c).

It changes with every number, name and operator of the code, and with nothing else: not with
comments, layout, messages, or where a file lies. Which files count is asked of the build.

Needs POLDER (the program; the fingerprint program lies beside it) and POLDER_SOURCE.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

POLDER = Path(os.environ.get("POLDER", ""))
SOURCE = Path(os.environ.get("POLDER_SOURCE", "."))
PROGRAM = POLDER.parent / "fingerprint"
if not os.access(PROGRAM, os.X_OK):
    print("skipped: no fingerprint program beside POLDER")
    sys.exit(77)

folder = Path(tempfile.mkdtemp())


def fingerprint(*files):
    done = subprocess.run([PROGRAM, *files], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]


def of(text):
    """The fingerprint of one file with this text."""
    path = folder / "one.c"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return fingerprint(path)


def known_answers():
    """Pairs that must be the same, and pairs that must not."""
    same = [
        ("x = a + b;", "x=a+b ;"),
        ("x = a + b;", "/* sum */ x = a // of two\n + b;\n"),
        ("x = a + b;", "x = a \\\n + b;"),
        ("x = a + b;\ny = 1;\n", b"x = a + b;\r\ny = 1;\r\n"),
        ('f("no such file");', 'f("there is no such file %s");'),
        ('f("no such " "file");', 'f("no"\n  " file");'),
        ('f("trust" ".mean");', 'f("trust.mean");'),
        ("#define A(x) x + 1\n", "#define A(x)   x \\\n  + 1  // one\n"),
        ("#error do not\n", "#error really don't\n"),
        ('f("http://a b");', 'f("/* a b */");'),
    ]
    differ = [
        ("x = 0.5f;", "x = 0.625f;"), ("x = 1e-7f;", "x = 1e+7f;"), ("x = a + b;", "x = a - b;"),
        ("x = a < b;", "x = a <= b;"), ("x = a+++b;", "x = a + ++b;"), ("x = a - -b;", "x = a--b;"),
        ("x = '1';", "x = '2';"), ("x = ab;", "x = a b;"), ("x = 12;", "x = 1 2;"),
        ('f("trust");', 'f("truth");'), ('f("a b");', "f(NULL);"), ('f("a", "b");', 'f("ab");'),
        ("#define A (x)\n", "#define A(x)\n"), ("#define A B\nC\n", "#define A B C\n"),
        ("x = a; /* b = 2; */", "x = a; b = 2;"), ("x = '\"'; y = 1; z = '\"';",
                                                    "x = '\"'; y = 2; z = '\"';"),
        ('f("\\""); y = 1; f("");', 'f("\\""); y = 2; f("");'), ("a //\nb", "a //b"),
        ("x = a / b; // c", "x = a; // b"), ("", "x;"),
    ]
    for a, b in same:
        assert of(a) == of(b), f"{a!r} and {b!r} differ"
    for a, b in differ:
        assert of(a) != of(b), f"{a!r} and {b!r} are the same"


def number_sources():
    """The files that count, as the build says."""
    for name in ("build.ninja", "CMakeFiles/polder_library.dir/build.make"):
        path = PROGRAM.parent / name
        if path.exists():
            line = re.search(r"fingerprint -o \S+ ([^&\n]*)", path.read_text()).group(1)
            return [Path(p) for p in line.split() if p.endswith((".c", ".h"))]
    print("skipped: neither ninja nor make built this")
    sys.exit(77)


def check_list(files):
    names = {str(p.resolve().relative_to(SOURCE.resolve())) for p in files}
    for part in (SOURCE / "models").glob("*/*.[ch]"):
        assert str(part.relative_to(SOURCE)) in names, part
    for name in ("kernel/random.h", "kernel/fastmath.h", "kernel/step.c", "kernel/lanes.c",
                 "kernel/intervene.c", "run/draw.c", "graph/generate.c", "graph/metrics.c",
                 "design/sobol.c"):
        assert f"engine/{name}" in names, name
    for name in names:
        assert not name.startswith(("engine/program", "engine/io", "engine/scenario", "analysis")), name


def mutations(text, rng):
    """A number and an operator of the code, each changed in one place."""
    code = re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|#[^\n]*',
                  lambda m: " " * len(m.group()), text, flags=re.S)
    for pattern, change in ((r"(?<![\w.])\d+(\.\d+)?f?\b", lambda m: "7" + m.group()),
                            (r"(?<=\s)[-+*/](?=\s)", lambda m: "-" if m.group() == "+" else "+"),
                            (r"(?<=\s)[<>](?=\s)", lambda m: m.group() + "=")):
        found = list(re.finditer(pattern, code))
        if found:
            m = rng.choice(found)
            yield text[:m.start()] + change(m) + text[m.end():]


def check_tree(files):
    rng = random.Random(1)
    copies = []
    for i, path in enumerate(files):
        copies.append(folder / f"{i}{path.suffix}")
        shutil.copy(path, copies[-1])
    whole = fingerprint(*files)
    assert fingerprint(*copies) == whole, "where a file lies counts"
    rng.shuffle(copies)
    assert fingerprint(*copies) == whole, "the order of the files counts"
    n = 0
    for path in copies:
        text = path.read_text(encoding="utf-8")
        path.write_text("/* new */\n" + text.replace(";\n", "  ; // stop\n\n"), encoding="utf-8")
        assert fingerprint(path) == of(text), "comments count"
        for mutant in mutations(text, rng):
            assert of(mutant) != of(text), f"a change of {path} does not count"
            n += 1
    assert n > 2 * len(copies), "too few mutants"
    assert fingerprint(*copies) == whole
    copies[0].write_text(copies[0].read_text(encoding="utf-8") + "\nint more;\n", encoding="utf-8")
    assert fingerprint(*copies) != whole
    assert fingerprint(*copies[1:]) != whole
    if shutil.which("clang-format"):
        style = "{BasedOnStyle: GNU, ColumnLimit: 60, SortIncludes: Never, IndentPPDirectives: BeforeHash}"
        before = fingerprint(*copies)
        subprocess.run(["clang-format", "-i", f"--style={style}", *copies], check=True)
        assert fingerprint(*copies) == before, "layout counts"


def main():
    known_answers()
    files = number_sources()
    check_list(files)
    version = subprocess.run([POLDER, "--version"], capture_output=True, text=True).stdout
    assert fingerprint(*files) in version, version
    check_tree(files)


try:
    main()
finally:
    shutil.rmtree(folder)
