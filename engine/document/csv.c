/* csv.c: see csv.h. */
#include "document/csv.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

polder_csv_t polder_csv_begin(FILE *out, bool excel)
{
    if (excel) fputs("\xef\xbb\xbf", out);
    return (polder_csv_t){.out = out, .excel = excel};
}

void polder_csv_end(polder_csv_t *csv)
{
    putc('\n', csv->out);
    csv->inside = false;
}

static void next(polder_csv_t *csv)
{
    if (csv->inside) putc(csv->excel ? ';' : ',', csv->out);
    csv->inside = true;
}

/* ---- texts ---- */

static const char *past_digits(const char *text)
{
    while (isdigit((unsigned char)*text)) text++;
    return text;
}

/* "-3", "+0.5", "-1e-05", "-0,5" */
static bool is_number(const char *text)
{
    if (*text == '+' || *text == '-') text++;
    const char *end = past_digits(text);
    if (end == text) return false;
    if (*end == '.' || *end == ',') end = past_digits(end + 1);
    if (*end == 'e' || *end == 'E') {
        const char *power = end + (end[1] == '+' || end[1] == '-' ? 2 : 1);
        end = past_digits(power);
        if (end == power) return false;
    }
    return !*end;
}

/* After what OWASP lists under "CSV injection"; wide forms of the signs are formulas as well where
 * people type them. */
static bool is_formula(const char *text)
{
    static const char *const wide[] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
    text += strspn(text, " \u00a0");
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(text, wide[i], strlen(wide[i])) == 0) return true;
    return *text && strchr("=+-@\t\r\n", *text) && !is_number(text);
}

static void write_text(polder_csv_t *csv, const char *text)
{
    const bool formula = is_formula(text);
    if (!formula && !text[strcspn(text, ",;\"\t\r\n")]) {
        fputs(text, csv->out);
        return;
    }
    putc('"', csv->out);
    if (formula) putc('\'', csv->out);
    for (; *text; text++) {
        if (*text == '"') putc('"', csv->out);
        putc(*text, csv->out);
    }
    putc('"', csv->out);
}

void polder_csv_text(polder_csv_t *csv, const char *text)
{
    next(csv);
    write_text(csv, text);
}

void polder_csv_names(polder_csv_t *csv, const char *names)
{
    while (*names) {
        const size_t n = strcspn(names, ",");
        next(csv);
        fwrite(names, 1, n, csv->out);
        names += names[n] ? n + 1 : n;
    }
}

void polder_csv_empty(polder_csv_t *csv, int n)
{
    for (int i = 0; i < n; i++) next(csv);
}

/* ---- numbers ---- */

void polder_csv_whole(polder_csv_t *csv, int64_t value)
{
    next(csv);
    fprintf(csv->out, "%lld", (long long)value);
}

static void write_number(polder_csv_t *csv, char *text)
{
    char *point = csv->excel ? strchr(text, '.') : NULL;
    if (point) *point = ',';
    fputs(text, csv->out);
}

void polder_csv_float(polder_csv_t *csv, float value)
{
    char text[32];
    next(csv);
    if (!isfinite(value)) return;
    if (value >= 0 && value < 10 && value == (float)(int)value) { /* most cells: 0 and 1 */
        putc('0' + (int)value, csv->out);
        return;
    }
    snprintf(text, sizeof text, "%.7g", (double)value);
    if (strtof(text, NULL) != value) snprintf(text, sizeof text, "%.9g", (double)value);
    write_number(csv, text);
}

void polder_csv_figure(polder_csv_t *csv, double value)
{
    char text[32];
    next(csv);
    if (!isfinite(value)) return;
    snprintf(text, sizeof text, "%.10g", value);
    write_number(csv, text);
}

void polder_csv_double(polder_csv_t *csv, double value)
{
    char text[32];
    next(csv);
    if (!isfinite(value)) return;
    snprintf(text, sizeof text, "%.15g", value);
    if (strtod(text, NULL) != value) snprintf(text, sizeof text, "%.17g", value);
    write_number(csv, text);
}

/* ---- factors ---- */

void polder_csv_factor_name(polder_csv_t *csv, const polder_result_t *result, int factor)
{
    polder_csv_text(csv, polder_result_factor(result, factor));
}

void polder_csv_factor(polder_csv_t *csv, const polder_result_t *result, int factor, double value)
{
    int length = 0;
    const char *word = polder_result_word(result, factor, value, &length);
    if (!word) {
        polder_csv_double(csv, value);
        return;
    }
    char text[256];
    snprintf(text, sizeof text, "%.*s", length, word);
    polder_csv_text(csv, text);
}
