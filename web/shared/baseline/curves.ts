import type { TrainingLog } from './types';

/** One measure over the generations or epochs; NaN where none has a value. */
export interface GenerationCurve {
  /** Column of the log. */
  name: string;
  step: Float64Array;
  /** Of all candidates: highest, or lowest for a drawdown. */
  best: Float64Array;
  average: Float64Array;
  /** Of the candidate that the generation's fitness chose. */
  chosen: Float64Array;
}

const MEASURES = [
  ...['fitness', 'eval_fitness', 'selection_fitness'],
  ...['train', 'eval', 'probe'].flatMap((split) =>
    ['fitness_pnl', 'pnl_total', 'pnl_realized', 'pnl', 'realized_pnl', 'drawdown'].map(
      (name) => `${split}_${name}`,
    ),
  ),
];

/** The column candidates are chosen by: the trainer's own order of preference. */
export function metricKey(log: TrainingLog): string {
  const keys = log.kind === 'ga_log' ? ['selection_fitness', 'eval_fitness'] : [];
  const hasValue = (key: string): boolean =>
    log.columns[key]?.some((value) => Number.isFinite(value)) ?? false;
  return keys.find(hasValue) ?? 'fitness';
}

/** Row of the best candidate of the whole log, or of these rows, the first of equals; null if none has a fitness. */
export function bestRow(log: TrainingLog, rows: Iterable<number> | null = null): number | null {
  const fitness = log.columns[metricKey(log)] ?? new Float64Array();
  return bestOf(fitness, rows ?? fitness.keys());
}

/** Curves of every measure the log has a finite value of, generations ascending. */
export function generationCurves(log: TrainingLog): GenerationCurve[] {
  const steps = log.columns[log.kind === 'ga_log' ? 'gen' : 'epoch'] ?? new Float64Array();
  const rowsOf = new Map<number, number[]>();
  for (const [row, step] of steps.entries()) {
    const rows = rowsOf.get(step);
    if (rows) rows.push(row);
    else rowsOf.set(step, [row]);
  }
  const generations = [...rowsOf].sort(([a], [b]) => a - b);
  const fitness = log.columns[metricKey(log)] ?? new Float64Array();
  const chosenRows = generations.map(([, rows]) => bestOf(fitness, rows));
  return MEASURES.flatMap((name) => {
    const values = log.columns[name];
    if (!values?.some((value) => Number.isFinite(value))) return [];
    const sign = name.endsWith('drawdown') ? -1 : 1;
    const best = generations.map(([, rows]) => {
      const finite = rows.map((row) => values[row] ?? NaN).filter(Number.isFinite);
      return finite.reduce((a, b) => (Number.isNaN(a) || sign * b > sign * a ? b : a), NaN);
    });
    const average = generations.map(([, rows]) => {
      const finite = rows.map((row) => values[row] ?? NaN).filter(Number.isFinite);
      return finite.reduce((sum, value) => sum + value, 0) / finite.length;
    });
    const chosen = chosenRows.map((row) => (row === null ? NaN : (values[row] ?? NaN)));
    return [
      {
        name,
        step: Float64Array.from(generations, ([step]) => step),
        best: Float64Array.from(best),
        average: Float64Array.from(average),
        chosen: Float64Array.from(chosen),
      },
    ];
  });
}

/** Row with the highest number; infinities are no fitness to choose by. */
function bestOf(values: Float64Array, rows: Iterable<number>): number | null {
  let best: number | null = null;
  let highest = -Infinity;
  for (const row of rows) {
    const value = values[row] ?? NaN;
    if (Number.isFinite(value) && (best === null || value > highest)) {
      best = row;
      highest = value;
    }
  }
  return best;
}
