/* facts_print.c: what polder facts shows. See facts.h. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/json.h"
#include "program/cli.h"
#include "program/facts.h"
#include "program/terminal.h"

void polder_facts_criterion(const polder_criterion_t *c, char *text, size_t size)
{
    static const char *const before[] = {
        "", "", "at least ", "at most ", "interval above ", "interval below "};
    if (c->kind == POLDER_NO_CRITERION)
        snprintf(text, size, "reported");
    else if (c->kind == POLDER_WITHIN)
        snprintf(text, size, "%.4g to %.4g", c->low, c->high);
    else
        snprintf(text, size, "%s%.4g", before[c->kind], c->low);
}

static int count(const polder_examined_t *e, int n, polder_verdict_t verdict)
{
    int found = 0;
    for (int i = 0; i < n; i++) found += e[i].verdict == verdict;
    return found;
}

static int count_unsure(const polder_examined_t *e, int n, polder_verdict_t verdict)
{
    int found = 0;
    for (int i = 0; i < n; i++) found += e[i].verdict == verdict && e[i].unsure;
    return found;
}

/* ", 4 of them unsure" */
static const char *unsure_text(char text[48], int unsure, int of)
{
    text[0] = '\0';
    if (unsure > 0 && of == 1) snprintf(text, 48, ", which is unsure");
    if (unsure > 0 && of > 1) snprintf(text, 48, ", %d of them unsure", unsure);
    return text;
}

static void print_answer(const polder_examined_t *e, int n)
{
    const int holds = count(e, n, POLDER_HOLDS), unseen = count(e, n, POLDER_NOT_EXAMINED);
    const int reported = count(e, n, POLDER_REPORTED), fails = count(e, n, POLDER_FAILS);
    const int unsure = count_unsure(e, n, POLDER_HOLDS), wavers = count_unsure(e, n, POLDER_FAILS);
    char text[200], part[48];
    snprintf(text, sizeof text, "%d of %d fact%s hold%s%s; %d not examined", holds, n,
             n == 1 ? "" : "s", n == 1 && holds == 1 ? "s" : "", unsure_text(part, unsure, holds),
             unseen);
    polder_terminal_heading(stdout, text);
    printf("\n%d fail%s%s", fails, fails == 1 ? "s" : "", unsure_text(part, wavers, fails));
    if (reported > 0) printf(", %d %s only shown", reported, reported == 1 ? "is" : "are");
    fputs(". A fact holds if all its figures meet the criteria in its file.\n", stdout);
    if (unsure + wavers > 0)
        fputs("Unsure: a figure is nearer to the bound of its criterion than its chance error.\n",
              stdout);
    putchar('\n');
}

static const char *name_of(const polder_figure_t *f)
{
    return f->name ? f->name : f->kind->name;
}

/* "holds", "fails, unsure" */
static const char *verdict_text(char text[48], polder_verdict_t verdict, bool unsure)
{
    snprintf(text, 48, "%s%s", polder_verdict_name(verdict), unsure ? ", unsure" : "");
    return text;
}

static const char *end_text(char text[32], double x)
{
    if (!isinf(x)) return polder_terminal_number(text, x);
    snprintf(text, 32, "%s", x < 0 ? "-infinite" : "infinite");
    return text;
}

static void add_figure(polder_grid_t *grid, const polder_figure_t *f, const polder_measured_t *m)
{
    char name[200], value[32], interval[80] = "", low[32], high[32], criterion[60], verdict[48];
    snprintf(name, sizeof name, "%s", name_of(f));
    end_text(value, m->value);
    if (!isnan(m->low))
        snprintf(interval, sizeof interval, "%s to %s", end_text(low, m->low),
                 end_text(high, m->high));
    polder_facts_criterion(&f->criterion, criterion, sizeof criterion);
    verdict_text(verdict, polder_figure_verdict(&f->criterion, m),
                 polder_figure_unsure(&f->criterion, m));
    const char *cell[] = {"", name, value, interval, criterion, verdict};
    polder_grid_row(grid, cell);
}

static void print_table(const polder_examined_t *e, int n)
{
    static const char *const head[] = {"id",           "fact and figures", "figure",
                                       "95% interval", "criterion",        "verdict"};
    static const int flags[] = {0, POLDER_GRID_WRAP, POLDER_GRID_RIGHT, POLDER_GRID_RIGHT, 0, 0};
    const int width = polder_terminal_width(stdout);
    polder_grid_t *grid = polder_grid_new(6, head, flags);
    for (int i = 0; i < n; i++) {
        char title[400], verdict[48];
        snprintf(title, sizeof title, "%s", e[i].fact.title);
        polder_grid_row(grid,
                        (const char *const[]){e[i].fact.id, title, "", "", "",
                                              verdict_text(verdict, e[i].verdict, e[i].unsure)});
        for (int k = 0; e[i].measured && k < e[i].fact.n_figure; k++)
            add_figure(grid, &e[i].fact.figure[k], &e[i].measured[k]);
    }
    polder_terminal_grid(grid, stdout, width > 0 ? width : 100);
}

/* ---- what is said below the table ---- */

/* A paragraph; the first has an empty line above it. */
static void say(bool *begun, const char *label, const char *text)
{
    if (!*begun) putchar('\n');
    *begun = true;
    polder_terminal_paragraph(stdout, label, text, 4);
}

/* Why a fact is not examined, or, where its file says so, why it fails. */
static void print_reason(const polder_examined_t *e, bool *begun)
{
    const polder_fact_t *f = &e->fact;
    const bool fails = e->verdict == POLDER_FAILS;
    const char *why = e->verdict == POLDER_NOT_EXAMINED ? e->reason : fails ? f->note : NULL;
    char label[200], *text = NULL;
    if (!why) return;
    snprintf(label, sizeof label, "%s %s: ", f->id, polder_verdict_name(e->verdict));
    const bool other = fails && !f->as_written;
    if (asprintf(&text, "%s%s%s%s", other ? "(its note was written for " : "",
                 other ? f->written_for : "", other ? ") " : "", why) < 0) {
        polder_grid_out_of_memory();
        return;
    }
    say(begun, label, text);
    free(text);
}

/* What figures leave out. */
static void print_remarks(const polder_examined_t *e, bool *begun)
{
    char label[300], text[300];
    snprintf(label, sizeof label, "%s: ", e->fact.id);
    snprintf(text, sizeof text, "%lld of %lld networks failed to run and are left out",
             (long long)e->failed, (long long)e->networks);
    if (e->failed > 0) say(begun, label, text);
    for (int k = 0; e->measured && k < e->fact.n_figure; k++) {
        polder_figure_remark(&e->measured[k], text, sizeof text);
        snprintf(label, sizeof label, "%s, %s: ", e->fact.id, name_of(&e->fact.figure[k]));
        if (*text) say(begun, label, text);
    }
}

/* With a tenth of the networks more verdicts are unsure. */
static void print_undecided(const polder_examined_t *e, int n, bool *begun)
{
    char text[1200] = "a tenth of the networks is too few for these. Without --short: polder facts";
    size_t length = strlen(text);
    const size_t before = length;
    for (int i = 0; i < n; i++)
        if (e[i].unsure && length < sizeof text - 100)
            length += (size_t)snprintf(text + length, sizeof text - length, " %.80s", e[i].fact.id);
    if (length > before) say(begun, "Undecided: ", text);
}

void polder_facts_print(const polder_examined_t *e, int n, bool brief)
{
    bool begun = false;
    print_answer(e, n);
    print_table(e, n);
    for (int i = 0; i < n; i++) {
        print_reason(&e[i], &begun);
        print_remarks(&e[i], &begun);
    }
    if (brief) print_undecided(e, n, &begun);
}

void polder_facts_list(const polder_examined_t *e, int n)
{
    static const char *const head[] = {"id", "use", "status", "fact", "source"};
    static const int flags[] = {0, 0, 0, 0, POLDER_GRID_WRAP};
    const int width = polder_terminal_width(stdout);
    polder_grid_t *grid = polder_grid_new(5, head, flags);
    for (int i = 0; i < n; i++)
        polder_grid_row(grid, (const char *const[]){e[i].fact.id, e[i].fact.use, e[i].fact.status,
                                                    e[i].fact.title, e[i].fact.source});
    polder_terminal_grid(grid, stdout, width);
}

/* ---- JSON ---- */

static json_t *number(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

/* An end that is infinite is none; `unbounded` tells the two apart. */
static const char *unbounded(const polder_measured_t *m)
{
    const bool below = isinf(m->low), above = isinf(m->high);
    return below && above ? "both" : below ? "below" : above ? "above" : NULL;
}

static void set_text(json_t *o, const char *key, const char *text)
{
    json_object_set_new(o, key, text ? json_string(text) : json_null());
}

/* `m` NULL: nothing was run. */
static json_t *figure_json(const polder_figure_t *f, const polder_measured_t *m)
{
    char criterion[60], remark[300];
    json_t *o = json_object();
    polder_facts_criterion(&f->criterion, criterion, sizeof criterion);
    set_text(o, "name", name_of(f));
    set_text(o, "kind", f->kind->name);
    set_text(o, "criterion", criterion);
    if (!m) return o;
    json_object_set_new(o, "figure", number(m->value));
    json_object_set_new(o, "low", number(m->low));
    json_object_set_new(o, "high", number(m->high));
    set_text(o, "unbounded", unbounded(m));
    json_object_set_new(o, "rows", json_integer(m->n));
    json_object_set_new(o, "missing", json_integer(m->missing));
    json_object_set_new(o, "undefined", json_integer(m->undefined));
    polder_figure_remark(m, remark, sizeof remark);
    set_text(o, "remark", *remark ? remark : NULL);
    set_text(o, "verdict", polder_verdict_name(polder_figure_verdict(&f->criterion, m)));
    json_object_set_new(o, "unsure", json_boolean(polder_figure_unsure(&f->criterion, m)));
    return o;
}

/* What its file says. */
static json_t *head_json(const polder_examined_t *e)
{
    json_t *o = json_object();
    set_text(o, "id", e->fact.id);
    set_text(o, "title", e->fact.title);
    set_text(o, "source", e->fact.source);
    set_text(o, "status", e->fact.status);
    set_text(o, "use", e->fact.use);
    set_text(o, "quantity", e->fact.quantity);
    json_object_set_new(o, "file", polder_json_path(e->file));
    set_text(o, "model", e->model);
    return o;
}

static json_t *figures_json(const polder_examined_t *e)
{
    json_t *figures = json_array();
    for (int k = 0; k < e->fact.n_figure; k++)
        json_array_append_new(
            figures, figure_json(&e->fact.figure[k], e->measured ? &e->measured[k] : NULL));
    return figures;
}

static json_t *fact_json(const polder_examined_t *e)
{
    json_t *o = head_json(e);
    set_text(o, "verdict", polder_verdict_name(e->verdict));
    json_object_set_new(o, "unsure", json_boolean(e->unsure));
    set_text(o, "reason", e->reason);
    set_text(o, "note", e->fact.note);
    set_text(o, "note_written_for", e->fact.note ? e->fact.written_for : NULL);
    json_object_set_new(o, "note_applies",
                        e->fact.note ? json_boolean(e->fact.as_written) : json_null());
    json_object_set_new(o, "networks", json_integer(e->networks));
    json_object_set_new(o, "failed", json_integer(e->failed));
    json_object_set_new(o, "seconds", json_real(e->seconds));
    json_object_set_new(o, "figures", figures_json(e));
    return o;
}

/* 0, or −1 without memory. */
static int put_json(json_t *all)
{
    const int failed = all ? json_dumpf(all, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) : -1;
    putchar('\n');
    json_decref(all);
    return failed && !ferror(stdout) ? -1 : 0;
}

int polder_facts_print_json(const polder_examined_t *e, int n, bool brief)
{
    json_t *all = json_object(), *list = json_array();
    json_object_set_new(all, "facts_total", json_integer(n));
    json_object_set_new(all, "holds", json_integer(count(e, n, POLDER_HOLDS)));
    json_object_set_new(all, "holds_unsure", json_integer(count_unsure(e, n, POLDER_HOLDS)));
    json_object_set_new(all, "fails", json_integer(count(e, n, POLDER_FAILS)));
    json_object_set_new(all, "fails_unsure", json_integer(count_unsure(e, n, POLDER_FAILS)));
    json_object_set_new(all, "not_examined", json_integer(count(e, n, POLDER_NOT_EXAMINED)));
    json_object_set_new(all, "reported", json_integer(count(e, n, POLDER_REPORTED)));
    json_object_set_new(all, "short", json_boolean(brief));
    for (int i = 0; i < n; i++) json_array_append_new(list, fact_json(&e[i]));
    json_object_set_new(all, "facts", list);
    return put_json(all);
}

int polder_facts_list_json(const polder_examined_t *e, int n)
{
    json_t *all = json_object(), *list = json_array();
    json_object_set_new(all, "facts_total", json_integer(n));
    for (int i = 0; i < n; i++) {
        json_t *o = head_json(&e[i]);
        set_text(o, "not_examined", e[i].fact.not_examined);
        set_text(o, "needs_network", e[i].fact.needs);
        json_object_set_new(o, "figures", figures_json(&e[i]));
        json_array_append_new(list, o);
    }
    json_object_set_new(all, "facts", list);
    return put_json(all);
}
