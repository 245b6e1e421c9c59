/** Whether a run made again gives what it gave when it was kept. */

import { hasSameBars, type KeptRun } from './kept-run';

export interface Reproduction {
  isEqual: boolean;
  /** One sentence or two. */
  text: string;
}

/** Names differing metrics at most. */
const NAMED = 3;

/** Compares a run with the one it repeats: the data, then every number and point of the curve. */
export function reproduction(kept: KeptRun, again: KeptRun): Reproduction {
  if (!hasSameBars(kept, again)) {
    const data = `${kept.file.name}, ${String(kept.data.rows)} bars`;
    return { isEqual: false, text: `Run on other data: this run was made on ${data}.` };
  }
  const changed = differingMetrics(kept, again);
  const isCurveEqual = JSON.stringify(kept.curve) === JSON.stringify(again.curve);
  const isEndEqual = kept.errors?.message === again.errors?.message;
  if (changed.length === 0 && isCurveEqual && isEndEqual) {
    return { isEqual: true, text: 'Reproduced ✓ Same data, and every number is the same.' };
  }
  const named = changed
    .slice(0, NAMED)
    .map((name) => `${name} was ${text(kept, name)}, is ${text(again, name)}`);
  const rest = changed.length > NAMED ? `, and ${String(changed.length - NAMED)} more` : '';
  const engine =
    kept.engine === again.engine
      ? ''
      : ` It was made with ${kept.engine}, this is ${again.engine}.`;
  const what = changed.length > 0 ? `${named.join('; ')}${rest}` : 'the equity curve is another';
  return { isEqual: false, text: `Differs: ${what}.${engine}` };
}

function differingMetrics(kept: KeptRun, again: KeptRun): string[] {
  const names = new Set([...Object.keys(kept.metrics), ...Object.keys(again.metrics)]);
  return [...names].filter(
    (name) => (kept.metrics[name] ?? null) !== (again.metrics[name] ?? null),
  );
}

function text(run: KeptRun, name: string): string {
  return String(run.metrics[name] ?? 'undefined');
}
