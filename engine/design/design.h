/* design.h: which points to try, as mathematics only.
 *
 * What     A design is a list of points, and a point has one number for each factor. Here a
 *          factor has neither name nor range. The sampling designs give numbers from 0 to 1,
 *          u[point][factor]; grid and one-at-a-time give the number of a value,
 *          level[point][factor]. engine/io makes values of them.
 * Random   keyed by the seed of the experiment: the same on every machine and for every
 *          number of threads.
 * Source   McKay, Beckman & Conover 1979 (Latin hypercube); Sobol' 1967, the numbers of
 *          Antonov & Saleev 1979 by GSL; Owen 2020 (why the first point stays); Morris 1991;
 *          Saltelli et al. 2010 (table 2), Saltelli 2002 (second order).
 * Errors   POLDER_INPUT: more dimensions than the sequence has; POLDER_MEMORY.
 * Threads  everything here may be called by any thread.
 */
#ifndef POLDER_DESIGN_H
#define POLDER_DESIGN_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/error.h"

/* In the order of the enumeration. */
#define POLDER_DESIGN_KINDS "grid|one-at-a-time|latin-hypercube|sobol|morris|saltelli|csv"

typedef enum {
    POLDER_GRID,
    POLDER_ONE_AT_A_TIME,
    POLDER_LATIN_HYPERCUBE,
    POLDER_SOBOL,
    POLDER_MORRIS,
    POLDER_SALTELLI,
    POLDER_CSV,
    POLDER_N_DESIGN
} polder_design_kind_t;

enum { POLDER_SOBOL_DIMENSIONS = 40 }; /* of GSL's sequence */

/* ---- grid.c ---- */

/* All combinations: Π n_level points, or −1 if that is more than `most`. */
int64_t polder_grid_points(const int *n_level, int n_factor, int64_t most);
/* The last factor changes fastest. */
void polder_grid_fill(const int *n_level, int n_factor, int *level);

/* One point with all factors as they are, then each value of each factor with the others as
 * they are: 1 + Σ n_level points, or −1. As it is: level −1. */
int64_t polder_one_at_a_time_points(const int *n_level, int n_factor, int64_t most);
void polder_one_at_a_time_fill(const int *n_level, int n_factor, int *level);

/* ---- latin_hypercube.c ---- */

/* Of n equal parts of each factor, each has one point, anywhere in its part. */
POLDER_MUST_USE int polder_latin_hypercube(uint64_t seed, int n_point, int n_factor, double *u,
                                           polder_report_t *report);

/* ---- sobol.c ---- */

/* The first n points of the sequence, the origin included: without it 2^m points would not be
 * spread evenly. `shifted`: bit by bit, by numbers that follow from the seed. The points then
 * stand at random places but are as even as before, and none of them is a corner. */
POLDER_MUST_USE int polder_sobol(uint64_t seed, bool shifted, int n_point, int n_factor, double *u,
                                 polder_report_t *report);

/* ---- morris.c ---- */

/* Trajectories of n_factor + 1 points each. From one point to the next one factor changes, by
 * Δ = levels / (2 (levels − 1)) up or down; within a trajectory every factor does so once, in
 * random order. levels: even; numbers are 0, 1 / (levels − 1), …, 1. */
void polder_morris(uint64_t seed, int n_trajectory, int levels, int n_factor, double *u);

/* ---- saltelli.c ---- */

/* Points of a block: A, then for each factor i A with factor i of B, with `second_order` then
 * for each i B with factor i of A, and last B. */
static inline int polder_saltelli_block(int n_factor, bool second_order)
{
    return second_order ? 2 * n_factor + 2 : n_factor + 2;
}

/* One block for each of n_base Sobol' points of dimension 2 n_factor; A is its first half. */
POLDER_MUST_USE int polder_saltelli(uint64_t seed, bool shifted, int n_base, int n_factor,
                                    bool second_order, double *u, polder_report_t *report);

#endif
