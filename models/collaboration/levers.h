/* levers.h: the sixteen levers, in the order of the vectors of styles and interventions.
 * A list for FIELDS: A is passed on to X as its first argument. */
#ifndef LEVERS_H
#define LEVERS_H

#include "collaboration.h"

#define LEVERS(X, A)                                                                               \
    X(A, contact, "bring partners together", "T3")                                                 \
    X(A, disclosure, "put information and interests on the table", "T6, A2")                       \
    X(A, vision, "work on a shared ambition", "C1")                                                \
    X(A, structuring, "structure problem, goals and tasks", "N4, I5")                              \
    X(A, process, "design and guard the process", "N13, I4")                                       \
    X(A, reflection, "reflect together on process and results", "C9, I3")                          \
    X(A, brokerage, "link partners through a go-between", "I6")                                    \
    X(A, mediation, "handle conflicts", "T7, I7")                                                  \
    X(A, institution, "build lasting structures and funding", "I8, N15")                           \
    X(A, home_base, "involve the home organisations", "A4, I13")                                   \
    X(A, quick_wins, "make early results visible", "N14, I9")                                      \
    X(A, onboarding, "bring newcomers in", "A10, I12")                                             \
    X(A, rebalancing, "repair the balance of get and give", "G5")                                  \
    X(A, focus, "do less together, and choose", "N16, I14")                                        \
    X(A, language, "find a common language", "T8")                                                 \
    X(A, monitoring, "follow what partners do", "C9")

enum {
#define LEVER_ENUM(none, id, doc, source) LEVER_##id,
    LEVERS(LEVER_ENUM, )
#undef LEVER_ENUM
        N_LEVERS
};

#endif
