/** What the charts tell: the crosshair's place, the view, the width of the plots. */

import type uPlot from 'uplot';

export interface PanesEvents {
  /** The place in the lines under the crosshair, or null. */
  onPoint: (at: number | null) => void;
  /** The x range in view has changed. */
  onView: (min: number, max: number) => void;
  /** The plots have become this wide, in CSS pixels. */
  onPlot: (width: number) => void;
}

/** The topmost chart speaks for all. */
export function listen(options: uPlot.Options, events: PanesEvents): void {
  options.hooks = {
    ...options.hooks,
    draw: [
      ...(options.hooks?.draw ?? []),
      (chart) => {
        events.onPlot(chart.bbox.width / devicePixelRatio);
      },
    ],
    setCursor: [
      (chart) => {
        events.onPoint(chart.cursor.idx ?? null);
      },
    ],
    setScale: [
      (chart, key) => {
        const { min, max } = chart.scales.x ?? {};
        if (key === 'x' && min != null && max != null) events.onView(min, max);
      },
    ],
  };
}
