/* lead: in a lead organisation, the member with the largest capacity leads. N7.
 *
 * Of members that are equally large it is the one with the lowest id. A network stage that
 * walks all rows, because a largest value is not a sum.
 */
#include "collaboration.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(lead, "lead", ORGANISATION, STATE, .max = 1, .unit = "1",                                  \
        .doc = "1 for the lead organisation", .source = "N7", .flags = POLDER_DERIVED)             \
    READ(form, "governance.form")                                                                  \
    READ(active, "active")                                                                         \
    READ(capacity, "capacity")
POLDER_FIELDS(FIELDS)

/* The largest of all lanes, in each of them: a folded network has its members in all lanes. */
static void join_lanes(float best[L])
{
    float most = 0;
    for (int l = 0; l < L; l++) most = polder_max(most, best[l]);
    for (int l = 0; l < L; l++) best[l] = most;
}

static void networks(const polder_view_t *v)
{
    const float *form = POLDER_IN(v, form), *active = POLDER_IN(v, active);
    const float *capacity = POLDER_IN(v, capacity);
    float *lead = POLDER_OUT(v, lead);
    float leads[L], largest[L] = {0};
    int32_t leader[L], first = INT32_MAX;
    POLDER_EACH_LANE(l) leads[l] = form[l] == LEAD ? 1.0f : 0.0f;
    POLDER_EACH_LANE(l) leader[l] = INT32_MAX;
    if (!polder_any(leads)) return;
    for (int r = 0; r < v->n_row; r++)
        POLDER_EACH_LANE(l)
            largest[l] = polder_max(largest[l], active[r * L + l] > 0 ? capacity[r * L + l] : 0.0f);
    if (v->folded) join_lanes(largest);
    for (int r = 0; r < v->n_row; r++)
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const int32_t id = active[e] > 0 && capacity[e] >= largest[l] ? v->org[e] : INT32_MAX;
            leader[l] = id < leader[l] ? id : leader[l];
        }
    if (v->folded) {
        for (int l = 0; l < L; l++) first = leader[l] < first ? leader[l] : first;
        for (int l = 0; l < L; l++) leader[l] = first;
    }
    for (int r = 0; r < v->n_row; r++)
        POLDER_EACH_LANE(l) lead[r * L + l] = v->org[r * L + l] == leader[l] ? leads[l] : 0.0f;
}

POLDER_PART(collaboration, lead) = {
    .name = "lead",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 105,
    .doc = "who leads in a lead organisation",
    .source = "N7",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}},
};
