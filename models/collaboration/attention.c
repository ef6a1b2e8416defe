/* attention: days are scarce. Meetings, joint work and interventions take from the same days.
 * T3, N16.
 *
 * Who has more asked of it than its days allow can give each of them only a share of its time.
 */
#include "collaboration.h"

#define NUMBERS(OWN)                                                                               \
    PHASES(OWN, attention, load, 0.20f, 0.30f, 0.45f, 0.75f, 1.00f, 0, 2,                          \
           "share of joint work asked", "N11, T3")                                                 \
    NUMBER(OWN, attention, work_apart, 0.3f, 0, 2,                                                 \
           "factor on joint work where little is done together", "N16, T3")                        \
    NUMBER(OWN, attention, work_breadth, 1.4f, 0, 5, "what breadth adds to it", "N16, T3")         \
    OWN(k_time, "attention.k_time", NETWORK, PARAMETER, .value = 0.5f, .max = 1,                   \
        .unit = "1/month", .doc = "speed at which the division of days follows", .source = "T3")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(days, "attention.days", NETWORK, PARAMETER, .value = 2.3f, .min = 0.01f, .max = 100,       \
        .unit = "days of work/month", .doc = "days a month that a member has for the network",     \
        .source = "T3, N16")                                                                       \
    OWN(meeting, "attention.meeting", NETWORK, PARAMETER, .value = 0.2f, .max = 10,                \
        .unit = "days of work/month", .doc = "days that full contact with one partner takes",      \
        .source = "T3, N16")                                                                       \
    OWN(work, "attention.work", NETWORK, PARAMETER, .value = 1.5f, .max = 10,                      \
        .unit = "days of work/month", .doc = "days that full joint work takes",                    \
        .source = "T3, N16")                                                                       \
    OWN(led, "attention.led", NETWORK, PARAMETER, .value = 0.63f, .max = 10,                       \
        .unit = "days of work/month",                                                              \
        .doc = "days that a leader's full effort asks of every member", .source = "N8, N9, T3")    \
    OWN(pressure, "meeting.time_pressure", NETWORK, PARAMETER, .value = 0.3f, .max = 1,            \
        .unit = "1", .doc = "share of the time for the network that other work takes",             \
        .source = "T3")                                                                            \
    OWN(time, "attention.time", ORGANISATION, STATE, .value = 1, .max = 1, .unit = "1",            \
        .doc = "share of what is asked of it that it has time for", .source = "T3, N16",           \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(root, "attention.root", ORGANISATION, STATE, .value = 1, .max = 1, .unit = "1",            \
        .doc = "square root of that share", .source = "T3", .flags = POLDER_DERIVED)               \
    OWN(time_mean, "time.mean", NETWORK, STATE, .value = 1, .max = 1, .unit = "1",                 \
        .doc = "mean share of what is asked that there is time for", .source = "T3, N16",          \
        .flags = POLDER_SUMMARY | POLDER_TRACK | POLDER_DERIVED)                                   \
    OWN(sum_time, "attention.sum", NETWORK, SUM, .max = 1e9f, .unit = "1",                         \
        .doc = "time of members")                                                                  \
    READ(between, "between.days")                                                                  \
    READ(asked, "attention.asked")                                                                 \
    READ(effort, "leader.effort")                                                                  \
    READ(active, "active")                                                                         \
    READ(present, "members")                                                                       \
    READ(n_partners, "partners.n")                                                                 \
    READ(contact_mean, "contact.mean")                                                             \
    READ(contribution, "contribution")                                                             \
    READ(duty, "membership.duties")                                                                \
    READ(phase, "phase")                                                                           \
    READ(breadth, "breadth.now")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *n_partners = POLDER_IN(v, n_partners);
    const float *contribution = POLDER_IN(v, contribution), *duty = POLDER_IN(v, duty);
    const float *phase = POLDER_IN(v, phase), *asked = POLDER_IN(v, asked);
    float *time = POLDER_OUT(v, time), *root = POLDER_OUT(v, root);
    float *sum_time = POLDER_ADD(v, sum_time);
    float share[L], wanted[L], meet[L], work[L], load[L];
    in_phase(v, f_load_explore, phase, load);
    POLDER_EACH_LANE(l) {
        const float days =
            POLDER_IN(v, days)[l] * POLDER_IN(v, between)[l] * (1 - POLDER_IN(v, pressure)[l]);
        share[l] = 1 / polder_at_least(days, 1e-3f); /* guard: no days at all */
        wanted[l] = asked[l] + POLDER_IN(v, led)[l] * POLDER_IN(v, effort)[l];
        meet[l] = POLDER_IN(v, meeting)[l] * POLDER_IN(v, contact_mean)[l];
        work[l] = POLDER_IN(v, work)[l] * load[l] *
                  (AT(work_apart) + AT(work_breadth) * POLDER_IN(v, breadth)[l]);
    }
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float all = share[l] * (wanted[l] + meet[l] * n_partners[e] +
                                          work[l] * contribution[e] * duty[e]);
            const float target = 1 / (1 + polder_at_least(all - 1, 0.0f));
            time[e] += AT(k_time) * (target - time[e]);
            root[e] = polder_sqrt(time[e]);
            sum_time[l] += (active[e] * time[e]);
        }
}

static void networks(const polder_view_t *v)
{
    POLDER_EACH_LANE(l) POLDER_OUT(v, time_mean)
    [l] = POLDER_IN(v, sum_time)[l] / polder_at_least(POLDER_IN(v, present)[l], 1.0f);
}

POLDER_PART(collaboration, attention) = {
    .name = "attention",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 115,
    .doc = "the days that partners have, and what is asked of them",
    .source = "T3, N16",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
