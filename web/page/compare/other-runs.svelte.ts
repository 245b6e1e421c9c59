/** Files of other runs. What reads them is loaded with the first. */

import type { RunKeeper } from '../runs/run-keeper.svelte';
import type { Baselines, ImportedFile } from './baselines.svelte';
import type { StudyHost } from './chance.svelte';

export class OtherRuns {
  /** Null until the first is opened. */
  baselines = $state.raw<Baselines | null>(null);

  /** Called when files of other runs come in, so that they are shown. */
  onimport: () => void = () => undefined;

  readonly #host: StudyHost;
  readonly #keeper: RunKeeper;

  constructor(host: StudyHost, keeper: RunKeeper) {
    this.#host = host;
    this.#keeper = keeper;
  }

  async open(): Promise<Baselines> {
    const [{ Baselines }, { openReader }] = await Promise.all([
      import('./baselines.svelte'),
      import('./reader'),
    ]);
    this.baselines ??= new Baselines(openReader, this.#host);
    return this.baselines;
  }

  /** Takes them in; runs of this page among them are kept, the others are baselines. */
  async import(files: ImportedFile[]): Promise<void> {
    const others = await this.#keeper.takeFiles(files);
    if (others.length === 0) return;
    this.onimport();
    await (await this.open()).add(others);
  }
}
