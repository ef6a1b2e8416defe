"""Random networks that networkx writes as GML and as Pajek are read as they were.

Labels are hard to write, attributes are missing here and there, and there are loops, repeated
ties, organisations without ties and names in other scripts. Needs POLDER (read_network lies
beside it, in tests) and the Debian package python3-networkx. POLDER_ROUND_TRIPS is the number of
networks for each format, 30 if it is not set.
"""
import math
import os
import random
import struct
import subprocess
import sys
import tempfile
import warnings


def skip(why):
    print("skipped:", why)
    sys.exit(77)


try:
    import networkx as nx
except ImportError as error:
    skip(error)
READ = os.path.join(os.path.dirname(os.environ.get("POLDER", "")), "tests", "read_network")
if not os.access(READ, os.X_OK):
    skip("POLDER does not name a program with tests/read_network beside it")
TIMES = int(os.environ.get("POLDER_ROUND_TRIPS", "30"))
LETTERS = "abcXYZ019 -_.,;:'()é€ßŁж中🌷&<>#%*/\\|"
FORMAT = {"gml": 2, "net": 3}  # polder_format_t


def name(rng, taken, suffix):
    """A name of its own. In Pajek networkx puts labels with a space in quotes, and no others, and
    writes a backslash as it is where igraph (and its own reader) takes two for one."""
    while True:
        text = "".join(rng.choice(LETTERS) for _ in range(rng.randint(1, 12))).strip()
        if rng.random() < 0.1:
            text += rng.choice([' "x" y', "&eacute;", "&#233;"] if suffix == "gml" else
                               [" [1-3]", " *Edges", " 2"])
        if text and text not in taken and not (
                suffix == "net" and (text[0] == "'" or "\\\\" in text)):
            taken.add(text)
            return text


def number(rng):
    return rng.choice([0.0, 1.0, -2.5, 1e-7, 3e20, rng.random(), float(rng.randint(-9, 9))])


def random_network(rng, suffix):
    directed, multi = rng.random() < 0.5, rng.random() < 0.3
    kind = {(0, 0): nx.Graph, (1, 0): nx.DiGraph, (0, 1): nx.MultiGraph, (1, 1): nx.MultiDiGraph}
    graph = kind[directed, multi]()
    taken = set()
    nodes = [name(rng, taken, suffix) for _ in range(rng.randint(2, 25))]
    as_written = str if suffix == "net" else (lambda x: x)  # Pajek: networkx writes texts alone
    for node in nodes:
        graph.add_node(node, **({"size": as_written(number(rng))} if rng.random() < 0.7 else {}))
    graph.nodes[nodes[0]]["size"] = as_written(1.5)  # at least one has it
    graph.add_edge(nodes[0], nodes[1], weight=number(rng), trust=as_written(0.25))
    for _ in range(rng.randint(0, 60)):
        values = {}
        if rng.random() < 0.7:
            values["weight"] = number(rng)
        if rng.random() < 0.5:
            values["trust"] = as_written(number(rng))
        graph.add_edge(rng.choice(nodes), rng.choice(nodes), **values)
    return graph


def single(value):
    """As the float in which it is kept, with the nine digits in which it is printed."""
    if value is None or math.isnan(float(value)):
        return "nan"
    return "%.9g" % struct.unpack("f", struct.pack("f", float(value)))


def expected(graph, suffix):
    """Lines of read_network. The first of repeated ties counts; what one end does not report, or has
    no value for, is missing, unless no end of any tie reports for itself."""
    place = {node: i for i, node in enumerate(graph)}
    lines = ["org\t%s\t%s" % (node, single(values.get("size")))
             for node, values in graph.nodes(data=True)]
    given = {}
    for a, b, values in graph.edges(data=True):
        if a == b:
            continue
        tie = (single(values.get("weight", 1 if suffix == "net" else None)),
               single(values.get("trust")))
        given.setdefault((place[a], place[b]), tie)
        if not graph.is_directed():
            given.setdefault((place[b], place[a]), tie)
    arcs = set(given) | {(b, a) for a, b in given}
    for a, b in sorted(arcs):
        lines.append("arc\t%d\t%d\t%s\t%s" % (a, b, *given.get((a, b), ("nan", "nan"))))
    return lines


def main():
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        for suffix, write in (("gml", nx.write_gml), ("net", nx.write_pajek)):
            for k in range(TIMES):
                graph = random_network(rng, suffix)
                path = os.path.join(folder, "n." + suffix)
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    write(graph, path)
                got = subprocess.run([READ, path, str(FORMAT[suffix]), "@size", "weight", "trust"],
                                     capture_output=True, text=True, encoding="utf-8")
                lines = [x for x in got.stdout.split("\n") if x and not x.startswith("note\t")]
                if got.returncode or lines != expected(graph, suffix):
                    print(open(path, encoding="utf-8").read())
                    print(got.stdout, got.stderr, "expected:", *expected(graph, suffix), sep="\n")
                    sys.exit("network %d in %s is not read as it was" % (k, suffix))
            print("%d networks in %s are read as they were" % (TIMES, suffix))


main()
