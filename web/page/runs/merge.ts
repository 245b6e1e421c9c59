/** Adds runs of a file to those kept: nothing kept is changed, or makes room. */

import type { ImportedRuns } from './exchange';
import { inputsKey, type KeptRun } from './kept-run';
import { freeName } from './run-name';

export interface Merged {
  add: KeptRun[];
  /** What became of the file, as a sentence. */
  text: string;
}

/** Takes what is not kept yet: all starred runs, and of the others the last ones until `most` are kept. */
export function merged(
  { runs, damaged }: ImportedRuns,
  kept: KeptRun[],
  most: number,
  newId: () => string,
): Merged {
  const unknown = unknownRuns(runs, kept, newId).sort((a, b) => b.last_ms - a.last_ms);
  const room = Math.max(0, most - kept.filter((run) => !run.is_starred).length);
  const unstarred = unknown.filter((run) => !run.is_starred);
  const late = unstarred.slice(room);
  const names = kept.map(({ name }) => name);
  const add = unknown
    .filter((run) => !late.includes(run))
    .map((run) => {
      const name = freeName(run.name, names);
      names.push(name);
      return { ...run, name };
    });
  const known = runs.length - unknown.length;
  const parts = [
    `${plural(add.length)} added`,
    ...(known > 0 ? [`${plural(known)} here already`] : []),
    ...(damaged > 0 ? [`${plural(damaged)} damaged and left out`] : []),
    ...(late.length > 0
      ? [`${plural(late.length)} left out, as ${String(most)} are kept besides starred ones`]
      : []),
  ];
  return { add, text: `${parts.join(', ')}.` };
}

/** Those of `found` that are not among `kept` yet, each once, with ids of their own. */
function unknownRuns(found: KeptRun[], kept: KeptRun[], newId: () => string): KeptRun[] {
  const keys = new Set(kept.map(inputsKey));
  const ids = new Set(kept.map(({ id }) => id));
  return found.flatMap((run) => {
    const key = inputsKey(run);
    if (keys.has(key)) return [];
    keys.add(key);
    const id = ids.has(run.id) ? newId() : run.id;
    ids.add(id);
    return [{ ...run, id }];
  });
}

function plural(n: number): string {
  return n === 1 ? '1 run' : `${String(n)} runs`;
}
