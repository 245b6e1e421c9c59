/** A replay under way or done, of the behaviour file in view. */

import type { SettingsInput } from '../../shared/protocol';
import type { LoadedData } from '../data';
import type { Connection, Workers } from '../workers';
import type { BaselineApi, KeptFile } from '../../shared/baseline/api';
import { openReplay, type WindowReplay } from './replay';

export class Replay {
  phase = $state<'running' | 'done' | 'stopped' | 'failed'>('running');
  windows = $state.raw<WindowReplay[]>([]);
  message = $state('');
  readonly total: number;
  readonly settings: SettingsInput;
  /** Settings that the files do not tell. */
  readonly assumed: string[];

  #isStopped = false;

  constructor(total: number, settings: SettingsInput, assumed: string[]) {
    this.total = total;
    this.settings = settings;
    this.assumed = assumed;
  }

  async run(
    data: LoadedData,
    workers: Workers,
    reader: Connection<BaselineApi>,
    file: KeptFile,
  ): Promise<void> {
    try {
      const opened = await openReplay(data, workers);
      if (!opened.ok) {
        this.phase = 'failed';
        this.message = opened.problem.message;
        return;
      }
      await this.#all(opened.value.replay, reader, file);
      opened.value.close();
      if (this.phase === 'running') this.phase = 'done';
    } catch (error) {
      this.phase = 'failed';
      this.message = error instanceof Error ? error.message : String(error);
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.phase = 'stopped';
  }

  async #all(
    replay: (
      settings: SettingsInput,
      place: number,
      window: NonNullable<Awaited<ReturnType<BaselineApi['window']>>>,
    ) => Promise<WindowReplay>,
    reader: Connection<BaselineApi>,
    file: KeptFile,
  ): Promise<void> {
    for (let place = 0; place < this.total && !this.#isStopped; place += 1) {
      const window = await reader.api.window(file.id, place);
      if (window === null) continue;
      const found = await replay(this.settings, place, window);
      this.windows = [...this.windows, found];
    }
  }
}
