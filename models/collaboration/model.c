/* collaboration: organisations that try to realise together what none can alone.
 *
 * The equations, their sources and what they were held against are in docs/odd.md. One file
 * holds one mechanism; `order` gives its place in the month.
 */
#include <polder/kernel.h>

#include <stddef.h>

#include "story.h"

/* What the first version of the model (0.1) had and this one has not. */
static const polder_gone_t gone[] = {
    {"contributing.base",
     POLDER_TEXT("willingness is the weakest of seven conditions; see contributing.most")},
    {"contributing.align",
     POLDER_TEXT("alignment is the condition of direction; see met.direction")},
    {"contributing.trust", POLDER_TEXT("trust is the condition of safety; see met.safety")},
    {"contributing.loyalty",
     POLDER_TEXT("loyalty acts through stated positions; see loyalty.k_loyalty")},
    {"contributing.balance",
     POLDER_TEXT("the balance is the condition of fairness; see contributing.hope")},
    {"contributing.support", POLDER_TEXT("support at home is the condition of home; see met.home")},
    {"contributing.vigilance",
     POLDER_TEXT("vigilance takes from the condition of safety; see met.safety")},
    {"contributing.momentum", POLDER_TEXT("momentum gives hope; see contributing.hope")},
    {"contributing.ownership", POLDER_TEXT("ownership is a condition; see met.ownership")},
    {"value.debt_cost",
     POLDER_TEXT("debts act in their own domain; see debt.organisation and the others")},
    {"membership.balance",
     POLDER_TEXT("being worse off than alone or than the others: membership.loss")},
    {"membership.align", POLDER_TEXT("alignment acts through willingness: membership.will")},
    {"membership.trust", POLDER_TEXT("trust acts through willingness: membership.will")},
    {"membership.support",
     POLDER_TEXT("support at home acts through willingness: membership.will")},
    {"membership.momentum", POLDER_TEXT("momentum acts through willingness: membership.will")},
    {"progress.k_phase", POLDER_TEXT("phases are work in five domains: progress.k_work")},
    {"phase.progress",
     POLDER_TEXT("phases are work in five domains: work.ambition and the others")},
    {"readiness", POLDER_TEXT("phases are work in five domains: work.ambition and the others")},
    {NULL, NULL},
};

/* Strict success is one of five ends; how the members see it and whether the network still lives
 * are other views of the same. */
static const polder_measure_t measure[] = {
    {.name = "success",
     .kind = POLDER_MEASURE_SUCCESS,
     .head = "strict",
     .label = "strict: goal reached, all better off",
     .noun = "strict success",
     .means = "the goal is reached and every member is better off"},
    {.name = "perceived",
     .kind = POLDER_MEASURE_VIEW,
     .head = "perceived",
     .label = "perceived by the members",
     .noun = "perceived success",
     .means = "at least half as many as it began with are content and back the goal"},
    {.name = "value.total", .kind = POLDER_MEASURE_MEAN, .head = "value made"},
    {.name = "win-win",
     .kind = POLDER_MEASURE_SHARE,
     .column = "outcome=win-win",
     .head = "win-win"},
    {.name = "winners", .kind = POLDER_MEASURE_MEAN},
    {.name = "trust.mean", .kind = POLDER_MEASURE_MEAN, .head = "trust"},
    {.name = "vigilance.mean", .kind = POLDER_MEASURE_MEAN, .head = "vigilance"},
    {.name = "pseudo",
     .kind = POLDER_MEASURE_WITHIN,
     .label = "(pseudo-collaboration)",
     .means = "they meet and agree, but little happens; it can end in any way"},
    {.name = NULL},
};

static const char *const overview[] = {
    "network.members",   "members",        "phase",        "trust.mean",         "vigilance.mean",
    "contribution.mean", "alignment.mean", "support.mean", "momentum",           "system_trust",
    "acts.evasion",      "acts.violation", "acts.refusal", "acts.renegotiation", NULL};

/* What it gives, what it gets of that, as it feels, and whom it trusts and is trusted by. */
static const char *const members[] = {"contribution", "net", "balance", "support", "trust", NULL};

/* T1: the quadrants of quadrants.c. */
static const polder_ties_t ties = {
    .trust = "trust",
    .guard = "vigilance",
    .kind = {[POLDER_TIE_FREE] = POLDER_TEXT("trust, nobody on guard"),
             [POLDER_TIE_CALCULATED] = POLDER_TEXT("trust, but on guard"),
             [POLDER_TIE_WATCHFUL] = POLDER_TEXT("little trust, on guard"),
             [POLDER_TIE_WAITING] = POLDER_TEXT("little trust, waiting and seeing")},
};

POLDER_MODEL(collaboration) = {
    .name = "collaboration",
    .doc = "organisations with split loyalties, trust, opportunism, and a balance of get and give",
    .tick = "month",
    .horizon = 60,
    .year = 12,
    .standard = true,
    .measure = measure,
    .ends = "outcome",
    .ends_well = "win-win",
    .done = "completed",
    .symptoms = "archetype.",
    .conditions = "condition.",
    .overview = overview,
    .members = members,
    .ties = &ties,
    .story = story,
    .tally = tally,
    .gone = gone,
};
