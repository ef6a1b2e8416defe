/* json.c: see json.h. */
#include "io/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/yaml.h"

/* Whether there is memory to read `size` bytes once more. */
static bool enough(size_t size)
{
    enum { PER_BYTE = 16, LEAST = 1 << 16 };
    void *volatile room = malloc(PER_BYTE * size + LEAST); /* so that it is really asked for */
    const bool there = room != NULL;
    free(room);
    return there;
}

json_t *polder_json_read(const char *text, size_t flags, bool *memory)
{
    json_error_t error;
    json_t *json = json_loads(text, flags, &error);
    *memory = !json && !enough(strlen(text));
    if (json || *memory) return json;
    json = json_loads(text, flags, &error);
    *memory = !json && json_error_code(&error) == json_error_out_of_memory;
    return json;
}

json_t *polder_json_read_file(int fd, bool *memory)
{
    json_error_t error;
    json_t *json = json_loadfd(fd, 0, &error);
    const off_t end = json ? 0 : lseek(fd, 0, SEEK_END);
    *memory = !json && !enough(end > 0 ? (size_t)end : 0);
    if (json || *memory || lseek(fd, 0, SEEK_SET) != 0) return json;
    json = json_loadfd(fd, 0, &error);
    *memory = !json && json_error_code(&error) == json_error_out_of_memory;
    return json;
}

/* As jansson has its own null: a count of references that never changes. */
json_t polder_json_left_out = {JSON_NULL, (size_t)-1};

void polder_json_set(polder_json_t *b, json_t *object, const char *key, json_t *value)
{
    if (value == POLDER_LEFT_OUT) return;
    if (json_object_set_new(object, key, value) != 0) b->failed = true;
}

void polder_json_append(polder_json_t *b, json_t *array, json_t *value)
{
    if (json_array_append_new(array, value) != 0) b->failed = true;
}

void polder_json_text(polder_json_t *b, json_t *object, const char *key, const char *text)
{
    polder_json_set(b, object, key, text ? json_string(text) : json_null());
}

json_t *polder_json_double(double number)
{
    /* no minus before a zero: 0 and −0 are the same setting */
    return isfinite(number) ? json_real(number + 0.0) : json_null();
}

json_t *polder_json_float(float number)
{
    char text[32] = "";
    if (!isfinite(number)) return json_null();
    for (int digits = 6; digits <= 9; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, (double)number);
        if (strtof(text, NULL) == number) break;
    }
    return polder_json_double(strtod(text, NULL));
}

json_t *polder_json_value(const polder_field_t *field, double number)
{
    int length = 0;
    const char *word = field->choices && number >= 0
                           ? polder_choice_at(field->choices, (int)number, &length)
                           : NULL;
    if (word) return json_stringn(word, (size_t)length);
    if ((field->flags & POLDER_WHOLE) && number == floor(number) && fabs(number) < 1e15)
        return json_integer((json_int_t)number);
    return polder_json_float((float)number);
}

json_t *polder_json_path(const char *path)
{
    json_t *whole = json_string(path);
    char *text = whole ? NULL : malloc(3 * strlen(path) + 1), *to = text;
    for (size_t rest = strlen(path); text && rest > 0;) {
        const size_t n = polder_yaml_character(path, rest);
        if (n > 0)
            memcpy(to, path, n);
        else
            memcpy(to, "\xef\xbf\xbd", 3);
        to += n > 0 ? n : 3;
        path += n > 0 ? n : 1;
        rest -= n > 0 ? n : 1;
    }
    if (text) whole = json_stringn(text, (size_t)(to - text));
    free(text);
    return whole;
}

typedef struct {
    char *text;
    size_t n, size;
    bool failed;
} dump_t;

static int add(const char *bytes, size_t n, void *into)
{
    dump_t *d = into;
    if (!d->failed && d->n + n >= d->size) {
        const size_t size = 2 * (d->n + n) + 256;
        char *more = realloc(d->text, size);
        d->failed = !more;
        if (more) d->text = more;
        if (more) d->size = size;
    }
    if (d->failed) return -1;
    memcpy(d->text + d->n, bytes, n);
    d->text[d->n += n] = '\0';
    return 0;
}

char *polder_json_dumps(const json_t *root, size_t flags)
{
    dump_t d = {0};
    if (json_dump_callback(root, add, &d, flags) == 0 && !d.failed) return d.text;
    free(d.text);
    return NULL;
}

int polder_json_write(polder_json_t *b, json_t *root, char **text, polder_report_t *report)
{
    *text = root && !b->failed
                ? polder_json_dumps(root, JSON_INDENT(1) | JSON_SORT_KEYS | JSON_REAL_PRECISION(9))
                : NULL;
    json_decref(root);
    if (*text) return 0;
    return polder_fail(report, POLDER_MEMORY, "no memory for a text, or it is not UTF-8");
}
