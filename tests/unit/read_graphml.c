/* read_graphml: prints what the reader makes of a GraphML file as JSON, for tests in Python:
 *
 *     {"nodes": [[id, {attribute: text, …}], …],
 *      "edges": [[from, to, directed, {attribute: text, …}], …], "notes": [text, …]}
 */
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "graph/graphml.h"

static json_t *values(const polder_netfile_t *file, bool of_ties, int32_t element)
{
    json_t *all = json_object();
    for (int a = 0; a < file->n_attribute; a++) {
        const char *text = polder_netfile_value(file, a, element);
        if (text && file->attribute[a].of_ties == of_ties)
            json_object_set_new(all, file->attribute[a].name, json_string(text));
    }
    return all;
}

int main(int argc, char **argv)
{
    if (argc != 2) return 2;
    polder_report_t report = {0};
    polder_netfile_count_t count = {0, 0};
    polder_netfile_t file = {.place = {.file = argv[1]},
                             .descriptor = open(argv[1], O_RDONLY | O_CLOEXEC)};
    const int descriptor = file.descriptor, code = polder_graphml_read(&file, &count, &report);
    json_t *nodes = json_array(), *edges = json_array(), *notes = json_array();
    for (int32_t i = 0; i < file.n_org; i++)
        json_array_append_new(
            nodes, json_pack("[so]", polder_netfile_id(&file, i), values(&file, false, i)));
    for (int32_t t = 0; t < file.n_tie; t++)
        json_array_append_new(edges, json_pack("[ssbo]", polder_netfile_id(&file, file.from[t]),
                                               polder_netfile_id(&file, file.to[t]),
                                               (int)file.directed[t], values(&file, true, t)));
    for (size_t i = 0; i < report.n; i++)
        json_array_append_new(notes, json_string(report.note[i].text));
    json_t *root = json_pack("{sososo}", "nodes", nodes, "edges", edges, "notes", notes);
    json_dumpf(root, stdout, JSON_COMPACT);
    json_decref(root);
    polder_netfile_free(&file);
    polder_report_free(&report);
    close(descriptor);
    return code < 0;
}
