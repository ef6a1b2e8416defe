/* Which arm of a scenario does best? Runs it in memory and prints, per arm, how many of the
 * networks succeed. All arms meet the same networks and the same chances.
 *
 *     cc compare.c -o compare $(pkg-config --cflags --libs polder)
 *     ./compare interventions.yaml
 */
#include <polder/polder.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    const polder_experiment_t *x;
    int column;   /* of "success" in the summary */
    int *success; /* [n_case] */
} count_t;

/* One thread at a time hands over a block of networks. */
static int count(void *self, const polder_block_t *block, polder_report_t *report)
{
    count_t *c = self;
    if (block->error) return polder_fail(report, POLDER_INTERNAL, "%s", block->error);
    for (int u = 0; u < block->n_unit; u++)
        c->success[(block->first_unit + u) % c->x->n_case] +=
            block->summary[c->column * block->n_unit + u] > 0;
    return 0;
}

int main(int argc, char **argv)
{
    polder_experiment_t x = {0};
    polder_report_t report = {0};
    polder_timing_t timing = {0};
    count_t c = {.x = &x};
    const polder_sink_t sink = {.self = &c, .write = count};
    const char *file = argc > 1 ? argv[1] : "interventions.yaml";
    int code = polder_scenario_read(file, NULL, &x, &report);
    if (code < 0) goto out;
    const int success = polder_table_find(&x.table, "success");
    while (x.record.summary[c.column] != success) c.column++;
    c.success = calloc((size_t)x.n_case, sizeof *c.success);
    code = c.success ? polder_run(&x, &(polder_run_options_t){0}, &sink, &timing, &report) : -1;
    for (int i = 0; i < x.n_case && code >= 0; i++)
        printf("%-24s %5.1f%%\n", x.arm[i % x.n_arm].name,
               100.0 * c.success[i] / (double)x.replicates);
out:
    for (size_t i = 0; i < report.n; i++) fprintf(stderr, "%s\n", report.note[i].text);
    free(c.success);
    polder_timing_free(&timing);
    polder_experiment_free(&x);
    polder_report_free(&report);
    return code < 0;
}
