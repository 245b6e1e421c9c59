import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encode } from '../../setup/sample/parquet.mjs';
import { sampleBars } from '../../setup/sample.mjs';
import { root } from '../../setup/steps.mjs';

const { times, bars } = sampleBars();

/** Weekday and minute of New York's day, by the runtime's own time zone tables. */
const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  weekday: 'short',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
});

function newYork(utcMs: number): { weekday: string; minute: number } {
  const parts = Object.fromEntries(
    clock.formatToParts(utcMs).map(({ type, value }) => [type, value]),
  );
  return {
    weekday: parts.weekday ?? '',
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

test('the sample file is what its generator makes, byte for byte', () => {
  const file = readFileSync(join(root, 'public/sample/mes-1m.parquet'));
  expect(file.equals(encode(times, bars))).toBe(true);
  expect(file.length).toBeLessThan(2 * 1024 * 1024);
});

test('sixteen weeks of five days of 23 hours make 110,400 one-minute bars', () => {
  expect(times.length).toBe(16 * 5 * 23 * 60);
});

test('no bar lies in the daily break or on the weekend, before and after summer time begins', () => {
  const closed = times.filter(({ utc_ms }) => {
    const { weekday, minute } = newYork(utc_ms);
    if (weekday === 'Sat') return true;
    if (weekday === 'Sun') return minute < 18 * 60;
    if (weekday === 'Fri') return minute >= 17 * 60;
    return minute >= 17 * 60 && minute < 18 * 60;
  });
  expect(closed).toEqual([]);
});

test('every price is a whole number of ticks, and high and low enclose open and close', () => {
  const wrong = times.filter((_, i) => {
    const [open, high, low, close] = [bars.open[i], bars.high[i], bars.low[i], bars.close[i]].map(
      Number,
    ) as [number, number, number, number];
    const ticks = [open, high, low, close].every((price) => Number.isInteger(price * 4));
    return !ticks || low > Math.min(open, close) || high < Math.max(open, close);
  });
  expect(wrong).toEqual([]);
});

test('minutes after lively minutes are lively: absolute returns are correlated, returns are not', () => {
  const returns = Array.from(bars.close, (close, i) => close / Number(bars.close[i - 1]) - 1).slice(
    1,
  );
  expect(correlation(returns.map(Math.abs), 10)).toBeGreaterThan(0.2);
  expect(Math.abs(correlation(returns, 1))).toBeLessThan(0.02);
});

/** Correlation of a column with itself `lag` bars before. */
function correlation(column: number[], lag: number): number {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const away = column.map((value) => value - mean);
  const product = (shift: number) =>
    away.slice(shift).reduce((sum, value, i) => sum + value * Number(away[i]), 0);
  return product(lag) / product(0);
}
