/* handout_plain.c: what a model says, in words for who has to decide; see handout.h.
 *
 * A model says what a parameter is for who works with it, in English. Its translations are in everyday
 * words already (po/), so these are of English alone. Who takes part is a partner everywhere on a page,
 * and that is for all languages. What is not here is said as the model says it.
 */
#include <string.h>

#include "analysis/handout_parts.h"
#include "words/words.h"

static const struct {
    enum { ENGLISH, ALL } language;
    const char *model, *plain;
} word[] = {
    {ALL, "the goal is reached and every member is better off",
     POLDER_TEXT("the goal is reached and every partner is better off")},
    {ENGLISH, "standard deviation of interests per axis", "how far interests differ"},
    {ENGLISH, "distance from the ambition one can live with",
     "how far the ambition may be from one's own interest"},
    {ENGLISH, "how much networks differ in their context",
     "how much networks differ from each other"},
    {ENGLISH, "value made a month, when all is right",
     "how much value is made a month when all goes well"},
    {ENGLISH, "trust between partners of mean fit at the start",
     "trust between partners at the start"},
    {ENGLISH, "value per unit of capacity that the network set out for",
     "how high the goal is, for what the partners can do"},
    {ENGLISH, "speed at which contact lowers asymmetry",
     "how soon contact shows what partners did not know of each other"},
    {ENGLISH, "chance that an act is detected, all else absent",
     "chance that opportunism comes out when nobody watches"},
    {ENGLISH, "weight in the chance to leave: being worse off than alone or than the others",
     "how much it counts for leaving to be worse off than alone or than the others"},
    {ENGLISH, "weight in the temptation: giving more than getting",
     "how tempting opportunism is for who gives more than it gets"},
    {ENGLISH, "how much what partners are seen to do counts",
     "how much it counts what one sees partners do"},
    {ENGLISH, "weight in the temptation: what the other does not see",
     "how tempting it is that the other does not see it"},
    {ENGLISH, "chance of an act on an arc, all else at its middle",
     "chance of opportunism between two partners in a month, all else average"},
    {ENGLISH, "effort of those who lead", "how much work those who lead put in"},
};

const char *polder_handout_plain(polder_language_t language, const char *said)
{
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strcmp(word[i].model, said) == 0 &&
            (word[i].language == ALL || language == POLDER_ENGLISH))
            return polder_text(language, word[i].plain);
    return polder_text(language, said);
}

bool polder_handout_plain_word(int i, const char **of_model)
{
    const int n = (int)(sizeof word / sizeof *word);
    if (i < n) *of_model = word[i].model;
    return i < n;
}
