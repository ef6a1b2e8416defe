/* bench_print.c: what polder bench shows, as documents. See bench.h. */
#include "program/bench.h"

#include <stdio.h>

#include "experiment/fingerprint.h"
#include "kernel/code.h"
#include "words/words.h"

/* ---- for people ---- */

static void say_small(polder_document_t *d, const polder_bench_t *b)
{
    polder_document_title(d, "Small networks, 60 months, per core");
    polder_document_table(d, NULL, 5,
                          (polder_head_t[]){{POLDER_IS_TEXT, .label = ""},
                                            {POLDER_IS_NUMBER, .label = "ms/network"},
                                            {POLDER_IS_NUMBER, .label = "networks/s"},
                                            {POLDER_IS_NUMBER, .label = "million arc-ticks/s"},
                                            {POLDER_IS_TIMES, .label = "times"}});
    for (int i = 0; i < POLDER_BENCH_KERNELS; i++)
        polder_document_row(
            d, (polder_datum_t[]){
                   polder_datum_text(
                       b->small[i].title
                           ? polder_text(d ? d->language : POLDER_ENGLISH, b->small[i].title)
                           : polder_document_text(d, "%s kernels", b->kernels)),
                   polder_datum(1e3 * b->small[i].seconds), polder_datum(1 / b->small[i].seconds),
                   polder_datum(1e-6 * b->small[i].arc_ticks), polder_datum(b->small[i].times)});
    polder_document_gap(d);
    polder_document_say(d, "%.0f networks a second on 1 thread, %.0f on %d: %.2f times as many.",
                        b->one_thread, b->all_threads, b->threads, b->threads_to_one);
}

static void say_large(polder_document_t *d, const polder_bench_t *b)
{
    polder_document_heading(d, "One network of %d", b->organisations);
    polder_document_item(d, 2, POLDER_TEXT("simulation: "),
                         "%.1f million arc-ticks per core and second (small networks: %.1f)",
                         1e-6 / b->large_step, 1e-6 / b->small_step);
    polder_document_item(d, 2, POLDER_TEXT("cost: "),
                         "%.2f times that of an arc in a small network", b->large_to_small);
    polder_document_item(d, 2, POLDER_TEXT("memory: "),
                         "%.1f bytes per arc for ties and their states, %.1f with all else",
                         b->arc_bytes, b->bytes);
    polder_document_item(d, 2, POLDER_TEXT("set-up: "),
                         "ties %.0f%%, initial values %.0f%% of %d months", 100 * b->large_graph,
                         100 * b->large_fill, b->months);
}

static void say_share(polder_document_t *d, const char *label, double share)
{
    polder_document_fact(d, &(polder_head_t){POLDER_IS_SHARE, .label = label}, polder_datum(share));
}

static void say_shares(polder_document_t *d, const polder_bench_t *b)
{
    polder_document_heading(d, "Where the time goes, small networks with results on disk");
    say_share(d, POLDER_TEXT("set-up: ties, by igraph"), b->graph);
    say_share(d, POLDER_TEXT("set-up: initial values"), b->fill);
    say_share(d, POLDER_TEXT("months"), 1 - b->graph - b->fill - b->output - b->observe);
    say_share(d, POLDER_TEXT("observables"), b->observe);
    say_share(d, POLDER_TEXT("output"), b->output);
    polder_document_heading(d, "Parts, as a share of the months");
    polder_document_table(
        d, NULL, 2,
        (polder_head_t[]){{POLDER_IS_TEXT, .label = "part"}, {POLDER_IS_SHARE, .label = "share"}});
    for (int p = 0; p < b->n_part; p++)
        polder_document_row(
            d, (polder_datum_t[]){polder_datum_text(b->part[p]), polder_datum(b->share[p])});
    polder_document_chart(d, (polder_chart_t){POLDER_CHART_BARS, .y = 1, .series = -1});
    polder_document_gap(d);
    polder_document_say(d,
                        "Kernels for %s; medians of %d rounds; per core: per second "
                        "of processor time.",
                        b->kernels, b->rounds);
}

/* ---- for machines ---- */

static void kernels_data(polder_document_t *d, const polder_bench_t *b, int i)
{
    polder_document_open(d, b->small[i].name, false);
    polder_document_number(d, "ms_per_network", 1e3 * b->small[i].seconds);
    polder_document_number(d, "networks_per_core_second", 1 / b->small[i].seconds);
    polder_document_number(d, "arc_ticks_per_core_second", b->small[i].arc_ticks);
    polder_document_close(d);
}

static void small_data(polder_document_t *d, const polder_bench_t *b)
{
    polder_document_open(d, "small", false);
    for (int i = 0; i < POLDER_BENCH_KERNELS; i++) kernels_data(d, b, i);
    for (int i = 1; i < POLDER_BENCH_KERNELS; i++)
        polder_document_number(
            d, polder_document_format(d, "%s_to_%s", b->small[0].name, b->small[i].name),
            b->small[i].times);
    polder_document_whole(d, "threads", b->threads);
    polder_document_number(d, "networks_per_second_one_thread", b->one_thread);
    polder_document_number(d, "networks_per_second_threads", b->all_threads);
    polder_document_number(d, "threads_to_one", b->threads_to_one);
    polder_document_number(d, "step_arc_ticks_per_core_second", 1 / b->small_step);
    polder_document_close(d);
}

static void large_data(polder_document_t *d, const polder_bench_t *b)
{
    polder_document_open(d, "large", false);
    polder_document_whole(d, "organisations", b->organisations);
    polder_document_whole(d, "months", b->months);
    polder_document_number(d, "step_arc_ticks_per_core_second", 1 / b->large_step);
    polder_document_number(d, "cost_to_small", b->large_to_small);
    polder_document_number(d, "arc_bytes_per_arc", b->arc_bytes);
    polder_document_number(d, "bytes_per_arc", b->bytes);
    polder_document_number(d, "graph_share", b->large_graph);
    polder_document_number(d, "fill_share", b->large_fill);
    polder_document_close(d);
}

static void shares_data(polder_document_t *d, const polder_bench_t *b)
{
    polder_document_open(d, "shares", false);
    polder_document_number(d, "graph", b->graph);
    polder_document_number(d, "fill", b->fill);
    polder_document_number(d, "observe", b->observe);
    polder_document_number(d, "output", b->output);
    polder_document_close(d);
    polder_document_open(d, "parts", false);
    for (int p = 0; p < b->n_part; p++) polder_document_number(d, b->part[p], b->share[p]);
    polder_document_close(d);
}

polder_document_t *polder_bench_document(polder_language_t language, const polder_bench_t *b)
{
    polder_document_t *d = polder_document_new(language);
    polder_document_for(d, POLDER_FOR_PEOPLE);
    say_small(d, b);
    say_large(d, b);
    say_shares(d, b);
    polder_document_for(d, POLDER_FOR_MACHINES);
    polder_document_word(d, "polder", POLDER_VERSION);
    polder_document_word(d, "fingerprint", polder_fingerprint());
    polder_document_word(d, "compiler", b->compiler);
    polder_document_word(d, "kernels", b->kernels);
    polder_document_whole(d, "rounds", b->rounds);
    small_data(d, b);
    large_data(d, b);
    shares_data(d, b);
    return d;
}
