/* find.c: see find.h. */
#include "program/find.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "program/language.h"
#include "program/list.h"
#include "program/terminal.h"

enum { MOST_FOLDERS = 64, MOST_NAMES = 512 };

/* Where scenarios may lie: the folders themselves, then their chapters. */
typedef struct {
    int n;
    char *path[MOST_FOLDERS];
} places_t;

static bool is_file(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && !S_ISDIR(about.st_mode);
}

/* FOLDER/WORD, or that with a suffix. Without a folder: WORD itself. */
static char *in_folder(const char *folder, const char *word)
{
    static const char *const suffix[] = {"", ".yaml", ".yml"};
    char path[PATH_MAX];
    for (size_t i = 0; i < sizeof suffix / sizeof *suffix; i++) {
        const int n = snprintf(path, sizeof path, "%s%s%s%s", folder ? folder : "",
                               folder ? "/" : "", word, suffix[i]);
        if (n > 0 && n < (int)sizeof path && is_file(path)) return strdup(path);
    }
    return NULL;
}

static void add_place(places_t *places, char *path)
{
    if (path && places->n < MOST_FOLDERS)
        places->path[places->n++] = path;
    else
        free(path);
}

/* scenarios/ of the working folder, then the one beside the program. */
static places_t shelves(void)
{
    places_t places = {0};
    char *here = realpath("scenarios", NULL), *shelf = polder_list_shelf();
    const bool same = here && shelf && strcmp(here, shelf) == 0;
    if (here) add_place(&places, strdup("scenarios"));
    add_place(&places, same ? NULL : shelf);
    if (same) free(shelf);
    free(here);
    return places;
}

static places_t with_chapters(const places_t *shelf)
{
    places_t places = {0};
    for (int i = 0; i < shelf->n; i++) {
        char **name = NULL;
        const int n = polder_list_chapters(shelf->path[i], &name);
        for (int k = 0; k < n; k++) add_place(&places, name[k]);
        free(name);
    }
    return places;
}

static void free_places(places_t *places)
{
    for (int i = 0; i < places->n; i++) free(places->path[i]);
    places->n = 0;
}

/* A word of its own may be in a chapter; in several, it is not known which is meant. */
static char *in_chapters(const places_t *chapters, const char *word, polder_report_t *report)
{
    char *found = NULL;
    for (int i = 0; i < chapters->n; i++) {
        char *path = in_folder(chapters->path[i], word);
        if (path && found) {
            polder_fail(report, POLDER_INPUT, "which \"%s\": %s or %s?", word, found, path);
            free(path);
            free(found);
            return NULL;
        }
        if (path) found = path;
    }
    return found;
}

/* --- what is meant --- */

static void add_names(const char *folder, char **name, size_t *n)
{
    char **file = NULL;
    const int n_file = polder_list_files(folder, &file);
    for (int i = 0; i < n_file; i++) {
        *strrchr(file[i], '.') = '\0';
        if (*n < MOST_NAMES)
            name[(*n)++] = file[i];
        else
            free(file[i]);
    }
    free(file);
}

/* Where no scenario has a name like that of a file, the reader says what is wrong with the file. */
static void say_nearest(const char *word, const places_t *shelf, const places_t *chapters,
                        polder_report_t *report)
{
    char *name[MOST_NAMES], bare[PATH_MAX];
    size_t n = 0;
    const char *slash = strrchr(word, '/'), *last = slash ? slash + 1 : word;
    snprintf(bare, sizeof bare, "%s", last);
    char *dot = strrchr(bare, '.');
    if (dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0)) *dot = '\0';
    add_names(".", name, &n);
    for (int i = 0; i < shelf->n; i++) add_names(shelf->path[i], name, &n);
    for (int i = 0; i < chapters->n; i++) add_names(chapters->path[i], name, &n);
    const size_t most = 1 + strlen(bare) / 5; /* two words of four letters are hardly unlike */
    const char *near = polder_nearest_within(bare, (const char *const *)name, n, most);
    char where[2 * PATH_MAX + 64];
    const char *first = shelf->n > 0 ? shelf->path[0] : "";
    snprintf(where, sizeof where,
             shelf->n > 1   ? polder_report_text(report, "here, nor in %s or %s")
             : shelf->n > 0 ? polder_report_text(report, "here, nor in %s")
                            : polder_report_text(report, "here"),
             first, shelf->n > 1 ? shelf->path[1] : "");
    if (near || !dot)
        polder_fail(report, POLDER_INPUT,
                    near ? "there is no scenario \"%s\" %s; did you mean \"%s\"?"
                         : "there is no scenario \"%s\" %s: polder list scenarios shows what there "
                           "is",
                    word, where, near ? near : "");
    while (n > 0) free(name[--n]);
}

/* By its name: a table of ties or another network file, which a scenario is never called. */
static bool is_table(const char *path)
{
    static const char *const suffix[] = {".csv", ".tsv",  ".tab",      ".graphml", ".gml",  ".net",
                                         ".paj", ".ncol", ".graphmlz", ".gexf",    ".xlsx", ".xls"};
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    for (size_t i = 0; dot && i < sizeof suffix / sizeof *suffix; i++)
        if (strcasecmp(dot, suffix[i]) == 0) return true;
    return false;
}

static char *look_around(const char *word, polder_report_t *report)
{
    static const char own[] = "scenarios/";
    const bool fixed =
        word[0] == '/' || strncmp(word, "./", 2) == 0 || strncmp(word, "../", 3) == 0;
    const char *rest = strncmp(word, own, sizeof own - 1) == 0 ? word + sizeof own - 1 : word;
    char *found = in_folder(NULL, word);
    if (found || fixed || !*rest) return found;
    places_t shelf = shelves(), chapters = with_chapters(&shelf);
    for (int i = 0; i < shelf.n && !found; i++) found = in_folder(shelf.path[i], rest);
    if (!found && !strchr(rest, '/')) found = in_chapters(&chapters, rest, report);
    /* A path or the name of a file is looked for by the reader, among the files beside it. */
    const bool named = rest != word || !strpbrk(word, "/.");
    struct stat about;
    if (!found && report->n_error == 0 && stat(word, &about) != 0 && named)
        say_nearest(word, &shelf, &chapters, report);
    free_places(&shelf);
    free_places(&chapters);
    return found;
}

char *polder_find_scenario(const char *word, bool quiet, polder_report_t *report)
{
    if (is_file(word) && is_table(word)) {
        polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = word},
                       "this is no scenario; if it is a network file, give it to one: polder check "
                       "SCENARIO --network %s",
                       word);
        return NULL;
    }
    if (is_file(word)) return strdup(word);
    char *found = look_around(word, report);
    /* A folder, no access, or nothing like it: the reader of files says it. */
    if (!found && report->n_error == 0) return strdup(word);
    if (found && !quiet) {
        polder_terminal_line(stderr, "polder: scenario %s", found);
    }
    return found;
}
