/*
** Memory of one script. Small blocks come from chunks by size class; large ones from the system,
** in a list. Nothing is freed one by one at the end: the chunks and the list go at once.
*/

/* 0 makes every block one of the system's, for tools that watch memory. */
#ifndef MT_SMALL_BYTES
#define MT_SMALL_BYTES 512
#endif

enum {
  MT_GRAIN = 8,
  MT_SMALL = MT_SMALL_BYTES, /* largest small block */
  MT_CHUNK = 64 * 1024,
  MT_CLASSES = MT_SMALL / MT_GRAIN + 1,
};

/* From Rust: the system's allocator; NULL when there is no more. */
extern void *mt_system_alloc(size_t size);
extern void mt_system_free(void *block, size_t size);

/* Stands before each large block and each chunk. */
typedef struct MtBlock {
  struct MtBlock *next;
  struct MtBlock *previous;
  size_t size; /* with this header */
  size_t unused; /* keeps what follows aligned to 16 */
} MtBlock;

typedef struct MtPool {
  MtBlock blocks; /* head of the ring of large blocks and chunks */
  char *fresh;    /* rest of the newest chunk */
  size_t fresh_left;
  size_t used;    /* bytes Lua holds */
  size_t limit;
  size_t held;    /* bytes taken from the system: freed small blocks serve their own size only */
  size_t most_held;
  void *free_of_class[MT_CLASSES];
} MtPool;

static void pool_open(MtPool *pool, size_t limit) {
  memset(pool, 0, sizeof *pool);
  pool->blocks.next = pool->blocks.previous = &pool->blocks;
  pool->limit = limit;
  pool->most_held = limit > SIZE_MAX / 4 ? SIZE_MAX : 2 * limit + 2 * MT_CHUNK;
}

static void pool_close(MtPool *pool) {
  MtBlock *block = pool->blocks.next;
  while (block != &pool->blocks) {
    MtBlock *next = block->next;
    mt_system_free(block, block->size);
    block = next;
  }
}

static void *pool_new_block(MtPool *pool, size_t size) {
  if (size > SIZE_MAX - sizeof(MtBlock)) return NULL;
  size_t whole = size + sizeof(MtBlock);
  if (whole > pool->most_held - pool->held) return NULL;
  MtBlock *block = mt_system_alloc(whole);
  if (block == NULL) return NULL;
  pool->held += whole;
  block->size = whole;
  block->next = &pool->blocks;
  block->previous = pool->blocks.previous;
  block->previous->next = block;
  pool->blocks.previous = block;
  return block + 1;
}

static void pool_drop_block(MtPool *pool, void *memory) {
  MtBlock *block = (MtBlock *)memory - 1;
  pool->held -= block->size;
  block->previous->next = block->next;
  block->next->previous = block->previous;
  mt_system_free(block, block->size);
}

static inline size_t size_class(size_t size) {
  return (size + MT_GRAIN - 1) / MT_GRAIN;
}

static void give_small(MtPool *pool, void *block, size_t class) {
  *(void **)block = pool->free_of_class[class];
  pool->free_of_class[class] = block;
}

static __attribute__((noinline)) void *take_fresh(MtPool *pool, size_t class) {
  size_t size = class * MT_GRAIN;
  if (pool->fresh_left < size) {
    char *chunk = pool_new_block(pool, MT_CHUNK);
    if (chunk == NULL) return NULL;
    if (pool->fresh_left > 0) give_small(pool, pool->fresh, pool->fresh_left / MT_GRAIN);
    pool->fresh = chunk;
    pool->fresh_left = MT_CHUNK;
  }
  void *block = pool->fresh;
  pool->fresh += size;
  pool->fresh_left -= size;
  return block;
}

static inline void *take(MtPool *pool, size_t size) {
  if (size > MT_SMALL) return pool_new_block(pool, size);
  size_t class = size_class(size);
  void *block = pool->free_of_class[class];
  if (block == NULL) return take_fresh(pool, class);
  pool->free_of_class[class] = *(void **)block;
  return block;
}

static inline void give(MtPool *pool, void *block, size_t size) {
  if (size > MT_SMALL)
    pool_drop_block(pool, block);
  else
    give_small(pool, block, size_class(size));
}

#ifdef MT_FAIL_ALLOCATION
/* Tests only: this thread's allocation of a number fails, and those after it too if so wished. */
static MT_THREAD_LOCAL int64_t mt_fail_in; /* 0 = none */
static MT_THREAD_LOCAL int mt_fail_on;

void mt_fail_allocation(int64_t number, int all_after) {
  mt_fail_in = number;
  mt_fail_on = all_after;
}

/* What is left to count: 0 when the failure has come. */
int64_t mt_allocations_to_failure(void) {
  return mt_fail_in;
}

static int fails_now(void) {
  if (mt_fail_in == 0) return 0;
  if (mt_fail_in == 1 && mt_fail_on) return 1;
  return --mt_fail_in == 0;
}
#endif

/* Lua's allocator: bytes asked for cost fuel by n/32, and more than the limit is refused. */
static void *mt_alloc(void *ud, void *block, size_t old_size, size_t new_size) {
  MtPool *pool = ud; /* the pool is the first member of the host */
  if (block == NULL) old_size = 0; /* Lua passes a type tag there */
  if (new_size == 0) {
    if (block != NULL) give(pool, block, old_size);
    pool->used -= old_size;
    return NULL;
  }
#ifdef MT_FAIL_ALLOCATION
  if (new_size > old_size && fails_now()) return NULL;
#endif
  if (new_size > old_size) {
    if (new_size - old_size > pool->limit - pool->used) return NULL;
    mt_fuel -= (int64_t)(new_size / 32);
  }
  if (block != NULL && new_size <= MT_SMALL && size_class(new_size) == size_class(old_size)) {
    pool->used += new_size - old_size;
    return block;
  }
  void *fresh = take(pool, new_size);
  if (fresh == NULL) return NULL;
  if (block != NULL) {
    memcpy(fresh, block, old_size < new_size ? old_size : new_size);
    give(pool, block, old_size);
  }
  pool->used += new_size - old_size;
  return fresh;
}
