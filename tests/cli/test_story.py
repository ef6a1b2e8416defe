"""polder story: a network in sentences. What it says is held against the events in the result.

Needs POLDER and the Debian package python3-h5py.
"""
import json
import os
import re
import shutil
import tempfile

from command import SOURCE, finish, flat, need, says

h5py = need("h5py")


def check_network(network, events):
    story = json.loads(says("story", "music.h5", "--network", str(network), "--json"))
    told = story["events"]
    assert [(e["tick"], e["event"]) for e in told] == [(e[0], e[1]) for e in events], network
    names = [e[1] for e in events]
    end, goal = names.count("end"), names.count("goal.reached")
    assert ("still" in story["end"]) == (end == 0), story["end"]
    if end == 0:
        assert ("is not reached" in story["end"]) == (goal == 0), story["end"]
    for name, words_of in (("member.leaves", "member"), ("representative.leaves", "representative"),
                           ("context.threat", "shock")):
        n = names.count(name)
        assert (f"{n} {words_of}" in story.get("counts", "")) == (n > 0), (name, story["counts"])
    turns = story.get("turning_points", [])
    assert turns == sorted(turns, key=lambda turn: turn["tick"]) and len(turns) <= 6, turns
    for name in ("context.threat", "consensus.breaks", "member.leaves", "goal.reached"):
        if name in names:  # the first of each kind, told once for all of its ticks
            first = next(e for e in told if e["event"] == name)
            same = [e for e in told if e.get("sentence") == first["sentence"]]
            assert {"tick": first["tick"], "times": len(same), "sentence": first["sentence"]} in turns, turns
    assert len({e["id"] for e in told}) > 3
    for e in told:
        text = e.get("sentence", "")
        assert "{" not in text and "%" not in text, text
        if e["event"] in ("member.leaves", "representative.leaves", "conflict.begins"):
            assert text[0].isupper() and text.endswith("."), text
    return told


def check_quarrels(network):
    """Who fell out with whom stands behind how often partners fell out, and adds up. Returns the pairs named."""
    story = json.loads(says("story", "music.h5", "--network", str(network), "--json"))
    counted = re.search(r"partners fell out (\d+) times? \(([^)]*)\)", story.get("counts", ""))
    assert bool(counted) == ("fell out" in story.get("counts", "")), story["counts"]
    if not counted:
        return 0
    told = [e["sentence"] for e in story["events"] if e["event"] in ("conflict.begins", "conflict.provoked") and "sentence" in e]
    pairs, more = [], 0
    for part in counted[2].split("; "):
        if "more pair" in part:
            more = int(part.split()[0])
        else:
            times, both = re.fullmatch(r"(?:(\d+) times )?(.*)", part).groups()
            pairs.append((int(times or 1), both.split(" and ")))
    times = [n for n, _ in pairs]
    assert times == sorted(times, reverse=True) and len(pairs) <= 3, pairs
    assert sum(times) + more <= int(counted[1]) and (more or sum(times) == int(counted[1])), counted[0]
    for n, (one, other) in pairs:
        assert sum(one.lower() in t.lower() and other.lower() in t.lower() for t in told) >= n, (one, other, told)
    return len(pairs)


def check_numbered():
    """Who has no name is numbered from 1, as by polder members; ids in JSON count from 0."""
    says("run", os.path.join(SOURCE, "scenarios/twenty-percent.yaml"), "--replicates", "12", "--quiet", "-o", "made.h5",
         "--set", "record.networks=12")
    first = 0
    for network in range(12):
        story = json.loads(says("story", "made.h5", "--network", str(network), "--json"))
        for e in story["events"]:
            said = e.get("sentence", "")
            assert not re.search(r"rganisation 0\b", said), said
            if e["event"] == "conflict.begins" and said:
                for who in (e["who"], e["whom"]):
                    assert re.search(rf"rganisation {who + 1}\b", said), e
                first += 0 in (e["who"], e["whom"])
        assert "rganisation 0" not in story.get("counts", ""), story["counts"]
    assert first > 0  # else nothing was tried


def count_late(told):
    """Of a quarrel that ends after one of the two has left nothing is told. Returns how many there are."""
    gone, late = set(), 0
    for e in told:
        if e["event"] == "member.leaves":
            gone.add(e["who"])
        elif e["event"] == "member.joins":
            gone.discard(e["who"])
        elif e["event"] in ("conflict.ends", "conflict.mended"):
            left = bool({e["who"], e["whom"]} & gone)
            late += left
            assert ("sentence" in e) != left, e
    return late


def check_screen(network, told):
    english = says("story", "music.h5", "--network", str(network))
    dutch = says("story", "music.h5", "--network", str(network), "--lang", "nl")
    assert max(map(len, english.splitlines())) <= 80
    for e in told:
        if e["event"] == "member.leaves":
            assert flat(e["sentence"]) in flat(english), e["sentence"]
            assert "vertrekt" in dutch
        # organisations by the names of the language, where the scenario has them; machines by those of the file
        assert "Municipality" not in dutch.replace("\n", " "), dutch
        if e["event"] == "representative.leaves":  # in the background: counted and not told
            assert flat(e["sentence"]) not in flat(english), e["sentence"]
    with open(os.path.join(SOURCE, "scenarios/music-table.yaml"), encoding="utf-8") as file:
        titles = dict(re.findall(r'^(title|title_nl): "(.+)"$', file.read(), re.M))
    assert titles["title"] != titles["title_nl"]
    assert english.startswith(titles["title"]) and dutch.startswith(titles["title_nl"]), (titles, dutch[:200])
    assert "What happened" in english and "Wat er gebeurde" in dutch
    hidden = [e for e in told if not e["seen"]]
    assert ("What nobody saw" in english) == bool(hidden)
    for e in hidden:
        assert flat(e["sentence"]) in flat(english.split("What nobody saw")[1])
    unseen = english.split("What nobody saw")[-1]
    assert all(unseen.count(e["sentence"]) == 1 for e in hidden if len(e["sentence"]) < 60)
    for line in ("There", " the ", "Month"):
        assert line not in dutch.split("Wat er gebeurde")[1], line


def check_plain():
    """A model that declares no sentences: what its events are is told by their own words."""
    with open("talk.yaml", "w") as file:
        file.write("model: opinions\nhorizon: 9\nreplicates: 1\nnetwork: {members: 5}\n"
                   "record: {networks: 1}\narms:\n  - {name: plain}\n  - name: broken\n"
                   "    events: [{what: break, month: 4, target: {highest: opinion, share: 0.3}}]\n")
    says("run", "talk.yaml", "--quiet", "-o", "talk.h5")
    screen = says("story", "talk.h5", "--network", "1")
    assert "Round 4: As the scenario asks:" in screen and "Rounds 5–9: A quiet time." in screen, screen
    assert "goal" not in screen and "On the way" not in screen and "onth" not in screen, screen
    with open("bars.yaml", "w") as file:  # a bar is between names in the file
        file.write("model: opinions\nhorizon: 5\nreplicates: 1\nnetwork: {members: 5}\n"
                   "record: {networks: 1}\nevents:\n"
                   "  - {what: break, name: a|b, month: 2, target: {highest: opinion, share: 0.3}}\n"
                   "  - {what: mend, name: a/b, month: 4, target: {highest: opinion, share: 0.3}}\n")
    says("run", "bars.yaml", "--quiet", "-o", "bars.h5")
    screen = says("story", "bars.h5", "--network", "0")
    assert "Round 4: As the scenario asks: a/b." in screen and screen.count("a/b") == 1, screen
    assert "Ronde 4: " in says("story", "talk.h5", "--network", "1", "--lang", "nl")


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    says("run", os.path.join(SOURCE, "scenarios/music-table.yaml"), "--replicates", "3", "--seed", "2", "--quiet",
         "-o", "music.h5")
    with h5py.File("music.h5", "r") as file:
        group = file["events"]
        kind = [name.decode() for name in group["kind_name"][:]]
        label = [name.decode() for name in file["trajectory/label"][:]]
        rows = list(zip(group["network"][:], group["tick"][:], group["kind"][:], group["who"][:]))
        samples = list(file["trajectory/sample"][:])
    assert len(samples) == 12
    late = 0
    for network in samples:
        events = [(int(t), kind[k], int(w)) for n, t, k, w in rows if n == network]
        told = check_network(network, events)
        late += count_late(told)
        for e, (_, name, who) in zip(told, events):
            if name == "representative.leaves":
                assert label[who] in e["sentence"], e
    assert late > 0
    assert sum(check_quarrels(network) for network in samples) > 0
    check_numbered()
    check_plain()
    check_screen(samples[2], check_network(samples[2], [
        (int(t), kind[k], int(w)) for n, t, k, w in rows if n == samples[2]]))
    # a name that is too long ends with a whole letter
    with open("long.csv", "w", encoding="utf-8") as file:
        names = [letter + "é" * 150 for letter in ("", "a", "é€", "a€", "")] + ["f"]
        names[4] = "€" * 120
        file.write("source,target\n" + "".join(f"{a},{b}\n" for a, b in zip(names, names[1:] + names[:1])))
    says("run", os.path.join(SOURCE, "scenarios/twenty-percent.yaml"), "--network", "long.csv", "--replicates", "4",
         "--quiet", "-o", "long.h5", "--set", "record.networks=4")
    whole = "".join(says("story", "long.h5", "--network", str(n), "--lang", "nl") for n in range(4))
    assert "é" * 90 in whole.replace("\n", "").replace(" ", ""), whole[:3000]
    # a founding, its arm and its future are a network
    titles = {i["name"]: i for i in json.loads(says("list", "interventions", "--json"))}
    assert "onboarding" in titles
    for command in (["show"], ["show", "--details"], ["compare"], ["survival"]):  # one thing has one name
        screen = flat(says(*command, "music.h5"))
        assert "Welcoming newcomers" in screen and "onboarding" not in screen, screen
    whole = json.loads(says("compare", "music.h5", "--json"))["points"][0]["arms"]
    assert "onboarding" in [a["arm"] for a in whole], whole
    assert "Below: case Welcoming newcomers" in flat(says("show", "music.h5", "--case", "Welcoming newcomers"))
    with open("starts.yaml", "w") as file:  # how it is done stands behind the title
        file.write("model: collaboration\nreplicates: 20\nhorizon: 12\nnetwork: {members: 5}\n"
                   "arms: [none, {intervention: brokering, start: [3, 6]}, {intervention: convening, dose: [0.5, 1]},\n"
                   "       {intervention: visioning, duration: [1, 6]}]\n")
    says("run", "starts.yaml", "--quiet", "-o", "starts.h5")
    for more, words in (([], ("Bringing in a go-between, from month 3", "Bringing partners together, dose 0.5",
              ", for 1 month ", ", for 6 months ")),
                        (["--lang", "nl"], ("Een tussenpersoon inzetten, vanaf maand 6", "Partners bijeenbrengen, dosis 0,5",
                                             ", 1 maand lang", ", 6 maanden lang"))):
        screen = flat(says("show", "starts.h5", *more))
        assert all(word in screen for word in words), screen
    assert "baseline: Bringing in a go-between, from month 3" in flat(
        says("compare", "starts.h5", "--baseline", "Bringing in a go-between, from month 3"))
    shutil.copy("starts.h5", "again.h5")  # nor do arms of two files lose their titles
    both = ("compare", "starts.h5", "again.h5")
    screen = says(*both)
    assert "again: Bringing partners" in screen and "convening" not in screen, screen
    assert "basisvariant: again: niets extra" in flat(says(*both, "--lang", "nl", "--baseline", "again: none"))
    assert "baseline: starts: Bringing in a go-between, from month 3" in flat(
        says(*both, "--baseline", "starts: Bringing in a go-between, from month 3"))
    assert "starts: convening, dose 0.5" in says(*both, "--json")
    assert "Municipality" not in says("members", os.path.join(SOURCE, "scenarios/music-table.yaml"), "--lives", "3",
                                      "--quiet", "--no-removal", "--lang", "nl")
    cases, arm = len(samples) // 3, list(json.loads(h5py.File("music.h5").attrs["experiment"])["arms"])
    for founding in range(3):
        for k, name in enumerate(a["name"] for a in arm):
            one = says("story", "music.h5", "--founding", str(founding), "--arm", name)
            assert one == says("story", "music.h5", "--network", str(founding * cases + k))
            title = titles.get(name, {}).get("title", "nothing extra" if name == "none" else name)
            assert f'founding {founding}, arm "{title}".' in one, one[:200]
            assert one == says("story", "music.h5", "--founding", str(founding), "--arm", title), title
            for begun in (e["name"] for e in arm[k]["interventions"]):
                if begun in titles:
                    assert f"{titles[begun]['title']} begins." in flat(one), one[:2000]
                    dutch = flat(says("story", "music.h5", "--founding", str(founding), "--arm", name, "--lang", "nl"))
                    assert f"{titles[begun]['title_nl']} begint." in dutch and begun not in dutch, dutch[:2000]
    assert "there is no founding 3: this has 0 to 2" in says(
        "story", "music.h5", "--founding", "3", code=2)
    assert "did you mean" in says("story", "music.h5", "--founding", "0", "--arm", "nome", code=2)
    assert "--network N says all" in says("story", "music.h5", "--network", "0", "--future", "0", code=2)
    says("run", os.path.join(SOURCE, "scenarios/music-table.yaml"), "--foundings", "2", "--futures", "3",
         "--quiet", "-o", "futures.h5", "--set", "record.networks=6")
    one = says("story", "futures.h5", "--founding", "1", "--future", "2")
    assert one == says("story", "futures.h5", "--network", str(5 * cases))
    assert "founding 1, future 2," in one
    # nothing happened in it that anybody tells of: no error
    with open("quiet.yaml", "w") as file:
        file.write("model: public-goods\nreplicates: 1\nrecord: {networks: 1}\n")
    says("run", "quiet.yaml", "--quiet")
    assert "recorded, but without events" in flat(says("story", "quiet.h5", "--network", "0"))
    # no network is recorded over time
    says("run", "quiet.yaml", "--quiet", "--set", "record.networks=0", "-o", "unrecorded.h5")
    for which in (["--network", "0"], ["--founding", "0"]):
        assert "nothing is recorded of network 0 of unrecorded.h5" in flat(says("story", "unrecorded.h5", *which, code=2))
    assert "of which network" in says("story", "music.h5", code=2)
    assert f"there is no network 99: music.h5 has {len(samples)}, from 0 to {len(samples) - 1}" in flat(
        says("story", "music.h5", "--network", "99", code=2))
    assert "there is no network" in says("story", "music.h5", "--network", str(len(samples)), code=2)
    listed = flat(says("story", "music.h5", "--founding", "0", "--arm", "xyzzyq", code=2))
    assert 'there is no arm "xyzzyq"; there are: ' + ", ".join(a["name"] for a in arm) in listed, listed
    says("run", os.path.join(SOURCE, "scenarios/music-table.yaml"), "--foundings", "3", "--quiet",
         "-o", "some.h5", "--set", "record.networks=2")
    told = flat(says("story", "some.h5", "--network", str(2 * cases), code=2))
    assert f"{2 * cases} are recorded, the first 0, the last {2 * cases - 1}" in told, told
    assert says("story", "music.h5", "--network", "0", "--lines", "1000").count("smaller thing") == 0
    # a shorter story keeps what led to what it tells: what was between the same two, before it in that month
    says("run", os.path.join(SOURCE, "scenarios/twenty-percent.yaml"), "--replicates", "12", "--quiet", "-o", "twelve.h5",
         "--set", "record.networks=12")
    led = 0
    for network in range(12):
        story = flat(says("story", "twelve.h5", "--network", str(network), "--lines", "1"))
        story = story.split("What happened")[1].split("What nobody saw")[0]
        month = {int(k): text for k, text in re.findall(r"Month (\d+): (.*?)(?=Months? \d|$)", story)}
        events = [e for e in json.loads(says("story", "twelve.h5", "--network", str(network), "--json"))["events"]
                  if e["seen"] and e.get("sentence") and e.get("whom") is not None]
        for i, e in enumerate(events):
            for before in events[:i]:
                if before["tick"] == e["tick"] and {before["who"], before["whom"]} == {e["who"], e["whom"]} and \
                        e["sentence"] in month.get(e["tick"], ""):
                    assert before["sentence"] in month[e["tick"]], (before, month[e["tick"]])
                    led += 1
    assert led > 0
finish("a story says what happened")
