/* language.h: the languages that Polder speaks. */
#ifndef POLDER_LANGUAGE_H
#define POLDER_LANGUAGE_H

/* name, code: a language besides English has a file po/CODE.po */
#define POLDER_LANGUAGE_LIST(L)                                                                    \
    L(ENGLISH, en)                                                                                 \
    L(DUTCH, nl)

typedef enum {
#define POLDER_LANGUAGE_ENUM(name, code) POLDER_##name,
    POLDER_LANGUAGE_LIST(POLDER_LANGUAGE_ENUM)
#undef POLDER_LANGUAGE_ENUM
        POLDER_LANGUAGES
} polder_language_t;

#endif
