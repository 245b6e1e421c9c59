const TICK_MS = 500;

/**
 * Calls `silent` once when no beat came for `limit_ms`.
 *
 * It counts ticks and not time, since a computer that slept owes the beats of one tick only.
 */
export class Watchdog {
  readonly #limit: number;
  readonly #timer: ReturnType<typeof setInterval>;
  #ticks = 0;

  constructor(limitMs: number, silent: () => void) {
    this.#limit = Math.ceil(limitMs / TICK_MS);
    this.#timer = setInterval(() => {
      this.#ticks += 1;
      if (this.#ticks < this.#limit) return;
      this.stop();
      silent();
    }, TICK_MS);
  }

  beat(): void {
    this.#ticks = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
