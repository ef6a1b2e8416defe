/* schema.c: polder schema [MODEL]. */
#include <stdlib.h>

#include "program/cli.h"
#include "program/language.h"
#include "program/terminal.h"
#include "scenario/scenario.h"

static const polder_option_t option[] = {{.name = NULL}};

const polder_options_t polder_cli_schema_options = {
    "usage: polder schema [MODEL]\n"
    "\n"
    "Prints the JSON Schema of scenarios for a model (default: collaboration). An\n"
    "editor that knows it completes names and shows what they mean while you type.\n",
    option,
    "\n"
    "example, for editors with the YAML language server:\n"
    "  polder schema > polder.schema.json\n"
    "  and as first line of the scenario:\n"
    "  # yaml-language-server: $schema=polder.schema.json\n"
    "In it, $defs/intervention-file and $defs/cause-file are the schemas of the files\n"
    "in interventions/ and causes/.\n"};

int polder_cli_schema(int argc, char **argv)
{
    const int done = polder_options_read(&polder_cli_schema_options, NULL, argc, argv);
    if (done >= 0) return done;
    if (argc - optind > 1) return polder_cli_usage(argv[0], "one model at a time");
    const char *model = optind < argc ? argv[optind] : polder_model_standard()->name;
    polder_report_t report;
    char *json = NULL;
    polder_cli_report(&report);
    const int code = polder_scenario_schema(model, &json, &report);
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    if (code >= 0) puts(json);
    free(json);
    polder_report_free(&report);
    return exit_code;
}
