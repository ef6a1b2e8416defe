/* lesson_page.c: the page that is filled in; see lesson.h. */
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/disk.h"
#include "io/json.h"
#include "program/lesson.h"

static const char place[] = "lesson.html";
enum { MOST_PAGE = 1 << 26 };

/* NAME="VALUE" in the second line. */
static bool read_word(const char *line, const char *name, char *value, size_t size)
{
    char wanted[32];
    snprintf(wanted, sizeof wanted, " %s=\"", name);
    const char *end = strchr(line, '\n'), *at = strstr(line, wanted);
    if (!end || !at || at > end) return false;
    at += strlen(wanted);
    const size_t length = strcspn(at, "\"\n");
    if (length >= size || at[length] != '"') return false;
    memcpy(value, at, length);
    value[length] = '\0';
    return true;
}

/* In the project that was built, or installed beside the scenarios; in this order, because in a
 * project the page of a lesson that somebody made may stand beside the scenarios. */
static char *find_page(const char *folder, char *path, size_t size, size_t *length)
{
    static const char *const beside[] = {"/../web/dist/", "/../"};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        const int n = snprintf(path, size, "%s%s%s", folder, beside[i], place);
        char *text = n > 0 && (size_t)n < size ? polder_disk_read(path, MOST_PAGE, length) : NULL;
        if (text) return text;
    }
    return NULL;
}

int polder_page_read(polder_page_t *page, const char *folder, polder_report_t *report)
{
    char path[PATH_MAX] = "";
    *page = (polder_page_t){0};
    if (folder) page->text = find_page(folder, path, sizeof path, &page->length);
    if (!page->text)
        return polder_fail(report, POLDER_FILE,
                           "the page %s is not there: it is installed beside the scenarios", place);
    const char *line = strchr(page->text, '\n');
    if (line && read_word(line + 1, "model", page->model, sizeof page->model) &&
        read_word(line + 1, "population", page->population, sizeof page->population) &&
        read_word(line + 1, "hand", page->hand, sizeof page->hand) &&
        strstr(page->text, "{{data}}"))
        return 0;
    polder_page_free(page);
    return polder_fail_at(report, POLDER_FILE, &(polder_place_t){.file = path, .line = 2},
                          "this is not the page of a lesson");
}

void polder_page_free(polder_page_t *page)
{
    free(page->text);
    *page = (polder_page_t){0};
}

/* As text in HTML, or as JSON in a script: "<" and "&" could end either. */
static void put_safe(FILE *out, const char *text, bool json)
{
    for (const char *c = text; *c; c++) {
        const bool odd = *c == '<' || *c == '>' || *c == '&' || (!json && *c == '"');
        if (!odd)
            putc(*c, out);
        else if (json)
            fprintf(out, "\\u%04x", (unsigned)*c);
        else
            fprintf(out, "&#%u;", (unsigned)*c);
    }
}

static void put_words(FILE *out, const json_t *cause, const char *key, const char *language)
{
    const char *text = json_string_value(json_object_get(json_object_get(cause, key), language));
    put_safe(out, text ? text : "", false);
}

/* What each cause sounds like, what lies below it, and a way out: for whom no script runs. */
static void put_cards(FILE *out, const json_t *data, const char *language)
{
    const json_t *causes = json_object_get(data, "causes");
    fputs("<ol>", out);
    for (size_t i = 0; i < json_array_size(causes); i++) {
        const json_t *cause = json_array_get(causes, i);
        fputs("<li><b>", out);
        put_words(out, cause, "symptom", language);
        fputs("</b> ", out);
        put_words(out, cause, "problem", language);
        fputs(" – ", out);
        put_words(out, cause, "wayOut", language);
        fputs("</li>", out);
    }
    fputs("</ol>", out);
}

typedef struct {
    const char *language, *title;
    const json_t *data;
    char *json; /* the data as text */
} filling_t;

/* What stands in the place of a blank; false: it is none. */
static bool put_blank(FILE *out, const char *name, size_t length, const filling_t *with)
{
    const char *const blank[] = {"lang", "title", "data", "cards"};
    size_t i = 0;
    while (i < 4 && (strlen(blank[i]) != length || memcmp(name, blank[i], length) != 0)) i++;
    if (i == 0) fputs(with->language, out);
    if (i == 1) put_safe(out, with->title, false);
    if (i == 2) put_safe(out, with->json, true);
    if (i == 3) put_cards(out, with->data, with->language);
    return i < 4;
}

char *polder_page_fill(const polder_page_t *page, const char *language, const char *title,
                       const json_t *data)
{
    filling_t with = {.language = language, .title = title, .data = data};
    char *whole = NULL;
    with.json = polder_json_dumps(data, JSON_COMPACT | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(15));
    size_t length = 0;
    FILE *out = with.json ? open_memstream(&whole, &length) : NULL;
    const char *from = page->text;
    for (const char *at = out ? strstr(from, "{{") : NULL; at; at = strstr(from, "{{")) {
        const char *end = strstr(at, "}}");
        fwrite(from, 1, (size_t)(at - from), out);
        from = at + 2;
        if (end && put_blank(out, from, (size_t)(end - from), &with))
            from = end + 2;
        else
            fputs("{{", out);
    }
    if (out) fputs(from, out);
    free(with.json);
    if (out && fclose(out) != 0) {
        free(whole);
        whole = NULL;
    }
    return whole;
}
