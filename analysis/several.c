/* several.c: see several.h. */
#include "analysis/several.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/about.h"
#include "analysis/walk.h"
#include "scenario/key.h"
#include "words/words.h"

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The name of a file without folder and suffix, unless another one is called the same. */
static char *file_name(const polder_several_t *s, int file)
{
    const char *path = polder_result_path(s->file[file]), *base = base_name(path);
    for (int i = 0; i < s->n; i++)
        if (i != file && strcmp(base_name(polder_result_path(s->file[i])), base) == 0)
            return strdup(path);
    const char *dot = strrchr(base, '.');
    return dot && dot != base ? strndup(base, (size_t)(dot - base)) : strdup(base);
}

static int add_names(polder_several_t *s, polder_report_t *report)
{
    for (int i = 0; i < s->n; i++) s->n_arm += polder_result_n_arm(s->file[i]);
    s->arm = calloc((size_t)s->n_arm, sizeof *s->arm);
    s->futures = calloc((size_t)s->n_arm, sizeof *s->futures);
    if (!s->arm || !s->futures) return polder_out_of_memory(report);
    for (int i = 0, k = 0; i < s->n; i++) {
        const int n = polder_result_n_arm(s->file[i]);
        char *name = file_name(s, i);
        for (int arm = 0; arm < n; arm++) s->futures[k + arm] = polder_result_futures(s->file[i]);
        for (int arm = 0; arm < n && name; arm++, k++)
            if (n == 1)
                s->arm[k] = strdup(name);
            else if (asprintf(&s->arm[k], "%s: %s", name, polder_result_arm(s->file[i], arm)) < 0)
                s->arm[k] = NULL;
        free(name);
    }
    for (int k = 0; k < s->n_arm; k++)
        if (!s->arm[k]) return polder_out_of_memory(report);
    return POLDER_OK;
}

static json_t *description(const polder_result_t *result)
{
    const char *text = polder_result_description(result);
    return text ? json_loads(text, 0, NULL) : NULL;
}

/* Two texts of one experiment have the same keys. */
static bool alike(const json_t *a, const json_t *b)
{
    return (!a && !b) || json_equal(a, b);
}

/* What decides which networks there are, as far as it differs: its name, or NULL. */
static const char *other_network(const json_t *a, const json_t *b, char *name, size_t size)
{
    static const char before[] = "network.";
    const char *key = NULL;
    json_t *value = NULL, *network = json_object_get(a, "network");
    const json_t *other = json_object_get(b, "network");
    if (!alike(json_object_get(network, "hash"), json_object_get(other, "hash")))
        return POLDER_TEXT("the network file");
    json_object_foreach(network, key, value)
    {
        if (polder_key_find(&polder_network_keys, key)) continue; /* of a file, so in the hash */
        snprintf(name, size, "%s%.100s", before, key);
        if (!alike(value, json_object_get(other, key))) return name;
    }
    /* Before a text was a scenario all parameters stood together. */
    network = json_object_get(a, "parameters");
    other = json_object_get(b, "parameters");
    if (!network != !other) return POLDER_TEXT("how they were described");
    json_object_foreach(network, key,
                        value) if (strncmp(key, before, sizeof before - 1) == 0 &&
                                   !json_equal(value, json_object_get(other, key))) return key;
    return NULL;
}

static json_int_t futures_of(const json_t *experiment)
{
    const json_int_t n = json_integer_value(json_object_get(experiment, "futures"));
    return n > 1 ? n : 1;
}

/* Of each case. */
static json_int_t networks_of(const json_t *experiment)
{
    const json_t *foundings = json_object_get(experiment, "foundings");
    return foundings ? json_integer_value(foundings) * futures_of(experiment)
                     : json_integer_value(json_object_get(experiment, "replicates"));
}

static char *why_not_paired(polder_language_t l, const json_t *a, const json_t *b)
{
    char *why = NULL;
    const json_int_t seed[2] = {json_integer_value(json_object_get(a, "seed")),
                                json_integer_value(json_object_get(b, "seed"))};
    const json_int_t n[2] = {networks_of(a), networks_of(b)};
    const json_int_t m[2] = {futures_of(a), futures_of(b)};
    const json_int_t first[2] = {json_integer_value(json_object_get(a, "first_founding")),
                                 json_integer_value(json_object_get(b, "first_founding"))};
    char name[120];
    const char *network = other_network(a, b, name, sizeof name);
    int length = 0;
    if (seed[0] != seed[1])
        length = asprintf(&why, polder_text(l, "their seeds differ (%lld and %lld)"),
                          (long long)seed[0], (long long)seed[1]);
    else if (n[0] != n[1])
        length = asprintf(&why, polder_text(l, "one has %lld networks in each arm, the other %lld"),
                          (long long)n[0], (long long)n[1]);
    else if (m[0] != m[1])
        length =
            asprintf(&why, polder_text(l, "one has %lld futures of each founding, the other %lld"),
                     (long long)m[0], (long long)m[1]);
    else if (first[0] != first[1])
        length = asprintf(&why, polder_text(l, "one begins at founding %lld, the other at %lld"),
                          (long long)first[0], (long long)first[1]);
    else if (network)
        length =
            asprintf(&why, polder_text(l, "their networks are made in another way (%s differs)"),
                     polder_text(l, network));
    return length < 0 ? NULL : why;
}

static const char *text_or(const polder_result_t *result, const char *name, const char *other)
{
    const char *text = polder_result_text(result, name);
    return text && *text ? text : other;
}

static char *other_code(polder_language_t l, const polder_result_t *a, const polder_result_t *b)
{
    const char *old = polder_text(l, "not known");
    const char *code[2] = {text_or(a, "polder_fingerprint", old),
                           text_or(b, "polder_fingerprint", old)};
    char *text = NULL;
    if (strcmp(code[0], code[1]) == 0) return NULL;
    if (asprintf(&text,
                 polder_text(l, "%s was made by polder %s (code %s), %s by polder %s (code %s): "
                                "what differs may come from the program"),
                 base_name(polder_result_path(a)), text_or(a, "polder_version", "?"), code[0],
                 base_name(polder_result_path(b)), text_or(b, "polder_version", "?"), code[1]) < 0)
        return NULL;
    return text;
}

/* One file with the first one: how networks ended has to mean the same in both. */
static int check_end(const polder_result_t *a, const polder_result_t *b, polder_report_t *report)
{
    const polder_place_t place = {.file = polder_result_path(b)};
    char ticks[POLDER_TICKS];
    if (polder_result_horizon(a) != polder_result_horizon(b))
        return polder_fail_at(
            report, POLDER_INPUT, &place,
            "this runs for %d %s, %s for %d: how networks ended cannot be compared",
            polder_result_horizon(b),
            polder_report_text(report, polder_about_many(text_or(b, "tick", "tick"), ticks)),
            polder_result_path(a), polder_result_horizon(a));
    if (polder_result_common(b) != polder_result_horizon(b))
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "its arms do not live equally long: polder compare takes it alone");
    return POLDER_OK;
}

static int check(polder_several_t *s, int i, const json_t *first, const json_t *other,
                 polder_report_t *report)
{
    const polder_result_t *a = s->file[0], *b = s->file[i];
    const polder_place_t place = {.file = polder_result_path(b)};
    if (polder_result_n_point(b) > 1)
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "this is the result of a design: polder compare takes it alone, "
                              "point by point");
    for (int k = 0; k < i; k++)
        if (strcmp(polder_result_path(s->file[k]), polder_result_path(b)) == 0)
            return polder_fail_at(report, POLDER_INPUT, &place, "this file is named twice");
    if (!json_equal(json_object_get(first, "model"), json_object_get(other, "model")))
        return polder_fail_at(report, POLDER_INPUT, &place, "this is of model %s, %s of model %s",
                              text_or(b, "model", "?"), polder_result_path(a),
                              text_or(a, "model", "?"));
    const int code = check_end(a, b, report);
    if (i == 0 || code < 0) return code;
    for (polder_language_t l = 0; l < POLDER_LANGUAGES; l++) {
        if (!s->why[l]) s->why[l] = why_not_paired(l, first, other);
        if (!s->code[l]) s->code[l] = other_code(l, a, b);
    }
    return POLDER_OK;
}

int polder_several_make(polder_several_t *s, const polder_result_t *const *file, int n,
                        polder_report_t *report)
{
    int code = POLDER_OK;
    *s = (polder_several_t){.n = n};
    for (int i = 0; i < n; i++) s->file[i] = file[i];
    json_t *first = description(file[0]);
    for (int i = 0; i < n && code >= 0; i++) {
        json_t *other = description(file[i]);
        const int64_t replicates = polder_walk_replicates(file[i]);
        code = check(s, i, first, other, report);
        s->replicates = replicates > s->replicates ? replicates : s->replicates;
        json_decref(other);
    }
    json_decref(first);
    s->paired = !s->why[POLDER_ENGLISH];
    if (code >= 0) code = add_names(s, report);
    if (code < 0) polder_several_free(s);
    return code;
}

bool polder_several_alike(const polder_several_t *s)
{
    bool alike = true, futures = false;
    for (int i = 0; i < s->n; i++) {
        futures |= polder_result_futures(s->file[i]) > 1;
        alike &= polder_result_futures(s->file[i]) == polder_result_futures(s->file[0]) &&
                 polder_walk_replicates(s->file[i]) == polder_walk_replicates(s->file[0]);
    }
    return alike || !futures;
}

void polder_several_free(polder_several_t *s)
{
    for (int i = 0; s->arm && i < s->n_arm; i++) free(s->arm[i]);
    free(s->arm);
    free(s->futures);
    for (int l = 0; l < POLDER_LANGUAGES; l++) {
        free(s->why[l]);
        free(s->code[l]);
    }
    *s = (polder_several_t){0};
}
