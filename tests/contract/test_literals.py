"""No number in a kernel goes unexplained.

A number that one may doubt is a parameter, which a scenario and a calibration can reach. In the
functions of models/ may stand 0, ½, 1 and 2, indices, sizes of arrays, and numbers that a comment
explains: on their line, or in one that ends above it or above the statement. The same holds for constants
and enumerators outside functions. Declarations of fields, parts, events and models
are what they are: there `.member = number` and NAME(…, number) stand without a comment.

Of engine/kernel only numbers with a decimal point count: the rest of it is bits and sizes. Its
mathematics (fastmath.h, random.h) is polynomials, whose source the head of the function names.

Needs POLDER_SOURCE.
"""
import os
import re
import sys
from pathlib import Path

SOURCE = Path(os.environ.get("POLDER_SOURCE", "."))
PLAIN = {0, 0.5, 1, 2}
MATHEMATICS = {"fastmath.h", "random.h"}
NUMBER = re.compile(r"(?<![\w.])(?:0[xX][\da-fA-F]+(?:p-?\d+f?)?[uUlL]*|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[fFuUlL]*)(?![\w.])")
TEXT = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'')
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)


def blank(pattern, text):
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def value(word):
    if word[:2].lower() == "0x":
        return float.fromhex(word.rstrip("uUlL")) if "p" in word else int(word.rstrip("uUlL"), 16)
    return float(word.rstrip("fFuUlL"))


def declared(before, macro):
    """Is what stands after `before` a member or an argument of NAME(…) in a declaration?"""
    if re.search(r"\.\w+ *= *-?$", before) and (macro or re.search(r"\bPOLDER_(PART|MODEL)\(", before)):
        return True
    depth = 0
    for at in range(len(before) - 1, -1, -1):
        depth += (before[at] == ")") - (before[at] == "(")
        if depth < 0:
            return bool(re.search(r"\b[A-Z][A-Z_0-9]*$", before[:at]))
    return False


def indexed(before):
    """Within [ ]?"""
    depth = 0
    for c in reversed(before):
        depth += (c == "]") - (c == "[")
        if depth < 0:
            return True
        if c in ";{}":
            return False
    return False


def explained(lines, code, line, start):
    """Is there a comment on `line`, or one that ends above it or above the `start` of its statement?"""
    if "/*" in lines[line] or "*/" in lines[line]:
        return True
    return any(above > 0 and lines[above - 1].rstrip().endswith("*/") and not code[above - 1].strip()
               for above in (line, start))


def unexplained(text, decimal_only=False):
    """(line, number) of each number that nothing explains."""
    lines = blank(TEXT, text).split("\n")
    code = blank(COMMENT, "\n".join(lines)).split("\n")
    found, depth, function, start, statement, inside = [], 0, False, 0, "", False
    for at, line in enumerate(code):
        macro = inside or line.startswith("#define")
        inside = macro and line.rstrip().endswith("\\")
        if line.startswith("#") and not macro:
            continue
        if not macro and not depth and line == "{":
            function = True
        if not statement.strip():
            start = at
        for match in NUMBER.finditer(line):
            number, before = match.group(), statement + line[:match.start()]
            if decimal_only and not ("p" in number if number[:2].lower() == "0x" else re.search(r"[.ef]", number)):
                continue
            if value(number) in PLAIN or indexed(before):
                continue
            if (macro or not function) and declared(before, macro):
                continue
            if not explained(lines, code, at, start):
                found.append((at + 1, number))
        if not line.strip() and not depth:
            statement = ""
        statement += line + "\n"
        if not macro:
            depth += line.count("{") - line.count("}")
            function = function and depth > 0
        if re.search(r"[;{}]\s*$", line) or macro and not inside:
            # the rows of a table share the comment above it
            statement = statement if depth and not function else ""
    return found


def problems_in(folder, decimal_only, files):
    for path in sorted((SOURCE / folder).rglob("*.[ch]")):
        if path.name in MATHEMATICS:
            continue
        files.append(path)
        for line, number in unexplained(path.read_text(encoding="utf-8"), decimal_only):
            yield f"{path.relative_to(SOURCE)}:{line}: {number} is neither a parameter nor explained"


# What the rule lets through, and what it stops.
FUNCTION = "static void f(const polder_view_t *v)\n{\n%s\n}\n"
GOOD = (FUNCTION % "    x[3] = 0.5f * y[4 * 3] - 2;", FUNCTION % "    x = 4 * y; /* its top is 1 */",
        FUNCTION % "    /* its top is 1 */\n    x =\n        4 * y;", "/* Sides. */\nenum { N = 6 };\n",
        "#define FIELDS(OWN) \\\n    OWN(a, \"a.4\", NETWORK, STATE, .max = 7)\n",
        "POLDER_PART(m, p) = {\n    .order = 330,\n};\n",
        "/* Medians. */\nstatic const struct {\n    float a, b;\n} typical = {.a = 0.3f,\n             .b = 0.4f};\n",
        "/* Shares. */\nstatic const float share[2][2] = {\n    {0.3f, 0.4f},\n    {0.1f, 0.9f},\n};\n",
        "uint32_t word[4][L];\n", FUNCTION % "    uint32_t word[4][L], half[16];")
BAD = (FUNCTION % "    x = 0.35f * y;", FUNCTION % "    x = f(y, 1e-6f);", FUNCTION % "    for (k = 0; k < 4; k++) x++;",
       FUNCTION % "    /* About x. */\n    x = y;\n    z = 3 * y;", "enum { N = 6 };\n", "static const float most = 6.9f;\n",
       "#define DOUBT(x) ((x) * 0.7f)\n", FUNCTION % "    x = AT(a) * MAX(y, 0.8f);", FUNCTION % "    x = 0x30u;",
       FUNCTION % "    x = (struct s){.a = 0.3f};", "static const float share[2] = {0.3f,\n    0.7f};\n",
       "static const struct s typical = {.a = 0.3f};\n",
       FUNCTION % "    x = y[3] * 5;", FUNCTION % "    if (a) {\n        x = .3f;\n    }")


def main():
    problems = [f"lets through: {text!r}" for text in BAD if not unexplained(text)]
    problems += [f"stops: {text!r}: {unexplained(text)}" for text in GOOD if unexplained(text)]
    files = []
    problems += problems_in("models", False, files)
    problems += problems_in("engine/kernel", True, files)
    print(f"{len(files)} files")
    for problem in problems:
        print("FAILED:", problem)
    return 1 if problems or len(files) < 60 else 0


sys.exit(main())
