/*
** What the edits in Lua's sources refer to: fuel, the exit that no script can catch, fixed seeds.
** Read before any Lua header.
*/
#ifndef MOONTEST_PRELUDE_H
#define MOONTEST_PRELUDE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct lua_State;
union GCUnion;

/* How a protected entry ended, beside Lua's own LUA_OK … LUA_ERRERR. */
enum {
  MT_INSTRUCTION_LIMIT = 16,
  MT_MEMORY_LIMIT = 17,
  MT_COLUMN_LIMIT = 19,
};

#if defined(__wasm__)
#define MT_THREAD_LOCAL
#else
#define MT_THREAD_LOCAL _Thread_local
#endif

/* Units left; one unit is about one VM instruction. Valid while a host's entry runs. */
static MT_THREAD_LOCAL int64_t mt_fuel;

static _Noreturn void mt_exit(struct lua_State *L, int status);
static void *mt_alloc(void *ud, void *block, size_t old_size, size_t new_size);
static uint64_t mt_seed(struct lua_State *L);
static void mt_syntax_line(struct lua_State *L, int line);
static int mt_print(struct lua_State *L);

/* Spends n units; leaves the VM when there are none. */
#define mt_spend(L, n) \
  do { \
    if (__builtin_expect((mt_fuel -= (int64_t)(n)) < 0, 0)) mt_exit(L, MT_INSTRUCTION_LIMIT); \
  } while (0)

/* Every call of the C API costs a unit, so a C function that loops over a table can not outrun the limit. */
#define lua_lock(L) mt_spend(L, 1)
#define lua_unlock(L) ((void)0)

/* Fixed, so that the same script does the same on every machine and after any history. */
#define luai_makeseed(L) 0x6d6f6f6eu
#define l_randomizePivot() 0u
#define l_signalT int

/* One NaN: its sign and payload differ between machines. */
static inline double mt_plain(double number) {
  return number != number ? __builtin_nan("") : number;
}

#endif
