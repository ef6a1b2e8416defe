/* governance: what comes with each form of governance. N7.
 *
 * Capacity: members it can steer; needs: what it asks of trust and consensus; competence:
 * what it can do for the network; ownership: how much members feel it is theirs; slowness:
 * what size costs in speed; overhead: what it costs a month, paid by the members together;
 * stands in: how far its authority replaces trust and consensus.
 * Source: Provan & Kenis 2008, table 1, for the first three; Moore 1996 for ecosystems.
 */
#include "collaboration.h"

#define FORM(OWN, id, most, doc)                                                                   \
    OWN(id, "form." #id, NETWORK, STATE, 0, 0, most, "1", doc, "N7, Provan & Kenis 2008", 0, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(form, "governance.form", NETWORK, PARAMETER, 0, 0, 3, "1", "form of governance",           \
        "N7, Provan & Kenis 2008", 0, "shared|lead|administrative|self-organising")                \
    FORM(OWN, capacity, 1000, "members the form of governance can steer")                          \
    FORM(OWN, trust_need, 1, "how much the form leans on trust")                                   \
    FORM(OWN, consensus_need, 1, "how much the form leans on consensus")                           \
    FORM(OWN, competence, 1, "what the form itself can do for the network")                        \
    FORM(OWN, ownership, 1, "how much members feel the network is theirs under the form")          \
    FORM(OWN, slowness, 1, "how much size slows the process down")                                 \
    FORM(OWN, overhead, 10, "what the form costs a month, paid by the members together")           \
    FORM(OWN, stands_in, 1, "how far authority stands in for trust and consensus")
POLDER_FIELDS(FIELDS)

enum { N_TRAITS = 8 };

static const float trait[N_TRAITS][N_FORMS] = {
    {7, 11, 26, 9},               /* capacity */
    {0.75f, 0.10f, 0.30f, 0.60f}, /* trust need */
    {0.65f, 0.10f, 0.35f, 0.20f}, /* consensus need */
    {0.30f, 0.50f, 0.80f, 0.15f}, /* competence */
    {0.75f, 0.52f, 0.65f, 0.80f}, /* ownership */
    {0.40f, 0.15f, 0.08f, 0.05f}, /* slowness */
    {0, 0.25f, 0.6f, 0},          /* overhead */
    {0, 0.72f, 0.25f, 0},         /* stands in */
};

static void networks(const polder_view_t *v)
{
    const float *form = POLDER_IN(v, form);
    for (int t = 0; t < N_TRAITS; t++) {
        float *out = v->col[f_capacity + t];
        POLDER_EACH_LANE(l) out[l] = trait[t][(int)form[l]];
    }
}

POLDER_PART(collaboration, governance) = {
    .name = "governance",
    .model = "collaboration",
    .kind = POLDER_SETUP,
    .order = 30,
    .doc = "the form of governance and what comes with it",
    .source = "N7",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}},
};
