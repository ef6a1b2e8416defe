/* about.h: what a document says of the result it is about, as plain texts and numbers.
 *
 * What     Names of the experiment, its arms and the factors of its design; and the values of the
 *          factors at the points that are read. Builders of documents take it in the place of a
 *          result, so that a test needs no file.
 * Owner    polder_about_read … polder_about_free; the texts are those of the result, which must
 *          outlive it. Free tolerates a zeroed one.
 * Errors   what the reader reports; POLDER_MEMORY.
 */
#ifndef POLDER_ABOUT_H
#define POLDER_ABOUT_H

#include "analysis/answer.h"
#include "analysis/arm_names.h"
#include "document/document.h"
#include "io/store.h"

typedef struct {
    const char *file;              /* as people call it; NULL: it is not kept */
    const char *title, *title_nl;  /* or NULL */
    const char *model, *tick;      /* "month" */
    const polder_result_t *result; /* NULL: texts alone */
    const char *design;            /* its kind, or NULL */
    char *network_file;            /* or NULL */
    char *networks, *networks_nl;  /* arms with another network, "a, b"; or NULL */
    bool *other;                   /* [n_arm] not with the network of the baseline; NULL: all are */
    int horizon, year;             /* ticks; ticks in a year, 0: years mean nothing */
    int common;                    /* ticks that all arms have */
    int *lasts;                    /* [n_arm] ticks of each; NULL: all live equally long */
    int n_point, n_arm, n_factor;
    const char **arm, **factor;    /* names; the name of an arm may be "" */
    polder_arm_names_t called;     /* what arms are called */
    const polder_answer_t *answer; /* what the arms do, borrowed; NULL: it is not said */
    /* Of several results that are compared. */
    int n_file;
    const char **files;
    int64_t least; /* networks of the smallest */
    /* Of the points read last. */
    int first;
    double *value; /* [point][n_factor] */
    char **choice; /* [n_factor] words behind each other, an empty one last; NULL: a number */
} polder_about_t;

POLDER_MUST_USE int polder_about_read(polder_about_t *about, const polder_result_t *result,
                                      const char *file, polder_report_t *report);
POLDER_MUST_USE int polder_about_points(polder_about_t *about, const polder_result_t *result,
                                        int first, int n, polder_report_t *report);
void polder_about_free(polder_about_t *about);

/* What the result is about, for people: its title in the language of the document, or its file. */
const char *polder_about_title(polder_document_t *document, const polder_about_t *about);
/* What has no title is called by its file on all screens and pages: without folder and suffix. NULL: there
 * is none, and it says so. */
const char *polder_about_file(polder_document_t *document, const char *file);
/* Where that name begins in a path, and its length. */
const char *polder_about_file_name(const char *file, int *length);

/* How long each arm lives, if not all live equally long: says it of n arms, as people call them. */
void polder_about_lasts(const polder_about_t *about, polder_document_t *document);
void polder_about_say_lasts(polder_document_t *document, const char *tick, int n,
                            const char *const *name, const int *lasts);
/* "36 months"; "18 to 36 months" where arms do not live equally long. */
const char *polder_about_span(polder_document_t *document, int least, int most, const char *tick);

/* Factor `factor` at the point: its number, or its word. */
polder_datum_t polder_about_factor(const polder_about_t *about, int point, int factor);
/* Begins a table for machines: the point and its factors, then the columns of `head`. Returns the
 * cells of a row, of which those in front of `head` are filled in; the caller frees them. NULL
 * without memory, which the document knows. */
polder_datum_t *polder_about_table(const polder_about_t *about, polder_document_t *document,
                                   const char *name, int n, const polder_head_t *head, int point);
/* The name of an arm for people, in the language of the document: `nameless` where it has none. */
const char *polder_about_arm(const polder_document_t *document, const polder_about_t *about,
                             int arm, const char *nameless);

/* Those with another network, in the same way; NULL: there are none. */
const char *polder_about_networks(const polder_document_t *document, const polder_about_t *about);

/* "Success, three ways to see it" */
const char *polder_about_ways(polder_document_t *document, int n);
/* A text at the beginning of a sentence. */
const char *polder_about_first(polder_document_t *document, const char *text);
/* "month" and "months", which a model calls its tick, in the language of the document. */
const char *polder_about_tick(polder_document_t *document, const char *tick);
const char *polder_about_ticks(polder_document_t *document, const char *tick);
/* "months" in English, which polder_report_text knows; that of another model is written into `room`. */
enum { POLDER_TICKS = 64 };
const char *polder_about_many(const char *tick, char room[POLDER_TICKS]);

#endif
