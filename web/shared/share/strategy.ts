/** A strategy as it is shared: by link or file, never with data. */

import type { FileChoices, RunFingerprints, SettingsInput } from '../protocol';

export interface SharedStrategy {
  /** Name of the script. */
  name: string;
  script: string;
  /** As asked for, whole: nothing in it hangs on the presets of a page. */
  settings: SettingsInput;
  params: Record<string, string>;
  /** Columns, symbol, unit and zone; repairs and the part used are settings. */
  choices: Omit<FileChoices, 'data_fixes' | 'slice'>;
  /** What the author had; null when there was no result. */
  claim: Claim | null;
}

/** What the author says that came out, and of what. */
export interface Claim extends RunFingerprints {
  /** Name and version. */
  engine: string;
  data_name: string;
  /** The synthetic file that comes with every page. */
  is_sample: boolean;
  rows: number;
  /** Integer nanoseconds since 1970 UTC as decimal text. */
  first_ts: string | null;
  last_ts: string | null;
  /** The headline numbers, by metric. */
  metrics: Record<string, number | null>;
}

/** What could be read, or why not: the end of a sentence, without its full stop. */
export type Read<T> = { ok: true; value: T } | { ok: false; reason: string };

/** A text that is not what it should be. Thrown and caught within this folder. */
export class Malformed extends Error {}
