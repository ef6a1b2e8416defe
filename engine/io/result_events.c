/* result_events.c: what happened, out of a result file. See store.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/result.h"

enum { NAME, MEANING, WHO, WHOM, A, A_UNITS, A_CHOICES, B, B_UNITS, B_CHOICES };

static const polder_dataset_id_t text_of[POLDER_KIND_TEXTS] = {
    [NAME] = POLDER_SET_KIND_NAME,
    [MEANING] = POLDER_SET_KIND_MEANING,
    [WHO] = POLDER_SET_KIND_WHO,
    [WHOM] = POLDER_SET_KIND_WHOM,
    [A] = POLDER_SET_KIND_A,
    [A_UNITS] = POLDER_SET_KIND_A_UNITS,
    [A_CHOICES] = POLDER_SET_KIND_A_CHOICES,
    [B] = POLDER_SET_KIND_B,
    [B_UNITS] = POLDER_SET_KIND_B_UNITS,
    [B_CHOICES] = POLDER_SET_KIND_B_CHOICES};

/* ---- the kinds ---- */

static const char *text_at(const polder_result_t *result, int which, int64_t kind)
{
    const char *text = result->kind_text[which][kind];
    return text && *text ? text : NULL;
}

void polder_result_kinds(polder_result_t *result)
{
    const int64_t n = result->size[POLDER_DIM_KINDS];
    polder_hdf_t *h = result->h;
    if (h->bad || n == 0) return;
    for (int i = 0; i < POLDER_KIND_TEXTS && !h->bad; i++)
        result->kind_text[i] = polder_hdf_read_texts(h, result->set[text_of[i]], (hsize_t)n);
    result->kind = h->bad ? NULL : calloc((size_t)n, sizeof *result->kind);
    if (!result->kind) polder_hdf_no_memory(h);
    for (int64_t k = 0; k < n && !h->bad; k++) {
        if (!text_at(result, NAME, k)) polder_hdf_spoil(h, "a kind of event has no name");
        result->kind[k] = (polder_event_kind_t){
            .name = text_at(result, NAME, k),
            .who = text_at(result, WHO, k),
            .whom = text_at(result, WHOM, k),
            .number = {{text_at(result, A, k), text_at(result, A_UNITS, k),
                        text_at(result, A_CHOICES, k)},
                       {text_at(result, B, k), text_at(result, B_UNITS, k),
                        text_at(result, B_CHOICES, k)}},
            .doc = text_at(result, MEANING, k),
        };
    }
}

void polder_result_free_kinds(polder_result_t *result)
{
    for (int i = 0; i < POLDER_KIND_TEXTS; i++)
        polder_hdf_free(result->kind_text[i], (hsize_t)result->size[POLDER_DIM_KINDS]);
    free(result->kind);
}

int64_t polder_result_n_event(const polder_result_t *result)
{
    return result->size[POLDER_DIM_EVENTS];
}

int polder_result_n_kind(const polder_result_t *result)
{
    return (int)result->size[POLDER_DIM_KINDS];
}

const polder_event_kind_t *polder_result_kind(const polder_result_t *result, int kind)
{
    return kind >= 0 && kind < polder_result_n_kind(result) ? &result->kind[kind] : NULL;
}

int polder_result_find_kind(const polder_result_t *result, const char *name)
{
    for (int k = 0; k < polder_result_n_kind(result); k++)
        if (strcmp(result->kind[k].name, name) == 0) return k;
    return -1;
}

/* ---- the events ---- */

static int read_column(const polder_result_t *result, polder_dataset_id_t id, hid_t type,
                       size_t width, int64_t first, int64_t n, void *out, polder_report_t *report)
{
    return polder_result_piece(result,
                               &(polder_piece_t){.set = result->set[id],
                                                 .type = type,
                                                 .name = polder_datasets[id].name,
                                                 .rows = result->size[POLDER_DIM_EVENTS],
                                                 .first = first,
                                                 .n = n,
                                                 .out = out,
                                                 .room = (size_t)n * width},
                               report);
}

/* Is the number one of its choices, if it has any? */
static bool is_choice(const polder_event_number_t *number, float value)
{
    int length = 0;
    if (!number->choices || isnan(value)) return true;
    return value >= 0 && value < 1e6f && value == floorf(value) &&
           polder_choice_at(number->choices, (int)value, &length);
}

static int damaged(const polder_result_t *result, int64_t event, polder_report_t *report)
{
    return polder_fail(report, POLDER_FORMAT,
                       "%s is damaged: event %lld has a number that it cannot have",
                       polder_result_path(result), (long long)event);
}

/* Is it inside the bounds that the file gives, and not before the event that it comes after? */
/* Of a network: as many as a network file may hold. */
enum { MOST_MEMBERS = 10000000 };

static bool is_good(const polder_result_t *result, const polder_happened_t *e,
                    const polder_happened_t *last)
{
    if (e->network < 0 || e->network >= polder_result_networks(result) || e->kind < 0 ||
        e->kind >= polder_result_n_kind(result) || e->tick < 1 || e->tick > result->horizon ||
        e->who < -1 || e->whom < -1 || e->who >= MOST_MEMBERS || e->whom >= MOST_MEMBERS)
        return false;
    for (int k = 0; k < POLDER_EVENT_NUMBERS; k++)
        if (!is_choice(&result->kind[e->kind].number[k], e->number[k])) return false;
    return !last || e->network > last->network ||
           (e->network == last->network && e->tick >= last->tick);
}

typedef struct {
    int64_t *network;
    int32_t *whole; /* tick, kind, who, whom: [4][n] */
    float *number;  /* [POLDER_EVENT_NUMBERS][n] */
} columns_t;

static int read_columns(const polder_result_t *result, int64_t first, int64_t n, const columns_t *c,
                        polder_report_t *report)
{
    static const polder_dataset_id_t whole[] = {POLDER_SET_EVENT_TICK, POLDER_SET_EVENT_KIND,
                                                POLDER_SET_EVENT_WHO, POLDER_SET_EVENT_WHOM};
    static const polder_dataset_id_t number[] = {POLDER_SET_EVENT_A, POLDER_SET_EVENT_B};
    int code = read_column(result, POLDER_SET_EVENT_NETWORK, H5T_NATIVE_INT64, sizeof *c->network,
                           first, n, c->network, report);
    for (int i = 0; i < 4 && code >= 0; i++)
        code = read_column(result, whole[i], H5T_NATIVE_INT32, sizeof *c->whole, first, n,
                           c->whole + i * n, report);
    for (int i = 0; i < POLDER_EVENT_NUMBERS && code >= 0; i++)
        code = read_column(result, number[i], H5T_NATIVE_FLOAT, sizeof *c->number, first, n,
                           c->number + i * n, report);
    return code;
}

int polder_result_read_events(const polder_result_t *result, int64_t first, int64_t n,
                              polder_happened_t *out, polder_report_t *report)
{
    const int64_t rows = polder_result_n_event(result);
    if (first < 0 || n < 0 || first > rows || n > rows - first)
        return polder_fail(report, POLDER_INPUT, "%s has %lld events: not %lld from %lld",
                           polder_result_path(result), (long long)rows, (long long)n,
                           (long long)first);
    if (n == 0) return POLDER_OK;
    const size_t size = (size_t)n;
    columns_t c = {.network = malloc(size * sizeof *c.network),
                   .whole = malloc(4 * size * sizeof *c.whole),
                   .number = malloc(POLDER_EVENT_NUMBERS * size * sizeof *c.number)};
    int code = c.network && c.whole && c.number ? read_columns(result, first, n, &c, report)
                                                : polder_out_of_memory(report);
    for (int64_t i = 0; i < n && code >= 0; i++) {
        out[i] = (polder_happened_t){.network = c.network[i],
                                     .tick = c.whole[i],
                                     .kind = c.whole[n + i],
                                     .who = c.whole[2 * n + i],
                                     .whom = c.whole[3 * n + i],
                                     .number = {c.number[i], c.number[n + i]}};
        if (!is_good(result, &out[i], i > 0 ? &out[i - 1] : NULL))
            code = damaged(result, first + i, report);
    }
    free(c.network);
    free(c.whole);
    free(c.number);
    return code;
}

/* The first event that is of `network` or a later one. */
static int first_of(const polder_result_t *result, int64_t network, int64_t *first,
                    polder_report_t *report)
{
    int64_t from = 0, to = polder_result_n_event(result);
    while (from < to) {
        const int64_t middle = from + (to - from) / 2;
        int64_t at = 0;
        const int code = read_column(result, POLDER_SET_EVENT_NETWORK, H5T_NATIVE_INT64, sizeof at,
                                     middle, 1, &at, report);
        if (code < 0) return code;
        if (at < network)
            from = middle + 1;
        else
            to = middle;
    }
    *first = from;
    return POLDER_OK;
}

int polder_result_events_of(const polder_result_t *result, int64_t network, int64_t *first,
                            int64_t *n, polder_report_t *report)
{
    int64_t end = 0;
    int code = first_of(result, network, first, report);
    if (code >= 0) code = first_of(result, network + 1, &end, report);
    *n = code < 0 || end < *first ? 0 : end - *first;
    return code;
}
