import { expect, test } from 'vitest';
import { expected } from '../worker/fixtures';
import { file, HOLD, json, moontest, type Result } from './program';

interface Report {
  rows: number;
  first_ts: string | null;
  bar_seconds: number | null;
  questions: { code: string }[];
  warnings: { code: string; level: string; count: number; first: number | null }[];
  error: { code: string } | null;
}

function inspect(name: string): { exit: number | null; report: Report } {
  const ended = moontest(['inspect', file(name), '--json']);
  return { exit: ended.exit, report: JSON.parse(ended.stdout) as Report };
}

test('inspect tells rows, span and spacing', () => {
  const { exit, report } = inspect('comp_snappy');
  expect(exit).toBe(0);
  expect(report).toMatchObject({
    rows: 200,
    first_ts: '1704186000000000000',
    bar_seconds: 60,
    error: null,
  });
});

test.each([
  ['descending', 'unsorted', 199, 1],
  ['null_timestamp', 'null_time', 3, 3],
  ['ohlc_inconsistent', 'ohlc', 1, 20],
  ['nan_inf_neg', 'bad_price', 4, 7],
  ['zero_volume', 'zero_volume', 200, 0],
  ['int32_cents', 'integer_price', 1, null],
  ['case_dup_cols', 'duplicate_column', 1, null],
] as const)('inspect counts %s as %s', (name, code, count, first) => {
  const found = inspect(name).report.warnings.find((warning) => warning.code === code);
  expect(found).toMatchObject({ level: 'warn', count, first });
});

test('inspect asks and exits 0, or says why and exits 3', () => {
  const asked = inspect('bid_ask_bars');
  expect(asked.exit).toBe(0);
  expect(asked.report.questions.map(({ code }) => code)).toEqual(['WHICH_PRICE']);
  const bad = inspect('bad_page_body_zstd');
  expect([bad.exit, bad.report.error?.code, bad.report.rows]).toEqual([3, 'CORRUPT', 200]);
});

test.each(Object.keys(expected.closes))('the closes of %s are those pyarrow reads', (name) => {
  const ended = moontest(['features', file(name.replace('.parquet', '')), 'close', '--csv']);
  const [head, ...lines] = ended.stdout.trimEnd().split('\n');
  expect([ended.exit, head]).toEqual([0, 'close']);
  expect(lines).toEqual(expected.closes[name]?.map((close) => String(close ?? NaN)));
});

test('indicators print NaN until they have a value, then read back exactly', () => {
  const { stdout } = moontest(['features', file('comp_snappy'), 'sma_3', 'close', '--csv']);
  const [head, first, second, third] = stdout.split('\n');
  expect([head, first, second]).toEqual(['sma_3,close', 'NaN,100.03', 'NaN,99.93']);
  const [sma = NaN, close] = (third ?? '').split(',').map(Number);
  expect(close).toBe(100);
  expect(Math.abs(sma - (100.03 + 99.93 + 100) / 3)).toBeLessThan(1e-12);
});

test('times are a column, whole nanoseconds, and what the file lacks is said', () => {
  const { stdout } = moontest(['features', file('comp_snappy'), 'ts', 'close', '--csv']);
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    'ts,close',
    '1704186000000000000,100.03',
    '1704186060000000000,99.93',
  ]);
  const without = moontest([
    'features',
    file('pandas_rangeindex_no_time'),
    'ts',
    '--column',
    'timestamp=none',
  ]);
  expect([without.exit, without.stderr]).toEqual([2, 'The file has no times.\n']);
});

test('a chosen side, the middle of both, a unit and a zone of the file are taken', () => {
  const prices = (close: string): string => {
    const words = [
      'features',
      file('bid_ask_bars'),
      'close',
      '--csv',
      '--column',
      `close=${close}`,
    ];
    return moontest(words).stdout.split('\n')[1] ?? '';
  };
  const [bid, ask, mid] = ['bid_close', 'ask_close', 'mid'].map((name) => Number(prices(name)));
  expect(mid).toBe(((bid ?? NaN) + (ask ?? NaN)) / 2);
  const zoned = moontest([
    'inspect',
    file('metatrader'),
    '--json',
    '--file-timezone',
    'Europe/Athens',
  ]);
  // Athens is two hours ahead in January.
  const { first_ts } = JSON.parse(zoned.stdout) as Report;
  expect(first_ts).toBe('1704178800000000000');
  const unit = moontest(['inspect', file('epoch_int64_ms'), '--json', '--time-unit', 'us']);
  expect((JSON.parse(unit.stdout) as Report).first_ts).toBe('1704186000000000');
});

test('--timezone shows the span in a zone and leaves the JSON as it is', () => {
  const words = ['inspect', file('comp_snappy'), '--timezone', 'America/New_York'];
  expect(moontest(words).stdout).toContain(
    '2024-01-02 04:00:00 to 2024-01-02 07:19:00 America/New_York',
  );
  const { first_ts } = JSON.parse(moontest([...words, '--json']).stdout) as Report;
  expect(first_ts).toBe('1704186000000000000');
  const unknown = moontest(['inspect', file('comp_snappy'), '--file-timezone', 'Mars/Base']);
  expect([unknown.exit, unknown.stderr.includes('Mars/Base')]).toEqual([2, true]);
});

test('repairs asked for are made, counted as information and stand in the settings', () => {
  const run = (fixes: string): Result => {
    const words = ['run', file('nan_inf_neg'), '-e', HOLD, '--json'];
    return json(moontest(fixes === '' ? words : [...words, '--data-fixes', fixes]));
  };
  expect([run('').data.rows, run('').settings.data_fixes]).toEqual([200, '']);
  const dropped = run('drop_bad');
  expect([dropped.data.rows, dropped.settings.data_fixes]).toEqual([196, 'drop_bad']);
  expect(run('fill_bad').data.rows).toBe(200);
  const reference = moontest([
    'run',
    file('ibkr_bars'),
    '-e',
    HOLD,
    '--profile',
    'reference',
    '--data-fixes',
    'drop_bad',
  ]);
  expect(reference.exit).toBe(2);
  expect(moontest(['run', file('comp_snappy'), '-e', HOLD, '--data-fixes', 'mend']).exit).toBe(2);
});

test('help lists the flags made from the settings, and the version is that of the package', () => {
  const help = moontest(['run', '--help']);
  expect([help.exit, help.stdout.includes('--no-enforce-margin')]).toEqual([0, true]);
  expect(moontest(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
});

test('metrics lists name, unit and formula', () => {
  const metrics = JSON.parse(moontest(['metrics', '--json']).stdout) as Record<string, string>[];
  const drawdown = metrics.find(({ name }) => name === 'max_drawdown');
  expect(drawdown).toMatchObject({ unit: 'fraction' });
});
