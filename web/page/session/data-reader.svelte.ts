/** Looks at files, and reads their columns into the engine. */

import { featureColumns } from '../../shared/feature-columns';
import type { FileChoices, FileReport, Outcome, Problem, Slice } from '../../shared/protocol';
import { settingsOfPart, sliceOf } from '../../shared/slice';
import { partOf, repaired, serves, type DataFile, type LoadedData } from '../data';
import type { Engine } from '../engine';
import type { DataLibrary } from '../files/library.svelte';
import type { Activity } from './activity.svelte';
import type { Desk } from './desk.svelte';

/** An open file that was looked at, with the choices to read it by. */
export type Looked = Pick<LoadedData, 'id' | 'file' | 'report'> & { choices: FileChoices };

export class DataReader {
  /** The file in use. */
  data = $state.raw<LoadedData | null>(null);

  readonly #engine: Engine;
  readonly #desk: Desk;
  readonly #library: DataLibrary;
  readonly #activity: Activity;
  /** Choices made before for files with the same columns. */
  readonly #known: (report: FileReport) => FileChoices;
  /** Whether the engine holds another file than the one in use. */
  #isElsewhere = false;

  constructor(
    engine: Engine,
    desk: Desk,
    library: DataLibrary,
    activity: Activity,
    known: (report: FileReport) => FileChoices,
  ) {
    this.#engine = engine;
    this.#desk = desk;
    this.#library = library;
    this.#activity = activity;
    this.#known = known;
  }

  /** Looks at a file with the choices given, or with those made for a file of the same columns. */
  async look(
    file: DataFile,
    given?: FileChoices,
  ): Promise<{ outcome: Outcome<FileReport>; choices: FileChoices }> {
    const outcome = await this.#engine.inspect(file.blob, given ?? {});
    if (given !== undefined || !outcome.ok) return { outcome, choices: given ?? {} };
    const choices = this.#known(outcome.value);
    if (Object.keys(choices).length === 0) return { outcome, choices };
    return { outcome: await this.#engine.inspect(file.blob, choices), choices };
  }

  /** Takes a file into use. Says why when it can't be read; the one before stays then. */
  use(looked: Looked): Promise<Problem | null> {
    // What the settings said before any file is meant for the first one; later each file has its own part.
    const slice = looked.choices.slice ?? (this.data === null ? this.#wantedPart : undefined);
    return this.#take(looked, slice);
  }

  /** Sees to it that the engine holds what a run of the script as it stands needs of this file in use. */
  async provide(data: LoadedData): Promise<Problem | null> {
    const { profile, fixes } = this.#desk.settings;
    const extra = await this.#extra(data.report);
    const slice = this.#wantedPart;
    if (!this.#isElsewhere && serves(data.source, { profile, extra, fixes, slice })) return null;
    this.#activity.phase = 'reading';
    return this.#take({ ...data, choices: data.source.choices }, slice);
  }

  /** Reads a file into the engine that stays out of use. */
  async borrow(looked: Looked): Promise<Outcome<LoadedData>> {
    this.#isElsewhere = true;
    return this.#read(looked, looked.choices.slice);
  }

  /** Lets go of the file in use. */
  release(): void {
    this.#engine.unload();
    this.data = null;
    this.#desk.settings.setPart({});
  }

  get #wantedPart(): Slice | undefined {
    return sliceOf(this.#desk.settings.effective);
  }

  /** Columns of the file that the script names. */
  #extra(report: FileReport): Promise<string[]> {
    return this.#engine.answers.namedColumns(this.#desk.script.text, featureColumns(report));
  }

  async #take(looked: Looked, slice: Slice | undefined): Promise<Problem | null> {
    const read = await this.#read(looked, slice);
    if (!read.ok) return read.problem;
    const { id, report, file, source, loaded } = read.value;
    const { settings } = this.#desk;
    // The part is told by the settings from here on, as a result tells it.
    settings.setPart(settingsOfPart(loaded.report.part));
    this.#library.change(id, { report, choices: partOf(source.choices, slice), problem: null });
    source.choices = partOf(source.choices, this.#wantedPart);
    this.data = read.value;
    this.#isElsewhere = false;
    settings.market = { symbol: loaded.plan.symbol, fileName: file.name };
    return null;
  }

  /** Reads the columns that the script and the profile need; the engine holds them then. */
  async #read(looked: Looked, slice: Slice | undefined): Promise<Outcome<LoadedData>> {
    const { id, file, report } = looked;
    const { profile, fixes } = this.#desk.settings;
    const extra = await this.#extra(report);
    const choices = partOf(repaired(looked.choices, fixes), slice);
    const source = { file: file.blob, choices, profile, extra };
    const activity = this.#activity;
    const outcome = await this.#engine.load(source, (reading) => {
      if (activity.phase !== 'reading') return;
      activity.reading = { ...reading, fileName: file.name, rows: report.rows };
    });
    activity.reading = null;
    if (outcome.ok) return { ok: true, value: { id, file, report, source, loaded: outcome.value } };
    // A part without a bar is no fault of the file.
    const isSetting = slice !== undefined && outcome.problem.code === 'NO_ROWS';
    const problem = {
      ...outcome.problem,
      ...(isSetting && { kind: 'setting' as const, setting: 'offset' }),
    };
    return { ok: false, problem };
  }
}
