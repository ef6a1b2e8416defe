"""The documentation says what the program does.

Links lead somewhere; every parameter, lever, column and part is described; generated tables and
the output in README.md are those of this program; the scenarios and commands shown are valid.
Needs POLDER (the program) and POLDER_SOURCE.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

POLDER, SOURCE = os.environ.get("POLDER", ""), Path(os.environ.get("POLDER_SOURCE", "."))
if not os.access(POLDER, os.X_OK):
    print("skipped: POLDER does not name the program")
    sys.exit(77)
NAMES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
PAGES = {name: (SOURCE / name).read_text(encoding="utf-8")
         for name in NAMES + sorted(f"docs/{p.name}" for p in (SOURCE / "docs").glob("*.md"))}
problems = []


def check(good, what):
    if not good:
        problems.append(what)


def polder(*arguments, **options):
    return subprocess.run([POLDER, *arguments], capture_output=True, text=True, **options)


def ask(what, model):
    return json.loads(polder("list", what, "--json", "--model", model, check=True).stdout)


def blocks(text, language):
    return re.findall(r"^```" + language + r"\n(.*?)^```", text, re.S | re.M)


def slug(heading):
    heading = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return heading.replace(" ", "-")


def links():
    for name, text in PAGES.items():
        prose = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
        for target in re.findall(r"(?:\]\(|(?:href|src)=\")([^)\"\s]+)[)\"]", prose):
            if re.match(r"https?://", target):
                continue
            path, _, anchor = target.partition("#")
            page = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name
            check((SOURCE / page).exists(), f"{name}: link to {target}: there is no such file")
            if anchor and page in PAGES:
                found = {slug(h) for h in re.findall(r"^#+ (.*)$", PAGES[page], re.M)}
                check(anchor in found, f"{name}: link to {target}: there is no such heading")


def model_is_described():
    odd, reference = PAGES["docs/odd.md"], PAGES["docs/reference-fields.md"]
    words = set(re.findall(r"[a-z]\w*(?:[.-]\w+)*", odd))
    concepts = set(re.findall(r"\| ([A-Z]\d+) \|", PAGES["docs/concepts.md"]))
    concepts |= set(re.findall(r"^([A-Z]\d+):", PAGES["docs/concepts.md"], re.M))
    check(len(concepts) > 80, f"only {len(concepts)} ideas found in docs/concepts.md")
    for field in ask("parameters", "collaboration") + ask("levers", "collaboration"):
        check(field["name"] in words, f"docs/odd.md does not name {field['name']}")
    for part in ask("parts", "collaboration"):
        check(f"`{part['part']}`" in odd, f"docs/odd.md does not name the part {part['part']}")
    for model in ("collaboration", "opinions", "public-goods"):
        fields = [f for what in ("parameters", "levers", "columns") for f in ask(what, model)]
        for field in fields:
            name = field["name"]
            check(f"`{name}`" in reference, f"docs/reference-fields.md does not name {name}")
            check(field["unit"], f"{name} has no unit")
            if field["role"] in ("parameter", "lever"):
                check(field["source"], f"{name} has no source")
                check(field["range"], f"{name} has no bounds")
            for idea in re.findall(r"\b([A-Z]\d+)\b", field["source"]):
                check(idea in concepts, f"docs/concepts.md has no {idea}, the source of {name}")


def generated_is_current():
    run = subprocess.run(["/usr/bin/python3", str(SOURCE / "scripts/update-docs"), "--check"],
                         capture_output=True, text=True, env=dict(os.environ, POLDER=POLDER))
    check(run.returncode == 0, run.stderr.strip() + " (run scripts/update-docs)")


def what_is_named_exists():
    promises = re.findall(r"^\| .* \| `(tests/\S+)` \|$", PAGES["README.md"], re.M)
    check(len(promises) >= 8, "README.md names too few tests")
    for name, text in PAGES.items():
        for path in re.findall(r"`((?:tests|scripts|scenarios|models|docs|engine)/[\w./-]+)`", text):
            if "MODEL" in path or "NAME" in path:
                continue
            check((SOURCE / path).exists(), f"{name} names {path}, which is not there")


def commands_are_known():
    of_all = polder("--help").stdout  # --lang and the others that every command takes
    known = set(re.findall(r"^  (\w+) ", of_all, re.M))
    for name, text in PAGES.items():
        for line in "".join(blocks(text, "(?:sh|console)")).splitlines():
            used = re.search(r"build/release/polder (\w+)(.*)", line)
            if not used:
                continue
            command, rest = used.groups()
            check(command in known, f"{name}: there is no command polder {command}")
            options = polder(command, "--help").stdout + of_all
            for option in re.findall(r"\s(--[\w-]+)", rest.split("#")[0]):
                check(option in options, f"{name}: polder {command} has no option {option}")


def scenarios_are_valid():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "our-region.yaml"
        whole = [b for name in ("README.md", "docs/guide.md") for b in blocks(PAGES[name], "yaml")
                 if re.search(r"^model:", b, re.M)]
        check(whole, "docs/guide.md shows no scenario")
        for text in whole:
            path.write_text(text, encoding="utf-8")
            run = polder("check", path.name, cwd=folder)
            check(run.returncode == 0, f"a scenario of the documentation is not valid: {run.stderr}")
        # the message shown in the guide is that of the program
        wrong = whole[0].replace("trust: {normal: [0.5, 0.1]}", "trust: 1.7")
        path.write_text(wrong, encoding="utf-8")
        message = polder("check", path.name, cwd=folder).stderr.splitlines()[:1]
        shown = [line for b in blocks(PAGES["docs/guide.md"], "text") for line in b.splitlines()
                 if "error:" in line]
        check(message and message == [line for line in shown if "1.7" in line],
              f"docs/guide.md shows {shown}, the program says {message}")


for test in (links, model_is_described, generated_is_current, what_is_named_exists,
             commands_are_known, scenarios_are_valid):
    before = len(problems)
    test()
    print(f"{'ok' if len(problems) == before else 'FAILED'}: {test.__name__}")
for problem in problems:
    print(" ", problem)
sys.exit(1 if problems else 0)
