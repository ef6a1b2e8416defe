/* graphml_text.c: the text of an XML file as UTF-8, a piece at a time; see graphml.h.
 *
 * What     A byte order mark decides the encoding, else the first line, else it is UTF-8. libxml2
 *          is told to take what it gets for UTF-8: its own decoders write their complaints where
 *          nobody asked for them, and take UTF-8 that is none.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "graph/bridge.h"
#include "graph/graphml.h"
#include "kernel/utf8.h"

void polder_xml_text_open(polder_xml_text_t *text, const polder_netfile_t *file,
                          polder_report_t *report)
{
    text->file = file;
    text->report = report;
    text->at = text->in_from = text->in_to = text->out_from = text->out_to = 0;
    text->started = text->ended = text->plain = false;
    text->converter = (iconv_t)-1;
    text->encoding[0] = '\0';
    text->line = 1;
}

void polder_xml_text_close(polder_xml_text_t *text)
{
    if (text->converter != (iconv_t)-1) iconv_close(text->converter);
    text->converter = (iconv_t)-1;
}

static int refuse(const polder_xml_text_t *text, int code, int line, const char *why)
{
    polder_place_t place = text->file->place;
    place.line = line;
    return polder_fail_at(text->report, code, &place, "%s", polder_report_text(text->report, why));
}

/* Fills what is free of `in`. */
static int take_in(polder_xml_text_t *text)
{
    const polder_netfile_t *file = text->file;
    memmove(text->in, text->in + text->in_from, text->in_to - text->in_from);
    text->in_to -= text->in_from;
    text->in_from = 0;
    while (!text->ended && text->in_to < sizeof text->in) {
        const size_t room = sizeof text->in - text->in_to;
        if (file->data) {
            const size_t left = file->size - text->at, n = left < room ? left : room;
            memcpy(text->in + text->in_to, file->data + text->at, n);
            text->at += n;
            text->in_to += n;
            text->ended = text->at == file->size;
            continue;
        }
        const ssize_t n = read(file->descriptor, text->in + text->in_to, room);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0)
            return refuse(text, POLDER_FILE, 0, polder_report_text(text->report, strerror(errno)));
        text->in_to += (size_t)n;
        text->ended = n == 0;
    }
    return 0;
}

/* ---- which encoding ---- */

static bool begins(const polder_xml_text_t *text, const char *bytes, size_t n)
{
    return text->in_to >= n && !memcmp(text->in, bytes, n);
}

/* Files that are XML only in name. */
static int check_foreign(const polder_xml_text_t *text)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *why;
    } foreign[] = {
        {"\x1f\x8b", 2, "this file is compressed: unpack it with gunzip first"},
        {"BZh", 3, "this file is compressed: unpack it with bunzip2 first"},
        {"\xfd"
         "7zXZ",
         5, "this file is compressed: unpack it with unxz first"},
        {"\x28\xb5\x2f\xfd", 4, "this file is compressed: unpack it with unzstd first"},
        {"PK\x03\x04", 4,
         "this is a ZIP archive or a spreadsheet, not XML: unpack it, or export GraphML"},
        {"\x4c\x6f\xa7\x94", 4, "this file is written in EBCDIC: save it as UTF-8"},
    };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (begins(text, foreign[i].bytes, foreign[i].n))
            return refuse(text, POLDER_FORMAT, 0, foreign[i].why);
    return 0;
}

/* The encoding that <?xml … encoding="…"?> names. `in` is not cut off at a zero byte. */
static void find_declared(polder_xml_text_t *text, const char *from)
{
    const char *const to = text->in + text->in_to;
    if (to - from < 5 || memcmp(from, "<?xml", 5) != 0) return;
    const char *const stop = memmem(from, (size_t)(to - from), "?>", 2);
    if (!stop) return;
    const char *c = memmem(from, (size_t)(stop - from), "encoding", 8);
    if (!c) return;
    c += 8;
    while (c < stop && strchr(" \t\r\n=", *c)) c++;
    const char quote = *c++;
    const char *const end = c < stop ? memchr(c, quote, (size_t)(stop - c)) : NULL;
    if (!end || (quote != '"' && quote != '\'') || end - c >= POLDER_XML_NAME) return;
    memcpy(text->encoding, c, (size_t)(end - c));
    text->encoding[end - c] = '\0';
}

static bool is_one_of(const char *name, const char *const list[])
{
    for (; *list; list++)
        if (!strcasecmp(name, *list)) return true;
    return false;
}

/* The name iconv gets, NULL: it is UTF-8. */
static const char *named_encoding(polder_xml_text_t *text)
{
    static const char *const utf8[] = {"", "UTF-8", "UTF8", "UTF_8", NULL};
    static const char *const latin1[] = {"ISO-8859-1", "ISO8859-1", "ISO_8859-1", "ISO88591",
                                         "latin1",     "latin-1",   "l1",         NULL};
    static const char *const wide[] = {"UTF-16", "UTF16", "UTF-16LE", "UTF-16BE", "UCS-2",
                                       "UTF-32", "UCS-4", "unicode",  NULL};
    if (is_one_of(text->encoding, utf8)) return NULL;
    /* what calls itself Latin-1 and has quotation marks is Windows-1252 */
    if (is_one_of(text->encoding, latin1)) return "WINDOWS-1252";
    if (!is_one_of(text->encoding, wide)) return text->encoding;
    polder_place_t place = text->file->place;
    place.line = 1;
    polder_warn(text->report, &place,
                "the first line names the encoding %s, which this file does not have; "
                "it is read as UTF-8",
                text->encoding);
    return NULL;
}

static int start(polder_xml_text_t *text)
{
    static const struct {
        const char *bytes;
        size_t n, mark; /* mark: of these, how many are passed over */
        const char *name;
    } known[] = {{"\xef\xbb\xbf", 3, 3, NULL},       {"\xff\xfe\0\0", 4, 4, "UTF-32LE"},
                 {"\0\0\xfe\xff", 4, 4, "UTF-32BE"}, {"\xff\xfe", 2, 2, "UTF-16LE"},
                 {"\xfe\xff", 2, 2, "UTF-16BE"},     {"<\0\0\0", 4, 0, "UTF-32LE"},
                 {"\0\0\0<", 4, 0, "UTF-32BE"},      {"<\0", 2, 0, "UTF-16LE"},
                 {"\0<", 2, 0, "UTF-16BE"}};
    text->started = true;
    int code = take_in(text);
    if (code == 0) code = check_foreign(text);
    if (code) return code;
    const char *name = NULL;
    size_t i = 0;
    while (i < sizeof known / sizeof *known && !begins(text, known[i].bytes, known[i].n)) i++;
    if (i < sizeof known / sizeof *known) {
        text->in_from = known[i].mark;
        name = known[i].name;
    } else {
        find_declared(text, text->in);
        name = named_encoding(text);
    }
    text->plain = name == NULL;
    if (text->plain) return 0;
    text->converter = iconv_open("UTF-8", name);
    if (text->converter != (iconv_t)-1) return 0;
    char why[200];
    snprintf(why, sizeof why,
             "the first line names the encoding '%.60s', which is unknown: save the file as UTF-8",
             name);
    return refuse(text, POLDER_FORMAT, 1, why);
}

/* ---- conversion ---- */

static int lines_in(const char *bytes, size_t n)
{
    int lines = 0;
    for (size_t i = 0; i < n; i++) lines += bytes[i] == '\n';
    return lines;
}

static int bad_byte(const polder_xml_text_t *text, const char *done, size_t n_done, char byte)
{
    char why[240];
    const int line = text->line + lines_in(done, n_done);
    if (text->plain)
        snprintf(why, sizeof why,
                 "the text is not valid UTF-8 (byte 0x%02X): save it as UTF-8, or name its "
                 "encoding in the first line: <?xml version=\"1.0\" encoding=\"windows-1252\"?>",
                 (unsigned)(unsigned char)byte);
    else
        snprintf(why, sizeof why, "byte 0x%02X does not exist in the encoding of this file%s%.60s",
                 (unsigned)(unsigned char)byte, text->encoding[0] ? ", " : "", text->encoding);
    return refuse(text, POLDER_FORMAT, line, why);
}

/* How many bytes of `in` are whole characters; *bad is where one is none. */
static size_t whole_characters(const char *in, size_t n, const char **bad)
{
    const char *const end = in + n, *c = in;
    *bad = NULL;
    while (c < end) {
        uint64_t eight;
        while (end - c >= 8 && (memcpy(&eight, c, 8), !(eight & UINT64_C(0x8080808080808080))))
            c += 8;
        if (c == end) break;
        const size_t length = polder_utf8_length(c, end);
        if (length == 0) {
            *bad = c;
            break;
        }
        c += length;
    }
    return (size_t)(c - in);
}

static int next_plain(polder_xml_text_t *text, const char **bytes, size_t *n)
{
    const char *bad;
    int code = take_in(text);
    if (code) return code;
    *bytes = text->in;
    *n = whole_characters(text->in, text->in_to, &bad);
    text->in_from = *n;
    /* the last few bytes may be the beginning of a character that goes on in the next piece */
    if (bad && (text->ended || text->in_to - *n >= 4)) return bad_byte(text, text->in, *n, *bad);
    return 0;
}

static int next_converted(polder_xml_text_t *text, const char **bytes, size_t *n)
{
    int code = take_in(text);
    if (code) return code;
    char *in = text->in + text->in_from, *out = text->out;
    size_t n_in = text->in_to - text->in_from, n_out = sizeof text->out;
    const size_t done = iconv(text->converter, &in, &n_in, &out, &n_out);
    const int error = done == (size_t)-1 ? errno : 0;
    *bytes = text->out;
    *n = (size_t)(out - text->out);
    text->in_from = (size_t)(in - text->in);
    if (error == EILSEQ) return bad_byte(text, text->out, *n, *in);
    if (error == EINVAL && text->ended && *n == 0)
        return refuse(text, POLDER_FORMAT, text->line,
                      POLDER_TEXT("the file ends inside a character"));
    return 0;
}

int polder_xml_text_next(polder_xml_text_t *text, const char **bytes, size_t *n)
{
    *n = 0;
    int code = text->started ? 0 : start(text);
    if (code == 0) code = text->plain ? next_plain(text, bytes, n) : next_converted(text, bytes, n);
    if (code) return code;
    const char *zero = memchr(*bytes, '\0', *n);
    if (*n && zero)
        return refuse(text, POLDER_FORMAT, text->line + lines_in(*bytes, (size_t)(zero - *bytes)),
                      "a zero byte: this is not text");
    if (*n) text->line += lines_in(*bytes, *n);
    return 0;
}

/* ---- doubt ---- */

/* The byte of Windows-1252 that stands for a character, −1: none does. */
static int byte_of(uint32_t code)
{
    static const uint16_t high[32] = {
        0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};
    if (code < 0x100) return (int)code;
    for (int i = 0; i < 32; i++)
        if (high[i] == code) return 0x80 + i;
    return -1;
}

static uint32_t code_of(const char *c, size_t length)
{
    static const unsigned char mask[5] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    uint32_t code = (unsigned char)*c & mask[length];
    for (size_t i = 1; i < length; i++) code = code << 6 | ((unsigned char)c[i] & 0x3f);
    return code;
}

/* Would it be valid UTF-8 once more, if each character were the byte it is in Windows-1252? */
static bool read_twice(const char *text)
{
    char byte[256];
    size_t n = 0;
    bool other = false;
    const char *const end = text + strlen(text);
    while (text < end && n < sizeof byte) {
        const size_t length = polder_utf8_length(text, end);
        const int b = length ? byte_of(code_of(text, length)) : -1;
        if (b < 0) return false;
        other |= b > 0x7f;
        byte[n++] = (char)b;
        text += length;
    }
    return other && text == end && polder_utf8_valid(byte, n);
}

void polder_xml_text_doubt(const polder_xml_text_t *text)
{
    const polder_netfile_t *file = text->file;
    const char *first = NULL;
    int64_t n = 0;
    for (size_t i = 0; i < file->text_size; i++) {
        if (!((unsigned char)file->text[i] & 0x80)) continue;
        while (file->text[i - 1]) i--; /* text[0] is a zero byte */
        const char *const own = file->text + i;
        i += strlen(own);
        if (!read_twice(own)) continue;
        if (!first) first = own;
        n++;
    }
    if (!n) return;
    char why[160] = "";
    if (text->encoding[0])
        snprintf(why, sizeof why,
                 polder_report_text(text->report, ": the first line says encoding=\"%s\"; if that "
                                                  "is not so, correct it"),
                 text->encoding);
    polder_warn(text->report, &file->place,
                polder_report_count(text->report,
                                    "%lld name or value looks like UTF-8 that was read in another "
                                    "encoding, such as '%.100s'%s",
                                    "%lld names or values look like UTF-8 that was read in another "
                                    "encoding, such as '%.100s'%s",
                                    n),
                (long long)n, first, why);
}

bool polder_graphml_blank(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!strchr(" \t\r\n", text[i])) return false;
    return true;
}
