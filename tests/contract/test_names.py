"""No column of a model stands by name in what is of no model: analysis/ and engine/.

What the program knows of a column it reads in the declaration of the model (engine/kernel/model.h).
engine/prototype is exempt: it is one of the models, written a second time.

Needs POLDER and POLDER_SOURCE.
"""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ.get("POLDER_SOURCE", "."))
# Words that happen to be names of columns as well: the options --trust and --contact, the ending of Pajek files,
# how settings of every model begin, a kind of measure, whom a planned event is of, and what others
# see of an event.
WORDS = {"trust": "engine/program/", "contact": "engine/program/", "net": "engine/graph/pajek.c", "lever.": "engine/scenario/",
         "success": "engine/io/declaration.c", "members": ("engine/", "analysis/members.c", "analysis/member_names.c",
                                                                   "analysis/handout_member.c"),
         "seen": "analysis/story.c"}


def listed(*what):
    answer = subprocess.run([os.environ["POLDER"], "list", *what, "--json"], capture_output=True, text=True,
                            check=True)
    return json.loads(answer.stdout)


def declared():
    """Names of the fields and the kinds of events of each model that not every model has: those
    are of the engine. A kind of event in one word is as good as any word."""
    models = [{field["name"] for what in ("columns", "parameters", "levers")
               for field in listed(what, "--model", model["model"])} |
              {kind["event"] for kind in listed("happened", "--model", model["model"]) if "." in kind["event"]}
              for model in listed("models")]
    engine = set.intersection(*models)
    assert {"alive", "ended"} <= engine and len(engine) < 40, engine
    return set.union(*models) - engine


def texts(path):
    """Each text of a C file, with its line. In an #include it is the name of a file."""
    code = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m.group()), path.read_text(encoding="utf-8"),
                  flags=re.S)
    for number, line in enumerate(code.split("\n"), 1):
        if not line.startswith("#include"):
            for found in re.finditer(r'"((?:\\.|[^"\\])*)"', line):
                yield number, found.group(1)


def main():
    names = declared()
    beginnings = {name.split(".")[0] + "." for name in names if "." in name}
    files = [path for room in ("analysis", "engine") for path in sorted((SOURCE / room).rglob("*.[ch]"))
             if "engine/prototype" not in path.as_posix()]
    problems, seen = [], 0
    for path in files:
        name = path.relative_to(SOURCE).as_posix()
        for line, text in texts(path):
            seen += 1
            # A sentence may have a name in it, as an example.
            words = re.findall(r"[\w.-]+", text) if " " not in text else []
            for word in words:
                if (word in names or word in beginnings) and not name.startswith(WORDS.get(word, "-")):
                    problems.append(f'{name}:{line}: "{word}" is a name of a model')
    print("\n".join(sorted(set(problems))))
    assert len(names) > 1000 and len(files) > 200 and seen > 3000, (len(names), len(files), seen)
    return 1 if problems else 0


sys.exit(main())
