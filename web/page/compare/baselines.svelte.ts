/** The baselines of the page: files of other runs, read in a thread of their own, and those without files. */

import { grouped } from '../../shared/baseline/grouping';
import type { BaselineApi } from '../../shared/baseline/api';
import type { Connection } from '../workers';
import { Chance, type StudyHost } from './chance.svelte';
import { LikeRun } from './like-run.svelte';
import { Baseline, type BaselineFile } from './baseline.svelte';

/** A file with its path within the folder it came in. */
export interface ImportedFile {
  path: string;
  blob: Blob;
}

export interface Refused {
  path: string;
  message: string;
}

export interface ReadProgress {
  path: string;
  /** Files read and in all. */
  done: number;
  files: number;
  /** Of the file under way. */
  bytes: number;
  size: number;
}

/** Models and checkpoints lie in a run's folder too; they hold nothing to compare. */
const READABLE = /\.(csv|tsv|txt|json|log)$/iu;

export class Baselines {
  all = $state.raw<Baseline[]>([]);
  current = $state.raw<Baseline | null>(null);
  refused = $state.raw<Refused[]>([]);
  /** Files of a folder that were not looked at, by what their names end with. */
  passedOver = $state.raw(0);
  progress = $state.raw<ReadProgress | null>(null);
  /** Whether the equity in view is laid over the overview's chart too. */
  isLaidOver = $state(true);

  readonly #open: () => Connection<BaselineApi>;
  #reader: Connection<BaselineApi> | null = null;
  #nextId = 1;
  #stopping = new AbortController();
  /** One import after the other. */
  #queue: Promise<void> = Promise.resolve();

  /** Baselines without files. */
  readonly chance: Chance;
  readonly like = new LikeRun();

  constructor(open: () => Connection<BaselineApi>, host: StudyHost) {
    this.#open = open;
    this.chance = new Chance(host);
  }

  /** The thread that keeps the columns; it lives as long as a baseline does. */
  get reader(): Connection<BaselineApi> {
    this.#reader ??= this.#open();
    return this.#reader;
  }

  /** Reads files and makes baselines of them, or adds them to one. What can't be read is told in `refused`. */
  add(files: ImportedFile[], to: Baseline | null = null): Promise<void> {
    this.#queue = this.#queue.then(() => this.#add(files, to));
    return this.#queue;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#reader?.api.stop();
  }

  remove(baseline: Baseline): void {
    for (const { id } of baseline.kept) void this.#reader?.api.forget(id);
    this.all = this.all.filter((one) => one !== baseline);
    if (this.current === baseline) this.current = this.all[0] ?? null;
    if (this.all.length > 0) return;
    // Ending the thread gives its memory back.
    this.#reader?.close();
    this.#reader = null;
  }

  /** Reads a large behaviour file of which only the beginning is known. */
  readWhole(baseline: Baseline, file: BaselineFile): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      const found = await this.#read(file.path, file.blob, true, 0, 1);
      this.progress = null;
      if (found?.kept) {
        baseline.files = baseline.files.map((one) => (one.path === file.path ? found : one));
      }
    });
    return this.#queue;
  }

  async #add(files: ImportedFile[], to: Baseline | null): Promise<void> {
    this.refused = [];
    this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    const isFolder = files.some(({ path }) => path.includes('/'));
    const readable = isFolder ? files.filter(({ path }) => READABLE.test(path)) : files;
    this.passedOver = files.length - readable.length;
    const found: BaselineFile[] = [];
    const { reader } = this;
    for (const [done, { path, blob }] of readable.entries()) {
      if (signal.aborted) break;
      const file = await this.#read(path, blob, readable.length === 1, done, readable.length);
      if (file !== null) found.push(file);
    }
    this.progress = null;
    // What was read is lost with the thread.
    if (this.#reader !== reader) return;
    if (found.length === 0 && readable.length === 0) {
      this.refused = [{ path: '', message: 'There is no CSV or JSON file in it.' }];
    }
    if (to !== null) to.files = merged(to.files, found);
    else this.#make(found);
    await Promise.all(this.all.map((baseline) => this.#chooseBest(baseline)));
  }

  #make(found: BaselineFile[]): void {
    const groups = grouped(found.map((file) => ({ ...file, kind: kindOf(file) })));
    const made = groups.map(({ name, files }) => new Baseline(this.#nextId++, name, files));
    this.all = [...this.all, ...made];
    this.current = made[0] ?? this.current;
  }

  async #read(
    path: string,
    blob: Blob,
    isWhole: boolean,
    done: number,
    files: number,
  ): Promise<BaselineFile | null> {
    const { size } = blob;
    const tell = (bytes: number): void => {
      this.progress = { path, done, files, bytes, size };
    };
    tell(0);
    const reader = this.reader;
    const dead = reader.failed.catch((error: unknown) => ({ died: reasonOf(error) }));
    try {
      const read = await Promise.race([reader.api.read(blob, isWhole, tell), dead]);
      if ('died' in read) this.#lose(path, read.died);
      else if ('file' in read) return { path, blob, kept: read.file, unread: null };
      else if ('unread' in read) return { path, blob, kept: null, unread: read.unread };
      else if (read.code !== 'STOPPED') this.#refuse(path, read.message);
    } catch (error) {
      this.#refuse(path, `It can't be read: ${reasonOf(error)}.`);
    }
    return null;
  }

  /** The thread that kept every column is gone, as when memory does not reach. */
  #lose(path: string, reason: string): void {
    this.#reader?.close();
    this.#reader = null;
    this.all = [];
    this.current = null;
    this.#stopping.abort();
    this.#refuse(path, `What reads such files broke down (${reason}); drop the baselines again.`);
  }

  #refuse(path: string, message: string): void {
    this.refused = [...this.refused, { path, message }];
  }

  /** A log's best candidate is the first in view. */
  async #chooseBest(baseline: Baseline): Promise<void> {
    const { log } = baseline;
    if (log === null || baseline.candidate !== null || log.about.best_row === null) return;
    baseline.candidate = await this.reader.api.candidateAt(log.id, log.about.best_row);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function kindOf({ kept }: BaselineFile): string {
  return kept?.about.kind ?? 'behavior';
}

/** A file of the same path takes the earlier one's place. */
function merged(before: BaselineFile[], found: BaselineFile[]): BaselineFile[] {
  const paths = new Set(found.map(({ path }) => path));
  return [...before.filter(({ path }) => !paths.has(path)), ...found];
}
