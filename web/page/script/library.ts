/** Named scripts as plain values: added, taken out, and given names that are free. */

export interface NamedScript {
  name: string;
  text: string;
}

const LONGEST_NAME = 60;

/** Puts a script in, in place of the one of its name; in order of name. */
export function withScript(scripts: NamedScript[], script: NamedScript): NamedScript[] {
  return [...without(scripts, script.name), script].sort((a, b) => a.name.localeCompare(b.name));
}

export function without(scripts: NamedScript[], name: string): NamedScript[] {
  return scripts.filter((script) => script.name !== name);
}

/** What a person typed as a file's name: no folders, not too long, ends in `.lua`. */
export function fileName(wanted: string): string {
  const plain = wanted
    // eslint-disable-next-line no-control-regex -- those are what is taken out
    .replace(/[\u0000-\u001f\u007f/\\:*?"<>|]+/g, ' ')
    .trim()
    .replace(/\.lua$/i, '')
    .slice(0, LONGEST_NAME)
    .trim();
  return `${plain === '' ? 'script' : plain}.lua`;
}

/** The name itself if none of the scripts has it, else `name-2.lua`, `name-3.lua`, … */
export function freeName(name: string, taken: NamedScript[]): string {
  const names = new Set(taken.map((script) => script.name));
  if (!names.has(name)) return name;
  const stem = name.replace(/(-\d+)?\.lua$/i, '');
  let number = 2;
  while (names.has(`${stem}-${number}.lua`)) number += 1;
  return `${stem}-${number}.lua`;
}
