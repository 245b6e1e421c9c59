/** The person's own work at the moment they took a shared strategy, kept so that they can go back to it. */

import type { SettingInfo } from '../../shared/protocol';
import { fileText, readFile } from '../../shared/share/text';
import type { SharedStrategy } from '../../shared/share/strategy';
import { KEPT } from './sharing.svelte';
import { readDraft, type Draft, type TextStore } from '../draft';

export type Work = Pick<Draft, 'scriptName' | 'script' | 'isOwn' | 'preset' | 'edits' | 'params'>;

interface Kept {
  strategy: SharedStrategy;
  before: Work;
}

/** Keeps both over a reload; a browser that keeps nothing forgets them then. */
export function keepWork(store: TextStore, kept: Kept | null): void {
  const value = kept && { strategy: fileText(kept.strategy), before: kept.before };
  try {
    store.setItem(KEPT, JSON.stringify(value));
  } catch {
    // The strategy is one of the person's scripts by now, and their own are kept with the draft.
  }
}

export function keptWork(store: TextStore, table: SettingInfo[]): Kept | null {
  let value: unknown;
  try {
    value = JSON.parse(store.getItem(KEPT) ?? 'null');
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { strategy, before } = value as Record<string, unknown>;
  const read = typeof strategy === 'string' ? readFile(strategy, table) : null;
  // A draft has all that a work has, and one way of being read.
  const work = readDraft({ getItem: () => JSON.stringify(before), setItem: () => undefined });
  return read?.ok && work !== null ? { strategy: read.value, before: work } : null;
}
