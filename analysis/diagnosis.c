/* diagnosis.c: see diagnosis.h. */
#include "analysis/diagnosis.h"

#include <stddef.h>
#include <string.h>

/* Each text fits on one line of a terminal behind its label: at most 68 characters. */
const polder_diagnosis_t polder_diagnosis[POLDER_N_DIAGNOSIS] = {
    {"F1", "Partners follow goals of their own; they never chose one question.",
     "Choose the question together: map strategies, search common ground."},
    {"F2", "The goal became a compromise that moves nobody; results stay unseen.",
     "Renew the picture of the future, name the urgency, mark each step."},
    {"F3", "Representatives change; knowledge and trust leave with them.",
     "Receive newcomers well; give every tie more than one pair of people."},
    {"F4", "The partners meet, but little happens, and nobody likes to say so.",
     "Put the ugly picture on the table; then do it, do less, or stop."},
    {"F5", "It is unclear who decides, who does what, and what each gets.",
     "Design the process: roles, tasks, steps, rules, evaluation."},
    {"F6", "Old distrust colours everything partners see of each other.",
     "Let a mediator lead a talk about interests; keep investing."},
    {"F7", "The home organisations do not stand behind what their people agree.",
     "Involve boards and middle management early, and keep them involved."},
    {"F8", "Interests, words and habits lie too far apart for one answer.",
     "Build a common language, use brokers, accept what stays different."},
    {"F9", "Strong partners steer the goal and take the gains; nobody says so.",
     "Speak about power and gains, agree on rules, rebalance get and give."},
    {"F10", "Temporary money ran out before the benefits came to those who pay.",
     "Arrange structural money before the pilot ends, and grow in steps."},
    {"F11", "Partners expect different things and keep silent about it.",
     "Speak out expectations, and bring them in line at fixed moments."},
    {"F12", "The joint programme is larger than the partners can steer together.",
     "Make it smaller: few joint results, and room for pairs and trios."},
};

const polder_diagnosis_t *polder_diagnosis_find(const char *source)
{
    for (const char *word = source; word && *word;) {
        const size_t length = strcspn(word, " ,;");
        for (int i = 0; i < POLDER_N_DIAGNOSIS; i++) {
            const char *id = polder_diagnosis[i].id;
            if (strlen(id) == length && memcmp(id, word, length) == 0) return &polder_diagnosis[i];
        }
        word += length;
        word += strspn(word, " ,;");
    }
    return NULL;
}
