/* at_tick.c: see at_tick.h. */
#include "analysis/at_tick.h"

#include <gsl/gsl_math.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/about.h"
#include "analysis/kaplan.h"
#include "analysis/walk.h"

enum { ROWS = 1 << 10 };

static const char sample[] = "trajectory/sample", time_of[] = "trajectory/time";

bool polder_at_tick_split(const char *column, char **name, int *tick)
{
    char *end = NULL;
    const char *at = strrchr(column, '@');
    const long t = at && at[1] >= '0' && at[1] <= '9' ? strtol(at + 1, &end, 10) : -1;
    *name = NULL;
    if (t < 0 || *end != '\0' || at == column) return false;
    *name = strndup(column, (size_t)(at - column));
    *tick = t < INT_MAX ? (int)t : INT_MAX;
    return *name != NULL;
}

/* The recorded column of level network, with how many ticks it has; NULL: there is none. */
static const char *find_track(const polder_result_t *result, const char *name, int64_t *times)
{
    polder_level_t level;
    int64_t rows = 0;
    for (int k = 0; k < polder_result_n_track(result); k++) {
        const char *track = polder_result_track(result, k, &level, &rows, times);
        if (level == POLDER_NETWORK && strcmp(track, name) == 0) return track;
    }
    return NULL;
}

bool polder_at_tick_recorded(const polder_result_t *result, const char *name)
{
    int64_t times;
    return find_track(result, name, &times) != NULL;
}

/* The place of the tick; −1: it was not recorded. `near` is the last one before it. Ticks are 0, and so
 * many apart; what the file says is looked at, as a walk asks for each piece of it. */
static int64_t find_time(const polder_result_t *result, int tick, int *near)
{
    const int64_t n = polder_result_index_rows(result, time_of);
    int64_t every = 1, time = 0;
    if (n < 1 || (n > 1 && polder_result_read_index(result, time_of, 1, 1, &every, NULL) < 0))
        return -1;
    int64_t place = every > 0 ? tick / every : 0;
    if (place > n - 1) place = n - 1;
    if (polder_result_read_index(result, time_of, place, 1, &time, NULL) < 0) return -1;
    *near = (int)time;
    return time == tick ? place : -1;
}

/* Who is still there follows from when networks ended. */
static bool tells_alive(const polder_result_t *result, const char *name)
{
    return strcmp(name, POLDER_FIELD_ALIVE) == 0 && polder_walk_has(result, POLDER_FIELD_ALIVE) &&
           polder_walk_has(result, POLDER_FIELD_ENDED);
}

bool polder_at_tick_find(const polder_result_t *result, const char *column, polder_at_tick_t *at)
{
    int near = 0;
    char *name;
    *at = (polder_at_tick_t){.place = -1};
    if (!polder_at_tick_split(column, &name, &at->tick)) return false;
    const bool alive = tells_alive(result, name) && at->tick <= polder_result_horizon(result);
    if (!alive && (at->track = find_track(result, name, &at->times)))
        at->place = find_time(result, at->tick, &near);
    free(name);
    return alive || (at->place >= 0 && at->place < at->times);
}

/* ---- reading ---- */

/* Of an arm that is not run so long nobody knows. */
static int read_alive(const polder_result_t *result, int tick, int64_t first, int64_t n, float *out,
                      polder_report_t *report)
{
    const int n_arm = polder_result_n_arm(result);
    float *ended = malloc((size_t)(n + 1) * sizeof *ended);
    int code = ended ? polder_walk_read(result, POLDER_FIELD_ALIVE, first, n, out, report)
                     : polder_out_of_memory(report);
    if (code >= 0) code = polder_walk_read(result, POLDER_FIELD_ENDED, first, n, ended, report);
    for (int64_t i = 0; i < n && code >= 0; i++) {
        const int lasts = polder_result_lasts(result, (int)((first + i) % n_arm));
        const int until = polder_kaplan_place(out[i], ended[i], tick);
        out[i] = until == 0 || tick > lasts ? (float)GSL_NAN : until > tick ? 1.0f : 0.0f;
    }
    free(ended);
    return code;
}

/* The first recorded row that is of this network or a later one. */
static int find_row(const polder_result_t *result, int64_t network, int64_t *row,
                    polder_report_t *report)
{
    int64_t low = 0, high = polder_result_index_rows(result, sample), value = 0;
    int code = POLDER_OK;
    while (low < high && code >= 0) {
        const int64_t middle = low + (high - low) / 2;
        code = polder_result_read_index(result, sample, middle, 1, &value, report);
        if (value < network)
            low = middle + 1;
        else
            high = middle;
    }
    *row = low;
    return code;
}

typedef struct {
    float *track;     /* [ROWS][times] */
    int64_t *network; /* [ROWS] */
} room_t;

static int read_rows(const polder_result_t *result, const polder_at_tick_t *at, int64_t first,
                     int64_t n, float *out, const room_t *room, polder_report_t *report)
{
    const int64_t rows = polder_result_index_rows(result, sample);
    int64_t row = 0;
    int code = find_row(result, first, &row, report);
    for (bool more = true; more && row < rows && code >= 0; row += ROWS) {
        const int64_t some = rows - row < ROWS ? rows - row : ROWS;
        code = polder_result_read_index(result, sample, row, some, room->network, report);
        more = code >= 0 && room->network[0] < first + n;
        if (more)
            code = polder_result_read_track(result, at->track, row, some, room->track,
                                            (size_t)(ROWS * at->times), report);
        for (int64_t i = 0; i < some && more && code >= 0; i++)
            if (room->network[i] >= first && room->network[i] < first + n)
                out[room->network[i] - first] = room->track[i * at->times + at->place];
    }
    return code;
}

int polder_at_tick_read(const polder_result_t *result, const polder_at_tick_t *at, int64_t first,
                        int64_t n, float *out, polder_report_t *report)
{
    if (!at->track) return read_alive(result, at->tick, first, n, out, report);
    for (int64_t i = 0; i < n; i++) out[i] = (float)GSL_NAN;
    const room_t room = {malloc((size_t)(ROWS * at->times) * sizeof(float)),
                         malloc(ROWS * sizeof(int64_t))};
    const int code = room.track && room.network
                         ? read_rows(result, at, first, n, out, &room, report)
                         : polder_out_of_memory(report);
    free(room.track);
    free(room.network);
    return code;
}

/* ---- refusing ---- */

/* What is recorded of each organisation or relation, or a word of a choice, is no number of a network. */
static int refuse_no_number(const polder_result_t *result, const char *name, int tick,
                            polder_report_t *report)
{
    const polder_place_t place = {.file = polder_result_path(result)};
    char column[160];
    if (strchr(name, '=')) {
        snprintf(column, sizeof column, "%.*s", (int)strcspn(name, "="), name);
        if (!polder_result_field(result, column)) return POLDER_OK;
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "there is no %s@%d: how many have a word is known of the end alone "
                              "(%s)",
                              name, tick, name);
    }
    for (int k = 0; k < polder_result_n_track(result); k++) {
        polder_level_t level = POLDER_NETWORK;
        if (strcmp(polder_result_track(result, k, &level, NULL, NULL), name) != 0) continue;
        if (level == POLDER_NETWORK) break;
        return polder_fail_at(
            report, POLDER_INPUT, &place,
            level == POLDER_ARC
                ? "there is no %s@%d: %s is recorded of each relation, and is no number of a "
                  "network"
                : "there is no %s@%d: %s is recorded of each organisation, and is no number of a "
                  "network",
            name, tick, name);
    }
    return POLDER_OK;
}

static int refuse(const polder_result_t *result, const char *name, int tick,
                  polder_report_t *report)
{
    const polder_place_t place = {.file = polder_result_path(result)};
    const char *word = polder_report_text(report, polder_result_model(result)->tick);
    const int horizon = polder_result_horizon(result);
    int near = 0;
    char many[POLDER_TICKS];
    if (tick > horizon)
        return polder_fail_at(
            report, POLDER_INPUT, &place, "there is no %s@%d: this runs for %d %s", name, tick,
            horizon,
            polder_report_text(report, polder_about_many(polder_result_model(result)->tick, many)));
    if (polder_at_tick_recorded(result, name) && find_time(result, tick, &near) < 0)
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "there is no %s@%d: %s %d is not recorded, the last one before it is "
                              "%d (in a scenario: record, every)",
                              name, tick, word, tick, near);
    const polder_result_observed_t *o =
        polder_result_observed(result, polder_result_observed_find(result, name));
    if (o)
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "there is no %s@%d: %s is one number of a network, observed from %d "
                              "until %d",
                              name, tick, name, o->from, o->until);
    const int code = refuse_no_number(result, name, tick, report);
    if (code < 0 || !polder_result_field(result, name)) return code;
    return polder_fail_at(
        report, POLDER_INPUT, &place,
        "there is no %s@%d: %s says how networks ended. What it was in a %s is known of networks "
        "that are recorded (record: {networks: …, columns: [%s]}), or of all that are asked for it "
        "while they run (observe: {NAME: {mean: %s, from: %d, until: %d}})",
        name, tick, name, word, name, name, tick, tick);
}

int polder_at_tick_refuse(const polder_result_t *result, const char *column,
                          polder_report_t *report)
{
    int tick;
    char *name;
    if (!polder_at_tick_split(column, &name, &tick)) return POLDER_OK;
    const int code = refuse(result, name, tick, report);
    free(name);
    return code;
}
