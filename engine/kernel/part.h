/* part.h: one thing that acts on a batch, and the models made of parts.
 *
 * What     A part is a set-up, a mechanism or an observable. It lists the fields it
 *          declares and those of other parts it uses, and has one to six stages.
 *          A file in models/MODEL/ that defines a part is found by the build; `order`
 *          says where in the tick it stands. Parts run in that order; each sees the
 *          frozen result of the one before it.
 * Stages   A ROWS stage is called for a range of rows, by several threads at once. It may
 *          read any row, writes only its own, and adds to sums. A NETWORKS stage is called
 *          once for a batch, with nothing beside it. It sees complete sums and writes
 *          network-level columns; it may walk and write rows as well (see lead.c).
 * Arcs     In one stage each element of an arc column has one writer: the organisation that
 *          owns the arc (its row), or the partner it points to (by rev), never both. What the
 *          partner writes nobody else reads in that stage.
 * Rule     A stage calls nothing but polder.h and static functions of its file: no libm,
 *          malloc, I/O or time.
 */
#ifndef POLDER_PART_H
#define POLDER_PART_H

#include <stdbool.h>

#include "kernel/event.h"
#include "kernel/field.h"
#include "kernel/model.h"

typedef struct polder_view polder_view_t;
typedef void (*polder_kernel_t)(const polder_view_t *view);

typedef enum { POLDER_SETUP, POLDER_MECHANISM, POLDER_OBSERVE } polder_kind_t;
typedef enum { POLDER_END, POLDER_ROWS, POLDER_NETWORKS } polder_over_t;
typedef enum { POLDER_READ, POLDER_WRITE, POLDER_OWN } polder_access_t;

typedef struct {
    polder_access_t access;
    polder_field_t field; /* only the name, unless access is POLDER_OWN */
} polder_use_t;

typedef struct {
    polder_over_t over;
    polder_kernel_t run;
} polder_stage_t;

/* What first values and parameters should keep to; where they do not, polder check warns. */
typedef enum {
    POLDER_SUPPLY,  /* if somebody has `field` above 0, somebody must have `other` above 0 */
    POLDER_SHARES,  /* the fields that begin with `field` are shares: they add up to 1 */
    POLDER_FOUNDERS /* parameter `field`: a network of fewer organisations ends at once */
} polder_rule_kind_t;

typedef struct {
    polder_rule_kind_t kind;
    const char *field, *other;
} polder_rule_t;

enum { POLDER_MAX_STAGES = 6, POLDER_MAX_USES = 256 };

typedef struct {
    const char *name;  /* file stem */
    const char *model; /* folder */
    polder_kind_t kind;
    int order;     /* place among the parts of its model, 0 … 9999 */
    bool at_start; /* a mechanism that also runs once after set-up, before the first tick */
    bool required; /* a mechanism that the others cannot do without */
    const char *doc;
    const char *source;
    const polder_use_t *use;
    int n_use;
    const polder_rule_t *rule; /* [n_rule] */
    int n_rule;
    const polder_event_kind_t *event; /* [n_event] that its stages emit */
    int n_event;
    polder_stage_t stage[POLDER_MAX_STAGES]; /* ends at the first POLDER_END */
} polder_part_t;

/* Declaring fields. A part file defines a list macro
 *
 *     #define FIELDS(OWN, READ, WRITE)                                              \
 *         OWN(rate, "averaging.rate", NETWORK, PARAMETER, 0.1, 0, 1, "1/round",     \
 *             "share of the way to the neighbours' mean", "DeGroot 1974", 0, NULL)  \
 *         WRITE(opinion, "opinion")
 *     POLDER_FIELDS(FIELDS)
 *
 * and then reaches the columns by those identifiers: POLDER_IN(v, rate), POLDER_OUT(v, opinion). */
#define POLDER_ENUM_OWN(id, ...)  f_##id,
#define POLDER_ENUM_USE(id, name) f_##id,
#define POLDER_TABLE_OWN(id, name, level, role, value, min, max, unit, doc, source, flags,         \
                         choices)                                                                  \
    {POLDER_OWN,                                                                                   \
     {name, POLDER_##level, POLDER_##role, value, min, max, unit, doc, source, flags, choices}},
#define POLDER_TABLE_READ(id, name)  {POLDER_READ, {name, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
#define POLDER_TABLE_WRITE(id, name) {POLDER_WRITE, {name, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},

#define POLDER_FIELDS(LIST)                                                                        \
    enum { LIST(POLDER_ENUM_OWN, POLDER_ENUM_USE, POLDER_ENUM_USE) n_fields };                     \
    static const polder_use_t fields[] = {                                                         \
        LIST(POLDER_TABLE_OWN, POLDER_TABLE_READ, POLDER_TABLE_WRITE)};

/* The symbol the build looks for: one per file, named after folder and file ("-" becomes
 * "_"). Kernels are compiled several times, for better instruction sets and plain scalar
 * (run/kernels.h): then POLDER_VARIANT is the end of the symbol. */
#ifdef POLDER_VARIANT
#define POLDER_JOIN(symbol, variant)    symbol##_##variant
#define POLDER_SYMBOL_OF(symbol, which) POLDER_JOIN(symbol, which)
#define POLDER_SYMBOL(symbol)           POLDER_SYMBOL_OF(symbol, POLDER_VARIANT)
#else
#define POLDER_SYMBOL(symbol) symbol
#endif
#define POLDER_PART(model, stem) const polder_part_t POLDER_SYMBOL(polder_part_##model##_##stem)
#define POLDER_MODEL(name)       const polder_model_t POLDER_SYMBOL(polder_model_##name)

/* Written by the build from the files it finds; each ends with NULL. */
extern const polder_part_t *const polder_parts[];
extern const polder_model_t *const polder_models[];

#endif
