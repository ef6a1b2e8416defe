/* utf8.c: see utf8.h. */
#include "kernel/utf8.h"

size_t polder_utf8_read(const char *text, const char *end, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *c = (const unsigned char *)text;
    if (text >= end) return 0;
    *code = c[0];
    if (c[0] < 0x80) return 1;
    const size_t n = c[0] >= 0xf0 ? 4 : c[0] >= 0xe0 ? 3 : 2;
    if (c[0] < 0xc2 || c[0] > 0xf4 || (size_t)(end - text) < n) return 0;
    uint32_t letter = c[0] & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if (!polder_utf8_continues(text[i])) return 0;
        letter = letter << 6 | (c[i] & 0x3fu);
    }
    *code = letter;
    const bool half = letter >= 0xd800 && letter <= 0xdfff; /* of a pair in UTF-16 */
    return letter < least[n] || letter > 0x10ffff || half ? 0 : n;
}

size_t polder_utf8_length(const char *text, const char *end)
{
    uint32_t code;
    return polder_utf8_read(text, end, &code);
}

size_t polder_utf8_put(uint32_t code, char *to)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = n - 1; i > 0; i--, code >>= 6) to[i] = (char)(0x80 | (code & 0x3f));
    to[0] = (char)(lead[n] | code);
    return n;
}

bool polder_utf8_valid(const char *text, size_t n)
{
    const char *const end = text + n;
    while (text < end) {
        const size_t length = polder_utf8_length(text, end);
        if (length == 0) return false;
        text += length;
    }
    return true;
}

size_t polder_utf8_cut(const char *text, size_t length, size_t most)
{
    if (length <= most) return length;
    while (most > 0 && polder_utf8_continues(text[most])) most--;
    return most;
}

size_t polder_utf8_whole(const char *text, size_t n)
{
    size_t first = n; /* of the last letter */
    while (first > 0 && polder_utf8_continues(text[first - 1])) first--;
    if (first == 0) return n;
    const unsigned char lead = (unsigned char)text[--first];
    const size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    return first + length > n ? first : n;
}
