/* mpi.h: one run by several processes (ranks) on one or many machines.
 *
 * What     Rank 0 has the list of blocks and hands them out one by one, to its own threads and,
 *          by messages, to those of the others; a slow rank holds nobody up. All write their
 *          parts into one folder on a disk that all see; rank 0 joins them. mpi.c is the only
 *          file that knows MPI; without it mpi_none.c takes its place.
 * NULL     is a valid polder_mpi_t: one process. Then everything below does the obvious.
 * Waiting  costs no processor time, however long it takes.
 * Errors   of MPI itself: POLDER_INTERNAL with its text, or mpirun ends all processes.
 * Threads  polder_run calls `next`; everything else is for the main thread.
 * Not in the library: callers that use it with MPI pass their own `next` to polder_run.
 */
#ifndef POLDER_RUN_MPI_H
#define POLDER_RUN_MPI_H

#include "run/run.h"

typedef struct polder_mpi polder_mpi_t;

/* "Open MPI v4.1.4", or NULL where MPI is not built in. */
const char *polder_mpi_version(void);

/* Starts MPI if a launcher has started several processes; else *mpi is NULL. POLDER_INPUT: they
 * cannot find each other, because MPI is not built in or for another reason. */
POLDER_MUST_USE int polder_mpi_open(polder_mpi_t **mpi, polder_report_t *report);
/* Waits for all. */
void polder_mpi_close(polder_mpi_t *mpi);

int polder_mpi_rank(const polder_mpi_t *mpi);
int polder_mpi_size(const polder_mpi_t *mpi);
const char *polder_mpi_host(const polder_mpi_t *mpi);
/* Threads for this rank: the processors it may use, shared fairly with the ranks that may use
 * the same ones; OMP_NUM_THREADS if that is set. 0: as polder_run decides. */
int polder_mpi_threads(const polder_mpi_t *mpi);
/* Whether blocks are handed out. If not (MPI does not allow threads) each rank has a fixed
 * share. */
bool polder_mpi_dynamic(const polder_mpi_t *mpi);

/* Waits for all. Its own code if this rank failed, else that of another that did. `text` (or
 * NULL) must be the same on all ranks, or it is POLDER_INPUT. */
POLDER_MUST_USE int polder_mpi_agree(polder_mpi_t *mpi, int code, const char *text,
                                     polder_report_t *report);
/* After polder_mpi_agree: whether this rank is the one to say what went wrong. */
bool polder_mpi_speaks(const polder_mpi_t *mpi);
/* All get what rank 0 has. */
POLDER_MUST_USE int polder_mpi_spread(polder_mpi_t *mpi, void *data, int bytes,
                                      polder_report_t *report);

/* Before and after polder_run. `begin` looks in the sink which of the n_block blocks are to be
 * done, and puts into the options where they come from. `end` waits on rank 0 until the
 * others have left; meanwhile it calls `wait` (or NULL) ten times a second. */
POLDER_MUST_USE int polder_mpi_begin(polder_mpi_t *mpi, polder_run_options_t *options,
                                     const polder_sink_t *sink, int64_t n_block,
                                     polder_report_t *report);
POLDER_MUST_USE int polder_mpi_end(polder_mpi_t *mpi, int code, void (*wait)(void *self),
                                   void *self, polder_report_t *report);
/* Networks that this rank has done and that failed so far; told with the next request. */
void polder_mpi_note(polder_mpi_t *mpi, int64_t done, int64_t failed);
/* On rank 0: the sums over the other ranks, as far as they have told. */
void polder_mpi_others(polder_mpi_t *mpi, int64_t *done, int64_t *failed);
/* On rank 0 the timing becomes that of all ranks. */
POLDER_MUST_USE int polder_mpi_timing(polder_mpi_t *mpi, polder_timing_t *timing,
                                      polder_report_t *report);

#endif
