import { expect, test } from 'vitest';
import { pairsOf, single, takeApart, type Flag } from '../../web/cli/arguments';
import { settingFlags, settingsOf } from '../../web/cli/settings';
import { table, timeText } from '../../web/cli/table';
import type { SettingInfo } from '../../web/shared/protocol';

const FLAGS: Flag[] = [
  { name: 'json', value: null, help: '' },
  { name: 'limit', value: 'N', help: '' },
  { name: 'param', value: 'KEY=VALUE', help: '', repeats: true },
  { name: 'e', value: 'TEXT', help: '' },
];

function setting(changes: Partial<SettingInfo>): SettingInfo {
  const rest = { unit: '', default: '', choices: [], help: '', group: 'account' as const };
  const bounds = { min: null, max: null };
  return { name: 'initial_balance', kind: 'number', ...rest, ...bounds, ...changes };
}

test('flags stand anywhere, with a space or an equals sign, and a lone dash is a place', () => {
  const args = takeApart(['a.parquet', '--limit', '-5', '-', '--json', '--param=k=v=w'], FLAGS);
  expect(args.places).toEqual(['a.parquet', '-']);
  expect([single(args, 'limit'), args.flags.has('json')]).toEqual(['-5', true]);
  expect(pairsOf(args, 'param')).toEqual([['k', 'v=w']]);
});

test('what follows two dashes is never a flag', () => {
  expect(takeApart(['--', '--json'], FLAGS).places).toEqual(['--json']);
});

test.each([
  [['--limt', '5'], 'There is no flag --limt; did you mean --limit?'],
  [['--nonsense'], 'There is no flag --nonsense.'],
  [['-json'], 'There is no flag -json'],
  [['--limit'], '--limit needs a value: N.'],
  [['--limit', '1', '--limit', '2'], '--limit is given twice.'],
  [['--json=yes'], '--json is a switch and takes no value, but got "yes".'],
])('%j is answered by "%s"', (words, sentence) => {
  expect(() => takeApart(words, FLAGS)).toThrow(sentence);
});

test('a param without an equals sign is refused with what was typed', () => {
  const args = takeApart(['--param', 'fast'], FLAGS);
  expect(() => pairsOf(args, 'param')).toThrow('--param needs NAME=VALUE, but got "fast".');
});

test('a setting that is on by default gets a switch that turns it off', () => {
  const enforce = setting({ name: 'enforce_margin', kind: 'boolean', default: 'true' });
  const flags = settingFlags([enforce]);
  expect(flags.map(({ name }) => name)).toEqual(['no-enforce-margin', 'enforce-margin']);
  expect(settingsOf(takeApart(['--no-enforce-margin'], flags), [enforce])).toEqual({
    enforce_margin: 'false',
  });
  expect(settingsOf(takeApart([], flags), [enforce])).toEqual({});
});

test.each([
  [setting({}), 'abc', '--initial-balance needs a number, but got "abc".'],
  [setting({}), '', '--initial-balance needs a number, but got "".'],
  [setting({ kind: 'integer' }), '1.5', '--initial-balance needs a whole number, but got "1.5".'],
  [
    setting({ name: 'fill', kind: 'choice', choices: ['next_open', 'same_close'] }),
    'open',
    '--fill is one of next_open, same_close, but got "open".',
  ],
])('%o does not take "%s"', (info, value, sentence) => {
  const flags = settingFlags([info]);
  const flag = `--${flags[0]?.name ?? ''}`;
  expect(() => settingsOf(takeApart([flag, value], flags), [info])).toThrow(sentence);
});

test('times keep their nanoseconds, also before 1970', () => {
  expect(timeText('1704186000000000000')).toBe('2024-01-02 09:00:00');
  expect(timeText('1704186000000000250')).toBe('2024-01-02 09:00:00.00000025');
  expect(timeText('-1')).toBe('1969-12-31 23:59:59.999999999');
  expect(timeText(null)).toBe('–');
});

test('numbers align to the right and wide characters count twice', () => {
  const text = table(
    [
      ['收盘', '5'],
      ['open', '10'],
    ],
    ['left', 'right'],
  );
  expect(text).toBe('收盘   5\nopen  10');
});
