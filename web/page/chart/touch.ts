/** Fingers on the charts: one moves the crosshair, two zoom and pan, a double tap shows everything. */

import type uPlot from 'uplot';
import type { Panes } from './panes';

const DOUBLE_TAP_MS = 300;

interface Pinch {
  /** The x values that were under the two fingers when the second came down. */
  left: number;
  right: number;
}

/** Listens on every chart; ends with them. Vertical scrolling stays the page's (`touch-action: pan-y`). */
export function followTouch(panes: Panes): void {
  for (const chart of panes.charts) follow(panes, chart);
}

function follow(panes: Panes, chart: uPlot): void {
  const fingers = new Map<number, number>();
  let pinch: Pinch | null = null;
  let lastTap = -Infinity;

  const ends = (): [number, number] => {
    const xs = [...fingers.values()];
    return [Math.min(...xs), Math.max(...xs)];
  };

  chart.over.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch') return;
    fingers.set(event.pointerId, event.offsetX);
    if (fingers.size === 2) {
      const [left, right] = ends();
      pinch = { left: chart.posToVal(left, 'x'), right: chart.posToVal(right, 'x') };
    } else {
      if (event.timeStamp - lastTap < DOUBLE_TAP_MS) panes.reset();
      lastTap = event.timeStamp;
      panes.point(chart.posToIdx(event.offsetX));
    }
  });
  chart.over.addEventListener('pointermove', (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, event.offsetX);
    if (pinch === null) {
      panes.point(chart.posToIdx(event.offsetX));
      return;
    }
    // The range in which both values lie under their fingers again.
    const [left, right] = ends();
    const perPixel = (pinch.right - pinch.left) / Math.max(1, right - left);
    const min = pinch.left - left * perPixel;
    panes.zoom(min, min + chart.over.clientWidth * perPixel);
  });
  for (const name of ['pointerup', 'pointercancel'] as const) {
    chart.over.addEventListener(name, (event) => {
      fingers.delete(event.pointerId);
      if (fingers.size < 2) pinch = null;
    });
  }
}
