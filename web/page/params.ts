/** The params of a script as the page knows them: from the last run, overlaid by the person. */

export interface Param {
  name: string;
  text: string;
  isChanged: boolean;
}

/**
 * Lists the params of the last run's settings and those changed since, by name.
 *
 * An override the script no longer knows stays in the list, so that it can be reset.
 */
export function paramsOf(used: unknown, overrides: Record<string, string>): Param[] {
  const known = typeof used === 'object' && used !== null ? Object.entries(used) : [];
  const texts = new Map(known.map(([name, value]) => [name, String(value)]));
  for (const [name, text] of Object.entries(overrides)) texts.set(name, text);
  return [...texts]
    .map(([name, text]) => ({ name, text, isChanged: name in overrides }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
