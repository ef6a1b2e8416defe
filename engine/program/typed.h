/* typed.h: a command as it would be typed, to be told to whoever wants to do the same again. */
#ifndef POLDER_TYPED_H
#define POLDER_TYPED_H

#include <stdio.h>

#include "program/scenario_arguments.h"

/* As a shell takes it for one word. */
void polder_typed_word(FILE *to, const char *word);
/* " --name word"; nothing of NULL. */
void polder_typed_option(FILE *to, const char *name, const char *word);
/* What a command line adds to its scenario, and its seed; of the network file only its name. */
void polder_typed_scenario(FILE *to, const polder_scenario_arguments_t *arguments, uint64_t seed);
/* Of a path, what is behind its folder. */
const char *polder_typed_base(const char *path);

#endif
