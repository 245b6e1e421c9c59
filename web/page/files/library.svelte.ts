/** The files a person has open: each with a label, its choices and what is known of it. One is in use. */

import type { FileChoices, FileReport, Slice } from '../../shared/protocol';
import type { DataFile, FileProblem } from '../data';
import { guessLabel, labelOrder } from './labels';
import { LOST } from './lost';

/** One open file, or one part of it. Replaced whole when something of it changes. */
export interface Entry {
  readonly id: number;
  readonly file: DataFile;
  /** `train`, `validation`, `test`, a person's own word, or '' for none. */
  readonly label: string;
  /** What to read of the file and how; null until it was looked at. */
  readonly choices: FileChoices | null;
  /** What the file holds; null until it was looked at. */
  readonly report: FileReport | null;
  /** Why it could not be read when it was last tried. It can be tried again. */
  readonly problem: string | null;
}

export class DataLibrary {
  entries = $state.raw<Entry[]>([]);
  /** The file that the engine holds. */
  currentId = $state<number | null>(null);

  readonly current = $derived(this.entries.find(({ id }) => id === this.currentId) ?? null);
  /** All as people want them: train, validation, test, a person's own labels, then those without one. */
  readonly listed = $derived(
    this.entries.toSorted((a, b) => labelOrder(a.label) - labelOrder(b.label)),
  );
  readonly labelled = $derived(this.listed.filter(({ label }) => label !== ''));

  #nextId = 0;

  /**
   * Takes a file in. The same file again is the entry that is there; a file that could not be read any more
   * is replaced by one of its name.
   */
  add(file: DataFile): Entry {
    const same = this.entries.find(
      (entry) =>
        isSameFile(entry.file, file) || (entry.problem !== null && isNamesake(entry, file)),
    );
    if (same !== undefined) return this.change(same.id, { file, problem: null }) ?? same;
    return this.#append({ file, label: guessLabel(pathOf(file)), choices: null, report: null });
  }

  get(id: number): Entry | null {
    return this.entries.find((entry) => entry.id === id) ?? null;
  }

  /** Returns the changed entry; null when it was closed meanwhile. */
  change(id: number, changes: Partial<Omit<Entry, 'id'>>): Entry | null {
    const entry = this.get(id);
    if (entry === null) return null;
    const changed = { ...entry, ...changes };
    this.entries = this.entries.map((one) => (one.id === id ? changed : one));
    return changed;
  }

  /**
   * Says why a file can't be used. One that was never read goes, unless a part of it can be used or it may
   * come back.
   */
  fail(id: number, message: string, slice?: Slice): FileProblem | null {
    const entry = this.get(id);
    if (entry === null) return null;
    const mayServe = slice !== undefined || message === LOST;
    if (entry.report === null && !mayServe) this.remove(id);
    else this.change(id, { problem: message });
    const fileName = titleOf(entry, this.entries);
    return { fileName, message, ...(slice !== undefined && { offer: { id, slice } }) };
  }

  /** Makes one entry into several, each a part of the file with a label; the first stays the one it was. */
  split(id: number, parts: { label: string; slice: Slice }[]): void {
    this.entries = this.entries.flatMap((entry) => {
      if (entry.id !== id) return [entry];
      return parts.map(({ label, slice }, place): Entry => {
        const choices = { ...entry.choices, slice };
        return { ...entry, id: place === 0 ? id : this.#takeId(), label, choices };
      });
    });
  }

  /** Makes an entry the one in use. The sample goes when a person's own file comes. */
  use(id: number): void {
    this.currentId = id;
    this.entries = this.entries.filter((entry) => entry.id === id || !entry.file.isSample);
  }

  /** Closes a file. Returns the entry that takes its place in the list, if any. */
  remove(id: number): Entry | null {
    const place = this.listed.findIndex((entry) => entry.id === id);
    if (place < 0) return null;
    this.entries = this.entries.filter((entry) => entry.id !== id);
    if (this.currentId === id) this.currentId = null;
    return this.listed[place] ?? this.listed.at(-1) ?? null;
  }

  #append(rest: Omit<Entry, 'id' | 'problem'>): Entry {
    const entry = { id: this.#takeId(), problem: null, ...rest };
    this.entries = [...this.entries, entry];
    return entry;
  }

  #takeId(): number {
    this.#nextId += 1;
    return this.#nextId;
  }
}

/** Entries in the order in which to try them: that for training first, else as they came. */
export function openingOrder(entries: Entry[]): Entry[] {
  const first = entries.find(({ label }) => label === 'train');
  return first === undefined ? entries : [first, ...entries.filter((entry) => entry !== first)];
}

/** Whether a file waits for an answer before it can be used. */
export function asks({ report }: Entry): boolean {
  return report !== null && report.questions.length > 0;
}

/** Folders and name, as far as they are known. */
export function pathOf({ name, path }: DataFile): string {
  return path ?? name;
}

/** The name, with its folders where another open file goes by the same name. */
export function titleOf(entry: Entry, entries: Entry[]): string {
  const isShared = entries.some(
    ({ file }) => file.name === entry.file.name && pathOf(file) !== pathOf(entry.file),
  );
  return isShared ? pathOf(entry.file) : entry.file.name;
}

function isSameFile(a: DataFile, b: DataFile): boolean {
  return (
    pathOf(a) === pathOf(b) &&
    a.isSample === b.isSample &&
    a.blob.size === b.blob.size &&
    modified(a.blob) === modified(b.blob)
  );
}

function isNamesake({ file }: Entry, other: DataFile): boolean {
  return file.name === other.name && !file.isSample;
}

function modified(blob: Blob): number | null {
  return blob instanceof File ? blob.lastModified : null;
}
