/** Further lines over the equity: baselines and earlier runs. Whoever adds some does so under a name of its own. */

/** One line in money. */
export interface Overlay {
  name: string;
  /** Ascending, in the unit of the run's `ChartLines.x`: seconds since 1970 UTC, or bar index. */
  x: Float64Array;
  /** Money; NaN is a gap, and ends one piece of several. */
  y: Float64Array;
  /** Place in the palette of `tokens.css`, from 1; past its end it begins again. */
  color: number;
}

/** Colours in the palette, `--line-1` and so on; each comes with a dash of its own. */
export const OVERLAY_COLORS = 6;

export class Overlays {
  #owners = $state.raw<Record<string, Overlay[]>>({});

  readonly all = $derived(Object.values(this.#owners).flat());

  /** Shows these lines in place of those this owner had before; none takes them away. */
  set(owner: string, lines: Overlay[]): void {
    this.#owners = { ...this.#owners, [owner]: lines };
  }

  clear(): void {
    this.#owners = {};
  }
}

/** The palette place of an overlay, 1 … `OVERLAY_COLORS`. */
export function paletteOf(overlay: Overlay): number {
  return ((overlay.color - 1) % OVERLAY_COLORS) + 1;
}

/** The value of a line at x, between its points by a straight line; NaN beyond its ends and in gaps. */
export function overlayAt({ x, y }: Overlay, at: number): number {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  const before = low - 1;
  const [x0 = Number.NaN, y0 = Number.NaN] = [x[before], y[before]];
  if (x0 === at) return y0;
  const [x1 = Number.NaN, y1 = Number.NaN] = [x[low], y[low]];
  return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}

/** A line at the points of another. */
export function overlayColumn(overlay: Overlay, x: Float64Array): Float64Array {
  return x.map((at) => overlayAt(overlay, at));
}
