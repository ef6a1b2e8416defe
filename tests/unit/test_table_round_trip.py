"""Random networks, written as tables and matrices by Python's csv and by networkx, come back whole.

Takes the number of networks (30). Needs POLDER, beside which read_network is, and the Debian package
python3-networkx, without which those files are left out.
"""
import csv
import io
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    import networkx
except ImportError:
    networkx = None

READ = pathlib.Path(os.environ["POLDER"]).parent / "tests" / "read_network"
PIECES = ["GGZ", "Vallei", "Café", "Zoë", "de", "b.v.", "\"x\"", "5\"", "'s", ",", ";", "|", "{a}", "#3", "%",
          "&", "<b>", "Łódź", "東京", "10", "0,5", "1.5", "NA's", "-", "ß", "\u00a0x", "source?", "=1", "€"]
SEPARATED = [".csv", ".txt", ".edges"]


def a_name(rnd, taken, plain):
    while True:
        words = [rnd.choice(PIECES) for _ in range(rnd.randint(1, 3))]
        name = ("_" if plain else " ").join(words)
        if plain:
            name = "".join(c for c in name if c not in "\"#{}%,;\u00a0'")
        name = name.strip(" \u00a0")
        key = name.replace("\u00a0", " ")
        if name and key not in taken and name not in ("10", "1.5", "0,5") and name[0] not in "#%=":
            taken.add(key)
            return name


def a_network(rnd, plain):
    taken = set()
    names = [a_name(rnd, taken, plain) for _ in range(rnd.randint(3, 9))]
    n = len(names)
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n) if rnd.random() < 0.5] or [(0, 1)]
    directed = rnd.random() < 0.5
    ties = {}
    for i, j in pairs:
        both = directed and (rnd.random() < 0.3 or not ties)
        ties[(i, j)] = tie(rnd)
        if both:
            ties[(j, i)] = tie(rnd)
    order = list(ties)
    rnd.shuffle(order)
    if all(w is None for w, _ in ties.values()):
        ties[order[0]] = (0.5, 0)  # else networkx writes no such attribute
    return names, {t: ties[t] for t in order}, directed


def tie(rnd):
    """Values that a float holds; None is missing."""
    return (rnd.choice([None, rnd.randint(1, 640) / 64]), rnd.randint(-3, 3))


def expected(names, ties, directed):
    """Arcs by name; what only one side reports is missing for the other, but for undirected ones."""
    arcs = {}
    for (i, j), values in ties.items():
        arcs[(names[i], names[j])] = values
        arcs.setdefault((names[j], names[i]), (None, None) if directed else values)
    return arcs


def number(x, comma):
    text = "" if x is None else repr(x)
    return text.replace(".", ",") if comma else text


def table(names, ties, rnd, delimiter, comma, index):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=rnd.choice(["\n", "\r\n", "\r"]),
                        quoting=rnd.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    heads = rnd.choice([("source", "target"), ("van", "naar"), ("From", "To"), ("naam1", "naam2")])
    writer.writerow(([""] if index else []) + [*heads, "w", "n"])
    for k, ((i, j), (w, n)) in enumerate(ties.items()):
        writer.writerow(([k] if index else []) + [names[i], names[j], number(w, comma), n])
    return out.getvalue()


def matrix(names, ties, rnd, delimiter, comma):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    if delimiter == "," and any(";" in name for name in names):
        out.write("sep=,\r\n")  # a semicolon in the first row would separate
    writer.writerow([rnd.choice(["", "naam"]), *names])
    for i, name in enumerate(names):
        row = [number(ties[(i, j)][0], comma) if (i, j) in ties else rnd.choice(["", "0"])
               for j in range(len(names))]
        writer.writerow([name, *row])
    return out.getvalue()


def read(path, attributes):
    got = subprocess.run([READ, path, "0", *attributes], capture_output=True, text=True)
    names, arcs, notes = [], {}, []
    for line in got.stdout.split("\n"):
        cells = line.split("\t")
        if cells[0] == "org":
            names.append(cells[1])
        elif cells[0] == "arc":
            values = [None if v == "nan" else float(v) for v in cells[3:]]
            arcs[(names[int(cells[1])], names[int(cells[2])])] = tuple(values)
        elif cells[0] == "note":
            notes.append(line)
    return got.returncode, arcs, notes


def fail(path, text):
    print(path.read_bytes().decode("utf-8", "replace"))
    sys.exit(f"FAILED: {path.name}: {text}")


def check(path, arcs, attributes):
    code, got, notes = read(path, attributes)
    if code or got != arcs:
        fail(path, f"exit {code}, {notes}\nexpected {sorted(arcs.items())}\ngot      {sorted(got.items())}")


def by_csv(folder, name, network, rnd):
    names, ties, directed = network
    delimiter = rnd.choice(",;\t")
    comma = delimiter != "," and rnd.random() < 0.5
    if all(w is None or w == int(w) for w, _ in ties.values()):
        comma = False
    text = table(names, ties, rnd, delimiter, comma, rnd.random() < 0.3)
    encoding = rnd.choice(["utf-8", "utf-8-sig", "utf-16"])
    path = folder / (name + rnd.choice(SEPARATED + ([".tsv"] if delimiter == "\t" else [])))
    path.write_bytes(text.encode(encoding))
    check(path, expected(names, ties, directed), ["w", "n"])


def by_matrix(folder, name, network, rnd):
    names, ties, directed = network
    ties = {t: (w or 1.0, n) for t, (w, n) in ties.items()}
    half = all(i < j for i, j in ties) or all(i > j for i, j in ties)
    delimiter = rnd.choice(",;\t")
    path = folder / (name + ".csv")
    path.write_bytes(matrix(names, ties, rnd, delimiter, delimiter == ";").encode())
    arcs = {pair: v[:1] for pair, v in expected(names, ties, not half).items()}
    check(path, arcs, ["weight"])


def by_networkx(folder, name, network, rnd, plain):
    names, ties, directed = network
    graph = networkx.DiGraph() if directed else networkx.Graph()
    for (i, j), (w, n) in ties.items():
        graph.add_edge(names[i], names[j], **({} if w is None else {"w": w}), n=n, k="it's, \"so\"")
    path = folder / (name + ".edgelist")
    if any(c in n for n in names for c in "\"") and not plain:
        return 0
    networkx.write_edgelist(graph, path, delimiter=" " if plain else "\t")
    check(path, expected(names, ties, directed), ["w", "n"])
    return 1


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    count = {"csv": 0, "matrix": 0, "networkx": 0}
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        for k in range(n):
            rnd = random.Random(k)
            network = a_network(rnd, False)
            by_csv(folder, f"t{k}", network, rnd)
            by_matrix(folder, f"m{k}", network, rnd)
            count["csv"] += 1
            count["matrix"] += 1
            if networkx:
                count["networkx"] += by_networkx(folder, f"x{k}", network, rnd, False)
                count["networkx"] += by_networkx(folder, f"y{k}", a_network(rnd, True), rnd, True)
            for file in folder.iterdir():
                file.unlink()
    print(", ".join(f"{what}: {n}" for what, n in count.items()), "read as written")


if __name__ == "__main__":
    main()
