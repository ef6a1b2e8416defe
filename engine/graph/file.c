/* file.c: network files are opened and read; see graph.h.
 *
 * What     A file must be a regular one and not empty. GraphML is read from it a piece at a time;
 *          other formats are read into memory: not too large, and text; what is not UTF-8 becomes
 *          it.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "graph/bridge.h"
#include "graph/netfile.h"

enum { LARGEST_FILE = 1 << 30 };

/* ---- what is in the file ---- */

static int refuse(const polder_netfile_t *file, polder_report_t *report, int code, const char *why)
{
    return polder_fail_at(report, code, &file->place, "%s", polder_report_text(report, why));
}

static int check_file(const polder_netfile_t *file, off_t *size, polder_report_t *report)
{
    struct stat status;
    if (fstat(file->descriptor, &status))
        return refuse(file, report, POLDER_FILE, polder_report_text(report, strerror(errno)));
    if (!S_ISREG(status.st_mode))
        return refuse(file, report, POLDER_FILE, POLDER_TEXT("this is not a regular file"));
    if (status.st_size == 0)
        return refuse(file, report, POLDER_FORMAT, POLDER_TEXT("the file is empty"));
    *size = status.st_size;
    return 0;
}

static int take_in(polder_netfile_t *file, off_t bytes, polder_report_t *report)
{
    if (bytes > LARGEST_FILE)
        return refuse(file, report, POLDER_FORMAT, POLDER_TEXT("the file is larger than 1 GiB"));
    const size_t size = (size_t)bytes;
    file->data = malloc(size + 1);
    if (!file->data) return refuse(file, report, POLDER_MEMORY, "no memory for the file");
    while (file->size < size) {
        const ssize_t n = read(file->descriptor, file->data + file->size, size - file->size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0)
            return refuse(file, report, POLDER_FILE, polder_report_text(report, strerror(errno)));
        if (n == 0) break;
        file->size += (size_t)n;
    }
    file->data[file->size] = '\0';
    return 0;
}

/* O_NONBLOCK: a named pipe must not keep us waiting. */
static int open_file(polder_netfile_t *file, polder_report_t *report)
{
    file->descriptor = open(file->source->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    return file->descriptor < 0
               ? refuse(file, report, POLDER_FILE, polder_report_text(report, strerror(errno)))
               : 0;
}

int polder_netfile_load(polder_netfile_t *file, polder_report_t *report)
{
    off_t size = 0;
    int code = open_file(file, report);
    if (code == 0) code = check_file(file, &size, report);
    if (code == 0) code = polder_format_find(file, report);
    if (code == 0 && file->format != POLDER_GRAPHML) code = take_in(file, size, report);
    if (code == 0 && file->format != POLDER_GRAPHML) code = polder_netfile_decode(file, report);
    return code;
}

/* The readers by format; GraphML is a stream and brings its own count. */
typedef int (*reader_t)(polder_netfile_t *file, polder_report_t *report);
static const reader_t reader[] = {[POLDER_GML] = polder_gml_read,
                                  [POLDER_PAJEK] = polder_pajek_read,
                                  [POLDER_EDGELIST] = polder_edgelist_read,
                                  [POLDER_MATRIX] = polder_matrix_read};
/* The scanners of the formats that have one, by format. */
typedef void (*scanner_t)(const polder_netfile_t *file, polder_netfile_count_t *count);
static const scanner_t scanner[] = {[POLDER_GML] = polder_gml_count,
                                    [POLDER_PAJEK] = polder_pajek_count,
                                    [POLDER_EDGELIST] = polder_edgelist_count,
                                    [POLDER_MATRIX] = polder_matrix_count};

/* `what`: a format of the three numbers. */
static int compare_count(const polder_netfile_t *file, const char *what, int64_t counted,
                         int64_t read, int64_t left_out, polder_report_t *report)
{
    if (counted < 0 || counted == read + left_out) return 0;
    return polder_fail_at(report, POLDER_FORMAT, &file->place, what, (long long)counted,
                          (long long)read, (long long)left_out);
}

static int check_count(const polder_netfile_t *file, const polder_netfile_count_t *count,
                       polder_report_t *report)
{
    const int org =
        compare_count(file,
                      POLDER_TEXT("the file has %lld organisations, %lld were read and %lld left "
                                  "out on purpose: this is a fault of Polder or of the file; "
                                  "please report it"),
                      count->n_org, file->n_org, file->left_org, report);
    const int tie =
        compare_count(file,
                      POLDER_TEXT("the file has %lld ties, %lld were read and %lld left out on "
                                  "purpose: this is a fault of Polder or of the file; please "
                                  "report it"),
                      count->n_tie, file->n_tie, file->left_tie + file->n_heading, report);
    return org ? org : tie;
}

static int read_all(polder_netfile_t *file, polder_report_t *report)
{
    polder_netfile_count_t count = {-1, -1};
    if (file->format == POLDER_EDGELIST && file->source->format != POLDER_EDGELIST &&
        polder_matrix_recognised(file))
        file->format = POLDER_MATRIX;
    const size_t format = (size_t)file->format;
    if (format < sizeof scanner / sizeof *scanner && scanner[format]) scanner[format](file, &count);
    int code = file->format == POLDER_GRAPHML ? polder_graphml_read(file, &count, report)
                                              : reader[format](file, report);
    if (code == 0) code = check_count(file, &count, report);
    if (code == 0 && file->source->organisations) code = polder_members_read(file, report);
    if (code == 0 && file->n_org < 2)
        code =
            polder_fail_at(report, POLDER_FORMAT, &file->place,
                           polder_report_count(
                               report, "the file has %d organisation, a network has 2 to %d",
                               "the file has %d organisations, a network has 2 to %d", file->n_org),
                           (int)file->n_org, (int)POLDER_MOST_ORGANISATIONS);
    if (code == 0) code = polder_mapping_apply(file, report);
    return code;
}

int polder_network_read(const polder_source_t *source, const polder_table_t *table,
                        polder_network_t *network, polder_report_t *report)
{
    polder_netfile_t file = {.source = source,
                             .table = table,
                             .network = network,
                             .place = {.file = source->path},
                             .descriptor = -1};
    *network = (polder_network_t){0};
    if (!source->path) return polder_fail(report, POLDER_INPUT, "no network file is named");
    int code = polder_netfile_load(&file, report);
    if (code == 0) code = read_all(&file, report);
    if (file.descriptor >= 0) close(file.descriptor);
    polder_netfile_free(&file);
    if (code) polder_network_free(network);
    return code;
}
