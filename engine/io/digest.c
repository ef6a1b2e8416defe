/* digest.c: see digest.h. */
#include "io/digest.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

enum { PIECE = 1 << 20 };

/* 0 or an errno; EIO when the file is shorter. */
static int read_at(int fd, void *to, size_t size, int64_t at)
{
    char *next = to;
    while (size > 0) {
        const ssize_t n = pread(fd, next, size, (off_t)at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return n < 0 ? errno : EIO;
        next += n;
        at += n;
        size -= (size_t)n;
    }
    return 0;
}

static int hash(int fd, int64_t size, XXH3_state_t *state, char *piece)
{
    if (XXH3_128bits_reset(state) == XXH_ERROR) return EINVAL;
    for (int64_t at = 0; at < size; at += PIECE) {
        const size_t n = (size_t)(size - at < PIECE ? size - at : PIECE);
        const int error = read_at(fd, piece, n, at);
        if (error) return error;
        if (XXH3_128bits_update(state, piece, n) == XXH_ERROR) return EINVAL;
    }
    return 0;
}

/* The line for the first `size` bytes, and a zero after it. */
static int line_of(int fd, int64_t size, char line[POLDER_DIGEST_SIZE + 1])
{
    XXH3_state_t *state = XXH3_createState();
    char *piece = malloc(PIECE);
    const int error = state && piece ? hash(fd, size, state, piece) : ENOMEM;
    if (!error) {
        const XXH128_hash_t h = XXH3_128bits_digest(state);
        snprintf(line, POLDER_DIGEST_SIZE + 1,
                 "\nXXH3-128 of the bytes before: %016" PRIx64 "%016" PRIx64 "\n", h.high64,
                 h.low64);
    }
    free(piece);
    XXH3_freeState(state);
    return error;
}

int polder_digest_add(int fd, int64_t size)
{
    char line[POLDER_DIGEST_SIZE + 1];
    const int error = line_of(fd, size, line);
    if (error) return error;
    for (size_t done = 0; done < POLDER_DIGEST_SIZE;) {
        const ssize_t n =
            pwrite(fd, line + done, POLDER_DIGEST_SIZE - done, (off_t)(size + (int64_t)done));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return errno ? errno : EIO;
        done += (size_t)n;
    }
    return 0;
}

int polder_digest_check(int fd, int64_t size, polder_digest_t *digest)
{
    enum { WORDS = POLDER_DIGEST_SIZE - 33 };
    char there[POLDER_DIGEST_SIZE + 1] = "", right[POLDER_DIGEST_SIZE + 1] = "";
    *digest = POLDER_DIGEST_MISSING;
    if (size < POLDER_DIGEST_SIZE) return 0;
    const int64_t end = size - POLDER_DIGEST_SIZE;
    int error = read_at(fd, there, POLDER_DIGEST_SIZE, end);
    if (error || memcmp(there, "\nXXH3-128 of the bytes before: ", WORDS) != 0) return error;
    error = line_of(fd, end, right);
    if (!error)
        *digest =
            memcmp(there, right, sizeof right) == 0 ? POLDER_DIGEST_RIGHT : POLDER_DIGEST_WRONG;
    return error;
}
