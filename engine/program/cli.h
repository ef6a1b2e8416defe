/* cli.h: the commands of the program `polder`, and what they share.
 *
 * What     A command gets the arguments from its own name on, and returns the exit code.
 *          Results go to stdout, everything else to stderr.
 */
#ifndef POLDER_CLI_H
#define POLDER_CLI_H

#include <getopt.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "kernel/error.h"
#include "program/option.h"

enum {
    POLDER_EXIT_OK = 0,
    POLDER_EXIT_FAILURE = 1,
    POLDER_EXIT_USAGE = 2,    /* bad input or a wrong command line */
    POLDER_EXIT_STOPPED = 130 /* stopped by the user; can be resumed */
};

/* A command and its options. */
#define POLDER_COMMAND(name)                                                                       \
    int polder_cli_##name(int argc, char **argv);                                                  \
    extern const polder_options_t polder_cli_##name##_options

POLDER_COMMAND(run);
POLDER_COMMAND(join);
POLDER_COMMAND(check);
POLDER_COMMAND(list);
POLDER_COMMAND(show);
POLDER_COMMAND(compare);
POLDER_COMMAND(survival);
POLDER_COMMAND(diagnose);
POLDER_COMMAND(members);
POLDER_COMMAND(facts);
POLDER_COMMAND(story);
POLDER_COMMAND(export);
POLDER_COMMAND(handout); /* polder report */
POLDER_COMMAND(plot);
POLDER_COMMAND(lesson);
POLDER_COMMAND(schema);
POLDER_COMMAND(bench);

/* What there is: main.c; ends with a row whose name is NULL. */
typedef struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *doc;
    const polder_options_t *options;
} polder_cli_command_t;
const polder_cli_command_t *polder_cli_commands(void);

/* --- arguments (options.c, option.h) --- */

/* Prints "polder COMMAND: …", translated, with a pointer to its help; returns POLDER_EXIT_USAGE. */
int polder_cli_usage(const char *command, const char *format, ...) POLDER_PRINTF(2, 3);

/* A whole number in [min, max], decimal, nothing behind it. */
POLDER_MUST_USE bool polder_cli_whole(const char *text, int64_t min, int64_t max, int64_t *value);

/* A number in [min, max], nothing behind it. */
POLDER_MUST_USE bool polder_cli_number(const char *text, double min, double max, double *value);

/* The one result file a command names, after its options; NULL after a message. */
POLDER_MUST_USE const char *polder_cli_result_file(int argc, char **argv);

/* --- kernels.c --- */

/* Those that POLDER_KERNELS asks for (run/kernels.h), or NULL: then runs take the fastest. */
const char *polder_cli_kernels(void);
/* The name of those that runs take. */
const char *polder_cli_kernels_now(void);
/* Are those there that are asked for? If not, says so. */
POLDER_MUST_USE bool polder_cli_kernels_good(void);

/* --- versions.c --- */

/* polder --version and polder --cite; argv[0] is that word. */
int polder_cli_version(int argc, char **argv);
int polder_cli_cite(int argc, char **argv);
const char *polder_cli_compiler(void);
/* Version, fingerprint of the code, commit, generator, compiler, kernels and libraries, as
 * --version and the log give them. */
json_t *polder_cli_versions(void);

#endif
