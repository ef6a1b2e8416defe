/* number.h: what a text is as a number, and what to do about one that is nearly a number.
 *
 * What     Digits with a decimal point and perhaps an exponent, whatever the locale; blanks around
 *          it are passed over. Nothing else that strtod takes (hexadecimal, infinity) is a number.
 * Threads  any.
 */
#ifndef POLDER_GRAPH_NUMBER_H
#define POLDER_GRAPH_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    POLDER_NUMBER,
    POLDER_NUMBER_MISSING, /* empty, NA, N/A, #N/A, NaN, null, None */
    POLDER_NUMBER_COMMA,   /* 0,5 */
    POLDER_NUMBER_GROUPED, /* 1.234,5   1,234,567   1 234   1'234 */
    POLDER_NUMBER_PERCENT,
    POLDER_NUMBER_MINUS, /* a minus or dash that is not the one on the keyboard */
    POLDER_NUMBER_INFINITE,
    POLDER_NUMBER_NONE
} polder_number_t;

polder_number_t polder_number_kind(const char *text, size_t length);
/* The value of a text that is a number (not finite if it is too large for a double). */
double polder_number_value(const char *text);
/* What to do about a text that is not: "write a decimal point, as in 0.5", or NULL. */
const char *polder_number_way_out(polder_number_t kind);

/* Bytes of the blank at `text`, which may be a no-break space or another blank of Unicode; 0: it is
 * none. A line end is not a blank. */
size_t polder_blank_length(const char *text, const char *end);
/* Cuts blanks and line ends off both ends. */
void polder_trim(const char **text, size_t *length);

#endif
