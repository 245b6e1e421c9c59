/** What the engine is asked beside loads and runs: about scripts and data, and about the run it holds. */

import type {
  BaselineStudy,
  ChartLines,
  DataFingerprints,
  EngineApi,
  EngineTables,
  Outcome,
  Place,
  Problem,
  RunDetails,
  RunFingerprints,
  RunReport,
  RunRequest,
  RunSeries,
  ScriptCheck,
} from '../../shared/protocol';
import type { Thread } from './thread';

/** Buckets of the charts: about one for each pixel across. */
export const BUCKETS = 1000;

export class Answers {
  readonly #thread: Thread;
  /** The run the engine holds, as the page knows it. */
  #held: RunReport | null = null;

  constructor(thread: Thread) {
    this.#thread = thread;
  }

  tables(): Promise<EngineTables> {
    return this.#thread.ask((api) => api.tables());
  }

  /** Compiles and loads, without a bar. */
  check(script: string): Promise<ScriptCheck> {
    return this.#thread.ask((api) => api.check(script));
  }

  /** All that a run would refuse in settings and params. */
  inputProblems(request: RunRequest): Promise<Problem[]> {
    return this.#thread.ask((api) => api.inputProblems(request));
  }

  /** The next bar that has what a notice tells of. */
  nextPlace(code: string, from: number): Promise<Place | null> {
    return this.#thread.ask((api) => api.nextPlace(code, from));
  }

  namedColumns(script: string, fileColumns: string[]): Promise<string[]> {
    return this.#thread.ask((api) => api.namedColumns(script, fileColumns));
  }

  /** Takes down which run the engine holds; null for none. */
  hold(report: RunReport | null): void {
    this.#held = report;
  }

  /** The whole result JSON of a run; null when the engine holds it no more, as for all that follow. */
  resultJson(of: RunReport): Promise<Uint8Array | null> {
    return this.#ofRun(of, (api) => api.resultJson());
  }

  /** What tells this run from any other. */
  fingerprints(of: RunReport): Promise<RunFingerprints | null> {
    return this.#ofRun(of, (api) => api.fingerprints());
  }

  /** Tables beside a run's result. */
  runTables(of: RunReport): Promise<RunDetails | null> {
    return this.#ofRun(of, (api) => api.runTables());
  }

  /** A run bar by bar. */
  runSeries(of: RunReport): Promise<RunSeries | null> {
    return this.#ofRun(of, (api) => api.runSeries());
  }

  dataFingerprints(of: RunReport): Promise<DataFingerprints | null> {
    return this.#ofRun(of, (api) => api.dataFingerprints());
  }

  /** Finer lines of a run between two x. */
  lines(of: RunReport, from: number, to: number): Promise<ChartLines | null> {
    return this.#ofRun(of, (api) => api.lines(from, to, BUCKETS));
  }

  /** Baselines of a run; null also when something came in between. */
  baselines(
    of: RunReport,
    { seed, count }: { seed: number; count: number },
    onProgress: (study: BaselineStudy) => void,
  ): Promise<Outcome<BaselineStudy> | null> {
    if (this.#held !== of) return Promise.resolve(null);
    return this.#thread.askWhileAlive((api) => api.baselines(seed, count, onProgress));
  }

  stopBaselines(): Promise<void> {
    return this.#thread.tell((api) => api.stopBaselines());
  }

  /** Asked before a run that may begin meanwhile, and so answered before it. */
  #ofRun<T>(of: RunReport, call: (api: EngineApi) => Promise<T>): Promise<T | null> {
    return this.#held === of ? this.#thread.ask(call) : Promise.resolve(null);
  }
}
