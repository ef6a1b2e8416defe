/* option.h: the options of a command, a row each.
 *
 * What     A row says all there is to say of an option: name, argument, words for --help, bounds, and
 *          where its value goes in the arguments of the command. The command line is read by these
 *          rows, --help shows them, and a slip gets the nearest of them, or the commands that have
 *          an option of that name.
 *
 *              typedef struct { int64_t lines; const char *output; bool json; } arguments_t;
 *              static const polder_option_t option[] = {
 *                  POLDER_OPTION_WHOLE(arguments_t, lines, "lines", "N", 1, 1000, "at most (default 3)"),
 *                  POLDER_OPTION_TEXT(arguments_t, output, "output", "FILE", "where to", .letter = 'o'),
 *                  POLDER_OPTION_FLAG(arguments_t, json, "json", "as one JSON object"),
 *                  {.name = NULL}};
 *              const polder_options_t polder_cli_tell_options = {"usage: …", option, "examples: …"};
 *
 *          A row whose member has another type than its option does not compile.
 */
#ifndef POLDER_OPTION_H
#define POLDER_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct polder_option polder_option_t;

typedef enum {
    POLDER_TAKES_NOTHING, /* a bool, which becomes true */
    POLDER_TAKES_TEXT,    /* const char *: the word itself, which lives as long as the program */
    POLDER_TAKES_WHOLE,   /* int64_t */
    POLDER_TAKES_NUMBER,  /* double */
    POLDER_TAKES_OTHER,   /* what `take` makes of it */
    POLDER_TAKEN_BEFORE   /* nothing: main takes it out before; it stands in --help only */
} polder_takes_t;

struct polder_option {
    const char *name;     /* without "--"; NULL ends the rows */
    const char *argument; /* "FILE"; NULL: it takes none */
    const char *doc;      /* for --help, which breaks it into lines */
    polder_takes_t takes;
    size_t at;          /* of the member, in the arguments of the command */
    double least, most; /* bounds of WHOLE and NUMBER; most 0: there is none */
    /* Takes `value` into `member`. Returns 0, or the exit code after a message. */
    int (*take)(void *member, const polder_option_t *option, const char *command,
                const char *value);
    char letter; /* 'o' for -o; 0: it has none */
    bool gap;    /* an empty line before it in --help */
};

/* Where `member` is in `type`; it must be a `kind`. */
#define POLDER_OPTION_AT(type, member, kind)                                                       \
    (offsetof(type, member) + 0 * sizeof _Generic(((type *)0)->member, kind : 1))

/* What follows the words of a row are other members of it: .letter, .gap. */
#define POLDER_OPTION_FLAG(type, member, called, ...)                                              \
    {                                                                                              \
        .name = called, .takes = POLDER_TAKES_NOTHING, .at = POLDER_OPTION_AT(type, member, bool), \
        .doc = __VA_ARGS__                                                                         \
    }
#define POLDER_OPTION_TEXT(type, member, called, word, ...)                                        \
    {                                                                                              \
        .name = called, .argument = word, .takes = POLDER_TAKES_TEXT,                              \
        .at = POLDER_OPTION_AT(type, member, const char *), .doc = __VA_ARGS__                     \
    }
#define POLDER_OPTION_WHOLE(type, member, called, word, from, to, ...)                             \
    {                                                                                              \
        .name = called, .argument = word, .takes = POLDER_TAKES_WHOLE,                             \
        .at = POLDER_OPTION_AT(type, member, int64_t), .least = from, .most = to,                  \
        .doc = __VA_ARGS__                                                                         \
    }
#define POLDER_OPTION_NUMBER(type, member, called, word, from, to, ...)                            \
    {                                                                                              \
        .name = called, .argument = word, .takes = POLDER_TAKES_NUMBER,                            \
        .at = POLDER_OPTION_AT(type, member, double), .least = from, .most = to,                   \
        .doc = __VA_ARGS__                                                                         \
    }
/* A member of any kind, filled by `how`. */
#define POLDER_OPTION_OTHER(type, member, kind, how, called, word, ...)                            \
    {                                                                                              \
        .name = called, .argument = word, .takes = POLDER_TAKES_OTHER, .take = how,                \
        .at = POLDER_OPTION_AT(type, member, kind), .doc = __VA_ARGS__                             \
    }
/* What many commands have. */
#define POLDER_OPTION_TRUST(type, member)                                                          \
    POLDER_OPTION_FLAG(type, member, "trust", "read it even if its digest is wrong or missing")
#define POLDER_OPTION_THREADS(type, member)                                                        \
    POLDER_OPTION_WHOLE(type, member, "threads", "N", 1, 4096, "default: all cores")

/* The help of a command: words, its options, and more words. */
typedef struct {
    const char *usage; /* what the command does, up to its options */
    const polder_option_t *option;
    const char *more; /* examples, exit codes */
} polder_options_t;

enum { POLDER_MOST_OPTIONS = 48 };

/* Reads the options of a command into its arguments; optind is then the first word that is none.
 * Returns −1 to go on, or the exit code: help was printed, or a message. */
int polder_options_read(const polder_options_t *options, void *arguments, int argc, char **argv);

/* Takes all `option` VALUE and `option`=VALUE up to "--" out of the arguments of the program, and hands
 * the values to `each`; "" where there is none. For options that any command has. */
void polder_option_take(int *argc, char **argv, const char *option,
                        void (*each)(void *self, const char *value), void *self);

/* What --help prints. */
void polder_options_help(const polder_options_t *options);

#endif
