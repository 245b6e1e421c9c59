import { median, type Sample } from './probe';
import { dateOrders, isClock, timeForm } from './text-time';
import type { TimeUnitChoice } from '../../shared/protocol';

/** How bare numbers or text tell the time. */
export type TimeUnit = TimeUnitChoice | 'iso' | 'order' | 'clock';

/** Seconds since 1970 from mid-1979 to 2201; other units are multiples. */
const FIRST_SECOND = 3e8;
const LAST_SECOND = 7.3e9;
const PER_SECOND: [TimeUnit, number][] = [
  ['s', 1],
  ['ms', 1e3],
  ['us', 1e6],
  ['ns', 1e9],
];

/** Finds the unit by the values; null where they are no times, `order` where dates have several meanings. */
export function timeUnit(sample: Sample): TimeUnit | null {
  const texts = sample.filter((value): value is string => typeof value === 'string');
  if (texts.length === 0) {
    return numberUnit(sample.filter((value): value is number => typeof value === 'number'));
  }
  const written = texts.map((text) => text.trim()).filter((text) => text !== '');
  if (written.length === 0) return null;
  if (written.every(isClock)) return 'clock';
  if (written.every(isNumber) && !written.every((text) => isCompactDate(text))) {
    return numberUnit(written.map(Number));
  }
  const isCompact = written.every(isNumber) && written.some((text) => text.length > 8);
  return isCompact ? 'yyyymmdd' : writtenUnit(written);
}

function writtenUnit(texts: string[]): TimeUnit | null {
  const forms = texts.map(timeForm);
  const isDate = (text: string): boolean => !/^\d{8}/u.test(text) || isCompactDate(text);
  if (forms.some((form) => form === null) || !texts.every(isDate)) return null;
  if (forms.every((form) => form?.numbers === null)) return 'iso';
  const orders = dateOrders(texts);
  return orders.length > 1 ? 'order' : (orders[0] ?? null);
}

/**
 * How numbers or digits spell a time of day, as the engine reads it: −5 = HHMM, −6 = HHMMSS, 0 = as text with
 * colons; null where they spell none.
 */
export function clockUnit(sample: Sample): string | null {
  const texts = sample.map((value) => String(value).trim());
  if (texts.length === 0) return null;
  if (texts.every(isClock)) return '0';
  if (!texts.every((text) => /^\d{1,6}$/u.test(text))) return null;
  const isOf = (hundreds: number): boolean =>
    texts.every((text) => {
      const number = Number(text) * hundreds;
      return number < 240_000 && number % 100 < 60 && Math.floor(number / 100) % 100 < 60;
    });
  if (texts.every((text) => text.length === 6) && isOf(1)) return '-6';
  if (isOf(100)) return '-5';
  return isOf(1) ? '-6' : null;
}

/**
 * What one of a bare number counts in ns, as the engine reads it: 0 = the text says it, −1 = yyyymmdd, −2, −3, −4 =
 * dates with the month, the day, a year of two digits first.
 */
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
    case 'mdy':
      return '-2';
    case 'dmy':
      return '-3';
    case 'ymd':
      return '-4';
    default:
      return '0';
  }
}

/** A whole number; what pandas made a float of ends with `.0`. */
function isNumber(text: string): boolean {
  return /^\d+(\.0)?$/u.test(text);
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

/** yyyymmdd, yyyymmddHHMM or yyyymmddHHMMSS of the years 1900 to 2100. */
function isCompactDate(text: string): boolean {
  const match = /^\s*(\d{4})(\d{2})(\d{2})((\d{2})(\d{2})(\d{2})?)?(?!\d)/u.exec(text);
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
