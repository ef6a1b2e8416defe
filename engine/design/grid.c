/* grid.c: all combinations, and one factor at a time. See design.h. */
#include "design/design.h"

int64_t polder_grid_points(const int *n_level, int n_factor, int64_t most)
{
    int64_t n = 1;
    for (int k = 0; k < n_factor; k++) {
        if (n_level[k] > most / n) return -1;
        n *= n_level[k];
    }
    return n;
}

void polder_grid_fill(const int *n_level, int n_factor, int *level)
{
    const int64_t n = polder_grid_points(n_level, n_factor, INT64_MAX);
    for (int64_t p = 0; p < n; p++) {
        int64_t rest = p;
        for (int k = n_factor - 1; k >= 0; k--) {
            level[p * n_factor + k] = (int)(rest % n_level[k]);
            rest /= n_level[k];
        }
    }
}

int64_t polder_one_at_a_time_points(const int *n_level, int n_factor, int64_t most)
{
    int64_t n = 1;
    for (int k = 0; k < n_factor; k++) {
        if (n_level[k] > most - n) return -1;
        n += n_level[k];
    }
    return n;
}

void polder_one_at_a_time_fill(const int *n_level, int n_factor, int *level)
{
    for (int k = 0; k < n_factor; k++) level[k] = -1;
    for (int k = 0; k < n_factor; k++)
        for (int i = 0; i < n_level[k]; i++) {
            level += n_factor;
            for (int j = 0; j < n_factor; j++) level[j] = j == k ? i : -1;
        }
}
