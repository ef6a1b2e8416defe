/* survival.c: see survival.h. */
#include "analysis/survival.h"

#include <gsl/gsl_math.h>

#include "analysis/proportion.h"

int polder_life_periods(int horizon, int length)
{
    if (horizon <= 0 || length <= 0) return 0;
    return horizon / length + (horizon % length != 0);
}

void polder_life_init(polder_life_t *life, int n, int horizon, int length)
{
    for (int i = 0; i < n; i++) {
        const int until = i == n - 1 ? horizon : (i + 1) * length;
        life[i] = (polder_life_t){.from = i * length, .until = until};
    }
}

void polder_life_add(polder_life_t *life, int n, int ended)
{
    if (n <= 0 || ended <= 0 || ended > life[n - 1].until) return;
    /* All periods but the last have the length of the first. */
    const int period = (ended - 1) / life[0].until;
    life[period < n ? period : n - 1].ended++;
}

void polder_life_finish(polder_life_t *life, int n, int64_t networks, double confidence)
{
    int64_t at_risk = networks;
    double survival = 1, greenwood = 0;
    for (int i = 0; i < n; i++) {
        polder_life_t *l = &life[i];
        l->at_risk = at_risk;
        const double exposed = (double)at_risk - 0.5 * (double)l->dropped;
        l->hazard = exposed > 0 ? (double)l->ended / exposed : GSL_NAN;
        polder_wilson(l->hazard, exposed, confidence, &l->hazard_low, &l->hazard_high);
        if (exposed > 0) {
            survival *= 1 - l->hazard;
            if (exposed > (double)l->ended)
                greenwood += (double)l->ended / (exposed * (exposed - (double)l->ended));
        }
        l->survival = networks > 0 ? survival : GSL_NAN;
        /* var S = S² G and S (1 − S) / n = var give n = (1 − S) / (S G). At 0 and 1 there is
         * no variance to go by: then the networks at the start count. */
        const double n_effective = survival > 0 && survival < 1 && greenwood > 0
                                       ? (1 - survival) / (survival * greenwood)
                                       : (double)networks;
        polder_wilson(l->survival, n_effective, confidence, &l->low, &l->high);
        at_risk -= l->ended + l->dropped;
    }
}
