/** Runs as the tests need them. */

import type { ResultHead } from '../../../web/shared/protocol';
import { keptRun, type KeptRun, type RunInputs } from '../../../web/page/runs/kept-run';
import type { RunStore } from '../../../web/page/runs/run-store';
import { resultHead, runReport } from '../fakes';

export function inputs(changes: Partial<RunInputs> = {}): RunInputs {
  return {
    script: { name: 'cross.lua', text: '-- cross' },
    preset: 'mes',
    edits: {},
    params: {},
    file: { name: 'bars.parquet', is_sample: false, choices: {}, label: '' },
    ...changes,
  };
}

/** Settings as the engine would report them for these inputs. */
export function headOf(made: RunInputs, changes: Partial<ResultHead> = {}): ResultHead {
  const settings = { initial_balance: 10000, timezone: 'UTC', ...made.edits, params: made.params };
  return resultHead({ settings, ...changes });
}

export function run(changes: Partial<KeptRun> = {}): KeptRun {
  const made = keptRun(
    inputs(),
    runReport(headOf(inputs())),
    { bars: 'b1', data: 'd1' },
    { id: 'r1', name: 'cross · MES', now_ms: 1000 },
  );
  return { ...made, ...changes };
}

/** A store in memory. */
export class MemoryRuns implements RunStore {
  kept = new Map<string, KeptRun>();
  refusal: 'full' | 'unavailable' | null = null;
  changed: () => void = () => undefined;

  read(): ReturnType<RunStore['read']> {
    return Promise.resolve(this.#refused() ?? { ok: true, value: [...this.kept.values()] });
  }

  write(put: KeptRun[], remove: string[]): ReturnType<RunStore['write']> {
    const refused = this.#refused();
    if (refused !== null && !(this.refusal === 'full' && put.length === 0)) {
      return Promise.resolve(refused);
    }
    for (const one of put) this.kept.set(one.id, one);
    for (const id of remove) this.kept.delete(id);
    return Promise.resolve({ ok: true, value: null });
  }

  onChange(callback: () => void): void {
    this.changed = callback;
  }

  #refused(): { ok: false; problem: { kind: 'full' | 'unavailable'; message: string } } | null {
    if (this.refusal === null) return null;
    return { ok: false, problem: { kind: this.refusal, message: 'No room.' } };
  }
}
