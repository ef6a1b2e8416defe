/* opaque.c: see opaque.h. */
#include "experiment/opaque.h"

#include <stdlib.h>
#include <string.h>

#include "experiment/experiment.h"

void polder_experiment_delete(polder_experiment_t *x)
{
    if (!x) return;
    polder_experiment_free(x);
    free(x);
}

const polder_model_t *polder_experiment_model(const polder_experiment_t *x)
{
    return x->table.model;
}

int polder_experiment_horizon(const polder_experiment_t *x)
{
    return polder_experiment_last(x);
}

int64_t polder_experiment_networks(const polder_experiment_t *x)
{
    return polder_experiment_units(x);
}

int64_t polder_experiment_replicates(const polder_experiment_t *x)
{
    return x->replicates;
}

int polder_experiment_n_case(const polder_experiment_t *x)
{
    return x->n_case;
}

int polder_experiment_n_arm(const polder_experiment_t *x)
{
    return x->n_arm;
}

const char *polder_experiment_arm_name(const polder_experiment_t *x, int arm)
{
    return x->arm[arm].name;
}

int polder_experiment_baseline(const polder_experiment_t *x)
{
    return x->baseline;
}

int polder_experiment_n_point(const polder_experiment_t *x)
{
    return x->design.n_point;
}

static int find(const polder_experiment_t *x, const int *field, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (strcmp(x->table.field[field[i]]->name, name) == 0) return i;
    return -1;
}

int polder_experiment_n_column(const polder_experiment_t *x)
{
    return x->record.n_summary;
}

const polder_field_t *polder_experiment_column(const polder_experiment_t *x, int column)
{
    return x->table.field[x->record.summary[column]];
}

int polder_experiment_find_column(const polder_experiment_t *x, const char *name)
{
    return find(x, x->record.summary, x->record.n_summary, name);
}

int polder_experiment_n_track(const polder_experiment_t *x)
{
    return x->record.n_track;
}

const polder_field_t *polder_experiment_track(const polder_experiment_t *x, int track)
{
    return x->table.field[x->record.track[track]];
}

int polder_experiment_find_track(const polder_experiment_t *x, const char *name)
{
    return find(x, x->record.track, x->record.n_track, name);
}
