/* test_mutations.c: readers of scenarios and network files, given texts that are nearly valid.
 *
 * Whatever they are given, readers do not crash (under the sanitizers: touch no memory that is
 * not theirs and leak none), say why they refuse, and what they accept holds together. The
 * cases are the same on every machine; POLDER_FUZZ=N multiplies their number by N.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "again_fixture.h"
#include "fuzz/mutate.h"
#include "graph/graph.h"
#include "scenario/scenario.h"

enum { SCENARIO_CASES = 400, NETWORK_CASES = 1200 };

static char folder[] = "mutations_XXXXXX";

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

static uint64_t times(uint64_t n)
{
    const char *factor = getenv("POLDER_FUZZ");
    const long x = factor ? strtol(factor, NULL, 10) : 1;
    return n * (uint64_t)(x > 1 ? x : 1);
}

/* A text that is refused gets at least one error, and every note says something. */
static void check_report(const polder_report_t *report, int code)
{
    assert_true(code >= 0 || report->n_error > 0);
    assert_true(code < 0 || report->n_error == 0);
    for (size_t i = 0; i < report->n; i++) {
        assert_non_null(report->note[i].text);
        assert_true(report->note[i].text[0] != '\0');
        assert_null(strstr(report->note[i].text, "a fault of Polder"));
    }
}

/* ---- scenarios ---- */

static const char everything[] = "title: Tout \xc3\xa7\x61\n"
                                 "model: collaboration\n"
                                 "seed: 7\n"
                                 "replicates: 10\n"
                                 "horizon: 12\n"
                                 "network: {topology: small-world, members: {integer: [3, 9]}}\n"
                                 "values:\n"
                                 "  relations:\n"
                                 "    trust: {truncated-normal: [0.5, 0.1, 0.2, 0.8]}\n"
                                 "  governance:\n"
                                 "    form: lead\n"
                                 "initial:\n"
                                 "  ownership: {beta: [4, 2]}\n"
                                 "  conflict: {choice: {0: 19, 1: 1}}\n"
                                 "without: [context]\n"
                                 "levers:\n"
                                 "  - {contact: 0.7, disclosure: 0.4, from: 3, until: 24}\n"
                                 "record:\n"
                                 "  networks: 5\n"
                                 "  every: 2\n"
                                 "  columns: [trust.mean, trust]\n"
                                 "  summary: [metric.density]\n";

/* Parses twice; gives whether the text was accepted. */
static bool one_scenario(const mutant_t *m)
{
    char *json[2] = {NULL, NULL};
    int code[2];
    for (int turn = 0; turn < 2; turn++) {
        polder_experiment_t x;
        polder_report_t report = {0};
        code[turn] = polder_scenario_parse(m->text, m->length, "mutant", folder, NULL, &x, &report);
        check_report(&report, code[turn]);
        if (code[turn] >= 0) {
            assert_int_equal(polder_scenario_describe(&x, &json[turn], &report), 0);
            static int n; /* that takes its time */
            if (turn > 0 && n++ % 24 == 0) assert_reads_again(&x, json[turn], true);
            assert_true(x.replicates > 0 && x.horizon > 0);
            polder_experiment_free(&x);
        }
        polder_report_free(&report);
    }
    assert_int_equal(code[0], code[1]);
    if (code[0] >= 0) assert_string_equal(json[0], json[1]);
    free(json[0]);
    free(json[1]);
    return code[0] >= 0;
}

static void many_scenarios(const char *text, size_t length)
{
    uint64_t accepted = 0;
    const uint64_t n = times(SCENARIO_CASES);
    for (uint64_t k = 0; k < n; k++) {
        mutant_t m = mutate(text, length, k);
        accepted += one_scenario(&m);
        free(m.text);
    }
    print_message("%d of %d accepted\n", (int)accepted, (int)n);
    assert_true(accepted < n);
}

static void scenario_with_everything(void **state)
{
    (void)state;
    mutant_t m = {(char *)(uintptr_t)everything, sizeof everything - 1};
    assert_true(one_scenario(&m)); /* so what is mutated is valid */
    many_scenarios(everything, sizeof everything - 1);
}

static void ready_scenarios(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob(POLDER_SOURCE_DIR "/scenarios/[a-z]*.yaml", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        static char text[1 << 16];
        FILE *file = fopen(found.gl_pathv[i], "rb");
        assert_non_null(file);
        const size_t length = fread(text, 1, sizeof text, file);
        fclose(file);
        many_scenarios(text, length);
    }
    globfree(&found);
}

/* ---- network files ---- */

enum { SIZE, WEIGHT };
static const polder_field_t field[] = {
    {.name = "size", .level = POLDER_ORGANISATION, .min = 0, .max = 9},
    {.name = "weight", .level = POLDER_ARC, .min = 0, .max = 1}};
static const polder_field_t *fields[] = {&field[0], &field[1]};
static const polder_table_t table = {.n_field = 2, .field = fields};

static const char graphml[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
    "<key id=\"a\" for=\"node\" attr.name=\"size\" attr.type=\"double\"/>\n"
    "<key id=\"b\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
    "<key id=\"c\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
    "<graph id=\"g\" edgedefault=\"directed\">\n"
    "<node id=\"n0\"><data key=\"a\">1.5</data><data key=\"b\">North &amp; co</data></node>\n"
    "<node id=\"n1\"><data key=\"a\">2</data><data key=\"b\">Caf\xc3\xa9</data></node>\n"
    "<node id=\"n2\"><data key=\"b\">East</data></node>\n"
    "<node id=\"n3\"/>\n"
    "<edge source=\"n0\" target=\"n1\"><data key=\"c\">0.5</data></edge>\n"
    "<edge source=\"n1\" target=\"n0\"><data key=\"c\">0.25</data></edge>\n"
    "<edge source=\"n2\" target=\"n1\"/>\n"
    "<edge source=\"n3\" target=\"n3\"><data key=\"c\">1</data></edge>\n"
    "</graph>\n"
    "</graphml>\n";
static const char gml[] =
    "graph [\n"
    "  directed 1\n"
    "  node [ id 5 label \"A.B c\" size 3 ]\n"
    "  node [ id 9 label \"Gr\xc3\xb8n\" size 1 ]\n"
    "  node [ id 2 label \"th&#238;rd &amp; last\" size 2.5e0 g [ x [ ] y \"]\" ] ]\n"
    "  # node [ id 3 ]\n"
    "  node [ id 4 isGroup 1 ]\n"
    "  edge [ source 5 target 9 weight 0.5 ]\n"
    "  edge [ source 9 target 2 weight 1 ]\n"
    "  edge [ source 9 target 5 weight 0.1 ]\n"
    "]\n";
static const char pajek[] = "*Vertices 4\n"
                            "1 \"North\" 0.1 0.2 0.3 box ic Red\n"
                            "2 \"South of it\"\n"
                            "3 \"East\"\n"
                            "4 \"West\"\n"
                            "*Arcs\n"
                            "1 2 0.5\n"
                            "2 1 0.25\n"
                            "3 4\n"
                            "*Edges :1 \"contact\"\n"
                            "1 4 1\n"
                            "/* as\nlists */\n"
                            "*Arcslist\n"
                            "2 3 -4\n"
                            "*Matrix\n"
                            "0 0 2e0 0\n0 0.0 0 0\n1 1 0\n0\n.5 0 0 0\n"
                            "*Vector size.vec\n"
                            "*Vertices 4\n"
                            "1\n2.5\nnan\n4\n";
static const char edges[] = "# from to weight\n"
                            "North South 0.5\n"
                            "\"East of here\" North 0.25\n"
                            "\"Caf\xc3\xa9 de la gare\" South\n"
                            "St.John's,1 North 1e-1\r\n"
                            "South North .75\n";

/* What was accepted is a graph as batch.h describes it, with names and columns of its size. */
static void check_network(const polder_network_t *n)
{
    const polder_graph_t *g = &n->graph;
    assert_true(g->n_org >= 1 && g->n_arc >= 0 && g->n_arc % 2 == 0);
    assert_int_equal(g->off[0], 0);
    assert_int_equal(g->off[g->n_org], g->n_arc);
    for (int32_t i = 0; i < g->n_org; i++) {
        assert_true(g->off[i] <= g->off[i + 1]);
        assert_non_null(n->label[i]);
        for (int32_t a = g->off[i]; a < g->off[i + 1]; a++) {
            assert_true(g->nbr[a] >= 0 && g->nbr[a] < g->n_org && g->nbr[a] != i);
            assert_true(a == g->off[i] || g->nbr[a - 1] < g->nbr[a]);
            assert_true(polder_graph_arc(g, g->nbr[a], i) >= 0);
        }
    }
    for (int m = 0; m < n->n_mapping; m++) {
        const polder_field_t *f = fields[m];
        const int32_t size = f->level == POLDER_ARC ? g->n_arc : g->n_org;
        for (int32_t i = 0; i < size; i++) {
            const float x = n->column[m][i];
            assert_true(isnan(x) || (x >= f->min && x <= f->max));
        }
    }
}

static bool one_network(const char *name, const mutant_t *m, bool mapped, bool mutual)
{
    char path[64];
    polder_mapping_t mapping[] = {{SIZE, (char[]){"size"}, POLDER_RANK, false, 0, 9, {0, 0}},
                                  {WEIGHT, (char[]){"weight"}, POLDER_RANGE, true, 0, 1, {0, 0}}};
    polder_source_t source = {.path = path, .undirected = mutual ? POLDER_MUTUAL : POLDER_EITHER};
    polder_report_t report = {0};
    polder_network_t network;
    if (mapped) source.mapping = mapping, source.n_mapping = 2;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(m->text, 1, m->length, file), m->length);
    fclose(file);
    const int code = polder_network_read(&source, &table, &network, &report);
    remove(path);
    check_report(&report, code);
    if (code >= 0) {
        check_network(&network);
        polder_network_free(&network);
    }
    polder_report_free(&report);
    return code >= 0;
}

static void many_networks(const char *name, const char *text, size_t length, bool attributes)
{
    uint64_t accepted = 0;
    const uint64_t n = times(NETWORK_CASES);
    mutant_t whole = {(char *)(uintptr_t)text, length};
    assert_true(one_network(name, &whole, attributes, false));
    for (uint64_t k = 0; k < n; k++) {
        mutant_t m = mutate(text, length, k);
        accepted += one_network(name, &m, attributes && k % 2, k % 4 >= 2);
        free(m.text);
    }
    print_message("%d of %d accepted\n", (int)accepted, (int)n);
    assert_true(accepted > n / 100 && accepted < n); /* so both ways are taken */
}

static void graphml_files(void **state)
{
    (void)state;
    many_networks("mutant.graphml", graphml, sizeof graphml - 1, true);
}

static void gml_files(void **state)
{
    (void)state;
    many_networks("mutant.gml", gml, sizeof gml - 1, true);
}

static void pajek_files(void **state)
{
    (void)state;
    many_networks("mutant.net", pajek, sizeof pajek - 1, true);
}

static void edge_lists(void **state)
{
    (void)state;
    many_networks("mutant.txt", edges, sizeof edges - 1, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenario_with_everything),
        cmocka_unit_test(ready_scenarios),
        cmocka_unit_test(graphml_files),
        cmocka_unit_test(gml_files),
        cmocka_unit_test(pajek_files),
        cmocka_unit_test(edge_lists),
    };
    return cmocka_run_group_tests_name("mutations", tests, set_up, tear_down);
}
