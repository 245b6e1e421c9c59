/** A run: what it is asked for, and what it gives the page. */

import type { Notice } from './file';
import type { Problem } from './problem';
import type { TradeColumns } from './trades';

/** Settings as text, by snake_case name; the engine alone parses, checks and defaults them. */
export type SettingsInput = Record<string, string>;

export type Profile = 'standard' | 'reference';

/**
 * Lines of the charts at common bars: all of them, or of each bucket those where a line is lowest or
 * highest. NaN where there is no value.
 */
export interface ChartLines {
  /** x is seconds since 1970 UTC; else the bar's index (no times, or times that do not ascend). */
  is_time: boolean;
  /** Bar index within the run's rows. */
  bar: Float64Array;
  x: Float64Array;
  close: Float64Array;
  /** Money. */
  equity: Float64Array;
  /** Equity of the market bought at the first fill and held, money. */
  buy_and_hold: Float64Array;
  /** Fraction ≥ 0 below the highest equity since the run's first bar. */
  drawdown: Float64Array;
}

/** The result JSON without its per-bar arrays and trades. */
export interface ResultHead {
  schema: 1;
  engine: string;
  settings: Record<string, string | number | boolean | null | Record<string, unknown>>;
  data: {
    rows: number;
    first_ts: string | null;
    last_ts: string | null;
    symbol: string;
    bar_seconds: number | null;
    fingerprint: string;
  };
  metrics: Record<string, number | null>;
  metric_reasons: Record<string, string>;
  reference_metrics: Record<string, number | null> | null;
  refused_orders: Record<'session' | 'margin' | 'position' | 'price' | 'end', number>;
  bankrupt_bar: number | null;
  log: { bar: number | null; text: string }[];
  warnings: Notice[];
  errors: Problem | null;
}

export interface RunRequest {
  script: string;
  settings: SettingsInput;
  /** `name=value` params of the script. */
  params: Record<string, string>;
}

export interface RunProgress {
  bars_done: number;
  bars_total: number;
  /** Time spent so far. */
  elapsed_ms: number;
}

/** What a run gives the page: head, trades and lines ready to draw. Full arrays are asked for when exported. */
export interface RunReport {
  head: ResultHead;
  trades: TradeColumns;
  /** The whole run. */
  lines: ChartLines;
  /** Time of the whole run, compile to result. */
  elapsed_ms: number;
}

/** A value of a script's `params` table. */
export type ParamValue = number | boolean | string;

/** What is known of a script before it runs. */
export interface ScriptCheck {
  /** What the compiler says. */
  problem: Problem | null;
  /** The script's params with their defaults; null while they can't be known. */
  params: Record<string, ParamValue> | null;
}
