/** The runs kept in this browser: in order, chosen to be compared, starred, named, deleted. */

import type { DataFingerprints, RunReport } from '../../shared/protocol';
import { Parts } from '../parts/parts.svelte';
import type { StoreProblem, Stored } from '../store/database';
import { exported, readRunsFile } from './exchange';
import { inputsKey, keptRun, type KeptRun, type RunInputs } from './kept-run';
import { merged } from './merge';
import { reproduction, type Reproduction } from './reproduction';
import { autoName, freeName, runName } from './run-name';
import type { RunStore } from './run-store';

/** Runs kept besides starred ones. */
export const KEPT = 200;
/** Runs compared at most. */
export const COMPARED = 6;

export class Runs {
  /** The last one first. */
  all = $state.raw<KeptRun[]>([]);
  /** Why runs are not kept; they stay until the page is left. */
  problem = $state.raw<StoreProblem | null>(null);
  /** One sentence about what was just done, or could not be. */
  notice = $state<string | null>(null);
  /** Deleted last, and can be brought back. */
  deleted = $state.raw<KeptRun[]>([]);
  /** The run whose result is in view. */
  current = $state<string | null>(null);
  /** What came of running an opened run again. */
  reproduced = $state.raw<(Reproduction & { of: string }) | null>(null);
  /** One script on several files. */
  readonly parts = new Parts();
  #chosen = $state.raw<string[]>([]);
  #base = $state<string | null>(null);

  /** Those to compare, in the order chosen. */
  readonly compared = $derived.by(() => this.#chosen.flatMap((id) => this.byId(id) ?? []));
  /** The one that the others are measured by. */
  readonly base = $derived(
    this.compared.find(({ id }) => id === this.#base) ?? this.compared[0] ?? null,
  );

  readonly #store: RunStore;
  readonly #now: () => number;
  /** Opened to be run again. */
  #awaited: KeptRun | null = null;
  /** Ids of runs that the store has not taken. */
  #unsaved: string[] = [];

  constructor(store: RunStore, now: () => number = Date.now) {
    this.#store = store;
    this.#now = now;
    store.onChange(() => void this.read());
  }

  async read(): Promise<void> {
    const read = await this.#store.read();
    if (!read.ok) {
      this.problem = read.problem;
      return;
    }
    const isUnsaved = ({ id }: KeptRun): boolean => this.#unsaved.includes(id);
    const others = read.value.filter((run) => !isUnsaved(run));
    this.all = inOrder([...this.all.filter(isUnsaved), ...others]);
  }

  byId(id: string): KeptRun | undefined {
    return this.all.find((run) => run.id === id);
  }

  /** Keeps a finished run; one of the same inputs counts as the same, run once more. Returns its id. */
  async keep(inputs: RunInputs, report: RunReport, data: DataFingerprints | null): Promise<string> {
    const now_ms = this.#now();
    const name = autoName(inputs, this.#names());
    const run = keptRun(inputs, report, data, { id: newId(), name, now_ms });
    const key = inputsKey(run);
    const same = this.all.find((kept) => inputsKey(kept) === key);
    const kept = same === undefined ? run : { ...same, last_ms: now_ms, times: same.times + 1 };
    this.current = kept.id;
    this.#judge(run);
    await this.#change([kept], same === undefined ? this.#surplus() : []);
    return kept.id;
  }

  rename(id: string, wanted: string): Promise<void> {
    const others = this.all.filter((run) => run.id !== id).map(({ name }) => name);
    if (runName(wanted) === '') return Promise.resolve();
    return this.#edit(id, { name: freeName(wanted, others), is_named: true });
  }

  star(id: string, is_starred: boolean): Promise<void> {
    return this.#edit(id, { is_starred });
  }

  /** Takes runs out; `undo` brings them back until others are deleted. */
  async remove(ids: string[]): Promise<void> {
    this.deleted = this.all.filter(({ id }) => ids.includes(id));
    this.notice = null;
    await this.#change([], ids);
  }

  async undo(): Promise<void> {
    const back = this.deleted;
    this.deleted = [];
    await this.#change(back, []);
  }

  isChosen(id: string): boolean {
    return this.#chosen.includes(id);
  }

  /** Chooses a run to compare, or lets it go. The seventh is refused with a sentence. */
  choose(id: string, isWanted: boolean): void {
    this.notice = null;
    const others = this.#chosen.filter((chosen) => chosen !== id && this.byId(chosen));
    if (isWanted && others.length >= COMPARED) {
      this.notice = `Up to six runs are compared: take one out before you add ${this.byId(id)?.name ?? 'another'}.`;
    } else this.#chosen = isWanted ? [...others, id] : others;
  }

  chooseNone(): void {
    this.#chosen = [];
  }

  measureBy(id: string): void {
    this.#base = id;
  }

  /** Expects the next run to repeat this one. */
  awaitRepeat(run: KeptRun): void {
    this.#awaited = run;
    this.reproduced = null;
  }

  export(): string {
    return exported(this.all);
  }

  /** Adds the runs of a file to those kept, and says what became of them. */
  async import(file: Blob): Promise<void> {
    const read = await readRunsFile(file);
    if (!read.ok) {
      this.notice = read.message;
      return;
    }
    const { add, text } = merged(read.value, this.all, KEPT, newId);
    await this.#change(add, []);
    this.notice = text;
  }

  #names(): string[] {
    return this.all.map(({ name }) => name);
  }

  /** Says whether the run is what an opened one was. */
  #judge(run: KeptRun): void {
    const awaited = this.#awaited;
    this.#awaited = null;
    this.reproduced =
      awaited?.script.text === run.script.text
        ? { ...reproduction(awaited, run), of: awaited.id }
        : null;
  }

  /** Ids of the oldest that are one too many once another comes. */
  #surplus(): string[] {
    const unstarred = this.all.filter((run) => !run.is_starred && !this.isChosen(run.id));
    return unstarred.slice(KEPT - 1).map(({ id }) => id);
  }

  async #edit(id: string, changes: Partial<KeptRun>): Promise<void> {
    const run = this.byId(id);
    if (run !== undefined) await this.#change([{ ...run, ...changes }], []);
  }

  /** Changes what is in view at once, and what is stored as soon as it can. */
  async #change(put: KeptRun[], remove: string[]): Promise<void> {
    const changed = [...remove, ...put.map(({ id }) => id)];
    this.all = inOrder([...put, ...this.all.filter(({ id }) => !changed.includes(id))]);
    this.#unsaved = this.#unsaved.filter((id) => !changed.includes(id));
    this.#unsaved.push(...put.map(({ id }) => id));
    // What goes out makes room for what comes in; what did not fit before is tried again.
    let written: Stored<null> =
      remove.length > 0 ? await this.#store.write([], remove) : { ok: true, value: null };
    const waiting = this.all.filter(({ id }) => this.#unsaved.includes(id));
    if (written.ok && waiting.length > 0) {
      written = await this.#store.write(waiting, []);
      if (written.ok) {
        this.#unsaved = this.#unsaved.filter((id) => !waiting.some((run) => run.id === id));
      }
    }
    this.problem = written.ok ? null : written.problem;
  }
}

function inOrder(runs: KeptRun[]): KeptRun[] {
  return [...runs].sort((a, b) => b.last_ms - a.last_ms);
}

/** Sixteen random hexadecimal digits; `randomUUID` is not there on plain http. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
