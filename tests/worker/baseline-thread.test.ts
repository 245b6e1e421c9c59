import { expect, test } from 'vitest';
import { BaselineThread } from '../../web/worker/baseline-thread';
import {
  behaviorRows,
  csv,
  GA_BEHAVIOR_HEADER,
  GA_HEADER,
  GA_ROWS,
  REPLAY_HEADER,
} from '../baseline/synthetic';
import type { KeptFile, ReadFile } from '../../web/shared/baseline/api';

function read(
  thread: BaselineThread,
  text: string | Uint8Array<ArrayBuffer>,
  isWhole = true,
): Promise<ReadFile> {
  return thread.read(new Blob([text]), isWhole, () => undefined);
}

async function kept(thread: BaselineThread, text: string): Promise<KeptFile> {
  const found = await read(thread, text);
  if (!('file' in found)) throw new Error(JSON.stringify(found));
  return found.file;
}

/** 20 windows of 1,000 rows: about 9 MB. */
function large(): string {
  const rows = behaviorRows('ga', 20, 1_000).map((row) => `${row}${'0'.repeat(200)}`);
  return csv(GA_BEHAVIOR_HEADER, rows);
}

test("a log's columns stay in the thread and its candidates are asked for", async () => {
  const thread = new BaselineThread();
  const file = await kept(thread, csv(GA_HEADER, GA_ROWS));
  expect(file.about).toMatchObject({
    kind: 'ga_log',
    rows: 3,
    metric_key: 'selection_fitness',
    best_row: 2,
  });
  expect('columns' in file.about).toBe(false);
  const found = await thread.candidates(file.id, 0);
  expect(found.map(({ row, idx, fitness }) => [row, idx, fitness])).toEqual([
    [0, 0, -12.5],
    [1, 1, 3],
  ]);
  expect(await thread.candidateAt(file.id, 2)).toMatchObject({ step: 1, idx: 0 });
});

test('a window gives its equity over time and over bars', async () => {
  const thread = new BaselineThread();
  const { id, about } = await kept(thread, csv(REPLAY_HEADER, behaviorRows('replay', 2, 12)));
  expect(about).toMatchObject({ windows: [{ first_bar: 315, last_bar: 326 }, { first_bar: 335 }] });
  const overBars = await thread.line(id, 1, 'bar', 100);
  expect([overBars.x[0], overBars.x.at(-1), overBars.y[0]]).toEqual([335, 346, 9_998.95]);
  const overTime = await thread.line(id, 0, 'time', 100);
  expect(overTime.x[0]).toBe(1_767_364_500);
  expect((await thread.window(id, 1))?.equity).toHaveLength(12);
  await thread.forget(id);
  expect(await thread.window(id, 1)).toBeNull();
});

test('of a large behaviour file the beginning is read until it is asked for whole', async () => {
  const thread = new BaselineThread();
  const text = large();
  const head = await read(thread, text, false);
  expect(head).toMatchObject({
    ok: true,
    unread: { layout: 'ga', candidate: { gen: 7, idx: 3, split: 'val' } },
  });
  expect('unread' in head && head.unread.facts.windows).toBeNull();
  let told = 0;
  const whole = await thread.read(new Blob([text]), true, (bytes) => (told = bytes));
  expect(whole).toMatchObject({ file: { about: { rows: 20_000 } } });
  expect(told).toBeGreaterThan(1_000_000);
});

test('a stop ends the read under way', async () => {
  const thread = new BaselineThread();
  const reading = read(thread, large());
  await thread.stop();
  expect(await reading).toMatchObject({ ok: false, code: 'STOPPED' });
});

test('what is no text is refused at once', async () => {
  const found = await read(new BaselineThread(), new Uint8Array(100));
  expect(found).toMatchObject({ ok: false, message: 'It is no text: neither a CSV nor JSON.' });
  expect(await read(new BaselineThread(), '')).toMatchObject({ ok: false, code: 'EMPTY' });
});

test('letters that chunks of bytes cut in two are read', async () => {
  const text = csv('time,equity,näme', ['1700000000,10000,ä', '1700000060,10001,ö']);
  expect(await kept(new BaselineThread(), `\uFEFF${text}`)).toMatchObject({
    about: { kind: 'equity', rows: 2, scores: { pnl_total: 1 } },
    notices: [],
  });
});
