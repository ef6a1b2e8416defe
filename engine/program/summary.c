/* summary.c: see summary.h. */
#include "program/summary.h"

#include <math.h>

#include "analysis/summary_document.h"
#include "document/cell.h"
#include "document/render.h"
#include "program/causes.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/network_read.h"
#include "program/terminal.h"

json_t *polder_number_json(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *polder_timing_json(const polder_timing_t *t)
{
    json_t *o = json_object();
    const double core = t->step;
    json_object_set_new(o, "threads", json_integer(t->threads));
    json_object_set_new(o, "networks", json_integer(t->networks));
    json_object_set_new(o, "wall_seconds", polder_number_json(t->wall));
    json_object_set_new(o, "networks_per_second",
                        polder_number_json(t->wall > 0 ? (double)t->networks / t->wall : NAN));
    json_object_set_new(o, "arc_ticks_per_core_second",
                        polder_number_json(core > 0 ? (double)t->arc_ticks / core : NAN));
    json_object_set_new(o, "network_ticks", json_integer(t->net_ticks));
    json_object_set_new(o, "organisation_ticks", json_integer(t->org_ticks));
    json_object_set_new(o, "arc_ticks", json_integer(t->arc_ticks));
    json_object_set_new(o, "setup_seconds", polder_number_json(t->setup));
    json_object_set_new(o, "graph_seconds", polder_number_json(t->graph));
    json_object_set_new(o, "step_seconds", polder_number_json(t->step));
    json_object_set_new(o, "observe_seconds", polder_number_json(t->observe));
    json_object_set_new(o, "output_seconds", polder_number_json(t->output));
    return o;
}

/* How long the run took that made it. */
static void say_timing(polder_document_t *d, const polder_timing_t *t)
{
    char wall[POLDER_CELL], rate[POLDER_CELL];
    if (!d || t->networks == 0) return;
    const polder_language_t language = d->language;
    polder_document_heading(d, "Time");
    polder_document_line(d, "%s in %s on %s",
                         polder_document_many(d, "%lld network", "%lld networks", t->networks),
                         polder_cell_decimals(polder_cell_duration(wall, t->wall), language),
                         polder_document_many(d, "%lld thread", "%lld threads", t->threads));
    if (t->wall > 0)
        polder_document_add(d, ", %s networks/s",
                            polder_cell_decimals(
                                polder_cell_number(rate, (double)t->networks / t->wall), language));
    if (t->step > 0 && t->arc_ticks > 0)
        polder_document_line(d, "%.3g million arc-ticks per core and second of simulation",
                             1e-6 * (double)t->arc_ticks / t->step);
}

static int print_json(const char *file, const char *description, const polder_summary_t *s,
                      const polder_timing_t *timing)
{
    polder_document_t *d = polder_summary_data(file, s);
    json_t *o = polder_document_json(d), *network = polder_network_read_json(description);
    polder_document_free(d);
    if (network) json_object_set_new(o, "network_read", network);
    if (timing) json_object_set_new(o, "timing", polder_timing_json(timing));
    const int failed = o ? json_dumpf(o, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) : -1;
    json_decref(o);
    putchar('\n');
    /* A write error is found, and told, when stdout is closed. */
    return failed && !ferror(stdout) ? POLDER_MEMORY : POLDER_OK;
}

static int print_text(polder_document_t *d, const polder_timing_t *timing)
{
    const polder_paper_t paper = polder_terminal_paper(stdout);
    if (timing) say_timing(d, timing);
    const int code = polder_document_print(d, &paper);
    polder_document_free(d);
    return code;
}

/* A result is shown without them too; but what is shown does not hang on memory. */
static int find_causes(const polder_result_t *result, polder_found_causes_t *causes,
                       polder_report_t *report)
{
    polder_report_t unread;
    polder_cli_report(&unread);
    const int code = polder_cli_causes(polder_result_text(result, "model"), causes, &unread);
    const bool memory = code == POLDER_MEMORY || unread.lost > 0;
    polder_report_free(&unread);
    return memory ? polder_out_of_memory(report) : 0;
}

int polder_cli_summary(const char *file, const char *name, const polder_summary_options_t *options,
                       polder_screen_t screen, const polder_timing_t *timing)
{
    polder_report_t report;
    polder_result_t *result = NULL;
    polder_summary_t summary = {0};
    polder_found_causes_t causes = {0};
    polder_summary_options_t read = *options;
    int exit_code = POLDER_EXIT_OK;
    polder_cli_report(&report);
    int code = polder_result_open_trusting(&result, file, options->trust, &report);
    if (code >= 0 && screen != POLDER_SHORT) {
        code = find_causes(result, &causes, &report);
        read.causes = &causes.all;
    }
    if (code >= 0) code = polder_summary_read(result, &read, &summary, &report);
    if (code < 0) {
        exit_code = polder_terminal_fail(&report, code);
        goto out;
    }
    const polder_language_t language = polder_language();
    if (summary.n_finding > 0 && causes.all.table.model && screen != POLDER_SHORT)
        polder_cli_causes_missing(
            &causes, POLDER_TEXT("the words for what networks suffer from are left out"));
    if (screen == POLDER_JSON)
        code = print_json(name, polder_result_description(result), &summary, timing);
    else if (screen == POLDER_SHORT && summary.outcomes)
        code = print_text(polder_summary_short(language, name, &summary), NULL);
    else
        code = print_text(polder_summary_details(language, name, &summary, options->case_name),
                          timing);
    if (code < 0) {
        polder_out_of_memory(&report);
        exit_code = polder_terminal_fail(&report, code);
    }
out:
    polder_summary_free(&summary);
    polder_cli_causes_free(&causes);
    polder_result_close(result);
    polder_report_free(&report);
    return exit_code;
}
