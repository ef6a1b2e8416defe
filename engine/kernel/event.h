/* event.h: what a part may tell of a network while it runs: kinds of events, as they are declared.
 *
 * What     A kind is declared once, in the part that emits it, as fields are: what it is called, of
 *          what it is told (the network, an organisation, or one organisation and another), up to
 *          two numbers with their units, one line of text and a source. Result file, export,
 *          `polder list happened` and the documentation read that declaration. emit.h says how a
 *          stage emits one.
 * Limit    One stage emits at most `limit` events of a kind for each network (a NETWORKS stage), or
 *          for each organisation or arc (a ROWS stage), whichever the kind is about. So the room
 *          that a stage needs is known before it runs.
 */
#ifndef POLDER_EVENT_H
#define POLDER_EVENT_H

#include <stddef.h>

#include "kernel/field.h"

/* A number of an event; name NULL: the kind has none. */
typedef struct {
    const char *name;    /* "form", "share" */
    const char *unit;    /* "1" for a share or index */
    const char *choices; /* "evasion|violation": the number is the place of one; or NULL */
} polder_event_number_t;

enum { POLDER_EVENT_NUMBERS = 2 };

/* Stand in for choices that only an experiment knows: the number counts its interventions, or its
 * planned events, whose names are in the result file. */
#define POLDER_CHOICES_INTERVENTIONS "interventions of the scenario"
#define POLDER_CHOICES_PLANNED       "events that the scenario asks for"
/* The engine's own kinds (network.c), which stand first in every model: an intervention begins, an
 * intervention ends, a planned event happens. */
enum { POLDER_EVENT_BEGINS, POLDER_EVENT_ENDS, POLDER_EVENT_PLANNED };

typedef struct {
    const char *name; /* "act", "conflict.begins": its own among the kinds of a model */
    polder_level_t level;
    int limit;              /* the most that one stage emits for one network, organisation or arc */
    const char *who, *whom; /* what the organisations of the event are; NULL: there is none */
    polder_event_number_t number[POLDER_EVENT_NUMBERS];
    const char *doc; /* one line, a sentence without its full stop */
    const char *source;
} polder_event_kind_t;

/* Declaring events. A part file defines a list macro beside FIELDS
 *
 *     #define EVENTS(KIND)                                                                       \
 *         KIND(act, "act", ARC, 1, "who acts", "against whom",                                   \
 *              "an act of one partner against another", "T5",                                    \
 *              POLDER_EVENT_NUMBER("form", "1", "evasion|violation"),                            \
 *              POLDER_EVENT_NUMBER("seen", "1", "no|yes"))
 *     POLDER_EVENTS(EVENTS)
 *
 * and names them by those identifiers: POLDER_EMIT(v, act, i, j, form, seen). The part has
 * `.event = events, .n_event = n_events`. */
#define POLDER_EVENT_NUMBER(name, unit, choices)                                                   \
    {                                                                                              \
        name, unit, choices                                                                        \
    }
#define POLDER_EVENT_ENUM(id, ...) e_##id,
#define POLDER_EVENT_ROW(id, name, level, limit, who, whom, doc, source, ...)                      \
    {name, POLDER_##level, limit, who, whom, {__VA_ARGS__}, doc, source},
#define POLDER_EVENTS(LIST)                                                                        \
    enum { LIST(POLDER_EVENT_ENUM) n_events };                                                     \
    static const polder_event_kind_t events[] = {LIST(POLDER_EVENT_ROW)};

#endif
