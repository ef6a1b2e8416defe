/* yaml_odd.c: characters that look like those of YAML and are others. See yaml.h.
 *
 * Web pages and word processors bring them in: no-break spaces, dashes, curly quotes, full-width
 * forms, characters that are not seen at all. In a title they are right, so they are looked for
 * only where something is wrong already, and then are likely to be the reason.
 */
#include <stdint.h>
#include <stdio.h>

#include "io/yaml.h"

enum { BLANK, OTHER };

static const struct {
    uint32_t first, last;
    const char *what, *way_out;
    int kind;
} odd[] = {
    {0x00a0, 0x00a0, POLDER_TEXT("a no-break space"), POLDER_TEXT("write a plain space"), BLANK},
    {0x00ab, 0x00ab, POLDER_TEXT("a quotation mark that is not the one on the keyboard"),
     POLDER_TEXT("write \""), OTHER},
    {0x00ad, 0x00ad, POLDER_TEXT("a soft hyphen, which is not seen,"), POLDER_TEXT("take it away"),
     BLANK},
    {0x00bb, 0x00bb, POLDER_TEXT("a quotation mark that is not the one on the keyboard"),
     POLDER_TEXT("write \""), OTHER},
    {0x1680, 0x1680, POLDER_TEXT("a space that is not the one on the keyboard"),
     POLDER_TEXT("write a plain space"), BLANK},
    {0x2000, 0x2006, POLDER_TEXT("a space that is not the one on the keyboard"),
     POLDER_TEXT("write a plain space"), BLANK},
    {0x2007, 0x2007, POLDER_TEXT("a figure space"), POLDER_TEXT("write a plain space"), BLANK},
    {0x2008, 0x200a, POLDER_TEXT("a space that is not the one on the keyboard"),
     POLDER_TEXT("write a plain space"), BLANK},
    {0x200b, 0x200f, POLDER_TEXT("a character that is not seen"), POLDER_TEXT("take it away"),
     BLANK},
    {0x2010, 0x2012, POLDER_TEXT("a hyphen that is not the one on the keyboard"),
     POLDER_TEXT("write -"), OTHER},
    {0x2013, 0x2013, POLDER_TEXT("an en dash"), POLDER_TEXT("write -"), OTHER},
    {0x2014, 0x2015, POLDER_TEXT("an em dash"), POLDER_TEXT("write -"), OTHER},
    {0x2018, 0x201b, POLDER_TEXT("a curly quotation mark"), POLDER_TEXT("write '"), OTHER},
    {0x201c, 0x201f, POLDER_TEXT("a curly quotation mark"), POLDER_TEXT("write \""), OTHER},
    {0x202a, 0x202e, POLDER_TEXT("a character that is not seen"), POLDER_TEXT("take it away"),
     BLANK},
    {0x202f, 0x202f, POLDER_TEXT("a narrow no-break space"), POLDER_TEXT("write a plain space"),
     BLANK},
    {0x205f, 0x205f, POLDER_TEXT("a space that is not the one on the keyboard"),
     POLDER_TEXT("write a plain space"), BLANK},
    {0x2060, 0x2064, POLDER_TEXT("a character that is not seen"), POLDER_TEXT("take it away"),
     BLANK},
    {0x2212, 0x2212, POLDER_TEXT("a minus sign that is not the one on the keyboard"),
     POLDER_TEXT("write -"), OTHER},
    {0x2260, 0x2260, POLDER_TEXT("a sign for \"not equal\""), POLDER_TEXT("write !="), OTHER},
    {0x2264, 0x2264, POLDER_TEXT("a sign for \"at most\""), POLDER_TEXT("write <="), OTHER},
    {0x2265, 0x2265, POLDER_TEXT("a sign for \"at least\""), POLDER_TEXT("write >="), OTHER},
    {0x3000, 0x3000, POLDER_TEXT("a full-width space"), POLDER_TEXT("write a plain space"), BLANK},
    {0xff1a, 0xff1a, POLDER_TEXT("a full-width colon"),
     POLDER_TEXT("write a plain colon and a space"), BLANK},
    {0xff01, 0xff5e, POLDER_TEXT("a full-width character"), NULL, OTHER},
};

/* The character at `s`, which is known to be UTF-8. */
static uint32_t character(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;
    uint32_t c = n == 1 ? s[0] : s[0] & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++) c = c << 6 | (s[i] & 0x3fu);
    return c;
}

static int find(uint32_t c)
{
    for (int k = 0; k < (int)(sizeof odd / sizeof *odd); k++)
        if (c >= odd[k].first && c <= odd[k].last) return k;
    return -1;
}

bool polder_yaml_odd(polder_yaml_t *yaml, size_t from, size_t to, bool blanks, size_t *at,
                     char *text, size_t size, const polder_report_t *report)
{
    if (to > yaml->length) to = yaml->length;
    for (size_t i = from, n; i < to; i += n ? n : 1) {
        n = polder_yaml_character(yaml->text + i, yaml->length - i);
        const uint32_t c = n > 1 ? character(yaml->text + i, n) : 0;
        const int k = c ? find(c) : -1;
        if (k < 0 || (blanks && odd[k].kind != BLANK)) continue;
        char own[32];
        snprintf(own, sizeof own, polder_report_text(report, "write %c"),
                 c > 0xfee0 ? (int)(c - 0xfee0) : ' ');
        const polder_place_t place = polder_yaml_place_at(yaml, i, i + n);
        const char *way_out = odd[k].way_out ? polder_report_text(report, odd[k].way_out) : own;
        snprintf(text, size, polder_report_text(report, "%s (U+%04X) in column %d: %s"),
                 polder_report_text(report, odd[k].what), (unsigned)c, place.column, way_out);
        *at = i;
        return true;
    }
    return false;
}
