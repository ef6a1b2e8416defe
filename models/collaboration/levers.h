/* levers.h: the seventeen levers, in the order of the vectors of styles and interventions, with
 * the days a month that each asks of every member at full strength.
 * A list for FIELDS: A is passed on to X as its first argument. */
#ifndef LEVERS_H
#define LEVERS_H

#include "collaboration.h"

#define LEVERS(X, A)                                                                               \
    X(A, contact, 0.7f, "bring partners together", "T3")                                           \
    X(A, disclosure, 0.5f, "put information and interests on the table", "T6, A2")                 \
    X(A, vision, 0.8f, "work on a shared ambition", "C1")                                          \
    X(A, structuring, 0.8f, "structure problem, goals and tasks", "N4, I5")                        \
    X(A, process, 0.7f, "design and guard the process", "N13, I4")                                 \
    X(A, reflection, 0.7f, "reflect together on process and results", "C9, I3")                    \
    X(A, brokerage, 0.5f, "link partners through a go-between", "I6")                              \
    X(A, mediation, 0.5f, "handle conflicts", "T7, I7")                                            \
    X(A, institution, 0.8f, "build lasting structures and funding", "I8, N15")                     \
    X(A, home_base, 0.8f, "involve the home organisations", "A4, I13")                             \
    X(A, quick_wins, 0.6f, "make early results visible", "N14, I9")                                \
    X(A, onboarding, 0.4f, "bring newcomers in", "A10, I12")                                       \
    X(A, rebalancing, 0.5f, "repair the balance of get and give", "G5")                            \
    X(A, focus, 0.4f, "do less together, and choose", "N16, I14")                                  \
    X(A, language, 0.5f, "find a common language", "T8")                                           \
    X(A, monitoring, 0.5f, "follow what partners do", "C9")                                        \
    X(A, hand_back, 0.4f, "a leader steps back", "N8, N9, I15")

/* Their names, in this order (a test compares). */
#define LEVER_NAMES                                                                                \
    "contact|disclosure|vision|structuring|process|reflection|brokerage|mediation|institution|"    \
    "home_base|quick_wins|onboarding|rebalancing|focus|language|monitoring|hand_back"

enum {
#define LEVER_ENUM(none, id, days, doc, source) LEVER_##id,
    LEVERS(LEVER_ENUM, )
#undef LEVER_ENUM
        N_LEVERS
};

#endif
