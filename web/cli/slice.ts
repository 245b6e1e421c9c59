import { sliceOf } from '../shared/slice';
import { single, type Arguments, type Flag } from './arguments';
import { UsageError } from './failure';
import type { Slice } from '../shared/protocol';

/** Ways to name a part of a file beside the settings `offset` and `limit`. */
export const SLICE_FLAGS: Flag[] = [
  { name: 'first', value: 'N', help: 'Use the first N bars.' },
  { name: 'last', value: 'N', help: 'Use the last N bars.' },
  {
    name: 'from',
    value: 'TIME',
    help: 'Use the bars from this time on: 2024-01-31, 2024-01-31T09:30, with Z or +01:00, or nanoseconds. UTC where no zone is named.',
  },
  { name: 'to', value: 'TIME', help: 'Use the bars before this time.' },
  {
    name: 'percent',
    value: 'A-B',
    help: 'Use the bars from A to B percent of all: 0-70 and 70-100 share none.',
  },
];

/** For commands without settings. */
export const ROW_FLAGS: Flag[] = [
  { name: 'offset', value: 'N', help: 'Leave out the first N bars.' },
  { name: 'limit', value: 'N', help: 'Use N bars at most.' },
];

const WAYS = [['first'], ['last'], ['from', 'to'], ['percent'], ['offset', 'limit']];

/** Reads which part of the file is meant; all where no flag says. Throws a UsageError. */
export function sliceFrom(args: Arguments): Slice | undefined {
  const used = WAYS.map((names) => names.filter((name) => args.flags.has(name))).filter(
    (names) => names.length > 0,
  );
  const [way, other] = used;
  if (!way) return undefined;
  if (other) throw new UsageError(`--${way[0]} and --${other[0]} exclude each other.`);
  const [first, last, percent] = ['first', 'last', 'percent'].map((name) => single(args, name));
  if (first !== undefined) return { first: countOf('first', first) };
  if (last !== undefined) return { last: countOf('last', last) };
  if (percent !== undefined) return percentOf(percent);
  const [offset, limit] = [single(args, 'offset'), single(args, 'limit')];
  if (offset !== undefined || limit !== undefined) {
    return sliceOf({ offset: offset ?? '', limit: limit ?? '' });
  }
  return { from_ts: timeOf(args, 'from'), to_ts: timeOf(args, 'to') };
}

function countOf(flag: string, text: string): number {
  const count = /^\d+$/u.test(text) ? Number(text) : 0;
  if (count < 1) throw new UsageError(`--${flag} needs a whole number above 0, but got "${text}".`);
  return count;
}

function percentOf(text: string): Slice {
  const [, from, to] = /^(\d+(?:\.\d+)?)%?-(\d+(?:\.\d+)?)%?$/u.exec(text.trim()) ?? [];
  const [from_percent, to_percent] = [Number(from), Number(to)];
  if (from_percent >= 0 && from_percent < to_percent && to_percent <= 100) {
    return { from_percent, to_percent };
  }
  throw new UsageError(`--percent needs two shares such as 0-70, but got "${text}".`);
}

const TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?))?\s*(Z|[+-]\d{2}:\d{2})?$/u;

/** Nanoseconds since 1970 UTC as text; null where the flag is not given. */
function timeOf(args: Arguments, flag: string): string | null {
  const text = single(args, flag)?.trim();
  if (text === undefined) return null;
  if (/^-?\d{10,19}$/u.test(text)) return text;
  const [, date, clock = '00:00', zone = 'Z'] = TIME.exec(text) ?? [];
  const ms = Date.parse(`${date ?? ''}T${clock}${zone}`);
  // 2024-02-31 would be read as 2 March.
  const day = Date.parse(`${date ?? ''}T00:00Z`);
  const isDay = !Number.isNaN(day) && new Date(day).toISOString().startsWith(date ?? '');
  if (Number.isNaN(ms) || !isDay) {
    throw new UsageError(
      `--${flag} needs a time such as 2024-01-31 or 2024-01-31T09:30Z, but got "${text}".`,
    );
  }
  return String(BigInt(ms) * 1_000_000n);
}
