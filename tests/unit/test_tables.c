/* test_tables.c: tables of ties and matrices, as people and programs write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "graph/number.h"
#include "graph/similar.h"
#include "table_fixture.h"

typedef struct {
    const char *name, *text;
    const char *is;   /* as describe_table writes it */
    const char *warn; /* words of the one warning, or NULL: there is none */
} case_t;

static void check_bytes(const case_t *c, size_t size, polder_format_t format)
{
    char is[4096];
    const polder_source_t source = {.path = (char *)(uintptr_t)c->name, .format = format};
    polder_netfile_t file;
    polder_report_t report = {0};
    const int rc = take_table(&file, &source, c->text, size, &report);
    if (rc) fail_msg("%s: %s", c->text, report.note[report.n - 1].text);
    describe_table(&file, is, sizeof is);
    if (strcmp(is, c->is) != 0) fail_msg("%s\nis  %s\nnot %s", c->text, is, c->is);
    if (report.n != (c->warn != NULL))
        fail_msg("%s: %d warnings: %s", c->text, (int)report.n,
                 report.n ? report.note[0].text : "");
    if (c->warn && !strstr(report.note[0].text, c->warn))
        fail_msg("'%s' does not say '%s'", report.note[0].text, c->warn);
    polder_netfile_free(&file);
    polder_report_free(&report);
}

static void check(const case_t *c, size_t n)
{
    for (size_t i = 0; i < n; i++) check_bytes(&c[i], strlen(c[i].text), POLDER_BY_SUFFIX);
}

#define CHECK(cases) check(cases, sizeof cases / sizeof *(cases))

static void separators(void **state)
{
    (void)state;
    static const case_t cases[] = {
        {"a.csv", "Town hall,School\nSchool,Pop venue\n",
         "Town hall|School|Pop venue; Town hall>School; School>Pop venue", NULL},
        {"a.csv", "Town hall;School, north\nSchool, north;B\n",
         "Town hall|School, north|B; Town hall>School, north; School, north>B", NULL},
        {"a.txt", "Town hall;x\tSchool\nSchool\tB\n",
         "Town hall;x|School|B; Town hall;x>School; "
         "School>B",
         NULL},
        {"a.tsv", "Town hall\tB\nB\tC, D; E\n", "Town hall|B|C, D; E; Town hall>B; B>C, D; E",
         NULL},
        {"a.txt", "A B\nB  \"C d\"\n\t\"C d\"\tA\n", "A|B|C d; A>B; B>C d; C d>A", NULL},
        {"a.txt", "\"a, b\" c\nc \"d;e\"\n", "a, b|c|d;e; a, b>c; c>d;e", NULL},
        {"a.csv", "\"a;b\",c\nc,d\n", "a;b|c|d; a;b>c; c>d", NULL},
        {"a.csv", "sep=;\nA;B, C\nB, C;D\n", "A|B, C|D; A>B, C; B, C>D", NULL},
        {"a.csv", "\"sep=,\"\nA,B;C\nB;C,D\n", "A|B;C|D; A>B;C; B;C>D", NULL},
        {"a.csv", "# who; with whom\n\n  \n  # x\nA,B\n,,\nB,C\n#\n", "A|B|C; A>B; B>C", NULL},
        {"a.csv", "A,B\n#B,C\n# B,C\n#\nC,A\n#D,A\n", "A|B|C; A>B; C>A",
         "2 lines look like a row but begin with # and are passed over"},
        {"a.csv", "A,B,1\t\nB,C,2\n", "A|B|C; A>B weight=1; B>C weight=2", NULL}};
    CHECK(cases);
}

static void decimals(void **state)
{
    (void)state;
    static const case_t cases[] = {
        {"a.tsv", "A\tB\t0,5\nB\tC\t,25\nC\tA\t1\n",
         "A|B|C; A>B weight=0.5; B>C weight=.25; C>A "
         "weight=1",
         NULL},
        {"a.csv", "A;B;-1,5e-3\nB;C;+2\n", "A|B|C; A>B weight=-1.5e-3; B>C weight=+2", NULL},
        {"a.csv", "van;naar;a;b\nA;B;1,5;x,y\nB;C;2;1,5\n", "A|B|C; A>B a=1.5 b=x,y; B>C a=2 b=1,5",
         NULL}, /* b is text */
        {"a.csv", "van;naar;a\nA;B;1.500\nB;C;2.250\n", "A|B|C; A>B a=1.500; B>C a=2.250",
         "read with a decimal point, not as thousands"},
        {"a.tsv", "van\tnaar\ta\nA\tB\t1,500\nB\tC\t2,250\n", "A|B|C; A>B a=1.500; B>C a=2.250",
         "read with a decimal comma, not as thousands"},
        {"a.csv", "van;naar;a\nA;B;2,5\nB;C;1.250,5\n", "A|B|C; A>B a=2.5; B>C a=1.250,5",
         "'1.250,5' is not read as a number, so that column 'a' is text: "},
        {"a.csv", "van,naar,a\nA,B,-1'250'000.5\nB,C,2\n", "A|B|C; A>B a=-1'250'000.5; B>C a=2",
         "'-1'250'000.5' is not read as a number"},
        {"a.csv", "van,naar,a\nA,B,5%\nB,C,2\n", "A|B|C; A>B a=5%; B>C a=2", "'5%' is not read"},
        {"a.csv", "van,naar,a\nA,B,inf\nB,C,2\n", "A|B|C; A>B a=inf; B>C a=2", "'inf' is not read"},
        {"a.csv", "van;naar;a\nA;B;much\nB;C;1.250,5\n", "A|B|C; A>B a=much; B>C a=1.250,5",
         NULL}, /* text it is */
        {"a.csv", "van;naar;a\nA;B;1,500\nB;C;2,5\n", "A|B|C; A>B a=1.500; B>C a=2.5", NULL},
        {"a.txt", "A B .5\nB C +1e-3\nC D NA\nD E nan\nE F\n",
         "A|B|C|D|E|F; A>B weight=.5; B>C weight=+1e-3; C>D; D>E; E>F", NULL}};
    CHECK(cases);
}

static void quotes_and_line_ends(void **state)
{
    (void)state;
    static const case_t cases[] = {
        {"a.csv", "\"De \"\"Brug\"\"\",\"B, C\"\r\n\"B, C\",\"\"\"\"\"\"\r\n",
         "De \"Brug\"|B, C|\"\"; De \"Brug\">B, C; B, C>\"\"", NULL},
        {"a.csv", "\"A\r\nnorth\",C\r\nC,\"x\n\n\ty \"\r\n", "A north|C|x y; A north>C; C>x y",
         NULL},
        {"a.csv", "\"van \n x\"\"y, \"\"z\",naar,w\nA,B,1\nB,C,2\n", "A|B|C; A>B w=1; B>C w=2",
         "taken for a header"},
        /* what stands behind a doubled quote is still quoted */
        {"a.csv", "\"A \"\"b;c\"\"\",D\nD,E\n", "A \"b;c\"|D|E; A \"b;c\">D; D>E", NULL},
        {"a.csv", "A,\"\"\"b\n;c\"\nD,E\n", "A|\"b ;c|D|E; A>\"b ;c; D>E", NULL},
        {"a.csv", "A,B\rB,C\r\nC,D\nD,E", "A|B|C|D|E; A>B; B>C; C>D; D>E", NULL},
        {"a.csv", "5\" pipe,B\nB,St. \"x\n", "5\" pipe|B|St. \"x; 5\" pipe>B; B>St. \"x", NULL},
        {"a.csv", " A ,\" B \"\nB,\tC\n", "A|B|C; A>B; B>C", NULL},
        {"a.csv",
         "\xef\xbb\xbf"
         "A,B\nB,C\n",
         "A|B|C; A>B; B>C", NULL},
        {"a.txt",
         "A\xc2\xa0 B\xe2\x80\xaf"
         "0.5\xc2\xa0\nB C\xe3\x80\x80"
         "1\n",
         "A|B|C; A>B weight=0.5; B>C weight=1", NULL},
        {"a.csv",
         "\xc2\xa0"
         "A b\xc2\xa0,B\nB, A b\n",
         "A b|B; A b>B; B>A b", NULL},
        {"a.csv", "Caf\xe9,B\nB,C\n", "Caf\xc3\xa9|B|C; Caf\xc3\xa9>B; B>C",
         "read as Windows-1252, which gives 'Caf\xc3\xa9"},
        {"a.csv", "A?\xef\xbf\xbd,B\nB,C\n", "A?\xef\xbf\xbd|B|C; A?\xef\xbf\xbd>B; B>C",
         "an earlier program lost a letter"}};
    CHECK(cases);
    static const char little[] = "\xff\xfe"
                                 "A\0\t\0\xeb\0\n\0\xeb\0\t\0\x3d\xd8\x00\xde\n\0",
                      big[] = "\xfe\xff"
                              "\0A\0,\0B\0\n\0B\0,\0C";
    const case_t utf16[] = {{"a.txt", little,
                             "A|\xc3\xab|\xf0\x9f\x98\x80; A>\xc3\xab; \xc3\xab>\xf0\x9f\x98\x80",
                             NULL},
                            {"a.txt", big, "A|B|C; A>B; B>C", NULL}};
    check_bytes(&utf16[0], sizeof little - 1, POLDER_BY_SUFFIX);
    check_bytes(&utf16[1], sizeof big - 1, POLDER_BY_SUFFIX);
}

static void headers(void **state)
{
    (void)state;
    static const case_t cases[] = {
        {"a.csv", "source,target\nA,B\nB,C\n", "A|B|C; A>B; B>C", NULL},
        {"a.csv", "van;naar;vertrouwen;soort\nA;B;3,5;zorg\nB;C;;\n",
         "A|B|C; A>B vertrouwen=3.5 soort=zorg; B>C", NULL},
        {"a.csv", "weight,To,From\n1,A,B\n2,B,C\n", "B|A|C; B>A weight=1; C>B weight=2", NULL},
        {"a.csv", "\"From Node ID\",\"To-Node-Id\"\n1,2\n2,3\n", "1|2|3; 1>2; 2>3", NULL},
        {"a.csv", "naam1,naam2\nA,B\nB,C\n", "A|B|C; A>B; B>C", NULL},
        {"a.csv", "Partij A;Partij B;uren\nX;Y;2\nY;Z;1\n", "X|Y|Z; X>Y uren=2; Y>Z uren=1", NULL},
        {"a.csv", "V1,V2\n1,2\n2,3\n", "1|2|3; 1>2; 2>3", NULL},
        {"a.csv", "org1,org2\norg3,org4\norg5,org6\n",
         "org1|org2|org3|org4|org5|org6; org1>org2; org3>org4; org5>org6", NULL},
        {"a.csv", "from,to\nto,A\nA,from\n", "from|to|A; from>to; to>A; A>from", NULL},
        {"a.csv", "giver,taker,hours\nA,B,1\nB,C,NA\n", "A|B|C; A>B hours=1; B>C",
         "taken for a header"},
        {"a.csv", "giver,taker,kind,hours\nA,B,x,1\nB,C,y,2\n",
         "A|B|C; A>B kind=x hours=1; B>C kind=y hours=2", "taken for a header"},
        {"a.csv", "a,b,Weight\nc,d,\nd,e,\n", "c|d|e; c>d; d>e", "taken for a header"},
        {"a.csv", "iets1,iets2\nA,B\nB,C\n", "iets1|iets2|A|B|C; iets1>iets2; A>B; B>C",
         "nowhere else in the file: if it is a header"},
        {"a.txt", "giver taker\nc d\nd e\n", "giver|taker|c|d|e; giver>taker; c>d; d>e",
         "nowhere else in the file: if it is a header"},
        {"a.txt", "giver taker\nc d\nd giver\n", "giver|taker|c|d; giver>taker; c>d; d>giver",
         NULL},
        {"a.txt", "1 2\n3 4\n5 6\n", "1|2|3|4|5|6; 1>2; 3>4; 5>6", NULL},
        {"a.csv", "van;naar;v;;\nA;B;1;;\nB;C;2;;;\n;;;;\n", "A|B|C; A>B v=1; B>C v=2", NULL},
        {"a.csv", "van,naar\nNA,B\nB,C\n", "NA|B|C; NA>B; B>C", "stands for a missing one"}};
    CHECK(cases);
}

static void what_programs_write(void **state)
{
    (void)state;
    static const case_t cases[] = {
        /* Gephi */
        {"a.csv",
         "Source,Target,Type,Id,Label,timeset,Weight\nA,B,Undirected,0,,,0.5\nB,C,Directed,1,x,,"
         "1\n",
         "A|B|C; A-B Id=0 Weight=0.5; B>C Id=1 Label=x Weight=1", NULL},
        {"a.csv", "Source;Target;Type\nA;B;Mutual\nB;C;directed\n", "A|B|C; A-B; B>C", NULL},
        {"a.csv", "source,target,type\nA,B,care\nB,C,Directed\n",
         "A|B|C; A>B type=care; B>C type=Directed", NULL},
        /* R: write.csv, write.csv2 and write.table of as_data_frame */
        {"a.csv", "\"\",\"from\",\"to\",\"w\"\n\"1\",\"A b\",\"B\",0.5\n\"2\",\"B\",\"C\",NA\n",
         "A b|B|C; A b>B w=0.5; B>C", NULL},
        {"a.csv", "\"\";\"from\";\"to\";\"w\"\n\"1\";\"A b\";\"B\";0,5\n\"2\";\"B\";\"C\";1\n",
         "A b|B|C; A b>B w=0.5; B>C w=1", NULL},
        {"a.txt", "\"from\" \"to\" \"w\"\n\"1\" \"A b\" \"B\" 0.5\n\"3\" \"B\" \"C\" 1\n",
         "A b|B|C; A b>B w=0.5; B>C w=1", NULL},
        {"a.txt", "\"from\" \"to\"\n\"1\" \"A b\" \"B\"\n\"2\" \"B\" \"C\"\n",
         "A b|B|C; A b>B; B>C", NULL},
        {"a.csv", ".tail,.head,.eid\n1,2,1\n2,3,2\n", "1|2|3; 1>2 .eid=1; 2>3 .eid=2", NULL},
        /* pandas with its index */
        {"a.csv", ",source,target,w\n0,A,B,1\n1,B,C,2\n", "A|B|C; A>B w=1; B>C w=2", NULL},
        /* networkx */
        {"a.edgelist",
         "a b {'weight': 1, 'kind': 'x y', \"q\": \"it's\"}\nb c {}\nc d {'l': [1, (2, '}')], 'n': "
         "None, 't': True}\n",
         "a|b|c|d; a>b weight=1 kind=x y q=it's; b>c; c>d l=[1, (2, '}')] t=1", NULL},
        {"a.edgelist", "a b {'n\\u00eb\\'': -1.5e-05, 2: 'x\\\\y\\n'}\n",
         "a|b; a>b n\xc3\xab'=-1.5e-05 2=x\\y\n", NULL},
        {"a.tsv", "Town hall\tGGZ Twente\t{'trust': 4.0}\nGGZ Twente\tB\t{'trust': 1}\n",
         "Town hall|GGZ Twente|B; Town hall>GGZ Twente trust=4.0; GGZ Twente>B trust=1", NULL},
        {"a.csv", "a,b,{'w': 1, 'k': 2}\nb,c,{'w': 3, 'k': 4}\n", "a|b|c; a>b w=1 k=2; b>c w=3 k=4",
         NULL},
        {"a.csv", "{a},{b}\n{b},{c}\n", "{a}|{b}|{c}; {a}>{b}; {b}>{c}", NULL},
        {"a.csv", "a,{}\n{},{}\n", "a|{}; a>{}; {}>{}", NULL},
        {"a.txt", "a b 1\nb c 2.5\n", "a|b|c; a>b weight=1; b>c weight=2.5", NULL},
        /* KONECT */
        {"out.x", "% sym positive\n% 2 3 3\n1 2\t0.5\n2  3 0.25 1167609600\n",
         "1|2|3; 1-2 weight=0.5; 2-3 weight=0.25 time=1167609600", NULL},
        {"out.x", "% asym unweighted\n1 2\n2 1\n", "1|2; 1>2; 2>1", NULL},
        {"a.txt", "% made by hand\nA;B\n%\nB;C\n", "A|B|C; A>B; B>C", NULL},
        {"a.ncol", "a b 1\nb c 2\n", "a|b|c; a>b weight=1; b>c weight=2", NULL}};
    CHECK(cases);
}

static void matrices(void **state)
{
    (void)state;
    static const case_t cases[] = {
        {"a.csv", ",A b,B,C\nA b,0,1,0\nB,2,0,0\nC,,0.5,0\n",
         "A b|B|C; A b>B weight=1; B>A b weight=2; C>B weight=0.5", NULL},
        {"a.csv", "wie;A;B;C\nA;0;1,5;0\nB;2;0;1\nC;;0,5;3\n",
         "A|B|C; A>B weight=1.5; B>A weight=2; B>C weight=1; C>B weight=0.5; C>C weight=3", NULL},
        {"a.txt", "\"A\" \"B\" \"C\"\n\"A\" 0 1 0\n\"B\" 1 0 1\n\"C\" 0 1 0\n",
         "A|B|C; A>B weight=1; B>A weight=1; B>C weight=1; C>B weight=1", NULL},
        {"a.tsv", "\t7\t8\t9\n9\t1\t0\t0\n7\t0\t1\t0\n8\t0\t0.0\t-1\n",
         "7|8|9; 9>7 weight=1; 7>8 weight=1; 8>9 weight=-1", NULL},
        {"a.csv", ",A,B,C\nA,0,1,NA\nB,1,0,NA\nC,NA,0,0\n", "A|B|C; A>B weight=1; B>A weight=1",
         "3 cells of the matrix are NA"},
        {"a.csv", ",A,B,C\nA,0,1,0\nB,1,0,1\n", "A|B|C; A>B weight=1; B>A weight=1; B>C weight=1",
         "1 of 3 organisations have no row"},
        {"a.csv", ",A,B,C\nA,,1,1\nB,,,1\nC,,,\n",
         "A|B|C; A-B weight=1; A-C weight=1; B-C weight=1",
         "one half of the matrix is empty: each of the 3 ties counts for both ends"},
        {"a.csv", ",A,B\nA,0,1\n#1 Bakery,1,0\nB,1,0\n", "A|B; A>B weight=1; B>A weight=1",
         "1 line looks like a row but begins with #"}};
    CHECK(cases);
    static const case_t named[] = {
        {"a.txt", "0 1 0\n1 0 2\n0 2 0\n",
         "1|2|3; 1>2 weight=1; 2>1 weight=1; 2>3 weight=2; 3>2 weight=2", NULL},
        {"a.csv", "A,B\n0,1\n2,0\n", "A|B; A>B weight=1; B>A weight=2", NULL},
        {"a.csv", "wie,A,B\nA,0,1\nB,2,0\n", "A|B; A>B weight=1; B>A weight=2", NULL},
        {"a.tsv", "A\n4\v\n", "A; A-A weight=4", NULL}, /* a blank makes no name of a number */
        {"a.tsv", "A\n\u20094\n", "A; A-A weight=4", NULL}};
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
        check_bytes(&named[i], strlen(named[i].text), POLDER_MATRIX);
}

/* ---- numbers ---- */

/* Where no count is taken, what was read agrees with anything. */
static void counts_are_taken(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t n_tie; /* −1: it is not plain which numbers are names */
    } cases[] = {
        {",A,B\nA,0,1\nB,1,0\n", 2},
        {"name;A;B;C d\nA;;2,5;\nB;NA;;0,0\nC d;-1;;\n", 2},
        {",\"A;x\",B\n\"A;x\",0,7\nB,,0\n", 1}, /* what is quoted separates nothing */
        {"x \"A\tx\" B\n\"A\tx\" 0 7\nB 9 0\n", 2},
        {",,\n\n# people\n,A,B\nA,0,0\nB,0,0\n", 0},
        {",1,2\n1,0,1\n2,1,0\n", -1},
        {",A,B\n1,0,1\n2,1,0\n", -1},
        {",A,B\n", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const polder_source_t source = {.path = (char *)(uintptr_t) "a.csv"};
        const polder_netfile_t file = {.source = &source,
                                       .data = (char *)(uintptr_t)cases[i].text,
                                       .size = strlen(cases[i].text)};
        polder_netfile_count_t count = {-1, -1};
        polder_matrix_count(&file, &count);
        if (count.n_tie != cases[i].n_tie)
            fail_msg("%s\n%d ties, not %d", cases[i].text, (int)count.n_tie, (int)cases[i].n_tie);
    }
}

static void kinds_of_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        polder_number_t kind;
    } is[] = {{"1", POLDER_NUMBER},
              {" -1.50e+3 ", POLDER_NUMBER},
              {".5", POLDER_NUMBER},
              {"5.", POLDER_NUMBER},
              {"\xc2\xa0"
               "12",
               POLDER_NUMBER},
              {"", POLDER_NUMBER_MISSING},
              {"  ", POLDER_NUMBER_MISSING},
              {"n/a", POLDER_NUMBER_MISSING},
              {"NaN", POLDER_NUMBER_MISSING},
              {"None", POLDER_NUMBER_MISSING},
              {"0,5", POLDER_NUMBER_COMMA},
              {",5", POLDER_NUMBER_COMMA},
              {"-1,5e3", POLDER_NUMBER_COMMA},
              {"1.234,5", POLDER_NUMBER_GROUPED},
              {"1,234.5", POLDER_NUMBER_GROUPED},
              {"1.234.567", POLDER_NUMBER_GROUPED},
              {"1 234", POLDER_NUMBER_GROUPED},
              {"-1'234", POLDER_NUMBER_GROUPED},
              {"1.2.3", POLDER_NUMBER_NONE},
              {"12 34", POLDER_NUMBER_NONE},
              {"50%", POLDER_NUMBER_PERCENT},
              {"0,5 %", POLDER_NUMBER_PERCENT},
              {"\xe2\x88\x92"
               "5",
               POLDER_NUMBER_MINUS},
              {"inf", POLDER_NUMBER_INFINITE},
              {"-Infinity", POLDER_NUMBER_INFINITE},
              {"0x1p3", POLDER_NUMBER_NONE},
              {"1e", POLDER_NUMBER_NONE},
              {"5,", POLDER_NUMBER_NONE},
              {".", POLDER_NUMBER_NONE},
              {"-", POLDER_NUMBER_NONE},
              {"+-1", POLDER_NUMBER_NONE},
              {"1d3", POLDER_NUMBER_NONE},
              {"%", POLDER_NUMBER_NONE},
              {"5%%", POLDER_NUMBER_NONE},
              {"\xe2\x88\x92\xe2\x88\x92"
               "5",
               POLDER_NUMBER_NONE}};
    for (size_t i = 0; i < sizeof is / sizeof *is; i++)
        if (polder_number_kind(is[i].text, strlen(is[i].text)) != is[i].kind)
            fail_msg("'%s' is not of kind %d", is[i].text, (int)is[i].kind);
    static char many[3000000]; /* of which each must not cost a call */
    memset(many, '%', sizeof many);
    assert_int_equal(polder_number_kind(many, sizeof many), POLDER_NUMBER_NONE);
    for (size_t i = 0; i < sizeof many; i += 3) memcpy(many + i, "\xe2\x88\x92", 3);
    assert_int_equal(polder_number_kind(many, sizeof many), POLDER_NUMBER_NONE);
    assert_true(polder_number_value(" -1.5e2 ") == -150);
    assert_true(polder_number_value("\xc2\xa0"
                                    ".25") == 0.25);
}

/* ---- names that are alike ---- */

static void folded(const char *text, const char *is)
{
    char to[200];
    const size_t n = polder_similar_fold(text, to);
    assert_string_equal(to, is);
    assert_int_equal(n, strlen(is));
}

static void names_that_are_alike(void **state)
{
    (void)state;
    folded("  GGZ \xc2\xa0 Vallei ", "ggz vallei");
    folded("Caf\xc3\xa9", "cafe");
    folded("Cafe\xcc\x81", "cafe");
    folded("\xc3\x86sch-\xc5\x92uvre\xe2\x80\x93Stra\xc3\x9f"
           "e",
           "aesch oeuvre strasse");
    folded("\xc5\x81\xc3\xb3"
           "d\xc5\xba",
           "lodz");
    folded("d\xe2\x80\x99"
           "Ark",
           "dark");
    folded("\xce\x91\xce\xb8\xce\xae\xce\xbd\xce\xb1", "\xce\xb1\xce\xb8\xce\xb7\xce\xbd\xce\xb1");
    folded("\xd0\x96\xd0\x81", "\xd0\xb6\xd1\x91");
    folded("2 \xc3\x97 3 \xc3\xb7", "2 \xc3\x97 3 \xc3\xb7");
    folded("\xe6\x9d\xb1\xe4\xba\xac", "\xe6\x9d\xb1\xe4\xba\xac");
    folded("\xff", "\xef\xbf\xbd");
    folded("", "");
    char *label[12] = {"GGZ", "ggz",      "School", "B 1",    "B  1", "Ggz ",
                       "B-1", "\xc5\xa9", "u",      "School", "b 1",  "B_1"};
    polder_report_t report = {0};
    const polder_place_t place = {.file = "x"};
    const int line[12] = {1, 7};
    assert_int_equal(polder_similar_warn(&place, label, line, 12, &report), 0);
    assert_int_equal(report.n, 6);
    assert_non_null(strstr(report.note[0].text, "'GGZ' and 'ggz' are two organisations"));
    assert_int_equal(report.note[0].line, 7);
    assert_non_null(strstr(report.note[1].text, "'B 1' and 'B  1'"));
    assert_non_null(strstr(report.note[4].text, "'\xc5\xa9' and 'u'"));
    assert_non_null(strstr(report.note[5].text, "2 more organisations that differ so"));
    polder_report_free(&report);
    report = (polder_report_t){0};
    char *distinct[4] = {"A", "B", "", "''"};
    assert_int_equal(polder_similar_warn(&place, distinct, NULL, 4, &report), 0);
    assert_int_equal(report.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(separators),           cmocka_unit_test(decimals),
        cmocka_unit_test(quotes_and_line_ends), cmocka_unit_test(headers),
        cmocka_unit_test(what_programs_write),  cmocka_unit_test(matrices),
        cmocka_unit_test(counts_are_taken),     cmocka_unit_test(kinds_of_numbers),
        cmocka_unit_test(names_that_are_alike)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
