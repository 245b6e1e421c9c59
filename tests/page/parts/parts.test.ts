import { beforeEach, expect, test } from 'vitest';
import type { DataFile } from '../../../web/page/data';
import { Engine } from '../../../web/page/engine';
import { drops, isRate } from '../../../web/page/parts/drop';
import { Parts } from '../../../web/page/parts/parts.svelte';
import { Session } from '../../../web/page/session.svelte';
import type { MetricInfo } from '../../../web/shared/protocol';
import { fileReport, FakeWorkers, memoryStore, problemOf, resultHead, runReport } from '../fakes';
import { run } from '../runs/made';

const file = (name: string): DataFile => ({ name, blob: new Blob([name]), isSample: false });

let workers: FakeWorkers;
let session: Session;
let parts: Parts;

beforeEach(async () => {
  workers = new FakeWorkers();
  session = new Session(new Engine(workers), memoryStore());
  parts = new Parts();
  await session.files.openAll(['a_test.parquet', 'a_train.parquet', 'a_val.parquet'].map(file));
  workers.asked = [];
});

function columns(): string[] {
  return parts.columns.map(({ name, run: done, problem }) =>
    done === null ? `${name}: ${problem ?? 'waits'}` : `${name} ${done.metrics.total_pnl ?? ''}`,
  );
}

/** Each run earns ten more than the one before, on other bars. */
function count(): void {
  let pnl = 0;
  workers.run = () => {
    pnl += 10;
    workers.dataFingerprints = { bars: `b${pnl}`, data: `d${pnl}` };
    const head = resultHead({ metrics: { total_pnl: pnl } });
    return Promise.resolve({ ok: true, value: runReport(head) });
  };
}

test('each labelled file is a column, and the one in use is run last and stays in view', async () => {
  count();
  expect(session.data?.file.name).toBe('a_train.parquet');
  await parts.run(session, session.library.labelled);
  expect(columns()).toEqual(['train 30', 'validation 10', 'test 20']);
  expect(session.data?.file.name).toBe('a_train.parquet');
  expect(session.result?.report.head.metrics.total_pnl).toBe(30);
  // One dataset at a time: each is read anew, and the one in use at last.
  expect(workers.asked.map((asked) => asked.split(' ')[0])).toEqual([
    'plan',
    'run',
    'plan',
    'run',
    'plan',
    'run',
  ]);
  const { all } = await session.keeper.open();
  expect(all.map(({ file: { label } }) => label).sort()).toEqual(
    expect.arrayContaining(['test', 'train', 'validation']),
  );
});

test('when the file in use is none of them its data are read again', async () => {
  count();
  const others = session.library.labelled.filter(({ label }) => label !== 'train');
  await parts.run(session, others);
  expect(columns()).toEqual(['validation 10', 'test 20']);
  expect(session.result?.report.head.metrics.total_pnl).toBe(30);
  expect(workers.asked.filter((asked) => asked.startsWith('plan')).length).toBe(3);
});

test('a file that can’t be read says why, and the others are run', async () => {
  count();
  let looks = 0;
  workers.inspect = () => {
    looks += 1;
    const error = looks === 1 ? { code: 'CORRUPT', message: 'It is cut off.' } : null;
    return Promise.resolve(fileReport({ error }));
  };
  await parts.run(session, session.library.labelled);
  expect(columns()).toEqual(['train 20', 'validation: It is cut off.', 'test 10']);
});

test('a stop ends it, and the next run reads the file in use again', async () => {
  const errors = problemOf('cancelled', 'Stopped.');
  workers.run = () => Promise.resolve({ ok: true, value: runReport(resultHead({ errors })) });
  await parts.run(session, session.library.labelled);
  expect(columns()).toEqual(['train: waits', 'validation: Stopped.', 'test: waits']);
  expect(parts.at).toBeNull();
  workers.asked = [];
  count();
  await session.startRun();
  expect(workers.asked.map((asked) => asked.split(' ')[0])).toEqual(['plan', 'run']);
});

const TABLE: MetricInfo[] = [
  { name: 'sharpe', label: 'Sharpe ratio', unit: 'ratio', formula: '' },
  { name: 'profit_factor', label: 'Profit factor', unit: 'ratio', formula: '' },
];

test('a drop is large when less than half of the edge is left', () => {
  const train = run({ metrics: { sharpe: 1.8, profit_factor: 1.3 } });
  const validation = run({ metrics: { sharpe: 0.4, profit_factor: 1.2 } });
  expect(drops(train, validation, TABLE)).toEqual([
    { text: 'Sharpe ratio 1.800 → 0.400', isLarge: true },
    { text: 'Profit factor 1.300 → 1.200', isLarge: false },
  ]);
  const none = run({ metrics: { sharpe: null, profit_factor: 1.1 } });
  expect(drops(train, none, TABLE)).toEqual([
    { text: 'Profit factor 1.300 → 1.100', isLarge: true },
  ]);
});

test('money that grows with the span is no rate', () => {
  expect(isRate('sharpe')).toBe(true);
  expect(isRate('total_pnl')).toBe(false);
});
