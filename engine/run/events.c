/* events.c: gathers the events that the networks of a block emit; see record.h.
 *
 * After each stage a batch hands over what was emitted. Events of recorded networks are added to the
 * end of a list, which is sorted when the block is done. The order depends only on what is in an
 * event: so it is the same whichever networks shared a batch, and whichever thread was first.
 */
#include <stdlib.h>
#include <string.h>

#include "kernel/emit.h"
#include "run/record.h"

bool polder_record_listens(const polder_recorder_t *r)
{
    return r->n_sample > 0 && polder_experiment_tells(r->x);
}

static int more_room(polder_recorder_t *r)
{
    const size_t room = r->event_room > 0 ? 2 * r->event_room : 1024;
    polder_event_t *more = realloc(r->event, room * sizeof *more);
    if (!more) return POLDER_MEMORY;
    r->event = more;
    r->event_room = room;
    return 0;
}

void polder_record_tell(polder_recorder_t *r, const polder_batch_t *batch, const int32_t *unit,
                        uint32_t living)
{
    const polder_events_t *told = batch->events;
    r->stage++;
    if (told->n > told->room) r->event_code = POLDER_INTERNAL;
    for (int32_t i = 0; i < told->n && r->event_code == 0; i++) {
        const polder_emitted_t *e = &told->at[i];
        if (!(living >> e->lane & 1) || r->sample_of[unit[e->lane]] < 0) continue;
        if ((size_t)r->n_event == r->event_room) r->event_code = more_room(r);
        if (r->event_code < 0) return;
        r->event[r->n_event++] = (polder_event_t){.unit = unit[e->lane],
                                                  .tick = (int32_t)batch->tick,
                                                  .kind = e->kind,
                                                  .who = e->who,
                                                  .whom = e->whom,
                                                  .number = {e->a, e->b},
                                                  .stage = r->stage};
    }
}

/* Compares numbers by their bits, so that NaN has a place in the order as well. */
static int compare_bits(const float *a, const float *b)
{
    uint32_t p, q;
    memcpy(&p, a, sizeof p);
    memcpy(&q, b, sizeof q);
    return (p > q) - (p < q);
}

static int compare_events(const void *a, const void *b)
{
    const polder_event_t *p = a, *q = b;
    if (p->unit != q->unit) return p->unit < q->unit ? -1 : 1;
    if (p->tick != q->tick) return p->tick < q->tick ? -1 : 1;
    if (p->stage != q->stage) return p->stage < q->stage ? -1 : 1;
    if (p->who != q->who) return p->who < q->who ? -1 : 1;
    if (p->whom != q->whom) return p->whom < q->whom ? -1 : 1;
    if (p->kind != q->kind) return p->kind < q->kind ? -1 : 1;
    const int first = compare_bits(&p->number[0], &q->number[0]);
    return first ? first : compare_bits(&p->number[1], &q->number[1]);
}

int polder_record_events(polder_recorder_t *r, polder_report_t *report)
{
    if (r->event_code == POLDER_INTERNAL)
        return polder_fail(report, POLDER_INTERNAL,
                           "a part of model %s emits more events in a tick than it declares",
                           r->plan->table->model->name);
    if (r->event_code < 0)
        return polder_fail(report, r->event_code, "no memory for the events of %d networks",
                           (int)r->n_sample);
    if (r->n_event > 1) qsort(r->event, (size_t)r->n_event, sizeof *r->event, compare_events);
    return 0;
}
