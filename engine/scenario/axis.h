/* axis.h: what the files share that read the section "design". Private to the loader.
 *
 * What     An axis is a factor with what it may be: a list of values, or a range. Its name is
 *          that of a parameter (relations.trust), of the initial value of a state
 *          (initial.trust), of an argument of the distribution that the scenario gives for
 *          one of these (relations.trust.sd), of a lever (lever.contact), or of how an
 *          intervention is done (intervention.visioning.dose).
 * Numbers  keep nine digits, as all numbers of a scenario: so a point can be run by itself,
 *          with --set, and gives the same bytes.
 */
#ifndef POLDER_AXIS_H
#define POLDER_AXIS_H

#include "io/json.h"
#include "scenario/loader.h"

typedef struct {
    char *name;
    int field, argument;        /* as in polder_factor_t */
    polder_manner_t manner;     /* if field is −1 */
    polder_distribution_t kind; /* of the distribution, if it is an argument */
    int leader; /* −1, or the axis that it moves along with, as in polder_factor_t */
    const polder_yaml_node_t *key; /* where it stands; NULL: in a CSV file */
    bool whole;                    /* only whole numbers */
    int n_value;                   /* a list of values … */
    double *value;
    double from, to; /* … or, if n_value is 0, a range */
    bool log;
    const polder_yaml_node_t *with; /* those that move along, or NULL */
} polder_axis_t;

/* Finds what `name` stands for; a problem is told at `node`. Free in any case. */
bool polder_axis_find(polder_loader_t *r, const polder_yaml_node_t *node, const char *name,
                      polder_axis_t *axis);
void polder_axis_free(polder_axis_t *axis);
/* [from, to], {values: […]} or {from: …, to: …, steps: …, scale: log}. `sampled`: a range stays
 * a range; else it needs steps and becomes a list. */
bool polder_axis_read(polder_loader_t *r, const polder_yaml_node_t *node, bool sampled,
                      polder_axis_t *axis);
/* What moves along with it: names with values, or NULL. One of them: as many values as its leader
 * has, or the two ends between which it moves as its leader does between its own. */
const polder_yaml_node_t *polder_axis_with(const polder_yaml_node_t *node);
bool polder_axis_follow(polder_loader_t *r, const polder_yaml_node_t *node,
                        const polder_axis_t *leader, polder_axis_t *axis);
/* What it is where its leader is `value`. */
double polder_axis_along(const polder_axis_t *leader, double value, const polder_axis_t *axis);
/* One value for the axis, which stands at `node`. */
bool polder_axis_value(polder_loader_t *r, const polder_yaml_node_t *node,
                       const polder_axis_t *axis, double *value);
/* The value at u in [0, 1]: lists and whole numbers have equal parts of it. */
double polder_axis_at(const polder_axis_t *axis, double u);
/* What it is without the design. */
bool polder_axis_base(polder_loader_t *r, const polder_axis_t *axis, double *value);

/* Bounds and words of its values. */
const polder_field_t *polder_axis_field(const polder_loader_t *r, const polder_axis_t *axis);

/* What the experiment gives for a field, or NULL. */
const polder_value_t *polder_axis_setting(const polder_loader_t *r, int field);

/* The factors of an experiment as the section has them: with what they may be, or, of a design from
 * a file, by name. */
json_t *polder_axes_write(polder_json_t *b);

/* Axes and points of a CSV file. */
typedef struct {
    int n_axis;
    polder_axis_t *axis;
    int64_t n_point;
    double *value;      /* [n_point][n_axis] */
    polder_yaml_t file; /* its text, to tell places in it */
    char *text;
    char *path;
    size_t *row; /* [n_point] where the row begins */
} polder_points_t;

/* `ignore`: a list of the columns that are not factors, or NULL. Free in any case. */
bool polder_points_read(polder_loader_t *r, const polder_yaml_node_t *file,
                        const polder_yaml_node_t *ignore, polder_points_t *points);
void polder_points_free(polder_points_t *points);

#endif
