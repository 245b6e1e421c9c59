import type { LoadReport, SettingsInput, Slice } from './protocol';

/** The part of a file that the settings `offset` and `limit` ask for; none where they ask for all. */
export function sliceOf({ offset = '', limit = '' }: SettingsInput): Slice | undefined {
  const [from, most] = [offset, limit].map((text) => text.trim());
  const isCount = (text = ''): boolean => /^\d*$/u.test(text);
  // What is no count is left for the engine to complain of.
  if (!isCount(from) || !isCount(most) || (Number(from) === 0 && most === '')) return undefined;
  return { offset: Number(from), limit: most === '' ? null : Number(most) };
}

/** The settings that ask for the part that was loaded. */
export function settingsOfPart(part: LoadReport['part']): SettingsInput {
  if (part === null) return {};
  return { offset: String(part.offset), limit: part.limit === null ? '' : String(part.limit) };
}

/** Changed settings with those of this part of a file in place of their own. */
export function editsOfPart(
  edits: SettingsInput,
  { offset = '0', limit = '' }: SettingsInput,
): SettingsInput {
  const others = { ...edits };
  delete others.offset;
  delete others.limit;
  return { ...others, ...(offset !== '0' && { offset }), ...(limit !== '' && { limit }) };
}
