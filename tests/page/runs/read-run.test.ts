import { expect, test } from 'vitest';
import { hasSameBars } from '../../../web/page/runs/kept-run';
import { readKeptRun } from '../../../web/page/runs/read-run';
import { thinned } from '../../../web/page/runs/curve';
import { chartLines } from '../fakes';
import { run } from './made';

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('a run reads back as it was written', () => {
  const full = run({
    edits: { fee_bps: '5' },
    params: { gap: '1' },
    file: {
      name: 'a.parquet',
      is_sample: true,
      choices: { symbol: 'A', time_unit: 'ms' },
      label: 'train',
    },
    warnings: [{ code: 'gaps', level: 'info', message: 'Gaps.', count: 2, first: 7 }],
    metrics: { total_pnl: 1.5, sharpe: null },
    metric_reasons: { sharpe: 'no deviation' },
    reference_metrics: { max_drawdown: 3 },
  });
  expect(readKeptRun(json(full))).toEqual(full);
});

test('unknown members are left behind, at every level', () => {
  const kept = run();
  const strange = {
    ...kept,
    extra: 1,
    script: { ...kept.script, run: 'now' },
    settings: { ...kept.settings, deep: { a: 1 }, params: { gap: 1, deep: {} } },
    edits: { fee_bps: 5, note: 'text' },
  };
  const read = readKeptRun(json(strange));
  expect(read).toEqual({
    ...kept,
    settings: { ...kept.settings, params: { gap: 1 } },
    edits: { note: 'text' },
  });
});

test.each([
  ['no text of the script', { script: { name: 'a.lua' } }],
  ['another schema', { schema: 2 }],
  ['no id', { id: '' }],
  ['metrics that are a list', { metrics: [1] }],
  ['data without rows', { data: { first_ts: null } }],
  [
    'a curve of unequal columns',
    { curve: { is_time: false, bar: [0], x: [0, 1], equity: [1, 2] } },
  ],
  ['a curve that goes back', { curve: { is_time: false, bar: [0, 1], x: [1, 0], equity: [1, 2] } }],
  ['a curve with text in it', { curve: { is_time: false, bar: [0], x: [0], equity: ['1'] } }],
])('an entry with %s is no run', (_, changes) => {
  expect(readKeptRun(json({ ...run(), ...changes }))).toBeNull();
});

test.each([null, 1, 'text', [], {}])('%j is no run', (value) => {
  expect(readKeptRun(value)).toBeNull();
});

test('a name from a file is one line and not too long', () => {
  expect(readKeptRun({ ...run(), name: 'a\u0000\n'.repeat(100) })?.name.length).toBe(80);
  expect(readKeptRun({ ...run(), name: '\n' })?.name).toBe('cross.lua');
});

test('a member named __proto__ changes nothing', () => {
  const text = JSON.stringify(run()).replace('"edits":{}', '"edits":{"__proto__":{"preset":"es"}}');
  const read = readKeptRun(JSON.parse(text));
  expect(read?.preset).toBe('mes');
  expect(Object.getPrototypeOf(read?.edits)).toBe(Object.prototype);
});

test('runs are of the same bars by their fingerprint, else by name, market, rows and span', () => {
  const of = (changes: object): ReturnType<typeof run> =>
    run({ data: { ...run().data, ...changes } });
  expect(hasSameBars(run(), of({ fingerprint: 'another column' }))).toBe(true);
  expect(hasSameBars(run(), of({ bars_fingerprint: 'b2' }))).toBe(false);
  expect(hasSameBars(run(), of({ bars_fingerprint: '' }))).toBe(true);
  expect(hasSameBars(run(), of({ bars_fingerprint: '', rows: 4 }))).toBe(false);
});

test('a thinned curve keeps its ends, its lowest and its highest point', () => {
  const equity = Array.from({ length: 1000 }, (_, bar) => 100 + Math.sin(bar / 50));
  equity[333] = 1;
  equity[777] = 999;
  const curve = thinned(chartLines(equity), 40);
  expect(curve.equity.length).toBeLessThanOrEqual(40);
  expect(curve.bar[0]).toBe(0);
  expect(curve.bar.at(-1)).toBe(999);
  expect(curve.equity[curve.bar.indexOf(333)]).toBe(1);
  expect(curve.equity[curve.bar.indexOf(777)]).toBe(999);
});

test('a short curve is kept whole, without points that have no value', () => {
  expect(thinned(chartLines([1, NaN, 3]), 40)).toEqual({
    is_time: false,
    bar: [0, 2],
    x: [0, 2],
    equity: [1, 3],
  });
});
