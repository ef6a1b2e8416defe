/* pajek.h: what the files of the Pajek reader share: its state, lines and words. Private to
 * pajek*.c.
 *
 * What     A file is read line by line in place: pajek_lines.c cuts lines and words, pajek.c knows
 *          the sections. Errors name the line; they return POLDER_FORMAT.
 */
#ifndef POLDER_PAJEK_H
#define POLDER_PAJEK_H

#include "graph/bridge.h"
#include "graph/netfile.h"

typedef enum {
    NOTHING,
    NETWORK,
    VERTICES,
    ARCS,
    EDGES,
    ARCSLIST,
    EDGESLIST,
    MATRIX,
    PARTITION, /* from here on: objects of a project that are not networks */
    VECTOR,
    PERMUTATION,
    CLUSTER,
    HIERARCHY,
    TIME
} section_t;

typedef struct {
    char *begin;
    size_t length;
    bool quoted, escaped;
} word_t;

typedef struct {
    long long number;
    char name[48];
} relation_t;

enum { MOST_RELATIONS = 8 };

typedef struct {
    polder_netfile_t *file;
    polder_report_t *report;
    char *next, *end;  /* the lines to come */
    char *line, *rest; /* this one, and what has not been looked at */
    int number;
    section_t section;
    char title[128];     /* of the network */
    int64_t n;           /* organisations, −1: not known yet */
    relation_t relation; /* of this section */
    bool counted;        /* it is among the relations below */
    relation_t relations[MOST_RELATIONS];
    int n_relation, second; /* the line on which there was more than one */
    int64_t row, column;    /* of a matrix */
    int matrix_line;
    int values; /* the attribute of a partition or vector, or −1 */
    int64_t n_value, promised;
    int values_line;
    int64_t n_skipped; /* objects of a project */
    int label, weight, coordinate[3];
    int64_t n_cut, n_unread, n_negative;
    int cut_line, unread_line, negative_line;
    char cut[80], unread[48];
    char *scratch;
    size_t scratch_size;
} pajek_t;

int polder_pajek_wrong(const pajek_t *p, const char *at, const char *format, ...)
    POLDER_PRINTF(3, 4);
int polder_pajek_shown(const word_t *word);
void polder_pajek_warn(const pajek_t *p, int line, const char *text);
void polder_pajek_not_read(pajek_t *p, const word_t *word);
bool polder_pajek_is_blank(char c);
bool polder_pajek_next_line(pajek_t *p);
int polder_pajek_next_word(pajek_t *p, word_t *word);
int polder_pajek_next_item(pajek_t *p, word_t *word);
int64_t polder_pajek_words_left(pajek_t *p);
bool polder_pajek_is_word(const word_t *word, const char *text);
bool polder_pajek_is_one_of(const word_t *word, const char *const *list);
bool polder_pajek_is_number(const word_t *word);
bool polder_pajek_looks_like_number(const word_t *word);
bool polder_pajek_is_odd_number(const word_t *word);
int64_t polder_pajek_whole(const word_t *word);

#endif
