/** The person's work between visits: script, settings and params, in this browser only. */

import type { SettingsInput } from '../shared/protocol';
import { editsOfPart } from '../shared/slice';
import { PRESETS, type PresetChoice } from './presets';
import type { NamedScript } from './script/library';

export interface Draft {
  scriptName: string;
  script: string;
  /** Whether the script is the person's own, or an example not yet changed. */
  isOwn: boolean;
  /** All of the person's scripts. */
  scripts: NamedScript[];
  /** The script before the last one was opened over it. */
  previous: NamedScript | null;
  preset: PresetChoice;
  edits: SettingsInput;
  params: Record<string, string>;
}

/** `localStorage`, or what a test puts in its place. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'moontest.draft.1';

/** Returns the draft, or null when there is none that can be read. Only known fields are taken. */
export function readDraft(store: TextStore): Draft | null {
  let value: unknown;
  try {
    value = JSON.parse(store.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
  if (!isRecord(value) || typeof value.script !== 'string') return null;
  const preset = value.preset;
  return {
    script: value.script,
    scriptName: typeof value.scriptName === 'string' ? value.scriptName : 'draft.lua',
    // A draft of before there were several scripts is the person's own.
    isOwn: value.isOwn !== false,
    scripts: Array.isArray(value.scripts)
      ? value.scripts.map(namedScript).filter((script) => script !== null)
      : [],
    previous: namedScript(value.previous),
    preset:
      typeof preset === 'string' && Object.hasOwn(PRESETS, preset)
        ? (preset as PresetChoice)
        : 'auto',
    // A part is one of the file it was chosen for, which is not open any more.
    edits: editsOfPart(texts(value.edits), {}),
    params: texts(value.params),
  };
}

/** Writes the draft; false when the browser refuses (full, or storage is off). */
export function writeDraft(store: TextStore, draft: Draft): boolean {
  try {
    store.setItem(KEY, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function namedScript(value: unknown): NamedScript | null {
  return isRecord(value) && typeof value.name === 'string' && typeof value.text === 'string'
    ? { name: value.name, text: value.text }
    : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function texts(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
