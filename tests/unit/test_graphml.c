/* test_graphml.c: what GraphML is read as: keys, defaults, directions, encodings, groups. */
#include "../graphml_fixture.h"

enum { ORG = false, TIE = true };

/* ---- keys and values ---- */

static void defaults(void **state)
{
    (void)state;
    read_t r = accept(
        IN(SPACE,
           "<key id='b' for='node' attr.name='budget'><desc>x</desc><default>1.5</default></key>\n"
           "<key id='w' for='edge' attr.name='weight'><default> 2 </default></key>\n"
           "<key id='e' for='node' attr.name='empty'><default/></key>\n" GRAPH(
               "<node id='a'><data key='b'>0.5</data></node><node id='b'/>"
               "<node id='c'><data key='b'></data></node>\n"
               "<edge source='a' target='b'><data key='w'>7</data></edge>"
               "<edge source='b' target='c'/>")));
    is(&r, ORG, "budget", 0, "0.5");
    is(&r, ORG, "budget", 1, "1.5");
    is(&r, ORG, "budget", 2, ""); /* it says so: empty */
    is(&r, TIE, "weight", 0, "7");
    is(&r, TIE, "weight", 1, " 2 ");
    is(&r, ORG, "empty", 0, NULL);
    assert_int_equal(polder_netfile_named(&r.file, TIE, "budget"), -1);
    warns(&r, NULL, 0);
    done(&r);
}

#define USED                                                                                       \
    GRAPH("<node id='a'><data key='k'>1</data></node><node id='b'/>"                               \
          "<edge source='a' target='b'><data key='k'>2</data></edge>")

/* Whatever `for` says, a value goes to what has it. */
static void keys_by_use(void **state)
{
    (void)state;
    static const char *const of[] = {"",
                                     "for='all'",
                                     "for='node'",
                                     "for='edge'",
                                     "for='Node'",
                                     "for='graph'",
                                     "for='vertex'",
                                     "attr.type='integer'",
                                     "attr.type='nonsense' for='all'"};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        char text[600];
        snprintf(text, sizeof text, IN(SPACE, "<key id='k' attr.name='x' %s/>" USED), of[i]);
        read_t r = accept(text);
        is(&r, ORG, "x", 0, "1");
        is(&r, ORG, "x", 1, NULL);
        is(&r, TIE, "x", 0, "2");
        warns(&r, NULL, 0);
        done(&r);
    }
    static const char *const other[] = {
        IN(SPACE, USED "<key id='k' attr.name='x'/>"),                 /* declared afterwards */
        IN(SPACE, "<graph><key id='k' attr.name='x'/>" AB "</graph>"), /* inside the graph */
        IN(SPACE, "<key id='x'/>" GRAPH("<node id='a'><data key='x'/></node>" AB "")),
        IN(SPACE, "<key id='x' attr.name=''/>" GRAPH("<node id='c'><data key='x'>1</data></node>")),
        IN(SPACE, GRAPH("<node id='c'><data key='x'>1</data></node>")), /* not declared at all */
    };
    read_t r = accept(other[0]);
    is(&r, ORG, "x", 0, "1");
    is(&r, TIE, "x", 0, "2");
    done(&r);
    r = accept(other[1]);
    warns(&r, "does not say edgedefault", 2);
    done(&r);
    for (int i = 3; i < 5; i++) {
        r = accept(other[i]);
        is(&r, ORG, "x", 0, "1");
        done(&r);
    }
    /* one id for two kinds of elements, each with its own name */
    r = accept(IN(SPACE, "<key id='k' for='node' attr.name='n'/><key id='k' for='edge' "
                         "attr.name='e'/>" USED));
    is(&r, ORG, "n", 0, "1");
    is(&r, TIE, "e", 0, "2");
    done(&r);
    /* the id of one is the name of the other */
    r = accept(IN(
        SPACE, "<key id='p' for='node' attr.name='q'/><key id='q' for='node' attr.name='p'/>" GRAPH(
                   "<node id='a'><data key='p'>1</data><data key='q'>2</data></node>")));
    is(&r, ORG, "q", 0, "1");
    is(&r, ORG, "p", 0, "2");
    assert_int_equal(r.file.n_attribute, 2);
    done(&r);
}

static void keys_of_one_name(void **state)
{
    (void)state;
#define TWO                                                                                        \
    "<key id='i' for='edge' attr.name='w' attr.type='long'/>"                                      \
    "<key id='n' for='node' attr.name='w'/>"                                                       \
    "<key id='d' for='edge' attr.name='w' attr.type='double'><default>9</default></key>"
    read_t r =
        accept(IN(SPACE, TWO GRAPH(AB "<edge source='a' target='b'><data key='i'>1</data></edge>"
                                      "<edge source='a' target='b'><data key='d'>0.5</data></edge>"
                                      "<edge source='a' target='b'/>")));
    is(&r, TIE, "w", 0, "1");
    is(&r, TIE, "w", 1, "0.5");
    is(&r, TIE, "w", 2, "9");
    is(&r, ORG, "w", 0, NULL);
    assert_int_equal(r.file.n_attribute, 2);
    warns(&r, NULL, 0);
    done(&r);
    r = accept(IN(SPACE, TWO GRAPH(AB "<edge source='a' target='b'><data key='i'>1</data>"
                                      "<data key='d'>2</data></edge>")));
    is(&r, TIE, "w", 0, "1; 2"); /* is not made a number of */
    warns(&r, "'w' stands under two keys with different values for 1 ties", 0);
    done(&r);
}

static void several_values(void **state)
{
    (void)state;
    read_t r = accept(IN(SPACE, "<key id='t' attr.name='tag'/>\n" GRAPH(
                                    "<node id='a'><data key='t'>x</data>\n<data key='t'>y</data>"
                                    "<data key='t'>z</data></node>"
                                    "<node id='b'><data key='t'>x</data><data key='t'>x</data>"
                                    "<data key='t'> </data></node>"
                                    "<node id='c'><data key='t'/><data key='t'>x</data></node>")));
    is(&r, ORG, "tag", 0, "x; y; z");
    is(&r, ORG, "tag", 1, "x");
    is(&r, ORG, "tag", 2, "x");
    warns(&r, "attribute 'tag' has more than one value in 2 elements", 5);
    done(&r);
}

static void booleans(void **state)
{
    (void)state;
    read_t r = accept(IN(
        SPACE, "<key id='o' for='node' attr.name='open' attr.type='Boolean'/>"
               "<key id='p' for='node' attr.name='shut' attr.type='boolean'><default>true</default>"
               "</key><key id='s' for='node' attr.name='word' attr.type='string'/>" GRAPH(
                   "<node id='a'><data key='o'> true </data><data key='p'>False</data></node>"
                   "<node id='b'><data key='o'>FALSE</data><data key='s'>true</data></node>"
                   "<node id='c'><data key='o'>1</data></node><node id='d'/>"
                   "<node id='e'><data key='o'>maybe</data></node>")));
    static const char *const open[] = {"1", "0", "1", NULL, "maybe"};
    static const char *const shut[] = {"0", "1", "1", "1", "1"};
    for (int i = 0; i < 5; i++) {
        is(&r, ORG, "open", i, open[i]);
        is(&r, ORG, "shut", i, shut[i]);
    }
    is(&r, ORG, "word", 1, "true");
    done(&r);
}

/* Not in the standard: values as attributes of the element itself. */
static void written_values(void **state)
{
    (void)state;
    read_t r =
        accept(IN(SPACE, "<key id='size' for='edge' attr.name='other'/>" GRAPH(
                             "<node id='a' label='A &amp; B' size='3' parse.indegree='1'/>"
                             "<node id='b' xmlns:y='urn:y' y:z='1'/>"
                             "<edge id='e' source='a' target='b' weight='0.5' label='x'/>")));
    is(&r, ORG, "label", 0, "A & B");
    is(&r, ORG, "size", 0, "3");
    is(&r, TIE, "weight", 0, "0.5");
    is(&r, TIE, "label", 0, "x");
    is(&r, TIE, "other", 0, NULL);
    assert_int_equal(r.file.n_attribute, 5);
    done(&r);
}

/* ---- names ---- */

static void entities(void **state)
{
    (void)state;
    read_t r =
        accept("<!DOCTYPE graphml SYSTEM 'http://nowhere.invalid/graphml.dtd' "
               "[<!ENTITY zn \"B &amp; Zn\"><!ENTITY i 'M&#38;zn;'>]>\n" IN(
                   SPACE, "<key id='k' attr.name='R&amp;D &#233;'/>" GRAPH(
                              "<node id='A &amp; B'><data key='k'>&zn;</data></node>"
                              "<node id='&zn;'><data key='k'>&lt;&zn;&#xe9;&zn;</data></node>"
                              "<node id='c'><data key='k'>x<![CDATA[<node> & &amp;]]>y<!-- "
                              "<node id='d'/> -->z<?p ?></data></node>"
                              "<node id='&quot;&apos;'><data key='k'>&i;</data></node>"
                              "<edge source='A &#38; B' target='B &amp; Zn'/>"
                              "<edge source='&#99;' target='&#34;&#39;'/>")));
    assert_int_equal(r.file.n_org, 4);
    assert_string_equal(polder_netfile_id(&r.file, 0), "A & B");
    assert_string_equal(polder_netfile_id(&r.file, 3), "\"'");
    is(&r, ORG, "R&D \xc3\xa9", 0, "B & Zn");
    is(&r, ORG, "R&D \xc3\xa9", 1,
       "<B & Zn\xc3\xa9"
       "B & Zn");
    is(&r, ORG, "R&D \xc3\xa9", 2, "x<node> & &amp;yz");
    is(&r, ORG, "R&D \xc3\xa9", 3, "MB & Zn");
    assert_int_equal(r.file.from[1], 2);
    assert_int_equal(r.file.to[1], 3);
    done(&r);
}

static void namespaces(void **state)
{
    (void)state;
    static const char *const good[] = {
        IN(SPACE, GRAPH(AB)),
        IN(SPACE "/graphml", GRAPH(AB)), /* JUNG, NetLogo */
        IN(SPACE "/1.0rc", GRAPH(AB)),
        IN("https://graphml.graphdrawing.org/xmlns", GRAPH(AB)),
        "<graphml>" GRAPH(AB) "</graphml>",
        "<g:graphml xmlns:g='" SPACE "'><g:graph edgedefault='undirected'><g:node id='a'/><g:node "
        "id='b'></g:node></g:graph></g:graphml>",
        "<graphml xsi:schemaLocation='x'>" GRAPH(AB) "</graphml>", /* a prefix nobody declared */
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        read_t r = accept(good[i]);
        assert_int_equal(r.file.n_org, 2);
        warns(&r, NULL, 0);
        done(&r);
    }
    /* elements of others are counted where they look like nodes */
    read_t r = accept(IN(SPACE, GRAPH(AB "<x:node xmlns:x='urn:x' id='c'/><y:node id='d'/>")));
    assert_int_equal(r.file.n_org, 2);
    warns(&r, "2 organisations are left out", 4);
    done(&r);
}

static void names_in_drawings(void **state)
{
    (void)state;
#define Y "xmlns:y='http://www.yworks.com/xml/graphml'"
#define LABELLED(id, text)                                                                         \
    "<node id='" id "'><data key='d'><y:ShapeNode " Y "><y:Fill/><y:NodeLabel a='b'>" text         \
    "</y:NodeLabel><y:NodeLabel>second</y:NodeLabel></y:ShapeNode></data></node>"
    read_t r = accept(IN(
        SPACE,
        "<key for='node' id='d' yfiles.type='nodegraphics'/>"
        "<key for='node' id='s' attr.name='sector'/>" GRAPH(
            LABELLED("a", "Food bank<y:LabelModel>\n<y:M x='1'/>text</y:LabelModel> ")
                LABELLED("b", "&lt;html&gt;&lt;b&gt;Church&lt;/b&gt;&lt;br/&gt;North")
                    LABELLED("c", " Two\n  lines ") LABELLED(
                        "d", "") "<node id='e'><data key='s'>care</data></node>"
                                 "<node id='f'><data key='d'><x:List xmlns:x='urn:x'><y:Label " Y
                                 "><y:Label.Text><![CDATA[Live "
                                 "<b>]]></y:Label.Text></y:Label></x:List></data>"
                                 "</node><edge source='a' target='b'><data key='d'><y:EdgeLabel " Y
                                 ">0.5</y:EdgeLabel></data></edge>")));
    static const char *const expected[] = {"Food bank", "Church North", "Two lines",
                                           "second",    NULL,           "Live <b>"};
    for (int i = 0; i < 6; i++) is(&r, ORG, POLDER_DRAWN_LABEL, i, expected[i]);
    is(&r, TIE, POLDER_DRAWN_LABEL, 0, "0.5");
    assert_int_equal(polder_netfile_named(&r.file, ORG, "d"), -1);
    is(&r, ORG, "sector", 4, "care");
    warns(&r, NULL, 0);
    done(&r);
    r = accept(IN(SPACE, GRAPH(LABELLED("a", "")))); /* the first text of the file is none */
    is(&r, ORG, POLDER_DRAWN_LABEL, 0, "second");
    done(&r);
    /* markup where a value should be is not lost without a word */
    r = accept(IN(SPACE, "<key id='k' attr.name='x'/>" GRAPH(
                             "<node id='a'><data key='k'><v>1</v></data></node>"
                             "<node id='b'><data key='k'>2<v/></data></node>")));
    is(&r, ORG, "x", 1, "2");
    warns(&r, "attribute 'x' holds markup in 2 elements", 3);
    done(&r);
}

/* ---- structure ---- */

static void directions(void **state)
{
    (void)state;
    static const struct {
        const char *of_graph, *of_edge;
        bool directed;
    } sample[] = {{"directed", "", true},
                  {"undirected", "", false},
                  {" Directed ", "", true},
                  {"directed", "directed='false'", false},
                  {"directed", "directed='0'", false},
                  {"undirected", "directed='true'", true},
                  {"undirected", "directed='1'", true},
                  {"undirected", "directed='False'", false},
                  {"undirected", "directed='TRUE'", true}};
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
        char text[400];
        snprintf(text, sizeof text,
                 IN(SPACE, "<graph edgedefault='%s'>" AB
                           "<edge source='a' target='b' %s/><edge target='a' source='b'/></graph>"),
                 sample[i].of_graph, sample[i].of_edge);
        read_t r = accept(text);
        assert_int_equal(r.file.directed[0], sample[i].directed);
        assert_int_equal(r.file.from[1], 1);
        assert_int_equal(r.file.to[1], 0);
        done(&r);
    }
}

static void edges_before_nodes(void **state)
{
    (void)state;
    read_t r = accept(IN(
        SPACE, "<key id='k' attr.name='x'/>" GRAPH("<edge source='b' target='a'/>\n"
                                                   "<node id='a'><data key='k'>A</data></node>"
                                                   "<node id='b'><data key='k'>B</data></node>")));
    assert_string_equal(polder_netfile_id(&r.file, r.file.from[0]), "b");
    is(&r, ORG, "x", r.file.from[0], "B");
    is(&r, ORG, "x", r.file.to[0], "A");
    assert_int_equal(r.file.org_line[0], 4);
    done(&r);
}

#define GROUP(id, ...)                                                                             \
    "<node id='" id "'><data key='k'>" id "</data><graph edgedefault='directed'>" __VA_ARGS__      \
    "</graph></node>\n"
#define ONE(id) "<node id='" id "'><data key='k'>" id "</data></node>"

static void groups(void **state)
{
    (void)state;
    read_t r = accept(IN(
        SPACE, "<key id='k' attr.name='x'/>" GRAPH(
                   GROUP("g", ONE("g1") ONE("g2") "<edge source='g2' target='g1'/>")
                       GROUP("h", ONE("h1") GROUP("i", ONE("i1"))) ONE(
                           "z") "<edge source='h' target='z'/><edge source='g1' target='i1'/>")));
    /* g and i have no ties, h has one */
    static const char *const id[] = {"g1", "g2", "h", "h1", "i1", "z"};
    assert_int_equal(r.file.n_org, 6);
    for (int i = 0; i < 6; i++) {
        assert_string_equal(polder_netfile_id(&r.file, i), id[i]);
        assert_int_equal(polder_netfile_find(&r.file, id[i], strlen(id[i])), i);
        is(&r, ORG, "x", i, id[i]);
    }
    static const int ties[3][3] = {{1, 0, true}, {2, 5, false}, {0, 4, false}};
    for (int t = 0; t < 3; t++) {
        assert_int_equal(r.file.from[t], ties[t][0]);
        assert_int_equal(r.file.to[t], ties[t][1]);
        assert_int_equal(r.file.directed[t], ties[t][2]);
    }
    warns(&r, "the 5 nodes and 1 edge inside them", 3);
    assert_true(says(&r, "1 group with ties of its own is an organisation as well"));
    warns(&r, "2 organisations are left out: a group without ties", 3);
    done(&r);
    r = accept(IN(SPACE, GRAPH(AB "<node id='g'><graph edgedefault='directed'/></node>")));
    assert_int_equal(r.file.n_org, 3); /* holds nothing: a node like others */
    warns(&r, NULL, 0);
    done(&r);
}

static void what_is_passed_over(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
        int line, n_org, n_tie;
    } sample[] = {
        {IN(SPACE, GRAPH(AB "<edge source='a' target='b'/>")
                       GRAPH(AB AB "<edge source='a' target='b'/>") GRAPH("")),
         "4 organisations and 1 tie are left out: the file has 3 graphs, of which the first", 5, 2,
         1},
        {IN(SPACE, GRAPH(AB) GRAPH("")), "the file has 2 graphs, of which the first", 5, 2, 0},
        {IN(SPACE, GRAPH(AB "<hyperedge><endpoint node='a'/><endpoint node='b'/></hyperedge>")),
         "1 hyperedge is left out", 4, 2, 0},
        {IN(SPACE, GRAPH("<node id='a'><port name='p'><port name='q'/></port></node>")),
         "2 ports are passed over", 3, 1, 0},
        {IN(SPACE, GRAPH(AB "<node id='c'><locator xlink:href='x'/></node>")),
         "1 locator is passed over", 4, 3, 0},
        {IN(SPACE, GRAPH(AB "<nodes><node id='c'/></nodes><edges>\n<edge/><edge/></edges>")),
         "1 organisation and 2 ties are left out: they stand where GraphML has no", 4, 2, 0},
        {IN(SPACE, GRAPH(AB "<edge source='a' target='b'><graph><node id='c'/></graph></edge>")),
         "1 organisation is left out", 4, 2, 1},
        {IN(SPACE, "<x:graph xmlns:x='urn:x'><x:node/></x:graph>" GRAPH(AB)),
         "1 organisation is left out", 2, 2, 0},
        {IN(SPACE, GRAPH(AB "<:node id='c'/><x:y:edge/>")), "1 organisation and 1 tie are left out",
         4, 2, 0},
        {IN(SPACE, GRAPH("<node id='a'><data key='d'><node/></data></node>")),
         "1 organisation is left out", 3, 1, 0},
    };
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
        read_t r = accept(sample[i].text);
        warns(&r, sample[i].words, sample[i].line);
        assert_int_equal(r.file.n_org, sample[i].n_org);
        assert_int_equal(r.file.n_tie, sample[i].n_tie);
        done(&r);
    }
}

/* ---- encodings ---- */

#define BODY(name)                                                                                 \
    "<graphml><graph edgedefault='directed'><node id='" name "'/><node id='b'/></graph></graphml>"
#define DECLARED(encoding, name) "<?xml version='1.0' encoding=\"" encoding "\"?>\n" BODY(name)

/* 8-bit text as UTF-16 or UTF-32; `mark` puts a byte order mark first. */
static size_t widen(const char *text, int bytes, bool little, bool mark, char *to)
{
    size_t n = 0;
    for (const char *c = mark ? text - 1 : text; c < text || *c; c++) {
        const uint32_t code = c < text ? 0xfeff : (unsigned char)*c;
        for (int b = 0; b < bytes; b++) to[n++] = (char)(code >> 8 * (little ? b : bytes - 1 - b));
    }
    return n;
}

static void reads_as(const char *bytes, size_t n, const char *expected, const char *warning)
{
    read_t r = accept_bytes(bytes, n);
    assert_int_equal(r.file.n_org, 2);
    if (strcmp(polder_netfile_id(&r.file, 0), expected) != 0)
        fail_msg("'%s' is read as '%s'", bytes, polder_netfile_id(&r.file, 0));
    warns(&r, warning, 1);
    done(&r);
}

static void encodings(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected, *warning;
    } sample[] = {
        {BODY("Caf\xc3\xa9"), "Caf\xc3\xa9", NULL},
        {"\xef\xbb\xbf" BODY("Caf\xc3\xa9"), "Caf\xc3\xa9", NULL},
        {DECLARED("UTF-8", "Caf\xc3\xa9"), "Caf\xc3\xa9", NULL},
        {DECLARED("utf8", "Caf\xc3\xa9"), "Caf\xc3\xa9", NULL},
        {DECLARED("US-ASCII", "Cafe"), "Cafe", NULL},
        {DECLARED("ISO-8859-1", "Caf\xe9"), "Caf\xc3\xa9", NULL},
        {DECLARED("latin1", "\x93"
                            "Caf\xe9\x94"),
         "\xe2\x80\x9c"
         "Caf\xc3\xa9\xe2\x80\x9d",
         NULL},
        {DECLARED("windows-1252", "\x80 Caf\xe9"), "\xe2\x82\xac Caf\xc3\xa9", NULL},
        {DECLARED("ISO-8859-2", "\xb3"), "\xc5\x82", NULL},
        {DECLARED("Shift_JIS", "\x83\x5c"), "\xe3\x82\xbd", NULL},
        {"\xef\xbb\xbf" DECLARED("ISO-8859-1", "Caf\xc3\xa9"), "Caf\xc3\xa9", NULL},
        {DECLARED("utf-16", "Caf\xc3\xa9"), "Caf\xc3\xa9", "the encoding utf-16, which this file"},
    };
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++)
        reads_as(sample[i].text, strlen(sample[i].text), sample[i].expected, sample[i].warning);
    static const char *const wide[] = {DECLARED("UTF-16", "Caf\xe9"), DECLARED("utf-8", "Caf\xe9"),
                                       BODY("Caf\xe9")};
    char to[2000];
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        for (int k = 0; k < 8; k++) {
            const size_t n = widen(wide[i], k & 1 ? 4 : 2, k & 2, k & 4, to);
            reads_as(to, n, "Caf\xc3\xa9", NULL);
        }
}

/* A character may lie across the end of a piece that is read. */
static void characters_across_pieces(void **state)
{
    (void)state;
    enum { SIZE = 3 * POLDER_XML_CHUNK };
    static const char tail[] = "\xe2\x82\xac</data></node></graph></graphml>";
    char *text = malloc(SIZE + 200);
    assert_non_null(text);
    for (int shift = 0; shift < 5; shift++) {
        size_t n = (size_t)sprintf(text,
                                   "<graphml><graph edgedefault='directed'><node id='a'>"
                                   "<data key='k'>%.*s",
                                   shift, "xxxxx");
        while (n < SIZE) {
            memcpy(text + n, "\xf0\x9f\x98\x80", 4);
            n += 4;
        }
        memcpy(text + n, tail, sizeof tail);
        n += sizeof tail - 1;
        read_t r = accept_bytes(text, n);
        const char *read = value(&r, ORG, "k", 0);
        const size_t from = strlen("<graphml><graph edgedefault='directed'><node id='a'>"
                                   "<data key='k'>");
        assert_int_equal(strlen(read), n - from - strlen("</data></node></graph></graphml>"));
        assert_memory_equal(read, text + from, strlen(read));
        done(&r);
    }
    free(text);
}

static void doubt_about_the_encoding(void **state)
{
    (void)state;
    read_t r = accept(DECLARED("ISO-8859-1", "Caf\xc3\xa9"));
    assert_string_equal(polder_netfile_id(&r.file, 0), "Caf\xc3\x83\xc2\xa9");
    warns(&r, "1 name or value looks like UTF-8 that was read in another encoding", 0);
    done(&r);
    r = accept(DECLARED("windows-1252", "\xe2\x82\xac 5")); /* the euro, read twice */
    warns(&r, "looks like UTF-8", 0);
    done(&r);
    r = accept(DECLARED("windows-1252", "2010\xe2\x80\x93"
                                        "15")); /* a dash, one byte of which is 0x80 */
    warns(&r, "looks like UTF-8", 0);
    done(&r);
    static const char *const fine[] = {"Caf\xc3\xa9",      "\xc3\x84\xc3\x96\xc3\x9c",
                                       "\xc3\x83",         "\xe2\x80\x9c(A)\xe2\x80\x9d",
                                       "\xce\xb1\xce\xb2", "plain"};
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        char text[200];
        snprintf(text, sizeof text, BODY("%s"), fine[i]);
        r = accept(text);
        warns(&r, NULL, 0);
        done(&r);
    }
}

/* ---- the scanner ---- */

static void counts_of_records(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int n_org, n_tie;
    } sample[] = {
        {"<node/><node ><node\n/><nodes/><Node/><x:node a='>'/></node>", 4, 0},
        {"<edge a=\"<node>'\" b='\">'/><edge/>", 0, 2},
        {"<!-- <node> -- <edge> ---><node/><!----><edge/><!-- <node/> --->", 1, 1},
        {"<![CDATA[<node/>]]]]><node/><![CDATA[]]><edge/>", 1, 1},
        {"<?p <node/>?><node/><?"
         "?><edge/>",
         1, 1},
        {"<!DOCTYPE g [<!ENTITY a '<node>]>'><!-- ' <node> \" --><?x ']>'?>]><node/>", 1, 0},
        {"<![CDATA[[CDATA[<b>]]></y></x><node/>", 1, 0},
        {"<!DOCTYPE g SYSTEM \"a>b\"><node/><a><edge/></a>", 1, 1},
        {"<averyveryverylongnameofanode/><y:a.node/><y:edge/>", 0, 1},
    };
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++)
        for (size_t piece = 1; piece < 20; piece++) {
            polder_graphml_count_t count = {0};
            const size_t n = strlen(sample[i].text);
            for (size_t at = 0; at < n; at += piece)
                polder_graphml_count(&count, sample[i].text + at, n - at < piece ? n - at : piece);
            if (count.n.n_org != sample[i].n_org || count.n.n_tie != sample[i].n_tie)
                fail_msg("%s: %d and %d", sample[i].text, (int)count.n.n_org, (int)count.n.n_tie);
        }
}

/* Lines are counted beyond what libxml2 keeps in 16 bits, and 100,000 nodes take no time. */
static void many_lines(void **state)
{
    (void)state;
    enum { N = 100000 };
    char *text = malloc(N * 40 + 1000);
    assert_non_null(text);
    size_t n = (size_t)sprintf(text, "<graphml><graph edgedefault='directed'>\n");
    for (int i = 0; i < N; i++) n += (size_t)sprintf(text + n, "<node id='number %d'/>\n", i);
    const size_t end = n;
    n += (size_t)sprintf(text + n, "<edge source='number 1' target='number 2'/></graph></graphml>");
    read_t r = accept_bytes(text, n);
    assert_int_equal(r.file.n_org, N);
    assert_int_equal(r.file.org_line[N - 1], N + 1);
    assert_int_equal(r.file.tie_line[0], N + 2);
    done(&r);
    n = end + (size_t)sprintf(text + end, "<edge source='number 1' target='nunber 99999'/>"
                                          "</graph></graphml>");
    r = read_bytes(text, n);
    assert_int_equal(r.code, POLDER_FORMAT);
    assert_int_equal(error_of(&r)->line, N + 2);
    assert_non_null(strstr(error_of(&r)->text, "'nunber 99999' that is not listed; did you mean "
                                               "'number 99999'?"));
    done(&r);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults),
        cmocka_unit_test(keys_by_use),
        cmocka_unit_test(keys_of_one_name),
        cmocka_unit_test(several_values),
        cmocka_unit_test(booleans),
        cmocka_unit_test(written_values),
        cmocka_unit_test(entities),
        cmocka_unit_test(namespaces),
        cmocka_unit_test(names_in_drawings),
        cmocka_unit_test(directions),
        cmocka_unit_test(edges_before_nodes),
        cmocka_unit_test(groups),
        cmocka_unit_test(what_is_passed_over),
        cmocka_unit_test(encodings),
        cmocka_unit_test(characters_across_pieces),
        cmocka_unit_test(doubt_about_the_encoding),
        cmocka_unit_test(counts_of_records),
        cmocka_unit_test(many_lines),
    };
    return cmocka_run_group_tests_name("GraphML", tests, NULL, NULL);
}
