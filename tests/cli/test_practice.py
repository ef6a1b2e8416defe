"""test_practice: docs/practice.md speaks of every archetype and case, its sentences hold by its
figures, and the figures of one case are those that scripts/practice makes. Needs python3-yaml and
python3-h5py; skipped without them."""

import importlib.machinery
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

try:
    import h5py  # noqa: F401
    import yaml  # noqa: F401
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

SOURCE = Path(os.environ["POLDER_SOURCE"])
loader = importlib.machinery.SourceFileLoader("practice", str(SOURCE / "scripts/practice"))
practice = importlib.util.module_from_spec(importlib.util.spec_from_loader("practice", loader))
sys.dont_write_bytecode = True
loader.exec_module(practice)
failures = []


def expect(what, good):
    if not good:
        failures.append(what)


# --- what a claim means ---
FIGURES = """
**As it is:** strict 9.3%, alive 55.8%.
**Met least, from 0 to 1:** direction 0.26, effort 0.32, fairness 0.41.
**Failures suffer more than ordinary ones from:** F1 0.59 (+0.54), F5 0.64 (+0.21), F6 0.47 (−0.19).

**Tried in the file:** less together −1.5 (−2.5 … −0.5) · form=lead +2.0 (+1.0 … +3.0).

**Interventions:** a +7.3 (+5.8 … +9.0) · b-c +1.1 (−0.4 … +2.6) · d −2.0 (−3.0 … −1.0).
"""
TRUE = ["a > 7", "a < 8", "a > b-c", "d < 0", "a sure", "d sure", "b-c unsure", "first a", "first a 1",
        "first b-c 2", "last d", "last b-c 2", "strict > 9", "alive < 56", "lacks fairness", "suffers F6",
        "file:less together < 0", "file:form=lead > b-c", "file:less together sure", "d < file:less together"]
FALSE = ["a > 8", "a < 7", "b-c > a", "a unsure", "b-c sure", "first b-c", "first d 2", "last a 2",
         "strict > 10", "lacks ability", "suffers F2", "file:form=lead < 0"]
NONE = ["e > 1", "first e", "less together < 0", "a", "a = 3", "a >", "first", "file:a > 1"]
for claim in TRUE:
    expect(f"{claim}: it holds", practice.check("p", FIGURES, f"<!-- holds: {claim} -->") == [])
for claim in FALSE + NONE:
    wrong = practice.check("p", FIGURES, f"<!-- holds: a > 7; {claim} -->")
    word = "is no claim" if claim in NONE else "does not hold"
    expect(f"{claim}: {wrong}", len(wrong) == 1 and word in wrong[0])
expect("sentences that rest on nothing", practice.check("p", FIGURES, "words") != [])
expect("no figures", practice.check("p", "\n", "<!-- holds: a > 7 -->") != [])
filled = practice.fill("x <!--=a-->?<!--/-->, <!--=file:less together-->?<!--/-->, <!--=strict-->?<!--/-->", FIGURES)
expect(f"numbers in sentences: {filled}",
       filled == "x <!--=a-->+7.3<!--/-->, <!--=file:less together-->−1.5<!--/-->, <!--=strict-->9%<!--/-->")
expect("a number of nothing", practice.check("p", FIGURES, "<!--=e-->+1<!--/--><!-- holds: a > 7 -->") != [])

# --- the page ---
page = practice.PAGE.read_text(encoding="utf-8")
paths = [path for _, _, path, *_ in practice.BLOCK.findall(page)]
files = [p.relative_to(SOURCE).as_posix() for kind in ("archetypes", "cases")
         for p in (SOURCE / "scenarios" / kind).glob("*.yaml")] + ["scenarios/music-table.yaml"]
expect("each archetype and each case once", sorted(paths) == sorted(files))
for words in (["--check"], ["--check", "social-pilot"]):
    done = subprocess.run([sys.executable, SOURCE / "scripts/practice", *words], capture_output=True,
                          text=True)
    expect(f"scripts/practice {' '.join(words)}: {done.stderr}", done.returncode == 0)

for line in failures:
    print(line)
print(f"{len(paths)} situations, {len(failures)} failures")
sys.exit(1 if failures else 0)
