/** Takes files in, puts one of them into use and runs on it; asks where a file can't be read without an answer. */

import type { FileChoices, Problem, Question, Slice } from '../../shared/protocol';
import { answered, partOf, type AskingFile, type DataFile, type FileProblem } from '../data';
import type { TextStore } from '../draft';
import { problem, type Engine } from '../engine';
import { joined } from '../files/files';
import { openingOrder, type DataLibrary } from '../files/library.svelte';
import { lookAtOthers } from '../files/look';
import { isLost, LOST } from '../files/lost';
import { fetchSample } from '../samples';
import { rememberChoices, rememberedChoices } from '../schema-memory';
import type { Activity } from './activity.svelte';
import type { DataReader } from './data-reader.svelte';
import type { Runner } from './runner.svelte';

interface Uses {
  engine: Engine;
  store: TextStore;
  library: DataLibrary;
  reader: DataReader;
  runner: Runner;
  activity: Activity;
}

export class Opener {
  asking = $state.raw<AskingFile | null>(null);
  problem = $state.raw<FileProblem | null>(null);
  /** Whether a file was asked for since the page began. */
  wasAsked = false;

  /** The file a run would read first: none is in use, and this one was not refused. */
  readonly #waiting = $derived.by(() => {
    if (this.#uses.reader.data !== null || this.asking !== null) return undefined;
    const fit = this.#uses.library.entries.filter(({ problem: found }) => found === null);
    return openingOrder(fit)[0];
  });
  readonly canRun = $derived.by(
    () => this.#uses.reader.data !== null || this.#waiting !== undefined,
  );

  readonly #uses: Uses;

  constructor(uses: Uses) {
    this.#uses = uses;
  }

  /** `fetched` is on its way already where it was asked for ahead. */
  async openSample(choices?: FileChoices, fetched = fetchSample()): Promise<void> {
    try {
      const file = await fetched;
      if (choices === undefined) await this.open(file);
      else await this.use(this.#uses.library.add(file).id, choices);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.problem = { fileName: 'Sample data', message };
    }
  }

  /** Takes a file and runs on it. When it can't be used, the data from before stays. */
  async open(file: DataFile): Promise<void> {
    await this.openAll([file]);
  }

  /**
   * Takes files in and runs on the first that can be used, or that for training; looks at the others after
   * that. Those that can't be used are told together, after the problems `before`.
   */
  async openAll(files: DataFile[], before: FileProblem[] = []): Promise<void> {
    this.wasAsked = true;
    const entries = files.map((file) => this.#uses.library.add(file));
    const waiting = openingOrder(entries).map(({ id }) => id);
    const problems = [...before];
    await this.#uses.activity.next(async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const found = await this.#open(id);
        if (found === null) break;
        problems.push(found);
      }
      this.problem = joined(problems);
    });
    const unfit = await lookAtOthers(this.#uses.library, waiting, this.#uses.engine, (columns) =>
      rememberedChoices(this.#uses.store, columns),
    );
    if (unfit.length > 0) this.problem = joined([...problems, ...unfit]);
  }

  /** Whether bytes are a file that can be read, or several of the same columns. */
  async isReadable(blob: Blob): Promise<boolean> {
    const glance = this.#uses.engine.glance();
    try {
      return (await glance.look(blob, {})).error === null;
    } catch {
      return false;
    } finally {
      glance.close();
    }
  }

  /** Makes an open file the one in use, read as `choices` say, and runs on it. */
  async use(id: number, choices?: FileChoices): Promise<void> {
    this.wasAsked = true;
    await this.#uses.activity.next(async () => {
      this.problem = await this.#open(id, choices);
    });
  }

  /** Reads another part of an open file, or all of it. */
  async usePart(id: number, slice: Slice | undefined): Promise<void> {
    await this.use(id, partOf(this.#uses.library.get(id)?.choices ?? {}, slice));
  }

  /** Makes several entries of one file, each a part with a label; the first is run. */
  async split(id: number, parts: { label: string; slice: Slice }[]): Promise<void> {
    this.#uses.library.split(id, parts);
    await this.use(id);
  }

  /** Closes a file. The one in use makes room for its neighbour, or for nothing. */
  async close(id: number): Promise<void> {
    const wasInUse = this.#uses.reader.data?.id === id;
    const next = this.#uses.library.remove(id);
    if (this.asking?.id === id) this.asking = null;
    if (!wasInUse) return;
    await this.#uses.activity.next(() => {
      this.#uses.reader.release();
      if (next === null) this.#uses.runner.result = null;
      return Promise.resolve();
    });
    if (next !== null) await this.use(next.id);
  }

  async answer(question: Question, answer: string): Promise<void> {
    if (this.asking === null) return;
    const { id, report, choices } = this.asking;
    const changed = answered(choices, question, answer);
    rememberChoices(this.#uses.store, report.columns, changed);
    await this.use(id, changed);
  }

  /** Takes the person's columns, unit, zone or symbol for the file in use, and for others like it. */
  async changeColumns(choices: FileChoices): Promise<void> {
    const { data } = this.#uses.reader;
    if (data === null) return;
    rememberChoices(this.#uses.store, data.report.columns, choices);
    await this.use(data.id, choices);
  }

  /** Runs on the file in use; a run under way is stopped first. */
  async run(): Promise<void> {
    await this.#uses.activity.next(() => this.#run());
  }

  async #run(): Promise<void> {
    const { data } = this.#uses.reader;
    if (data === null) {
      // A stop or a wrong setting kept it from being read.
      const id = this.#waiting?.id;
      if (id !== undefined) this.problem = await this.#open(id);
      return;
    }
    const refused = await this.#uses.runner.run();
    if (refused !== null) this.problem = await this.#notRead(data.id, refused);
  }

  /** Reads an open file and runs on it, or asks. Says why it can't be used; the data before stays then. */
  async #open(id: number, given?: FileChoices): Promise<FileProblem | null> {
    const entry = this.#uses.library.get(id);
    if (entry === null) return null;
    this.#uses.activity.phase = 'reading';
    this.problem = null;
    this.asking = null;
    const { file } = entry;
    if (await isLost(file.blob)) return this.#uses.library.fail(id, LOST);
    const { outcome, choices } = await this.#uses.reader.look(
      file,
      given ?? entry.choices ?? undefined,
    );
    if (!outcome.ok) return this.#notRead(id, outcome.problem);
    const report = outcome.value;
    if (report.error !== null) {
      return this.#notRead(id, { ...problem('data', report.error.message), ...report.error });
    }
    if (report.questions.length > 0) {
      this.#uses.library.change(id, { report, choices });
      this.asking = { id, file, report, choices };
      return null;
    }
    const refused = await this.#uses.reader.use({ id, file, report, choices });
    if (refused !== null) return this.#notRead(id, refused);
    this.#uses.library.use(id);
    await this.#run();
    return null;
  }

  /** A stop and a wrong setting are no fault of the file. */
  async #notRead(id: number, found: Problem): Promise<FileProblem | null> {
    const entry = this.#uses.library.get(id);
    const isGone = found.kind !== 'cancelled' && entry !== null && (await isLost(entry.file.blob));
    if (isGone) return this.#uses.library.fail(id, LOST);
    if (found.kind === 'data') return this.#uses.library.fail(id, found.message, found.slice);
    this.#uses.runner.fail(found);
    return null;
  }
}
