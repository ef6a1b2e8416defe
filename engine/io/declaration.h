/* declaration.h: what a model says of itself (kernel/model.h), as a result file keeps it.
 *
 * What     A JSON object with the members of polder_model_t that say what columns mean. Those that
 *          a model does not declare are not in it; what a reader does not know it passes over.
 * Owner    polder_declaration_read … polder_declaration_free; free tolerates a zeroed one.
 */
#ifndef POLDER_DECLARATION_H
#define POLDER_DECLARATION_H

#include <jansson.h>
#include <stdbool.h>

#include "kernel/model.h"

typedef struct {
    polder_model_t model; /* its texts are of `json`, or of whoever gave them */
    json_t *json;
    polder_measure_t *measure;
    const char **overview;
    polder_sentence_t *story;
    polder_tally_t *tally;
} polder_declaration_t;

/* Caller frees; NULL if out of memory. */
char *polder_declaration_text(const polder_model_t *model);

/* Fills d->model from such a text, but for name and tick. False: it is not one, or there is no
 * memory (*memory). */
bool polder_declaration_read(polder_declaration_t *d, const char *text, bool *memory);
void polder_declaration_free(polder_declaration_t *d);

#endif
