"""Texts in other languages: complete, used, and filled in with the arguments of the English text.

Where scripts/update-words says that every text has a translation (COMPLETE), one that is missing
fails here, and so does one that no code asks for. Every function that takes a format is known there
or named here. Translations are filled in by printf of the C library with made-up arguments. And the
program of the build that makes tables of po/ refuses what it should.

Needs POLDER and POLDER_SOURCE.
"""
import ctypes
import importlib.machinery
import importlib.util
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(os.environ.get("POLDER_SOURCE", "."))
GENERATOR = Path(os.environ.get("POLDER", "build/release/polder")).parent / "words"
# Take a format and give it no language: what they write is no message for people, or the caller
# has translated it.
NOT_TRANSLATED = {
    "engine/kernel/error.c:add",  # behind polder_fail, polder_fail_at and polder_warn
    "engine/io/disk.c:polder_disk_text",  # names of files
    "engine/graph/facts.c:say",  # what was read, in result files too
    "engine/scenario/condition_text.c:put",  # what a scenario would say
    "engine/program/list.c:more",  # of what declarations say, which is in English
    "engine/document/document.c:name", "engine/document/document.c:say",
    "engine/document/document.c:put",
    "engine/document/document.c:polder_document_format",  # names for machines
    "engine/document/document.c:add_said",  # behind polder_document_...
    "engine/program/terminal.c:polder_terminal_arguments",  # behind others
    "engine/words/words.c:polder_text_print",  # fills in what was translated
}
WHAT_TO_DO = ("run scripts/update-words, which adds missing texts to po/nl.po and takes out unused "
              "ones, and write the Dutch ones there: CONTRIBUTING.md, \"Add a text\"")
problems = []


def expect(what, good):
    if not good:
        problems.append(what)


def load():
    loader = importlib.machinery.SourceFileLoader("words", str(SOURCE / "scripts/update-words"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("words", loader))
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


words = load()

# --- what the code says, and what po/ has ---
code = words.texts_of_all(SOURCE)
expect(f"only {len(code)} texts in the code", len(code) > 250)
stale = [p for path in sorted((SOURCE / "po").glob("*.po")) for p in words.problems(path, code)]
problems += stale
if stale:
    problems.append(WHAT_TO_DO)

# --- the finder of texts ---
found = list(words.texts_of(r'''
/* polder_fail(r, 1, "in a comment") */
polder_fail(report, code, "one %d" " and \"two\"", strlen("no"));
polder_fail_at(r, code, at(1, 2), n == 1 ? "a tie" : "ties");
polder_say_of("here", "there"); polder_say_count("%d arm", "%d arms", n);
polder_warn(r, NULL, polder_report_count(r, "an edge", "edges", n), n);
polder_fail(r, code, format, "not this"); polder_fail(r, code, "%s: %-3d", a);
char c = '"'; x = polder_say("caf\303\251");
head_t h = {IS, .name = "n", .label = n ? "a label" : "another", .unit = "u"}, g = {.label = "last"};
'''))
expect(f"the finder of texts: {found}", found == [
    (None, 'one %d and "two"', None), (None, "a tie", None), (None, "ties", None),
    ("here", "there", None), (None, "%d arm", "%d arms"), (None, "an edge", "edges"),
    (None, "café", None), (None, "a label", None), (None, "another", None), (None, "last", None)])

# --- who takes a format ---
takes_format = re.compile(r"(\w+)\s*\([^;{}()]*\b(?:format|text)\s*,\s*(?:\.\.\.|va_list \w+)\s*\)")
seen = set()
for folder in words.FOLDERS:
    for path in sorted((SOURCE / folder).rglob("*.[ch]")):
        text = path.read_text(encoding="utf-8")
        for name in takes_format.findall(text):
            key = f"{path.relative_to(SOURCE).as_posix().replace('.h', '.c')}:{name}"
            if "prototype" in path.parts:
                continue
            seen.add(key)
            if not {name, key} & (set(words.TRANSLATED) | NOT_TRANSLATED):
                problems.append(f"{key} takes a format: put it into TRANSLATED of "
                                "scripts/update-words, or into NOT_TRANSLATED here")
expect(f"{NOT_TRANSLATED - seen} are no longer there", NOT_TRANSLATED <= seen)

# --- every translation, filled in ---
KINDS = {"d": ctypes.c_int, "i": ctypes.c_int, "u": ctypes.c_uint, "x": ctypes.c_uint,
         "X": ctypes.c_uint, "o": ctypes.c_uint, "c": ctypes.c_int, "s": ctypes.c_char_p}
PART = re.compile(r"%(?:%|(?:(\d+)\$)?([-+ #0']*)(\*|\d+)?(?:\.(\*|\d+)?)?([hljzt]*)([a-zA-Z]))")
libc, chance = ctypes.CDLL(None), random.Random(1)


def made_up(format_):
    """Arguments for a format, in the order of the English text, and how each would look."""
    values = []
    for number, _, width, precision, size, kind in (m.groups() for m in PART.finditer(format_)):
        if not kind:
            continue
        assert not number, format_
        values += [ctypes.c_int(chance.randint(0, 9))] * (width == "*")
        values += [ctypes.c_int(chance.randint(5, 9))] * (precision == "*")
        if kind in "feEgGaA":
            values.append(ctypes.c_double(chance.uniform(-1000, 1000)))
        elif kind == "s":
            values.append(ctypes.c_char_p(chance.choice([b"trust", b"a b", b"\xc3\xa9", b"x" * 50])))
        elif size in ("ll", "l", "z", "j", "t"):
            values.append(ctypes.c_longlong(chance.randint(100, 999999)))
        else:
            values.append(KINDS[kind](chance.randint(33, 126)))
    return values


def filled(format_, values):
    out = ctypes.create_string_buffer(8192)
    n = libc.snprintf(out, ctypes.c_size_t(8192), format_.encode(), *values)
    assert 0 <= n < 8192, format_
    return out.value.decode("utf-8", "replace")


n_filled = 0
for path in sorted((SOURCE / "po").glob("*.po")):
    for entry in words.read_po(path)[1]:
        if not entry.done() or "no-c-format" in entry.flags:
            continue
        for form in entry.forms:
            values = made_up(entry.many or entry.text)
            text = filled(form, values)
            filled(entry.text, values)
            n_filled += 1
            for value in values:
                if isinstance(value, ctypes.c_char_p) and entry.many is None and "%.*s" not in form:
                    expect(f"{form}: {value.value} is lost in {text}",
                           value.value.decode() in text or "%." in entry.text)
expect("no translation was filled in", n_filled > 0)

# --- the program of the build ---
HEAD = ('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n')


def generate(text, head=HEAD):
    with tempfile.TemporaryDirectory() as folder:
        po, out = Path(folder) / "xx.po", Path(folder) / "out.c"
        po.write_text(head + text, encoding="utf-8")
        run = subprocess.run([str(GENERATOR), str(out), f"xx={po}"], capture_output=True, text=True,
                             check=False)
        return run.returncode, run.stderr, out.read_text() if out.exists() else None


GOOD = {
    'msgid "a %d of %s"\nmsgstr "%2$s: %1$d"\n': '"%2$s: %1$d"',
    'msgid "%.*s!"\nmsgstr "%2$.*1$s?"\n': '"%2$.*1$s\\?"',
    'msgid "%5.2f%%"\nmsgstr "%g%%"\n': '"%g%%"',
    'msgid "one"\nmsgid_plural "%d of them"\nmsgstr[0] "een"\nmsgstr[1] "%d stuks"\n': '"%d stuks"',
    '#, no-c-format\nmsgid "100% sure"\nmsgstr "100% zeker"\n': '"100% zeker"',
    'msgctxt "x"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "y"\nmsgid "a"\nmsgstr "c"\n': '"y\\004a"',
    'msgid ""\n"long "\n"text\\n"\nmsgstr ""\n"lange "\n"tekst\\n"\n': '"lange tekst\\012"',
    'msgid "a"\nmsgstr "é"\nmsgid "b"\nmsgstr "c"\n': '"\\303\\251"',
}
for text, there in GOOD.items():
    code_, err, out = generate(text)
    expect(f"not taken: {text}: {err}", code_ == 0 and there in (out or ""))
for text in ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n', 'msgid "a"\nmsgstr ""\n', '#~ msgid "a"\n#~ msgstr "b"\n'):
    expect(f"should be left out: {text}", '"b"' not in (generate(text)[2] or '"b"'))
BAD = ['msgid "%d"\nmsgstr "%s"\n', 'msgid "%d"\nmsgstr "%lld"\n', 'msgid "%d %d"\nmsgstr "%d"\n',
       'msgid "%s"\nmsgstr "%s %s"\n', 'msgid "%d %s"\nmsgstr "%s %d"\n', 'msgid "%d"\nmsgstr "%u"\n',
       'msgid "%d %s"\nmsgstr "%2$s"\n', 'msgid "%d %s"\nmsgstr "%1$d %s"\n', 'msgid "%s"\nmsgstr "%n"\n',
       'msgid "%.*s"\nmsgstr "%s"\n', 'msgid "50 %"\nmsgstr "50 %"\n', 'msgid "a\\n"\nmsgstr "b"\n',
       'msgid "one %s"\nmsgid_plural "%d of %s"\nmsgstr[0] "een"\nmsgstr[1] "%d van %s"\n',
       'msgid "one"\nmsgid_plural "%d"\nmsgstr[0] "%d %d"\nmsgstr[1] "%d"\n',
       'msgid "one"\nmsgid_plural "%d"\nmsgstr[0] "%d"\n', 'msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n',
       'msgid "a"\nmsgstr "b\n', 'msgid "a"\n', 'msgid a\nmsgstr "b"\n', 'msgstr "a"\n', '"a"\n', 'hello\n',
       'msgid "a"\nmsgid "b"\nmsgstr "c"\n', 'msgid "a"\nmsgstr "\\q"\n', 'msgid "a"\nmsgstr[9] "b"\n',
       'msgid "%99$d"\nmsgstr "%99$d"\n']
for text in BAD:
    code_, err, out = generate(text)
    expect(f"taken: {text}", code_ != 0 and out is None)
    expect(f"not one line that names file and line: {text}: {err}",
           re.fullmatch(r"\S*xx\.po:\d+: error: [^\n]+\n", err))
for head in ("", HEAD.replace("UTF-8", "ISO-8859-1"), HEAD.replace("n != 1", "system(0)"),
             HEAD.replace("nplurals=2", "nplurals=9"), HEAD.replace("Plural-Forms", "Plural")):
    expect(f"header taken: {head}", generate('msgid "a"\nmsgstr "b"\n', head)[0] != 0)

# A ready scenario has a title in both languages.
for path in sorted((SOURCE / "scenarios").rglob("*.yaml")):
    text = path.read_text(encoding="utf-8")
    if path.parent.name in ("scenarios", "archetypes", "cases", "hiccups", "problems"):
        expect(f"{path.name} has no title_nl behind its title", re.search(r"^title: .+\ntitle_nl: .+$", text, re.M))
        expect(f"{path.name} has no description in both languages",
               re.search(r"^description: .+\n(?:  .+\n)*description_nl: .+$", text, re.M))

print(f"{len(code)} texts, {n_filled} translations filled in")
for problem in problems:
    print("FAILED:", problem)
sys.exit(1 if problems else 0)
