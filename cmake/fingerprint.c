/* fingerprint.c: the fingerprint of the code that makes the numbers; built and run by CMake.
 *
 * usage    fingerprint FILE...            one line per file, then the fingerprint of all
 *          fingerprint -o OUT.c FILE...   the fingerprint of all as a C file, see kernel/code.h
 *
 * What     Every file is cut into the tokens of C. Comments, layout and texts for people do not
 *          count; names, numbers, operators and directives do. A text with a blank in it is for
 *          people (a message, a line of documentation); one without may be a name, and names of
 *          parts and fields choose random numbers.
 * Hash     FNV-1a of 64 bits over the tokens, and over the hashes of the files in ascending
 *          order: where a file lies and what it is called do not count. One changed byte always
 *          changes the hash of its file. It guards against mistakes, not against forgery.
 */
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t start = UINT64_C(14695981039346656037);

static uint64_t add(uint64_t hash, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    return hash;
}

/* ---- reading ---- */

static void fail(const char *path, const char *why)
{
    fprintf(stderr, "fingerprint: %s: %s\n", path, why);
    exit(EXIT_FAILURE);
}

static char *read_all(const char *path)
{
    size_t n = 0, room = 1 << 16;
    FILE *file = fopen(path, "rb");
    if (!file) fail(path, strerror(errno));
    char *text = malloc(room + 1);
    while (text && (n += fread(text + n, 1, room - n, file)) == room) {
        char *more = realloc(text, 2 * room + 1);
        if (!more) free(text);
        text = more;
        room *= 2;
    }
    if (!text) fail(path, "out of memory");
    if (ferror(file)) fail(path, "cannot be read");
    fclose(file);
    text[n] = 0;
    return text;
}

/* Ends of lines are \n, and a line that ends with a backslash goes on in the next. */
static void splice(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (*from == '\r' && from[1] == '\n') continue;
        if (*from == '\\' && from[1] == '\r' && from[2] == '\n')
            from += 2;
        else if (*from == '\\' && from[1] == '\n')
            from++;
        else
            *to++ = *from;
    }
    *to = 0;
}

/* ---- tokens ---- */

typedef struct {
    const char *at;
    uint64_t hash;
    char *text; /* the literals that stand side by side so far, joined; NULL: none */
    size_t length;
    int in_directive; /* 0: not; else the number of the next token in it, from 1 */
    bool defining;    /* #define */
    bool fresh;       /* nothing but blanks since the line began */
} scan_t;

static void emit(scan_t *s, const char *token, size_t n)
{
    s->hash = add(add(s->hash, token, n), "\n", 1);
}

/* What is joined from "one" "two" counts as "onetwo"; how it was cut is layout. */
static void flush(scan_t *s)
{
    if (!s->text) return;
    const bool for_people = memchr(s->text, ' ', s->length) != NULL;
    s->hash = add(s->hash, "\"", 1);
    if (!for_people) s->hash = add(s->hash, s->text, s->length);
    emit(s, "\"", 1);
    free(s->text);
    s->text = NULL;
    s->length = 0;
}

/* Past the literal that begins at s->at; one without an end ends with its line. */
static const char *literal_end(const char *at)
{
    const char quote = *at++;
    while (*at && *at != quote && *at != '\n') at += at[0] == '\\' && at[1] ? 2 : 1;
    return *at == quote ? at + 1 : at;
}

static void take_text(scan_t *s)
{
    const char *end = literal_end(s->at);
    const size_t n = (size_t)(end - s->at) - (end > s->at + 1 && end[-1] == '"' ? 2 : 1);
    char *joined = realloc(s->text, s->length + n + 1);
    if (!joined) fail("a text", "out of memory");
    memcpy(joined + s->length, s->at + 1, n);
    s->text = joined;
    s->length += n;
    s->at = end;
}

/* Length of the operator at `at`, the longest that fits: "a+++b" is not "a + ++b". */
static size_t operator_length(const char *at)
{
    static const char *const longest[] = {"<<=", ">>=", "...", "->", "++", "--", "<<", ">>",
                                          "<=",  ">=",  "==",  "!=", "&&", "||", "*=", "/=",
                                          "%=",  "+=",  "-=",  "&=", "^=", "|=", "##", NULL};
    for (int i = 0; longest[i]; i++)
        if (strncmp(at, longest[i], strlen(longest[i])) == 0) return strlen(longest[i]);
    return 1;
}

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static size_t token_length(const char *at)
{
    const char *end = at;
    if (isdigit((unsigned char)*at) || (*at == '.' && isdigit((unsigned char)at[1]))) {
        while (is_name(*end) || *end == '.' ||
               ((*end == '+' || *end == '-') && end > at && strchr("eEpP", end[-1])))
            end++;
        return (size_t)(end - at);
    }
    if (*at == '\'') return (size_t)(literal_end(at) - at);
    while (is_name(*end)) end++;
    return end > at ? (size_t)(end - at) : operator_length(at);
}

/* Blanks and comments; the end of a directive counts. */
static void skip(scan_t *s)
{
    for (;; s->at++) {
        if (s->at[0] == '/' && s->at[1] == '*') {
            const char *end = strstr(s->at + 2, "*/");
            s->at = end ? end + 1 : s->at + strlen(s->at) - 1;
        } else if (s->at[0] == '/' && s->at[1] == '/') {
            s->at += strcspn(s->at, "\n") - 1;
        } else if (*s->at == '\n') {
            if (s->in_directive) {
                flush(s);
                emit(s, "", 0);
            }
            s->in_directive = 0;
            s->fresh = true;
        } else if (!isspace((unsigned char)*s->at)) {
            return;
        }
    }
}

static void take_token(scan_t *s)
{
    const size_t n = token_length(s->at);
    const bool is_message = s->in_directive == 1 &&
                            (strncmp(s->at, "error", n) == 0 || strncmp(s->at, "warning", n) == 0);
    if (s->fresh && *s->at == '#')
        s->in_directive = 1;
    else if (s->in_directive)
        s->defining = s->in_directive++ == 1 ? strncmp(s->at, "define", n) == 0 : s->defining;
    emit(s, s->at, n);
    s->at += n;
    /* "#define A (x)" is not "#define A(x)" */
    if (s->defining && s->in_directive == 3 && *s->at == '(') emit(s, "()", 2);
    if (is_message) s->at += strcspn(s->at, "\n");
}

static uint64_t hash_of(const char *path)
{
    char *text = read_all(path);
    splice(text);
    scan_t s = {.at = text, .hash = start, .fresh = true};
    for (skip(&s); *s.at; skip(&s)) {
        if (*s.at == '"') {
            take_text(&s);
        } else {
            flush(&s);
            take_token(&s);
        }
        s.fresh = false;
    }
    flush(&s);
    free(text);
    return s.hash;
}

/* ---- all of them ---- */

static int ascending(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static uint64_t join(uint64_t *hash, int n)
{
    uint64_t all = start;
    qsort(hash, (size_t)n, sizeof *hash, ascending);
    for (int i = 0; i < n; i++) {
        char text[17];
        snprintf(text, sizeof text, "%016llx", (unsigned long long)hash[i]);
        all = add(all, text, 16);
    }
    return all;
}

static void write_source(const char *path, uint64_t all)
{
    FILE *out = fopen(path, "w");
    if (!out) fail(path, strerror(errno));
    fprintf(out,
            "/* Written by fingerprint.c from the sources. */\n"
            "#include \"kernel/code.h\"\n\n"
            "const char *polder_code_fingerprint(void)\n{\n    return \"%016llx\";\n}\n",
            (unsigned long long)all);
    if (ferror(out) || fclose(out) != 0) fail(path, "cannot be written");
}

int main(int argc, char **argv)
{
    const char *out = argc > 2 && strcmp(argv[1], "-o") == 0 ? argv[2] : NULL;
    char **path = argv + (out ? 3 : 1);
    const int n = argc - (out ? 3 : 1);
    uint64_t *hash = calloc((size_t)(n > 0 ? n : 1), sizeof *hash);
    if (!hash || n < 1) fail("usage", "fingerprint [-o OUT.c] FILE...");
    for (int i = 0; i < n; i++) {
        hash[i] = hash_of(path[i]);
        if (!out) printf("%016llx  %s\n", (unsigned long long)hash[i], path[i]);
    }
    const uint64_t all = join(hash, n);
    if (out)
        write_source(out, all);
    else
        printf("%016llx\n", (unsigned long long)all);
    free(hash);
    return EXIT_SUCCESS;
}
