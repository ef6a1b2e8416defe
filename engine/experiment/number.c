/* number.c: see number.h. */
#include "experiment/number.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "kernel/error.h"
#include "kernel/utf8.h"

/* Is it [+-]digits[.digits][e[+-]digits], with a digit before or after the point? */
static bool is_decimal(const char *s)
{
    int digits = 0;
    if (*s == '+' || *s == '-') s++;
    for (; polder_is_digit(*s); s++) digits++;
    if (*s == '.')
        for (s++; polder_is_digit(*s); s++) digits++;
    if (digits == 0) return false;
    if (*s == 'e' || *s == 'E') {
        s++;
        if (*s == '+' || *s == '-') s++;
        if (!polder_is_digit(*s)) return false;
        while (polder_is_digit(*s)) s++;
    }
    return *s == '\0';
}

/* Why a text is not a number. */
static const char *why_no_number(const char *text)
{
    static const char *const odd[] = {"nan", "inf", "infinity"};
    const char *s = text + (*text == '+' || *text == '-');
    const char *word = s + (*s == '.');
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (strcasecmp(word, odd[i]) == 0) return POLDER_TEXT("is not a finite number");
    if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X' || s[1] == 'o'))
        return POLDER_TEXT("is not a decimal number");
    const size_t n = strspn(s, "0123456789"), m = s[n] ? strspn(s + n + 1, "0123456789") : 0;
    if (n > 0 && m > 0 && s[n] == ',' && s[n + 1 + m] == '\0')
        return POLDER_TEXT("is not a number: write a point, as in 0.5");
    if (n > 0 && strspn(s, "0123456789., ") + 1 == strlen(s) && s[strlen(s) - 1] == '%')
        return POLDER_TEXT("is not a number: write a share without the sign, 0.5 for 50%");
    if (n > 0 && strspn(s, "0123456789_,. ") == strlen(s))
        return POLDER_TEXT("is not a number: write the digits without separators");
    return POLDER_TEXT("is not a number");
}

const char *polder_number_read(const char *text, double *number)
{
    if (!is_decimal(text)) return why_no_number(text);
    const char *digits = text + (*text == '+' || *text == '-');
    if (digits[0] == '0' && polder_is_digit(digits[1]))
        return POLDER_TEXT("is not a number: leave out the zero in front");
    const locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!plain) return POLDER_TEXT("cannot be read: out of memory");
    const double exact = strtod_l(text, NULL, plain);
    const bool large = fabs(exact) > (double)FLT_MAX;
    if (!large) {
        char nine[40];
        const locale_t before = uselocale(plain);
        snprintf(nine, sizeof nine, "%.9g", exact);
        uselocale(before);
        *number = strtod_l(nine, NULL, plain) + 0.0;
    }
    freelocale(plain);
    return large ? "is too large" : NULL;
}

bool polder_number_is_whole(const char *text, double number)
{
    return number == floor(number) && !strchr(text, '.');
}
