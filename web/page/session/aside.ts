/** Runs on open files that stay out of use. */

import type { Outcome } from '../../shared/protocol';
import { settingsOfPart } from '../../shared/slice';
import { problem } from '../engine';
import type { DataLibrary } from '../files/library.svelte';
import type { Activity } from './activity.svelte';
import type { DataReader } from './data-reader.svelte';
import type { FinishedRun } from './finished-run';
import type { Runner } from './runner.svelte';

interface Uses {
  library: DataLibrary;
  reader: DataReader;
  runner: Runner;
  activity: Activity;
}

export class Aside {
  readonly #uses: Uses;

  constructor(uses: Uses) {
    this.#uses = uses;
  }

  /** Runs the script as it stands, with the settings in force, on an open file. */
  async run(id: number): Promise<Outcome<FinishedRun>> {
    const outcomes: Outcome<FinishedRun>[] = [];
    await this.#uses.activity.next(async () => {
      outcomes.push(await this.#run(id));
    });
    return outcomes[0] ?? { ok: false, problem: problem('internal_error', 'The run did not end.') };
  }

  async #run(id: number): Promise<Outcome<FinishedRun>> {
    const entry = this.#uses.library.get(id);
    if (entry === null) return { ok: false, problem: problem('data', 'The file was closed.') };
    this.#uses.activity.phase = 'reading';
    const { file } = entry;
    const { outcome, choices } = await this.#uses.reader.look(file, entry.choices ?? undefined);
    if (!outcome.ok) return outcome;
    const report = outcome.value;
    const message = report.error?.message ?? report.questions[0]?.message;
    if (message !== undefined) return { ok: false, problem: problem('data', message) };
    const read = await this.#uses.reader.borrow({ id, file, report, choices });
    if (!read.ok) return read;
    return this.#uses.runner.runAside(read.value, settingsOfPart(read.value.loaded.report.part));
  }
}
