/* arm_names.c: see arm_names.h. */
#include "analysis/arm_names.h"

#include <stdlib.h>
#include <string.h>

#include "io/json.h"

char **polder_arm_names_dutch(const polder_result_t *result)
{
    const int n = polder_result_n_arm(result);
    const char *text = polder_result_description(result);
    char **names = calloc((size_t)n + 1, sizeof *names);
    bool memory = false;
    json_t *root = names && text ? polder_json_read(text, 0, &memory) : NULL;
    const json_t *arms = json_object_get(root, "arms");
    for (int i = 0; i < n && !memory && (size_t)i < json_array_size(arms); i++) {
        const json_t *name = json_object_get(json_array_get(arms, (size_t)i), "name_nl");
        if (json_is_string(name)) memory = !(names[i] = strdup(json_string_value(name)));
    }
    json_decref(root);
    if (!memory) return names;
    polder_arm_names_free(names, n);
    return NULL;
}

void polder_arm_names_free(char **names, int n)
{
    for (int i = 0; names && i < n; i++) free(names[i]);
    free(names);
}
