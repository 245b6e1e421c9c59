/** Keys on the charts: arrows move the crosshair, plus and minus zoom around it, Home and End jump. */

import type { Panes } from './panes';

const ZOOM = 1.5;

export type ChartKey = typeof chartKey;

/** Handles a key; returns the point the crosshair is on then, or undefined when the key is not ours. */
export function chartKey(
  panes: Panes,
  event: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  at: number | null,
): number | null | undefined {
  const x = panes.charts[0]?.data[0] ?? [];
  const last = x.length - 1;
  const step = event.shiftKey ? Math.ceil(x.length / 50) : 1;
  const here = at ?? last;
  switch (event.key) {
    case 'ArrowLeft':
      return moved(panes, Math.max(0, here - step));
    case 'ArrowRight':
      return moved(panes, Math.min(last, here + step));
    case 'Home':
      return moved(panes, 0);
    case 'End':
      return moved(panes, last);
    case '+':
    case '=':
      zoomAround(panes, x[here] ?? 0, 1 / ZOOM);
      return moved(panes, here);
    case '-':
      zoomAround(panes, x[here] ?? 0, ZOOM);
      return moved(panes, here);
    case '0':
      panes.reset();
      return moved(panes, here);
    default:
      return undefined;
  }
}

function moved(panes: Panes, at: number): number {
  const x = panes.charts[0]?.data[0][at];
  const [min, max] = panes.range;
  // A crosshair that leaves the view takes the view along.
  if (x !== undefined && (x < min || x > max)) panes.zoom(x - (max - min) / 2, x + (max - min) / 2);
  panes.point(at);
  return at;
}

function zoomAround(panes: Panes, x: number, factor: number): void {
  const [min, max] = panes.range;
  panes.zoom(x - (x - min) * factor, x + (max - x) * factor);
}
