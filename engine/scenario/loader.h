/* loader.h: what the files that resolve a scenario share (scenario*.c, schema.c).
 *
 * What     A loader walks a YAML tree and fills an experiment. It notes a problem and goes
 *          on, so that all are told at once; the functions return false when the value
 *          they were asked for is not there.
 * Owner    the experiment and the tree belong to the caller.
 */
#ifndef POLDER_LOADER_H
#define POLDER_LOADER_H

#include <locale.h>

#include "experiment/experiment.h"
#include "io/yaml.h"
#include "scenario/scenario.h"

/* Code of a note about a scenario that lacks nothing but a network file. */
enum { POLDER_NO_NETWORK = -8 };

/* Of a file with a row for each point, the first problems of a kind are shown and the others are
 * counted. A kind is a sentence about a column. */
enum { POLDER_FEW = 5, POLDER_FEW_KINDS = 64 };

typedef struct {
    int column; /* the one that is being read */
    int n_kind;
    struct {
        const char *format;
        int column, line;
        int64_t n;
    } kind[POLDER_FEW_KINDS];
} polder_few_t;

/* Where the name of an organisation stands. */
typedef struct {
    int group, at; /* which name of which group */
    polder_place_t place;
    char *file, *excerpt; /* of the place */
} polder_named_t;

typedef struct {
    polder_yaml_t *yaml;
    polder_experiment_t *x;
    polder_report_t *report;
    const char *folder; /* files are looked for here; NULL: the working folder */
    const char *shared; /* and interventions in this folder's "interventions"; may be NULL */
    locale_t plain;     /* numbers are read with a point, whatever the user's locale */
    int n_problem;
    int lasts;   /* ticks of the arm that is being read; 0: of all arms */
    int longest; /* ticks of the arm that lives longest, wherever arms stand in the file */
    bool no_memory;
    const polder_yaml_node_t *mapping; /* the first mapping of attributes, for messages */
    const polder_yaml_node_t **asked;  /* [x->source.n_mapping] where an attribute is asked for */
    const polder_yaml_node_t *label;   /* network.label */
    const polder_yaml_node_t *hash;    /* network.hash */
    const polder_yaml_node_t *other;   /* the first arm with another network file */
    bool made;                         /* the text of an experiment, which names all parameters */
    bool columns;                      /* record.columns or --record was given */
    polder_few_t *few;                 /* NULL: all problems are shown */
    int n_named;
    polder_named_t *named; /* names of organisations, looked up once these are known */
    int n_set;             /* settings of the command line, NAME=VALUE */
    const char *const *set;
    const polder_given_t *given; /* what need not be read from files, or NULL */
    const char *network;         /* the network file of the command line, or NULL */
    const char *hint;            /* added to each problem that has no answer yet, or NULL */
    bool lacks_network;          /* the next problem is that no network file was given */
    bool answered;               /* the next problem brings its answer: "did you mean …?" */
} polder_loader_t;

/* How many ticks there are for what is being read. */
static inline int polder_loader_lasts(const polder_loader_t *r)
{
    return r->lasts > 0 ? r->lasts : r->longest > 0 ? r->longest : r->x->horizon;
}

/* What an arm is called, in the language of the report. */
const char *polder_loader_arm(const polder_loader_t *loader, const polder_arm_t *arm);
/* Arm i of a list that begins with the baseline: a warning that stands for several arms names it if it is
 * one of them, since some commands look at no other (program/live.c). */
int polder_loader_arm_at(const polder_experiment_t *x, int i);
/* How many ticks an entry of the list of arms gives its arms, before it is read. */
int polder_loader_horizon_of(const polder_loader_t *r, const polder_yaml_node_t *entry);

void polder_loader_problem(polder_loader_t *r, const polder_yaml_node_t *node, const char *format,
                           ...) POLDER_PRINTF(3, 4);
/* `unknown KIND "word"`, with the nearest candidate or, of a few, all. */
void polder_loader_unknown(polder_loader_t *r, const polder_yaml_node_t *node, const char *kind,
                           const char *word, const char *const *candidate, size_t n);
/* The model of this name, or NULL and a problem. */
const polder_model_t *polder_loader_model(polder_loader_t *r, const polder_yaml_node_t *node);
/* The nearest field of a table as the only candidate, once it is worth the time. */
void polder_loader_unknown_field(polder_loader_t *r, const polder_yaml_node_t *node,
                                 const char *kind, const char *word, int level, int role);
/* The same for a state of this level (−1: any) that can be given; if none is near it lists them. */
void polder_loader_unknown_state(polder_loader_t *r, const polder_yaml_node_t *node,
                                 const char *word, int level);
void polder_loader_no_memory(polder_loader_t *r);

/* Is it a mapping (or nothing at all: then it has no keys)? */
bool polder_loader_mapping(polder_loader_t *r, const polder_yaml_node_t *node, const char *what);
bool polder_loader_text(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                        char **text);
bool polder_loader_number(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                          double *number);
bool polder_loader_whole(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                         int64_t min, int64_t max, int64_t *number);
/* Index of a word in "a|b|c". */
bool polder_loader_choice(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                          const char *choices, int *index);
/* A number with nine digits: the one that is read when those are written, as in the text that
 * stands for an experiment. What is worked out from numbers of a scenario is rounded so too. */
double polder_loader_nine_digits(double x);
/* A number inside the bounds of the field. */
bool polder_loader_bounded(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                           const polder_field_t *field, double *number);
/* A word for a field with choices, else a number inside its bounds. */
bool polder_loader_constant(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                            const polder_field_t *field, double *number);
/* One argument of a distribution for the field: a number, inside the bounds if it is an end. */
bool polder_loader_argument(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                            const polder_field_t *field, polder_distribution_t kind, int argument,
                            double *number);
/* Why a number at hand (argument −1: of the field itself, a word as its number) is none of those
 * that the functions above read, or NULL. */
const char *polder_loader_number_wrong(const polder_field_t *field, polder_distribution_t kind,
                                       int argument, double number);
/* Number of an argument by its name, or −1; the names, as choices. */
int polder_loader_argument_find(polder_distribution_t kind, const char *name);
const char *polder_loader_argument_names(polder_distribution_t kind);
/* Why arguments that are numbers make no distribution together, or NULL. */
const char *polder_loader_arguments_wrong(const polder_value_t *value);
/* A number, word or distribution for a field; the caller owns value->item and weight. */
bool polder_loader_value(polder_loader_t *r, const polder_yaml_node_t *node,
                         const polder_field_t *field, polder_value_t *value);
/* Reads the value of a field and puts it into the experiment. */
void polder_loader_put(polder_loader_t *r, const polder_yaml_node_t *node, int field);

/* A network file, wherever it is: that of all, for which the command line may have another, or that of
 * an arm. A problem is told at `node`. */
void polder_loader_network_file(polder_loader_t *r, const polder_yaml_node_t *node,
                                const char *what, bool of_arm, char **path);
/* Whether two paths lead to one file that is there. */
bool polder_loader_same_file(const char *a, const char *b);
/* A file named in a scenario: its path from here. Caller frees. */
char *polder_loader_path(const polder_loader_t *r, const char *file);
/* Says at once, where the name stands, that a file is not there. */
bool polder_loader_check_file(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                              const char *path);

/* Once the network file is read: whether it is the one whose hash the scenario says. */
bool polder_loader_check_network(polder_loader_t *r);
/* Whether a network file decides the field: a parameter of generated networks, or a state that an
 * attribute of the file is mapped to (where it has a value). */
bool polder_loader_is_from_network(const polder_loader_t *r, int field);

/* Warns of what several keys together make useless or impossible. */
void polder_loader_warn(polder_loader_t *r);
/* Once the network file is read: warns of draws that fall outside the bounds of their field
 * (scenario_clip.c), and of initial values that do not keep to the rules of the model
 * (scenario_rules.c). */
void polder_loader_warn_of_draws(polder_loader_t *r);
void polder_loader_warn_of_rules(polder_loader_t *r);
/* And of settings for the draw of what the file gives (scenario_given.c); where arms set a field. */
void polder_loader_warn_of_given(polder_loader_t *r);
polder_place_t polder_loader_place_in_arms(polder_loader_t *r, int field);
/* The smallest number a value can give, or `otherwise` if there is none or no value at all. */
double polder_loader_least(const polder_value_t *value, double otherwise);

/* Whether --set names this field, key or, if it ends with a point, one of these fields. */
bool polder_loader_is_set(const polder_loader_t *r, const char *name);

/* Says in the title what --set made of the model, unless it gives the title too (scenario_said.c). */
void polder_loader_say_set(polder_loader_t *r);

/* Single entries of sections, which --set can name too. */
/* A key that is no section, or no part, but the name of a state or the end of a parameter's:
 * says where it belongs. False if it is neither. */
bool polder_loader_elsewhere(polder_loader_t *r, const polder_yaml_node_t *key);
void polder_loader_no_parameter(polder_loader_t *r, const polder_yaml_node_t *key,
                                const char *name);
void polder_loader_initial_value(polder_loader_t *r, const polder_yaml_node_t *key,
                                 const char *name, const polder_yaml_node_t *node);
/* "trust.mean < 0.4 for 3 months" (condition.c): fields of level network, or else of level
 * organisation or arc, without "for …". It is added to the experiment; its number. */
bool polder_loader_condition(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                             bool of_network, int *number);
/* Whether a text is meant as one. */
bool polder_loader_is_condition(const char *text);
/* Whom an intervention touches. */
void polder_loader_target(polder_loader_t *r, const polder_yaml_node_t *node,
                          polder_target_t *target);
/* Organisations by name (names.c): a name or a list of names; two names, or a list of such pairs.
 * They become a group of the experiment; its number. */
bool polder_loader_names(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                         int *group);
bool polder_loader_pairs(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                         int *group);
/* The same one by one: an empty group, or −1, and one more name, which stands at `node`. */
int polder_loader_group(polder_loader_t *r);
bool polder_loader_group_add(polder_loader_t *r, const polder_yaml_node_t *node, const char *name,
                             int group);
/* Once the network file has been read: who they are. False, with problems: some are not there. */
bool polder_loader_find_names(polder_loader_t *r);
/* Where a name of a group stands, or NULL. */
const polder_place_t *polder_loader_place_of(const polder_loader_t *r, int group, int at);
void polder_loader_names_free(polder_loader_t *r);
/* What is said of members and ties that are not there (lacking.c). Before a network file is read: the
 * names of who is absent in all arms that have it (0: that of the scenario), a list that the caller
 * frees; NULL: nobody. */
char **polder_loader_absent(polder_loader_t *r, int other, int *n);
/* Then: what arms change of what they
 * have not, which is warned of and left out. */
void polder_loader_drop_changes(polder_loader_t *r);
/* Once it is known what each arm lacks: in which arms what is observed cannot be asked … */
void polder_loader_find_unknown(polder_loader_t *r);
/* … and of whom and of which ties the scenario speaks in vain. */
void polder_loader_warn_of_lacking(polder_loader_t *r);
/* The field of a lever given without its prefix, or −1 and a problem. */
int polder_loader_lever(polder_loader_t *r, const polder_yaml_node_t *key, const char *word);
/* `word` is the lever without its prefix. */
void polder_loader_push(polder_loader_t *r, const polder_yaml_node_t *key, const char *word,
                        const polder_yaml_node_t *node, int from, int until);
/* One more field to record over time. */
void polder_loader_column(polder_loader_t *r, const polder_yaml_node_t *node);

#endif
