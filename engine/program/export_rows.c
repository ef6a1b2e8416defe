/* export_rows.c: finding what was recorded over time; see export.h. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "program/export.h"

static int wrong(const polder_export_t *e, const char *text)
{
    return polder_fail_at(e->report, POLDER_INPUT, &(polder_place_t){.file = e->file}, "%s", text);
}

const char *polder_export_index(polder_level_t level)
{
    return level == POLDER_NETWORK        ? "trajectory/sample"
           : level == POLDER_ORGANISATION ? "trajectory/organisation_network"
                                          : "trajectory/arc_network";
}

int polder_export_times(const polder_export_t *e, int64_t **time)
{
    static const char name[] = "trajectory/time";
    const int64_t n = polder_result_index_rows(e->result, name);
    *time = NULL;
    if (n <= 0)
        return wrong(e, "no networks were recorded over time (in a scenario: record, networks)");
    *time = malloc((size_t)n * sizeof **time);
    if (!*time) return polder_out_of_memory(e->report);
    const int code = polder_result_read_index(e->result, name, 0, n, *time, e->report);
    return code < 0 ? code : (int)n;
}

/* Rows are in the order of the networks: the first one that is not below `network`. */
static int bound(const polder_export_t *e, const char *index, int64_t network, int64_t *row)
{
    int64_t low = 0, high = polder_result_index_rows(e->result, index);
    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        int64_t value = 0;
        const int code = polder_result_read_index(e->result, index, middle, 1, &value, e->report);
        if (code < 0) return code;
        if (value < network)
            low = middle + 1;
        else
            high = middle;
    }
    *row = low;
    return POLDER_OK;
}

int polder_export_rows(const polder_export_t *e, const char *index, int64_t *first, int64_t *n)
{
    int64_t end = 0;
    *first = *n = 0;
    int code = bound(e, index, e->network, first);
    if (code >= 0) code = bound(e, index, e->network + 1, &end);
    *n = end - *first;
    return code;
}

int polder_export_recorded(const polder_export_t *e)
{
    const char *index = polder_export_index(POLDER_NETWORK);
    const int64_t samples = polder_result_index_rows(e->result, index);
    int64_t first = 0, n = 0, last = 0;
    int code = polder_export_rows(e, index, &first, &n);
    if (code < 0 || n > 0) return code;
    if (samples <= 0)
        return wrong(e, "no networks were recorded over time (in a scenario: record, networks)");
    code = polder_result_read_index(e->result, index, 0, 1, &first, e->report);
    if (code >= 0)
        code = polder_result_read_index(e->result, index, samples - 1, 1, &last, e->report);
    if (code < 0) return code;
    return polder_fail_at(e->report, POLDER_INPUT, &(polder_place_t){.file = e->file},
                          "network %lld was not recorded over time; %lld were, from %lld to %lld",
                          (long long)e->network, (long long)samples, (long long)first,
                          (long long)last);
}

/* A network that could not be run has no number, which says nothing. */
bool polder_export_no_tie(const float *tie, int n)
{
    for (int i = 0; i < n; i++)
        if (tie[i] > 0) return false;
    return n > 0 && tie[0] == 0;
}

static bool ties_differ(const polder_result_t *result)
{
    json_t *experiment = json_loads(polder_result_description(result), 0, NULL);
    const json_t *arm = NULL;
    bool differ = false;
    size_t i = 0;
    json_array_foreach(json_object_get(experiment, "arms"), i, arm)
    {
        const json_t *network = json_object_get(arm, "network");
        differ |= json_object_get(network, "cut") || json_object_get(network, "file");
    }
    json_decref(experiment);
    return differ;
}

void polder_export_warn_ties(const polder_export_t *e)
{
    const int n = polder_result_n_track(e->result);
    for (int i = 0; i < n; i++)
        if (strcmp(polder_result_track(e->result, i, NULL, NULL, NULL), POLDER_EXPORT_TIE) == 0)
            return;
    if (ties_differ(e->result))
        polder_warn(e->report, &(polder_place_t){.file = e->file},
                    "arms have other ties than each other, and the file does not say which: "
                    "ties that an arm does not have are among these, with numbers that say "
                    "nothing. Record %s as well, and they are left out",
                    POLDER_EXPORT_TIE);
}
