/**
 * Every type that crosses a thread. Page, workers and command line import it and nothing of each other.
 *
 * Keys that also stand in settings or result JSON are snake_case, as there.
 */

/** Settings as text, by snake_case name; the engine alone parses, checks and defaults them. */
export type SettingsInput = Record<string, string>;

/** How a script failed (result JSON `errors.kind`), or which other mistake was made. */
export type ProblemKind =
  | 'compile_error'
  | 'runtime_error'
  | 'instruction_limit'
  | 'memory_limit'
  | 'cancelled'
  | 'internal_error'
  | 'setting'
  | 'data';

/** A failure the person can act on. */
export interface Problem {
  kind: ProblemKind;
  /** One sentence. Text of a script: show it as text only. */
  message: string;
  /** Line of the script, from 1. */
  line: number | null;
  /** Bar index within the run's rows. */
  bar: number | null;
  /** Start of that bar: integer nanoseconds since 1970 UTC as decimal text. */
  ts: string | null;
  traceback: string | null;
  /** kind `setting`: which one. */
  setting?: string;
  /** kind `data`: code of the contract (NOT_PARQUET, NO_OHLC, WHICH_SYMBOL, …). */
  code?: string;
  /** code TOO_LARGE: a part of the file that fits; left out where none can be read by itself. */
  slice?: Slice;
}

/** A person's mistakes are values; a rejected promise is a bug of ours. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export type Profile = 'standard' | 'reference';

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

export const TIME_UNITS = ['s', 'ms', 'us', 'ns', 'yyyymmdd'] as const;
export type TimeUnitChoice = (typeof TIME_UNITS)[number];

/** What a wall clock shows against UTC: from local time `from` (ns) on it is ahead by `ahead` (ns). */
export interface WallClock {
  from: BigInt64Array;
  ahead: BigInt64Array;
}

/** One run of values of one column, on its way from the decoder to the engine; its buffers are transferred. */
export interface ColumnChunk {
  /** Place in `ColumnPlan.columns`. */
  column: number;
  /** Values in this chunk. */
  length: number;
  /** Arrow C data interface format string: 'g' f64, 'l' i64, 'tsu:UTC' timestamp µs, 'u' utf8, … */
  format: string;
  /** Arrow validity bitmap (bit 0 of byte 0 = first value), or null when no value is null. */
  validity: Uint8Array | null;
  /** Values as Arrow lays them out; for text the UTF-8 bytes. Booleans are one bit each. */
  values: Uint8Array;
  /** Text only: length + 1 offsets, Int32 or Int64 as the format says. */
  offsets: Uint8Array | null;
}

/** One column the engine is about to receive. */
export interface PlannedColumn {
  /** Name in the file. */
  name: string;
  role: Role | 'extra';
  /**
   * Multiply integers of a timestamp without unit by this to get ns ("0" = text or typed time,
   * "-1" = numbers that spell yyyymmdd); above 0 it overrides a wrong type. A second timestamp column holds the first one's time of day.
   */
  ns_per_unit: string;
  /** Divide by this (1 = as is): prices stored as integers. */
  divide_by: number;
}

/** What the decoder will send and how the engine reads it. */
export interface ColumnPlan {
  profile: Profile;
  /** Rows that come, from the file's row `first_row` on. */
  rows: number;
  first_row: number;
  /** Rows in the file. */
  file_rows: number;
  /** The part asked for: the rows hold it, and the engine finds it among them. */
  slice?: Slice;
  /** Two columns of one price are bid and ask: their middle is taken. */
  columns: PlannedColumn[];
  symbol: string | null;
  /** Repairs to make; none when left out. */
  data_fixes?: string;
  /** Of times without a zone; UTC when left out. */
  clock?: WallClock;
}

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

/** The result JSON without its per-bar arrays. */
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
  trades: Trade[];
  refused_orders: Record<'session' | 'margin' | 'position' | 'price' | 'end', number>;
  bankrupt_bar: number | null;
  log: { bar: number | null; text: string }[];
  warnings: Notice[];
  errors: Problem | null;
}

export interface Trade {
  entry_bar: number;
  entry_ts: string | null;
  entry_price: number;
  exit_bar: number | null;
  exit_ts: string | null;
  exit_price: number | null;
  side: 'long' | 'short';
  size: number;
  gross_pnl: number;
  costs: number;
  net_pnl: number;
  return: number;
  bars_held: number;
  mae: number;
  mfe: number;
  exit_reason: 'order' | 'flip' | 'auto_close' | 'bankrupt' | 'end' | null;
  open: boolean;
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

/** What a run gives the page: the head and lines ready to draw. Full arrays are asked for when exported. */
export interface RunReport {
  head: ResultHead;
  /** The whole run. */
  lines: ChartLines;
  /** Time of the whole run, compile to result. */
  elapsed_ms: number;
}

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

/** An order that was not filled. */
export interface RefusedOrder {
  /** The bar at which it would have been filled; the last bar for `end`. */
  bar: number;
  ts: string | null;
  /** Close of that bar; null where it is not a number. */
  close: number | null;
  reason: keyof ResultHead['refused_orders'];
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

/** A value of a script's `params` table. */
export type ParamValue = number | boolean | string;

/** What is known of a script before it runs. */
export interface ScriptCheck {
  /** What the compiler says. */
  problem: Problem | null;
  /** The script's params with their defaults; null while they can't be known. */
  params: Record<string, ParamValue> | null;
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
  refused: RefusedOrder[];
}

/** One row of the engine's table of settings: the form and the command line are made from it. */
export interface SettingInfo {
  name: string;
  kind: 'number' | 'integer' | 'boolean' | 'choice' | 'text';
  /** '$', 'bps', 'minutes', 'bars', … or ''. */
  unit: string;
  /** Default under profile standard, as text. */
  default: string;
  /** Lowest and highest number allowed; null where any is. */
  min: number | null;
  max: number | null;
  choices: string[];
  /** One line. */
  help: string;
  group: 'account' | 'orders' | 'costs' | 'session' | 'data' | 'script';
}

/** A metric's name on screen, unit and formula, from the engine's table. */
export interface MetricInfo {
  name: string;
  label: string;
  unit: '$' | 'fraction' | 'ratio' | 'count' | 'bars' | 'seconds' | 'flag' | 'days';
  formula: string;
}

/** A family of indicators, from the engine's table. */
export interface IndicatorInfo {
  /** What its names begin with. */
  name: string;
  /** In order; those in brackets may be left out, all together. */
  parameters: string[];
  /** A name as one would write it. */
  example: string;
  formula: string;
  /** First bar with a value. */
  warm_up: string;
  source: string;
}

export interface EngineTables {
  settings: SettingInfo[];
  metrics: MetricInfo[];
  indicators: IndicatorInfo[];
}

/** What a run came to. */
export interface BaselineOutcome {
  /** Final equity − initial balance, money. */
  total_pnl: number;
  /** Closed and open. */
  trades: number;
}

/** Baselines without files, under the settings of the last run; those not yet done are missing. */
export interface BaselineStudy {
  done: number;
  total: number;
  script: BaselineOutcome;
  flat?: BaselineOutcome;
  buy_and_hold?: BaselineOutcome;
  /** The script's own actions with buy and sell exchanged. */
  inverted?: BaselineOutcome;
  /** Strategies with the script's trades, by side, size and holding time, at random times. */
  random: {
    count: number;
    /** Fewer than the script's where closed sessions left no time for all. */
    mean_trades: number;
    /** The script's place among them and itself, 1 = highest; null without any. */
    rank: number | null;
    /** Share that earned less than the script, equal ones counted half. */
    percentile: number | null;
    mean: number | null;
    min: number | null;
    q1: number | null;
    median: number | null;
    q3: number | null;
    max: number | null;
    /** Of each, ascending, money. */
    total_pnl: number[];
  };
}

/** One window of a trainer's log, in columns of one length; one row follows the other. */
export interface ReplaySteps {
  /** Row of the data file at which each action filled. */
  bars: Uint32Array;
  /** 0 buy, 1 sell, 2 hold, 3 revert. */
  actions: Uint8Array;
  session_open: Uint8Array;
  margin_ok: Uint8Array;
  /** NaN = unknown. */
  minutes_to_close: Float64Array;
  close: Float64Array;
  /** After the step, money. */
  equity: Float64Array;
}

export interface ReplayReport {
  steps: number;
  agrees: boolean;
  /** Of equity, money. */
  largest_difference: number;
  /** The first step that differs: by `close` it is another data file. */
  first: {
    step: number;
    data_idx: number;
    what: 'close' | 'equity';
    ours: number | null;
    theirs: number | null;
  } | null;
}

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

/** Messages of the port between decoder (sends chunks) and engine (acknowledges each). */
export type DecoderMessage =
  { type: 'chunk'; chunk: ColumnChunk } | { type: 'done' } | { type: 'failed'; problem: Problem };
export type EngineReply = { type: 'ack' } | { type: 'stop' };

/** How far a load is: values of all planned columns. */
export interface ReadProgress {
  done: number;
  total: number;
}

/**
 * What decoder.worker.ts exposes through Comlink. A worker that met CORRUPT is not to be used again: its
 * wasm is in an unknown state, and memory comes back only with its end.
 */
export interface DecoderApi {
  /** Looks at a file: type, columns, roles, questions. Never rejects for a bad file: `report.error` says why. */
  inspect(file: Blob, choices: FileChoices): Promise<FileReport>;
  /** Plans a read: base columns plus the `extra` columns named. */
  plan(
    file: Blob,
    choices: FileChoices,
    profile: Profile,
    extra: string[],
  ): Promise<Outcome<ColumnPlan>>;
  /**
   * Decodes the planned columns, row group × column, into the port; resolves when all is acknowledged.
   * Progress comes at most ten times a second.
   */
  send(
    file: Blob,
    plan: ColumnPlan,
    port: MessagePort,
    onProgress: (progress: ReadProgress) => void,
  ): Promise<Outcome<null>>;
}

/** What engine.worker.ts exposes through Comlink. */
export interface EngineApi {
  tables(): Promise<EngineTables>;
  /** Takes a dataset from a decoder's port; the old one stays until the new one is whole. Returns what it found. */
  receive(plan: ColumnPlan, port: MessagePort): Promise<Outcome<LoadReport>>;
  /** Which of the file's columns does the script name? (A compile error is found by `run`.) */
  namedColumns(script: string, fileColumns: string[]): Promise<string[]>;
  /** The first bar from `from` on that has what a notice's code tells of; null when there is none. */
  nextPlace(code: string, from: number): Promise<Place | null>;
  /** Compiles and loads, without a bar. */
  check(script: string): Promise<ScriptCheck>;
  /** A script's failure is in `value.head.errors` with the partial result; settings and data mistakes are `ok: false`. */
  run(
    request: RunRequest,
    buckets: number,
    onProgress: (progress: RunProgress) => void,
  ): Promise<Outcome<RunReport>>;
  /** Ends the load under way, or asks the run under way to stop at its next slice. */
  cancel(): Promise<void>;
  /** Fingerprints of the last run; null before any run. Takes as long as writing its result JSON. */
  fingerprints(): Promise<RunFingerprints | null>;
  /** Tables beside the last run's result; null before any run. */
  runTables(): Promise<RunDetails | null>;
  /** The last run bar by bar. */
  runSeries(): Promise<RunSeries>;
  /**
   * Baselines of the last run: flat, buy and hold, the inverse and `count` random ones drawn by `seed`.
   * Null when a run, a load or `stopBaselines` came in between.
   */
  baselines(
    seed: number,
    count: number,
    onProgress: (study: BaselineStudy) => void,
  ): Promise<Outcome<BaselineStudy> | null>;
  stopBaselines(): Promise<void>;
  /** Carries out a log's actions over the dataset, which must be loaded as profile reference reads it. */
  replay(settings: SettingsInput, steps: ReplaySteps): Promise<Outcome<ReplayReport>>;
  /** Lines of the last run between two x, at most `5 × buckets` bars; every bar where that reaches. */
  lines(from: number, to: number, buckets: number): Promise<ChartLines>;
  /** Fingerprints of the last run's data; null before any run, or when another began meanwhile. */
  dataFingerprints(): Promise<DataFingerprints | null>;
  /** The last run's whole result JSON, UTF-8, as the command line would print it. */
  resultJson(): Promise<Uint8Array>;
}

/** What export.worker.ts exposes through Comlink. */
export interface ExportApi {
  equityCsv(series: RunSeries): Promise<Blob>;
  /** `about` goes into the file's key-value metadata. */
  equityParquet(series: RunSeries, about: Record<string, string>): Promise<Uint8Array>;
}
