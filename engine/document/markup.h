/* markup.h: texts in XML and HTML: nothing in a text can end what it stands in.
 *
 * What     The five characters that mean something there are written by number; bytes that are no
 *          letters, and characters that XML does not know, become U+FFFD. A name that may run from
 *          right to left stands between U+2068 and U+2069 (isolate), which HTML calls bdi.
 */
#ifndef POLDER_MARKUP_H
#define POLDER_MARKUP_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define POLDER_ISOLATE     "\xE2\x81\xA8"
#define POLDER_ISOLATE_END "\xE2\x81\xA9"

/* Next letter of the text, U+FFFD for what is none; 0 at the end. Moves `text` on. */
uint32_t polder_markup_next(const char **text);
/* In XML, and in an attribute between double quotes: isolates are left out. */
void polder_markup_plain(FILE *stream, const char *text);
/* In HTML: isolates become elements, and each is closed. */
void polder_markup_html(FILE *stream, const char *text);
/* As prose is printed, with curly quotes in the place of straight ones. */
void polder_markup_prose(FILE *stream, const char *text);

#endif
