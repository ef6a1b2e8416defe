"""Random networks that networkx writes as GraphML are read as they were, to the last letter.

Takes the number of networks (30) and the first seed (1). Needs POLDER, beside which read_graphml
is, and the Debian package python3-networkx.
"""
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

READ = pathlib.Path(os.environ.get("POLDER", "polder")).parent / "tests" / "read_graphml"


def skip(why):
    print("skipped:", why)
    sys.exit(77)


try:
    import networkx
except ImportError as error:
    skip(error)
if not os.access(READ, os.X_OK):
    skip(f"there is no {READ}")

PIECES = ["GGZ", "Vallei & Co", "Café", "<b>", "\"x\"", "'s", "Łódź", "東京", "🏛", "&amp;", "]]>", " ", "  ", "10",
          "0,5", "&#38;", "<!--", "-->", "n0", "é", "\u00a0", "label", "true", "NA"]
KINDS = [networkx.Graph, networkx.DiGraph, networkx.MultiGraph, networkx.MultiDiGraph]


def text(rnd, more=()):
    return "".join(rnd.choice([*PIECES, *more]) for _ in range(rnd.randint(1, 4)))


def a_value(rnd, kind):
    if kind == "mixed":
        kind = rnd.choice(["int", "float", "bool"])
    return {"int": lambda: rnd.randint(-10**9, 10**9), "float": lambda: rnd.gauss(0, 10**rnd.randint(-9, 9)),
            "bool": lambda: rnd.random() < 0.5, "str": lambda: text(rnd, ["\n", "\t"]),
            "nan": lambda: rnd.choice([math.nan, math.inf, 0.5])}[kind]()


def some_attributes(rnd):
    """Names and kinds; few of them, so that many elements share one. A blank name is none."""
    return [(text(rnd).strip() or "x", rnd.choice(["int", "float", "bool", "str", "mixed", "nan"]))
            for _ in range(rnd.randint(0, 4))]


def values(rnd, attributes):
    return {name: a_value(rnd, kind) for name, kind in dict(attributes).items() if rnd.random() < 0.7}


def a_network(rnd):
    graph = rnd.choice(KINDS)()
    of_nodes, of_edges = some_attributes(rnd), some_attributes(rnd)
    names = list(dict.fromkeys(rnd.choice([text(rnd), rnd.randint(0, 99)]) for _ in range(rnd.randint(2, 20))))
    names = list({str(n): n for n in names}.values())  # 10 and "10" are one id in a file
    for name in names:
        graph.add_node(name, **{}) if rnd.random() < 0.1 else graph.add_nodes_from([(name, values(rnd, of_nodes))])
    for _ in range(rnd.randint(0, 40)):
        graph.add_edges_from([(rnd.choice(names), rnd.choice(names), values(rnd, of_edges))])
    if of_nodes and rnd.random() < 0.3:
        name, kind = of_nodes[0]
        if kind == "str":
            graph.graph["node_default"] = {name: "by default"}
    return graph


def same(written, read):
    if isinstance(written, bool):
        return read == ("1" if written else "0")
    if isinstance(written, float):
        return float(read) == written or (math.isnan(written) and math.isnan(float(read)))
    return read == str(written)


def check_values(where, written, read, default):
    for name in default:
        written.setdefault(name, default[name])
    assert set(written) == set(read), f"{where}: {sorted(written)} were read as {sorted(read)}"
    for name, value in written.items():
        assert same(value, read[name]), f"{where}: {name!r} = {value!r} was read as {read[name]!r}"


def check(graph, read):
    default = graph.graph.get("node_default", {})
    nodes = [(str(n), dict(v)) for n, v in graph.nodes(data=True)]
    assert [n for n, _ in nodes] == [n for n, _ in read["nodes"]], "the nodes differ"
    used = {name for _, v in nodes for name in v}
    for (name, written), (_, got) in zip(nodes, read["nodes"]):
        check_values(name, written, got, {k: v for k, v in default.items() if k in used})
    edges = [(str(a), str(b), dict(v)) for a, b, v in graph.edges(data=True)]
    assert len(edges) == len(read["edges"]), f"{len(edges)} edges, {len(read['edges'])} read"
    for (a, b, written), (c, d, directed, got) in zip(edges, read["edges"]):
        assert (a, b, graph.is_directed()) == (c, d, directed), f"{a} to {b}: {c} to {d}, {directed}"
        check_values(f"{a} to {b}", written, got, {})


def main(times, first):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.graphml")
        n_edges = n_values = 0
        for seed in range(first, first + times):
            rnd = random.Random(seed)
            graph = a_network(rnd)
            networkx.write_graphml(graph, path, prettyprint=rnd.random() < 0.5,
                                   encoding=rnd.choice(["utf-8", "utf-8", "utf-16", "us-ascii", "iso-8859-1"]))
            got = subprocess.run([READ, path], capture_output=True, check=False)
            read = json.loads(got.stdout)
            try:
                assert got.returncode == 0, read["notes"]
                check(graph, read)
            except AssertionError as error:
                sys.exit(f"FAILED: network {seed}: {error}\n{pathlib.Path(path).read_bytes()[:3000]}")
            n_edges += graph.number_of_edges()
            n_values += sum(len(v) for _, v in read["nodes"]) + sum(len(e[3]) for e in read["edges"])
    print(f"{times} networks, {n_edges} ties and {n_values} values are read as they were written")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 30, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
