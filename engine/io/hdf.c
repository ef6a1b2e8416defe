/* hdf.c: see hdf.h. */
#include "hdf.h"

#include <hdf5_hl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "disk.h"

/* ---- errors ---- */

/* What HDF5 says of a file that is no good comes from looking into it; what it says of memory
 * and of the system has causes of its own. */
static bool is_passing(const H5E_error2_t *error)
{
    return error->maj_num == H5E_RESOURCE || error->maj_num == H5E_IO ||
           error->min_num == H5E_NOSPACE || error->min_num == H5E_CANTALLOC ||
           (error->maj_num == H5E_FILE && error->min_num == H5E_CANTOPENFILE);
}

static herr_t innermost(unsigned n, const H5E_error2_t *error, void *self)
{
    polder_hdf_t *h = self;
    (void)n;
    if (error->desc) snprintf(h->message, sizeof h->message, "%s", error->desc);
    h->passing = is_passing(error);
    return 1; /* the first one walked is where it went wrong */
}

/* Keeps the first failure. Returns whether all is still well. */
static bool check(polder_hdf_t *h, hid_t result)
{
    if (h->bad || result >= 0) return !h->bad;
    h->bad = true;
    if (H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, innermost, h) < 0 || !h->message[0])
        snprintf(h->message, sizeof h->message, "HDF5 gives no reason");
    return false;
}

static void begin(polder_hdf_t *h)
{
    *h = (polder_hdf_t){.file = -1};
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
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

static void create(polder_hdf_t *h, const char *path, H5F_libver_t form)
{
    begin(h);
    hid_t access = polder_disk_access(&h->error);
    hid_t creation = H5Pcreate(H5P_FILE_CREATE);
    if (check(h, access) && check(h, H5Pset_libver_bounds(access, form, H5F_LIBVER_LATEST)) &&
        check(h, creation) && check(h, plain_group(creation)))
        check(h, h->file = H5Fcreate(path, H5F_ACC_TRUNC, creation, access));
    if (creation >= 0) H5Pclose(creation);
    if (access >= 0) H5Pclose(access);
}

void polder_hdf_create(polder_hdf_t *h, const char *path)
{
    create(h, path, H5F_LIBVER_EARLIEST);
}

void polder_hdf_create_checked(polder_hdf_t *h, const char *path)
{
    create(h, path, H5F_LIBVER_V110);
}

void polder_hdf_open(polder_hdf_t *h, const char *path)
{
    struct stat status;
    begin(h);
    /* HDF5 would wait for a pipe for ever. */
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        h->bad = true;
        snprintf(h->message, sizeof h->message, "it is not a file");
        return;
    }
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    /* Nothing is read before it is complete, so locks, which some file systems lack, are
     * of no use. */
    if (check(h, access) && check(h, H5Pset_fclose_degree(access, H5F_CLOSE_STRONG)) &&
        check(h, H5Pset_file_locking(access, false, true)))
        check(h, h->file = H5Fopen(path, H5F_ACC_RDONLY, access));
    if (access >= 0) H5Pclose(access);
}

static void finish(polder_hdf_t *h)
{
    if (h->file >= 0) check(h, H5Fclose(h->file));
    h->file = -1;
}

bool polder_hdf_end(polder_hdf_t *h)
{
    finish(h);
    return !h->bad && !h->error;
}

int polder_hdf_close(polder_hdf_t *h, const char *path, int code, polder_report_t *report)
{
    if (polder_hdf_end(h)) return POLDER_OK;
    if (h->error)
        return polder_fail(report, POLDER_FILE, "%s: cannot be written: %s", path,
                           strerror(h->error));
    return polder_fail(report, code, "%s: HDF5 says: %s", path, h->message);
}

/* ---- groups and datasets ---- */

hid_t polder_hdf_group(polder_hdf_t *h, const char *name)
{
    if (h->bad) return -1;
    hid_t group = -1;
    hid_t list = H5Pcreate(H5P_GROUP_CREATE);
    if (check(h, list) && check(h, plain_group(list)))
        check(h, group = H5Gcreate2(h->file, name, H5P_DEFAULT, list, H5P_DEFAULT));
    if (list >= 0) H5Pclose(list);
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
    if (shape->fill)
        polder_hdf_numbers(h, set, "_FillValue", H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, 1, &nan);
    return set;
}

hid_t polder_hdf_find(polder_hdf_t *h, const char *name)
{
    if (h->bad) return -1;
    hid_t set = H5Dopen2(h->file, name, H5P_DEFAULT);
    check(h, set);
    return set;
}

void polder_hdf_leave(hid_t *object)
{
    if (*object >= 0 && H5Iis_valid(*object) > 0) {
        if (H5Iget_type(*object) == H5I_DATASET)
            H5Dclose(*object);
        else
            H5Gclose(*object);
    }
    *object = -1;
}

void polder_hdf_size(polder_hdf_t *h, hid_t set, hsize_t *rows, hsize_t *columns)
{
    hsize_t size[2] = {0, 0};
    hid_t space = -1;
    *rows = *columns = 0;
    if (h->bad || !check(h, space = H5Dget_space(set))) return;
    const int rank = H5Sget_simple_extent_ndims(space);
    if (rank < 1 || rank > 2) {
        h->bad = true;
        snprintf(h->message, sizeof h->message, "a dataset has %d dimensions", rank);
    } else if (check(h, H5Sget_simple_extent_dims(space, size, NULL))) {
        *rows = size[0];
        *columns = size[1];
    }
    H5Sclose(space);
}

static void transfer(polder_hdf_t *h, hid_t set, hid_t type, hsize_t first, hsize_t n, void *out,
                     const void *in)
{
    hsize_t rows = 0, columns = 0;
    polder_hdf_size(h, set, &rows, &columns);
    if (h->bad || n == 0) return;
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
    transfer(h, set, type, first, n, NULL, data);
}

void polder_hdf_read(polder_hdf_t *h, hid_t set, hid_t type, hsize_t first, hsize_t n, void *data)
{
    transfer(h, set, type, first, n, data, NULL);
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
    hid_t type = text_type();
    char **text = calloc(n ? n : 1, sizeof *text);
    if (text) polder_hdf_read(h, set, type, 0, n, text);
    if (type >= 0) H5Tclose(type);
    /* HDF5 allocates the strings with malloc, so free is right for them. */
    return text;
}

void polder_hdf_text(polder_hdf_t *h, hid_t object, const char *name, const char *text)
{
    if (h->bad || !text) return;
    hid_t attribute = -1, type = text_type(), space = H5Screate(H5S_SCALAR);
    if (check(h, type) && check(h, space) &&
        check(h, attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT)))
        check(h, H5Awrite(attribute, type, &text));
    if (attribute >= 0) H5Aclose(attribute);
    if (space >= 0) H5Sclose(space);
    if (type >= 0) H5Tclose(type);
}

char *polder_hdf_get_text(polder_hdf_t *h, hid_t object, const char *name)
{
    char *text = NULL;
    if (!polder_hdf_has(h, object, name)) return NULL;
    hid_t type = -1, found = -1, space = -1;
    hid_t attribute = H5Aopen(object, name, H5P_DEFAULT);
    if (check(h, attribute) && check(h, found = H5Aget_type(attribute)) &&
        check(h, space = H5Aget_space(attribute)) && check(h, type = text_type())) {
        /* Other kinds of text are not ours. */
        if (H5Tis_variable_str(found) > 0 && H5Sget_simple_extent_npoints(space) == 1)
            check(h, H5Aread(attribute, type, &text));
    }
    if (type >= 0) H5Tclose(type);
    if (space >= 0) H5Sclose(space);
    if (found >= 0) H5Tclose(found);
    if (attribute >= 0) H5Aclose(attribute);
    return text;
}

/* ---- other attributes ---- */

void polder_hdf_numbers(polder_hdf_t *h, hid_t object, const char *name, hid_t in_file,
                        hid_t in_memory, hsize_t n, const void *value)
{
    if (h->bad) return;
    hid_t attribute = -1;
    hid_t space = n ? H5Screate_simple(1, &n, NULL) : H5Screate(H5S_SCALAR);
    if (check(h, space) &&
        check(h, attribute = H5Acreate2(object, name, in_file, space, H5P_DEFAULT, H5P_DEFAULT)))
        check(h, H5Awrite(attribute, in_memory, value));
    if (attribute >= 0) H5Aclose(attribute);
    if (space >= 0) H5Sclose(space);
}

bool polder_hdf_has(polder_hdf_t *h, hid_t object, const char *name)
{
    if (h->bad) return false;
    const htri_t has = H5Aexists(object, name);
    return check(h, has) && has > 0;
}

void polder_hdf_get_int64(polder_hdf_t *h, hid_t object, const char *name, hsize_t n,
                          int64_t *value)
{
    if (h->bad) return;
    hid_t space = -1, attribute = H5Aopen(object, name, H5P_DEFAULT);
    if (check(h, attribute) && check(h, space = H5Aget_space(attribute))) {
        if (H5Sget_simple_extent_npoints(space) == (hssize_t)n) {
            check(h, H5Aread(attribute, H5T_NATIVE_INT64, value));
        } else {
            h->bad = true;
            snprintf(h->message, sizeof h->message, "attribute %s has another size", name);
        }
    }
    if (space >= 0) H5Sclose(space);
    if (attribute >= 0) H5Aclose(attribute);
}

void polder_hdf_scale(polder_hdf_t *h, hid_t set, const char *name)
{
    if (!h->bad) check(h, H5DSset_scale(set, name));
}

void polder_hdf_attach(polder_hdf_t *h, hid_t set, hid_t scale, unsigned dimension)
{
    if (!h->bad) check(h, H5DSattach_scale(set, scale, dimension));
}
