/* arm_names.h: what the arms of a result are called in Dutch. */
#ifndef POLDER_ARM_NAMES_H
#define POLDER_ARM_NAMES_H

#include "io/store.h"

/* [arms of the result], each NULL if it has no name of its own in Dutch; NULL without memory. The caller
 * frees them with the other function. */
char **polder_arm_names_dutch(const polder_result_t *result);
void polder_arm_names_free(char **names, int n);

#endif
