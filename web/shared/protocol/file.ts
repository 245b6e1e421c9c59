/** What a data file holds, and how a person wants it read. */

/**
 * A part of a file's bars, counted after rows were sorted, picked by symbol and repaired. What is larger
 * than the file is cut to it. Percents are 0 to 100, both ends rounded down to whole bars; times are integer
 * nanoseconds since 1970 UTC as decimal text, from `from_ts` on and before `to_ts`, null = open end.
 */
export type Slice =
  | { first: number }
  | { last: number }
  | { offset: number; limit: number | null }
  | { from_percent: number; to_percent: number }
  | { from_ts: string | null; to_ts: string | null };

/** What a column is used as. `extra` columns keep their own name. */
export const ROLES = [
  'timestamp',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'symbol',
  'session_open',
  'minutes_to_close',
  'margin_ok',
] as const;
export type Role = (typeof ROLES)[number];

export interface Notice {
  code: string;
  level: 'info' | 'warn';
  message: string;
  count: number;
  /** First place (row) or null. */
  first: number | null;
}

export interface Question {
  code: 'NO_TIMESTAMP' | 'NO_OHLC' | 'NESTED' | 'WHICH_SYMBOL' | 'WHICH_PRICE';
  message: string;
  choices: string[];
}

/**
 * `moontest inspect --json`, and what the page shows of a file. The decoder sees few rows: span, spacing
 * and the warnings of rows come with the engine's `LoadReport`.
 */
export interface FileReport {
  rows: number;
  first_ts: string | null;
  last_ts: string | null;
  bar_seconds: number | null;
  columns: { name: string; type: string; role: string | null }[];
  roles: Partial<Record<'open' | 'high' | 'low' | 'close' | 'volume' | 'symbol', string>> & {
    timestamp?: string | [string, string];
  };
  extra: string[];
  time_unit: string | null;
  time_zone: string | null;
  price_scale: number;
  symbols: string[];
  questions: Question[];
  warnings: Notice[];
  /** With code TOO_LARGE, `slice` is a part that fits, where one can be read by itself. */
  error: { code: string; message: string; slice?: Slice } | null;
}

/** The person's answers and choices for one file. */
export interface FileChoices {
  /** role → column name; `timestamp: 'none'` numbers the bars, `close: 'mid'` is between bid and ask. */
  columns?: Partial<Record<Role, string>>;
  symbol?: string;
  /** Zone of the wall clock that times without a zone were read from; UTC when left out. */
  timezone?: string;
  /** What numbers of the time column count, where the values don't tell it rightly. */
  time_unit?: TimeUnitChoice;
  /** Text of the setting `data_fixes`. */
  data_fixes?: string;
  /** All bars when left out. */
  slice?: Slice;
}

/** What comes first in a date such as `01/02/2024`: month, day, or a year of two digits. */
export const DATE_ORDERS = ['mdy', 'dmy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
export const TIME_UNITS = ['s', 'ms', 'us', 'ns', 'yyyymmdd', ...DATE_ORDERS] as const;
export type TimeUnitChoice = (typeof TIME_UNITS)[number];

/** What the engine found in the rows it took. */
export interface LoadReport {
  /** Bars of the dataset. */
  rows: number;
  /** Which of the file's bars these are, as settings `offset` and `limit`; null = all. */
  part: { offset: number; limit: number | null; of: number } | null;
  first_ts: string | null;
  last_ts: string | null;
  bar_seconds: number | null;
  warnings: Notice[];
}

/** A bar of the data in use. */
export interface Place {
  bar: number;
  /** Start of that bar: integer nanoseconds as decimal text. */
  ts: string | null;
}
