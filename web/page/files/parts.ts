/** Parts of a file in words, from fields, and as train, validation and test. */

import type { LoadReport, Slice } from '../../shared/protocol';
import { timestamp } from '../clock';
import { count, decimal } from '../format';

export const PART_KINDS = {
  all: 'All bars',
  first: 'First bars',
  last: 'Last bars',
  time: 'Between two times',
  percent: 'Share of all',
  offset: 'Offset and limit',
} as const;
export type PartKind = keyof typeof PART_KINDS;

/** A part as a form holds it: two texts, of which some kinds need one. */
export interface PartFields {
  kind: PartKind;
  from: string;
  to: string;
}

/** `first 10,000 bars`, `0–70 %`, `from 2020-01-02 00:00 UTC`. */
export function partText(slice: Slice): string {
  if ('first' in slice) return `first ${count(slice.first)} bars`;
  if ('last' in slice) return `last ${count(slice.last)} bars`;
  if ('from_percent' in slice) {
    return `${share(slice.from_percent)}–${share(slice.to_percent)} %`;
  }
  if ('offset' in slice) {
    const from = slice.offset === 0 ? '' : ` from bar ${count(slice.offset)}`;
    return slice.limit === null ? `bars${from} on` : `${count(slice.limit)} bars${from}`;
  }
  const from = slice.from_ts === null ? '' : `from ${timestamp(slice.from_ts, 'UTC') ?? ''}`;
  const to = slice.to_ts === null ? '' : `before ${timestamp(slice.to_ts, 'UTC') ?? ''}`;
  return `${from} ${to}`.trim();
}

/** What was read: `bars 700 to 849 of 1,000`, or null for all. */
export function readText(part: LoadReport['part'], rows: number): string | null {
  if (part === null) return null;
  return `bars ${count(part.offset)} to ${count(part.offset + rows - 1)} of ${count(part.of)}`;
}

/** The part that fields ask for, null for all; a sentence where they don't say one. Times are UTC. */
export function partOfFields({ kind, from, to }: PartFields): Slice | null | string {
  const [a, b] = [from.trim(), to.trim()];
  switch (kind) {
    case 'all':
      return null;
    case 'first':
      return isCount(a, 1) ? { first: Number(a) } : 'Say how many bars, 1 or more.';
    case 'last':
      return isCount(a, 1) ? { last: Number(a) } : 'Say how many bars, 1 or more.';
    case 'offset':
      if (!isCount(a || '0', 0)) return 'The offset counts bars from 0 on.';
      if (b !== '' && !isCount(b, 1)) return 'The limit counts bars, 1 or more; empty is none.';
      return { offset: Number(a || '0'), limit: b === '' ? null : Number(b) };
    case 'percent': {
      const [low, high] = [Number(a || '0'), Number(b || '100')];
      if (!(low >= 0 && low < high && high <= 100))
        return 'A share lies between 0 and 100 percent.';
      return { from_percent: low, to_percent: high };
    }
    case 'time': {
      const [first, end] = [nanoseconds(a), nanoseconds(b)];
      if (first === null && end === null) return 'Say from when, or before when, or both.';
      if (first !== null && end !== null && BigInt(first) >= BigInt(end)) {
        return 'The end must be after the beginning.';
      }
      return { from_ts: first, to_ts: end };
    }
  }
}

/** Parts one after the other that make up all, from their shares; null unless these are whole and sum to 100. */
export function splitParts(percents: number[]): Slice[] | null {
  const isPart = (percent: number): boolean => percent > 0 && percent <= 100;
  const sum = percents.reduce((all, percent) => all + percent, 0);
  if (!percents.every(isPart) || Math.abs(sum - 100) > 1e-9) return null;
  let end = 0;
  return percents.map((percent, place) => {
    const start = end;
    end = place === percents.length - 1 ? 100 : start + percent;
    return { from_percent: start, to_percent: end };
  });
}

/** What keeps shares from making up all; null when they do. */
export function splitProblem(percents: number[]): string | null {
  if (splitParts(percents) !== null) return null;
  if (!percents.every((percent) => percent > 0)) return 'Each share is a number above 0.';
  const sum = percents.reduce((all, percent) => all + percent, 0);
  return `The shares must sum to 100, but sum to ${decimal(sum, Number.isInteger(sum) ? 0 : 1)}.`;
}

function isCount(text: string, least: number): boolean {
  return /^\d{1,15}$/.test(text) && Number(text) >= least;
}

/** Of a field's `2024-01-31T09:30`, as UTC; null when empty or no time. */
function nanoseconds(text: string): string | null {
  const ms = Date.parse(`${text}Z`);
  return Number.isNaN(ms) ? null : (BigInt(ms) * 1_000_000n).toString();
}

function share(percent: number): string {
  return decimal(percent, Number.isInteger(percent) ? 0 : 1);
}
