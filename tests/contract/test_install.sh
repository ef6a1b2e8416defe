#!/bin/bash
# Polder as a library: installed, found by pkg-config and by CMake, used with its one header.
# Needs POLDER (the program in its build folder), cmake and a C compiler.
set -eu
export LC_ALL=C.UTF-8
build=$(dirname "$POLDER")
for need in cmake ninja cc pkg-config; do
    command -v $need >/dev/null || { echo "skipped: $need is not installed"; exit 77; }
done
# A program linked with an instrumented library needs the same flags.
if grep -Eq '^POLDER_SANITIZE:STRING=.+|^POLDER_COVERAGE:BOOL=ON' "$build/CMakeCache.txt"; then
    echo "skipped: this build is instrumented"
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cmake --install "$build" --prefix "$folder/there" >install.log || { cat install.log; exit 1; }

cat >mine.c <<'C'
/* Opinions that meet: runs eight networks and prints the mean variance at the end. */
#include <polder/polder.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    double sum;
    int n, column;
} total_t;

static int keep(void *self, const polder_block_t *block, polder_report_t *report)
{
    total_t *total = self;
    (void)report;
    if (block->error) return POLDER_INTERNAL;
    for (int u = 0; u < block->n_unit; u++, total->n++)
        total->sum += (double)block->summary[total->column * block->n_unit + u];
    return 0;
}

int main(void)
{
    static const char scenario[] = "model: opinions\nseed: 3\nreplicates: 8\n"
                                   "network: {topology: complete}\n";
    polder_experiment_t *x = NULL;
    polder_report_t report = {0};
    total_t total = {0};
    const polder_sink_t sink = {.self = &total, .write = keep};
    const polder_run_options_t options = {0};
    polder_timing_t timing = {0};
    int code = polder_scenario_open_text(&x, scenario, strlen(scenario), "mine", NULL, NULL, &report);
    if (code < 0) goto out;
    total.column = polder_experiment_find_column(x, "opinion.variance");
    code = polder_run(x, &options, &sink, &timing, &report);
    printf("%d networks, variance below 1e-6: %s\n", total.n, total.sum < 8e-6 ? "yes" : "no");
out:
    for (size_t i = 0; i < report.n; i++) fprintf(stderr, "%s\n", report.note[i].text);
    polder_timing_free(&timing);
    polder_experiment_delete(x);
    polder_report_free(&report);
    return code < 0;
}
C
expected="8 networks, variance below 1e-6: yes"
said() { [ "$1" = "$expected" ] || { echo "FAILED: $2: $1"; exit 1; }; }

pc=$(dirname "$(find there -name polder.pc)")
[ -n "$pc" ] || { echo "FAILED: there is no polder.pc"; exit 1; }
export PKG_CONFIG_PATH=$folder/$pc
flags=$(pkg-config --cflags --libs polder)
# shellcheck disable=SC2086
cc -std=c11 -Wall -Wextra -Werror mine.c -o by-pkg-config $flags
said "$(./by-pkg-config)" "pkg-config"

# The example of the guide compares arms: the one with more trust succeeds more often.
source=${POLDER_SOURCE:-$(dirname "$0")/../..}
scenarios=there/share/polder/scenarios
# shellcheck disable=SC2086
cc -std=c11 -Wall -Wextra -Werror "$source/docs/examples/compare.c" -o compare $flags
printf 'model: collaboration\nreplicates: 2000\narms: [none, {name: trusting, set: {relations.trust: 0.7}}]\n' >$scenarios/two-arms.yaml
./compare $scenarios/two-arms.yaml >arms.txt
[ "$(wc -l <arms.txt)" -eq 2 ] || { echo "FAILED: two arms, not:"; cat arms.txt; exit 1; }
awk '{ sub("%", "", $2); share[NR] = $2 } END { exit !(share[1] > 0 && share[2] > share[1] + 3) }' arms.txt ||
    { echo "FAILED: trust does not help:"; cat arms.txt; exit 1; }
# shellcheck disable=SC2086
cc -std=c11 -Wall -Wextra -Werror "$source/docs/examples/evaluate.c" -o evaluate $flags
./evaluate 50 10 >points.txt
grep -q '^50 points of 10 networks in' points.txt && grep -q '^most succeed at relations.trust' points.txt ||
    { echo "FAILED: points:"; cat points.txt; exit 1; }
if command -v c++ >/dev/null; then
    # shellcheck disable=SC2086
    c++ -std=c++17 -Wall -Wextra -Werror "$source/docs/examples/draft.cpp" -o draft $flags
    ./draft 2000 >draft.txt
    awk '{ sub("%", "", $NF); share[NR] = $NF } END { exit !(NR == 3 && share[2] > share[1] + 3) }' draft.txt ||
        { echo "FAILED: a process that is managed does not help:"; cat draft.txt; exit 1; }
fi
./compare no-such-file.yaml 2>error.txt && { echo "FAILED: no error"; exit 1; }
grep -q "no such file" error.txt || { echo "FAILED: unclear error"; cat error.txt; exit 1; }

# Who only runs experiments needs no Random123, which authors of parts do, and no vector header.
cat >version.c <<'C'
#include <polder/polder.h>
#ifdef POLDER_EACH_LANE
#error "the headers of kernels are here"
#endif
int main(void)
{
    printf("%s %d\n", polder_version(), polder_version_number() == POLDER_VERSION_NUMBER);
    return 0;
}
C
mkdir include
for header in /usr/include/*; do
    [ "${header##*/}" = Random123 ] || ln -s "$header" include/
done
if [ -e include/stdio.h ] && ! [ -e /usr/local/include/Random123 ]; then
    bare=(-nostdinc -isystem "$(cc -print-file-name=include)" -isystem "$folder/include"
          -isystem "/usr/include/$(cc -print-multiarch 2>/dev/null)")
    # shellcheck disable=SC2086
    cc -std=c11 -Wall -Wextra -Wpedantic -Werror "${bare[@]}" version.c -o version $flags
    [ "$(./version)" = "$(pkg-config --modversion polder) 1" ] || { echo "FAILED: version: $(./version)"; exit 1; }
    # shellcheck disable=SC2086
    cc -std=c11 -M -march=native "${bare[@]}" mine.c $flags >needs.txt
    grep -qE "Random123|immintrin" needs.txt && { echo "FAILED: the header needs:"; cat needs.txt; exit 1; }
    # shellcheck disable=SC2086
    cc -std=c11 -Wall -Wextra -Werror "${bare[@]}" mine.c -o by-caller $flags
    said "$(./by-caller)" "without Random123"
    printf '#include <polder/kernel.h>\n' >part.c
    # shellcheck disable=SC2086
    cc -std=c11 -c "${bare[@]}" part.c $flags 2>error.txt && { echo "FAILED: a part without Random123"; exit 1; }
    grep -q librandom123-dev error.txt || { echo "FAILED: unclear error:"; cat error.txt; exit 1; }
fi

# Who writes a part needs kernel.h, and no other header of ours; C++ can include it.
cat >part.c <<'C'
#include <polder/kernel.h>
#ifdef POLDER_EXPERIMENT_H
#error "a part sees experiments"
#endif
#define FIELDS(OWN, READ, WRITE)                                                    \
    OWN(calm, "calm.share", NETWORK, PARAMETER, .max = 1, .unit = "1",              \
        .doc = "how much is forgotten", .source = "N1")                             \
    READ(active, "active")                                                          \
    WRITE(opinion, "opinion")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    POLDER_EACH_ROW(v, r)
    POLDER_EACH_LANE(l)
    {
        const int e = r * POLDER_LANES + l;
        float *opinion = POLDER_OUT(v, opinion);
        opinion[e] = polder_relax(opinion[e], 0.5f, POLDER_IN(v, calm)[l] * POLDER_IN(v, active)[e]);
    }
}

POLDER_PART(opinions, calm) = {.name = "calm", .model = "opinions", .kind = POLDER_MECHANISM,
    .order = 300, .doc = "opinions calm down", .source = "N1", .use = fields, .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}}};
static const polder_part_t *const parts[] = {&polder_part_opinions_calm, NULL};
POLDER_PLUGIN(parts, NULL, NULL);
C
# shellcheck disable=SC2086
cc -std=c11 -O2 -Wall -Wextra -Werror -fPIC -shared -ffp-contract=off part.c -o calm.so $(pkg-config --cflags polder)
there/bin/polder --model-file ./calm.so list parameters --model opinions | grep -q '^calm.share' ||
    { echo "FAILED: the part is not there"; exit 1; }
nm -D --undefined-only calm.so | grep -q polder_ && { echo "FAILED: a part calls us"; exit 1; }
if command -v c++ >/dev/null; then
    printf '#include <polder/kernel.h>\nint main() { return POLDER_LANES - 16; }\n' >part.cpp
    # shellcheck disable=SC2086
    c++ -std=c++17 -Wall -Wextra -Werror part.cpp -o part $(pkg-config --cflags polder)
    ./part || { echo "FAILED: kernel.h in C++"; exit 1; }
fi

# From C++ too.
if command -v c++ >/dev/null; then
    cat >mine.cpp <<'CPP'
#include <polder/polder.h>
#include <iostream>

int main()
{
    polder_report_t report;
    polder_draft_t *draft = nullptr;
    polder_experiment_t *x = nullptr;
    polder_report_init(&report);
    int code = polder_draft_new(&draft, "opinions", nullptr, &report);
    if (code == 0)
        code = polder_draft_set(draft, POLDER_ALL_ARMS, "averaging.rate", "0.25", &report);
    if (code == 0) code = polder_draft_make(draft, &x, &report);
    if (code == 0 && polder_version_number() == POLDER_VERSION_NUMBER)
        std::cout << polder_experiment_model(x)->name << ", " << polder_experiment_networks(x) << "\n";
    polder_draft_free(draft);
    polder_experiment_delete(x);
    polder_report_free(&report);
    return code < 0;
}
CPP
    # shellcheck disable=SC2086
    c++ -std=c++17 -Wall -Wextra -Werror mine.cpp -o by-cpp $flags
    [ "$(./by-cpp)" = "opinions, 1" ] || { echo "FAILED: C++"; exit 1; }
else
    echo "note: there is no C++ compiler"
fi

cat >CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(mine LANGUAGES C)
find_package(polder 0.2 REQUIRED)
add_executable(by-cmake mine.c)
target_link_libraries(by-cmake PRIVATE polder::polder)
CMAKE
cmake -S . -B out -G Ninja -DCMAKE_PREFIX_PATH="$folder/there" >cmake.log 2>&1 &&
    cmake --build out >>cmake.log 2>&1 || { tail -n 30 cmake.log; echo "FAILED: find_package"; exit 1; }
said "$(out/by-cmake)" "CMake"

# The shared library needs no other package to be linked with, for pkg-config and for CMake.
if [ -n "$(find "$folder/there" -name libpolder.so)" ]; then
    alone=$(PKG_CONFIG_PATH='' PKG_CONFIG_LIBDIR=$folder/$pc pkg-config --cflags --libs polder-shared)
    # shellcheck disable=SC2086
    cc -std=c11 -Wall -Wextra -Werror mine.c -o by-shared $alone
    said "$(LD_LIBRARY_PATH=$folder/${pc%/pkgconfig} ./by-shared)" "pkg-config polder-shared"
    [ "$(readelf -d by-shared | grep -c 'NEEDED.*igraph')" = 0 ] || { echo "FAILED: by-shared is linked with igraph"; exit 1; }
    sed -i 's/0.2 REQUIRED/0.2 REQUIRED COMPONENTS shared/; s/polder::polder/polder::shared/' CMakeLists.txt
    cmake -S . -B out-shared -G Ninja -DCMAKE_PREFIX_PATH="$folder/there" -DPKG_CONFIG_EXECUTABLE=/bin/false >cmake.log 2>&1 &&
        cmake --build out-shared >>cmake.log 2>&1 || { tail -n 30 cmake.log; echo "FAILED: find_package shared"; exit 1; }
    said "$(out-shared/by-cmake)" "CMake, shared"
fi

# The installed program finds its scenarios wherever it is called.
mkdir elsewhere && cd elsewhere
../there/bin/polder list scenarios | grep -q twenty-percent || { echo "FAILED: scenarios are not found"; exit 1; }
../there/bin/polder list causes F12 | grep -q unity-in-diversity || { echo "FAILED: causes are not found"; exit 1; }
echo "installed; used by pkg-config and by CMake"
