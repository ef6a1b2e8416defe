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
 * Rule     A stage calls nothing but kernel.h and static functions of its file: no libm,
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

/* What initial values and parameters should keep to; where they do not, polder check warns. */
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
 *     #define FIELDS(OWN, READ, WRITE)                                                          \
 *         OWN(rate, "averaging.rate", NETWORK, PARAMETER, .value = 0.1f, .max = 1,              \
 *             .unit = "1/round", .doc = "share of the way to the neighbours' mean",             \
 *             .source = "DeGroot 1974")                                                         \
 *         WRITE(opinion, "opinion")
 *     POLDER_FIELDS(FIELDS)
 *
 * and then reaches the columns by those identifiers: POLDER_IN(v, rate), POLDER_OUT(v, opinion).
 * OWN has identifier, name, level, role, and the other members of polder_field_t by name: unit, doc
 * and source always (of a sum no source), what is 0 not. */
#define POLDER_ENUM_OWN(id, ...)  f_##id,
#define POLDER_ENUM_USE(id, name) f_##id,
#define POLDER_TABLE_OWN(id, name_, level_, role_, ...)                                            \
    {.access = POLDER_OWN,                                                                         \
     .field = {.name = name_, .level = POLDER_##level_, .role = POLDER_##role_, __VA_ARGS__}},
#define POLDER_TABLE_READ(id, name_)  {.access = POLDER_READ, .field = {.name = name_}},
#define POLDER_TABLE_WRITE(id, name_) {.access = POLDER_WRITE, .field = {.name = name_}},

#define POLDER_FIELDS(LIST)                                                                        \
    enum { LIST(POLDER_ENUM_OWN, POLDER_ENUM_USE, POLDER_ENUM_USE) n_fields };                     \
    static const polder_use_t fields[] = {                                                         \
        LIST(POLDER_TABLE_OWN, POLDER_TABLE_READ, POLDER_TABLE_WRITE)};

/* A kernel that reaches fields by counting from the first one (f_first + k) says below its FIELDS
 * in which order they stand there; another order does not compile. Two to six of them; what has
 * more names the last again: POLDER_IN_ORDER(a, b, c, d, e, f); POLDER_IN_ORDER(f, g). */
#define POLDER_NEXT(a, b)         (f_##b == f_##a + 1)
#define POLDER_ORDER_2(a, b)      POLDER_NEXT(a, b)
#define POLDER_ORDER_3(a, b, ...) POLDER_NEXT(a, b) && POLDER_ORDER_2(b, __VA_ARGS__)
#define POLDER_ORDER_4(a, b, ...) POLDER_NEXT(a, b) && POLDER_ORDER_3(b, __VA_ARGS__)
#define POLDER_ORDER_5(a, b, ...) POLDER_NEXT(a, b) && POLDER_ORDER_4(b, __VA_ARGS__)
#define POLDER_ORDER_6(a, b, ...) POLDER_NEXT(a, b) && POLDER_ORDER_5(b, __VA_ARGS__)

#define POLDER_ORDER_OF(a, b, c, d, e, f, order, ...) order
#define POLDER_IN_ORDER(...)                                                                       \
    _Static_assert(POLDER_ORDER_OF(__VA_ARGS__, POLDER_ORDER_6, POLDER_ORDER_5, POLDER_ORDER_4,    \
                                   POLDER_ORDER_3, POLDER_ORDER_2, 0)(__VA_ARGS__),                \
                   "these fields are counted from the first one and stand in another order")

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
