/* launch.h: was this process started as one of many?
 *
 * What     mpirun and srun tell their processes so in environment variables. Looking there
 *          needs no MPI, so a program without it can say what is wrong, and one with it need
 *          not start MPI for nothing.
 */
#ifndef POLDER_RUN_LAUNCH_H
#define POLDER_RUN_LAUNCH_H

/* How many processes the launcher has started; 1: no launcher, or one process; 0: there is a
 * launcher that does not tell. *rank is the number of this one. */
int polder_launched(int *rank);

#endif
