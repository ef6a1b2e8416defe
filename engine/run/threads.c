/* threads.c: see threads.h. */
#include "run/threads.h"

#include <ctype.h>
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- the stack of a thread ---- */

/* How many bytes a variable such as OMP_STACKSIZE=" 16 M" asks for; 0: it makes no sense. */
static size_t stack_asked(const char *text)
{
    static const char unit[] = "bkmg";
    char *end = NULL;
    if (!text) return 0;
    const unsigned long long number = strtoull(text, &end, 10);
    if (end == text) return 0;
    end += strspn(end, " \t");
    const char *found = *end ? strchr(unit, tolower((unsigned char)*end)) : unit + 1;
    if (!found || number > (1ULL << 40)) return 0;
    return (size_t)number << 10 * (found - unit);
}

/* What OpenMP's threads get, and the variable that says so or NULL. */
static size_t stack_size(pthread_attr_t *attributes, const char **variable)
{
    static const char *const name[] = {"OMP_STACKSIZE", "GOMP_STACKSIZE", "KMP_STACKSIZE"};
    size_t size = 0;
    *variable = NULL;
    for (size_t i = 0; i < sizeof name / sizeof *name && !*variable; i++) {
        size = stack_asked(getenv(name[i]));
        if (size > 0) *variable = name[i];
    }
    if (!*variable) pthread_attr_getstacksize(attributes, &size);
    return size;
}

/* ---- trying ---- */

/* Where threads wait until all that can be started have been. */
typedef struct {
    pthread_mutex_t lock;
    pthread_cond_t over;
    bool done;
} gate_t;

static void *wait_at(void *self)
{
    gate_t *gate = self;
    pthread_mutex_lock(&gate->lock);
    while (!gate->done) pthread_cond_wait(&gate->over, &gate->lock);
    pthread_mutex_unlock(&gate->lock);
    return NULL;
}

typedef struct {
    pthread_t thread;
    void *room; /* what malloc sets aside for a thread; never touched, so it takes addresses only */
} trial_t;

/* How many of n threads can be there at once; *error: why no more. */
static int start(int n, const pthread_attr_t *attributes, int *error)
{
    enum { ROOM = 64 * 1024 * 1024 };
    gate_t gate = {.lock = PTHREAD_MUTEX_INITIALIZER, .over = PTHREAD_COND_INITIALIZER};
    trial_t *trial = calloc((size_t)n, sizeof *trial);
    void *spare = malloc(ROOM); /* for this thread */
    int started = 0;
    *error = trial && spare ? 0 : ENOMEM;
    while (started < n && !*error) {
        trial_t *t = &trial[started];
        t->room = malloc(ROOM);
        *error = t->room ? pthread_create(&t->thread, attributes, wait_at, &gate) : ENOMEM;
        if (*error)
            free(t->room);
        else
            started++;
    }
    pthread_mutex_lock(&gate.lock);
    gate.done = true;
    pthread_cond_broadcast(&gate.over);
    pthread_mutex_unlock(&gate.lock);
    for (int i = 0; i < started; i++) {
        pthread_join(trial[i].thread, NULL);
        free(trial[i].room);
    }
    free(spare);
    free(trial);
    return started;
}

int polder_threads_try(int *threads, polder_report_t *report)
{
    static int known = 1; /* so many OpenMP has, or can get */
    const char *variable = NULL;
    pthread_attr_t attributes;
    int error = 0, code = 0;
    if (*threads <= known) return 0;
    if (pthread_attr_init(&attributes) != 0)
        return polder_fail(report, POLDER_MEMORY, "no memory for threads");
    const size_t size = stack_size(&attributes, &variable);
    if (size < POLDER_STACK_LEAST) {
        code = polder_fail(
            report, POLDER_INPUT, "the stack of a thread would have %zu KB, by %s: it needs %d",
            size / 1024, variable ? variable : "ulimit -s", (int)POLDER_STACK_LEAST / 1024);
    } else {
        pthread_attr_setstacksize(&attributes, size);
        const int possible = known + start(*threads - known, &attributes, &error);
        if (possible < *threads)
            polder_warn(report, NULL, "only %d of %d threads can be started here: %s", possible,
                        *threads, polder_report_text(report, strerror(error)));
        *threads = known = possible;
    }
    pthread_attr_destroy(&attributes);
    return code;
}
