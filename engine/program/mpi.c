/* mpi.c: see mpi.h. The only file that knows MPI.
 *
 * Rank 0 has a thread that answers requests; MPI is called by one thread at a time on each
 * rank (MPI_THREAD_SERIALIZED): on rank 0 by that thread while it runs, elsewhere by the
 * worker that asks. All waiting is testing and sleeping, for MPI's own waiting burns a core.
 */
#include <mpi.h>
#include <omp.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kernel/fnv.h"
#include "program/launch.h"
#include "program/mpi.h"

enum { REQUEST = 1, ANSWER }; /* kinds of messages */
enum { LEAVES, DONE, FAILED, CODE, N_REQUEST };
enum { SHORTEST = 50, LONGEST = 1000, PATIENT = 20000 }; /* microseconds between two looks */

typedef struct {
    int64_t done, failed;
} count_t;

struct polder_mpi {
    int rank, size, threads;
    bool serialized; /* several threads may call MPI, one after the other */
    bool speaks;
    char host[MPI_MAX_PROCESSOR_NAME + 1];
    count_t mine;
    /* rank 0, shared with the thread that answers */
    pthread_mutex_t mutex;
    pthread_t server;
    bool serving;
    bool stop; /* no more blocks: somebody failed or was stopped */
    int64_t *todo, n_todo, next;
    count_t *of; /* [size] */
    int n_left;
    int64_t message[N_REQUEST]; /* what is sent stays there until MPI is done with it */
    int trouble; /* what MPI said to the thread that answers, or to a worker that asked */
};

static void nap(long *microseconds, long longest)
{
    const struct timespec t = {.tv_nsec = *microseconds * 1000};
    nanosleep(&t, NULL);
    *microseconds = *microseconds * 3 / 2 > longest ? longest : *microseconds * 3 / 2;
}

static int checked(int error, polder_report_t *report)
{
    char text[MPI_MAX_ERROR_STRING + 1] = "";
    int length = 0;
    if (error == MPI_SUCCESS) return 0;
    MPI_Error_string(error, text, &length);
    return polder_fail(report, POLDER_INTERNAL, "MPI: %s", text);
}

/* Until the request is fulfilled; the answer is MPI's. */
static int await(MPI_Request *request, long longest)
{
    int done = 0, error = MPI_SUCCESS;
    for (long pause = SHORTEST; error == MPI_SUCCESS && !done;) {
        error = MPI_Test(request, &done, MPI_STATUS_IGNORE);
        if (error == MPI_SUCCESS && !done) nap(&pause, longest);
    }
    return error;
}

/* ---- opening and closing ---- */

const char *polder_mpi_version(void)
{
    static char text[MPI_MAX_LIBRARY_VERSION_STRING + 1];
    int length = 0;
    if (MPI_Get_library_version(text, &length) != MPI_SUCCESS) return "unknown";
    text[strcspn(text, ",\n")] = '\0';
    return text;
}

/* Processors this rank may use, each divided by the number of ranks that may use it. */
static int count_threads(void)
{
    MPI_Comm here = MPI_COMM_NULL;
    cpu_set_t may;
    int mine[CPU_SETSIZE], users[CPU_SETSIZE];
    double share = 0;
    CPU_ZERO(&may);
    const bool known = sched_getaffinity(0, sizeof may, &may) == 0;
    for (size_t c = 0; c < CPU_SETSIZE; c++) mine[c] = users[c] = CPU_ISSET(c, &may) ? 1 : 0;
    if (MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here) ==
        MPI_SUCCESS) {
        if (MPI_Allreduce(mine, users, CPU_SETSIZE, MPI_INT, MPI_SUM, here) != MPI_SUCCESS)
            memcpy(users, mine, sizeof users);
        MPI_Comm_free(&here);
    }
    if (getenv("OMP_NUM_THREADS")) return omp_get_max_threads();
    if (!known) return omp_get_num_procs();
    for (int c = 0; c < CPU_SETSIZE; c++)
        if (mine[c]) share += 1.0 / users[c];
    return share < 1 ? 1 : (int)(share + 1e-6);
}

/* The least that any rank has. */
static bool all_have(bool mine)
{
    int one = mine, all = 0;
    return MPI_Allreduce(&one, &all, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD) == MPI_SUCCESS && all;
}

static int start(polder_mpi_t *m, int launched, polder_report_t *report)
{
    int provided = 0, length = 0;
    int error = MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &provided);
    if (error == MPI_SUCCESS) error = MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    if (error == MPI_SUCCESS) error = MPI_Comm_rank(MPI_COMM_WORLD, &m->rank);
    if (error == MPI_SUCCESS) error = MPI_Comm_size(MPI_COMM_WORLD, &m->size);
    if (error == MPI_SUCCESS) error = MPI_Get_processor_name(m->host, &length);
    if (error != MPI_SUCCESS) return checked(error, report);
    m->serialized = all_have(provided >= MPI_THREAD_SERIALIZED);
    m->threads = count_threads();
    if (m->size == 1 && launched > 1)
        return polder_fail(report, POLDER_INPUT,
                           "this process is one of %d, but MPI does not find the others, so each "
                           "would do all the work. Start them with the mpirun of %s, or with "
                           "srun --mpi=pmix (srun --mpi=list shows what there is)",
                           launched, polder_mpi_version());
    m->of = calloc((size_t)m->size, sizeof *m->of);
    return m->of ? 0 : polder_out_of_memory(report);
}

static void release(polder_mpi_t *m)
{
    int initialized = 0;
    if (MPI_Initialized(&initialized) == MPI_SUCCESS && initialized) MPI_Finalize();
    pthread_mutex_destroy(&m->mutex);
    free(m->of);
    free(m->todo);
    free(m);
}

int polder_mpi_open(polder_mpi_t **mpi, polder_report_t *report)
{
    int rank;
    const int launched = polder_launched(&rank);
    *mpi = NULL;
    if (launched == 1) return 0;
    polder_mpi_t *m = calloc(1, sizeof *m);
    if (!m) return polder_out_of_memory(report);
    pthread_mutex_init(&m->mutex, NULL);
    /* Without the others each is rank 0 for MPI: the launcher knows who is to speak. */
    const int code = start(m, launched, rank == 0 ? report : NULL);
    if (code < 0 || m->size == 1)
        release(m);
    else
        *mpi = m;
    return code;
}

void polder_mpi_close(polder_mpi_t *m)
{
    MPI_Request request;
    if (!m) return;
    if (MPI_Ibarrier(MPI_COMM_WORLD, &request) == MPI_SUCCESS) (void)await(&request, PATIENT);
    release(m);
}

int polder_mpi_rank(const polder_mpi_t *m)
{
    return m ? m->rank : 0;
}

int polder_mpi_size(const polder_mpi_t *m)
{
    return m ? m->size : 1;
}

const char *polder_mpi_host(const polder_mpi_t *m)
{
    return m ? m->host : "";
}

int polder_mpi_threads(const polder_mpi_t *m)
{
    return m ? m->threads : 0;
}

bool polder_mpi_dynamic(const polder_mpi_t *m)
{
    return !m || m->serialized;
}

/* ---- all together ---- */

/* So that of two codes the smaller is the one to tell: being stopped is no news. */
static int64_t weight(int code)
{
    return code >= 0 ? 0 : code == POLDER_STOPPED ? -1 : code - 100;
}

static int unweight(int64_t weight)
{
    return weight >= 0 ? 0 : weight == -1 ? POLDER_STOPPED : (int)(weight + 100);
}

static int64_t hash_of(const char *text)
{
    return (int64_t)(polder_fnv(POLDER_FNV_START, text, text ? strlen(text) : 0) >> 2);
}

int polder_mpi_agree(polder_mpi_t *m, int code, const char *text, polder_report_t *report)
{
    enum { WORST, WHO, LOW, HIGH, N };
    if (!m) return code;
    const int64_t hash = hash_of(text);
    const int64_t mine[N] = {weight(code), code < 0 ? m->rank : m->size, hash, -hash};
    int64_t all[N] = {0};
    MPI_Request request;
    int error = MPI_Iallreduce(mine, all, N, MPI_INT64_T, MPI_MIN, MPI_COMM_WORLD, &request);
    if (error == MPI_SUCCESS) error = await(&request, PATIENT);
    m->speaks = error != MPI_SUCCESS || all[WHO] == m->rank;
    if (error != MPI_SUCCESS) return checked(error, report);
    if (all[WORST] < 0) return code < 0 ? code : unweight(all[WORST]);
    if (all[LOW] == -all[HIGH]) return code;
    m->speaks = m->rank == 0;
    return polder_fail(report, POLDER_INPUT,
                       "the ranks do not read the same scenario or network file: are the files "
                       "the same on all machines?");
}

bool polder_mpi_speaks(const polder_mpi_t *m)
{
    return !m || m->speaks;
}

int polder_mpi_spread(polder_mpi_t *m, void *data, int bytes, polder_report_t *report)
{
    MPI_Request request;
    if (!m) return 0;
    int error = MPI_Ibcast(data, bytes, MPI_BYTE, 0, MPI_COMM_WORLD, &request);
    if (error == MPI_SUCCESS) error = await(&request, PATIENT);
    return checked(error, report);
}

/* ---- handing out ---- */

/* On rank 0, by its workers and by the thread that answers. */
static int64_t take(void *self)
{
    polder_mpi_t *m = self;
    pthread_mutex_lock(&m->mutex);
    const int64_t block = m->stop || m->next == m->n_todo ? -1 : m->todo[m->next++];
    pthread_mutex_unlock(&m->mutex);
    return block;
}

static void send_request(polder_mpi_t *m, bool leaves, int code)
{
    MPI_Request request;
    pthread_mutex_lock(&m->mutex);
    const int64_t message[N_REQUEST] = {leaves, m->mine.done, m->mine.failed, code};
    memcpy(m->message, message, sizeof message);
    pthread_mutex_unlock(&m->mutex);
    int error = MPI_Isend(m->message, N_REQUEST, MPI_INT64_T, 0, REQUEST, MPI_COMM_WORLD, &request);
    if (error == MPI_SUCCESS) error = await(&request, LONGEST);
    if (error != MPI_SUCCESS) m->trouble = error;
}

/* On the other ranks. */
static int64_t ask(void *self)
{
    polder_mpi_t *m = self;
    int64_t block = -1;
    MPI_Request answer;
    if (m->trouble) return -1;
    int error = MPI_Irecv(&block, 1, MPI_INT64_T, 0, ANSWER, MPI_COMM_WORLD, &answer);
    if (error == MPI_SUCCESS) {
        send_request(m, false, 0);
        error = await(&answer, LONGEST);
    }
    if (error != MPI_SUCCESS) m->trouble = error;
    return m->trouble ? -1 : block;
}

/* One request, if there is one. */
static int serve_one(polder_mpi_t *m, int *found)
{
    MPI_Status status;
    int64_t message[N_REQUEST];
    int error = MPI_Iprobe(MPI_ANY_SOURCE, REQUEST, MPI_COMM_WORLD, found, &status);
    if (error != MPI_SUCCESS || !*found) return error;
    const int from = status.MPI_SOURCE;
    error =
        MPI_Recv(message, N_REQUEST, MPI_INT64_T, from, REQUEST, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (error != MPI_SUCCESS) return error;
    pthread_mutex_lock(&m->mutex);
    m->of[from] = (count_t){message[DONE], message[FAILED]};
    m->n_left += message[LEAVES] != 0;
    if (message[CODE] < 0) m->stop = true;
    pthread_mutex_unlock(&m->mutex);
    if (message[LEAVES]) return MPI_SUCCESS;
    const int64_t block = take(m);
    return MPI_Send(&block, 1, MPI_INT64_T, from, ANSWER, MPI_COMM_WORLD);
}

/* Only this thread changes n_left. */
static void *serve(void *self)
{
    polder_mpi_t *m = self;
    long pause = SHORTEST;
    while (m->n_left < m->size - 1) {
        int found = 0;
        const int error = serve_one(m, &found);
        if (error != MPI_SUCCESS) {
            pthread_mutex_lock(&m->mutex);
            m->trouble = error;
            m->stop = true;
            m->n_left = m->size - 1;
            pthread_mutex_unlock(&m->mutex);
            break;
        }
        if (found)
            pause = SHORTEST;
        else
            nap(&pause, LONGEST);
    }
    return NULL;
}

static int list_blocks(polder_mpi_t *m, const polder_run_options_t *o, const polder_sink_t *sink,
                       int64_t n_block, polder_report_t *report)
{
    const int64_t step = o->step_block > 0 ? o->step_block : 1;
    m->todo = malloc((size_t)(n_block + 1) * sizeof *m->todo);
    if (!m->todo) return polder_fail(report, POLDER_MEMORY, "no memory for a list of blocks");
    for (int64_t b = o->first_block; b < n_block; b += step)
        if (!sink->has || sink->has(sink->self, b) <= 0) m->todo[m->n_todo++] = b;
    return 0;
}

int polder_mpi_begin(polder_mpi_t *m, polder_run_options_t *o, const polder_sink_t *sink,
                     int64_t n_block, polder_report_t *report)
{
    int code = 0;
    if (!m) return 0;
    if (o->threads <= 0) o->threads = m->threads;
    if (!m->serialized) {
        const int64_t step = o->step_block > 0 ? o->step_block : 1;
        o->first_block += m->rank * step;
        o->step_block = m->size * step;
        return 0;
    }
    o->next = m->rank == 0 ? take : ask;
    o->next_self = m;
    if (m->rank == 0) code = list_blocks(m, o, sink, n_block, report);
    code = polder_mpi_agree(m, code, NULL, report);
    if (m->rank > 0 || code < 0) return code;
    m->serving = pthread_create(&m->server, NULL, serve, m) == 0;
    if (!m->serving) serve(m); /* no room for a thread: then this rank does nothing else */
    return 0;
}

static void wait_for_others(polder_mpi_t *m, void (*wait)(void *self), void *self)
{
    const struct timespec tenth = {.tv_nsec = 100000000}, moment = {.tv_nsec = 2000000};
    for (int i = 0;; i++) {
        pthread_mutex_lock(&m->mutex);
        const bool left = m->n_left == m->size - 1;
        pthread_mutex_unlock(&m->mutex);
        if (left) break;
        nanosleep(i < 50 ? &moment : &tenth, NULL);
        if (wait && (i >= 50 || i % 50 == 49)) wait(self);
    }
    pthread_join(m->server, NULL);
    m->serving = false;
}

int polder_mpi_end(polder_mpi_t *m, int code, void (*wait)(void *self), void *self,
                   polder_report_t *report)
{
    if (!m || !m->serialized) return polder_mpi_agree(m, code, NULL, report);
    if (m->rank > 0) {
        send_request(m, true, code);
    } else if (m->serving) {
        pthread_mutex_lock(&m->mutex);
        if (code < 0) m->stop = true;
        pthread_mutex_unlock(&m->mutex);
        wait_for_others(m, wait, self);
    }
    if (m->trouble && code >= 0) code = checked(m->trouble, report);
    return polder_mpi_agree(m, code, NULL, report);
}

void polder_mpi_note(polder_mpi_t *m, int64_t done, int64_t failed)
{
    if (!m) return;
    pthread_mutex_lock(&m->mutex);
    m->mine = (count_t){done, failed};
    pthread_mutex_unlock(&m->mutex);
}

void polder_mpi_others(polder_mpi_t *m, int64_t *done, int64_t *failed)
{
    *done = *failed = 0;
    if (!m) return;
    pthread_mutex_lock(&m->mutex);
    for (int r = 1; r < m->size; r++) {
        *done += m->of[r].done;
        *failed += m->of[r].failed;
    }
    pthread_mutex_unlock(&m->mutex);
}

int polder_mpi_timing(polder_mpi_t *m, polder_timing_t *t, polder_report_t *report)
{
    if (!m) return 0;
    double seconds[] = {t->setup, t->graph, t->step, t->observe, t->output}, sum[5] = {0};
    double wall = t->wall;
    int64_t number[] = {t->networks, t->net_ticks, t->org_ticks, t->arc_ticks, t->threads};
    int64_t total[5] = {0};
    int error = MPI_Reduce(seconds, sum, 5, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    if (error == MPI_SUCCESS)
        error = MPI_Reduce(&wall, &t->wall, 1, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);
    if (error == MPI_SUCCESS)
        error = MPI_Reduce(number, total, 5, MPI_INT64_T, MPI_SUM, 0, MPI_COMM_WORLD);
    if (error != MPI_SUCCESS) return checked(error, report);
    if (m->rank > 0) return 0;
    t->setup = sum[0], t->graph = sum[1], t->step = sum[2], t->observe = sum[3], t->output = sum[4];
    t->networks = total[0], t->net_ticks = total[1], t->org_ticks = total[2];
    t->arc_ticks = total[3], t->threads = (int)total[4];
    return 0;
}
