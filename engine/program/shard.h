/* shard.h: one share of an experiment, for polder run --shard. */
#ifndef POLDER_SHARD_OPTION_H
#define POLDER_SHARD_OPTION_H

#include "io/store.h"

typedef struct {
    int64_t at, of; /* share `at` of `of`, from 1; 0: not cut */
} polder_shard_option_t;

/* "3/8". Returns 0, or the exit code after a message. */
int polder_shard_argument(polder_shard_option_t *shard, const char *command, const char *text);
/* Networks in a block, such that each of so many shares gets some blocks. It depends on nothing
 * else than the experiment, so all shares come to the same. */
int32_t polder_shard_block(const polder_experiment_t *x, int64_t shares);
/* The share is done: how far all of them are, and what to do next. */
void polder_shard_say(const polder_shard_option_t *shard, polder_store_t *store, int64_t n_block,
                      const char *output);

#endif
