/* kernels.c: see kernels.h. */
#include "run/kernels.h"

#include <stdio.h>
#include <string.h>

/* Copies of polder_parts, each compiled for one instruction set. */
extern const polder_part_t *const polder_parts_scalar[];
#ifdef POLDER_HAS_AVX2
extern const polder_part_t *const polder_parts_avx2[];
#endif
#ifdef POLDER_HAS_AVX512
extern const polder_part_t *const polder_parts_avx512[];
#endif

/* Whether this machine has the features that CMakeLists.txt lets the compiler use. The compiler's
 * test asks the processor and also the operating system, which has to save the wider registers. */
#ifdef POLDER_HAS_AVX2
static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2");
}
#endif

#ifdef POLDER_HAS_AVX512
static bool has_avx512(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}
#endif

static bool always(void)
{
    return true;
}

static const struct {
    const char *name;
    const polder_part_t *const *parts;
    bool (*runs)(void);
} list[] = {
    {"scalar", polder_parts_scalar, always},
    {"baseline", polder_parts, always},
#ifdef POLDER_HAS_AVX2
    {"avx2", polder_parts_avx2, has_avx2},
#endif
#ifdef POLDER_HAS_AVX512
    {"avx512", polder_parts_avx512, has_avx512},
#endif
};
enum { N_SET = sizeof list / sizeof *list };

bool polder_kernels_at(int i, polder_kernel_set_t *set)
{
    if (i < 0 || i >= N_SET) return false;
    *set = (polder_kernel_set_t){list[i].name, list[i].parts, list[i].runs()};
    return true;
}

static int not_there(const char *name, polder_report_t *report)
{
    const char *names[N_SET];
    char all[128] = "";
    for (int i = 0; i < N_SET; i++) {
        const size_t at = strlen(all);
        snprintf(all + at, sizeof all - at, "%s%s", i > 0 ? ", " : "", list[i].name);
        names[i] = list[i].name;
    }
    const char *near = polder_nearest(name, names, N_SET);
    return near ? polder_fail(report, POLDER_INPUT,
                              "there are no kernels \"%s\"; did you mean \"%s\"? (there are: %s)",
                              name, near, all)
                : polder_fail(report, POLDER_INPUT, "there are no kernels \"%s\" (there are: %s)",
                              name, all);
}

int polder_kernels_find(const char *name, polder_kernel_set_t *set, polder_report_t *report)
{
    for (int i = N_SET - 1; i >= 0; i--) {
        if (name && strcmp(name, list[i].name) != 0) continue;
        (void)polder_kernels_at(i, set);
        if (set->runs) return 0;
        if (name)
            return polder_fail(report, POLDER_INPUT, "this machine cannot run the kernels \"%s\"",
                               name);
    }
    return not_there(name, report);
}
