/* cell.h: what people see of a value.
 *
 * What     Digits that make sense, signs of differences, intervals, and a dash for what is not
 *          known: the same in every table, on a terminal or a page. All characters are UTF-8.
 */
#ifndef POLDER_CELL_H
#define POLDER_CELL_H

#include "document/document.h"

enum { POLDER_CELL = 128 };

/* "–" if it is NaN. These return `text`. */
char *polder_cell_number(char text[POLDER_CELL], double value);
/* The shortest decimal that is this float: 0.01 and not 0.0099999998. */
char *polder_cell_shortest(char text[POLDER_CELL], float value);
/* "21.5%" */
char *polder_cell_percent(char text[POLDER_CELL], double share);
/* "1 h 03 min", "4 min 10 s", "12 s", "0.4 s" */
char *polder_cell_duration(char text[POLDER_CELL], double seconds);
/* "+7.1": scale 100 for points of a share, 1 for a number. */
char *polder_cell_signed(char text[POLDER_CELL], double value, double scale);

/* Of a hundred, whole; −1: not known. All that rounds a share to a hundred does it here, for one number
 * told twice is one number: halves go up, where printf takes the even one. */
int polder_cell_hundred(double share);

/* A cell of a column, "21,5%" in Dutch; what has a text of its own is that text, of any length. */
const char *polder_cell(char text[POLDER_CELL], polder_language_t language,
                        const polder_head_t *head, const polder_datum_t *datum);
/* The same on a page or in a drawing, where whole numbers stand in threes. */
const char *polder_cell_on_page(char text[POLDER_CELL], polder_language_t language,
                                const polder_head_t *head, const polder_datum_t *datum);
/* A whole number in threes, as a page has it: "12,000", in Dutch "12.000". */
const char *polder_cell_threes(char text[POLDER_CELL], polder_language_t language, long long n);
/* Turns decimal points into those of the language. Returns `text`. */
char *polder_cell_decimals(char *text, polder_language_t language);
/* Numbers stand on the right. */
bool polder_cell_is_right(const polder_head_t *head);

#endif
