/* factors.c: see factors.h. */
#include "analysis/factors.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/paired.h"
#include "analysis/setting_words.h"
#include "words/words.h"

/* What all factors are computed from. */
typedef struct {
    const polder_result_t *result;
    int n_point, n_factor;
    const double *share, *value; /* [n_point], [n_point][n_factor] */
    const int *leader;           /* [n_factor]; itself if it moves along with none */
    bool one_at_a_time;
    double confidence;
    double *x, *y, *work; /* [n_point], [n_point], [2 n_point] */
} source_t;

double polder_spearman(const double *x, const double *y, int n, double *work)
{
    if (n < 3) return GSL_NAN;
    bool moves[2] = {false, false};
    for (int i = 1; i < n; i++) {
        moves[0] = moves[0] || x[i] != x[0];
        moves[1] = moves[1] || y[i] != y[0];
    }
    return moves[0] && moves[1] ? gsl_stats_spearman(x, 1, y, 1, (size_t)n, work) : GSL_NAN;
}

double polder_spearman_chance(int independent, double confidence)
{
    if (independent < 4) return GSL_NAN;
    const double n = independent, t = gsl_cdf_tdist_Pinv(0.5 + 0.5 * confidence, n - 2);
    return t / sqrt(n - 2 + t * t);
}

/* Points whose other factors are as at point 0. */
static bool alone(const source_t *s, int point, int factor)
{
    for (int f = 0; f < s->n_factor; f++)
        if (f != factor && s->value[(int64_t)point * s->n_factor + f] != s->value[f]) return false;
    return true;
}

/* The points that count for a factor, in x and y. */
static int choose(const source_t *s, int factor)
{
    int n = 0;
    for (int point = 0; point < s->n_point; point++) {
        if (gsl_isnan(s->share[point])) continue;
        if (s->one_at_a_time && !alone(s, point, factor)) continue;
        s->x[n] = s->value[(int64_t)point * s->n_factor + factor];
        s->y[n++] = s->share[point];
    }
    return n;
}

static int by_value(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Mean shares in the lowest and the highest third; equal values go together. */
static void thirds(const source_t *s, int n, polder_factor_effect_t *f)
{
    int64_t count[2] = {0, 0};
    double sum[2] = {0, 0};
    f->at_lowest = f->at_highest = GSL_NAN;
    if (n < 2) return;
    memcpy(s->work, s->x, (size_t)n * sizeof *s->x);
    qsort(s->work, (size_t)n, sizeof *s->work, by_value);
    const int third = n / 3 > 0 ? n / 3 : 1;
    const double low = s->work[third - 1], high = s->work[n - third];
    for (int i = 0; i < n; i++) {
        if (s->x[i] <= low) sum[0] += s->y[i], count[0]++;
        if (s->x[i] >= high) sum[1] += s->y[i], count[1]++;
    }
    f->at_lowest = sum[0] / (double)count[0];
    f->at_highest = sum[1] / (double)count[1];
}

static void correlate(const source_t *s, int n, int independent, polder_factor_effect_t *f)
{
    f->rank = polder_spearman(s->x, s->y, n, s->work);
    f->low = f->high = f->p = GSL_NAN;
    const int m = independent < n ? independent : n;
    thirds(s, n, f);
    if (gsl_isnan(f->rank) || s->one_at_a_time || m < 5) return;
    const double r = GSL_MAX_DBL(-1, GSL_MIN_DBL(1, f->rank));
    const double z = atanh(GSL_MAX_DBL(-0.999999, GSL_MIN_DBL(0.999999, r)));
    const double half =
        gsl_cdf_ugaussian_Pinv(0.5 + 0.5 * s->confidence) * 1.03 / sqrt((double)m - 3);
    f->low = tanh(z - half);
    f->high = tanh(z + half);
    const double t = fabs(r) * sqrt((m - 2) / GSL_MAX_DBL(1 - r * r, 1e-15));
    f->p = 2 * gsl_cdf_tdist_Q(t, m - 2);
}

static int count_words(const source_t *s, int factor)
{
    int n = 0, length = 0;
    while (polder_result_word(s->result, factor, n, &length)) n++;
    return n;
}

static int add_words(const source_t *s, int n, int n_word, polder_factor_effect_t *f,
                     polder_report_t *report)
{
    f->rank = f->low = f->high = f->p = f->at_lowest = f->at_highest = GSL_NAN;
    f->word = calloc((size_t)n_word, sizeof *f->word);
    if (!f->word) return polder_out_of_memory(report);
    f->n_word = n_word;
    for (int w = 0; w < n_word; w++) {
        int length = 0;
        const char *word = polder_result_word(s->result, f->factor, w, &length);
        polder_moments_t m = {0};
        for (int i = 0; i < n; i++)
            if ((int)s->x[i] == w) polder_moments_add(&m, s->y[i]);
        polder_factor_word_t *out = &f->word[w];
        out->word = strndup(word, (size_t)length);
        if (!out->word) return polder_out_of_memory(report);
        out->points = (int)m.n;
        out->share = m.n > 0 ? m.mean : GSL_NAN;
        polder_mean_interval(&m, s->confidence, &out->low, &out->high);
        if (out->low == out->high) out->low = out->high = GSL_NAN; /* nothing varies */
        out->low = out->low < 0 ? 0 : out->low;
        out->high = out->high > 1 ? 1 : out->high;
    }
    return POLDER_OK;
}

/* The distance between the best and the worst word of a choice. */
static double spread(const polder_factor_effect_t *f)
{
    double least = GSL_POSINF, most = GSL_NEGINF;
    for (int w = 0; w < f->n_word; w++) {
        if (!(f->word[w].share >= 0)) continue;
        least = GSL_MIN_DBL(least, f->word[w].share);
        most = GSL_MAX_DBL(most, f->word[w].share);
    }
    return most - least;
}

static int by_strength(const void *left, const void *right)
{
    const polder_factor_effect_t *a = left, *b = right;
    if ((a->n_word > 0) != (b->n_word > 0)) return a->n_word > 0 ? 1 : -1;
    const double x = a->n_word > 0 ? spread(a) : fabs(a->rank);
    const double y = b->n_word > 0 ? spread(b) : fabs(b->rank);
    const double p = gsl_isnan(x) ? -1 : x, q = gsl_isnan(y) ? -1 : y;
    return p > q ? -1 : p < q ? 1 : a->factor - b->factor;
}

/* How many points in a row share most of their values: the file says it, or, an old one, the text
 * of its experiment. */
static int64_t points_together(const polder_result_t *result)
{
    const int in_file = polder_result_points_together(result);
    if (in_file > 0) return in_file;
    json_error_t ignored;
    const char *text = polder_result_description(result);
    json_t *description = text ? json_loads(text, 0, &ignored) : NULL;
    const json_t *design = json_object_get(description, "design");
    const int64_t together = json_integer_value(json_object_get(design, "points_together"));
    json_decref(description);
    return together;
}

/* Such points count once: the trajectories of Morris, the rows of Saltelli's blocks. */
static int independent_points(const polder_result_t *result, int points)
{
    const int64_t together = points_together(result);
    return together > 1 ? (int)(points / together) : points;
}

static int find_factor(const polder_result_t *result, const char *name)
{
    int i = 0;
    while (polder_result_factor(result, i) && strcmp(polder_result_factor(result, i), name) != 0)
        i++;
    return polder_result_factor(result, i) ? i : -1;
}

/* The factor that each moves along with, as the text of the experiment says. */
static void read_leaders(const polder_result_t *result, int n_factor, int *leader)
{
    json_error_t ignored;
    const char *text = polder_result_description(result), *name;
    json_t *description = text ? json_loads(text, 0, &ignored) : NULL, *one, *follower, *is;
    size_t i, k;
    for (int f = 0; f < n_factor; f++) leader[f] = f;
    json_array_foreach(json_object_get(json_object_get(description, "design"), "factors"), i, one)
    {
        void *only = json_object_iter(one);
        const int first = only ? find_factor(result, json_object_iter_key(only)) : -1;
        json_array_foreach(json_object_get(json_object_iter_value(only), "with"), k, follower)
        {
            json_object_foreach(follower, name, is)
            {
                const int f = find_factor(result, name);
                if (first >= 0 && f >= 0) leader[f] = first;
            }
        }
    }
    json_decref(description);
}

static int add_with(const source_t *s, polder_factor_effect_t *f, polder_report_t *report)
{
    f->with = calloc((size_t)s->n_factor, sizeof *f->with);
    if (!f->with) return polder_out_of_memory(report);
    for (int i = 0; i < s->n_factor; i++) {
        if (i == f->factor || s->leader[i] != f->factor) continue;
        if (!(f->with[f->n_with] = strdup(polder_result_factor(s->result, i))))
            return polder_out_of_memory(report);
        f->n_with++;
    }
    return POLDER_OK;
}

/* "chance of a shock (with funding)"; NULL: what one of them is nobody says, or no memory. */
static char *said_of(const polder_setting_words_t *w, const polder_factor_effect_t *f)
{
    const char *said = polder_setting_said(w, f->name);
    char *text = NULL, *with = strdup("");
    for (int i = 0; said && with && i < f->n_with; i++) {
        const char *other = polder_setting_said(w, f->with[i]);
        char *more = NULL;
        if (!other || asprintf(&more, "%s%s%s", with, i ? "; " : "", other) < 0) more = NULL;
        free(with);
        with = more;
    }
    if (said && with && f->n_with == 0) text = strdup(said);
    if (said && with && f->n_with > 0 &&
        asprintf(&text, polder_text(w->language, "%s (with %s)"), said, with) < 0)
        text = NULL;
    free(with);
    return text;
}

/* All of them, in all languages. */
static void say_all(const polder_result_t *result, polder_factors_t *out)
{
    polder_table_t table;
    polder_setting_words_t words;
    polder_setting_words_of(&words, &table, result, POLDER_ENGLISH);
    for (int l = 0; l < POLDER_LANGUAGES; l++) {
        words.language = (polder_language_t)l;
        for (int i = 0; i < out->n; i++) out->factor[i].said[l] = said_of(&words, &out->factor[i]);
    }
    polder_table_free(&table);
}

static int make(const source_t *s, polder_factors_t *out, polder_report_t *report)
{
    for (int point = 0; point < s->n_point; point++) out->points += !gsl_isnan(s->share[point]);
    out->independent = independent_points(s->result, out->points);
    out->chance =
        s->one_at_a_time ? GSL_NAN : polder_spearman_chance(out->independent, s->confidence);
    int code = POLDER_OK;
    for (int i = 0; i < s->n_factor && code >= 0; i++) {
        if (s->leader[i] != i) continue;
        polder_factor_effect_t *f = &out->factor[out->n++];
        f->factor = i;
        f->name = strdup(polder_result_factor(s->result, i));
        if (!f->name) return polder_out_of_memory(report);
        code = add_with(s, f, report);
        if (code < 0) break;
        f->points = choose(s, i);
        const int n_word = count_words(s, i);
        if (n_word > 0)
            code = add_words(s, f->points, n_word, f, report);
        else
            correlate(s, f->points, out->independent, f);
    }
    qsort(out->factor, (size_t)out->n, sizeof *out->factor, by_strength);
    return code;
}

int polder_factors_make(const polder_result_t *result, const double *share, double confidence,
                        polder_factors_t *out, polder_report_t *report)
{
    const char *kind = polder_result_design(result);
    const size_t n = (size_t)polder_result_n_point(result);
    const size_t k = (size_t)polder_result_n_factor(result);
    *out = (polder_factors_t){0};
    if (!kind || k == 0) return POLDER_OK;
    double *value = calloc(n * k, sizeof *value), *room = calloc(4 * n, sizeof *room);
    int *leader = calloc(k, sizeof *leader);
    out->factor = calloc(k, sizeof *out->factor);
    out->n_value = (int)k;
    const source_t s = {.result = result,
                        .n_point = (int)n,
                        .n_factor = (int)k,
                        .share = share,
                        .value = value,
                        .leader = leader,
                        .one_at_a_time = strcmp(kind, "one-at-a-time") == 0,
                        .confidence = confidence,
                        .x = room,
                        .y = room ? room + n : NULL,
                        .work = room ? room + 2 * n : NULL};
    int code = value && room && leader && out->factor ? POLDER_OK : polder_out_of_memory(report);
    if (code >= 0) read_leaders(result, (int)k, leader);
    if (code >= 0) code = polder_result_read_points(result, 0, (int)n, value, n * k, report);
    if (code >= 0) code = make(&s, out, report);
    if (code >= 0) say_all(result, out);
    out->value = value;
    free(room);
    free(leader);
    if (code < 0) polder_factors_free(out);
    return code;
}

void polder_factors_free(polder_factors_t *factors)
{
    for (int i = 0; i < factors->n; i++) {
        for (int w = 0; w < factors->factor[i].n_word; w++) free(factors->factor[i].word[w].word);
        for (int w = 0; w < factors->factor[i].n_with; w++) free(factors->factor[i].with[w]);
        free(factors->factor[i].with);
        free(factors->factor[i].word);
        free(factors->factor[i].name);
        for (int l = 0; l < POLDER_LANGUAGES; l++) free(factors->factor[i].said[l]);
    }
    free(factors->factor);
    free(factors->value);
    *factors = (polder_factors_t){0};
}

const char *polder_factor_with(polder_document_t *d, const polder_factor_effect_t *f)
{
    const char *names = "";
    for (int i = 0; i < f->n_with; i++)
        names = polder_document_format(d, "%s%s%s", names, i ? ", " : "", f->with[i]);
    return names;
}

const char *polder_factor_title(polder_document_t *d, const polder_factor_effect_t *f)
{
    if (!d) return "";
    if (f->said[d->language]) return f->said[d->language];
    if (f->n_with == 0) return f->name;
    return polder_document_text(d, "%s (with %s)", f->name, polder_factor_with(d, f));
}

const char *polder_factor_named(polder_document_t *d, const polder_factor_effect_t *f)
{
    const char *title = polder_factor_title(d, f);
    if (!d || !f->said[d->language]) return title;
    return polder_document_format(d, "%s (%s%s%s)", title, f->name, f->n_with ? ", " : "",
                                  polder_factor_with(d, f));
}
