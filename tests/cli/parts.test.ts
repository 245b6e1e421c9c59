import { expect, test } from 'vitest';
import { file, HOLD, json, moontest } from './program';

const SAMPLE = file('comp_snappy');

/** Two hundred bars of a minute from 2024-01-02 09:00 UTC on. */
function run(...flags: string[]): ReturnType<typeof moontest> {
  return moontest(['run', SAMPLE, '-e', HOLD, '--json', ...flags]);
}

test.each([
  [['--last', '50'], 150, 50],
  [['--first=50'], 0, 50],
  [['--percent', '25-75'], 50, 100],
  [['--from', '2024-01-02T09:30', '--to', '2024-01-02T10:00Z'], 30, 30],
  [['--from', '1704187800000000000'], 30, 170],
])('%s gives the bytes of the offset and limit it comes to', (flags, offset, limit) => {
  const ended = run(...flags);
  const { settings, data } = json(ended);
  expect([settings.offset, settings.limit, data.rows]).toEqual([offset, limit, limit]);
  expect(ended.stdout).toBe(run('--offset', String(offset), '--limit', String(limit)).stdout);
});

test.each([
  [['--first', '5', '--limit', '3'], '--first and --limit exclude each other.'],
  [['--last', '0'], '--last needs a whole number above 0, but got "0".'],
  [['--percent', '70-30'], '--percent needs two shares such as 0-70, but got "70-30".'],
  [['--to', '2024-02-31'], '--to needs a time such as 2024-01-31'],
  [['--offset', 'x'], '--offset needs a whole number, but got "x".'],
])('%s is a usage error', (flags, words) => {
  const ended = run(...flags);
  expect([ended.exit, ended.stderr]).toEqual([2, expect.stringContaining(words)]);
});

test('a part with no bars is a matter of the data', () => {
  const ended = run('--from', '2030-01-01');
  expect(ended.exit).toBe(3);
  expect(JSON.parse(ended.stdout)).toEqual({
    error: {
      code: 'NO_ROWS',
      message: 'The run needs at least 1 rows, but rows 200 to 200 of 200 are 0.',
    },
  });
});

test('features and inspect take a part, too', () => {
  const words = ['features', SAMPLE, 'close', '--csv', '--offset', '198'];
  expect(moontest(words).stdout.split('\n')).toHaveLength(4);
  const looked = moontest(['inspect', SAMPLE, '--json', '--last', '10']);
  expect(JSON.parse(looked.stdout)).toMatchObject({ rows: 200, first_ts: '1704197400000000000' });
});
