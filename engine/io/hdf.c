/* hdf.c: see hdf.h. */
#include "io/hdf.h"

#include <errno.h>
#include <fcntl.h>
#include <hdf5_hl.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/digest.h"
#include "io/disk.h"
#include "kernel/utf8.h"

/* ---- errors ---- */

/* HDF5 prints its errors unless its handler is taken away. It belongs to whoever uses the library,
 * so each of our calls gives it back. */
typedef struct {
    H5E_auto2_t call;
    void *self;
} handler_t;

static handler_t hush(void)
{
    handler_t host = {NULL, NULL};
    H5Eget_auto2(H5E_DEFAULT, &host.call, &host.self);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    return host;
}

static void give_back(handler_t host)
{
    H5Eset_auto2(H5E_DEFAULT, host.call, host.self);
}

/* Is it an error about memory? All others that HDF5 reports are about the contents of the
 * file; errors of the system are those that our driver has remembered. */
static bool is_memory(const H5E_error2_t *error)
{
    return error->maj_num == H5E_RESOURCE || error->min_num == H5E_NOSPACE ||
           error->min_num == H5E_CANTALLOC;
}

/* A text in the language of the report. */
POLDER_TRANSLATES(2) static const char *said(const polder_hdf_t *h, const char *english)
{
    const polder_report_t report = {.words = h->words};
    return polder_report_text(&report, english);
}

static herr_t each_error(unsigned n, const H5E_error2_t *error, void *self)
{
    polder_hdf_t *h = self;
    /* The first one walked is where it went wrong. */
    if (n == 0 && error->desc) snprintf(h->message, sizeof h->message, "%s", error->desc);
    if (is_memory(error)) h->transient = h->memory = true;
    return 0;
}

/* Keeps the first failure. Returns whether all is still well. */
static bool check(polder_hdf_t *h, hid_t result)
{
    if (h->bad || result >= 0) return !h->bad;
    h->bad = true;
    h->transient = h->sealed || h->error;
    if (H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, each_error, h) < 0 || !h->message[0])
        snprintf(h->message, sizeof h->message, "%s", said(h, POLDER_TEXT("HDF5 gives no reason")));
    if (h->error) snprintf(h->message, sizeof h->message, "%s", said(h, strerror(h->error)));
    return false;
}

void polder_hdf_spoil(polder_hdf_t *h, const char *format, ...)
{
    va_list arguments;
    if (h->bad) return;
    h->bad = true;
    va_start(arguments, format);
    vsnprintf(h->message, sizeof h->message, said(h, format), arguments);
    va_end(arguments);
}

void polder_hdf_no_memory(polder_hdf_t *h)
{
    if (!h->bad) h->transient = h->memory = true;
    polder_hdf_spoil(h, "out of memory");
}

/* ---- files ---- */

/* What groups and datasets have in common. */
static herr_t plain(hid_t list)
{
    if (H5Pset_obj_track_times(list, false) < 0) return -1;
    /* Few enough to sit in the header: small, and every reader knows it. */
    if (H5Pset_attr_phase_change(list, 64, 32) < 0) return -1;
    return H5Pset_attr_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
}

static herr_t plain_group(hid_t list)
{
    if (plain(list) < 0) return -1;
    return H5Pset_link_creation_order(list, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
}

void polder_hdf_create(polder_hdf_t *h, const char *path)
{
    *h = (polder_hdf_t){.file = -1};
    const handler_t host = hush();
    hid_t access = polder_disk_access(&h->error, -1);
    hid_t creation = H5Pcreate(H5P_FILE_CREATE);
    if (check(h, access) && check(h, creation) && check(h, plain_group(creation)))
        check(h, h->file = H5Fcreate(path, H5F_ACC_TRUNC, creation, access));
    if (creation >= 0) H5Pclose(creation);
    if (access >= 0) H5Pclose(access);
    give_back(host);
}

/* The form of a file: that of HDF5 as it was (what this program wrote before there was a digest),
 * a later one, or none that we know. */
static int form_of(int fd)
{
    static const unsigned char signature[8] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    unsigned char head[9] = {0};
    if (pread(fd, head, sizeof head, 0) != (ssize_t)sizeof head) return -1;
    return memcmp(head, signature, sizeof signature) == 0 ? head[8] : -1;
}

/* Looks at the file before HDF5 does. */
static void look(polder_hdf_t *h, int fd, polder_hdf_trust_t trust)
{
    struct stat status;
    polder_digest_t digest = POLDER_DIGEST_MISSING;
    int error = fd < 0 || fstat(fd, &status) != 0 ? errno : 0;
    if (!error && !S_ISREG(status.st_mode)) {
        h->transient = true;
        polder_hdf_spoil(h, "it is not a regular file");
        return;
    }
    if (!error && trust != POLDER_ANYHOW)
        error = polder_digest_check(fd, (int64_t)status.st_size, &digest);
    if (error) {
        h->error = error;
        h->transient = true;
        h->memory = error == ENOMEM;
        polder_hdf_spoil(h, "%s", said(h, strerror(error)));
        return;
    }
    h->sealed = digest == POLDER_DIGEST_RIGHT;
    if (h->sealed || trust == POLDER_ANYHOW) return;
    const int form = form_of(fd);
    h->unsealed = digest == POLDER_DIGEST_WRONG || form >= 0;
    if (digest == POLDER_DIGEST_WRONG)
        polder_hdf_spoil(h, "its bytes are not those that were written: its digest is another");
    else if (form < 0)
        polder_hdf_spoil(h, "it is not an HDF5 file");
    else
        /* Without a digest a damaged file crashes HDF5, or makes it run for ever. */
        polder_hdf_spoil(h, "its digest is missing: it was cut off, changed by another program, or "
                            "made before results had one");
}

void polder_hdf_open(polder_hdf_t *h, const char *path, polder_hdf_trust_t trust,
                     const polder_report_t *report)
{
    *h = (polder_hdf_t){.file = -1, .words = report ? report->words : NULL};
    const handler_t host = hush();
    /* Not to wait for somebody who writes into a pipe of this name. */
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    look(h, fd, trust);
    hid_t access = h->bad ? -1 : polder_disk_access(&h->error, fd);
    if (check(h, access)) check(h, h->file = H5Fopen(path, H5F_ACC_RDONLY, access));
    if (access >= 0) H5Pclose(access);
    if (fd >= 0) close(fd);
    give_back(host);
}

bool polder_hdf_end(polder_hdf_t *h)
{
    const handler_t host = hush();
    if (h->file >= 0) check(h, H5Fclose(h->file));
    h->file = -1;
    give_back(host);
    return !h->bad && !h->error;
}

int polder_hdf_close(polder_hdf_t *h, const char *path, int code, polder_report_t *report)
{
    if (polder_hdf_end(h)) return POLDER_OK;
    if (h->error || h->memory)
        return polder_disk_failed(report, path, h->error ? h->error : ENOMEM);
    return polder_fail(report, code, "%s: HDF5 says: %s", path, h->message);
}

/* ---- groups and datasets ---- */

hid_t polder_hdf_group(polder_hdf_t *h, const char *name)
{
    if (h->bad) return -1;
    const handler_t host = hush();
    hid_t group = -1;
    hid_t list = H5Pcreate(H5P_GROUP_CREATE);
    if (check(h, list) && check(h, plain_group(list)))
        check(h, group = H5Gcreate2(h->file, name, H5P_DEFAULT, list, H5P_DEFAULT));
    if (list >= 0) H5Pclose(list);
    give_back(host);
    return group;
}

static hid_t creation_list(const polder_hdf_shape_t *shape)
{
    const int rank = shape->columns ? 2 : 1;
    const hsize_t rows = shape->chunk < shape->rows ? shape->chunk : shape->rows;
    const hsize_t chunk[2] = {rows, shape->columns};
    const float nan = NAN;
    hid_t list = H5Pcreate(H5P_DATASET_CREATE);
    bool good = list >= 0 && plain(list) >= 0;
    if (good && shape->chunk) good = H5Pset_chunk(list, rank, chunk) >= 0;
    if (good && shape->deflate) good = H5Pset_shuffle(list) >= 0 && H5Pset_deflate(list, 1) >= 0;
    if (good && shape->fill) good = H5Pset_fill_value(list, H5T_NATIVE_FLOAT, &nan) >= 0;
    if (good && shape->chunk) good = H5Pset_fletcher32(list) >= 0;
    if (good) return list;
    if (list >= 0) H5Pclose(list);
    return -1;
}

/* No chunk cache: we write whole chunks, and a cache per dataset would add up. */
static hid_t access_list(void)
{
    hid_t list = H5Pcreate(H5P_DATASET_ACCESS);
    if (list >= 0 && H5Pset_chunk_cache(list, 1, 0, 1.0) >= 0) return list;
    if (list >= 0) H5Pclose(list);
    return -1;
}

hid_t polder_hdf_make(polder_hdf_t *h, hid_t where, const char *name,
                      const polder_hdf_shape_t *shape)
{
    if (h->bad) return -1;
    const handler_t host = hush();
    const hsize_t size[2] = {shape->rows, shape->columns};
    const float nan = NAN;
    hid_t set = -1;
    hid_t space = H5Screate_simple(shape->columns ? 2 : 1, size, NULL);
    hid_t creation = creation_list(shape);
    hid_t access = access_list();
    if (check(h, space) && check(h, creation) && check(h, access))
        check(h, set = H5Dcreate2(where, name, shape->type, space, H5P_DEFAULT, creation, access));
    if (access >= 0) H5Pclose(access);
    if (creation >= 0) H5Pclose(creation);
    if (space >= 0) H5Sclose(space);
    give_back(host);
    if (shape->fill)
        polder_hdf_numbers(h, set, "_FillValue", H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, 1, &nan);
    return set;
}

/* A link that leads to another file or to another name is none of ours. */
static bool is_hard(polder_hdf_t *h, const char *name)
{
    H5L_info_t info;
    const htri_t there = H5Lexists(h->file, name, H5P_DEFAULT);
    if (check(h, there) && !there) polder_hdf_spoil(h, "%s is missing", name);
    if (h->bad || !check(h, H5Lget_info(h->file, name, &info, H5P_DEFAULT))) return false;
    if (info.type != H5L_TYPE_HARD) polder_hdf_spoil(h, "%s is a link to something else", name);
    return !h->bad;
}

/* The group that "group/name" is in; false for a name at the top. */
static bool group_of(const char *name, char group[64])
{
    const char *slash = strchr(name, '/');
    snprintf(group, 64, "%.*s", slash ? (int)(slash - name) : 0, name);
    return slash != NULL;
}

bool polder_hdf_is_there(polder_hdf_t *h, const char *name)
{
    char group[64];
    htri_t there = 1;
    if (h->bad) return false;
    const handler_t host = hush();
    if (group_of(name, group)) there = H5Lexists(h->file, group, H5P_DEFAULT);
    if (there > 0) there = H5Lexists(h->file, name, H5P_DEFAULT);
    const bool good = check(h, there) && there > 0;
    give_back(host);
    return good;
}

hid_t polder_hdf_find(polder_hdf_t *h, const char *name)
{
    char group[64];
    if (h->bad) return -1;
    const handler_t host = hush();
    hid_t object = -1;
    if ((!group_of(name, group) || is_hard(h, group)) && is_hard(h, name) &&
        check(h, object = H5Oopen(h->file, name, H5P_DEFAULT))) {
        const H5I_type_t type = H5Iget_type(object);
        if (type != H5I_DATASET && type != H5I_GROUP) {
            H5Oclose(object);
            object = -1;
            polder_hdf_spoil(h, "%s is neither a dataset nor a group", name);
        }
    }
    give_back(host);
    return object;
}

void polder_hdf_leave(hid_t *object)
{
    if (*object >= 0 && H5Iis_valid(*object) > 0) {
        const handler_t host = hush();
        if (H5Iget_type(*object) == H5I_DATASET)
            H5Dclose(*object);
        else
            H5Gclose(*object);
        give_back(host);
    }
    *object = -1;
}

void polder_hdf_size(polder_hdf_t *h, hid_t set, hsize_t *rows, hsize_t *columns)
{
    hsize_t size[2] = {0, 0};
    hid_t space = -1;
    *rows = *columns = 0;
    if (h->bad) return;
    const handler_t host = hush();
    if (check(h, space = H5Dget_space(set))) {
        const int rank = H5Sget_simple_extent_ndims(space);
        if (rank < 1 || rank > 2) {
            polder_hdf_spoil(h, "a dataset has %d dimensions", rank);
        } else if (check(h, H5Sget_simple_extent_dims(space, size, NULL))) {
            *rows = size[0];
            *columns = size[1];
        }
        H5Sclose(space);
    }
    give_back(host);
}

/* ---- whether a dataset is what it should be ---- */

static void expect_size(polder_hdf_t *h, hid_t set, const char *name, hsize_t rows, hsize_t columns)
{
    hsize_t n = 0, m = 0;
    polder_hdf_size(h, set, &n, &m);
    hid_t space = H5Dget_space(set);
    const int rank = space >= 0 ? H5Sget_simple_extent_ndims(space) : 0;
    if (space >= 0) H5Sclose(space);
    if (h->bad) return;
    if (rank != (columns ? 2 : 1))
        polder_hdf_spoil(h, "%s has %d dimensions, not %d", name, rank, columns ? 2 : 1);
    else if (n != rows)
        polder_hdf_spoil(h, "%s has %llu rows, not %llu", name, (unsigned long long)n,
                         (unsigned long long)rows);
    else if (m != columns)
        polder_hdf_spoil(h, "%s has %llu columns, not %llu", name, (unsigned long long)m,
                         (unsigned long long)columns);
}

static void expect_type(polder_hdf_t *h, hid_t set, const char *name, hid_t type)
{
    hid_t found = -1;
    if (h->bad || !check(h, found = H5Dget_type(set))) return;
    const htri_t same = type >= 0 ? H5Tequal(found, type) : H5Tis_variable_str(found);
    if (check(h, same) && !same) polder_hdf_spoil(h, "%s has another type than it should", name);
    H5Tclose(found);
}

static bool is_known(hid_t list)
{
    const int n = H5Pget_nfilters(list);
    if (n < 0 || H5Pget_external_count(list) != 0) return false;
    for (int i = 0; i < n; i++) {
        unsigned flags = 0, config = 0;
        size_t values = 0;
        const H5Z_filter_t id =
            H5Pget_filter2(list, (unsigned)i, &flags, &values, NULL, 0, NULL, &config);
        if (id != H5Z_FILTER_SHUFFLE && id != H5Z_FILTER_DEFLATE && id != H5Z_FILTER_FLETCHER32)
            return false;
    }
    return true;
}

/* A chunk that nothing leads to any more is read as blank, and one whose filters were skipped is
 * not checked. */
static void expect_chunks(polder_hdf_t *h, hid_t set, hid_t list, const char *name, hsize_t rows,
                          hsize_t columns, size_t width)
{
    enum { MOST_BYTES = 4 << 20 };
    hsize_t chunk[2] = {0, 1};
    const int rank = columns ? 2 : 1;
    if (H5Pget_chunk(list, rank, chunk) != rank || chunk[0] == 0 ||
        (columns && chunk[1] != columns) || chunk[0] > MOST_BYTES / width / chunk[1]) {
        polder_hdf_spoil(h, "%s is cut into chunks as no result is", name);
        return;
    }
    if (h->sealed) return;
    for (hsize_t at = 0; at < rows && !h->bad; at += chunk[0]) {
        const hsize_t first[2] = {at, 0};
        unsigned skipped = 0;
        haddr_t address = HADDR_UNDEF;
        hsize_t size = 0;
        if (check(h, H5Dget_chunk_info_by_coord(set, first, &skipped, &address, &size)) &&
            (address == HADDR_UNDEF || size == 0 || skipped != 0))
            polder_hdf_spoil(h, "%s has lost some of its rows", name);
    }
}

static void expect_storage(polder_hdf_t *h, hid_t set, const char *name, hsize_t rows,
                           hsize_t columns)
{
    if (h->bad) return;
    hid_t list = H5Dget_create_plist(set), type = H5Dget_type(set);
    if (check(h, list) && check(h, type)) {
        const H5D_layout_t layout = H5Pget_layout(list);
        /* A text stands elsewhere; here are its length and its address. */
        const size_t width = H5Tis_variable_str(type) > 0 ? 16 : H5Tget_size(type);
        if (layout == H5D_VIRTUAL || layout < 0 || width == 0 || width > 64 || !is_known(list))
            polder_hdf_spoil(h, "%s is kept in a way that no result is", name);
        else if (layout == H5D_CHUNKED)
            expect_chunks(h, set, list, name, rows, columns, width);
        else if (H5Dget_storage_size(set) != rows * (columns ? columns : 1) * width)
            polder_hdf_spoil(h, "%s has lost some of its rows", name);
    }
    if (list >= 0) H5Pclose(list);
    if (type >= 0) H5Tclose(type);
}

void polder_hdf_expect(polder_hdf_t *h, hid_t set, const char *name, hid_t type, hsize_t rows,
                       hsize_t columns)
{
    if (h->bad) return;
    const handler_t host = hush();
    if (H5Iget_type(set) != H5I_DATASET) polder_hdf_spoil(h, "%s is not a dataset", name);
    if (!h->bad) expect_size(h, set, name, rows, columns);
    expect_type(h, set, name, type);
    expect_storage(h, set, name, rows, columns);
    give_back(host);
}

/* ---- reading and writing ---- */

static void transfer(polder_hdf_t *h, hid_t set, hid_t type, hsize_t first, hsize_t n, void *out,
                     size_t room, const void *in)
{
    hsize_t rows = 0, columns = 0;
    polder_hdf_size(h, set, &rows, &columns);
    if (h->bad || n == 0) return;
    const size_t width = H5Tget_size(type);
    if (out && (width == 0 || n > room / width / (columns ? columns : 1))) {
        polder_hdf_spoil(h, "a dataset has more columns than there is room for");
        return;
    }
    const hsize_t start[2] = {first, 0}, count[2] = {n, columns};
    hid_t file = H5Dget_space(set);
    hid_t memory = H5Screate_simple(columns ? 2 : 1, count, NULL);
    if (check(h, file) && check(h, memory) &&
        check(h, H5Sselect_hyperslab(file, H5S_SELECT_SET, start, NULL, count, NULL)))
        check(h, in ? H5Dwrite(set, type, memory, file, H5P_DEFAULT, in)
                    : H5Dread(set, type, memory, file, H5P_DEFAULT, out));
    if (memory >= 0) H5Sclose(memory);
    if (file >= 0) H5Sclose(file);
}

void polder_hdf_write(polder_hdf_t *h, hid_t set, hid_t type, hsize_t first, hsize_t n,
                      const void *data)
{
    const handler_t host = hush();
    transfer(h, set, type, first, n, NULL, 0, data);
    give_back(host);
}

void polder_hdf_read(polder_hdf_t *h, hid_t set, hid_t type, hsize_t first, hsize_t n, void *data,
                     size_t room)
{
    const handler_t host = hush();
    transfer(h, set, type, first, n, data, room, NULL);
    give_back(host);
}

/* ---- texts ---- */

static hid_t text_type(void)
{
    hid_t type = H5Tcopy(H5T_C_S1);
    if (type >= 0 && H5Tset_size(type, H5T_VARIABLE) >= 0 && H5Tset_cset(type, H5T_CSET_UTF8) >= 0)
        return type;
    if (type >= 0) H5Tclose(type);
    return -1;
}

static bool is_text(const char *text)
{
    return text && polder_utf8_valid(text, strlen(text));
}

hid_t polder_hdf_texts(polder_hdf_t *h, hid_t where, const char *name, hsize_t n,
                       const char *const *text)
{
    enum { PIECE = 1024 };
    const char *piece[PIECE];
    if (h->bad) return -1;
    hid_t type = text_type();
    if (!check(h, type)) return -1;
    /* HDF5 has no filters, thus no chunks, for texts of any length; netCDF crashes on texts
     * of a fixed length. */
    hid_t set = polder_hdf_make(h, where, name, &(polder_hdf_shape_t){.type = type, .rows = n});
    for (hsize_t first = 0; first < n && !h->bad; first += PIECE) {
        const hsize_t count = n - first < PIECE ? n - first : PIECE;
        for (hsize_t i = 0; i < count; i++) piece[i] = text[first + i] ? text[first + i] : "";
        polder_hdf_write(h, set, type, first, count, piece);
    }
    H5Tclose(type);
    return set;
}

char **polder_hdf_read_texts(polder_hdf_t *h, hid_t set, hsize_t n)
{
    if (h->bad) return NULL;
    char **text = n < SIZE_MAX / sizeof *text ? calloc(n ? n : 1, sizeof *text) : NULL;
    hid_t type = text_type();
    if (!text) polder_hdf_no_memory(h);
    if (check(h, type)) polder_hdf_read(h, set, type, 0, n, text, n * sizeof *text);
    if (type >= 0) H5Tclose(type);
    /* What a read that failed leaves there need not be addresses. */
    const bool good = !h->bad;
    for (hsize_t i = 0; i < n && !h->bad; i++)
        if (!is_text(text[i])) polder_hdf_spoil(h, "a text is missing or not UTF-8");
    if (!h->bad) return text;
    /* HDF5 allocates the strings with malloc, so free is right for them. */
    polder_hdf_free(text, good ? n : 0);
    return NULL;
}

void polder_hdf_free(char **list, hsize_t n)
{
    for (hsize_t i = 0; list && i < n; i++) free(list[i]);
    free(list);
}

void polder_hdf_text(polder_hdf_t *h, hid_t object, const char *name, const char *text)
{
    if (h->bad || !text) return;
    const handler_t host = hush();
    hid_t attribute = -1, type = text_type(), space = H5Screate(H5S_SCALAR);
    if (check(h, type) && check(h, space) &&
        check(h, attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT)))
        check(h, H5Awrite(attribute, type, &text));
    if (attribute >= 0) H5Aclose(attribute);
    if (space >= 0) H5Sclose(space);
    if (type >= 0) H5Tclose(type);
    give_back(host);
}

char *polder_hdf_get_text(polder_hdf_t *h, hid_t object, const char *name)
{
    char *text = NULL;
    if (!polder_hdf_has(h, object, name)) return NULL;
    const handler_t host = hush();
    hid_t type = -1, found = -1, space = -1;
    hid_t attribute = H5Aopen(object, name, H5P_DEFAULT);
    if (check(h, attribute) && check(h, found = H5Aget_type(attribute)) &&
        check(h, space = H5Aget_space(attribute)) && check(h, type = text_type())) {
        if (H5Tis_variable_str(found) <= 0 || H5Sget_simple_extent_npoints(space) != 1)
            polder_hdf_spoil(h, "the attribute %s is not a text", name);
        else if (!check(h, H5Aread(attribute, type, &text)))
            text = NULL; /* whatever the read has left there */
        else if (!is_text(text))
            polder_hdf_spoil(h, "the attribute %s is not a text in UTF-8", name);
    }
    if (type >= 0) H5Tclose(type);
    if (space >= 0) H5Sclose(space);
    if (found >= 0) H5Tclose(found);
    if (attribute >= 0) H5Aclose(attribute);
    give_back(host);
    if (!h->bad) return text;
    free(text);
    return NULL;
}

/* ---- other attributes ---- */

void polder_hdf_numbers(polder_hdf_t *h, hid_t object, const char *name, hid_t in_file,
                        hid_t in_memory, hsize_t n, const void *value)
{
    if (h->bad) return;
    const handler_t host = hush();
    hid_t attribute = -1;
    hid_t space = n ? H5Screate_simple(1, &n, NULL) : H5Screate(H5S_SCALAR);
    if (check(h, space) &&
        check(h, attribute = H5Acreate2(object, name, in_file, space, H5P_DEFAULT, H5P_DEFAULT)))
        check(h, H5Awrite(attribute, in_memory, value));
    if (attribute >= 0) H5Aclose(attribute);
    if (space >= 0) H5Sclose(space);
    give_back(host);
}

bool polder_hdf_has(polder_hdf_t *h, hid_t object, const char *name)
{
    if (h->bad) return false;
    const handler_t host = hush();
    const htri_t has = H5Aexists(object, name);
    const bool good = check(h, has) && has > 0;
    give_back(host);
    return good;
}

void polder_hdf_get_int64(polder_hdf_t *h, hid_t object, const char *name, hsize_t n,
                          int64_t *value)
{
    if (h->bad) return;
    const handler_t host = hush();
    hid_t space = -1, type = -1, attribute = -1;
    const htri_t there = H5Aexists(object, name);
    if (check(h, there) && !there) polder_hdf_spoil(h, "the attribute %s is missing", name);
    if (!h->bad && check(h, attribute = H5Aopen(object, name, H5P_DEFAULT)) &&
        check(h, space = H5Aget_space(attribute)) && check(h, type = H5Aget_type(attribute))) {
        if (H5Tget_class(type) != H5T_INTEGER)
            polder_hdf_spoil(h, "the attribute %s is not a whole number", name);
        else if (H5Sget_simple_extent_npoints(space) != (hssize_t)n)
            polder_hdf_spoil(h, "the attribute %s has another size than it should", name);
        else
            check(h, H5Aread(attribute, H5T_NATIVE_INT64, value));
    }
    if (type >= 0) H5Tclose(type);
    if (space >= 0) H5Sclose(space);
    if (attribute >= 0) H5Aclose(attribute);
    give_back(host);
}

/* ---- names ---- */

/* One name of a list, by two calls: how long it is, and what it is. */
typedef ssize_t (*name_t)(hid_t where, hsize_t i, char *name, size_t size);

static ssize_t link_name(hid_t where, hsize_t i, char *name, size_t size)
{
    return H5Lget_name_by_idx(where, ".", H5_INDEX_NAME, H5_ITER_INC, i, name, size, H5P_DEFAULT);
}

static ssize_t attribute_name(hid_t where, hsize_t i, char *name, size_t size)
{
    return H5Aget_name_by_idx(where, ".", H5_INDEX_NAME, H5_ITER_INC, i, name, size, H5P_DEFAULT);
}

static char **names(polder_hdf_t *h, hid_t where, hsize_t n, name_t name)
{
    enum { MOST = 1 << 20, LONGEST = 4096 };
    if (n > MOST) polder_hdf_spoil(h, "a group holds more than a result can");
    char **list = h->bad ? NULL : calloc(n + 1, sizeof *list);
    if (!list) polder_hdf_no_memory(h);
    for (hsize_t i = 0; i < n && !h->bad; i++) {
        const ssize_t length = name(where, i, NULL, 0);
        if (!check(h, length < 0 ? -1 : 0)) break;
        if (length > LONGEST) polder_hdf_spoil(h, "a name is longer than a result has");
        list[i] = h->bad ? NULL : calloc((size_t)length + 1, 1);
        if (!list[i])
            polder_hdf_no_memory(h);
        else
            check(h, name(where, i, list[i], (size_t)length + 1) < 0 ? -1 : 0);
    }
    if (!h->bad) return list;
    polder_hdf_free(list, n);
    return NULL;
}

char **polder_hdf_names(polder_hdf_t *h, const char *group, hsize_t *n)
{
    H5G_info_t info = {0};
    char **list = NULL;
    *n = 0;
    if (h->bad) return NULL;
    const handler_t host = hush();
    hid_t where = H5Gopen2(h->file, group, H5P_DEFAULT);
    if (check(h, where) && check(h, H5Gget_info(where, &info)))
        list = names(h, where, info.nlinks, link_name);
    if (list) *n = info.nlinks;
    if (where >= 0) H5Gclose(where);
    give_back(host);
    return list;
}

char **polder_hdf_attributes(polder_hdf_t *h, hid_t object, hsize_t *n)
{
    char **list = NULL;
    *n = 0;
    if (h->bad) return NULL;
    const handler_t host = hush();
    hid_t where = H5Oopen(object, ".", H5P_DEFAULT); /* of the file: its first group */
    const int there = where < 0 ? -1 : H5Aget_num_attrs(where);
    if (check(h, there)) list = names(h, where, (hsize_t)there, attribute_name);
    if (list) *n = (hsize_t)there;
    if (where >= 0) H5Oclose(where);
    give_back(host);
    return list;
}

/* ---- dimension scales ---- */

void polder_hdf_scale(polder_hdf_t *h, hid_t set, const char *name)
{
    if (h->bad) return;
    const handler_t host = hush();
    check(h, H5DSset_scale(set, name));
    give_back(host);
}

void polder_hdf_attach(polder_hdf_t *h, hid_t set, hid_t scale, unsigned dimension)
{
    if (h->bad) return;
    const handler_t host = hush();
    check(h, H5DSattach_scale(set, scale, dimension));
    give_back(host);
}
