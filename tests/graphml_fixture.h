/* graphml_fixture.h: GraphML from memory to organisations, ties and attributes, as they are read.
 */
#ifndef POLDER_TESTS_GRAPHML_FIXTURE_H
#define POLDER_TESTS_GRAPHML_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/graphml.h"

#define SPACE          "http://graphml.graphdrawing.org/xmlns"
#define IN(space, ...) "<graphml xmlns='" space "'>\n" __VA_ARGS__ "</graphml>\n"
#define GRAPH(...)     "<graph edgedefault='undirected'>\n" __VA_ARGS__ "</graph>\n"
#define AB             "<node id='a'/><node id='b'/>\n"

typedef struct {
    polder_netfile_t file;
    polder_netfile_count_t count;
    polder_report_t report;
    int code;
} read_t;

static inline read_t read_bytes(const char *bytes, size_t n)
{
    read_t r = {.file = {.place = {.file = "test.graphml"}, .descriptor = -1, .size = n}};
    r.file.data = malloc(n + 1); /* a copy of its own size, so that sanitizers see its end */
    assert_non_null(r.file.data);
    memcpy(r.file.data, bytes, n);
    r.file.data[n] = '\0';
    r.code = polder_graphml_read(&r.file, &r.count, &r.report);
    assert_true((r.code < 0) == (r.report.n_error > 0));
    return r;
}

static inline const polder_note_t *error_of(const read_t *r)
{
    for (size_t i = 0; i < r->report.n; i++)
        if (r->report.note[i].code != POLDER_OK) return &r->report.note[i];
    return NULL;
}

/* Reads what must be accepted, and holds it against the independent count. */
static inline read_t accept_bytes(const char *bytes, size_t n)
{
    read_t r = read_bytes(bytes, n);
    if (r.code) fail_msg("%s: %.200s", error_of(&r)->text, bytes);
    assert_int_equal(r.count.n_org, r.file.n_org + r.file.left_org);
    assert_int_equal(r.count.n_tie, r.file.n_tie + r.file.left_tie);
    return r;
}

static inline read_t accept(const char *text)
{
    return accept_bytes(text, strlen(text));
}

static inline void done(read_t *r)
{
    polder_netfile_free(&r->file);
    polder_report_free(&r->report);
}

static inline const char *value(const read_t *r, bool of_ties, const char *name, int32_t element)
{
    const int attribute = polder_netfile_named(&r->file, of_ties, name);
    if (attribute < 0) fail_msg("no attribute '%s'", name);
    return polder_netfile_value(&r->file, attribute, element);
}

static inline void is(const read_t *r, bool of_ties, const char *name, int32_t element,
                      const char *expected)
{
    const char *text = value(r, of_ties, name, element);
    if (!text || !expected ? text != expected : strcmp(text, expected) != 0)
        fail_msg("'%s' of %d is '%s', not '%s'", name, (int)element, text ? text : "(missing)",
                 expected ? expected : "(missing)");
}

static inline bool says(const read_t *r, const char *words)
{
    for (size_t i = 0; i < r->report.n; i++)
        if (strstr(r->report.note[i].text, words)) return true;
    return false;
}

/* A warning with these words is there, and none is if it is NULL. */
static inline void warns(const read_t *r, const char *words, int line)
{
    if (!words) {
        if (r->report.n) fail_msg("%s", r->report.note[0].text);
        return;
    }
    for (size_t i = 0; i < r->report.n; i++) {
        if (!strstr(r->report.note[i].text, words)) continue;
        assert_int_equal(r->report.note[i].line, line);
        return;
    }
    fail_msg("'%s' is not said, but '%s'", words, r->report.n ? r->report.note[0].text : "nothing");
}

#endif
