/* setting_words.c: see setting_words.h. */
#include "analysis/setting_words.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/about.h"
#include "analysis/handout_parts.h"
#include "document/cell.h"
#include "words/words.h"

/* For scripts/update-words: the context in which a word is translated. */
#define POLDER_TEXT_OF(context, english) english

enum { ROOM = 256, BLANK = ' ' };

/* ---- fields and values ---- */

static const polder_field_t *field_of(const polder_setting_words_t *w, const char *name)
{
    const int at = w->table && w->table->model ? polder_table_find(w->table, name) : -1;
    if (at >= 0) return w->table->field[at];
    return w->result ? polder_result_field(w->result, name) : NULL;
}

void polder_setting_words_of(polder_setting_words_t *words, polder_table_t *table,
                             const polder_result_t *result, polder_language_t language)
{
    const polder_model_t *model = polder_result_model(result);
    polder_report_t report;
    *table = (polder_table_t){0};
    *words = (polder_setting_words_t){language, table, result, model->tick};
    polder_report_init(&report);
    if (polder_model_find(model->name) && polder_table_init(table, model->name, &report) < 0)
        polder_table_free(table); /* names of fields stay as they are */
    polder_report_free(&report);
}

/* Without the id of a concept before it: "C9: regular review". */
static const char *without_id(const char *said)
{
    const char *colon = strchr(said, ':');
    const size_t id = strspn(said, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    return colon && id > 0 && said + id == colon ? colon + 1 + strspn(colon + 1, " ") : said;
}

const char *polder_setting_said(const polder_setting_words_t *w, const char *name)
{
    const polder_field_t *field = field_of(w, name);
    if (!field || !field->doc || !*field->doc) return NULL;
    return without_id(polder_handout_plain(w->language, field->doc));
}

/* Words that mean something else in other places. */
static const char *const choice[] = {
    POLDER_TEXT_OF("choice", "explore"), POLDER_TEXT_OF("choice", "share"),
    POLDER_TEXT_OF("choice", "agree"), POLDER_TEXT_OF("choice", "design"),
    POLDER_TEXT_OF("choice", "perform")};

const char *polder_setting_word(polder_language_t language, const char *word)
{
    for (size_t i = 0; i < sizeof choice / sizeof *choice; i++)
        if (strcmp(choice[i], word) == 0) return polder_text_of(language, "choice", choice[i]);
    return polder_text(language, word);
}

static bool is_number(const char *text)
{
    char *end = NULL;
    strtod(text, &end);
    return end != text && !*end;
}

void polder_setting_value(FILE *out, polder_language_t language, const char *value)
{
    char number[POLDER_CELL];
    if (!is_number(value) || strlen(value) >= sizeof number) {
        fputs(polder_setting_word(language, value), out);
        return;
    }
    snprintf(number, sizeof number, "%s", value);
    fputs(polder_cell_decimals(number, language), out);
}

bool polder_setting_put(FILE *out, const polder_setting_words_t *w, const char *name,
                        const char *value)
{
    const char *said = polder_setting_said(w, name);
    if (!said) return false;
    fprintf(out, "%s: ", said);
    polder_setting_value(out, w->language, value);
    return true;
}

/* ---- conditions ---- */

typedef enum { BELOW, AT_MOST, EQUAL, NOT_EQUAL, AT_LEAST, ABOVE, RELATIONS } relation_t;

static const char *const sign[RELATIONS] = {"<", "<=", "=", "!=", ">=", ">"};

typedef struct {
    const polder_setting_words_t *w;
    FILE *out;
    const char *at; /* what has not been read */
    bool sentence, first;
    int depth;
} reader_t;

/* Of a number: without and with a verb. */
static const char *const compared[RELATIONS][2] = {
    {POLDER_TEXT("%s below %s"), POLDER_TEXT("%s is below %s")},
    {POLDER_TEXT("%s at most %s"), POLDER_TEXT("%s is at most %s")},
    {POLDER_TEXT("%s equal to %s"), POLDER_TEXT("%s is %s")},
    {POLDER_TEXT("%s other than %s"), POLDER_TEXT("%s is not %s")},
    {POLDER_TEXT("%s at least %s"), POLDER_TEXT("%s is at least %s")},
    {POLDER_TEXT("%s above %s"), POLDER_TEXT("%s is above %s")}};

/* Of a choice, whose words have an order. */
static const char *const chosen[RELATIONS][2] = {
    {POLDER_TEXT("%s: before \"%s\""), POLDER_TEXT("%s is before \"%s\"")},
    {POLDER_TEXT("%s: \"%s\" or before"), POLDER_TEXT("%s is \"%s\" or before")},
    {POLDER_TEXT("%s: \"%s\""), POLDER_TEXT("%s is \"%s\"")},
    {POLDER_TEXT("%s: not \"%s\""), POLDER_TEXT("%s is not \"%s\"")},
    {POLDER_TEXT("%s: \"%s\" or further"), POLDER_TEXT("%s is \"%s\" or further")},
    {POLDER_TEXT("%s: past \"%s\""), POLDER_TEXT("%s is past \"%s\"")}};

static void skip_blanks(reader_t *r)
{
    r->at += strspn(r->at, " \n");
}

/* The next `n` bytes. False: there is no room for them. */
static bool take(reader_t *r, size_t n, char room[ROOM])
{
    if (n == 0 || n >= ROOM) return false;
    snprintf(room, ROOM, "%.*s", (int)n, r->at);
    r->at += n;
    skip_blanks(r);
    return true;
}

/* "1 while they quarrel", where it is 1. */
static const char *while_it_is(const char *said, relation_t relation, const char *value)
{
    const bool holds = relation == EQUAL && strcmp(value, "1") == 0;
    return holds && strncmp(said, "1 ", 2) == 0 ? said + 2 : NULL;
}

static void put_compared(const reader_t *r, const polder_field_t *field, const char *said,
                         relation_t relation, const char *value)
{
    char number[ROOM];
    const polder_language_t language = r->w->language;
    const char *as_it_is = while_it_is(said, relation, value);
    snprintf(number, sizeof number, "%s", value);
    if (as_it_is)
        fputs(as_it_is, r->out);
    else if (field->choices)
        fprintf(r->out, polder_text(language, chosen[relation][r->sentence]), said,
                polder_setting_word(language, value));
    else
        fprintf(r->out, polder_text(language, compared[relation][r->sentence]), said,
                polder_cell_decimals(number, language));
}

/* "trust.mean < 0.4", "trust[Isala, GGZ] < 0.4" */
static bool read_comparison(reader_t *r)
{
    char name[ROOM], whose[ROOM] = "", mark[ROOM], value[ROOM], said[2 * ROOM];
    if (!take(r, strcspn(r->at, " \n()<>=!&|["), name)) return false;
    if (*r->at == '[') {
        r->at++;
        if (!take(r, strcspn(r->at, "]"), whose) || *r->at != ']') return false;
        r->at++;
        skip_blanks(r);
    }
    if (!take(r, strspn(r->at, "<>=!"), mark)) return false;
    if (!take(r, strcspn(r->at, " \n()<>=!&|["), value)) return false;
    const polder_field_t *field = field_of(r->w, name);
    const char *words = polder_setting_said(r->w, name);
    int relation = 0;
    while (relation < RELATIONS && strcmp(sign[relation], mark) != 0) relation++;
    if (!field || !words || relation == RELATIONS) return false;
    snprintf(said, sizeof said, *whose ? "%.*s (%s)" : "%.*s", ROOM - 8, words, whose);
    put_compared(r, field, said, (relation_t)relation, value);
    return true;
}

/* "for 3 months", which ends the condition or a part in parentheses. */
static bool read_spell(reader_t *r)
{
    char *end = NULL, room[POLDER_TICKS];
    const long ticks = strtol(r->at, &end, 10);
    if (end == r->at || *end != ' ') return false;
    r->at = end + 1;
    r->at += strcspn(r->at, " \n()");
    skip_blanks(r);
    const char *tick = r->w->tick, *many = ticks == 1 ? tick : polder_about_many(tick, room);
    char number[24];
    snprintf(number, sizeof number, "%ld", ticks);
    fprintf(r->out, polder_text(r->w->language, " for %s %s"), number,
            polder_text(r->w->language, many));
    return true;
}

static bool begins(const reader_t *r, const char *word)
{
    const size_t n = strlen(word);
    return strncmp(r->at, word, n) == 0 && (r->at[n] == ' ' || r->at[n] == '(');
}

/* One word of ours: a sign of joining, a parenthesis, or a comparison. */
static bool read_one(reader_t *r)
{
    static const char *const joins[] = {POLDER_TEXT("and"), POLDER_TEXT("or"), POLDER_TEXT("not")};
    if (*r->at == ')') {
        fputc(')', r->out);
        r->at++;
        skip_blanks(r);
        r->first = false;
        return --r->depth >= 0;
    }
    if (begins(r, "for")) {
        r->at += strlen("for ");
        return read_spell(r);
    }
    if (!r->first) fputc(BLANK, r->out);
    r->first = *r->at == '(';
    if (*r->at == '(') {
        fputc('(', r->out);
        r->at++;
        skip_blanks(r);
        r->depth++;
        return true;
    }
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        if (!begins(r, joins[i])) continue;
        fputs(polder_text(r->w->language, joins[i]), r->out);
        r->at += strlen(joins[i]);
        skip_blanks(r);
        return true;
    }
    return read_comparison(r);
}

char *polder_setting_condition(const polder_setting_words_t *w, const char *text, bool sentence)
{
    char *words = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&words, &size);
    reader_t r = {.w = w, .out = out, .at = text, .sentence = sentence, .first = true};
    bool good = out != NULL;
    skip_blanks(&r);
    good = good && *r.at;
    while (good && *r.at) good = read_one(&r);
    if (out && fclose(out) != 0) good = false;
    if (good && r.depth == 0) return words;
    free(words);
    return NULL;
}
