/** Ways to damage a file, the same ones at every run. */

export interface Damage {
  what: string;
  bytes: Uint8Array;
}

/** Length of the footer and the last magic word. */
const TAIL = 8;

/** Random numbers by a seed (mulberry32): below `n`, whole. */
export function randomBelow(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

/** The first part of the file, cut at even distances and near both ends. */
export function truncations(file: Uint8Array, n: number): Damage[] {
  const even = Array.from({ length: n }, (_, i) => Math.floor((file.length * (i + 1)) / (n + 1)));
  const ends = [1, 4, 8, 11, 12, 13, file.length - 9, file.length - 8, file.length - 4];
  return [...new Set([...even, ...ends])].map((length) => ({
    what: `cut after ${length} bytes`,
    bytes: file.slice(0, length),
  }));
}

/** A piece of the pages is missing, the footer is whole: what a broken copy looks like. */
export function holes(file: Uint8Array, n: number, random: (n: number) => number): Damage[] {
  const end = footerStart(file);
  return Array.from({ length: n }, () => {
    const start = 4 + random(end - 4);
    const length = Math.min(1 + random(64), end - start);
    const bytes = new Uint8Array(file.length - length);
    bytes.set(file.subarray(0, start));
    bytes.set(file.subarray(start + length), start);
    return { what: `without bytes ${start} to ${start + length}`, bytes };
  });
}

/** One to four bytes are others; half of the damage is to the footer, which is small. */
export function flips(file: Uint8Array, n: number, random: (n: number) => number): Damage[] {
  const footer = footerStart(file);
  return Array.from({ length: n }, (_, turn) => {
    const bytes = file.slice();
    const [from, to] = turn % 2 === 0 ? [4, footer] : [footer, file.length];
    const places = Array.from({ length: 1 + random(4) }, () => from + random(to - from));
    for (const place of places) bytes[place] = (bytes[place] ?? 0) ^ (1 + random(255));
    return { what: `other bytes at ${places.join(', ')}`, bytes };
  });
}

function footerStart(file: Uint8Array): number {
  const tail = new DataView(file.buffer, file.byteOffset + file.length - TAIL);
  return file.length - TAIL - tail.getUint32(0, true);
}
