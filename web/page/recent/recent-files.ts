/** The list of data files opened before, and the way back to each. */

import { withStore } from '../store/database';
import type { RecentFile } from '../store/recent-file';
import { isLasting, type LastingHandle } from './handle';

/** A file that was opened, and what leads to it. */
export interface Opened {
  file: File;
  handle: LastingHandle;
}

/** Names in the list at most. */
export const MOST_RECENT = 8;

const GONE = 'It was moved, renamed or deleted on the disk since it was opened.';
const REFUSED = 'The browser was not allowed to read it again.';

/** The list, newest first; empty where the browser keeps nothing. */
export async function recentFiles(): Promise<RecentFile[]> {
  const read = await withStore((database) => database.getAll('recent'));
  return read.ok ? read.value.sort((a, b) => b.opened_ms - a.opened_ms) : [];
}

/** Puts files that were opened at the head of the list, in their order. */
export async function keepRecent(opened: Opened[], now_ms: number): Promise<void> {
  const before = await recentFiles();
  const after = await withOpened(before, opened, now_ms);
  await withStore(async (database) => {
    const change = database.transaction('recent', 'readwrite');
    const stays = new Set(after.map(({ id }) => id));
    const gone = before.filter(({ id }) => !stays.has(id));
    await Promise.all([
      ...gone.map(({ id }) => change.store.delete(id)),
      ...after.filter((one) => !before.includes(one)).map((one) => change.store.put(one)),
      change.done,
    ]);
  });
}

/** The list once more files were opened: each file once, the newest first. */
export async function withOpened(
  before: RecentFile[],
  opened: Opened[],
  now_ms: number,
): Promise<RecentFile[]> {
  let list = before;
  // From the last to the first, each a little later than the one before, so that they stay in their order.
  for (const [place, { file, handle }] of [...opened].reverse().entries()) {
    const others: RecentFile[] = [];
    for (const one of list) if (!(await leadsTo(handle, one))) others.push(one);
    const { name, size } = file;
    const id = crypto.randomUUID();
    list = [{ id, name, size, opened_ms: now_ms + place, handle }, ...others];
  }
  return list.slice(0, MOST_RECENT);
}

export async function forgetRecent(id: string): Promise<void> {
  await withStore((database) => database.delete('recent', id));
}

export async function forgetAllRecent(): Promise<void> {
  await withStore((database) => database.clear('recent'));
}

/**
 * Reads a file of the list again, once the person allows it. The browser asks only in answer to a click.
 * A sentence where it can't be read.
 */
export async function reopen({ handle }: RecentFile): Promise<Opened | string> {
  if (handle === null || !isLasting(handle)) return GONE;
  if (!(await isAllowed(handle))) return REFUSED;
  try {
    return { file: await handle.getFile(), handle };
  } catch {
    return GONE;
  }
}

async function isAllowed(handle: LastingHandle): Promise<boolean> {
  const how = { mode: 'read' } as const;
  try {
    const known = await handle.queryPermission(how);
    return (known === 'prompt' ? await handle.requestPermission(how) : known) === 'granted';
  } catch {
    // Asked without a click that counts, or of a file that is not there.
    return false;
  }
}

async function leadsTo(handle: LastingHandle, { handle: other }: RecentFile): Promise<boolean> {
  return other !== null && (await handle.isSameEntry(other).catch(() => false));
}
