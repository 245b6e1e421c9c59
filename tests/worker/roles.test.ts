import { expect, test } from 'vitest';
import { fileColumns } from '../../web/worker/parquet/column';
import { reportFile } from '../../web/worker/parquet/inspect';
import { miscountedTimes } from '../../web/worker/parquet/miscounted';
import { plainName, plainNames } from '../../web/worker/parquet/names';
import { findTime, timeProbes } from '../../web/worker/parquet/time-role';
import { timeUnit } from '../../web/worker/parquet/time-unit';
import { fixture, host } from './fixtures';
import type { FileChoices, FileReport } from '../../web/shared/protocol';

function inspect(name: string, choices: FileChoices = {}): Promise<FileReport> {
  return reportFile(fixture(name), choices, host);
}

const LOWER = { open: 'open', high: 'high', low: 'low', close: 'close', volume: 'volume' };
const UPPER = { open: 'Open', high: 'High', low: 'Low', close: 'Close', volume: 'Volume' };

test.each([
  ['comp_snappy', { timestamp: 'timestamp', ...LOWER }, 'ms', 'UTC'],
  ['binance_kline_strings', { timestamp: 'open_time', ...LOWER }, 'ms', 'UTC'],
  ['yfinance_single', { timestamp: 'Date', ...UPPER }, 'ms', 'UTC'],
  ['pandas_unnamed_dtindex', { timestamp: '__index_level_0__', ...LOWER }, 'us', 'UTC'],
  ['ts_us_newyork', { timestamp: 'timestamp', ...LOWER }, 'us', 'America/New_York'],
  ['ts_iso_string', { timestamp: 'timestamp', ...LOWER }, 'iso', 'UTC'],
  ['ts_yyyymmdd_int', { timestamp: 'date', ...LOWER }, 'yyyymmdd', 'UTC'],
  ['date32', { timestamp: 'date', ...LOWER }, 'd', 'UTC'],
  ['epoch_float64_s', { timestamp: 'timestamp', ...LOWER }, 's', 'UTC'],
])('%s gets its roles and time unit', async (name, roles, unit, zone) => {
  const report = await inspect(name);
  expect(report.roles).toEqual(roles);
  expect([report.time_unit, report.time_zone]).toEqual([unit, zone]);
  expect([report.questions, report.error]).toEqual([[], null]);
});

test('a date and a time of day make one timestamp, and ticks count as volume before lots', async () => {
  const { roles, extra } = await inspect('metatrader');
  expect(roles.timestamp).toEqual(['<DATE>', '<TIME>']);
  expect(roles.volume).toBe('<TICKVOL>');
  expect(extra).toEqual(['<VOL>', '<SPREAD>']);
});

test('names are found whatever their case, spaces and dots', async () => {
  expect((await inspect('caps_spaces')).roles).toEqual({
    timestamp: ' Timestamp ',
    open: 'OPEN',
    high: 'High ',
    low: ' low',
    close: 'Close Price',
    volume: 'Vol.',
  });
});

test('the exact lower-case name beats one that is alike, and a person is told', async () => {
  const report = await inspect('case_dup_cols');
  expect(report.roles.close).toBe('close');
  expect(report.warnings.map(({ code, count }) => [code, count])).toEqual([
    ['duplicate_column', 1],
  ]);
});

test('numbers without a role are extra columns, text is not', async () => {
  expect((await inspect('ibkr_bars')).extra).toEqual(['average', 'barCount']);
  expect((await inspect('bool_feature')).extra).toEqual(['is_session']);
  expect((await inspect('yfinance_single')).extra).toEqual(['Adj Close']);
});

test('prices of 10⁻⁹ beside ts_event are scaled', async () => {
  const report = await inspect('databento_fixed_1e9');
  expect([report.price_scale, report.symbols]).toEqual([1e-9, ['ESH4']]);
});

test('several symbols are a question with the symbols as choices, one choice answers it', async () => {
  const report = await inspect('three_symbols_interleaved');
  expect(report.questions.map(({ code, choices }) => [code, choices])).toEqual([
    ['WHICH_SYMBOL', ['A', 'B', 'C']],
  ]);
  expect((await inspect('three_symbols_interleaved', { symbol: 'B' })).questions).toEqual([]);
  const unknown = await inspect('three_symbols_interleaved', { symbol: 'D' });
  expect(unknown.questions[0]?.message).toBe(
    'The file holds 3 symbols and none is "D": which one shall be traded?',
  );
});

test('bid and ask are a question, and one side chosen brings its other prices', async () => {
  const report = await inspect('bid_ask_bars');
  expect(report.questions.map(({ code, choices }) => [code, choices])).toEqual([
    ['WHICH_PRICE', ['bid_close', 'ask_close', 'mid']],
  ]);
  const answered = await inspect('bid_ask_bars', { columns: { close: 'ask_close' } });
  expect(answered.questions).toEqual([]);
  expect(answered.roles).toMatchObject({ open: 'ask_open', high: 'ask_high', low: 'ask_low' });
});

test('without a close a person is asked, and an answer is taken', async () => {
  const report = await inspect('ticks_trades');
  expect(report.questions.map(({ code, choices }) => [code, choices])).toEqual([
    ['NO_OHLC', ['price', 'size', 'side']],
  ]);
  const answered = await inspect('ticks_trades', { columns: { close: 'price' } });
  expect([answered.questions, answered.roles.close]).toEqual([[], 'price']);
});

test('without times a person is asked, and may have the bars numbered', async () => {
  const report = await inspect('pandas_rangeindex_no_time');
  expect(report.questions[0]).toMatchObject({ code: 'NO_TIMESTAMP' });
  expect(report.questions[0]?.choices).toContain('none');
  const numbered = await inspect('pandas_rangeindex_no_time', { columns: { timestamp: 'none' } });
  expect([numbered.questions, numbered.roles.timestamp]).toEqual([[], undefined]);
});

test('a column of prices chosen as time is asked about again', async () => {
  const report = await inspect('comp_snappy', { columns: { timestamp: 'close' } });
  expect(report.questions[0]?.message).toContain('Column "close" holds no times');
});

test('names in other scripts are left for the person to assign', async () => {
  const report = await inspect('unicode_cols');
  expect(report.roles).toEqual({ timestamp: '时间' });
  expect(report.questions.map(({ code }) => code)).toEqual(['NO_OHLC']);
});

test('names come to one form', () => {
  expect(['<DATE>', ' Close Price ', 'Vol.', '__index_level_0__'].map(plainName)).toEqual([
    'date',
    'close_price',
    'vol',
    'index_level_0',
  ]);
});

test('a second level of names is dropped where it is the same everywhere', () => {
  expect(plainNames(["('Close', 'ES')", "('Open', 'ES')"])).toEqual(['close', 'open']);
  expect(plainNames(["('Close', 'ES')", "('Close', 'NQ')"])).toEqual(['close_es', 'close_nq']);
  expect(plainNames(["('ES', 'Close')", "('ES', 'Open')"])).toEqual(['close', 'open']);
});

test('the name of the one market that all prices carry is left out', () => {
  const of = (named: (price: string) => string): string[] =>
    plainNames(['Open', 'High', 'Low', 'Close', 'Volume'].map(named));
  const plain = ['open', 'high', 'low', 'close', 'volume'];
  expect(of((price) => `ES.${price}`)).toEqual(plain);
  expect(of((price) => `${price}_ES`)).toEqual(plain);
  // Of two markets, and of the two sides of one, a person chooses.
  const two = ['es', 'nq'].flatMap((of) => plain.map((price) => `${of}_${price}`));
  expect(plainNames(two)).toEqual(two);
  expect(of((price) => `bid_${price}`)[0]).toBe('bid_open');
  // Prices that stand beside adjusted ones are the prices.
  const both = [...plain, ...plain.map((price) => `adj_${price}`)];
  expect(plainNames(both)).toEqual(both);
});

test.each([
  ['seconds', [1_704_186_000, 1_704_186_060], 's'],
  ['milliseconds', [1_704_186_000_000], 'ms'],
  ['microseconds', [1_704_186_000_000_000], 'us'],
  ['nanoseconds', [1.704186e18, 9.223372036854776e18], 'ns'],
  ['dates as numbers', [20_240_102, 20_240_103], 'yyyymmdd'],
  ['a range of row numbers', [0, 1, 2, 199], null],
  ['prices', [100.25, 101.5], null],
  ['ISO text', ['2024-01-02T09:00:00Z', '2024-01-02'], 'iso'],
  ['IBKR text', ['20240102  09:30:00'], 'iso'],
  ['digits as text', ['1704186000000'], 'ms'],
  ['times of day', ['09:30', '9:31:05.5'], 'clock'],
  ['words', ['buy', 'sell'], null],
  ['nothing', [], null],
] as const)('%s have the unit %s', (_, values, unit) => {
  expect(timeUnit([...values] as number[] | string[])).toBe(unit);
});

const FASTPARQUET = {
  rows: 1,
  rowGroups: [],
  encrypted: false,
  schema: '',
  createdBy: 'fastparquet-python version 2026.9.0 (build 0)',
  pandas: '{"columns":[{"field_name":"ts","numpy_type":"datetime64[us]"}]}',
};

test.each([
  [
    'microseconds under a type of ns, as fastparquet writes pandas 3',
    1_704_186_000_000_000,
    '1000',
  ],
  ['true nanoseconds, of a writer without that fault', 1.704186e18, '0'],
])('%s are read by what the values say', (_, value, unit) => {
  const chunk = { path: 'ts', type: 3, codec: 0, values: 1, compressed: 1, uncompressed: 1 };
  const rowGroups = [
    { rows: 1, columns: [{ ...chunk, start: 4, min: null, max: null, nulls: null }] },
  ];
  const field = { name: 'ts', format: 'tsn:', children: [], dictionary: null };
  const columns = fileColumns({ fields: [field], footer: { ...FASTPARQUET, rowGroups } });
  expect(timeProbes(columns, undefined)).toEqual(['ts']);
  expect(findTime(columns, new Map([['ts', [value]]]), {})).toMatchObject({
    unit: 'ns',
    nsPerUnit: unit,
  });
});

test('what a file keeps under the name of pandas may be anything', () => {
  for (const pandas of ['', 'null', '[]', '{"columns":3}', '{"columns":[null,1]}']) {
    expect(miscountedTimes({ ...FASTPARQUET, pandas }).size).toBe(0);
  }
});
