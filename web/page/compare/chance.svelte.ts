/** Baselines without files beside the result: computed when they are looked at, one run after the other. */

import type { BaselineStudy, Outcome, RunReport } from '../../shared/protocol';

/** Random strategies that the script's result is placed among. */
export const RANDOM_STRATEGIES = 500;

/** What does the work; the engine, or a test. */
export interface StudyHost {
  baselines: (
    of: RunReport,
    request: { seed: number; count: number },
    onProgress: (study: BaselineStudy) => void,
  ) => Promise<Outcome<BaselineStudy> | null>;
  stopBaselines: () => Promise<void>;
}

export class Chance {
  study = $state.raw<BaselineStudy | null>(null);
  phase = $state<'idle' | 'running' | 'done' | 'stopped' | 'failed'>('idle');
  /** Why there is none. */
  message = $state('');

  readonly #host: StudyHost;
  /** The run that `study` is of, or is being made of. */
  #of: RunReport | null = null;
  /** What was asked for last; a late answer to an earlier request says nothing. */
  #request = Symbol('none');

  constructor(host: StudyHost) {
    this.#host = host;
  }

  /** Computes them for a run, unless they are there. */
  async start(of: RunReport): Promise<void> {
    if (this.#of === of && this.phase !== 'stopped' && this.phase !== 'idle') return;
    const own = Symbol('request');
    this.#request = own;
    this.#of = of;
    this.study = null;
    this.phase = 'running';
    const isUnderWay = (): boolean => this.#request === own && this.phase === 'running';
    const request = { seed: seedOf(of), count: RANDOM_STRATEGIES };
    const outcome = await this.#host.baselines(of, request, (study) => {
      if (isUnderWay()) this.study = study;
    });
    if (!isUnderWay()) return;
    if (outcome === null) {
      this.phase = 'stopped';
      this.message = 'They were not finished: something else ran meanwhile.';
    } else if (outcome.ok) {
      this.study = outcome.value;
      this.phase = 'done';
    } else {
      this.phase = 'failed';
      this.message = outcome.problem.message;
    }
  }

  /** Ends what is under way; what is known so far stays. */
  stop(): void {
    if (this.phase !== 'running') return;
    this.phase = 'stopped';
    this.message = 'Stopped.';
    void this.#host.stopBaselines();
  }
}

/** The settings' own seed, so that another one draws other strategies. */
function seedOf({ head }: RunReport): number {
  const seed = head.settings.seed;
  return typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0 ? seed : 0;
}
