/* edit_base.h: the whole results that edit_result.h changes: the one that is kept, and a small run
 * with all that a result can have.
 */
#ifndef POLDER_TESTS_EDIT_BASE_H
#define POLDER_TESTS_EDIT_BASE_H

#include "experiment/experiment.h"
#include "fuzz/edit_result.h"
#include "run/run.h"
#include "scenario/scenario.h"
#include "store_fixture.h"

static const char edit_network[] = "North South 0.5\nSouth East 0.25\nEast West 1\nWest North 1\n";
static const char edit_scenario[] =
    "title: Edited\nmodel: collaboration\nseed: 7\nreplicates: 5\nhorizon: 6\n"
    "network: {file: network.txt}\n"
    "values: {relations: {trust: {uniform: [0.2, 0.8]}}}\n"
    "arms: [none, {name: calm, set: {initial.momentum: 0.9}}]\nbaseline: none\n"
    "design: {kind: grid, factors: {governance.form: {values: [shared, lead]}}}\n"
    "record: {networks: 3, every: 3, columns: [trust.mean, ownership, tie]}\n";

static inline bool edit_base_kept(edit_base_t *base)
{
    size_t size = 0;
    char *bytes = fixture_bytes(POLDER_SOURCE_DIR "/tests/files/format-2.h5", &size);
    return edit_base_init(base, bytes, size);
}

static inline int edit_run(polder_experiment_t *x, const char *path, polder_report_t *report)
{
    enum { BLOCK = 4 };
    polder_store_t *store = NULL;
    polder_timing_t timing = {0};
    bool complete = false;
    int32_t size = BLOCK;
    char *json = NULL;
    int code = polder_scenario_describe(x, &json, report);
    if (code >= 0)
        code = polder_store_open(&store, x, path, json, &size, POLDER_KEEP, &complete, report);
    const polder_sink_t sink = polder_store_sink(store);
    /* Networks that could not be run are in it too. */
    const polder_block_t bad = {.block = 1, .first_unit = 4, .n_unit = 4, .error = "no room"};
    const polder_run_options_t options = {.threads = 1, .block = BLOCK};
    if (code >= 0) code = sink.write(sink.self, &bad, report);
    if (code >= 0) code = polder_run(x, &options, &sink, &timing, report);
    if (code >= 0) code = polder_store_join(store, report);
    polder_store_close(store);
    polder_timing_free(&timing);
    free(json);
    return code;
}

/* A file with fewer columns is open sooner: those that analysis asks for by name, and a few. */
static inline void edit_leave_out(polder_experiment_t *x)
{
    polder_record_t *record = &x->record;
    int n = 0;
    for (int i = 0; i < record->n_summary; i++) {
        const char *name = x->table.field[record->summary[i]]->name;
        if (!strchr(name, '.') || i % 8 == 0) record->summary[n++] = record->summary[i];
    }
    record->n_summary = n;
}

static inline bool edit_base_made(edit_base_t *base)
{
    char folder[] = "/tmp/polder-edits-XXXXXX", path[100];
    polder_experiment_t x;
    polder_report_t report = {0};
    size_t size = 0;
    if (!mkdtemp(folder)) return false;
    snprintf(path, sizeof path, "%s/network.txt", folder);
    FILE *file = fopen(path, "w");
    if (!file || fputs(edit_network, file) < 0 || fclose(file) != 0) return false;
    int code = polder_scenario_parse(edit_scenario, sizeof edit_scenario - 1, "edited", folder,
                                     &(polder_scenario_options_t){0}, &x, &report);
    snprintf(path, sizeof path, "%s/whole.h5", folder);
    if (code >= 0) {
        edit_leave_out(&x);
        code = edit_run(&x, path, &report);
        polder_experiment_free(&x);
    }
    char *bytes = fixture_show(code, &report) >= 0 ? fixture_bytes(path, &size) : NULL;
    polder_report_free(&report);
    fixture_remove(folder);
    return edit_base_init(base, bytes, size);
}

#endif
