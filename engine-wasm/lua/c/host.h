/* The host of one script: its Lua state, its memory, its tables. Everything here dies with mt_close. */
#ifndef MOONTEST_HOST_H
#define MOONTEST_HOST_H

#include <stddef.h>
#include <stdint.h>

enum {
  MT_MAX_COLUMNS = 256,
  MT_MESSAGE = 1024,    /* bytes of a problem's message, cut there */
  MT_TRACEBACK = 2048,
  MT_MAX_PARAMS = 100,
  MT_PARAM_NAME = 64,   /* bytes */
  MT_PARAM_TEXT = 1024,
};

/* What on_bar answered; the first four are Rust's Action in its order. */
enum { MT_BUY, MT_SELL, MT_HOLD, MT_REVERT, MT_BAD_RETURN };

/* The account as on_bar's ctx shows it. Mirrored in src/ffi.rs. */
typedef struct MtSeen {
  int64_t step;
  int64_t position;
  double cash;
  double equity;
  double unrealized_pnl;
  double realized_pnl;
  double minutes_to_close;
  int32_t has_minutes;
  int32_t session_open;
} MtSeen;

/* The bars: OHLCV in this order, volume NULL when there is none; ts NULL: the bar's index, or 0. */
typedef struct MtBars {
  const int64_t *ts;
  const double *ohlcv[5];
  int64_t count;    /* bars; a column made during the run costs count/32 fuel */
  int32_t numbered; /* without ts: 1 = the index stands for it, 0 = zero does */
} MtBars;

/* What on_init's ctx shows beside the params. */
typedef struct MtMarket {
  const char *symbol;
  size_t symbol_length;
  int64_t bars;
  int64_t start_ts;
  int64_t end_ts;
} MtMarket;

/* Why the last entry did not end well. */
typedef struct MtProblem {
  int32_t line; /* 0 = unknown */
  size_t message_length;
  size_t traceback_length;
  char message[MT_MESSAGE];
  char traceback[MT_TRACEBACK];
} MtProblem;

/* Kinds of a param's value. */
enum { MT_PARAM_NUMBER, MT_PARAM_INTEGER, MT_PARAM_BOOLEAN, MT_PARAM_STRING };

typedef struct MtParam {
  const char *name;
  size_t name_length;
  int32_t kind;
  double number;
  int64_t integer; /* MT_PARAM_INTEGER's value, MT_PARAM_BOOLEAN's 0 or 1 */
  const char *text;
  size_t text_length;
} MtParam;

typedef struct MtHost MtHost;

#endif
