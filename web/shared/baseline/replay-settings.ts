import type { SettingsInput } from '../protocol';
import type { BaselineFacts } from './facts';
import { likeSettings } from './like-settings';
import type { ShownSettings } from './types';

/** What the log's rows tell by themselves. */
const OF_THE_ROWS = new Set(['offset', 'limit', 'session']);

/**
 * Settings to replay a log by: its files' own, by profile `reference`. The log's rows say themselves
 * when the session was open. A cap that the files do not tell is the largest position of the log:
 * nothing beyond it was carried out.
 */
export function replaySettings(facts: BaselineFacts, shown: ShownSettings): SettingsInput {
  const { settings } = likeSettings({ ...facts, profile: 'reference', warm_up: 0 }, null);
  const known = Object.entries(settings).filter(([name]) => !OF_THE_ROWS.has(name));
  return {
    max_position: String(Math.max(1, shown.largest_position)),
    ...Object.fromEntries(known),
  };
}
