/* header.c: the words that name the columns of a table; see header.h. */
#include "graph/header.h"

#include <string.h>
#include <strings.h>

#include "kernel/utf8.h"

enum { LONGEST = 40 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool joins(char c)
{
    return c == ' ' || c == '_' || c == '-' || c == '.';
}

/* In small letters, without what joins: "Source ID" is "sourceid". "" if it is longer than any. */
static void plain(const char *word, char to[LONGEST])
{
    size_t n = 0;
    for (; *word; word++) {
        if (joins(*word)) continue;
        if (n + 1 == LONGEST) {
            n = 0;
            break;
        }
        to[n++] = *word >= 'A' && *word <= 'Z' ? (char)(*word - 'A' + 'a') : *word;
    }
    to[n] = '\0';
}

/* Length of a name without the number, or the single letter, at its end. */
static size_t stem(const char *name, size_t n)
{
    const size_t whole = n;
    while (n > 0 && polder_is_digit(name[n - 1])) n--;
    if (n == whole && n > 0 && is_letter(name[n - 1]) && (n == 1 || joins(name[n - 2]))) n--;
    while (n > 0 && n < whole && joins(name[n - 1])) n--;
    return n;
}

bool polder_header_same_stem(const char *a, size_t a_length, const char *b, size_t b_length)
{
    const size_t n = stem(a, a_length);
    return n < a_length && n < b_length && n == stem(b, b_length) && strncasecmp(a, b, n) == 0;
}

static bool in_list(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0) return true;
    return false;
}

/* "naam1" and "naam2", "Organisation A" and "Organisation B". */
static bool are_numbered(const char *a, const char *b)
{
    static const char *const known[] = {
        "name",        "naam",   "node",       "knoop",   "vertex",       "actor",
        "org",         "party",  "partij",     "partner", "organisation", "organization",
        "organisatie", "person", "agent",      "persoon", "member",       "lid",
        "id",          "v",      "x",          "var",     "end",          "entity",
        "n",           "i",      "instelling", "company", "school",       "gemeente",
        NULL};
    char word[LONGEST];
    plain(a, word);
    const size_t n = strlen(word);
    if (n < 2 || strcasecmp(a, b) == 0 || !polder_header_same_stem(a, strlen(a), b, strlen(b)))
        return false;
    word[stem(word, n) == n ? n - 1 : stem(word, n)] = '\0';
    const char last_a = a[strlen(a) - 1], last_b = b[strlen(b) - 1];
    const bool follows = last_b == last_a + 1 && strchr("01aA", last_a);
    return follows && in_list(word, known);
}

static bool are_ends(const char *a, const char *b)
{
    static const struct {
        const char *from, *to;
    } known[] = {{"source", "target"},
                 {"source", "destination"},
                 {"source", "dest"},
                 {"source", "sink"},
                 {"src", "dst"},
                 {"src", "dest"},
                 {"src", "tgt"},
                 {"src", "target"},
                 {"from", "to"},
                 {"fromid", "toid"},
                 {"fromname", "toname"},
                 {"fromnode", "tonode"},
                 {"fromnodeid", "tonodeid"},
                 {"sourceid", "targetid"},
                 {"sourcename", "targetname"},
                 {"sourcenode", "targetnode"},
                 {"sourcelabel", "targetlabel"},
                 {"startnode", "endnode"},
                 {"startid", "endid"},
                 {"start", "end"},
                 {"tail", "head"},
                 {"ego", "alter"},
                 {"egoid", "alterid"},
                 {"sender", "receiver"},
                 {"sender", "recipient"},
                 {"nominator", "nominee"},
                 {"respondent", "nominee"},
                 {"respondent", "partner"},
                 {"origin", "destination"},
                 {"subject", "object"},
                 {"row", "col"},
                 {"row", "column"},
                 {"organisation", "partner"},
                 {"organization", "partner"},
                 {"i", "j"},
                 {"u", "v"},
                 {"van", "naar"},
                 {"bron", "doel"},
                 {"zender", "ontvanger"},
                 {"respondent", "genoemde"},
                 {"organisatie", "partner"},
                 {"von", "nach"},
                 {"quelle", "ziel"},
                 {"sender", "empf\xc3\xa4nger"},
                 {"de", "\xc3\xa0"},
                 {"de", "a"},
                 {"de", "vers"},
                 {"origen", "destino"},
                 {"desde", "hasta"}};
    char from[LONGEST], to[LONGEST];
    plain(a, from);
    plain(b, to);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(from, known[i].from) && !strcmp(to, known[i].to)) return true;
    return are_numbered(a, b);
}

void polder_header_ends(char *const *word, int n, int *from, int *to)
{
    *from = *to = -1;
    const int most = n < 64 ? n : 64; /* the ends are among the first columns */
    for (int i = 0; i < most; i++)
        for (int j = 0; j < most; j++)
            if (i != j && are_ends(word[i], word[j])) {
                *from = i;
                *to = j;
                return;
            }
}

bool polder_header_is_weight(const char *word)
{
    static const char *const known[] = {"weight",     "weights", "value", "strength", "frequency",
                                        "gewicht",    "w",       "count", "n",        "waarde",
                                        "frequentie", "sterkte", NULL};
    char text[LONGEST];
    plain(word, text);
    return in_list(text, known);
}
