/* collaboration.h: what the parts of the collaboration model share.
 *
 * Heads    The first lines of a part name the ideas behind it by their ids (A1, T7, V41, …;
 *          docs/concepts.md) and the step of a month in which it runs (docs/odd.md, "Process
 *          overview and scheduling").
 * Letters  In equations a local variable may have the letter that docs/odd.md has for it:
 *              S   system_trust   trust in rules, contracts and process; of a network
 *              T   trust          of one in the other
 *              V   vigilance      of one towards the other
 *              U   asymmetry      what one does not see of the other
 *              N   contact        how much they see of each other
 *              E   expectation    what one expects the other to deliver
 *              R   reliability felt: what one makes of what the other does (trust.c)
 *              w   capacity       b   balance, or breadth of what is done together
 *          and v, r, l, e or i, j, k, a are the view, a row, a lane, an organisation, its partner,
 *          a slot and an arc (kernel/batch.h).
 */
#ifndef COLLABORATION_H
#define COLLABORATION_H

#include <polder/kernel.h>

enum { L = POLDER_LANES };

/* Slots of a row are worked through eight at most at a time, in short loops: each turn is
 * independent of the last, so that the processor overlaps what one long chain of operations
 * would not. */
enum { AT_ONCE = 8 };

/* N7. The first three from Provan & Kenis 2008. */
enum { SHARED, LEAD, ADMINISTRATIVE, SELF_ORGANISING, N_FORMS };

/* N11. */
#define PHASE_NAMES "explore|share|agree|design|perform"
enum { EXPLORE, SHARE, AGREE, DESIGN, PERFORM, N_PHASES };

/* G2: money, staff, clients, position, power, knowledge. */
enum { N_CURRENCIES = 6 };
#define CURRENCY_NAMES "money|staff|clients|position|power|knowledge"

/* The columns of six brought or wanted currencies, one after the other in FIELDS. */
#define CURRENCY_FIELDS(USE, prefix)                                                               \
    USE(prefix##_money, #prefix ".money")                                                          \
    USE(prefix##_staff, #prefix ".staff")                                                          \
    USE(prefix##_clients, #prefix ".clients")                                                      \
    USE(prefix##_position, #prefix ".position")                                                    \
    USE(prefix##_power, #prefix ".power")                                                          \
    USE(prefix##_knowledge, #prefix ".knowledge")

#define CURRENCIES_IN_ORDER(prefix)                                                                \
    POLDER_IN_ORDER(prefix##_money, prefix##_staff, prefix##_clients, prefix##_position,           \
                    prefix##_power, prefix##_knowledge)

/* C2: the conditions of willingness, in the order of contributing.c. */
#define CONDITIONS "direction|safety|fairness|home|ownership|time|reciprocity"
enum { N_CONDITIONS = 7 }; /* as there */

/* N4: authority, task, political, identity. */
enum { N_BOUNDARIES = 4 };

/* Words that one draw of polder_row_words or polder_network_words gives. */
enum { WORDS = 4 };

/* Draws from here on never meet those that are counted by slot. */
enum { DRAWS_APART = 0x40000000 };

/* C8, N4, N11: the five domains in which a phase is work. */
#define DOMAIN_NAMES "ambition|interests|relation|organisation|process"
enum { AMBITION, INTERESTS, RELATION, ORGANISATION, PROCESS, N_DOMAINS };

enum { MONTHS_A_YEAR = 12 }; /* a tick is a month */

/* What is divided by is at least this: where there is nothing, a quotient stays finite. Far below
 * any amount that means something, so another value changes no result. */
static const float TINY = 1e-6f;

/* How far a network is organised: the mean of its four boundaries. */
static inline float organised_by(float authority, float task, float political, float identity)
{
    return 0.25f * (authority + task + political + identity); /* a quarter of each */
}

static inline float square(float x)
{
    return x * x;
}

/* x^p for x > 0. */
static inline float power_of(float x, float p)
{
    return polder_exp(p * polder_log(x));
}

/* Every number that one may doubt is a parameter of its part: its name in the equations, default,
 * bounds, and what it is. What stays in kernels are 0, ½, 1, 2, and numbers that a comment
 * explains: shapes, guards, scales (tests/contract/test_literals.py). */
#define NUMBER(OWN, part, id, number, least, most, about, by)                                      \
    OWN(id, #part "." #id, NETWORK, PARAMETER, .value = number, .min = least, .max = most,         \
        .unit = "1", .doc = about, .source = by)

/* A number for each phase: five parameters, one after the other. */
#define PHASES(OWN, part, id, explore, share, agree, design, perform, least, most, doc, source)    \
    NUMBER(OWN, part, id##_explore, explore, least, most, doc " while exploring", source)          \
    NUMBER(OWN, part, id##_share, share, least, most, doc " while sharing", source)                \
    NUMBER(OWN, part, id##_agree, agree, least, most, doc " while agreeing", source)               \
    NUMBER(OWN, part, id##_design, design, least, most, doc " while designing", source)            \
    NUMBER(OWN, part, id##_perform, perform, least, most, doc " while performing", source)
#define PHASES_OF(USE, part, id)                                                                   \
    USE(id##_explore, #part "." #id "_explore")                                                    \
    USE(id##_share, #part "." #id "_share")                                                        \
    USE(id##_agree, #part "." #id "_agree")                                                        \
    USE(id##_design, #part "." #id "_design")                                                      \
    USE(id##_perform, #part "." #id "_perform")

/* What field `id` of the network is in lane l. */
#define AT(id) (POLDER_IN(v, id)[l])

/* The value of this phase, of the five fields from `first`; chosen by comparison, which vectors
 * can. */
static inline void in_phase(const polder_view_t *v, int first, const float *phase, float out[L])
{
    POLDER_EACH_LANE(l) out[l] = v->col[first][l];
    for (int p = 1; p < N_PHASES; p++) {
        const float *value = v->col[first + p];
        POLDER_EACH_LANE(l) out[l] = phase[l] >= (float)p ? value[l] : out[l];
    }
}

/* One of two, both of which are read whatever `is` says: a read that hangs on a condition keeps
 * a loop over lanes from being vectorised. */
static inline float pick(int is, float yes, float no)
{
    return is ? yes : no;
}

/* From `least` at 0 to 1 at 1. */
static inline float partly(float least, float x)
{
    return least + (1 - least) * x;
}

/* From 0 at lo to 1 at hi, straight in between, and constant outside; lo above hi gives a falling
 * ramp. Where lo and hi are parameters, their bounds keep them apart. */
static inline float ramp(float x, float lo, float hi)
{
    return polder_unit((x - lo) * (1.0f / (hi - lo)));
}

/* A ramp whose ends are the network's, for many values of x: the division is done once for all rows. */
typedef struct {
    float lo[L], by[L];
} ramp_t;

static inline void ramp_of(const float lo[L], const float hi[L], ramp_t *out)
{
    POLDER_EACH_LANE(l) {
        out->lo[l] = lo[l];
        out->by[l] = 1.0f / (hi[l] - lo[l]);
    }
}

static inline float on_ramp(const ramp_t *along, int l, float x)
{
    return polder_unit((x - along->lo[l]) * along->by[l]);
}

/* What a condition at g takes away: 0 when nothing is lacking, much more when nearly all is; below
 * `least` no more than there. */
static inline float lacks(float g, float least)
{
    const float x = polder_at_least(g, least);
    return 1.0f / (x * x * x) - 1;
}

/* The weakest of several conditions counts most: a CES mean with exponent −3 (elasticity of
 * substitution ¼), anchored so that one condition at g and the others at 1 give g. `lacking` is
 * the sum of lacks(g, least) over them. */
static inline float weakest(float lacking)
{
    return polder_exp(-0.33333334f * polder_log(1 + lacking)); /* to the power −⅓ */
}

#endif
