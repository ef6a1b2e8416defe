"""What ready scenarios and interventions put on screens by themselves has Dutch words: the fields of their
conditions, of what they observe and vary, of values that an arm is named after, and the words of their choices.

Needs POLDER, POLDER_SOURCE and python3-yaml; skipped without it."""
import importlib.machinery
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

try:
    import yaml
except ImportError:
    print("skipped: no python3-yaml")
    sys.exit(77)

SOURCE = Path(os.environ.get("POLDER_SOURCE", "."))
POLDER = os.environ.get("POLDER", "build/release/polder")
COMPARISON = re.compile(r"([a-z_]+(?:\.[a-z_]+)*)(?:\[[^\]]*\])? *(?:<=|>=|!=|<|>|=) *([\w.-]+)")
problems = []


def entries():
    loader = importlib.machinery.SourceFileLoader("words", str(SOURCE / "scripts/update-words"))
    words = importlib.util.module_from_spec(importlib.util.spec_from_loader("words", loader))
    sys.dont_write_bytecode = True
    loader.exec_module(words)
    return {(e.context, e.text) for e in words.read_po(SOURCE / "po/nl.po")[1] if e.done()}


def fields():
    of = {}
    for what in ("columns", "parameters", "levers"):
        done = subprocess.run([POLDER, "list", what, "--json"], check=True, capture_output=True, text=True)
        of |= {field["name"]: field for field in json.loads(done.stdout)}
    return of


def used(thing, where):
    """(file, field, value or None) of what a scenario says."""
    if isinstance(thing, list):
        for item in thing:
            yield from used(item, where)
    if not isinstance(thing, dict):
        return
    for key, value in thing.items():
        if key in ("start", "target", "where"):
            yield from ((where, *found) for found in COMPARISON.findall(str(value)))
        if key == "observe":
            for asked in value.values():
                yield from ((where, *found) for found in COMPARISON.findall(str(asked.get("first", ""))))
                yield from ((where, asked[how], None) for how in ("mean", "min", "max") if how in asked)
        if key == "factors":
            for name, said in value.items():
                yield from ((where, one, None) for one in (name, *(said.get("with", {}) if isinstance(said, dict) else {}))
                            if "." in one and not one.startswith("intervention."))
        yield from used(value, where)
    values = thing.get("set") if isinstance(thing.get("set"), dict) else {}
    for name, value in values.items():
        if isinstance(value, list) or "name" not in thing:
            yield from ((where, name, str(one)) for one in (value if isinstance(value, list) else [value]))


def check():
    dutch, known, seen = entries(), fields(), set()
    for path in sorted((SOURCE / "scenarios").rglob("*.yaml")):
        for where, name, value in used(yaml.safe_load(path.read_text(encoding="utf-8")), path.name):
            if name not in known:
                continue
            seen.add(name)
            about, choices = known[name]["about"], known[name].get("choices") or []
            if (None, about) not in dutch:
                problems.append(f'{where}: {name}, "{about}", has no Dutch: SHOWN in scripts/update-words')
            if value in choices and not {("choice", value), (None, value)} & dutch:
                problems.append(f"{where}: {name} = {value} has no Dutch word")
    if not {"trust.mean", "governance.form", "phase", "steering.effort"} <= seen:
        problems.append(f"too little was found: {sorted(seen)}")


check()
if problems:
    sys.exit("\n".join(problems))
