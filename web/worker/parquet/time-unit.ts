import { median, type Sample } from './probe';

/** How bare numbers or text tell the time. */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns' | 'yyyymmdd' | 'iso' | 'clock';

/** Seconds since 1970 from mid-1979 to 2201; other units are multiples. */
const FIRST_SECOND = 3e8;
const LAST_SECOND = 7.3e9;
const PER_SECOND: [TimeUnit, number][] = [
  ['s', 1],
  ['ms', 1e3],
  ['us', 1e6],
  ['ns', 1e9],
];

const CLOCK = /^\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*$/u;
const DATE = /^\s*\d{4}([-/.])\d{2}\1\d{2}/u;
const COMPACT_TEXT = /^\s*\d{8}([T _-]+\d{2}:\d{2}.*)?$/u;

/** Finds the unit by the values; null where they are no times. */
export function timeUnit(sample: Sample): TimeUnit | null {
  if (sample.length === 0) return null;
  const texts = sample.filter((value): value is string => typeof value === 'string');
  if (texts.length === 0) {
    return numberUnit(sample.filter((value): value is number => typeof value === 'number'));
  }
  if (texts.every((text) => CLOCK.test(text))) return 'clock';
  if (texts.every((text) => DATE.test(text) || (COMPACT_TEXT.test(text) && isCompactDate(text)))) {
    return 'iso';
  }
  return texts.every((text) => /^\s*\d+\s*$/u.test(text)) ? numberUnit(texts.map(Number)) : null;
}

/** What one of a bare number counts in ns, as the engine reads it: 0 = the text says it, −1 = yyyymmdd. */
export function nsPerUnit(unit: TimeUnit | null): string {
  switch (unit) {
    case 's':
      return '1000000000';
    case 'ms':
      return '1000000';
    case 'us':
      return '1000';
    case 'ns':
      return '1';
    case 'yyyymmdd':
      return '-1';
    default:
      return '0';
  }
}

function numberUnit(numbers: number[]): TimeUnit | null {
  // A feed's largest number stands for "no time".
  const known = numbers.filter((value) => value < 9.2e18);
  if (known.length > 0 && known.every((value) => isCompactDate(String(value)))) return 'yyyymmdd';
  const middle = median(known);
  if (middle === null) return null;
  const found = PER_SECOND.find(
    ([, factor]) => middle >= FIRST_SECOND * factor && middle < LAST_SECOND * factor,
  );
  return found ? found[0] : null;
}

/** yyyymmdd or yyyymmddHHMMSS of the years 1900 to 2100. */
function isCompactDate(text: string): boolean {
  const match = /^\s*(\d{4})(\d{2})(\d{2})((\d{2})(\d{2})(\d{2}))?(?!\d)/u.exec(text);
  if (!match) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  const [hour = 0, minute = 0, second = 0] = match.slice(5, 8).map((part) => Number(part || 0));
  return (
    year >= 1900 &&
    year <= 2100 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour < 24 &&
    minute < 60 &&
    second < 60
  );
}
