/* scenario_said.c: what the command line sets is said in the title. See loader.h.
 *
 * What     "A network (with relations.trust=0.3)": the title goes into the result and stands above all that is
 *          made of it, so that no figure of another model passes for one of the scenario.
 * Which    Settings of the model and of the networks. How many networks, the seed and the like stand on
 *          the screens themselves, and change no model.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/loader.h"
#include "words/words.h"

/* Keys of a scenario have no point, and what is recorded changes nothing. */
static bool is_of_model(const char *set)
{
    const size_t n = strcspn(set, "=");
    return (memchr(set, '.', n) && strncmp(set, "record.", strlen("record.")) != 0) ||
           strncmp(set, "without=", strlen("without=")) == 0;
}

/* Adds one to "a=1, b=2", on one line and not without end. False: no memory. */
static bool add(char **list, const char *set)
{
    enum { MOST = 200 };
    char *more = NULL;
    const size_t before = *list ? strlen(*list) : 0;
    const bool full = before + strlen(set) > MOST;
    if (full && before >= strlen("…") && strcmp(*list + before - strlen("…"), "…") == 0)
        return true;
    if (asprintf(&more, "%s%s%s", before ? *list : "", before ? ", " : "", full ? "…" : set) < 0)
        return false;
    for (char *c = more; *c; c++)
        if ((unsigned char)*c < ' ') *c = ' ';
    free(*list);
    *list = more;
    return true;
}

/* What has no title is called by its file. */
static char *name_of_file(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return strndup(name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

static char *with(polder_language_t language, const char *title, const char *list)
{
    char *whole = NULL;
    return asprintf(&whole, polder_text(language, "%s (with %s)"), title, list) < 0 ? NULL : whole;
}

void polder_loader_say_set(polder_loader_t *r)
{
    polder_experiment_t *x = r->x;
    if (polder_loader_is_set(r, "title")) return; /* who gives a title says what it is */
    char *list = NULL, *file = x->title ? NULL : name_of_file(r->yaml->name);
    bool good = x->title || file;
    for (int i = 0; i < r->n_set && good; i++)
        if (is_of_model(r->set[i])) good = add(&list, r->set[i]);
    if (list && good) {
        const char *english = x->title ? x->title : file;
        char *title = with(POLDER_ENGLISH, english, list);
        char *dutch = with(POLDER_DUTCH, x->title_nl ? x->title_nl : english, list);
        good = title && dutch;
        free(x->title);
        free(x->title_nl);
        x->title = title;
        x->title_nl = dutch;
    }
    if (!good) polder_loader_no_memory(r);
    free(list);
    free(file);
}
