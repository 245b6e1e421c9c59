/** The one state object of the page: data, script, settings, run and result, and what can be done with them. */

import { featureColumns } from '../shared/feature-columns';
import { editsOfPart, settingsOfPart, sliceOf } from '../shared/slice';
import type {
  BaselineStudy,
  ChartLines,
  FileChoices,
  FileReport,
  IndicatorInfo,
  MetricInfo,
  Outcome,
  Place,
  Problem,
  Question,
  RunDetails,
  RunFingerprints,
  RunProgress,
  RunReport,
  SettingsInput,
  Slice,
  RunRequest,
} from '../shared/protocol';
import { knownZone } from './clock';
import {
  answered,
  partOf,
  repaired,
  serves,
  type AskingFile,
  type DataFile,
  type FileProblem,
  type LoadedData,
  type Reading,
} from './data';
import { Autosave } from './autosave.svelte';
import type { Baselines, ImportedFile } from './compare/baselines.svelte';
import { readDraft, type Draft, type TextStore } from './draft';
import { problem, type Engine } from './engine';
import type { Exports } from './export/exports.svelte';
import type { ExportKind } from './export/kinds';
import { isLost, LOST } from './files/lost';
import { joined } from './files/files';
import { DataLibrary, openingOrder } from './files/library.svelte';
import { lookAtOthers } from './files/look';
import { effectiveSettings } from './presets';
import type { RunInputs } from './runs/kept-run';
import { RunKeeper } from './runs/run-keeper.svelte';
import { fetchSample, fetchScript, SAMPLE_SCRIPT } from './samples';
import { rememberChoices, rememberedChoices } from './schema-memory';
import { fileName } from './script/library';
import { ScriptState } from './script/script.svelte';
import { SettingsState } from './settings/settings.svelte';
import type { View } from './view.svelte';
import { Sharing } from './share/sharing.svelte';
import type { Work } from './share/work';

export type Phase = 'starting' | 'idle' | 'reading' | 'running';

/** A finished run, and what it was a run of. */
export interface FinishedRun {
  report: RunReport;
  inputs: RunInputs;
  /** What the engine was asked for. */
  request: RunRequest;
  /** Compares equal to `Session.wanted` as long as the result is up to date. */
  of: string;
}

/** A run that gave no bar of result: a compile error, a wrong setting, a stop. */
export interface FailedRun {
  problem: Problem;
  of: string;
}

export class Session {
  phase = $state<Phase>('starting');
  data = $state.raw<LoadedData | null>(null);
  asking = $state.raw<AskingFile | null>(null);
  fileProblem = $state.raw<FileProblem | null>(null);
  /** How far the file is read. */
  reading = $state.raw<Reading | null>(null);
  progress = $state.raw<RunProgress | null>(null);
  result = $state.raw<FinishedRun | null>(null);
  /** The last run when it gave nothing to show; the result before it stays in view. */
  failure = $state.raw<FailedRun | null>(null);
  /** Tables beside the result in view; null until they are there. */
  details = $state.raw<RunDetails | null>(null);
  metrics = $state.raw<MetricInfo[]>([]);
  indicators = $state.raw<IndicatorInfo[]>([]);
  /** Files of other runs; null until the first is opened. */
  baselines = $state.raw<Baselines | null>(null);
  /** What writes files of the result; null until the first is asked for. */
  exports = $state.raw<Exports | null>(null);

  /** The files that are open; `data` is the one in use. */
  readonly library = new DataLibrary();
  readonly script: ScriptState;
  readonly settings: SettingsState;
  readonly autosave: Autosave;
  readonly keeper: RunKeeper;
  readonly sharing = new Sharing();
  /** Where drafts and small choices are kept. */
  readonly store: TextStore;
  /** Settles when the engine's tables are there. */
  readonly ready: Promise<void>;

  readonly busy = $derived(this.phase === 'reading' || this.phase === 'running');
  /** All that decides a result, as text. */
  readonly wanted = $derived.by(() =>
    JSON.stringify([
      this.data?.id,
      this.data?.file.name,
      this.data?.source.choices,
      this.script.text,
      this.settings.effective,
      this.settings.params,
    ]),
  );
  readonly isStale = $derived(this.result !== null && this.result.of !== this.wanted);
  /** What the last run met, as long as nothing that decides it was changed since. */
  readonly problem = $derived.by((): Problem | null => {
    const last = this.failure ?? this.result;
    if (last?.of !== this.wanted) return null;
    return 'problem' in last ? last.problem : last.report.head.errors;
  });
  /** The problem of the script as it stands now. */
  readonly scriptProblem = $derived.by(
    () => this.script.compileProblem ?? (this.problem?.line == null ? null : this.problem),
  );
  /** Zone of every time shown: that of the run's days. */
  readonly timezone = $derived.by(() =>
    knownZone(this.result?.report.head.settings.timezone ?? this.settings.effective.timezone),
  );

  /** Called when files of other runs come in, so that they are shown. */
  onbaselines: () => void = () => undefined;

  readonly #engine: Engine;
  #finished: ((run: FinishedRun) => void)[] = [];
  #isReady: () => void = () => undefined;
  #fileAsked = false;
  /** Whether the engine holds another file than the one in use. */
  #isElsewhere = false;
  /** One load or run at a time, in the order asked for. */
  #queue: Promise<void> = Promise.resolve();

  constructor(engine: Engine, store: TextStore) {
    this.#engine = engine;
    this.store = store;
    this.keeper = new RunKeeper(engine);
    this.autosave = new Autosave(store, () => this.#collect());
    const changed = (): void => {
      this.autosave.later();
    };
    this.script = new ScriptState((text) => engine.check(text), changed);
    this.settings = new SettingsState(changed);
    this.ready = new Promise((resolve) => (this.#isReady = resolve));
  }

  /** Brings back the draft, or takes the sample script; then loads the sample data and runs. */
  async start(): Promise<void> {
    const draft = readDraft(this.store);
    if (draft !== null) this.#restore(draft);
    try {
      const [tables] = await Promise.all([
        this.#engine.tables(),
        draft === null ? this.openExample(SAMPLE_SCRIPT) : undefined,
      ]);
      this.metrics = tables.metrics;
      this.indicators = tables.indicators;
      this.settings.table = tables.settings;
      this.#isReady();
    } catch (error) {
      this.phase = 'idle';
      this.#fail(`Moontest could not start: ${reasonOf(error)}. Load the page again.`);
      return;
    }
    if (this.phase === 'starting') this.phase = 'idle';
    // A file dropped meanwhile goes first.
    if (!this.#fileAsked) await this.openSample();
  }

  async openExample(name: string): Promise<void> {
    try {
      const text = await fetchScript(name);
      this.settings.params = {};
      this.script.open(name, text, true);
    } catch (error) {
      this.fileProblem = { fileName: name, message: reasonOf(error) };
    }
  }

  openScript(name: string, text: string): void {
    this.settings.params = {};
    this.script.open(name, text);
  }

  openOwnScript(name: string): void {
    this.settings.params = {};
    this.script.openOwn(name);
  }

  /** Takes the present script out; the next one, or the sample, comes in its place. */
  async deleteScript(): Promise<void> {
    const text = await fetchScript(SAMPLE_SCRIPT).catch(() => '');
    this.settings.params = {};
    this.script.remove({ name: SAMPLE_SCRIPT, text });
  }

  /** Takes over a whole piece of work: its script becomes one of the person's own. */
  adopt(work: RunRequest & { name: string }): void {
    this.script.open(fileName(work.name), work.script);
    this.settings.adopt(work.settings);
    this.settings.params = work.params;
  }

  /** The person's own work as it stands. */
  work(): Work {
    const { scriptName, script, isOwn, preset, edits, params } = this.#collect();
    return { scriptName, script, isOwn, preset, edits, params };
  }

  /** Goes back to a work; the script as it stands now, if it is still among the person's. */
  resumeWork(work: Work): void {
    const isThere = work.isOwn && this.script.own.some(({ name }) => name === work.scriptName);
    if (isThere) this.script.openOwn(work.scriptName);
    else this.script.open(work.scriptName, work.script, !work.isOwn);
    this.settings.choice = work.preset;
    this.settings.edits = work.edits;
    this.settings.params = work.params;
    this.autosave.later();
  }

  bringBackScript(): void {
    this.settings.params = {};
    this.script.bringBack();
  }

  async openSample(choices?: FileChoices): Promise<void> {
    try {
      const file = await fetchSample();
      if (choices === undefined) await this.openFile(file);
      else await this.useFile(this.library.add(file).id, choices);
    } catch (error) {
      this.fileProblem = { fileName: 'Sample data', message: reasonOf(error) };
    }
  }

  /** Takes a file and runs on it. When it can't be used, the data from before stays. */
  async openFile(file: DataFile): Promise<void> {
    await this.openFiles([file]);
  }

  /**
   * Takes files in and runs on the first that can be used, or that for training; looks at the others after
   * that. Those that can't be used are told together, after the problems `before`.
   */
  async openFiles(files: DataFile[], before: FileProblem[] = []): Promise<void> {
    this.#fileAsked = true;
    const entries = files.map((file) => this.library.add(file));
    const waiting = openingOrder(entries).map(({ id }) => id);
    await this.stop();
    const problems = [...before];
    await this.#inTurn(async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const found = await this.#open(id);
        if (found === null) break;
        problems.push(found);
      }
      this.fileProblem = joined(problems);
    });
    const unfit = await lookAtOthers(this.library, waiting, this.#engine, (columns) =>
      rememberedChoices(this.store, columns),
    );
    if (unfit.length > 0) this.fileProblem = joined([...problems, ...unfit]);
  }

  /** Makes an open file the one in use, read as `choices` say, and runs on it. */
  async useFile(id: number, choices?: FileChoices): Promise<void> {
    this.#fileAsked = true;
    await this.stop();
    await this.#inTurn(async () => {
      this.fileProblem = await this.#open(id, choices);
    });
  }

  /** Reads another part of an open file, or all of it. */
  async usePart(id: number, slice: Slice | undefined): Promise<void> {
    await this.useFile(id, partOf(this.library.get(id)?.choices ?? {}, slice));
  }

  /** Makes several entries of one file, each a part with a label; the first is run. */
  async splitFile(id: number, parts: { label: string; slice: Slice }[]): Promise<void> {
    this.library.split(id, parts);
    await this.useFile(id);
  }

  /** Closes a file. The one in use makes room for its neighbour, or for nothing. */
  async closeFile(id: number): Promise<void> {
    const wasInUse = this.data?.id === id;
    const next = this.library.remove(id);
    if (this.asking?.id === id) this.asking = null;
    if (!wasInUse) return;
    await this.stop();
    await this.#inTurn(() => {
      this.#engine.unload();
      this.data = null;
      this.settings.setPart({});
      if (next === null) this.result = null;
      return Promise.resolve();
    });
    if (next !== null) await this.useFile(next.id);
  }

  async answer(question: Question, answer: string): Promise<void> {
    if (this.asking === null) return;
    const { id, report, choices } = this.asking;
    const changed = answered(choices, question, answer);
    rememberChoices(this.store, report.columns, changed);
    await this.useFile(id, changed);
  }

  /** Takes the person's columns, unit, zone or symbol for the file in use, and for others like it. */
  async changeColumns(choices: FileChoices): Promise<void> {
    if (this.data === null) return;
    const { id, report } = this.data;
    rememberChoices(this.store, report.columns, choices);
    await this.useFile(id, choices);
  }

  /** Runs on data repaired so; the text is that of the setting `data_fixes`. */
  async fixData(fixes: string): Promise<void> {
    const info = this.settings.table.find(({ name }) => name === 'data_fixes');
    if (info === undefined) return;
    this.settings.set(info, fixes);
    await this.startRun();
  }

  /** Reads an open file and runs on it, or asks. Says why it can't be used; the data before stays then. */
  async #open(id: number, given?: FileChoices): Promise<FileProblem | null> {
    const entry = this.library.get(id);
    if (entry === null) return null;
    this.phase = 'reading';
    this.fileProblem = null;
    this.asking = null;
    const { file } = entry;
    if (await isLost(file.blob)) return this.library.fail(id, LOST);
    const { outcome, choices } = await this.#look(file, given ?? entry.choices ?? undefined);
    if (!outcome.ok) return this.#notRead(id, outcome.problem);
    const report = outcome.value;
    if (report.error !== null) {
      return this.#notRead(id, { ...problem('data', report.error.message), ...report.error });
    }
    if (report.questions.length > 0) {
      this.library.change(id, { report, choices });
      this.asking = { id, file, report, choices };
      return null;
    }
    const source = { file: file.blob, choices, profile: this.settings.profile, extra: [] };
    // What the settings said before any file is meant for the first one; later each file has its own part.
    const slice = choices.slice ?? (this.data === null ? this.#wantedPart : undefined);
    const refused = await this.#load({ id, file, report, source }, slice);
    if (refused !== null) return this.#notRead(id, refused);
    this.library.use(id);
    await this.#run();
    return null;
  }

  /** A stop and a wrong setting are no fault of the file. */
  async #notRead(id: number, found: Problem): Promise<FileProblem | null> {
    const entry = this.library.get(id);
    const isGone = found.kind !== 'cancelled' && entry !== null && (await isLost(entry.file.blob));
    if (isGone) return this.library.fail(id, LOST);
    if (found.kind === 'data') return this.library.fail(id, found.message, found.slice);
    this.failure = { problem: found, of: this.wanted };
    return null;
  }

  /** Looks at a file with the choices given, or with those made for a file of the same columns. */
  async #look(
    file: DataFile,
    given?: FileChoices,
  ): Promise<{ outcome: Outcome<FileReport>; choices: FileChoices }> {
    const outcome = await this.#engine.inspect(file.blob, given ?? {});
    if (given !== undefined || !outcome.ok) return { outcome, choices: given ?? {} };
    const choices =
      this.sharing.received?.choicesFor(outcome.value) ??
      rememberedChoices(this.store, outcome.value.columns);
    if (Object.keys(choices).length === 0) return { outcome, choices };
    return { outcome: await this.#engine.inspect(file.blob, choices), choices };
  }

  /** Runs the script as it stands; a run under way is stopped first. */
  async startRun(): Promise<void> {
    await this.stop();
    await this.#inTurn(() => this.#run());
  }

  /** The next bar, from `from` on, that has what a notice about the data in use tells of. */
  async nextPlace(code: string, from: number): Promise<Place | null> {
    return this.#engine.nextPlace(code, from);
  }

  /** Calls back after each run that gave a result. Returns what ends it. */
  onFinished(listener: (run: FinishedRun) => void): () => void {
    this.#finished = [...this.#finished, listener];
    return () => {
      this.#finished = this.#finished.filter((one) => one !== listener);
    };
  }

  /** What tells this run from any other; null when the engine holds it no more. */
  fingerprints(of: RunReport): Promise<RunFingerprints | null> {
    return this.#engine.fingerprints(of);
  }

  /** Finer lines of the result in view; null when it is there no more. */
  async lines(of: RunReport, from: number, to: number): Promise<ChartLines | null> {
    return this.#engine.lines(of, from, to);
  }

  /** Saves the result in view, or a part of it, as a file. */
  async exportResult(kind: ExportKind, view: View): Promise<void> {
    const { Exports } = await import('./export/exports.svelte');
    this.exports ??= new Exports(this.#engine);
    await this.exports.write(kind, this, view);
  }

  /** Baselines without files of a run; null when it is there no more, or was overtaken. */
  study(
    of: RunReport,
    request: { seed: number; count: number },
    onProgress: (study: BaselineStudy) => void,
  ): Promise<Outcome<BaselineStudy> | null> {
    return this.#engine.baselines(of, request, onProgress);
  }

  stopStudy(): Promise<void> {
    return this.#engine.stopBaselines();
  }

  /** What reads files of other runs, loaded on first use. */
  async openBaselines(): Promise<Baselines> {
    const [{ Baselines }, { openReader }] = await Promise.all([
      import('./compare/baselines.svelte'),
      import('./compare/reader'),
    ]);
    this.baselines ??= new Baselines(openReader, this);
    return this.baselines;
  }

  async importBaselines(files: ImportedFile[]): Promise<void> {
    const others = await this.keeper.takeFiles(files);
    if (others.length === 0) return;
    this.onbaselines();
    await (await this.openBaselines()).add(others);
  }

  async stop(): Promise<void> {
    if (this.busy) await this.#engine.stop();
  }

  /** Takes a file, or the part `slice` of it, into use. Says why when it can't be read. */
  async #load(data: Omit<LoadedData, 'loaded'>, slice: Slice | undefined): Promise<Problem | null> {
    const read = await this.#read(data, slice);
    if (!read.ok) return read.problem;
    const { source, loaded } = read.value;
    // The part is told by the settings from here on, as a result tells it.
    this.settings.setPart(settingsOfPart(loaded.report.part));
    const { report } = data;
    this.library.change(data.id, { report, choices: partOf(source.choices, slice), problem: null });
    source.choices = partOf(source.choices, this.#wantedPart);
    this.data = read.value;
    this.#isElsewhere = false;
    this.settings.market = { symbol: loaded.plan.symbol, fileName: data.file.name };
    return null;
  }

  /** Reads the columns that the script and the profile need; the engine holds them then. */
  async #read(
    data: Omit<LoadedData, 'loaded'>,
    slice: Slice | undefined,
  ): Promise<Outcome<LoadedData>> {
    const profile = this.settings.profile;
    const extra = await this.#engine.namedColumns(this.script.text, featureColumns(data.report));
    const choices = partOf(repaired(data.source.choices, this.settings.fixes), slice);
    const source = { ...data.source, choices, profile, extra };
    const outcome = await this.#engine.load(source, (reading) => {
      if (this.phase !== 'reading') return;
      this.reading = { ...reading, fileName: data.file.name, rows: data.report.rows };
    });
    this.reading = null;
    if (!outcome.ok) {
      // A part without a bar is no fault of the file.
      const isSetting = slice !== undefined && outcome.problem.code === 'NO_ROWS';
      const problem = {
        ...outcome.problem,
        ...(isSetting && { kind: 'setting' as const, setting: 'offset' }),
      };
      return { ok: false, problem };
    }
    return { ok: true, value: { ...data, source, loaded: outcome.value } };
  }

  /** Runs the script as it stands, with the settings in force, on an open file that stays out of use. */
  async runOn(id: number): Promise<Outcome<FinishedRun>> {
    const outcomes: Outcome<FinishedRun>[] = [];
    await this.stop();
    await this.#inTurn(async () => {
      outcomes.push(await this.#runOn(id));
    });
    return outcomes[0] ?? { ok: false, problem: problem('internal_error', 'The run did not end.') };
  }

  async #runOn(id: number): Promise<Outcome<FinishedRun>> {
    const entry = this.library.get(id);
    if (entry === null) return { ok: false, problem: problem('data', 'The file was closed.') };
    this.phase = 'reading';
    const { file } = entry;
    const { outcome, choices } = await this.#look(file, entry.choices ?? undefined);
    if (!outcome.ok) return outcome;
    const report = outcome.value;
    const message = report.error?.message ?? report.questions[0]?.message;
    if (message !== undefined) return { ok: false, problem: problem('data', message) };
    this.#isElsewhere = true;
    const source = { file: file.blob, choices, profile: this.settings.profile, extra: [] };
    const read = await this.#read({ id, file, report, source }, choices.slice);
    if (!read.ok) return read;
    this.phase = 'running';
    const part = settingsOfPart(read.value.loaded.report.part);
    const ran = await this.#runHere(read.value, part);
    const errors = ran.ok ? ran.value.report.head.errors : null;
    if (errors?.kind === 'cancelled') return { ok: false, problem: errors };
    // Its data are known to the engine until the next file comes.
    if (ran.ok) await this.keeper.keep(ran.value);
    return ran;
  }

  /** Runs on the data that the engine holds; `part` stands in place of the settings' own. */
  async #runHere(data: LoadedData, part?: SettingsInput): Promise<Outcome<FinishedRun>> {
    const of = this.wanted;
    const inputs = this.#inputs(data, part);
    const settings = effectiveSettings(inputs.preset, inputs.edits);
    const request = { script: inputs.script.text, settings, params: inputs.params };
    const outcome = await this.#engine.run(request, (progress) => {
      if (this.phase === 'running') this.progress = progress;
    });
    return outcome.ok
      ? { ok: true, value: { report: outcome.value, inputs, request, of } }
      : outcome;
  }

  get #wantedPart(): Slice | undefined {
    return sliceOf(this.settings.effective);
  }

  async #run(): Promise<void> {
    const data = this.data;
    if (data === null) return;
    this.failure = null;
    const profile = this.settings.profile;
    const extra = await this.#engine.namedColumns(this.script.text, featureColumns(data.report));
    const slice = this.#wantedPart;
    if (
      this.#isElsewhere ||
      !serves(data.source, { profile, extra, fixes: this.settings.fixes, slice })
    ) {
      this.phase = 'reading';
      const refused = await this.#load(data, slice);
      if (refused !== null) {
        this.fileProblem = await this.#notRead(data.id, refused);
        return;
      }
    }
    this.phase = 'running';
    const of = this.wanted;
    const outcome = await this.#runHere(data);
    if (!outcome.ok) {
      // After a restart the engine reads the file again, which may be gone by now.
      if (outcome.problem.kind === 'internal_error') {
        this.fileProblem = await this.#notRead(data.id, outcome.problem);
      } else {
        this.failure = { problem: outcome.problem, of };
      }
      return;
    }
    const { head, lines } = outcome.value.report;
    const ranNoBar = lines.x.length === 0;
    if (head.errors !== null && ranNoBar) this.failure = { problem: head.errors, of };
    else this.#show(outcome.value);
  }

  #show(finished: FinishedRun): void {
    this.result = finished;
    this.details = null;
    // Asked before a run that may begin meanwhile, and so answered before it.
    void this.#engine.runTables(finished.report).then(
      (details) => {
        if (this.result === finished) this.details = details;
      },
      // An engine that was ended meanwhile has none.
      () => undefined,
    );
    void this.keeper.keep(finished);
    for (const listener of this.#finished) listener(finished);
  }

  #inputs({ id, file, source }: LoadedData, part?: SettingsInput): RunInputs {
    const { script, settings } = this;
    return {
      script: { name: script.name, text: script.text },
      preset: settings.preset,
      edits: part === undefined ? settings.edits : editsOfPart(settings.edits, part),
      params: settings.params,
      file: {
        name: file.name,
        is_sample: file.isSample,
        // Repairs and part stand among the settings.
        choices: partOf(repaired(source.choices, ''), undefined),
        label: this.library.get(id)?.label ?? '',
      },
    };
  }

  #fail(message: string): void {
    this.failure = { problem: problem('internal_error', message), of: this.wanted };
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#queue.then(work).catch((error: unknown) => {
      this.#fail(`Something in Moontest failed: ${reasonOf(error)}.`);
    });
    this.#queue = turn.then(() => {
      this.phase = 'idle';
      this.progress = null;
    });
    return this.#queue;
  }

  #restore(draft: Draft): void {
    this.script.name = draft.scriptName;
    this.script.text = draft.script;
    this.script.isOwn = draft.isOwn;
    this.script.kept = draft.scripts;
    this.script.previous = draft.previous;
    this.settings.choice = draft.preset;
    this.settings.edits = draft.edits;
    this.settings.params = draft.params;
    this.script.look();
  }

  #collect(): Draft {
    return {
      scriptName: this.script.name,
      script: this.script.text,
      isOwn: this.script.isOwn,
      scripts: this.script.own,
      previous: this.script.previous,
      preset: this.settings.choice,
      edits: this.settings.edits,
      params: this.settings.params,
    };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
