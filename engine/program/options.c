/* options.c: reading the command line. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kernel/table.h"
#include "program/cli.h"
#include "program/language.h"
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
    enum { MOST = 32 };
    const char *name[MOST];
    size_t n = 0;
    for (; options->name && n < MOST; options++) name[n++] = options->name;
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)strcspn(text, "="), text);
    return polder_nearest(word, name, n);
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

int polder_cli_bad_option(char **argv, int answer, const struct option *options)
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
    const char *near = option_near(options, text + 2);
    if (near)
        return polder_cli_usage(argv[0], "unknown option %s (did you mean --%s?)", text, near);
    return polder_cli_usage(argv[0], "unknown option %s", text);
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
