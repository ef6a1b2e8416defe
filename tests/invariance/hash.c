/* hash.c: steps a fixed set of networks and prints a hash of where they end.
 *
 * test_bits.sh compiles this in many ways (gcc, clang, no optimisation, several instruction
 * sets, WebAssembly) and compares what is printed. So it uses nothing but the kernel and
 * the models: no igraph, GSL, HDF5 or OpenMP.
 *
 *   networks   sizes of one batch      ties
 *   small      2 … 37, sixteen lanes   ring with shortcuts, star, pair, path, lonely ones
 *   folded     700 in one              ring of degree 4 with shortcuts
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/lanes.h"
#include "kernel/random.h"

enum { RING, STAR, PATH, LONELY };

static uint64_t total = 14695981039346656037u;

static void fold(uint64_t *h, uint64_t word)
{
    for (int i = 0; i < 8; i++) *h = (*h ^ (word >> (8 * i) & 255u)) * 1099511628211u;
}

static void say(const char *what, int number, uint64_t h)
{
    printf("%s %d %016" PRIx64 "\n", what, number, h);
    fold(&total, h);
}

static int must(int code, const polder_report_t *report)
{
    if (code >= 0) return code;
    fprintf(stderr, "%s\n", report->n > 0 ? report->note[0].text : polder_code_text(code));
    exit(1);
}

/* Ties that depend on `kind`, `n` and `seed` alone. */
static void make_ties(polder_graph_t *graph, int kind, int32_t n, uint32_t seed)
{
    const uint32_t key[4] = {seed, 1, 2, 3};
    int32_t *from = malloc(4 * (size_t)n * sizeof *from), *to = malloc(4 * (size_t)n * sizeof *to);
    size_t m = 0;
    if (!from || !to) exit(1);
    for (int32_t i = 0; i < n; i++) {
        uint32_t word[4];
        polder_words(key, 0, (uint32_t)i, 0, 0, word);
        if (kind == STAR && i > 0) from[m] = 0, to[m++] = i;
        if (kind == PATH && i > 0) from[m] = i - 1, to[m++] = i;
        if (kind != RING && !(kind == LONELY && i < n / 2)) continue;
        from[m] = i, to[m++] = (i + 1) % n;
        from[m] = i, to[m++] = word[0] % 5 ? (i + 2) % n : (int32_t)(word[1] % (uint32_t)n);
        if (word[2] % 4 == 0) from[m] = i, to[m++] = (int32_t)(word[3] % (uint32_t)n);
    }
    polder_report_t report = {0};
    must(polder_graph_init(graph, n, m, from, to, &report), &report);
    free(from);
    free(to);
}

/* Steps one batch of n networks; says the hash of each, and of all of them on the way. */
static void run_batch(const char *what, const polder_plan_t *plan, int n,
                      const polder_lane_input_t *input, int ticks)
{
    polder_batch_t batch;
    polder_report_t report = {0};
    uint64_t way = 14695981039346656037u;
    must(polder_batch_init(&batch, plan, &report), &report);
    must(polder_batch_fill(&batch, n, input, NULL, NULL, &report), &report);
    for (int t = 0; t <= ticks; t++) {
        for (int l = 0; l < n && t % 6 == 0; l++) fold(&way, polder_batch_hash(&batch, l));
        if (t < ticks) polder_batch_step(&batch);
    }
    for (int l = 0; l < n; l++) say(what, l, polder_batch_hash(&batch, l));
    say(what, -1, way);
    polder_batch_free(&batch);
}

static void run_small(const char *what, const polder_plan_t *plan, const float *value,
                      uint32_t seed, int ticks)
{
    polder_graph_t graph[POLDER_LANES];
    polder_lane_input_t input[POLDER_LANES] = {0};
    for (int l = 0; l < POLDER_LANES; l++) {
        static const int32_t size[POLDER_LANES] = {12, 6,  18, 9,  2,  3, 15, 37,
                                                   12, 12, 30, 17, 11, 8, 7,  12};
        const int kind = l % 5 == 4 ? 1 + (l / 5) % 3 : RING;
        make_ties(&graph[l], kind, size[l], seed + (uint32_t)l);
        input[l].graph = &graph[l];
        input[l].value = value;
        polder_key(seed, (uint64_t)l, input[l].key);
    }
    run_batch(what, plan, POLDER_LANES, input, ticks);
    for (int l = 0; l < POLDER_LANES; l++) polder_graph_free(&graph[l]);
}

static void run_folded(const char *what, const polder_plan_t *plan, const float *value, int32_t n,
                       int ticks)
{
    polder_graph_t graph;
    polder_lane_input_t input = {.graph = &graph, .value = value};
    make_ties(&graph, RING, n, 99);
    polder_key(7, 3, input.key);
    run_batch(what, plan, 1, &input, ticks);
    polder_graph_free(&graph);
}

enum { MOST_LEVERS = 64 };

/* Every lever pushed by another amount, in another period. */
static int push_levers(const polder_table_t *table, polder_push_t *push)
{
    int n = 0;
    for (int f = 0; f < table->n_field && n < MOST_LEVERS; f++) {
        if (table->field[f]->role != POLDER_LEVER) continue;
        push[n] = (polder_push_t){f, 3 + n, 20 + n, 0.1f + 0.05f * (float)n};
        n++;
    }
    return n;
}

/* `form` is a choice of governance.form, or NULL. */
static void run_model(const char *name, bool levers, const char *form, int ticks)
{
    polder_table_t table;
    polder_plan_t plan;
    polder_report_t report = {0};
    polder_push_t push[MOST_LEVERS];
    char what[64];
    must(polder_table_init(&table, name, &report), &report);
    const polder_orders_t arm = {0};
    const polder_plan_input_t input = {.table = &table,
                                       .n_push = levers ? push_levers(&table, push) : 0,
                                       .push = push,
                                       .n_arm = 1,
                                       .arm = &arm};
    must(polder_plan_init(&plan, &input, &report), &report);
    float *value = calloc((size_t)table.n_field, sizeof *value);
    if (!value) exit(1);
    for (int f = 0; f < table.n_field; f++) value[f] = table.field[f]->value;
    if (form) {
        const int f = polder_table_find(&table, "governance.form");
        value[f] = (float)polder_choice_find(table.field[f]->choices, form);
    }
    const char *variant = levers ? "-levers" : form ? "-form" : "";
    snprintf(what, sizeof what, "%s%s", name, variant);
    for (uint32_t seed = 1; seed <= 2; seed++) run_small(what, &plan, value, seed, ticks);
    snprintf(what, sizeof what, "%s%s-folded", name, variant);
    run_folded(what, &plan, value, 700, ticks / 4);
    free(value);
    polder_plan_free(&plan);
    polder_table_free(&table);
}

/* The functions of fastmath.h at floats of all sizes and both signs. */
static void hash_mathematics(void)
{
    uint64_t h[7];
    for (int i = 0; i < 7; i++) h[i] = 14695981039346656037u;
    for (uint32_t bits = 0; bits < 0xff000000u; bits += 20011) {
        const float x = polder_float((int32_t)bits);
        if ((bits & 0x7fffffffu) >= 0x7f800000u) continue;
        float s = 0, c = 0, y = 0, z = 0;
        polder_sincos_turn(polder_uniform(bits * 2654435761u), &s, &c);
        polder_normal2(bits * 2654435761u, bits * 40503u, &y, &z);
        const float value[7] = {polder_exp(x),
                                polder_log(polder_max(polder_abs(x), 1.17549435e-38f)),
                                polder_logistic(x),
                                polder_sqrt(polder_abs(x)),
                                s + 2 * c,
                                y + 2 * z,
                                polder_exponential(bits * 2654435761u)};
        for (int i = 0; i < 7; i++) fold(&h[i], (uint32_t)polder_bits(value[i]));
    }
    for (int i = 0; i < 7; i++) say("mathematics", i, h[i]);
}

int main(void)
{
    hash_mathematics();
    run_model("opinions", false, NULL, 60);
    run_model("public-goods", false, NULL, 20);
    run_model("collaboration", false, NULL, 60);
    run_model("collaboration", true, NULL, 60);
    run_model("collaboration", false, "self-organising", 48);
    printf("total %016" PRIx64 "\n", total);
    return 0;
}
