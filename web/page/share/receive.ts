/** Reads what someone shared and holds it ready to be looked at. It never runs by itself. */

import { readFile, readLink } from '../../shared/share/text';
import type { Read, SharedStrategy } from '../../shared/share/strategy';
import type { Session } from '../session.svelte';
import { Received } from './received.svelte';
import { keptWork } from './work';

export async function receiveLink(session: Session, link: string): Promise<void> {
  await session.ready;
  take(session, 'This link', await readLink(link, session.settings.table));
}

export async function receiveFile(session: Session, text: string): Promise<void> {
  await session.ready;
  take(session, 'This file', readFile(text, session.settings.table));
}

/** Takes up again what was taken before the page was loaded. */
export async function resume(session: Session): Promise<void> {
  await session.ready;
  if (session.sharing.received !== null) return;
  const kept = keptWork(session.store, session.settings.table);
  if (kept === null) return;
  session.sharing.received = new Received(session, kept.strategy, kept.before);
  if (session.result !== null) await session.sharing.received.check(session.result);
}

function take(session: Session, what: string, read: Read<SharedStrategy>): void {
  session.sharing.problem = read.ok ? null : `${what} can’t be used: ${read.reason}.`;
  if (!read.ok) return;
  session.sharing.received?.end();
  session.sharing.received = new Received(session, read.value);
}
