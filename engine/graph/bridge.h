/* bridge.h: how the files of this folder call igraph. Private to engine/graph.
 *
 * What     igraph (as packaged: IGRAPH_THREAD_SAFE is 0) keeps its generator, its error
 *          handlers and its stack of objects to release in global variables. A piece of
 *          work is therefore a function that polder_bridge_call runs under one lock, with
 *          the keyed generator in place, numbers read and written with a decimal point,
 *          and igraph's messages caught.
 * Threads  polder_bridge_call may be called by any thread. The other polder_bridge_…
 *          functions are for use inside the work.
 */
#ifndef POLDER_BRIDGE_H
#define POLDER_BRIDGE_H

#include <igraph/igraph.h>

#include "graph/graph.h"
#include "kernel/random.h"

/* In 0.10 igraph_rng_set_default copies the generator; in 1.0 it keeps the pointer. */
#if IGRAPH_VERSION_MAJOR != 0 || IGRAPH_VERSION_MINOR != 10
#error "engine/graph is written for igraph 0.10"
#endif

/* The random words of one network's topology, four to a call of the generator. */
typedef struct {
    uint32_t key[4], purpose, draw, word[4];
    int left;
} polder_stream_t;

static inline void polder_stream_init(polder_stream_t *stream, const uint32_t key[4])
{
    *stream = (polder_stream_t){.purpose = polder_purpose("topology")};
    for (int i = 0; i < 4; i++) stream->key[i] = key[i];
}

static inline uint32_t polder_stream_next(polder_stream_t *stream)
{
    if (stream->left == 0) {
        polder_words(stream->key, 0, POLDER_ENTITY_NETWORK, stream->purpose, stream->draw++,
                     stream->word);
        stream->left = 4;
    }
    return stream->word[4 - stream->left--];
}

typedef int (*polder_bridge_work_t)(void *self, polder_report_t *report);

/* Runs work(self, report) under the lock. With a key, igraph draws from that key's stream,
 * from its beginning; without one nothing may be drawn. */
POLDER_MUST_USE int polder_bridge_call(polder_bridge_work_t work, void *self, const uint32_t key[4],
                                       polder_report_t *report);

/* Inside the work: 0 if igraph said all is well, else a note with igraph's message. */
POLDER_MUST_USE int polder_bridge_check(igraph_error_t code, polder_report_t *report);
/* The first message of igraph since the work began, or "". */
const char *polder_bridge_message(void);
/* Hand the warnings igraph gave to the report. */
void polder_bridge_warn(polder_report_t *report, const polder_place_t *place);

#endif
