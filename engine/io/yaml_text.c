/* yaml_text.c: the bytes under a YAML tree: reading, checking, places. See yaml.h. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/yaml.h"
#include "kernel/utf8.h"

static bool is_allowed(uint32_t c)
{
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    if (c >= 0x7f && c <= 0x9f) return false;
    /* marks of byte order, and lines that only some readers see */
    return c != 0xfeff && c != 0xfffe && c != 0xffff && c != 0x2028 && c != 0x2029;
}

size_t polder_yaml_character(const char *text, size_t length)
{
    uint32_t c = 0;
    const size_t n = polder_utf8_read(text, text + length, &c);
    return n && is_allowed(c) ? n : 0;
}

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

/* Characters in [from, to); a broken byte counts as one. */
static int count(const char *text, size_t from, size_t to)
{
    int n = 0;
    for (uint32_t c; from < to; n++) {
        const size_t step = polder_utf8_read(text + from, text + to, &c);
        from += step ? step : 1;
    }
    return n;
}

/* Copies the line [from, to) so that a terminal can show it and carets stand right. */
static void show(char *out, size_t room, const char *text, size_t from, size_t to)
{
    size_t used = 0;
    while (from < to) {
        const size_t n = polder_yaml_character(text + from, to - from);
        if (used + (n ? n : 1) >= room) break;
        if (n == 0 || text[from] == '\t')
            out[used++] = n ? ' ' : '?';
        else
            memcpy(out + used, text + from, n), used += n;
        from += n ? n : 1;
    }
    out[used] = '\0';
}

polder_place_t polder_yaml_place_at(polder_yaml_t *yaml, size_t begin, size_t end)
{
    const char *text = yaml->text;
    if (begin > yaml->length) begin = yaml->length;
    int line = 1;
    size_t start = 0;
    for (size_t i = 0; i < begin; i++) {
        const bool pair = text[i] == '\r' && i + 1 < yaml->length && text[i + 1] == '\n';
        if (!is_break(text[i]) || pair) continue;
        line++;
        start = i + 1;
    }
    size_t stop = begin;
    while (stop < yaml->length && !is_break(text[stop])) stop++;
    const int width = count(text, begin, end < stop ? end : stop);
    polder_place_t place = {.file = yaml->name,
                            .line = line,
                            .column = count(text, start, begin) + 1,
                            .width = width > 1 ? width : 1};
    if (begin - start < POLDER_YAML_EXCERPT - 40) {
        show(yaml->excerpt, POLDER_YAML_EXCERPT, text, start, stop);
        place.excerpt = yaml->excerpt;
    }
    return place;
}

polder_place_t polder_yaml_place(polder_yaml_t *yaml, const polder_yaml_node_t *node)
{
    return polder_yaml_place_at(yaml, node->begin, node->end);
}

int polder_yaml_line(const polder_yaml_t *yaml, const polder_yaml_node_t *node)
{
    int line = 1;
    for (size_t i = 0; i < node->begin && i < yaml->length; i++) {
        const bool pair =
            yaml->text[i] == '\r' && i + 1 < yaml->length && yaml->text[i + 1] == '\n';
        if (is_break(yaml->text[i]) && !pair) line++;
    }
    return line;
}

static int bad_bytes(polder_yaml_t *yaml, size_t at, polder_report_t *report)
{
    const polder_place_t place = polder_yaml_place_at(yaml, at, at + 1);
    const unsigned char byte = (unsigned char)yaml->text[at];
    uint32_t c = 0;
    if (at == 0 && (byte == 0xff || byte == 0xfe))
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "this looks like UTF-16; save the file as UTF-8");
    if (!polder_utf8_read(yaml->text + at, yaml->text + yaml->length, &c))
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "byte 0x%02x is not valid UTF-8; save the file as UTF-8", byte);
    return polder_fail_at(report, POLDER_INPUT, &place,
                          "the character U+%04X is not allowed in a scenario", (unsigned)c);
}

/* A line's first characters: no tab, and no directive (libfyaml can hang on one). */
static int bad_start(polder_yaml_t *yaml, size_t at, polder_report_t *report)
{
    const char *text = yaml->text;
    if (at < yaml->length && text[at] == '%') {
        const polder_place_t place = polder_yaml_place_at(yaml, at, at + 1);
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "a line cannot begin with %%: directives are not supported");
    }
    size_t i = at, tab = SIZE_MAX;
    for (; i < yaml->length && (text[i] == ' ' || text[i] == '\t'); i++)
        if (text[i] == '\t' && tab == SIZE_MAX) tab = i;
    if (tab == SIZE_MAX || i == yaml->length || is_break(text[i]) || text[i] == '#') return 0;
    const polder_place_t place = polder_yaml_place_at(yaml, tab, tab + 1);
    return polder_fail_at(report, POLDER_INPUT, &place,
                          "a tab in the indentation: use spaces, as YAML does not allow tabs here");
}

/* libfyaml's time grows with the square of the empty lines in a row. */
static int too_empty(polder_yaml_t *yaml, size_t at, int *empty, polder_report_t *report)
{
    size_t i = at;
    while (i < yaml->length && (yaml->text[i] == ' ' || yaml->text[i] == '\t')) i++;
    const char next = i < yaml->length ? yaml->text[i] : '\n';
    *empty = is_break(next) ? *empty + 1 : 0;
    if (*empty <= POLDER_YAML_EMPTY) return 0;
    const polder_place_t place = polder_yaml_place_at(yaml, at, at);
    return polder_fail_at(report, POLDER_INPUT, &place, "more than %d empty lines in a row",
                          POLDER_YAML_EMPTY);
}

static int check_length(const polder_yaml_t *yaml, polder_report_t *report)
{
    const polder_place_t place = {.file = yaml->name};
    if (yaml->length <= POLDER_YAML_BYTES) return 0;
    return polder_fail_at(report, POLDER_INPUT, &place, "larger than %d MiB",
                          POLDER_YAML_BYTES >> 20);
}

int polder_yaml_check_text(polder_yaml_t *yaml, polder_report_t *report)
{
    const int code = check_length(yaml, report);
    if (code < 0) return code;
    for (size_t i = 0, n; i < yaml->length; i += n)
        if ((n = polder_yaml_character(yaml->text + i, yaml->length - i)) == 0)
            return bad_bytes(yaml, i, report);
    return 0;
}

int polder_yaml_check(polder_yaml_t *yaml, polder_report_t *report)
{
    int empty = 0;
    const int length = check_length(yaml, report);
    if (length < 0) return length;
    if (yaml->length >= 3 && memcmp(yaml->text, "\xef\xbb\xbf", 3) == 0) {
        yaml->text += 3;
        yaml->length -= 3;
    }
    for (size_t i = 0; i < yaml->length;) {
        const size_t n = polder_yaml_character(yaml->text + i, yaml->length - i);
        if (n == 0) return bad_bytes(yaml, i, report);
        if (i == 0 || is_break(yaml->text[i - 1])) {
            int code = bad_start(yaml, i, report);
            if (code >= 0) code = too_empty(yaml, i, &empty, report);
            if (code < 0) return code;
        }
        i += n;
    }
    return 0;
}

char *polder_yaml_near_file(const char *folder, const char *name)
{
    enum { MOST = 1000 };
    char *names[MOST], *found = NULL;
    size_t n = 0;
    DIR *directory = opendir(folder);
    if (!directory) return NULL;
    for (struct dirent *entry; n < MOST && (entry = readdir(directory));) {
        if (entry->d_name[0] == '.') continue;
        names[n] = strdup(entry->d_name);
        if (names[n]) n++;
    }
    closedir(directory);
    /* Suffixes are alike by themselves, so only the name before it counts. */
    const size_t most = 1 + strcspn(name, ".") / 5;
    const char *nearest = polder_nearest_within(name, (const char *const *)names, n, most);
    if (nearest) found = strdup(nearest);
    while (n > 0) free(names[--n]);
    return found;
}

static void no_file(const char *path, polder_report_t *report)
{
    const polder_place_t place = {.file = path};
    const int reason = errno;
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    char *near = reason == ENOENT && folder ? polder_yaml_near_file(folder, base) : NULL;
    if (near)
        polder_fail_at(report, POLDER_FILE, &place, "there is no such file; did you mean \"%s\"?",
                       near);
    else if (reason == ENOENT)
        polder_fail_at(report, POLDER_FILE, &place, "there is no such file");
    else
        polder_fail_at(report, POLDER_FILE, &place, "cannot be read: %s",
                       polder_report_text(report, strerror(reason)));
    free(near);
    free(folder);
}

/* A pipe that the shell has opened for us, as /dev/stdin or <(…), not one that lies in a folder and
 * may never be written. */
static bool is_open_pipe(const char *path, const struct stat *about)
{
    static const char *const ours[] = {"/dev/stdin", "/dev/fd/", "/proc/self/fd/"};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (strncmp(path, ours[i], strlen(ours[i])) == 0)
            return S_ISFIFO(about->st_mode) || S_ISSOCK(about->st_mode);
    return false;
}

/* Opens what can be read to its end, and does not wait for what cannot. */
static FILE *open_text(const char *path, bool pipe, int *code, polder_report_t *report)
{
    const polder_place_t place = {.file = path};
    struct stat about = {0};
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    *code = POLDER_FILE;
    if (fd < 0) {
        no_file(path, report);
        return NULL;
    }
    const char *what = fstat(fd, &about) != 0               ? POLDER_TEXT("cannot be read")
                       : S_ISREG(about.st_mode)             ? NULL
                       : S_ISDIR(about.st_mode)             ? POLDER_TEXT("is a folder, not a file")
                       : pipe && is_open_pipe(path, &about) ? NULL
                       : isatty(fd) == 1         ? POLDER_TEXT("is a terminal, not a file")
                       : S_ISFIFO(about.st_mode) ? POLDER_TEXT("is a pipe, not a file")
                                                 : POLDER_TEXT("is a device, not a file");
    FILE *file = NULL;
    if (what) {
        polder_fail_at(report, POLDER_FILE, &place, "%s", polder_report_text(report, what));
    } else {
        fcntl(fd, F_SETFL, 0); /* to wait for a pipe */
        file = fdopen(fd, "rb");
        *code = file ? 0 : polder_out_of_memory(report);
    }
    if (!file) close(fd);
    return file;
}

int polder_yaml_load(const char *path, bool pipe, char **text, size_t *length,
                     polder_report_t *report)
{
    const polder_place_t place = {.file = path};
    int code = 0;
    char *bytes = NULL;
    *text = NULL;
    *length = 0;
    FILE *file = open_text(path, pipe, &code, report);
    if (!file) return code;
    bytes = malloc(POLDER_YAML_BYTES + 1);
    if (!bytes) {
        code = polder_out_of_memory(report);
        goto done;
    }
    *length = fread(bytes, 1, POLDER_YAML_BYTES + 1, file);
    if (ferror(file))
        code = polder_fail_at(report, POLDER_FILE, &place, "cannot be read: %s",
                              polder_report_text(report, strerror(errno)));
    else if (*length > POLDER_YAML_BYTES)
        code = polder_fail_at(report, POLDER_FILE, &place, "larger than %d MiB",
                              POLDER_YAML_BYTES >> 20);
done:
    if (code < 0) {
        free(bytes);
        bytes = NULL;
    }
    *text = bytes;
    fclose(file);
    return code;
}
