/* story_words.c: the sentences of a story; see story.h. They are those of the models that there
 * are: a kind that is not here is told by what it declares. */
#include "analysis/story.h"
#include "words/words.h"

#include <stddef.h>

#define SAY(kind, weight, sentence)                {kind, 0, NULL, weight, false, sentence},
#define WHEN(kind, number, word, weight, sentence) {kind, number, word, weight, false, sentence},
#define LEAVES(reason, sentence)                   WHEN("member.leaves", 0, reason, 8, sentence)
#define HARMS(side, sentence)                      WHEN("lever.harms", 1, side, 5, sentence)

const polder_sentence_t polder_sentences[] = {
    WHEN("end", 0, "finished", 10, POLDER_TEXT("The work is done, and the network ends.")) WHEN(
        "end", 0, "too-few", 10,
        POLDER_TEXT(
            "The network stops: there are too few left.")) WHEN("end", 0, "too-few-left", 10,
                                                                POLDER_TEXT(
                                                                    "The network stops: fewer than "
                                                                    "half of those who began are "
                                                                    "left."))
        SAY("goal.reached", 9, POLDER_TEXT("The goal is reached.")) LEAVES(
            "direction", POLDER_TEXT("{who} leaves: the goal no longer appeals."))
            LEAVES("safety", POLDER_TEXT("{who} leaves: it does not feel safe enough.")) LEAVES(
                "fairness", POLDER_TEXT("{who} leaves: it does not get a fair deal."))
                LEAVES("home", POLDER_TEXT("{who} leaves: there is no support at home.")) LEAVES(
                    "ownership", POLDER_TEXT("{who} leaves: it never became its own affair."))
                    LEAVES("time", POLDER_TEXT("{who} leaves: there are no days left.")) LEAVES(
                        "reciprocity", POLDER_TEXT("{who} leaves: the others do not do their "
                                                   "part.")) LEAVES("loss",
                                                                    POLDER_TEXT(
                                                                        "{who} leaves: it gave "
                                                                        "more than it got."))
                        LEAVES("peers", POLDER_TEXT("{who} leaves: others went before.")) LEAVES(
                            "camps", POLDER_TEXT("{who} leaves: camps hold everything up."))
                            LEAVES("unheard", POLDER_TEXT("{who} leaves: it could not say what "
                                                          "hurt.")) LEAVES(
                                "exposed",
                                POLDER_TEXT("{who} leaves: its weak spots were laid bare."))
                                LEAVES("distance", POLDER_TEXT("{who} leaves: it was close to "
                                                               "nobody here.")) LEAVES(
                                    "lock-in", POLDER_TEXT("{who} leaves: it had little invested."))
                                    LEAVES("duty", POLDER_TEXT("{who} leaves: nothing obliged it "
                                                               "to stay.")) LEAVES(
                                        "isolated",
                                        POLDER_TEXT("{who} leaves: all of its partners are gone."))
                                        LEAVES("planned", POLDER_TEXT("{who} leaves.")) SAY(
                                            "member.leaves", 8,
                                            POLDER_TEXT("{who} leaves; nothing in particular "
                                                        "pushed it out."))
                                            SAY("consensus.breaks", 7,
                                                POLDER_TEXT(
                                                    "Now that it is to be designed, the agreement "
                                                    "proves to have been a seeming one."))
                                                WHEN("phase.ends", 0, "explore", 6,
                                                     POLDER_TEXT("Exploring is over; the partners "
                                                                 "begin to share what each wants."))
                                                    WHEN(
                                                        "phase.ends", 0, "share", 6,
                                                        POLDER_TEXT("Sharing is over; the partners "
                                                                    "begin to make an agreement."))
                                                        WHEN("phase.ends", 0, "agree", 6,
                                                             POLDER_TEXT(
                                                                 "There is an agreement; the "
                                                                 "partners begin to design how "
                                                                 "they will work."))
                                                            WHEN("phase.ends", 0, "design", 6,
                                                                 POLDER_TEXT(
                                                                     "The design is there; the "
                                                                     "partners begin to perform.")){
                                                                "act", 1, "no", 0, true, ""},
    {"act, unseen", 0, "violation", 1, true, POLDER_TEXT("{who} breaks an agreement with {whom}.")},
    {"act, unseen", 0, "evasion", 1, true,
     POLDER_TEXT("{who} does less for {whom} than was agreed.")},
    {"act, unseen", 0, "refusal", 1, true,
     POLDER_TEXT("{who} quietly refuses to adapt to {whom}.")},
    {"act, unseen", 0, "renegotiation", 1, true,
     POLDER_TEXT("{who} takes more from {whom} than was agreed.")},
    WHEN("act", 0, "violation", 5, POLDER_TEXT("{who} breaks an agreement with {whom}.")) WHEN(
        "act", 0, "evasion", 5,
        POLDER_TEXT(
            "{whom} finds that {who} does less than was agreed.")) WHEN("act", 0, "refusal", 5,
                                                                        POLDER_TEXT(
                                                                            "Things have changed, "
                                                                            "but {who} will not "
                                                                            "adapt to {whom}."))
        WHEN(
            "act", 0, "renegotiation", 5,
            POLDER_TEXT(
                "{who} uses the change to reopen the deal with {whom}.")) SAY("act.revealed", 5,
                                                                              POLDER_TEXT(
                                                                                  "{who} finds out "
                                                                                  "that {whom} "
                                                                                  "deceived it "
                                                                                  "earlier."))
            SAY("conflict.provoked", 6, POLDER_TEXT("After that {who} and {whom} fall out.")) WHEN(
                "conflict.begins", 1, "money", 6,
                POLDER_TEXT("{who} and {whom} fall out: both want the money."))
                WHEN(
                    "conflict.begins", 1, "staff", 6,
                    POLDER_TEXT(
                        "{who} and {whom} fall out: both want the staff.")) WHEN("conflict.begins",
                                                                                 1, "clients", 6,
                                                                                 POLDER_TEXT(
                                                                                     "{who} and "
                                                                                     "{whom} fall "
                                                                                     "out: both "
                                                                                     "want the "
                                                                                     "clients."))
                    WHEN("conflict.begins", 1, "position", 6, POLDER_TEXT("{who} and {whom} fall out: both want the position.")) WHEN(
                        "conflict.begins", 1, "power", 6,
                        POLDER_TEXT("{who} and {whom} fall out: both want the power.")) WHEN("confl"
                                                                                             "ict."
                                                                                             "begin"
                                                                                             "s",
                                                                                             1, "knowledge",
                                                                                             6,
                                                                                             POLDER_TEXT(
                                                                                                 "{"
                                                                                                 "w"
                                                                                                 "h"
                                                                                                 "o"
                                                                                                 "}"
                                                                                                 " "
                                                                                                 "a"
                                                                                                 "n"
                                                                                                 "d"
                                                                                                 " "
                                                                                                 "{"
                                                                                                 "w"
                                                                                                 "h"
                                                                                                 "o"
                                                                                                 "m"
                                                                                                 "}"
                                                                                                 " "
                                                                                                 "f"
                                                                                                 "a"
                                                                                                 "l"
                                                                                                 "l"
                                                                                                 " "
                                                                                                 "o"
                                                                                                 "u"
                                                                                                 "t"
                                                                                                 ":"
                                                                                                 " "
                                                                                                 "b"
                                                                                                 "o"
                                                                                                 "t"
                                                                                                 "h"
                                                                                                 " "
                                                                                                 "w"
                                                                                                 "a"
                                                                                                 "n"
                                                                                                 "t"
                                                                                                 " "
                                                                                                 "t"
                                                                                                 "h"
                                                                                                 "e"
                                                                                                 " "
                                                                                                 "k"
                                                                                                 "n"
                                                                                                 "o"
                                                                                                 "w"
                                                                                                 "l"
                                                                                                 "e"
                                                                                                 "d"
                                                                                                 "g"
                                                                                                 "e"
                                                                                                 "."))
                        WHEN("conflict.begins", 0, "relapse", 6,
                             POLDER_TEXT(
                                 "The truce between {who} and {whom} breaks: home never backed "
                                 "it.")) WHEN("conflict.begins", 0, "camps", 6,
                                              POLDER_TEXT("{who} and {whom} fall out across the "
                                                          "camps."))
                            WHEN(
                                "conflict.begins", 0, "enemies",
                                6,
                                POLDER_TEXT("{who} and {whom} are brought together, and fall out."))
                                WHEN("conflict.begins", 0, "unrest", 6, POLDER_TEXT("{who} and {whom} fall out in the unrest.")) SAY(
                                    "conflict.ends", 4,
                                    POLDER_TEXT(
                                        "{who} and {whom} are talking again.")) SAY("conflict."
                                                                                    "mended",
                                                                                    4,
                                                                                    POLDER_TEXT(
                                                                                        "{who} and "
                                                                                        "{whom} "
                                                                                        "are "
                                                                                        "reconciled"
                                                                                        "."))
                                    SAY("member.joins", 4, POLDER_TEXT("{who} takes a seat. The goals had been set before.")) SAY(
                                        "round.begins",
                                        4,
                                        POLDER_TEXT("A new round begins; part of the work is to be "
                                                    "done again."))
                                        SAY("context.chance", 3,
                                            POLDER_TEXT(
                                                "A chance: for some months more is possible."))
                                            SAY("context.threat", 3,
                                                POLDER_TEXT(
                                                    "The surroundings change; what worked works "
                                                    "less.")) SAY("planned.happens", 3,
                                                                  POLDER_TEXT(
                                                                      "As the scenario asks: {a}."))
                                                SAY("intervention.begins", 3, POLDER_TEXT("{a} begins.")) SAY(
                                                    "intervention.ends", 2,
                                                    POLDER_TEXT("{a} has lasted its time."))
                                                    HARMS("reopen",
                                                          POLDER_TEXT(
                                                              "The new vision goes wrong: what was "
                                                              "settled is opened again."))
                                                        HARMS("scattered", POLDER_TEXT("Bringing "
                                                                                       "partners "
                                                                                       "together "
                                                                                       "goes "
                                                                                       "wrong: old "
                                                                                       "quarrels "
                                                                                       "come up.")) HARMS(
                                                            "expose",
                                                            POLDER_TEXT(
                                                                "Openness goes wrong: the weak are "
                                                                "exposed.")) HARMS("gazing",
                                                                                   POLDER_TEXT(
                                                                                       "Reflection "
                                                                                       "goes "
                                                                                       "wrong: all "
                                                                                       "energy "
                                                                                       "goes "
                                                                                       "inward."))
                                                            HARMS("bureaucracy",
                                                                  POLDER_TEXT(
                                                                      "Process management goes "
                                                                      "wrong: it becomes "
                                                                      "paperwork."))
                                                                HARMS("freeze", POLDER_TEXT("Struct"
                                                                                            "uring "
                                                                                            "goes "
                                                                                            "wrong:"
                                                                                            " the "
                                                                                            "proble"
                                                                                            "m of "
                                                                                            "the "
                                                                                            "strong"
                                                                                            "est "
                                                                                            "is "
                                                                                            "frozen"
                                                                                            ".")) HARMS(
                                                                    "dependence",
                                                                    POLDER_TEXT(
                                                                        "Brokering goes wrong: "
                                                                        "everybody waits for the "
                                                                        "broker."))
                                                                    HARMS("stir", POLDER_TEXT("Medi"
                                                                                              "atio"
                                                                                              "n "
                                                                                              "goes"
                                                                                              " wro"
                                                                                              "ng: "
                                                                                              "it "
                                                                                              "stir"
                                                                                              "s "
                                                                                              "up "
                                                                                              "what"
                                                                                              " was"
                                                                                              " cal"
                                                                                              "m.")) HARMS(
                                                                        "hardening",
                                                                        POLDER_TEXT(
                                                                            "Fixed structures go "
                                                                            "wrong: positions "
                                                                            "harden."))
                                                                        HARMS(
                                                                            "resist",
                                                                            POLDER_TEXT(
                                                                                "It comes too late "
                                                                                "for the home "
                                                                                "organisations, "
                                                                                "and they resist."))
                                                                            HARMS(
                                                                                "shrink",
                                                                                POLDER_TEXT(
                                                                                    "Quick wins go "
                                                                                    "wrong: the "
                                                                                    "aim shrinks "
                                                                                    "to them.")) HARMS("haggle",
                                                                                                       POLDER_TEXT(
                                                                                                           "Rebalancing goes wrong: partners begin to haggle."))
                                                                                HARMS("crowding",
                                                                                      POLDER_TEXT(
                                                                                          "Monitori"
                                                                                          "ng goes "
                                                                                          "wrong: "
                                                                                          "control "
                                                                                          "drives "
                                                                                          "out "
                                                                                          "good "
                                                                                          "will."))
                                                                                    HARMS(
                                                                                        "drift",
                                                                                        POLDER_TEXT(
                                                                                            "The "
                                                                                            "leader"
                                                                                            " steps"
                                                                                            " back "
                                                                                            "too "
                                                                                            "early:"
                                                                                            " nobod"
                                                                                            "y "
                                                                                            "holds "
                                                                                            "the "
                                                                                            "rudder"
                                                                                            "."))
                                                                                        SAY("repres"
                                                                                            "entati"
                                                                                            "ve."
                                                                                            "leave"
                                                                                            "s",
                                                                                            2,
                                                                                            POLDER_TEXT(
                                                                                                "{w"
                                                                                                "ho"
                                                                                                "} "
                                                                                                "se"
                                                                                                "nd"
                                                                                                "s "
                                                                                                "so"
                                                                                                "me"
                                                                                                "bo"
                                                                                                "dy"
                                                                                                " n"
                                                                                                "ew"
                                                                                                "; "
                                                                                                "pa"
                                                                                                "rt"
                                                                                                " o"
                                                                                                "f "
                                                                                                "wh"
                                                                                                "at"
                                                                                                " w"
                                                                                                "as"
                                                                                                " a"
                                                                                                "gr"
                                                                                                "ee"
                                                                                                "d "
                                                                                                "is"
                                                                                                " l"
                                                                                                "os"
                                                                                                "t"
                                                                                                ".")){
                                                                                            "lever."
                                                                                            "works",
                                                                                            0, NULL,
                                                                                            0,
                                                                                            false,
                                                                                            ""},
    {"phase.skipped", 0, NULL, 0, false, ""},
    {"act.heard", 0, NULL, 0, false, ""},
    {NULL, 0, NULL, 0, false, NULL},
};
