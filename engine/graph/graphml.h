/* graphml.h: the pieces of which the reader of GraphML consists. Private to engine/graph.
 *
 * What     graphml_text.c makes UTF-8 of the bytes of the file, whatever encoding it names;
 *          graphml_xml.c takes that through libxml2; graphml_read.c makes organisations and ties of
 *          the elements; graphml_keys.c turns keys and their values into attributes;
 *          graphml_count.c counts records a second time.
 * Errors   Functions that can fail return 0 or a code of error.h, with a note in the report.
 */
#ifndef POLDER_GRAPHML_H
#define POLDER_GRAPHML_H

#include <iconv.h>

#include "graph/netfile.h"

/* ---- graphml_text.c ---- */

/* Whether a text is nothing but what XML calls white space. */
bool polder_graphml_blank(const char *text, size_t length);

#ifndef POLDER_XML_CHUNK
#define POLDER_XML_CHUNK (1 << 16) /* bytes that are read at a time; the first line is shorter */
#endif
enum { POLDER_XML_NAME = 64 };

/* The text of an XML file, read a piece at a time. */
typedef struct {
    const polder_netfile_t *file;
    polder_report_t *report;
    size_t at;                 /* read so far of file->data, where the file is in memory */
    char in[POLDER_XML_CHUNK]; /* as it stands in the file … */
    size_t in_from, in_to;
    char out[2 * POLDER_XML_CHUNK]; /* … and as UTF-8 */
    size_t out_from, out_to;
    bool started, ended, plain;     /* plain: UTF-8, nothing to convert */
    iconv_t converter;              /* (iconv_t)-1: none */
    char encoding[POLDER_XML_NAME]; /* that the first line names, or "" */
    int line;
} polder_xml_text_t;

void polder_xml_text_open(polder_xml_text_t *text, const polder_netfile_t *file,
                          polder_report_t *report);
/* More of it: a pointer to *n bytes of whole characters, *n = 0 at the end. */
POLDER_MUST_USE int polder_xml_text_next(polder_xml_text_t *text, const char **bytes, size_t *n);
void polder_xml_text_close(polder_xml_text_t *text);
/* Warns of ids and values that look like UTF-8 which was read as Latin-1 ("CafÃ©"). */
void polder_xml_text_doubt(const polder_xml_text_t *text);

/* ---- graphml_count.c ---- */

typedef struct {
    int state;
    char quote, name[16];
    size_t length, matched; /* of the name of the tag; of the end that is waited for */
    int brackets;
    polder_netfile_count_t n;
} polder_graphml_count_t;

void polder_graphml_count(polder_graphml_count_t *count, const char *bytes, size_t n);

/* ---- graphml_xml.c ---- */

typedef struct {
    const char *text; /* NULL: missing */
    size_t length;
} polder_span_t;

/* The beginning of an element. Its texts are there until the call returns. */
typedef struct {
    const char *name, *prefix, *space; /* its namespace; NULL: none */
    int n;                             /* attributes … */
    const char **attribute; /* … [5 n]: name, prefix, namespace, begin and end of the value */
} polder_xml_tag_t;

static inline const char *polder_xml_name(const polder_xml_tag_t *tag, int i)
{
    return tag->attribute[5 * i];
}

static inline bool polder_xml_prefixed(const polder_xml_tag_t *tag, int i)
{
    return tag->attribute[5 * i + 1] != NULL;
}

static inline polder_span_t polder_xml_value(const polder_xml_tag_t *tag, int i)
{
    const char *const *a = tag->attribute + 5 * i;
    return (polder_span_t){a[3], (size_t)(a[4] - a[3])};
}

/* The value of the attribute of this name, without a prefix. */
polder_span_t polder_xml_attribute(const polder_xml_tag_t *tag, const char *name);

/* One passage through a file. The caller fills the first group. */
typedef struct {
    polder_xml_text_t *source;
    const polder_place_t *place;
    polder_report_t *report;
    void *self; /* for the three functions, which are not called any more after an error */
    void (*begin)(void *self, const polder_xml_tag_t *tag);
    void (*end)(void *self);
    void (*text)(void *self, const char *text, size_t length);

    polder_graphml_count_t count;
    int code;
    void *parser;
    const char *piece; /* of the source, not yet given to libxml2 */
    size_t n_piece;
} polder_xml_t;

POLDER_MUST_USE int polder_xml_parse(polder_xml_t *x);
int polder_xml_line(const polder_xml_t *x); /* where it is */
/* Ends it with a code for which there is a note, or with a note. */
void polder_xml_stop(polder_xml_t *x, int code);
void polder_xml_refuse(polder_xml_t *x, int line, const char *format, ...) POLDER_PRINTF(3, 4);
void polder_xml_no_memory(polder_xml_t *x);

/* ---- graphml_keys.c ---- */

/* What one <key> declares. */
typedef struct {
    char *id, *name, *type, *preset; /* NULL: not given */
    bool of[2];                      /* of organisations, of ties */
    int line;
} polder_graphml_key_t;

/* Where values with one key id go, whether it has been declared yet or not. */
typedef struct {
    char *id;
    size_t length;
    bool written;  /* not a key: an attribute of the element itself, <node id="a" size="3"/> */
    int column[2]; /* attributes of organisations and of ties, −1: no values */
    int64_t repeated, markup;
    int line; /* where the first of those stands */
} polder_graphml_slot_t;

typedef struct {
    polder_netfile_t *file;
    polder_report_t *report;
    polder_graphml_key_t *key;
    polder_graphml_slot_t *slot;
    int n_key, n_slot, last; /* last: the slot that was used last */
} polder_graphml_keys_t;

/* Begins a key; `of` is the text of the attribute "for". */
POLDER_MUST_USE int polder_graphml_key(polder_graphml_keys_t *keys, polder_span_t id,
                                       polder_span_t name, polder_span_t type, polder_span_t of,
                                       int line);
/* The default of the key that was begun last. */
POLDER_MUST_USE int polder_graphml_preset(polder_graphml_keys_t *keys, polder_span_t text);
POLDER_MUST_USE int polder_graphml_slot(polder_graphml_keys_t *keys, polder_span_t id, bool written,
                                        polder_graphml_slot_t **slot);
POLDER_MUST_USE int polder_graphml_value(polder_graphml_keys_t *keys, polder_graphml_slot_t *slot,
                                         bool of_ties, int32_t element, polder_span_t text,
                                         int line);
/* When all is read: columns get their names, those of one name become one, defaults are filled
 * in. */
POLDER_MUST_USE int polder_graphml_keys_finish(polder_graphml_keys_t *keys);
void polder_graphml_keys_free(polder_graphml_keys_t *keys);

#endif
