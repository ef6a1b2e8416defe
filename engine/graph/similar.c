/* similar.c: names that differ only in capitals, accents, blanks or signs; see similar.h.
 *
 * What     A name is folded: small letters, Latin letters without their marks, no combining marks,
 *          one blank for any run of blanks and hyphens, no quotes and nothing invisible. That is
 *          honest for Latin, and simple for Greek and Cyrillic; other scripts stay as they are.
 */
#include "graph/similar.h"

#include <stdlib.h>
#include <string.h>

#include "graph/bridge.h"
#include "graph/number.h"
#include "kernel/fnv.h"
#include "kernel/utf8.h"

enum { SHOWN = 5 };

/* The base letters of U+00C0 … U+017F, three bytes each; blank: the character stays. */
static const char latin[] = "a  a  a  a  a  a  ae c  e  e  e  e  i  i  i  i  d  n  o  o  o  o  o   "
                            "  o  u  u  u  u  y  th ss "
                            "a  a  a  a  a  a  ae c  e  e  e  e  i  i  i  i  d  n  o  o  o  o  o   "
                            "  o  u  u  u  u  y  th y  "
                            "a  a  a  a  a  a  c  c  c  c  c  c  c  c  d  d  d  d  e  e  e  e  e  "
                            "e  e  e  e  e  g  g  g  g  "
                            "g  g  g  g  h  h  h  h  i  i  i  i  i  i  i  i  i  i  ij ij j  j  k  "
                            "k  k  l  l  l  l  l  l  l  "
                            "l  l  l  n  n  n  n  n  n  n  n  n  o  o  o  o  o  o  oe oe r  r  r  "
                            "r  r  r  s  s  s  s  s  s  "
                            "s  s  t  t  t  t  t  t  u  u  u  u  u  u  u  u  u  u  u  u  w  w  y  "
                            "y  y  z  z  z  z  z  z  s  ";

static uint32_t code_at(const char *text, size_t length)
{
    const unsigned char *c = (const unsigned char *)text;
    if (length == 1) return c[0];
    if (length == 2) return (c[0] & 0x1fu) << 6 | (c[1] & 0x3fu);
    if (length == 3) return (c[0] & 0x0fu) << 12 | (c[1] & 0x3fu) << 6 | (c[2] & 0x3fu);
    return (c[0] & 0x07u) << 18 | (c[1] & 0x3fu) << 12 | (c[2] & 0x3fu) << 6 | (c[3] & 0x3fu);
}

static bool is_mark(uint32_t code)
{
    return (code >= 0x300 && code <= 0x36f) || code == 0xad || (code >= 0x200b && code <= 0x200f) ||
           code == 0x2060 || code == 0xfeff || code == '\'' || code == '"' || code == 0x60 ||
           code == 0xb4 || (code >= 0x2018 && code <= 0x201f) || code == 0xab || code == 0xbb;
}

static bool is_blank(uint32_t code)
{
    return code <= 0x20 || code == 0xa0 || (code >= 0x2000 && code <= 0x200a) || code == 0x202f ||
           code == 0x205f || code == 0x3000 || code == '-' || code == '_' ||
           (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

/* Greek and Cyrillic in small letters, Greek without its accents. */
static uint32_t small(uint32_t code)
{
    static const struct {
        uint16_t from, to;
    } greek[] = {{0x386, 0x3b1}, {0x388, 0x3b5}, {0x389, 0x3b7}, {0x38a, 0x3b9}, {0x38c, 0x3bf},
                 {0x38e, 0x3c5}, {0x38f, 0x3c9}, {0x3aa, 0x3b9}, {0x3ab, 0x3c5}, {0x3ac, 0x3b1},
                 {0x3ad, 0x3b5}, {0x3ae, 0x3b7}, {0x3af, 0x3b9}, {0x3ca, 0x3b9}, {0x3cb, 0x3c5},
                 {0x3cc, 0x3bf}, {0x3cd, 0x3c5}, {0x3ce, 0x3c9}, {0x3c2, 0x3c3}, {0x390, 0x3b9},
                 {0x3b0, 0x3c5}};
    if (code >= 'A' && code <= 'Z') return code + 32;
    if (code >= 0xff01 && code <= 0xff5e) return small(code - 0xff01 + '!'); /* full width */
    for (size_t i = 0; code >= 0x386 && code < 0x3d0 && i < sizeof greek / sizeof *greek; i++)
        if (greek[i].from == code) return greek[i].to;
    if (code >= 0x391 && code <= 0x3a9) return code + 32;
    if (code >= 0x410 && code <= 0x42f) return code + 32;
    if (code >= 0x400 && code <= 0x40f) return code + 80;
    return code;
}

/* The folded form of one character; returns how many bytes. */
static size_t fold_one(uint32_t code, char *to)
{
    if (code >= 0xc0 && code <= 0x17f) {
        const char *base = latin + 3 * (code - 0xc0);
        size_t n = 0;
        while (n < 2 && base[n] != ' ') {
            to[n] = base[n];
            n++;
        }
        if (n) return n;
    }
    return polder_utf8_put(small(code), to);
}

size_t polder_similar_fold(const char *text, char *to)
{
    size_t n = 0;
    bool blank = false;
    for (const char *end = text + strlen(text); text < end;) {
        const size_t length = polder_utf8_length(text, end);
        const uint32_t code = length ? code_at(text, length) : 0xfffd;
        text += length ? length : 1;
        if (is_mark(code)) continue;
        if (is_blank(code)) {
            blank = n > 0;
            continue;
        }
        if (blank) to[n++] = ' ';
        blank = false;
        n += fold_one(code, to + n);
    }
    to[n] = '\0';
    return n;
}

/* ---- finding them ---- */

typedef struct {
    const polder_place_t *place;
    char *const *label;
    const int *line;
    polder_report_t *report;
    uint32_t *slot; /* index + 1, 0: free */
    size_t n_slot;
    char *own, *other; /* folded */
    size_t room;
    int64_t alike;
} search_t;

static uint64_t hash_of(const char *text, size_t length)
{
    const uint64_t h = polder_fnv(POLDER_FNV_START, text, length);
    return h ^ h >> 29;
}

static void tell(search_t *s, int32_t first, int32_t second)
{
    const char *a = s->label[first], *b = s->label[second];
    polder_place_t place = *s->place;
    if (strcmp(a, b) == 0) return; /* labels.c says so */
    if (++s->alike > SHOWN) return;
    if (s->line) place.line = s->line[second];
    polder_warn(s->report, &place,
                "'%.200s' and '%.200s' are two organisations: their names differ only in capitals, "
                "accents, blanks or signs",
                a, b);
}

static void look_up(search_t *s, int32_t i)
{
    const size_t length = polder_similar_fold(s->label[i], s->own);
    if (length == 0) return;
    size_t at = hash_of(s->own, length) & (s->n_slot - 1);
    for (; s->slot[at]; at = (at + 1) & (s->n_slot - 1)) {
        const int32_t first = (int32_t)s->slot[at] - 1;
        if (polder_similar_fold(s->label[first], s->other) != length ||
            memcmp(s->own, s->other, length) != 0)
            continue;
        tell(s, first, i);
        return;
    }
    s->slot[at] = (uint32_t)i + 1;
}

int polder_similar_warn(const polder_place_t *place, char *const *label, const int *line, int32_t n,
                        polder_report_t *report)
{
    search_t s = {.place = place, .label = label, .line = line, .report = report, .n_slot = 16};
    for (int32_t i = 0; i < n; i++) {
        const size_t length = strlen(label[i]);
        if (length > s.room) s.room = length;
    }
    while (s.n_slot < 2 * (size_t)n) s.n_slot *= 2;
    s.slot = calloc(s.n_slot, sizeof *s.slot);
    s.own = malloc(3 * s.room + 5);
    s.other = malloc(3 * s.room + 5);
    int code = 0;
    if (s.slot && s.own && s.other)
        for (int32_t i = 0; i < n; i++) look_up(&s, i);
    else
        code = polder_fail_at(report, POLDER_MEMORY, place, "no memory to compare names");
    const int64_t more = s.alike - SHOWN;
    if (more > 0)
        polder_warn(
            report, place,
            polder_report_count(report, "and %lld more organisation that differ so from another",
                                "and %lld more organisations that differ so from another", more),
            (long long)more);
    free(s.slot);
    free(s.own);
    free(s.other);
    return code;
}
