/** Hands finished runs to `Runs`, which is loaded after the first result: it is no part of the way there. */

import type { ImportedFile } from '../compare/baselines.svelte';
import type { RunReport } from '../../shared/protocol';
import type { Answers } from '../engine/answers';
import type { FinishedRun } from '../session/finished-run';
import type { Runs } from './runs.svelte';

export class RunKeeper {
  /** Null until they are read. */
  runs = $state.raw<Runs | null>(null);
  /** The run kept last: its report, and the id it is kept under. */
  last = $state.raw<{ of: RunReport; id: string } | null>(null);
  /** Why there are none; a fault of the page or its host. */
  fault = $state<string | null>(null);

  /** Called when a file of runs comes in, so that they are shown. */
  onimport: () => void = () => undefined;

  readonly #engine: Answers;
  #opening: Promise<Runs> | null = null;

  constructor(engine: Answers) {
    this.#engine = engine;
  }

  /** Reads the runs kept before, once. */
  open(): Promise<Runs> {
    this.#opening ??= this.#read();
    return this.#opening;
  }

  /** Keeps a finished run. One that was stopped is no result. */
  async keep({ inputs, report }: FinishedRun): Promise<void> {
    if (report.head.errors?.kind === 'cancelled') return;
    try {
      // Asked for before another run can begin.
      const fingerprints = this.#engine.dataFingerprints(report).catch(() => null);
      const runs = await this.open();
      this.last = { of: report, id: await runs.keep(inputs, report, await fingerprints) };
    } catch (error) {
      this.#opening = null;
      this.fault = `The run could not be kept: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }

  /** Takes those that are files of runs, and gives back the others. */
  async takeFiles(files: ImportedFile[]): Promise<ImportedFile[]> {
    const others: ImportedFile[] = [];
    for (const file of files) {
      if (!(await isRunsFile(file.blob))) others.push(file);
      else {
        this.onimport();
        await (await this.open()).import(file.blob);
      }
    }
    return others;
  }

  async #read(): Promise<Runs> {
    const [{ Runs }, { databaseRuns }] = await Promise.all([
      import('./runs.svelte'),
      import('./run-store'),
    ]);
    const runs = new Runs(databaseRuns);
    await runs.read();
    this.runs = runs;
    this.fault = null;
    return runs;
  }
}

/** Whether a file begins as an exported one does. */
async function isRunsFile(file: Blob): Promise<boolean> {
  const start = await file
    .slice(0, 100)
    .text()
    .catch(() => '');
  return /^\s*\{\s*"moontest_runs"/.test(start);
}
