/** The wheel on the charts zooms around the pointer; sideways it pans. What belongs to the page stays its own. */

import type { Panes } from './panes';

/** Zoom of one notch (100 px of wheel). */
const PER_NOTCH = 1.25;
/** Turns of the wheel closer together than this are one movement. */
const PAUSE_MS = 250;

/** What a turn of the wheel asks of a view; null when the page shall scroll. */
export function wheelView(
  [min, max]: [number, number],
  [first, last]: [number, number],
  at: number,
  deltaX: number,
  deltaY: number,
  width: number,
): [number, number] | null {
  const isWhole = min <= first && max >= last;
  if (Math.abs(deltaX) > Math.abs(deltaY)) {
    if (isWhole) return null;
    const by = Math.max(first - min, Math.min(last - max, (deltaX / width) * (max - min)));
    return [min + by, max + by];
  }
  if (deltaY > 0 && isWhole) return null;
  const factor = PER_NOTCH ** (deltaY / 100);
  return [at - (at - min) * factor, at + (max - at) * factor];
}

/**
 * Listens on every chart; ends with them. A movement that began as a scroll of the page stays one, and
 * while the page is scrolled down, a turn back up over a chart not zoomed scrolls it up.
 */
export function followWheel(panes: Panes, scroller: HTMLElement | null): void {
  let isScroll = false;
  let before = -Infinity;
  for (const chart of panes.charts) {
    chart.over.addEventListener(
      'wheel',
      (event) => {
        const isNew = event.timeStamp - before > PAUSE_MS;
        before = event.timeStamp;
        const [min, max] = panes.range;
        const [first, last] = panes.extent;
        const isWhole = min <= first && max >= last;
        const view = wheelView(
          [min, max],
          [first, last],
          // Where the crosshair is: offsetX is rounded, and the view would wander with each turn.
          chart.posToVal(event.clientX - chart.over.getBoundingClientRect().left, 'x'),
          event.deltaX,
          event.deltaY,
          chart.over.clientWidth,
        );
        if (isNew) isScroll = view === null || (isWhole && (scroller?.scrollTop ?? 0) > 0);
        if (isScroll && !event.ctrlKey) return;
        // Also at the whole: the page must not begin to scroll in the middle of zooming out.
        event.preventDefault();
        if (view !== null) panes.zoom(...view);
      },
      { passive: false },
    );
  }
}
