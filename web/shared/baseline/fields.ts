/** Members of a JSON object by type; what is missing or of another type is null. */
export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(json: Json, name: string): Json | null {
  const value = json[name];
  return isObject(value) ? value : null;
}

export function listOf(json: Json, name: string): unknown[] {
  const value = json[name];
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function textOf(json: Json, name: string): string | null {
  const value = json[name];
  return typeof value === 'string' ? value : null;
}

export function numberOf(json: Json, name: string): number | null {
  const value = json[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function flagOf(json: Json, name: string): boolean | null {
  const value = json[name];
  return typeof value === 'boolean' ? value : null;
}

/** Members that are numbers or null. */
export function numbersOf(json: Json | null): Record<string, number | null> {
  const found: Record<string, number | null> = {};
  for (const name of Object.keys(json ?? {})) {
    if (json?.[name] === null) found[name] = null;
    else if (typeof json?.[name] === 'number') found[name] = numberOf(json, name);
  }
  return found;
}
