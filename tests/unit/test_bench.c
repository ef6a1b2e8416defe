/* test_bench: what polder bench shows of what it measured: keys, numbers and units. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/render.h"
#include "program/bench.h"

static const polder_bench_t measured = {
    .kernels = "avx2",
    .compiler = "cc 1",
    .rounds = 3,
    .threads = 4,
    .small = {{"vector", NULL, 0.00025, 8e6, 1},
              {"scalar", "scalar kernels", 0.0005, 4e6, 2},
              {"prototype", "plain C prototype", 0.001, 2e6, 4}},
    .one_thread = 4000,
    .all_threads = 12000,
    .threads_to_one = 3,
    .small_step = 1e-7,
    .organisations = 100000,
    .months = 12,
    .large_step = 2e-7,
    .large_to_small = 2,
    .arc_bytes = 88,
    .bytes = 160.5,
    .large_graph = 0.02,
    .large_fill = 0.1,
    .graph = 0.01,
    .fill = 0.04,
    .observe = 0.15,
    .output = 0.05,
    .n_part = 2,
    .part = (const char *const[]){"trust", "value"},
    .share = (const double[]){0.625, 0.375},
};

static const json_t *at(const json_t *o, const char *a, const char *b, const char *c)
{
    o = json_object_get(o, a);
    if (b) o = json_object_get(o, b);
    if (c) o = json_object_get(o, c);
    if (!o) print_error("there is no %s %s %s\n", a, b ? b : "", c ? c : "");
    assert_non_null(o);
    return o;
}

static void data(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b, *c;
        double value;
    } expected[] = {
        {"rounds", NULL, NULL, 3},
        {"small", "vector", "ms_per_network", 0.25},
        {"small", "scalar", "networks_per_core_second", 2000},
        {"small", "prototype", "arc_ticks_per_core_second", 2e6},
        {"small", "vector_to_scalar", NULL, 2},
        {"small", "vector_to_prototype", NULL, 4},
        {"small", "threads", NULL, 4},
        {"small", "networks_per_second_one_thread", NULL, 4000},
        {"small", "networks_per_second_threads", NULL, 12000},
        {"small", "threads_to_one", NULL, 3},
        {"small", "step_arc_ticks_per_core_second", NULL, 1e7},
        {"large", "organisations", NULL, 100000},
        {"large", "months", NULL, 12},
        {"large", "step_arc_ticks_per_core_second", NULL, 5e6},
        {"large", "cost_to_small", NULL, 2},
        {"large", "arc_bytes_per_arc", NULL, 88},
        {"large", "bytes_per_arc", NULL, 160.5},
        {"large", "graph_share", NULL, 0.02},
        {"large", "fill_share", NULL, 0.1},
        {"shares", "graph", NULL, 0.01},
        {"shares", "fill", NULL, 0.04},
        {"shares", "observe", NULL, 0.15},
        {"shares", "output", NULL, 0.05},
        {"parts", "trust", NULL, 0.625},
        {"parts", "value", NULL, 0.375},
    };
    polder_document_t *d = polder_bench_document(POLDER_ENGLISH, &measured);
    json_t *o = polder_document_json(d);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_true(fabs(json_number_value(at(o, expected[i].a, expected[i].b, expected[i].c)) -
                         expected[i].value) <= 1e-9 * expected[i].value);
    assert_string_equal(json_string_value(at(o, "kernels", NULL, NULL)), "avx2");
    assert_int_equal(json_object_size(o), 9);
    json_decref(o);
    polder_document_free(d);
}

static void write_text(polder_language_t language, char **text)
{
    size_t size = 0;
    polder_paper_t paper = {.width = 80};
    paper.stream = open_memstream(text, &size);
    polder_document_t *d = polder_bench_document(language, &measured);
    assert_int_equal(polder_document_print(d, &paper), 0);
    fclose(paper.stream);
    polder_document_free(d);
}

static void has(const char *text, const char *part)
{
    if (!strstr(text, part)) print_error("no \"%s\" in\n%s\n", part, text);
    assert_non_null(strstr(text, part));
}

static void text(void **state)
{
    (void)state;
    char *english = NULL, *dutch = NULL;
    write_text(POLDER_ENGLISH, &english);
    write_text(POLDER_DUTCH, &dutch);
    has(english, "avx2 kernels");
    has(english, "4000 networks a second on 1 thread, 12000 on 4: 3.00 times as many.");
    has(english, "5.0 million arc-ticks per core and second (small networks: 10.0)");
    has(english, "months: 75.0%");
    has(english, "62.5%");
    has(dutch, "4000 netwerken per seconde op 1 thread, 12000 op 4: 3,00 keer zoveel.");
    has(dutch, "maanden: 75,0%");
    assert_null(strstr(dutch, "months"));
    free(english);
    free(dutch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(data), cmocka_unit_test(text)};
    return cmocka_run_group_tests_name("bench", tests, NULL, NULL);
}
