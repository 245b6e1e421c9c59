import { expect, test } from 'vitest';
import { isZone, wallClock } from '../../web/worker/parquet/wall-clock';

const NS_PER_HOUR = 3_600_000_000_000n;

/** UTC of a wall clock's time, as the engine finds it. */
function utc(zone: string, local: string): string {
  const ns = BigInt(Date.parse(`${local}Z`)) * 1_000_000n;
  const { from, ahead } = wallClock(zone);
  const next = from.findIndex((start) => start > ns);
  const step = Math.max(0, (next === -1 ? from.length : next) - 1);
  return new Date(Number((ns - (ahead[step] ?? 0n)) / 1_000_000n)).toISOString();
}

test.each([
  ['Europe/Athens', '2024-01-02T09:00:00', '2024-01-02T07:00:00.000Z'],
  ['Europe/Athens', '2024-07-02T09:00:00', '2024-07-02T06:00:00.000Z'],
  ['America/New_York', '2024-01-02T09:30:00', '2024-01-02T14:30:00.000Z'],
  // Clocks went from 02:00 to 03:00 on 10 March: half past one is before, three o'clock after.
  ['America/New_York', '2024-03-10T01:30:00', '2024-03-10T06:30:00.000Z'],
  ['America/New_York', '2024-03-10T03:00:00', '2024-03-10T07:00:00.000Z'],
  // Half past one came twice on 3 November: the first one is meant.
  ['America/New_York', '2024-11-03T01:30:00', '2024-11-03T05:30:00.000Z'],
  ['America/New_York', '2024-11-03T02:00:00', '2024-11-03T07:00:00.000Z'],
  ['Asia/Kolkata', '2024-01-02T09:15:00', '2024-01-02T03:45:00.000Z'],
])('%s at %s is %s', (zone, local, instant) => {
  expect(utc(zone, local)).toBe(instant);
});

test('a zone without changes of the clock has few steps, and UTC is ahead by nothing', () => {
  expect([...wallClock('UTC').ahead]).toEqual([0n]);
  const { ahead } = wallClock('Asia/Tokyo');
  expect(ahead.at(-1)).toBe(9n * NS_PER_HOUR);
  expect(wallClock('America/New_York').from.length).toBeLessThan(150);
});

test('a zone nobody knows is none', () => {
  expect([isZone('Europe/Athens'), isZone('Mars/Base')]).toEqual([true, false]);
});
