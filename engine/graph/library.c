/* library.c: the lock, the handlers and the generator igraph works with; see bridge.h. */
#include <locale.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "graph/bridge.h"

enum { MOST_WARNINGS = 8, MESSAGE = 512 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* All below is written under the lock. */
static char message[MESSAGE];
static char warning[MOST_WARNINGS][MESSAGE];
static int n_warning;
static jmp_buf back;
static bool broken; /* igraph has called its state invalid: nothing may use it any more */
static locale_t plain;
static igraph_error_handler_t *outer_error;
static igraph_warning_handler_t *outer_warning;
static igraph_fatal_handler_t *outer_fatal;
static igraph_attribute_table_t *outer_attributes;

/* A program may also use igraph itself: it has its own handlers again after each call, and what
 * happens meanwhile in other threads of it is handed on to them. */
static _Thread_local bool inside;

static void on_error(const char *reason, const char *file, int line, igraph_error_t code)
{
    if (!inside) {
        outer_error(reason, file, line, code);
        return;
    }
    /* Called again at every level on the way up, with less to say each time. */
    if (!message[0])
        snprintf(message, sizeof message, "%s", reason && *reason ? reason : igraph_strerror(code));
    IGRAPH_FINALLY_FREE();
}

static void on_warning(const char *reason, const char *file, int line)
{
    if (!inside) {
        outer_warning(reason, file, line);
        return;
    }
    if (n_warning < MOST_WARNINGS) snprintf(warning[n_warning], MESSAGE, "%s", reason);
    n_warning++;
}

/* igraph aborts when this returns. */
static void on_fatal(const char *reason, const char *file, int line)
{
    if (!inside) {
        outer_fatal(reason, file, line);
        return;
    }
    snprintf(message, sizeof message, "%s", reason);
    longjmp(back, 1);
}

static void prepare(void)
{
    plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

static void enter(void)
{
    outer_error = igraph_set_error_handler(on_error);
    outer_warning = igraph_set_warning_handler(on_warning);
    outer_fatal = igraph_set_fatal_handler(on_fatal);
    outer_attributes = igraph_set_attribute_table(&igraph_cattribute_table);
    inside = true;
}

static void leave(void)
{
    inside = false;
    igraph_set_error_handler(outer_error);
    igraph_set_warning_handler(outer_warning);
    igraph_set_fatal_handler(outer_fatal);
    igraph_set_attribute_table(outer_attributes);
}

/* igraph's view of a stream. It is never created or seeded by igraph. */
static igraph_error_t stream_create(void **state)
{
    (void)state;
    return IGRAPH_UNIMPLEMENTED;
}

static void stream_destroy(void *state)
{
    (void)state;
}

static igraph_error_t stream_seed(void *state, igraph_uint_t seed)
{
    (void)state;
    (void)seed;
    return IGRAPH_SUCCESS;
}

static igraph_uint_t stream_get(void *state)
{
    return polder_stream_next(state);
}

static const igraph_rng_type_t stream_type = {
    .name = "keyed threefry4x32",
    .bits = 32,
    .init = stream_create,
    .destroy = stream_destroy,
    .seed = stream_seed,
    .get = stream_get,
};

static int run(polder_bridge_work_t work, void *self, polder_report_t *report)
{
    if (setjmp(back) == 0) return work(self, report);
    broken = true;
    return polder_fail(report, POLDER_GRAPH, "igraph cannot go on: %s", message);
}

int polder_bridge_call(polder_bridge_work_t work, void *self, const uint32_t key[4],
                       polder_report_t *report)
{
    pthread_once(&once, prepare);
    if (!plain) return polder_fail(report, POLDER_MEMORY, "no memory for a locale");
    pthread_mutex_lock(&lock);
    int code;
    if (broken) {
        code = polder_fail(report, POLDER_GRAPH, "igraph stopped earlier: %s", message);
    } else {
        polder_stream_t stream;
        const igraph_rng_t before = *igraph_rng_default();
        if (key) {
            polder_stream_init(&stream, key);
            igraph_rng_set_default(&(igraph_rng_t){&stream_type, &stream, true});
        }
        const locale_t locale = uselocale(plain);
        message[0] = '\0';
        n_warning = 0;
        enter();
        code = run(work, self, report);
        leave();
        uselocale(locale);
        if (key)
            igraph_rng_set_default(&(igraph_rng_t){before.type, before.state, before.is_seeded});
    }
    pthread_mutex_unlock(&lock);
    return code;
}

const char *polder_bridge_message(void)
{
    return message;
}

int polder_bridge_check(igraph_error_t code, polder_report_t *report)
{
    if (code == IGRAPH_SUCCESS) return 0;
    return polder_fail(report, code == IGRAPH_ENOMEM ? POLDER_MEMORY : POLDER_GRAPH, "igraph: %s",
                       message[0] ? message : igraph_strerror(code));
}

void polder_bridge_warn(polder_report_t *report, const polder_place_t *place)
{
    for (int i = 0; i < n_warning && i < MOST_WARNINGS; i++)
        polder_warn(report, place, "%s", warning[i]);
    if (n_warning > MOST_WARNINGS)
        polder_warn(report, place, "%d more such remarks", n_warning - MOST_WARNINGS);
    n_warning = 0;
}

static char library[32];

static void name_library(void)
{
    const char *version = NULL;
    igraph_version(&version, NULL, NULL, NULL);
    snprintf(library, sizeof library, "igraph %s", version);
}

const char *polder_graph_library(void)
{
    static pthread_once_t named = PTHREAD_ONCE_INIT;
    pthread_once(&named, name_library);
    return library;
}
