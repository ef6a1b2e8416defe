/* mutate.h: small changes to a valid text, the same ones every time.
 *
 * What     Bytes and lines are changed, doubled, moved, left out; or a piece that is known to
 *          be difficult is put in: a large number, a tag, an entity, half a character.
 * Random   SplitMix64 from a number of the case: case 17 is the same text on every machine.
 */
#ifndef POLDER_TESTS_MUTATE_H
#define POLDER_TESTS_MUTATE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char *text; /* ends with a NUL that is not counted */
    size_t length;
} mutant_t;

static inline uint64_t next_word(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline size_t below(uint64_t *state, size_t n)
{
    return n ? next_word(state) % n : 0;
}

/* Puts `n` bytes in the place of those from `at` to `end`. */
static inline void splice(mutant_t *m, size_t at, size_t end, const char *piece, size_t n)
{
    char *text = malloc(m->length - (end - at) + n + 1);
    if (!text) abort();
    memcpy(text, m->text, at);
    if (n > 0) memcpy(text + at, piece, n);
    memcpy(text + at + n, m->text + end, m->length - end);
    m->length = m->length - (end - at) + n;
    text[m->length] = '\0';
    free(m->text);
    m->text = text;
}

static inline void line_at(const mutant_t *m, size_t place, size_t *from, size_t *to)
{
    *from = *to = place;
    while (*from > 0 && m->text[*from - 1] != '\n') --*from;
    while (*to < m->length && m->text[*to] != '\n') ++*to;
    if (*to < m->length) ++*to;
}

static inline void mutate_lines(mutant_t *m, uint64_t *state)
{
    size_t from, to, at, end;
    line_at(m, below(state, m->length), &from, &to);
    line_at(m, below(state, m->length), &at, &end);
    char *line = malloc(to - from + 1);
    if (!line) abort();
    memcpy(line, m->text + from, to - from);
    switch (below(state, 4)) {
    case 0:
        splice(m, from, to, NULL, 0);
        break; /* left out */
    case 1:
        splice(m, to, to, line, to - from);
        break; /* doubled */
    case 2:
        splice(m, at, at, line, to - from);
        break; /* copied elsewhere */
    default:
        splice(m, at, end, line, to - from);
        break; /* in the place of another */
    }
    free(line);
}

/* What upsets readers of numbers, YAML, XML and text. */
static const char *const mutation_piece[] = {
    "-1",
    "0",
    "1e999",
    "nan",
    "-inf",
    "2147483648",
    "9223372036854775808",
    "1e-400",
    "0x1p3",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "- ",
    "&a ",
    "*a",
    "!!binary ",
    "<<: ",
    "| ",
    "'",
    "\"",
    "\t",
    "---\n",
    "# ",
    "<",
    ">",
    "</",
    "&#0;",
    "&amp;",
    "<![CDATA[",
    "<node id=\"x\"/>",
    "*",
    "\r",
    "\xff",
    "\xe2\x82",
    "\xed\xa0\x80",
    "\xef\xbb\xbf",
    "%s%n",
    "../",
    "true",
    "~",
    "999999",
    "1:2",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};

static inline void mutate_bytes(mutant_t *m, uint64_t *state)
{
    const size_t at = below(state, m->length + 1);
    const size_t end = at + below(state, m->length - at < 12 ? m->length - at + 1 : 12);
    const char *p = mutation_piece[below(state, sizeof mutation_piece / sizeof *mutation_piece)];
    char byte = (char)next_word(state);
    switch (below(state, 6)) {
    case 0:
        splice(m, at, at, &byte, 1);
        break;
    case 1:
        splice(m, at, end, NULL, 0);
        break;
    case 2:
        splice(m, at, at, p, strlen(p));
        break;
    case 3:
        splice(m, at, end, p, strlen(p));
        break;
    case 4: /* cut off */
        if (below(state, 4) == 0) splice(m, at, m->length, NULL, 0);
        break;
    default:
        if (at < m->length) m->text[at] = (char)(m->text[at] ^ (1 << below(state, 8)));
        break;
    }
}

/* Case `number` of a text. The caller frees .text. */
static inline mutant_t mutate(const char *text, size_t length, uint64_t number)
{
    uint64_t state = number * 0x2545f4914f6cdd1du + 1;
    mutant_t m = {calloc(1, 1), 0};
    if (!m.text) abort();
    splice(&m, 0, 0, text, length);
    size_t n = below(&state, 2) ? 1 : 1 + below(&state, 4);
    for (; n > 0; n--)
        if (below(&state, 3) == 0)
            mutate_lines(&m, &state);
        else
            mutate_bytes(&m, &state);
    return m;
}

#endif
