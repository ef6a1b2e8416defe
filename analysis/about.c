/* about.c: see about.h. */
#include "analysis/about.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/json.h"
#include "words/words.h"

/* "shared|lead" as two texts and an empty one; NULL without memory. */
static char *split(const char *words)
{
    const size_t n = strlen(words);
    char *text = calloc(n + 2, 1);
    for (size_t i = 0; text && i < n; i++) text[i] = words[i] == '|' ? '\0' : words[i];
    return text;
}

static char *network_file(const polder_result_t *result, bool *memory)
{
    const char *text = polder_result_description(result);
    json_t *root = text ? polder_json_read(text, 0, memory) : NULL;
    const char *file = json_string_value(json_object_get(json_object_get(root, "network"), "file"));
    char *copy = file && *file ? strdup(file) : NULL;
    if (file && *file && !copy) *memory = true;
    json_decref(root);
    return copy;
}

static bool same_list(const json_t *a, const json_t *b)
{
    const json_t *one = NULL;
    size_t i = 0;
    if (json_array_size(a) != json_array_size(b)) return false;
    json_array_foreach(a, i, one)
    {
        size_t at = 0;
        while (at < json_array_size(b) && !json_equal(one, json_array_get(b, at))) at++;
        if (at == json_array_size(b)) return false;
    }
    return true;
}

/* What two arms say of their network, each or NULL; who is absent, in any order. */
static bool same_network(const json_t *a, const json_t *b)
{
    const char *key = NULL;
    json_t *part = NULL;
    json_object_foreach((json_t *)a, key, part)
    {
        const json_t *other = json_object_get(b, key);
        if (!json_equal(part, other) && !(json_is_array(part) && same_list(part, other)))
            return false;
    }
    return json_object_size(a) == json_object_size(b);
}

static const json_t *baseline_network(const json_t *root)
{
    const char *base = json_string_value(json_object_get(root, "baseline"));
    const json_t *arm = NULL;
    size_t i = 0;
    json_array_foreach(json_object_get(root, "arms"), i, arm)
    {
        const char *name = json_string_value(json_object_get(arm, "name"));
        if (name && base && strcmp(name, base) == 0) return json_object_get(arm, "network");
    }
    return NULL;
}

static bool read_names(polder_about_t *a, const polder_result_t *result)
{
    a->arm = calloc((size_t)a->n_arm + 1, sizeof *a->arm);
    a->factor = calloc((size_t)a->n_factor + 1, sizeof *a->factor);
    a->choice = calloc((size_t)a->n_factor + 1, sizeof *a->choice);
    if (!a->arm || !a->factor || !a->choice || polder_arm_names_read(&a->called, result) < 0)
        return false;
    for (int i = 0; i < a->n_arm; i++) {
        const char *name = polder_result_arm(result, i);
        a->arm[i] = name ? name : "";
    }
    for (int i = 0; i < a->n_factor; i++) {
        int length = 0;
        const char *words = polder_result_word(result, i, 0, &length);
        a->factor[i] = polder_result_factor(result, i);
        if (words && !(a->choice[i] = split(words))) return false;
    }
    return true;
}

/* Which of them: the arms of a result are those of its description, in their order. */
static bool read_other(polder_about_t *a, const polder_result_t *result, bool *memory)
{
    const char *text = polder_result_description(result);
    json_t *root = text ? polder_json_read(text, 0, memory) : NULL;
    const json_t *base = baseline_network(root), *arm = NULL;
    size_t i = 0;
    a->other = calloc((size_t)a->n_arm + 1, sizeof *a->other);
    json_array_foreach(json_object_get(root, "arms"), i, arm)
    {
        if (a->other && (int)i < a->n_arm)
            a->other[i] = !same_network(json_object_get(arm, "network"), base);
    }
    json_decref(root);
    return a->other != NULL;
}

/* Arms in whose network members or ties are other than in that of the baseline: what they are called. */
static char *other_networks(const polder_about_t *a, polder_language_t language, bool *memory)
{
    char *const *in = a->called.in[language], *names = NULL;
    for (int i = 0; i < a->n_arm; i++) {
        char *more = NULL;
        if (!a->other[i]) continue;
        if (asprintf(&more, "%s%s\"%s\"", names ? names : "", names ? ", " : "",
                     in && in[i] ? in[i] : a->arm[i]) < 0)
            more = NULL;
        *memory |= more == NULL;
        free(names);
        names = more;
    }
    return names;
}

static bool read_lasts(polder_about_t *a, const polder_result_t *result)
{
    a->lasts = calloc((size_t)a->n_arm + 1, sizeof *a->lasts);
    for (int i = 0; a->lasts && i < a->n_arm; i++) a->lasts[i] = polder_result_lasts(result, i);
    return a->lasts != NULL;
}

int polder_about_read(polder_about_t *a, const polder_result_t *result, const char *file,
                      polder_report_t *report)
{
    const polder_model_t *model = polder_result_model(result);
    const char *title = polder_result_text(result, "title");
    const char *title_nl = polder_result_text(result, "title_nl");
    *a = (polder_about_t){.file = file,
                          .title = title && *title ? title : NULL,
                          .title_nl = title_nl && *title_nl ? title_nl : NULL,
                          .model = *model->name ? model->name : "?",
                          .result = result,
                          .tick = *model->tick ? model->tick : "tick",
                          .design = polder_result_design(result),
                          .horizon = polder_result_horizon(result),
                          .year = model->year,
                          .n_point = polder_result_n_point(result),
                          .n_arm = polder_result_n_arm(result),
                          .n_factor = polder_result_n_factor(result)};
    a->common = polder_result_common(result);
    bool memory = a->common < a->horizon && !read_lasts(a, result);
    a->network_file = network_file(result, &memory);
    memory = !read_other(a, result, &memory) || memory || !read_names(a, result);
    if (!memory) {
        a->networks = other_networks(a, POLDER_ENGLISH, &memory);
        a->networks_nl = other_networks(a, POLDER_DUTCH, &memory);
    }
    if (!memory) return POLDER_OK;
    polder_about_free(a);
    return polder_out_of_memory(report);
}

int polder_about_points(polder_about_t *a, const polder_result_t *result, int first, int n,
                        polder_report_t *report)
{
    const size_t room = (size_t)n * (size_t)a->n_factor;
    double *value = realloc(a->value, (room + 1) * sizeof *value);
    if (!value) return polder_out_of_memory(report);
    a->value = value;
    a->first = first;
    return polder_result_read_points(result, first, n, value, room, report);
}

void polder_about_free(polder_about_t *a)
{
    for (int i = 0; a->choice && i < a->n_factor; i++) free(a->choice[i]);
    free(a->choice);
    free(a->network_file);
    free(a->lasts);
    free(a->other);
    free(a->networks);
    free(a->networks_nl);
    polder_arm_names_free(&a->called);
    free(a->files);
    free(a->arm);
    free(a->factor);
    free(a->value);
    *a = (polder_about_t){0};
}

void polder_about_say_lasts(polder_document_t *d, const char *tick, int n, const char *const *name,
                            const int *lasts)
{
    enum { MOST = 12 };
    const char *all = "";
    for (int i = 0; i < n && i < MOST; i++)
        all = polder_document_format(d, "%s%s\"%s\" %d", all, i > 0 ? ", " : "", name[i], lasts[i]);
    if (n > MOST) all = polder_document_format(d, "%s, …", all);
    polder_document_say(d, "Arms do not live equally long, in %s: %s.", polder_about_ticks(d, tick),
                        all);
}

void polder_about_lasts(const polder_about_t *a, polder_document_t *d)
{
    if (!a->lasts) return;
    const char **name = calloc((size_t)a->n_arm + 1, sizeof *name);
    for (int i = 0; name && i < a->n_arm; i++) name[i] = polder_about_arm(d, a, i, "-");
    if (name)
        polder_about_say_lasts(d, a->tick, a->n_arm, name, a->lasts);
    else
        polder_document_lost(d);
    free(name);
}

const char *polder_about_span(polder_document_t *d, int least, int most, const char *tick)
{
    const char *ticks = polder_about_ticks(d, tick);
    return least < most ? polder_document_text(d, "%d to %d %s", least, most, ticks)
                        : polder_document_format(d, "%d %s", most, ticks);
}

polder_datum_t polder_about_factor(const polder_about_t *a, int point, int factor)
{
    const double value = a->value[(int64_t)(point - a->first) * a->n_factor + factor];
    const char *word = a->choice ? a->choice[factor] : NULL;
    for (int i = 0; word && *word && i < (int)value; i++) word += strlen(word) + 1;
    return word && *word && value >= 0 ? polder_datum_text(word) : polder_datum(value);
}

polder_datum_t *polder_about_table(const polder_about_t *a, polder_document_t *d, const char *name,
                                   int n, const polder_head_t *head, int point)
{
    const int before = 1 + a->n_factor;
    polder_head_t *all = calloc((size_t)(before + n), sizeof *all);
    polder_datum_t *cell = calloc((size_t)(before + n), sizeof *cell);
    if (!all || !cell) {
        free(all);
        free(cell);
        polder_document_lost(d);
        return NULL;
    }
    all[0] = (polder_head_t){POLDER_IS_COUNT, .name = "point"};
    cell[0] = polder_datum_count(point);
    for (int i = 0; i < a->n_factor; i++) {
        all[1 + i] = (polder_head_t){POLDER_IS_GIVEN, .name = a->factor[i]};
        cell[1 + i] = polder_about_factor(a, point, i);
    }
    for (int i = 0; i < n; i++) all[before + i] = head[i];
    polder_document_table(d, name, before + n, all);
    free(all);
    return cell;
}

const char *polder_about_arm(const polder_document_t *d, const polder_about_t *a, int arm,
                             const char *nameless)
{
    return polder_arm_called(d, &a->called, arm, *a->arm[arm] ? a->arm[arm] : nameless);
}

const char *polder_about_networks(const polder_document_t *d, const polder_about_t *a)
{
    return d && d->language == POLDER_DUTCH ? a->networks_nl : a->networks;
}

const char *polder_about_ways(polder_document_t *d, int n)
{
    static const char *const ways[] = {
        POLDER_TEXT("Success"), POLDER_TEXT("Success"), POLDER_TEXT("Success, two ways to see it"),
        POLDER_TEXT("Success, three ways to see it"), POLDER_TEXT("Success, four ways to see it")};
    const int most = sizeof ways / sizeof *ways;
    return n < most ? polder_text(d->language, ways[n])
                    : polder_document_text(d, "Success, %d ways to see it", n);
}

const char *polder_about_file_name(const char *file, int *length)
{
    const char *slash = strrchr(file, '/');
    const char *base = slash && slash[1] ? slash + 1 : file;
    const char *dot = strrchr(base, '.');
    *length = (int)(dot && dot > base ? (size_t)(dot - base) : strlen(base));
    return base;
}

const char *polder_about_file(polder_document_t *d, const char *file)
{
    int n = 0;
    if (!file || !*file) return polder_text(d->language, "(no title)");
    const char *name = polder_about_file_name(file, &n);
    return polder_document_format(d, "%.*s", n, name);
}

const char *polder_about_title(polder_document_t *d, const polder_about_t *about)
{
    if (d->language == POLDER_DUTCH && about->title_nl) return about->title_nl;
    return about->title ? about->title : polder_about_file(d, about->file);
}

const char *polder_about_first(polder_document_t *d, const char *text)
{
    /* à to þ in UTF-8, and À: behind the same byte */
    enum { LATIN = 0xC3, FIRST_CAPITAL = 0x80, FIRST_SMALL = 0xA0, LAST_SMALL = 0xBE };
    const unsigned char lead = (unsigned char)text[0];
    const unsigned char next = (unsigned char)(lead ? text[1] : 0);
    if (lead != LATIN || next < FIRST_SMALL || next > LAST_SMALL)
        return polder_document_format(d, "%c%s", toupper(lead), lead ? text + 1 : "");
    if (strncmp(text, "éé", strlen("éé")) == 0) /* Dutch: één, Eén */
        return polder_document_format(d, "E%s", text + strlen("é"));
    return polder_document_format(d, "%c%c%s", lead, next - (FIRST_SMALL - FIRST_CAPITAL),
                                  text + 2);
}

const char *polder_about_tick(polder_document_t *d, const char *tick)
{
    return polder_text(d->language, tick);
}

const char *polder_about_many(const char *tick, char room[POLDER_TICKS])
{
    static const char *const known[][2] = {{POLDER_TEXT("month"), POLDER_TEXT("months")},
                                           {POLDER_TEXT("round"), POLDER_TEXT("rounds")},
                                           {POLDER_TEXT("tick"), POLDER_TEXT("ticks")}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i][0], tick) == 0) return known[i][1];
    snprintf(room, POLDER_TICKS, "%.*ss", POLDER_TICKS - 2, tick);
    return room;
}

const char *polder_about_ticks(polder_document_t *d, const char *tick)
{
    char room[POLDER_TICKS];
    const char *many = polder_about_many(tick, room);
    return many == room ? polder_document_format(d, "%s", room) : polder_text(d->language, many);
}
