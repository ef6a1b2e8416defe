/* option_take.c: options that any command has, taken out before the command reads its own. */
#include <stdbool.h>
#include <string.h>

#include "program/option.h"

void polder_option_take(int *argc, char **argv, const char *option,
                        void (*each)(void *self, const char *value), void *self)
{
    const size_t length = strlen(option);
    bool more = true; /* "--" ends options */
    int n = 0;
    for (int i = 0; i < *argc; i++) {
        more &= strcmp(argv[i], "--") != 0;
        const bool is = more && i > 0 && strncmp(argv[i], option, length) == 0 &&
                        (argv[i][length] == '\0' || argv[i][length] == '=');
        if (!is)
            argv[n++] = argv[i];
        else if (argv[i][length] == '=')
            each(self, argv[i] + length + 1);
        else
            each(self, ++i < *argc ? argv[i] : "");
    }
    argv[n] = NULL;
    *argc = n;
}
