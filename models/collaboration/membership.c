/* membership: who leaves, and who takes an empty seat. A8, A10, N17. Step 12 of a month.
 *
 * A duty to take part keeps members in without making them willing. Members follow their own
 * partners out, and where they reflect together, they speak up before they leave (Hirschman 1970). A
 * newcomer was not there when the goals were set: trust, asymmetry and boundaries show it.
 */
#include "partner.h"

#define EXIT(OWN, id, number, about, by)                                                           \
    OWN(e_##id, "membership." #id, NETWORK, PARAMETER, .value = number, .min = -20, .max = 20,     \
        .unit = "1", .doc = "weight in the chance to leave: " about, .source = by)
#define COUNT(OWN, id, name, about)                                                                \
    OWN(id, name, NETWORK, STATE, .max = 1e9f, .unit = "organisations", .doc = about ", so far",   \
        .source = "N17", .flags = POLDER_SUMMARY | POLDER_DERIVED)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, membership, newcomer_ownership, 0.25f, 0, 0.5f, "ownership of a newcomer",         \
           "N17, N20")                                                                             \
    NUMBER(OWN, membership, newcomer_onboarding, 0.35f, 0, 0.5f, "what onboarding adds to it",     \
           "N17, I12")                                                                             \
    NUMBER(OWN, membership, newcomer_contribution, 0.4f, 0, 1, "contribution of a newcomer",       \
           "N17, G1")                                                                              \
    NUMBER(OWN, membership, enter_least, 0.2f, 0, 1,                                               \
           "how much a network draws newcomers by itself", "N17")                                  \
    NUMBER(OWN, membership, enter_contact, 3, 0, 10,                                               \
           "how much bringing together adds to the chance that a seat is taken", "N17, I2")        \
    NUMBER(OWN, membership, worse_alone, 0.5f, 0, 2,                                               \
           "weight of being worse off than alone, against than the others", "K2, G1, G7")          \
    NUMBER(OWN, membership, will_usual, 0.75f, 0, 1, "willingness that is usual", "C2")            \
    NUMBER(OWN, membership, worse_most, 1.5f, 0, 5,                                                \
           "being worse off beyond which more makes no difference", "K2, G1")                      \
    NUMBER(OWN, membership, leaver_momentum, 0.8f, 0, 0.95f,                                       \
           "momentum that leavers cost, times their share of the members", "N17, N14")             \
    NUMBER(OWN, membership, newcomer_boundaries, 0.6f, 0, 0.95f,                                   \
           "share of the boundaries lost if all members are new", "N17, N4")                       \
    NUMBER(OWN, membership, newcomer_work, 0.6f, 0, 1, "share of that which the work done loses",  \
           "N17, N11")                                                                             \
    NUMBER(OWN, membership, wake_kept, 0.6f, 0, 1,                                                 \
           "share of what leavers left behind that is felt a month later", "V26")                  \
    NUMBER(OWN, membership, newcomer_known, 0.4f, 0, 1,                                            \
           "share of the first asymmetry that onboarding takes away", "N17, I12")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(introduced, "membership.introduced", ORGANISATION, STATE, .max = 1, .unit = "1",           \
        .doc = "what it does not see of a newcomer at first, when last there were any",            \
        .source = "N17, I12", .flags = POLDER_DERIVED)                                             \
    OWN(e_base, "membership.base", NETWORK, PARAMETER, .value = -7.05f, .min = -20, .max = 20,     \
        .unit = "1", .doc = "constant of the chance to leave (log-odds a month)", .source = "A8")  \
    EXIT(OWN, will, 1.3f, "little willingness", "C2")                                              \
    EXIT(OWN, loss, 3.0f, "being worse off than alone or than the others", "G1, K2")               \
    EXIT(OWN, peers, 9, "partners that left", "V26")                                               \
    EXIT(OWN, split, 4.7f, "a network that camps have stalled", "V27")                             \
    EXIT(OWN, voice, 1, "reflecting together, which says it before one leaves", "I3, A11")         \
    EXIT(OWN, exposed, 1.2f, "being exposed while weak", "I3")                                     \
    EXIT(OWN, closure, 1.7f, "partners in common, who would mind", "V28")                          \
    EXIT(OWN, lock_in, 1.0f, "lock-in", "T6")                                                      \
    EXIT(OWN, pressure, 1.5f, "duty to take part", "A8")                                           \
    OWN(duty, "membership.duty", NETWORK, PARAMETER, .value = 0.2f, .max = 1, .unit = "1",         \
        .doc = "pressure to take part, of law, funder or politics", .source = "A8, N26")           \
    OWN(p_entry, "membership.p_entry", NETWORK, PARAMETER, .value = 0.04f, .max = 1,               \
        .unit = "1/month", .doc = "chance that an empty seat is taken, at its most",               \
        .source = "N17")                                                                           \
    OWN(alone, "value.alone", NETWORK, PARAMETER, .value = 0.1f, .max = 10, .unit = "1",           \
        .doc = "worth of going it alone for who brings what it wants itself", .source = "K2, G7")  \
    OWN(left_now, "membership.left", ORGANISATION, STATE, .max = 1, .unit = "1",                   \
        .doc = "1 in the month in which it leaves", .source = "N17", .flags = POLDER_DERIVED)      \
    OWN(wake, "partners.left", ORGANISATION, STATE, .max = 1, .unit = "1",                         \
        .doc = "how many of its own partners have left, by contact, fading", .source = "V26",      \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(kept, "work.passed_on", NETWORK, STATE, .value = 1, .max = 1, .unit = "1",                 \
        .doc = "share of the work done that newcomers of this month take over",                    \
        .source = "N17, N11", .flags = POLDER_DERIVED)                                             \
    OWN(newcomer, "newcomer", ORGANISATION, STATE, .max = 1, .unit = "1",                          \
        .doc = "1 in the month in which it joins", .source = "N17, A10", .flags = POLDER_DERIVED)  \
    COUNT(OWN, left, "members.left", "members that left")                                          \
    COUNT(OWN, joined, "members.joined", "empty seats that were taken")                            \
    OWN(leave, "planned.leave", ORGANISATION, PLANNED, .max = 1, .unit = "1", .doc = "it leaves",  \
        .source = "N17")                                                                           \
    OWN(join, "planned.join", ORGANISATION, PLANNED, .max = 1, .unit = "1",                        \
        .doc = "an empty seat is taken by a newcomer", .source = "N17, A10")                       \
    OWN(sum_left, "membership.sum_left", NETWORK, SUM, .max = 1e9f, .unit = "organisations",       \
        .doc = "leavers")                                                                          \
    OWN(sum_joined, "membership.sum_joined", NETWORK, SUM, .max = 1e9f, .unit = "organisations",   \
        .doc = "newcomers")                                                                        \
    PARTNER_PARAMETERS(READ)                                                                       \
    READ(vigilance_first, "relations.vigilance")                                                   \
    READ(asymmetry_first, "relations.asymmetry")                                                   \
    READ(lock_in_first, "relations.lock_in")                                                       \
    READ(expectation_first, "relations.expectation")                                               \
    READ(prior, "prior_trust")                                                                     \
    READ(will, "will")                                                                             \
    READ(tightest, "will.tightest")                                                                \
    READ(vigilance_i, "partners.vigilance")                                                        \
    READ(embedded_i, "partners.embedded")                                                          \
    READ(lock_in_i, "partners.lock_in")                                                            \
    READ(n_partners, "partners.n")                                                                 \
    READ(tie, "tie")                                                                               \
    READ(contact, "contact")                                                                       \
    READ(received, "meeting.received")                                                             \
    READ(stalled, "camps.stalled")                                                                 \
    READ(expose, "side.expose")                                                                    \
    READ(reflection, "push.reflection")                                                            \
    READ(push_contact, "push.contact")                                                             \
    READ(brokerage, "push.brokerage")                                                              \
    READ(present, "members")                                                                       \
    READ(balance_mean, "balance.mean")                                                             \
    READ(phase, "phase")                                                                           \
    READ(alive, "alive")                                                                           \
    READ(onboarding, "push.onboarding")                                                            \
    WRITE(active, "active")                                                                        \
    WRITE(momentum, "momentum")                                                                    \
    WRITE(authority, "boundary.authority")                                                         \
    WRITE(task, "boundary.task")                                                                   \
    WRITE(political, "boundary.political")                                                         \
    WRITE(identity, "boundary.identity")                                                           \
    WRITE(capacity, "capacity")                                                                    \
    WRITE(volume, "capacity.log")                                                                  \
    WRITE(interest_x, "interest.x")                                                                \
    WRITE(interest_y, "interest.y")                                                                \
    WRITE(personal_x, "personal.x")                                                                \
    WRITE(personal_y, "personal.y")                                                                \
    WRITE(position_x, "position.x")                                                                \
    WRITE(position_y, "position.y")                                                                \
    CURRENCY_FIELDS(WRITE, brings)                                                                 \
    CURRENCY_FIELDS(WRITE, wants)                                                                  \
    WRITE(culture, "culture")                                                                      \
    WRITE(pace, "pace")                                                                            \
    WRITE(self_awareness, "skill.self_awareness")                                                  \
    WRITE(empathy, "skill.empathy")                                                                \
    WRITE(openness, "skill.openness")                                                              \
    WRITE(reliability, "skill.reliability")                                                        \
    WRITE(sponsor, "role.sponsor")                                                                 \
    WRITE(explorer, "role.explorer")                                                               \
    WRITE(connector, "role.connector")                                                             \
    WRITE(other_openness, "other.openness")                                                        \
    WRITE(strange, "other.strangeness")                                                            \
    WRITE(loyalty, "loyalty")                                                                      \
    WRITE(support, "support")                                                                      \
    WRITE(ownership, "ownership")                                                                  \
    WRITE(contribution, "contribution")                                                            \
    WRITE(claim, "claim")                                                                          \
    WRITE(balance, "balance")                                                                      \
    WRITE(cumulative, "cumulative")                                                                \
    WRITE(trust, "trust")                                                                          \
    WRITE(vigilance, "vigilance")                                                                  \
    WRITE(asymmetry, "asymmetry")                                                                  \
    WRITE(lock_in, "lock_in")                                                                      \
    WRITE(expectation, "expectation")                                                              \
    WRITE(conflict, "conflict")                                                                    \
    WRITE(truce, "truce")                                                                          \
    WRITE(hidden, "act.hidden")                                                                    \
    WRITE(scar, "scar")
POLDER_FIELDS(FIELDS)
CURRENCIES_IN_ORDER(brings);
CURRENCIES_IN_ORDER(wants);
POLDER_IN_ORDER(interest_x, interest_y);
POLDER_IN_ORDER(personal_x, personal_y);
POLDER_IN_ORDER(position_x, position_y);
POLDER_IN_ORDER(sponsor, explorer, connector);
POLDER_IN_ORDER(self_awareness, empathy, openness, reliability);
POLDER_IN_ORDER(authority, task, political, identity);

#define EVENTS(KIND)                                                                               \
    KIND(leaves, "member.leaves", ORGANISATION, 1, "who leaves", NULL, "a member leaves",          \
         "N17, K2",                                                                                \
         POLDER_EVENT_NUMBER("reason", "1",                                                        \
                             CONDITIONS "|loss|peers|camps|unheard|exposed|distance|lock-in|duty|" \
                                        "isolated|planned|chance"),                                \
         POLDER_EVENT_NUMBER("share", "1", NULL))                                                  \
    KIND(joins, "member.joins", ORGANISATION, 1, "who takes the seat", NULL,                       \
         "an empty seat is taken", "N17, A10")
POLDER_EVENTS(EVENTS)

/* The organisations of row r with join = 1 are newcomers: draws what they are like. */
static void welcome(const polder_view_t *v, int r, const float join[L])
{
    const partner_parameters_t p = PARTNER_PARAMETERS_OF(v);
    const float *onboarding = POLDER_IN(v, onboarding);
    float personal[2][L], home[2][L], ownership[L], contribution[L], one[L], none[L];
    partner_t x;
    draw_representative(v, r, 1, &p, &x);
    draw_organisation(v, r, 3, &p, &x); /* the representative has draws 1 and 2 */
    POLDER_EACH_LANE(l) {
        for (int k = 0; k < 2; k++) {
            personal[k][l] = x.interest[k][l] + x.personal[k][l];
            home[k][l] = (1 - p.personal_weight[l]) * x.interest[k][l] +
                         p.personal_weight[l] * personal[k][l];
        }
        ownership[l] = AT(newcomer_ownership) + AT(newcomer_onboarding) * onboarding[l];
        contribution[l] = AT(newcomer_contribution);
        one[l] = 1;
        none[l] = 0;
    }
    for (int k = 0; k < 2; k++) {
        put_row(v->col[f_interest_x + k], r, join, x.interest[k]);
        put_row(v->col[f_personal_x + k], r, join, personal[k]);
        put_row(v->col[f_position_x + k], r, join, home[k]);
    }
    for (int k = 0; k < N_CURRENCIES; k++) {
        put_row(v->col[f_brings_money + k], r, join, x.brings[k]);
        put_row(v->col[f_wants_money + k], r, join, x.wants[k]);
    }
    for (int k = 0; k < N_SKILLS; k++) put_row(v->col[f_self_awareness + k], r, join, x.skill[k]);
    for (int k = 0; k < N_ROLES; k++) put_row(v->col[f_sponsor + k], r, join, x.role[k]);
    introduce(v, r, join, POLDER_OUT(v, other_openness), POLDER_IN(v, openness));
    put_row(POLDER_OUT(v, capacity), r, join, x.capacity);
    POLDER_EACH_LANE(l) x.capacity[l] = polder_log(polder_at_least(x.capacity[l], TINY));
    put_row(POLDER_OUT(v, volume), r, join, x.capacity);
    put_row(POLDER_OUT(v, culture), r, join, x.culture);
    put_row(POLDER_OUT(v, pace), r, join, x.pace);
    put_row(POLDER_OUT(v, loyalty), r, join, x.loyalty);
    put_row(POLDER_OUT(v, support), r, join, x.support);
    put_row(POLDER_OUT(v, ownership), r, join, ownership);
    put_row(POLDER_OUT(v, contribution), r, join, contribution);
    put_row(POLDER_OUT(v, claim), r, join, one);
    put_row(POLDER_OUT(v, balance), r, join, none);
    put_row(POLDER_OUT(v, cumulative), r, join, none);
}

/* What is the same for all members of a network this month. */
typedef struct {
    float base[L];    /* log-odds to leave, before what is a member's own is added */
    float will[L];    /* weight of being unwilling */
    float exposed[L]; /* weight of being weak and exposed */
    float enter[L];   /* chance that an empty seat is taken */
} month_t;

static void month_of(const polder_view_t *v, month_t *m)
{
    const float *momentum = POLDER_IN(v, momentum), *phase = POLDER_IN(v, phase);
    POLDER_EACH_LANE(l) {
        m->base[l] = POLDER_IN(v, e_base)[l] + POLDER_IN(v, e_split)[l] * POLDER_IN(v, stalled)[l] -
                     POLDER_IN(v, e_voice)[l] * POLDER_IN(v, reflection)[l] -
                     POLDER_IN(v, e_pressure)[l] * POLDER_IN(v, duty)[l];
        m->will[l] = POLDER_IN(v, e_will)[l];
        m->exposed[l] = POLDER_IN(v, e_exposed)[l] * POLDER_IN(v, expose)[l];
        const float open = POLDER_IN(v, alive)[l] > 0 && phase[l] >= SHARE ? 1.0f : 0.0f;
        m->enter[l] =
            open * POLDER_IN(v, p_entry)[l] *
            polder_unit(AT(enter_least) + POLDER_IN(v, balance_mean)[l] + momentum[l]) *
            (1 + AT(enter_contact) * POLDER_IN(v, push_contact)[l] + POLDER_IN(v, brokerage)[l]);
    }
}

/* How much of what it wants each organisation of a row brings itself. */
static void own_supply_of(const polder_view_t *v, int r, float own[L])
{
    POLDER_EACH_LANE(l) own[l] = 0;
    for (int k = 0; k < N_CURRENCIES; k++) {
        const float *wants = v->col[f_wants_money + k], *brings = v->col[f_brings_money + k];
        POLDER_EACH_LANE(l) own[l] += wants[r * L + l] * brings[r * L + l];
    }
}

/* Log-odds that member e of lane l leaves; `own` is how much of what it wants it brings itself. */
static float log_odds_to_leave(const polder_view_t *v, int e, int l, const month_t *m, float own)
{
    const float b = POLDER_IN(v, balance)[e], mean = POLDER_IN(v, balance_mean)[l];
    const float alone = POLDER_IN(v, alone)[l] * polder_at_most(2 * own, 1.0f);
    const float worse =
        AT(worse_alone) * polder_at_least(alone - b, 0.0f) + polder_at_least(mean - b, 0.0f);
    const float weak = polder_unit(2 * (1 - POLDER_IN(v, capacity)[e]));
    return m->base[l] + m->will[l] * (AT(will_usual) - POLDER_IN(v, will)[e]) +
           POLDER_IN(v, e_loss)[l] * polder_at_most(worse, AT(worse_most)) +
           POLDER_IN(v, e_peers)[l] * POLDER_IN(v, wake)[e] + m->exposed[l] * weak -
           POLDER_IN(v, e_closure)[l] * 2 * POLDER_IN(v, embedded_i)[e] *
               POLDER_IN(v, vigilance_i)[e] -
           POLDER_IN(v, e_lock_in)[l] * POLDER_IN(v, lock_in_i)[e];
}

/* Why a member leaves: the seven conditions of willingness, then the other terms. */
enum {
    BY_LOSS = N_CONDITIONS,
    BY_PEERS,
    BY_CAMPS,
    BY_UNHEARD,
    BY_EXPOSED,
    BY_DISTANCE,
    BY_LOCK_IN,
    BY_DUTY,
    BY_ISOLATED,
    BY_PLAN,
    BY_CHANCE,
    N_REASONS
};

/* Reference values of the terms of the chance to leave: medians over the members and months of the
 * scenario twenty-percent. They only decide which reason an event names, and no equation reads
 * them. */
static const struct {
    float will, worse, wake, stalled, reflection, weak, closeness, lock_in, duty;
} typical = {.will = 0.34f,
             .worse = 0.095f,
             .wake = 0,
             .stalled = 0.1f,
             .reflection = 0.01f,
             .weak = 0.25f,
             .closeness = 0.16f,
             .lock_in = 0.24f,
             .duty = 0.2f};

/* Why member e of lane l leaves: by how much each term of its log-odds is above its typical value.
 * Typical values are subtracted so that no reason depends on how a sum is split into terms and a
 * constant. */
static void excess_of(const polder_view_t *v, int e, int l, const month_t *m, float own,
                      float excess[N_REASONS])
{
    const float b = POLDER_IN(v, balance)[e], mean = POLDER_IN(v, balance_mean)[l];
    const float alone = POLDER_IN(v, alone)[l] * polder_at_most(2 * own, 1.0f);
    const float worse =
        AT(worse_alone) * polder_at_least(alone - b, 0.0f) + polder_at_least(mean - b, 0.0f);
    const float weak = polder_unit(2 * (1 - POLDER_IN(v, capacity)[e]));
    const float close = POLDER_IN(v, embedded_i)[e] * POLDER_IN(v, vigilance_i)[e];
    const int lacks_most = (int)POLDER_IN(v, tightest)[e];
    for (int k = 0; k < N_REASONS; k++) excess[k] = 0;
    excess[lacks_most] = m->will[l] * (typical.will - POLDER_IN(v, will)[e]);
    excess[BY_LOSS] = AT(e_loss) * (polder_at_most(worse, AT(worse_most)) - typical.worse);
    excess[BY_PEERS] = AT(e_peers) * (POLDER_IN(v, wake)[e] - typical.wake);
    excess[BY_CAMPS] = AT(e_split) * (POLDER_IN(v, stalled)[l] - typical.stalled);
    excess[BY_UNHEARD] = AT(e_voice) * (typical.reflection - POLDER_IN(v, reflection)[l]);
    excess[BY_EXPOSED] = m->exposed[l] * (weak - typical.weak);
    excess[BY_DISTANCE] = 2 * AT(e_closure) * (typical.closeness - close);
    excess[BY_LOCK_IN] = AT(e_lock_in) * (typical.lock_in - POLDER_IN(v, lock_in_i)[e]);
    excess[BY_DUTY] = AT(e_pressure) * (typical.duty - POLDER_IN(v, duty)[l]);
}

/* The reason with the largest excess, and its share in all that was above the typical. */
static void tell_leaver(const polder_view_t *v, int e, int l, const month_t *m, float own)
{
    float excess[N_REASONS], sum = 0;
    int most = BY_CHANCE;
    if (POLDER_IN(v, n_partners)[e] <= 0) { /* then it leaves for sure */
        POLDER_EMIT(v, leaves, e, -1, (float)BY_ISOLATED, 1.0f);
        return;
    }
    excess_of(v, e, l, m, own, excess);
    for (int k = 0; k < N_REASONS; k++) {
        if (excess[k] <= 0) continue;
        sum += excess[k];
        if (excess[k] > excess[most]) most = k;
    }
    POLDER_EMIT(v, leaves, e, -1, (float)most,
                most == BY_CHANCE ? 0.0f : excess[most] / polder_at_least(sum, TINY));
}

/* Tells who leaves and who joins in row r; `own` as in log_odds_to_leave; with `planned`, a planned
 * event has it so. */
POLDER_RARE void tell(const polder_view_t *v, int r, const month_t *m, const float own[L],
                      const float planned[L])
{
    const float *left_now = POLDER_IN(v, left_now), *newcomer = POLDER_IN(v, newcomer);
    for (int l = 0; l < L; l++) {
        const int e = r * L + l;
        if (left_now[e] > 0 && planned[l] > 0)
            POLDER_EMIT(v, leaves, e, -1, (float)BY_PLAN, 1.0f);
        else if (left_now[e] > 0)
            tell_leaver(v, e, l, m, own[l]);
        if (newcomer[e] > 0) POLDER_EMIT(v, joins, e, -1, POLDER_NO_NUMBER, POLDER_NO_NUMBER);
    }
}

/* Who leaves, and which empty seats are taken. */
static void come_and_go(const polder_view_t *v)
{
    const float *n_partners = POLDER_IN(v, n_partners);
    float *active = POLDER_OUT(v, active), *newcomer = POLDER_OUT(v, newcomer);
    float *left_now = POLDER_OUT(v, left_now);
    float *sum_left = POLDER_ADD(v, sum_left), *sum_joined = POLDER_ADD(v, sum_joined);
    month_t m;
    month_of(v, &m);
    uint32_t word[4][L];
    POLDER_EACH_ROW(v, r) {
        /* copies, because clang has to know that what is written below is not what is read */
        float join[L], own[L], planned_leave[L], planned_join[L];
        own_supply_of(v, r, own);
        memcpy(planned_leave, POLDER_PLANNED_AT(v, leave, r * L), sizeof planned_leave);
        memcpy(planned_join, POLDER_PLANNED_AT(v, join, r * L), sizeof planned_join);
        /* one number serves both, because a seat is either taken or empty */
        const uint32_t *row_word = polder_row_word(v, r, 0, word);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            const float isolated = n_partners[e] > 0 ? 0.0f : 1.0f;
            const float chance =
                polder_max(polder_logistic(log_odds_to_leave(v, e, l, &m, own[l])), isolated);
            const float leaves =
                active[e] * polder_max(polder_bernoulli(row_word[l], chance), planned_leave[l]);
            const float empty = v->org[e] >= 0 ? 1 - active[e] : 0.0f;
            join[l] = polder_max(polder_bernoulli(row_word[l], empty * m.enter[l]),
                                 empty * planned_join[l]);
            active[e] += join[l] - leaves;
            newcomer[e] = join[l];
            left_now[e] = leaves;
            sum_left[l] += leaves;
            sum_joined[l] += join[l];
        }
        if (v->events) tell(v, r, &m, own, planned_leave);
        if (polder_any(join)) welcome(v, r, join);
    }
}

/* How many came and went, and what that does to momentum, boundaries and work. */
static void count(const polder_view_t *v)
{
    const float *sum_left = POLDER_IN(v, sum_left), *sum_joined = POLDER_IN(v, sum_joined);
    const float *present = POLDER_IN(v, present), *onboarding = POLDER_IN(v, onboarding);
    float *left = POLDER_OUT(v, left), *joined = POLDER_OUT(v, joined);
    float *momentum = POLDER_OUT(v, momentum);
    float *kept = POLDER_OUT(v, kept);
    float keep[L];
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(present[l], 1.0f);
        /* a factor for each leaver and each newcomer: as logarithms, a product becomes a power */
        const float sadder = polder_log1p(-AT(leaver_momentum) / n);
        const float newer = polder_log1p(-AT(newcomer_boundaries) * (1 - onboarding[l]) / n);
        left[l] += sum_left[l];
        joined[l] += sum_joined[l];
        momentum[l] *= polder_exp(sum_left[l] * sadder);
        keep[l] = polder_exp(sum_joined[l] * newer);
        kept[l] = 1 - AT(newcomer_work) * (1 - keep[l]);
    }
    for (int k = 0; k < N_BOUNDARIES; k++)
        POLDER_EACH_LANE(l) v->col[f_authority + k][l] *= keep[l];
}

/* How much contact the organisations of row r, in the lanes `some`, had with those that left this
 * month. */
static void contact_lost(const polder_view_t *v, int r, uint32_t some, float lost[L])
{
    const float *left_now = POLDER_IN(v, left_now), *contact = POLDER_IN(v, contact);
    const float *tie = POLDER_IN(v, tie);
    POLDER_EACH_LANE(l) lost[l] = 0;
    if (some == (1u << L) - 1) { /* all, as in a large network; what pads a row has no tie */
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            float gone[L]; /* where none of sixteen lost a partner, nothing else need be read */
            POLDER_EACH_LANE(l) gone[l] = left_now[v->nbr[a + l]];
            if (polder_any(gone))
                POLDER_EACH_LANE(l) lost[l] += tie[a + l] * contact[a + l] * gone[l];
        }
        return;
    }
    POLDER_EACH_OF(some, lane) {
        const int l = (int)lane;
        for (int k = 0; k < v->degree[r * L + l]; k++) {
            const int a = (v->slot[r] + k) * L + l;
            lost[l] += tie[a] * contact[a] * left_now[v->nbr[a]];
        }
    }
}

/* Members follow their own partners out: `wake` is the share of them, by contact, that left. Few
 * networks lose a member in a month, so those are computed one by one. Where there are newcomers,
 * what each would not see of one is kept: it goes by how members are introduced, which may be aimed
 * at some of them. */
static void follow(const polder_view_t *v)
{
    const float *received = POLDER_IN(v, received);
    float *wake = POLDER_OUT(v, wake), *introduced = POLDER_OUT(v, introduced);
    const uint32_t some = polder_which(POLDER_IN(v, sum_left));
    const float *joined_now = POLDER_IN(v, sum_joined);
    const int has_newcomers = polder_any(joined_now);
    POLDER_EACH_ROW(v, r) {
        float lost[L];
        contact_lost(v, r, some, lost);
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            wake[e] = polder_at_most(
                AT(wake_kept) * wake[e] + lost[l] / polder_at_least(received[e], TINY), 1.0f);
        }
        if (has_newcomers)
            POLDER_EACH_LANE(l) {
                const float now = AT(asymmetry_first) * (1 - AT(newcomer_known) * AT(onboarding));
                introduced[r * L + l] = pick(joined_now[l] > 0, now, introduced[r * L + l]);
            }
    }
}

/* Resets the tie on arc `a` of element e to its initial values. */
static void begin_anew(const polder_view_t *v, int e, int a)
{
    const int l = e % L;
    const float *culture = POLDER_IN(v, culture);
    const int cleared[] = {f_conflict, f_truce, f_hidden, f_scar};
    POLDER_OUT(v, strange)[a] = 1 + polder_abs(culture[e] - culture[v->nbr[a]]);
    POLDER_OUT(v, trust)[a] = POLDER_IN(v, prior)[a];
    POLDER_OUT(v, asymmetry)[a] = POLDER_IN(v, introduced)[e];
    POLDER_OUT(v, vigilance)[a] = AT(vigilance_first);
    POLDER_OUT(v, lock_in)[a] = AT(lock_in_first);
    POLDER_OUT(v, expectation)[a] = AT(expectation_first);
    for (size_t c = 0; c < sizeof cleared / sizeof *cleared; c++) v->col[cleared[c]][a] = 0;
}

/* The ties of newcomers start again from initial values: their own, or, in a stage after it, because
 * an arc has one writer in a stage, those of others with them. */
static void meet_anew(const polder_view_t *v, bool others)
{
    const float *newcomer = POLDER_IN(v, newcomer);
    if (!polder_any(POLDER_IN(v, sum_joined))) return;
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_OF(polder_which(newcomer + r * L), lane) {
            const int e = r * L + (int)lane;
            for (int k = 0; k < v->degree[e]; k++) {
                const int a = (v->slot[r] + k) * L + (int)lane;
                if (others)
                    begin_anew(v, v->nbr[a], v->rev[a]);
                else
                    begin_anew(v, e, a);
            }
        }
}

static void meet_others(const polder_view_t *v)
{
    meet_anew(v, false);
}

static void others_meet(const polder_view_t *v)
{
    meet_anew(v, true);
}

POLDER_PART(collaboration, membership) = {
    .name = "membership",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 220,
    .doc = "who leaves, and who takes an empty seat",
    .source = "A8, A10, A11, G7, N17",
    .use = fields,
    .n_use = n_fields,
    .event = events,
    .n_event = n_events,
    .stage = {{POLDER_ROWS, come_and_go},
              {POLDER_NETWORKS, count},
              {POLDER_ROWS, follow},
              {POLDER_ROWS, meet_others},
              {POLDER_ROWS, others_meet}},
};
