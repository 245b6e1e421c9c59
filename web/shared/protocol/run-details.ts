/** What is asked of a finished run beside its report. */

import type { RefusedColumns } from './trades';

/** SHA-256 of the data of a run, in hexadecimal. */
export interface DataFingerprints {
  /** Time, OHLCV and masks of its rows. */
  bars: string;
  /** With the file's columns that the script names: `data.fingerprint` of the result JSON. */
  data: string;
}

/** What another program prints under a metric's name for the same run, in our unit and sign. */
export interface Convention {
  metric: string;
  program: string;
  formula: string;
  value: number | null;
  /** Why there is no value. */
  reason: string | null;
}

/** A fall below a peak of the equity, in bars and integer nanoseconds as decimal text. */
export interface DrawdownPeriod {
  start_bar: number;
  start_ts: string | null;
  trough_bar: number;
  trough_ts: string | null;
  /** The bar that is back at the peak; null if the run ends below it. */
  end_bar: number | null;
  end_ts: string | null;
  /** Fraction of the peak. */
  depth: number;
  /** The same fall in money. */
  money: number;
  bars: number;
  seconds: number | null;
}

/** SHA-256 in hexadecimal: who has the same three has had the same run. */
export interface RunFingerprints {
  /** The columns used, as `data.fingerprint` of the result JSON. */
  data: string;
  /** Engine, settings as used, data and script. */
  inputs: string;
  /** The bytes of the result JSON. */
  result: string;
}

/** The whole run, bar by bar, for exports. All of one length; NaN where there is no value. */
export interface RunSeries {
  /** Bar index within the run's rows. */
  bar: Float64Array;
  /** Starts of the bars, ns since 1970 UTC; null without times. */
  ts: BigInt64Array | null;
  close: Float64Array;
  /** Money. */
  equity: Float64Array;
  /** Money. */
  buy_and_hold: Float64Array;
  /** Fraction ≥ 0 below the highest equity so far. */
  drawdown: Float64Array;
}

/** Tables beside the result, on request. */
export interface RunTables {
  monthly_returns: { year: number; month: number; return: number }[];
  /** Why there are no months. */
  monthly_reason: string | null;
  /** The fifty deepest, deepest first. */
  drawdowns: DrawdownPeriod[];
  /** How many there are in all. */
  drawdown_count: number;
  buy_and_hold: {
    bar: number;
    ts: string | null;
    price: number;
    contracts: number;
    pnl: number;
    /** Of its equity; null for those of trades, for it closes none. */
    metrics: Record<string, number | null>;
  } | null;
}

/** `RunTables` with what other programs print and which orders were refused. */
export interface RunDetails extends RunTables {
  conventions: Convention[];
  /** The first ten thousand, in order. */
  refused: RefusedColumns;
}
