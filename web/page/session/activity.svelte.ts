/** What is under way: one load or run at a time, in the order asked for. */

import type { RunProgress } from '../../shared/protocol';
import type { Reading } from '../data';
import type { Engine } from '../engine';

export type Phase = 'starting' | 'idle' | 'reading' | 'running';

export class Activity {
  phase = $state<Phase>('starting');
  /** How far the file is read. */
  reading = $state.raw<Reading | null>(null);
  progress = $state.raw<RunProgress | null>(null);

  readonly busy = $derived(this.phase === 'reading' || this.phase === 'running');

  readonly #engine: Engine;
  readonly #onfault: (error: unknown) => void;
  #queue: Promise<void> = Promise.resolve();

  /** `onfault` is told of a fault of ours. */
  constructor(engine: Engine, onfault: (error: unknown) => void) {
    this.#engine = engine;
    this.#onfault = onfault;
  }

  async stop(): Promise<void> {
    if (this.busy) await this.#engine.stop();
  }

  /** Stops what is under way, then does this once all before it has ended. */
  async next(work: () => Promise<void>): Promise<void> {
    await this.stop();
    const turn = this.#queue.then(work).catch(this.#onfault);
    this.#queue = turn.then(() => {
      this.phase = 'idle';
      this.progress = null;
    });
    return this.#queue;
  }
}
