/* condition.c: what an intervention waits for or whom it is for. See loader.h.
 *
 *     condition   either [for N months]
 *     either      both {or both}
 *     both        part {and part}
 *     part        {not} comparison | {not} ( condition )
 *     comparison  FIELD SIGN VALUE | FIELD[NAME] SIGN VALUE | FIELD[NAME, NAME] SIGN VALUE
 *
 * A NAME with a comma or a ] in it stands in double quotes, in which two of them are one.
 *
 * So "not" binds closer than "and", and "and" closer than "or"; "for N months" is about all that
 * stands before it, up to the beginning or the parenthesis. It becomes a list of steps, each
 * after what it is about (polder_condition_t), which is short and quick to go through every tick.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "experiment/number.h"
#include "scenario/loader.h"

enum { DEEPEST = 8, MOST_COMPARISONS = 32, MOST_STEPS = 128 };

static const char *const sign[] = {
#define SIGN(id, text) text,
    POLDER_RELATIONS(SIGN)
#undef SIGN
};

typedef struct {
    polder_loader_t *r;
    const polder_yaml_node_t *node;
    const char *what;
    bool of_network;
    bool exact; /* the text stands in the file as it is here: places can be told */
    const char *at;
    char text[200];          /* the word that is being read; "" at the end */
    polder_yaml_node_t word; /* the same, at its place */
    int depth, n_comparison;
    polder_condition_t *c;
} parse_t;

static bool both_or_either(parse_t *p);
static bool condition(parse_t *p);

/* ---- words ---- */

static bool is(const parse_t *p, const char *word)
{
    return strcmp(p->text, word) == 0;
}

/* Signs of other languages, and capitals: which word of ours it is, or NULL. */
static const char *ours(const char *text)
{
    static const char *const other[][2] = {{"&&", "and"}, {"&", "and"},   {"||", "or"},
                                           {"|", "or"},   {"!", "not"},   {"and", "and"},
                                           {"or", "or"},  {"not", "not"}, {"for", "for"}};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (strcasecmp(text, other[i][0]) == 0 && strcmp(text, other[i][1]) != 0)
            return other[i][1];
    return NULL;
}

/* Bytes of what stands between [ or a comma and the next comma, ] or the end: a name, perhaps in
 * quotes, and blanks. */
static size_t name_length(const char *s)
{
    size_t n = strspn(s, " \n");
    while (s[n] == '"') { /* behind a closing quote another one opens the rest of the name */
        n += 1 + strcspn(s + n + 1, "\"");
        n += s[n] == '"';
    }
    return n + strcspn(s + n, ",]");
}

/* Bytes of the names in [ ] at `s`, without the ] that closes them if there is one. */
static size_t names_length(const char *s)
{
    size_t n = 0;
    do n += 1 + name_length(s + n + 1);
    while (s[n] == ',');
    return n;
}

/* Bytes of the word at `s`: a parenthesis, signs, or what stands between those and blanks. */
static size_t word_length(const char *s)
{
    if (*s == '(' || *s == ')') return 1;
    size_t n = strspn(s, "&|");
    if (n == 0 && (n = strspn(s, "<>=!")) == 0) n = strcspn(s, " \n()<>=!&|[");
    if (s[n] == '[') {
        n += names_length(s + n);
        n += s[n] == ']';
    }
    return n;
}

/* Takes up the next word. False: it is one of another language. */
static bool advance(parse_t *p)
{
    const char *s = p->at + strspn(p->at, " \n");
    size_t n = word_length(s);
    if (n >= sizeof p->text) n = sizeof p->text - 1;
    memcpy(p->text, s, n);
    p->text[n] = '\0';
    p->at = s + n;
    const size_t from = p->node->begin + p->node->quoted + (size_t)(s - p->node->text);
    p->word = (polder_yaml_node_t){.text = p->text, .begin = from, .end = from + n, .weight = 1};
    if (!p->exact) {
        p->word.begin = p->node->begin;
        p->word.end = p->node->end;
    }
    const char *word = ours(p->text);
    if (!word) return true;
    polder_loader_problem(p->r, &p->word,
                          p->text[0] >= 'A' && p->text[0] <= 'Z'
                              ? "%s: write %s, in lower case, instead of \"%s\""
                              : "%s: write %s instead of \"%s\"",
                          p->what, word, p->text);
    return false;
}

static bool not_a_condition(const parse_t *p)
{
    polder_loader_problem(p->r, p->node,
                          "%s: \"%.80s\" is not a condition, which looks like trust.mean < 0.4 for "
                          "3 months, or trust.mean < 0.4 and momentum < 0.3",
                          p->what, p->node->text);
    return false;
}

static bool problem(const parse_t *p, const char *why)
{
    polder_loader_problem(p->r, &p->word, "%s: %s", p->what, polder_report_text(p->r->report, why));
    return false;
}

static bool add(parse_t *p, polder_step_t step)
{
    polder_condition_t *c = p->c;
    if (c->n_step == MOST_STEPS) return problem(p, "this condition is too long");
    c->step[c->n_step++] = step;
    return true;
}

/* ---- comparisons ---- */

/* What evolves can be waited for: a state or an observable. */
static void unknown_field(const parse_t *p)
{
    const polder_table_t *table = &p->r->x->table;
    const char **name = calloc((size_t)table->n_field, sizeof *name);
    size_t n = 0;
    for (int f = 0; name && f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        if (field->role != POLDER_STATE && field->role != POLDER_OBSERVABLE) continue;
        if ((field->level == POLDER_NETWORK) == p->of_network) name[n++] = field->name;
    }
    const char *near = name ? polder_nearest(p->text, name, n) : NULL;
    polder_loader_unknown(p->r, &p->word, "field", p->text, &near, near != NULL);
    free(name);
}

/* A name of [ ] as it stands, ended: without blanks around it and without its quotes. NULL: more
 * stands after the closing quote. */
static char *bare(char *name)
{
    name += strspn(name, " \n");
    for (size_t n = strlen(name); n > 0 && strchr(" \n", name[n - 1]); n--) name[n - 1] = '\0';
    if (*name != '"') return name;
    char *to = name, *from = name + 1;
    for (; *from && (*from != '"' || *++from == '"'); from++) *to++ = *from;
    if (*from) return NULL;
    *to = '\0';
    return name;
}

/* "trust[Isala, GGZ]": whose number it is, after the name of the field, which is left in p->text.
 */
static bool whose(parse_t *p, int *who)
{
    char *open = strchr(p->text, '[');
    *who = 0;
    if (!open) return true;
    const char *end = open + names_length(open);
    if (*end != ']') return problem(p, "this [ is not closed");
    const int group = polder_loader_group(p->r);
    *open = '\0';
    for (char *at = open; group >= 0 && at < end;) {
        char *name = at + 1;
        at = name + name_length(name);
        *at = '\0';
        name = bare(name);
        if (!name) return problem(p, "expected a comma or ] after the closing quote of a name");
        if (!*name) return problem(p, "a name is missing in [ ]");
        if (!polder_loader_group_add(p->r, &p->word, name, group)) return false;
    }
    *who = group + 1;
    return group >= 0;
}

/* One name for a number of members, two for one of ties. */
static bool fits(const parse_t *p, const polder_field_t *field, int who)
{
    const int n = p->r->x->group[who - 1].n;
    const int wanted = field->level == POLDER_ORGANISATION ? 1 : field->level == POLDER_ARC ? 2 : 0;
    if (n == wanted) return true;
    polder_loader_problem(
        p->r, &p->word,
        wanted == 0   ? "%s: %s is of level %s: it takes no name in [ ], not %d"
        : wanted == 1 ? "%s: %s is of level %s: it takes one name in [ ], not %d"
                      : "%s: %s is of level %s: it takes two names in [ ], not %d",
        p->what, field->name,
        polder_report_text_of(p->r->report, "level", polder_level_name(field->level)), n);
    return false;
}

static bool field_of(parse_t *p, int *field, int *who)
{
    const polder_table_t *table = &p->r->x->table;
    double number = 0;
    if (!whose(p, who)) return false;
    if (!polder_number_read(p->text, &number))
        return problem(p, "the field comes first and the number after the sign, as in "
                          "trust.mean < 0.4");
    const int f = polder_table_find(table, p->text);
    if (f < 0) {
        unknown_field(p);
        return false;
    }
    *field = f;
    const polder_field_t *found = table->field[f];
    if (found->role == POLDER_PARAMETER || found->role == POLDER_LEVER ||
        found->role == POLDER_PLANNED)
        polder_loader_problem(
            p->r, &p->word, "%s: %s is a %s: it does not change by itself", p->what, p->text,
            polder_report_text_of(p->r->report, "role", polder_role_name(found->role)));
    else if (*who > 0)
        return fits(p, found, *who);
    else if ((found->level == POLDER_NETWORK) != p->of_network)
        polder_loader_problem(
            p->r, &p->word,
            p->of_network ? "%s: %s is of level %s; this needs one of level network"
                          : "%s: %s is of level %s; this needs one of level organisation or arc",
            p->what, p->text,
            polder_report_text_of(p->r->report, "level", polder_level_name(found->level)));
    else if (p->of_network && table->part[table->owner[f]] == &polder_part_engine_metrics)
        polder_loader_problem(
            p->r, &p->word,
            "%s: %s changes while a network runs, and is measured only when it is recorded: a "
            "condition can go by initial.%s, which is what it was at the founding",
            p->what, p->text, p->text);
    else
        return true;
    return false;
}

static bool relation_of(const parse_t *p, polder_relation_t *relation)
{
    for (int i = 0; i < (int)(sizeof sign / sizeof *sign); i++)
        if (is(p, sign[i])) {
            *relation = (polder_relation_t)i;
            return true;
        }
    *relation = POLDER_IS_EQUAL;
    return is(p, "==") ? true : not_a_condition(p);
}

static bool value_of(const parse_t *p, const polder_field_t *field, float *number)
{
    polder_value_t value = {0};
    const size_t n = strlen(p->text);
    if (n == 0 || strspn(p->text, "()<>=!") == n) return not_a_condition(p);
    if (p->text[n - 1] == ',' || p->text[n - 1] == ';')
        return problem(p, "write and, or, between two comparisons");
    if (!polder_loader_value(p->r, &p->word, field, &value)) return false;
    *number = (float)value.arg[0];
    return true;
}

static bool comparison(parse_t *p)
{
    polder_step_t step = {.kind = POLDER_COMPARES};
    if (is(p, "") || is(p, ")") || is(p, "and") || is(p, "or") || is(p, "for"))
        return not_a_condition(p);
    if (p->n_comparison++ == MOST_COMPARISONS)
        return problem(p, "a condition has at most 32 comparisons");
    if (!field_of(p, &step.field, &step.group) || !advance(p) || !relation_of(p, &step.relation) ||
        !advance(p) || !value_of(p, p->r->x->table.field[step.field], &step.value) ||
        !add(p, step) || !advance(p))
        return false;
    return strspn(p->text, "<>=!") == 0 ||
           problem(p, "a comparison has one sign: write trust.mean > 0.2 and trust.mean < 0.4");
}

/* ---- what joins them ---- */

static bool parenthesis(parse_t *p)
{
    const polder_yaml_node_t open = p->word;
    if (p->depth == DEEPEST) return problem(p, "parentheses are at most 8 deep");
    p->depth++;
    if (!advance(p) || !condition(p)) return false;
    p->depth--;
    if (is(p, ")")) return advance(p);
    if (!is(p, "")) return not_a_condition(p);
    p->word = open;
    return problem(p, "this ( is not closed");
}

static bool part(parse_t *p)
{
    bool negated = false;
    for (; is(p, "not"); negated = !negated)
        if (!advance(p)) return false;
    if (!(is(p, "(") ? parenthesis(p) : comparison(p))) return false;
    return !negated || add(p, (polder_step_t){.kind = POLDER_NOT});
}

static bool both(parse_t *p)
{
    if (!part(p)) return false;
    while (is(p, "and"))
        if (!advance(p) || !part(p) || !add(p, (polder_step_t){.kind = POLDER_AND})) return false;
    return true;
}

static bool both_or_either(parse_t *p)
{
    if (!both(p)) return false;
    while (is(p, "or"))
        if (!advance(p) || !both(p) || !add(p, (polder_step_t){.kind = POLDER_OR})) return false;
    return true;
}

/* Nothing lasts longer than the networks do. */
static void warn_of_long(const parse_t *p, int64_t n)
{
    const int lasts = polder_loader_lasts(p->r);
    const polder_place_t place = polder_yaml_place(p->r->yaml, &p->word);
    if (n > lasts)
        polder_warn(p->r->report, &place,
                    "for %lld is longer than the horizon of %d ticks: nothing lasts so long",
                    (long long)n, lasts);
}

/* "for N months", which is not for members: whom it touches is looked up every tick. */
static bool lasting(parse_t *p)
{
    int64_t n = 1;
    if (!p->of_network) {
        polder_loader_problem(p->r, &p->word,
                              "%s: whom it touches is looked up every %s: leave out \"%.40s\"",
                              p->what, polder_report_text(p->r->report, p->r->x->table.model->tick),
                              p->at - strlen(p->text));
        return false;
    }
    if (!advance(p)) return false;
    if (is(p, "")) return not_a_condition(p);
    if (!polder_loader_whole(p->r, &p->word, p->what, 1, POLDER_MAX_HORIZON, &n)) return false;
    warn_of_long(p, n);
    if (!advance(p)) return false;
    const char *tick = p->r->x->table.model->tick;
    if (strncmp(p->text, tick, strlen(tick)) != 0 && strncmp(p->text, "tick", 4) != 0)
        return not_a_condition(p);
    if (!advance(p)) return false;
    if (n == 1) return true;
    const polder_step_t step = {.kind = POLDER_LASTS, .ticks = (int)n, .spell = p->c->n_spell++};
    return add(p, step);
}

static bool condition(parse_t *p)
{
    if (!both_or_either(p)) return false;
    if (!is(p, "for")) return true;
    if (!lasting(p)) return false;
    if (is(p, "and") || is(p, "or"))
        return problem(p,
                       "what lasts for some time goes in parentheses if more follows: (trust.mean "
                       "< 0.4 for 3 months) and momentum < 0.3");
    return true;
}

/* The end, and nothing else. */
static bool whole(parse_t *p)
{
    if (!advance(p)) return false;
    if (is(p, "")) return not_a_condition(p);
    if (!condition(p)) return false;
    if (is(p, "")) return true;
    if (is(p, ")")) return problem(p, "this ) closes nothing");
    if (p->c->step[p->c->n_step - 1].kind == POLDER_LASTS) return not_a_condition(p);
    polder_loader_problem(p->r, &p->word,
                          p->of_network
                              ? "%s: expected and, or, for N months, or the end, not \"%.40s\""
                              : "%s: expected and, or, or the end, not \"%.40s\"",
                          p->what, p->text);
    return false;
}

static bool stands_as_it_is(const polder_loader_t *r, const polder_yaml_node_t *node)
{
    const size_t n = strlen(node->text), from = node->begin + node->quoted;
    return from + n <= r->yaml->length && memcmp(r->yaml->text + from, node->text, n) == 0;
}

/* Which comparisons stand behind an odd number of "not". A step is after what it is about, so from the
 * last one back each finds on a stack what is known of it. */
static void find_denied(polder_step_t *step, int n)
{
    bool denied[MOST_STEPS + 1] = {false};
    int top = 1;
    for (int i = n - 1; i >= 0 && top > 0; i--) {
        const bool now = denied[--top];
        const int of = step[i].kind == POLDER_COMPARES                           ? 0
                       : step[i].kind == POLDER_AND || step[i].kind == POLDER_OR ? 2
                                                                                 : 1;
        if (of == 0) step[i].denied = now;
        for (int k = 0; k < of; k++) denied[top++] = now != (step[i].kind == POLDER_NOT);
    }
}

/* Adds it to those of the experiment. */
static int keep(polder_loader_t *r, const polder_condition_t *c)
{
    polder_experiment_t *x = r->x;
    polder_condition_t *more = realloc(x->condition, ((size_t)x->n_condition + 1) * sizeof *more);
    if (more) x->condition = more;
    polder_step_t *step = malloc((size_t)c->n_step * sizeof *step);
    if (!more || !step) {
        free(step);
        polder_loader_no_memory(r);
        return -1;
    }
    memcpy(step, c->step, (size_t)c->n_step * sizeof *step);
    find_denied(step, c->n_step);
    more[x->n_condition] = (polder_condition_t){c->n_step, c->n_spell, step};
    return x->n_condition++;
}

bool polder_loader_is_condition(const char *text)
{
    return strpbrk(text, "<>=!&|()") || strstr(text, " and ") || strstr(text, " or ") ||
           strncmp(text, "not ", 4) == 0;
}

bool polder_loader_condition(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                             bool of_network, int *number)
{
    polder_step_t step[MOST_STEPS];
    polder_condition_t c = {.step = step};
    parse_t p = {
        .r = r, .node = node, .what = what, .of_network = of_network, .at = node->text, .c = &c};
    p.exact = stands_as_it_is(r, node);
    if (!whole(&p)) return false;
    *number = keep(r, &c);
    return *number >= 0;
}
