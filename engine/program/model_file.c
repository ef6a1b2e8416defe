/* model_file.c: see model_file.h. */
#include "program/model_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <limits.h>
#include <regex.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/disk.h"
#include "kernel/code.h"
#include "kernel/fnv.h"
#include "kernel/registry.h"
#include "program/terminal.h"
#include "run/plugin.h"

enum { MOST_FILES = 256, MOST_SYMBOLS = 512, NAME = 128, MOST_TEXT = 1 << 24 };

/* The same bits from every compiler need -ffp-contract=off; see CMakeLists.txt for the rest. */
static const char *const flag[] = {"-std=c11",
                                   "-O3",
                                   "-march=native",
                                   "-fPIC",
                                   "-shared",
                                   "-ffp-contract=off",
                                   "-fno-math-errno",
                                   "-fno-trapping-math",
                                   "-fvisibility=hidden",
                                   "-Wl,-z,defs"};
enum { N_FLAG = sizeof flag / sizeof flag[0] };

/* The files of one plug-in, and the parts and models that they say they hold. */
typedef struct {
    int n_file, n_part, n_model;
    char *file[MOST_FILES];
    char part[MOST_SYMBOLS][NAME], model[MOST_SYMBOLS][NAME];
    uint64_t source, hash; /* of the sources alone; of all that the shared object depends on */
} sources_t;

static int add_file(sources_t *s, const char *folder, const char *name, polder_report_t *report)
{
    char path[PATH_MAX];
    /* not an option, nor a file of options, whatever its name begins with */
    const bool odd = !folder && (name[0] == '-' || name[0] == '@');
    const char *between = folder ? "/" : odd ? "./" : "";
    const int n = snprintf(path, sizeof path, "%s%s%s", folder ? folder : "", between, name);
    if (s->n_file == MOST_FILES || n >= (int)sizeof path)
        return polder_fail(report, POLDER_INPUT, "%s: more than %d files, or too long a path",
                           folder ? folder : name, (int)MOST_FILES);
    s->file[s->n_file] = strdup(path);
    return s->file[s->n_file++] ? 0 : polder_out_of_memory(report);
}

static int is_source(const struct dirent *entry)
{
    const size_t n = strlen(entry->d_name);
    return entry->d_name[0] != '.' && n > 2 && strcmp(entry->d_name + n - 2, ".c") == 0;
}

/* By bytes, so that the order is the same everywhere. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int list_folder(sources_t *s, const char *path, polder_report_t *report)
{
    struct dirent **entry = NULL;
    const int n = scandir(path, &entry, is_source, by_name);
    if (n < 0)
        return polder_fail(report, POLDER_INPUT, "%s: %s", path,
                           polder_report_text(report, strerror(errno)));
    int code = 0;
    for (int i = 0; i < n; i++) {
        if (code == 0) code = add_file(s, path, entry[i]->d_name, report);
        free(entry[i]);
    }
    free(entry);
    if (code == 0 && n == 0)
        code = polder_fail(report, POLDER_INPUT, "%s holds no C file (.c)", path);
    return code;
}

static char *read_text(const char *path, polder_report_t *report)
{
    size_t n = 0;
    char *text = polder_disk_read(path, MOST_TEXT, &n);
    if (!text && errno == ENOMEM) {
        (void)polder_out_of_memory(report);
    } else if (!text && errno != EFBIG) {
        (void)polder_fail(report, POLDER_INPUT, "%s: %s", path,
                          polder_report_text(report, strerror(errno)));
    } else if (!text || strlen(text) != n) {
        free(text);
        text = NULL;
        (void)polder_fail(report, POLDER_INPUT, "%s is no C file", path);
    }
    return text;
}

/* What "POLDER_PART(MODEL, STEM)" and "POLDER_MODEL(NAME)" at the beginning of a line define. */
static int find_symbols(sources_t *s, const char *path, const char *text, polder_report_t *report)
{
    regex_t pattern;
    regmatch_t m[6];
    if (regcomp(&pattern,
                "^[ \t]*POLDER_(PART|MODEL)[ \t]*\\([ \t]*([A-Za-z0-9_]+)[ \t]*(,[ "
                "\t]*([A-Za-z0-9_]+)[ \t]*)?\\)",
                REG_EXTENDED | REG_NEWLINE) != 0)
        return polder_out_of_memory(report);
    int code = 0;
    for (const char *at = text; code == 0 && regexec(&pattern, at, 6, m, 0) == 0;
         at += m[0].rm_eo) {
        const bool part = at[m[1].rm_so] == 'P';
        const int a = (int)(m[2].rm_eo - m[2].rm_so), b = (int)(m[4].rm_eo - m[4].rm_so);
        int *n = part ? &s->n_part : &s->n_model;
        char *name = part ? s->part[*n] : s->model[*n];
        if (*n == MOST_SYMBOLS || a + b + 16 > NAME || (part && m[4].rm_so < 0))
            code = polder_fail(report, POLDER_INPUT, "%s: cannot read what it declares", path);
        else if (part)
            snprintf(name, NAME, "polder_part_%.*s_%.*s", a, at + m[2].rm_so, b, at + m[4].rm_so);
        else
            snprintf(name, NAME, "polder_model_%.*s", a, at + m[2].rm_so);
        if (code == 0) ++*n;
    }
    regfree(&pattern);
    return code;
}

/* What this processor can do: code for it is not code for another one. */
static uint64_t hash_processor(uint64_t hash)
{
    char line[8192];
    FILE *file = fopen("/proc/cpuinfo", "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "flags", 5) == 0 || strncmp(line, "Features", 8) == 0) {
            hash = polder_fnv(hash, line, strlen(line));
            break;
        }
    if (file) fclose(file);
    return hash;
}

static const char *compiler(void)
{
    const char *cc = getenv("CC");
    return cc && *cc ? cc : "cc";
}

static int is_header(const struct dirent *entry)
{
    const size_t n = strlen(entry->d_name);
    return n > 2 && strcmp(entry->d_name + n - 2, ".h") == 0;
}

/* The headers of a folder, by name and bytes. */
static int hash_headers(const char *folder, uint64_t *hash, polder_report_t *report)
{
    struct dirent **entry = NULL;
    const int n = scandir(folder, &entry, is_header, by_name);
    int code = 0;
    for (int i = 0; i < n; i++) {
        char path[PATH_MAX];
        const int length = snprintf(path, sizeof path, "%s/%s", folder, entry[i]->d_name);
        char *text = code == 0 && length < (int)sizeof path ? read_text(path, report) : NULL;
        if (text) {
            *hash = polder_fnv(*hash, entry[i]->d_name, strlen(entry[i]->d_name) + 1);
            *hash = polder_fnv(*hash, text, strlen(text) + 1);
        } else {
            code = POLDER_INPUT;
        }
        free(text);
        free(entry[i]);
    }
    free(entry);
    return code;
}

static int read_source(sources_t *s, const char *path, polder_report_t *report)
{
    char *text = read_text(path, report), *copy = strdup(path);
    int code = text ? 0 : POLDER_INPUT;
    if (text && !copy) code = polder_out_of_memory(report);
    if (code == 0) {
        const char *name = basename(copy);
        s->source = polder_fnv(s->source, name, strlen(name) + 1);
        s->source = polder_fnv(s->source, text, strlen(text) + 1);
        code = find_symbols(s, path, text, report);
    }
    free(copy);
    free(text);
    return code;
}

/* Of one folder all: the headers beside the first file count too. */
static int read_sources(sources_t *s, const char *headers, polder_report_t *report)
{
    char kernel[PATH_MAX + 8], *first = strdup(s->file[0]);
    s->source = POLDER_FNV_START;
    int code =
        first ? hash_headers(dirname(first), &s->source, report) : polder_out_of_memory(report);
    free(first);
    for (int i = 0; i < s->n_file && code == 0; i++) code = read_source(s, s->file[i], report);
    if (code < 0) return code;
    if (s->n_part + s->n_model == 0)
        return polder_fail(report, POLDER_INPUT,
                           "%s declares nothing: a part begins with \"POLDER_PART(MODEL, NAME) =\" "
                           "at the beginning of a line, a model with \"POLDER_MODEL(NAME) =\"",
                           s->file[0]);
    s->hash = s->source;
    snprintf(kernel, sizeof kernel, "%s/kernel", headers);
    code = hash_headers(kernel, &s->hash, report);
    for (int i = 0; i < N_FLAG; i++) s->hash = polder_fnv(s->hash, flag[i], strlen(flag[i]) + 1);
    const char *text[] = {compiler(), polder_code_fingerprint(), POLDER_VERSION};
    for (int i = 0; i < 3; i++) s->hash = polder_fnv(s->hash, text[i], strlen(text[i]) + 1);
    s->hash = polder_fnv_word(s->hash, POLDER_ABI);
    s->hash = hash_processor(s->hash);
    return code;
}

/* The folder with the folder kernel/: include/polder of the installed Polder; or, for a program that
 * is still in its build folder, engine/ of the tree it was built from. */
static bool find_headers(char path[PATH_MAX])
{
    char program[PATH_MAX], file[PATH_MAX + 16];
    const ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n <= 0) return false;
    program[n] = '\0';
    const char *bin = dirname(program);
    const int length = snprintf(path, PATH_MAX, "%s/../include/polder", bin);
    snprintf(file, sizeof file, "%s/kernel.h", path);
    if (length < PATH_MAX && access(file, R_OK) == 0) return true;
    const size_t built = strlen(POLDER_BUILD);
    if (strncmp(bin, POLDER_BUILD, built) != 0 || (bin[built] != '\0' && bin[built] != '/'))
        return false;
    snprintf(path, PATH_MAX, "%s", POLDER_ENGINE);
    snprintf(file, sizeof file, "%s/polder/kernel.h", path);
    return access(file, R_OK) == 0;
}

/* The folder for what was compiled; made if it is not there. */
static int find_cache(char path[PATH_MAX], polder_report_t *report)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    const bool given = cache && cache[0] == '/';
    if (!given && !(home && home[0] == '/'))
        return polder_fail(report, POLDER_INPUT,
                           "nowhere to keep what is compiled: HOME and XDG_CACHE_HOME are not set");
    const int n = snprintf(path, PATH_MAX, "%s%s", given ? cache : home, given ? "" : "/.cache");
    if (n < 0 || n > PATH_MAX - 64)
        return polder_fail(report, POLDER_INPUT, "the path of the cache is too long");
    (void)mkdir(path, 0700);
    snprintf(path + n, (size_t)(PATH_MAX - n), "/polder");
    if (mkdir(path, 0700) < 0 && errno != EEXIST)
        return polder_fail(report, POLDER_INPUT, "cannot make %s: %s", path,
                           polder_report_text(report, strerror(errno)));
    struct stat about;
    if (lstat(path, &about) < 0 || !S_ISDIR(about.st_mode) || about.st_uid != geteuid() ||
        (about.st_mode & (S_IWGRP | S_IWOTH)))
        return polder_fail(report, POLDER_INPUT,
                           "%s is not a folder of yours alone: what lies there would be run", path);
    return 0;
}

/* The file that lists what the others declare. */
static int write_list(const sources_t *s, FILE *out)
{
    fputs("#include <polder/kernel.h>\n", out);
    for (int i = 0; i < s->n_part; i++)
        fprintf(out, "extern const polder_part_t %s;\n", s->part[i]);
    for (int i = 0; i < s->n_model; i++)
        fprintf(out, "extern const polder_model_t %s;\n", s->model[i]);
    fputs("static const polder_part_t *const parts[] = {", out);
    for (int i = 0; i < s->n_part; i++) fprintf(out, "&%s, ", s->part[i]);
    fputs("NULL};\nstatic const polder_model_t *const models[] = {", out);
    for (int i = 0; i < s->n_model; i++) fprintf(out, "&%s, ", s->model[i]);
    fprintf(out, "NULL};\nPOLDER_PLUGIN(parts, models, \"%016" PRIx64 "\");\n", s->source);
    return ferror(out) ? -1 : 0;
}

/* Runs the compiler; what it says goes to stderr. */
static int spawn(char **argv, const char *what, polder_report_t *report)
{
    pid_t child;
    int status = 0;
    const int error = posix_spawnp(&child, argv[0], NULL, NULL, argv, environ);
    if (error)
        return polder_fail(report, POLDER_INPUT,
                           "cannot run the C compiler %s: %s; install one (on Debian: apt-get "
                           "install gcc libc6-dev librandom123-dev), or say which with CC",
                           argv[0], polder_report_text(report, strerror(error)));
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return polder_fail(report, POLDER_INTERNAL, "%s",
                               polder_report_text(report, strerror(errno)));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return 0;
    return polder_fail(report, POLDER_INPUT, "%s does not compile; what %s says stands above", what,
                       argv[0]);
}

static int compile(const sources_t *s, const char *headers, const char *list, const char *object,
                   const char *what, polder_report_t *report)
{
    char include[PATH_MAX + 3], above[PATH_MAX + 6];
    char *argv[N_FLAG + MOST_FILES + 8];
    int n = 0;
    snprintf(include, sizeof include, "-I%s", headers);
    snprintf(above, sizeof above, "-I%s/..", headers); /* for <polder/kernel.h>, if installed */
    argv[n++] = (char *)compiler();
    for (int i = 0; i < N_FLAG; i++) argv[n++] = (char *)flag[i];
    argv[n++] = include;
    argv[n++] = above;
    for (int i = 0; i < s->n_file; i++) argv[n++] = s->file[i];
    argv[n++] = (char *)list;
    argv[n++] = (char *)"-o";
    argv[n++] = (char *)object;
    argv[n] = NULL;
    return spawn(argv, what, report);
}

/* On the disk before it has its name: half of one would end the program each time. */
static int sync_object(const char *path, polder_report_t *report)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const bool good = fd >= 0 && fsync(fd) == 0;
    const int error = errno;
    if (fd >= 0) close(fd);
    return good ? 0
                : polder_fail(report, POLDER_INPUT, "%s: %s", path,
                              polder_report_text(report, strerror(error)));
}

/* Compiled beside its place under a name of its own, then moved there: another process may be at
 * the same. */
static int make_object(const sources_t *s, const char *headers, const char *what, const char *cache,
                       const char *object, polder_report_t *report)
{
    char list[PATH_MAX + 32], made[PATH_MAX + 32];
    snprintf(list, sizeof list, "%s/list-XXXXXX.c", cache);
    const int fd = mkostemps(list, 2, O_CLOEXEC);
    FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!out) {
        if (fd >= 0) close(fd);
        return polder_fail(report, POLDER_INPUT, "cannot write into %s: %s", cache,
                           polder_report_text(report, strerror(errno)));
    }
    const int bad = write_list(s, out);
    int code = fclose(out) != 0 || bad
                   ? polder_fail(report, POLDER_INPUT, "cannot write into %s", cache)
                   : 0;
    snprintf(made, sizeof made, "%.*s.so", (int)strlen(list) - 2, list);
    if (code == 0) code = compile(s, headers, list, made, what, report);
    if (code == 0) code = sync_object(made, report);
    if (code == 0 && rename(made, object) < 0)
        code = polder_fail(report, POLDER_INPUT, "cannot write %s: %s", object,
                           polder_report_text(report, strerror(errno)));
    (void)unlink(list);
    if (code < 0) (void)unlink(made);
    return code;
}

static int load_sources(sources_t *s, const char *what, polder_report_t *report)
{
    char headers[PATH_MAX], cache[PATH_MAX], object[PATH_MAX + 32];
    struct stat about;
    if (!find_headers(headers))
        return polder_fail(
            report, POLDER_INPUT,
            "%s: the headers of Polder are not installed beside this program: only a "
            "shared object can be used",
            what);
    int code = read_sources(s, headers, report);
    if (code == 0) code = find_cache(cache, report);
    if (code < 0) return code;
    snprintf(object, sizeof object, "%s/%016" PRIx64 ".so", cache, s->hash);
    if (lstat(object, &about) < 0) {
        polder_terminal_line(stderr, "compiling %s", what);
        code = make_object(s, headers, what, cache, object, report);
    } else if (!S_ISREG(about.st_mode) || about.st_uid != geteuid()) {
        code =
            polder_fail(report, POLDER_INPUT, "%s is not a file of yours: it is not run", object);
    }
    return code < 0 ? code : polder_plugin_load(object, report);
}

int polder_model_file(const char *path, polder_report_t *report)
{
    struct stat about;
    const size_t n = strlen(path);
    if (stat(path, &about) < 0)
        return polder_fail(report, POLDER_INPUT, "--model-file %s: %s", path,
                           polder_report_text(report, strerror(errno)));
    const bool folder = S_ISDIR(about.st_mode);
    if (!folder && !(n > 2 && strcmp(path + n - 2, ".c") == 0))
        return polder_plugin_load(path, report);
    sources_t *s = calloc(1, sizeof *s);
    if (!s) return polder_out_of_memory(report);
    int code = folder ? list_folder(s, path, report) : add_file(s, NULL, path, report);
    if (code == 0) code = load_sources(s, path, report);
    for (int i = 0; i < s->n_file; i++) free(s->file[i]);
    free(s);
    return code;
}
