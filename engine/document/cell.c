/* cell.c: see cell.h. */
#include "document/cell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words/words.h"

static const char dash[] = "–", digit[] = "0123456789";

/* ---- numbers ---- */

/* The double nearest to twelve decimals, or six of a large number. One number that is worked out in two ways
 * differs in its last bit, and where a 5 comes after the digits that are shown, that bit decides. */
static double settled(double value)
{
    const double size = fabs(value), scale = size < 1e3 ? 1e12 : 1e6;
    return size > 1e-6 && size < 1e9 ? rint(value * scale) / scale : value;
}

char *polder_cell_number(char text[POLDER_CELL], double value)
{
    value = settled(value);
    const double size = fabs(value);
    if (isnan(value)) return strcpy(text, dash);
    if (isinf(value))
        snprintf(text, POLDER_CELL, "%s∞", value < 0 ? "-" : "");
    else if (size >= 1e9 || (size > 0 && size < 5e-4))
        snprintf(text, POLDER_CELL, "%.1e", value);
    else if (size == floor(size))
        snprintf(text, POLDER_CELL, "%.0f", value);
    else
        snprintf(text, POLDER_CELL, "%.*f",
                 size >= 1000  ? 0
                 : size >= 100 ? 1
                 : size >= 10  ? 2
                               : 3,
                 value);
    return text;
}

char *polder_cell_shortest(char text[POLDER_CELL], float value)
{
    if (fabsf(value) < 1e9f && value == floorf(value)) {
        snprintf(text, POLDER_CELL, "%.0f", (double)value);
        return text;
    }
    for (int digits = 6; digits <= 9; digits++) { /* any float keeps 6, and 9 tell all apart */
        snprintf(text, POLDER_CELL, "%.*g", digits, (double)value);
        if (strtof(text, NULL) == value) break;
    }
    return text;
}

char *polder_cell_percent(char text[POLDER_CELL], double share)
{
    if (isnan(share)) return strcpy(text, dash);
    snprintf(text, POLDER_CELL, "%.1f%%", 100 * settled(share));
    return text;
}

int polder_cell_hundred(double share)
{
    return isnan(share) ? -1 : (int)lround(100 * share);
}

char *polder_cell_duration(char text[POLDER_CELL], double seconds)
{
    if (seconds < 10)
        snprintf(text, POLDER_CELL, "%.1f s", seconds);
    else if (seconds < 100)
        snprintf(text, POLDER_CELL, "%.0f s", seconds);
    else if (seconds < 6000)
        snprintf(text, POLDER_CELL, "%d min %02d s", (int)seconds / 60, (int)seconds % 60);
    else
        snprintf(text, POLDER_CELL, "%.0f h %02d min", floor(seconds / 3600),
                 (int)fmod(seconds / 60, 60));
    return text;
}

/* Points of a share have one digit, and no −0.0. */
static char *plain(char text[POLDER_CELL], double value, double scale)
{
    if (scale == 1 || isnan(value)) return polder_cell_number(text, value);
    value = settled(value);
    const double points = fabs(scale * value) < 0.05 ? 0.0 : scale * value;
    snprintf(text, POLDER_CELL, "%.1f", points);
    return text;
}

char *polder_cell_signed(char text[POLDER_CELL], double value, double scale)
{
    char number[POLDER_CELL];
    plain(number, value, scale);
    snprintf(text, POLDER_CELL, "%s%.120s", value > 0 && strcmp(number, "0.0") != 0 ? "+" : "",
             number);
    return text;
}

/* "+0.031 ±0.012": two digits of half the interval say how many make sense. */
static void give_or_take(char text[POLDER_CELL], const polder_datum_t *v, double scale)
{
    const double half = 0.5 * scale * (v->high - v->low), value = scale * v->value;
    const int wanted = half > 0 ? 1 - (int)floor(log10(half)) : 3;
    const int digits = scale > 1 ? 1 : wanted < 0 ? 0 : wanted > 6 ? 6 : wanted;
    const bool none = fabs(value) < 0.5 * pow(10, -digits);
    snprintf(text, POLDER_CELL, "%s%.*f ±%.*f", value > 0 && !none ? "+" : "", digits,
             none ? 0.0 : value, digits, half);
}

static void times(char text[POLDER_CELL], double value)
{
    if (value < 10)
        snprintf(text, POLDER_CELL, "%.1f", value);
    else
        polder_cell_number(text, round(value));
}

static void p_value(char text[POLDER_CELL], double p)
{
    if (p < 0.001)
        strcpy(text, "<0.001");
    else
        snprintf(text, POLDER_CELL, "%.3f", p);
}

/* ---- cells ---- */

static double scale_of(polder_is_t is)
{
    return is == POLDER_IS_POINTS ? 100 : 1;
}

/* One number of a column. */
static char *number(char text[POLDER_CELL], polder_is_t is, double value)
{
    if (isnan(value)) return strcpy(text, dash);
    switch (is) {
    case POLDER_IS_GIVEN:
        snprintf(text, POLDER_CELL, value == round(value) ? "%.9g" : "%.4g", value);
        break;
    case POLDER_IS_SHARE:
        polder_cell_percent(text, value);
        break;
    case POLDER_IS_PERCENT:
        snprintf(text, POLDER_CELL, "%d%%", polder_cell_hundred(value));
        break;
    case POLDER_IS_INDEX:
        snprintf(text, POLDER_CELL, "%.2f", value);
        break;
    case POLDER_IS_CORRELATION:
        snprintf(text, POLDER_CELL, "%+.2f", value);
        break;
    case POLDER_IS_POINTS:
    case POLDER_IS_CHANGE:
        polder_cell_signed(text, value, scale_of(is));
        break;
    case POLDER_IS_P:
        p_value(text, value);
        break;
    case POLDER_IS_TIMES:
        times(text, value);
        break;
    case POLDER_IS_SECONDS:
        polder_cell_duration(text, value);
        break;
    default:
        polder_cell_number(text, value);
    }
    return text;
}

static void interval(char text[POLDER_CELL], polder_language_t language, polder_is_t is, double a,
                     double b)
{
    char low[POLDER_CELL], high[POLDER_CELL];
    const bool change = is == POLDER_IS_POINTS || is == POLDER_IS_CHANGE;
    if (isnan(a) || isnan(b)) {
        strcpy(text, dash);
        return;
    }
    if (is == POLDER_IS_SHARE) {
        snprintf(text, POLDER_CELL, "%.1f – %.1f%%", 100 * a, 100 * b);
        return;
    }
    if (change)
        plain(low, a, scale_of(is)), plain(high, b, scale_of(is));
    else
        number(low, is, a), number(high, is, b);
    snprintf(text, POLDER_CELL, polder_text(language, "%.40s to %.40s"), low, high);
}

static void with_interval(char text[POLDER_CELL], polder_language_t language, polder_is_t is,
                          const polder_datum_t *v)
{
    char value[POLDER_CELL], between[POLDER_CELL];
    if (isnan(v->value) || isnan(v->low) || isnan(v->high))
        number(text, is, v->value);
    else if (is == POLDER_IS_POINTS || is == POLDER_IS_CHANGE)
        give_or_take(text, v, scale_of(is));
    else if (is == POLDER_IS_SHARE)
        snprintf(text, POLDER_CELL, "%.1f%% %.1f–%.1f", 100 * v->value, 100 * v->low,
                 100 * v->high);
    else {
        number(value, is, v->value);
        interval(between, language, is, v->low, v->high);
        snprintf(text, POLDER_CELL, "%.30s (%.90s)", value, between);
    }
}

/* Of what has no text of its own. */
static void put_cell(char text[POLDER_CELL], polder_language_t language, const polder_head_t *head,
                     const polder_datum_t *given)
{
    polder_datum_t all = *given;
    const polder_datum_t *v = &all;
    all.value = settled(given->value);
    all.low = settled(given->low);
    all.high = settled(given->high);
    if (head->show == POLDER_SHOW_INTERVAL)
        interval(text, language, head->is, v->low, v->high);
    else if (head->show == POLDER_SHOW_WITH_INTERVAL || head->show == POLDER_SHOW_COUNTED)
        with_interval(text, language, head->is, v);
    else if (head->is == POLDER_IS_FLAG)
        strcpy(text, v->count ? polder_text(language, "yes") : polder_text(language, "no"));
    else if (head->is == POLDER_IS_COUNT)
        snprintf(text, POLDER_CELL, "%lld", (long long)v->count);
    else
        number(text, head->is, v->value);
}

const char *polder_cell(char text[POLDER_CELL], polder_language_t language,
                        const polder_head_t *head, const polder_datum_t *v)
{
    text[0] = '\0';
    if (v->state == POLDER_DATUM_NOTHING) return text;
    if (v->state == POLDER_DATUM_KNOWN && v->text) return v->text;
    if (v->state == POLDER_DATUM_UNKNOWN || head->is == POLDER_IS_TEXT) return strcpy(text, dash);
    put_cell(text, language, head, v);
    return polder_cell_decimals(text, language);
}

char *polder_cell_decimals(char *text, polder_language_t language)
{
    if (language != POLDER_DUTCH) return text;
    for (char *at = text; (at = strchr(at, '.')); at++)
        if (at > text && strspn(at - 1, digit) > 0 && strspn(at + 1, digit) > 0) *at = ',';
    return text;
}

const char *polder_cell_threes(char text[POLDER_CELL], polder_language_t language, long long n)
{
    char plain_text[32];
    const int length = snprintf(plain_text, sizeof plain_text, "%lld", n);
    const int from = plain_text[0] == '-';
    char *to = text;
    for (int i = 0; i < length; i++) {
        if (i > from && (length - i) % 3 == 0) *to++ = language == POLDER_DUTCH ? '.' : ',';
        *to++ = plain_text[i];
    }
    *to = '\0';
    return text;
}

const char *polder_cell_on_page(char text[POLDER_CELL], polder_language_t language,
                                const polder_head_t *head, const polder_datum_t *v)
{
    const char *said = polder_cell(text, language, head, v);
    const bool whole = head->is == POLDER_IS_COUNT && head->show == POLDER_SHOW_VALUE;
    if (said == text && whole && v->state == POLDER_DATUM_KNOWN)
        return polder_cell_threes(text, language, v->count);
    return said;
}

bool polder_cell_is_right(const polder_head_t *head)
{
    return head->right || (head->is != POLDER_IS_TEXT && head->is != POLDER_IS_FLAG);
}
