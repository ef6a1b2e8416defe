/* progress: phases, momentum and system trust. N11 to N15, C6, F2. Step 13.
 *
 * Readiness carries a network to the next phase; haste can as well, but what was skipped is
 * a debt. When partners stop agreeing and start designing, pseudo-consensus comes out.
 */
#include "collaboration.h"

#define SHARE(OWN, id, value, unit, doc, source)                                                   \
    OWN(id, "progress." #id, NETWORK, PARAMETER, value, 0, 1, unit, doc, source, 0, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    SHARE(OWN, k_phase, 0.53f, "1/month", "speed of a fully ready network through a phase", "N11") \
    SHARE(OWN, haste, 0.35f, "1", "pressure to go on before one is ready", "N11")                  \
    SHARE(OWN, k_momentum, 0.05f, "1/month", "speed at which momentum follows results", "N14")     \
    SHARE(OWN, k_system, 0.06f, "1/month", "speed at which system trust follows", "T4, N13")       \
    OWN(phase, "phase", NETWORK, STATE, 0, 0, 4, "1", "phase the network is in", "N11",            \
        POLDER_SUMMARY | POLDER_TRACK, "explore|share|agree|design|perform")                       \
    OWN(through, "phase.progress", NETWORK, STATE, 0, 0, 1, "1", "how far through the phase",      \
        "N11", 0, NULL)                                                                            \
    OWN(readiness, "readiness", NETWORK, STATE, 0, 0, 1.1f, "1", "readiness for the next phase",   \
        "N11", POLDER_SUMMARY | POLDER_DERIVED, NULL)                                              \
    OWN(debt, "debt", NETWORK, STATE, 0, 0, 10, "1", "debt of steps that were skipped", "N11",     \
        POLDER_SUMMARY, NULL)                                                                      \
    OWN(shaken, "progress.shaken", NETWORK, STATE, 1, 0, 1, "1",                                   \
        "factor on trust as pseudo-consensus comes out this month", "C6", POLDER_DERIVED, NULL)    \
    READ(alive, "alive")                                                                           \
    READ(present, "members")                                                                       \
    READ(understanding, "understanding.mean")                                                      \
    READ(contact, "contact.mean")                                                                  \
    READ(support, "support.mean")                                                                  \
    READ(declared, "declared.mean")                                                                \
    READ(pseudo, "pseudo_consensus")                                                               \
    READ(task, "boundary.task")                                                                    \
    READ(organised, "organised")                                                                   \
    READ(conflicts, "conflict.share")                                                              \
    READ(output, "value.output")                                                                   \
    READ(capacity, "capacity.present")                                                             \
    READ(detected, "acts.detected")                                                                \
    READ(rules, "rule.mean")                                                                       \
    READ(competence, "form.competence")                                                            \
    READ(slowness, "form.slowness")                                                                \
    READ(process, "push.process")                                                                  \
    READ(institution, "push.institution")                                                          \
    READ(reflection, "push.reflection")                                                            \
    READ(quick_wins, "push.quick_wins")                                                            \
    WRITE(momentum, "momentum")                                                                    \
    WRITE(system_trust, "system_trust")                                                            \
    WRITE(trust_mean, "trust.mean")                                                                \
    WRITE(trust_i, "partners.trust")                                                               \
    WRITE(trust, "trust")
POLDER_FIELDS(FIELDS)

static float readiness_of(const polder_view_t *v, int l)
{
    const float phase = POLDER_IN(v, phase)[l], S = POLDER_IN(v, system_trust)[l];
    const float u = POLDER_IN(v, understanding)[l], N = POLDER_IN(v, contact)[l];
    const float T = POLDER_IN(v, trust_mean)[l];
    const float ambition = 0.5f * POLDER_IN(v, task)[l] + 0.5f * POLDER_IN(v, declared)[l];
    const float process = 0.5f * S + 0.5f * N;
    const float explore = 0.4f * polder_unit(1.4f * u) + 0.3f * polder_unit(1.4f * N) + 0.39f * T;
    const float share =
        0.4f * ambition + 0.3f * polder_unit(1.3f * u) + 0.3f * polder_unit(1.3f * T);
    const float agree =
        0.3f * ambition + 0.35f * polder_unit(1.5f * process) + 0.35f * polder_unit(1.3f * T);
    const float design = 0.35f * POLDER_IN(v, support)[l] +
                         0.35f * polder_unit(1.5f * POLDER_IN(v, organised)[l]) +
                         0.3f * polder_unit(1.5f * process);
    const float ready = phase < SHARE    ? explore
                        : phase < AGREE  ? share
                        : phase < DESIGN ? agree
                                         : design;
    return ready * (1 - 0.5f * POLDER_IN(v, conflicts)[l]);
}

static void advance(const polder_view_t *v)
{
    const float *alive = POLDER_IN(v, alive), *pseudo = POLDER_IN(v, pseudo);
    const float *reflection = POLDER_IN(v, reflection), *process = POLDER_IN(v, process);
    const float *quick_wins = POLDER_IN(v, quick_wins), *detected = POLDER_IN(v, detected);
    float *phase = POLDER_OUT(v, phase), *through = POLDER_OUT(v, through);
    float *readiness = POLDER_OUT(v, readiness), *debt = POLDER_OUT(v, debt);
    float *momentum = POLDER_OUT(v, momentum), *system_trust = POLDER_OUT(v, system_trust);
    float *shaken = POLDER_OUT(v, shaken), *trust_mean = POLDER_OUT(v, trust_mean);
    float ready_now[L];
    POLDER_EACH_LANE(l) ready_now[l] = readiness_of(v, l);
    POLDER_EACH_LANE(l) {
        const float here = alive[l], m0 = momentum[l], S0 = system_trust[l];
        const float n = polder_at_least(POLDER_IN(v, present)[l], 1.0f);
        const float N = POLDER_IN(v, contact)[l], T = trust_mean[l];
        const float ready = ready_now[l];
        const float size =
            1 - POLDER_IN(v, slowness)[l] * (1 - power_of(6 / polder_at_least(n, 6.0f), 0.7f));
        const float going = phase[l] < PERFORM ? here : 0.0f;
        const float speed = going * POLDER_IN(v, k_phase)[l] *
                            polder_either(ready * ready, 0.5f * POLDER_IN(v, haste)[l]) *
                            (0.4f + 0.6f * m0) * (1 + 0.35f * process[l]) * size *
                            power_of(9 / polder_at_least(n, 3.0f), 0.1f);
        const float next = through[l] + speed >= 1 ? going : 0.0f;
        const float out = next > 0 && phase[l] >= AGREE && phase[l] < DESIGN ? pseudo[l] : 0.0f;
        const float m1 = m0 * (1 - 0.8f * out);
        readiness[l] = ready;
        through[l] = next > 0 ? 0.0f : through[l] + speed;
        phase[l] += next;
        shaken[l] = 1 - 0.5f * out;
        trust_mean[l] = T * shaken[l];
        debt[l] = (debt[l] + next * 0.8f * polder_at_least(0.62f - ready, 0.0f)) *
                  (1 - here * 0.01f * (1 + 4 * reflection[l]));
        const float made =
            POLDER_IN(v, output)[l] / polder_at_least(POLDER_IN(v, capacity)[l], 1e-6f);
        const float conflicts = POLDER_IN(v, conflicts)[l];
        const float energy = polder_unit(
            0.10f + 0.55f * polder_unit(made) +
            0.25f * polder_unit(7 * speed) * (1 + 0.8f * quick_wins[l]) + 0.15f * quick_wins[l] +
            0.2f * N + 0.15f * (T - 0.4f) + 0.05f * reflection[l] - 0.5f * conflicts);
        momentum[l] = polder_relax(m1, energy, here * POLDER_IN(v, k_momentum)[l]);
        const float rules =
            0.5f * POLDER_IN(v, rules)[l] * (0.6f + 0.8f * POLDER_IN(v, organised)[l]) +
            (phase[l] >= DESIGN ? 0.1f : 0.0f) + 0.1f * POLDER_IN(v, competence)[l];
        const float target =
            polder_either(polder_unit(rules),
                          polder_unit(0.35f * process[l] + 0.45f * POLDER_IN(v, institution)[l]));
        const float S = polder_relax(S0, target, here * POLDER_IN(v, k_system)[l]);
        const float blow = 0.2f * detected[l] / n * (1 - 0.5f * process[l]);
        system_trust[l] = polder_unit(S * (1 - here * blow));
    }
}

/* Pseudo-consensus that comes out costs trust on every tie. */
static void shake(const polder_view_t *v)
{
    const float *shaken = POLDER_IN(v, shaken);
    float *trust = POLDER_OUT(v, trust), *trust_i = POLDER_OUT(v, trust_i);
    float any[L];
    POLDER_EACH_LANE(l) any[l] = 1 - shaken[l];
    if (!polder_any(any)) return;
    POLDER_EACH_ROW(v, r) {
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) trust[a + l] *= shaken[l];
        }
        POLDER_EACH_LANE(l) trust_i[r * L + l] *= shaken[l];
    }
}

POLDER_PART(collaboration, progress) = {
    .name = "progress",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 230,
    .doc = "phases, momentum and system trust",
    .source = "N11-N15, C6",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, advance}, {POLDER_ROWS, shake}},
};
