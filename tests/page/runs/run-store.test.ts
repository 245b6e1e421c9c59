import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type * as Database from '../../../web/page/store/database';
import type * as Store from '../../../web/page/runs/run-store';
import { run } from './made';

/** A page just loaded, over the databases that are there. */
async function load(): Promise<typeof Store & typeof Database> {
  vi.resetModules();
  const database = await import('../../../web/page/store/database');
  return { ...(await import('../../../web/page/runs/run-store')), ...database };
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

test('runs are there after the page is loaded again', async () => {
  const first = await load();
  const [one, two] = [run(), run({ id: 'r2', is_starred: true })];
  expect(await first.databaseRuns.write([one, two], [])).toEqual({ ok: true, value: null });
  expect(await first.databaseRuns.write([{ ...one, name: 'mine' }], ['r2'])).toMatchObject({
    ok: true,
  });
  const second = await load();
  expect(await second.databaseRuns.read()).toEqual({
    ok: true,
    value: [{ ...one, name: 'mine' }],
  });
});

test('a record that this version can’t read stays, and the others are read', async () => {
  const { databaseRuns, withStore } = await load();
  await withStore((database) => database.put('runs', { id: 'later', schema: 2 }));
  await databaseRuns.write([run()], []);
  expect(await databaseRuns.read()).toMatchObject({ ok: true, value: [{ id: 'r1' }] });
  expect(await withStore((database) => database.count('runs'))).toEqual({ ok: true, value: 2 });
});

test('another tab is told of what was written, and this one is not', async () => {
  const [here, there] = [await load(), await load()];
  const told: string[] = [];
  here.databaseRuns.onChange(() => told.push('here'));
  const heard = new Promise<void>((resolve) => {
    there.databaseRuns.onChange(resolve);
  });
  await here.databaseRuns.write([run()], []);
  await heard;
  expect(told).toEqual([]);
});

test('without a database the answer is a sentence', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const { databaseRuns } = await load();
  const refused = { ok: false, problem: { kind: 'unavailable' } };
  expect(await databaseRuns.read()).toMatchObject(refused);
  expect(await databaseRuns.write([run()], [])).toMatchObject(refused);
});
