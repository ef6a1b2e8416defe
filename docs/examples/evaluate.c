/* evaluate.c: many parameter points in, means out, in memory.
 *
 *     cc evaluate.c $(pkg-config --cflags --libs polder) -o evaluate
 *     ./evaluate 10000 20        ten thousand points, twenty networks each
 *
 * Prints how many points a second, and the point at which most networks succeed.
 */
#include <polder/polder.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { FACTORS = 2 };

static double now(void)
{
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int failed(const polder_report_t *report)
{
    for (size_t i = 0; i < report->n; i++) fprintf(stderr, "%s\n", report->note[i].text);
    return 1;
}

static int column_of(const polder_experiment_t *x, const char *name)
{
    const int field = polder_table_find(&x->table, name);
    for (int i = 0; i < x->record.n_summary; i++)
        if (x->record.summary[i] == field) return i;
    return -1;
}

int main(int argc, char **argv)
{
    static const char *const factor[FACTORS] = {"relations.trust", "value.breadth"};
    const int n = argc > 1 ? atoi(argv[1]) : 1000;
    polder_report_t report = {0};
    polder_experiment_t x = {0};
    polder_session_t *session = NULL;
    if (n < 1 || polder_experiment_init(&x, "collaboration", &report) < 0) return failed(&report);
    x.replicates = argc > 2 ? atoi(argv[2]) : 20;
    if (x.replicates < 1 || polder_session_open(&session, &x, FACTORS, factor, 0, &report) < 0)
        return failed(&report);

    const int width = polder_session_width(session), success = column_of(&x, "success");
    double *value = calloc((size_t)n * FACTORS, sizeof *value);
    double *mean = calloc((size_t)n * (size_t)width, sizeof *mean);
    if (!value || !mean || success < 0) return 1;
    for (int p = 0; p < n; p++) { /* a lattice that fills the square */
        value[p * FACTORS] = 0.2 + 0.6 * (p + 0.5) / n;
        const double turn = p * 0.6180339887498949;
        value[p * FACTORS + 1] = turn - (double)(long)turn;
    }
    const double from = now();
    if (polder_session_evaluate(session, n, value, mean, NULL, &report) < 0) return failed(&report);
    const double seconds = now() - from;
    int best = 0;
    for (int p = 1; p < n; p++)
        if (mean[(size_t)p * (size_t)width + (size_t)success] >
            mean[(size_t)best * (size_t)width + (size_t)success])
            best = p;
    printf("%d points of %lld networks in %.2f s: %.0f points a second\n", n,
           (long long)x.replicates, seconds, n / seconds);
    printf("most succeed at %s %.3f, %s %.3f: %.0f%%\n", factor[0], value[best * FACTORS],
           factor[1], value[best * FACTORS + 1],
           100 * mean[(size_t)best * (size_t)width + (size_t)success]);
    free(value);
    free(mean);
    polder_session_close(session);
    polder_experiment_free(&x);
    polder_report_free(&report);
    return 0;
}
