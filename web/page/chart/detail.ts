/** Fetches finer lines for the view once it has come to rest. */

import type { ChartLines } from '../../shared/protocol';

/** Returns lines between two x, or null when there are none to be had. */
export type FetchLines = (from: number, to: number) => Promise<ChartLines | null>;

/** Rest after a change of the view before lines are asked for. */
const REST_MS = 80;
/** Share of the view fetched beyond either side, so that a small move needs nothing new. */
const BEYOND = 0.5;

export class Detail {
  readonly #fetch: FetchLines;
  readonly #show: (lines: ChartLines) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: [number, number] | null = null;

  constructor(fetch: FetchLines, show: (lines: ChartLines) => void) {
    this.#fetch = fetch;
    this.#show = show;
  }

  /** Told of each new view. */
  follow(from: number, to: number): void {
    clearTimeout(this.#timer);
    const wanted: [number, number] = [from - (to - from) * BEYOND, to + (to - from) * BEYOND];
    this.#asked = wanted;
    this.#timer = setTimeout(() => {
      void this.#get(wanted);
    }, REST_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#asked = null;
  }

  async #get(wanted: [number, number]): Promise<void> {
    const lines = await this.#fetch(...wanted).catch(() => null);
    // A later view waits for lines of its own.
    if (lines !== null && this.#asked === wanted) this.#show(lines);
  }
}
