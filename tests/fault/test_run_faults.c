/* test_run_faults.c: what a run makes of networks that cannot be made, of a sink that cannot
 * write, of no memory, and of a wish to stop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "experiment/experiment.h"
#include "run/run.h"

/* ---- memory that runs out ---- */

/* The columns of a batch are one piece of aligned memory. */
static bool no_room;

void *aligned_alloc(size_t alignment, size_t size)
{
    void *room = NULL;
    return no_room || posix_memalign(&room, alignment, size) != 0 ? NULL : room;
}

/* All other allocations are counted, and one of them can fail. Sanitizers have allocators of
 * their own. */
#ifdef __has_feature /* clang's way to tell of them */
#define SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif
#if defined(__GLIBC__) && !SANITIZED
#define COUNTED 1
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static long n_allocated, fails_at; /* fails_at: 0: none */

static bool fails(void)
{
    return ++n_allocated == fails_at;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
    return fails() ? NULL : __libc_realloc(old, size);
}
#endif

/* ---- a sink that remembers ---- */

enum { NETWORKS = 40, BLOCK = 4 };

typedef struct {
    int written, failed; /* blocks */
    int unmade;          /* networks */
    int bad_at;          /* this write fails; −1: none */
    int stop_at;         /* progress asks to stop from this many networks on */
    int64_t done, total;
} sink_t;

static int keep(void *self, const polder_block_t *block, polder_report_t *report)
{
    sink_t *s = self;
    if (s->written == s->bad_at) return polder_fail(report, POLDER_FILE, "the disk is full");
    s->written++;
    s->failed += block->error != NULL;
    for (int32_t u = 0; u < block->n_unit && block->unmade; u++)
        s->unmade += block->unmade[u] != NULL;
    return 0;
}

static int progress(void *self, int64_t done, int64_t total)
{
    sink_t *s = self;
    s->done = done;
    s->total = total;
    return s->stop_at > 0 && done >= s->stop_at;
}

static polder_report_t report;
static polder_experiment_t x;

static int before(void **state)
{
    (void)state;
    polder_report_init(&report);
    if (polder_experiment_init(&x, "opinions", &report) < 0) return -1;
    x.replicates = NETWORKS;
    x.horizon = 2;
    return 0;
}

static int after(void **state)
{
    (void)state;
    no_room = false;
    polder_experiment_free(&x);
    polder_report_free(&report);
    return 0;
}

static int run_as(sink_t *s, const polder_run_options_t *options)
{
    const polder_sink_t sink = {.self = s, .write = keep};
    polder_timing_t timing = {0};
    const int code = polder_run(&x, options, &sink, &timing, &report);
    polder_timing_free(&timing);
    return code;
}

static int run(sink_t *s, int threads, int64_t first, int64_t step)
{
    const polder_run_options_t options = {.threads = threads,
                                          .block = BLOCK,
                                          .first_block = first,
                                          .step_block = step,
                                          .progress = progress,
                                          .progress_self = s,
                                          .profile = true};
    return run_as(s, &options);
}

static bool says(const char *text)
{
    for (size_t i = 0; i < report.n; i++)
        if (strstr(report.note[i].text, text)) return true;
    return false;
}

static void set(const char *name, const char *text)
{
    assert_int_equal(polder_experiment_set(&x, name, text, &report), 0);
}

/* ---- the tests ---- */

static void test_networks_that_cannot_be_made(void **state)
{
    (void)state;
    sink_t s = {.bad_at = -1};
    set("network.topology", "complete");
    set("network.members", "1000000");
    assert_int_equal(run(&s, 2, 0, 0), 0);
    assert_int_equal(s.written, NETWORKS / BLOCK);
    assert_int_equal(s.failed, 0);
    assert_int_equal(s.unmade, NETWORKS);
    assert_int_equal(report.n_error, 0);
}

/* All arms of a replicate share its network: where it cannot be made, they all go without. */
static void test_arms_of_a_network_that_cannot_be_made(void **state)
{
    (void)state;
    sink_t s = {.bad_at = -1};
    set("network.topology", "complete");
    set("network.members", "1000000");
    assert_int_equal(polder_experiment_add_arm(&x, "quick", &report), 0);
    assert_int_equal(polder_experiment_add_arm(&x, "slow", &report), 0);
    assert_int_equal(polder_experiment_count(&x, &report), 0);
    assert_int_equal(run(&s, 2, 0, 0), 0);
    assert_int_equal(s.failed, 0);
    assert_int_equal(s.unmade, 3 * NETWORKS);
    assert_int_equal(report.n_error, 0);
}

/* A full disk is no property of the networks: nothing says so of them, and the run ends. */
static void test_sink_that_cannot_write(void **state)
{
    (void)state;
    for (int threads = 1; threads <= 2; threads++) {
        sink_t s = {.bad_at = 3};
        assert_int_equal(run(&s, threads, 0, 0), POLDER_FILE);
        assert_true(says("the disk is full"));
        assert_int_equal(s.failed, 0);
        /* once it cannot write, no new block is begun */
        assert_true(s.written <= 3 + threads);
        polder_report_free(&report);
    }
}

static void test_no_memory(void **state)
{
    (void)state;
    sink_t s = {.bad_at = -1};
    no_room = true;
    const int code = run(&s, 1, 0, 0);
    no_room = false;
    assert_int_equal(code, POLDER_MEMORY);
    assert_int_equal(s.written, 0);
    assert_true(report.n_error > 0);
}

/* Each allocation in turn: the run ends with a code that says so, or does without. */
static void test_every_allocation(void **state)
{
    (void)state;
#ifdef COUNTED
    x.replicates = BLOCK;
    for (int round = 0; round < 2; round++) { /* the first one also makes what libraries keep */
        sink_t s = {.bad_at = -1};
        n_allocated = 0;
        assert_int_equal(run(&s, 1, 0, 0), 0);
    }
    const long all = n_allocated;
    int ended = 0;
    assert_true(all > 20);
    for (long k = 1; k <= all; k++) {
        sink_t s = {.bad_at = -1};
        n_allocated = 0;
        fails_at = k;
        const int code = run(&s, 1, 0, 0);
        fails_at = 0;
        if (code != 0) assert_int_equal(code, POLDER_MEMORY);
        assert_int_equal(s.written, code == 0);
        ended += code != 0;
        polder_report_free(&report);
    }
    assert_true(ended > all / 2);
#else
    skip();
#endif
}

static void test_stop(void **state)
{
    (void)state;
    sink_t s = {.bad_at = -1, .stop_at = NETWORKS / 2};
    assert_int_equal(run(&s, 1, 0, 0), POLDER_STOPPED);
    assert_int_equal(s.done, NETWORKS / 2);
    assert_true(says("stopped after 20 of 40 networks"));
}

/* Who asks to stop while the last block is running gets a whole result. */
static void test_stop_in_the_last_block(void **state)
{
    (void)state;
    sink_t s = {.bad_at = -1, .stop_at = NETWORKS};
    assert_int_equal(run(&s, 1, 0, 0), 0);
    assert_int_equal(s.written, NETWORKS / BLOCK);
    assert_int_equal(report.n, 0);
}

/* A share of the blocks counts for itself. */
static void test_share(void **state)
{
    (void)state;
    sink_t s = {.bad_at = -1, .stop_at = 12};
    assert_int_equal(run(&s, 1, 1, 3), 0); /* blocks 1, 4 and 7 */
    assert_int_equal(s.written, 3);
    assert_int_equal(s.done, 12);
    assert_int_equal(s.total, 12);
}

/* Blocks that somebody else hands out: from the last to the first, but not block 3. */
typedef struct {
    int64_t next;
    int asked, inside;
} hand_t;

static int64_t hand_out(void *self)
{
    hand_t *h = self;
    /* one thread at a time */
    if (__atomic_add_fetch(&h->inside, 1, __ATOMIC_SEQ_CST) > 1) return -1;
    h->asked++;
    if (h->next == 3) h->next--;
    const int64_t block = h->next >= 0 ? h->next-- : -1;
    __atomic_sub_fetch(&h->inside, 1, __ATOMIC_SEQ_CST);
    return block;
}

static int run_handed(sink_t *s, hand_t *h, int threads)
{
    const polder_run_options_t options = {.threads = threads,
                                          .block = BLOCK,
                                          .next = hand_out,
                                          .next_self = h,
                                          .progress = progress,
                                          .progress_self = s};
    return run_as(s, &options);
}

static void test_blocks_handed_out(void **state)
{
    (void)state;
    enum { LAST = NETWORKS / BLOCK - 1 };
    for (int threads = 1; threads <= 3; threads++) {
        sink_t s = {.bad_at = -1};
        hand_t h = {.next = LAST};
        assert_int_equal(run_handed(&s, &h, threads), 0);
        assert_int_equal(s.written, LAST); /* one was left out */
        assert_int_equal(s.done, LAST * BLOCK);
        assert_int_equal(s.total, NETWORKS);
        assert_int_equal(h.asked, LAST + threads); /* each thread hears that there are no more */
    }
    /* Who cannot go on asks no more, and the code comes back. */
    sink_t full = {.bad_at = 2}, stopped = {.bad_at = -1, .stop_at = 8};
    hand_t h = {.next = LAST};
    assert_int_equal(run_handed(&full, &h, 1), POLDER_FILE);
    assert_int_equal(h.asked, 3);
    h = (hand_t){.next = LAST};
    assert_int_equal(run_handed(&stopped, &h, 1), POLDER_STOPPED);
    assert_int_equal(h.asked, 2);
}

/* Large networks are stepped by all threads together: their parts have a time as well. */
static void test_profile_of_a_large_network(void **state)
{
    (void)state;
    for (int threads = 1; threads <= 2; threads++) {
        sink_t s = {.bad_at = -1};
        const polder_run_options_t options = {.threads = threads, .profile = true};
        const polder_sink_t sink = {.self = &s, .write = keep};
        polder_timing_t timing = {0};
        double sum = 0;
        x.replicates = 1;
        x.horizon = 20;
        set("network.members", "20000");
        assert_int_equal(polder_run(&x, &options, &sink, &timing, &report), 0);
        const int tick = polder_table_part(&x.table, "averaging");
        assert_true(tick >= 0 && timing.part[tick] > 0);
        for (int p = 0; p < timing.n_part; p++) sum += timing.part[p];
        assert_true(sum <= timing.setup + timing.step + timing.observe);
        assert_true(timing.step <= timing.wall * threads);
        polder_timing_free(&timing);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_networks_that_cannot_be_made, before, after),
        cmocka_unit_test_setup_teardown(test_arms_of_a_network_that_cannot_be_made, before, after),
        cmocka_unit_test_setup_teardown(test_sink_that_cannot_write, before, after),
        cmocka_unit_test_setup_teardown(test_no_memory, before, after),
        cmocka_unit_test_setup_teardown(test_every_allocation, before, after),
        cmocka_unit_test_setup_teardown(test_stop, before, after),
        cmocka_unit_test_setup_teardown(test_stop_in_the_last_block, before, after),
        cmocka_unit_test_setup_teardown(test_share, before, after),
        cmocka_unit_test_setup_teardown(test_blocks_handed_out, before, after),
        cmocka_unit_test_setup_teardown(test_profile_of_a_large_network, before, after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
