/** The engine's wasm module as wasm-bindgen exports it. Text that stands for success is empty. */

/** One dataset and the last run on it. */
export interface WasmEngine {
  free(): void;
  begin(profile: string, rows: number, symbol?: string): string;
  /** Text of the setting; between `begin` and `finish`. */
  set_data_fixes(text: string): string;
  /** A part of the bars: kind and two numbers, and where the rows that come stand in the file. */
  set_slice(kind: string, from: string, to: string, rows_before: number, file_rows: number): string;
  /** Local times in ns, and by how many ns the clock is ahead of UTC from there on. */
  set_zone(from: BigInt64Array, ahead: BigInt64Array): string;
  add_column(name: string, role: string, ns_per_unit: bigint, divide_by: number): string;
  append(
    column: number,
    length: number,
    format: string,
    validity: Uint8Array | undefined,
    values: Uint8Array,
    offsets: Uint8Array | undefined,
  ): string;
  /** `Outcome<LoadReport>` as JSON. */
  finish(): string;
  /** Drops what `begin` and `append` collected; the dataset before stays. */
  abandon(): void;
  /** `Place` or null as JSON. */
  next_place(code: string, from: number): string;
  /** `ScriptCheck` as JSON. */
  check(script: string): string;
  /** `Problem[]` as JSON; settings and params as name, value, name, value, … */
  input_problems(script: string, settings: string[], params: string[]): string;
  named_columns(script: string, file_columns: string[]): string[];
  /** Settings and params as name, value, name, value, … */
  start(script: string, settings: string[], params: string[]): string;
  /** True when the run is over, also by a failure. */
  advance(max_bars: number): boolean;
  bars_done(): number;
  bars_total(): number;
  cancel(): void;
  head_json(): string;
  /** 1 if x is a time, then six columns one after the other: bar, x, close, equity, buy-and-hold, drawdown. */
  chart_lines(from: number, to: number, buckets: number): Float64Array;
  result_json(): Uint8Array;
  /** `RunFingerprints` as JSON. */
  fingerprints_json(): string;
  /** Hashes further values of the run's bars; true when all are. */
  hash_bars(max_values: number): boolean;
  /** After that: fingerprints of the run's bars, and of them with the file's columns that the script names. */
  data_fingerprints(): string[];
  /** `Convention[]` as JSON. */
  conventions_json(): string;
  /** `RunTables` as JSON. */
  report_json(): string;
  /** Columns of the trades one after the other, see `rows.ts`. */
  trade_columns(): Float64Array;
  /** Starts of their entry bars, then of their exit bars, in ns. */
  trade_times(): BigInt64Array | undefined;
  refused_columns(): Float64Array;
  refused_times(): BigInt64Array | undefined;
  /** Starts of the run's bars in ns. */
  timestamps(): BigInt64Array | undefined;
  begin_baselines(seed: bigint, count: number): string;
  /** True when all are done. */
  advance_baselines(max_bars: number): boolean;
  baselines_done(): number;
  baselines_total(): number;
  baselines_json(): string;
  /** `Outcome<ReplayReport>` as JSON. */
  replay(
    settings: string[],
    bars: Uint32Array,
    actions: Uint8Array,
    session_open: Uint8Array,
    margin_ok: Uint8Array,
    minutes_to_close: Float64Array,
    close: Float64Array,
    equity: Float64Array,
  ): string;
  feature(name: string, profile: string): Float64Array | undefined;
  unknown_feature(name: string): string;
}

export interface WasmEngineClass {
  new (): WasmEngine;
  tables(): string;
}
