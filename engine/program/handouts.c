/* handouts.c: see handouts.h. */
#include "program/handouts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "program/cli.h"
#include "program/language.h"
#include "program/list.h"
#include "program/terminal.h"

const char *polder_handouts_name(void *intervention, const char *name, polder_language_t language)
{
    json_t *one = NULL;
    size_t i = 0;
    json_array_foreach((json_t *)intervention, i, one)
    {
        const char *is = json_string_value(json_object_get(one, "name"));
        if (!is || strcmp(is, name) != 0) continue;
        const char *dutch = json_string_value(json_object_get(one, "title_nl"));
        return language == POLDER_DUTCH && dutch ? dutch
                                                 : json_string_value(json_object_get(one, "title"));
    }
    return NULL;
}

int polder_handouts_read(polder_handouts_t *all, const polder_handouts_arguments_t *a,
                         polder_report_t *report)
{
    int code = POLDER_OK;
    *all = (polder_handouts_t){0};
    for (; all->n < a->n && code >= 0; all->n++)
        code = polder_result_open_trusting(&all->result[all->n], a->path[all->n], a->trust, report);
    if (code < 0) return code;
    const char *model = polder_result_model(all->result[0])->name;
    char *folder = NULL;
    code = polder_cli_causes(model, &all->causes, report);
    all->intervention = polder_list_interventions(model, &folder);
    free(folder);
    const polder_handout_options_t options = {
        .baseline = a->baseline, .causes = &all->causes.all, .trust = a->trust};
    if (code < 0) return code;
    return polder_handout_read(&all->handout, (const polder_result_t *const *)all->result, all->n,
                               a->path[0], &options, report);
}

void polder_handouts_free(polder_handouts_t *all)
{
    polder_handout_free(&all->handout);
    polder_cli_causes_free(&all->causes);
    json_decref(all->intervention);
    for (int i = 0; i < all->n; i++) polder_result_close(all->result[i]);
    *all = (polder_handouts_t){0};
}

bool polder_handouts_files(polder_handouts_arguments_t *a, int argc, char **argv)
{
    a->path = argv + optind;
    a->n = argc - optind;
    if (a->n < 1 || a->n > POLDER_MOST_FILES) {
        polder_cli_usage(argv[0], a->n < 1 ? "which result file?" : "at most %d result files",
                         (int)POLDER_MOST_FILES);
        return false;
    }
    for (int i = 0; i < a->n; i++) {
        if (access(a->path[i], R_OK) == 0) continue;
        const int reason = errno;
        polder_terminal_line(stderr, "polder: error: %s: %s", a->path[i],
                             polder_say(strerror(reason)));
        return false;
    }
    return true;
}
