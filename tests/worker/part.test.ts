import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { beginLoad, finishLoad, takeChunk } from '../../web/worker/load';
import { planFile } from '../../web/worker/parquet/plan';
import { decodeColumns } from '../../web/worker/parquet/send';
import { host } from './fixtures';
import { writeBars, type Written } from './written';
import type { FileSource } from '../../web/worker/parquet/source';
import type { FileChoices, LoadReport, Profile, Slice } from '../../web/shared/protocol';

beforeAll(async () => {
  const wasm = join(import.meta.dirname, '../../engine-wasm/pkg/engine_bg.wasm');
  await init({ module_or_path: readFileSync(wasm) });
});

const MINUTE = 60_000;
const START = Date.UTC(2024, 0, 2);
const NS = 1_000_000n;

/** A hundred bars of a minute in ten row groups; the close is the bar's number. */
const ORDERED: Written = {
  ts: Array.from({ length: 100 }, (_, i) => START + i * MINUTE),
  close: Array.from({ length: 100 }, (_, i) => i + 1),
  groupRows: 10,
};

/** The same with the rows of each row group backwards: the close is out of order within ten. */
const BACKWARDS: Written = {
  ...ORDERED,
  ts: Array.from(
    { length: 100 },
    (_, i) => START + (Math.floor(i / 10) * 10 + 9 - (i % 10)) * MINUTE,
  ),
};

interface Loaded {
  closes: number[];
  report: LoadReport;
  /** Values that went from the decoder to the engine, per column. */
  rows: number;
  bytes: number;
}

function counting(file: Blob): FileSource & { bytes: number } {
  return {
    size: file.size,
    bytes: 0,
    slice(start, end) {
      this.bytes += end - start;
      return file.slice(start, end);
    },
  };
}

async function load(
  written: Written,
  choices: FileChoices = {},
  profile: Profile = 'standard',
): Promise<Loaded> {
  const file = writeBars(written);
  const planned = await planFile(file, choices, profile, [], host);
  if (!planned.ok) throw new Error(planned.problem.message);
  const engine = new Engine();
  expect(beginLoad(engine, planned.value)).toBeNull();
  const source = counting(file);
  let values = 0;
  await decodeColumns(source, planned.value, host, (chunk) => {
    values += chunk.length;
    expect(takeChunk(engine, chunk)).toBeNull();
    return true;
  });
  const loaded = finishLoad(engine);
  if (!loaded.ok) throw new Error(loaded.problem.message);
  const closes = [...(engine.feature('close', profile) ?? [])];
  engine.free();
  const rows = values / planned.value.columns.length;
  return { closes, report: loaded.value, rows, bytes: source.bytes };
}

const time = (minute: number): string => String(BigInt(START + minute * MINUTE) * NS);
const between = (from: number | null, to: number | null): Slice => ({
  from_ts: from === null ? null : time(from),
  to_ts: to === null ? null : time(to),
});

const PARTS: [string, Slice, number, number][] = [
  ['the first 25 bars', { first: 25 }, 0, 25],
  ['the last 25 bars', { last: 25 }, 75, 100],
  ['more than there are', { last: 1000 }, 0, 100],
  ['ten bars from bar 37 on', { offset: 37, limit: 10 }, 37, 47],
  ['all from bar 91 on', { offset: 91, limit: null }, 91, 100],
  ['the first 70 percent', { from_percent: 0, to_percent: 70 }, 0, 70],
  ['the middle third', { from_percent: 33.3, to_percent: 66.6 }, 33, 66],
  ['from a minute to another', between(18, 31), 18, 31],
  ['up to a minute', between(null, 20), 0, 20],
  ['from between two minutes on', between(49.5, null), 50, 100],
];

describe.each(PARTS)('%s', (_, slice, start, end) => {
  test('are the bars of the whole file, by reading what holds them', async () => {
    for (const written of [ORDERED, BACKWARDS, { ...ORDERED, hasStatistics: false }]) {
      const whole = await load(written);
      const part = await load(written, { slice });
      expect(part.closes).toEqual(whole.closes.slice(start, end));
      expect(part.report.part?.of).toBe(100);
      expect(part.report.part?.offset).toBe(start);
      expect(part.report.first_ts).toBe(time(start));
      // At most the row groups that the part touches.
      expect(part.rows).toBeLessThanOrEqual(Math.ceil(end / 10) * 10 - Math.floor(start / 10) * 10);
    }
  });

  test('are rows as they stand under profile reference, where times ascend or bars are counted', async () => {
    const unnamed = await load(ORDERED, {}, 'reference');
    const isTimes = 'from_ts' in slice;
    if (isTimes) return;
    const part = await load(ORDERED, { slice }, 'reference');
    expect(part.closes).toEqual(unnamed.closes.slice(start, end));
    expect(part.rows).toBeLessThanOrEqual(end - start + 2);
  });
});

test('an offset and a limit stay as they were given, other parts become both', async () => {
  const { report: given } = await load(ORDERED, { slice: { offset: 90, limit: 50 } });
  expect(given.part).toEqual({ offset: 90, limit: 50, of: 100 });
  const { report: last } = await load(ORDERED, { slice: { last: 10 } });
  expect(last.part).toEqual({ offset: 90, limit: 10, of: 100 });
  expect((await load(ORDERED)).report.part).toBeNull();
});

test('one row group of fifty costs a fiftieth of the bytes', async () => {
  const n = 50_000;
  const written: Written = {
    ts: Array.from({ length: n }, (_, i) => START + i * MINUTE),
    close: Array.from({ length: n }, (_, i) => Math.sin(i) + 2),
    groupRows: 1000,
  };
  const whole = await load(written);
  const part = await load(written, { slice: { offset: 20_000, limit: 1000 } });
  expect(part.rows).toBe(1000);
  // Beside the footer, whose size is the same for both.
  const footer = await load(written, { slice: { first: 2 } });
  expect(part.bytes).toBeLessThan(whole.bytes / 5);
  expect(part.bytes - footer.bytes).toBeLessThan(whole.bytes / 50);
});

test('out of order between row groups, with a null time or repairs, the part is that of the repaired file', async () => {
  const shuffled: Written = { ...ORDERED, ts: [...ORDERED.ts].reverse() };
  const holed: Written = { ...ORDERED, ts: ORDERED.ts.map((ts, i) => (i === 4 ? null : ts)) };
  const twice: Written = {
    ...ORDERED,
    ts: ORDERED.ts.map((ts, i) => (i === 50 ? (ORDERED.ts[49] ?? null) : ts)),
  };
  const cases: [Written, FileChoices][] = [
    [shuffled, {}],
    [holed, {}],
    [twice, { data_fixes: 'drop_duplicates' }],
  ];
  for (const [written, choices] of cases) {
    const whole = await load(written, choices);
    const part = await load(written, { ...choices, slice: { offset: 40, limit: 20 } });
    expect(part.closes).toEqual(whole.closes.slice(40, 60));
    expect([part.rows, part.report.part?.of]).toEqual([100, whole.closes.length]);
  }
});

test('of one symbol of several the bars are counted', async () => {
  const symbol = ORDERED.ts.map((_, i) => (i % 2 === 0 ? 'ES' : 'NQ'));
  const { closes, report } = await load(
    { ...ORDERED, symbol },
    { symbol: 'NQ', slice: { last: 3 } },
  );
  expect(closes).toEqual([96, 98, 100]);
  expect(report.part).toEqual({ offset: 47, limit: 3, of: 50 });
});

test('a part beyond the file is said with the rows there are', async () => {
  await expect(load(ORDERED, { slice: { offset: 100, limit: 5 } })).rejects.toThrow(
    'The run needs at least 1 rows, but rows 100 to 100 of 100 are 0.',
  );
});

test('warnings of a part are told in rows of the file, and of the part alone', async () => {
  const close = ORDERED.close.map((price, i) => ([12, 52].includes(i) ? -1 : price));
  const { report } = await load({ ...ORDERED, close }, { slice: { offset: 45, limit: 20 } });
  const bad = report.warnings.find(({ code }) => code === 'bad_price');
  expect([bad?.count, bad?.first]).toEqual([1, 52]);
});
