"""What --lang nl changes and what it does not: words, and neither places, exit codes, JSON nor files.

Needs POLDER.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

POLDER = os.environ["POLDER"]
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LC_MESSAGES", "LANG")}
problems = []


def expect(what, good):
    if not good:
        problems.append(what)


def run(*words, **more):
    environment = dict(ENVIRONMENT, LC_ALL="C.UTF-8", TERM="dumb") | more
    return subprocess.run([POLDER, *words], capture_output=True, env=environment, text=True,
                          encoding="utf-8", check=False)


SCENARIO = "model: collaboration\nreplicates: 4\nhorizon: 3\n"
BAD = {
    "key": SCENARIO + "replicats: 3\n", "number": SCENARIO + "seed: 0,5\n", "bound": "model: collaboration\nhorizon: 0\n",
    "state": SCENARIO + "initial: {momentumm: 0.5}\n", "value": SCENARIO + "values: {relations: {trust: {normal: [0.5; 2]}}}\n",
    "lever": SCENARIO + "levers: [{contct: 0.5}]\n", "arm": SCENARIO + "arms: [{each: [visionin]}]\n",
    "list": SCENARIO + "record: {columns: trust}\n", "yaml": SCENARIO + "title: [a\n", "tab": SCENARIO + "values:\n\ta: 1\n",
    "quote": SCENARIO + "seed: \u201c3\u201d\n", "twice": SCENARIO + "horizon: 3\n", "model": "model: colaboration\n",
    "condition": SCENARIO + "arms: [none, {intervention: {use: visioning, start: trust.mean << 1}}]\n",
    "design": SCENARIO + "design: {kind: grid}\n", "none": "horizon: 3\n", "empty": "",
}
PLACE = re.compile(r"^(\S+\.yaml(?::\d+){0,2}): ", re.M)


def flat(done):
    return " ".join((done.stdout + done.stderr).split())


def same_places(name, *words):
    """Both say as much, at the same places; and the Dutch one in other words."""
    english, dutch = run(*words), run(*words, "--lang", "nl")
    expect(f"{name}: exit code {dutch.returncode}, in English {english.returncode}",
           dutch.returncode == english.returncode != 0)
    expect(f"{name}: other places: {dutch.stderr}",
           PLACE.findall(english.stderr) == PLACE.findall(dutch.stderr))
    expect(f"{name}: as many lines: {dutch.stderr}",
           len(english.stderr.splitlines()) == len(dutch.stderr.splitlines()))
    expect(f"{name}: not in Dutch: {dutch.stderr}",
           not re.search(r"\b(error|warning|unknown|the|did you mean)\b", dutch.stderr))


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name, text in BAD.items():
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
        same_places(name, "check", f"{name}.yaml")
        english, dutch = run("check", f"{name}.yaml", "--json"), run("check", f"{name}.yaml", "--json", LC_ALL="nl_NL.UTF-8")
        expect(f"{name}: JSON is another", english.stdout == dutch.stdout and json.loads(dutch.stdout))
    for words in (["rum"], ["run"], ["run", "nowhere.yaml"], ["show", "key.yaml"], ["list", "causses"],
                  ["list", "causes", "F99"], ["list", "interventions", "visionin"], ["check", "--frob"],
                  ["check", "key.yaml", "--set"], ["export", "nowhere.h5"], ["compare", "key.yaml"]):
        same_places(" ".join(words), *words)
    Path("good.yaml").write_text(SCENARIO + "record: {networks: 2, columns: [trust]}\n", encoding="utf-8")
    for language in ("en", "nl"):
        done = run("run", "good.yaml", "--quiet", "-o", f"{language}.h5", "--lang", language)
        expect(f"run in {language}: {done.stderr}", done.returncode == 0)
    expect("the language stands in a result", Path("en.h5").read_bytes() == Path("nl.h5").read_bytes())
    expect("JSON of a result", run("show", "en.h5", "--json").stdout.replace("en.h5", "nl.h5")
           == run("show", "nl.h5", "--json", LC_ALL="nl_NL").stdout)
    # arms with a name in Dutch: on the screens, and nowhere else
    text = ("model: collaboration\nreplicates: 60\nhorizon: 24\nnetwork: {members: 5}\nrecord: {networks: 2}\n"
            "arms:\n- none\n- {name: little trust, name_nl: weinig vertrouwen, set: {relations.trust: 0.1}}\n"
            "- {name: more, name_nl: meer, set: {relations.trust: [0.5, 0.7]}}\n")
    Path("arms.yaml").write_text(text, encoding="utf-8")
    expect("arms run", run("run", "arms.yaml", "--quiet").returncode == 0)
    for words in (["show", "arms.h5"], ["show", "arms.h5", "--details"], ["compare", "arms.h5"],
                  ["survival", "arms.h5"], ["survival", "arms.h5", "--reasons"]):
        english, dutch = run(*words).stdout, run(*words, "--lang", "nl").stdout
        shown = " ".join(dutch.split())
        expect(f"{words}: arms in Dutch: {dutch}", "weinig vertrouwen" in shown and "little trust" not in shown
               and "relations.trust=" not in shown
               and ("meer, vertrouwen" in shown or words == ["show", "arms.h5"]))
        expect(f"{words}: arms in English: {english}", "weinig" not in english and "little trust" in " ".join(english.split()))
    for words in (["show", "arms.h5", "--json"], ["compare", "arms.h5", "--json"], ["survival", "arms.h5", "--csv"],
                  ["export", "arms.h5", "--summary"]):
        english, dutch = run(*words), run(*words, "--lang", "nl")
        expect(f"{words}: another for machines: {dutch.stderr}", english.returncode == 0
               and english.stdout == dutch.stdout and "weinig" not in dutch.stdout and "little trust" in dutch.stdout)
    for words in (["show", "--case"], ["compare", "--baseline"], ["survival", "--arm"]):
        both = [run(words[0], "arms.h5", words[1], name, "--lang", "nl") for name in ("little trust", "weinig vertrouwen")]
        expect(f"{words}: by either name: {both[1].stderr}", both[0].returncode == 0 and both[0].stdout == both[1].stdout)
    # numbers that came out have a comma in Dutch, and are the same numbers
    number = re.compile(r"\d+[.,]\d+")
    for words in (["show", "arms.h5"], ["show", "arms.h5", "--details"], ["show", "arms.h5", "--details", "--columns"],
                  ["run", "arms.yaml", "--overwrite"], ["compare", "arms.h5"], ["compare", "arms.h5", "--column", "trust.mean"],
                  ["survival", "arms.h5"], ["survival", "arms.h5", "--reasons"], ["facts", "--list"],
                  ["survival", "arms.h5", "--by", "between.trust"]):
        english, dutch = (re.sub(r"(?<!\d) *- *(?=[\d])", "-", run(*words, "--lang", lang).stdout) for lang in ("en", "nl"))
        expect(f"{words}: a point in Dutch: {dutch}", not re.search(r"\d\.\d", dutch))
        expect(f"{words}: other numbers in Dutch: {english}{dutch}",
               sorted(number.findall(english.replace(".", ","))) == sorted(number.findall(dutch)) != [])
    story = run("story", "arms.h5", "--network", "1", "--lang", "nl").stdout
    expect(f"story: {story}", '"weinig vertrouwen"' in " ".join(story.split()))
    # and wherever else an arm is named: tables, notes, warnings, lists
    Path("ring.csv").write_text("source,target\na,b\nb,c\nc,d\nd,e\ne,a\na,c\n", encoding="utf-8")
    Path("other.csv").write_text("source,target\na,b\nb,c\nc,f\nf,e\ne,a\na,c\n", encoding="utf-8")
    Path("named.yaml").write_text(
        "model: collaboration\nreplicates: 4\nhorizon: 6\nnetwork: {file: ring.csv}\n"
        "observe: {low: {first: \"balance[b] < 0.3\"}}\narms:\n"
        "- {name: they met, name_nl: ze kwamen samen, network: {absent: [d]}}\n"
        "- {name: they lacked b, name_nl: ze misten b, network: {absent: [b]}, horizon: 5}\n"
        "- {name: they had f, name_nl: ze hadden f, network: {file: other.csv}, set: {initial.momentum: 0.2}}\n",
        encoding="utf-8")
    for words in (["check", "named.yaml"], ["run", "named.yaml", "--overwrite", "-o", "named.h5"], ["show", "named.h5"],
                  ["compare", "named.h5"], ["members", "named.yaml", "--lives", "4"],
                  ["compare", "named.h5", "--baseline", "xyzzyq"], ["compare", "named.h5", "--baseline", "they mett"],
                  ["compare", "named.h5", "--baseline", "ze kwamen same"]):
        english, dutch = (flat(run(*words, "--lang", lang)) for lang in ("en", "nl"))
        expect(f"{words}: arms in Dutch: {dutch}", not re.search("they (met|lacked|had)(?!t)", dutch)
               and re.search("ze (kwamen samen|misten b|hadden f)", dutch))
        expect(f"{words}: arms in English: {english}", "they" in english and not re.search("ze (kwamen samen|misten|hadden)", english))
    # what a scenario does not name itself is in words on every screen
    Path("off.yaml").write_text(SCENARIO + "arms:\n- none\n- {without: [opportunism, conflict]}\n- {horizon: 2}\n"
                                "- {name: without money, set: {relations.trust: 0.3}}\n", encoding="utf-8")
    expect("off run", run("run", "off.yaml", "--quiet").returncode == 0)
    for words in (["check", "off.yaml"], ["show", "off.h5"], ["compare", "off.h5"]):
        dutch, english = (flat(run(*words, "--lang", lang)) for lang in ("nl", "en"))
        for said in ('"niets extra" 3', '"zonder opportunism en conflict" 3', '"2 maanden gevolgd" 2', '"without money" 3'):
            expect(f"{words}: no {said}: {dutch}", said in dutch)
        for said in ('"nothing extra" 3', '"without opportunism and conflict" 3', '"followed for 2 months" 2'):
            expect(f"{words}: no {said}: {english}", said in english)
    Path("design.yaml").write_text(SCENARIO + "design: {kind: grid, factors: {relations.trust: {values: [0.25, 0.5]}, "
                                   "governance.form: {values: [lead, shared]}}}\n", encoding="utf-8")
    expect("design run", run("run", "design.yaml", "--quiet").returncode == 0)
    for lang, point in (("en", "trust between partners at the start: 0.25; form of"),
                        ("nl", "vertrouwen tussen partners aan het begin: 0,25; vorm van")):
        short, long = (flat(run("show", "design.h5", *more, "--lang", lang)) for more in ([], ["--details"]))
        expect(f"design: {short}{long}", point in short and "relations.trust" not in short
               and point.split(":")[0] in long and "(relations.trust)" in long)
    Path("interventions").mkdir()
    for name, whom in (("low", "{lowest: balance, share: 0.125}"), ("new", "{newcomers: 6}")):
        Path(f"interventions/{name}.yaml").write_text("title: {en: Own, nl: Eigen}\nlevers: {contact: 0.4}\n"
                                                      f"target: {whom}\n", encoding="utf-8")
    for lang, low, new in (("en", "the lowest 12.5%, by balance of get and give", "newcomers, in their first 6 months"),
                           ("nl", "de laagste 12,5%, naar ", "nieuwkomers, in hun eerste 6 maanden")):
        shown = [flat(run("list", "interventions", name, "--lang", lang)) for name in ("low", "new")]
        expect(f"whom: {shown}", low in shown[0] and new in shown[1])
    Path("bad.yaml").write_text(text.replace("name: more, ", ""), encoding="utf-8")
    same_places("name_nl without name", "check", "bad.yaml")
    # a description, and what was read of a network file
    Path("ties.csv").write_text("source,target\na,b\nb,c\nd,e\n", encoding="utf-8")
    Path("net.yaml").write_text("description: Five who meet\ndescription_nl: Vijf die elkaar treffen\nmodel: collaboration\n"
                                "replicates: 3\nhorizon: 3\nnetwork: {file: ties.csv}\n", encoding="utf-8")
    expect("net run", run("run", "net.yaml", "--quiet").returncode == 0)
    english, dutch = run("show", "net.h5").stdout, run("show", "net.h5", "--lang", "nl").stdout
    expect(f"description: {english}{dutch}", "Five who meet" in english and "Vijf" not in english
           and "Vijf die elkaar treffen" in dutch and "Five" not in dutch)
    for words in (["show", "net.h5"], ["check", "net.yaml"]):
        english, dutch = (" ".join(run(*words, "--lang", lang).stdout.split()) for lang in ("en", "nl"))
        read = re.search("network file: (ties.csv: 5 organisations.*?, 3 ties.*?2 components)", english)
        said = read and read[1].replace("organisations", "organisaties").replace("names from", "namen uit").replace(
            " ties, ", " relaties, ").replace(
            "undirected because each is named once", "zonder richting omdat elke één keer genoemd is").replace("components", "componenten")
        expect(f"{words}: network file: {english} / {dutch}", read and f"netwerkbestand: {said}" in dutch)
    # its attributes, in the words of the file and the numbers of the language
    Path("who.graphml").write_text(
        '<graphml><key id="s" for="node" attr.name="to 1.5 (mln)" attr.type="double"/><key id="k" for="edge" attr.name="known" '
        'attr.type="double"/><graph edgedefault="undirected">' + "".join(
            f'<node id="{n}"><data key="s">{v}</data></node>' for n, v in (("a", -0.5), ("b", 2.25), ("c", 1)))
        + '<edge source="a" target="b"><data key="k">1.5</data></edge><edge source="b" target="c"/></graph></graphml>', encoding="utf-8")
    Path("who.yaml").write_text("model: collaboration\nreplicates: 2\nhorizon: 3\nnetwork: {file: who.graphml}\n",
                                encoding="utf-8")
    expect("who run", run("run", "who.yaml", "--quiet").returncode == 0)
    for words in (["check", "who.yaml"], ["show", "who.h5", "--details"]):
        english, dutch = (" ".join(run(*words, "--lang", lang).stdout.split()) for lang in ("en", "nl"))
        expect(f"{words}: {english}", "attributes of organisations: to 1.5 (mln) (-0.5 to 2.25) attributes of ties: known (1 of 2, 1.5)" in english)
        expect(f"{words}: {dutch}", "attributen van organisaties: to 1.5 (mln) (-0,5 tot 2,25) attributen van relaties: known (1 van 2, 1,5)" in dutch)
    # who decides
    english, dutch = run("rum").stderr, run("rum", "--lang", "nl").stderr
    for more, answer in (({"LC_ALL": "nl_NL.UTF-8"}, dutch), ({"LC_ALL": "", "LANG": "nl_BE"}, dutch),
                         ({"LC_ALL": "", "LC_MESSAGES": "nl", "LANG": "de_DE"}, dutch),
                         ({"LC_ALL": "C", "LANG": "nl_NL"}, english), ({"LC_ALL": "de_DE"}, english)):
        expect(f"language by {more}", run("rum", **more).stderr == answer)
    expect("--lang anywhere", run("--lang", "nl", "rum").stderr == run("rum", "--lang=nl").stderr == dutch)
    expect("--lang behind --", run("check", "--", "--lang").returncode == 2)
    for words in (["--lang", "de", "list", "models"], ["list", "--lang"], ["list", "--lang="]):
        bad = run(*words)
        expect(f"{words}: {bad.stderr}", bad.returncode == 2 and bad.stdout == "" and "en or nl" in bad.stderr
               and len(bad.stderr.splitlines()) == 2)

print(f"{len(BAD)} scenarios with a mistake")
for problem in problems:
    print("FAILED:", problem)
sys.exit(1 if problems else 0)
