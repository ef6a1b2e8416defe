/* keys.h: the keys of a scenario that hold one text or one number: a row makes the key and the
 * member of the experiment that it fills.
 *
 * What     From a row follow the member (experiment.h), its default and that it is freed
 *          (experiment.c), and in engine/scenario the key: how it is read, written again and set
 *          with --set, its place in the JSON Schema, in `polder list keys` and in the guide. Keys
 *          of another form are rows of a table beside the code that reads them (scenario/key.h).
 * Rows     TEXT: name, words. WHOLE: type, name, default, least, most, words.
 */
#ifndef POLDER_KEYS_H
#define POLDER_KEYS_H

#include <stdint.h>

enum { POLDER_MAX_REPLICATES = 1000000000, POLDER_MAX_HORIZON = 100000 };

/* At the top of a scenario. */
#define POLDER_TEXT_KEYS(TEXT)                                                                     \
    TEXT(title, "one line")                                                                        \
    TEXT(title_nl, "the same in Dutch, for those who read Dutch")                                  \
    TEXT(description, "what is asked, and why")                                                    \
    TEXT(description_nl, "the same in Dutch")

#define POLDER_WHOLE_KEYS(WHOLE) WHOLE(uint64_t, seed, 1, 0, INT64_MAX, "of the random numbers")

/* How many networks a case has: replicates, which are futures of foundings. Their keys are rows of
 * scenario/scenario_keys.c, because two keys may say the same in different ways. */
#define POLDER_COUNTS(WHOLE)                                                                       \
    WHOLE(int64_t, replicates, 1, 1, POLDER_MAX_REPLICATES, "")                                    \
    WHOLE(int64_t, futures, 1, 1, POLDER_MAX_REPLICATES, "")

/* Under `record`. Of networks: replicates 0 … networks − 1 of each case. Tick 0, before the first,
 * is always recorded. */
#define POLDER_RECORD_KEYS(WHOLE)                                                                  \
    WHOLE(int64_t, networks, 0, 0, POLDER_MAX_REPLICATES, "networks recorded over time")           \
    WHOLE(int, every, 1, 1, POLDER_MAX_HORIZON, "ticks between records")

#define POLDER_KEY_TEXT_MEMBER(name, doc)                               char *name;
#define POLDER_KEY_WHOLE_MEMBER(type, name, standard, least, most, doc) type name;

#endif
