/* utf8.h: letters of UTF-8, a few bytes each.
 *
 * What     Reading, writing and checking them, cutting a text off without breaking one, digits.
 *          Bytes that are longer than needed, halves of UTF-16 pairs and what lies past U+10FFFF
 *          are not letters.
 * Threads  any.
 */
#ifndef POLDER_UTF8_H
#define POLDER_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Is it a byte within a letter, not the first of one? */
static inline bool polder_utf8_continues(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}
/* 0 to 9, in any locale? */
static inline bool polder_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Length in bytes of the letter at `text` (which ends before `end`), 0 if it is not one. */
size_t polder_utf8_length(const char *text, const char *end);
/* The same, and which letter it is. */
size_t polder_utf8_read(const char *text, const char *end, uint32_t *code);
/* Writes one letter to `to`, which has room for 4 bytes; returns how many it took. */
size_t polder_utf8_put(uint32_t code, char *to);
bool polder_utf8_valid(const char *text, size_t n);
/* How many of the first `most` bytes of a text make whole letters; `length` if that is no more. */
size_t polder_utf8_cut(const char *text, size_t length, size_t most);
/* The same of a text that was cut off after `n` bytes already. */
size_t polder_utf8_whole(const char *text, size_t n);

#endif
