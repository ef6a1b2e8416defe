/* test_bad_tables.c: tables that are wrong, and files that are something else, are refused with a
 * reason and the way out; nothing that stands in a table stops the reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../fuzz/mutate.h"
#include "../unit/table_fixture.h"

static const struct {
    const char *name, *text, *words;
    int line;
    polder_format_t format;
} bad[] = {
    /* rows */
    {"a.txt", "a b\nc\n", "1 cell, expected two names and perhaps a number (blanks", 2, 0},
    {"a.txt", "a b\n# c\nc d 1 2\n", "4 cells, expected two names", 3, 0},
    {"a.csv", "a, b, 1\nb c 0.5\n", "1 cell, expected two names and perhaps a number (commas", 2,
     0},
    {"a.csv", "a,b\nb,c,1,x\n", "4 cells, expected", 2, 0},
    {"a.csv", "a;b\nb,c\n", "1 cell", 2, 0},
    {"a.tsv", "a b\n", "1 cell, expected two names and perhaps a number (tabs", 1, 0},
    {"a.txt", "A|B|1\n", "(blanks separate them, | does not)", 1, 0},
    {"a.csv", "A; b,C\nC,D\n", "; if commas separate, write sep=, above the first row", 2, 0},
    {"a.csv", "van,naar,v\nA,B\n", "2 cells, where the header on line 1 has 3", 2, 0},
    {"a.csv", "# x\nvan,naar,v\nA,B,1\n\"C\n\",D,1\nA,B,3,5\n",
     "4 cells, where the header on line 2 has 3 (names and decimal numbers with a comma", 6, 0},
    {"a.csv", "van,naar,v\nA,B,1,2\nB,C,1,2\n", "4 cells, where", 2, 0},
    {"a.csv", "A,B,1,2\nB,C,2,3\n", "4 columns, and the first line does not say what they are", 1,
     0},
    /* names */
    {"a.txt", "\"\" b\n", "an empty name", 1, 0},
    {"a.csv", "a,b\n,c\n", "an empty name", 2, 0},
    {"a.csv", "a,b\n\" \n\",c\n", "an empty name", 2, 0},
    {"a.csv", "a,b\nc,d\x1b[31m\n", "the control character 0x1b", 2, 0},
    {"a.txt", "a b 1\nb \"c\n", "on this line has no end", 2, 0},
    {"a.csv", "a,b\n\"c\nd,e\n", "on this line has no end", 2, 0},
    {"a.csv", "\"a\" x,b\n", "a quote inside quotes is doubled", 1, 0},
    {"a.csv", "\"a \\\"b\\\"\",c\n", "a quote inside quotes is doubled", 1, 0},
    {"a.txt", "\"a\"b c\n", "and blanks stand between cells", 1, 0},
    /* numbers */
    {"a.txt", "a b 1\nb c much\n", "the weight 'much' is not a number", 2, 0},
    {"a.csv", "a,b,friend\nb,c,foe\nc,d,foe\n", "put a header above, such as source", 1, 0},
    {"a.txt", "a b 1\nb c 0,5\n", "a number with a decimal comma, where blanks separate", 2, 0},
    {"a.txt", "School Library 0,5\nLibrary Church 0,75\n", "write a decimal point", 1, 0},
    {"a.txt", "A B 0,5 1,5\n", "write a decimal point", 1, 0},
    {"a.csv", "van,naar,v\nA,B,\"3,5\"\n", "a number with a decimal comma, where commas", 2, 0},
    {"a.csv", "A;B;1,5\nB;C;2.5\n", "while line 2 has one with a point", 1, 0},
    {"a.csv", "A;B;1.234,5\n", "write thousands without a separator", 1, 0},
    {"a.csv", "A;B;50%\n", "write 0.5 for 50%", 1, 0},
    {"a.csv",
     "A;B;\xe2\x88\x92"
     "1\n",
     "write the minus as -", 1, 0},
    {"a.txt", "a b inf\n", "the weight 'inf' is not a number", 1, 0},
    {"a.txt", "a b 0x10\n", "the weight '0x10' is not a number", 1, 0},
    /* headers */
    {"a.csv", "van,naar,v,v\nA,B,3,5\n", "columns 3 and 4 of the header are both called 'v'", 1, 0},
    {"a.csv", "van,naar,\nA,B,3\n", "column 3 has values but no name", 1, 0},
    {"a.csv", ",E1,E2\nA,1,0\nB,0,1\n", "do not both hold names", 1, 0},
    {"a.csv", "wie,E1,E2\nA,1,0\nB,0,1\n", "columns 'wie' and 'E1' do not both hold names", 1, 0},
    /* literals of Python */
    {"a.edgelist", "Town Hall GGZ North {'w': 4}\n", "4 words before {: a name with a blank", 1, 0},
    {"a.edgelist", "a b {'w': 4}\nb c {'w': }\n", "is not what networkx writes", 2, 0},
    {"a.edgelist", "a b {'w' 4}\n", "is not what networkx writes", 1, 0},
    {"a.edgelist", "a b {'w': 4} x}\n", "is not what networkx writes", 1, 0},
    {"a.edgelist", "a b {'w': 'x}\n", "is not what networkx writes", 1, 0},
    {"a.edgelist", "a b {'w': 4,}\n", "is not what networkx writes", 1, 0},
    /* matrices */
    {"a.csv", ",A,B,C\nA,0,1,0\nB,2,0,1\nD,1,0,0\n", "the row of 'D' has no column", 4, 0},
    {"a.csv", ",School,Church,C\nSchool,0,1,0\nC,2,0,1\nChurhc,1,0,0\n",
     "has no column: did you mean 'Church'?", 4, 0},
    {"a.csv", ",A,B,C\nA,0,1,0\nA,2,0,1\nC,1,0,0\n", "the row of 'A' stands on line 2 already", 3,
     0},
    {"a.csv", ",A,B,A\nA,0,1,0\nB,2,0,1\n", "two columns are called 'A'", 1, 0},
    {"a.csv", ",A,B,C\nA,0,1\nB,2,0,1\nC,1,0,0\n", "3 cells, expected 4", 2, 0},
    {"a.csv", ",A,B\nA,0,x\nB,1,0\n", "row 'A', column 'B' is 'x', not a number: write 1", 2,
     POLDER_MATRIX},
    {"a.txt", "ties\na b 1\n", "the first row has 1 cell", 2, POLDER_MATRIX},
    {"a.csv", "0,1\n1,0\n0,0\n", "more rows than columns", 3, POLDER_MATRIX},
    {"a.csv", "0,1,1\n1,0,1\n", "2 rows and 3 columns", 0, POLDER_MATRIX},
    {"a.csv", ";A;B;C\nA;0;1,5;0\nB;0.5;0;0\nC;0;0;0\n", "line 2 has a number with a decimal comma",
     3, 0},
    /* encodings */
    {"a.csv", "A\xe9,B\rB,C\r", "as on an old Mac", 1, 0},
    {"a.csv", "A,B\nB,\x81\n", "neither UTF-8 nor Windows-1252", 2, 0},
    /* something else */
    {"a.txt", "dl n=3 format=edgelist1\nlabels: A,B\n", "this is a UCINET DL file", 0, 0},
    {"a.txt", "DL\nN = 3\n", "this is a UCINET DL file", 0, 0},
    {"a.dl", "1 2\n", "this is a UCINET file", 0, 0},
    {"out.x", "% bip unweighted\n1 2\n", "of a two-mode network", 0, 0},
    {"a.mtx", "%%MatrixMarket matrix coordinate\n", "this is Matrix Market", 0, 0},
    {"a.gexf", "<?xml version=\"1.0\"?>\n<gexf><graph/></gexf>", "this is GEXF", 0, 0},
    {"a.csv", "<!DOCTYPE html><html>", "this is a web page", 0, 0},
    {"a.xls", "<?xml version=\"1.0\"?><Workbook xmlns=\"x\">", "Excel XML workbook", 0, 0},
    {"a.json", "{\"nodes\": []}", "this is JSON", 0, 0},
    {"a.txt", "[{\"id\": 1}]", "this is JSON", 0, 0},
    {"a.json", "{}", "this is JSON", 0, 0},
    {"a.csv", "\x1f\x8b\x08", "compressed by gzip", 0, 0},
    {"a.csv", "PK\x03\x04 .. xl/workbook.xml", "this is an Excel workbook", 0, 0},
    {"a.ods", "PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
     "OpenDocument spreadsheet", 0, 0},
    {"a.net", "PK\x03\x04", "a zip archive", 0, 0},
    {"a.xls", "\xd0\xcf\x11\xe0", "an old Excel", 0, 0},
    {"a.xlsx", "a,b\n", "this is an Excel workbook", 0, 0},
    {"a.h5", "\x89HDF\r\n", "this is HDF5", 0, 0},
    {"a.csv", "%PDF-1.4", "this is PDF", 0, 0},
    {"a.txt", "{\\rtf1 a}", "this is RTF", 0, 0},
    {"a.txt", "// x\nstrict digraph G {\n a -> b }", "a Graphviz file", 0, 0},
    {"a.txt", "graph {\n a -- b }", "a Graphviz file", 0, 0},
    {"a.vna", "*node data\nID\n", "a NetDraw file", 0, 0},
    {"a.txt", "nodedef>name VARCHAR\n", "a GUESS file", 0, 0},
    {"a.rds", "\x1f\x8b\x08", "this is R data", 0, 0},
    {"a.ncol", "A b C, d 0.5\n", "5 columns, and the first line does not", 1, 0},
    {"a.pkl", "\x80\x04\x95", "a Python pickle", 0, 0},
    {"a.lgl", "# a\nb\n", "this is an LGL file", 0, 0},
    {"a.YAML", "model: collaboration\n", "a scenario stands before --network", 0, 0},
    {"a.txt", "<graphml>", "this is graphml: write format: graphml", 0, POLDER_EDGELIST},
    {"a.graphml", "*Vertices 2\n", "this is pajek: write format: pajek", 0, POLDER_GRAPHML},
    {"a", "a b\n", "the suffix does not tell the format: call it .graphml", 0, 0},
    {"a.b/c", "a b\n", "the suffix does not tell the format", 0, 0},
    {"a.", "a b\n", "the suffix does not tell the format", 0, 0}};

static void refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const polder_source_t source = {.path = (char *)(uintptr_t)bad[i].name,
                                        .format = bad[i].format};
        polder_netfile_t file;
        polder_report_t report = {0};
        const int rc = take_table(&file, &source, bad[i].text, strlen(bad[i].text), &report);
        if (rc >= 0 || report.n_error != 1) fail_msg("%s: not refused once", bad[i].text);
        const polder_note_t *note = report.note;
        while (note->code == POLDER_OK) note++;
        if (!strstr(note->text, bad[i].words))
            fail_msg("%s: '%s' does not say '%s'", bad[i].text, note->text, bad[i].words);
        if (note->line != bad[i].line)
            fail_msg("'%s': line %d, not %d", note->text, note->line, bad[i].line);
        polder_netfile_free(&file);
        polder_report_free(&report);
    }
}

static void format_of(const char *name, const char *text, polder_format_t format, bool warns)
{
    const polder_source_t source = {.path = (char *)(uintptr_t)name};
    polder_netfile_t file = {.source = &source, .size = strlen(text), .data = strdup(text)};
    polder_report_t report = {0};
    assert_int_equal(polder_format_find(&file, &report), 0);
    if (file.format != format) fail_msg("%s: format %d", text, (int)file.format);
    assert_int_equal(report.n, warns);
    polder_report_free(&report);
    polder_netfile_free(&file);
}

static void content_counts(void **state)
{
    (void)state;
    format_of("a.txt", "<?xml version='1.0'?>\n<graphml xmlns='x'>", POLDER_GRAPHML, true);
    format_of("a.xml", "<?xml?><!-- gexf --><g:graphml xmlns:g='x'>", POLDER_GRAPHML, false);
    format_of("a", "<graphml>", POLDER_GRAPHML, false);
    format_of("a.xlsx", "<graphml>", POLDER_GRAPHML, false);
    format_of("a.dat", "\n% x\n*Vertices 3\n", POLDER_PAJEK, false);
    format_of("a.txt", "*network x\n", POLDER_PAJEK, true);
    format_of("a.txt", "Creator \"x\"\nVersion 1\ngraph\n[\n directed 0", POLDER_GML, true);
    format_of("a.gml", "# x\ngraph [", POLDER_GML, false);
    format_of("a.TXT", "graph model\nmodel b\n", POLDER_EDGELIST, false);
    format_of("a.csv", "dl,north\nnorth,b\n", POLDER_EDGELIST, false);
    format_of("a.csv", "[A],B\n", POLDER_EDGELIST, false);
    format_of("a.csv", "{A},B\n", POLDER_EDGELIST, false);
    format_of("folder.gml/a.csv", "graph,B\n", POLDER_EDGELIST, false);
}

/* ---- any text ---- */

static const struct {
    const char *name, *text;
} good[] = {
    {"a.csv",
     "sep=;\nvan;naar;\"uren, per week\";soort\nA;\"B; \"\"x\"\"\";0,5;x\nB;C;1;\"y\nz\"\n"},
    {"a.txt", "# ties\na b 1\n\"c d\" a 0.5\nb e NA\n"},
    {"a.csv", "Source,Target,Type,Weight\nA,B,Undirected,0.5\nB,C,Directed,1\n"},
    {"a.edgelist", "a b {'weight': 1, 'q': \"it's\"}\nb c {}\nc d {'l': [1, (2, '}')]}\n"},
    {"a.txt", "\"from\" \"to\" \"w\"\n\"1\" \"A b\" \"B\" 0.5\n\"3\" \"B\" \"C\" 1\n"},
    {"a.csv", ",A,B,C\nA,0,1,NA\nB,2,0,0\nC,,0.5,0\n"},
    {"a.tsv", "A\tB\tC\nA\t0\t1,5\t0\nB\t1\t0\t1\nC\t0\t1\t0\n"},
    {"out.x", "% asym\n% 2 3 3\n1 2\t0.5\n2  3 0.25 1167609600\n"}};

/* The reader of matrices is given lists, and the other way round. */
static void no_text_stops_the_reader(void **state)
{
    (void)state;
    const char *factor = getenv("POLDER_FUZZ");
    const uint64_t n = 3000 * (uint64_t)(factor ? atoi(factor) : 1);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int n_read = 0, n_refused = 0;
        for (uint64_t k = 0; k < n; k++) {
            mutant_t m = mutate(good[i].text, strlen(good[i].text), k);
            const polder_source_t source = {.path = (char *)(uintptr_t)good[i].name,
                                            .format = k % 8 == 7   ? POLDER_MATRIX
                                                      : k % 8 == 6 ? POLDER_EDGELIST
                                                                   : POLDER_BY_SUFFIX};
            polder_netfile_t file;
            polder_report_t report = {0};
            char text[4096];
            const int rc = take_table(&file, &source, m.text, m.length, &report);
            assert_true((rc < 0) == (report.n_error > 0));
            if (rc == POLDER_INTERNAL && !strstr(report.note[report.n - 1].text, "not a table"))
                fail_msg("%s\n%s", m.text, report.note[report.n - 1].text);
            if (rc == 0) describe_table(&file, text, sizeof text);
            n_read += rc == 0;
            n_refused += rc < 0;
            polder_netfile_free(&file);
            polder_report_free(&report);
            free(m.text);
        }
        if (n_read < 100 || n_refused < 100) fail_msg("%zu: %d %d", i, n_read, n_refused);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(refused), cmocka_unit_test(content_counts),
                                       cmocka_unit_test(no_text_stops_the_reader)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
