/* network_words.c: see network_words.h. */
#include "analysis/network_words.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/cell.h"
#include "kernel/utf8.h"
#include "words/words.h"

typedef struct {
    polder_language_t language;
    const json_t *read;
    FILE *to;
} words_t;

static long long number(const words_t *w, const char *key)
{
    return (long long)json_integer_value(json_object_get(w->read, key));
}

static bool is(const words_t *w, const char *key)
{
    return json_is_true(json_object_get(w->read, key));
}

/* `one` or `many` with how many there are. */
static void count(const words_t *w, const char *one, const char *many, long long n)
{
    fprintf(w->to, polder_text_count(w->language, one, many, (unsigned long)n), n);
}

static const char *from_of(const json_t *name)
{
    const char *from = json_string_value(json_object_get(name, "from"));
    return from ? from : "?";
}

static void say_names(const words_t *w)
{
    const json_t *names = json_object_get(w->read, "names"), *name = NULL;
    const size_t n = json_array_size(names);
    size_t i = 0;
    const char *only = n == 1 ? from_of(json_array_get(names, 0)) : "";
    if (strcmp(only, "id") == 0) return; /* ids are names where there are no others */
    json_array_foreach(names, i, name)
    {
        fputs(i == 0 ? polder_text(w->language, " (names from ") : ", ", w->to);
        fputs(from_of(name), w->to);
        if (n > 1)
            fprintf(w->to, " (%lld)",
                    (long long)json_integer_value(json_object_get(name, "organisations")));
    }
    if (n > 0) putc(')', w->to);
}

static const char *direction(const words_t *w, bool undirected)
{
    const long long directed = number(w, "directed_records");
    const long long others = number(w, "records") - number(w, "ties_left_out") - directed;
    if (is(w, "named_once"))
        return polder_text(w->language, "undirected because each is named once");
    if (directed && undirected) return polder_text(w->language, "taken for undirected");
    if (directed && others) return polder_text(w->language, "some directed");
    return directed ? polder_text(w->language, "directed") : polder_text(w->language, "undirected");
}

static void say_ties(const words_t *w, bool undirected)
{
    const long long ties = number(w, "ties"), records = number(w, "records");
    const long long one_sided = number(w, "one_sided"), alone = number(w, "without_ties");
    fputs(", ", w->to);
    count(w, "%lld tie", "%lld ties", ties);
    if (records != ties) count(w, " from %lld record", " from %lld records", records);
    if (records) fprintf(w->to, ", %s", direction(w, undirected));
    if (one_sided && is(w, "one_sided_kept"))
        count(w, ", %lld reported by one side", ", %lld reported by one side", one_sided);
    else if (one_sided)
        count(w, ", %lld more reported by one side left out",
              ", %lld more reported by one side left out", one_sided);
    count(w, ", %lld component", ", %lld components", number(w, "components"));
    if (alone) count(w, ", %lld without ties", ", %lld without ties", alone);
}

/* ---- what else the reader said, in English (graph/facts.c, scenario/scenario_facts.c) ---- */

static const char *value(const words_t *w, char text[POLDER_CELL], double x)
{
    snprintf(text, POLDER_CELL, "%g", x);
    return polder_cell_decimals(text, w->language);
}

/* "capacity (3 of 5, 0,3–2,2)" */
static void say_attribute(const words_t *w, const char *name, const json_t *one)
{
    enum { LONG = 60 };
    char low[POLDER_CELL], high[POLDER_CELL];
    const size_t length = strlen(name), n = polder_utf8_cut(name, length, LONG);
    const long long known = json_integer_value(json_object_get(one, "known")),
                    of = json_integer_value(json_object_get(one, "of"));
    const json_t *least = json_object_get(one, "min");
    const double a = json_number_value(least), b = json_number_value(json_object_get(one, "max"));
    fprintf(w->to, "%.*s%s (", (int)n, name, n < length ? "…" : "");
    if (known < of) fprintf(w->to, polder_text(w->language, "%lld of %lld"), known, of);
    if (known > 0 && known < of) fputs(", ", w->to);
    if (known > 0 && !json_is_number(least)) fputs(polder_text(w->language, "text"), w->to);
    if (known > 0 && json_is_number(least) && a == b) fputs(value(w, low, a), w->to);
    if (known > 0 && json_is_number(least) && a != b)
        fprintf(w->to, a < 0 ? polder_text(w->language, "%s to %s") : "%s–%s", value(w, low, a),
                value(w, high, b));
    putc(')', w->to);
}

static bool is_name(const words_t *w, const char *attribute)
{
    const json_t *name = NULL;
    size_t i = 0;
    bool found = strcmp(attribute, "id") == 0;
    json_array_foreach(json_object_get(w->read, "names"), i, name)
    {
        found |= strcmp(from_of(name), attribute) == 0;
    }
    return found;
}

/* As many as the English part has, which says how many more there are. */
static void say_attributes(const words_t *w, bool ties, const char *part, int *said)
{
    enum { MOST = 12 };
    const json_t *one = NULL;
    size_t i = 0;
    int more = 0, n = 0;
    fputs(ties ? polder_text(w->language, "attributes of ties: ")
               : polder_text(w->language, "attributes of organisations: "),
          w->to);
    json_array_foreach(json_object_get(w->read, "attributes"), i, one)
    {
        const char *name = json_string_value(json_object_get(one, "name"));
        const char *level = json_string_value(json_object_get(one, "level"));
        if (!name || !level || ties != (strcmp(level, "tie") == 0)) continue;
        if ((!ties && is_name(w, name)) || ++*said > MOST) continue;
        if (n++ > 0) fputs(", ", w->to);
        say_attribute(w, name, one);
    }
    const char *end = strstr(part, ") and ");
    while (end && strstr(end + 1, ") and ")) end = strstr(end + 1, ") and ");
    if (end && sscanf(end, ") and %d more", &more) == 1)
        fprintf(w->to, polder_text(w->language, " and %d more"), more);
}

/* "scale: range makes 'known' 2 to 5 asymmetry 0.8 to 0.4". False: it is no such part. */
static bool say_scale(const words_t *w, const char *part)
{
    static const char begin[] = "scale: range makes '";
    char a[POLDER_CELL], b[POLDER_CELL], c[POLDER_CELL], e[POLDER_CELL], field[POLDER_CELL];
    double low, high, from, to;
    const char *name = part + sizeof begin - 1, *end = strrchr(part, '\'');
    if (strncmp(part, begin, sizeof begin - 1) != 0 || end < name) return false;
    if (sscanf(end + 1, "%lf to %lf %127s %lf to %lf", &low, &high, field, &from, &to) != 5)
        return false;
    fprintf(w->to, polder_text(w->language, "scale: range makes '%.*s' %s to %s %s %s to %s"),
            (int)(end - name), name, value(w, a, low), value(w, b, high), field, value(w, c, from),
            value(w, e, to));
    return true;
}

/* All parts behind the first. */
static void say_rest(const words_t *w)
{
    const char *said = json_string_value(json_object_get(w->read, "text"));
    char *text = said ? strdup(said) : NULL, *part = text ? strstr(text, "; ") : NULL;
    int n = 0;
    for (char *next; part; part = next) {
        part += strlen("; ");
        next = strstr(part, "; ");
        if (next) *next = '\0';
        fputs("; ", w->to);
        const bool ties = strncmp(part, "attributes of ties: ", 20) == 0;
        if (ties || strncmp(part, "attributes of organisations: ", 29) == 0)
            say_attributes(w, ties, part, &n);
        else if (!say_scale(w, part))
            fputs(part, w->to);
    }
    free(text);
}

char *polder_network_words(polder_language_t language, const json_t *network)
{
    const char *ties = json_string_value(json_object_get(network, "ties"));
    char *text = NULL;
    size_t size = 0;
    words_t w = {.language = language, .read = json_object_get(network, "read")};
    if (!w.read) return NULL;
    w.to = open_memstream(&text, &size);
    if (!w.to) return NULL;
    count(&w, "%lld organisation", "%lld organisations", number(&w, "organisations"));
    say_names(&w);
    say_ties(&w, ties && strcmp(ties, "undirected") == 0);
    say_rest(&w);
    if (fclose(w.to) == 0) return text;
    free(text);
    return NULL;
}

/* ---- what is missing ---- */

/* Of that name and level: "organisation" or "tie". */
static const json_t *attribute_of(const words_t *w, const char *level, const char *name)
{
    const json_t *all = json_object_get(w->read, "attributes"), *one = NULL;
    size_t i = 0;
    json_array_foreach(all, i, one)
    {
        const char *is_name = json_string_value(json_object_get(one, "name"));
        const char *is_level = json_string_value(json_object_get(one, "level"));
        if (is_name && is_level && strcmp(is_name, name) == 0 && strcmp(is_level, level) == 0)
            return one;
    }
    return NULL;
}

/* Adds those of a section of the scenario that are not known of all. How many it takes. */
static int say_unknown(const words_t *w, const json_t *section, const char *level, int *told)
{
    const char *key = NULL;
    json_t *mapping = NULL;
    int n = 0;
    json_object_foreach((json_t *)section, key, mapping)
    {
        const char *name = json_string_value(json_object_get(mapping, "attribute"));
        const json_t *one = name ? attribute_of(w, level, name) : NULL;
        const long long known = json_integer_value(json_object_get(one, "known")),
                        of = json_integer_value(json_object_get(one, "of"));
        n += name != NULL;
        if (!one || known >= of) continue;
        fputs((*told)++ ? "; " : polder_text(w->language, "Filled in: "), w->to);
        fprintf(w->to, polder_text(w->language, "%s for %lld of %lld"), name, known, of);
    }
    return n;
}

static void say_gaps(const words_t *w, const json_t *network)
{
    int told = 0;
    const int taken =
        say_unknown(w, json_object_get(network, "organisations"), "organisation", &told) +
        say_unknown(w, json_object_get(network, "relations"), "tie", &told);
    const long long one_sided = is(w, "named_once") ? 0 : number(w, "one_sided");
    if (told) fputs(polder_text(w->language, "; what is missing was drawn by lot."), w->to);
    if (taken == 0)
        fputs(polder_text(w->language, "Nothing is known of its members but who is tied to whom."),
              w->to);
    if (one_sided && (told || taken == 0)) putc(' ', w->to);
    if (one_sided && is(w, "one_sided_kept"))
        count(w, "Of %lld tie one side alone was filled in.",
              "Of %lld ties one side alone was filled in.", one_sided);
    else if (one_sided)
        count(w, "%lld tie that one side alone reported was left out.",
              "%lld ties that one side alone reported were left out.", one_sided);
}

char *polder_network_gaps(polder_language_t language, const json_t *network)
{
    char *text = NULL;
    size_t size = 0;
    words_t w = {.language = language, .read = json_object_get(network, "read")};
    if (!w.read) return NULL;
    w.to = open_memstream(&text, &size);
    if (!w.to) return NULL;
    say_gaps(&w, network);
    if (fclose(w.to) == 0) return text;
    free(text);
    return NULL;
}
