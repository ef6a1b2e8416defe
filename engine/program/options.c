/* options.c: reading the command line. */
#include <errno.h>
#include <float.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kernel/table.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/option.h"
#include "program/terminal.h"

int polder_cli_usage(const char *command, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "polder %s: ", command);
    polder_terminal_arguments(stderr, polder_say(format), arguments);
    putc('\n', stderr);
    polder_terminal_line(stderr, "Try: polder %s --help", command);
    va_end(arguments);
    return POLDER_EXIT_USAGE;
}

static const char *option_by_value(const struct option *options, int value)
{
    for (; options->name; options++)
        if (options->val == value) return options->name;
    return NULL;
}

static const char *option_near(const struct option *options, const char *text)
{
    const char *name[POLDER_MOST_OPTIONS + 1];
    size_t n = 0;
    for (; options->name && n <= POLDER_MOST_OPTIONS; options++) name[n++] = options->name;
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)strcspn(text, "="), text);
    return polder_nearest_within(word, name, n, 1 + strlen(word) / 4); /* title is no tick */
}

static bool takes(const struct option *options, const char *name)
{
    for (; options->name; options++)
        if (strcmp(options->name, name) == 0) return true;
    return false;
}

enum { NAME = 128, MOST_SETTINGS = 4 };

/* The settings that "--horizon", "--members" or "--relations.trust" may mean: a key, a lever or a
 * parameter by its whole name, or the parameters of this name in their parts. How many. */
static int find_settings(const char *word, char name[MOST_SETTINGS][NAME])
{
    static const char *const key[] = {"title", "description", "horizon"};
    polder_table_t table = {0};
    int n = 0;
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        if (strcmp(word, key[i]) == 0) return snprintf(name[0], NAME, "%s", word) > 0;
    if (polder_table_init(&table, polder_model_standard()->name, NULL) < 0) return 0;
    for (int i = 0; i < table.n_field; i++) {
        const polder_field_t *field = table.field[i];
        const char *dot = strchr(field->name, '.');
        const bool set = field->role == POLDER_PARAMETER || field->role == POLDER_LEVER;
        const bool whole = set && strcmp(field->name, word) == 0;
        if (!whole && !(set && dot && strcmp(dot + 1, word) == 0)) continue;
        if (whole) n = 0;
        if (n < MOST_SETTINGS) snprintf(name[n], NAME, "%s", field->name);
        n++;
        if (whole) break;
    }
    polder_table_free(&table);
    return n;
}

/* "--horizon 12" or "--horizon=12": the value that was meant for it, or "...". */
static const char *value_of(char **argv, const char *equals)
{
    if (equals) return equals + 1;
    const char *next = argv[optind];
    return next && next[0] != '-' ? next : "...";
}

/* A setting of the scenario that was given as an option of its own. */
static bool say_setting(char **argv, const char *text, const struct option *options)
{
    char word[64], name[MOST_SETTINGS][NAME], all[MOST_SETTINGS * (NAME + 32)] = "";
    const char *equals = strchr(text, '=');
    if (strncmp(text, "--", 2) != 0 || !takes(options, "set")) return false;
    snprintf(word, sizeof word, "%.*s", (int)strcspn(text + 2, "="), text + 2);
    for (char *c = word; *c; c++)
        if (*c == '-') *c = '_';
    const int n = find_settings(word, name);
    if (n == 0 || n > MOST_SETTINGS) return false;
    for (int i = 0; i < n; i++) {
        const size_t at = strlen(all);
        snprintf(all + at, sizeof all - at, "%s--set %s=%s", i > 0 ? " or " : "", name[i],
                 value_of(argv, equals));
    }
    polder_cli_usage(argv[0], "unknown option --%s: it is a setting of the scenario: %s", word,
                     all);
    return true;
}

/* "show, export": the other commands with an option of this name; empty: none has it. */
static const char *commands_with(const char *text, char *all, size_t size)
{
    size_t at = 0;
    const size_t length = strcspn(text, "=");
    all[0] = '\0';
    for (const polder_cli_command_t *c = polder_cli_commands(); c->name; c++) {
        const polder_option_t *o = c->options ? c->options->option : NULL;
        for (; o && o->name && at < size; o++)
            if (strncmp(o->name, text, length) == 0 && o->name[length] == '\0')
                at += (size_t)snprintf(all + at, size - at, "%s%s", at > 0 ? ", " : "", c->name);
    }
    return all;
}

static int unknown_option(char **argv, const char *text, const struct option *options)
{
    char all[256];
    const char *near = option_near(options, text + 2);
    commands_with(text + 2, all, sizeof all);
    if (near && *all)
        return polder_cli_usage(argv[0],
                                "unknown option %s (did you mean --%s?); commands that have it: %s",
                                text, near, all);
    if (*all)
        return polder_cli_usage(argv[0], "unknown option %s; commands that have it: %s", text, all);
    if (near)
        return polder_cli_usage(argv[0], "unknown option %s (did you mean --%s?)", text, near);
    return polder_cli_usage(argv[0], "unknown option %s", text);
}

static int bad_option(char **argv, int answer, const struct option *options)
{
    const char *text = argv[optind - 1];
    if (answer == ':') {
        const char *name = option_by_value(options, optopt);
        if (name) return polder_cli_usage(argv[0], "option --%s needs a value", name);
        return polder_cli_usage(argv[0], "option %s needs a value", text);
    }
    if (optopt != 0 && strncmp(text, "--", 2) == 0)
        return polder_cli_usage(argv[0], "option --%s takes no value",
                                option_by_value(options, optopt));
    if (optopt != 0) return polder_cli_usage(argv[0], "unknown option -%c", optopt);
    if (say_setting(argv, text, options)) return POLDER_EXIT_USAGE;
    return unknown_option(argv, text, options);
}

bool polder_cli_whole(const char *text, int64_t min, int64_t max, int64_t *value)
{
    char *end = NULL;
    errno = 0;
    const long long number = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || text[0] == ' ') return false;
    if (number < min || number > max) return false;
    *value = number;
    return true;
}

bool polder_cli_number(const char *text, double min, double max, double *value)
{
    char *end = NULL;
    const double number = strtod(text, &end);
    if (end == text || *end != '\0' || text[0] == ' ') return false;
    if (!(number >= min && number <= max)) return false;
    *value = number;
    return true;
}

const char *polder_cli_result_file(int argc, char **argv)
{
    if (optind + 1 != argc) {
        polder_cli_usage(argv[0], "%s",
                         optind == argc ? "which result file?" : "one result file at a time");
        return NULL;
    }
    if (access(argv[optind], R_OK) == 0) return argv[optind];
    polder_terminal_line(stderr, "polder: error: %s: %s", argv[optind],
                         polder_say(strerror(errno)));
    return NULL;
}

/* ---- options in rows ---- */

static int take_whole(int64_t *member, const polder_option_t *o, const char *command,
                      const char *text)
{
    const bool most = o->most > 0;
    const int64_t from = (int64_t)o->least, to = most ? (int64_t)o->most : INT64_MAX;
    if (polder_cli_whole(text, from, to, member)) return 0;
    if (most)
        return polder_cli_usage(command, "--%s needs a whole number from %lld to %lld, not \"%s\"",
                                o->name, (long long)from, (long long)to, text);
    return polder_cli_usage(command, "--%s needs a whole number of at least %lld, not \"%s\"",
                            o->name, (long long)from, text);
}

static int take_number(double *member, const polder_option_t *o, const char *command,
                       const char *text)
{
    const bool most = o->most > 0;
    if (polder_cli_number(text, o->least, most ? o->most : DBL_MAX, member)) return 0;
    if (most)
        return polder_cli_usage(command, "--%s needs a number from %g to %g, not \"%s\"", o->name,
                                o->least, o->most, text);
    return polder_cli_usage(command, "--%s needs a number of at least %g, not \"%s\"", o->name,
                            o->least, text);
}

static int take(const polder_option_t *o, void *arguments, const char *command, const char *text)
{
    void *member = (char *)arguments + o->at;
    switch (o->takes) {
    case POLDER_TAKES_NOTHING:
        *(bool *)member = true;
        return 0;
    case POLDER_TAKES_TEXT:
        *(const char **)member = text;
        return 0;
    case POLDER_TAKES_WHOLE:
        return take_whole(member, o, command, text);
    case POLDER_TAKES_NUMBER:
        return take_number(member, o, command, text);
    case POLDER_TAKES_OTHER:
        return o->take(member, o, command, text);
    default:
        return 0;
    }
}

/* The rows as getopt wants them; a row is found again by its value, FIRST and its number. */
enum { FIRST = 256, LETTERS = 2 * POLDER_MOST_OPTIONS + 4 };

static void for_getopt(const polder_option_t *option, struct option *list, char letters[LETTERS])
{
    int n = 1, at = snprintf(letters, LETTERS, ":h");
    list[0] = (struct option){"help", no_argument, NULL, 'h'};
    for (int i = 0; option[i].name && n <= POLDER_MOST_OPTIONS; i++) {
        if (option[i].takes == POLDER_TAKEN_BEFORE) continue;
        const bool value = option[i].argument != NULL;
        list[n++] = (struct option){option[i].name, value ? required_argument : no_argument, NULL,
                                    FIRST + i};
        if (!option[i].letter) continue;
        letters[at++] = option[i].letter;
        if (value) letters[at++] = ':';
    }
    list[n] = (struct option){0};
    letters[at] = '\0';
}

/* The number of the row that getopt found; −1: none. */
static int row_of(const polder_option_t *option, int answer)
{
    if (answer >= FIRST) return answer - FIRST;
    for (int i = 0; option[i].name; i++)
        if (option[i].letter == answer) return i;
    return -1;
}

/* The word that getopt has just taken for a long option. */
static const char *word_taken(char **argv)
{
    return argv[optarg && optarg == argv[optind - 1] ? optind - 2 : optind - 1];
}

/* getopt takes the beginning of a name for the whole. Not where that is the name of another
 * command's option: `run --founding 2` means no --foundings. */
static bool is_of_others(const char *word, const polder_option_t *option)
{
    char all[256];
    const size_t length = strcspn(word + 2, "=");
    if (strncmp(word, "--", 2) != 0 || option->name[length] == '\0') return false;
    return *commands_with(word + 2, all, sizeof all) != '\0';
}

int polder_options_read(const polder_options_t *options, void *arguments, int argc, char **argv)
{
    struct option list[POLDER_MOST_OPTIONS + 2];
    char letters[LETTERS];
    for_getopt(options->option, list, letters);
    for (int answer; (answer = getopt_long(argc, argv, letters, list, NULL)) != -1;) {
        if (answer == 'h') {
            polder_options_help(options);
            return POLDER_EXIT_OK;
        }
        const int row = row_of(options->option, answer);
        if (row < 0) return bad_option(argv, answer, list);
        if (answer >= FIRST && is_of_others(word_taken(argv), &options->option[row]))
            return unknown_option(argv, word_taken(argv), list);
        const int exit_code = take(&options->option[row], arguments, argv[0], optarg);
        if (exit_code > 0) return exit_code;
    }
    return -1;
}
