/* mpi_none.c: mpi.h where MPI is not built in: one process, and a word to those who start more. */
#include <stddef.h>

#include "program/launch.h"
#include "program/mpi.h"

const char *polder_mpi_version(void)
{
    return NULL;
}

int polder_mpi_open(polder_mpi_t **mpi, polder_report_t *report)
{
    int rank;
    const int size = polder_launched(&rank);
    *mpi = NULL;
    if (size == 1) return 0;
    return polder_fail(rank == 0 ? report : NULL, POLDER_INPUT,
                       "this process was started as one of many, by mpirun or srun, but this "
                       "polder was built without MPI: each would do all the work. Build it where "
                       "MPI is installed, or let each do a share with --shard");
}

void polder_mpi_close(polder_mpi_t *mpi)
{
    (void)mpi;
}

int polder_mpi_rank(const polder_mpi_t *mpi)
{
    (void)mpi;
    return 0;
}

int polder_mpi_size(const polder_mpi_t *mpi)
{
    (void)mpi;
    return 1;
}

const char *polder_mpi_host(const polder_mpi_t *mpi)
{
    (void)mpi;
    return "";
}

int polder_mpi_threads(const polder_mpi_t *mpi)
{
    (void)mpi;
    return 0;
}

bool polder_mpi_dynamic(const polder_mpi_t *mpi)
{
    (void)mpi;
    return true;
}

int polder_mpi_agree(polder_mpi_t *mpi, int code, const char *text, polder_report_t *report)
{
    (void)mpi, (void)text, (void)report;
    return code;
}

bool polder_mpi_speaks(const polder_mpi_t *mpi)
{
    (void)mpi;
    return true;
}

int polder_mpi_spread(polder_mpi_t *mpi, void *data, int bytes, polder_report_t *report)
{
    (void)mpi, (void)data, (void)bytes, (void)report;
    return 0;
}

int polder_mpi_begin(polder_mpi_t *mpi, polder_run_options_t *options, const polder_sink_t *sink,
                     int64_t n_block, polder_report_t *report)
{
    (void)mpi, (void)options, (void)sink, (void)n_block, (void)report;
    return 0;
}

int polder_mpi_end(polder_mpi_t *mpi, int code, void (*wait)(void *self), void *self,
                   polder_report_t *report)
{
    (void)mpi, (void)wait, (void)self, (void)report;
    return code;
}

void polder_mpi_note(polder_mpi_t *mpi, int64_t done, int64_t failed)
{
    (void)mpi, (void)done, (void)failed;
}

void polder_mpi_others(polder_mpi_t *mpi, int64_t *done, int64_t *failed)
{
    (void)mpi;
    *done = *failed = 0;
}

int polder_mpi_timing(polder_mpi_t *mpi, polder_timing_t *timing, polder_report_t *report)
{
    (void)mpi, (void)timing, (void)report;
    return 0;
}
