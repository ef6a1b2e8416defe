/* netfile_fixture.h: what a reader of network files read, as text. */
#ifndef POLDER_TESTS_NETFILE_FIXTURE_H
#define POLDER_TESTS_NETFILE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/netfile.h"

typedef int (*reader_t)(polder_netfile_t *file, polder_report_t *report);
typedef void (*counter_t)(const polder_netfile_t *file, polder_netfile_count_t *count);

/* A line for each organisation, "1 label=A size=3", and for each tie, "1>2 weight=5" or, if both
 * ends report it, "1-2 weight=5". */
static inline char *dump(const polder_netfile_t *file)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    for (int32_t k = 0; k < file->n_org + file->n_tie; k++) {
        const bool tie = k >= file->n_org;
        const int32_t i = tie ? k - file->n_org : k;
        if (tie)
            fprintf(to, "%s%c%s", polder_netfile_id(file, file->from[i]),
                    file->directed[i] ? '>' : '-', polder_netfile_id(file, file->to[i]));
        else
            fputs(polder_netfile_id(file, i), to);
        for (int a = 0; a < file->n_attribute; a++) {
            const char *value = polder_netfile_value(file, a, i);
            if (file->attribute[a].of_ties == tie && value)
                fprintf(to, " %s=%s", file->attribute[a].name, value);
        }
        putc('\n', to);
    }
    fclose(to);
    return text;
}

/* Reads `text`; all warnings become `said`, one on a line: "3: …". */
static inline char *read_dump(reader_t reader, counter_t counter, const char *text, char **said)
{
    polder_report_t report = {0};
    polder_netfile_t file = {.place = {.file = "text"}, .data = strdup(text), .size = strlen(text)};
    polder_netfile_count_t count = {-1, -1};
    size_t size = 0;
    counter(&file, &count);
    const int rc = reader(&file, &report);
    if (rc) fail_msg("%s\nline %d: %s", text, report.note[0].line, report.note[0].text);
    if (count.n_org != file.n_org + file.left_org || count.n_tie != file.n_tie + file.left_tie)
        fail_msg("%s\nread %d and %d, counted %d and %d", text, (int)file.n_org, (int)file.n_tie,
                 (int)count.n_org, (int)count.n_tie);
    FILE *to = open_memstream(said, &size);
    assert_non_null(to);
    for (size_t i = 0; i < report.n; i++)
        fprintf(to, "%d: %s\n", report.note[i].line, report.note[i].text);
    fclose(to);
    char *dumped = dump(&file);
    polder_netfile_free(&file);
    polder_report_free(&report);
    return dumped;
}

typedef struct {
    const char *text, *expected, *warning; /* NULL: nothing may be said */
} dumped_t;

static inline void check_dumps(reader_t reader, counter_t counter, const dumped_t *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char *said = NULL, *got = read_dump(reader, counter, cases[i].text, &said);
        if (strcmp(got, cases[i].expected))
            fail_msg("%s\ngives\n%s\nnot\n%s", cases[i].text, got, cases[i].expected);
        if (cases[i].warning ? !strstr(said, cases[i].warning) : *said)
            fail_msg("%s\nsays\n%s\nnot\n%s", cases[i].text, said,
                     cases[i].warning ? cases[i].warning : "nothing");
        free(said);
        free(got);
    }
}

#define CHECK_DUMPS(cases, reader, counter)                                                        \
    static void cases##_test(void **state)                                                         \
    {                                                                                              \
        (void)state;                                                                               \
        check_dumps(reader, counter, cases, sizeof cases / sizeof *cases);                         \
    }

#endif
