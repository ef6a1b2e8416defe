/* signs.c: see signs.h. */
#include "analysis/signs.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/foundings.h"
#include "analysis/quadratic.h"
#include "analysis/uncertain.h"
#include "kernel/random.h"

enum { CUTS = 19, FEWEST = 20, MOST_COLUMNS = 128 };

typedef struct {
    polder_signs_t *s;
    const polder_causes_t *causes;
    const polder_lives_t *lives;
    const polder_runner_t *runner;
    double confidence;
    polder_typical_t typical;
    int n_cause; /* that are taken away */
    int n_column, field[MOST_COLUMNS];
    int64_t n; /* foundings; even ones are learned from, odd ones tested */
    /* Elsewhere: ranges are not NULL, and network i is of draw i % draws; all are tested. */
    const polder_experiment_t *ranges;
    int64_t draws, before; /* before: foundings that were lived already */
    signed char *success;  /* [1 + n_cause][n] as it is, without each cause */
    bool *there;           /* [landmark][n] */
    double *seen;          /* [landmark][column][n] with a survey's error */
    polder_report_t *report;
} work_t;

/* ---- what is looked at ---- */

static bool begins(const char *name, const char *with)
{
    return with && strncmp(name, with, strlen(with)) == 0;
}

static bool is_shown(const polder_model_t *model, const char *name)
{
    for (int i = 0; model->overview && model->overview[i]; i++)
        if (strcmp(model->overview[i], name) == 0) return true;
    return begins(name, model->symptoms) || begins(name, model->conditions);
}

static int choose_columns(work_t *w, const polder_table_t *table)
{
    for (int f = 0; f < table->n_field && w->n_column < MOST_COLUMNS; f++) {
        const polder_field_t *field = table->field[f];
        if (field->level == POLDER_NETWORK && !field->choices &&
            (field->role == POLDER_STATE || field->role == POLDER_OBSERVABLE) &&
            is_shown(table->model, field->name))
            w->field[w->n_column++] = f;
    }
    if (w->n_column > 0) return 0;
    return polder_fail(
        w->report, POLDER_INPUT,
        "model %s does not name columns that show how a network stands: no sign can be "
        "looked for",
        table->model->name);
}

static int record(work_t *w, polder_experiment_t *x, int every)
{
    polder_record_t *record = &x->record;
    int *track = malloc(((size_t)w->n_column + 1) * sizeof *track);
    if (!track) return polder_out_of_memory(w->report);
    free(record->track);
    record->track = track;
    record->n_track = w->n_column + 1;
    track[0] = polder_table_find(&x->table, POLDER_FIELD_ALIVE);
    memcpy(track + 1, w->field, (size_t)w->n_column * sizeof *track);
    record->every = every;
    record->networks = x->replicates;
    return 0;
}

/* ---- living ---- */

/* The networks: of the scenario, or of draws of parameters. */
static int make_lives(const work_t *w, polder_experiment_t *x)
{
    if (!w->ranges) return polder_lives_make(w->lives, x, w->report);
    return polder_uncertain_lives(w->causes, w->lives, w->ranges, w->draws, x, &w->s->n_factor,
                                  w->report);
}

static void settle_lives(const work_t *w, polder_experiment_t *x)
{
    polder_lives_futures(x, -1, w->before, w->ranges ? w->n / w->draws : w->n);
}

/* Half a standard deviation of error: a fifth of the variance of what is seen. */
static void blur(double *value, const bool *there, int64_t n, uint32_t column)
{
    const uint32_t purpose = polder_purpose("signs.survey");
    double sum = 0, square = 0, known = 0;
    uint32_t key[4], word[4];
    polder_key(1, 0, key);
    for (int64_t i = 0; i < n; i++) {
        if (!there[i]) continue;
        sum += value[i];
        square += value[i] * value[i];
        known++;
    }
    const double variance = known > 1 ? (square - sum * sum / known) / (known - 1) : 0;
    const double error = 0.5 * sqrt(GSL_MAX_DBL(variance, 0));
    for (int64_t i = 0; i < n; i++) {
        polder_words(key, column, (uint32_t)i, purpose, 0, word);
        const double u = ((double)word[0] + 0.5) / 4294967296.0, v = (double)word[1] / 4294967296.0;
        value[i] += error * sqrt(-2 * log(u)) * cos(2 * M_PI * v);
    }
}

/* What a survey sees of each network at each landmark. */
static void look(work_t *w, const polder_sample_t *sample, int every)
{
    for (int k = 0; k < w->s->n_landmark; k++) {
        const int at = w->s->landmark[k] / every;
        bool *there = w->there + k * w->n;
        for (int64_t i = 0; i < w->n; i++) {
            const polder_seen_t *seen = &sample->seen[i];
            there[i] = seen->track && seen->track[0][at] > 0.5f && w->success[i] != POLDER_UNKNOWN;
            for (int c = 0; c < w->n_column; c++) {
                const float value = there[i] ? seen->track[c + 1][at] : 0;
                w->seen[((int64_t)k * w->n_column + c) * w->n + i] = (double)value;
                there[i] &= value == value;
            }
        }
        for (int c = 0; c < w->n_column; c++)
            blur(w->seen + ((int64_t)k * w->n_column + c) * w->n, there, w->n,
                 (uint32_t)(k * w->n_column + c +
                            (w->ranges ? POLDER_LANDMARKS * MOST_COLUMNS : 0)));
    }
}

/* How each network fares as it is, and what is seen of it at the landmarks. */
static int live_as_it_is(work_t *w)
{
    enum { EVERY = POLDER_SIGN_EVERY };
    polder_experiment_t x;
    polder_sample_t sample = {0};
    polder_signs_t *s = w->s;
    int code = make_lives(w, &x);
    if (code < 0) return code;
    for (int t = EVERY;
         !w->ranges && t < polder_experiment_last(&x) && s->n_landmark < POLDER_LANDMARKS;
         t += EVERY)
        s->landmark[s->n_landmark++] = t;
    settle_lives(w, &x);
    code = choose_columns(w, &x.table);
    if (code == 0) code = record(w, &x, EVERY);
    const size_t seen = (size_t)s->n_landmark * (size_t)w->n;
    w->there = calloc(seen + 1, sizeof *w->there);
    w->seen = calloc(seen * (size_t)w->n_column + 1, sizeof *w->seen);
    if (code == 0 && (!w->there || !w->seen)) code = polder_out_of_memory(w->report);
    if (code == 0)
        code = polder_sample_run(&sample, w->runner, &x,
                                 w->ranges ? "other parameters" : "early signs", w->report);
    if (code == 0) polder_lives_outcomes(&sample, w->success);
    if (code == 0) look(w, &sample, EVERY);
    polder_sample_free(&sample);
    polder_experiment_free(&x);
    return code;
}

/* Whether each network succeeds without each of the causes. */
static int live_without(work_t *w)
{
    polder_experiment_t x;
    polder_sample_t sample = {0};
    int cause[POLDER_MOST_CAUSES], code = make_lives(w, &x);
    if (code < 0) return code;
    for (int c = 0; c < w->n_cause; c++) cause[c] = c;
    for (int c = 0; c < w->n_cause && code == 0; c++)
        code = polder_lives_without(&x, w->causes, cause, 1u << c, &w->typical, false, w->report);
    settle_lives(w, &x);
    if (code == 0)
        code = polder_sample_run(&sample, w->runner, &x, "without each cause", w->report);
    if (code == 0) polder_lives_outcomes(&sample, w->success);
    polder_sample_free(&sample);
    polder_experiment_free(&x);
    return code;
}

/* ---- one sign ---- */

/* Does network i end as `suspect` says? */
static bool ends_so(const work_t *w, int suspect, int64_t i)
{
    if (w->success[i] != 0) return false;
    return suspect < 0 || w->success[(suspect + 1) * w->n + i] == 1;
}

static bool shows(const polder_sign_t *sign, double value)
{
    return sign->above ? value > sign->cut : value < sign->cut;
}

/* Youden's index of a column with a cut-off, on the half that is learned from. */
static double youden(const work_t *w, int k, int column, const polder_sign_t *sign)
{
    const double *value = w->seen + ((int64_t)k * w->n_column + column) * w->n;
    double hit[2] = {0}, all[2] = {0};
    for (int64_t i = 0; i < w->n; i += 2) {
        if (!w->there[k * w->n + i]) continue;
        const int so = ends_so(w, sign->suspect, i);
        all[so]++;
        hit[so] += shows(sign, value[i]);
    }
    return all[0] > 0 && all[1] > 0 ? hit[1] / all[1] - hit[0] / all[0] : -1;
}

/* The values of a column at landmark k, on the half that is learned from, in order. */
static int64_t sorted(const work_t *w, int k, int column, double *room)
{
    const double *value = w->seen + ((int64_t)k * w->n_column + column) * w->n;
    int64_t n = 0;
    for (int64_t i = 0; i < w->n; i += 2)
        if (w->there[k * w->n + i]) room[n++] = value[i];
    if (n > 1) gsl_sort(room, 1, (size_t)n);
    return n;
}

/* The column and cut-off with the highest index of Youden at landmark k. */
static void choose(const work_t *w, int k, polder_sign_t *sign, double *room)
{
    double best = -1;
    for (int c = 0; c < w->n_column; c++) {
        const int64_t n = sorted(w, k, c, room);
        if (n < FEWEST || !(room[0] < room[n - 1])) continue;
        for (int q = 1; q <= CUTS; q++)
            for (int above = 0; above < 2; above++) {
                polder_sign_t one = *sign;
                one.above = above;
                one.cut = room[q * n / (CUTS + 1)];
                one.field = w->field[c];
                const double index = youden(w, k, c, &one);
                if (index > best) *sign = one, best = index;
            }
    }
}

static int column_of(const work_t *w, int field)
{
    for (int c = 0; c < w->n_column; c++)
        if (w->field[c] == field) return c;
    return 0;
}

/* Shares of networks that show a sign, and that end so; by draws where there are some. */
typedef struct {
    polder_founded_t founded;
    int64_t n, yes;
} share_t;

static void add_to(share_t *share, int64_t cluster, bool yes)
{
    polder_founded_add(&share->founded, cluster, yes);
    share->n++;
    share->yes += yes;
}

static polder_proportion_t share_of(const work_t *w, const share_t *share)
{
    return polder_founded_share(&share->founded, share->yes, w->confidence);
}

/* The score of a sign: here on the half that it was not chosen on, elsewhere on all networks. */
static polder_score_t score(const work_t *w, int k, const polder_sign_t *sign)
{
    const int column = column_of(w, sign->field);
    const double *value = w->seen + ((int64_t)k * w->n_column + column) * w->n;
    const int64_t draws = w->ranges ? w->draws : 1, of_draw = w->n / draws;
    share_t with = {0}, without = {0}, all = {0}, finds = {0};
    for (int64_t p = 0; p < draws; p++)
        for (int64_t r = w->ranges ? 0 : 1; r < of_draw; r += w->ranges ? 1 : 2) {
            const int64_t i = r * draws + p, cluster = w->ranges ? p : i;
            if (!w->there[k * w->n + i]) continue;
            const bool so = ends_so(w, sign->suspect, i), shown = shows(sign, value[i]);
            add_to(shown ? &with : &without, cluster, so);
            add_to(&all, cluster, so);
            if (so) add_to(&finds, cluster, shown);
        }
    return (polder_score_t){share_of(w, &with), share_of(w, &without), share_of(w, &all),
                            share_of(w, &finds)};
}

/* How many failures of this kind there are to choose a sign on. */
static int64_t learned_from(const work_t *w, int k, int suspect)
{
    int64_t n = 0;
    for (int64_t i = 0; i < w->n; i += 2) n += w->there[k * w->n + i] && ends_so(w, suspect, i);
    return n;
}

/* ---- all columns together ---- */

/* Newton's steps for a logit of failure, on the half that is learned from; column n_column is the
 * constant, which has no ridge. */
static bool fit_logit(const work_t *w, int k, const double *x, double *beta)
{
    enum { ROUNDS = 25, RIDGE = 10 };
    const int p = w->n_column + 1;
    double *v = malloc((size_t)(p * p + p) * sizeof *v), *score_of = v + p * p;
    bool good = v != NULL;
    memset(beta, 0, (size_t)p * sizeof *beta);
    for (int round = 0; round < ROUNDS && good; round++) {
        memset(v, 0, (size_t)(p * p + p) * sizeof *v);
        for (int a = 0; a < p - 1; a++) v[a * p + a] = RIDGE, score_of[a] = -RIDGE * beta[a];
        for (int64_t i = 0; i < w->n; i += 2) {
            if (!w->there[k * w->n + i]) continue;
            const double *row = x + i * p;
            double eta = 0;
            for (int a = 0; a < p; a++) eta += beta[a] * row[a];
            const double chance = 1 / (1 + exp(-eta)), part = chance * (1 - chance);
            for (int a = 0; a < p; a++) {
                score_of[a] += (ends_so(w, -1, i) - chance) * row[a];
                for (int b = 0; b <= a; b++) v[a * p + b] += part * row[a] * row[b];
            }
        }
        for (int a = 0; a < p; a++)
            for (int b = 0; b < a; b++) v[b * p + a] = v[a * p + b];
        if (!polder_invert(v, p, NULL)) break;
        for (int a = 0; a < p; a++)
            for (int b = 0; b < p; b++) beta[a] += v[a * p + b] * score_of[b];
    }
    free(v);
    return good;
}

/* Columns scaled on the half that is learned from, and a constant: [n][n_column + 1]. */
static void scaled(const work_t *w, int k, double *x)
{
    const int p = w->n_column + 1;
    for (int c = 0; c < p; c++) {
        const double *value = w->seen + ((int64_t)k * w->n_column + c) * w->n;
        double sum = 0, square = 0, n = 0;
        for (int64_t i = 0; i < w->n && c < p - 1; i += 2) {
            if (!w->there[k * w->n + i]) continue;
            sum += value[i];
            square += value[i] * value[i];
            n++;
        }
        const double mean = n > 0 ? sum / n : 0, sd = n > 1 ? sqrt(square / n - mean * mean) : 0;
        for (int64_t i = 0; i < w->n; i++)
            x[i * p + c] = c == p - 1 ? 1 : sd > 0 ? (value[i] - mean) / sd : 0;
    }
}

static double brier(const work_t *w, int k, const double *x, const double *beta)
{
    const int p = w->n_column + 1;
    double learned = 0, of = 0, mine = 0, plain = 0;
    for (int64_t i = 0; i < w->n; i += 2) {
        if (!w->there[k * w->n + i]) continue;
        learned += ends_so(w, -1, i);
        of++;
    }
    for (int64_t i = 1; i < w->n; i += 2) {
        if (!w->there[k * w->n + i]) continue;
        double eta = 0;
        for (int c = 0; c < p; c++) eta += beta[c] * x[i * p + c];
        const double is = ends_so(w, -1, i);
        mine += gsl_pow_2(is - 1 / (1 + exp(-eta)));
        plain += gsl_pow_2(is - learned / of);
    }
    return plain > 0 ? 1 - mine / plain : GSL_NAN;
}

static bool find_skill(work_t *w, int k)
{
    const size_t p = (size_t)w->n_column + 1;
    double *x = malloc((size_t)w->n * p * sizeof *x), *beta = calloc(p, sizeof *beta);
    const bool good = x && beta;
    w->s->skill[k] = GSL_NAN;
    if (good) scaled(w, k, x);
    if (good && fit_logit(w, k, x, beta)) w->s->skill[k] = brier(w, k, x, beta);
    free(x);
    free(beta);
    return good;
}

/* ---- the whole ---- */

static int find_signs(work_t *w)
{
    polder_signs_t *s = w->s;
    double *room = malloc((size_t)(w->n + 1) * sizeof *room);
    s->sign = calloc((size_t)(s->n_landmark * (w->n_cause + 1)) + 1, sizeof *s->sign);
    bool good = room && s->sign;
    for (int k = 0; good && k < s->n_landmark; k++) {
        for (int64_t i = 1; i < w->n; i += 2) {
            s->there[k] += w->there[k * w->n + i];
            s->gone[k] += !w->there[k * w->n + i] && w->success[i] != POLDER_UNKNOWN;
        }
        for (int c = -1; c < w->n_cause; c++) {
            polder_sign_t *sign = &s->sign[s->n++];
            *sign = (polder_sign_t){.landmark = s->landmark[k], .suspect = c, .field = -1};
            if (learned_from(w, k, c) >= FEWEST) choose(w, k, sign, room);
            if (sign->field < 0) continue;
            sign->here = score(w, k, sign);
            sign->tells = sign->here.with.n > 0 && sign->here.with.low > sign->here.all.share;
        }
        good = find_skill(w, k);
    }
    free(room);
    return good ? 0 : polder_out_of_memory(w->report);
}

static void work_free(work_t *w)
{
    free(w->success);
    free(w->there);
    free(w->seen);
}

/* Networks as they are and without each cause. */
static int live(work_t *w)
{
    w->success = malloc((size_t)(w->n_cause + 1) * (size_t)w->n + 1);
    int code = w->success ? live_as_it_is(w) : polder_out_of_memory(w->report);
    return code < 0 ? code : live_without(w);
}

/* What was found, at other values of the parameters that nobody knows. */
static int look_elsewhere(const work_t *w, const polder_experiment_t *ranges)
{
    polder_signs_t *s = w->s;
    work_t o = {.s = s,
                .causes = w->causes,
                .lives = w->lives,
                .runner = w->runner,
                .confidence = w->confidence,
                .typical = w->typical,
                .n_cause = w->n_cause,
                .n = (int64_t)POLDER_SIGN_DRAWS * POLDER_SIGN_OF_A_DRAW,
                .ranges = ranges,
                .draws = POLDER_SIGN_DRAWS,
                .before = w->n,
                .report = w->report};
    const int code = live(&o);
    s->draws = POLDER_SIGN_DRAWS;
    for (int i = 0; i < s->n && code == 0; i++)
        if (s->sign[i].field >= 0)
            s->sign[i].elsewhere = score(&o, i / (w->n_cause + 1), &s->sign[i]);
    work_free(&o);
    return code;
}

int polder_signs_make(polder_signs_t *s, const polder_causes_t *causes, const polder_lives_t *lives,
                      const polder_experiment_t *ranges, int64_t foundings, double confidence,
                      const polder_runner_t *runner, polder_report_t *report)
{
    work_t w = {.s = s,
                .causes = causes,
                .lives = lives,
                .runner = runner,
                .confidence = confidence,
                .n_cause = causes->n < POLDER_MOST_CAUSES ? causes->n : POLDER_MOST_CAUSES,
                .n = foundings,
                .report = report};
    *s = (polder_signs_t){.foundings = foundings};
    int code = polder_typical_find(causes, runner, &w.typical, report);
    if (code == 0) code = live(&w);
    if (code == 0) code = find_signs(&w);
    if (code == 0 && ranges && s->n > 0) code = look_elsewhere(&w, ranges);
    polder_typical_free(&w.typical);
    work_free(&w);
    return code;
}

void polder_signs_free(polder_signs_t *s)
{
    free(s->sign);
    *s = (polder_signs_t){0};
}
