/* kernels.c: which kernels runs take: the fastest, or those that POLDER_KERNELS asks for. */
#include "run/kernels.h"

#include <stdlib.h>

#include "program/cli.h"
#include "program/language.h"
#include "program/terminal.h"

const char *polder_cli_kernels(void)
{
    const char *name = getenv("POLDER_KERNELS");
    return name && *name ? name : NULL;
}

const char *polder_cli_kernels_now(void)
{
    polder_kernel_set_t set;
    return polder_kernels_find(polder_cli_kernels(), &set, NULL) == 0 ? set.name : "none";
}

bool polder_cli_kernels_good(void)
{
    polder_kernel_set_t set;
    polder_report_t report;
    polder_cli_report(&report);
    const int code = polder_kernels_find(polder_cli_kernels(), &set, &report);
    if (code < 0)
        polder_terminal_line(stderr, "polder: POLDER_KERNELS: %s",
                             report.n > 0 ? report.note[0].text
                                          : polder_say(polder_code_text(code)));
    polder_report_free(&report);
    return code == 0;
}
