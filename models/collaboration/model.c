/* collaboration: organisations that try to realise together what none can alone.
 *
 * The equations, their sources and what they were held against are in docs/odd.md. One file
 * holds one mechanism; `order` gives its place in the month.
 */
#include "polder.h"

POLDER_MODEL(collaboration) = {
    .name = "collaboration",
    .doc = "organisations with split loyalties, trust, opportunism, and a balance of get and give",
    .tick = "month",
    .horizon = 60,
};
