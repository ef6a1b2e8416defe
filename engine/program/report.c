/* report.c: polder report FILE: what is handed over to who has to decide. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "document/html.h"
#include "io/version.h"
#include "program/cli.h"
#include "program/handouts.h"
#include "program/language.h"
#include "program/output.h"
#include "program/terminal.h"
#include "program/typed.h"

typedef struct {
    polder_handouts_arguments_t results;
    const char *output, *title, *question, *client, *contact, *date, *member;
    bool overwrite, closed;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_TEXT(
        arguments_t, output, "output", "FILE",
        "the page, .html (default: FILE.html in the working folder); - writes it to stdout",
        .letter = 'o'),
    {.name = "lang",
     .argument = "LANGUAGE",
     .takes = POLDER_TAKEN_BEFORE,
     .doc = "en or nl (default: as the locale says)"},
    POLDER_OPTION_TEXT(arguments_t, title, "title", "TEXT",
                       "above the page (default: that of the scenario)"),
    POLDER_OPTION_TEXT(arguments_t, question, "question", "TEXT", "what was asked, in a sentence"),
    POLDER_OPTION_TEXT(arguments_t, client, "client", "TEXT", "for whom it is, above the title"),
    POLDER_OPTION_TEXT(arguments_t, member, "for", "ORGANISATION",
                       "a page for one member, of what polder members --json said: how it fares, "
                       "and of the others the middle one"),
    POLDER_OPTION_FLAG(
        arguments_t, closed, "steering-group",
        "it does not go round: the table of a network with names shows what each tie "
        "is like"),
    POLDER_OPTION_TEXT(arguments_t, contact, "contact", "TEXT",
                       "whom to ask about it, at the foot of the second page"),
    POLDER_OPTION_TEXT(arguments_t, date, "date", "TEXT", "instead of today"),
    POLDER_OPTION_TEXT(arguments_t, results.baseline, "baseline", "ARM",
                       "compare with this arm (default: that of the experiment)"),
    POLDER_OPTION_FLAG(arguments_t, overwrite, "overwrite", "replace the page if it is there"),
    POLDER_OPTION_TRUST(arguments_t, results.trust),
    {.name = NULL}};

const polder_options_t polder_cli_handout_options = {
    "usage: polder report FILE [FILE]... -o FILE.html [OPTION]...\n"
    "\n"
    "Makes a report of a result for who has to decide: two pages of A4, and what an\n"
    "expert wants to know in folds behind them. The question and the answer in words\n"
    "and as so many of a hundred; how firm that is; what is short, what helps and\n"
    "what it can spoil, in days of work; and what all this does not say. One file\n"
    "that needs no network and no scripts. Several files are compared like arms. A\n"
    "network whose ties were recorded is drawn as a table. Nothing is said in it of\n"
    "one organisation, but with --for. A file .json is what polder diagnose --json\n"
    "said: beside a result it tells what goes better without which cause, and alone\n"
    "it has a report of its own; or what polder members --json said, for a page for\n"
    "one of them.\n"
    "\n",
    option,
    "\n"
    "examples:\n"
    "  polder report interventions.h5 -o report.html\n"
    "  polder report music-table.h5 -o rapport.html --lang nl --client \"De muziektafel\"\n"
    "  polder report as-is.h5 with-talks.h5 -o report.html\n"
    "  polder diagnose music-table --json > why.json\n"
    "  polder report music-table.h5 why.json -o report.html\n"
    "  polder diagnose twenty-percent --signs --json > early.json\n"
    "  polder report twenty-percent.h5 early.json -o report.html\n"
    "  polder members music-table --json > members.json\n"
    "  polder report members.json --for Library -o library.html\n"
    "\n"
    "\"How firm\" says whether our assumptions were varied: a design does that\n"
    "(docs/guide.md, \"Designs\"). Paper: print it from the browser; folds stay out.\n"
    "\n"
    "Exit code 0: the page is there; 1: failed; 2: a file or the command line is not\n"
    "valid.\n"};

/* FILE.html, without folders and suffix. */
static char *default_output(const char *file)
{
    const char *last = polder_typed_base(file);
    const char *dot = strrchr(last, '.');
    const int n = dot && dot > last ? (int)(dot - last) : (int)strlen(last);
    char *name = NULL;
    return asprintf(&name, "%.*s.html", n, last) < 0 ? NULL : name;
}

static int write_page(const arguments_t *a, const polder_document_t *d, polder_report_t *report)
{
    polder_output_t output = {0};
    char *usual = a->output ? NULL : default_output(a->results.path[0]);
    const char *path = a->output ? a->output : usual;
    if (!path) return polder_fail(report, POLDER_MEMORY, "no memory for a page");
    int code = POLDER_OK;
    for (int i = 1; i < a->results.n && code >= 0; i++)
        code = polder_output_spares(path, a->results.path[i], report);
    if (code >= 0)
        code = polder_output_open(&output, path, a->results.path[0], a->overwrite, report);
    if (code >= 0) {
        code = polder_document_html(d, output.stream);
        if (code < 0) polder_fail(report, code, "no memory for a page");
    }
    code = polder_output_close(&output, code, report);
    if (code == 0 && strcmp(path, "-") != 0)
        polder_terminal_line(stderr, "polder: %s is ready: open it in a browser", path);
    free(usual);
    return code;
}

/* A browser goes by the name. */
static bool is_page(const char *path)
{
    const char *dot = strrchr(path, '.');
    return strcmp(path, "-") == 0 ||
           (dot && (strcasecmp(dot, ".html") == 0 || strcasecmp(dot, ".htm") == 0));
}

/* As it would be typed; the results by their names alone, and one of them by another name. */
static void put_command(FILE *to, const arguments_t *a, const char *path, const char *instead)
{
    fputs("polder report", to);
    fputs(polder_language_typed(), to);
    for (int i = 0; i < a->results.n; i++) {
        fputc(' ', to);
        polder_typed_word(to, a->results.path[i] == path ? instead
                                                         : polder_typed_base(a->results.path[i]));
    }
    polder_typed_option(to, "baseline", a->results.baseline);
    polder_typed_option(to, "for", a->member);
    if (a->closed) fputs(" --steering-group", to);
    polder_typed_option(to, "title", a->title);
    polder_typed_option(to, "question", a->question);
    polder_typed_option(to, "client", a->client);
    polder_typed_option(to, "contact", a->contact);
    if (!instead) fputs(" --overwrite", to); /* that page is there */
}

static char *command_of(const arguments_t *a)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to) return NULL;
    put_command(to, a, NULL, NULL);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

/* What runs the result again and makes the page of that; NULL of several, or of none. */
static char *again_of(const arguments_t *a, const polder_handouts_t *all)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = all->n == 1 ? open_memstream(&text, &size) : NULL;
    if (!to) return NULL;
    fputs("polder run ", to);
    polder_typed_word(to, polder_typed_base(all->first));
    fputs(" -o again.h5 && ", to);
    put_command(to, a, all->first, "again.h5");
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

/* "29 November 2026", and in Dutch "29 november 2026". */
static const char *today(char text[32])
{
    static const char *const month[][12] = {
        [POLDER_ENGLISH] = {"January", "February", "March", "April", "May", "June", "July",
                            "August", "September", "October", "November", "December"},
        [POLDER_DUTCH] = {"januari", "februari", "maart", "april", "mei", "juni", "juli",
                          "augustus", "september", "oktober", "november", "december"}};
    const time_t now = time(NULL);
    struct tm date;
    if (!localtime_r(&now, &date)) return NULL;
    snprintf(text, 32, "%d %s %d", date.tm_mday, month[polder_language()][date.tm_mon % 12],
             date.tm_year + 1900);
    return text;
}

static int make(const arguments_t *a, const polder_handouts_t *all, polder_report_t *report)
{
    char date[32], *command = command_of(a), *again = again_of(a, all);
    polder_handout_page_t page = polder_handouts_page(all);
    page.title = a->title;
    page.question = a->question;
    page.client = a->client;
    page.member = a->member;
    page.closed = a->closed;
    page.contact = a->contact;
    page.date = a->date ? a->date : today(date);
    page.version = polder_version();
    page.command = command;
    page.again = again;
    if (page.d) polder_handout_report(&page);
    const int code = page.d && command ? write_page(a, page.d, report)
                                       : polder_fail(report, POLDER_MEMORY, "no memory for a page");
    polder_document_free(page.d);
    free(command);
    free(again);
    return code;
}

/* Names of members are told only to who knows one of them. */
static int check_member(const arguments_t *a, const polder_handouts_t *all, polder_report_t *report)
{
    size_t i = 0;
    json_t *row = NULL;
    const char *file = a->results.path[0];
    const polder_place_t place = {.file = file};
    if (!a->member && !all->members) return POLDER_OK;
    if (!a->member)
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "it has all members of a network: --for says of which the page is");
    if (!all->members)
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "--for takes what polder members --json said: this says nothing of "
                              "one organisation");
    const json_t *list = json_object_get(all->members, "members");
    const size_t n = json_array_size(list);
    const char **name = calloc(n + 1, sizeof *name);
    if (!name) return polder_fail(report, POLDER_MEMORY, "no memory for a page");
    bool there = false;
    json_array_foreach(list, i, row)
    {
        const char *one = json_string_value(json_object_get(row, "member"));
        name[i] = one ? one : "";
        there = there || strcmp(name[i], a->member) == 0;
    }
    const char *near = polder_nearest(a->member, name, n);
    const int code = there ? POLDER_OK
                           : polder_fail_at(report, POLDER_INPUT, &place,
                                            near ? "there is no member \"%s\"; did you mean \"%s\"?"
                                                 : "there is no member \"%s\"",
                                            a->member, near ? near : "");
    free(name);
    return code;
}

static int report_of(const arguments_t *a)
{
    polder_report_t report;
    polder_handouts_t all;
    polder_cli_report(&report);
    int code = polder_handouts_read(&all, &a->results, &report);
    if (code >= 0) code = check_member(a, &all, &report);
    if (code >= 0) code = make(a, &all, &report);
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    polder_handouts_free(&all);
    polder_report_free(&report);
    return exit_code;
}

int polder_cli_handout(int argc, char **argv)
{
    arguments_t a = {.output = NULL};
    const int exit_code = polder_options_read(&polder_cli_handout_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    if (!polder_handouts_files(&a.results, argc, argv)) return POLDER_EXIT_USAGE;
    if (a.output && !is_page(a.output))
        return polder_cli_usage(argv[0],
                                "a report is a page .html, not \"%s\": for paper or a PDF print it "
                                "from the browser; polder plot makes a PDF of one figure",
                                a.output);
    return report_of(&a);
}
