/* getenv.c: keeps a BLAS from starting threads that nobody uses.
 *
 * igraph brings the system's BLAS. If that is OpenBLAS, it starts a thread for each processor while
 * it is loaded, before main, and where memory or processes are limited it then hangs or dies, even
 * for polder --version. It asks for OPENBLAS_NUM_THREADS first. By then nothing can be put into the
 * environment any more: the C library takes it over before any other code runs. So the program has
 * its own getenv, which libraries find before that of the C library. Everything else is answered as
 * it always is.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* glibc needs it exported even if no library asked for it when the program was linked. */
__attribute__((visibility("default"), used)) char *getenv(const char *name)
{
    static char one[] = "1";
    if (strcmp(name, "OPENBLAS_NUM_THREADS") == 0) return one;
    const size_t length = strlen(name);
    for (char **entry = environ; entry && *entry; entry++)
        if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=')
            return *entry + length + 1;
    return NULL;
}
