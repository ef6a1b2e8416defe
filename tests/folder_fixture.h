/* folder_fixture.h: a folder of a test's own, with files in it: {name, text} each. */
#ifndef FOLDER_FIXTURE_H
#define FOLDER_FIXTURE_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* `folder` ends in XXXXXX, and is named anew. */
static inline int folder_make(char *folder, const char *const made[][2], size_t n)
{
    char path[256];
    if (!mkdtemp(folder)) return -1;
    for (size_t i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, made[i][0]);
        FILE *file = fopen(path, "wb");
        if (!file) return -1;
        fputs(made[i][1], file);
        if (fclose(file) != 0) return -1;
    }
    return 0;
}

/* It must hold nothing else. */
static inline int folder_drop(const char *folder, const char *const made[][2], size_t n)
{
    char path[256];
    for (size_t i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, made[i][0]);
        unlink(path);
    }
    return rmdir(folder);
}

#endif
