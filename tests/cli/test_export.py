"""CSV tables: no two columns of one name, no formulas, names at arcs, and the form for Excel.

What a table holds is held against the result file itself and against the plain table. Needs POLDER
and the Debian package python3-h5py.
"""
import csv
import io
import os
import re
import subprocess
import sys
import tempfile

try:
    import h5py
except ImportError as error:
    print("skipped:", error)
    sys.exit(77)
POLDER = os.environ.get("POLDER", "")
if not os.access(POLDER, os.X_OK):
    print("skipped: POLDER does not name the program")
    sys.exit(77)

# What a spreadsheet would run, and what it must be in the table.
FORMULAS = ['=HYPERLINK("http://example.org";"look")', "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1",
            "-1+1", " =1+1", "＝1+1", '=1+1";=1+1', "=1,2"]
PLAIN = ["-0.5", "+3", "-1e-05", "mid=way", "a@b", "it's", 'say "so"', "one; two", "one, two",
         "Café de Brug", "-", "x\ty"]
SCENARIO = """\
model: opinions
replicates: 4
horizon: 3
network: {topology: star, members: 5}
record: {networks: 2, columns: [opinion.mean, opinion, tie], summary: [averaging.rate]}
design: {kind: grid, factors: {averaging.rate: {values: [0.25, 0.5]}, network.members: {values: [5, 6]}}}
"""
TIES = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="n" for="node" attr.name="name" attr.type="string"/>
<graph edgedefault="undirected">
<node id="a"><data key="n">=cmd|' /C calc'!A0</data></node>
<node id="b"><data key="n">Gemeente Één</data></node>
<node id="c"><data key="n">Zorg; wonen, en meer</data></node>
<edge source="a" target="b"/><edge source="b" target="c"/>
</graph>
</graphml>
"""


def polder(*arguments, code=0):
    done = subprocess.run([POLDER, *arguments], capture_output=True)
    assert done.returncode == code, (arguments, done.returncode, done.stderr.decode())
    return done.stdout if code == 0 else done.stderr.decode()


def table(*arguments, excel=False):
    text = polder(*arguments, *(["--excel"] if excel else [])).decode("utf-8")
    assert text.startswith("\ufeff") == excel, arguments
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""),
                           delimiter=";" if excel else ",", strict=True))
    head = rows[0]
    assert len(set(head)) == len(head), ("two columns of one name", arguments, head)
    assert len(rows) > 1 and all(len(row) == len(head) for row in rows), arguments
    return head, rows[1:]


def is_safe(cell):
    return not re.match(r"[\s\u00a0]*[=+\-@＝＋－＠]|[\t\r\n]", cell) or \
        re.fullmatch(r"[+-]?\d+([.,]\d*)?([eE][+-]?\d+)?", cell)


def check_same(*arguments):
    """The table for Excel holds what the plain one does."""
    head, rows = table(*arguments)
    other_head, other_rows = table(*arguments, excel=True)
    assert head == other_head and len(rows) == len(other_rows)
    commas = 0
    for row, other in zip(rows, other_rows):
        for name, a, b in zip(head, row, other):
            assert is_safe(a) and is_safe(b), (name, a, b)
            if a != b:
                assert re.fullmatch(r"-?\d+\.\d*(e[+-]?\d+)?", a) and b == a.replace(".", ","), (a, b)
                commas += 1
    assert commas > 0 or "arc" in arguments, arguments
    return head, rows


def check_design():
    with open("design.yaml", "w", encoding="utf-8") as file:
        file.write(SCENARIO)
    polder("run", "design.yaml", "--quiet")
    head, rows = check_same("export", "design.h5", "--summary")
    with h5py.File("design.h5") as f:
        case = f["case"][:]
        for name in ("averaging.rate", "network.members"):
            at = head.index(name)
            assert [float(row[at]) for row in rows] == [float(v) for v in f[name][:]], name
        assert [int(row[2]) for row in rows] == list(f["case_point"][:][case])
    for level in ("network", "organisation", "arc"):
        check_same("export", "design.h5", "--trajectories", "--level", level)
    head, _ = check_same("compare", "design.h5", "--csv", "-", "--column", "network.members")
    assert "factor.network.members" in head and "network.members" in head
    assert "averaging.rate" in head
    check_same("survival", "design.h5", "--csv")


def check_formulas():
    names = FORMULAS + PLAIN
    quoted = [n.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") for n in names]
    with open("arms.yaml", "w", encoding="utf-8") as file:
        file.write("model: opinions\nreplicates: 2\nhorizon: 3\nrecord: {networks: 1}\narms:\n  - none\n")
        for i, name in enumerate(quoted):
            file.write(f'  - {{name: "{name}", set: {{averaging.rate: {0.1 + i / 100}}}}}\n')
    polder("run", "arms.yaml", "--quiet")
    with h5py.File("arms.h5") as f:
        assert [n for n in f["arm_name"].asstr()[:]] == ["none"] + names
    for arguments in (("export", "arms.h5", "--summary"), ("export", "arms.h5", "--trajectories"),
                      ("compare", "arms.h5", "--csv", "-"), ("survival", "arms.h5", "--csv")):
        head, rows = check_same(*arguments)
        arms = {row[head.index("arm")] for row in rows}
        assert arms == {"none"} | {"'" + n for n in FORMULAS} | \
            {n for n in PLAIN if n != "-"} | {"'-"}, (arguments, arms)


def check_arcs():
    with open("ties.graphml", "w", encoding="utf-8") as file:
        file.write(TIES)
    with open("named.yaml", "w", encoding="utf-8") as file:
        file.write("model: opinions\nreplicates: 2\nhorizon: 3\nnetwork: {file: ties.graphml}\n"
                   "record: {networks: 2, columns: [opinion, tie, opinion.mean]}\n")
    polder("run", "named.yaml", "--quiet")
    label = ["'=cmd|' /C calc'!A0", "Gemeente Één", "Zorg; wonen, en meer"]
    head, rows = table("export", "named.h5", "--trajectories", "--level", "arc")
    assert head[5:9] == ["from", "to", "from_label", "to_label"], head
    seen = set()
    for row in rows:
        a, b = int(row[5]), int(row[6])
        assert row[7:9] == [label[a], label[b]], row
        seen.add((a, b))
    assert seen == {(0, 1), (1, 0), (1, 2), (2, 1)}
    head, rows = table("export", "named.h5", "--trajectories", "--level", "organisation", excel=True)
    assert {row[head.index("label")] for row in rows} == set(label)
    # Networks that are generated have no names.
    head, _ = table("export", "design.h5", "--trajectories", "--level", "arc")
    assert "from_label" not in head


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        check_design()
        check_formulas()
        check_arcs()
        for wrong in (("export", "named.h5", "--network", "0", "--tick", "1", "--excel"),
                      ("compare", "arms.h5", "--excel"), ("survival", "arms.h5", "--excel")):
            assert "--excel goes with" in polder(*wrong, code=2), wrong
        os.chdir("/")


main()
