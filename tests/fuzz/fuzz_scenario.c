/* fuzz_scenario: libFuzzer entry for the reader of scenarios; no part of the build.
 *
 * Build and run, from the root of the project, after an ordinary build in build/ (for
 * build/registry.c, the list of models):
 *
 *     clang -std=c11 -D_GNU_SOURCE -DPOLDER_VERSION='"fuzz"' -g -O1 \
 *         -fsanitize=fuzzer,address,undefined -Iengine -I. tests/fuzz/fuzz_scenario.c \
 *         engine/{kernel,experiment}/[a-z]*.c engine/design/*.c engine/graph/[a-z]*.c \
 *         engine/io/{yaml*,json}.c engine/scenario/{reader,key,scenario,scenario_[a-q]*,scenario_rules,scenario_[s-z]*,describe,schema}.c \
 *         engine/scenario/{condition*,intervention,target,axis*}.c \
 *         $(find models -name '*.c') build/registry.c -o fuzz_scenario \
 *         $(pkg-config --cflags --libs igraph libfyaml libxml-2.0 jansson gsl) -fopenmp -lm
 *     mkdir -p corpus && cp scenarios/[a-z]*.yaml corpus/
 *     ./fuzz_scenario -timeout=10 -max_len=4096 corpus
 *
 * The first byte chooses: a file, or a file with the rest of the first line as --set.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1), *set = NULL;
    if (!text) return 0;
    if (size > 0) memcpy(text, data, size);
    text[size] = '\0';
    polder_scenario_options_t options = {0};
    const char *body = text;
    if (size > 0 && text[0] == '!') {
        const size_t n = strcspn(text + 1, "\n");
        set = strndup(text + 1, n);
        body = text + 1 + n;
        options.n_set = set != NULL;
        options.set = (const char *const *)&set;
    }
    polder_experiment_t x;
    polder_report_t report = {0};
    char *json = NULL;
    const size_t length = size - (size_t)(body - text);
    const int code = polder_scenario_parse(body, length, "fuzz", NULL, &options, &x, &report);
    if (code < 0 && report.n_error == 0) abort(); /* refused without a reason */
    if (code >= 0 && polder_scenario_describe(&x, &json, &report) < 0) abort();
    if (code >= 0) polder_experiment_free(&x);
    free(json);
    polder_report_free(&report);
    free(set);
    free(text);
    return 0;
}
