#!/bin/bash
# polder report as a user meets it: both languages, results of every kind, names that could break a page,
# numbers that are those of polder show, and nothing that must never be claimed. In a Chromium, if there
# is one: two sheets of A4, nothing wider than a telephone, nothing fetched or run.
# Needs POLDER, POLDER_SOURCE. Works in a folder of its own.
. "$(dirname "$0")/command.sh"

odd() { # odd NAME: a network of three with names that could break a page
    printf '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="n" for="node" attr.name="name" attr.type="string"/>'
    printf '<graph edgedefault="undirected"><node id="a"><data key="n">&lt;/script&gt;Secretorg</data></node>'
    printf '<node id="b"><data key="n">بلدية المدينة</data></node><node id="c"><data key="n">Secretorg two</data></node>'
    printf '<edge source="a" target="b"/><edge source="b" target="c"/></graph></graphml>\n'
}
odd >odd.graphml
cat >arms.yaml <<'YAML'
title: Which of three helps?
model: collaboration
seed: 9
replicates: 400
horizon: 60
arms: [none, process-managing, convening, visioning, brokering, institutional, reflective]
baseline: none
YAML
cat >odd.yaml <<'YAML'
title: "</title><script>alert(1)</script> בלדיה"
description: "</p><script>alert(2)</script>"
model: collaboration
replicates: 200
horizon: 24
network: {file: odd.graphml, label: name}
arms:
  - none
  - {name: "</svg><script>alert(3)</script>", intervention: process-managing}
  - {name: "بلدية المدينة الكبيرة", intervention: visioning}
  - {name: "A name that is just over forty letters long, or more", intervention: convening}
YAML
printf 'model: collaboration\nseed: 2\nreplicates: 400\nhorizon: 60\n' >run.yaml
printf 'model: collaboration\nseed: 1\nreplicates: 200\nhorizon: 40\nnetwork: {members: 6}\ndesign:\n  kind: latin-hypercube\n  points: 12\n  factors:\n    relations.trust: [0.2, 0.7]\n    dialogue.tolerance: [0.6, 1.1]\n' >design.yaml
sed 's/^design:/arms: [none, process-managing, convening, visioning, brokering, reflective]\ndesign:/; s/horizon: 40/horizon: 60/; s/points: 12/points: 10/; s/, {members: 6}//' design.yaml >both.yaml
printf '    dialogue.transparency: [0.35, 0.75]\n    value.synergy: [1, 1.4]\n' >>both.yaml
printf 'model: collaboration\nreplicates: 1\nhorizon: 12\n' >one.yaml
printf 'model: opinions\nreplicates: 200\nhorizon: 10\n' >other.yaml
printf 'model: collaboration\nreplicates: 200\nhorizon: 30\nnetwork: {members: 5}\nvalues: {dissolution: {least: 100}}\n' >gone.yaml
{
    printf 'model: collaboration\nreplicates: 200\nhorizon: 3\nnetwork: {members: 3}\nrecord: {networks: 0}\narms:\n  - none\n'
    for i in $(seq 1 60); do
        printf '  - {name: "way number %d with a name of forty letters", intervention: visioning, start: %d}\n' "$i" $((1 + i % 3))
    done
} >many.yaml
results="arms odd run design both one other gone many"
for name in $results; do
    expect 0 "run $name" run $name.yaml --quiet
    expect 0 "report $name" report $name.h5 -o $name.html --date 2026-01-02
    expect 0 "Dutch $name" --lang nl report $name.h5 -o $name.nl.html --date 2026-01-02
    has $name.html '<html lang="en">' "$name"
    has $name.nl.html '<html lang="nl">' "$name"
    has $name.html "What this does not say" "$name"
    has $name.nl.html "Wat dit niet zegt" "$name"
    grep -qi '<script\|http://[^w]' $name.html && fail "$name: something that runs or is fetched"
done

# --- what it says ---
"$POLDER" show arms.h5 --json >show.json || fail "show"
"$POLDER" compare arms.h5 --json >compare.json || fail "compare"
python3 - <<'PY' || fail "the figures are not those of polder show"
import json, re
import html as h
page = h.unescape(open("arms.html").read().split('<details class="fold">')[0])
share = {c["name"]: c["success"]["share"] for c in json.load(open("show.json"))["cases"]}
said = [int(x) for x in re.findall(r">(\d+) of 100</text>", page)]
assert sorted(said) == sorted(2 * [int(100 * s + 0.5) for s in share.values()]), (said, share)
assert f", {int(100 * share['none'] + 0.5)} in 100 networks succeed." in page
assert "Success means: after 5 years the goal is reached" in page
arms = {a["arm"]: a for a in json.load(open("compare.json"))["points"][0]["arms"]}
days = int(float(f'{arms["process-managing"]["intervention.cost"]["difference"]:.2g}'))  # as estimates are said
assert re.search(rf"Guiding the process.*?{days}", page, re.S), days
PY
has arms.html "</bdi>”: Partners regularly step back: how do we work, and what goes unsaid?" "what people do"
has arms.nl.html "</bdi>”: Partners kijken geregeld samen terug: hoe werken we, en wat blijft ongezegd?" "what people do, in Dutch"
# Readers of two languages hold the same sheets.
for name in arms both; do
    for tag in "<tr" "<h2"; do
        [ "$(grep -o "$tag" $name.html | wc -l)" = "$(grep -o "$tag" $name.nl.html | wc -l)" ] || fail "$name: $tag in two languages"
    done
done
# Words and things that are never claimed. Intervals stand in the fold only.
python3 - $results <<'PY' || fail "something is claimed that must not be"
import html, re, sys
never = re.compile(r"\b(proves?|predicts?|optimal|significant|proven|bewezen|voorspelt|optimaal|NNT|p-value|p-waarde|"
                   r"your chance|uw kans|jullie kans|is the cause|is de oorzaak|will leave|to blame|schuld)\b", re.I)
good = True
for name in sys.argv[1:]:
    for file in (f"{name}.html", f"{name}.nl.html"):
        page = re.sub(r"<style>.*?</style>", "", open(file).read(), flags=re.S)
        sheets = page.split('<details class="fold">')[0]
        sheets = re.sub(r"<details class=\"numbers\">.*?</details>", "", sheets, flags=re.S)
        text = html.unescape(re.sub(r"<[^>]*>", " ", sheets))
        text = re.sub(r"alert\(\d\)", "", text)
        for found in never.findall(text) + re.findall(r"\d+[.,]\d+ ?%", text) + re.findall(r"interval", text):
            print(file, "says", found)
            good = False
        if "Secretorg" in page:
            print(file, "names an organisation")
            good = False
sys.exit(not good)
PY
has arms.html "How firm is this? It holds only if our assumptions do." "without a design"
has arms.html "The same 400 networks were run with each approach; results are shown per 100." "how many networks"
has arms.html "in 100 succeed; allowing for chance, " "chance on the first sheet"
has arms.html "We did not test them" "what was not examined"
has arms.html "To test the assumptions: vary them in a design (docs/guide.md)." "how to test what was not examined"
lacks design.html "To test the assumptions" "of a design, which tests them"
has run.html "Allowing for chance" "chance of one way to run"
has arms.html "Counted with “nothing extra”" "of which approach signs and conditions are"
has run.html "Do not say “our chance is ...”." "what it does not say, on the first sheet"
has run.html ">where it succeeds</text>" "a yardstick for conditions"
has arms.nl.html "We hebben met elke aanpak dezelfde 400 netwerken doorgerekend; de uitkomst staat hier per 100." "how many networks, in Dutch"
has both.html "allowing for chance" "chance with a design"
has both.html "of the 10 situations that were calculated" "with a design of few points"
has both.html "It takes 20 to call it firm." "with a design of few points"
# What a scenario puts into a name by itself is told in words, and as the language writes numbers.
printf 'model: collaboration\nreplicates: 200\nhorizon: 12\narms:\n  - none\n  - set: {governance.form: [lead]}\n  - {each: [visioning], dose: [0.5], start: 3}\n  - {intervention: visioning, start: ["trust.mean < 0.4 for 3 months"]}\n' >names.yaml
expect 0 "run names" run names.yaml --quiet
expect 0 "names" report names.h5 -o names.html
expect 0 "names in Dutch" --lang nl report names.h5 -o names.nl.html
has names.html "Form of governance: lead" "a name of fields"
has names.nl.html "Vorm van sturing: één organisatie leidt" "a name of fields, in Dutch"
has names.nl.html "Samen de toekomst schetsen, dosis 0,5" "a name of a dose, in Dutch"
has names.nl.html "zodra gemiddeld vertrouwen in elkaar onder 0,4 is, 3 maanden lang" "a name of a condition, in Dutch"
for code in 'governance\.form=' 'visioning, ' 'trust\.mean <'; do
    sed 's/<details class="fold">.*//; s/<footer.*//' names.html names.nl.html | grep -q "$code" && fail "names: code in print: $code"
done
# What takes no days, as it never begins, and that of which nobody filled them in.
printf 'model: collaboration\nreplicates: 200\nhorizon: 24\narms:\n  - none\n  - {name: never, intervention: {use: visioning, start: trust.mean < 0.0001}}\n  - {name: free, intervention: {name: talk, levers: {process: 0.8}}}\n' >days.yaml
expect 0 "run days" run days.yaml --quiet
expect 0 "days" report days.h5 -o days.html
python3 - <<'PY2' || fail "no days, and days that are not filled in"
import html, re
page = open("days.html").read().split('<details class="fold">')[0]
table = re.search(r"What helps, and possible harm.*?</table>", page, re.S).group()
rows = {c[0]: c[3] for c in ([html.unescape(re.sub("<[^>]*>|[\u2066-\u2069]", "", x)).strip() for x in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", r, re.S)]
                             for r in re.findall(r"<tr[^>]*>.*?</tr>", table, re.S)[1:])}
assert rows == {"never": "0", "free": "–"}, rows
assert "–: not filled in." in page and "were not counted" not in page
PY2
has design.html "sets of assumptions were tried" "a design alone"
# Numbers that nobody knows are told in words, whole; their names stand in the fold alone.
python3 - <<'PY' || fail "a design names its factors in sentences"
import html, re
for file, words in (("both.html", "how far the ambition may be from one.s own interest|trust between partners|how open the network"),
                    ("both.nl.html", "hoe ver de ambitie van het eigen belang|vertrouwen tussen partners|hoe open het netwerk")):
    page, fold = open(file).read().split('<details class="fold">')[:2]
    code = re.compile(r"relations\.trust|dialogue\.|value\.synergy")
    assert not code.search(page) and code.search(fold), (file, code.findall(page))
    assert re.search(words, page) and "…</text>" not in page, file
    assert "mean fit" not in page and re.search(words, fold), file
PY
# The conditions, and other views of success, are of one point: nothing a page about all of them says.
grep -q "weakest conditions" design.html && fail "conditions of one point of a design"
grep -q "perceived" design.html && fail "views of success of one point of a design"
has arms.html "weakest conditions" "conditions without a design"
# Beside what the baseline lacks, what it is with the approach that helps most.
python3 - <<'PY2' || fail "what the best approach makes of the conditions"
import html, json, os, re, subprocess
polder = lambda *a: json.loads(subprocess.run([os.environ["POLDER"], *a, "--json"], stdout=subprocess.PIPE, check=True).stdout)
arms = polder("compare", "arms.h5")["points"][0]["arms"]
best = max((a for a in arms if a["arm"] != "none"), key=lambda a: a["success"]["difference"])["arm"]
title = {i["name"]: i["title"] for i in polder("list", "interventions")}[best]
lacks, has = (polder("show", "arms.h5", "--case", arm)["conditions"] for arm in ("none", best))
has = {c["column"]: c["mean"] for c in has}
fold = html.unescape(open("arms.html").read().split("All conditions")[1])
picture = fold[:fold.index("</svg>")]
assert f">{title}</text>" in picture and ">nothing extra</text>" in picture, title
told = re.findall(r">(\d\.\d\d) → (\d\.\d\d)</text>", picture)
assert told == [(f"{c['mean']:.2f}", f"{has[c['column']]:.2f}") for c in lacks][:len(told)] and len(told) > 5, told
assert any(a != b for a, b in told), told
PY2
# What one does is no assumption, and nothing to ask before doing it.
sed 's/relations.trust: .*/lever.contact: [0, 1]/; s/points: 12/points: 8/' design.yaml >mixed.yaml
sed '/dialogue.tolerance/d' mixed.yaml >lever.yaml
for name in mixed lever; do
    expect 0 "run $name" run $name.yaml --quiet
    expect 0 "report $name" report $name.h5 -o $name.html
    grep -q "among other networks: [^<]*lever" $name.html && fail "$name: to be asked"
done
has mixed.html "In these sets what is done differs as well." "levers and assumptions"
has lever.html "We varied what is done, and chance, but not our assumptions" "levers alone"
grep -q "sets of assumptions" lever.html && fail "a lever is an assumption"
has one.html "That cannot be said yet" "one network"
has other.html "does not say what success is" "no success"
has gone.html "Nobody is left" "everybody gone"
has many.html "that are not in this table: " "many arms"
has arms.nl.html "slaagt alleen zonder die</th>" "what it harms, in Dutch"
"$POLDER" --lang nl report run.h5 -o - 2>err >out || fail "today in Dutch"
grep -qE 'Berekend op [0-9]{1,2} [a-z]{3,9} 20[0-9]{2} met' out || fail "today in Dutch: no date as people write it"
"$POLDER" report run.h5 -o - 2>err | grep -qE 'Calculated on [0-9]{1,2} [A-Z][a-z]{2,8} 20[0-9]{2} with' || fail "today in English"
has arms.html "extra working days of all partners together over 5 years (about " "days beside a gain"
has arms.html "per partner per year)" "days for one partner"
has arms.html "100 working days is about " "days in the table"
has arms.nl.html "per partner per jaar" "days for one partner, in Dutch"
has run.html "every partner is better off" "one word for who takes part"
has run.nl.html "elke partner erop vooruitgegaan" "one word for who takes part, in Dutch"
# What a measure is, as its file says it.
"$POLDER" list interventions --json | jq -r '.[] | select(.name == "convening") | .description, .description_nl' | grep . >about || fail "a measure"
for i in 1 2; do
    page=arms.html
    [ $i -eq 2 ] && page=arms.nl.html
    grep -qF "$(sed -n ${i}p about | cut -c 1-60)" $page || fail "what a measure is: $page"
done
expect 0 "its own words" report arms.h5 -o - --title "Ours & theirs" --question "Does <it> help?" --client "De tafel"
has out "Ours &#38; theirs" "title"
has out "Does &#60;it&#62; help?" "question"
has out "De tafel" "client"
expect 0 "several files" report arms.h5 run.h5 -o several.html
# What is lacking is of the baseline, also where that is of another file.
sed '$a values: {relations: {trust: 0.9}}' run.yaml >second.yaml
expect 0 "run second.yaml" run second.yaml --quiet
lacking() { # lacking FILE [REPORT ARGUMENT]...: numbers of the conditions of a page
    "$POLDER" report "$@" -o - 2>err | sed 's/<[^>]*>/\n/g' | grep -A99 'How far the weakest conditions are met' | grep -m2 -oE '^0\.[0-9][0-9]'
}
lacking run.h5 >first && lacking second.h5 >other || fail "what is lacking"
cmp -s first other && fail "two runs lack the same"
lacking run.h5 second.h5 | cmp -s - first || fail "what the first of two files lacks"
lacking run.h5 second.h5 --baseline second | cmp -s - other || fail "what the second of two files lacks"
# Futures of few foundings are few, however many.
printf 'model: collaboration\nseed: 2\nfoundings: 8\nfutures: 50\nhorizon: 24\n' >few-foundings.yaml
expect 0 "run few-foundings.yaml" run few-foundings.yaml --quiet
expect 0 "few foundings" report few-foundings.h5 -o few-foundings.html
has few-foundings.html "400 networks were run with each approach, but they are futures of 8 foundings" "few foundings"
"$POLDER" report arms.h5 -o again.html --date 2026-01-02 2>/dev/null
cmp -s arms.html again.html || fail "the same twice is not the same"

python3 - $results <<'PY' || fail "a page in Dutch has decimal points, or one in English decimal commas"
import html, re, sys
good = True
for name in sys.argv[1:]:
    for file, never in ((f"{name}.html", r"\d,\d%"), (f"{name}.nl.html", r"(?<![\d.])(?!\d{1,3}(?:\.\d{3})+(?![\d.]))\d+\.\d+(?![\d.])")):
        page = re.sub(r"<style>.*?</style>|<footer>.*?</footer>", "", open(file).read(), flags=re.S)
        for found in re.findall(r"[^<>]*" + never + r"[^<>]*(?=<)", re.sub(r"<(?:[^>\"]|\"[^\"]*\")*>", "<>", page)):
            if "Polder" not in found and "laagste, hoogste" not in found:
                print(file, "says", html.unescape(found)[:90])
                good = False
sys.exit(not good)
PY
has both.nl.html "," "commas"
has arms.nl.html "polder report --lang nl arms.h5" "the command keeps its language"
grep -q -- "--lang" arms.html && fail "the command of an English page has a language"
LC_ALL=nl_NL.UTF-8 "$POLDER" --lang en report arms.h5 -o - 2>err >out || fail "English where Dutch is usual"
has out "To make this page again: polder report --lang en arms.h5" "the command keeps English where Dutch is usual"
has out "polder report --lang en again.h5" "the command that runs it keeps English where Dutch is usual"
# The commands at the foot make the page again, whatever the words in them.
# A command ends with its line, or with the dot before the next one where there is little room.
has arms.html "To run it again: polder run arms.h5 -o again.h5 &#38;&#38; polder report again.h5" "the command that runs it"
python3 - arms.html <<'PY2' >again.sh || fail "no command that runs it"
import html, re, sys
print(html.unescape(re.search(r"To run it again: ([^<·]*?) *[<·]", open(sys.argv[1]).read()).group(1)).replace("polder ", '"$POLDER" '))
PY2
mkdir rerun && cp arms.h5 rerun && (cd rerun && eval "$(cat ../again.sh) --date 2026-01-02 -o arms.html") 2>err || fail "running it again: $(cat err)"
sed -i 's/again\.h5 &#38;&#38; polder report again/arms.h5 \&#38;\&#38; polder report again/; s/again\.h5/arms.h5/g' rerun/arms.html
sed 's/again\.h5/arms.h5/g' arms.html | cmp -s - rerun/arms.html || fail "run again, it is another page"
expect 0 "words" report arms.h5 -o words.html --date 2026-01-02 --title "It's \$HOME" --question 'Does "it" help; really?' --client "A  b" --contact "Jo <jo@example.org>"
has words.html "Questions: Jo &#60;jo@example.org&#62;." "whom to ask"
python3 - <<'PY2' >again.sh || fail "no command"
import html, re
print(html.unescape(re.search(r"To make this page again: polder ([^<·]*?) *[<·]", open("words.html").read()).group(1)))
PY2
eval "\"\$POLDER\" $(cat again.sh) -o words-again.html --date 2026-01-02" 2>err || fail "the command of a page: $(cat err)"
cmp -s words.html words-again.html || fail "the command of a page makes another one"

# --- what nobody filled in is told ---
{
    printf '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="c" for="node" attr.name="size" attr.type="double"/>'
    printf '<key id="t" for="edge" attr.name="faith" attr.type="double"/><graph edgedefault="directed"><node id="a"><data key="c">0.5</data></node>'
    printf '<node id="b"><data key="c">1</data></node><node id="c"/><node id="d"/><edge source="a" target="b"><data key="t">0.5</data></edge>'
    printf '<edge source="b" target="a"><data key="t">0.5</data></edge><edge source="b" target="c"/><edge source="d" target="c"/></graph></graphml>\n'
} >gaps.graphml
gaps() { # gaps NAME NETWORK-KEYS ENGLISH DUTCH: the box ends so
    printf 'model: collaboration\nreplicates: 200\nhorizon: 6\nnetwork: {file: gaps.graphml%s}\n' "$2" >$1.yaml
    expect 0 "run $1" run $1.yaml --quiet
    expect 0 "$1" report $1.h5 -o $1.html
    has $1.html "is only as good as what was filled in about the members.$3</p>" "$1"
    expect 0 "$1 in Dutch" --lang nl report $1.h5 -o $1.nl.html
    has $1.nl.html "wat er over de leden is ingevuld.$4</p>" "$1 in Dutch"
}
gaps half ', organisations: {capacity: size}, relations: {trust: faith}' \
    " Filled in: size for 2 of 4; faith for 2 of 4; what is missing was drawn by lot. Of 2 ties one side alone was filled in." \
    " Ingevuld: size bij 2 van 4; faith bij 2 van 4; wat ontbreekt is geloot. Van 2 relaties is maar één kant ingevuld."
gaps bare ', ties: mutual' " Nothing is known of its members but who is tied to whom. 2 ties that one side alone reported were left out." \
    " Van de leden is niets bekend behalve wie met wie verbonden is. 2 relaties die maar één kant noemde zijn weggelaten."
sed -i 's/<node id="c"\/>/<node id="c"><data key="c">1<\/data><\/node>/; s/<node id="d"\/>/<node id="d"><data key="c">1<\/data><\/node>/' gaps.graphml
gaps full ', organisations: {capacity: size}, ties: undirected' "" ""

# --- the network as a table: who is in it, and not what a member is like to another one ---
{
    printf '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="n" for="node" attr.name="name" attr.type="string"/><key id="t" for="edge" attr.name="faith" attr.type="double"/><graph edgedefault="undirected">'
    for i in $(seq 1 14); do
        name="Stichting Samenwerkende Woonzorgbesturen $i"
        [ $((i % 3)) -eq 0 ] && name="بلدية المدينة الكبيرة والقديمة $i"
        printf '<node id="o%d"><data key="n">%s</data></node>' "$i" "$name"
    done
    for i in $(seq 2 14); do printf '<edge source="o%d" target="o%d"><data key="t">0.%d</data></edge>' $((i / 2)) "$i" $((i % 9 + 1)); done
    printf '</graph></graphml>\n'
} >seats.graphml
printf 'title: A question with the names of all members, of forty letters, in it?\nmodel: collaboration\nreplicates: 200\nhorizon: 24\nnetwork: {file: seats.graphml, label: name, relations: {trust: faith}}\nrecord: {networks: 12, columns: [tie, trust, vigilance]}\n' >seats.yaml
expect 0 "run seats" run seats.yaml --quiet
for lang in en nl; do
    expect 0 "seats in $lang" --lang $lang report seats.h5 -o seats.$lang.html
    expect 0 "seats in $lang, for the inner circle" --lang $lang report seats.h5 --steering-group -o inner.$lang.html
    for page in seats inner; do grep -q "Woonzorgbesturen 14" $page.$lang.html || fail "$page in $lang: who is in it"; done
done
python3 - <<'PY' || fail "the network as a table"
import re
table = lambda file, title: re.search(r"<figure>\s*<figcaption>" + title + ".*?</figure>", open(file).read(), re.S).group()
outer = table("seats.en.html", "Who is in the network, and who works with whom")
inner = table("inner.en.html", "What ties are like in month [0-9]+, when they are most strained")
assert "s-blue" in inner and "s-orange" in inner and "trust, " in inner
assert "s-blue" not in outer and "s-orange" not in outer and "toward" not in outer
outer_page, inner_page = open("seats.en.html").read(), open("inner.en.html").read()
assert "The lines show who works with whom, and not how that goes." in outer_page
assert "feels otherwise" not in outer_page and "on guard" not in outer_page.replace("nobody on guard", "")
widths = re.findall(r'<line [^>]*stroke-width="([^"]*)"[^>]*>', outer)
assert not widths or len(set(widths)) == 1, set(widths)
assert inner_page.index("no judgement of anybody") < inner_page.index("<svg", inner_page.index("page 2 of 2"))
assert inner_page.count("For the steering group only.") == 2 and "steering group" not in outer_page
assert open("inner.nl.html").read().count("Alleen voor de stuurgroep.") == 2
assert "polder report seats.h5 --steering-group" in open("inner.en.html").read()
PY
sed 's/^replicates.*/&\narms: [none, process-managing]/' seats.yaml >seats-arms.yaml
expect 0 "run seats-arms" run seats-arms.yaml --quiet
expect 0 "seats of arms" report seats-arms.h5 -o seats-arms.html
sed 's/<details class="fold">/\n&/' seats-arms.html | sed '/^<details class="fold">/,$d' | grep -q "Who is in the network" && fail "seats of arms: on paper"
has seats-arms.html "Who is in the network" "seats of arms: in a fold"
grep -q -- "--record tie" odd.html && fail "who reads a report is told to record"

# --- with a diagnosis, or of one alone ---
cat >named.json <<'JSON'
{"title": "Why?", "model": "collaboration", "tick": "month", "founding": 3, "futures": 1000, "answer": "named",
 "chance": {"count": 310, "of": 1000, "share": 0.31, "low": 0.28, "high": 0.34}, "without_all": 0.7,
 "named": [{"id": "F3"}], "causes": [{"id": "F3", "title": "</script>", "gain": {"value": 0.21, "low": 0.1, "high": 0.3}}],
 "remedies": [{"remedy": "process-managing", "start": 1, "dose": 1, "gain": {"value": 0.12, "low": 0.05, "high": 0.2}, "lost": 0.03, "days": 250},
  {"remedy": "visioning", "start": 13, "dose": 1, "gain": {"value": -0.08, "low": -0.15, "high": -0.02}, "lost": 0.1, "days": 90}]}
JSON
expect 0 "a diagnosis" report named.json -o named.html --date 2026-01-02
expect 0 "a diagnosis in Dutch" --lang nl report named.json -o named.nl.html --date 2026-01-02
for text in "more runs succeed without" "As it is now, 31 in 100 succeed. If this were gone, 52 would. You cannot decide that away" \
    "for about 250 extra working days" "makes it worse" "Guiding the process (from month 1)" "a thought experiment" "guards how the work goes"; do
    has named.html "$text" "a diagnosis"
done
# What chance leaves open of causes and approaches, and of one member, stands in the fold alone.
python3 - <<'PY2' || fail "what chance leaves open of a diagnosis"
import re
sheets, fold = open("named.html").read().split('<details class="fold">')
assert "chance only" not in sheets and "If one cause is taken away (margin: chance only)" in fold
assert re.search(r"\+21\.0 ±10\.0", fold) and re.search(r"\+12\.0 ±7\.5", fold), fold[:900]
assert ">aanpak</th>" in open("named.nl.html").read().split('<details class="fold">')[1]
PY2
grep -q "</script>" named.html && fail "a diagnosis: a name ends something"
# What the diagnosis itself tells first: of those that may help as much the one that is far cheaper, if
# there is one, also where it stands behind those of which there is room.
jq '.remedies |= [.[0]] + [range(3) as $i | .[0] | .gain.value = 0.119 - $i / 1000 | .start = 13 + $i]
    + [(.[0] | .remedy = "visioning" | .start = 25 | .gain.value = 0.101 | .days = 100), .[1]]' named.json >cheap.json
expect 0 "the cheapest of those that help alike" report cheap.json -o cheap.html
has cheap.html "“Picturing the future together (from month 25)”, brings it to 41, for about 100 extra working days" "the cheapest first"
has cheap.html "it takes the least work: “Guiding the process (from month 1)” brings it to 43, for 250 days." "the best beside it"
has cheap.html "with the approach: Picturing the future together (from month 25)" "the cheapest in the picture"
[ "$(grep -c "Picturing the future together (from month 25)</bdi></th>" cheap.html)" -gt 0 ] || fail "the cheapest is not in the table"
jq '.remedies[4].gain.value = 0.099' cheap.json >far.json
expect 0 "a cheaper one that helps less" report far.json -o far.html
has far.html "“Guiding the process (from month 1)”, brings it to 43, for about 250 extra" "a cheaper one that helps less"
jq '.remedies[4].days = 201' cheap.json >dear.json
expect 0 "one that is hardly cheaper" report dear.json -o dear.html
has dear.html "“Guiding the process (from month 1)”, brings it to 43, for about 250 extra" "hardly cheaper"
jq '.named = [] | .together = [{id: "F3"}, {id: "F12"}] | .answer = "together" | .causes += [{id: "F12", title: "x"}]
    | .together_gain = {value: 0.5, low: 0.3, high: 0.6} | .remedies = []' named.json >together.json
expect 0 "together" report together.json -o together.html
has together.html "taking away one cause barely helps; taking away two together does" "together"
has together.html "were both gone, 81 would." "together"
jq --slurpfile n named.json '.remedies = $n[0].remedies' together.json >helped.json
expect 0 "together, and a measure" report helped.json -o helped.html
has helped.html "It can do more than taking away one cause" "together, and a measure"
has helped.html "what you could do (page 2: what was calculated)" "together, and a measure"
has together.html "what you could do (not calculated)" "together, without measures"
grep -q "It can do more" named.html && fail "a cause alone: more than taking it away"
has named.html "Allowing for chance, the approach brings it to 36 to 51 in 100." "luck of a measure"
has together.html "makes no clear difference; taking away both does." "two together"
grep -q "instead of 31" together.html && fail "together: the number of the answer is said again"
grep -q "than in a typical network" together.html || fail "together: another number without all causes is lost"
jq '.without_all = 0.81' together.json >alike.json
expect 0 "together, and all causes" report alike.json -o alike.html
grep -q "than in a typical network" alike.html && fail "together, and all causes: the number of the answer is said again"
expect 0 "together, beside a result" report run.h5 together.json -o beside-together.html
has beside-together.html "81 in 100 succeed instead of 31" "together, beside a result"
jq '.uncertain = [{id: "F3", first: 0.9, gain: 0.2, low: 0.06, high: 0.31}]' named.json >sure.json
expect 0 "at other values" report sure.json -o sure.html
has sure.html "How firm is this? Firm." "at other values"
has sure.html "6 to 31 more in 100 succeed without it" "at other values"
jq '.uncertain[0].low = -0.04' sure.json >unsure.json
expect 0 "not at all values" report unsure.json -o unsure.html
has unsure.html "How firm is this? It depends." "not at all values"
has unsure.html "between 4 fewer and 31 more in 100 succeed without it" "not at all values"
jq '.uncertain[0].low = -0.3 | .uncertain[0].high = -0.04' sure.json >worse.json
expect 0 "worse at all values" report worse.json -o worse.html
has worse.html "4 to 30 fewer in 100 succeed without it" "worse at all values"
expect 0 "beside a result" report run.h5 named.json -o beside.html
has beside.html "What stands in the way" "beside a result"
has beside.html "The diagnosis comes from one start alone, number 3 of “Why?”" "what to ask first, beside a result"
grep -q "from one start alone" named.html && fail "a diagnosis alone says again which founding it is of"
# Of which network a diagnosis is, is said wherever it stands.
has named.html "This is about one made-up network, number 3 of “Why?”, run 1,000 times; results are shown per 100." "which network"
has named.html "<title>Why does it not succeed more often" "a diagnosis answers its own question, not that of the scenario"
has named.nl.html "Dit gaat over één bedacht netwerk, nummer 3 van “Why?”, 1.000 keer doorgerekend" "which network, in Dutch"
has beside.html "This was tried on one made-up network, number 3 of “Why?”; its numbers are of that one." "which network, beside a result"
jq '.network = "table.graphml" | .seed = "7" | .scenario = "why.yaml"' named.json >file.json
expect 0 "of a network file" report file.json -o file.html
has file.html "This is about the network of table.graphml as it began once (start 3 of “Why?”), run 1,000 times" "of a network file"
has file.html "To diagnose it again: polder diagnose why.yaml --founding 3 --seed 7 --json &#62; file.json" "the command of a diagnosis"
has file.html "Diagnosis: network number 3 (founding), run 1,000 times, of why.yaml, seed 7." "what was diagnosed"
jq '.founding = -1 | .named = []' file.json >all.json
expect 0 "of all foundings" report all.json -o all.html
has all.html "This is about the network in table.graphml. What the file does not say was filled in at random 1,000 times" "of all foundings of a file"
jq 'del(.network)' all.json >made.json
expect 0 "of all made-up networks" report made.json -o made.html
has made.html "This is about all networks of “Why?” together." "of all foundings"
jq '.named += [{id: "F5"}] | .causes += [{id: "F5", title: "x", gain: {value: 0.1, low: 0.04, high: 0.16}}]' named.json >tied.json
expect 0 "causes that tie" report tied.json -o tied.html
has tied.html "more runs succeed without one of these; which matters most is not certain" "causes that tie"
has tied.html "If one of these were gone, 41 to 52 would." "causes that tie"
jq '.causes[1].gain.high = 0.09' tied.json >untied.json
expect 0 "causes apart" report untied.json -o untied.html
lacks untied.html "which matters most is not certain" "causes apart"
has untied.html "If this were gone, 52 would." "causes apart"
lacks cheap.html "others help about as well" "the same measure at another moment is no other"
has named.html "It rests on 1,000 runs: as it is now, allowing for chance, 28 to 34 in 100 succeed." "luck of a diagnosis"
has together.html "<title>Why does it not succeed more often?<" "a diagnosis without measures does not ask what would help"
has all.html "more runs succeed without" "of all foundings: what surely matters"
expect 0 "of all foundings, beside a result" report run.h5 all.json -o beside-all.html
grep -q "from one start alone" beside-all.html && fail "of all foundings: said to be of one"
has beside-all.html "What we did not know of this network was filled in at random." "of all foundings, beside a result"
"$POLDER" diagnose run.yaml --founding 1 --set relations.trust=0.41 --short --no-remedies --json --quiet >real.json || fail "diagnose"
jq -e '.scenario == "run.yaml" and .seed == "2" and (has("network") | not)' real.json >/dev/null || fail "a diagnosis does not say what it is of"
expect 0 "a diagnosis of a scenario without a title" report real.json -o real.html
has real.html "number 1 of “run (with relations.trust=0.41)”" "a diagnosis of a scenario without a title"
# Without a title one name everywhere: that of the file, without folder and suffix.
mkdir folder && sed '$a record: {networks: 2}' run.yaml >folder/run.yaml
expect 0 "run folder/run.yaml" run folder/run.yaml --replicates 20 --quiet -o folder/run.h5
for command in "run folder/run.yaml --no-file --replicates 20" "show folder/run.h5" "show folder/run.h5 --details" "survival folder/run.h5" \
    "story folder/run.h5 --network 1" "members folder/run.yaml --network odd.graphml --lives 3 --no-removal" \
    "diagnose folder/run.yaml --founding 1 --short --no-remedies"; do
    [ "$("$POLDER" $command 2>err | head -n 1)" = run ] || fail "without a title: $command: $("$POLDER" $command 2>&1 | head -n 1)"
done
for command in "report folder/run.h5" "lesson folder/run.yaml"; do
    "$POLDER" $command -o - 2>err | grep -q '<title>run</title>' || fail "without a title: $command"
done
has real.html "To diagnose it again: polder diagnose run.yaml --founding 1 --set relations.trust=0.41 --seed 2 --short --no-remedies --json &#62; real.json" "a diagnosis with --set"
# The first thing to do: is it so with them?
has named.html "First ask each other whether you recognise this: " "what to ask first"
# Early signs: of failure alone, that tell, here and elsewhere; never of a few.
cat >signs.jq <<'JQ'
.founding = -1 | .named = [] | .landmarks = [{landmark: 6, there: 480, gone: 20}] | .signs = [
 {landmark: 6, foretells: "failure", column: "archetype.under_organisation", above: true, cut: 0.394, with: {value: 0.914}, without: {value: 0.578}, tells: true},
 {landmark: 6, foretells: "F12", column: "archetype.too_much", above: true, cut: 0.3, with: {value: 0.21}, without: {value: 0.03}, tells: true},
 {landmark: 12, foretells: "failure", column: "system_trust", above: false, cut: 0.27, with: {value: 0.61}, without: {value: 0.6}, tells: false},
 {landmark: 18, foretells: "failure", column: "trust.mean", above: false, cut: 0.41, with: {value: 0.83}, without: {value: 0.46}, tells: true,
  elsewhere_with: {value: 0.7}, elsewhere_all: 0.6}]
JQ
jq -f signs.jq file.json >signs.json
for lang in en nl; do expect 0 "signs" --lang $lang report signs.json -o signs.$lang.html; done
expect 0 "signs beside a result" report run.h5 signs.json -o beside-signs.html
python3 - <<'PY' || fail "early signs"
import html, re
def rows(file, heading):
    page = open(file).read()
    table = re.search(heading + r".*?<table.*?</table>", page, re.S).group()
    return [[html.unescape(re.sub("<[^>]*>", "", cell)).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr[^>]*>.*?</tr>", table, re.S)[1:]]
assert rows("signs.en.html", "What to watch for early") == [
    ["6", "Too loosely organised", "above", "0.39", "91", "58"], ["18", "Mean trust over ties", "below", "0.41", "83", "46"]]
assert rows("signs.nl.html", "Waaraan je het vroeg kunt zien") == [
    ["6", "Te weinig geregeld", "boven", "0,39", "91", "58"], ["18", "Gemiddeld vertrouwen in elkaar", "onder", "0,41", "83", "46"]]
assert rows("beside-signs.html", "What to watch for early") == rows("signs.en.html", "What to watch for early")
PY
has signs.en.html "A sign is not a cause" "signs are no causes"
for edit in '.signs[3].elsewhere_with.value = 0.6' '.signs = 3' '.landmarks = []' '.landmarks[0].there = 179' '.signs[3].cut = "x"' \
    '.signs[3].with.value = 7' '.signs[3].column = 3' '.signs[3].landmark = -1'; do
    jq "$edit" signs.json >edited.json
    expect 0 "edited signs: $edit" report edited.json -o edited.html --overwrite
    grep -q "Mean trust over ties" edited.html && fail "edited signs: $edit: shown"
done
# What two remedies spoil of one, what is lost, and what is as good.
jq '.remedies += [{remedy: "process-managing", with: "visioning", start: 1, with_start: 1, gain: {value: 0.02, low: 0.01, high: 0.03}, lost: 0, days: 9},
    {remedy: "brokering", start: 3, gain: {value: 0.11, low: 0.04, high: 0.19}, lost: 0.003, days: 240}, {remedy: "reflective", start: 3, gain: {value: 0}, days: 9}]' named.json >more.json
expect 0 "remedies" report more.json -o more.html
for text in "less than “Guiding the process” alone" "nothing was lost" "fewer than 1 do not with it" "1 other helps about as well."; do
    has more.html "$text" "remedies"
done
jq '.chance = {count: 0, of: 1000, share: 0, low: 0, high: 0.004}' more.json >never.json
expect 0 "never" report never.json -o never.html
has never.html "<title>Why does it not succeed, and what would help" "never: its question"
has never.html "an approach by itself cannot be seen to do harm here; added to another one it can" "never"
grep -q "possible harm</th>" never.html && fail "never: harm that nobody can see"
jq '.chance = {count: 2, of: 1000, share: 0.002, low: 0, high: 0.004}' more.json >hardly.json
expect 0 "hardly ever" report hardly.json -o hardly.html
has hardly.html "As it is now, fewer than 1 in 100 succeed." "hardly ever"
expect 2 "a figure of a result" plot named.json --figure survival -o survival.svg
has err "that takes a result" "a figure of a result"
expect 0 "its figure" plot named.json --figure causes -o causes.svg
has causes.svg ">52 of 100</text>" "its figure"
jq '.chance.of = 100' named.json >few.json
expect 0 "too few lives" report few.json -o few.html
has few.html "Too few runs were made" "too few lives"
# Beside a result, one that names nothing leaves what goes with failing where it is.
jq '.named = [] | .answer = "luck"' named.json >luck.json
for name in few luck; do
    expect 0 "beside a result: $name" report run.h5 $name.json -o beside-$name.html
    has beside-$name.html "What you see where it does not succeed" "beside a result: $name"
    grep -q "what may be behind it" run.html && { grep -q "what may be behind it" beside-$name.html || fail "beside a result: $name: no table"; }
done
has beside-few.html "Too few runs were made" "beside a result: few"
has beside-luck.html "No single cause clearly matters." "beside a result: luck"
grep -q "What you see where it does not succeed" beside.html && fail "beside a result: both tables"
# Whatever stands in it: a page, or a message.
for edit in '.chance = {}' '.causes = 3' '.named = [1, null, {id: 4}]' '.remedies = [[], {}, {gain: {low: 1, value: 9e99}}]' \
    '.chance.share = 1e300' '.without_all = "x"' '.title = 5' '.tick = null' '.remedies[0].start = 1e300' '.founding = null' \
    '.remedies[0].days = 1e300' '.named = [{id: "F99"}]' '.together_gain = []' '.causes[0].gain = null'; do
    jq "$edit" named.json >edited.json
    expect 0 "edited: $edit" report edited.json -o edited.html --overwrite
    sed 's/<[^>]*>/ /g' edited.html | grep -qE -- '-1 of|-1 go|-1\.|\b(nan|NaN|inf)\b' && fail "edited: $edit: not a number"
done

# --- for one organisation, who alone is named ---
sed 's|<edge.*|<node id="d"><data key="n">Orgfour</data></node><node id="e"><data key="n">Orgfive</data></node>&|
    s|</graph>|<edge source="c" target="d"/><edge source="b" target="e"/>&|' odd.graphml >five.graphml
sed '/^arms:/,$d; s/^title.*/title: Five at a table/; /^description/d; s/odd.graphml/five.graphml/' odd.yaml >five.yaml
expect 0 "members" members five.yaml --lives 200 --json --quiet
cp out members.json
for name in '</script>Secretorg' 'بلدية المدينة' 'Secretorg two'; do
    for lang in en nl; do
        expect 0 "for $name" --lang $lang report members.json --for "$name" -o for.html --overwrite --date 2026-01-02
        python3 - "$name" $lang <<'PY' || fail "for $name in $lang: $(cat why)"
import html, json, re, sys
name, lang = sys.argv[1:]
page = open("for.html").read()
text = re.sub("[\u2066-\u2069]", "", html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>", "", page, flags=re.S))))
of = json.load(open("members.json"))
row = {one["member"]: one for one in of["members"]}
out = open("why", "w")
def say(good, what):
    if not good:
        print(what, file=out, flush=True)
        sys.exit(1)
say("<script" not in page and name in text, "not named")
for other in row:
    say(other == name or other not in text.replace(name, ""), f"names {other}")
leaves = int(100 * row[name]["leaves"]["value"] + 0.5)
say(re.search((r"leaves in %s in 100" if lang == "en" else r"in %s van") % (leaves or r"(0|fewer than 1|minder dan 1)"), text), "how often it leaves")
missed = {one["member"]: one for one in of["missed"]}[name]
for key in ("without", "typical"):
    won = max(0, int(100 * (of["succeed"] + missed[key]["value"]) + 0.5))
    say(f"{won} {'of' if lang == 'en' else 'van'} 100" in text, key)
values = sorted(one["support"] for one in row.values() if one is not row[name])
comma = (lambda x: f"{x:.2f}") if lang == "en" else (lambda x: f"{x:.2f}".replace(".", ","))
say(comma(row[name]["support"]) in text, "its support")
say(len(values) == 4 and comma((values[1] + values[2]) / 2) in text, "the support of the middle of the others")
say(not re.search(r"\b(will leave|to blame|schuld|your chance|jullie kans|nan)\b", text, re.I), "never claimed")
PY
    done
done
has for.html "Wat dit niet zegt" "for one"
cp for.html for-one.html
python3 - <<'PY2' || fail "what chance leaves open of a member"
import json, re
sheets, fold = open("for-one.html").read().split('<details class="fold">')
row = [r for r in json.load(open("members.json"))["members"] if r["member"] == "Secretorg two"][0]["leaves"]
told = "{:.1f}% {:.1f}–{:.1f}".format(*(100 * row[k] for k in ("value", "low", "high"))).replace(".", ",")
assert told in fold and told not in sheets, (told, fold[:900])
PY2
jq '.command = "polder members five.yaml --set goal=2 --seed 1 --lives 200 --json"' members.json >set.json
expect 0 "members with --set" report set.json --for 'Secretorg two' -o set.html
has set.html "To run it again: polder members five.yaml --set goal=2 --seed 1 --lives 200 --json &#62; set.json" "members with --set"
# With fewer than three others the middle one would be one of them.
jq 'del(.members[3, 4])' members.json >two-others.json
expect 0 "two others" report two-others.json --for 'Secretorg two' -o two-others.html
has two-others.html "It has no numbers of the others: there are fewer than three" "two others"
grep -q "he middle one of the others leaves\|>the middle of the others<" two-others.html && fail "two others: their middle"
has for-one.html ">de middelste van de anderen<" "four others"
jq '.lives = 199' members.json >few-lives.json
expect 0 "few lives" report few-lives.json --for 'Secretorg two' -o few-lives.html
has few-lives.html "Fewer than 200 say too little to build on: polder members --lives" "few lives"
jq '.horizon = 0' members.json >edited.json
expect 0 "no horizon" report edited.json --for 'Secretorg two' -o edited.html --overwrite
lacks edited.html "0 years" "no horizon"
has edited.html "in 100 runs.<" "no horizon"
jq 'del(.members[2].leaves)' members.json >edited.json
expect 0 "no leaves" report edited.json --for 'Secretorg two' -o edited.html --overwrite
has edited.html "How often it leaves does not stand in the file." "no leaves"
grep -q "say too little\|<svg\|While it takes part, on average" edited.html && fail "no leaves: numbers all the same"
for edit in '.members[2] = {member: "Secretorg two"}' '.missed = 3' '.succeed = "x"' '.horizon = 1e300' '.year = -1' 'del(.network)' \
    '.members = [.members[2]]' '.members[0].leaves = 5' '.missed[2].without = {value: 1e300, low: null, high: 2}'; do
    jq "$edit" members.json >edited.json
    expect 0 "edited: $edit" report edited.json --for 'Secretorg two' -o edited.html --overwrite
    sed 's/<[^>]*>/ /g' edited.html | grep -qE -- '-1 of|\b(nan|NaN|inf)\b' && fail "edited: $edit: not a number"
done

# --- what is wrong ---
wrong() { # wrong NAME TEXT ARGUMENT...
    local name=$1 text=$2
    shift 2
    expect 2 "$name" report "$@"
    has err "$text" "$name"
    [ -e wrong.html ] && fail "$name: leaves a file"
    ls -A | grep -q '^\.' && fail "$name: leaves a hidden file"
}
wrong "no file" "which result file?" -o wrong.html
wrong "a file that is not there" "nothing.h5" nothing.h5 -o wrong.html
wrong "a file that is no result" "arms.yaml" arms.yaml -o wrong.html
for name in wrong.pdf wrong wrong.html.svg ./wrong.d/page; do
    wrong "$name is no page" "print it from the browser" arms.h5 -o $name
    [ -e $name ] && fail "$name is no page, and there"
done
expect 0 "a page in capitals" report arms.h5 -o PAGE.HTM
rm PAGE.HTM
wrong "no such arm" 'no arm "nne"' arms.h5 -o wrong.html --baseline nne
wrong "it is there already" "--overwrite" arms.h5 -o arms.html
printf '{"a": 1}' >no.json
wrong "no diagnosis" "this is no diagnosis" no.json -o wrong.html
cp run.h5 kept.h5
ln kept.h5 kept.html
wrong "one of its own files" "this is a file that is read" arms.h5 kept.h5 -o kept.html --overwrite
cmp -s run.h5 kept.h5 || fail "a result that was read is gone"
rm kept.html
printf '{"a": ' >no.json
wrong "no JSON" "no.json:1" no.json -o wrong.html
wrong "for nobody" "--for says of which the page is" members.json -o wrong.html
wrong "for who is not there" 'did you mean "Secretorg two"' members.json -o wrong.html --for "Secretorg too"
wrong "for one, of a result" "--for takes what polder members --json said" arms.h5 -o wrong.html --for x
wrong "for one, and a result" "of no other file" run.h5 members.json -o wrong.html --for 'Secretorg two'
wrong "members twice" "members once more" members.json few-lives.json -o wrong.html --for 'Secretorg two'
wrong "two of them" "second diagnosis" named.json few.json -o wrong.html
wrong "of another model" "of model opinions" other.h5 named.json -o wrong.html
wrong "another model" "" arms.h5 other.h5 -o wrong.html
cp arms.html before.html
(ulimit -f 20; "$POLDER" report arms.h5 -o arms.html --overwrite 2>err)
[ $? -eq 0 ] && fail "a full disk is not noticed"
cmp -s arms.html before.html || fail "a full disk costs the old page"

# --- in a browser ---
if command -v node >/dev/null && command -v "${CHROMIUM:-chromium}" >/dev/null &&
    node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; then
    node "$POLDER_SOURCE/web/sheets.mjs" "$folder" || fail "in a browser"
else
    echo "without a browser: node 18 or chromium is not there"
fi
[ $failures -eq 0 ] && echo "all well"
exit $((failures > 0))
