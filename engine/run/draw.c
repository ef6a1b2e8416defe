/* draw.c: see draw.h. */
#include "run/draw.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "kernel/random.h"

/* The state of a generator for GSL: the words of draws 0, 1, 2, … of one key, four to a draw. */
typedef struct {
    uint32_t key[4], entity, purpose, draw;
    uint32_t word[4];
    int left; /* words of the last draw that are not used yet */
} keyed_t;

static void keyed_set(void *state, unsigned long int seed)
{
    (void)seed;
    ((keyed_t *)state)->left = 0;
}

static unsigned long int keyed_get(void *state)
{
    keyed_t *s = state;
    if (s->left == 0) {
        polder_words(s->key, 0, s->entity, s->purpose, s->draw++, s->word);
        s->left = 4;
    }
    return s->word[4 - s->left--];
}

static double keyed_get_double(void *state)
{
    return (double)keyed_get(state) * 0x1p-32;
}

static const gsl_rng_type keyed_type = {
    "threefry4x32", 0xffffffffUL, 0, sizeof(keyed_t), keyed_set, keyed_get, keyed_get_double};

int polder_drawer_init(polder_drawer_t *drawer, polder_report_t *report)
{
    drawer->rng = (gsl_rng){.type = &keyed_type, .state = calloc(1, sizeof(keyed_t))};
    return drawer->rng.state ? 0 : polder_fail(report, POLDER_MEMORY, "no memory to draw values");
}

void polder_drawer_free(polder_drawer_t *drawer)
{
    free(drawer->rng.state);
    drawer->rng.state = NULL;
}

static double choose(const gsl_rng *rng, const polder_value_t *value)
{
    double total = 0;
    for (int i = 0; i < value->n; i++) total += value->weight ? value->weight[i] : 1;
    double u = gsl_rng_uniform(rng) * total;
    for (int i = 0; i < value->n - 1; i++) {
        u -= value->weight ? value->weight[i] : 1;
        if (u < 0) return value->item[i];
    }
    return value->item[value->n - 1];
}

/* Draws until a number is within the bounds. Where these are so far out in a tail that a thousand
 * draws miss them, it is the nearer one. */
static double truncated(const gsl_rng *rng, const double arg[4])
{
    for (int i = 0; i < 1000; i++) {
        const double x = arg[0] + gsl_ran_gaussian_ratio_method(rng, arg[1]);
        if (x >= arg[2] && x <= arg[3]) return x;
    }
    return fabs(arg[0] - arg[2]) < fabs(arg[0] - arg[3]) ? arg[2] : arg[3];
}

static double draw(const gsl_rng *rng, const polder_value_t *value)
{
    const double *arg = value->arg;
    switch (value->kind) {
    case POLDER_DRAW_NORMAL:
        return arg[0] + gsl_ran_gaussian_ratio_method(rng, arg[1]);
    case POLDER_DRAW_TRUNCATED:
        return truncated(rng, arg);
    case POLDER_DRAW_BETA:
        return gsl_ran_beta(rng, arg[0], arg[1]);
    case POLDER_DRAW_LOGNORMAL:
        return exp(arg[0] + gsl_ran_gaussian_ratio_method(rng, arg[1]));
    case POLDER_DRAW_UNIFORM:
        return gsl_ran_flat(rng, arg[0], arg[1]);
    case POLDER_DRAW_INTEGER:
        return arg[0] + floor(gsl_rng_uniform(rng) * (arg[1] - arg[0] + 1));
    case POLDER_DRAW_EXPONENTIAL:
        return gsl_ran_exponential(rng, arg[0]);
    case POLDER_DRAW_CHOICE:
        return choose(rng, value);
    case POLDER_DRAW_NUMBER:
    default:
        return arg[0];
    }
}

float polder_draw(polder_drawer_t *drawer, const polder_value_t *value, const polder_field_t *field,
                  const uint32_t key[4], uint32_t entity, uint32_t k)
{
    if (value->kind == POLDER_DRAW_NUMBER) return (float)value->arg[0];
    keyed_t *s = drawer->rng.state;
    *s = (keyed_t){.key = {key[0], key[1], key[2], key[3]},
                   .entity = entity,
                   .purpose = polder_purpose(field->name),
                   .draw = k << 12};
    const float x = (float)draw(&drawer->rng, value);
    return polder_min(polder_max(x, field->min), field->max);
}
