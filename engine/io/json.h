/* json.h: a few words on top of jansson, for describe.c and schema.c, and for paths elsewhere.
 *
 * What     Building never stops half-way: what could not be made is remembered in `failed`
 *          and told once, when the text is written.
 */
#ifndef POLDER_JSON_H
#define POLDER_JSON_H

#include <jansson.h>
#include <stdbool.h>

#include "kernel/error.h"
#include "kernel/field.h"
#include "kernel/table.h"

struct polder_experiment;

typedef struct {
    bool failed;
    const polder_table_t *table;       /* of a schema: the model that it is for */
    const struct polder_experiment *x; /* of a canonical text: the experiment */
} polder_json_t;

/* What a key has that is left out. It is no memory that NULL stands for. */
extern json_t polder_json_left_out;
#define POLDER_LEFT_OUT (&polder_json_left_out)

/* Both take over `value`, which may be NULL (then the building has failed). The first does nothing
 * with POLDER_LEFT_OUT. */
void polder_json_set(polder_json_t *b, json_t *object, const char *key, json_t *value);
void polder_json_append(polder_json_t *b, json_t *array, json_t *value);
void polder_json_text(polder_json_t *b, json_t *object, const char *key, const char *text);

/* The shortest decimal number that is this float: 0.53, not 0.529999971. */
json_t *polder_json_float(float number);
/* A number of a scenario, which has nine digits. */
json_t *polder_json_double(double number);
/* A value of a field: a word if it has choices, a whole number if it has only those. */
json_t *polder_json_value(const polder_field_t *field, double number);

/* A path for people to read: a file name may hold any bytes, and JSON only UTF-8, so each byte that
 * is not part of a character becomes U+FFFD. */
json_t *polder_json_path(const char *path);

/* Reads a text; NULL if it is not JSON, or (*memory) if there is no memory for it. Jansson calls a
 * text wrong when there is none for a piece of it, so that is looked into. */
json_t *polder_json_read(const char *text, size_t flags, bool *memory);
/* The same from the beginning of a file. */
json_t *polder_json_read_file(int fd, bool *memory);

/* As json_dumps, which goes on without a key that it had no memory for. NULL: no memory, or it is no
 * JSON. Caller frees it. */
char *polder_json_dumps(const json_t *root, size_t flags);

/* Writes with sorted keys and nine digits, and releases `root`. Caller frees *text. */
POLDER_MUST_USE int polder_json_write(polder_json_t *b, json_t *root, char **text,
                                      polder_report_t *report);

#endif
