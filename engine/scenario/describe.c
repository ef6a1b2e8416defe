/* describe.c: the canonical text of an experiment. See scenario.h.
 *
 * It holds all that decides the result and nothing else: no folders, threads, time. The keys are
 * sorted and numbers have one form, so that two experiments are the same exactly when their texts
 * are. It is a scenario: what is written here is read again as the same experiment.
 */
#include "scenario/key.h"
#include "scenario/scenario.h"

int polder_scenario_describe(const polder_experiment_t *x, char **json, polder_report_t *report)
{
    polder_json_t b = {.x = x};
    json_t *root = json_object();
    polder_keys_write(&b, &polder_top_keys, x, root);
    return polder_json_write(&b, root, json, report);
}
