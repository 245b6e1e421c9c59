import { join } from 'node:path';
import { expect, test } from 'vitest';
import { file, HOLD, json, moontest } from './program';

test.each([
  [['run'], 'run needs a FILE and a SCRIPT.'],
  [['run', 'FILE'], 'run needs a SCRIPT: a path, - for standard input, or -e TEXT.'],
  [['run', 'FILE', 'no.lua'], "The script no.lua can't be read: there is no such file."],
  [['run', 'FILE', '-e', HOLD, 'b'], 'run does not know what to do with "b".'],
  [['run', 'FILE', '-e', HOLD, '--initial-balance', 'x'], '--initial-balance needs a number'],
  [['run', 'FILE', '-e', HOLD, '--max-position', '1.5'], '--max-position needs a whole number'],
  [['run', 'FILE', '-e', HOLD, '--fill', 'open'], '--fill is one of next_open, next_close'],
  [['run', 'FILE', '-e', HOLD, '--param', 'a=1'], '--param a=1: '],
  [['run', 'FILE', '-e', HOLD, '--column', 'close=x'], 'the file has no column "x"'],
  [['run', 'FILE', '-e', HOLD, '--column', 'price=close'], 'the roles are timestamp, open'],
  [
    ['run', 'FILE', '-e', HOLD, '--profile', 'reference', '--fill', 'next_open'],
    '--fill next_open',
  ],
  [
    ['run', 'FILE', '-e', HOLD, '--profile', 'reference', '--session', 'always'],
    '--session always',
  ],
  [['run', 'FILE', '-e', HOLD, '--profile', 'reference', '--fee-bps', '1'], '--fee-bps 1'],
  [
    ['run', 'FILE', '-e', HOLD, '--profile', 'reference', '--column', 'close=open'],
    '--column belongs to profile standard',
  ],
  [['run', 'FILE', '-e', HOLD, '--out', 'no/such/x.json'], "--out no/such/x.json can't be written"],
  [['features', 'FILE'], 'features needs at least one NAME'],
  [['features', 'FILE', 'emaa_3', '--csv'], "did you mean 'ema_3'"],
  [['inspect'], 'inspect needs a FILE.'],
  [
    ['dance'],
    'There is no command "dance"; the commands are run, inspect, compare, verify, features, metrics.',
  ],
])('moontest %j is a usage error: %s', (words, sentence) => {
  const ended = moontest(words.map((word) => (word === 'FILE' ? file('comp_snappy') : word)));
  expect(ended.exit).toBe(2);
  expect(ended.stderr).toContain(sentence);
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(ended.stdout).toBe('');
});

test.each([
  ['bad_csv_renamed', 'NOT_PARQUET'],
  ['bad_zero_bytes', 'EMPTY_FILE'],
  ['bad_truncated_1', 'TRUNCATED'],
  ['bad_page_body_zstd', 'CORRUPT'],
  ['bomb_page_uncomp_2g_snappy', 'CORRUPT'],
  ['encrypted_plain_footer', 'ENCRYPTED'],
  ['ticks_trades', 'NO_OHLC'],
  ['pandas_rangeindex_no_time', 'NO_TIMESTAMP'],
  ['three_symbols_interleaved', 'WHICH_SYMBOL'],
  ['no-such-file', 'NO_FILE'],
])('run on %s exits 3 with %s and one sentence', (name, code) => {
  const ended = moontest(['run', file(name), '-e', HOLD, '--json']);
  expect(ended.exit).toBe(3);
  expect(json(ended)).toMatchObject({ error: { code } });
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test.each([
  ['date_of_two_meanings', '--time-unit mdy', ['--time-unit', 'dmy']],
  ['symbol_numbers', '--symbol NAME', ['--symbol', '202']],
  ['type_nested_prices', '--column close=NAME', ['--column', 'close=bar.close']],
])('a question about %s ends with the flag that answers it', (name, flag, answer) => {
  const run = ['run', join(import.meta.dirname, `../fixtures/odd/${name}.parquet`), '-e', HOLD];
  const asked = moontest(run);
  expect([asked.exit, asked.stderr.trimEnd().endsWith(`Answer with ${flag}.`)]).toEqual([3, true]);
  expect(moontest([...run, ...answer]).exit).toBe(0);
});

test('reference needs two rows', () => {
  const words = ['run', file('comp_snappy'), '-e', HOLD, '--profile', 'reference', '--limit', '1'];
  const ended = moontest([...words, '--json']);
  expect([ended.exit, json(ended)]).toMatchObject([3, { error: { code: 'NO_ROWS' } }]);
});

test.each([
  [['--column', 'close=timestamp'], 'that column is of type timestamp[ms], no close.'],
  [['--column', 'symbol=close'], 'that column is of type float64, no symbol.'],
  [['--column', 'close=open', '--column', 'close=high'], '--column close is given twice.'],
  [['--time-unit', 'weeks'], '--time-unit is one of'],
  [['--file-timezone', 'Mars/Base'], '--file-timezone needs a zone'],
  [['--timezone', 'Mars/Base'], '--timezone needs a zone'],
])('inspect with %s is a usage error of one sentence', (flags, sentence) => {
  const ended = moontest(['inspect', file('comp_snappy'), ...flags]);
  expect([ended.exit, ended.stdout]).toEqual([2, '']);
  expect(ended.stderr).toContain(sentence);
});
