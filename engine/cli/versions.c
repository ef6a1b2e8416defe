/* versions.c: which libraries this program was built with. */
#include <gsl/gsl_version.h>
#include <hdf5.h>
#include <jansson.h>
#include <libfyaml.h>
#include <libsmartcols.h>
#include <string.h>

#include "cli/cli.h"
#include "graph/graph.h"
#include "run/mpi.h"

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

bool polder_cli_library(int i, const char **name, const char **version)
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
