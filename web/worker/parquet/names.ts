/** The names under which people and tools store a column, best first, in the form `plainName` gives. */
export const ALIASES = {
  timestamp: [
    'timestamp',
    'datetime',
    'date_time',
    'time',
    'ts',
    'open_time',
    'opentime',
    'bar_time',
    'start_time',
    'window_start',
    'ts_event',
    'time_utc',
    'timestamp_utc',
    'datetime_utc',
    'gmt_time',
    'local_time',
    'unix',
    'epoch',
    'date',
    'day',
    't',
    'dt',
    'index',
    'index_level_0',
  ],
  open: ['open', 'open_price', 'price_open', 'o', 'openprice'],
  high: ['high', 'high_price', 'price_high', 'h', 'highprice'],
  low: ['low', 'low_price', 'price_low', 'l', 'lowprice'],
  close: ['close', 'close_price', 'price_close', 'c', 'closeprice', 'last', 'settle', 'adj_close'],
  volume: ['volume', 'tick_volume', 'tickvol', 'vol', 'real_volume', 'base_volume', 'v'],
  symbol: ['symbol', 'ticker', 'sym', 'instrument', 'raw_symbol', 'asset', 'contract', 'code'],
  session_open: ['session_open'],
  minutes_to_close: ['minutes_to_close'],
  margin_ok: ['margin_ok'],
} as const;

/** A time of day beside a date. */
export const CLOCK_NAMES = ['time', 'time_of_day', 'hour', 'bar_time'];

/**
 * Brings a name to a common form: trimmed, lower case, without angle brackets, one underscore for
 * whatever is neither letter nor digit.
 */
export function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/gu, '');
}

/**
 * Brings all names of a file to the common form. pandas writes two levels of names as `('Close', 'ES')`:
 * where the second is the same everywhere, the first part is the name.
 */
export function plainNames(names: string[]): string[] {
  const pairs = names.map((name) => /^\('([^']+)', '([^']*)'\)$/u.exec(name));
  const seconds = new Set(pairs.flatMap((pair) => pair?.[2] ?? []).filter((part) => part !== ''));
  return names.map((name, i) => plainName((seconds.size <= 1 ? pairs[i]?.[1] : null) ?? name));
}
