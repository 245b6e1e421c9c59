/** Owns both workers: loads a file through a decoder that lives for one load, runs, stops, starts again. */

import type {
  BaselineStudy,
  ChartLines,
  ColumnPlan,
  DataFingerprints,
  DecoderApi,
  EngineApi,
  EngineTables,
  FileChoices,
  FileReport,
  LoadReport,
  Outcome,
  Place,
  Problem,
  Profile,
  ReadProgress,
  RunFingerprints,
  RunDetails,
  RunProgress,
  RunReport,
  RunRequest,
  RunSeries,
  ScriptCheck,
} from '../shared/protocol';
import { Glance } from './files/glance';
import { Watchdog } from './watchdog';
import type { Connection, Workers } from './workers';

/** What to read of which file; enough to read it again. */
export interface Source {
  file: Blob;
  choices: FileChoices;
  profile: Profile;
  /** Columns of the file beyond the usual ones. */
  extra: string[];
}

export interface Loaded {
  plan: ColumnPlan;
  report: LoadReport;
}

interface Work {
  /** Settles the work with a problem, whatever its steps still do. */
  abort: (problem: Problem) => void;
  /** Settles with the work, and never rejects. */
  done: Promise<unknown>;
  /** Whether only the decoder is at work: the engine and what it holds are untouched by it. */
  isLook: boolean;
}

/** A running engine that gives no sign of life for this long is ended. */
const HEARTBEAT_MS = 3000;
/** Time the engine has to answer a Stop by itself. */
const STOP_MS = 150;
/** Buckets of the charts: about one for each pixel across. */
const BUCKETS = 1000;

export class Engine {
  readonly #workers: Workers;
  #engine: Connection<EngineApi>;
  #decoder: Connection<DecoderApi> | null = null;
  /** Started ahead and not yet used. */
  #fresh: Connection<DecoderApi> | null = null;
  /** Reads the data again after a restart. */
  #restoring: Connection<DecoderApi> | null = null;
  /** What the engine holds, or shall hold again after a restart. */
  #source: Source | null = null;
  /** Settles when the engine holds `#source`. */
  #ready: Promise<unknown> = Promise.resolve();
  /** The run the engine holds, as the page knows it. */
  #held: RunReport | null = null;
  /** Aborted with the engine's worker: what it was asked then has no answer. */
  #life = new AbortController();
  /** The load or run under way. */
  #work: Work | null = null;

  constructor(workers: Workers) {
    this.#workers = workers;
    this.#engine = workers.openEngine();
  }

  tables(): Promise<EngineTables> {
    return this.#ask((api) => api.tables());
  }

  /** Compiles and loads, without a bar. */
  check(script: string): Promise<ScriptCheck> {
    return this.#ask((api) => api.check(script));
  }

  /** All that a run would refuse in settings and params. */
  inputProblems(request: RunRequest): Promise<Problem[]> {
    return this.#ask((api) => api.inputProblems(request));
  }

  /** The next bar that has what a notice tells of. */
  nextPlace(code: string, from: number): Promise<Place | null> {
    return this.#ask((api) => api.nextPlace(code, from));
  }

  namedColumns(script: string, fileColumns: string[]): Promise<string[]> {
    return this.#ask((api) => api.namedColumns(script, fileColumns));
  }

  /** Whether the engine still holds the run that gave this report. */
  holds(report: RunReport): boolean {
    return this.#held === report;
  }

  /** The whole result JSON of a run; null when the engine holds it no more. */
  resultJson(of: RunReport): Promise<Uint8Array | null> {
    return this.holds(of) ? this.#ask((api) => api.resultJson()) : Promise.resolve(null);
  }

  /** What tells this run from any other; null when the engine holds it no more. */
  fingerprints(of: RunReport): Promise<RunFingerprints | null> {
    return this.holds(of) ? this.#ask((api) => api.fingerprints()) : Promise.resolve(null);
  }

  /** Tables beside a run's result; null when the engine holds it no more. */
  runTables(of: RunReport): Promise<RunDetails | null> {
    return this.holds(of) ? this.#ask((api) => api.runTables()) : Promise.resolve(null);
  }

  /** A run bar by bar; null when the engine holds it no more. */
  runSeries(of: RunReport): Promise<RunSeries | null> {
    return this.holds(of) ? this.#ask((api) => api.runSeries()) : Promise.resolve(null);
  }

  /** Fingerprints of a run's data; null when the engine holds it no more. */
  dataFingerprints(of: RunReport): Promise<DataFingerprints | null> {
    return this.holds(of) ? this.#ask((api) => api.dataFingerprints()) : Promise.resolve(null);
  }

  /** Baselines of a run; null when the engine holds it no more, or something came in between. */
  baselines(
    of: RunReport,
    request: { seed: number; count: number },
    onProgress: (study: BaselineStudy) => void,
  ): Promise<Outcome<BaselineStudy> | null> {
    if (!this.holds(of)) return Promise.resolve(null);
    const ended = new Promise<null>((resolve) => {
      this.#life.signal.addEventListener('abort', () => {
        resolve(null);
      });
    });
    const { seed, count } = request;
    return Promise.race([this.#ask((api) => api.baselines(seed, count, onProgress)), ended]);
  }

  async stopBaselines(): Promise<void> {
    await this.#engine.api.stopBaselines();
  }

  /** Finer lines of a run between two x; null when the engine holds it no more. */
  async lines(of: RunReport, from: number, to: number): Promise<ChartLines | null> {
    if (!this.holds(of)) return null;
    // Asked before a run that may begin meanwhile, and so answered before it.
    return this.#ask((api) => api.lines(from, to, BUCKETS));
  }

  /** Starts what the first file needs, while it is still on its way. */
  prepare(): void {
    this.#fresh ??= this.#workers.openDecoder();
  }

  /** Looks at a file with a fresh decoder, which stays for the load that may follow. */
  inspect(file: Blob, choices: FileChoices): Promise<Outcome<FileReport>> {
    this.#closeDecoder();
    const decoder = this.#openDecoder();
    return this.#abortable(async () => {
      const report = await Promise.race([decoder.api.inspect(file, choices), decoder.failed]);
      return { ok: true, value: report };
    }, true);
  }

  /** Reads columns into the engine. When it fails, the engine holds what it held before. */
  load(
    source: Source,
    onProgress: (progress: ReadProgress) => void = () => undefined,
  ): Promise<Outcome<Loaded>> {
    return this.#abortable(async () => {
      // Also after data that could not be read again, such as a file deleted meanwhile.
      await this.#ready.catch(() => undefined);
      this.#held = null;
      const outcome = await this.#transfer(source, onProgress);
      if (outcome.ok) this.#source = source;
      return outcome;
    });
  }

  /** Looks at files beside whatever is under way, with a decoder of its own. */
  glance(): Glance {
    return new Glance(this.#workers);
  }

  /** Lets go of the data: wasm memory never shrinks, so the engine is started anew. */
  unload(): void {
    this.#source = null;
    this.#end('cancelled', 'Closed.');
  }

  /** Runs on the loaded data. Ends by itself, by `stop`, or when the engine gives no sign of life. */
  run(
    request: RunRequest,
    onProgress: (progress: RunProgress) => void,
  ): Promise<Outcome<RunReport>> {
    return this.#abortable(async () => {
      await this.#ready;
      this.#held = null;
      const watchdog = new Watchdog(HEARTBEAT_MS, () => {
        this.#end('cancelled', 'The run gave no sign of life for 3 s and was ended.');
      });
      try {
        const outcome = await this.#call((api) =>
          api.run(request, BUCKETS, (progress) => {
            watchdog.beat();
            onProgress(progress);
          }),
        );
        if (outcome.ok) this.#held = outcome.value;
        return outcome;
      } finally {
        watchdog.stop();
      }
    });
  }

  /** Stops what is under way: asked first, ended if there is no answer. Resolves when all is idle. */
  async stop(): Promise<void> {
    const work = this.#work;
    if (work === null) return;
    if (work.isLook) {
      this.#closeDecoder();
      work.abort(problem('cancelled', 'Stopped.'));
      await work.done;
      return;
    }
    void this.#engine.api.cancel();
    const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS));
    await Promise.race([work.done, late]);
    if (this.#work !== work) return;
    this.#end('cancelled', 'Stopped.');
    await work.done;
  }

  /** Ends both workers at once, starts new ones and reads the data again. */
  #end(kind: Problem['kind'], message: string): void {
    this.#held = null;
    this.#life.abort();
    this.#life = new AbortController();
    this.#engine.close();
    this.#closeDecoder();
    this.#engine = this.#workers.openEngine();
    this.#ready = this.#restore();
    this.#ready.catch(() => undefined);
    this.#work?.abort(problem(kind, message));
  }

  /** Runs `steps` so that `#end` can settle it with a problem; a worker that fails is one, too. */
  async #abortable<T>(steps: () => Promise<Outcome<T>>, isLook = false): Promise<Outcome<T>> {
    let abort: Work['abort'] = () => undefined;
    let isAborted = false;
    const aborted = new Promise<Outcome<T>>((resolve) => {
      abort = (found) => {
        isAborted = true;
        resolve({ ok: false, problem: found });
      };
    });
    const run = Promise.race([steps(), aborted]).catch((error: unknown) => {
      // A call beside it may have seen the same failure first.
      if (!isAborted) this.#end('internal_error', failureOf(error));
      return aborted;
    });
    const work: Work = { abort, done: run, isLook };
    this.#work = work;
    try {
      return await run;
    } finally {
      if (this.#work === work) this.#work = null;
    }
  }

  /**
   * Reads the data again after a restart, with a decoder of its own: a look at another file, which may come
   * meanwhile, ends the usual one.
   */
  async #restore(): Promise<void> {
    this.#restoring?.close();
    this.#restoring = null;
    if (this.#source === null) return;
    this.#restoring = this.#workers.openDecoder();
    await this.#transfer(this.#source, undefined, this.#restoring);
  }

  async #transfer(
    source: Source,
    onProgress: (progress: ReadProgress) => void = () => undefined,
    decoder = this.#decoder ?? this.#openDecoder(),
  ): Promise<Outcome<Loaded>> {
    try {
      const planned = await Promise.race([
        decoder.api.plan(source.file, source.choices, source.profile, source.extra),
        decoder.failed,
      ]);
      if (!planned.ok) return planned;
      const plan = planned.value;
      const { port1, port2 } = new MessageChannel();
      // What stops the decoder reaches the engine through the port, so the engine's word is enough; a
      // decoder busy with a large column is not waited for.
      const broken = decoder.api.send(source.file, plan, port2, onProgress).then(never);
      const received = await Promise.race([
        this.#call((api) => api.receive(plan, port1)),
        broken,
        decoder.failed,
      ]);
      if (!received.ok) return received;
      return { ok: true, value: { plan, report: received.value } };
    } finally {
      // Wasm memory never shrinks: only ending the worker gives it back.
      if (this.#decoder === decoder) this.#closeDecoder();
      else decoder.close();
    }
  }

  /** A call beside loads and runs. When it fails, its instance is not to be trusted any more, as there. */
  async #ask<T>(call: (api: EngineApi) => Promise<T>): Promise<T> {
    const asked = this.#engine;
    try {
      return await this.#call(call);
    } catch (error) {
      if (this.#engine === asked) this.#end('internal_error', failureOf(error));
      throw error;
    }
  }

  #call<T>(call: (api: EngineApi) => Promise<T>): Promise<T> {
    return Promise.race([call(this.#engine.api), this.#engine.failed]);
  }

  #openDecoder(): Connection<DecoderApi> {
    this.#decoder = this.#fresh ?? this.#workers.openDecoder();
    this.#fresh = null;
    return this.#decoder;
  }

  #closeDecoder(): void {
    this.#decoder?.close();
    this.#decoder = null;
  }
}

/** Waits on for what else may come. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}

function failureOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `A worker failed and was started again (${reason}).`;
}

/** A problem of the page's own, without a place in the script. */
export function problem(kind: Problem['kind'], message: string): Problem {
  return { kind, message, line: null, bar: null, ts: null, traceback: null };
}
