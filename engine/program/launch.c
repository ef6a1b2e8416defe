/* launch.c: see launch.h. */
#include "program/launch.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

/* −1: not set, or no number. */
static int number(const char *name)
{
    const char *text = getenv(name);
    char *end = NULL;
    if (!text || !text[0]) return -1;
    errno = 0;
    const long value = strtol(text, &end, 10);
    return errno || *end || value < 0 || value > INT_MAX ? -1 : (int)value;
}

int polder_launched(int *rank)
{
    /* Open MPI; MPICH, Intel MPI and Slurm's PMI-2; a plain srun. The first that is set is the
     * nearest: mpirun itself is often started by srun. */
    static const char *const name[][2] = {{"OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_RANK"},
                                          {"PMI_SIZE", "PMI_RANK"},
                                          {"SLURM_STEP_NUM_TASKS", "SLURM_PROCID"}};
    *rank = 0;
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        const int size = number(name[i][0]), at = number(name[i][1]);
        if (size < 1 || at < 0) continue;
        *rank = at;
        return size;
    }
    const int at = number("PMIX_RANK");
    if (at < 0) return 1;
    *rank = at;
    return 0;
}
