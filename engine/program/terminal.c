/* terminal.c: see terminal.h. Notes, texts and progress. */
#include "program/terminal.h"

#include <langinfo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kernel/utf8.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/launch.h"
#include "run/seconds.h"

enum { COLUMNS = 80 }; /* where nothing says how wide it is */

bool polder_terminal_colour(FILE *stream)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    if (no && *no) return false;
    const char *force = getenv("CLICOLOR_FORCE");
    int rank = 0;
    if (force && *force && strcmp(force, "0") != 0) return true;
    if (!term || strcmp(term, "dumb") == 0) return false;
    /* mpirun gives its processes a terminal of its own, also when its output goes to a file. */
    if (polder_launched(&rank) != 1 || getenv("OMPI_COMM_WORLD_SIZE") || getenv("PMI_SIZE"))
        return false;
    return isatty(fileno(stream)) == 1;
}

bool polder_terminal_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int polder_terminal_width(FILE *stream)
{
    struct winsize size = {0};
    if (isatty(fileno(stream)) != 1) return 0;
    if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return size.ws_col < 40 ? 40 : size.ws_col;
}

polder_paper_t polder_terminal_paper(FILE *stream)
{
    const int width = polder_terminal_width(stream);
    return (polder_paper_t){.stream = stream,
                            .width = width > 0 ? width : COLUMNS,
                            .colour = polder_terminal_colour(stream),
                            .utf8 = polder_terminal_utf8()};
}

static bool incomplete;

bool polder_grid_incomplete(void)
{
    return incomplete;
}

void polder_grid_out_of_memory(void)
{
    incomplete = true;
}

void polder_terminal_grid(polder_grid_t *grid, FILE *stream, int width)
{
    const polder_paper_t paper = polder_terminal_paper(stream);
    if (polder_grid_print(grid, &paper, width) < 0) incomplete = true;
}

void polder_terminal_text(FILE *stream, const char *text)
{
    const polder_paper_t paper = polder_terminal_paper(stream);
    polder_paper_text(&paper, text, strlen(text));
}

void polder_terminal_arguments(FILE *stream, const char *format, va_list arguments)
{
    char *text = NULL, brief[512];
    va_list again;
    va_copy(again, arguments);
    if (vasprintf(&text, format, arguments) < 0) { /* that there is no memory is to be said too */
        text = NULL;
        vsnprintf(brief, sizeof brief, format, again);
    }
    va_end(again);
    polder_terminal_text(stream, text ? text : brief);
    free(text);
}

void polder_terminal_line(FILE *stream, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    polder_terminal_arguments(stream, polder_say(format), arguments);
    va_end(arguments);
    putc('\n', stream);
}

void polder_terminal_heading(FILE *stream, const char *text)
{
    const polder_paper_t paper = polder_terminal_paper(stream);
    polder_paper_heading(&paper, text);
}

void polder_terminal_paragraph(FILE *stream, const char *label, const char *text, int indent)
{
    polder_paper_t paper = polder_terminal_paper(stream);
    paper.width = COLUMNS;
    polder_paper_paragraph(&paper, label, text, indent);
}

/* The caret stands under a character, so bytes that continue one in UTF-8 take no room, and a
 * tab is repeated as a tab. */
static void caret(FILE *stream, const polder_note_t *note, bool colour)
{
    fputs("    ", stream);
    const char *c = note->excerpt;
    for (int column = 1; column < note->column; column++) {
        const bool tab = *c == '\t';
        if (*c) c++;
        while (polder_utf8_continues(*c)) c++;
        putc(tab ? '\t' : ' ', stream);
    }
    if (colour) fputs("\033[32;1m", stream);
    putc('^', stream);
    for (int i = 1; i < note->width; i++) putc('~', stream);
    if (colour) fputs("\033[0m", stream);
    putc('\n', stream);
}

static void print_note(FILE *stream, const polder_note_t *note)
{
    const bool colour = polder_terminal_colour(stream);
    const bool warning = note->code == POLDER_OK;
    if (note->file) {
        polder_terminal_text(stream, note->file);
        if (note->line > 0) fprintf(stream, ":%d", note->line);
        if (note->line > 0 && note->column > 0) fprintf(stream, ":%d", note->column);
    } else
        fputs("polder", stream);
    fputs(": ", stream);
    if (colour) fputs(warning ? "\033[35;1m" : "\033[31;1m", stream);
    polder_terminal_text(stream, warning ? polder_say("warning:") : polder_say("error:"));
    if (colour) fputs("\033[0m", stream);
    putc(' ', stream);
    polder_terminal_text(stream,
                         note->text ? note->text : polder_say(polder_code_text(note->code)));
    putc('\n', stream);
    if (!note->excerpt || note->line <= 0) return;
    fputs("    ", stream);
    polder_terminal_text(stream, note->excerpt);
    putc('\n', stream);
    if (note->column > 0) caret(stream, note, colour);
}

void polder_terminal_notes(FILE *stream, const polder_report_t *report)
{
    for (size_t i = 0; i < report->n; i++) print_note(stream, &report->note[i]);
    if (report->lost > 0)
        polder_terminal_line(
            stream,
            report->n_error > 0
                ? polder_say_count(
                      "polder: error: out of memory: there was no room for %d message",
                      "polder: error: out of memory: there was no room for %d messages",
                      report->lost)
                : polder_say_count(
                      "polder: warning: out of memory: there was no room for %d message",
                      "polder: warning: out of memory: there was no room for %d messages",
                      report->lost),
            report->lost);
}

void polder_terminal_warnings(FILE *stream, const polder_report_t *report)
{
    for (size_t i = 0; i < report->n; i++)
        if (report->note[i].code == POLDER_OK) print_note(stream, &report->note[i]);
}

void polder_terminal_tell(FILE *stream, polder_report_t *report)
{
    polder_report_t rest;
    polder_terminal_warnings(stream, report);
    polder_report_init_for(&rest, report);
    polder_report_free(report);
    *report = rest;
}

int polder_terminal_exit(int code)
{
    if (code == POLDER_STOPPED) return POLDER_EXIT_STOPPED;
    return code == POLDER_INPUT || code == POLDER_FORMAT ? POLDER_EXIT_USAGE : POLDER_EXIT_FAILURE;
}

int polder_terminal_fail(const polder_report_t *report, int code)
{
    polder_terminal_notes(stderr, report);
    if (report->n_error == 0)
        polder_terminal_line(stderr, "polder: error: %s", polder_say(polder_code_text(code)));
    /* Without memory a valid input looks like one that is not. */
    return polder_terminal_exit(report->lost > 0 ? POLDER_MEMORY : code);
}

char *polder_terminal_number(char text[32], double value)
{
    char cell[POLDER_CELL];
    if (!isfinite(value) && !polder_terminal_utf8())
        snprintf(text, 32, isnan(value) ? "-" : "%.0f", value);
    else
        snprintf(text, 32, "%.31s", polder_cell_number(cell, value));
    return text;
}

char *polder_terminal_shortest(char text[32], float value)
{
    char cell[POLDER_CELL];
    snprintf(text, 32, "%.31s", polder_cell_shortest(cell, value));
    return text;
}

char *polder_terminal_percent(char text[32], double share)
{
    if (isnan(share)) return polder_terminal_number(text, share);
    snprintf(text, 32, "%.1f%%", 100 * share);
    return text;
}

char *polder_terminal_bar(char text[128], double share, int width)
{
    const char *block = polder_terminal_utf8() ? "█" : "#";
    const size_t size = strlen(block);
    const int filled = isnan(share) ? 0 : (int)lround(share * width);
    size_t at = 0;
    for (int i = 0; i < filled && at + size < 128; i++, at += size) memcpy(text + at, block, size);
    text[at] = '\0';
    return text;
}

char *polder_terminal_duration(char text[32], double seconds)
{
    char cell[POLDER_CELL];
    polder_cell_decimals(polder_cell_duration(cell, seconds), polder_language());
    snprintf(text, 32, "%.31s", cell);
    return text;
}

void polder_progress_init(polder_progress_t *progress, const char *noun, bool quiet)
{
    const double now = polder_seconds();
    *progress = (polder_progress_t){
        .quiet = quiet, .noun = noun, .start = now, .last = now - 1, .first = -1};
    /* A terminal that knows no control sequences gets lines, like a file. */
    const char *term = getenv("TERM");
    progress->bar =
        !quiet && isatty(STDERR_FILENO) == 1 && term && *term && strcmp(term, "dumb") != 0;
}

static void draw_bar(polder_progress_t *progress, int64_t done, int64_t total, double rate)
{
    enum { WIDTH = 24 };
    char bar[128], left[32], speed[64] = "", tail[192];
    const double now = (double)done + progress->part;
    const double share = total > 0 ? now / (double)total : 1;
    char each[32] = "";
    if (rate >= 0.5) snprintf(each, sizeof each, "%.0f/s  ", rate);
    if (rate > 0)
        snprintf(speed, sizeof speed, polder_say("  %s%s left"), each,
                 polder_terminal_duration(left, ((double)total - now) / rate));
    const int length =
        snprintf(tail, sizeof tail, polder_say(" %3.0f%%  %lld of %lld %s%s"), 100 * share,
                 (long long)done, (long long)total, polder_say(progress->noun), speed);
    /* A line that is too wide would be broken, and could not be drawn over. */
    int width = polder_terminal_width(stderr) - 1 - length;
    width = width > WIDTH ? WIDTH : width < 0 ? 0 : width;
    polder_terminal_bar(bar, share, width);
    const int rest = width - (int)lround(share * width);
    fprintf(stderr, "\r%s%*s%s\033[K", bar, rest, "", tail);
    fflush(stderr);
    progress->drawn = true;
}

void polder_progress_show(polder_progress_t *progress, int64_t done, int64_t total)
{
    const double now = polder_seconds();
    if (progress->quiet) return;
    if (progress->first < 0) {
        progress->first = done;
        progress->start = now;
        progress->tenth = total > 0 ? (int)(10 * done / total) : 10;
    }
    const double spent = now - progress->start;
    const double now_done = (double)done + progress->part;
    const double rate = spent > 0 ? (now_done - (double)progress->first) / spent : 0;
    if (progress->bar) {
        if (now - progress->last < 0.1 && done < total) return;
        progress->last = now;
        draw_bar(progress, done, total, rate);
        return;
    }
    const int tenth = total > 0 ? (int)(10 * now_done / (double)total) : 10;
    if (tenth <= progress->tenth || spent < 2) return;
    progress->tenth = tenth;
    fprintf(stderr, polder_say("polder: %d%%, %lld of %lld %s"), 10 * tenth, (long long)done,
            (long long)total, polder_say(progress->noun));
    if (rate >= 0.5) fprintf(stderr, ", %.0f/s", rate);
    putc('\n', stderr);
}

void polder_progress_note(polder_progress_t *progress, const char *text)
{
    if (!progress->bar) return;
    fprintf(stderr, "\r%s\033[K", polder_say(text));
    fflush(stderr);
    progress->drawn = true;
}

void polder_progress_clear(polder_progress_t *progress)
{
    if (!progress->drawn) return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->drawn = false;
}
