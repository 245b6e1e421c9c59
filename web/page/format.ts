/** Numbers, money, shares and times as text. The only place where a fraction becomes percent. */

import type { MetricInfo } from '../shared/protocol';

const MINUS = '\u2212';
/** Stands where a number is undefined. */
export const NO_VALUE = '\u2013';

const prices = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 5,
});
const formats = new Map<string, Intl.NumberFormat>();

/** Formats with `digits` decimals, a true minus sign and, when `signed`, a plus sign too. */
export function decimal(value: number, digits: number, signed = false): string {
  const key = `${String(digits)}${signed ? '+' : ''}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      // exceptZero, so that a result that rounds to nothing has no sign.
      signDisplay: signed ? 'exceptZero' : 'negative',
    });
    formats.set(key, format);
  }
  return format.format(value).replace('-', MINUS);
}

export function count(value: number): string {
  return decimal(value, 0);
}

/** `1 bar`, `110,400 bars`. */
export function bars(n: number): string {
  return `${count(n)} ${n === 1 ? 'bar' : 'bars'}`;
}

/** Money in the unit of the settings: `+$1,234.50`. */
export function money(value: number, signed = false, digits = 2): string {
  const text = decimal(value, digits, signed);
  return /^[+\u2212]/.test(text) ? `${text.slice(0, 1)}$${text.slice(1)}` : `$${text}`;
}

/** Signed money that stands large: from a million on the cents say nothing. */
export function headline(value: number): string {
  return money(value, true, Math.abs(value) < 1e6 ? 2 : 0);
}

export function percent(fraction: number, signed = false, digits = 2): string {
  return `${decimal(fraction * 100, digits, signed)}%`;
}

/** The difference of two shares, in percentage points. */
export function points(by: number, digits = 2): string {
  return percent(by, true, digits).replace('%', ' pp');
}

/** A price: two decimals at least, five at most, so that cents line up and FX stays exact. */
export function price(value: number): string {
  return prices.format(value).replace('-', MINUS);
}

/** `71 ms` below a second, else `1.3 s`. */
export function elapsed(ms: number): string {
  return ms < 1000 ? `${decimal(ms, 0)} ms` : `${decimal(ms / 1000, 1)} s`;
}

/** `1.5 M bars/s`; null before there is anything to divide. */
export function speed(bars: number, ms: number): string | null {
  if (ms <= 0 || bars <= 0) return null;
  const perSecond = (bars / ms) * 1000;
  if (perSecond >= 1e6) return `${decimal(perSecond / 1e6, 1)} M bars/s`;
  if (perSecond >= 1e3) return `${decimal(perSecond / 1e3, 0)} k bars/s`;
  return `${decimal(perSecond, 0)} bars/s`;
}

export function bytes(size: number): string {
  if (size < 1e3) return `${count(size)} B`;
  if (size < 1e6) return `${decimal(size / 1e3, 0)} kB`;
  return `${decimal(size / 1e6, size < 1e7 ? 1 : 0)} MB`;
}

/** A length of time in its two largest units: `3 d 4 h`, `1 min`, `45 s`. */
export function duration(seconds: number): string {
  const units: [string, number][] = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ];
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [name, size] of units) {
    const n = Math.floor(rest / size);
    rest -= n * size;
    if (n > 0) parts.push(`${count(n)} ${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ') || '0 s';
}

/** Metrics whose sign says gain or loss, so a plus is written too. */
const SIGNED = new Set([
  'total_pnl',
  'total_return',
  'cagr',
  'expectancy',
  'expectancy_return',
  'average_win',
  'average_loss',
  'buy_and_hold_pnl',
]);

/** A metric by its unit; an undefined one is a dash (its reason is shown beside). */
export function metric(value: number | null, unit: MetricInfo['unit'], name: string): string {
  if (value === null) return NO_VALUE;
  const signed = SIGNED.has(name);
  switch (unit) {
    case '$':
      return money(value, signed);
    case 'fraction':
      return percent(value, signed);
    case 'ratio':
      return decimal(value, 3);
    case 'count':
    case 'days':
      return decimal(value, Number.isInteger(value) ? 0 : 1);
    case 'bars':
      return decimal(value, Number.isInteger(value) ? 0 : 1);
    case 'seconds':
      return duration(value);
    case 'flag':
      return value === 0 ? 'no' : 'yes';
  }
}
