/** Curves of several runs over one x axis. */

import type { Curve } from './curve';
import type { KeptRun } from './kept-run';

export interface OverlaidLine {
  id: string;
  name: string;
  /** One value for each x; undefined between the run's own points. */
  y: (number | null | undefined)[];
}

export interface Overlay {
  isTime: boolean;
  /** Whether y is the return since the start (a fraction), and not money. */
  isReturn: boolean;
  x: number[];
  lines: OverlaidLine[];
}

/** Lays the curves over one axis: time where all have times, else the bar's number. */
export function overlay(
  runs: Pick<KeptRun, 'id' | 'name' | 'curve' | 'settings'>[],
  isReturn: boolean,
): Overlay {
  const isTime = runs.every(({ curve }) => curve.is_time);
  const axis = (curve: Curve): number[] => (isTime ? curve.x : curve.bar);
  const x = [...new Set(runs.flatMap(({ curve }) => axis(curve)))].sort((a, b) => a - b);
  const places = new Map(x.map((value, at) => [value, at]));
  const lines = runs.map(({ id, name, curve, settings }) => {
    const y: OverlaidLine['y'] = Array<undefined>(x.length).fill(undefined);
    const start = Number(settings.initial_balance ?? curve.equity[0]);
    axis(curve).forEach((value, at) => {
      const equity = curve.equity[at] ?? NaN;
      y[places.get(value) ?? 0] = isReturn ? equity / start - 1 : equity;
    });
    return { id, name, y };
  });
  return { isTime, isReturn, x, lines };
}

/** Whether money would mislead: other balances at the start, or other data. */
export function needsReturns(runs: KeptRun[], areAlike: boolean): boolean {
  const starts = new Set(runs.map(({ settings }) => settings.initial_balance));
  return starts.size > 1 || !areAlike;
}

/** The line's value at a place of x, or its last one before; null before its first. */
export function valueAt({ y }: OverlaidLine, at: number): number | null {
  for (let place = at; place >= 0; place -= 1) {
    const value = y[place];
    if (value != null) return value;
  }
  return null;
}
