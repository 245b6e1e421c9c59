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
  symbol: [
    'symbol',
    'ticker',
    'sym',
    'instrument',
    'raw_symbol',
    'asset',
    'contract',
    'code',
    'pair',
    'currency_pair',
    'trading_pair',
    'symbol_name',
    'stock_symbol',
    'trading_symbol',
    'tradingsymbol',
    'instrument_name',
    'ric',
    'isin',
    'coin',
    'stock',
    'security',
    'product',
    'market',
    'name',
  ],
  symbol_number: [
    'symbol',
    'ticker',
    'sym',
    'instrument',
    'instrument_id',
    'symbol_id',
    'ticker_id',
    'security_id',
    'asset_id',
    'stock_id',
    'pair_id',
    'contract_id',
    'conid',
    'permno',
  ],
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
 * Brings all names of a file to the common form. pandas writes two levels of names as `('Close', 'ES')`: where one
 * of them is the same everywhere, the other is the name. Where all prices of one market carry its name, such as
 * `ES.Open` or `open_es`, it is left out.
 */
export function plainNames(names: string[]): string[] {
  const pairs = names.map((name) => /^\('([^']+)', '([^']*)'\)$/u.exec(name));
  const level = (of: 1 | 2): Set<string> =>
    new Set(pairs.flatMap((pair) => pair?.[of] ?? []).filter((part) => part !== ''));
  const isSwapped =
    level(1).size === 1 && [...level(2)].some((part) => plainName(part) === 'close');
  const isPaired = isSwapped || level(2).size <= 1;
  const plain = names.map((name, i) =>
    plainName((isPaired ? pairs[i]?.[isSwapped ? 2 : 1] : null) ?? name),
  );
  return withoutMarket(plain);
}

/** Sides of the book, of which there may be a choice. */
const SIDES = ['bid', 'ask'];

function withoutMarket(names: string[]): string[] {
  const prices = ['open', 'high', 'low', 'close'];
  const known = new Set(names);
  if (prices.some((price) => known.has(price))) return names;
  const isWhole = (named: (price: string) => string): boolean =>
    prices.every((price) => known.has(named(price)));
  const before = names
    .filter((name) => name.endsWith('_open'))
    .map((name) => name.slice(0, -'open'.length))
    .filter((head) => isWhole((price) => head + price) && !SIDES.includes(head.slice(0, -1)));
  const behind = names
    .filter((name) => name.startsWith('open_'))
    .map((name) => name.slice('open'.length))
    .filter((tail) => isWhole((price) => price + tail) && !SIDES.includes(tail.slice(1)));
  const [affix, another] = [...new Set([...before, ...behind])];
  if (affix === undefined || another !== undefined) return names;
  return names.map((name) => {
    if (before.length > 0) return name.startsWith(affix) ? name.slice(affix.length) : name;
    return name.endsWith(affix) ? name.slice(0, -affix.length) : name;
  });
}
