/* netfile.c: organisations, ties and attributes of a network file; see netfile.h. */
#include "graph/netfile.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/fnv.h"

static int no_memory(const polder_netfile_t *file, polder_report_t *report)
{
    return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for the network");
}

static bool grow(void **array, size_t size, size_t capacity)
{
    void *larger = realloc(*array, capacity * size);
    if (larger) *array = larger;
    return larger != NULL;
}

/* ---- texts ---- */

static int add_text(polder_netfile_t *file, const char *text, size_t length, uint32_t *at,
                    polder_report_t *report)
{
    const size_t need = file->text_size + length + 2;
    if (need > UINT32_MAX)
        return polder_fail_at(report, POLDER_FORMAT, &file->place,
                              "the names and values in this file are more than 4 GiB");
    if (need > file->text_capacity) {
        const size_t capacity = need < 512 ? 1024 : 2 * need;
        if (!grow((void **)&file->text, 1, capacity)) return no_memory(file, report);
        file->text_capacity = capacity;
    }
    if (file->text_size == 0) file->text[file->text_size++] = '\0';
    *at = (uint32_t)file->text_size;
    if (length) memcpy(file->text + *at, text, length);
    file->text[*at + length] = '\0';
    file->text_size += length + 1;
    return 0;
}

/* ---- organisations ---- */

/* It begins with where the table lies, which no file can know: a file whose ids all meet in
 * one slot cannot be made. */
static uint64_t hash_of(const polder_netfile_t *file, const char *id, size_t length)
{
    const uint64_t start = POLDER_FNV_START ^ (uint64_t)(uintptr_t)file->slot;
    const uint64_t h = polder_fnv(start, id, length);
    return h ^ h >> 29;
}

static bool same_id(const polder_netfile_t *file, int32_t org, const char *id, size_t length)
{
    const char *own = polder_netfile_id(file, org);
    return strncmp(own, id, length) == 0 && own[length] == '\0';
}

static int32_t org_in(uint64_t slot)
{
    return (int32_t)(uint32_t)slot - 1;
}

/* The slot of an id, or the free one where it belongs. Half of the hash stands in the slot, so that
 * other ids are seldom looked at. */
static size_t slot_of(const polder_netfile_t *file, const char *id, size_t length, uint64_t hash)
{
    size_t s = hash & (file->n_slot - 1);
    while (file->slot[s] &&
           (file->slot[s] >> 32 != hash >> 32 || !same_id(file, org_in(file->slot[s]), id, length)))
        s = (s + 1) & (file->n_slot - 1);
    return s;
}

static void enter(polder_netfile_t *file, int32_t org)
{
    const char *id = polder_netfile_id(file, org);
    const size_t length = strlen(id);
    const uint64_t hash = hash_of(file, id, length);
    file->slot[slot_of(file, id, length, hash)] = hash >> 32 << 32 | ((uint32_t)org + 1);
}

static bool more_slots(polder_netfile_t *file)
{
    const size_t n = file->n_slot ? 2 * file->n_slot : 256;
    uint64_t *slot = calloc(n, sizeof *slot);
    if (!slot) return false;
    free(file->slot);
    file->slot = slot;
    file->n_slot = n;
    for (int32_t i = 0; i < file->n_org; i++) enter(file, i);
    return true;
}

static bool room_for_org(polder_netfile_t *file)
{
    if (2 * ((size_t)file->n_org + 1) > file->n_slot && !more_slots(file)) return false;
    if ((size_t)file->n_org < file->org_capacity) return true;
    const size_t n = file->org_capacity ? 2 * file->org_capacity : 64;
    if (!grow((void **)&file->id, sizeof *file->id, n) ||
        !grow((void **)&file->org_line, sizeof *file->org_line, n) ||
        !grow((void **)&file->listed, sizeof *file->listed, n))
        return false;
    file->org_capacity = n;
    return true;
}

int32_t polder_netfile_find(const polder_netfile_t *file, const char *id, size_t length)
{
    if (file->n_slot == 0) return -1;
    return org_in(file->slot[slot_of(file, id, length, hash_of(file, id, length))]);
}

int polder_netfile_org(polder_netfile_t *file, const char *id, size_t length, int line,
                       int32_t *org, polder_report_t *report)
{
    *org = polder_netfile_find(file, id, length);
    if (*org >= 0) return 0;
    if (file->n_org >= POLDER_MOST_ORGANISATIONS) {
        polder_place_t place = file->place;
        place.line = line;
        return polder_fail_at(report, POLDER_FORMAT, &place,
                              "the file has more than %d organisations, the most there may be",
                              (int)POLDER_MOST_ORGANISATIONS);
    }
    if (!room_for_org(file)) return no_memory(file, report);
    const int code = add_text(file, id, length, &file->id[file->n_org], report);
    if (code) return code;
    *org = file->n_org;
    file->org_line[*org] = line;
    file->listed[*org] = false;
    file->n_org++;
    enter(file, *org);
    return 0;
}

/* ---- ties ---- */

int polder_netfile_tie(polder_netfile_t *file, int32_t from, int32_t to, bool directed, int line,
                       polder_report_t *report)
{
    if (file->n_tie >= POLDER_MOST_TIES)
        return polder_fail_at(report, POLDER_FORMAT, &file->place,
                              "the file has more than %d ties, the most there may be",
                              (int)POLDER_MOST_TIES);
    if ((size_t)file->n_tie == file->tie_capacity) {
        const size_t n = file->tie_capacity ? 2 * file->tie_capacity : 256;
        if (!grow((void **)&file->from, sizeof *file->from, n) ||
            !grow((void **)&file->to, sizeof *file->to, n) ||
            !grow((void **)&file->tie_line, sizeof *file->tie_line, n) ||
            !grow((void **)&file->directed, sizeof *file->directed, n))
            return no_memory(file, report);
        file->tie_capacity = n;
    }
    const int32_t t = file->n_tie++;
    file->from[t] = from;
    file->to[t] = to;
    file->tie_line[t] = line;
    file->directed[t] = directed;
    return 0;
}

/* ---- attributes ---- */

static int find_attribute(const polder_netfile_t *file, bool of_ties, const char *name,
                          size_t length)
{
    for (int a = 0; a < file->n_attribute; a++) {
        const polder_netfile_attribute_t *have = &file->attribute[a];
        if (have->of_ties == of_ties && strncmp(have->name, name, length) == 0 &&
            have->name[length] == '\0')
            return a;
    }
    return -1;
}

int polder_netfile_named(const polder_netfile_t *file, bool of_ties, const char *name)
{
    return find_attribute(file, of_ties, name, strlen(name));
}

int polder_netfile_attribute(polder_netfile_t *file, bool of_ties, const char *name, size_t length,
                             int *attribute, polder_report_t *report)
{
    *attribute = find_attribute(file, of_ties, name, length);
    if (*attribute >= 0) return 0;
    if (file->n_attribute >= POLDER_MOST_ATTRIBUTES)
        return polder_fail_at(report, POLDER_FORMAT, &file->place,
                              "the file has more than %d attributes, the most there may be",
                              (int)POLDER_MOST_ATTRIBUTES);
    return polder_netfile_column(file, of_ties, name, length, attribute, report);
}

int polder_netfile_column(polder_netfile_t *file, bool of_ties, const char *name, size_t length,
                          int *attribute, polder_report_t *report)
{
    char *copy = strndup(name, length);
    if (!copy ||
        !grow((void **)&file->attribute, sizeof *file->attribute, (size_t)file->n_attribute + 1)) {
        free(copy);
        return no_memory(file, report);
    }
    *attribute = file->n_attribute++;
    file->attribute[*attribute] = (polder_netfile_attribute_t){.name = copy, .of_ties = of_ties};
    return 0;
}

/* A value for the last of many organisations makes room for all before it: a small file must not
 * take much memory in this way. What has its values is never too much. */
static size_t most_cells(const polder_netfile_t *file)
{
    return ((size_t)1 << 24) + 64 * ((size_t)file->n_org + (size_t)file->n_tie) + 4 * file->n_value;
}

/* Makes room for values of elements below `need`, which are missing until they are set. */
static int room_for_values(polder_netfile_t *file, polder_netfile_attribute_t *a, size_t need,
                           polder_report_t *report)
{
    if (need > a->capacity) {
        const size_t n = need < 64 ? 64 : 2 * need;
        file->n_cell += n - a->capacity;
        if (file->n_cell > most_cells(file))
            return polder_fail_at(report, POLDER_FORMAT, &file->place,
                                  "%d attributes are too many for so few values",
                                  file->n_attribute);
        if (!grow((void **)&a->at, sizeof *a->at, n)) return no_memory(file, report);
        a->capacity = n;
    }
    if (need > a->n) {
        memset(a->at + a->n, 0, (need - a->n) * sizeof *a->at);
        a->n = need;
    }
    return 0;
}

int polder_netfile_set(polder_netfile_t *file, int attribute, int32_t element, const char *text,
                       size_t length, polder_report_t *report)
{
    polder_netfile_attribute_t *a = &file->attribute[attribute];
    file->n_value++;
    const int code = room_for_values(file, a, (size_t)element + 1, report);
    return code ? code : add_text(file, text, length, &a->at[element], report);
}

void polder_netfile_remove(polder_netfile_t *file, int attribute)
{
    polder_netfile_attribute_t *a = &file->attribute[attribute];
    free(a->name);
    free(a->at);
    file->n_attribute--;
    memmove(a, a + 1, (size_t)(file->n_attribute - attribute) * sizeof *a);
}

int polder_netfile_fill(polder_netfile_t *file, int attribute, const char *text,
                        polder_report_t *report)
{
    polder_netfile_attribute_t *a = &file->attribute[attribute];
    const size_t n = (size_t)(a->of_ties ? file->n_tie : file->n_org);
    uint32_t at = 0;
    if (n == 0) return 0;
    int code = a->n < n ? room_for_values(file, a, n, report) : 0;
    if (code == 0) code = add_text(file, text, strlen(text), &at, report);
    for (size_t i = 0; code == 0 && i < n; i++)
        if (!a->at[i]) a->at[i] = at;
    return code;
}

static void drop_values(polder_netfile_attribute_t *a, const bool *drop)
{
    size_t kept = 0;
    for (size_t i = 0; i < a->n; i++)
        if (!drop[i]) a->at[kept++] = a->at[i];
    a->n = kept;
}

int polder_netfile_drop(polder_netfile_t *file, const bool *drop, polder_report_t *report)
{
    const int32_t n = file->n_org;
    int32_t *place = malloc(((size_t)n + 1) * sizeof *place);
    if (!place) return no_memory(file, report);
    for (int a = 0; a < file->n_attribute; a++)
        if (!file->attribute[a].of_ties) drop_values(&file->attribute[a], drop);
    file->n_org = 0;
    memset(file->slot, 0, file->n_slot * sizeof *file->slot);
    for (int32_t i = 0; i < n; i++) {
        if (drop[i]) continue;
        const int32_t to = place[i] = file->n_org++;
        file->id[to] = file->id[i];
        file->org_line[to] = file->org_line[i];
        file->listed[to] = file->listed[i];
        enter(file, to);
    }
    for (int32_t t = 0; t < file->n_tie; t++) {
        file->from[t] = place[file->from[t]];
        file->to[t] = place[file->to[t]];
    }
    free(place);
    return 0;
}

void polder_netfile_leave_out(polder_netfile_t *file, int line, int64_t n_org, int64_t n_tie,
                              const char *why, polder_report_t *report)
{
    char org[80];
    polder_place_t place = file->place;
    place.line = line;
    file->left_org += n_org;
    file->left_tie += n_tie;
    why = polder_report_text(report, why);
    snprintf(org, sizeof org,
             polder_report_count(report, "%lld organisation", "%lld organisations", n_org),
             (long long)n_org);
    if (n_org && n_tie)
        polder_warn(report, &place,
                    polder_report_count(report, "%s and %lld tie are left out: %s",
                                        "%s and %lld ties are left out: %s", n_tie),
                    org, (long long)n_tie, why);
    else if (n_org)
        polder_warn(report, &place,
                    polder_report_count(report, "%lld organisation is left out: %s",
                                        "%lld organisations are left out: %s", n_org),
                    (long long)n_org, why);
    else if (n_tie)
        polder_warn(report, &place,
                    polder_report_count(report, "%lld tie is left out: %s",
                                        "%lld ties are left out: %s", n_tie),
                    (long long)n_tie, why);
}

polder_place_t polder_netfile_org_place(const polder_netfile_t *file, int32_t org)
{
    polder_place_t place = file->place;
    const bool member = file->member_line && file->member_line[org];
    if (member) place.file = file->member_file;
    place.line = member ? file->member_line[org] : file->org_line[org];
    return place;
}

void polder_netfile_free(polder_netfile_t *file)
{
    for (int a = 0; a < file->n_attribute; a++) {
        free(file->attribute[a].name);
        free(file->attribute[a].at);
    }
    free(file->attribute);
    free(file->id);
    free(file->org_line);
    free(file->member_line);
    free(file->listed);
    free(file->from);
    free(file->to);
    free(file->tie_line);
    free(file->directed);
    free(file->text);
    free(file->slot);
    free(file->edge);
    free(file->data);
    *file = (polder_netfile_t){0};
}
