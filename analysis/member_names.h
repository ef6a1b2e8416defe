/* member_names.h: what organisations of a network file are called in another language than that of the
 * file, where the scenario says it (lesson, members). For people: machines go by the names of the file. */
#ifndef POLDER_MEMBER_NAMES_H
#define POLDER_MEMBER_NAMES_H

#include <jansson.h>

#include "document/document.h"
#include "io/store.h"

/* Of a result, or of the texts of a lesson (experiment.h); NULL: none are said. The caller lets go. */
json_t *polder_member_names(const polder_result_t *result);
json_t *polder_member_names_of(const char *lesson);
/* Its name in the language of the document; `name` where there is no other, also NULL. */
const char *polder_member_called(const polder_document_t *document, const json_t *names,
                                 const char *name);

#endif
