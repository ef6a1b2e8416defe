/* compare.c: which figures there are; see compare.h. The numbers are in compare_read.c. */
#include "analysis/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/arm_names.h"
#include "analysis/at_tick.h"
#include "kernel/table.h"
#include "words/words.h"

int polder_compare_figure(const polder_compare_t *c, const char *name)
{
    for (int i = 0; i < c->n_figure; i++)
        if (strcmp(c->figure[i].name, name) == 0) return i;
    return -1;
}

const char *polder_compare_arm_name(const polder_compare_t *c, int arm)
{
    return c->several ? c->several->arm[arm] : polder_result_arm(c->result, arm);
}

/* "none, process, visioning", as many as there is room for. */
static void list_arms(const char *const *all, int n, char *list, size_t size)
{
    size_t used = 0;
    *list = '\0';
    for (int i = 0; i < n && used + 110 < size; i++)
        used += (size_t)snprintf(list + used, size - used, "%s%.80s", i ? ", " : "", all[i]);
    if (used + 110 >= size) snprintf(list + used, size - used, ", …");
}

static int say_no_arm(const char *path, const char *const *all, int n, const char *name,
                      polder_report_t *report)
{
    const polder_place_t place = {.file = path};
    const char *near = polder_nearest(name, all, (size_t)n);
    char list[600];
    list_arms(all, n, list, sizeof list);
    return polder_fail_at(
        report, POLDER_INPUT, &place,
        near && n == 1 ? "there is no arm \"%s\"; did you mean \"%s\"?; the file has one arm only"
        : near         ? "there is no arm \"%s\"; did you mean \"%s\"?"
        : n == 1       ? "there is no arm \"%s\"; the file has one arm only"
                       : "there is no arm \"%s\"; there are: %s",
        name, near ? near : list);
}

/* Of several files: by its name, or as screens call it. */
static int find_arm(const polder_several_t *s, const char *name, polder_report_t *report)
{
    polder_arm_names_t called;
    for (int i = 0; i < s->n_arm; i++)
        if (strcmp(s->arm[i], name) == 0) return i;
    if (polder_arm_names_of_files(&called, s->file, s->n, s->arm, s->n_arm) < 0)
        return polder_out_of_memory(report);
    const int found = polder_arm_find_called(&called, name);
    polder_arm_names_free(&called);
    return found >= 0 ? found
                      : say_no_arm(NULL, (const char *const *)s->arm, s->n_arm, name, report);
}

int polder_compare_arm(const polder_result_t *result, const char *name, polder_report_t *report)
{
    const int n = polder_result_n_arm(result);
    const char **all = calloc((size_t)n + 1, sizeof *all);
    polder_arm_names_t called = {0};
    if (!all || polder_arm_names_read(&called, result) < 0) {
        free(all);
        return polder_out_of_memory(report);
    }
    for (int i = 0; i < n; i++) all[i] = polder_result_arm(result, i);
    int found = -1; /* a name of its own goes before what another is called */
    for (int i = 0; i < n && found < 0; i++)
        if (strcmp(all[i], name) == 0) found = i;
    if (found < 0) found = polder_arm_find_called(&called, name);
    const bool in_dutch =
        report && report->words && report->words == polder_translator(POLDER_DUTCH);
    char *const *dutch = called.in[POLDER_DUTCH];
    for (int i = 0; i < n && found < 0 && in_dutch; i++)
        if (dutch[i]) all[i] = dutch[i];
    if (found < 0) found = say_no_arm(polder_result_path(result), all, n, name, report);
    free(all);
    polder_arm_names_free(&called);
    return found;
}

static void add(polder_compare_t *c, const polder_figure_t *figure)
{
    if (c->n_figure < POLDER_MOST_FIGURES) c->figure[c->n_figure++] = *figure;
}

/* The last tick that a column depends on, if it is not about the end. */
static bool ends_by(const polder_compare_t *c, const char *name, int *by)
{
    polder_at_tick_t at;
    const polder_result_observed_t *o =
        polder_result_observed(c->result, polder_result_observed_find(c->result, name));
    if (o) *by = o->until;
    if (o || polder_walk_first(c->result, name, by)) return true;
    const bool found =
        !polder_result_field(c->result, name) && polder_at_tick_find(c->result, name, &at);
    if (found) *by = at.tick;
    return found;
}

static bool is_number(const polder_compare_t *c, const char *name)
{
    polder_at_tick_t at;
    if (polder_result_field(c->result, name) || !strpbrk(name, "=@")) return true;
    return polder_at_tick_find(c->result, name, &at) && at.track;
}

static void add_column(polder_compare_t *c, const char *name)
{
    const int there = polder_compare_figure(c, name);
    const polder_result_observed_t *o =
        polder_result_observed(c->result, polder_result_observed_find(c->result, name));
    polder_figure_t figure = {.name = name, .column = name, .wanted = true};
    figure.first = o && o->first;
    figure.kind = is_number(c, name) && !figure.first ? POLDER_NUMBER : POLDER_YES_NO;
    figure.on_the_way = ends_by(c, name, &figure.by);
    if (there >= 0)
        c->figure[there].wanted = true;
    else
        add(c, &figure);
}

/* All files have what one of them has, or they cannot be compared. */
static int in_all(const polder_compare_t *c, const char *column, bool *has, polder_report_t *report)
{
    *has = polder_walk_has(c->result, column);
    for (int i = 1; c->several && i < c->several->n; i++) {
        const polder_result_t *other = c->several->file[i];
        if (polder_walk_has(other, column) == *has) continue;
        return polder_fail_at(
            report, POLDER_INPUT,
            &(polder_place_t){.file = polder_result_path(*has ? other : c->result)},
            "there is no column %s, which %s has: they cannot be compared", column,
            polder_result_path(*has ? c->result : other));
    }
    return POLDER_OK;
}

static int add_wanted(polder_compare_t *c, const char *name, polder_report_t *report)
{
    bool has = false;
    const int code = in_all(c, name, &has, report);
    if (code < 0) return code;
    if (!has) {
        float none;
        int by;
        const polder_result_observed_t *o = polder_walk_first(c->result, name, &by);
        if (o)
            return polder_fail_at(report, POLDER_INPUT,
                                  &(polder_place_t){.file = polder_result_path(c->result)},
                                  "there is no %s: %s is observed from %d until %d", name, o->name,
                                  o->from, o->until);
        const int refused = polder_at_tick_refuse(c->result, name, report);
        if (refused < 0) return refused;
        return polder_result_read(c->result, name, 0, 0, &none, report); /* says which is near */
    }
    if (c->n_figure == POLDER_MOST_FIGURES)
        return polder_fail(report, POLDER_INPUT, "at most %d columns can be compared at once",
                           (int)POLDER_MOST_FIGURES);
    add_column(c, name);
    return POLDER_OK;
}

/* The figure, if all files have its column. Which it is, −1 if they do not. */
static int add_known(polder_compare_t *c, const polder_figure_t *figure, int *which,
                     polder_report_t *report)
{
    bool has = false;
    const int code = in_all(c, figure->column, &has, report);
    *which = code >= 0 && has && c->n_figure < POLDER_MOST_FIGURES ? c->n_figure : -1;
    if (*which >= 0) add(c, figure);
    return code;
}

/* Those by which the model judges networks: success and the other views of it, or the rest. */
static int add_measures(polder_compare_t *c, bool views, polder_report_t *report)
{
    int code = POLDER_OK;
    const polder_measure_t *m = polder_result_model(c->result)->measure;
    for (; m && m->name && code >= 0; m++) {
        int which;
        const bool success = m->kind == POLDER_MEASURE_SUCCESS;
        if (m->kind == POLDER_MEASURE_WITHIN) continue;
        if ((success || m->kind == POLDER_MEASURE_VIEW) != views) continue;
        const polder_figure_t figure = {.name = m->name,
                                        .column = polder_measure_column(m),
                                        .kind = m->kind == POLDER_MEASURE_MEAN ? POLDER_NUMBER
                                                                               : POLDER_YES_NO,
                                        .measure = m};
        code = add_known(c, &figure, &which, report);
        if (success) c->success = which;
    }
    return code;
}

/* In the order in which a user wants to know them. */
static int choose_figures(polder_compare_t *c, const polder_compare_options_t *options,
                          polder_report_t *report)
{
    static const polder_figure_t alive = {
        .name = POLDER_FIELD_ALIVE, .column = POLDER_FIELD_ALIVE, .kind = POLDER_YES_NO};
    static const polder_figure_t lasted = {
        .name = "lasted", .column = POLDER_FIELD_ENDED, .kind = POLDER_LASTED};
    static const polder_figure_t cost = {
        .name = POLDER_FIELD_COST, .column = POLDER_FIELD_COST, .kind = POLDER_NUMBER};
    c->success = c->alive = c->lasted = c->cost = -1;
    int code = add_measures(c, true, report);
    if (code >= 0) code = add_known(c, &alive, &c->alive, report);
    if (code >= 0) code = add_measures(c, false, report);
    if (code >= 0 && c->alive >= 0) code = add_known(c, &lasted, &c->lasted, report);
    if (code >= 0) code = add_known(c, &cost, &c->cost, report);
    for (int i = 0; i < options->n_column && code >= 0; i++)
        code = add_wanted(c, options->column[i], report);
    /* A model without figures of success: all that is kept of a network. */
    for (int i = 0;
         c->success < 0 && options->n_column == 0 && i < polder_result_n_column(c->result); i++)
        add_column(c, polder_result_column(c->result, i));
    return code;
}

/* What an arm of one file says to the column of a figure: "distrust" or "distrust@24". */
static polder_answers_t answers_of(const polder_result_t *result, const char *column, int arm)
{
    int tick;
    const polder_result_observed_t *o =
        polder_result_observed(result, polder_result_observed_find(result, column));
    if (!o) o = polder_walk_first(result, column, &tick);
    if (!o || polder_result_answers(result, o, arm)) return POLDER_ANSWERS;
    return o->first && polder_result_lasts(result, arm) < o->from ? POLDER_NOT_LOOKED
                                                                  : POLDER_CANNOT_ASK;
}

static int find_answers(polder_compare_t *c, polder_report_t *report)
{
    const size_t n = (size_t)c->n_figure * (size_t)c->n_arm;
    c->answers = calloc(n + 1, sizeof *c->answers);
    if (!c->answers) return polder_out_of_memory(report);
    for (int f = 0; f < c->n_figure; f++)
        for (int k = 0, file = 0, arm = 0; k < c->n_arm; k++, arm++) {
            const polder_result_t *result = c->result;
            if (c->several) {
                if (arm == polder_result_n_arm(c->several->file[file])) file++, arm = 0;
                result = c->several->file[file];
            }
            c->answers[f * c->n_arm + k] = answers_of(result, c->figure[f].column, arm);
        }
    return POLDER_OK;
}

polder_answers_t polder_compare_answers(const polder_compare_t *c, int figure, int arm)
{
    return c->answers ? c->answers[figure * c->n_arm + arm] : POLDER_ANSWERS;
}

static int open_rest(polder_compare_t *c, const polder_compare_options_t *options,
                     polder_report_t *report)
{
    int code = choose_figures(c, options, report);
    if (code >= 0) code = find_answers(c, report);
    /* Counts of the arm and of the baseline in the same pairs, what each of them adds to the
     * log-rank statistic, and the sums of each figure. */
    const size_t ticks = (size_t)polder_result_horizon(c->result) + 2;
    c->together = polder_walk_points(c->result, 32 * ticks + 432 * (size_t)c->n_figure +
                                                    80 * (size_t)c->n_arm);
    return code;
}

int polder_compare_open(polder_compare_t *c, const polder_result_t *result,
                        const polder_compare_options_t *options, polder_report_t *report)
{
    *c = (polder_compare_t){.result = result,
                            .paired = true,
                            .confidence = options->confidence > 0 ? options->confidence : 0.95,
                            .baseline = polder_result_baseline(result),
                            .n_arm = polder_result_n_arm(result),
                            .n_point = polder_result_n_point(result),
                            .replicates = polder_walk_replicates(result)};
    c->best_confidence = c->confidence;
    /* which is the best asks how all of them ended */
    c->unranked =
        options->unranked || polder_result_common(result) != polder_result_horizon(result);
    if (options->baseline) {
        c->baseline = polder_compare_arm(result, options->baseline, report);
        if (c->baseline < 0) return c->baseline;
    }
    if (c->n_arm == 1 && c->n_point == 1)
        return polder_fail_at(
            report, POLDER_INPUT, &(polder_place_t){.file = polder_result_path(result)},
            "there is one arm only, so there is nothing to compare; name a second "
            "result beside it");
    return open_rest(c, options, report);
}

int polder_compare_open_several(polder_compare_t *c, const polder_several_t *several,
                                const polder_compare_options_t *options, polder_report_t *report)
{
    *c = (polder_compare_t){.result = several->file[0],
                            .several = several,
                            .paired = several->paired,
                            .confidence = options->confidence > 0 ? options->confidence : 0.95,
                            .baseline = polder_result_baseline(several->file[0]),
                            .n_arm = several->n_arm,
                            .n_point = 1,
                            .replicates = several->replicates};
    c->unranked = options->unranked;
    c->best_confidence = c->confidence;
    if (options->baseline) {
        c->baseline = find_arm(several, options->baseline, report);
        if (c->baseline < 0) return c->baseline;
    }
    return open_rest(c, options, report);
}

bool polder_compare_apart(const polder_compare_t *c, int arm)
{
    return !c->several && c->unranked &&
           polder_result_lasts(c->result, arm) != polder_result_lasts(c->result, c->baseline);
}

void polder_compare_close(polder_compare_t *c)
{
    free(c->arm);
    free(c->value);
    free(c->answers);
    *c = (polder_compare_t){0};
}
