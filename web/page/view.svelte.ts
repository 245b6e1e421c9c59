/** What is in view: tabs, the side a phone shows, the width of the left panel, the theme. */

import type { ChartLines, RunReport } from '../shared/protocol';
import { Overlays } from './chart/overlays.svelte';
import type { Span } from './chart/span';
import type { PlaceWalk } from './data-tab/walk.svelte';
import type { TextStore } from './draft';
import { isParam } from './settings/input-check.svelte';

export type LeftTab = 'script' | 'params' | 'settings';
export type RightTab = 'overview' | 'metrics' | 'trades' | 'compare' | 'data' | 'log';
/** What the result is compared with. */
export type CompareTab = 'baselines' | 'runs' | 'parts';
export type Theme = 'auto' | 'light' | 'dark';

/** Lines on the charts and the x range in view. */
export interface Charted {
  of: RunReport;
  lines: ChartLines;
  range: [number, number];
}

export const MIN_WIDTH = 360;
export const MAX_WIDTH = 640;

const KEY = 'moontest.view.1';

export class View {
  left = $state<LeftTab>('script');
  right = $state<RightTab>('overview');
  compare = $state<CompareTab>('baselines');
  /** A phone shows one side at a time. */
  side = $state<'left' | 'right'>('right');
  leftWidth = $state(480);
  theme = $state<Theme>('auto');
  /** Line of the script to bring into view; a new object each time it is asked for. */
  reveal = $state.raw<{ line: number } | null>(null);

  /** Setting, or param as `params.NAME`, whose field shall have the focus; a new object each time. */
  field = $state.raw<{ name: string } | null>(null);

  /** What the six numbers are measured by, see `kpi-base/base.ts`; '' is nothing. */
  base = $state('');

  /** Stretch of the run to bring into view on the chart; taken once. */
  span = $state.raw<Span | null>(null);

  /** What the charts show now, or showed last; for a picture of them. */
  charted: Charted | null = null;

  /** Doubtful bars that are walked on the chart. */
  places = $state.raw<PlaceWalk | null>(null);

  /** Lines laid over the equity. */
  readonly overlays = new Overlays();

  readonly #store: TextStore;

  constructor(store: TextStore) {
    this.#store = store;
    try {
      const saved: unknown = JSON.parse(store.getItem(KEY) ?? 'null');
      if (typeof saved !== 'object' || saved === null) return;
      if ('theme' in saved && (saved.theme === 'light' || saved.theme === 'dark')) {
        this.theme = saved.theme;
      }
      if ('leftWidth' in saved && typeof saved.leftWidth === 'number') {
        this.leftWidth = clampWidth(saved.leftWidth);
      }
      if ('base' in saved && typeof saved.base === 'string') this.base = saved.base.slice(0, 80);
    } catch {
      // Nothing saved that can be read: the defaults stay.
    }
  }

  showLeft(tab: LeftTab): void {
    this.left = tab;
    this.side = 'left';
  }

  showRight(tab: RightTab): void {
    this.right = tab;
    this.side = 'right';
  }

  showBaselines(): void {
    this.compare = 'baselines';
    this.showRight('compare');
  }

  showRuns(): void {
    this.compare = 'runs';
    this.showRight('compare');
  }

  showLine(line: number): void {
    this.showLeft('script');
    this.reveal = { line };
  }

  showField(name: string): void {
    this.showLeft(isParam(name) ? 'params' : 'settings');
    this.field = { name };
  }

  showSpan(span: Span): void {
    this.span = span;
    this.showRight('overview');
  }

  /** The stretch asked for, once. */
  takeSpan(): Span | null {
    const asked = this.span;
    if (asked !== null) this.span = null;
    return asked;
  }

  measureBy(base: string): void {
    this.base = base;
    this.#save();
  }

  resize(width: number): void {
    this.leftWidth = clampWidth(width);
    this.#save();
  }

  nextTheme(): void {
    this.theme = this.theme === 'auto' ? 'light' : this.theme === 'light' ? 'dark' : 'auto';
    this.#save();
  }

  #save(): void {
    try {
      this.#store.setItem(
        KEY,
        JSON.stringify({
          theme: this.theme,
          leftWidth: Math.round(this.leftWidth),
          base: this.base,
        }),
      );
    } catch {
      // Storage is off or full: the choice holds until the page is left.
    }
  }
}

function clampWidth(width: number): number {
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width));
}
