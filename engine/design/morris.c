/* morris.c: see design.h. */
#include "design/design.h"
#include "kernel/random.h"

/* A point on the grid of a trajectory's start. From the lower half of the levels a factor goes
 * up, from the upper half down: each level is as likely as any other. */
static void start(const uint32_t key[4], uint32_t trajectory, int levels, int n_factor, double *u)
{
    const uint32_t purpose = polder_purpose("design.morris");
    for (int k = 0; k < n_factor; k++) {
        uint32_t word[4];
        polder_words(key, 0, trajectory, purpose, (uint32_t)k, word);
        u[k] = (double)polder_integer(word[0], (uint32_t)levels) / (levels - 1);
    }
}

/* Which factor the next point changes: drawn among those that are as they were at first. */
static int next_factor(const uint32_t key[4], uint32_t trajectory, int step, int n_factor,
                       const double *first, const double *now)
{
    const uint32_t purpose = polder_purpose("design.morris");
    uint32_t word[4];
    polder_words(key, 1, trajectory, purpose, (uint32_t)step, word);
    int skip = (int)polder_integer(word[0], (uint32_t)(n_factor - step));
    for (int k = 0; k < n_factor; k++) {
        if (first[k] < now[k] || first[k] > now[k]) continue;
        if (skip-- == 0) return k;
    }
    return n_factor - 1; /* not reached: n_factor − step factors are as they were */
}

void polder_morris(uint64_t seed, int n_trajectory, int levels, int n_factor, double *u)
{
    /* Levels move by half of all levels; counted in whole levels, so that nothing is lost. */
    const int jump = levels / 2;
    uint32_t key[4];
    polder_key(seed, 0, key);
    for (int t = 0; t < n_trajectory; t++) {
        const double *first = u;
        start(key, (uint32_t)t, levels, n_factor, u);
        for (int step = 0; step < n_factor; step++) {
            double *now = u, *next = u + n_factor;
            for (int k = 0; k < n_factor; k++) next[k] = now[k];
            const int k = next_factor(key, (uint32_t)t, step, n_factor, first, now);
            const int level = (int)(now[k] * (levels - 1) + 0.5);
            next[k] = (double)(level < jump ? level + jump : level - jump) / (levels - 1);
            u = next;
        }
        u += n_factor;
    }
}
