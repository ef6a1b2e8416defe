/* story.h: how the events of the model are told, for those who read what became of one network.
 *
 * What     The first row that fits an event tells it (polder_sentence_t). What opens or closes a
 *          chapter weighs 6 or more; background events weigh 0 and are at most counted.
 */
#ifndef POLDER_COLLABORATION_STORY_H
#define POLDER_COLLABORATION_STORY_H

#include <polder/kernel.h>

#include <stddef.h>

#define TELL(id, event, when, weight, plot, text)                                                  \
    {                                                                                              \
        id, event, when, weight, POLDER_PLOT_##plot, false, text                                   \
    }
#define ENDS(reason, plot, text) TELL("end." reason, "end", "reason=" reason, 10, plot, text)
#define LEAVES(reason, text)                                                                       \
    TELL("leaves." reason, "member.leaves", "reason=" reason, 8, LEAVES, text)
#define ENTERS(phase, text) TELL("phase." phase, "phase.ends", "phase=" phase, 6, NONE, text)
#define SEEN(form, text)    TELL("act." form, "act", "form=" form, 5, NONE, text)
#define UNSEEN(form, text)                                                                         \
    {                                                                                              \
        "unseen." form, "act", "seen=no,form=" form, 1, POLDER_PLOT_NONE, true, text               \
    }
#define OVER(currency, text)                                                                       \
    TELL("conflict." currency, "conflict.begins", "cause=scarcity,over=" currency, 6, QUARREL, text)
#define FALLS_OUT(cause, text)                                                                     \
    TELL("conflict." cause, "conflict.begins", "cause=" cause, 6, QUARREL, text)
#define HARMS(side, text) TELL("harms." side, "lever.harms", "side=" side, 5, NONE, text)
#define SILENT(event)                                                                              \
    {                                                                                              \
        event, event, NULL, 0, POLDER_PLOT_NONE, false, NULL                                       \
    }

static const polder_sentence_t story[] = {
    ENDS("finished", ENDS_WELL, POLDER_TEXT("The work is done, and the network ends.")),
    ENDS("too-few", ENDS, POLDER_TEXT("The network stops: there are too few left.")),
    ENDS("too-few-left", ENDS,
         POLDER_TEXT("The network stops: fewer than half of those who began are left.")),
    TELL("goal", "goal.reached", NULL, 9, GOAL, POLDER_TEXT("The goal is reached.")),

    LEAVES("direction", POLDER_TEXT("{who} leaves: the goal no longer appeals.")),
    LEAVES("safety", POLDER_TEXT("{who} leaves: it does not feel safe enough.")),
    LEAVES("fairness", POLDER_TEXT("{who} leaves: it does not get a fair deal.")),
    LEAVES("home", POLDER_TEXT("{who} leaves: its own people do not back it.")),
    LEAVES("ownership", POLDER_TEXT("{who} leaves: it never saw this as its own cause.")),
    LEAVES("time", POLDER_TEXT("{who} leaves: it has no time left for this.")),
    LEAVES("reciprocity", POLDER_TEXT("{who} leaves: the others do not do their part.")),
    LEAVES("loss", POLDER_TEXT("{who} leaves: it gave more than it got.")),
    LEAVES("peers", POLDER_TEXT("{who} leaves: others went before.")),
    LEAVES("camps",
           POLDER_TEXT("{who} leaves: the partners are in two groups that block each other.")),
    LEAVES("unheard", POLDER_TEXT("{who} leaves: it could not say what hurt.")),
    LEAVES("exposed", POLDER_TEXT("{who} leaves: its weak spots were laid bare.")),
    LEAVES("distance", POLDER_TEXT("{who} leaves: there was hardly anyone here to stay for.")),
    LEAVES("lock-in", POLDER_TEXT("{who} leaves: it had little to lose by going.")),
    LEAVES("duty", POLDER_TEXT("{who} leaves: nothing obliged it to stay.")),
    LEAVES("isolated", POLDER_TEXT("{who} leaves: all of its partners are gone.")),
    LEAVES("planned", POLDER_TEXT("{who} leaves.")),
    LEAVES("chance", POLDER_TEXT("{who} leaves; nothing in particular pushed it out.")),
    TELL("joins", "member.joins", NULL, 4, JOINS,
         POLDER_TEXT("{who} takes a seat. The goals had been set before.")),
    TELL("representative", "representative.leaves", NULL, 0, NONE,
         POLDER_TEXT("{who} sends somebody new; part of what was agreed is lost.")),

    TELL("consensus", "consensus.breaks", NULL, 7, NONE,
         POLDER_TEXT("Working it out shows that they had not really agreed.")),
    ENTERS("explore",
           POLDER_TEXT("The getting-to-know phase is over; the partners now say what they want.")),
    ENTERS("share", POLDER_TEXT("Everyone now knows what the others want; time for an agreement.")),
    ENTERS("agree",
           POLDER_TEXT("There is an agreement; the partners now work out how to go about it.")),
    ENTERS("design", POLDER_TEXT("The plan is ready; now the work itself begins.")),
    TELL("round", "round.begins", NULL, 4, NONE,
         POLDER_TEXT("A new round begins; part of the work is to be done again.")),

    UNSEEN("violation", POLDER_TEXT("{who} breaks a promise to {whom}.")),
    UNSEEN("evasion", POLDER_TEXT("{who} does less for {whom} than was promised.")),
    UNSEEN("refusal", POLDER_TEXT("{who} quietly refuses to adapt to {whom}.")),
    UNSEEN("renegotiation", POLDER_TEXT("{who} takes more from {whom} than was promised.")),
    SEEN("violation", POLDER_TEXT("{who} breaks a promise to {whom}.")),
    SEEN("evasion", POLDER_TEXT("{whom} finds that {who} does less than was promised.")),
    SEEN("refusal", POLDER_TEXT("Things have changed, but {who} will not adapt to {whom}.")),
    SEEN("renegotiation", POLDER_TEXT("{who} uses the change to reopen the deal with {whom}.")),
    TELL("revealed", "act.revealed", NULL, 5, NONE,
         POLDER_TEXT("{who} finds out that {whom} had not been honest.")),

    TELL("provoked", "conflict.provoked", NULL, 6, QUARREL,
         POLDER_TEXT("{who} and {whom} fall out over what one of them did.")),
    OVER("money", POLDER_TEXT("{who} and {whom} fall out: both want the same money.")),
    OVER("staff", POLDER_TEXT("{who} and {whom} fall out: both want the same staff.")),
    OVER("clients", POLDER_TEXT("{who} and {whom} fall out: both want to serve the same people.")),
    OVER("position", POLDER_TEXT("{who} and {whom} fall out: both want the same position.")),
    OVER("power", POLDER_TEXT("{who} and {whom} fall out: both want to be in charge.")),
    OVER("knowledge", POLDER_TEXT("{who} and {whom} fall out: both claim the same expertise.")),
    FALLS_OUT("relapse",
              POLDER_TEXT(
                  "The truce between {who} and {whom} breaks: their own people never backed it.")),
    FALLS_OUT("camps", POLDER_TEXT("{who} and {whom} fall out: they belong to two groups that do "
                                   "not trust each other.")),
    FALLS_OUT("enemies", POLDER_TEXT("{who} and {whom} are brought together, and fall out.")),
    FALLS_OUT("unrest", POLDER_TEXT("{who} and {whom} fall out as tension grows.")),
    TELL("truce", "conflict.ends", NULL, 4, PEACE,
         POLDER_TEXT("{who} and {whom} are talking again.")),
    TELL("mended", "conflict.mended", NULL, 4, PEACE,
         POLDER_TEXT("{who} and {whom} are reconciled.")),

    TELL("chance", "context.chance", NULL, 5, NONE,
         POLDER_TEXT("Things go their way: for some months, more is possible.")),
    TELL("shock", "context.threat", NULL, 7, NONE,
         POLDER_TEXT("A shock from outside: what worked before now works less well.")),

    HARMS("reopen", POLDER_TEXT("The new vision goes wrong: what was settled is open again.")),
    HARMS("scattered", POLDER_TEXT("Bringing partners together goes wrong: old quarrels come up.")),
    HARMS("expose", POLDER_TEXT("Openness goes wrong: the weak are exposed.")),
    HARMS("gazing", POLDER_TEXT("Reflection goes wrong: all energy goes inward.")),
    HARMS("bureaucracy", POLDER_TEXT("Guiding the process goes wrong: it becomes paperwork.")),
    HARMS("freeze",
          POLDER_TEXT("Working out the problem goes wrong: it stays as the strongest see it.")),
    HARMS("dependence",
          POLDER_TEXT("Having a go-between goes wrong: everybody waits for that one person.")),
    HARMS("stir", POLDER_TEXT("Mediation goes wrong: it stirs up what was calm.")),
    HARMS("hardening", POLDER_TEXT("Fixed structures go wrong: people dig in.")),
    HARMS("resist", POLDER_TEXT("It comes too late for the home organisations, and they resist.")),
    HARMS("shrink", POLDER_TEXT("Quick wins go wrong: the aim shrinks to them.")),
    HARMS("haggle", POLDER_TEXT("Rebalancing goes wrong: partners begin to haggle.")),
    HARMS("crowding", POLDER_TEXT("Monitoring goes wrong: control drives out good will.")),
    HARMS("drift", POLDER_TEXT("The leader steps back too early: nobody holds the rudder.")),

    SILENT("lever.works"),
    SILENT("phase.skipped"),
    SILENT("act.heard"),
    {.id = NULL},
};

static const polder_tally_t tally[] = {
    {"member.leaves", POLDER_TEXT_COUNT("%lld member left", "%lld members left")},
    {"member.joins", POLDER_TEXT_COUNT("%lld seat was taken again", "%lld seats were taken again")},
    {"conflict.begins,conflict.provoked",
     POLDER_TEXT_COUNT("partners fell out %lld time", "partners fell out %lld times")},
    {"representative.leaves",
     POLDER_TEXT_COUNT("%lld representative was replaced", "%lld representatives were replaced")},
    {"context.threat",
     POLDER_TEXT_COUNT("%lld shock came from outside", "%lld shocks came from outside")},
    {.events = NULL},
};

#endif
