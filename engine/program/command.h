/* command.h: how the parts of a result were made: command.json in the parts folder.
 *
 * What     `polder run` writes it, `polder join` reads it to make the same experiment again.
 */
#ifndef POLDER_COMMAND_H
#define POLDER_COMMAND_H

#include <jansson.h>
#include <stdint.h>

#include "io/store.h"
#include "program/scenario_arguments.h"

typedef struct {
    const char *scenario; /* as the user wrote it; NULL: not known */
    const char *folder;   /* the working folder of the run */
    int64_t shards;       /* in how many shares; 0: not cut */
    polder_scenario_arguments_t arguments;
    json_t *json; /* owns the texts of a command that was read */
} polder_command_t;

POLDER_MUST_USE int polder_command_write(const polder_command_t *command, polder_store_t *store,
                                         polder_report_t *report);
/* False if there is none in this folder, or no good one. */
POLDER_MUST_USE bool polder_command_read(polder_command_t *command, const char *parts);
void polder_command_free(polder_command_t *command);
/* A path as seen from the folder of the command. Caller frees; NULL without memory. */
char *polder_command_path(const polder_command_t *command, const char *path);

#endif
