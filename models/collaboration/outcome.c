/* outcome: did it succeed, by three definitions that published figures mix up. K1, G4.
 *
 * Strict success asks that the goal is reached and that everyone who is there is better
 * off; perceived success that enough of them see it that way; survival only that it exists.
 */
#include "collaboration.h"

#define FLAG(OWN, id, about, by)                                                                   \
    OWN(id, #id, NETWORK, OBSERVABLE, .max = 1, .unit = "1", .doc = about, .source = by,           \
        .flags = POLDER_SUMMARY | POLDER_WHOLE)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, outcome, compromise_winners, 0.75f, 0.5f, 1,                                       \
           "share of winners from which on an end without win-win is a compromise", "G4")          \
    NUMBER(OWN, outcome, win_lose_winners, 0.25f, 0, 0.5f,                                         \
           "share of winners from which on it is win-lose, and below it lose-lose", "G4")          \
    NUMBER(OWN, outcome, closeness_least, 0.25f, 0, 1,                                             \
           "share of what is made that counts in closeness where nobody wins", "K1")               \
    NUMBER(OWN, outcome, closeness_beyond, 0.1f, 0, 0.5f,                                          \
           "what closeness adds for value made, up to twice the goal", "K1")                       \
    NUMBER(OWN, outcome, closeness_dissolved, 0.6f, 0, 1,                                          \
           "share of the closeness that a dissolved network keeps", "K1")                          \
    NUMBER(OWN, outcome, pseudo_contribution, 0.25f, 0, 1,                                         \
           "mean contribution below which collaboration is a pretence", "F4")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(outcome, "outcome", NETWORK, OBSERVABLE, .max = 4, .unit = "1",                            \
        .doc = "how the negotiation came out", .source = "G4, K1", .flags = POLDER_SUMMARY,        \
        .choices = "win-win|compromise|win-lose|lose-lose|dissolved")                              \
    FLAG(OWN, success, "strict success: goal reached and all members are better off", "K1, G4")    \
    FLAG(OWN, perceived, "perceived success: half of the founding number content and aligned",     \
         "K1")                                                                                     \
    FLAG(OWN, pseudo, "pseudo-collaboration: alive, but nothing happens", "F4")                    \
    FLAG(OWN, goal_reached, "performs and made what it set out for", "K1")                         \
    OWN(closeness, "closeness", NETWORK, OBSERVABLE, .max = 2, .unit = "1",                        \
        .doc = "how close to strict success it came", .source = "K1", .flags = POLDER_SUMMARY)     \
    OWN(winners, "winners", NETWORK, OBSERVABLE, .max = 1, .unit = "1",                            \
        .doc = "share of the members that got more than they gave", .source = "G4",                \
        .flags = POLDER_SUMMARY | POLDER_TRACK)                                                    \
    OWN(sum_winners, "outcome.winners", NETWORK, SUM, .max = 1e9f, .unit = "organisations",        \
        .doc = "winners")                                                                          \
    OWN(sum_content, "outcome.content", NETWORK, SUM, .max = 1e9f, .unit = "organisations",        \
        .doc = "content and aligned")                                                              \
    READ(active, "active")                                                                         \
    READ(cumulative, "cumulative")                                                                 \
    READ(balance, "balance")                                                                       \
    READ(alignment, "alignment")                                                                   \
    READ(contribution, "contribution.mean")                                                        \
    READ(goal, "outcome.goal")                                                                     \
    READ(completed, "completed")                                                                   \
    READ(alive, "alive")                                                                           \
    READ(present, "members")                                                                       \
    READ(founders, "founders")                                                                     \
    READ(phase, "phase")                                                                           \
    READ(total, "value.total")
POLDER_FIELDS(FIELDS)

enum { WIN_WIN, COMPROMISE, WIN_LOSE, LOSE_LOSE, DISSOLVED };

static void rows(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *cumulative = POLDER_IN(v, cumulative);
    const float *balance = POLDER_IN(v, balance), *alignment = POLDER_IN(v, alignment);
    float *sum_winners = POLDER_ADD(v, sum_winners), *sum_content = POLDER_ADD(v, sum_content);
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * L + l;
            sum_winners[l] += active[e] > 0 && cumulative[e] > 0 ? 1.0f : 0.0f;
            sum_content[l] += active[e] > 0 && balance[e] > 0 && alignment[e] > 0.5f ? 1.0f : 0.0f;
        }
}

static void networks(const polder_view_t *v)
{
    const float *alive = POLDER_IN(v, alive), *present = POLDER_IN(v, present);
    const float *sum_winners = POLDER_IN(v, sum_winners), *sum_content = POLDER_IN(v, sum_content);
    const float *phase = POLDER_IN(v, phase), *total = POLDER_IN(v, total);
    const float *goal = POLDER_IN(v, goal), *contribution = POLDER_IN(v, contribution);
    const float *founders = POLDER_IN(v, founders);
    float *outcome = POLDER_OUT(v, outcome), *success = POLDER_OUT(v, success);
    float *perceived = POLDER_OUT(v, perceived), *pseudo = POLDER_OUT(v, pseudo);
    float *goal_reached = POLDER_OUT(v, goal_reached), *winners = POLDER_OUT(v, winners);
    for (int l = 0; l < L; l++) {
        const int lives = alive[l] > 0 || POLDER_IN(v, completed)[l] > 0;
        const int performs = phase[l] >= PERFORM;
        const int reached = lives && performs && total[l] >= goal[l];
        const int all = sum_winners[l] >= present[l];
        winners[l] = sum_winners[l] / polder_at_least(present[l], 1.0f);
        const int class = !lives                                 ? DISSOLVED
                          : reached && all                       ? WIN_WIN
                          : winners[l] >= AT(compromise_winners) ? COMPROMISE
                          : winners[l] >= AT(win_lose_winners)   ? WIN_LOSE
                                                                 : LOSE_LOSE;
        const float done = total[l] / polder_at_least(goal[l], TINY);
        POLDER_OUT(v, closeness)
        [l] = (polder_at_most(done, 1.0f) * partly(AT(closeness_least), winners[l]) +
               AT(closeness_beyond) * polder_at_most(done, 2.0f)) *
              (lives ? 1.0f : AT(closeness_dissolved));
        outcome[l] = (float)class;
        success[l] = class == WIN_WIN ? 1.0f : 0.0f;
        perceived[l] = lives && sum_content[l] >= 0.5f * founders[l] ? 1.0f : 0.0f;
        pseudo[l] = lives && (!performs || contribution[l] < AT(pseudo_contribution)) ? 1.0f : 0.0f;
        goal_reached[l] = reached ? 1.0f : 0.0f;
    }
}

POLDER_PART(collaboration, outcome) = {
    .name = "outcome",
    .model = "collaboration",
    .kind = POLDER_OBSERVE,
    .order = 300,
    .doc = "success by three definitions, and the four outcomes of negotiation",
    .source = "K1, G4, F4",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
