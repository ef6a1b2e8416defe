/* netfile.h: a network file in memory, the same for all formats. Private to engine/graph.
 *
 * What     The reader of a format (graphml_read.c, pajek.c, gml.c, tables.h) adds organisations,
 *          ties and the values of their attributes, in the order of the file and as they stand
 *          there. ties.c and mapping.c make a network of them and know no format.
 * Values   are kept as text: what is a number is decided where one is asked for, so that every
 *          format refuses a bad one in the same words. A missing value is NULL; an empty text is
 *          kept as "".
 * Shapes   Organisations and ties are counted from 0 in the order of the file. Loops and repeated
 *          ties are kept here; ties.c counts and drops them.
 * Errors   Functions that add return 0 or POLDER_MEMORY or POLDER_FORMAT, with a note.
 * Owner    polder_netfile_free.
 * Threads  one at a time.
 */
#ifndef POLDER_NETFILE_H
#define POLDER_NETFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "graph/graph.h"

enum {
    POLDER_MOST_ORGANISATIONS = 10000000,
    POLDER_MOST_TIES = 0x3fffffff,
    POLDER_MOST_ATTRIBUTES = 1000 /* where they are searched by name, in order */
};

typedef struct {
    char *name;
    bool of_ties;
    uint32_t *at; /* [n] where its text begins, 0: missing; elements from n on are missing too */
    size_t n, capacity;
} polder_netfile_attribute_t;

typedef struct {
    const polder_source_t *source;
    const polder_table_t *table;
    polder_network_t *network;
    polder_place_t place; /* the file; a reader that knows the line copies it and adds that */
    polder_format_t format;
    char *data; /* the bytes of the file, ends with a zero byte; a reader may change them */
    size_t size;
    int descriptor; /* of the file where it is not in memory (GraphML), which may then be of any
                       size; belongs to who opened it */

    int32_t n_org, n_tie;
    size_t org_capacity, tie_capacity;
    uint32_t *id;            /* [n_org] where its id begins in `text` */
    int32_t *org_line;       /* [n_org] where it was first named; 0: unknown */
    bool *listed;            /* [n_org] false: so far only ties name it */
    int32_t *from, *to;      /* [n_tie] */
    const char *member_file; /* the table of organisations, or NULL; their … */
    int32_t *member_line;    /* … lines there, [n_org]; 0: they are not in it */
    int32_t *tie_line;       /* [n_tie] */
    bool *directed;          /* [n_tie] false: both ends report it */
    int n_attribute;
    polder_netfile_attribute_t *attribute;
    size_t n_cell, n_value; /* that attributes have room for; that were set */
    bool listing;           /* a list of lines, in which a tie named once counts as undirected */
    bool named;             /* its ids are names, as in a table */
    int64_t left_org, left_tie; /* records passed over on purpose: polder_netfile_leave_out */
    int64_t n_heading;          /* rows of a table that say what stands below */

    char *text; /* all ids and values, each ends with a zero byte; text[0] is 0 */
    size_t text_size, text_capacity;
    uint64_t *slot; /* hash table of ids: half of the hash and index + 1, 0: free */
    size_t n_slot;

    int32_t *edge; /* [n_arc] the tie of the file that reports this arc, −1: none does (ties.c) */
} polder_netfile_t;

/* How many records stand in a file. A format has a scanner beside its reader that counts them in
 * the plainest way and shares no code with it: file.c compares what it counted with what the
 * reader added and left out, so that a reader cannot lose anything without a word. It runs before
 * the reader, which may change file->data. A record is what the reader calls polder_netfile_org or
 * polder_netfile_tie for, or leaves out: an undirected tie is one, a cell of a matrix is one;
 * the heading of a list is one too, so that no row gets lost.
 * −1: not counted, such as the organisations of a list in which only ties name them. */
typedef struct {
    int64_t n_org, n_tie;
} polder_netfile_count_t;

void polder_netfile_free(polder_netfile_t *file);

/* The organisation with this id, which is added if it is new: then `listed` is false. */
POLDER_MUST_USE int polder_netfile_org(polder_netfile_t *file, const char *id, size_t length,
                                       int line, int32_t *org, polder_report_t *report);
/* The organisation with this id, or −1. */
int32_t polder_netfile_find(const polder_netfile_t *file, const char *id, size_t length);
POLDER_MUST_USE int polder_netfile_tie(polder_netfile_t *file, int32_t from, int32_t to,
                                       bool directed, int line, polder_report_t *report);
/* Index of the attribute of this name, which is added if it is new. */
POLDER_MUST_USE int polder_netfile_attribute(polder_netfile_t *file, bool of_ties, const char *name,
                                             size_t length, int *attribute,
                                             polder_report_t *report);
/* The same, added even if there is one of this name: for a reader that learns names later. */
POLDER_MUST_USE int polder_netfile_column(polder_netfile_t *file, bool of_ties, const char *name,
                                          size_t length, int *attribute, polder_report_t *report);
/* Takes an attribute away; those after it move up. */
void polder_netfile_remove(polder_netfile_t *file, int attribute);
/* The value of an attribute for one organisation or tie; a later one takes its place. */
POLDER_MUST_USE int polder_netfile_set(polder_netfile_t *file, int attribute, int32_t element,
                                       const char *text, size_t length, polder_report_t *report);

/* Gives all that have no value this one. */
POLDER_MUST_USE int polder_netfile_fill(polder_netfile_t *file, int attribute, const char *text,
                                        polder_report_t *report);
/* Takes organisations away that have no ties, with their values; the others keep their order. */
POLDER_MUST_USE int polder_netfile_drop(polder_netfile_t *file, const bool *drop,
                                        polder_report_t *report);

static inline const char *polder_netfile_id(const polder_netfile_t *file, int32_t org)
{
    return file->text + file->id[org];
}

/* NULL: missing. */
static inline const char *polder_netfile_value(const polder_netfile_t *file, int attribute,
                                               int32_t element)
{
    const polder_netfile_attribute_t *a = &file->attribute[attribute];
    const uint32_t at = (size_t)element < a->n ? a->at[element] : 0;
    return at ? file->text + at : NULL;
}

/* Index of an attribute by its whole name, or −1. */
int polder_netfile_named(const polder_netfile_t *file, bool of_ties, const char *name);

/* What the reader passes over on purpose, with a warning such as "3 ties are left out: they stand
 * in a second graph" where n_tie is 3 and `why` the rest. May be called for several reasons. */
void polder_netfile_leave_out(polder_netfile_t *file, int line, int64_t n_org, int64_t n_tie,
                              const char *why, polder_report_t *report);

/* Fills file->format: what the scenario names, or what the file begins with, or what its suffix
 * says. Refuses what is certainly some other format, and says what to do (format.c). */
POLDER_MUST_USE int polder_format_find(polder_netfile_t *file, polder_report_t *report);
/* Whether a table is a matrix: the names above its columns are those of its rows (matrix.c). */
bool polder_matrix_recognised(const polder_netfile_t *file);

/* Makes UTF-8 of file->data, whatever it is (encoding.c): a byte order mark goes, Windows-1252
 * gives a warning, what is neither is refused with its line. For formats that name no encoding. */
POLDER_MUST_USE int polder_netfile_decode(polder_netfile_t *file, polder_report_t *report);
/* The character that a byte is in Windows-1252; 0: none. */
uint32_t polder_windows_character(unsigned char byte);
/* Opens file->source->path, finds its format and, unless that is GraphML, which is read a piece at
 * a time, takes it into file->data as UTF-8. */
POLDER_MUST_USE int polder_netfile_load(polder_netfile_t *file, polder_report_t *report);
/* Adds what source->organisations says of the organisations of a table of ties (members.c). */
POLDER_MUST_USE int polder_members_read(polder_netfile_t *file, polder_report_t *report);
/* Where organisation i stands: what is known of it, or else where it was first named. */
polder_place_t polder_netfile_org_place(const polder_netfile_t *file, int32_t org);
/* The line that `at` is on, from 1; lines end with LF, CR LF or CR. */
int polder_netfile_line(const polder_netfile_t *file, const char *at);

/* The readers: from file->data to organisations, ties and attributes. That of GraphML counts as it
 * goes along: by the time it has read the file, its bytes are gone. */
POLDER_MUST_USE int polder_graphml_read(polder_netfile_t *file, polder_netfile_count_t *count,
                                        polder_report_t *report);
POLDER_MUST_USE int polder_pajek_read(polder_netfile_t *file, polder_report_t *report);
void polder_pajek_count(const polder_netfile_t *file, polder_netfile_count_t *count);
POLDER_MUST_USE int polder_gml_read(polder_netfile_t *file, polder_report_t *report);
void polder_gml_count(const polder_netfile_t *file, polder_netfile_count_t *count);
POLDER_MUST_USE int polder_edgelist_read(polder_netfile_t *file, polder_report_t *report);
POLDER_MUST_USE int polder_matrix_read(polder_netfile_t *file, polder_report_t *report);
void polder_edgelist_count(const polder_netfile_t *file, polder_netfile_count_t *count);
void polder_matrix_count(const polder_netfile_t *file, polder_netfile_count_t *count);

/* The attribute of organisations in which a reader hands over names that stand only in the drawing
 * of a program (yEd's y:NodeLabel, visone's labels). */
#define POLDER_DRAWN_LABEL "label in the drawing"

/* What a value is as a number. Blanks around it do not count. */
typedef enum {
    POLDER_VALUE_MISSING, /* none, empty, blank, NA, N/A or NaN */
    POLDER_VALUE_NUMBER,  /* decimal, with a point, finite; true is 1 and false 0 */
    POLDER_VALUE_COMMA,   /* would be one with a point for its comma */
    POLDER_VALUE_INFINITE,
    POLDER_VALUE_TEXT
} polder_value_kind_t;
polder_value_kind_t polder_netfile_number(const char *text, double *number); /* values.c */
bool polder_netfile_blank(const char *text); /* NULL or nothing but blanks */
/* A copy in which bytes that are not UTF-8 are U+FFFD; NULL: no memory. Sets *changed to true if
 * there are any. */
char *polder_netfile_repaired(const char *text, bool *changed);
/* "the attribute 'x' is missing" with the nearest and all others; `asked` is where the scenario
 * names it, or NULL. Returns POLDER_FORMAT. */
int polder_netfile_unknown(const polder_netfile_t *file, bool of_ties, const char *name,
                           const polder_place_t *asked, polder_report_t *report);

/* Fills file->network->label, with names once the ties are there (labels.c). */
POLDER_MUST_USE int polder_labels_make(polder_netfile_t *file, polder_report_t *report);
/* Fills the rest of file->network->facts (facts.c). */
POLDER_MUST_USE int polder_facts_make(polder_netfile_t *file, polder_report_t *report);
/* Fills file->network->graph and file->edge (ties.c). */
POLDER_MUST_USE int polder_ties_make(polder_netfile_t *file, polder_report_t *report);
/* Fills all of file->network (mapping.c). */
POLDER_MUST_USE int polder_mapping_apply(polder_netfile_t *file, polder_report_t *report);

#endif
