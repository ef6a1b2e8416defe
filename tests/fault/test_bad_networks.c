/* test_bad_networks.c: network files that are wrong are refused with a reason, and nothing
 * that is in a file stops the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "graph/bridge.h"

static const polder_field_t field[] = {
    {.name = "trust", .level = POLDER_ORGANISATION, .min = 0, .max = 1},
    {.name = "contact", .level = POLDER_ARC, .min = 0, .max = 1},
    {.name = "seats", .level = POLDER_ORGANISATION, .max = 9, .flags = POLDER_WHOLE},
    {.name = "climate", .level = POLDER_NETWORK, .max = 1}};
static const polder_field_t *fields[] = {&field[0], &field[1], &field[2], &field[3]};
static const polder_table_t table = {.n_field = 4, .field = fields};

static char folder[] = "bad_networks_XXXXXX";
static char path[64];

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    return rmdir(folder);
}

static void put(const char *name, const char *text, size_t n)
{
    snprintf(path, sizeof path, "%s/%s", folder, name);
    remove(path); /* some file systems write a file out when it is cut to nothing */
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

/* Reading `path` must fail with the code, the words and the line (−1: any). */
static void refused(const polder_source_t *source, int code, const char *words, int line)
{
    polder_network_t network;
    polder_report_t report = {0};
    const int rc = polder_network_read(source, &table, &network, &report);
    if (rc != code)
        fail_msg("%s: %d, not %d: %s", words, rc, code, report.n ? report.note[0].text : "");
    assert_null(network.label);
    assert_null(network.graph.off);
    assert_int_equal(report.n_error, 1);
    const polder_note_t *note = report.note;
    while (note->code == POLDER_OK) note++; /* warnings may stand before and after it */
    if (!strstr(note->text, words)) fail_msg("'%s' does not say '%s'", note->text, words);
    if (line >= 0 && note->line != line)
        fail_msg("'%s': line %d, not %d", note->text, note->line, line);
    assert_string_equal(note->file, source->path);
    polder_report_free(&report);
}

#define KEYS                                                                                       \
    "<key id='x' for='node' attr.name='x' attr.type='double'/>"                                    \
    "<key id='s' for='node' attr.name='s' attr.type='string'/>"                                    \
    "<key id='w' for='edge' attr.name='w' attr.type='double'/>\n"
#define GRAPH(body)                                                                                \
    "<graphml>\n" KEYS "<graph edgedefault='undirected'>\n" body "</graph></graphml>"
#define AB "<node id='a'/><node id='b'/>\n"

/* name, text, words of the error, its line (0: unknown) */
static const struct {
    const char *name, *text, *words;
    int line;
} bad[] = {
    {"a.graphml", "hello\n", "Start tag expected, '<' not found", 1},
    {"a.graphml", "<graphml>\n</graphml>", "there is no <graph> in it", 0},
    {"a.graphml", GRAPH("<node id='a'/>"), "the file has 1 organisation, a network has 2", 0},
    {"a.graphml", GRAPH(""), "the file has 0 organisations", 0},
    {"a.gml", "\ngraph [\n node [ id 1 ]\n", "the list 'graph' is not closed", 2},
    {"a.gml", "graph [\n node [ id 1", "the list 'node' is not closed", 2},
    {"a.gml", "graph [\n node [ id 1 g [ x 1 ]", "the list 'node' is not closed", 2},
    {"a.gml", "graph [\n node [ id 1 g [ x 1", "the list 'g' is not closed", 2},
    {"a.gml", "graph [\n node [ id 1 ]\r\n node [ id 1 ]\n]",
     "a second node with the id '1' (first: line 2)", 3},
    {"a.gml", "graph [\n node [ id 1 id 2 ]\n]", "this node has a second 'id'", 2},
    {"a.gml", "graph [\n node [ id 1\n x 1\n x 2 ]\n]", "this node has a second 'x'", 4},
    {"a.gml", "graph [\n node [ x 1 ]\n]", "this node has no 'id'", 2},
    {"a.gml", "graph [\n node [ id \"\" ]\n]", "'id' of this node is empty", 2},
    {"a.gml", "graph [\n node [ id 100 ]\n edge [ source 100 target 10 ]\n]",
     "names a node '10', which is not in the file; did you mean '100'?", 3},
    {"a.gml", "graph [\r node [ id 1 ]\r edge [ source 77 target 1 ]\r]", "names a node '77'", 3},
    {"a.gml", "graph [\n node [ id 1 ]\n edge [ source 1 ]\n]", "this edge has no 'target'", 3},
    {"a.gml", "graph [\n node [ id 1 ]\n edge [ source 1 target 1 target 1 ]\n]",
     "this edge has a second 'target'", 3},
    {"a.gml", "graph [\n node [ id 1 ]\n edge [ source 1 target 1 w 1 w 1 ]\n]",
     "this edge has a second 'w'", 3},
    {"a.gml", "people [ ]", "there is no 'graph [", 0},
    {"a.gml", "graph [ ]", "the file has 0 organisations", 0},
    {"a.gml", "graph 5", "'graph' must be a list", 1},
    {"a.gml", "graph [\n node 5 ]", "'node' must be a list", 2},
    {"a.gml", "graph \"x", "a text that begins on this line has no end", 1},
    {"a.gml", "graph [\n node [ id 1 label A ] ]", "the value 'A' of 'label' is not a number", 2},
    {"a.gml", "graph [\n node [ id 1 x 1,5 ] ]", "the value '1,5' of 'x' is not a number", 2},
    {"a.gml", "graph [\n node [ id 1 x 0x1 ] ]", "the value '0x1' of 'x' is not a number", 2},
    {"a.gml", "graph [\n node [ id 1 x ] ]", "the key 'x' has no value", 2},
    {"a.gml", "graph [\n node [ id 1 2 3 ] ]", "expected a key, found '2'", 2},
    {"a.gml", "graph [\n node [ id 1 \"x\" 3 ] ]", "expected a key, found the text 'x'", 2},
    {"a.gml", "graph [\n node [ id 1 label \"say \"hi\" you\" ] ]",
     "a quote stands against the word 'say '", 2},
    {"a.gml", "graph [\n node [ id 1 label \"12\\\" wide\" ] ]",
     "a quote stands against the word 'wide'", 2},
    {"a.gml", "graph [\n [ ] ]", "expected a key, found '['", 2},
    {"a.gml", "graph [\n ]\n]", "a ] that closes nothing", 3},
    {"a.gml", "graph [ directed 2 ]", "'directed' is 0 or 1, not '2'", 1},
    {"a.gml", "graph [ directed 1\ndirected 1 ]", "a second 'directed'", 2},
    {"a.gml", "graph [ node [ id 1 ] ]\ngraph [ node [ id 2 ] ]", "a second graph begins here", 2},
    {"a.gml", "graph [ node [ id 1\n graph [ node [ id 2 ] ] ] ]", "a graph within a graph", 2},
    {"a.gml", "graph [\n graph [ ] ]", "a graph within a graph", 2},
    {"a.gml", "graph [ x [\n graph [ ] ] ]", "a graph within a graph", 2},
    {"a.gml", "<?xml version=\"1.0\"?><kml/>", "this is XML, not GML", 1},
    {"a.net", "*Vertices 3\n1 \"a\"\n*Edges\n1 4\n", "no organisation 4: they are numbered 1 to 3",
     4},
    {"a.net", "*Vertices 3\n1 \"a\"\n*Edges\n1 x\n", "'x' is not the number of an organisation", 4},
    {"a.net", "*Vertices 3\n*Edges\n0 1\n", "no organisation 0: they are numbered 1 to 3", 3},
    {"a.net", "*Vertices 3\n*Arcslist\n1 2 -4\n", "no organisation 4", 3},
    {"a.net", "*Vertices 3\n*Arcslist\n-1 2\n", "no organisation -1", 3},
    {"a.net", "*Vertices 3\n*Edges\n1 2.5\n", "no organisation 2.5", 3},
    {"a.net", "*Vertices 3\n*Edges\n1 99999999999999999999\n",
     "no organisation 99999999999999999999", 3},
    {"a.net", "*Vertices 3\n*Edges\n1 1e99\n", "no organisation 1e99", 3},
    {"a.net", "*Vertices 3\n*Edges\n1\n", "needs the numbers of two organisations", 3},
    {"a.net", "*Vertices 3\n*Edges\n1 2 0,5\n", "the weight '0,5' is not a number", 3},
    {"a.net", "*Vertices 3\n*Edges\n1 2 0.5e\n", "the weight '0.5e' is not a number", 3},
    {"a.net", "*Vertices 2\n7 \"a\"\n", "no organisation 7: they are numbered 1 to 2", 2},
    {"a.net", "*Vertices 2\nA 1\n", "'A' is not the number of an organisation", 2},
    {"a.net", "*Vertices 2\n1 A\n1 B\n",
     "organisation 1 is listed for the second time (first: line 2)", 3},
    {"a.net", "*Vertices 2\n1 A 0,5 1\n", "the coordinate '0,5' is not a number", 2},
    {"a.net", "*Vertices 2\n1 \"A\n", "a text in quotes has no end", 2},
    {"a.net", "*Vertices 2\n*Edges\n1 2 1 l \"A\n", "a text in quotes has no end", 3},
    {"a.net", "% much\n*Vertices 99999999999999\n1 \"a\"\n", "10000000 is the most", 2},
    {"a.net", "*Vertices 9999999\n", "is only 18 bytes long", 1},
    {"a.net", "*Vertices 10001\n", "a file of this size may have 10000 at most", 1},
    {"a.net", "*vertices -3\n", "the file promises -3 organisations", 1},
    {"a.net", "*vertices\n1 a\n", "must say how many there are", 1},
    {"a.net", "1 2\n2 3\n", "begins with *Vertices", 1},
    {"a.net", "*Edges\n1 2\n", "ties stand before *Vertices", 1},
    {"a.net", "% nothing\n", "there is no *Vertices", 0},
    {"a.net", "*Network n\n", "there is no *Vertices", 0},
    {"a.net", "*Vertices 2\n*Edgez\n1 2\n", "did you mean '*edge", 2},
    {"a.net", "*Vertices 5 3\n*Edges\n1 4\n", "two modes, 3 of one kind and 2 of the other", 1},
    {"a.net", "*Vertices 5 3\n*Matrix\n1 0\n0 1\n1 1\n", "two modes", 1},
    {"a.net", "*Network a\n*Vertices 2\n*Edges\n1 2\n*Network b\n*Vertices 3\n",
     "a second network, 'b', begins here after 'a'", 5},
    {"a.net", "*Vertices 2\n*Edges\n1 2\n*Vertices 3\n", "a second network begins here", 4},
    {"a.net", "*Vertices 2\n*Permutation\n*Vertices 2\n1\n2\n*Vertices 3\n", "a second network", 6},
    {"a.net", "*Vertices 2\n1 a 0 0 [1-3]\n", "changes over time", 2},
    {"a.net", "*Vertices 2\n1 a [1-3]\n", "changes over time", 2},
    {"a.net", "*Vertices 2\n*Arcs\n1 2 1 [1,4-*]\n", "changes over time", 3},
    {"a.net", "*Vertices 2\n*Arcs\n1 2 [1]\n", "changes over time", 3},
    {"a.net", "*Vertices 2\n*Arcslist\n1 2 [1]\n", "changes over time", 3},
    {"a.net", "*Vertices 2\n*Events\nTI 1\n", "changes over time", 2},
    {"a.net", "*Vertices 3\n*Arcs :1 \"advice\"\n1 2\n*Arcs :2 \"money\"\n2 3\n2 1\n",
     "several relations (1 'advice', 2 'money')", 5},
    {"a.net", "*Vertices 3\n*Edges\n1: 1 2 0.1\n2: 2 3\n", "several relations (1, 2)", 4},
    {"a.net", "*Vertices 3\n*Edges advice\n1 2\n*Edges money\n2 3\n", "(1 'advice', 1 'money')", 5},
    {"a.net", "*Vertices 2\n*Matrix :1 \"a\"\n0 0\n0 0\n*Matrix :2 \"b\"\n0 1\n1 0\n",
     "(1 'a', 2 'b')", 5},
    {"a.net", "*Vertices 2\n*Arcs : x\n1 2\n", "followed by the number of a relation", 2},
    {"a.net", "*Vertices 2\n*Arcs\nx: 1 2\n", "'x' is not the number of a relation", 3},
    {"a.net", "*Vertices 2\n*Arcs\n1:\n", "this tie has no ends", 3},
    {"a.net", "*Vertices 2\n*Matrix\n0 1\n", "the matrix has 1 rows, not 2", 2},
    {"a.net", "*Vertices 2\n*Matrix\n0 1\n1\n*Arcs\n", "row 2 of the matrix has 1 values, not 2",
     2},
    {"a.net", "*Vertices 2\n*Matrix\n0 1 0\n", "row 1 of the matrix has more than 2 values", 3},
    {"a.net", "*Vertices 2\n*Matrix\n0 1\n1 0\n0 0\n", "more rows than the 2 organisations", 5},
    {"a.net", "*Vertices 2\n*Matrix\n0 .\n1 0\n", "'.' in row 1 of the matrix is not a number", 3},
    {"a.paj", "*Cluster c\n*Vertices 1\n1\n*Vertices 2\n", "begins here without *Network", 4},
    {"a.paj", "*Partition p\n*Vertices 1\n1\n*Network n\n", "before the network", 1},
    {"a.paj", "*Vertices 2\n*Partition p\n*Vertices 2\n1\n", "2 values are promised, 1 follow", 2},
    {"a.paj", "*Vertices 2\n*Vector p\n*Vertices 2\n1\n2\n3\n", "more values than the 2", 6},
    {"a.paj", "*Vertices 2\n*Vector p\n*Vertices 2\n1\nb\n", "'b' is not a number", 5},
    {"a.paj", "*Vertices 2\n*Vector p\n*Vertices 2\n1 2\n", "has one value", 4},
    {"a.paj", "*Vertices 2\n*Vector p\n1\n2\n*Partition p\n1\n2\n", "'p' a second time", 5},
    {"a.paj", "*Vertices 2\n*Vector p\n*Vertices\n", "must say how many there are", 3},
    {"a.txt", "# nothing\n\n", "the file has 0 organisations", 0},
    {"a.txt", "a a\n", "the file has 1 organisation,", 0},
    {"a.gml", "\xef\xbb\xbfgraph [\n \xe9 ]", "not valid UTF-8", 2},
    {"a.gml", "graph [\n x \"\xc3\xab \xc3\xa9 \xe9\" ]", "not valid UTF-8", 2},
    {"a.net", "*Vertices 2\r1 \"\x81\"\r", "neither UTF-8 nor Windows-1252 (byte 0x81)", 2},
    {"a.txt",
     "\xff\xfe"
     "a",
     "ends with half a character", 0},
    {"a.txt",
     "\xff\xfe"
     "a\xd8",
     "half a character: it is damaged", 0},
    {"a.txt",
     "\xfe\xff\xd8\x3c"
     "a.",
     "half a character: it is damaged", 0},
    {"a", "a b\n", "the suffix does not tell the format", 0},
};

/* A text in UTF-16, as some programs save it. */
static void other_encodings(void **state)
{
    (void)state;
    static const char *const utf16[] = {"\xff\xfe"
                                        "a\0 \0\x08\xd8\x03\xdf\n\0",
                                        "\xfe\xff\0a\0 \xd8\x08\xdf\x03\0\n"};
    for (int i = 0; i < 2; i++) {
        polder_network_t network;
        put("a.txt", utf16[i], 12);
        assert_int_equal(
            polder_network_read(&(polder_source_t){.path = path}, &table, &network, NULL), 0);
        assert_string_equal(network.label[1], "\xf0\x92\x8c\x83");
        polder_network_free(&network);
        remove(path);
    }
}

static void malformed_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        put(bad[i].name, bad[i].text, strlen(bad[i].text));
        const int code = strstr(bad[i].words, "suffix") ? POLDER_INPUT : POLDER_FORMAT;
        refused(&(polder_source_t){.path = path}, code, bad[i].words, bad[i].line);
        remove(path);
    }
}

static void things_that_are_no_files(void **state)
{
    (void)state;
    put("a.gml", "", 0);
    refused(&(polder_source_t){.path = path}, POLDER_FORMAT, "the file is empty", 0);
    assert_int_equal(truncate(path, (INT64_C(1) << 30) + 1), 0); /* a hole: takes no room */
    refused(&(polder_source_t){.path = path}, POLDER_FORMAT, "larger than 1 GiB", 0);
    put("a.gml", "graph [ \0 ]", 11);
    refused(&(polder_source_t){.path = path}, POLDER_FORMAT, "zero byte", 1);
    remove(path);
    refused(&(polder_source_t){.path = path}, POLDER_FILE, "No such file", 0);
    refused(&(polder_source_t){.path = folder}, POLDER_FILE, "not a regular file", 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    refused(&(polder_source_t){.path = path}, POLDER_FILE, "not a regular file", 0);
    remove(path);
    polder_network_t network;
    assert_int_equal(polder_network_read(&(polder_source_t){0}, &table, &network, NULL),
                     POLDER_INPUT);
}

/* More attributes than anybody has; attributes with one value each, for the last of many. */
static void too_many_attributes(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    for (int few = 0; few < 2; few++) {
        FILE *to = open_memstream(&text, &size);
        assert_non_null(to);
        fprintf(to, "*Vertices %d\n%d \"a\"", few ? 10000 : 2, few ? 10000 : 2);
        for (int i = 0; i < (few ? 990 : 1100); i++) fprintf(to, " a%d 1", i);
        fclose(to);
        put("a.net", text, size);
        free(text);
        refused(&(polder_source_t){.path = path}, POLDER_FORMAT,
                few ? "attributes are too many for so few values" : "more than 1000 attributes", 0);
        remove(path);
    }
}

static const char attributes[] =
    GRAPH("<node id='Noord'><data key='x'>1.5</data><data key='s'>yes</data></node>"
          "<node id='Zuid'><data key='x'>INF</data><data key='s'>2</data></node>"
          "<node id='Oost'/><edge source='Noord' target='Oost'><data key='w'>-2</data></edge>");

static void refused_mapping(int f, const char *attribute, polder_scale_t scale, bool reverse,
                            int code, const char *words)
{
    char name[32];
    snprintf(name, sizeof name, "%s", attribute);
    polder_mapping_t mapping = {f, name, scale, reverse, 0, 1, {0, 0}};
    refused(&(polder_source_t){.path = path, .mapping = &mapping, .n_mapping = 1}, code, words, -1);
}

static void attributes_that_do_not_fit(void **state)
{
    (void)state;
    put("a.graphml", attributes, strlen(attributes));
    refused_mapping(0, "influence", POLDER_RANK, false, POLDER_FORMAT,
                    "no attribute 'influence'; the file has: ");
    refused_mapping(0, "xx", POLDER_RANK, false, POLDER_FORMAT, "did you mean 'x'?");
    refused_mapping(1, "x", POLDER_RANK, false, POLDER_FORMAT, "the ties have no attribute 'x'");
    refused_mapping(0, "s", POLDER_RANK, false, POLDER_FORMAT,
                    "attribute 's' of 'Noord' is 'yes', not a number");
    refused_mapping(0, "x", POLDER_RANGE, false, POLDER_FORMAT,
                    "'x' of 'Zuid' is 'INF', which is not finite");
    refused_mapping(
        1, "w", POLDER_AS_IS, false, POLDER_FORMAT,
        "gives contact = -2, outside [0, 1]; the file has -2 to -2: if these are answers");
    refused_mapping(1, "w", POLDER_AS_IS, true, POLDER_INPUT, "cannot be reversed");
    refused_mapping(3, "x", POLDER_RANK, false, POLDER_INPUT, "climate is no field of");
    refused(&(polder_source_t){.path = path, .label = (char[]){"nam"}}, POLDER_FORMAT,
            "the organisations have no attribute 'nam'", 0);
    static const char ten[] = "graph [ node [ id 1 x 1.5 ] node [ id 2 x 1 ] ]";
    put("a.gml", ten, strlen(ten));
    refused_mapping(0, "x", POLDER_AS_IS, false, POLDER_FORMAT,
                    "'x' of '1' gives trust = 1.5, outside [0, 1]");
    refused_mapping(2, "x", POLDER_AS_IS, false, POLDER_FORMAT, "not a whole number");
    remove(path);
    snprintf(path, sizeof path, "%s/a.graphml", folder);
    remove(path);
}

/* ---- any text ---- */

static uint64_t word;

static uint32_t below(size_t n)
{
    word = word * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((word >> 33) % n);
}

/* One change: a byte, an end, a part left out, a part put in. Returns the new length. */
static size_t spoil(char *text, size_t n, size_t room)
{
    static const char *const part[] = {"[",         "]",
                                       "<",         "/>",
                                       "\"",        "id",
                                       "-1",        "1e999",
                                       "*Edges",    "99999999999999999999",
                                       "*Vertices", "*Matrix",
                                       "*Arcslist", "node",
                                       "edge",      "\n",
                                       "&#0;",      "&lt;",
                                       "<!--",      "graph [",
                                       "NaN",       "<data key='x'>",
                                       "source",    ",",
                                       "\xff"};
    if (n == 0) return 0;
    const size_t at = below(n);
    const char *in = part[below(sizeof part / sizeof *part)];
    size_t length = 1 + below(40);
    switch (below(4)) {
    case 0:
        text[at] = (char)below(256);
        return n;
    case 1:
        return at;
    case 2:
        if (length > n - at) length = n - at;
        memmove(text + at, text + at + length, n - at - length);
        return n - length;
    default:
        length = strlen(in);
        if (n + length > room) return n;
        memmove(text + at + length, text + at, n - at);
        memcpy(text + at, in, length);
        return n + length;
    }
}

static const struct {
    const char *name, *text;
} good[] = {
    {"g.graphml", GRAPH("<node id='a'><data key='x'>0.5</data></node><node id='b'/>\n"
                        "<node id='c'><data key='s'>a &amp; b</data></node>\n"
                        "<edge source='a' target='b'/><edge source='b' target='c'/>")},
    {"g.gml",
     "Creator \"x\"\ngraph [ directed 1 sub [ x 1 y [ z 2 ] ]\n"
     " node [ id 1 label \"A.B\" x 1 g [ x 2.5 ] ]\n node [ id 2 label \"&#233;\" x 3e-5 ]\n"
     " node [ id 7 x 0 ]\n edge [ source 1 target 2 w 2 ]\n edge [ source 2 target 7 ]\n]\n"},
    {"g.net",
     "*Network n\n*Vertices 4\n1 \"a\" 0.1 0.2 0.3 box ic Blue x_fact 2\n2 \"b c\"\n3 \"d\"\n"
     "*Arcs\n1 2 1.5 w 2 c Blue l \"lab\"\n2 3\n*Edges\n3 4 2\n"},
    {"g1.net", "*Vertices 3\n1 \"a\"\n2 \"b\"\n3 \"c\"\n*Arcslist\n1 2 3\n*Edgeslist\n2 3\n"},
    {"g2.net", "*Vertices 3\n1 \"a\"\n2 \"b c\"\n3 \"d\"\n*Matrix\n0 1 0\n1 0 1.5\n0 1 0\n"},
    {"g.txt", "# ties\na b 1\n\"c d\" a 0.5\nb e 0.25\n"},
    {"g.csv", "a,b,1\n\"c, d\", a a , 0.5\nb,e e,\n"},
};

static void no_text_stops_the_program(void **state)
{
    (void)state;
    polder_mapping_t mapping = {0, (char[]){"x"}, POLDER_RANK, false, 0, 1, {0, 0}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int n_read = 0, n_refused = 0;
        for (uint64_t k = 0; k < 1500; k++) {
            char text[2048];
            size_t n = strlen(good[i].text);
            memcpy(text, good[i].text, n);
            word = k * 77777 + 1;
            for (uint32_t changes = k ? 1 + below(4) : 0; changes > 0; changes--)
                n = spoil(text, n, sizeof text);
            put(good[i].name, text, n);
            const polder_source_t source = {.path = path, .mapping = &mapping, .n_mapping = k & 1};
            polder_network_t network;
            polder_report_t report = {0};
            const int rc = polder_network_read(&source, &table, &network, &report);
            if (k == 0 && rc) fail_msg("%s: %s", path, report.note[report.n - 1].text);
            assert_true((rc < 0) == (report.n_error > 0));
            n_read += rc == 0;
            n_refused += rc < 0;
            polder_network_free(&network);
            polder_report_free(&report);
        }
        remove(path);
        assert_true(n_read > 10 && n_refused > 100);
    }
}

/* ---- the locale ---- */

static void a_decimal_comma_does_not_matter(void **state)
{
    (void)state;
    static const char *const with_comma[] = {"nl_NL.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "nl_NL"};
    const char *found = NULL;
    for (size_t i = 0; !found && i < sizeof with_comma / sizeof *with_comma; i++)
        found = setlocale(LC_ALL, with_comma[i]);
    if (!found) {
        print_message("no locale with a decimal comma is installed: skipped\n");
        skip();
    }
    static const char *const text[] = {
        GRAPH("<node id='a'><data key='x'>0.5</data></node><node id='b'/>"),
        "graph [ node [ id 1 x 0.5 ] node [ id 2 ] ]"};
    polder_mapping_t mapping = {0, (char[]){"x"}, POLDER_AS_IS, false, 0, 1, {0, 0}};
    float value[2] = {0, 0};
    for (int i = 0; i < 2; i++) {
        polder_network_t network;
        put(i ? "a.gml" : "a.graphml", text[i], strlen(text[i]));
        const polder_source_t source = {.path = path, .mapping = &mapping, .n_mapping = 1};
        const int rc = polder_network_read(&source, &table, &network, NULL);
        if (rc == 0) value[i] = network.column[0][0];
        polder_network_free(&network);
        remove(path);
    }
    assert_string_equal(localeconv()->decimal_point, ",");
    setlocale(LC_ALL, "C");
    assert_true(value[0] == 0.5f && value[1] == 0.5f);
}

/* ---- igraph gives up ---- */

static int give_up(void *self, polder_report_t *report)
{
    (void)self;
    (void)report;
    igraph_fatal("the sky fell", "here.c", 1);
}

static int ask_nonsense(void *self, polder_report_t *report)
{
    (void)self;
    igraph_t g;
    return polder_bridge_check(igraph_ring(&g, -5, false, false, false), report);
}

/* The last test: after a fatal error of igraph nothing may use it any more. */
static void errors_of_igraph_are_reported(void **state)
{
    (void)state;
    const uint32_t key[4] = {1, 2, 3, 4};
    const polder_topology_t random = {0, 12, 4, 0, 0, 0, 0, 1, 3};
    polder_graph_t graph;
    polder_report_t report = {0};
    assert_int_equal(polder_bridge_call(ask_nonsense, NULL, NULL, &report), POLDER_GRAPH);
    assert_non_null(strstr(report.note[0].text, "igraph: "));
    assert_int_equal(polder_graph_generate(&random, key, &graph, NULL), 0);
    polder_graph_free(&graph);
    assert_int_equal(polder_bridge_call(give_up, NULL, key, &report), POLDER_GRAPH);
    assert_non_null(strstr(report.note[1].text, "the sky fell"));
    assert_int_equal(polder_graph_generate(&random, key, &graph, &report), POLDER_GRAPH);
    assert_non_null(strstr(report.note[2].text, "igraph stopped earlier: the sky fell"));
    polder_report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(malformed_files),
        cmocka_unit_test(other_encodings),
        cmocka_unit_test(too_many_attributes),
        cmocka_unit_test(things_that_are_no_files),
        cmocka_unit_test(attributes_that_do_not_fit),
        cmocka_unit_test(no_text_stops_the_program),
        cmocka_unit_test(a_decimal_comma_does_not_matter),
        cmocka_unit_test(errors_of_igraph_are_reported),
    };
    return cmocka_run_group_tests_name("bad networks", tests, set_up, tear_down);
}
