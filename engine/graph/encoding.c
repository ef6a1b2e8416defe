/* encoding.c: the text of a network file as UTF-8; see netfile.h.
 *
 * What     A byte order mark names the encoding (UTF-8, UTF-16). Without one, text that is
 *          valid UTF-8 is UTF-8. Anything else is taken for Windows-1252, which holds Latin-1,
 *          with a warning that shows what the first word of other letters became: only a reader
 *          can see whether it is right.
 * Refused  Zero bytes; half characters; bytes that Windows-1252 does not have; UTF-8 that is
 *          broken in a few places, which would become nonsense as Windows-1252.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/bridge.h"
#include "graph/netfile.h"
#include "kernel/utf8.h"

/* Bytes 0x80 … 0x9f of Windows-1252; 0: there is no such character. */
static const uint16_t windows[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

uint32_t polder_windows_character(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xa0 ? windows[byte - 0x80] : byte;
}

/* Lines end with LF, CR LF or CR. */
int polder_netfile_line(const polder_netfile_t *file, const char *at)
{
    int line = 1;
    for (const char *c = file->data; c < at; c++)
        line += *c == '\n' || (*c == '\r' && c[1] != '\n');
    return line;
}

POLDER_PRINTF(4, 5)
static int refuse(const polder_netfile_t *file, const char *at, polder_report_t *report,
                  const char *format, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, polder_report_text(report, format), arguments);
    va_end(arguments);
    polder_place_t place = file->place;
    place.line = at ? polder_netfile_line(file, at) : 0;
    return polder_fail_at(report, POLDER_FORMAT, &place, "%s", text);
}

static int replace(polder_netfile_t *file, char *text, size_t size)
{
    text[size] = '\0';
    free(file->data);
    file->data = text;
    file->size = size;
    return 0;
}

static int no_memory(const polder_netfile_t *file, polder_report_t *report)
{
    return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for the text");
}

static int from_utf16(polder_netfile_t *file, bool big, polder_report_t *report)
{
    const unsigned char *c = (const unsigned char *)file->data + 2;
    const size_t n = (file->size - 2) / 2;
    if (file->size % 2)
        return refuse(file, NULL, report, "the UTF-16 text ends with half a character");
    char *text = malloc(3 * n + 1);
    if (!text) return no_memory(file, report);
    size_t size = 0;
    for (size_t i = 0; i < n; i++, c += 2) {
        uint32_t code = big ? (uint32_t)(c[0] << 8 | c[1]) : (uint32_t)(c[1] << 8 | c[0]);
        if (code >= 0xd800 && code < 0xdc00 && i + 1 < n) {
            const uint32_t low = big ? (uint32_t)(c[2] << 8 | c[3]) : (uint32_t)(c[3] << 8 | c[2]);
            if (low >= 0xdc00 && low < 0xe000) {
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                i++;
                c += 2;
            }
        }
        if (code == 0 || (code >= 0xd800 && code < 0xe000)) {
            free(text);
            return code ? refuse(file, NULL, report,
                                 "the UTF-16 text has half a character: it is damaged")
                        : refuse(file, NULL, report,
                                 "the UTF-16 text has a zero character: it is damaged");
        }
        size += polder_utf8_put(code, text + size);
    }
    return replace(file, text, size);
}

/* The word in UTF-8 of which the text at `at` is part. */
static void show_word(const char *text, const char *at, char *word, size_t size)
{
    const char *begin = at, *end = at;
    while (begin > text && (unsigned char)begin[-1] > ' ' && begin[-1] != '"' && at - begin < 30)
        begin--;
    while (polder_utf8_continues(*begin)) begin++;
    while ((unsigned char)*end > ' ' && *end != '"' && end - at < 30) end++;
    while (polder_utf8_continues(*end)) end++;
    snprintf(word, size, "%.*s", (int)(end - begin), begin);
}

static int from_windows(polder_netfile_t *file, const char *odd, polder_report_t *report)
{
    char *text = malloc(3 * file->size + 1), word[96];
    if (!text) return no_memory(file, report);
    size_t size = 0, shown = 0;
    for (const char *c = file->data, *end = c + file->size; c < end; c++) {
        const unsigned char byte = (unsigned char)*c;
        const uint32_t code = polder_windows_character(byte);
        if (!code) {
            free(text);
            return refuse(
                file, c, report,
                "the text is neither UTF-8 nor Windows-1252 (byte 0x%02x): save it as UTF-8", byte);
        }
        if (c == odd) shown = size;
        size += polder_utf8_put(code, text + size);
    }
    polder_place_t place = file->place;
    place.line = polder_netfile_line(file, odd);
    replace(file, text, size);
    show_word(text, text + shown, word, sizeof word);
    polder_warn(report, &place,
                "the text is not UTF-8 and is read as Windows-1252, which gives '%s'; if that is "
                "wrong, save the file as UTF-8",
                word);
    return 0;
}

/* Half of a text in UTF-16 or more of one in UTF-32 is zero bytes. */
static int refuse_zero(const polder_netfile_t *file, const char *zero, polder_report_t *report)
{
    size_t zeros = 0;
    const size_t n = file->size < 256 ? file->size : 256;
    for (size_t i = 0; i < n; i++) zeros += !file->data[i];
    if (zeros >= n / 3 && n >= 4)
        return refuse(
            file, NULL, report,
            "this looks like UTF-16 or UTF-32 without a byte order mark: save it as UTF-8");
    return refuse(file, zero, report, "a zero byte: this is not text");
}

/* Spreadsheets on old Macs ended lines with CR and had letters of their own. */
static bool is_mac(const polder_netfile_t *file)
{
    return (file->format == POLDER_EDGELIST || file->format == POLDER_MATRIX) &&
           memchr(file->data, '\r', file->size) && !memchr(file->data, '\n', file->size);
}

static void warn_of_lost(const polder_netfile_t *file, polder_report_t *report)
{
    const char *lost = memmem(file->data, file->size, "\xef\xbf\xbd", 3);
    if (!lost) return;
    polder_place_t place = file->place;
    place.line = polder_netfile_line(file, lost);
    polder_warn(report, &place,
                "the sign \xef\xbf\xbd stands where an earlier program lost a letter");
}

int polder_netfile_decode(polder_netfile_t *file, polder_report_t *report)
{
    char *text = file->data;
    if (file->size >= 4 && (!memcmp(text, "\xff\xfe\0\0", 4) || !memcmp(text, "\0\0\xfe\xff", 4)))
        return refuse(file, NULL, report, "the text is UTF-32: save it as UTF-8");
    if (file->size >= 2 && (!memcmp(text, "\xff\xfe", 2) || !memcmp(text, "\xfe\xff", 2)))
        return from_utf16(file, text[0] == '\xfe', report);
    const char *zero = memchr(text, '\0', file->size);
    if (zero) return refuse_zero(file, zero, report);
    const bool marked = file->size >= 3 && !memcmp(text, "\xef\xbb\xbf", 3);
    if (marked) {
        file->size -= 3;
        memmove(text, text + 3, file->size + 1);
    }
    const char *odd = NULL;
    size_t good = 0, bad = 0;
    for (const char *c = text, *end = c + file->size; c < end;) {
        const size_t length = polder_utf8_length(c, end);
        good += length > 1;
        bad += length == 0;
        if (length == 0 && !odd) odd = c;
        c += length ? length : 1;
    }
    if (!bad) {
        warn_of_lost(file, report);
        return 0;
    }
    if (is_mac(file))
        return refuse(file, odd, report,
                      "the lines end as on an old Mac and the text is not UTF-8: save it as UTF-8 "
                      "(in Excel: CSV UTF-8)");
    if (marked || good > bad) return refuse(file, odd, report, "the text is not valid UTF-8");
    return from_windows(file, odd, report);
}
