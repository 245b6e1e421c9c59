/** Lines of two texts side by side in one list: Myers' shortest edit script, after what both begin and end with. */

export interface DiffLine {
  kind: 'same' | 'out' | 'in';
  text: string;
  /** Line number in the text it is of (the second one where both have it), from 1. */
  line: number;
}

/** Edits beyond which the texts have too little in common for a shortest script to tell anything. */
const MOST_EDITS = 1500;

/** What leads from one text to the other, line by line. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  const most = Math.min(a.length, b.length) - head;
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const kinds = [
    ...Array<DiffLine['kind']>(head).fill('same'),
    ...edits(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...Array<DiffLine['kind']>(tail).fill('same'),
  ];
  let [x, y] = [0, 0];
  return kinds.map((kind) => {
    if (kind === 'out') return { kind, text: a[x++] ?? '', line: x };
    if (kind === 'same') x += 1;
    return { kind, text: b[y++] ?? '', line: y };
  });
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** The kinds of the lines in order. `reach[k]` is how far down `a` the diagonal k = x − y is after d edits. */
function edits(a: string[], b: string[]): DiffLine['kind'][] {
  const [n, m] = [a.length, b.length];
  const most = Math.min(n + m, MOST_EDITS);
  const traces: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let d = 0; d <= most; d += 1) {
    const next = new Map<number, number>();
    for (let k = -d; k <= d; k += 2) {
      let x = isDown(reach, k, d) ? at(reach, k + 1) : at(reach, k - 1) + 1;
      while (x < n && x - k < m && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= n && x - k >= m) return walkBack([...traces, reach], n, m);
    }
    traces.push(reach);
    reach = next;
  }
  return [...a.map(() => 'out' as const), ...b.map(() => 'in' as const)];
}

/** From the end to the beginning, each step undone as it was done. `traces[d]` is what step d started from. */
function walkBack(traces: Map<number, number>[], n: number, m: number): DiffLine['kind'][] {
  const kinds: DiffLine['kind'][] = [];
  let [x, y] = [n, m];
  for (let d = traces.length - 1; d >= 0; d -= 1) {
    const reach = traces[d] ?? new Map<number, number>();
    const k = x - y;
    const isIn = isDown(reach, k, d);
    const fromX = d === 0 ? 0 : at(reach, isIn ? k + 1 : k - 1);
    const fromY = d === 0 ? 0 : fromX - (isIn ? k + 1 : k - 1);
    const same = d === 0 ? x : Math.min(x - fromX - (isIn ? 0 : 1), y - fromY - (isIn ? 1 : 0));
    for (let i = 0; i < same; i += 1) kinds.push('same');
    if (d > 0) kinds.push(isIn ? 'in' : 'out');
    [x, y] = [fromX, fromY];
  }
  return kinds.reverse();
}

/** Whether the furthest way to diagonal k takes a line of `b` in, rather than one of `a` out. */
function isDown(reach: Map<number, number>, k: number, d: number): boolean {
  return k === -d || (k !== d && at(reach, k - 1) < at(reach, k + 1));
}

function at(reach: Map<number, number>, k: number): number {
  return reach.get(k) ?? 0;
}

/** A stretch of lines, or one of unchanged lines that is left out. */
export type DiffPart = { lines: DiffLine[] } | { hidden: number };

/** Leaves out unchanged lines further than `around` from a change. */
export function shortened(lines: DiffLine[], around: number): DiffPart[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== 'same'),
  );
  const parts: DiffPart[] = [];
  lines.forEach((line, at) => {
    const last = parts.at(-1);
    if (isNear[at]) {
      if (last && 'lines' in last) last.lines.push(line);
      else parts.push({ lines: [line] });
    } else if (last && 'hidden' in last) last.hidden += 1;
    else parts.push({ hidden: 1 });
  });
  return parts;
}
