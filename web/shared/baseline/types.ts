/** What files of other runs hold. Names that also stand in those files are as there (snake_case). */

import type { GrossProfit } from './gross-profit';
import type { Notice, ResultHead } from '../protocol';

/** What one candidate (GA) or epoch (RL) did on one split; null where the file does not say. */
export interface Scores {
  /** GA: mean net profit after costs and liquidation, less penalties and 1,000 per violation. */
  fitness_pnl: number | null;
  /** GA: mean net profit over windows, after costs and a final liquidation, money. */
  pnl_total: number | null;
  /** Profit realised, before costs, money. */
  pnl_realized: number | null;
  /** RL: sum of price moves held, before costs and without liquidation, money. */
  pnl_gross: number | null;
  commission: number | null;
  slippage: number | null;
  /** Not annualised by default, capped at 50, of gross returns a bar. */
  sortino: number | null;
  /** Largest fall below a peak, money. GA: of the worst window; RL: mean over windows. */
  drawdown: number | null;
  /** Mean gross return a bar, a fraction. */
  ret_mean: number | null;
}

/** GA: one policy of one generation. RL: the policy after one epoch. */
export interface Candidate {
  /** Generation or epoch. */
  step: number;
  /** GA: index within the generation. */
  idx: number | null;
  fitness: number | null;
  eval_fitness: number | null;
  selection_fitness: number | null;
  train: Scores;
  eval: Scores;
  /** RL: greedy actions on the first validation window. */
  probe: Scores;
}

/** ga_log.csv or rl_log.csv: one number a row and column; NaN where the cell is empty. */
export interface TrainingLog {
  kind: 'ga_log' | 'rl_log';
  algorithm: 'ga' | 'ppo' | 'grpo' | null;
  rows: number;
  /** By today's column names; older names are translated. */
  columns: Record<string, Float64Array>;
}

/** One window of a behaviour file; each starts anew with the initial balance. */
export interface BehaviorWindow {
  /** GA: whose it is; a replay's file does not say. */
  candidate: { gen: number; idx: number; split: string } | null;
  window: number;
  initial_balance: number;
  /** Paid in all, money. */
  commission: number;
  slippage: number;
  /** Rows of the parquet file at which the actions filled. */
  bars: Uint32Array;
  /** Seconds since 1970 UTC; NaN where the file has none. */
  time: Float64Array;
  /** What was carried out: 0 buy, 1 sell, 2 hold, 3 revert. */
  actions: Uint8Array;
  position: Float64Array;
  equity: Float64Array;
  close: Float64Array;
  session_open: Uint8Array;
  margin_ok: Uint8Array;
  minutes_to_close: Float64Array;
}

/** What the rows of a behaviour file show of the environment; null where they do not. */
export interface ShownSettings {
  initial_balance: number | null;
  commission_round_turn: number | null;
  slippage_per_contract: number | null;
  contract_multiplier: number | null;
  /** Largest position held: at least this is allowed. */
  largest_position: number;
}

export interface Behavior {
  kind: 'behavior';
  layout: 'ga' | 'replay';
  rows: number;
  windows: BehaviorWindow[];
  shown: ShownSettings;
}

export type Params = Record<string, string | number | boolean | null>;

export interface TrainingStack {
  kind: 'training_stack';
  trainer: string | null;
  backend: string | null;
  algorithm: string | null;
  observation_schema: string | null;
  effective_runtime: string | null;
}

/** Numbers of a final test as the trainer printed them. */
export type TestLine = Record<string, number | null>;

export interface RunSummary {
  kind: 'run_summary';
  engine: 'ga' | 'rl' | null;
  profile: string | null;
  params: Params;
  metric_key: string | null;
  exit_code: number | null;
  /** Best fitness of each generation or epoch. */
  fitness: { step: number; fitness: number | null }[];
  best: Candidate | null;
  final: Candidate | null;
  best_eval_pnl: Candidate | null;
  test: TestLine | null;
  stack: TrainingStack | null;
}

export interface ReplaySummary {
  kind: 'replay_summary';
  engine: 'ga' | 'rl' | null;
  policy: string | null;
  parquet: string | null;
  full_file: boolean | null;
  window: number | null;
  step: number | null;
  eval_windows: number | null;
  metrics: Record<string, number | null>;
  behavior: Record<string, number | null>;
}

export interface PipelineResult {
  fold: number | null;
  folders: { train: string | null; val: string | null; test: string | null };
  training: RunSummary | null;
  test: TestLine | null;
  replay: ReplaySummary | null;
}

export interface PipelineSummary {
  kind: 'pipeline_summary';
  flavour: 'single' | 'multifold';
  profile: string | null;
  window: number | null;
  step: number | null;
  results: PipelineResult[];
  replay_avg_pnl: number | null;
  replay_avg_mdd: number | null;
}

export interface ParamsFile {
  kind: 'params';
  params: Params;
}

/** Our own result JSON. Its curve has no times: point i is bar `first_bar` + i. */
export interface OwnResult {
  kind: 'result';
  head: ResultHead;
  gross: GrossProfit;
  first_bar: number;
  equity: Float64Array;
}

/** The native script runner's result JSON. */
export interface RunnerResult {
  kind: 'runner_result';
  metrics: Record<string, number | null>;
  equity: Float64Array;
}

/** Any CSV with a time and an equity column. */
export interface EquityCurve {
  kind: 'equity';
  time_column: string;
  equity_column: string;
  /** Seconds since 1970 UTC, or the numbers of a step column. */
  time: Float64Array;
  is_time: boolean;
  equity: Float64Array;
}

export type Baseline =
  | TrainingLog
  | Behavior
  | RunSummary
  | ReplaySummary
  | PipelineSummary
  | TrainingStack
  | ParamsFile
  | OwnResult
  | RunnerResult
  | EquityCurve;

/** A file read: what it holds and what was left out, or why it is of no use. */
export type ReadBaseline =
  | { ok: true; baseline: Baseline; notices: Notice[] }
  | { ok: false; code: 'EMPTY' | 'BAD_JSON' | 'UNKNOWN' | 'NO_ROWS'; message: string };
