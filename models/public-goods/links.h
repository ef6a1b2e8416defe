/* links.h: a link is the same from both ends. Included by links.c and choosing.c. */
#ifndef LINKS_H
#define LINKS_H

#include <polder/kernel.h>

/* The end with the lower number has drawn what becomes of a link; the other copies it. */
static inline void links_agree(const polder_view_t *v, const float *drawn, float *link)
{
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * POLDER_LANES;
            POLDER_EACH_LANE(l) {
                const int e = r * POLDER_LANES + l;
                const bool mine = v->org[e] < v->org[v->nbr[a + l]];
                link[a + l] = mine ? drawn[a + l] : drawn[v->rev[a + l]];
            }
        }
}

#endif
