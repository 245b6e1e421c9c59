/** The state of the page: data, script, settings, run and result, each held by a class of its own in `session/`. */

import type { IndicatorInfo, MetricInfo } from '../shared/protocol';
import { knownZone } from './clock';
import { OtherRuns } from './compare/other-runs.svelte';
import type { LoadedData } from './data';
import type { TextStore } from './draft';
import { problem, type Engine } from './engine';
import type { Answers } from './engine/answers';
import type { Exports } from './export/exports.svelte';
import type { ExportKind } from './export/kinds';
import { DataLibrary } from './files/library.svelte';
import { RunKeeper } from './runs/run-keeper.svelte';
import { fetchSample, SAMPLE_SCRIPT } from './samples';
import { rememberedChoices } from './schema-memory';
import { Activity, type Phase } from './session/activity.svelte';
import { Aside } from './session/aside';
import { DataReader } from './session/data-reader.svelte';
import { Desk } from './session/desk.svelte';
import type { FinishedRun } from './session/finished-run';
import { Opener } from './session/opener.svelte';
import { Runner } from './session/runner.svelte';
import type { ScriptState } from './script/script.svelte';
import type { SettingsState } from './settings/settings.svelte';
import { Sharing } from './share/sharing.svelte';
import type { View } from './view.svelte';

export class Session {
  metrics = $state.raw<MetricInfo[]>([]);
  indicators = $state.raw<IndicatorInfo[]>([]);
  /** What writes files of the result; null until the first is asked for. */
  exports = $state.raw<Exports | null>(null);

  /** What the engine is asked beside loads and runs. */
  readonly engine: Answers;
  /** Where drafts and small choices are kept. */
  readonly store: TextStore;
  /** The files that are open; `data` is the one in use. */
  readonly library = new DataLibrary();
  readonly sharing = new Sharing();
  readonly desk: Desk;
  readonly activity: Activity;
  readonly files: Opener;
  readonly aside: Aside;
  readonly runner: Runner;
  readonly keeper: RunKeeper;
  readonly otherRuns: OtherRuns;
  /** Settles when the engine's tables are there. */
  readonly ready: Promise<void>;

  /** Zone of every time shown: that of the run's days. */
  readonly timezone = $derived.by(() =>
    knownZone(this.result?.report.head.settings.timezone ?? this.settings.effective.timezone),
  );
  /** The problem of the script as it stands now. */
  readonly scriptProblem = $derived.by(() => {
    const { problem } = this.runner;
    return this.script.compileProblem ?? (problem?.line == null ? null : problem);
  });

  readonly #engine: Engine;
  readonly #reader: DataReader;
  #isReady: () => void = () => undefined;

  constructor(engine: Engine, store: TextStore) {
    this.#engine = engine;
    this.engine = engine.answers;
    this.store = store;
    const { library } = this;
    const activity = new Activity(engine, (error) => {
      this.#fail(`Something in Moontest failed: ${reasonOf(error)}.`);
    });
    const desk = new Desk(engine.answers, store);
    const reader = new DataReader(
      engine,
      desk,
      library,
      activity,
      (report) =>
        this.sharing.received?.choicesFor(report) ?? rememberedChoices(store, report.columns),
    );
    const keeper = new RunKeeper(engine.answers);
    const runner = new Runner({ engine, desk, library, reader, activity, keeper });
    this.activity = activity;
    this.desk = desk;
    this.#reader = reader;
    this.keeper = keeper;
    this.runner = runner;
    this.files = new Opener({ engine, store, library, reader, runner, activity });
    this.aside = new Aside({ library, reader, runner, activity });
    this.otherRuns = new OtherRuns(engine.answers, keeper);
    this.ready = new Promise((resolve) => (this.#isReady = resolve));
  }

  get script(): ScriptState {
    return this.desk.script;
  }

  get settings(): SettingsState {
    return this.desk.settings;
  }

  get phase(): Phase {
    return this.activity.phase;
  }

  get busy(): boolean {
    return this.activity.busy;
  }

  get data(): LoadedData | null {
    return this.#reader.data;
  }

  get result(): FinishedRun | null {
    return this.runner.result;
  }

  /** Brings back the draft, or takes the sample script; then loads the sample data and runs. */
  async start(): Promise<void> {
    const hasDraft = this.desk.restore();
    // The sample and its decoder come while the engine starts.
    const sample = fetchSample();
    sample.catch(() => undefined);
    this.#engine.prepare();
    try {
      const [tables] = await Promise.all([
        this.engine.tables(),
        hasDraft ? undefined : this.openExample(SAMPLE_SCRIPT),
      ]);
      this.metrics = tables.metrics;
      this.indicators = tables.indicators;
      this.settings.table = tables.settings;
      this.#isReady();
    } catch (error) {
      this.activity.phase = 'idle';
      this.#fail(`Moontest could not start: ${reasonOf(error)}. Load the page again.`);
      return;
    }
    if (this.phase === 'starting') this.activity.phase = 'idle';
    // A file dropped meanwhile goes first.
    if (!this.files.wasAsked) await this.files.openSample(undefined, sample);
  }

  async openExample(name: string): Promise<void> {
    try {
      await this.desk.openExample(name);
    } catch (error) {
      this.files.problem = { fileName: name, message: reasonOf(error) };
    }
  }

  /** Runs the script as it stands; a run under way is stopped first. */
  startRun(): Promise<void> {
    return this.files.run();
  }

  stop(): Promise<void> {
    return this.activity.stop();
  }

  /** Runs on data repaired so; the text is that of the setting `data_fixes`. */
  async fixData(fixes: string): Promise<void> {
    const info = this.settings.table.find(({ name }) => name === 'data_fixes');
    if (info === undefined) return;
    this.settings.set(info, fixes);
    await this.startRun();
  }

  /** Saves the result in view, or a part of it, as a file. */
  async exportResult(kind: ExportKind, view: View): Promise<void> {
    const { Exports } = await import('./export/exports.svelte');
    this.exports ??= new Exports(this.engine);
    await this.exports.write(kind, this, view);
  }

  #fail(message: string): void {
    this.runner.fail(problem('internal_error', message));
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
