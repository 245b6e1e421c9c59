/** Owns the workers: loads a file through a decoder that lives for one load, runs, stops, starts again. */

import type {
  FileChoices,
  FileReport,
  Outcome,
  Problem,
  ReadProgress,
  RunProgress,
  RunReport,
  RunRequest,
} from '../shared/protocol';
import { Answers, BUCKETS } from './engine/answers';
import { Decoders, type Loaded, type Source } from './engine/decoders';
import { Thread } from './engine/thread';
import { Glance } from './files/glance';
import { Watchdog } from './watchdog';
import type { Workers } from './workers';

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

export class Engine {
  /** What it is asked beside loads and runs. */
  readonly answers: Answers;

  readonly #workers: Workers;
  readonly #thread: Thread;
  readonly #decoders: Decoders;
  /** What the engine holds, or shall hold again after a restart. */
  #source: Source | null = null;
  /** Settles when the engine holds `#source`. */
  #ready: Promise<unknown> = Promise.resolve();
  /** The load or run under way. */
  #work: Work | null = null;

  constructor(workers: Workers) {
    this.#workers = workers;
    this.#thread = new Thread(workers, (error) => {
      this.#end('internal_error', failureOf(error));
    });
    this.#decoders = new Decoders(workers);
    this.answers = new Answers(this.#thread);
  }

  /** Starts what the first file needs, while it is still on its way. */
  prepare(): void {
    this.#decoders.prepare();
  }

  /** Looks at a file with a fresh decoder, which stays for the load that may follow. */
  inspect(file: Blob, choices: FileChoices): Promise<Outcome<FileReport>> {
    const { api, failed } = this.#decoders.another();
    return this.#abortable(async () => {
      const report = await Promise.race([api.inspect(file, choices), failed]);
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
      this.answers.hold(null);
      const outcome = await this.#decoders.read(source, this.#thread, onProgress);
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
      this.answers.hold(null);
      const watchdog = new Watchdog(HEARTBEAT_MS, () => {
        this.#end('cancelled', 'The run gave no sign of life for 3 s and was ended.');
      });
      try {
        const outcome = await this.#thread.call((api) =>
          api.run(request, BUCKETS, (progress) => {
            watchdog.beat();
            onProgress(progress);
          }),
        );
        if (outcome.ok) this.answers.hold(outcome.value);
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
      this.#decoders.close();
      work.abort(problem('cancelled', 'Stopped.'));
      await work.done;
      return;
    }
    void this.#thread.tell((api) => api.cancel());
    const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS));
    await Promise.race([work.done, late]);
    if (this.#work !== work) return;
    this.#end('cancelled', 'Stopped.');
    await work.done;
  }

  /** Ends both workers at once, starts new ones and reads the data again. */
  #end(kind: Problem['kind'], message: string): void {
    this.answers.hold(null);
    this.#thread.restart();
    this.#decoders.close();
    this.#ready = this.#decoders.restore(this.#source, this.#thread);
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
}

function failureOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `A worker failed and was started again (${reason}).`;
}

/** A problem of the page's own, without a place in the script. */
export function problem(kind: Problem['kind'], message: string): Problem {
  return { kind, message, line: null, bar: null, ts: null, traceback: null };
}
