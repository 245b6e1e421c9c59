/** From a refusal to the field that is to be changed. */

import type { Session } from '../session.svelte';
import type { View } from '../view.svelte';
import { firstWrong } from './input-check.svelte';

/** Runs; where the engine refuses a setting or param, leads to the first wrong one. */
export async function runOrLead(session: Session, view: View): Promise<void> {
  await session.startRun();
  if (session.runner.problem?.kind === 'setting') leadToWrong(session, view);
}

/** Opens the form at the first wrong field and gives it the focus. */
export function leadToWrong(session: Session, view: View): void {
  const { problem } = session.runner;
  const form = session.settings.groups.flatMap(({ settings }) => settings);
  const name = firstWrong(
    [...session.desk.inputs.problems, ...(problem === null ? [] : [problem])],
    form,
  );
  if (name !== null) view.showField(name);
}
