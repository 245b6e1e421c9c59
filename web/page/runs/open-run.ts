/** Brings a kept run back to work on, and runs it again. */

import type { FileChoices } from '../../shared/protocol';
import { sliceOf } from '../../shared/slice';
import { partOf, type DataFile } from '../data';
import type { Entry } from '../files/library.svelte';
import type { Session } from '../session.svelte';
import type { KeptRun } from './kept-run';
import type { Runs } from './runs.svelte';

/** Opens the run's script beside the person's own, takes its settings and params, and runs on its data if that is here. */
export async function openRun(session: Session, runs: Runs, run: KeptRun): Promise<void> {
  openScript(session, run);
  session.settings.bringBack(run.preset, run.edits, run.params);
  runs.awaitRepeat(run);
  const { entries, current } = session.library;
  const choices = partOf(run.file.choices, sliceOf(run.edits));
  const ofFile = entries.filter(({ file }) => isOf(file, run));
  const exact = ofFile.filter((entry) => isSame(entry.choices ?? {}, choices));
  const pick = (from: Entry[]): Entry | undefined =>
    from.find(({ id }) => id === current?.id) ?? from[0];
  const entry = pick(exact) ?? pick(ofFile);
  if (entry === undefined)
    await (run.file.is_sample ? session.files.openSample() : session.startRun());
  else if (entry === current && exact.includes(entry)) await session.startRun();
  else await session.files.use(entry.id, choices);
}

function isOf(file: DataFile, run: KeptRun): boolean {
  return file.name === run.file.name && file.isSample === run.file.is_sample;
}

/** A script that is there under any name is not put there twice. */
function openScript({ script }: Session, { script: wanted }: KeptRun): void {
  if (script.text === wanted.text) return;
  const own = script.own.filter(({ text }) => text === wanted.text);
  const found = own.find(({ name }) => name === wanted.name) ?? own[0];
  if (found !== undefined) script.openOwn(found.name);
  else script.open(wanted.name, wanted.text);
}

function isSame(a: FileChoices, b: FileChoices): boolean {
  const text = ({ columns, ...others }: FileChoices): string =>
    JSON.stringify([Object.entries(columns ?? {}).sort(), Object.entries(others).sort()]);
  return text(a) === text(b);
}
