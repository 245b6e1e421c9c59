import { expect, test } from 'vitest';
import { planFile } from '../../web/worker/parquet/plan';
import { fixture, host } from './fixtures';
import type { ColumnPlan, FileChoices, Outcome, Profile } from '../../web/shared/protocol';

function plan(
  name: string,
  profile: Profile,
  extra: string[] = [],
  choices: FileChoices = {},
): Promise<Outcome<ColumnPlan>> {
  return planFile(fixture(name), choices, profile, extra, host);
}

async function rolesOf(outcome: Promise<Outcome<ColumnPlan>>): Promise<string[]> {
  const planned = await outcome;
  if (!planned.ok) throw new Error(planned.problem.message);
  return planned.value.columns.map(({ role, name }) => `${role}=${name}`);
}

const PRICES = ['open=open', 'high=high', 'low=low', 'close=close', 'volume=volume'];

test('standard reads the columns that have a role and the extra ones named', async () => {
  const roles = await rolesOf(plan('ibkr_bars', 'standard', ['average', 'average', 'unknown']));
  expect(roles).toEqual(['timestamp=date', ...PRICES, 'extra=average']);
});

test('milliseconds without a type are a million nanoseconds each', async () => {
  const planned = await plan('epoch_int64_ms', 'standard');
  expect(planned).toMatchObject({ ok: true, value: { rows: 200, symbol: null } });
  expect(planned.ok && planned.value.columns[0]?.ns_per_unit).toBe('1000000');
});

test('fixed-point prices are divided by 10⁹, the volume is not', async () => {
  const planned = await plan('databento_fixed_1e9', 'standard');
  if (!planned.ok) throw new Error(planned.problem.message);
  const divisors = planned.value.columns.map(({ role, divide_by }) => [role, divide_by]);
  expect(divisors).toEqual([
    ['timestamp', 1],
    ['open', 1e9],
    ['high', 1e9],
    ['low', 1e9],
    ['close', 1e9],
    ['volume', 1],
  ]);
  expect(planned.value.symbol).toBe('ESH4');
});

test('a chosen symbol of several is filtered by its column', async () => {
  const planned = await plan('three_symbols_interleaved', 'standard', [], { symbol: 'C' });
  expect(planned).toMatchObject({ ok: true, value: { rows: 600, symbol: 'C' } });
  expect(await rolesOf(Promise.resolve(planned))).toContain('symbol=ticker');
});

test('numbered bars need no column of times', async () => {
  const numbered = { columns: { timestamp: 'none' } };
  const roles = await rolesOf(plan('pandas_rangeindex_no_time', 'standard', [], numbered));
  expect(roles[0]).toBe('open=Open');
});

test('a question without an answer is a problem with its code', async () => {
  expect(await plan('ticks_trades', 'standard')).toMatchObject({
    ok: false,
    problem: { kind: 'data', code: 'NO_OHLC' },
  });
  expect(await plan('bad_csv_renamed', 'standard')).toMatchObject({
    ok: false,
    problem: { kind: 'data', code: 'NOT_PARQUET' },
  });
});

test('reference takes exact lower-case names only, whatever the file holds beside them', async () => {
  expect(await rolesOf(plan('ibkr_bars', 'reference', ['barCount']))).toEqual([
    'timestamp=date',
    ...PRICES,
    'extra=barCount',
  ]);
  // "timestamp" is no name it knows.
  expect(await rolesOf(plan('comp_snappy', 'reference'))).toEqual(PRICES);
  expect(await plan('yfinance_single', 'reference')).toMatchObject({
    ok: false,
    problem: { code: 'NO_OHLC' },
  });
});

test('reference takes a column of plain text as symbol, not one of codes', async () => {
  expect(await rolesOf(plan('symbol_dict_per_rowgroup', 'reference'))).not.toContain(
    'symbol=symbol',
  );
});
