/** Lines of different points on one axis, and windows that overlap beside each other. */

import type { Line } from '../../shared/baseline/line';

/** x ascending with the y of each line there: undefined where a line has no point, null where it has a gap. */
export interface Joined {
  x: number[];
  y: (number | null | undefined)[][];
}

export function joined(lines: Line[]): Joined {
  const x = [...new Set(lines.flatMap((line) => [...line.x]))].sort((a, b) => a - b);
  const place = new Map(x.map((value, i) => [value, i]));
  const y = lines.map((line) => {
    const column = new Array<number | null | undefined>(x.length).fill(undefined);
    for (const [i, value] of line.y.entries()) {
      const at = place.get(line.x[i] ?? NaN);
      if (at !== undefined) column[at] = Number.isFinite(value) ? value : null;
    }
    return column;
  });
  return { x, y };
}

/**
 * Puts pieces one after the other into as few lines as hold them without overlap, a gap between two.
 * Pieces without a point are left out.
 */
export function lanes(pieces: Line[]): Line[] {
  const sorted = pieces
    .filter(({ x }) => x.length > 0)
    .sort((a, b) => (a.x[0] ?? 0) - (b.x[0] ?? 0));
  const found: { x: number[]; y: number[] }[] = [];
  for (const piece of sorted) {
    const start = piece.x[0] ?? 0;
    const free = found.find((lane) => (lane.x.at(-1) ?? -Infinity) < start);
    const lane = free ?? { x: [], y: [] };
    const end = lane.x.at(-1);
    if (end === undefined) found.push(lane);
    else {
      lane.x.push((end + start) / 2);
      lane.y.push(NaN);
    }
    for (const value of piece.x) lane.x.push(value);
    for (const value of piece.y) lane.y.push(value);
  }
  return found.map(({ x, y }) => ({ x: Float64Array.from(x), y: Float64Array.from(y) }));
}
