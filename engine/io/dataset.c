/* dataset.c: see dataset.h. */
#include "io/dataset.h"

#include <string.h>

const polder_dataset_t polder_datasets[POLDER_N_DATASET] = {
#define ROW(id, group, name, type, rows, columns, below, flags, units, doc)                        \
    {                                                                                              \
        group,                                                                                     \
        name,                                                                                      \
        POLDER_##type,                                                                             \
        POLDER_DIM_##rows,                                                                         \
        POLDER_DIM_##columns,                                                                      \
        POLDER_DIM_##below,                                                                        \
        flags,                                                                                     \
        units,                                                                                     \
        doc},
    POLDER_DATASETS(ROW)
#undef ROW
};

const polder_attribute_row_t polder_attributes[] = {
#define ROW(name, type, since, doc) {name, POLDER_##type, since, doc},
    POLDER_ATTRIBUTES(ROW)
#undef ROW
};
const size_t polder_n_attribute = sizeof polder_attributes / sizeof polder_attributes[0];

const char *polder_number_name(polder_number_t type)
{
    static const char *const name[] = {"int8", "int32", "int64", "float32", "float64", "text"};
    return name[type];
}

static const struct {
    const char *name, *when;
} dimension[POLDER_N_DIMENSION] = {{"", ""},
#define ROW(id, name, when) {name, when},
                                   POLDER_DIMENSIONS(ROW)
#undef ROW
};

const char *polder_dimension_name(polder_dimension_t d)
{
    return dimension[d].name;
}

const char *polder_dimension_when(polder_dimension_t d)
{
    return dimension[d].when;
}

bool polder_dataset_reserved(const char *name)
{
    for (size_t i = 0; i < POLDER_N_DATASET; i++) {
        const polder_dataset_t *set = &polder_datasets[i];
        if (set->group[0] && strcmp(set->group, name) == 0) return true;
        /* Recorded fields stand at the top and in the trajectories. */
        const bool beside = !set->group[0] || strcmp(set->group, "trajectory") == 0;
        if (beside && !(set->flags & POLDER_COLUMN) && strcmp(set->name, name) == 0) return true;
    }
    return false;
}
