/* version.c: see version.h. */
#include "io/version.h"

#define TEXT(x)   #x
#define NUMBER(x) TEXT(x)
#define WITH_DOTS                                                                                  \
    NUMBER(POLDER_VERSION_MAJOR) "." NUMBER(POLDER_VERSION_MINOR) "." NUMBER(POLDER_VERSION_PATCH)

const char *polder_version(void)
{
    return WITH_DOTS;
}

int polder_version_number(void)
{
    return POLDER_VERSION_NUMBER;
}
