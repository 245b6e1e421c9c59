/** Where kept runs lie: the browser's database, or nowhere. */

import { withStore, type Stored } from '../store/database';
import type { KeptRun } from './kept-run';
import { readKeptRun } from './read-run';

/** What `Runs` needs of a place; tests hand in others. */
export interface RunStore {
  /** All runs that can be read. What can't be read stays where it is. */
  read(): Promise<Stored<KeptRun[]>>;
  /** Puts some in and takes others out, all or nothing. */
  write(put: KeptRun[], remove: string[]): Promise<Stored<null>>;
  /** Calls back when another tab has written. */
  onChange(callback: () => void): void;
}

export const databaseRuns: RunStore = {
  read() {
    return withStore(async (database) => {
      const records: unknown[] = await database.getAll('runs');
      return records.map(readKeptRun).filter((run) => run !== null);
    });
  },

  async write(put, remove) {
    const done = await withStore(async (database) => {
      const writing = database.transaction('runs', 'readwrite');
      await Promise.all([
        ...put.map((run) => writing.store.put({ ...run })),
        ...remove.map((id) => writing.store.delete(id)),
        writing.done,
      ]);
      return null;
    });
    if (done.ok) tabs().postMessage(null);
    return done;
  },

  onChange(callback) {
    tabs().onmessage = callback;
  },
};

let channel: BroadcastChannel | null = null;

/** Leads to the other tabs, and not to this one. */
function tabs(): BroadcastChannel {
  channel ??= new BroadcastChannel('moontest.runs');
  return channel;
}
