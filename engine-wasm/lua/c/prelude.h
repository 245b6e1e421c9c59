/*
** What the edits in Lua's sources refer to: fuel, the exit that no script can catch, fixed seeds.
** Read before any Lua header.
*/
#ifndef MOONTEST_PRELUDE_H
#define MOONTEST_PRELUDE_H

#include <math.h>
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

/* From Rust: the number nearest to a decimal numeral, which may be of any length. */
extern double mt_host_decimal(const char *text, size_t length);

/*
** What an error or a yield costs: in wasm it is an exception that is looked for frame by frame, and
** Firefox walks the whole stack besides, below the handler too: 20 to 30 µs, and 2 µs for each C call.
*/
enum { MT_THROW = 1000, MT_THROW_LEVEL = 300, MT_THROW_DEPTH = 60, MT_THROW_MATCH = 100 };

/* How deep the matcher of patterns has called itself: C calls that Lua does not count, and an error passes. */
static MT_THREAD_LOCAL int mt_match_depth;

#ifndef MT_UNMETERED
/* Spends n units; leaves the VM when there are none. */
#define mt_spend(L, n) \
  do { \
    if (__builtin_expect((mt_fuel -= (int64_t)(n)) < 0, 0)) mt_exit(L, MT_INSTRUCTION_LIMIT); \
  } while (0)
/* The same for an instruction of the VM, whose place must be known to the message. */
#define MT_INSTRUCTION(L) \
  if (__builtin_expect(--mt_fuel < 0, 0)) { \
    savepc(L); \
    mt_exit(L, MT_INSTRUCTION_LIMIT); \
  }
#else
/* For `npm run bench -- cost` only. */
#define mt_spend(L, n) ((void)(n))
#define MT_INSTRUCTION(L)
#endif

/* The same where Lua's code has no state at hand: the one that runs on this thread. */
static void mt_spend_here(int64_t n);

/* Bytes that C functions touch cost by n/32, and slow functions of libm and stdio what they take. */
static inline const void *mt_memchr(const void *bytes, int byte, size_t n) {
  const char *found = memchr(bytes, byte, n);
  mt_fuel -= (int64_t)((found ? (size_t)(found - (const char *)bytes) : n) / 32);
  return found;
}
static inline int mt_memcmp(const void *left, const void *right, size_t n) {
  /* wasi-libc compares byte by byte. */
  if (n >= 16 && *(const char *)left == *(const char *)right) mt_fuel -= (int64_t)(n / 16);
  return memcmp(left, right, n);
}
#ifndef MT_UNMETERED
#define memchr(bytes, byte, n) mt_memchr(bytes, byte, n)
#define memcmp(left, right, n) mt_memcmp(left, right, n)
#define memcpy(to, from, n) (mt_fuel -= (int64_t)((n) / 32), (memcpy)(to, from, n))
#endif
/* Natively these are the functions that wasi-libc has: glibc's differ from them in the last bit. */
#if defined(__wasm__)
#define MT_MATH(name) (name)
#else
#define MT_MATH(name) mt_##name
double mt_sin(double), mt_cos(double), mt_tan(double), mt_asin(double), mt_acos(double);
double mt_atan2(double, double), mt_log10(double);
#endif
#define fmod(a, b) (mt_fuel -= 64, (fmod)(a, b))
#define pow(a, b) (mt_fuel -= 8, (pow)(a, b))
#define sin(x) (mt_fuel -= 32, MT_MATH(sin)(x))
#define cos(x) (mt_fuel -= 32, MT_MATH(cos)(x))
#define tan(x) (mt_fuel -= 32, MT_MATH(tan)(x))
#define asin(x) MT_MATH(asin)(x)
#define acos(x) MT_MATH(acos)(x)
#define atan2(y, x) MT_MATH(atan2)(y, x)
#define log10(x) MT_MATH(log10)(x)
#define snprintf(...) (mt_fuel -= 80, (snprintf)(__VA_ARGS__))

/* strtod for decimal numerals in the C locale: the C libraries take microseconds in wasm. */
static inline int mt_is_digit(char c) {
  return c >= '0' && c <= '9';
}
static double mt_decimal(const char *text, char **end) {
  const char *p = text;
  while (*p == ' ' || (*p >= '\t' && *p <= '\r')) p++;
  const char *start = p;
  if (*p == '-' || *p == '+') p++;
  const char *first = p;
  while (mt_is_digit(*p)) p++;
  int digits = p > first;
  if (*p == '.') {
    p++;
    digits = digits || mt_is_digit(*p);
    while (mt_is_digit(*p)) p++;
  }
  *end = (char *)text;
  if (!digits) return 0;
  if (*p == 'e' || *p == 'E') {
    const char *power = p + 1;
    if (*power == '-' || *power == '+') power++;
    if (mt_is_digit(*power)) {
      while (mt_is_digit(*power)) power++;
      p = power;
    }
  }
  *end = (char *)p;
  return mt_host_decimal(start, (size_t)(p - start));
}

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
