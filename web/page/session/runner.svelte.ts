/** Runs the script as it stands, and holds what came of it. */

import type { Outcome, Problem, RunDetails, SettingsInput } from '../../shared/protocol';
import { editsOfPart } from '../../shared/slice';
import { partOf, repaired, type LoadedData } from '../data';
import type { Engine } from '../engine';
import type { DataLibrary } from '../files/library.svelte';
import { effectiveSettings } from '../presets';
import type { RunInputs } from '../runs/kept-run';
import type { RunKeeper } from '../runs/run-keeper.svelte';
import type { Activity } from './activity.svelte';
import type { DataReader } from './data-reader.svelte';
import type { Desk } from './desk.svelte';
import type { FailedRun, FinishedRun } from './finished-run';

interface Uses {
  engine: Engine;
  desk: Desk;
  library: DataLibrary;
  reader: DataReader;
  activity: Activity;
  keeper: RunKeeper;
}

export class Runner {
  result = $state.raw<FinishedRun | null>(null);
  /** The last run when it gave nothing to show; the result before it stays in view. */
  failure = $state.raw<FailedRun | null>(null);
  /** Tables beside the result in view; null until they are there. */
  details = $state.raw<RunDetails | null>(null);

  /** All that decides a result, as text. */
  readonly wanted = $derived.by(() => {
    const { data } = this.#uses.reader;
    const { script, settings } = this.#uses.desk;
    const { effective, params } = settings;
    return JSON.stringify([
      data?.id,
      data?.file.name,
      data?.source.choices,
      script.text,
      effective,
      params,
    ]);
  });
  readonly isStale = $derived(this.result !== null && this.result.of !== this.wanted);
  /** What the last run met, as long as nothing that decides it was changed since. */
  readonly problem = $derived.by((): Problem | null => {
    const last = this.failure ?? this.result;
    if (last?.of !== this.wanted) return null;
    return 'problem' in last ? last.problem : last.report.head.errors;
  });

  #finished: ((run: FinishedRun) => void)[] = [];

  readonly #uses: Uses;

  constructor(uses: Uses) {
    this.#uses = uses;
  }

  /** Calls back after each run that gave a result. Returns what ends it. */
  onFinished(listener: (run: FinishedRun) => void): () => void {
    this.#finished = [...this.#finished, listener];
    return () => {
      this.#finished = this.#finished.filter((one) => one !== listener);
    };
  }

  /** Takes down why there is no result of the script, data and settings as they stand. */
  fail(problem: Problem): void {
    this.failure = { problem, of: this.wanted };
  }

  /** Runs on the file in use. Says why when the file can't be read again. */
  async run(): Promise<Problem | null> {
    const { data } = this.#uses.reader;
    if (data === null) return null;
    this.failure = null;
    const refused = await this.#uses.reader.provide(data);
    if (refused !== null) return refused;
    const { wanted: of } = this;
    const outcome = await this.#runHere(data);
    if (!outcome.ok) {
      // After a restart the engine reads the file again, which may be gone by now.
      if (outcome.problem.kind === 'internal_error') return outcome.problem;
      this.failure = { problem: outcome.problem, of };
      return null;
    }
    const { head, lines } = outcome.value.report;
    const ranNoBar = lines.x.length === 0;
    if (head.errors !== null && ranNoBar) this.failure = { problem: head.errors, of };
    else this.#show(outcome.value);
    return null;
  }

  /** Runs on another file, which the engine holds; `part` stands in place of the settings' own. */
  async runAside(data: LoadedData, part: SettingsInput): Promise<Outcome<FinishedRun>> {
    const ran = await this.#runHere(data, part);
    const errors = ran.ok ? ran.value.report.head.errors : null;
    if (errors?.kind === 'cancelled') return { ok: false, problem: errors };
    // Its data are known to the engine until the next file comes.
    if (ran.ok) await this.#uses.keeper.keep(ran.value);
    return ran;
  }

  async #runHere(data: LoadedData, part?: SettingsInput): Promise<Outcome<FinishedRun>> {
    const activity = this.#uses.activity;
    activity.phase = 'running';
    const { wanted: of } = this;
    const inputs = this.#inputs(data, part);
    const settings = effectiveSettings(inputs.preset, inputs.edits);
    const request = { script: inputs.script.text, settings, params: inputs.params };
    const outcome = await this.#uses.engine.run(request, (progress) => {
      if (activity.phase === 'running') activity.progress = progress;
    });
    if (!outcome.ok) return outcome;
    return { ok: true, value: { report: outcome.value, inputs, request, of } };
  }

  #show(finished: FinishedRun): void {
    this.result = finished;
    this.details = null;
    // Asked before a run that may begin meanwhile, and so answered before it.
    void this.#uses.engine.answers.runTables(finished.report).then(
      (details) => {
        if (this.result === finished) this.details = details;
      },
      // An engine that was ended meanwhile has none.
      () => undefined,
    );
    void this.#uses.keeper.keep(finished);
    for (const listener of this.#finished) listener(finished);
  }

  #inputs({ id, file, source }: LoadedData, part?: SettingsInput): RunInputs {
    const { script, settings } = this.#uses.desk;
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
        label: this.#uses.library.get(id)?.label ?? '',
      },
    };
  }
}
