/* option_help.c: what --help of a command prints: its words, and a line or more for each option. */
#include <stdio.h>
#include <string.h>

#include "program/option.h"

enum { WIDTH = 80, MOST_LEFT = 26, LEFT = 128 };

/* "  -o, --output FILE" */
static int left_of(const polder_option_t *option, char left[LEFT])
{
    char letter[8] = "";
    if (option->letter) snprintf(letter, sizeof letter, "-%c, ", option->letter);
    const char *word = option->argument ? option->argument : "";
    return snprintf(left, LEFT, "  %s--%s%s%s", letter, option->name, *word ? " " : "", word);
}

/* Prints `text` from column `at` on, broken between words. */
static void print_broken(const char *text, int at)
{
    int column = at;
    while (*text) {
        const int length = (int)strcspn(text, " ");
        if (column > at && column + 1 + length > WIDTH) {
            printf("\n%*s", at, "");
            column = at;
        } else if (column > at) {
            putchar(' ');
            column++;
        }
        printf("%.*s", length, text);
        column += length;
        text += length;
        while (*text == ' ') text++;
    }
    putchar('\n');
}

static void print_option(const polder_option_t *option, int at)
{
    char left[LEFT];
    const int length = left_of(option, left);
    if (option->gap) putchar('\n');
    fputs(left, stdout);
    if (length + 2 > at)
        printf("\n%*s", at, "");
    else
        printf("%*s", at - length, "");
    print_broken(option->doc, at);
}

void polder_options_help(const polder_options_t *options)
{
    char left[LEFT];
    int at = 0;
    for (const polder_option_t *o = options->option; o->name; o++) {
        const int length = left_of(o, left);
        if (length > at && length <= MOST_LEFT) at = length;
    }
    fputs(options->usage, stdout);
    for (const polder_option_t *o = options->option; o->name; o++) print_option(o, at + 2);
    fputs(options->more, stdout);
}
