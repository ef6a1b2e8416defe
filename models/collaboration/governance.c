/* governance: what comes with each form of governance. N7.
 *
 * Capacity: members it can steer; needs: what it asks of trust and consensus; competence:
 * what it can do for the network; ownership: how much members feel it is theirs; slowness:
 * what size costs in speed; overhead: what it costs a month, paid by the members together;
 * stands in: how far its authority replaces trust and consensus.
 * Source: Provan & Kenis 2008, table 1, for the first three; Moore 1996 for ecosystems.
 */
#include "collaboration.h"

#define FORM(OWN, id, most, about)                                                                 \
    OWN(id, "form." #id, NETWORK, STATE, .max = most, .unit = "1", .doc = about,                   \
        .source = "N7, Provan & Kenis 2008")
#define UNDER(OWN, form, id, number, least, most, about, name)                                     \
    OWN(id##_##form, "form." #form "." #id, NETWORK, PARAMETER, .value = number, .min = least,     \
        .max = most, .unit = "1", .doc = about ": " name, .source = "N7, Provan & Kenis 2008")
#define TRAIT(OWN, id, a, b, c, d, least, most, doc)                                               \
    UNDER(OWN, shared, id, a, least, most, doc, "shared")                                          \
    UNDER(OWN, lead, id, b, least, most, doc, "lead organisation")                                 \
    UNDER(OWN, administrative, id, c, least, most, doc, "administrative organisation")             \
    UNDER(OWN, self_organising, id, d, least, most, doc, "self-organising")

/* Under each of the four forms. */
#define TRAITS(OWN)                                                                                \
    TRAIT(OWN, capacity, 7, 11, 26, 9, 0.1f, 1000, "members the form can steer")                   \
    TRAIT(OWN, trust_need, 0.75f, 0.10f, 0.30f, 0.60f, 0, 1, "how much the form leans on trust")   \
    TRAIT(OWN, consensus_need, 0.65f, 0.10f, 0.35f, 0.20f, 0, 1,                                   \
          "how much the form leans on consensus")                                                  \
    TRAIT(OWN, competence, 0.30f, 0.50f, 0.80f, 0.15f, 0, 1, "what the form itself can do")        \
    TRAIT(OWN, ownership, 0.75f, 0.52f, 0.65f, 0.80f, 0, 1,                                        \
          "how much members feel the network is theirs")                                           \
    TRAIT(OWN, slowness, 0.40f, 0.15f, 0.08f, 0.05f, 0, 1, "how much size slows the process down") \
    TRAIT(OWN, overhead, 0, 0.25f, 0.6f, 0, 0, 10, "what the form costs a month")                  \
    TRAIT(OWN, stands_in, 0, 0.72f, 0.25f, 0, 0, 1,                                                \
          "how far authority stands in for trust and consensus")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(form, "governance.form", NETWORK, PARAMETER, .max = 3, .unit = "1",                        \
        .doc = "form of governance", .source = "N7, Provan & Kenis 2008",                          \
        .choices = "shared|lead|administrative|self-organising")                                   \
    FORM(OWN, capacity, 1000, "members the form of governance can steer")                          \
    FORM(OWN, trust_need, 1, "how much the form leans on trust")                                   \
    FORM(OWN, consensus_need, 1, "how much the form leans on consensus")                           \
    FORM(OWN, competence, 1, "what the form itself can do for the network")                        \
    FORM(OWN, ownership, 1, "how much members feel the network is theirs under the form")          \
    FORM(OWN, slowness, 1, "how much size slows the process down")                                 \
    FORM(OWN, overhead, 10, "what the form costs a month, paid by the members together")           \
    FORM(OWN, stands_in, 1, "how far authority stands in for trust and consensus")                 \
    TRAITS(OWN)
POLDER_FIELDS(FIELDS)

enum { N_TRAITS = 8 }; /* as TRAITS has */

_Static_assert(f_stands_in - f_capacity + 1 == N_TRAITS, "traits side by side");
_Static_assert(f_stands_in_self_organising - f_capacity_shared + 1 == N_TRAITS * N_FORMS,
               "each under all forms");

static void networks(const polder_view_t *v)
{
    const float *form = POLDER_IN(v, form);
    for (int t = 0; t < N_TRAITS; t++) {
        float *out = v->col[f_capacity + t];
        for (int f = 0; f < N_FORMS; f++) {
            const float *under = v->col[f_capacity_shared + N_FORMS * t + f];
            POLDER_EACH_LANE(l) out[l] = form[l] == (float)f ? under[l] : out[l];
        }
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
