/** What the page knows of a file: all but the columns, which stay in the thread that read it. */

import { bestRow, generationCurves, metricKey, type GenerationCurve } from './curves';
import { drawdownOf } from './drawdown';
import type {
  Baseline,
  Behavior,
  BehaviorWindow,
  EquityCurve,
  OwnResult,
  RunnerResult,
  Scores,
  TrainingLog,
} from './types';

export interface LogAbout {
  kind: TrainingLog['kind'];
  algorithm: TrainingLog['algorithm'];
  rows: number;
  /** The column candidates are chosen by. */
  metric_key: string;
  curves: GenerationCurve[];
  /** Generations or epochs, ascending, each once. */
  steps: Float64Array;
  /** Row of the best candidate; null if none has a fitness. */
  best_row: number | null;
}

export interface WindowAbout {
  candidate: BehaviorWindow['candidate'];
  window: number;
  initial_balance: number;
  rows: number;
  /** Rows of the data file. */
  first_bar: number;
  last_bar: number;
  /** Seconds since 1970 UTC; null without dates. */
  first: number | null;
  last: number | null;
  scores: Scores;
}

export interface BehaviorAbout {
  kind: 'behavior';
  layout: Behavior['layout'];
  rows: number;
  windows: WindowAbout[];
  shown: Behavior['shown'];
}

export interface EquityAbout extends Omit<EquityCurve, 'time' | 'equity'> {
  rows: number;
  scores: Scores;
}

export type FileAbout =
  | LogAbout
  | BehaviorAbout
  | EquityAbout
  | Omit<OwnResult, 'equity'>
  | Omit<RunnerResult, 'equity'>
  | Exclude<Baseline, TrainingLog | Behavior | EquityCurve | OwnResult | RunnerResult>;

export const NO_SCORES: Scores = {
  fitness_pnl: null,
  pnl_total: null,
  pnl_realized: null,
  pnl_gross: null,
  commission: null,
  slippage: null,
  sortino: null,
  drawdown: null,
  ret_mean: null,
};

/** Leaves out the columns, with the numbers that come from them in their place. */
export function aboutOf(file: Baseline): FileAbout {
  switch (file.kind) {
    case 'ga_log':
    case 'rl_log':
      return logAbout(file);
    case 'behavior':
      return { ...file, windows: file.windows.map(windowAbout) };
    case 'equity': {
      const { time, equity, ...about } = file;
      const scores = { ...NO_SCORES, ...moneyOf(equity[0] ?? NaN, equity) };
      return { ...about, rows: time.length, scores };
    }
    case 'result':
      return {
        kind: file.kind,
        head: file.head,
        gross: file.gross,
        first_bar: file.first_bar,
      };
    case 'runner_result':
      return { kind: file.kind, metrics: file.metrics };
    default:
      return file;
  }
}

function logAbout(log: TrainingLog): LogAbout {
  const steps = log.columns[log.kind === 'ga_log' ? 'gen' : 'epoch'] ?? new Float64Array();
  return {
    kind: log.kind,
    algorithm: log.algorithm,
    rows: log.rows,
    metric_key: metricKey(log),
    curves: generationCurves(log),
    steps: Float64Array.from(new Set(steps)).sort(),
    best_row: bestRow(log),
  };
}

export function windowAbout(window: BehaviorWindow): WindowAbout {
  const { candidate, initial_balance, bars, time, equity, commission, slippage } = window;
  const known = time.filter((seconds) => Number.isFinite(seconds));
  return {
    candidate,
    window: window.window,
    initial_balance,
    rows: bars.length,
    first_bar: bars[0] ?? 0,
    last_bar: bars.at(-1) ?? 0,
    first: known[0] ?? null,
    last: known.at(-1) ?? null,
    scores: { ...NO_SCORES, ...moneyOf(initial_balance, equity), commission, slippage },
  };
}

function moneyOf(start: number, equity: Float64Array): Pick<Scores, 'pnl_total' | 'drawdown'> {
  const end = equity.at(-1) ?? NaN;
  const pnl = end - start;
  return { pnl_total: Number.isFinite(pnl) ? pnl : null, drawdown: drawdownOf(equity) };
}
