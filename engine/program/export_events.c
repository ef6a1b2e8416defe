/* export_events.c: what happened, as a CSV table; see export.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "program/export.h"

enum { CHUNK = 1 << 12 };

static void head(const polder_export_t *e, polder_csv_t *csv)
{
    polder_csv_names(csv, "network,arm,point,replicate,tick,event,who,whom");
    if (polder_result_label(e->result, 0)) polder_csv_names(csv, "who_label,whom_label");
    polder_csv_names(csv, "a_is,a,b_is,b");
    polder_csv_end(csv);
}

static void organisation(polder_csv_t *csv, int32_t who)
{
    if (who < 0)
        polder_csv_empty(csv, 1);
    else
        polder_csv_whole(csv, who);
}

/* What the number is, and its value: a word if it is a choice. */
static void number(polder_csv_t *csv, const polder_event_number_t *of, float value)
{
    char word[128];
    int length = 0;
    const char *choice =
        of->choices && !isnan(value) ? polder_choice_at(of->choices, (int)value, &length) : NULL;
    if (isnan(value)) {
        polder_csv_empty(csv, 2);
        return;
    }
    polder_csv_text(csv, of->name ? of->name : "");
    if (choice && length < (int)sizeof word) {
        memcpy(word, choice, (size_t)length);
        word[length] = '\0';
        polder_csv_text(csv, word);
    } else {
        polder_csv_float(csv, value);
    }
}

static void row(const polder_export_t *e, polder_csv_t *csv, const polder_happened_t *event)
{
    const polder_export_place_t p = polder_export_place(e, event->network);
    const polder_event_kind_t *kind = polder_result_kind(e->result, event->kind);
    polder_csv_whole(csv, event->network);
    polder_csv_text(csv, polder_result_arm(e->result, p.arm));
    polder_csv_whole(csv, p.point);
    polder_csv_whole(csv, p.replicate);
    polder_csv_whole(csv, event->tick);
    polder_csv_text(csv, kind->name);
    organisation(csv, event->who);
    organisation(csv, event->whom);
    polder_export_label(e, csv, event->who);
    polder_export_label(e, csv, event->whom);
    for (int i = 0; i < POLDER_EVENT_NUMBERS; i++) number(csv, &kind->number[i], event->number[i]);
    polder_csv_end(csv);
}

int polder_export_events(const polder_export_t *e)
{
    int64_t first = 0, n = polder_result_n_event(e->result), *time = NULL;
    int code = polder_export_times(e, &time); /* a note if nothing is recorded */
    free(time);
    if (code >= 0 && e->network >= 0) code = polder_export_recorded(e);
    if (code >= 0 && e->network >= 0)
        code = polder_result_events_of(e->result, e->network, &first, &n, e->report);
    polder_happened_t *event = malloc(CHUNK * sizeof *event);
    if (!event && code >= 0) code = polder_out_of_memory(e->report);
    polder_csv_t csv = {0};
    if (code >= 0) {
        csv = polder_csv_begin(e->out, e->excel);
        head(e, &csv);
    }
    for (const int64_t end = first + n; first < end && code >= 0; first += CHUNK) {
        const int64_t some = end - first < CHUNK ? end - first : CHUNK;
        code = polder_result_read_events(e->result, first, some, event, e->report);
        for (int64_t i = 0; i < some && code >= 0; i++)
            if (polder_export_wanted(e, event[i].network)) row(e, &csv, &event[i]);
        if (ferror(e->out)) break;
    }
    free(event);
    return code < 0 ? code : POLDER_OK;
}
