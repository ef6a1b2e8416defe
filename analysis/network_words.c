/* network_words.c: see network_words.h. */
#include "analysis/network_words.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
