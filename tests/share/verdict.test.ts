import { describe, expect, test } from 'vitest';
import { differingSettings, withinLimits } from '../../web/shared/share/settings';
import { verdictOn, type OwnRun } from '../../web/shared/share/verdict';
import { CLAIM, STRATEGY, TABLE } from './samples';

function own(changes: Partial<OwnRun> = {}): OwnRun {
  const { data, inputs, result, metrics, engine, rows, first_ts, last_ts } = CLAIM;
  const { script, settings, params } = STRATEGY;
  const about = { rows, first_ts, last_ts, symbol: 'MES', bar_seconds: 60, fingerprint: '' };
  return {
    ...{ data, inputs, result },
    request: { script, settings, params },
    head: { engine, metrics, data: about },
    ...changes,
  };
}

const OTHER = 'a'.repeat(64);
const verdict = (run: OwnRun): ReturnType<typeof verdictOn> =>
  verdictOn(STRATEGY, CLAIM, run, TABLE);

test('the same three fingerprints and numbers are a reproduction', () => {
  expect(verdict(own())).toEqual({
    ...{ isReproduced: true, isSameResult: true, differences: [], metrics: [] },
  });
});

test('a setting written another way is the same setting', () => {
  const settings = { ...STRATEGY.settings, fee_bps: '2.50', initial_balance: '1e4' };
  expect(verdict(own({ request: { ...own().request, settings } })).isReproduced).toBe(true);
});

describe('what differs is named', () => {
  test('the data, with the bars of both', () => {
    const head = own().head;
    const run = own({
      ...{ data: OTHER, inputs: OTHER, result: OTHER },
      head: { ...head, data: { ...head.data, rows: 90_000 } },
    });
    expect(verdict(run).differences).toEqual([
      { part: 'data', text: 'The data is another: 110,400 bars were used, now 90,000.' },
    ]);
  });

  test('the data, though it has as many bars of the same span', () => {
    const run = own({ data: OTHER, inputs: OTHER, result: OTHER });
    expect(verdict(run).differences[0]?.text).toContain('as many bars of the same span');
  });

  test('engine, script, each setting and each param', () => {
    const run = own({
      ...{ inputs: OTHER, result: OTHER },
      request: {
        script: `${STRATEGY.script}\n`,
        settings: { fill: 'same_close', fee_bps: '9' },
        params: { slow: '4', fast: '3' },
      },
      head: { ...own().head, engine: 'moontest 9.9.9' },
    });
    expect(verdict(run).differences.map(({ part, text }) => `${part}: ${text}`)).toEqual([
      'engine: The engine was moontest 0.1.0 and is moontest 9.9.9.',
      'script: The script is not the shared one.',
      'settings: The setting fee_bps was 2.5 and is 9.',
      'settings: The setting timezone was America/New_York and is UTC.',
      'params: The param ganz großer Wert was −1 € and is the script’s own.',
      'params: The param slow was the script’s own and is 4.',
    ]);
  });

  test('the headline numbers, with both values', () => {
    const metrics = { ...CLAIM.metrics, sharpe: 2, profit_factor: 1.5 };
    const run = own({ result: OTHER, head: { ...own().head, metrics } });
    expect(verdict(run).metrics).toEqual([
      { name: 'sharpe', claimed: -1.2345678901234567, own: 2 },
      { name: 'profit_factor', claimed: null, own: 1.5 },
    ]);
  });
});

test('another comment in the script is another script with the same result', () => {
  const request = { ...own().request, script: `-- mine\n${STRATEGY.script}` };
  const found = verdict(own({ inputs: OTHER, request }));
  expect(found).toMatchObject({ isReproduced: false, isSameResult: true });
  expect(found.differences.map(({ part }) => part)).toEqual(['script']);
});

test('a result that the same inputs do not give is not believed', () => {
  const found = verdict(own({ result: OTHER }));
  expect(found.isReproduced).toBe(false);
  expect(found.differences.map(({ part }) => part)).toEqual(['result']);
});

test('claimed numbers that are not those of the claimed result are not believed', () => {
  const claim = { ...CLAIM, metrics: { ...CLAIM.metrics, sharpe: 9.9, constructor: 1 } };
  const found = verdictOn(STRATEGY, claim, own(), TABLE);
  expect(found).toMatchObject({ isReproduced: false, isSameResult: true });
  expect(found.differences.map(({ part }) => part)).toEqual(['claim']);
  expect(found.metrics).toContainEqual({ name: 'constructor', claimed: 1, own: null });
});

describe('limits', () => {
  const settings = { fee_bps: '1', fuel_per_bar: '50000000', memory_mb: '256', fuel_total: '0' };

  test('above the reader’s are not granted', () => {
    expect(withinLimits(settings, {}, TABLE)).toEqual({
      settings: { ...settings, fuel_per_bar: '10000000', memory_mb: '64' },
      lowered: [
        { name: 'fuel_per_bar', asked: '50000000', used: '10000000' },
        { name: 'memory_mb', asked: '256', used: '64' },
      ],
    });
  });

  test('that the reader raised hold, and a total of the reader’s own does', () => {
    const mine = { fuel_per_bar: '50000000', memory_mb: '256', fuel_total: '1000' };
    expect(withinLimits(settings, mine, TABLE).lowered).toEqual([
      { name: 'fuel_total', asked: '0', used: '1000' },
    ]);
  });

  test('that are lower come as they are', () => {
    const modest = { fuel_per_bar: '1000', memory_mb: '8', fuel_total: '5000' };
    expect(withinLimits(modest, {}, TABLE)).toEqual({ settings: modest, lowered: [] });
  });
});

test('a setting left out is the engine’s default', () => {
  expect(differingSettings({ fill: 'next_open' }, { fee_bps: '1' }, TABLE)).toEqual([
    { name: 'fee_bps', one: '0', other: '1' },
  ]);
});
