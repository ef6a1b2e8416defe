/* pajek.c: a network in the format of Pajek (.net, .paj); see netfile.h.
 *
 * What     *Vertices and any number of *Arcs, *Edges, *Arcslist, *Edgeslist and *Matrix, in any
 *          order; *Partition and *Vector of a project as attributes of the organisations. An arc
 *          is reported by its first end, an edge by both. A weight that is left out is 1; what
 *          else is left out is missing.
 * Words    A label, a key or a value is a word or stands in quotes. After the columns of a line
 *          come pairs of a key and a value: attributes by the name of the key.
 * Refused  With the way out: two modes, several networks, several relations, time.
 * Cost     Organisations need not be listed, so a short file could promise millions. What
 *          *Vertices promises is bounded by the size of the file (most_promised).
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "graph/pajek.h"

static const struct {
    const char *name;
    section_t section;
} keyword[] = {{"network", NETWORK},     {"net", NETWORK},
               {"vertices", VERTICES},   {"vertex", VERTICES},
               {"arcs", ARCS},           {"arc", ARCS},
               {"edges", EDGES},         {"edge", EDGES},
               {"arcslist", ARCSLIST},   {"arclist", ARCSLIST},
               {"edgeslist", EDGESLIST}, {"edgelist", EDGESLIST},
               {"matrix", MATRIX},       {"partition", PARTITION},
               {"vector", VECTOR},       {"permutation", PERMUTATION},
               {"cluster", CLUSTER},     {"hierarchy", HIERARCHY},
               {"events", TIME}};
enum { N_KEYWORD = sizeof keyword / sizeof *keyword };

/* ---- values ---- */

static int set_value(pajek_t *p, int attribute, int32_t element, const word_t *word)
{
    if (!word->escaped || word->length == 0)
        return polder_netfile_set(p->file, attribute, element, word->begin, word->length,
                                  p->report);
    const char quote = word->begin[-1];
    if (word->length > p->scratch_size) {
        char *larger = realloc(p->scratch, word->length);
        if (!larger)
            return polder_fail_at(p->report, POLDER_MEMORY, &p->file->place,
                                  "no memory for a text");
        p->scratch = larger;
        p->scratch_size = word->length;
    }
    size_t n = 0;
    for (size_t i = 0; i < word->length; i++) {
        const char c = word->begin[i], after = i + 1 < word->length ? word->begin[i + 1] : '\0';
        i += (c == '\\' && (after == quote || after == '\\')) || (c == quote && after == quote);
        p->scratch[n++] = word->begin[i];
    }
    return polder_netfile_set(p->file, attribute, element, p->scratch, n, p->report);
}

static int set_known(pajek_t *p, int *attribute, bool of_ties, const char *name, int32_t element,
                     const word_t *word)
{
    if (*attribute < 0) {
        const int code =
            polder_netfile_attribute(p->file, of_ties, name, strlen(name), attribute, p->report);
        if (code) return code;
    }
    return set_value(p, *attribute, element, word);
}

static int refuse_time(const pajek_t *p, const char *at)
{
    return polder_pajek_wrong(
        p, at,
        "this network changes over time, and a network here has one set of ties: save it "
        "at one time (in Pajek: Network > Temporal Network > Generate in Time)");
}

/* Pairs of a key and a value to the end of the line. */
static int read_pairs(pajek_t *p, bool of_ties, int32_t element)
{
    word_t key, value;
    int code;
    while ((code = polder_pajek_next_item(p, &key)) > 0) {
        if (!key.quoted && *key.begin == '[') return refuse_time(p, key.begin);
        if (polder_pajek_is_number(&key)) {
            polder_pajek_not_read(p, &key);
            continue;
        }
        code = polder_pajek_next_word(p, &value);
        if (code < 0) return code;
        if (code == 0 || key.length == 0) {
            polder_pajek_not_read(p, &key);
            continue;
        }
        if (polder_pajek_is_word(&key, "cart") || polder_pajek_is_word(&key, "polar") ||
            polder_pajek_is_word(&key, "circ")) {
            code = polder_pajek_next_word(p, &value); /* these have two */
            if (code < 0) return code;
            continue;
        }
        int attribute = 0;
        code = polder_netfile_attribute(p->file, of_ties, key.begin, key.length, &attribute,
                                        p->report);
        if (code) return code;
        if (polder_netfile_value(p->file, attribute, element))
            polder_pajek_not_read(p, &key); /* a second one */
        else
            code = set_value(p, attribute, element, &value);
        if (code < 0) return code;
    }
    return code;
}

/* ---- vertices ---- */

static int64_t most_promised(const pajek_t *p)
{
    const int64_t half = (int64_t)p->file->size / 2;
    return half < 10000 ? 10000 : half;
}

static int add_organisations(pajek_t *p)
{
    for (int64_t i = 0; i < p->n; i++) {
        char id[24];
        int32_t org = 0;
        const int length = snprintf(id, sizeof id, "%lld", (long long)i + 1);
        const int code =
            polder_netfile_org(p->file, id, (size_t)length, p->number, &org, p->report);
        if (code) return code;
    }
    return 0;
}

static int begin_vertices(pajek_t *p)
{
    word_t word;
    int code = polder_pajek_next_item(p, &word);
    if (code < 0) return code;
    const int64_t n = code ? polder_pajek_whole(&word) : -1;
    if (n < 0 && code && polder_pajek_looks_like_number(&word))
        return polder_pajek_wrong(p, word.begin, "the file promises %.*s organisations",
                                  polder_pajek_shown(&word), word.begin);
    if (n < 0)
        return polder_pajek_wrong(p, NULL,
                                  "*Vertices must say how many there are, as in *Vertices 12");
    if (n > POLDER_MOST_ORGANISATIONS)
        return polder_pajek_wrong(
            p, word.begin, "the file promises %.*s organisations, %d is the most",
            polder_pajek_shown(&word), word.begin, (int)POLDER_MOST_ORGANISATIONS);
    if (n > most_promised(p))
        return polder_pajek_wrong(
            p, word.begin,
            "the file promises %lld organisations and is only %zu bytes long: a file of "
            "this size may have %lld at most",
            (long long)n, p->file->size, (long long)most_promised(p));
    code = polder_pajek_next_item(p, &word);
    if (code < 0) return code;
    const int64_t first = code ? polder_pajek_whole(&word) : -1;
    if (first > 0 && first < n)
        return polder_pajek_wrong(
            p, word.begin,
            "this network has two modes, %lld of one kind and %lld of the other, and ties "
            "only between them: project it on one kind first (in Pajek: Network > 2-Mode "
            "Network > 2-Mode to 1-Mode)",
            (long long)first, (long long)(n - first));
    if (code && first != n && first != 0) polder_pajek_not_read(p, &word);
    p->n = n;
    return add_organisations(p);
}

static int read_number(const pajek_t *p, const word_t *word, int32_t *org)
{
    const int64_t number = polder_pajek_whole(word);
    if (number >= 1 && number <= p->n) {
        *org = (int32_t)number - 1;
        return 0;
    }
    if (number < 0 && !polder_pajek_is_number(word))
        return polder_pajek_wrong(p, word->begin, "'%.*s' is not the number of an organisation",
                                  polder_pajek_shown(word), word->begin);
    return polder_pajek_wrong(p, word->begin,
                              "there is no organisation %.*s: they are numbered 1 to %lld",
                              polder_pajek_shown(word), word->begin, (long long)p->n);
}

static bool is_shape(const word_t *word)
{
    static const char *const shape[] = {"ellipse", "box",   "diamond", "triangle", "cross", "empty",
                                        "circle",  "house", "man",     "woman",    "star",  NULL};
    return polder_pajek_is_one_of(word, shape);
}

static bool is_parameter(const word_t *word)
{
    static const char *const parameter[] = {"x_fact", "y_fact", "s_size", "size",  "phi", "r",
                                            "q",      "ic",     "bc",     "bw",    "lc",  "la",
                                            "lr",     "lphi",   "fos",    "font",  "url", "hooks",
                                            "cart",   "polar",  "circ",   "shape", NULL};
    return polder_pajek_is_one_of(word, parameter);
}

/* A label of several words without quotes ends at the first blank, as in Pajek. */
static void note_cut(pajek_t *p, const word_t *label)
{
    if (p->n_cut++) return;
    p->cut_line = p->number;
    const char *rest = label->begin + label->length;
    word_t all = {label->begin, label->length + strlen(rest), false, false};
    snprintf(p->cut, sizeof p->cut, "%.*s", polder_pajek_shown(&all), label->begin);
}

/* What follows the coordinates: perhaps a shape, then pairs. */
static int read_shape(pajek_t *p, int32_t org, const word_t *label, bool placed)
{
    char *const before = p->rest;
    word_t word;
    int code = polder_pajek_next_item(p, &word);
    if (code <= 0) return code;
    const bool shape = !word.quoted && is_shape(&word), parameter = is_parameter(&word);
    const bool number = polder_pajek_is_number(&word), time = !word.quoted && *word.begin == '[';
    if (!placed && !label->quoted && !shape && !parameter && !number && !time) {
        note_cut(p, label);
        return 0;
    }
    /* An unknown word is a shape if pairs come after it. */
    if (shape || (!parameter && !number && !time && polder_pajek_words_left(p) % 2 == 0)) {
        int attribute = -1;
        code = set_known(p, &attribute, false, "shape", org, &word);
        if (code) return code;
    } else {
        p->rest = before;
    }
    return read_pairs(p, false, org);
}

static int read_vertex(pajek_t *p)
{
    static const char *const name[] = {"x", "y", "z"};
    word_t word, label;
    int32_t org = 0;
    int code = polder_pajek_next_word(p, &word);
    if (code > 0) code = read_number(p, &word, &org);
    if (code < 0) return code;
    if (p->file->listed[org])
        return polder_pajek_wrong(p, word.begin,
                                  "organisation %d is listed for the second time (first: line %d)",
                                  (int)org + 1, (int)p->file->org_line[org]);
    p->file->listed[org] = true;
    p->file->org_line[org] = p->number;
    code = polder_pajek_next_word(p, &label);
    if (code <= 0) return code;
    code = set_known(p, &p->label, false, "label", org, &label);
    int n = 0;
    for (char *before = p->rest; code == 0; before = p->rest) {
        code = polder_pajek_next_item(p, &word);
        if (code <= 0) return code;
        const bool odd = polder_pajek_is_odd_number(&word);
        if (n < 3 && !odd && polder_pajek_looks_like_number(&word) &&
            !polder_pajek_is_number(&word))
            return polder_pajek_wrong(
                p, word.begin,
                "the coordinate '%.*s' is not a number (decimals have a point; a label of "
                "several words goes in double quotes)",
                polder_pajek_shown(&word), word.begin);
        if (!odd && !polder_pajek_is_number(&word)) {
            p->rest = before;
            return read_shape(p, org, &label, n > 0);
        }
        code = 0;
        if (n == 3)
            polder_pajek_not_read(p, &word);
        else if (!odd)
            code = set_known(p, &p->coordinate[n], false, name[n], org, &word);
        n += n < 3;
    }
    return code;
}

/* ---- ties ---- */

/* Ties of a relation were found. */
static void count_relation(pajek_t *p, const relation_t *relation)
{
    for (int i = 0; i < p->n_relation; i++) {
        relation_t *have = &p->relations[i];
        if (have->number != relation->number) continue;
        if (!*have->name) *have = *relation;
        if (!*relation->name || strcmp(have->name, relation->name) == 0) return;
    }
    if (p->n_relation == 1) p->second = p->number;
    if (p->n_relation < MOST_RELATIONS) p->relations[p->n_relation++] = *relation;
}

static int refuse_relations(pajek_t *p)
{
    char list[1024] = "";
    size_t length = 0;
    for (int i = 0; i < p->n_relation; i++)
        length +=
            (size_t)snprintf(list + length, sizeof list - length, "%s%lld%s%s%s", i ? ", " : "",
                             p->relations[i].number, *p->relations[i].name ? " '" : "",
                             p->relations[i].name, *p->relations[i].name ? "'" : "");
    p->number = p->second;
    p->line = NULL;
    return polder_pajek_wrong(
        p, NULL,
        "the file has several relations (%s%s), and a network here has one: save one of "
        "them (in Pajek: Network > Multiple Relations Network > Extract Relation)",
        list, p->n_relation == MOST_RELATIONS ? ", …" : "");
}

/* "2: 1 5" is a tie of relation 2. Takes the first word of the line. */
static int read_relation(pajek_t *p, word_t *word)
{
    int code = polder_pajek_next_word(p, word);
    if (code < 0) return code;
    relation_t relation = p->relation;
    if (word->length > 1 && !word->quoted && word->begin[word->length - 1] == ':') {
        word_t number = *word;
        number.length--;
        if (polder_pajek_whole(&number) < 0)
            return polder_pajek_wrong(p, word->begin, "'%.*s' is not the number of a relation",
                                      polder_pajek_shown(&number), word->begin);
        if (polder_pajek_whole(&number) != relation.number) *relation.name = '\0';
        relation.number = polder_pajek_whole(&number);
        p->counted = false;
        code = polder_pajek_next_word(p, word);
        if (code <= 0) return code < 0 ? code : polder_pajek_wrong(p, NULL, "this tie has no ends");
    }
    if (!p->counted) count_relation(p, &relation);
    p->counted = relation.number == p->relation.number;
    return 0;
}

static int add_tie(pajek_t *p, int32_t from, int32_t to, const word_t *weight)
{
    const bool directed = p->section != EDGES && p->section != EDGESLIST;
    const int code = polder_netfile_tie(p->file, from, to, directed, p->number, p->report);
    return code ? code : set_known(p, &p->weight, true, "weight", p->file->n_tie - 1, weight);
}

static int read_tie(pajek_t *p)
{
    word_t word, weight = {(char[]){"1"}, 1, false, false};
    int32_t from = 0, to = 0;
    int code = read_relation(p, &word);
    if (code == 0) code = read_number(p, &word, &from);
    if (code) return code;
    code = polder_pajek_next_item(p, &word);
    if (code == 0)
        return polder_pajek_wrong(p, NULL, "a tie needs the numbers of two organisations");
    if (code > 0) code = read_number(p, &word, &to);
    if (code) return code;
    char *const before = p->rest;
    code = polder_pajek_next_item(p, &word);
    if (code < 0) return code;
    if (code && (polder_pajek_is_number(&word) || polder_pajek_is_odd_number(&word)))
        weight = word;
    else if (code && polder_pajek_looks_like_number(&word))
        return polder_pajek_wrong(p, word.begin,
                                  "the weight '%.*s' is not a number (decimals have a point)",
                                  polder_pajek_shown(&word), word.begin);
    else if (code)
        p->rest = before;
    code = add_tie(p, from, to, &weight);
    return code ? code : read_pairs(p, true, p->file->n_tie - 1);
}

/* An organisation and those it has ties to; a minus sign makes the weight −1. */
static int read_list(pajek_t *p)
{
    word_t word;
    int32_t from = 0, to = 0;
    int code = read_relation(p, &word);
    if (code == 0) code = read_number(p, &word, &from);
    if (code) return code;
    while ((code = polder_pajek_next_item(p, &word)) > 0) {
        if (!word.quoted && *word.begin == '[') return refuse_time(p, word.begin);
        const bool negative = !word.quoted && *word.begin == '-' && word.length > 1;
        word_t weight = {negative ? (char[]){"-1"} : (char[]){"1"}, negative ? 2 : 1, false, false};
        if (negative && p->n_negative++ == 0) p->negative_line = p->number;
        word.begin += negative;
        word.length -= negative;
        code = read_number(p, &word, &to);
        if (code == 0) code = add_tie(p, from, to, &weight);
        if (code) return code;
    }
    return code;
}

/* Whether a number is nought: all its digits before the exponent are. */
static bool is_nought(const word_t *word)
{
    for (size_t i = 0; i < word->length && word->begin[i] != 'e' && word->begin[i] != 'E'; i++)
        if (word->begin[i] >= '1' && word->begin[i] <= '9') return false;
    return true;
}

/* A row may be broken over several lines, but each begins on a line of its own. */
static int read_row(pajek_t *p)
{
    word_t word;
    int code;
    if (p->row == p->n)
        return polder_pajek_wrong(p, NULL, "the matrix has more rows than the %lld organisations",
                                  (long long)p->n);
    while ((code = polder_pajek_next_item(p, &word)) > 0) {
        if (!polder_pajek_is_number(&word))
            return polder_pajek_wrong(p, word.begin,
                                      "'%.*s' in row %lld of the matrix is not a number",
                                      polder_pajek_shown(&word), word.begin, (long long)p->row + 1);
        if (p->column == p->n)
            return polder_pajek_wrong(p, word.begin,
                                      "row %lld of the matrix has more than %lld values",
                                      (long long)p->row + 1, (long long)p->n);
        if (!is_nought(&word)) code = add_tie(p, (int32_t)p->row, (int32_t)p->column, &word);
        if (code < 0) return code;
        p->column++;
    }
    if (p->column == p->n) {
        p->row++;
        p->column = 0;
    }
    return code;
}

static int end_matrix(const pajek_t *p)
{
    if (p->row == p->n) return 0;
    if (p->column)
        return polder_pajek_wrong(p, NULL, "row %lld of the matrix has %lld values, not %lld",
                                  (long long)p->row + 1, (long long)p->column, (long long)p->n);
    return polder_pajek_wrong(p, NULL, "the matrix has %lld rows, not %lld", (long long)p->row,
                              (long long)p->n);
}

/* ---- partitions and vectors ---- */

/* The attribute is called by the title, without the folder and suffix that Pajek writes. */
static int begin_values(pajek_t *p, const char *title)
{
    static const char *const suffix[] = {".clu", ".vec", NULL};
    const char *name = title;
    for (const char *c = title; *c; c++)
        if ((*c == '\\' || *c == '/') && c[1] && !polder_pajek_is_blank(c[1])) name = c + 1;
    word_t word = {(char *)(uintptr_t)name, strlen(name), false, false};
    for (int i = 0; suffix[i]; i++) {
        const word_t end = {word.begin + word.length - 4, 4, false, false};
        if (word.length > 4 && polder_pajek_is_word(&end, suffix[i])) word.length -= 4;
    }
    char unnamed[32];
    if (word.length == 0) {
        word.begin = unnamed;
        word.length = (size_t)snprintf(unnamed, sizeof unnamed, "%s",
                                       p->section == VECTOR ? "vector" : "partition");
    }
    p->values_line = p->number;
    p->n_value = 0;
    p->promised = -1;
    int attribute = 0;
    for (int i = 0; i < p->file->n_attribute; i++) {
        const char *have = p->file->attribute[i].name;
        if (!p->file->attribute[i].of_ties && strlen(have) == word.length &&
            strncmp(have, word.begin, word.length) == 0)
            return polder_pajek_wrong(p, NULL,
                                      "the file gives the organisations '%.*s' a second time",
                                      polder_pajek_shown(&word), word.begin);
    }
    const int code =
        polder_netfile_attribute(p->file, false, word.begin, word.length, &attribute, p->report);
    p->values = attribute;
    return code;
}

static int read_values(pajek_t *p)
{
    word_t word, more;
    int code = polder_pajek_next_item(p, &word);
    if (code <= 0) return code;
    code = polder_pajek_next_item(p, &more);
    if (code < 0) return code;
    if (code > 0)
        return polder_pajek_wrong(p, more.begin, "a line of a partition or vector has one value");
    if (!polder_pajek_is_number(&word) && !polder_pajek_is_odd_number(&word))
        return polder_pajek_wrong(p, word.begin, "'%.*s' is not a number",
                                  polder_pajek_shown(&word), word.begin);
    if (p->n_value >= POLDER_MOST_ORGANISATIONS || p->n_value == p->promised)
        return polder_pajek_wrong(p, NULL, "more values than the %lld that are promised",
                                  (long long)p->n_value);
    return polder_netfile_set(p->file, p->values, (int32_t)p->n_value++, word.begin, word.length,
                              p->report);
}

static int end_values(const pajek_t *p)
{
    if (p->promised < 0 || p->n_value == p->promised) return 0;
    return polder_pajek_wrong(p, NULL, "%lld values are promised, %lld follow",
                              (long long)p->promised, (long long)p->n_value);
}

/* ---- sections ---- */

static int unknown_keyword(const pajek_t *p, const word_t *word)
{
    const char *name[N_KEYWORD];
    char text[48];
    for (int i = 0; i < N_KEYWORD; i++) name[i] = keyword[i].name;
    snprintf(text, sizeof text, "%.*s", polder_pajek_shown(word), word->begin);
    const char *nearest = polder_nearest(text, name, N_KEYWORD);
    return polder_pajek_wrong(
        p, word->begin,
        nearest ? POLDER_TEXT("'*%s' begins no part of a Pajek file that is read, did you mean "
                              "'*%s'?")
                : POLDER_TEXT("'*%s' begins no part of a Pajek file that is read%.0s"),
        text, nearest ? nearest : "");
}

/* What stands between the keyword and the end of the line, without blanks and quotes around. */
static char *rest_of_line(pajek_t *p)
{
    char *c = p->rest;
    while (polder_pajek_is_blank(*c)) c++;
    char *stop = c + strlen(c);
    while (stop > c && polder_pajek_is_blank(stop[-1])) stop--;
    if (stop - c >= 2 && *c == '"' && stop[-1] == '"') {
        c++;
        stop--;
    }
    *stop = '\0';
    return c;
}

/* "*Arcs :2 "advice"", "*Arcs advice"; a number without a colon is a count. */
static int begin_ties(pajek_t *p)
{
    if (p->n < 0) return polder_pajek_wrong(p, NULL, "ties stand before *Vertices");
    char *c = p->rest;
    while (polder_pajek_is_blank(*c)) c++;
    p->relation = (relation_t){.number = 1};
    p->counted = false;
    if (*c == ':') {
        word_t word;
        p->rest = c + 1;
        const int code = polder_pajek_next_word(p, &word);
        if (code < 0) return code;
        p->relation.number = code ? polder_pajek_whole(&word) : -1;
        if (p->relation.number < 0)
            return polder_pajek_wrong(
                p, c, "a colon is followed by the number of a relation, as in *Arcs :1");
        c = p->rest;
    }
    const word_t name = {rest_of_line(p), strlen(rest_of_line(p)), false, false};
    if (polder_pajek_whole(&name) < 0 && *name.begin != '%')
        snprintf(p->relation.name, sizeof p->relation.name, "%.*s", polder_pajek_shown(&name),
                 name.begin);
    p->row = p->column = 0;
    p->matrix_line = p->number;
    if (p->section == MATRIX) count_relation(p, &p->relation);
    p->counted = p->section == MATRIX;
    return 0;
}

static int second_network(const pajek_t *p, const char *title)
{
    const bool after = *p->title;
    const char *text =
        *title  ? after ? POLDER_TEXT("a second network, '%.40s', begins here after '%.40s': save "
                                       "the one that you want as a file of its own (.net)")
                        : POLDER_TEXT("a second network, '%.40s', begins here%.40s: save the one "
                                       "that you want as a file of its own (.net)")
         : after ? POLDER_TEXT("a second network%.40s begins here after '%.40s': save the one that "
                                "you want as a file of its own (.net)")
                : POLDER_TEXT("a second network%.40s begins here%.40s: save the one that you want "
                              "as a file of its own (.net)");
    return polder_pajek_wrong(p, NULL, text, title, p->title);
}

static int begin_network(pajek_t *p)
{
    const char *title = rest_of_line(p);
    if (p->n >= 0) return second_network(p, title);
    snprintf(p->title, sizeof p->title, "%s", title);
    return 0;
}

/* Inside an object of a project *Vertices says how many values it has. */
static int begin_vertices_of(pajek_t *p, section_t object)
{
    word_t word;
    const int code = polder_pajek_next_item(p, &word);
    if (code < 0) return code;
    p->promised = code ? polder_pajek_whole(&word) : -1;
    if (object > VECTOR && p->promised < 0) p->promised = 0; /* not read */
    return p->promised >= 0 ? 0
                            : polder_pajek_wrong(p, NULL, "*Vertices must say how many there are");
}

static int end_section(const pajek_t *p)
{
    pajek_t ended = *p; /* errors name the line where it began */
    ended.line = NULL;
    ended.number = p->section == MATRIX ? p->matrix_line : p->values_line;
    if (p->section == MATRIX) return end_matrix(&ended);
    if (p->section != PARTITION && p->section != VECTOR) return 0;
    const int code = end_values(&ended);
    if (code || p->n_value == p->n) return code;
    /* It belongs to another network. The attribute is the last that was added. */
    const int last = p->file->n_attribute - 1;
    polder_place_t place = p->file->place;
    place.line = p->values_line;
    polder_warn(p->report, &place, "'%.80s' has %lld values for %lld organisations and is left out",
                p->file->attribute[last].name, (long long)p->n_value, (long long)p->n);
    polder_netfile_remove(p->file, last);
    return 0;
}

static int begin_section(pajek_t *p)
{
    word_t word;
    p->rest++;
    int code = polder_pajek_next_word(p, &word);
    if (code < 0) return code;
    const char *colon = memchr(word.begin, ':', word.length); /* *Arcs:1 */
    if (colon && colon > word.begin) {
        word.length = (size_t)(colon - word.begin);
        p->rest = word.begin + word.length;
    }
    section_t section = NOTHING;
    for (int i = 0; i < N_KEYWORD; i++)
        if (polder_pajek_is_word(&word, keyword[i].name)) section = keyword[i].section;
    if (section == NOTHING) return unknown_keyword(p, &word);
    if (section == VERTICES && p->section >= PARTITION && p->promised < 0)
        return begin_vertices_of(p, p->section);
    code = end_section(p);
    if (code) return code;
    const section_t before = p->section;
    p->section = section;
    p->promised = -1;
    switch (section) {
    case NETWORK:
        return begin_network(p);
    case VERTICES:
        if (p->n >= 0) return second_network(p, "");
        return before >= PARTITION
                   ? polder_pajek_wrong(p, NULL, "a network begins here without *Network")
                   : begin_vertices(p);
    case PARTITION:
    case VECTOR:
        if (p->n < 0)
            return polder_pajek_wrong(p, NULL,
                                      "this stands before the network to which it belongs");
        return begin_values(p, rest_of_line(p));
    case TIME:
        return refuse_time(p, NULL);
    case PERMUTATION:
    case CLUSTER:
    case HIERARCHY:
        p->n_skipped++;
        return 0;
    default:
        return begin_ties(p);
    }
}

static int read_line(pajek_t *p)
{
    switch (p->section) {
    case VERTICES:
        return read_vertex(p);
    case ARCS:
    case EDGES:
        return read_tie(p);
    case ARCSLIST:
    case EDGESLIST:
        return read_list(p);
    case MATRIX:
        return read_row(p);
    case PARTITION:
    case VECTOR:
        return read_values(p);
    case PERMUTATION:
    case CLUSTER:
    case HIERARCHY:
        return 0;
    default:
        return polder_pajek_wrong(p, NULL, "a Pajek file begins with *Vertices and their number");
    }
}

static void say_what_is_not_read(const pajek_t *p)
{
    char text[400];
    if (p->n_cut) {
        snprintf(text, sizeof text,
                 "%lld label%s without quotes end%s at the first blank, such as in '%s': a label "
                 "of several words goes in double quotes",
                 (long long)p->n_cut, p->n_cut == 1 ? "" : "s", p->n_cut == 1 ? "s" : "", p->cut);
        polder_pajek_warn(p, p->cut_line, text);
    }
    if (p->n_unread) {
        snprintf(text, sizeof text, "%lld word%s not understood and left out, such as '%s'",
                 (long long)p->n_unread, p->n_unread == 1 ? " is" : "s are", p->unread);
        polder_pajek_warn(p, p->unread_line, text);
    }
    if (p->n_negative) {
        snprintf(text, sizeof text, "%lld tie%s written with a minus sign: the weight is −1",
                 (long long)p->n_negative, p->n_negative == 1 ? " is" : "s are");
        polder_pajek_warn(p, p->negative_line, text);
    }
    if (p->n_skipped) {
        snprintf(text, sizeof text,
                 "%lld permutation%s, clusters or hierarchies of the project are left out",
                 (long long)p->n_skipped, p->n_skipped == 1 ? "" : "s");
        polder_pajek_warn(p, 0, text);
    }
}

static int read_all(pajek_t *p)
{
    int code = 0;
    while (code == 0 && polder_pajek_next_line(p)) {
        const bool section = *p->rest == '*';
        code = section ? begin_section(p) : read_line(p);
    }
    if (code == 0) code = end_section(p);
    if (code) return code;
    p->line = NULL;
    p->number = 0;
    if (p->n < 0)
        return polder_pajek_wrong(p, NULL, "there is no *Vertices: this is not a network of Pajek");
    if (p->n_relation > 1) return refuse_relations(p);
    for (int64_t i = 0; i < p->n; i++) p->file->listed[i] = true; /* *Vertices lists all */
    say_what_is_not_read(p);
    return 0;
}

int polder_pajek_read(polder_netfile_t *file, polder_report_t *report)
{
    pajek_t p = {.file = file,
                 .report = report,
                 .next = file->data,
                 .end = file->data + file->size,
                 .n = -1,
                 .promised = -1,
                 .values = -1,
                 .label = -1,
                 .weight = -1,
                 .coordinate = {-1, -1, -1}};
    const int code = read_all(&p);
    free(p.scratch);
    return code;
}
