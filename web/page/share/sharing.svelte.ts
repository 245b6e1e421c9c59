/** What came from someone else by link or file. Small, for it is there from the start; the rest is loaded with the first. */

import { LARGEST_JSON, LINK_MARK } from '../../shared/share/form';
import type { Session } from '../session.svelte';
import type { Received } from './received.svelte';

export class Sharing {
  received = $state.raw<Received | null>(null);
  /** Why a link or file can't be used: one sentence. */
  problem = $state.raw<string | null>(null);
}

/** Where a strategy that was taken is kept; nothing, or the text `null`, is none. */
export const KEPT = 'moontest.shared.1';

/** Opens what the address carries, now and when it changes, and what was taken before a reload. */
export function watchAddress(session: Session): void {
  const arrived = async (): Promise<void> => {
    const isLink = location.hash.startsWith(LINK_MARK);
    if (!isLink && (session.store.getItem(KEPT) ?? 'null') === 'null') return;
    const { receiveLink, resume } = await import('./receive');
    if (isLink) await receiveLink(session, location.hash);
    else await resume(session);
  };
  addEventListener('hashchange', () => void arrived());
  void arrived();
}

export async function openShareFile(session: Session, file: Blob): Promise<void> {
  const { receiveFile } = await import('./receive');
  // One byte too many is enough to be refused as too large.
  await receiveFile(session, await file.slice(0, LARGEST_JSON + 1).text());
}
