/* terminal.h: how the program talks: colour, tables, problems and progress.
 *
 * What     Colour only on a terminal and without NO_COLOR, not under mpirun or srun (but where
 *          CLICOLOR_FORCE asks for it); characters outside ASCII only in
 *          a UTF-8 locale; control characters from files never reach the terminal.
 */
#ifndef POLDER_TERMINAL_H
#define POLDER_TERMINAL_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "document/cell.h"
#include "document/grid.h"
#include "kernel/error.h"

bool polder_terminal_colour(FILE *stream);
bool polder_terminal_utf8(void);
/* Columns of the terminal behind `stream`, or 0 if it is none. */
int polder_terminal_width(FILE *stream);

/* Prints text from a file with control characters (and, outside UTF-8, everything that is not
 * ASCII) replaced by '?'. */
void polder_terminal_text(FILE *stream, const char *text);
/* One line, with names from the command line or the disk in it: the whole goes through
 * polder_terminal_text. The format is translated (language.h). */
void polder_terminal_line(FILE *stream, const char *format, ...) POLDER_PRINTF(2, 3);
void polder_terminal_arguments(FILE *stream, const char *format, va_list arguments);
/* A heading: bold where that is possible. */
void polder_terminal_heading(FILE *stream, const char *text);
/* A paragraph, broken between words at 79 columns, later lines indented. */
void polder_terminal_paragraph(FILE *stream, const char *label, const char *text, int indent);

/* All notes: "file:line:column: error: text", the line itself and a caret. */
void polder_terminal_notes(FILE *stream, const polder_report_t *report);
/* Only the warnings. */
void polder_terminal_warnings(FILE *stream, const polder_report_t *report);
/* The same, of a report without errors that goes on: what was told is not told again. */
void polder_terminal_tell(FILE *stream, polder_report_t *report);
/* The exit code for what a library function returned. */
int polder_terminal_exit(int code);
/* The same, with the notes to stderr. */
int polder_terminal_fail(const polder_report_t *report, int code);

/* What this stream shows: its width, or 80 columns; colours and UTF-8 as above. */
polder_paper_t polder_terminal_paper(FILE *stream);
/* Prints and frees a table (document/grid.h). Where memory runs out the table is left out, and
 * polder_grid_incomplete says at the end of the program that this happened. */
void polder_terminal_grid(polder_grid_t *grid, FILE *stream, int width);
bool polder_grid_incomplete(void);
/* For another text that memory ran out for. */
void polder_grid_out_of_memory(void);

/* A number with sensible digits, "–" (or "-") if it is NaN. Returns `text`. */
char *polder_terminal_number(char text[32], double value);
/* The shortest decimal that is this float: 0.01 and not 0.0099999998. Returns `text`. */
char *polder_terminal_shortest(char text[32], float value);
/* A share as "21.5%". */
char *polder_terminal_percent(char text[32], double share);
/* A bar of `width` characters, filled for `share`. */
char *polder_terminal_bar(char text[128], double share, int width);
/* "1 h 03 min", "4 min 10 s", "12 s", "0.4 s" */
char *polder_terminal_duration(char text[32], double seconds);

/* Progress on stderr: a bar on a terminal; otherwise a line at about every tenth, once the
 * run has taken two seconds. */
typedef struct {
    bool quiet, bar, drawn;
    double start, last; /* seconds, monotonic */
    int64_t first;      /* done before this run, -1: not known yet */
    int tenth;          /* last one printed */
    double part;        /* of the next one that is done, in [0, 1) */
    const char *noun;   /* "networks" */
} polder_progress_t;

void polder_progress_init(polder_progress_t *progress, const char *noun, bool quiet);
void polder_progress_show(polder_progress_t *progress, int64_t done, int64_t total);
/* A few words in the place of the bar; nothing where there is no terminal. */
void polder_progress_note(polder_progress_t *progress, const char *text);
/* Removes the bar. */
void polder_progress_clear(polder_progress_t *progress);

#endif
