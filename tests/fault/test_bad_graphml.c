/* test_bad_graphml.c: GraphML that is wrong is refused with a reason and a line, quickly. */
#include "../graphml_fixture.h"

#define EDGE(a) GRAPH(AB "<edge source='a' target='b' " a "/>")

/* text, words of the error, its line (0: unknown) */
static const struct {
    const char *text, *words;
    int line;
} bad[] = {
    /* not XML, or cut off */
    {"hello\n", "Start tag expected, '<' not found", 1},
    {"", "Document is empty", 1},
    {"\n <?xml version='1.0'?>\n<graphml/>", "declaration allowed only at the start", 2},
    {"<graphml>\n<graph edgedefault='undirected'>\n", "Premature end of data in tag graph line 2",
     3},
    {IN(SPACE, GRAPH("<node id='a'>")), "tag mismatch: node line 3 and graph", 3},
    {IN(SPACE, GRAPH(AB "<edge source='a' target=b/>")), "AttValue: \" or ' expected", 4},
    {IN(SPACE, GRAPH("<node id='a' id='b'/>")), "Attribute id redefined", 3},
    {IN(SPACE, GRAPH("<node id='a < b'/>")), "Unescaped '<' not allowed", 3},
    {IN(SPACE, GRAPH("<node id='R&D'/>")), "EntityRef: expecting ';'", 3},
    {IN(SPACE, GRAPH("<node id='a&eacute;'/>")), "Entity 'eacute' not defined", 3},
    {IN(SPACE, GRAPH("<node id='a'><data key='k'>&eacute;</data></node>")), "'eacute' not", 3},
    {"<!DOCTYPE graphml SYSTEM 'x.dtd'>\n" IN(SPACE, GRAPH("<node id='a&eacute;'/>")),
     "'eacute' not", 4},
    {"<!DOCTYPE graphml SYSTEM 'x.dtd'>\n" IN(
         SPACE, GRAPH("<node id='a'><data key='k'>&eacute;</data></node>")),
     "eacute", 4},
    {IN(SPACE, GRAPH(AB)) "<graphml/>", "Extra content at the end", 6},
    {IN(SPACE, GRAPH("<node id='&#1;'/>")), "invalid xmlChar value 1", 3},
    /* something else */
    {"<html/>", "the outermost tag is <html>, that of GraphML is <graphml>; this is a web page", 1},
    {"<gexf xmlns='http://gexf.net/1.3'/>", "this is GEXF: open it in Gephi and export", 1},
    {"<graph xmlns='http://www.cs.rpi.edu/XGMML'/>", "this is XGMML", 1},
    {"<gxl/>", "this is GXL", 1},
    {"<network/>", "the outermost tag is <network>, that of GraphML is <graphml>", 1},
    {IN("urn:other", GRAPH(AB)), "its tags are in the namespace 'urn:other'", 1},
    {"<g:graphml><g:graph/></g:graphml>", "the prefix 'g' of the tag <g:graphml> is not", 1},
    {"<graphml>\n</graphml>", "there is no <graph> in it", 0},
    {"\x1f\x8b\x08", "unpack it with gunzip first", 0},
    {"PK\x03\x04", "a ZIP archive or a spreadsheet", 0},
    {"\x4c\x6f\xa7\x94", "EBCDIC", 0},
    /* nodes and edges */
    {IN(SPACE, GRAPH("<node/>")), "a <node> without an id", 3},
    {IN(SPACE, GRAPH("<node id=''/>")), "a <node> without an id", 3},
    {IN(SPACE, GRAPH(AB "\n<node id='a'/>")), "'a' is listed twice, first on line 3", 5},
    {IN(SPACE, GRAPH("<node id='&amp;'/><node id='&#38;'/>")), "'&' is listed twice", 3},
    {IN(SPACE, GRAPH("<node id='a'><graph>" AB "</graph></node>")), "'a' is listed twice", 3},
    {IN(SPACE, GRAPH(AB "\n<edge source='a' target='bb'/><edge source='q' target='p'/>")),
     "a node 'bb' that is not listed (and 2 others); did you mean 'b'?", 5},
    {IN(SPACE, GRAPH(AB "<!-- <node id='c'/> --><edge source='a' target='c'/>")),
     "a node 'c' that is not listed", 4},
    {IN(SPACE, GRAPH(AB "<edge source='a'/>")), "an <edge> without a target", 4},
    {IN(SPACE, GRAPH(AB "<edge target='a' source=''/>")), "an <edge> without a source", 4},
    {IN(SPACE, EDGE("directed='maybe'")), "directed=\"maybe\" is neither true nor false", 4},
    {IN(SPACE, EDGE("directed=''")), "directed=\"\" is neither true nor false", 4},
    {IN(SPACE, "\n<graph edgedefault='both'>" AB "</graph>"),
     "edgedefault=\"both\" is neither directed nor undirected", 3},
    /* keys */
    {IN(SPACE, "<key for='node'/>" GRAPH(AB)), "a <key> without an id", 2},
    {IN(SPACE, "<key id='k' attr.name='x'/>\n<key id='k' attr.name='y'/>" GRAPH(AB)),
     "the key 'k' is declared twice, first on line 2", 3},
    {IN(SPACE, GRAPH("<node id='a'><data>1</data></node>")), "a <data> without a key", 3},
    /* encodings */
    {GRAPH("<node id='\xe9t\xe9'/>"), "not valid UTF-8 (byte 0xE9): save it as UTF-8", 2},
    {GRAPH("<node id='\xed\xa0\x80'/>"), "not valid UTF-8", 2},
    {GRAPH("<node id='\xc1\xaf'/>"), "not valid UTF-8", 2},
    {GRAPH("<node id='\xf5\x80\x80\x80'/>"), "not valid UTF-8", 2},
    {"<graphml>\n\xe2\x82", "not valid UTF-8", 2},
    {"<?xml version='1.0' encoding='US-ASCII'?>\n<graphml a='\xe9'/>",
     "byte 0xE9 does not exist in the encoding of this file, US-ASCII", 2},
    {"<?xml version='1.0' encoding='windows-1252'?>\n\n<graphml a='\x81'/>", "byte 0x81", 3},
    {"<?xml version='1.0' encoding='klingon'?><graphml/>", "'klingon', which is unknown", 1},
    {"<?xml version='1.0' encoding='../../x'?><graphml/>", "which is unknown", 1},
    /* entities */
    {"<!DOCTYPE g [\n<!ENTITY x SYSTEM 'file:///etc/hostname'>]>\n<graphml>&x;</graphml>",
     "the entity 'x' stands for another file, 'file:///etc/hostname': not read", 2},
    {"<!DOCTYPE g [<!ENTITY % x SYSTEM 'http://a.invalid/x'> %x;]>\n<graphml/>",
     "the entity 'x' stands for another file, 'http://a.invalid/x'", 1},
    {"<!DOCTYPE g [<!ENTITY x PUBLIC 'p' 'file:///etc/hostname'>]><graphml a='&x;'/>",
     "stands for another file", 1},
    {"<!DOCTYPE g [<!ENTITY n '<node id=\"a\"/>'>]><graphml>&n;</graphml>",
     "the entity 'n' stands for more than text", 1},
    {"<!DOCTYPE g [<!ENTITY n '&#60;node id=\"a\"/>'>]><graphml>&n;</graphml>",
     "the entity 'n' stands for more than text", 1},
    {"<!DOCTYPE g [<!ENTITY a '&b;&b;'><!ENTITY b '&a;'>]>\n<graphml>&a;</graphml>", "entity", 0},
};

static void refused(const char *text, size_t n, const char *words, int line)
{
    read_t r = read_bytes(text, n);
    const polder_note_t *note = error_of(&r);
    if (!note) fail_msg("accepted, though %s: %s", words, text);
    assert_int_equal(r.code, POLDER_FORMAT);
    assert_int_equal(r.report.n_error, 1);
    if (!strstr(note->text, words)) fail_msg("'%s' does not say '%s'", note->text, words);
    if (line && note->line != line) fail_msg("'%s': line %d, not %d", note->text, note->line, line);
    assert_string_equal(note->file, "test.graphml");
    done(&r);
}

static void malformed_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refused(bad[i].text, strlen(bad[i].text), bad[i].words, bad[i].line);
    static const char zero[] = "<graphml>\n<graph>\0</graph></graphml>";
    refused(zero, sizeof zero - 1, "a zero byte: this is not text", 2);
    static const char half[] = "\xff\xfe<\0g\0\n\0/";
    refused(half, sizeof half - 1, "the file ends inside a character", 2);
}

/* Where an error is said to be counts in columns as well. */
static void lines_and_columns(void **state)
{
    (void)state;
    static const char text[] = "<graphml>\n  <graph edgedefault='undirected'><node id='a'/>"
                               "</grap></graphml>";
    read_t r = read_bytes(text, strlen(text));
    const polder_note_t *note = error_of(&r);
    assert_non_null(note);
    assert_int_equal(note->line, 2);
    assert_true(note->column >= 56 && note->column <= 64);
    done(&r);
}

/* ---- little that would become much ---- */

static void laughs(const char *use)
{
    char text[4000];
    int n = snprintf(text, sizeof text, "<!DOCTYPE g [<!ENTITY l0 'ha ha ha ha '>\n");
    for (int i = 1; i < 12; i++) {
        n += snprintf(text + n, sizeof text - (size_t)n, "<!ENTITY l%d '", i);
        for (int k = 0; k < 10; k++)
            n += snprintf(text + n, sizeof text - (size_t)n, "&l%d;", i - 1);
        n += snprintf(text + n, sizeof text - (size_t)n, "'>\n");
    }
    n += snprintf(text + n, sizeof text - (size_t)n,
                  "]>\n<graphml><graph edgedefault='directed'>%s</graph></graphml>", use);
    read_t r = read_bytes(text, (size_t)n);
    assert_int_equal(r.code, POLDER_FORMAT);
    assert_true(r.file.text_size < 20000000);
    done(&r);
}

static void entities_that_grow(void **state)
{
    (void)state;
    laughs("<node id='a'><data key='k'>&l11;</data></node>");
    laughs("<node id='&l11;'/>");
    laughs("<node id='a'/>&l11;");
    /* one long entity, used often */
    enum { LONG = 60000, USES = 60000 };
    char *text = malloc(LONG + 4 * USES + 1000);
    assert_non_null(text);
    size_t n = (size_t)sprintf(text, "<!DOCTYPE g [<!ENTITY a '");
    memset(text + n, 'x', LONG);
    n += LONG;
    n += (size_t)sprintf(text + n, "'>]><graphml><graph edgedefault='directed'><node id='a'>"
                                   "<data key='k'>");
    for (int i = 0; i < USES; i++, n += 3) memcpy(text + n, "&a;", 3);
    n += (size_t)sprintf(text + n, "</data></node></graph></graphml>");
    read_t r = read_bytes(text, n);
    assert_int_equal(r.code, POLDER_FORMAT);
    done(&r);
    free(text);
}

static void much_of_something(void **state)
{
    (void)state;
    enum { SIZE = 20 << 20 };
    char *text = malloc(SIZE + 100000);
    assert_non_null(text);
    /* elements inside each other */
    size_t n = 0;
    for (int i = 0; i < 1000; i++) n += (size_t)sprintf(text + n, "<graphml>");
    read_t r = read_bytes(text, n);
    assert_int_equal(r.code, POLDER_FORMAT);
    assert_true(strstr(error_of(&r)->text, "depth") || strstr(error_of(&r)->text, "inside each"));
    done(&r);
    /* keys */
    n = (size_t)sprintf(text, "<graphml>");
    for (int i = 0; i < 5001; i++) n += (size_t)sprintf(text + n, "<key id='%d'/>", i);
    refused(text, n, "more than 5000 keys", 1);
    n = (size_t)sprintf(text, "<graphml><graph edgedefault='directed'><node id='a' ");
    for (int i = 0; i < 5001; i++) n += (size_t)sprintf(text + n, "a%d='' ", i);
    n += (size_t)sprintf(text + n, "/></graph></graphml>");
    refused(text, n, "more than 5000 attributes", 0);
    /* values of one attribute */
    n = (size_t)sprintf(text, "<graphml><key id='k' for='node'/><graph edgedefault='directed'>"
                              "<node id='a'>");
    for (int i = 0; i < 5000; i++) n += (size_t)sprintf(text + n, "<data key='k'>%d</data>", i);
    n += (size_t)sprintf(text + n, "</node></graph></graphml>");
    refused(text, n, "several values of one attribute", 0);
    /* one value */
    n = (size_t)sprintf(text, "<graphml><graph edgedefault='directed'><node id='a'>"
                              "<data key='k'>");
    memset(text + n, 'x', SIZE - n);
    refused(text, SIZE, "a value of more than 16 MiB", 1);
    free(text);
}

/* Many attributes of which each has one value, for the last of many organisations. */
static void columns_that_are_empty(void **state)
{
    (void)state;
    enum { NODES = 300000, KEYS = 4000 };
    char *text = malloc(NODES * 24 + KEYS * 40 + 200);
    assert_non_null(text);
    size_t n = (size_t)sprintf(text, "<graphml><graph edgedefault='directed'>");
    for (int i = 0; i < NODES; i++) n += (size_t)sprintf(text + n, "<node id='%d'/>", i);
    n += (size_t)sprintf(text + n, "<node id='last'>");
    for (int i = 0; i < KEYS; i++) n += (size_t)sprintf(text + n, "<data key='%d'>1</data>", i);
    n += (size_t)sprintf(text + n, "</node></graph></graphml>");
    refused(text, n, "attributes are too many for so few values", 0);
    free(text);
}

/* ---- any text ---- */

static uint64_t word = 7;

static size_t below(size_t n)
{
    word = word * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(word >> 33) % n;
}

static const char whole[] =
    "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE graphml [<!ENTITY e 'a &amp; b'>]>\n"
    "<graphml xmlns='" SPACE "' xmlns:y='urn:y'>\n<!-- <node> --><key id='d' for='node' "
    "attr.name='x' attr.type='boolean'><default>true</default></key><key id='i' attr.name='w'/>"
    "<key id='f' attr.name='w'/>\n<graph edgedefault='directed'><node id='a'><data key='d'>1"
    "</data><data key='y'><y:N><y:NodeLabel>&e; <![CDATA[<b>]]></y:NodeLabel></y:N></data></node>"
    "<node id='g'><graph edgedefault='undirected'><node id='b' size='3'/><node id='c'/>"
    "<edge source='b' target='c'><data key='i'>1</data><data key='f'>2</data></edge></graph></node>"
    "<edge source='a' target='b' directed='false'/><hyperedge/></graph><graph><node/></graph>"
    "</graphml>";

static void no_text_stops_the_reader(void **state)
{
    (void)state;
    static const char *const piece[] = {"<node id='a'>",
                                        "</node>",
                                        "<edge source='a' target='b'/>",
                                        "<graph>",
                                        "</graph>",
                                        "<data key='d'>",
                                        "</data>",
                                        "<!--",
                                        "-->",
                                        "<![CDATA[",
                                        "]]>",
                                        "<?",
                                        "?>",
                                        "&e;",
                                        "&#x41;",
                                        "'",
                                        "\"",
                                        ">",
                                        "/>",
                                        "<key id='z'/>",
                                        "\xff\xfe",
                                        "\xe9",
                                        "xmlns='urn:x'",
                                        "<y:NodeLabel>",
                                        "encoding='UTF-16'",
                                        "\r\n",
                                        "directed='true'",
                                        "<!DOCTYPE",
                                        "<default>",
                                        "&&"};
    int n_read = 0, n_refused = 0;
    for (int k = 0; k < 20000; k++) {
        char text[2 * sizeof whole];
        size_t n = sizeof whole - 1;
        memcpy(text, whole, n);
        for (size_t changes = k ? 1 + below(3) : 0; changes > 0; changes--) {
            const size_t at = below(n), length = below(12);
            const char *in = piece[below(sizeof piece / sizeof *piece)];
            const size_t n_in = below(2) ? strlen(in) : 0, out = at + length < n ? length : 0;
            if (n + n_in > sizeof text) break;
            memmove(text + at + n_in, text + at + out, n - at - out);
            memcpy(text + at, in, n_in);
            n = n + n_in - out;
        }
        read_t r = read_bytes(text, n);
        if (r.code == 0) { /* what was accepted is what stands there */
            if (r.count.n_org != r.file.n_org + r.file.left_org ||
                r.count.n_tie != r.file.n_tie + r.file.left_tie)
                fail_msg("%d organisations and %d ties counted: %.*s", (int)r.count.n_org,
                         (int)r.count.n_tie, (int)n, text);
        }
        n_read += r.code == 0;
        n_refused += r.code < 0;
        done(&r);
    }
    assert_true(n_read > 500 && n_refused > 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(malformed_files),        cmocka_unit_test(lines_and_columns),
        cmocka_unit_test(entities_that_grow),     cmocka_unit_test(much_of_something),
        cmocka_unit_test(columns_that_are_empty), cmocka_unit_test(no_text_stops_the_reader),
    };
    return cmocka_run_group_tests_name("bad GraphML", tests, NULL, NULL);
}
