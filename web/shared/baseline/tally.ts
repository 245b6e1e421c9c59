import type { Notice } from '../protocol';

/** What was found in lines of a file, by code: how often, and where first. */
export class Tally {
  readonly #notices = new Map<string, Notice>();

  /** Counts one. `message` is kept of the first only: it tells the first place in full. */
  add(code: string, level: Notice['level'], line: number | null, message: () => string): void {
    const known = this.#notices.get(code);
    if (known) known.count += 1;
    else this.#notices.set(code, { code, level, message: message(), count: 1, first: line });
  }

  /** All notices in the order of their first place; those met more than once say so. */
  notices(): Notice[] {
    return [...this.#notices.values()].map((notice) =>
      notice.count === 1
        ? notice
        : { ...notice, message: `${notice.message} (${notice.count} times)` },
    );
  }
}
