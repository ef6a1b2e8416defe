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
static const char *const factor[FACTORS] = {"relations.trust", "value.breadth"};

static double now(void)
{
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The collaboration model as it is, with so many networks at each point. */
static int make(polder_experiment_t **x, int replicates, polder_report_t *report)
{
    polder_draft_t *draft = NULL;
    int code = polder_draft_new(&draft, "collaboration", NULL, report);
    if (code >= 0)
        code = polder_draft_number(draft, POLDER_ALL_ARMS, "replicates", replicates, report);
    if (code >= 0) code = polder_draft_make(draft, x, report);
    polder_draft_free(draft);
    return code;
}

/* A lattice that fills the square. */
static void choose_points(int n, double *value)
{
    for (int p = 0; p < n; p++) {
        const double turn = p * 0.6180339887498949;
        value[p * FACTORS] = 0.2 + 0.6 * (p + 0.5) / n;
        value[p * FACTORS + 1] = turn - (double)(long)turn;
    }
}

static int evaluate(const polder_experiment_t *x, int n, double *value, polder_report_t *report)
{
    polder_session_t *session = NULL;
    const int success = polder_experiment_find_column(x, "success");
    int code = polder_session_open(&session, x, FACTORS, factor, 0, report), best = 0;
    if (code < 0) return code;
    const int width = polder_session_width(session);
    double *mean = calloc((size_t)n * (size_t)width, sizeof *mean);
    if (!mean) code = polder_out_of_memory(report);
    const double from = now();
    if (code >= 0) code = polder_session_evaluate(session, n, value, mean, NULL, report);
    const double seconds = now() - from;
    for (int p = 1; p < n && code >= 0; p++)
        if (mean[p * width + success] > mean[best * width + success]) best = p;
    if (code >= 0) {
        printf("%d points of %lld networks in %.2f s: %.0f points a second\n", n,
               (long long)polder_experiment_replicates(x), seconds, n / seconds);
        printf("most succeed at %s %.3f, %s %.3f: %.0f%%\n", factor[0], value[best * FACTORS],
               factor[1], value[best * FACTORS + 1], 100 * mean[best * width + success]);
    }
    free(mean);
    polder_session_close(session);
    return code;
}

int main(int argc, char **argv)
{
    const int n = argc > 1 ? atoi(argv[1]) : 1000;
    double *value = n > 0 ? calloc((size_t)n * FACTORS, sizeof *value) : NULL;
    polder_report_t report = {0};
    polder_experiment_t *x = NULL;
    if (!value) return 1;
    choose_points(n, value);
    int code = make(&x, argc > 2 ? atoi(argv[2]) : 20, &report);
    if (code >= 0) code = evaluate(x, n, value, &report);
    for (size_t i = 0; i < report.n; i++) fprintf(stderr, "%s\n", report.note[i].text);
    free(value);
    polder_experiment_delete(x);
    polder_report_free(&report);
    return code < 0;
}
