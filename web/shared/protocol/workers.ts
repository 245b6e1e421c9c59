/** What each worker exposes through Comlink. */

import type { BaselineStudy, ReplayReport, ReplaySteps } from './baselines';
import type { ColumnPlan, ReadProgress } from './columns';
import type { FileChoices, FileReport, LoadReport, Place } from './file';
import type { Outcome, Problem } from './problem';
import type {
  ChartLines,
  Profile,
  RunProgress,
  RunReport,
  RunRequest,
  ScriptCheck,
  SettingsInput,
} from './run';
import type { DataFingerprints, RunDetails, RunFingerprints, RunSeries } from './run-details';
import type { EngineTables } from './tables';

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

/** A decoder's thread is first told where its wasm comes from. */
export interface DecoderThread extends DecoderApi {
  /** The compiled module, shared by all threads that have it; null: to be fetched. */
  begin(wasm: WebAssembly.Module | null): Promise<void>;
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
  /** All that a run would refuse in settings and params; the params of a script that does not load are not judged. */
  inputProblems(request: RunRequest): Promise<Problem[]>;
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
