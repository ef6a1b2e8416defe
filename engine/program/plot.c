/* plot.c: polder plot FILE: one figure of a result, alone, as a drawing. */
#include <stdlib.h>
#include <string.h>

#include "document/markup.h"
#include "document/svg.h"
#include "program/cli.h"
#include "program/handouts.h"
#include "program/language.h"
#include "program/output.h"
#include "program/pdf.h"
#include "program/terminal.h"

typedef struct {
    polder_handouts_arguments_t results;
    const char *figure, *output;
    int64_t width;
    bool overwrite, closed;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_TEXT(arguments_t, figure, "figure", "NAME", "which of them"),
    POLDER_OPTION_TEXT(arguments_t, output, "output", "FILE",
                       "the drawing, .svg or .pdf; - writes an .svg to stdout", .letter = 'o'),
    POLDER_OPTION_TEXT(arguments_t, results.baseline, "baseline", "ARM",
                       "compare with this arm (default: that of the experiment)"),
    POLDER_OPTION_WHOLE(arguments_t, width, "width", "N", POLDER_SVG_NARROW, 2000,
                        "pixels, 320 to 2000 (default 680): how much stands beside each other; a "
                        "drawing can be enlarged without loss"),
    POLDER_OPTION_FLAG(
        arguments_t, closed, "steering-group",
        "it does not go round: the table of a network with names shows what each tie "
        "is like"),
    {.name = "lang",
     .argument = "LANGUAGE",
     .takes = POLDER_TAKEN_BEFORE,
     .doc = "en or nl (default: as the locale says)"},
    POLDER_OPTION_FLAG(arguments_t, overwrite, "overwrite", "replace the drawing if it is there"),
    POLDER_OPTION_TRUST(arguments_t, results.trust),
    {.name = NULL}};

/* The figures are those of polder_handout_figures, which a test sees to. */
const polder_options_t polder_cli_plot_options = {
    "usage: polder plot FILE [FILE]... --figure NAME -o DRAWING [OPTION]...\n"
    "\n"
    "Draws one figure of a result, to stand in a report or on a slide: as .svg, or as\n"
    ".pdf where Polder was built with librsvg. Figures:\n"
    "\n"
    "  ends         how a hundred networks end, in the baseline\n"
    "  arms         the same hundred networks in each arm: saved, lost, and the rest\n"
    "  effect       how many more of a hundred succeed with each arm, with intervals\n"
    "  survival     how many of a hundred are still there, month by month\n"
    "  factors      success where each factor of a design is lowest and highest\n"
    "  conditions   how far conditions are met at the end\n"
    "  causes       as it is and without a cause: of what polder diagnose --json says\n"
    "  table        who is in one network, and its ties, if those were recorded\n"
    "\n",
    option,
    "\n"
    "examples:\n"
    "  polder plot twenty-percent.h5 --figure ends -o ends.svg\n"
    "  polder plot interventions.h5 --figure arms -o arms.pdf\n"
    "  polder plot sweep.h5 --figure factors --lang nl -o factoren.svg\n"
    "\n"
    "Text stays text, white is behind it, and shapes say it without colour. The title\n"
    "and a sentence on what one sees are in the file for who reads it aloud. From fewer\n"
    "than 200 networks in an arm no numbers are drawn.\n"
    "\n"
    "Exit code 0: the drawing is there; 1: failed; 2: the result has no such figure, or\n"
    "the command line is not valid.\n"};

static bool ends_in(const char *path, const char *end)
{
    const size_t n = strlen(path), m = strlen(end);
    return n > m && strcmp(path + n - m, end) == 0;
}

/* The drawing in memory; the caller frees it. */
static int draw(const arguments_t *a, const polder_document_t *d, char **text, size_t *length,
                polder_report_t *report)
{
    const polder_document_block_t *block = polder_document_next(d, POLDER_FOR_PEOPLE, NULL);
    const polder_svg_options_t options = {.width = (int)a->width, .alone = true};
    FILE *to = open_memstream(text, length);
    int code = to && block && block->table && !d->broken
                   ? polder_svg_write(block->table, d->language, &options, to)
                   : POLDER_MEMORY;
    if (to && fclose(to) != 0) code = POLDER_MEMORY;
    return code < 0 ? polder_fail(report, code, "no memory for a drawing") : code;
}

static int write_drawing(const arguments_t *a, const polder_document_t *d, polder_report_t *report)
{
    polder_output_t output = {0};
    char *text = NULL;
    size_t length = 0;
    int code = draw(a, d, &text, &length, report);
    for (int i = 1; i < a->results.n && code >= 0; i++)
        code = polder_output_spares(a->output, a->results.path[i], report);
    if (code >= 0)
        code = polder_output_open(&output, a->output, a->results.path[0], a->overwrite, report);
    if (code >= 0 && ends_in(a->output, ".pdf"))
        code = polder_pdf_write(text, length, output.stream, report);
    else if (code >= 0)
        fwrite(text, 1, length, output.stream);
    free(text);
    return polder_output_close(&output, code, report);
}

/* A copy without the marks that keep a name apart from the text of a page: a terminal may show them. The
 * caller frees it; NULL: no memory. */
static char *plain(const char *text)
{
    const size_t mark = sizeof POLDER_ISOLATE - 1;
    char *copy = strdup(text), *to = copy;
    for (const char *from = copy; from && *from;)
        if (strncmp(from, POLDER_ISOLATE, mark) == 0 ||
            strncmp(from, POLDER_ISOLATE_END, mark) == 0)
            from += mark;
        else
            *to++ = *from++;
    if (to) *to = '\0';
    return copy;
}

/* Whoever sees fewer arms than there are is told which, and why. */
static void tell_left_out(const polder_handout_page_t *p, const char *figure)
{
    const bool of_arms = strcmp(figure, "arms") == 0 || strcmp(figure, "effect") == 0;
    if (!of_arms || p->h->n_left_out == 0) return;
    char *baseline = plain(polder_handout_arm(p, p->h->baseline));
    char *others = plain(polder_handout_left_out(p));
    if (baseline && others)
        polder_terminal_line(stderr,
                             "polder: left out, because they run for a longer or shorter time than "
                             "\"%s\": %s",
                             baseline, others);
    free(baseline);
    free(others);
}

static int refuse(const arguments_t *a, const char *why, polder_report_t *report)
{
    char *copy = plain(why ? why : "");
    const int code =
        polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = a->results.path[0]},
                       "it has no figure \"%s\": %s", a->figure, copy ? copy : "");
    free(copy);
    return code;
}

static int plot_figure(const arguments_t *a, const polder_handouts_t *all, polder_report_t *report)
{
    const char *why = NULL;
    polder_handout_page_t page = polder_handouts_page(all);
    page.closed = a->closed;
    int code = page.d ? POLDER_OK : polder_fail(report, POLDER_MEMORY, "no memory for a drawing");
    if (code >= 0 && !polder_handout_figure(&page, a->figure, &why)) code = refuse(a, why, report);
    if (code >= 0) code = write_drawing(a, page.d, report);
    if (code >= 0) tell_left_out(&page, a->figure);
    polder_document_free(page.d);
    return code;
}

static int plot(const arguments_t *a)
{
    polder_report_t report;
    polder_handouts_t all;
    polder_cli_report(&report);
    int code = polder_handouts_read(&all, &a->results, &report);
    if (code >= 0) code = plot_figure(a, &all, &report);
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    polder_handouts_free(&all);
    polder_report_free(&report);
    return exit_code;
}

/* Everything that needs no result. */
static int check(const arguments_t *a, char **argv)
{
    const char *const *name = polder_handout_figures;
    size_t n = 0;
    bool there = false;
    for (; name[n]; n++) there = there || (a->figure && strcmp(name[n], a->figure) == 0);
    if (!a->figure) {
        char all[400] = "";
        for (size_t i = 0, used = 0; i < n && used < sizeof all; i++)
            used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i ? ", " : "", name[i]);
        return polder_cli_usage(argv[0], "--figure needs the name of a figure: %s", all);
    }
    const char *near = polder_nearest(a->figure, name, n);
    if (!there)
        return polder_cli_usage(argv[0],
                                near ? "there is no figure \"%s\"; did you mean \"%s\"?"
                                     : "there is no figure \"%s\"",
                                a->figure, near ? near : "");
    if (!a->output) return polder_cli_usage(argv[0], "-o needs the name of the drawing");
    if (ends_in(a->output, ".pdf") && !polder_pdf_can())
        return polder_cli_usage(
            argv[0], "%s",
            polder_say("this Polder makes no PDF, as librsvg is not there or was not when it was "
                       "built; an .svg it makes (Debian: librsvg2-dev, then build again)"));
    if (ends_in(a->output, ".pdf") || ends_in(a->output, ".svg") || strcmp(a->output, "-") == 0)
        return POLDER_EXIT_OK;
    return polder_cli_usage(argv[0], "a drawing is a file .svg or .pdf, not \"%s\"", a->output);
}

int polder_cli_plot(int argc, char **argv)
{
    arguments_t a = {.width = POLDER_SVG_WIDE};
    int exit_code = polder_options_read(&polder_cli_plot_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    if (!polder_handouts_files(&a.results, argc, argv)) return POLDER_EXIT_USAGE;
    exit_code = check(&a, argv);
    return exit_code == POLDER_EXIT_OK ? plot(&a) : exit_code;
}
