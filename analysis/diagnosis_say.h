/* diagnosis_say.h: a diagnosis as a document: the answer in a few lines, then the tables.
 *
 * Details  are for people only where they ask for them; machines get all.
 */
#ifndef POLDER_DIAGNOSIS_SAY_H
#define POLDER_DIAGNOSIS_SAY_H

#include "analysis/diagnosis.h"
#include "document/document.h"

typedef struct {
    const char *title;               /* of the scenario */
    const char *title_en, *title_nl; /* the same for machines, in either language; or NULL */
    const char *tick;                /* "month" */
    const char *network;             /* the file that its members and ties come from, or NULL */
    const char *scenario, *seed;     /* its file, and of its random numbers; or NULL */
    const char *command;             /* that says all this again; or NULL */
    int horizon;                     /* ticks; 0: not said */
    bool details;
    bool alone; /* the scenario has this founding alone, lived once, and nobody chose it */
    /* What an intervention is called; NULL: its name. */
    const char *(*remedy)(void *self, const char *name, polder_language_t language);
    /* When it begins by its file: a month, or a condition; NULL: not known. */
    const char *(*moment)(void *self, const char *name);
    void *self;
} polder_diagnosis_words_t;

/* The caller frees it; NULL without memory. */
polder_document_t *polder_diagnosis_document(const polder_diagnosis_t *d,
                                             const polder_diagnosis_words_t *words,
                                             polder_language_t language);

#endif
