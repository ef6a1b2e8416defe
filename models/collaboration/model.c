/* collaboration: organisations that try to realise together what none can alone.
 *
 * The equations, their sources and what they were held against are in docs/odd.md. One file
 * holds one mechanism; `order` gives its place in the month.
 */
#include "polder.h"

#include <stddef.h>

/* What the first version of the model (0.1) had and this one has not. */
static const polder_gone_t gone[] = {
    {"contributing.base", "willingness is the weakest of seven conditions; see contributing.most"},
    {"contributing.align", "alignment is the condition of direction; see met.direction"},
    {"contributing.trust", "trust is the condition of safety; see met.safety"},
    {"contributing.loyalty", "loyalty acts through stated positions; see loyalty.k_loyalty"},
    {"contributing.balance", "the balance is the condition of fairness; see contributing.hope"},
    {"contributing.support", "support at home is the condition of home; see met.home"},
    {"contributing.vigilance", "vigilance takes from the condition of safety; see met.safety"},
    {"contributing.momentum", "momentum gives hope; see contributing.hope"},
    {"contributing.ownership", "ownership is a condition; see met.ownership"},
    {"value.debt_cost", "debts act in their own domain; see debt.organisation and the others"},
    {"membership.balance", "being worse off than alone or than the others: membership.loss"},
    {"membership.align", "alignment acts through willingness: membership.will"},
    {"membership.trust", "trust acts through willingness: membership.will"},
    {"membership.support", "support at home acts through willingness: membership.will"},
    {"membership.momentum", "momentum acts through willingness: membership.will"},
    {"progress.k_phase", "phases are work in five domains: progress.k_work"},
    {"phase.progress", "phases are work in five domains: work.ambition and the others"},
    {"readiness", "phases are work in five domains: work.ambition and the others"},
    {NULL, NULL},
};

POLDER_MODEL(collaboration) = {
    .name = "collaboration",
    .doc = "organisations with split loyalties, trust, opportunism, and a balance of get and give",
    .tick = "month",
    .horizon = 60,
    .gone = gone,
};
