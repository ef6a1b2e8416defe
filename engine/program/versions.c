/* versions.c: which code this is, with which libraries it was built, and how to cite it. */
#include <gsl/gsl_version.h>
#include <hdf5.h>
#include <jansson.h>
#include <libfyaml.h>
#include <libsmartcols.h>
#include <string.h>

#include "experiment/fingerprint.h"
#include "graph/graph.h"
#include "kernel/code.h"
#include "program/cli.h"
#include "program/mpi.h"
#include "program/terminal.h"
#include "run/kernels.h"

static const char *hdf5_version(void)
{
    static char text[48];
    unsigned major = 0, minor = 0, release = 0;
    if (H5get_libversion(&major, &minor, &release) < 0) return "unknown";
    snprintf(text, sizeof text, "%u.%u.%u", major, minor, release);
    return text;
}

static const char *igraph_version(void)
{
    const char *text = polder_graph_library(); /* "igraph 0.10.2" */
    const char *space = text ? strchr(text, ' ') : NULL;
    return space ? space + 1 : "unknown";
}

static const char *smartcols_version(void)
{
    const char *text = NULL;
    scols_get_library_version(&text);
    return text ? text : "unknown";
}

/* Library i of those the program uses: its name and version; false past the last. */
static bool library(int i, const char **name, const char **version)
{
    switch (i) {
    case 0:
        *name = "igraph", *version = igraph_version();
        return true;
    case 1:
        *name = "HDF5", *version = hdf5_version();
        return true;
    case 2:
        *name = "GSL", *version = gsl_version;
        return true;
    case 3:
        *name = "libfyaml", *version = fy_library_version();
        return true;
    case 4:
        *name = "jansson", *version = jansson_version_str();
        return true;
    case 5:
        *name = "libsmartcols", *version = smartcols_version();
        return true;
    case 6:
        *name = "MPI", *version = polder_mpi_version();
        return *version != NULL;
    default:
        return false;
    }
}

const char *polder_cli_compiler(void)
{
#if defined(__clang__)
    return "clang " __clang_version__;
#elif defined(__GNUC__)
    return "gcc " __VERSION__;
#else
    return "unknown";
#endif
}

json_t *polder_cli_versions(void)
{
    const char *name = NULL, *version = NULL;
    json_t *o = json_object(), *libraries = json_object();
    json_object_set_new(o, "polder", json_string(POLDER_VERSION));
    json_object_set_new(o, "fingerprint", json_string(polder_fingerprint()));
    json_object_set_new(o, "commit", json_string(polder_code_commit()));
    json_object_set_new(o, "generator", json_string(POLDER_GENERATOR));
    json_object_set_new(o, "compiler", json_string(polder_cli_compiler()));
    json_object_set_new(o, "kernels", json_string(polder_cli_kernels_now()));
    for (int i = 0; library(i, &name, &version); i++)
        json_object_set_new(libraries, name, json_string(version));
    json_object_set_new(o, "libraries", libraries);
    return o;
}

static int print_json(json_t *o)
{
    const int failed = o ? json_dumpf(o, stdout, JSON_INDENT(2)) : -1;
    json_decref(o);
    if (failed == 0) putchar('\n');
    return failed == 0 ? POLDER_EXIT_OK : POLDER_EXIT_FAILURE;
}

static void print_kernels(void)
{
    polder_kernel_set_t set;
    printf("kernels %s (of", polder_cli_kernels_now());
    for (int i = 0; polder_kernels_at(i, &set); i++)
        printf("%s %s%s", i > 0 ? "," : "", set.name, set.runs ? "" : " (not on this machine)");
    puts(")");
}

int polder_cli_version(int argc, char **argv)
{
    const char *name = NULL, *version = NULL;
    if (argc == 2 && strcmp(argv[1], "--json") == 0) return print_json(polder_cli_versions());
    if (argc > 1) {
        polder_terminal_line(stderr, "polder: --version takes only --json, not \"%s\"", argv[1]);
        return POLDER_EXIT_USAGE;
    }
    printf("polder %s\ncode %s\ncommit %s\n", POLDER_VERSION, polder_fingerprint(),
           polder_code_commit());
    for (int i = 0; library(i, &name, &version); i++) printf("%s %s\n", name, version);
    printf("%s\n", polder_cli_compiler());
    print_kernels();
    return POLDER_EXIT_OK;
}

int polder_cli_cite(int argc, char **argv)
{
    if (argc > 1) {
        polder_terminal_line(stderr, "polder: --cite takes nothing more, not \"%s\"", argv[1]);
        return POLDER_EXIT_USAGE;
    }
    const char *year = polder_code_year();
    char of_year[32] = "", field[48] = "";
    if (*year) {
        snprintf(of_year, sizeof of_year, " (%.8s)", year);
        snprintf(field, sizeof field, "  year    = {%.8s},\n", year);
    }
    printf(
        "The Polder developers%s. Polder: a simulation engine for networks of collaborating\n"
        "organisations. Version %s, code %s. Free software, GPL-3.0.\n"
        "\n"
        "@software{polder,\n"
        "  author  = {{The Polder developers}},\n"
        "  title   = {Polder: a simulation engine for networks of collaborating organisations},\n"
        "%s"
        "  version = {%s},\n"
        "  note    = {Code %s, commit %s}\n"
        "}\n"
        "\n"
        "Add the address that you have it from (url = {...}).\n"
        "\n"
        "What readers need to get your numbers again: the scenario, the network file if there\n"
        "is one, and from the result file polder_version, polder_fingerprint and seed. The\n"
        "random numbers are those of %s (Salmon et al. 2011). See \"How to cite and\n"
        "what to report\" in docs/guide.md.\n",
        of_year, POLDER_VERSION, polder_fingerprint(), field, POLDER_VERSION, polder_fingerprint(),
        polder_code_commit(), POLDER_GENERATOR);
    return POLDER_EXIT_OK;
}
