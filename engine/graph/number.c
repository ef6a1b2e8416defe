/* number.c: what a text is as a number; see number.h. */
#include "graph/number.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "kernel/error.h"
#include "kernel/utf8.h"

size_t polder_blank_length(const char *text, const char *end)
{
    uint32_t code = 0;
    const size_t n = polder_utf8_read(text, end, &code);
    const bool blank = code == ' ' || code == '\t' || code == '\v' || code == '\f' ||
                       code == 0xa0 /* no-break space */ || (code >= 0x2000 && code <= 0x200a) ||
                       code == 0x202f || code == 0x205f || code == 0x3000 || code == 0x1680;
    return blank ? n : 0;
}

/* Bytes of the blank that ends at `end`. */
static size_t blank_before(const char *begin, const char *end)
{
    for (size_t n = 1; n <= 3 && n <= (size_t)(end - begin); n++)
        if (polder_blank_length(end - n, end) == n) return n;
    return 0;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

void polder_trim(const char **text, size_t *length)
{
    const char *end = *text + *length;
    for (size_t n; *text < end; *text += n ? n : 1)
        if ((n = polder_blank_length(*text, end)) == 0 && !is_line_end(**text)) break;
    for (size_t n; *text < end; end -= n ? n : 1)
        if ((n = blank_before(*text, end)) == 0 && !is_line_end(end[-1])) break;
    *length = (size_t)(end - *text);
}

static bool is_missing(const char *text, size_t n)
{
    static const char *const word[] = {"NA", "N/A", "#N/A", "NaN", "null", "None"};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strlen(word[i]) == n && strncasecmp(word[i], text, n) == 0) return true;
    return n == 0;
}

static bool is_infinite(const char *text, size_t n)
{
    if (n && (*text == '+' || *text == '-')) text++, n--;
    return (n == 3 && !strncasecmp(text, "inf", 3)) ||
           (n == 8 && !strncasecmp(text, "infinity", 8));
}

/* The rest after a mantissa: nothing, or an exponent. */
static bool ends_well(const char *c, const char *end)
{
    if (c == end) return true;
    if (*c != 'e' && *c != 'E') return false;
    c++;
    if (c < end && (*c == '+' || *c == '-')) c++;
    if (c == end) return false;
    while (c < end && polder_is_digit(*c)) c++;
    return c == end;
}

/* Whether digits stand in groups of three after the first: 1.234.567 or 1,234.5. */
static bool is_grouped(const char *c, const char *end)
{
    int groups = 0, kinds = 0, digits = 0;
    char sign = '\0';
    for (; c < end; c++) {
        const size_t blank = polder_blank_length(c, end);
        if (polder_is_digit(*c)) {
            digits++;
        } else if (digits > 0 && (*c == '.' || *c == ',' || *c == '\'' || blank)) {
            const char now = blank ? ' ' : *c;
            if (groups > 0 && digits != 3) return false;
            kinds += now != sign;
            sign = now;
            groups++;
            digits = 0;
            if (blank) c += blank - 1;
        } else {
            return false;
        }
    }
    return digits > 0 && groups > 0 && kinds <= 2 &&
           (groups > 1 || ((sign == ' ' || sign == '\'') && digits == 3));
}

/* Of digits, a sign of ASCII, a point or a comma, and groups. */
static polder_number_t plain_kind(const char *text, size_t length)
{
    polder_trim(&text, &length);
    const char *c = text, *const end = text + length;
    if (length == 0) return POLDER_NUMBER_NONE;
    if (*c == '+' || *c == '-') c++;
    const char *const digits = c;
    while (c < end && polder_is_digit(*c)) c++;
    const char *const whole_end = c;
    const char point = c < end && (*c == '.' || *c == ',') ? *c++ : '\0';
    while (point && c < end && polder_is_digit(*c)) c++;
    const bool some = whole_end > digits || (point && c > whole_end + 1);
    if (some && ends_well(c, end)) {
        if (point != ',') return POLDER_NUMBER;
        return c > whole_end + 1 ? POLDER_NUMBER_COMMA : POLDER_NUMBER_NONE;
    }
    return is_grouped(digits, end) ? POLDER_NUMBER_GROUPED : POLDER_NUMBER_NONE;
}

polder_number_t polder_number_kind(const char *text, size_t length)
{
    polder_trim(&text, &length);
    if (is_missing(text, length)) return POLDER_NUMBER_MISSING;
    if (is_infinite(text, length)) return POLDER_NUMBER_INFINITE;
    /* One dash, one percent sign: a cell of nothing else must not cost a call for each. */
    if (length > 3 && (!memcmp(text, "\xe2\x88\x92", 3) || !memcmp(text, "\xe2\x80\x93", 3)))
        return plain_kind(text + 3, length - 3) == POLDER_NUMBER ? POLDER_NUMBER_MINUS
                                                                 : POLDER_NUMBER_NONE;
    if (text[length - 1] != '%') return plain_kind(text, length);
    const polder_number_t kind = plain_kind(text, length - 1);
    return kind == POLDER_NUMBER || kind == POLDER_NUMBER_COMMA ? POLDER_NUMBER_PERCENT
                                                                : POLDER_NUMBER_NONE;
}

double polder_number_value(const char *text)
{
    size_t length = strlen(text);
    polder_trim(&text, &length);
    const locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0) return NAN;
    const double value = strtod_l(text, NULL, plain);
    freelocale(plain);
    return value;
}

const char *polder_number_way_out(polder_number_t kind)
{
    switch (kind) {
    case POLDER_NUMBER_COMMA:
        return POLDER_TEXT("write a decimal point, as in 0.5");
    case POLDER_NUMBER_GROUPED:
        return POLDER_TEXT("write thousands without a separator, as in 1234.5");
    case POLDER_NUMBER_PERCENT:
        return POLDER_TEXT("write 0.5 for 50%");
    case POLDER_NUMBER_MINUS:
        return POLDER_TEXT("write the minus as -");
    default:
        return NULL;
    }
}
