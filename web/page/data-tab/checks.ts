/** What every bar is checked for, and what came out: also where nothing was found, so that one can rely on it. */

import type { Notice } from '../../shared/protocol';
import { noticesOf, type LoadedData } from '../data';

export interface Check {
  code: string;
  title: string;
  /** What exactly is counted. */
  about: string;
  count: number;
  level: Notice['level'];
  /** Row of the file, from 0; null where nothing was found. */
  first: number | null;
  /** What the engine says of it. */
  message: string | null;
  /** Whether the bars can be shown; rows that were sorted or left out have no bar of their own. */
  hasPlaces: boolean;
}

const CHECKS: Pick<Check, 'code' | 'title' | 'about' | 'hasPlaces'>[] = [
  check('gaps', 'Gaps', 'more than one and a half usual spacings to the bar before'),
  check('duplicate_time', 'Duplicate times', 'the same time as the bar before'),
  check('unsorted', 'Out of order', 'earlier than the row before; all are sorted by time', false),
  check('null_time', 'Without a time', 'left out', false),
  check('null_price', 'Missing prices', 'open, high, low or close is empty'),
  check('bad_price', 'Impossible prices', 'not a number, infinite, zero or negative'),
  check('ohlc', 'Contradictions', 'high below low, or open or close outside of them'),
  check('zero_volume', 'Without volume', 'zero or missing'),
  check('jumps', 'Jumps', 'as after a split, a roll or a long pause: over 2 % and 30 usual moves'),
];

/** Every check with its count, in a fixed order. */
export function checksOf(data: Pick<LoadedData, 'report' | 'loaded'>): Check[] {
  const notices = noticesOf(data);
  return CHECKS.map((one) => {
    const found = notices.find(({ code }) => code === one.code);
    return {
      ...one,
      count: found?.count ?? 0,
      level: found?.level ?? 'info',
      first: found?.first ?? null,
      message: found?.message ?? null,
    };
  });
}

/** What else was noticed, about columns or the file as a whole. */
export function remarksOf(data: Pick<LoadedData, 'report' | 'loaded'>): Notice[] {
  return noticesOf(data).filter(({ code }) => !CHECKS.some((one) => one.code === code));
}

function check(code: string, title: string, about: string, hasPlaces = true): (typeof CHECKS)[0] {
  return { code, title, about, hasPlaces };
}
