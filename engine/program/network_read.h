/* network_read.h: what was read of a network file, on the screen and as JSON.
 *
 * `description` is the text that stands for an experiment (polder_scenario_describe), which a
 * result keeps.
 */
#ifndef POLDER_CLI_NETWORK_READ_H
#define POLDER_CLI_NETWORK_READ_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

/* "network file: NAME: 14 organisations, …", and with `all` its attributes and scales, each from a
 * line of its own; nothing without a file. */
void polder_network_read_print(FILE *stream, const char *description, bool all);
/* The same in parts; NULL without a file. */
json_t *polder_network_read_json(const char *description);

#endif
