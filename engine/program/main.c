/* main.c: the program polder: finds the command and runs it. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "program/cli.h"
#include "program/language.h"
#include "program/model_file.h"
#include "program/option.h"
#include "program/terminal.h"
#include "program/titles.h"

#define ROW(name, doc)                                                                             \
    {                                                                                              \
#name, polder_cli_##name, doc, &polder_cli_##name##_options                                \
    }
static const polder_cli_command_t command[] = {
    ROW(run, "run a scenario and keep its results"),
    ROW(join, "put the parts of a run on many machines together"),
    ROW(check, "read a scenario and report every problem in it"),
    ROW(list, "what there is: models, parameters, scenarios and more"),
    ROW(show, "summarise a result file"),
    ROW(compare, "which arm of an experiment helps, and how sure that is"),
    ROW(survival, "how long networks last, by arm"),
    ROW(story, "what happened in one network, month by month"),
    ROW(diagnose, "why a network fails, and what would help"),
    ROW(members, "how each member fares, and whom the network cannot miss"),
    ROW(facts, "does the model agree with published facts?"),
    ROW(export, "results as CSV, or one network as GraphML"),
    {"report", polder_cli_handout, "two pages of a result for who has to decide",
     &polder_cli_handout_options},
    ROW(plot, "one figure of a result, as a drawing"),
    ROW(lesson, "a page for a class, to bet, run and look"),
    ROW(schema, "JSON Schema of scenarios, for editors"),
    ROW(bench, "measure how fast this machine simulates"),
    {NULL, NULL, NULL, NULL}};
enum { N_COMMAND = sizeof command / sizeof command[0] - 1 };

const polder_cli_command_t *polder_cli_commands(void)
{
    return command;
}

static void print_help(void)
{
    fputs("usage: polder COMMAND [ARGUMENTS]\n"
          "\n"
          "Polder simulates networks of organisations that try to work together. A scenario\n"
          "is a YAML file; the results are one HDF5 file.\n"
          "\n",
          stdout);
    for (int i = 0; i < N_COMMAND; i++) printf("  %-8s %s\n", command[i].name, command[i].doc);
    fputs("\n"
          "  polder COMMAND --help   what a command does, with examples\n"
          "  polder --version        versions of Polder and its libraries (--json: as JSON)\n"
          "  polder --cite           how to cite Polder, and what to report\n"
          "  polder --lang nl COMMAND ...\n"
          "                          screens and messages in Dutch (or en, English); without it:\n"
          "                          the language of LC_ALL, LC_MESSAGES or LANG\n"
          "  polder --model-file FILE COMMAND ...\n"
          "                          with models or mechanisms of your own: a C file, a folder of\n"
          "                          them (compiled once, with cc) or a shared object\n"
          "\n"
          "a first run:\n"
          "  polder list scenarios\n"
          "  polder run scenarios/twenty-percent.yaml\n"
          "  polder show twenty-percent.h5\n",
          stdout);
}

static int unknown_command(const char *word)
{
    const char *name[N_COMMAND];
    for (int i = 0; i < N_COMMAND; i++) name[i] = command[i].name;
    const char *near = polder_nearest(word, name, N_COMMAND);
    polder_terminal_line(stderr,
                         near ? "polder: unknown command \"%s\"; did you mean \"%s\"?"
                              : "polder: unknown command \"%s\"",
                         word, near ? near : "");
    polder_terminal_line(stderr, "Try: polder --help");
    return POLDER_EXIT_USAGE;
}

static int dispatch(int argc, char **argv)
{
    if (argc < 2) {
        polder_terminal_line(stderr, "polder: which command?");
        polder_terminal_line(stderr, "Try: polder --help");
        return POLDER_EXIT_USAGE;
    }
    const char *word = argv[1];
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
        (strcmp(word, "help") == 0 && argc == 2)) {
        print_help();
        return POLDER_EXIT_OK;
    }
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        return polder_cli_version(argc - 1, argv + 1);
    if (strcmp(word, "--cite") == 0) return polder_cli_cite(argc - 1, argv + 1);
    char *ask[] = {argv[argc - 1], (char[]){"--help"}, NULL};
    const bool help = strcmp(word, "help") == 0;
    if (help) word = argv[2];
    opterr = 0; /* the commands say it in their own words */
    for (int i = 0; i < N_COMMAND; i++) {
        if (strcmp(word, command[i].name) != 0) continue;
        return help ? command[i].run(2, ask) : command[i].run(argc - 1, argv + 1);
    }
    return unknown_command(word);
}

typedef struct {
    polder_report_t report;
    int code;
    bool missing;
} model_files_t;

static void take_model_file(void *self, const char *path)
{
    model_files_t *files = self;
    files->missing |= *path == '\0';
    if (files->code == 0 && !files->missing) files->code = polder_model_file(path, &files->report);
}

/* --model-file may be given once or more: the models and parts must be there before a command looks
 * for them. Returns an exit code. */
static int take_model_files(int *argc, char **argv)
{
    model_files_t files = {.code = POLDER_OK};
    polder_cli_report(&files.report);
    polder_option_take(argc, argv, "--model-file", take_model_file, &files);
    int exit_code = POLDER_EXIT_OK;
    if (files.missing) {
        polder_terminal_line(stderr, "polder: --model-file wants a file: a shared object, a C "
                                     "file or a folder of C files");
        exit_code = POLDER_EXIT_USAGE;
    } else if (files.code < 0) {
        exit_code = polder_terminal_fail(&files.report, files.code);
    }
    polder_report_free(&files.report);
    return exit_code;
}

/* A result file must never land on the number of a closed standard stream: then messages
 * would be written into it. */
static void open_standard_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) < 0) return;
}

static bool reader_left(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

/* Values of JSON are put into objects in hundreds of places, and what there was no memory for would
 * be missing: it is remembered here, for all of them. */
static bool json_incomplete;

static void *json_memory(size_t size)
{
    void *memory = malloc(size);
    if (!memory && size > 0) json_incomplete = true;
    return memory;
}

/* Text that never reached its reader is a failure; a reader that had enough is not. */
static int close_stdout(int exit_code)
{
    const bool left = reader_left();
    errno = 0;
    const bool failed = ferror(stdout) != 0;
    const bool incomplete =
        (polder_grid_incomplete() || json_incomplete) && exit_code == POLDER_EXIT_OK;
    if (incomplete) polder_terminal_line(stderr, "polder: error: out of memory");
    if (fclose(stdout) == 0 && !failed) return incomplete ? POLDER_EXIT_FAILURE : exit_code;
    if (left || errno == EPIPE) return exit_code;
    const char *why = errno ? polder_say(strerror(errno)) : "";
    polder_terminal_line(stderr,
                         *why ? "polder: error: cannot write the output: %s"
                              : "polder: error: cannot write the output",
                         why);
    return exit_code == POLDER_EXIT_OK ? POLDER_EXIT_FAILURE : exit_code;
}

/* As large a stack as may be. Threads have their own: run/threads.h. */
static bool enough_stack(void)
{
    enum { LEAST = 256 * 1024, GOOD = 8 * 1024 * 1024 };
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= GOOD) return true;
    limit.rlim_cur = limit.rlim_max < GOOD ? limit.rlim_max : GOOD;
    (void)setrlimit(RLIMIT_STACK, &limit);
    if (limit.rlim_cur >= LEAST) return true;
    polder_terminal_line(stderr,
                         "polder: error: the stack may have %d KB here and needs %d: see ulimit -s",
                         (int)(limit.rlim_cur / 1024), LEAST / 1024);
    return false;
}

int main(int argc, char **argv)
{
    json_set_alloc_funcs(json_memory, free);
    open_standard_streams();
    /* Numbers stay as in C; only the character set follows the user. */
    setlocale(LC_CTYPE, "");
    int exit_code = polder_language_take(&argc, argv);
    if (!enough_stack()) return POLDER_EXIT_FAILURE;
    if (!polder_cli_kernels_good()) return POLDER_EXIT_USAGE;
    /* Writing to a reader that has left gives an error, which close_stdout knows. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* so does a file that may not grow */
    if (exit_code == POLDER_EXIT_OK) exit_code = take_model_files(&argc, argv);
    polder_cli_titles();
    return close_stdout(exit_code == POLDER_EXIT_OK ? dispatch(argc, argv) : exit_code);
}
