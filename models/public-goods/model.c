/* public-goods: players who may give to a common good that is worth more to all than to one.
 *
 * The small model in which facts of the laboratory are tried: each round a player gives a share of
 * what it has to those it meets; giving costs it more than it gets back from it, and everybody
 * gains when all give. What a player gives follows what it believes that the others will give.
 *
 * Values come from the literature where there is one, and were not searched: the types of players,
 * how belief and contribution follow what is seen, and the pay-offs of a group of four. How
 * strongly talk, sanctions, a restart and the choice of partners act are judgements, made once: the
 * facts they are held against (V33 to V38) decide whether they were good ones. Source: Fischbacher,
 * Gaechter & Fehr 2001, Econ. Lett. 71; Fischbacher & Gaechter 2010, Am. Econ. Rev. 100; from
 * memory.
 */
#include <polder/kernel.h>

POLDER_MODEL(public_goods) = {
    .name = "public-goods",
    .doc = "players in a public-goods game: conditional cooperation, sanctions, talk, choice of "
           "partners; a group of the laboratory is a network {topology: complete, members: 4}, "
           "which a scenario has to say",
    .tick = "round",
    .horizon = 10,
};
