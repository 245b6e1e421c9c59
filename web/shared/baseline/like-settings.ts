import type { SettingsInput } from '../protocol';
import type { BaselineFacts } from './facts';

/** How to run a script as a baseline was run. */
export interface LikeSettings {
  settings: SettingsInput;
  /** The same for the command line. */
  flags: string[];
  /** What stays different, in sentences. */
  remains: string[];
}

/** Rows of the data file at which a window's first and last action filled. */
export interface BarSpan {
  first_bar: number;
  last_bar: number;
}

/** Settings that profile `reference` fixes, and those that are no part of the environment. */
const NOT_FOR_REFERENCE = ['fill', 'fee_bps', 'slippage_bps', 'liquidate_at_end'];
const OF_THE_SCRIPT = [
  'profile',
  'session',
  'seed',
  'fuel_per_bar',
  'fuel_total',
  'memory_mb',
  'trace_actions',
];

/** Returns the settings of "run my script like the baseline", over the bars of `window` if there is one. */
export function likeSettings(facts: BaselineFacts, window: BarSpan | null): LikeSettings {
  const profile = facts.profile ?? 'reference';
  const isReference = profile === 'reference';
  const settings: SettingsInput = { profile };
  if (!isReference || facts.session === 'rth' || facts.session === 'globex') {
    if (facts.session !== null) settings.session = facts.session;
  }
  for (const [name, value] of Object.entries(facts.settings)) {
    const isFixed = isReference && NOT_FOR_REFERENCE.includes(name);
    if (!isFixed && !OF_THE_SCRIPT.includes(name)) settings[name] = String(value);
  }
  if (window) {
    // The bar before the first fill is the first one the script decides at.
    const offset = Math.max(0, window.first_bar - 1);
    settings.offset = String(offset);
    settings.limit = String(window.last_bar - offset + 1);
  } else if (facts.warm_up !== null && facts.warm_up > 0 && facts.tool !== 'moontest') {
    settings.offset = String(facts.warm_up - 1);
  }
  return { settings, flags: flagsOf(settings), remains: remains(facts, window) };
}

function flagsOf(settings: SettingsInput): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const flag = name.replaceAll('_', '-');
    if (value === 'true') return [`--${flag}`];
    if (value === 'false') return [`--no-${flag}`];
    return [`--${flag}`, value];
  });
}

function remains(facts: BaselineFacts, window: BarSpan | null): string[] {
  if (facts.tool === 'moontest') return [];
  const found: string[] = [];
  if (facts.mask === 'fill') {
    found.push(
      'The trainer judges an order by the session of the bar it fills at, the script by that of the bar shown.',
    );
  }
  if (facts.session === 'globex' && facts.mask === 'fill') {
    found.push('The trainer trades from 18:00 to midnight New York, when the script is refused.');
  }
  if (facts.session === null) {
    found.push(
      'The files do not tell the session; profile reference keeps rth unless you say globex.',
    );
  }
  if (facts.liquidates === true) {
    found.push('The trainer pays for closing the last position, the script keeps it open.');
  }
  if (!window && facts.windows !== null && facts.windows > 1) {
    found.push(
      `The trainer starts anew in each of ${facts.windows} windows, the script runs once.`,
    );
  }
  if (facts.warm_up !== null && facts.warm_up > 0) {
    found.push(
      "The script's indicators start at the first bar of its rows, the trainer's at the file's.",
    );
  }
  return found;
}
