import { describe, expect, test } from 'vitest';
import { lineDiff, shortened, type DiffLine } from '../../../web/page/runs/line-diff';

const SIGNS = { same: ' ', out: '-', in: '+' };

function diff(before: string, after: string): string[] {
  return lineDiff(before, after).map(({ kind, text }) => `${SIGNS[kind]}${text}`);
}

describe('a line diff', () => {
  test('shows a changed line as one out and one in', () => {
    expect(diff('a\nb\nc\n', 'a\nB\nc\n')).toEqual([' a', '-b', '+B', ' c']);
  });

  test('finds what was put in and taken out', () => {
    expect(diff('a\nb\nc', 'b\nc\nd')).toEqual(['-a', ' b', ' c', '+d']);
    expect(diff('', 'a')).toEqual(['+a']);
    expect(diff('a\nb', '')).toEqual(['-a', '-b']);
    expect(diff('a', 'a')).toEqual([' a']);
    expect(diff('', '')).toEqual([]);
  });

  test('is as short as can be', () => {
    // Myers' own example: three out, two in.
    const kinds = lineDiff('A\nB\nC\nA\nB\nB\nA', 'C\nB\nA\nB\nA\nC').map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'out').length).toBe(3);
    expect(kinds.filter((kind) => kind === 'in').length).toBe(2);
  });

  test('numbers lines by the text they are of', () => {
    expect(lineDiff('a\nb\nc', 'a\nc').map(({ line }) => line)).toEqual([1, 2, 2]);
  });

  test('leads from any text to any other', () => {
    let seed = 1;
    const random = (n: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    for (let times = 0; times < 300; times += 1) {
      const text = (): string =>
        Array.from({ length: random(20) }, () => 'abc'[random(3)]).join('\n');
      const [before, after] = [text(), text()];
      const lines = lineDiff(before, after);
      const kept = (without: DiffLine['kind']): string =>
        lines
          .filter(({ kind }) => kind !== without)
          .map((line) => line.text)
          .join('\n');
      expect(kept('in')).toBe(before);
      expect(kept('out')).toBe(after);
      expect(lines.filter(({ kind }) => kind === 'same').length).toBe(common(before, after));
    }
  });

  test('of texts with nothing in common is one after the other, however long', () => {
    const lines = (word: string): string =>
      Array.from({ length: 20_000 }, (_, at) => `${word} ${at}`).join('\n');
    const found = lineDiff(lines('a'), lines('b'));
    expect(found.length).toBe(40_000);
    expect(found[0]?.kind).toBe('out');
    expect(found.at(-1)?.kind).toBe('in');
  });
});

test('lines far from a change are left out and counted', () => {
  const lines = lineDiff('1\n2\n3\n4\n5\n6\n7', '1\n2\n3\n4\n5\n6\nseven');
  expect(shortened(lines, 1)).toEqual([{ hidden: 5 }, { lines: lines.slice(5) }]);
});

/** Length of the longest common subsequence, the plain way. */
function common(before: string, after: string): number {
  const [a, b] = [before, after].map((text) => (text === '' ? [] : text.split('\n')));
  let row = new Array<number>((b?.length ?? 0) + 1).fill(0);
  for (const line of a ?? []) {
    const next = [0];
    b?.forEach((other, at) => {
      next.push(line === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}
