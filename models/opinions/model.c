/* opinions: organisations that average their opinions with those of their partners.
 *
 * The smallest model with a known answer: on a connected network whose organisations all
 * keep part of their own opinion, opinions converge to the degree-weighted mean of the
 * first ones. It shows that the engine is general, and is its scientific test.
 * Source: DeGroot 1974, J. Am. Stat. Assoc. 69(345).
 */
#include <polder/kernel.h>

POLDER_MODEL(opinions) = {
    .name = "opinions",
    .doc = "opinions averaged over partners, with a known limit",
    .tick = "round",
    .horizon = 100,
};
