import { transfer } from 'comlink';
import type { WasmEngine, WasmEngineClass } from './engine-module';
import { replaySteps, studyBaselines } from './baselines';
import { beginLoad, finishLoad, takeChunk } from './load';
import { receiveChunks } from './port';
import { messagePause, pairs, runScript } from './run';
import { chartLines } from './lines';
import { buffersOf, refusedColumns, tradeColumns } from './rows';
import type {
  BaselineStudy,
  ChartLines,
  ColumnPlan,
  Convention,
  DataFingerprints,
  EngineApi,
  EngineTables,
  LoadReport,
  Outcome,
  Place,
  Problem,
  ReplayReport,
  ReplaySteps,
  ResultHead,
  RunFingerprints,
  RunDetails,
  RunProgress,
  RunReport,
  RunRequest,
  RunSeries,
  RunTables,
  ScriptCheck,
  SettingsInput,
} from '../shared/protocol';

/** More buckets than there can be bars. */
const EVERY_BAR = 100_000_000;
/** Values hashed at a time, some 10 ms, so that a Stop or a run is heard between. */
const HASHED_VALUES = 1 << 18;

/**
 * The engine behind messages. A trap, or memory that does not reach, rejects the call and leaves wasm
 * memory in an unknown state: the page then ends the thread, starts another and loads the file again.
 */
export class EngineThread implements EngineApi {
  readonly #class: Promise<WasmEngineClass>;
  readonly #engine: Promise<WasmEngine>;
  readonly #pause = messagePause();
  /** How many runs and loads were begun. */
  #runs = 0;
  /** Ends the load under way. */
  #load: AbortController | null = null;
  readonly #studyPause = messagePause();
  /** The study of baselines under way; a run or a load takes its place. */
  #study = Symbol('none');

  constructor(engineClass: Promise<WasmEngineClass>) {
    this.#class = engineClass;
    this.#engine = engineClass.then((Class) => new Class());
    // Whoever calls first sees the rejection.
    this.#engine.catch(() => undefined);
  }

  async tables(): Promise<EngineTables> {
    return JSON.parse((await this.#class).tables()) as EngineTables;
  }

  async receive(plan: ColumnPlan, port: MessagePort): Promise<Outcome<LoadReport>> {
    this.#study = Symbol('load');
    const engine = await this.#engine;
    this.#runs += 1;
    const refused = beginLoad(engine, plan);
    const load = new AbortController();
    this.#load = load;
    const taken = await receiveChunks(
      port,
      (chunk) => refused ?? takeChunk(engine, chunk),
      load.signal,
    );
    this.#load = null;
    if (taken.ok) return finishLoad(engine);
    if (!refused) engine.abandon();
    return taken;
  }

  async namedColumns(script: string, fileColumns: string[]): Promise<string[]> {
    return (await this.#engine).named_columns(script, fileColumns);
  }

  async nextPlace(code: string, from: number): Promise<Place | null> {
    return JSON.parse((await this.#engine).next_place(code, from)) as Place | null;
  }

  async check(script: string): Promise<ScriptCheck> {
    return JSON.parse((await this.#engine).check(script)) as ScriptCheck;
  }

  async inputProblems({ script, settings, params }: RunRequest): Promise<Problem[]> {
    const engine = await this.#engine;
    return JSON.parse(engine.input_problems(script, pairs(settings), pairs(params))) as Problem[];
  }

  async run(
    request: RunRequest,
    buckets: number,
    onProgress: (progress: RunProgress) => void,
  ): Promise<Outcome<RunReport>> {
    this.#study = Symbol('run');
    const engine = await this.#engine;
    this.#runs += 1;
    const started = performance.now();
    const problem = await runScript(engine, request, {
      now: () => performance.now(),
      pause: this.#pause,
      onProgress,
    });
    if (problem) return { ok: false, problem };
    const head = JSON.parse(engine.head_json()) as ResultHead;
    const lines = chartLines(engine.chart_lines(-Infinity, Infinity, buckets));
    const trades = tradeColumns(engine);
    const value = { head, trades, lines, elapsed_ms: performance.now() - started };
    return transfer({ ok: true, value }, buffersOf(trades));
  }

  async cancel(): Promise<void> {
    this.#load?.abort();
    (await this.#engine).cancel();
  }

  async runTables(): Promise<RunDetails | null> {
    const engine = await this.#engine;
    const tables = JSON.parse(engine.report_json()) as RunTables | null;
    const conventions = JSON.parse(engine.conventions_json()) as Convention[];
    if (tables === null) return null;
    const refused = refusedColumns(engine);
    return transfer({ ...tables, conventions, refused }, buffersOf(refused));
  }

  async runSeries(): Promise<RunSeries> {
    const engine = await this.#engine;
    const { bar, close, equity, buy_and_hold, drawdown } = chartLines(
      engine.chart_lines(-Infinity, Infinity, EVERY_BAR),
    );
    // The curve begins a bar late under profile reference, and ends early where a run failed.
    const first = bar[0] ?? 0;
    const ts = engine.timestamps()?.slice(first, first + bar.length) ?? null;
    return { bar, ts, close, equity, buy_and_hold, drawdown };
  }

  async fingerprints(): Promise<RunFingerprints | null> {
    return JSON.parse((await this.#engine).fingerprints_json()) as RunFingerprints | null;
  }

  async baselines(
    seed: number,
    count: number,
    onProgress: (study: BaselineStudy) => void,
  ): Promise<Outcome<BaselineStudy> | null> {
    const own = Symbol('study');
    this.#study = own;
    const engine = await this.#engine;
    const isWanted = (): boolean => this.#study === own;
    const now = (): number => performance.now();
    const host = { now, pause: this.#studyPause, isWanted, onProgress };
    return isWanted() ? studyBaselines(engine, { seed, count }, host) : null;
  }

  stopBaselines(): Promise<void> {
    this.#study = Symbol('none');
    return Promise.resolve();
  }

  async replay(settings: SettingsInput, steps: ReplaySteps): Promise<Outcome<ReplayReport>> {
    return replaySteps(await this.#engine, settings, steps);
  }

  async lines(from: number, to: number, buckets: number): Promise<ChartLines> {
    return chartLines((await this.#engine).chart_lines(from, to, buckets));
  }

  async dataFingerprints(): Promise<DataFingerprints | null> {
    const engine = await this.#engine;
    const run = this.#runs;
    const pause = messagePause();
    while (!engine.hash_bars(HASHED_VALUES)) {
      await pause();
      if (this.#runs !== run) return null;
    }
    const [bars, data] = engine.data_fingerprints();
    return bars === undefined || data === undefined ? null : { bars, data };
  }

  async resultJson(): Promise<Uint8Array> {
    return (await this.#engine).result_json();
  }
}
