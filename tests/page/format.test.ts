import { describe, expect, test } from 'vitest';
import {
  bars,
  bytes,
  decimal,
  duration,
  elapsed,
  headline,
  metric,
  money,
  percent,
  price,
  speed,
} from '../../web/page/format';
import { knownZone, nsToMs, timestamp, wallClock } from '../../web/page/clock';

describe('numbers', () => {
  test('a loss carries a true minus sign and a gain a plus', () => {
    expect(money(-1234.5, true)).toBe('\u2212$1,234.50');
    expect(money(1234.5, true)).toBe('+$1,234.50');
    expect(money(1234.5)).toBe('$1,234.50');
  });

  test('money that stands large loses its cents at a million', () => {
    expect(headline(999_999.99)).toBe('+$999,999.99');
    expect(headline(-1_234_567.89)).toBe('\u2212$1,234,568');
  });

  test('one bar is singular', () => {
    expect([bars(1), bars(2), bars(110_400)]).toEqual(['1 bar', '2 bars', '110,400 bars']);
  });

  test('what rounds to nothing has no sign', () => {
    expect(money(-0.001, true)).toBe('$0.00');
    expect(decimal(-0, 1)).not.toContain('+');
  });

  test('a quarter is 25.00%', () => {
    expect(percent(0.25)).toBe('25.00%');
    expect(percent(-0.25, true, 1)).toBe('\u221225.0%');
  });

  test('prices keep cents and show up to five decimals', () => {
    expect(price(4801)).toBe('4,801.00');
    expect(price(1.08455)).toBe('1.08455');
  });

  test('a metric is written by its unit', () => {
    expect(metric(250, '$', 'total_pnl')).toBe('+$250.00');
    expect(metric(250, '$', 'costs')).toBe('$250.00');
    expect(metric(0.0823, 'fraction', 'max_drawdown')).toBe('8.23%');
    expect(metric(1.2345, 'ratio', 'sharpe')).toBe('1.235');
    expect(metric(312, 'count', 'trades')).toBe('312');
    expect(metric(97_200, 'seconds', 'max_drawdown_seconds')).toBe('1 d 3 h');
    expect(metric(0, 'flag', 'max_drawdown_recovered')).toBe('no');
    expect(metric(null, 'ratio', 'sharpe')).toBe('\u2013');
  });
});

describe('sizes and speeds', () => {
  test('bytes come in the unit one would say', () => {
    expect(bytes(834_000)).toBe('834 kB');
    expect(bytes(2_450_000)).toBe('2.5 MB');
  });

  test('a million bars in a quarter second is 4 M bars/s', () => {
    expect(speed(1_000_000, 250)).toBe('4.0 M bars/s');
    expect(speed(0, 0)).toBeNull();
  });

  test('times below a second are in ms', () => {
    expect(elapsed(71.4)).toBe('71 ms');
    expect(elapsed(1250)).toBe('1.3 s');
  });

  test('a duration shows its two largest units that follow each other', () => {
    expect(duration(60)).toBe('1 min');
    expect(duration(86_400 * 3 + 3600 * 4 + 59)).toBe('3 d 4 h');
    expect(duration(86_400 + 5)).toBe('1 d');
    expect(duration(0)).toBe('0 s');
  });
});

describe('times', () => {
  // 1700000000 is 2023-11-14 22:13:20 UTC, 17:13:20 in New York.
  const NS = '1700000000000000000';

  test('carry their zone', () => {
    expect(timestamp(NS, 'UTC')).toBe('2023-11-14 22:13:20 UTC');
    expect(timestamp(NS, 'America/New_York')).toBe('2023-11-14 17:13:20 America/New_York');
    expect(timestamp(null, 'UTC')).toBeNull();
  });

  test('midnight is 00:00 and full minutes have no seconds', () => {
    expect(wallClock(Date.UTC(2024, 0, 2), 'UTC')).toBe('2024-01-02 00:00');
  });

  test('nanoseconds are read without losing a millisecond', () => {
    expect(nsToMs('1700000000123456789')).toBe(1_700_000_000_123);
  });

  test('an unknown zone falls back to UTC', () => {
    expect(knownZone('Mars/Olympus')).toBe('UTC');
    expect(knownZone('Europe/Berlin')).toBe('Europe/Berlin');
    expect(knownZone(undefined)).toBe('UTC');
  });
});
