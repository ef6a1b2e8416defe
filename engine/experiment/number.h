/* number.h: reading numbers as people write them in scenarios, on command lines and in calls.
 *
 * What     Decimal numbers with a point, whatever the locale; what looks like something else (hex,
 *          a decimal comma, 50%, separators, nan) is refused with the reason. A number keeps nine
 *          digits, more than a 32-bit float holds: so equal texts and equal experiments are the
 *          same thing.
 * Threads  safe.
 */
#ifndef POLDER_NUMBER_H
#define POLDER_NUMBER_H

#include <stdbool.h>

/* NULL, or why the text is not a number: "is not a number: write a point, as in 0.5". */
const char *polder_number_read(const char *text, double *number);
/* Whether a text that was read as `number` is a whole number. Those are written without a point:
 * 10.000 means ten to one reader and ten thousand to another. */
bool polder_number_is_whole(const char *text, double number);

#endif
