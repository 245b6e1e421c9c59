/** The strip below the charts: the whole run in small, with the part in view as a window that can be dragged. */

export type Grip = 'left' | 'right' | 'whole' | 'new';

/** Pixels around an edge of the window that take hold of it. */
const REACH = { mouse: 6, touch: 22 };

/** What a pointer at `at` takes hold of; `left` and `right` are the window's edges, all in pixels. */
export function gripAt(
  at: number,
  [left, right]: [number, number],
  isWhole: boolean,
  isTouch: boolean,
): Grip {
  const reach = isTouch ? REACH.touch : REACH.mouse;
  const toLeft = Math.abs(at - left);
  const toRight = Math.abs(at - right);
  if (Math.min(toLeft, toRight) <= reach) return toLeft <= toRight ? 'left' : 'right';
  return !isWhole && at > left && at < right ? 'whole' : 'new';
}

/** The range a drag from x `from` to x `to` asks for, of the range at its begin. */
export function dragged(
  grip: Grip,
  [min, max]: [number, number],
  from: number,
  to: number,
): [number, number] {
  const by = to - from;
  const ends: Record<Grip, [number, number]> = {
    left: [min + by, max],
    right: [min, max + by],
    whole: [min + by, max + by],
    new: [from, to],
  };
  const [a, b] = ends[grip];
  return [Math.min(a, b), Math.max(a, b)];
}

/** A line as an SVG path of `width` × `height`; gaps are left out. */
export function smallPath(x: Float64Array, y: Float64Array, width: number, height: number): string {
  const [first, last] = [x[0] ?? 0, x[x.length - 1] ?? 1];
  let low = Infinity;
  let high = -Infinity;
  for (const value of y) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  let path = '';
  for (const [at, value] of y.entries()) {
    if (Number.isNaN(value)) continue;
    const px = (((x[at] ?? 0) - first) / (last - first || 1)) * width;
    const py = (1 - (value - low) / (high - low || 1)) * height;
    path += `${path === '' ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`;
  }
  return path;
}
