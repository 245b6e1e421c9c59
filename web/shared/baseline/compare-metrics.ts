import type { ResultHead } from '../protocol';
import type { ComparedNumber } from './comparable';
import type { OwnResult, RunnerResult } from './types';

/** Why numbers of two results of ours can't stand side by side; null if they can. */
export function whyOtherResult(theirs: ResultHead, ours: ResultHead): string | null {
  if (theirs.errors) return 'it ended early';
  if (ours.errors) return 'the run ended early';
  if (theirs.data.fingerprint !== ours.data.fingerprint) {
    return `it is of other data (${theirs.data.symbol}, ${theirs.data.rows} bars)`;
  }
  return null;
}

/** Compares a result of ours with a run, metric by metric. */
export function compareResult(
  { head }: Pick<OwnResult, 'head'>,
  run: ResultHead,
): ComparedNumber[] {
  return paired(head.metrics, run.metrics, whyOtherResult(head, run), run.metric_reasons);
}

/** Compares the native runner's numbers with a run under profile `reference`, which counts alike. */
export function compareRunner(
  { metrics }: Pick<RunnerResult, 'metrics'>,
  run: ResultHead,
): ComparedNumber[] {
  return paired(metrics, run.reference_metrics ?? {}, whyOtherSteps(metrics, run), {});
}

function whyOtherSteps(metrics: RunnerResult['metrics'], run: ResultHead): string | null {
  if (run.errors) return 'the run ended early';
  if (run.reference_metrics === null) return 'only a run under profile reference counts it so';
  const [theirs, ours] = [metrics.steps ?? null, run.reference_metrics.steps ?? null];
  if (theirs === null || ours === null || theirs === ours) return null;
  return `it is taken over ${theirs} steps; the run has ${ours}`;
}

/** `why`: no number stands beside another; else only those do that both have. */
function paired(
  theirs: Record<string, number | null>,
  ours: Record<string, number | null>,
  why: string | null,
  reasons: Record<string, string>,
): ComparedNumber[] {
  return Object.entries(theirs).flatMap(([name, baseline]): ComparedNumber[] => {
    if (baseline === null) return [];
    const run = why === null ? (ours[name] ?? null) : null;
    if (run !== null) return [{ name, baseline, run, difference: run - baseline, why: null }];
    const alone = why ?? reasons[name] ?? 'the run has no such number';
    return [{ name, baseline, run: null, difference: null, why: alone }];
  });
}
