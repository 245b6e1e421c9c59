/** The one database of this page in the browser: what is kept between visits and is too large for `localStorage`. */

import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { RecentFile } from './recent-file';

/** What each store holds. A record carries its key as `id`. */
export interface Stores extends DBSchema {
  /** Data files opened before. */
  recent: { key: string; value: RecentFile };
  /** Finished runs, in whatever form their own module gives them. */
  runs: { key: string; value: { id: string } & Record<string, unknown> };
}

type StoreName = 'recent' | 'runs';

export type Connection = IDBPDatabase<Stores>;
type Upgrade = IDBPTransaction<Stores, StoreName[], 'versionchange'>;

/** Why nothing could be read or written; the page works on without it. */
export interface StoreProblem {
  kind: 'unavailable' | 'full' | 'newer' | 'blocked';
  /** One sentence. */
  message: string;
}

export type Stored<T> = { ok: true; value: T } | { ok: false; problem: StoreProblem };

const NAME = 'moontest';

/** Step `n` leads from version `n` to `n + 1`. A step that was once released is never changed. */
const UPGRADES: ((database: Connection, upgrade: Upgrade) => void)[] = [
  (database) => {
    database.createObjectStore('recent', { keyPath: 'id' });
    database.createObjectStore('runs', { keyPath: 'id' });
  },
];

const SENTENCES: Record<StoreProblem['kind'], string> = {
  unavailable: 'This browser keeps nothing for this page, as in a private window.',
  full: 'The browser has no room left for this page.',
  newer: 'A newer Moontest wrote what is kept here: load the page again.',
  blocked: 'Another tab holds an older Moontest open: close it or load it again.',
};

let opening: Promise<Connection> | null = null;

/**
 * Reads or writes by `work`; what the browser refuses is a value. The connection is opened once and again
 * after another tab, or the browser, made it close.
 */
export async function withStore<T>(work: (database: Connection) => Promise<T>): Promise<Stored<T>> {
  try {
    opening ??= open();
    return { ok: true, value: await work(await opening) };
  } catch (error) {
    const kind = kindOf(error);
    if (kind === null) throw error;
    return { ok: false, problem: { kind, message: SENTENCES[kind] } };
  }
}

/** An older tab that does not let go of its version. */
class Blocked extends Error {}

/** A browser, or a private window of one, without any database. */
class Absent extends Error {}

function open(): Promise<Connection> {
  // Browsers leave the name out, or set it to null.
  if (!('indexedDB' in globalThis && (globalThis.indexedDB as IDBFactory | null | undefined))) {
    throw new Absent();
  }
  const opened = new Promise<Connection>((resolve, reject) => {
    openDB<Stores>(NAME, UPGRADES.length, {
      upgrade(database, from, _, upgrade) {
        for (const step of UPGRADES.slice(from)) step(database, upgrade);
      },
      blocked() {
        reject(new Blocked());
      },
      // A newer page in another tab wants to upgrade: it goes first.
      blocking(_, __, event) {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    }).then(resolve, reject);
  });
  opened.catch(forget);
  return opened;
}

function forget(): void {
  opening = null;
}

/** What a refusal of the browser means; null for a mistake of ours. */
function kindOf(error: unknown): StoreProblem['kind'] | null {
  if (error instanceof Blocked) return 'blocked';
  if (error instanceof Absent) return 'unavailable';
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'QuotaExceededError':
      return 'full';
    case 'VersionError':
      return 'newer';
    // Where it is forbidden, or the disk fails, browsers throw one or another of these.
    case 'SecurityError':
    case 'InvalidStateError':
    case 'UnknownError':
    case 'NotAllowedError':
    case 'AbortError':
      return 'unavailable';
    default:
      return null;
  }
}
