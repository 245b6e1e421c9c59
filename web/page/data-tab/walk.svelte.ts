import type { Place } from '../../shared/protocol';

/** A walk on the chart from one doubtful bar to the next. */
export class PlaceWalk {
  places = $state.raw<Place[]>([]);
  /** Place in `places` that is shown. */
  at = $state(-1);
  /** Whether the last place known is the last there is. */
  isComplete = $state(false);

  readonly here = $derived(this.places[this.at] ?? null);
  readonly hasNext = $derived(this.at + 1 < this.places.length || !this.isComplete);

  readonly #find: (from: number) => Promise<Place | null>;
  readonly #show: (place: Place) => void;
  #isLooking = false;

  /** `title` names what is walked, `count` how many there are, `of` the data they are in. */
  constructor(
    readonly title: string,
    readonly count: number,
    readonly of: unknown,
    find: (from: number) => Promise<Place | null>,
    show: (place: Place) => void,
  ) {
    this.#find = find;
    this.#show = show;
  }

  /** Shows the next one, if there is one. */
  async next(): Promise<void> {
    if (this.#isLooking) return;
    if (this.at + 1 === this.places.length && !this.isComplete) {
      this.#isLooking = true;
      try {
        const last = this.places.at(-1);
        const found = await this.#find(last === undefined ? 0 : last.bar + 1);
        if (found === null) this.isComplete = true;
        else this.places = [...this.places, found];
        if (this.places.length >= this.count) this.isComplete = true;
      } finally {
        this.#isLooking = false;
      }
    }
    this.#go(this.at + 1);
  }

  previous(): void {
    this.#go(this.at - 1);
  }

  #go(at: number): void {
    const place = this.places[at];
    if (place === undefined) return;
    this.at = at;
    this.#show(place);
  }
}
