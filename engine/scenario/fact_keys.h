/* fact_keys.h: the keys of the section `fact` that hold a text: a row makes the key and the member of a
 * fact (analysis/fact.h) that it fills. Its other keys, and those of a figure, are rows of
 * scenario_fact.c.
 *
 * Rows     TEXT: name, whether it is needed, the words it may be (or NULL), what it says.
 */
#ifndef POLDER_FACT_KEYS_H
#define POLDER_FACT_KEYS_H

/* Where the fact was read: only a stored summary was seen, or it is told from memory. */
#define POLDER_FACT_STATUS "abstract|memory|computed"
/* What it may be used for: to set values; to test a model that was not set on it; to test one
 * mechanism in a small set-up; nothing, it is shown beside the figure. */
#define POLDER_FACT_USE "calibrate|test|module|report"

#define POLDER_FACT_TEXTS(TEXT)                                                                    \
    TEXT(id, true, NULL, "its own, such as X1: letters and digits")                                \
    TEXT(title, true, NULL, "what was found, in one line")                                         \
    TEXT(title_nl, false, NULL, "the same in Dutch")                                               \
    TEXT(source, true, NULL, "who published it")                                                   \
    TEXT(status, true, POLDER_FACT_STATUS, "how it is known")                                      \
    TEXT(use, true, POLDER_FACT_USE, "what it may be used for")                                    \
    TEXT(quantity, false, NULL, "what was published, in numbers")                                  \
    TEXT(note, false, NULL, "why it fails, shown if it does")                                      \
    TEXT(note_nl, false, NULL, "the same in Dutch")                                                \
    TEXT(needs, false, NULL, "what a network file must hold that is given with --network")         \
    TEXT(not_examined, false, NULL, "why the model cannot be asked")                               \
    TEXT(not_examined_nl, false, NULL, "the same in Dutch")

#endif
