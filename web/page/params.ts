/** The params of a script as fields: the script's own values, overlaid by the person's. */

import type { ParamValue } from '../shared/protocol';

export interface Param {
  name: string;
  text: string;
  /** The script's own value as text; null when it has none of this name (any more). */
  base: string | null;
  kind: 'number' | 'boolean' | 'text';
}

/**
 * Lists params by name. `own` are those the script as it stands declares; where that is not known, `used`
 * are those of the last run.
 *
 * A value set for a name that the script no longer has stays in the list, so that it can be taken away.
 */
export function paramsOf(
  own: Record<string, ParamValue> | null,
  used: unknown,
  overrides: Record<string, string>,
): Param[] {
  const known = new Map(Object.entries(own ?? valuesOf(used)));
  const names = new Set([...known.keys(), ...Object.keys(overrides)]);
  return [...names]
    .map((name): Param => {
      const value = known.get(name);
      return {
        name,
        text: overrides[name] ?? String(value),
        base: value === undefined ? null : String(value),
        kind: kindOf(value),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

function valuesOf(used: unknown): Record<string, ParamValue> {
  return typeof used === 'object' && used !== null ? (used as Record<string, ParamValue>) : {};
}

function kindOf(value: ParamValue | undefined): Param['kind'] {
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as Param['kind'];
  return 'text';
}
