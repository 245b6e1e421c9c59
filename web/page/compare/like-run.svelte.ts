/** Runs the script with a baseline's settings, and finds the way back to the person's own. */

import type { SettingsInput } from '../../shared/protocol';
import type { PresetChoice } from '../presets';
import type { Session } from '../session.svelte';

export class LikeRun {
  /** The settings from before the first such run. */
  before = $state.raw<{ choice: PresetChoice; edits: SettingsInput } | null>(null);

  async start(session: Session, settings: SettingsInput): Promise<void> {
    const { choice, edits } = session.settings;
    this.before ??= { choice, edits };
    const isReference = settings.profile === 'reference';
    session.settings.take(isReference ? 'reference' : choice, settings);
    await session.startRun();
  }

  async back(session: Session): Promise<void> {
    if (this.before === null) return;
    session.settings.take(this.before.choice, this.before.edits);
    this.before = null;
    await session.startRun();
  }
}
