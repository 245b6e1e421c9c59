/** Writes the draft a moment after each change. */

import { writeDraft, type Draft, type TextStore } from './draft';

/** Quiet time after a change before the draft is written. */
const SAVE_MS = 300;

export class Autosave {
  state = $state<'saved' | 'saving' | 'refused'>('saved');

  readonly #store: TextStore;
  readonly #collect: () => Draft;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: TextStore, collect: () => Draft) {
    this.#store = store;
    this.#collect = collect;
  }

  later(): void {
    this.state = 'saving';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.now();
    }, SAVE_MS);
  }

  /** Writes what waits to be written, as when the page is left. */
  now(): void {
    if (this.state === 'saved') return;
    clearTimeout(this.#timer);
    this.state = writeDraft(this.#store, this.#collect()) ? 'saved' : 'refused';
  }
}
