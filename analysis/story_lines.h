/* story_lines.h: the events of one network, each as a sentence; what story.c chooses from.
 *
 * What     A sentence is the one that the model has for such an event (kernel/model.h), with the
 *          names of the network file, or "organisation 4", filled in. An event that it has none for
 *          is told by what its kind declares. Of an event that happens to both directions of a tie
 *          one is told; the other is a twin. Of a quarrel that ends after one of the two has left
 *          nothing is told: nobody is there to be reconciled with.
 * Owner    polder_story_read … polder_story_free; free tolerates a zeroed one.
 */
#ifndef POLDER_STORY_LINES_H
#define POLDER_STORY_LINES_H

#include <jansson.h>

#include "document/document.h"
#include "io/store.h"

enum { POLDER_STORY_ROOM = 400 };

typedef struct {
    const polder_event_kind_t *kind;
    const polder_sentence_t *sentence; /* NULL: it is told by its declaration */
    polder_plot_t plot;
    int weight, tick;
    bool unseen, twin, told;
    bool newcomer, other_newcomer; /* who and whom of the event were none of the founders */
    int64_t at;                    /* its place among the events */
    char text[POLDER_STORY_ROOM];
} polder_story_line_t;

typedef struct {
    const polder_result_t *result;
    const polder_model_t *model;
    polder_document_t *d;
    int64_t network, n;
    polder_happened_t *event;  /* [n] */
    polder_story_line_t *line; /* [n] */
    int most;
    bool *newcomer; /* [n_seat] who was not there at the founding */
    bool *gone;     /* [n_seat] who has left, its seat not taken again */
    int32_t n_seat;
    json_t *names; /* of organisations in other languages (member_names.h) */
} polder_story_t;

/* Fills event and line; result, model, d and network are there. */
POLDER_MUST_USE int polder_story_read(polder_story_t *story, polder_report_t *report);
void polder_story_free(polder_story_t *story);

/* An organisation as sentences call it, not at their beginning. */
void polder_story_name(const polder_story_t *story, int32_t who, bool newcomer,
                       char name[POLDER_STORY_ROOM]);

#endif
