/* causes.c: see causes.h. */
#include "program/causes.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "io/yaml.h"
#include "program/language.h"
#include "program/list.h"
#include "program/terminal.h"

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static polder_cause_file_t *known(const polder_found_causes_t *found, const char *name)
{
    for (int i = 0; i < found->n_file; i++)
        if (strcmp(name_of(found->file[i].path), name) == 0) return &found->file[i];
    return NULL;
}

/* ---- a cause of one's own in the place of another ---- */

/* The causes are looked for again and again; this is said the first time. */
static bool told;

/* A copy changes nothing. */
static bool same_text(const char *a, const char *b)
{
    char *text[2] = {NULL, NULL};
    size_t length[2] = {0, 0};
    const bool same = polder_yaml_load(a, false, &text[0], &length[0], NULL) >= 0 &&
                      polder_yaml_load(b, false, &text[1], &length[1], NULL) >= 0 &&
                      length[0] == length[1] && memcmp(text[0], text[1], length[0]) == 0;
    free(text[0]);
    free(text[1]);
    return same;
}

static void say_same_name(polder_cause_file_t *file, const char *folder, const char *name)
{
    char path[PATH_MAX];
    const int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (told || file->said || !file->own || length >= (int)sizeof path ||
        same_text(file->path, path))
        return;
    file->said = true;
    polder_terminal_line(stderr, "polder: %s takes the place of %s, which has the same name",
                         file->path, path);
}

/* The own file with the id of this one, which is good in itself; or NULL. */
static polder_cause_file_t *same_id(const polder_found_causes_t *found, const char *path,
                                    const char *shared)
{
    polder_cause_file_t *same = NULL;
    polder_causes_t alone = {0};
    if (polder_causes_init(&alone, found->all.table.model->name, NULL) >= 0 &&
        polder_causes_read(&alone, path, shared, NULL) >= 0 && alone.n == 1)
        for (int i = 0; i < found->all.n && !same; i++) {
            const polder_cause_t *cause = &found->all.cause[i];
            polder_cause_file_t *file = known(found, name_of(cause->path));
            if (strcmp(cause->id, alone.cause[0].id) == 0 && file && file->own) same = file;
        }
    polder_causes_free(&alone);
    return same;
}

static void say_same_id(polder_cause_file_t *file, const char *path)
{
    if (!told && !file->said)
        polder_terminal_line(stderr, "polder: %s takes the place of %s, which has the same id",
                             file->path, path);
    file->said = true;
}

static int add_file(polder_found_causes_t *found, const char *folder, const char *name,
                    const char *shared, bool own, polder_report_t *report)
{
    char *path = NULL;
    polder_cause_file_t *more =
        realloc(found->file, ((size_t)found->n_file + 1) * sizeof *found->file);
    if (more) found->file = more;
    if (!more || asprintf(&path, "%s/%s", folder, name) < 0) return polder_out_of_memory(report);
    const int code = polder_causes_read(&found->all, path, shared, report);
    polder_cause_file_t *other =
        code < 0 && code != POLDER_MEMORY && !own ? same_id(found, path, shared) : NULL;
    if (other) {
        say_same_id(other, path);
        free(path);
        return 0;
    }
    found->file[found->n_file++] = (polder_cause_file_t){.path = path, .bad = code < 0, .own = own};
    return code == POLDER_MEMORY ? code : 0;
}

static int add_folder(polder_found_causes_t *found, const char *parent, const char *shared,
                      bool own, polder_report_t *report)
{
    char folder[PATH_MAX], **name = NULL;
    struct stat about;
    const int length = snprintf(folder, sizeof folder, "%s%scauses", parent, *parent ? "/" : "");
    if (length >= (int)sizeof folder || stat(folder, &about) != 0 || !S_ISDIR(about.st_mode))
        return 0;
    found->folder = true;
    const int n = polder_list_files(folder, &name);
    int code = n < 0 ? polder_out_of_memory(report) : 0;
    for (int i = 0; i < n; i++) {
        polder_cause_file_t *file = known(found, name[i]);
        if (file && !own) say_same_name(file, folder, name[i]);
        if (code >= 0 && !file) code = add_file(found, folder, name[i], shared, own, report);
        free(name[i]);
    }
    free(name);
    return code;
}

int polder_cli_causes(const char *model, polder_found_causes_t *found, polder_report_t *report)
{
    enum { OWN = 2 }; /* the first of the folders */
    *found = (polder_found_causes_t){0};
    errno = 0; /* no folder is no error */
    char *here = polder_list_folder(), *shelf = polder_list_shelf();
    const char *const parent[] = {"", "..", here, shelf};
    int code = (!here || !shelf) && errno == ENOMEM
                   ? polder_out_of_memory(report)
                   : polder_causes_init(&found->all, model, report);
    for (size_t i = 0; i < sizeof parent / sizeof *parent && code >= 0; i++)
        if (parent[i]) code = add_folder(found, parent[i], here, i < OWN, report);
    told = true;
    free(here);
    free(shelf);
    return code;
}

void polder_cli_causes_free(polder_found_causes_t *found)
{
    for (int i = 0; i < found->n_file; i++) free(found->file[i].path);
    free(found->file);
    polder_causes_free(&found->all);
    *found = (polder_found_causes_t){0};
}

const char *polder_cause_label(polder_cause_word_t word)
{
    static const char *const label[][POLDER_LANGUAGES] = {
        {"symptom: ", "symptoom: "}, {"problem: ", "probleem: "}, {"way out: ", "uitweg: "}};
    return label[word][polder_language()];
}

void polder_cli_causes_missing(const polder_found_causes_t *found, const char *left_out)
{
    if (!found->folder)
        polder_terminal_line(stderr,
                             "polder: there is no folder causes/ here, in scenarios/, or beside "
                             "the program: %s",
                             polder_say(left_out));
    for (int i = 0; i < found->n_file; i++)
        if (found->file[i].bad)
            polder_terminal_line(stderr, "polder: %s is left out: polder check %s says why",
                                 found->file[i].path, found->file[i].path);
}

bool polder_cli_is_cause(const char *path)
{
    char *text = NULL;
    size_t length = 0;
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode)) return false;
    const bool one = polder_yaml_load(path, false, &text, &length, NULL) >= 0 &&
                     polder_cause_is_one(text, length);
    free(text);
    return one;
}

/* The other causes in its folder, as far as they can be read. */
static void read_beside(const char *path, const char *shared, polder_causes_t *causes)
{
    char folder[PATH_MAX], file[PATH_MAX], **name = NULL;
    snprintf(folder, sizeof folder, "%.*s", (int)(name_of(path) - path), path);
    const int n = polder_list_files(*folder ? folder : ".", &name);
    for (int i = 0; i < n; i++) {
        const int length = snprintf(file, sizeof file, "%s%s", folder, name[i]);
        if (length < (int)sizeof file && strcmp(name[i], name_of(path)) != 0 &&
            polder_cli_is_cause(file))
            (void)!polder_causes_read(causes, file, shared, NULL);
        free(name[i]);
    }
    free(name);
}

int polder_cli_check_cause(const char *path, polder_causes_t *causes, polder_report_t *report)
{
    char *shared = polder_list_folder();
    polder_report_t first;
    polder_cli_report(&first);
    int code = polder_causes_init(causes, NULL, report);
    if (code >= 0) code = polder_causes_read(causes, path, shared, &first);
    if (code > 0) { /* good in itself: is its id its own? */
        const polder_model_t *model = causes->table.model;
        polder_report_free(&first);
        polder_cli_report(&first);
        polder_causes_free(causes);
        code = polder_causes_init(causes, model->name, report);
        if (code >= 0) read_beside(path, shared, causes);
        if (code >= 0) code = polder_causes_read(causes, path, shared, &first);
    }
    polder_report_take(report, &first);
    polder_report_free(&first);
    free(shared);
    return code;
}
