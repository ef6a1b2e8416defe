/* options.c: reading the command line. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/terminal.h"

int polder_cli_usage(const char *command, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "polder %s: ", command);
    polder_terminal_arguments(stderr, format, arguments);
    fprintf(stderr, "\nTry: polder %s --help\n", command);
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
    polder_terminal_line(stderr, "polder: error: %s: %s", argv[optind], strerror(errno));
    return NULL;
}
