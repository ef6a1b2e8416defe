/* edit_result.h: a whole result file, changed through HDF5 itself, and then read.
 *
 * What     Bytes choose the edits: a dataset goes, gets another type, rank, size or way of being
 *          kept; a value, a text, an attribute or the experiment changes; names are links or are
 *          swapped. HDF5 can read every such file, so what is tried here is the reader's checks.
 * Rule     A file is refused with a reason, or everything that the program reads of it is read,
 *          within bounds. A reader that fails a rule of its own (POLDER_INTERNAL) has let through
 *          what it should have refused.
 */
#ifndef POLDER_TESTS_EDIT_RESULT_H
#define POLDER_TESTS_EDIT_RESULT_H

#include <hdf5.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analysis/compare.h"
#include "analysis/lasting.h"
#include "analysis/report.h"
#include "io/dataset.h"
#include "io/digest.h"
#include "io/store.h"
#include "program/export.h"

enum { EDIT_NAMES = 400, EDIT_MOST_VALUES = 1 << 14, EDIT_MOST = 8 };

typedef struct {
    char *bytes;
    size_t size;
    int n, n_attribute;
    char *name[EDIT_NAMES], *attribute[EDIT_NAMES]; /* of all objects; of the file */
} edit_base_t;

typedef struct {
    const uint8_t *at, *end;
    const edit_base_t *base;
    hid_t file;
} edit_t;

/* ---- choosing ---- */

static inline unsigned edit_byte(edit_t *e)
{
    return e->at < e->end ? *e->at++ : 0;
}

static inline unsigned edit_pick(edit_t *e, unsigned n)
{
    const unsigned low = edit_byte(e);
    return n == 0 ? 0 : n <= 256 ? low % n : (low | edit_byte(e) << 8) % n;
}

static inline const char *edit_name(edit_t *e)
{
    return e->base->name[edit_pick(e, (unsigned)e->base->n)];
}

static inline int64_t edit_number(edit_t *e)
{
    static const int64_t odd[] = {-1,        0,         1,         2,           3,     4,
                                  8,         12,        INT32_MAX, INT32_MIN,   1e9,   INT64_MAX,
                                  INT64_MIN, 1LL << 32, 4095,      (1LL << 62), 65536, -2};
    const unsigned k = edit_pick(e, 2 * sizeof odd / sizeof odd[0]);
    return k < sizeof odd / sizeof odd[0] ? odd[k] : (int64_t)edit_byte(e);
}

static inline const char *edit_text(edit_t *e)
{
    static char longest[70000];
    static const char *const odd[] = {
        NULL,        "",     "\xff\xfe", "\xc3",          "\xed\xa0\x80", "%s%n%s",
        "a|b|c",     "|",    "network",  "organisation",  "arc",          "opinion",
        "/",         "..",   "design",   "sample",        "success",      "none",
        "\n\033[2J", "=1+1", "opinions", "collaboration", "month",        "<&\"",
        longest};
    memset(longest, 'x', sizeof longest - 1);
    return odd[edit_pick(e, sizeof odd / sizeof odd[0])];
}

static inline hid_t edit_text_type(void)
{
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, H5T_VARIABLE);
    H5Tset_cset(type, H5T_CSET_UTF8);
    return type;
}

/* A type that a dataset or an attribute might have. */
static inline hid_t edit_type(edit_t *e)
{
    const hid_t plain[] = {H5T_STD_I8LE,   H5T_STD_I16LE, H5T_STD_I32LE,  H5T_STD_I64LE,
                           H5T_STD_U8LE,   H5T_STD_U64LE, H5T_IEEE_F32LE, H5T_IEEE_F64LE,
                           H5T_IEEE_F32BE, H5T_STD_I64BE, H5T_STD_B8LE,   H5T_STD_REF_OBJ,
                           H5T_C_S1};
    const unsigned n = sizeof plain / sizeof plain[0], k = edit_pick(e, n + 6);
    const hsize_t three = 3;
    hid_t type = -1;
    if (k < n) return H5Tcopy(plain[k]);
    if (k == n) return edit_text_type();
    if (k == n + 1) return H5Tvlen_create(H5T_STD_I32LE);
    if (k == n + 2) return H5Tarray_create2(H5T_IEEE_F32LE, 1, &three);
    if (k == n + 3) {
        type = H5Tcreate(H5T_COMPOUND, 12);
        H5Tinsert(type, "a", 0, H5T_STD_I64LE);
        H5Tinsert(type, "b", 8, H5T_IEEE_F32LE);
    } else if (k == n + 4) {
        type = H5Tcreate(H5T_OPAQUE, 1 + edit_byte(e));
    } else {
        type = H5Tcopy(H5T_C_S1);
        H5Tset_size(type, 1 + edit_byte(e));
    }
    return type;
}

/* ---- datasets ---- */

/* Whether it is one value; another edit may have made more of it. */
static inline bool edit_is_one(hid_t attribute)
{
    const hid_t space = H5Aget_space(attribute);
    const bool one = H5Sget_simple_extent_npoints(space) == 1;
    H5Sclose(space);
    return one;
}

static inline char *edit_get_text(hid_t object, const char *name)
{
    char *text = NULL;
    const hid_t found = H5Aexists(object, name) > 0 ? H5Aopen(object, name, H5P_DEFAULT) : -1;
    if (found < 0) return NULL;
    const hid_t type = H5Aget_type(found), as = edit_text_type();
    if (!edit_is_one(found) || H5Tis_variable_str(type) <= 0 || H5Aread(found, as, &text) < 0)
        text = NULL;
    H5Tclose(as);
    H5Tclose(type);
    H5Aclose(found);
    return text;
}

static inline void edit_put_text(hid_t object, const char *name, const char *text)
{
    const hid_t type = edit_text_type(), space = H5Screate(H5S_SCALAR);
    if (H5Aexists(object, name) > 0) H5Adelete(object, name);
    const hid_t made = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (made >= 0) {
        if (text) H5Awrite(made, type, &text);
        H5Aclose(made);
    }
    H5Sclose(space);
    H5Tclose(type);
}

static inline void edit_copy_text(hid_t from, hid_t to, const char *name)
{
    char *text = edit_get_text(from, name);
    if (text) edit_put_text(to, name, text);
    free(text);
}

/* How a dataset is kept: in one piece, in chunks that fit or do not, in the header, elsewhere. */
static inline hid_t edit_layout(edit_t *e, int rank, const hsize_t *n, hsize_t total)
{
    const hid_t list = H5Pcreate(H5P_DATASET_CREATE);
    hsize_t chunk[8];
    const unsigned how = edit_pick(e, 8);
    for (int i = 0; i < rank; i++)
        chunk[i] = how == 1 || n[i] == 0 ? 1 + edit_pick(e, 9) : n[i] < 4096 ? n[i] : 4096;
    if (how >= 1 && how <= 4 && rank > 0) H5Pset_chunk(list, rank, chunk);
    if (how == 2) H5Pset_shuffle(list), H5Pset_deflate(list, 1), H5Pset_fletcher32(list);
    if (how == 3) H5Pset_scaleoffset(list, H5Z_SO_INT, 3);
    if (how == 5) H5Pset_layout(list, H5D_COMPACT);
    /* HDF5 writes there what is put into the dataset: never a file that somebody needs. */
    if (how == 6) H5Pset_external(list, "/dev/null", 0, H5F_UNLIMITED);
    if (total < EDIT_MOST_VALUES && edit_byte(e) % 4) H5Pset_alloc_time(list, H5D_ALLOC_TIME_EARLY);
    return list;
}

static inline int edit_size(edit_t *e, int rank, hsize_t *n)
{
    static const hsize_t odd[] = {0, 1, 2, 3, 7, 4096, 1u << 20, 1ull << 33, 1ull << 40};
    const int at = rank > 0 ? (int)edit_pick(e, (unsigned)rank) : 0;
    switch (edit_pick(e, 7)) {
    case 0:
        if (rank > 0 && n[at] > 0) n[at]--;
        break;
    case 1:
        if (rank > 0) n[at]++;
        break;
    case 2:
        n[at] = odd[edit_pick(e, sizeof odd / sizeof odd[0])];
        return rank > 0 ? rank : 1;
    case 3:
        n[rank] = 1 + edit_pick(e, 4);
        return rank + 1;
    case 4:
        return rank > 0 ? rank - 1 : 0;
    default:
        break;
    }
    return rank;
}

static inline void edit_replace(edit_t *e)
{
    hsize_t n[8] = {0}, total = 1;
    const char *name = edit_name(e);
    const unsigned what = edit_pick(e, 4);
    const hid_t old = H5Oopen(e->file, name, H5P_DEFAULT);
    if (old < 0) return;
    if (H5Iget_type(old) != H5I_DATASET) {
        H5Oclose(old);
        return;
    }
    const hid_t old_space = H5Dget_space(old);
    const int old_rank = H5Sget_simple_extent_ndims(old_space);
    if (old_rank >= 0 && old_rank < 4) H5Sget_simple_extent_dims(old_space, n, NULL);
    const int rank = what != 0 ? edit_size(e, old_rank < 4 ? old_rank : 1, n) : old_rank;
    const hid_t type = what != 1 ? edit_type(e) : H5Dget_type(old);
    for (int i = 0; i < rank; i++) total *= n[i] < 1 << 16 ? n[i] : 1 << 16;
    const hid_t list = edit_layout(e, rank, n, total);
    const hid_t space = rank > 0 ? H5Screate_simple(rank, n, NULL) : H5Screate(H5S_SCALAR);
    H5Ldelete(e->file, name, H5P_DEFAULT);
    const hid_t made = H5Dcreate2(e->file, name, type, space, H5P_DEFAULT, list, H5P_DEFAULT);
    if (made >= 0) {
        edit_copy_text(old, made, "field");
        edit_copy_text(old, made, "level");
        H5Dclose(made);
    }
    H5Sclose(space);
    H5Pclose(list);
    H5Tclose(type);
    H5Sclose(old_space);
    H5Dclose(old);
}

/* The same type and size, kept in another way, with its values. */
static inline void edit_keep_elsewise(edit_t *e)
{
    hsize_t n[8] = {0};
    const char *name = edit_name(e);
    const hid_t old = H5Oopen(e->file, name, H5P_DEFAULT);
    if (old < 0) return;
    if (H5Iget_type(old) == H5I_DATASET) {
        static int64_t value[EDIT_MOST_VALUES];
        const hid_t space = H5Dget_space(old), type = H5Dget_type(old);
        const int rank = H5Sget_simple_extent_ndims(space);
        const hssize_t total = H5Sget_simple_extent_npoints(space);
        const bool number = H5Tget_class(type) == H5T_INTEGER || H5Tget_class(type) == H5T_FLOAT;
        if (rank >= 0 && rank <= 4) H5Sget_simple_extent_dims(space, n, NULL);
        const hid_t list = edit_layout(e, rank >= 0 && rank <= 4 ? rank : 0, n, (hsize_t)total);
        if (number && total <= EDIT_MOST_VALUES && H5Tget_size(type) <= 8 &&
            H5Dread(old, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, value) >= 0) {
            H5Ldelete(e->file, name, H5P_DEFAULT);
            const hid_t made =
                H5Dcreate2(e->file, name, type, space, H5P_DEFAULT, list, H5P_DEFAULT);
            if (made >= 0) {
                edit_copy_text(old, made, "field");
                edit_copy_text(old, made, "level");
                if (H5Pget_external_count(list) == 0)
                    H5Dwrite(made, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, value);
                H5Dclose(made);
            }
        }
        H5Pclose(list);
        H5Tclose(type);
        H5Sclose(space);
    }
    H5Oclose(old);
}

/* One value, or all from there on. */
static inline void edit_value(edit_t *e)
{
    static int64_t whole[EDIT_MOST_VALUES];
    static double real[EDIT_MOST_VALUES];
    static const double odd[] = {-1, 0, 0.5, 1, 2, 1e30, -1e30, 999, 1e-40, 3.5};
    const hid_t set = H5Oopen(e->file, edit_name(e), H5P_DEFAULT);
    if (set < 0) return;
    if (H5Iget_type(set) == H5I_DATASET) {
        const hid_t space = H5Dget_space(set), type = H5Dget_type(set), text = edit_text_type();
        const hssize_t n = H5Sget_simple_extent_npoints(space);
        const H5T_class_t class = H5Tget_class(type);
        const bool words = H5Tis_variable_str(type) > 0;
        const bool small = n > 0 && n <= EDIT_MOST_VALUES;
        const hssize_t at = small ? (hssize_t)edit_pick(e, (unsigned)n) : 0;
        const hssize_t end = edit_byte(e) % 4 ? at + 1 : n;
        if (small && class == H5T_INTEGER &&
            H5Dread(set, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, whole) >= 0) {
            const int64_t value = edit_number(e);
            for (hssize_t i = at; i < end; i++) whole[i] = value;
            H5Dwrite(set, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, whole);
        } else if (small && class == H5T_FLOAT &&
                   H5Dread(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, real) >= 0) {
            const unsigned k = edit_pick(e, sizeof odd / sizeof odd[0] + 3);
            const double value = k < sizeof odd / sizeof odd[0] ? odd[k] : k % 3 ? INFINITY : NAN;
            for (hssize_t i = at; i < end; i++) real[i] = k % 3 == 2 ? -value : value;
            H5Dwrite(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, real);
        } else if (small && words && n < 1000) {
            static char *old[1000];
            const char *new[1000];
            memset(old, 0, sizeof old);
            if (H5Dread(set, text, H5S_ALL, H5S_ALL, H5P_DEFAULT, old) >= 0) {
                const char *value = edit_text(e);
                for (hssize_t i = 0; i < n; i++) new[i] = i >= at &&i < end ? value : old[i];
                H5Dwrite(set, text, H5S_ALL, H5S_ALL, H5P_DEFAULT, new);
                for (hssize_t i = 0; i < n; i++) free(old[i]);
            }
        }
        H5Tclose(text);
        H5Tclose(type);
        H5Sclose(space);
    }
    H5Oclose(set);
}

static inline void edit_link(edit_t *e)
{
    const char *a = edit_name(e), *b = edit_name(e);
    const unsigned how = edit_pick(e, 7);
    if (how == 0) {
        H5Lmove(e->file, a, e->file, "elsewhere", H5P_DEFAULT, H5P_DEFAULT);
        H5Lmove(e->file, b, e->file, a, H5P_DEFAULT, H5P_DEFAULT);
        H5Lmove(e->file, "elsewhere", e->file, b, H5P_DEFAULT, H5P_DEFAULT);
        return;
    }
    if (how < 6) H5Ldelete(e->file, a, H5P_DEFAULT);
    if (how == 1) H5Lcreate_soft(b, e->file, a, H5P_DEFAULT, H5P_DEFAULT);
    if (how == 2) H5Lcreate_external("other.h5", b, e->file, a, H5P_DEFAULT, H5P_DEFAULT);
    if (how == 3) H5Lcreate_hard(e->file, b, e->file, a, H5P_DEFAULT, H5P_DEFAULT);
    if (how == 4) H5Lcreate_hard(e->file, "/", e->file, a, H5P_DEFAULT, H5P_DEFAULT);
    if (how == 5) {
        const hid_t type = edit_type(e);
        H5Tcommit2(e->file, a, type, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        H5Tclose(type);
    }
    const char *name = how == 6 ? edit_text(e) : NULL;
    if (name && *name) H5Lcreate_hard(e->file, a, e->file, name, H5P_DEFAULT, H5P_DEFAULT);
}

/* ---- attributes ---- */

static inline void edit_put_number(hid_t object, const char *name, int64_t value)
{
    const hid_t made = H5Aopen(object, name, H5P_DEFAULT);
    if (made < 0) return;
    const hid_t type = H5Aget_type(made);
    if (H5Tget_class(type) == H5T_INTEGER && edit_is_one(made))
        H5Awrite(made, H5T_NATIVE_INT64, &value);
    H5Tclose(type);
    H5Aclose(made);
}

static inline void edit_attribute(edit_t *e)
{
    static const char *const own[] = {"field", "level", "kind", "units", "DIMENSION_LIST", "CLASS"};
    const bool top = edit_byte(e) % 2;
    const hid_t object = H5Oopen(e->file, top ? "/" : edit_name(e), H5P_DEFAULT);
    const char *name = top ? e->base->attribute[edit_pick(e, (unsigned)e->base->n_attribute)]
                           : own[edit_pick(e, 6)];
    if (object < 0) return;
    const unsigned how = edit_pick(e, 6);
    if (how == 0) H5Adelete(object, name);
    if (how == 1 || how == 2) edit_put_text(object, name, edit_text(e));
    if (how == 3) edit_put_number(object, name, edit_number(e));
    if (how == 4) {
        const hsize_t n[2] = {edit_pick(e, 5), 2};
        const hid_t type = edit_type(e),
                    space = H5Screate_simple(1 + (int)edit_pick(e, 2), n, NULL);
        H5Adelete(object, name);
        const hid_t made = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
        if (made >= 0) H5Aclose(made);
        H5Sclose(space);
        H5Tclose(type);
    }
    name = how == 5 ? edit_text(e) : NULL;
    if (name && *name) edit_put_text(object, name, edit_text(e));
    H5Oclose(object);
}

/* ---- the experiment ---- */

/* How long the value of JSON is that begins here, if it is a simple one. */
static inline size_t edit_piece(const char *from)
{
    int depth = 0;
    if (*from != '[' && *from != '{') return strspn(from, "0123456789.");
    for (size_t n = 0; from[n]; n++) {
        depth += (from[n] == '[' || from[n] == '{') - (from[n] == ']' || from[n] == '}');
        if (depth == 0) return n + 1;
    }
    return strlen(from);
}

/* A number or a list in it becomes another one. */
static inline void edit_experiment(edit_t *e)
{
    static const char *const piece[] = {
        "0",     "1",  "-1", "2",       "3",           "8",    "1e9",  "2147483647",
        "0.5",   "[]", "{}", "null",    "\"opinion\"", "\"\"", "true", "9223372036854775807",
        "[0,0]", "5",  "6",  "[{},{}]", "\"success\"", "4",    "12",   "}"};
    static const char *const key[] = {
        "\"replicates\":", "\"horizon\":", "\"every\":",   "\"networks\":",
        "\"points\":",     "\"factors\":", "\"summary\":", "\"columns\":",
        "\"inputs\":",     "\"arms\":",    "\"design\":",  "\"record\":"};
    char *text = edit_get_text(e->file, "experiment");
    if (!text || !*text) {
        free(text);
        return;
    }
    char *from = text + (size_t)(edit_byte(e) << 8 | edit_byte(e)) % strlen(text);
    const unsigned k = edit_pick(e, 20);
    char *found = k < 12 ? strstr(text, key[k]) : NULL;
    if (found) from = found + strlen(key[k]);
    from += strcspn(from, found ? "0123456789\"[{" : "0123456789");
    const size_t n = edit_piece(from);
    const char *new = piece[edit_pick(e, sizeof piece / sizeof piece[0])];
    char *made = malloc(strlen(text) + strlen(new) + 1);
    if (!made) abort();
    sprintf(made, "%.*s%s%s", (int)(from - text), text, new, from + n);
    edit_put_text(e->file, "experiment", made);
    free(made);
    free(text);
}

/* Where the experiment and the attribute agree, for once. */
static inline void edit_both(edit_t *e)
{
    const bool horizon = edit_byte(e) % 2;
    const char *key = horizon ? "horizon" : "replicates";
    const int64_t value = edit_number(e);
    char *text = edit_get_text(e->file, "experiment"), word[40];
    snprintf(word, sizeof word, "\"%s\":", key);
    char *at = text ? strstr(text, word) : NULL;
    if (at) {
        at += strlen(word);
        at += strspn(at, " ");
        char *made = malloc(strlen(text) + 40);
        if (!made) abort();
        sprintf(made, "%.*s%lld%s", (int)(at - text), text, (long long)value,
                at + strspn(at, "0123456789-"));
        edit_put_text(e->file, "experiment", made);
        free(made);
    }
    edit_put_number(e->file, key, value);
    free(text);
}

/* ---- a whole file ---- */

static inline void edit_once(edit_t *e)
{
    static void (*const edit[])(edit_t *) = {edit_replace,   edit_value,        edit_value,
                                             edit_value,     edit_link,         edit_attribute,
                                             edit_attribute, edit_experiment,   edit_experiment,
                                             edit_both,      edit_keep_elsewise};
    const unsigned k = edit_pick(e, 1 + sizeof edit / sizeof edit[0]);
    if (k == 0)
        H5Ldelete(e->file, edit_name(e), H5P_DEFAULT);
    else
        edit[k - 1](e);
}

/* The file that is edited. HDF5 looks for the real path of what it writes to, so it needs a name;
 * where there is memory for files it is there. */
static char edit_path[] = "/dev/shm/polder-edits-XXXXXX";

static inline void edit_remove(void)
{
    unlink(edit_path);
}

static inline int edit_file(void)
{
    static int fd = -1;
    if (fd >= 0) return fd;
    fd = mkstemp(edit_path);
    if (fd < 0) {
        memcpy(edit_path, "/var/tmp", 8);
        fd = mkstemp(edit_path);
    }
    if (fd < 0 || atexit(edit_remove) != 0) abort();
    return fd;
}

static inline hid_t edit_open(const edit_base_t *base)
{
    const int fd = edit_file();
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    if (ftruncate(fd, 0) != 0 || pwrite(fd, base->bytes, base->size, 0) != (ssize_t)base->size)
        abort();
    H5Pset_fclose_degree(access, H5F_CLOSE_STRONG);
    const hid_t file = H5Fopen(edit_path, H5F_ACC_RDWR, access);
    H5Pclose(access);
    if (file < 0) abort();
    return file;
}

static inline void edit_close(hid_t file, bool sealed)
{
    struct stat status;
    const int fd = edit_file();
    H5Fclose(file);
    if (fstat(fd, &status) != 0 || (sealed && polder_digest_add(fd, status.st_size) != 0)) abort();
}

static inline herr_t edit_take_name(hid_t file, const char *name, const H5L_info_t *info, void *to)
{
    (void)file, (void)info;
    edit_base_t *base = to;
    if (base->n < EDIT_NAMES) base->name[base->n++] = strdup(name);
    return 0;
}

static inline herr_t edit_take_attribute(hid_t file, const char *name, const H5A_info_t *info,
                                         void *to)
{
    (void)file, (void)info;
    edit_base_t *base = to;
    if (base->n_attribute < EDIT_NAMES) base->attribute[base->n_attribute++] = strdup(name);
    return 0;
}

/* Takes the bytes; false if they are no file of HDF5. */
static inline bool edit_base_init(edit_base_t *base, char *bytes, size_t size)
{
    *base = (edit_base_t){.bytes = bytes, .size = size};
    if (!bytes) return false;
    hsize_t n = 0;
    const hid_t file = edit_open(base);
    H5Lvisit(file, H5_INDEX_NAME, H5_ITER_INC, edit_take_name, base);
    H5Aiterate2(file, H5_INDEX_NAME, H5_ITER_INC, &n, edit_take_attribute, base);
    H5Fclose(file);
    return base->n > 0 && base->n_attribute > 0;
}

static inline void edit_base_free(edit_base_t *base)
{
    for (int i = 0; i < base->n; i++) free(base->name[i]);
    for (int i = 0; i < base->n_attribute; i++) free(base->attribute[i]);
    free(base->bytes);
    *base = (edit_base_t){0};
}

/* ---- reading ---- */

/* An error says why; none is of the reader's own making. */
static inline void edit_said(int code, polder_report_t *report)
{
    const bool good = (code < 0) == (report->n_error > 0) && code != POLDER_INTERNAL;
    for (size_t i = 0; i < report->n; i++)
        if (!good) fprintf(stderr, "code %d: %s\n", code, report->note[i].text);
    if (!good) abort();
    polder_report_free(report);
}

/* Room for just what is asked for, so that a sanitizer sees a value too many. */
static inline void edit_read_tracks(const polder_result_t *result)
{
    polder_report_t report = {0};
    for (int i = 0; i < polder_result_n_track(result); i++) {
        polder_level_t level = POLDER_NETWORK;
        int64_t rows = 0, times = 0;
        const char *name = polder_result_track(result, i, &level, &rows, &times);
        const int64_t most = EDIT_MOST_VALUES / times + 1, n = rows < most ? rows : most;
        float *value = malloc((size_t)(n * times) * sizeof *value);
        if (!value) abort();
        edit_said(polder_result_read_track(result, name, 0, n, value, (size_t)(n * times), &report),
                  &report);
        free(value);
    }
}

static inline void edit_read_indices(const polder_result_t *result)
{
    polder_report_t report = {0};
    for (int i = 0; i < POLDER_N_DATASET; i++) {
        char name[100];
        const polder_dataset_t *d = &polder_datasets[i];
        snprintf(name, sizeof name, "%s%s%s", d->group, *d->group ? "/" : "", d->name);
        const int64_t rows = polder_result_index_rows(result, name);
        const int64_t n = rows < EDIT_MOST_VALUES ? rows : EDIT_MOST_VALUES;
        if (n <= 0) continue;
        int64_t *value = malloc((size_t)n * sizeof *value);
        if (!value) abort();
        edit_said(polder_result_read_index(result, name, rows - n, n, value, &report), &report);
        free(value);
    }
}

static inline void edit_read_texts(const polder_result_t *result)
{
    size_t letters = 0;
    for (int i = 0; i < polder_result_n_case(result); i++)
        letters += strlen(polder_result_case(result, i));
    for (int i = 0; i < polder_result_n_arm(result); i++)
        letters += strlen(polder_result_arm(result, i));
    for (int i = 0; i < polder_result_n_factor(result); i++) {
        int length = 0;
        const char *word = polder_result_word(result, i, 1, &length);
        letters +=
            strlen(polder_result_factor(result, i)) + (word ? strnlen(word, (size_t)length) : 0);
    }
    for (int i = 0; polder_result_label(result, i); i++)
        letters += strlen(polder_result_label(result, i));
    if (letters > (size_t)1 << 30) abort();
}

static inline void edit_compare(const polder_result_t *result)
{
    polder_report_t report = {0};
    polder_compare_t compare = {0};
    polder_lasting_t lasting = {0};
    polder_several_t several = {0};
    const polder_result_t *twice[2] = {result, result};
    int code = polder_compare_open(&compare, result, &(polder_compare_options_t){0}, &report);
    if (code >= 0) code = polder_compare_read(&compare, 0, 1, &report);
    edit_said(code < 0 ? code : 0, &report);
    polder_compare_close(&compare);
    code = polder_lasting_read(result, 0, 1, 0.95, &lasting, &report);
    edit_said(code < 0 ? code : 0, &report);
    polder_lasting_free(&lasting);
    code = polder_several_make(&several, twice, 2, &report);
    edit_said(code < 0 ? code : 0, &report);
    polder_several_free(&several);
}

static inline void edit_export(const polder_result_t *result)
{
    static FILE *nowhere;
    polder_report_t report = {0};
    if (!nowhere) nowhere = fopen("/dev/null", "w");
    polder_export_t e = {.file = "edited.h5",
                         .result = result,
                         .out = nowhere,
                         .arm = -1,
                         .point = -1,
                         .network = -1,
                         .report = &report};
    int code = polder_export_summary(&e);
    edit_said(code < 0 ? code : 0, &report);
    for (int level = 0; level < 3; level++) {
        e.level = (polder_level_t)level;
        code = polder_export_tracks(&e);
        edit_said(code < 0 ? code : 0, &report);
    }
    e.network = 0;
    code = polder_export_graphml(&e);
    edit_said(code < 0 ? code : 0, &report);
}

static inline void edit_read(const polder_result_t *result)
{
    polder_report_t report = {0};
    polder_summary_t summary = {0};
    edit_read_texts(result);
    edit_read_tracks(result);
    edit_read_indices(result);
    /* Long files are for people who have the time. */
    if (polder_result_networks(result) > 100000 || polder_result_horizon(result) > 100000) return;
    const int code = polder_summary_read(result, &(polder_summary_options_t){.all_columns = true},
                                         &summary, &report);
    if (code >= 0) polder_summary_free(&summary);
    edit_said(code < 0 ? code : 0, &report);
    edit_compare(result);
    edit_export(result);
}

/* Edits as the bytes say and reads what comes of it. Returns whether it was accepted, and adds to
 * *n how many edits there were. */
static inline bool edit_and_read(const edit_base_t *base, const uint8_t *data, size_t size,
                                 uint64_t *n)
{
    edit_t e = {.at = data, .end = data + size, .base = base};
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    const bool sealed = edit_byte(&e) % 4 == 0;
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    e.file = edit_open(base);
    for (int i = 0; i < EDIT_MOST && e.at < e.end; i++, ++*n) edit_once(&e);
    edit_close(e.file, sealed);
    const int code = polder_result_open_trusting(&result, edit_path, !sealed, &report);
    edit_said(code, &report);
    if (code >= 0) edit_read(result);
    polder_result_close(result);
    return code >= 0;
}

#endif
