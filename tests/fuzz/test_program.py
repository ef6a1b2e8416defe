"""The program, given scenarios and network files that are nearly valid.

It ends with exit code 0, 1 or 2, in time; says why when it refuses; leaves a result when it says
it is done, and then one that can be shown; and otherwise leaves no file. The cases are the same
on every machine; POLDER_FUZZ=N multiplies their number by N. Needs POLDER.
"""
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

POLDER = os.environ.get("POLDER", "")
if not os.access(POLDER, os.X_OK):
    print("skipped: POLDER does not name the program")
    sys.exit(77)
TIMES = max(1, int(os.environ.get("POLDER_FUZZ", "1")))
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", TERM="dumb", OMP_NUM_THREADS="1")
SCENARIO = """\
title: Région
model: collaboration
seed: 7
replicates: 6
horizon: 6
network: {topology: small-world, members: 7, degree: 3}
values:
  relations:
    trust: {truncated-normal: [0.5, 0.1, 0.2, 0.8]}
  governance: {form: lead}
initial:
  ownership: {beta: [4, 2]}
  conflict: {choice: {0: 19, 1: 1}}
without: [context]
levers:
  - {contact: 0.7, disclosure: 0.4, from: 3, until: 24}
record:
  networks: 2
  every: 2
  columns: [trust.mean, trust]
  summary: [metric.density]
"""
MAPPED = """\
model: collaboration
replicates: 4
horizon: 4
network:
  organisations:
    capacity: {attribute: size, scale: rank, from: 0.4, to: 2}
"""
PLAIN = "model: collaboration\nreplicates: 4\nhorizon: 4\n"
NETWORKS = {
    "mutant.graphml": (MAPPED, """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="s" for="node" attr.name="size" attr.type="double"/>
<key id="n" for="node" attr.name="name" attr.type="string"/>
<graph edgedefault="directed">
<node id="a"><data key="n">Gemeente Één</data><data key="s">3</data></node>
<node id="b"><data key="n">Zorg &amp; Co</data><data key="s">1</data></node>
<node id="c"><data key="n">Stichting</data></node>
<edge source="a" target="b"/>
<edge source="b" target="c"/>
<edge source="c" target="a"/>
</graph>
</graphml>
"""),
    "mutant.gml": (MAPPED, """\
graph [
  node [ id 5 label "A.B c" size 3 ]
  node [ id 9 label "Grøn" size 1 ]
  node [ id 2 label "third" size 2 ]
  edge [ source 5 target 9 ]
  edge [ source 9 target 2 ]
]
"""),
    "mutant.net": (PLAIN, """\
*Vertices 4
1 "North"
2 "South of it"
3 "East"
4 "West"
*Arcs
1 2 0.5
2 1 0.25
3 4 1
*Edges
1 4 1
"""),
    "mutant.txt": (PLAIN, "North South 0.5\n\"East of here\" North 0.25\nSouth West\n"),
}
PIECES = [b"-1", b"0", b"1e999", b"nan", b"2147483648", b"99999999999", b"{", b"}", b"[", b"]",
          b": ", b"- ", b"&a ", b"*a", b"!!binary ", b"'", b'"', b"\t", b"---\n", b"# ", b"<",
          b">", b"&#0;", b"\r", b"\xff", b"\xe2\x82", b"\xef\xbb\xbf", b"\0", b"%s%n", b"~"]
problems, codes = [], {}


def mutate(text, number):
    draw = random.Random(number)
    data = bytearray(text.encode())
    for _ in range(draw.choice((1, 1, 2, 4))):
        at = draw.randrange(len(data) + 1)
        how = draw.randrange(6)
        if how == 0:
            data[at:at] = draw.choice(PIECES)
        elif how == 1:
            data[at:at + draw.randrange(12)] = draw.choice(PIECES)
        elif how == 2:
            del data[at:at + draw.randrange(12)]
        elif how == 3 and at < len(data):
            data[at] ^= 1 << draw.randrange(8)
        else:
            lines = data.splitlines(keepends=True) or [b""]
            line, place = draw.choice(lines), draw.randrange(len(lines))
            lines[place:place + draw.randrange(2)] = [line]
            data = bytearray(b"".join(lines))
    return bytes(data)


def too_large(data):
    """Would a valid scenario with these numbers keep a machine busy for long?"""
    return any(len(n) > 3 for n in re.findall(rb"\d+", data.replace(b".", b" "))) or b"e" in re.sub(
        rb"[^\de]", b"", data) and re.search(rb"\d[eE]\+?\d", data)


def run(what, folder, *arguments):
    before = set(os.listdir(folder))
    try:
        done = subprocess.run([POLDER, *arguments], cwd=folder, env=ENVIRONMENT,
                              capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        problems.append(f"{what}: not done in a minute")
        return
    left = sorted(set(os.listdir(folder)) - before)
    error = done.stderr.decode(errors="replace")
    codes[done.returncode] = codes.get(done.returncode, 0) + 1
    if done.returncode not in (0, 1, 2):
        problems.append(f"{what}: exit code {done.returncode}: {error[-300:]}")
    elif done.returncode and "error: " not in error:
        problems.append(f"{what}: exit code {done.returncode}, without saying why: {error[-300:]}")
    elif done.returncode and left:
        problems.append(f"{what}: exit code {done.returncode}, but it left {left}")
    elif not done.returncode and arguments[0] == "run":
        if left != ["out.h5", "out.log.json"]:
            problems.append(f"{what}: done, and what is there is {left}")
        elif subprocess.run([POLDER, "show", "out.h5"], cwd=folder, capture_output=True).returncode:
            problems.append(f"{what}: its result cannot be shown")
    for name in left:
        path = Path(folder) / name
        if path.is_file():
            path.unlink()


def main():
    with tempfile.TemporaryDirectory() as folder:
        scenario = Path(folder) / "mutant.yaml"
        for k in range(100 * TIMES):
            data = SCENARIO.encode() if k == 0 else mutate(SCENARIO, k)
            scenario.write_bytes(data)
            run(f"scenario {k}", folder, *(("check", "mutant.yaml") if too_large(data) else
                                           ("run", "mutant.yaml", "-o", "out.h5")))
        for name, (text, network) in NETWORKS.items():
            scenario.write_text(text)
            for k in range(50 * TIMES):
                (Path(folder) / name).write_bytes(network.encode() if k == 0 else
                                                  mutate(network, k))
                run(f"{name} {k}", folder, "run", "mutant.yaml", "--network", name, "-o", "out.h5")
    print("exit codes:", ", ".join(f"{code}: {n} times" for code, n in sorted(codes.items())))
    for problem in problems:
        print(problem)
    few = codes.get(0, 0) < 20 or codes.get(2, 0) < 20
    if few:
        print("too few cases are accepted or refused for this to say much")
    sys.exit(1 if problems or few else 0)


main()
