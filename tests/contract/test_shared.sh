#!/bin/bash
# The shared library shows what polder.h and kernel.h declare and nothing else, serves C and C++, and leaves a
# program as it found it: its handlers of GSL, HDF5 and igraph, and its locale.
# Needs POLDER (the program in its build folder), POLDER_SOURCE, gcc and nm.
set -eu
export LC_ALL=C.UTF-8
build=$(cd "$(dirname "$POLDER")" && pwd)
source=$(cd "${POLDER_SOURCE:?}" && pwd)
[ -e "$build/libpolder.so" ] || { echo "skipped: this build has no shared library"; exit 77; }
for need in gcc nm pkg-config; do
    command -v $need >/dev/null || { echo "skipped: $need is not installed"; exit 77; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
fail() { echo "FAILED: $1"; exit 1; }

# ---- the list ----
printf '#include <polder/polder.h>\n#include <polder/kernel.h>\n' >all.c
gcc -std=c11 -I"$source/engine" -aux-info all.txt -fsyntax-only all.c
sed -n "s|^/\* $source/engine.* extern .*[ *]\(polder_[a-z0-9_]*\) (.*|\1|p" all.txt | sort -u >declared
nm -D --defined-only "$build/libpolder.so" | awk '$2 ~ /[TDRBVW]/ { sub("@.*", "", $3); print $3 }' | sort -u >shown
[ -s declared ] || fail "no declarations were found"
diff declared shown >difference || { cat difference; fail "the headers declare <, libpolder.so shows >: see cmake/polder.map.in"; }
nm -D --defined-only "$build/libpolder.so" | grep -v '^[0-9a-f]* A ' | grep -qv "@@POLDER_[0-9.]*$" && fail "a symbol has no version"
readelf -d "$build/libpolder.so" 2>/dev/null | grep -q 'SONAME.*libpolder\.so\.[0-9]*\.[0-9]*\]' || fail "no soname"

left=

# ---- a program of another ----
cat >host.c <<'C'
#include <gsl/gsl_errno.h>
#include <hdf5.h>
#include <igraph.h>
#include <locale.h>
#include <polder/polder.h>

static int called;
static void on_gsl(const char *reason, const char *file, int line, int number)
{
    (void)reason, (void)file, (void)line, (void)number;
    called++;
}
static herr_t on_hdf5(hid_t stack, void *self)
{
    (void)stack, (void)self;
    called++;
    return 0;
}

static void on_igraph(const char *reason, const char *file, int line, igraph_error_t code)
{
    (void)reason, (void)file, (void)line, (void)code;
    called++;
}
static void on_warning(const char *reason, const char *file, int line)
{
    (void)reason, (void)file, (void)line;
    called++;
}

static int keep(void *self, const polder_block_t *block, polder_report_t *report)
{
    (void)report;
    *(int *)self += block->error ? 0 : block->n_unit;
    return 0;
}

int main(int argc, char **argv)
{
    static const char text[] = "model: opinions\nreplicates: 40\nhorizon: 8\n"
                               "values: {averaging: {rate: {normal: [0.5, 0.1]}}}\n"
                               "network: {topology: geometric}\n"
                               "design: {kind: sobol, points: 4, factors: {averaging.rate: [0.1, 0.9]}}\n";
    const char *locale = argc > 2 ? argv[2] : "C";
    polder_experiment_t *x = NULL;
    polder_report_t report = {0};
    polder_timing_t timing = {0};
    polder_run_options_t options = {.threads = 2};
    int n = 0;
    const polder_sink_t sink = {.self = &n, .write = keep};
    H5E_auto2_t handler = NULL;
    void *self = NULL;
    if (!setlocale(LC_ALL, locale)) return 3;
    gsl_set_error_handler(on_gsl);
    H5Eset_auto2(H5E_DEFAULT, on_hdf5, &called);
    igraph_set_error_handler(on_igraph);
    igraph_set_warning_handler(on_warning);
    igraph_set_attribute_table(&igraph_cattribute_table);
    int code = polder_scenario_open_text(&x, text, strlen(text), "host", NULL, NULL, &report);
    if (code == 0) code = polder_run(x, &options, &sink, &timing, &report);
    polder_experiment_delete(x);
    x = NULL;
    if (code == 0 && argc > 1) { /* a real network of a file, through igraph and the number reader */
        code = polder_scenario_open(&x, argv[1], NULL, &report);
        if (code == 0) code = polder_run(x, &options, &sink, &timing, &report);
    }
    for (size_t i = 0; i < report.n; i++) fprintf(stderr, "%s\n", report.note[i].text);
    H5Eget_auto2(H5E_DEFAULT, &handler, &self);
    const bool igraph = igraph_set_error_handler(NULL) == on_igraph &&
                        igraph_set_warning_handler(NULL) == on_warning;
    const bool same = igraph && gsl_set_error_handler(NULL) == on_gsl && handler == on_hdf5 && self == &called;
    printf("%s %d networks, %s, %s, %d calls\n", code == 0 ? "ok" : "failed", n,
           same ? "handlers are mine" : "HANDLERS CHANGED",
           strcmp(setlocale(LC_NUMERIC, NULL), locale) == 0 ? "locale is mine" : "LOCALE CHANGED",
           called);
    polder_timing_free(&timing);
    polder_experiment_delete(x);
    polder_report_free(&report);
    return 0;
}
C
hdf5=$(pkg-config --cflags --libs hdf5-serial 2>/dev/null || pkg-config --cflags --libs hdf5 2>/dev/null) || hdf5=
cat >network.yaml <<'YAML'
model: opinions
replicates: 3
horizon: 4
network: {file: ties.csv}
YAML
printf 'source,target,weight\na,b,0.5\nb,c,0.25\nc,d,1\n' >ties.csv
if [ -n "$hdf5" ]; then
    # shellcheck disable=SC2046,SC2086
    gcc -std=c11 -Wall -Wextra -Werror -I"$source/engine" host.c -o host -L"$build" -lpolder -Wl,-rpath,"$build" \
        $hdf5 $(pkg-config --cflags --libs gsl igraph)
    for locale in C $(locale -a 2>/dev/null | grep -iE '^(de|nl|fr)_.*utf-?8$' | head -n 1); do
        said=$(./host network.yaml "$locale")
        [ "$said" = "ok 163 networks, handlers are mine, locale is mine, 0 calls" ] || fail "$locale: $said"
    done
else
    left="handlers and locale of a C program (pkg-config knows no hdf5)"
fi
if command -v c++ >/dev/null; then
    cat >mine.cpp <<'CPP'
#include <polder/polder.h>
#include <cstdio>
int main()
{
    polder_draft_t *draft = nullptr;
    polder_experiment_t *x = nullptr;
    int code = polder_draft_new(&draft, "collaboration", nullptr, nullptr);
    if (code >= 0) code = polder_draft_network(draft, "ties.csv", nullptr);
    const int arm = code >= 0 ? polder_draft_arm(draft, "without a tie", nullptr) : code;
    if (arm >= 0) code = polder_draft_cut(draft, arm, "a", "b", nullptr);
    const int event = code >= 0 ? polder_draft_event(draft, arm, nullptr, "shock", nullptr) : code;
    if (event >= 0) code = polder_draft_event_tick(draft, event, 6, nullptr);
    if (code >= 0) code = polder_draft_make(draft, &x, nullptr);
    polder_draft_free(draft);
    polder_experiment_delete(x);
    if (code < 0) return 1;
    return std::printf("%s\n", polder_version()) < 0;
}
CPP
    c++ -std=c++17 -Wall -Wextra -Werror -I"$source/engine" mine.cpp -o mine -L"$build" -lpolder -Wl,-rpath,"$build"
    [ "$(./mine)" = "$("$POLDER" --version | sed -n 's/^polder //p')" ] || fail "C++: $(./mine)"
else
    left="$left${left:+, }a C++ program (there is no c++)"
fi

# ---- the examples: nothing but the header and this library, whose list is all there is to link ----
shared=(-I"$source/engine" -L"$build" -Wl,-rpath,"$build")
gcc -std=c11 -Wall -Wextra -Werror "$source/docs/examples/compare.c" -o compare "${shared[@]}" -lpolder
gcc -std=c11 -Wall -Wextra -Werror "$source/docs/examples/evaluate.c" -o evaluate "${shared[@]}" -lpolder
printf 'model: collaboration\nreplicates: 64\narms: [none, {name: p, levers: [{process: 0.5}]}]\n' >two.yaml
[ "$(./compare two.yaml | wc -l)" = 2 ] || fail "compare: $(./compare two.yaml 2>&1)"
code=0
./compare >out 2>&1 || code=$?
[ $code = 2 ] || fail "compare without a scenario: $(cat out)"
grep -q '^usage: ./compare SCENARIO' out || fail "compare without a scenario: $(cat out)"
./compare missing.yaml >out 2>&1 && fail "compare runs a file that is not there"
grep -q 'missing\.yaml: ' out || fail "compare does not name a file that is not there: $(cat out)"
./evaluate 20 4 | grep -q '^20 points of 4 networks' || fail "evaluate"
./evaluate 20 0 2>error.txt && fail "no networks"
grep -q 'replicates' error.txt || fail "evaluate: $(cat error.txt)"
if command -v c++ >/dev/null; then
    c++ -std=c++17 -Wall -Wextra -Werror "$source/docs/examples/draft.cpp" -o draft "${shared[@]}" -lpolder
    [ "$(./draft 200 | wc -l)" = 3 ] || fail "draft: $(./draft 200 2>&1)"
    ./draft -1 2>error.txt && fail "fewer than no networks"
    grep -q 'replicates' error.txt || fail "draft: $(cat error.txt)"
fi
# What stands in an experiment cannot be seen.
printf '#include <polder/polder.h>\nint main(void) { polder_experiment_t x; return x.n_arm; }\n' >peek.c
gcc -std=c11 -I"$source/engine" -fsyntax-only peek.c 2>error.txt && fail "an experiment is not opaque"
echo "$(wc -l <shown) functions${left:+; left out: $left}"
