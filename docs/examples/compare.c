/* Which arm of a scenario does best? Runs it in memory and prints, per arm, how many of the
 * networks succeed. All arms meet the same networks and the same chances.
 *
 * Install Polder first, `cmake --install build/release --prefix ~/.local`, and say to pkg-config
 * where: export PKG_CONFIG_PATH=~/.local/lib/pkgconfig:~/.local/lib/x86_64-linux-gnu/pkgconfig. Then
 *
 *     cc compare.c -o compare $(pkg-config --cflags --libs polder)
 *     ./compare interventions.yaml
 */
#include <polder/polder.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    int n_case, column; /* column: of "success" */
    int *success;       /* [n_case] */
} count_t;

/* One thread at a time hands over a block of networks. */
static int count(void *self, const polder_block_t *block, polder_report_t *report)
{
    count_t *c = self;
    if (block->error) return polder_fail(report, POLDER_INTERNAL, "%s", block->error);
    for (int u = 0; u < block->n_unit; u++)
        c->success[(block->first_unit + u) % c->n_case] +=
            block->summary[c->column * block->n_unit + u] > 0;
    return 0;
}

static int run(const polder_experiment_t *x, count_t *c, polder_report_t *report)
{
    polder_timing_t timing = {0};
    const polder_sink_t sink = {.self = c, .write = count};
    c->n_case = polder_experiment_n_case(x);
    c->column = polder_experiment_find_column(x, "success");
    c->success = calloc((size_t)c->n_case, sizeof *c->success);
    if (c->column < 0) return polder_fail(report, POLDER_INPUT, "this model has no success");
    if (!c->success) return polder_out_of_memory(report);
    const int code = polder_run(x, &(polder_run_options_t){0}, &sink, &timing, report);
    polder_timing_free(&timing);
    return code;
}

int main(int argc, char **argv)
{
    polder_experiment_t *x = NULL;
    polder_report_t report = {0};
    count_t c = {0};
    if (argc != 2) {
        fprintf(stderr, "usage: %s SCENARIO, such as interventions.yaml\n", argv[0]);
        return 2;
    }
    int code = polder_scenario_open(&x, argv[1], NULL, &report);
    if (code >= 0) code = run(x, &c, &report);
    for (int i = 0; i < c.n_case && code >= 0; i++) {
        char name[POLDER_CASE_NAME];
        polder_experiment_case_name(x, i, name, sizeof name);
        printf("%-24s %5.1f%%\n", name,
               100.0 * c.success[i] / (double)polder_experiment_replicates(x));
    }
    for (size_t i = 0; i < report.n; i++) fprintf(stderr, "%s: %s\n", argv[1], report.note[i].text);
    free(c.success);
    polder_experiment_delete(x);
    polder_report_free(&report);
    return code < 0;
}
