/* experiment.h: a scenario, resolved: what to run and what to keep.
 *
 * What     scenario fills an experiment from a file, run carries it out, and neither knows the
 *          other. A network of an experiment is a *unit*: case × replicate, where a case
 *          is an arm at a design point. Units of one replicate share their random numbers:
 *          the difference between two arms is what the arms do, pair by pair.
 *          A replicate is one future of a founding. Futures of a founding begin as the same
 *          network and share no random numbers after that; foundings never share any.
 * Order    case c is arm c % n_arm at point c / n_arm; unit u is case u % n_case of
 *          replicate u / n_case, so that a half-finished experiment is balanced over cases.
 *          Futures of a founding follow one another (polder_replicate).
 * Owner    polder_experiment_init … polder_experiment_free; the experiment owns
 *          everything it points to.
 * Threads  read-only while it runs.
 */
#ifndef POLDER_EXPERIMENT_H
#define POLDER_EXPERIMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "experiment/block.h"
#include "experiment/keys.h"
#include "experiment/manner.h"
#include "experiment/opaque.h"
#include "kernel/graph.h"
#include "kernel/intervention.h"
#include "kernel/planned.h"
#include "kernel/table.h"

enum { POLDER_MAX_CASES = 1000000 };

/* A number, or a distribution it is drawn from. Name in YAML, number of arguments, their names
 * (as in "relations.trust.sd"), and what they are; a truncated normal is drawn again until it
 * falls inside. */
#define POLDER_DISTRIBUTIONS(D)                                                                    \
    D(NUMBER, "number", 1, "value", "value")                                                       \
    D(NORMAL, "normal", 2, "mean|sd", "mean, standard deviation")                                  \
    D(TRUNCATED, "truncated-normal", 4, "mean|sd|min|max", "mean, standard deviation, min, max")   \
    D(BETA, "beta", 2, "a|b", "a, b")                                                              \
    D(LOGNORMAL, "lognormal", 2, "mean|sd", "mean and standard deviation of the logarithm")        \
    D(UNIFORM, "uniform", 2, "min|max", "min, max")                                                \
    D(INTEGER, "integer", 2, "first|last", "first, last: whole numbers, both included")            \
    D(EXPONENTIAL, "exponential", 1, "mean", "mean")                                               \
    D(CHOICE, "choice", 0, "", "the values, or a mapping from value to weight")

typedef enum {
#define POLDER_DISTRIBUTION_ENUM(id, name, n, arguments, doc) POLDER_DRAW_##id,
    POLDER_DISTRIBUTIONS(POLDER_DISTRIBUTION_ENUM)
#undef POLDER_DISTRIBUTION_ENUM
} polder_distribution_t;

typedef struct {
    polder_distribution_t kind;
    double arg[4];
    int n; /* CHOICE: number of items */
    double *item, *weight;
} polder_value_t;

/* A value for a field: a parameter (per network) or the initial value of a state (per
 * network, organisation or arc, by the level of the field). */
typedef struct {
    int field;
    polder_value_t value;
} polder_setting_t;

/* Bounds on what a field is at the founding, however it came by it: given, drawn by the scenario,
 * or drawn by a set-up. What lies beyond a bound becomes the bound; all else stays as it is, to the
 * bit. Infinite: no bound. */
typedef struct {
    int field; /* a parameter, or a state that can be given an initial value; no words */
    double least, most;
} polder_clamp_t;

/* How an attribute of a network file becomes the initial value of a state: as it is; by rank or
 * range (its place between the smallest and the largest, ties get the mean rank), reversed if
 * wanted, then spread over lo … hi; or from a stated scale, on which from[0] becomes lo and from[1]
 * becomes hi. A missing value is left to the set-up. */
typedef enum { POLDER_AS_IS, POLDER_RANK, POLDER_RANGE, POLDER_STATED } polder_scale_t;

typedef struct {
    int field; /* of level organisation or arc */
    char *attribute;
    polder_scale_t scale;
    bool reverse;
    double lo, hi;
    double from[2]; /* STATED: the ends of the scale, either may be the larger */
} polder_mapping_t;

typedef enum {
    POLDER_BY_SUFFIX,
    POLDER_GRAPHML,
    POLDER_GML,
    POLDER_PAJEK,
    POLDER_EDGELIST,
    POLDER_MATRIX
} polder_format_t;
typedef enum { POLDER_EITHER, POLDER_MUTUAL, POLDER_UNDIRECTED } polder_undirected_t;

typedef struct {
    char *path; /* NULL: networks are generated */
    polder_format_t format;
    polder_undirected_t undirected; /* a directed file: keep a tie reported by either or both ends,
                                       or what one end reports counts for both */
    char *organisations;            /* a table of organisations beside a list of ties, or NULL */
    char *label; /* vertex attribute with the names; where it has none, and if this is NULL:
                    "label", "name" or the id */
    int n_mapping;
    polder_mapping_t *mapping;
    /* While it is read: where the scenario asks for each attribute, and last for the label; line
     * 0 or all NULL: unknown. */
    const polder_place_t *asked;
    /* And names of who is not there in any arm that has this file: no warning is about them. */
    int n_absent;
    char **absent;
} polder_source_t;

/* What was read of a network file, for people: polder check says it, and it stands in the
 * result. */
typedef struct {
    char *name;
    polder_level_t level; /* of organisations, or POLDER_ARC: of ties */
    bool number;          /* all known values are numbers */
    int64_t known, of;    /* organisations, or answers: one for each end that reports a tie, one
                             in all for an undirected tie */
    double min, max;      /* of numbers */
} polder_attribute_facts_t;

enum { POLDER_LABEL_SOURCES = 6 };

typedef struct {
    int64_t n_record; /* ties as they stand in the file, repeated ones and left_tie included */
    int64_t left_org, left_tie, loops, repeated;
    int64_t n_directed; /* of those that were read */
    bool lines;         /* the file is a list with a tie on each line */
    bool named_once;    /* a list in which each tie is named once: undirected */
    bool undirected;    /* because the scenario says so */
    int32_t n_tie;      /* of the network */
    int32_t one_sided;  /* reported by one of two ends; of these … */
    bool kept;          /* … the set-up draws the other side; false: they are left out */
    int32_t n_component, largest, n_alone;
    struct {
        char *attribute; /* or "id" */
        int32_t n;
    } label[POLDER_LABEL_SOURCES]; /* where the names came from; ends where n is 0 */
    int n_attribute;
    polder_attribute_facts_t *attribute;
} polder_network_facts_t;

enum { POLDER_HASH = 24 };

/* A network that was read: ties, names, and one column per mapping. */
typedef struct {
    polder_graph_t graph;
    char **label;   /* [n_org], UTF-8 */
    float **column; /* [n_mapping][n_org or n_arc]; NaN where missing */
    int n_mapping;
    int32_t n_read;         /* organisations of the file itself, without those of files of arms */
    char hash[POLDER_HASH]; /* of what was read, where there are several files; else "" */
    polder_network_facts_t facts;
} polder_network_t;

void polder_network_free(polder_network_t *network);

/* What is other in the network of an arm: groups, counted from 1; 0: nothing. All keep their seats,
 * and so their random numbers. */
typedef struct {
    int absent;  /* members that are not there, from the founding on */
    int typical; /* members that begin as the median of the others */
    int cut;     /* pairs: ties that are not there */
    int other;   /* a network file of its own, among `other` of the experiment */
} polder_changed_t;

/* Which members and arcs of a network that holds several files one of these has. */
typedef struct {
    int32_t n_org;   /* of the file */
    bool *org, *arc; /* [n_org], [n_arc] of the whole; NULL: there is one file only */
} polder_has_t;

/* Another network file, of one arm or several. */
typedef struct {
    char *path;
    char hash[POLDER_HASH]; /* of what was read */
    polder_has_t has;
    float **column; /* [n_mapping] as those of the network, in the order of the whole */
} polder_other_t;

/* One way to deal with the same networks. */
typedef struct {
    char *name, *name_en, *name_nl; /* for people, in English and Dutch; NULL: by its name */
    char *in_short, *in_short_nl;   /* what people do in it, in one line; NULL: not said */
    int horizon;                    /* ticks; 0: that of the experiment */
    int n_setting;
    polder_setting_t *setting; /* on top of those of the experiment */
    int n_clamp;
    polder_clamp_t *clamp; /* after all settings; a field once (polder_experiment_clamp) */
    int n_push;
    polder_push_t *push; /* in addition to those of the experiment */
    int n_use;
    int *use; /* interventions, by index */
    int n_planned;
    int *planned; /* events, by index, in addition to those of all arms */
    int n_off;
    int *off; /* parts switched off, in the order of the table, in addition to those of all arms */
    polder_changed_t changed; /* as the scenario says */
    polder_changed_t lacks;   /* absent and cut, with what its network file has not */
} polder_arm_t;

/* What a design varies: the number a field has, or argument 0 … 3 of its distribution; or how an
 * intervention is done. A lever is pushed so far in all ticks, on top of other pushes. */
typedef struct {
    char *name; /* "relations.trust", "network.members.max", "lever.contact" */
    int field;  /* −1: of no field, but a manner of an intervention */
    polder_manner_t manner;
    int argument; /* −1: the field itself */
    int leader;   /* a factor before it that it moves along with, value by value; −1: none */
    /* The values it may have, as the scenario says; nothing of this in a design from a file. */
    int n_value;
    double *value;   /* a list … */
    double from, to; /* … or, where that is empty, a range; with a leader it may go downwards */
    bool whole, log; /* only whole numbers; in equal ratios instead of equal steps */
} polder_factor_t;

typedef struct {
    char *kind; /* "grid", "sobol", …; NULL: there is no design */
    int n_factor;
    polder_factor_t *factor;
    int n_point;    /* >= 1; 1 without a design */
    int n_together; /* points in a row that belong together: a Morris trajectory, a Saltelli
                       block; else 1 */
    double *value;  /* [n_point][n_factor] */
    /* Pushes on levers in each case, of its arm and its point: case k has push[n_push × k] …;
     * NULL: no factor is a lever, and all points of an arm have its own. */
    polder_push_t *push;
    int n_push;
    polder_way_t *way; /* [n_point][n_intervention] how each is done; NULL: no factor is a manner */
    /* Numbers that the scenario gives for its kind of design; 0: the kind has none of that. */
    int64_t points, trajectories, levels;
    bool shift, second_order;
    char *file; /* the name of the one they were read from; NULL: they are made */
} polder_design_t;

/* An input of each network that is no column of its own: the initial value of a state of the network,
 * given, drawn, or under bounds in an arm; or a factor that is none (an argument of a distribution,
 * the initial value of a state of organisations or arcs). */
typedef struct {
    int field;
    int factor; /* −1: the initial value of the field */
} polder_input_t;

/* What a scenario asks of each network while it runs, a number that it keeps: the first tick in
 * which a condition holds, or what a field was over some ticks. NaN: it never held; the network was
 * not there in any of these ticks. */
#define POLDER_OBSERVED_KINDS(K)                                                                   \
    K(FIRST, "first", "the first tick in which a condition holds")                                 \
    K(MEAN, "mean", "mean of a field of the network, over the ticks in which it is there")         \
    K(MIN, "min", "the smallest it was")                                                           \
    K(MAX, "max", "the largest it was")

typedef enum {
#define POLDER_OBSERVED_ENUM(id, word, doc) POLDER_OBSERVED_##id,
    POLDER_OBSERVED_KINDS(POLDER_OBSERVED_ENUM)
#undef POLDER_OBSERVED_ENUM
} polder_observed_kind_t;

typedef struct {
    char *name; /* of its column */
    polder_observed_kind_t kind;
    int condition;   /* FIRST: by number; looked at when a tick has ended */
    int field;       /* else: of level network */
    int from, until; /* ticks, both included; INT_MAX: the last */
    char *says;      /* "first month in which trust.mean < 0.3", for people */
    int n_unknown; /* arms in which it cannot be asked, as a member or tie that it is about is … */
    int *unknown;  /* … not there: no network of theirs has an answer, which is not "never" */
} polder_observed_t;

enum { POLDER_MOST_OBSERVED = 64 };

typedef struct {
    POLDER_RECORD_KEYS(POLDER_KEY_WHOLE_MEMBER)
    int n_track;
    int *track; /* fields recorded over time, any level */
    int n_summary;
    int *summary; /* network-level fields kept at the end, for every network */
    int n_input;
    polder_input_t *input; /* kept for every network, after the summaries */
    int n_observed;
    polder_observed_t *observed; /* after the inputs; in the order of their names */
} polder_record_t;

/* What an experiment has read besides its scenario, where it is at hand already, in a result or
 * beside its parts: files that the scenario names for it are not read. */
struct polder_given {
    int n_point, n_factor;
    const double *value; /* [n_point][n_factor] of a design of kind csv; NULL: read its file */
    int n_label;
    char *const *label; /* names of the organisations of a network file, whose ties are then not
                           there, so that nothing can be run; NULL: read the file */
    int n_arm;
    const int8_t *there; /* [n_arm][n_label] who is there at the founding; NULL: not said */
};

/* Numbers kept for every network. */
static inline int polder_record_rows(const polder_record_t *record)
{
    return record->n_summary + record->n_input + record->n_observed;
}

struct polder_experiment {
    polder_table_t table;
    POLDER_TEXT_KEYS(POLDER_KEY_TEXT_MEMBER)   /* title, …; NULL: not given */
    POLDER_WHOLE_KEYS(POLDER_KEY_WHOLE_MEMBER) /* seed */
    POLDER_COUNTS(POLDER_KEY_WHOLE_MEMBER)     /* replicates: all; futures: of each founding */
    /* Numbers of the first founding, which a scenario may say, and of the first future of each, for
     * who lives a founding again or goes on with fresh futures. */
    int64_t first_founding, first_future;
    int horizon;  /* ticks of arms that do not say */
    char *file;   /* the scenario's file name without folders, or NULL */
    char *lesson; /* names for a page of polder lesson, in JSON (scenario_lesson.c), or NULL */
    int n_off;
    int *off; /* parts switched off */
    int n_setting;
    polder_setting_t *setting;
    int n_push;
    polder_push_t *push;
    int n_intervention;
    polder_intervention_t *intervention; /* those that arms use */
    int n_condition;
    polder_condition_t *condition; /* of interventions, events, and what is observed */
    int n_group;
    /* Members or pairs that conditions, interventions, events and arms speak of by name. */
    polder_group_t *group;
    int n_planned, n_common; /* events; the first n_common happen in all arms */
    polder_planned_t *planned;
    int n_arm; /* >= 1 */
    polder_arm_t *arm;
    int baseline; /* the arm the others are compared with */
    polder_design_t design;
    int n_case; /* n_arm × design.n_point: polder_experiment_count keeps it right */
    polder_source_t source;
    polder_network_t *network; /* the file's network once read, or NULL; with those of arms */
    polder_has_t has;          /* what of it is in the file, where arms have others */
    int n_other;
    polder_other_t *other;
    polder_record_t record;
};

/* An experiment with the defaults of a model: one arm, no design, horizon of the model, one
 * founding with one future, seed 1, the fields flagged POLDER_SUMMARY and POLDER_TRACK recorded. */
POLDER_MUST_USE int polder_experiment_init(polder_experiment_t *x, const char *model,
                                           polder_report_t *report);
void polder_experiment_free(polder_experiment_t *x);

/* Whether a member is in a group of members. */
static inline bool polder_group_has(const polder_group_t *group, int32_t org)
{
    for (int i = 0; i < group->n; i++)
        if (group->org[i] == org) return true;
    return false;
}

static inline int64_t polder_experiment_units(const polder_experiment_t *x)
{
    return x->replicates * x->n_case;
}

/* Futures of each founding; in an experiment that does not say, one. */
static inline int64_t polder_experiment_futures(const polder_experiment_t *x)
{
    return x->futures > 1 ? x->futures : 1;
}

static inline int64_t polder_experiment_foundings(const polder_experiment_t *x)
{
    return x->replicates / polder_experiment_futures(x);
}

/* For how many ticks the networks of an arm run. */
static inline int polder_experiment_lasts(const polder_experiment_t *x, int arm)
{
    return x->arm[arm].horizon > 0 ? x->arm[arm].horizon : x->horizon;
}

/* The same of the arm that runs longest. */
static inline int polder_experiment_last(const polder_experiment_t *x)
{
    int last = 0;
    for (int a = 0; a < x->n_arm; a++) {
        const int lasts = polder_experiment_lasts(x, a);
        last = lasts > last ? lasts : last;
    }
    return last;
}

/* The same of the arm that runs shortest. */
static inline int polder_experiment_shortest(const polder_experiment_t *x)
{
    int first = POLDER_MAX_HORIZON;
    for (int a = 0; a < x->n_arm; a++) {
        const int lasts = polder_experiment_lasts(x, a);
        first = lasts < first ? lasts : first;
    }
    return first;
}

/* Do all arms run for the same time? */
static inline bool polder_experiment_ends_together(const polder_experiment_t *x)
{
    return polder_experiment_shortest(x) == polder_experiment_last(x);
}

/* Does the scenario say of an arm that its members are not those of the network file? */
static inline bool polder_experiment_members_differ(const polder_experiment_t *x)
{
    for (int a = 0; a < x->n_arm; a++)
        if (x->arm[a].changed.absent > 0 || x->arm[a].changed.other > 0) return true;
    return false;
}

/* Who is there in an arm at the founding: 1 or 0 for each organisation of the network files. */
static inline void polder_experiment_members(const polder_experiment_t *x, int arm, int8_t *there)
{
    const int absent = x->arm[arm].lacks.absent;
    for (int32_t o = 0; o < x->network->graph.n_org; o++) there[o] = 1;
    for (int i = 0; absent > 0 && i < x->group[absent - 1].n; i++)
        there[x->group[absent - 1].org[i]] = 0;
}

/* Replicate `number` of the experiment, counted among all that its scenario could have: its random
 * numbers depend on that. */
static inline polder_replicate_t polder_experiment_replicate(const polder_experiment_t *x,
                                                             int64_t number)
{
    const polder_replicate_t r = polder_replicate(number, polder_experiment_futures(x));
    return (polder_replicate_t){x->first_founding + r.founding, x->first_future + r.future};
}

/* Can its recorded networks emit events? Those of the engine's own kinds only come of interventions
 * and planned events. */
static inline bool polder_experiment_tells(const polder_experiment_t *x)
{
    const bool more = x->table.n_event > polder_part_engine_network.n_event;
    return x->record.networks > 0 && x->record.n_track > 0 &&
           (more || x->n_intervention > 0 || x->n_planned > 0);
}

/* Set a value by name, replacing an earlier one: `text` is a number or a choice, as in a scenario.
 * A lever is then pushed in all ticks, whatever the horizon becomes. */
POLDER_MUST_USE int polder_experiment_set(polder_experiment_t *x, const char *name,
                                          const char *text, polder_report_t *report);
/* Lower level: add or replace a setting. Takes over value->item and value->weight, but not when it
 * fails. */
POLDER_MUST_USE int polder_experiment_put(polder_experiment_t *x, int field,
                                          const polder_value_t *value, polder_report_t *report);
POLDER_MUST_USE int polder_experiment_push(polder_experiment_t *x, int field, int from, int until,
                                           float level, polder_report_t *report);
/* Bounds for a field in an arm, in place of earlier ones: `least` −INFINITY or `most` INFINITY for
 * none. Its initial value is meant if it is a state. */
POLDER_MUST_USE int polder_experiment_clamp(polder_experiment_t *x, int arm, int field,
                                            double least, double most, polder_report_t *report);
/* A value of a field, brought within the bounds that the arm of a case has for it. */
float polder_experiment_clamped(const polder_experiment_t *x, int case_index, int field,
                                float value);
static inline int polder_experiment_arm(const polder_experiment_t *x, int case_index)
{
    return case_index % x->n_arm;
}

/* How many arms the kernel sees: where levers or interventions are factors, each case is one. */
static inline int polder_experiment_orders(const polder_experiment_t *x)
{
    return x->design.push || x->design.way ? x->n_case : x->n_arm;
}

/* Bounds, unit and documentation of what a factor varies, or varies an argument of. */
static inline const polder_field_t *polder_factor_field(const polder_experiment_t *x,
                                                        const polder_factor_t *factor)
{
    return factor->field < 0 ? polder_manner_field(factor->manner) : x->table.field[factor->field];
}

static inline int polder_experiment_point(const polder_experiment_t *x, int case_index)
{
    return case_index / x->n_arm;
}

/* After arms or points were added: counts the cases. POLDER_INPUT if there are too many. */
POLDER_MUST_USE int polder_experiment_count(polder_experiment_t *x, polder_report_t *report);
/* Has every input recorded that differs from network to network by itself: drawn from a
 * distribution, by the experiment or by an arm, or varied by the design. Parameters become
 * summaries, others inputs. A result without its inputs cannot be read. A scenario that is read
 * from a file has this done. */
POLDER_MUST_USE int polder_experiment_record_inputs(polder_experiment_t *x,
                                                    polder_report_t *report);
/* Nothing is observed any more. */
void polder_experiment_observe_nothing(polder_experiment_t *x);
static inline bool polder_observed_can_ask(const polder_observed_t *o, int arm)
{
    for (int i = 0; i < o->n_unknown; i++)
        if (o->unknown[i] == arm) return false;
    return true;
}
/* The column of row 0 … polder_record_rows − 1: a summary field, an input, or what is observed. */
const char *polder_experiment_row_name(const polder_experiment_t *x, int row, char *name,
                                       size_t size);
/* "initial.momentum", "relations.trust.sd" */
const char *polder_experiment_input_name(const polder_experiment_t *x, int input, char *name,
                                         size_t size);
/* One more arm with a copy of `name`; x->arm[x->n_arm − 1] is then to be filled. The arm an
 * experiment begins with is the baseline. */
POLDER_MUST_USE int polder_experiment_add_arm(polder_experiment_t *x, const char *name,
                                              polder_report_t *report);
/* One more arm that does what arm `from` does, called `name`. */
POLDER_MUST_USE int polder_experiment_copy_arm(polder_experiment_t *x, int from, const char *name,
                                               polder_report_t *report);

/* The value of a field in a case: what its arm, its point or else the experiment says. A number is
 * within the bounds of the arm; draws of a distribution are still to be put there.
 * False: none of them says it, so it is the default. The lists stay theirs. */
bool polder_experiment_value(const polder_experiment_t *x, int case_index, int field,
                             polder_value_t *value);

#endif
