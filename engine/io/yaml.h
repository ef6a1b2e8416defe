/* yaml.h: a YAML text as a small tree that knows where everything stands.
 *
 * What     The bytes are checked first (UTF-8, no control characters, size), because
 *          libfyaml trusts them. Then its events become a tree of our own: scalars,
 *          sequences and mappings, each with its place in the text. Numbers and words are
 *          told apart by whoever reads the tree.
 * Limits   16 MiB, 32 levels, a million values (an alias counts as all it stands for, so
 *          that a short text cannot stand for a huge one). One document; no tags, no
 *          directives, no merge keys. An alias must follow its anchor and cannot stand
 *          inside it.
 * Errors   POLDER_INPUT with line, column and the line itself: a fault of syntax ends the
 *          reading. Double keys are reported and counted, and the reading goes on.
 * Owner    polder_yaml_parse … polder_yaml_free, also after an error. The text and the
 *          name are the caller's and must live as long as the tree.
 * Threads  a tree belongs to one thread.
 */
#ifndef POLDER_YAML_H
#define POLDER_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel/error.h"

enum {
    POLDER_YAML_BYTES = 16 << 20,
    POLDER_YAML_DEPTH = 32,
    POLDER_YAML_VALUES = 1000000,
    POLDER_YAML_EMPTY = 100,   /* empty lines in a row */
    POLDER_YAML_PROBLEMS = 50, /* of one text; more are not listed */
    POLDER_YAML_EXCERPT = 400  /* bytes of a line that are shown */
};

typedef enum { POLDER_YAML_SCALAR, POLDER_YAML_SEQUENCE, POLDER_YAML_MAPPING } polder_yaml_kind_t;

typedef struct polder_yaml_node polder_yaml_node_t;
struct polder_yaml_node {
    polder_yaml_kind_t kind;
    bool quoted;               /* a scalar in quotes or a block: a text, whatever it looks like */
    char *text;                /* of a scalar, UTF-8 */
    size_t begin, end;         /* bytes of the text */
    size_t weight;             /* values inside and itself, aliases counted in full */
    int n, capacity;           /* items, or pairs of key and value */
    polder_yaml_node_t **item; /* [n] */
    polder_yaml_node_t **key;  /* [n] of a mapping, scalars */
    polder_yaml_node_t *older; /* all nodes of a tree, the newest first */
};

typedef struct {
    const char *name; /* of the file, in messages */
    const char *text; /* without byte order mark */
    size_t length;
    polder_yaml_node_t *root; /* NULL: an empty text */
    int n_problem;            /* double keys: reported, but the tree is whole */
    polder_yaml_node_t *newest;
    char excerpt[POLDER_YAML_EXCERPT + 8];
} polder_yaml_t;

/* The first `skip` bytes are shown in messages but are not part of the YAML. */
POLDER_MUST_USE int polder_yaml_parse(polder_yaml_t *yaml, const char *text, size_t length,
                                      size_t skip, const char *name, polder_report_t *report);
void polder_yaml_free(polder_yaml_t *yaml);

/* The place of a node. Its excerpt is kept in the tree until the next call. */
polder_place_t polder_yaml_place(polder_yaml_t *yaml, const polder_yaml_node_t *node);
/* Line of a node, counted from 1. Time: O(text before it). */
int polder_yaml_line(const polder_yaml_t *yaml, const polder_yaml_node_t *node);

/* A text in JSON as YAML in blocks (yaml_write.c). The caller frees *yaml. */
POLDER_MUST_USE int polder_yaml_write(const char *json, char **yaml, polder_report_t *report);

/* The place of any bytes of the text. */
polder_place_t polder_yaml_place_at(polder_yaml_t *yaml, size_t begin, size_t end);
/* The check of the bytes alone; polder_yaml_parse begins with it. */
POLDER_MUST_USE int polder_yaml_check(polder_yaml_t *yaml, polder_report_t *report);
/* Of a text that is not YAML: UTF-8 without control characters, and not too long. */
POLDER_MUST_USE int polder_yaml_check_text(polder_yaml_t *yaml, polder_report_t *report);
/* Bytes of the character at `text`, 0 if it is not valid UTF-8 or not allowed in YAML. */
size_t polder_yaml_character(const char *text, size_t length);

/* The first character in [from, to) that looks like one of YAML and is another (yaml_odd.c): where
 * it is, and what to say about it. `blanks`: only those that look like blanks or like nothing. */
bool polder_yaml_odd(polder_yaml_t *yaml, size_t from, size_t to, bool blanks, size_t *at,
                     char *text, size_t size, const polder_report_t *report);

/* An empty value: nothing, ~ or null, not in quotes. */
bool polder_yaml_is_nothing(const polder_yaml_node_t *node);
/* The value of a key in a mapping, or NULL. */
const polder_yaml_node_t *polder_yaml_get(const polder_yaml_node_t *mapping, const char *key);

/* Reads a whole file; caller frees *text. POLDER_FILE with the reason: no such file (and
 * the nearest name there is), a folder, a device, too large. With `pipe` one that the shell has
 * opened, as /dev/stdin, is read too. */
POLDER_MUST_USE int polder_yaml_load(const char *path, bool pipe, char **text, size_t *length,
                                     polder_report_t *report);
/* The name in `folder` nearest to `name`, or NULL. Caller frees. */
char *polder_yaml_near_file(const char *folder, const char *name);

#endif
