#!/bin/bash
# A page of polder lesson is played in a Chromium, if there is one: every scene to its sentence, and once more
# by keyboard alone; from a file, without a network, in both languages, light and dark, without motion, from a
# page that is framed with scripts and nothing else, and with names that could break it.
# Needs POLDER, POLDER_SOURCE.
set -u
export LC_ALL=C.UTF-8
command -v node > /dev/null || { echo "skipped: node is not there"; exit 77; }
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' ||
    { echo "skipped: node is older than 18"; exit 77; }
command -v "${CHROMIUM:-chromium}" > /dev/null || { echo "skipped: chromium is not there"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
cat > odd.graphml <<'XML'
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="name" for="node" attr.name="name" attr.type="string"/>
<graph edgedefault="undirected"><node id="a"><data key="name">&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</data></node>
<node id="b"><data key="name">بلدية المدينة</data></node><node id="c"><data key="name">A very long name that no drawing has room for at all</data></node>
<edge source="a" target="b"/><edge source="b" target="c"/></graph></graphml>
XML
printf 'title: "</title><script>alert(2)</script>"\nmodel: collaboration\nnetwork: {file: odd.graphml, label: name}\n' > odd.yaml
printf 'model: collaboration\nnetwork: {topology: ring, members: 300}\n' > large.yaml
printf 'model: collaboration\nnetwork: {topology: star, members: 2}\nhorizon: 10\n' > short.yaml
printf 'model: collaboration\nnetwork: {topology: ring, members: 4}\nvalues: {membership: {base: 5}}\n' > gone.yaml
for name in odd large short gone; do
    "$POLDER" lesson $name.yaml -o $name.html 2> err || { cat err; exit 1; }
done
"$POLDER" lesson music-table -o table.html --lang nl 2> err || { cat err; exit 1; }
node "$POLDER_SOURCE/web/later.mjs" && node "$POLDER_SOURCE/web/play.mjs" "$folder" && node "$POLDER_SOURCE/web/keys.mjs" table.html
