/* shard.c: see shard.h. */
#include "program/shard.h"

#include <stdio.h>
#include <string.h>

#include "experiment/experiment.h"
#include "kernel/batch.h"
#include "program/cli.h"
#include "program/terminal.h"
#include "run/run.h"

int polder_shard_argument(polder_shard_option_t *shard, const char *command, const char *text)
{
    enum { MOST = 10000 };
    char at[24] = "";
    const char *slash = strchr(text, '/');
    if (slash && (size_t)(slash - text) < sizeof at) memcpy(at, text, (size_t)(slash - text));
    if (!slash || !polder_cli_whole(at, INT64_MIN, INT64_MAX, &shard->at) ||
        !polder_cli_whole(slash + 1, INT64_MIN, INT64_MAX, &shard->of))
        return polder_cli_usage(command, "--shard needs two numbers such as 3/8, not \"%s\"", text);
    if (shard->of < 1 || shard->of > MOST)
        return polder_cli_usage(command, "--shard %s: the number of shards must be from 1 to %d",
                                text, MOST);
    if (shard->at < 1 || shard->at > shard->of)
        return polder_cli_usage(
            command, "--shard %s: of %lld shards the first number must be from 1 to %lld", text,
            (long long)shard->of, (long long)shard->of);
    return 0;
}

int32_t polder_shard_block(const polder_experiment_t *x, int64_t shares)
{
    enum { PER_SHARE = 4 };
    const int32_t usual = polder_block_size(x);
    if (shares <= 1 || usual <= POLDER_LANES) return usual;
    const int64_t units = polder_experiment_units(x);
    const int64_t size = units / (PER_SHARE * shares) / POLDER_LANES * POLDER_LANES;
    if (size >= usual) return usual;
    return (int32_t)(size < POLDER_LANES ? POLDER_LANES : size);
}

void polder_shard_say(const polder_shard_option_t *shard, polder_store_t *store, int64_t n_block,
                      const char *output)
{
    const long long n = n_block, absent = polder_store_missing(store);
    fprintf(stderr, "polder: shard %lld of %lld is done; ", (long long)shard->at,
            (long long)shard->of);
    if (shard->at > n) fprintf(stderr, "there are only %lld blocks, so it has none; ", n);
    if (absent == 0)
        fprintf(stderr, "all %lld blocks are there.\n", n);
    else
        fprintf(stderr, "%lld of %lld blocks are in this folder.\n", n - absent, n);
    polder_terminal_line(
        stderr, absent == 0 ? "Now: polder join %s" : "When all shards are done: polder join %s",
        output);
}
