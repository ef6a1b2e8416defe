/* version.h: which Polder this is.
 *
 * What     The version that a program was compiled with (macros) and the one that it runs with
 *          (functions), which differ where a shared library was replaced. While the first number is
 *          0, the second one changes where functions or structures do.
 */
#ifndef POLDER_VERSION_H
#define POLDER_VERSION_H

#define POLDER_VERSION_MAJOR 0
#define POLDER_VERSION_MINOR 2
#define POLDER_VERSION_PATCH 0
/* 0.2.0 is 200: a number that grows, for #if. */
#define POLDER_VERSION_NUMBER                                                                      \
    (POLDER_VERSION_MAJOR * 10000 + POLDER_VERSION_MINOR * 100 + POLDER_VERSION_PATCH)

/* "0.2.0" */
const char *polder_version(void);
int polder_version_number(void);

#endif
