/* threads.h: how many threads can be started here.
 *
 * What     OpenMP ends the process when the system refuses a thread, because of a limit on
 *          processes or on memory. So they are tried first.
 * Errors   POLDER_INPUT: a thread's stack would be too small.
 * Threads  one at a time.
 */
#ifndef POLDER_THREADS_H
#define POLDER_THREADS_H

#include "kernel/error.h"

enum { POLDER_STACK_LEAST = 256 * 1024 }; /* bytes; twice what is needed */

/* Lowers *threads to what can be started, with a warning. */
POLDER_MUST_USE int polder_threads_try(int *threads, polder_report_t *report);

#endif
