/* emit.h: emitting an event from a stage of a part.
 *
 * What     A stage calls POLDER_EMIT or POLDER_EMIT_NETWORK where the thing happens. Only where
 *          events are recorded is there a list to put them in (view.events): elsewhere it is one
 *          comparison that is always false. What a stage computes never depends on it.
 * Room     follows from the declarations (event.h). What is emitted beyond it is counted and not
 *          kept, and whoever records ends the run with an error.
 * Threads  threads that share the rows of a network emit into one list; their
 *          order does not matter, because the list is sorted before it is kept (run/events.c).
 */
#ifndef POLDER_EMIT_H
#define POLDER_EMIT_H

#include "kernel/batch.h"

/* A function for what is rare: it must not crowd the registers of the loop that asks for it. */
#if defined(__GNUC__)
#define POLDER_RARE __attribute__((cold, noinline)) static
#else
#define POLDER_RARE static
#endif

/* As a kernel emits it. */
typedef struct {
    int32_t lane;      /* of the network; 0 in a folded batch */
    int32_t kind;      /* among those of the model (table.h) */
    int32_t who, whom; /* numbers of organisations in their network; −1: none */
    float a, b;        /* NaN: none */
} polder_emitted_t;

/* What was emitted since the list was last emptied. */
struct polder_events {
    polder_emitted_t *at; /* [room] */
    int32_t room;
    int32_t n; /* also those for which there was no room */
};
typedef struct polder_events polder_events_t;

/* A number that the kind does not have. */
#define POLDER_NO_NUMBER __builtin_nanf("")

static inline void polder_emit_into(polder_events_t *list, int lane, int kind, int32_t who,
                                    int32_t whom, float a, float b)
{
    const int32_t place = __atomic_fetch_add(&list->n, 1, __ATOMIC_RELAXED);
    if (place >= list->room) return;
    polder_emitted_t *at = &list->at[place];
    at->lane = lane;
    at->kind = kind;
    at->who = who;
    at->whom = whom;
    at->a = a;
    at->b = b;
}

/* Of the organisation at element i, and that at element j (−1: none). */
static inline void polder_emit(const polder_view_t *v, int event, int i, int j, float a, float b)
{
    if (v->events)
        polder_emit_into(v->events, v->folded ? 0 : i % POLDER_LANES, v->first_kind + event,
                         v->org[i], j < 0 ? -1 : v->org[j], a, b);
}

/* Of the network in lane l. All lanes of a folded network are the same one, and lane 0 tells. */
static inline void polder_emit_network(const polder_view_t *v, int event, int l, float a, float b)
{
    if (v->events && !(v->folded && l > 0))
        polder_emit_into(v->events, l, v->first_kind + event, -1, -1, a, b);
}

#define POLDER_EMIT(v, id, i, j, a, b)      polder_emit(v, e_##id, i, j, a, b)
#define POLDER_EMIT_NETWORK(v, id, l, a, b) polder_emit_network(v, e_##id, l, a, b)

#endif
