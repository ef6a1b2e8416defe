/* words.c: tables of C from the translations in po/; built and run by CMake.
 *
 * usage    words OUT.c CODE=FILE.po...    see engine/words/catalogue.h
 *
 * What     Reads what msgfmt reads: msgctxt, msgid, msgid_plural, msgstr, msgstr[N]; comments; an
 *          entry that is fuzzy or has no translation is left out, and English is shown. The header
 *          must say UTF-8 and how plurals go: that expression is one of C and is taken over.
 * Errors   one line that names file and line, and an end of the build: what is no PO file, a text
 *          that stands there twice, and a translation that takes other arguments of printf than
 *          its English text, for that would read memory that is not there. A text that is no
 *          format though it has a % says so: #, no-c-format
 */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FORMS = 4, ARGUMENTS = 32, TYPE = 4 };

typedef struct {
    char *context, *id, *many, *form[FORMS];
    bool fuzzy, plain; /* plain: no format of printf */
    int line;          /* of its msgid, 0: nothing yet */
} entry_t;

typedef struct {
    const char *code, *path;
    int line, n_form;
    entry_t *entry;
    size_t n;
    char plural[256];
} catalogue_t;

static void fail(const catalogue_t *c, int line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: error: ", c->path, line);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(EXIT_FAILURE);
}

static void *grown(const catalogue_t *c, void *memory, size_t size)
{
    void *more = realloc(memory, size);
    if (!more) fail(c, c->line, "out of memory");
    return more;
}

/* ---- what printf would take ---- */

/* Types of its arguments in their order: "d", "s", "lld", "f" ... False: no format. */
typedef struct {
    char type[ARGUMENTS][TYPE];
    int n;
    bool numbered;
} arguments_t;

/* "2$": which argument, from 1; without it, the next. */
static int place(const char **at, arguments_t *a)
{
    char *end = NULL;
    const long number = isdigit((unsigned char)**at) ? strtol(*at, &end, 10) : 0;
    const bool numbered = end && *end == '$';
    if (numbered) *at = end + 1;
    if (a->n > 0 && numbered != a->numbered) return -1;
    a->numbered = numbered;
    return numbered ? (int)number : a->n + 1;
}

static bool put(arguments_t *a, int which, const char *type)
{
    if (which < 1 || which > ARGUMENTS) return false;
    char *old = a->type[which - 1];
    if (*old && strcmp(old, type) != 0) return false;
    snprintf(old, TYPE, "%s", type);
    if (which > a->n) a->n = which;
    return true;
}

/* A width or a precision: digits, or * for an argument. */
static bool width(const char **at, arguments_t *a)
{
    if (**at != '*') {
        *at += strspn(*at, "0123456789");
        return true;
    }
    ++*at;
    return put(a, place(at, a), "d");
}

/* i is d, and all ways to write a double or an unsigned number are one. */
static bool type_of(const char **at, char type[TYPE])
{
    const size_t n = strspn(*at, "hljzt");
    const char c = (*at)[n];
    if (n > 2 || !c || !strchr("diouxXcspfFeEgGaA", c)) return false;
    const char kind = strchr("di", c) ? 'd' : strchr("ouxX", c) ? 'u' : strchr("csp", c) ? c : 'f';
    snprintf(type, TYPE, "%.*s%c", (int)n, *at, kind);
    *at += n + 1;
    return true;
}

static bool conversion(const char **at, arguments_t *a)
{
    char type[TYPE];
    const char *digits = *at + strspn(*at, "0123456789");
    int which = *digits == '$' ? place(at, a) : 0;
    *at += strspn(*at, "-+ #0'");
    if (!width(at, a)) return false;
    if (**at == '.' && (++*at, !width(at, a))) return false;
    if (!type_of(at, type)) return false;
    if (which == 0) which = a->n > 0 && a->numbered ? -1 : a->n + 1;
    return put(a, which, type);
}

static bool read_format(const char *text, arguments_t *a)
{
    *a = (arguments_t){.n = 0};
    for (const char *at = strchr(text, '%'); at; at = strchr(at, '%')) {
        at++;
        if (*at == '%')
            at++;
        else if (!conversion(&at, a))
            return false;
    }
    for (int i = 0; i < a->n; i++)
        if (!a->type[i][0]) return false; /* printf cannot step over one */
    return true;
}

/* Those of `b` are those of `a`; or the first of them, in the form of a plural. */
static bool agree(const arguments_t *a, const arguments_t *b, bool first)
{
    if (first ? b->n > a->n : b->n != a->n) return false;
    for (int i = 0; i < b->n; i++)
        if (strcmp(a->type[i], b->type[i]) != 0) return false;
    return true;
}

static void check(const catalogue_t *c, const entry_t *e)
{
    arguments_t english, other;
    if (e->plain) return;
    if (!read_format(e->many ? e->many : e->id, &english))
        fail(c, e->line, "the English text is no format of printf (is it \"#, no-c-format\"?)");
    if (e->many && (!read_format(e->id, &other) || !agree(&english, &other, true)))
        fail(c, e->line, "msgid and msgid_plural take different arguments");
    for (int i = 0; i < FORMS && e->form[i]; i++)
        if (!read_format(e->form[i], &other) || !agree(&english, &other, e->many != NULL))
            fail(c, e->line, "the translation takes other arguments than the English text");
    const size_t n = strlen(e->id), m = strlen(e->form[0]);
    if (n > 0 && m > 0 && (e->id[n - 1] == '\n') != (e->form[0][m - 1] == '\n'))
        fail(c, e->line, "only one of English text and translation ends with \\n");
}

/* ---- a PO file ---- */

/* Adds the text in quotes at `at` to `text`. */
static char *add_text(catalogue_t *c, char *text, const char *at)
{
    static const char letter[] = "ntr\"\\", meaning[] = "\n\t\r\"\\";
    size_t n = text ? strlen(text) : 0;
    at += strspn(at, " \t");
    if (*at++ != '"') fail(c, c->line, "a text in quotes is missing");
    text = grown(c, text, n + strlen(at) + 1);
    for (; *at && *at != '"'; at++) {
        const char *escaped = *at == '\\' && at[1] ? strchr(letter, at[1]) : NULL;
        if (*at == '\\' && !escaped) fail(c, c->line, "unknown \\%c", at[1]);
        text[n++] = escaped ? meaning[escaped - letter] : *at;
        at += escaped != NULL;
    }
    if (*at != '"') fail(c, c->line, "a quote is not closed");
    text[n] = '\0';
    return text;
}

/* How plurals go: n, numbers and operators of C, nothing else. */
static void read_header(catalogue_t *c, const entry_t *e)
{
    const char *plural = strstr(e->form[0], "Plural-Forms:");
    const char *rule = plural ? strstr(plural, "plural=") : NULL;
    if (!strstr(e->form[0], "charset=UTF-8")) fail(c, e->line, "the header must say charset=UTF-8");
    if (!rule || sscanf(plural, "Plural-Forms: nplurals=%d", &c->n_form) != 1 || c->n_form < 1 ||
        c->n_form > FORMS)
        fail(c, e->line, "the header must have Plural-Forms, with up to %d of them", FORMS);
    rule += strlen("plural=");
    const size_t n = strcspn(rule, ";\n");
    if (n >= sizeof c->plural || strspn(rule, "n0123456789 ()!=<>&|?:%+-*/") < n || n == 0)
        fail(c, e->line, "plural= is an expression of n");
    snprintf(c->plural, sizeof c->plural, "%.*s", (int)n, rule);
}

static void finish(catalogue_t *c, entry_t *e)
{
    int n = 0;
    if (e->line == 0) {
        *e = (entry_t){.line = 0};
        return;
    }
    while (n < FORMS && e->form[n]) n++;
    if (!e->id || n == 0) fail(c, e->line, "an entry without msgid or msgstr");
    const bool header = !*e->id && !e->context;
    if (header) read_header(c, e);
    bool translated = !header && !e->fuzzy;
    for (int i = 0; i < n; i++) translated &= *e->form[i] != '\0';
    if (translated) {
        if (c->n_form == 0) fail(c, e->line, "the header must come first");
        if (n != (e->many ? c->n_form : 1)) fail(c, e->line, "it needs %d forms", c->n_form);
        check(c, e);
        c->entry = grown(c, c->entry, (c->n + 1) * sizeof *c->entry);
        c->entry[c->n++] = *e;
    }
    *e = (entry_t){.line = 0};
}

/* Where the text of this line goes, and past its keyword. */
static char **target(catalogue_t *c, entry_t *e, const char **at)
{
    static const char *const word[] = {"msgctxt", "msgid_plural", "msgid", "msgstr["};
    size_t k = 0;
    while (k < 4 && strncmp(*at, word[k], strlen(word[k])) != 0) k++;
    if (k < 4) {
        *at += strlen(word[k]);
    } else if (strncmp(*at, "msgstr", 6) == 0) {
        *at += 6;
        return &e->form[0];
    } else {
        fail(c, c->line, "neither a comment nor msgctxt, msgid, msgid_plural or msgstr");
    }
    if (k < 3) return k == 0 ? &e->context : k == 1 ? &e->many : &e->id;
    const int i = **at - '0';
    if (i < 0 || i >= FORMS || (*at)[1] != ']')
        fail(c, c->line, "msgstr[0] ... msgstr[%d]", FORMS - 1);
    *at += 2;
    return &e->form[i];
}

static void read_line(catalogue_t *c, entry_t *e, char ***to, const char *line)
{
    const char *at = line + strspn(line, " \t");
    const bool begins =
        strncmp(at, "msgctxt", 7) == 0 || (strncmp(at, "msgid", 5) == 0 && at[5] != '_');
    if (*at == '\0' || ((*at == '#' || begins) && e->form[0])) {
        finish(c, e);
        *to = NULL;
    }
    if (*at == '\0') return;
    if (*at == '#') {
        if (at[1] == ',' && strstr(at, "fuzzy")) e->fuzzy = true;
        if (at[1] == ',' && strstr(at, "no-c-format")) e->plain = true;
        return;
    }
    if (*at != '"') {
        *to = target(c, e, &at);
        if (**to) fail(c, c->line, "a second one in the same entry");
        e->line = e->line ? e->line : c->line;
    }
    if (!*to) fail(c, c->line, "a text that belongs to nothing");
    **to = add_text(c, **to, at);
}

static void read_catalogue(catalogue_t *c)
{
    FILE *file = fopen(c->path, "r");
    char line[16384];
    entry_t entry = {.line = 0};
    char **to = NULL;
    if (!file) fail(c, 0, "%s", strerror(errno));
    while (fgets(line, sizeof line, file)) {
        c->line++;
        const size_t n = strcspn(line, "\r\n");
        if (!line[n] && !feof(file)) fail(c, c->line, "a line that is too long");
        line[n] = '\0';
        read_line(c, &entry, &to, line);
    }
    if (ferror(file)) fail(c, c->line, "cannot be read");
    finish(c, &entry);
    fclose(file);
    if (c->n_form == 0) fail(c, 1, "there is no header");
}

/* ---- a table of C ---- */

/* Context, \004 and the text: what the table is sorted by. */
static void join_keys(catalogue_t *c)
{
    for (size_t i = 0; i < c->n; i++) {
        entry_t *e = &c->entry[i];
        if (!e->context) continue;
        const size_t size = strlen(e->context) + strlen(e->id) + 2;
        char *key = grown(c, NULL, size);
        snprintf(key, size, "%s\004%s", e->context, e->id);
        e->id = key;
    }
}

static int ascending(const void *a, const void *b)
{
    return strcmp(((const entry_t *)a)->id, ((const entry_t *)b)->id);
}

static void write_text(FILE *out, const char *text)
{
    if (!text) {
        fputs("0", out);
        return;
    }
    fputc('"', out);
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\' || *c == '?')
            fprintf(out, "\\%c", *c);
        else if ((unsigned char)*c < 0x20 || (unsigned char)*c >= 0x7F)
            fprintf(out, "\\%03o", (unsigned)(unsigned char)*c);
        else
            fputc(*c, out);
    }
    fputc('"', out);
}

static void sort(catalogue_t *c)
{
    join_keys(c);
    if (c->n > 0) qsort(c->entry, c->n, sizeof *c->entry, ascending);
    for (size_t i = 1; i < c->n; i++) {
        const entry_t *e = &c->entry[i];
        if (strcmp(e->id, e[-1].id) == 0)
            fail(c, e->line, "this text stands in line %d as well", e[-1].line);
    }
}

static void write_entry(FILE *out, const entry_t *e)
{
    fputs("    {", out);
    write_text(out, e->id);
    fputs(", ", out);
    write_text(out, e->many);
    fputs(", {", out);
    for (int f = 0; f < FORMS && e->form[f]; f++) {
        if (f > 0) fputs(", ", out);
        write_text(out, e->form[f]);
    }
    fputs("}},\n", out);
}

static void write_catalogue(FILE *out, const catalogue_t *c)
{
    fprintf(out, "\nstatic const polder_words_entry_t words_%s[] = {\n", c->code);
    for (size_t i = 0; i < c->n; i++) write_entry(out, &c->entry[i]);
    fprintf(out, "    {0}};\nstatic unsigned long form_%s(unsigned long n)\n{\n", c->code);
    fprintf(out, "    const unsigned long form = 0 * n + (unsigned long)(%s);\n", c->plural);
    fprintf(out, "    return form < %d ? form : %d;\n}\n", c->n_form, c->n_form - 1);
}

/* The file is there when all of it is good, and not before. */
int main(int argc, char **argv)
{
    catalogue_t all = {.path = "usage: words OUT.c CODE=FILE.po..."};
    catalogue_t *c = grown(&all, NULL, (size_t)argc * sizeof *c + 1);
    if (argc < 2) fail(&all, 0, "no file");
    for (int i = 2; i < argc; i++) {
        char *equals = strchr(argv[i], '=');
        if (!equals) fail(&all, 0, "CODE=FILE.po is missing its =: %s", argv[i]);
        *equals = '\0';
        c[i] = (catalogue_t){.code = argv[i], .path = equals + 1};
        read_catalogue(&c[i]);
        sort(&c[i]);
    }
    all.path = argv[1];
    FILE *out = fopen(argv[1], "w");
    if (!out) fail(&all, 0, "%s", strerror(errno));
    fputs("/* Written by words.c from po/. */\n#include \"words/catalogue.h\"\n", out);
    for (int i = 2; i < argc; i++) write_catalogue(out, &c[i]);
    fputs("\nconst polder_catalogue_t polder_catalogues[] = {\n", out);
    for (int i = 2; i < argc; i++)
        fprintf(out, "    {\"%s\", words_%s, %zu, form_%s},\n", c[i].code, c[i].code, c[i].n,
                c[i].code);
    fputs("    {0}};\n", out);
    if (ferror(out) || fclose(out) != 0) fail(&all, 0, "cannot be written");
    return EXIT_SUCCESS;
}
