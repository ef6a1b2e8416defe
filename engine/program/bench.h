/* bench.h: what polder bench measured, and how it is shown. */
#ifndef POLDER_CLI_BENCH_H
#define POLDER_CLI_BENCH_H

#include "document/document.h"

enum { POLDER_BENCH_KERNELS = 3 };

/* Rates are a second of processor time, if nothing else is said; shares are of the whole. */
typedef struct {
    const char *kernels, *compiler;
    int rounds, threads;
    /* Small networks, with each kind of kernels: the first is what others are compared with. */
    struct {
        const char *name, *title; /* title: for people; NULL: the kernels of this machine */
        double seconds;           /* a network */
        double arc_ticks;
        double times; /* as long as with the first */
    } small[POLDER_BENCH_KERNELS];
    double one_thread, all_threads; /* networks a second of the clock */
    double threads_to_one;
    double small_step; /* processor time of the stepping alone, an arc and a tick */
    /* One large network. */
    int organisations, months;
    double large_step, large_to_small, arc_bytes, bytes, large_graph, large_fill;
    /* Small networks with results on disk. */
    double graph, fill, observe, output;
    int n_part;
    const char *const *part;
    const double *share; /* of the months, [n_part] */
} polder_bench_t;

/* A document (document/document.h), for people and for machines. */
polder_document_t *polder_bench_document(polder_language_t language, const polder_bench_t *bench);

#endif
