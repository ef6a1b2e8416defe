/* typical.c: see typical.h. */
#include "analysis/typical.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int polder_typical_record(const polder_causes_t *causes, polder_experiment_t *x,
                          polder_report_t *report)
{
    polder_record_t *record = &x->record;
    const size_t n_field = (size_t)x->table.n_field;
    bool *wanted = calloc(n_field + 1, sizeof *wanted);
    int *track = malloc((n_field + 1) * sizeof *track);
    if (!wanted || !track) {
        free(wanted);
        free(track);
        return polder_out_of_memory(report);
    }
    for (int c = 0; c < causes->n; c++)
        for (int k = 0; k < causes->cause[c].n_carrier; k++)
            wanted[causes->cause[c].carrier[k].field] = true;
    free(record->track);
    record->track = track;
    record->n_track = record->n_summary = 0;
    for (int f = 0; f < x->table.n_field; f++)
        if (wanted[f]) track[record->n_track++] = f;
    free(wanted);
    record->every = 1;
    record->networks = x->replicates;
    x->horizon = 1;
    for (int a = 0; a < x->n_arm; a++) x->arm[a].horizon = 0;
    return 0;
}

int polder_typical_experiment(const polder_causes_t *causes, polder_experiment_t *x,
                              polder_report_t *report)
{
    const int code = polder_experiment_init(x, causes->table.model->name, report);
    if (code < 0) return code;
    x->replicates = POLDER_REFERENCE;
    return polder_typical_record(causes, x, report);
}

/* ---- what a sample holds of a carrier ---- */

static int64_t rows_of(const polder_sample_t *s, int track, const polder_seen_t *seen)
{
    switch (s->x->table.field[s->x->record.track[track]]->level) {
    case POLDER_ORGANISATION:
        return seen->n_org;
    case POLDER_ARC:
        return seen->n_arc;
    default:
        return 1;
    }
}

/* Value of a row at the founding. */
static float first_of(const polder_sample_t *s, int track, const polder_seen_t *seen, int64_t row)
{
    return seen->track[track][row * s->n_time];
}

static int track_of(const polder_sample_t *s, int field)
{
    for (int t = 0; t < s->x->record.n_track; t++)
        if (s->x->record.track[t] == field) return t;
    return -1;
}

static int compare_values(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static int read_one(const polder_sample_t *s, int track, polder_spread_t *spread,
                    polder_report_t *report)
{
    int64_t n = 0;
    for (int64_t u = 0; u < s->n_seen; u++)
        if (s->seen[u].track) n += rows_of(s, track, &s->seen[u]);
    spread->value = malloc(((size_t)n + 1) * sizeof(float));
    if (!spread->value) return polder_out_of_memory(report);
    for (int64_t u = 0; u < s->n_seen; u++)
        for (int64_t r = 0; s->seen[u].track && r < rows_of(s, track, &s->seen[u]); r++) {
            const float value = first_of(s, track, &s->seen[u], r);
            if (!isnan(value)) spread->value[spread->n++] = value;
        }
    qsort(spread->value, (size_t)spread->n, sizeof(float), compare_values);
    spread->whole = s->x->table.field[s->x->record.track[track]]->flags & POLDER_WHOLE;
    return 0;
}

int polder_typical_read(const polder_causes_t *causes, const polder_sample_t *sample,
                        polder_typical_t *typical, polder_report_t *report)
{
    int code = 0;
    *typical = (polder_typical_t){.n_field = causes->table.n_field};
    typical->of = calloc((size_t)typical->n_field + 1, sizeof *typical->of);
    if (!typical->of) return polder_out_of_memory(report);
    for (int t = 0; t < sample->x->record.n_track && code == 0; t++)
        code = read_one(sample, t, &typical->of[sample->x->record.track[t]], report);
    return code;
}

int polder_typical_find(const polder_causes_t *causes, const polder_runner_t *runner,
                        polder_typical_t *typical, polder_report_t *report)
{
    polder_experiment_t x;
    polder_sample_t sample = {0};
    int code = polder_typical_experiment(causes, &x, report);
    if (code < 0) return code;
    code = polder_sample_run(&sample, runner, &x, "what is typical", report);
    if (code == 0) code = polder_typical_read(causes, &sample, typical, report);
    polder_sample_free(&sample);
    polder_experiment_free(&x);
    return code;
}

void polder_typical_free(polder_typical_t *typical)
{
    for (int f = 0; typical->of && f < typical->n_field; f++) free(typical->of[f].value);
    free(typical->of);
    *typical = (polder_typical_t){0};
}

/* ---- questions ---- */

double polder_typical_quantile(const polder_typical_t *typical, int field, double q)
{
    const polder_spread_t *s = &typical->of[field];
    if (s->n == 0) return NAN;
    const double at = q * (double)(s->n - 1);
    const int64_t below = (int64_t)at, above = below + 1 < s->n ? below + 1 : below;
    const double part = at - (double)below;
    return (1 - part) * (double)s->value[below] + part * (double)s->value[above];
}

/* As the model has it: nothing is moved by a rounding. */
double polder_typical_value(const polder_typical_t *typical, const polder_carrier_t *carrier,
                            bool better)
{
    const double q = !better ? 0.5 : carrier->worse == POLDER_HIGHER ? 0.25 : 0.75;
    const double value = polder_typical_quantile(typical, carrier->field, q);
    return typical->of[carrier->field].whole ? round(value) : (double)(float)value;
}

static double share_better(const polder_spread_t *s, const polder_carrier_t *carrier, double value)
{
    double n = 0;
    for (int64_t i = 0; i < s->n; i++)
        n += polder_carrier_is_worse(carrier, value, (double)s->value[i])    ? 1
             : !polder_carrier_is_worse(carrier, (double)s->value[i], value) ? 0.5
                                                                             : 0;
    return n / (double)s->n;
}

polder_standing_t polder_typical_standing(const polder_typical_t *typical,
                                          const polder_carrier_t *carrier,
                                          const polder_sample_t *sample, int64_t unit)
{
    const int track = track_of(sample, carrier->field);
    const polder_seen_t *seen = &sample->seen[unit];
    const double quartile = polder_typical_value(typical, carrier, true);
    polder_standing_t s = {
        .value = NAN, .median = polder_typical_value(typical, carrier, false), .worse = NAN};
    if (track < 0 || !seen->track || typical->of[carrier->field].n == 0) return s;
    const int64_t n = rows_of(sample, track, seen);
    double sum = 0;
    for (int64_t r = 0; r < n; r++) {
        const double value = (double)first_of(sample, track, seen, r);
        s.present |= polder_carrier_is_worse(carrier, value, s.median);
        s.moved |= polder_carrier_is_worse(carrier, value, quartile);
        sum += value;
    }
    if (n > 0) s.value = sum / (double)n;
    if (n > 0) s.worse = share_better(&typical->of[carrier->field], carrier, s.value);
    return s;
}
