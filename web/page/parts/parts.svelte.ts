/** One script on several open files: train, validation, test, each a column. */

import { titleOf, type Entry } from '../files/library.svelte';
import { keptRun, type KeptRun } from '../runs/kept-run';
import type { Session } from '../session.svelte';

export interface PartColumn {
  id: number;
  /** `train`, …, or the file's name. */
  name: string;
  title: string;
  /** Null while it waits, or where it could not be run. */
  run: KeptRun | null;
  problem: string | null;
}

export class Parts {
  columns = $state.raw<PartColumn[]>([]);
  /** The column that is being run; null when none is. */
  at = $state<number | null>(null);
  /** What the columns are of; equal to `session.runner.wanted` while script and settings are the same. */
  of = $state<string | null>(null);

  #isStopped = false;

  /** Runs on each of these files, one in memory at a time; the one in use comes last, so that its result is in view. */
  async run(session: Session, entries: Entry[]): Promise<void> {
    this.#isStopped = false;
    this.of = session.runner.wanted;
    this.columns = entries.map((entry) => {
      const title = titleOf(entry, session.library.entries);
      return { id: entry.id, name: entry.label || title, title, run: null, problem: null };
    });
    const inUse = session.data?.id;
    const order = this.columns.map((_, place) => place);
    order.sort(
      (a, b) => Number(this.columns[a]?.id === inUse) - Number(this.columns[b]?.id === inUse),
    );
    for (const place of order) {
      const id = this.columns[place]?.id;
      if (this.#hasStopped() || id === undefined) break;
      this.at = place;
      await (id === inUse ? this.#runInUse(session, place) : this.#runOther(session, place, id));
    }
    const isElsewhere = !entries.some(({ id }) => id === inUse);
    // The result in view is that of the file in use, whose bars the engine shall have again.
    if (isElsewhere && !this.#hasStopped()) await session.startRun();
    this.at = null;
  }

  async stop(session: Session): Promise<void> {
    this.#isStopped = true;
    await session.stop();
  }

  /** It changes while a run is awaited. */
  #hasStopped(): boolean {
    return this.#isStopped;
  }

  async #runOther(session: Session, place: number, id: number): Promise<void> {
    const outcome = await session.aside.run(id);
    if (outcome.ok) this.#fill(place, outcome.value);
    else this.#refuse(place, outcome.problem);
  }

  async #runInUse(session: Session, place: number): Promise<void> {
    const before = session.result;
    await session.startRun();
    const { result, failure } = session.runner;
    const errors = result?.report.head.errors;
    if (errors?.kind === 'cancelled') this.#refuse(place, errors);
    else if (failure !== null) this.#refuse(place, failure.problem);
    else if (result !== null && result !== before) this.#fill(place, result);
    else this.#change(place, { problem: session.files.problem?.message ?? 'It could not be run.' });
  }

  #fill(place: number, { inputs, report }: NonNullable<Session['result']>): void {
    const name = this.columns[place]?.name ?? '';
    const run = keptRun(inputs, report, null, { id: `part-${place}`, name, now_ms: 0 });
    this.#change(place, { run });
  }

  #refuse(place: number, { kind, message }: { kind: string; message: string }): void {
    if (kind === 'cancelled') this.#isStopped = true;
    this.#change(place, { problem: kind === 'cancelled' ? 'Stopped.' : message });
  }

  #change(place: number, changes: Partial<PartColumn>): void {
    this.columns = this.columns.map((column, at) =>
      at === place ? { ...column, ...changes } : column,
    );
  }
}
