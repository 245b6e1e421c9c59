import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type * as Database from '../../../web/page/store/database';

/** A page just loaded, over the databases that are there. */
async function load(): Promise<typeof Database> {
  vi.resetModules();
  return import('../../../web/page/store/database');
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

test('what was put is there after the page is loaded again', async () => {
  const first = await load();
  await first.withStore((database) => database.put('runs', { id: 'a', pnl: 12.5 }));
  const second = await load();
  expect(await second.withStore((database) => database.get('runs', 'a'))).toEqual({
    ok: true,
    value: { id: 'a', pnl: 12.5 },
  });
});

test('without IndexedDB the answer is a sentence, not an exception', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const { withStore } = await load();
  const found = await withStore((database) => database.getAll('runs'));
  expect(found).toMatchObject({ ok: false, problem: { kind: 'unavailable' } });
});

test('a browser that forbids IndexedDB is answered alike, and asked again later', async () => {
  const allowed = new IDBFactory();
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });
  const { withStore } = await load();
  const read = (): Promise<Database.Stored<unknown[]>> =>
    withStore((database) => database.getAll('runs'));
  expect(await read()).toMatchObject({ ok: false, problem: { kind: 'unavailable' } });
  vi.stubGlobal('indexedDB', allowed);
  expect(await read()).toEqual({ ok: true, value: [] });
});

test('a full disk is a value', async () => {
  const { withStore } = await load();
  const full = (): Promise<never> =>
    Promise.reject(new DOMException('no room', 'QuotaExceededError'));
  expect(await withStore(full)).toMatchObject({ ok: false, problem: { kind: 'full' } });
});

test('a mistake in our own work is an exception', async () => {
  const { withStore } = await load();
  await expect(withStore(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
});

test('a database of a newer page is left alone and said to be newer', async () => {
  (await openDB('moontest', 1000)).close();
  const { withStore } = await load();
  const found = await withStore((database) => database.getAll('runs'));
  expect(found).toMatchObject({ ok: false, problem: { kind: 'newer' } });
});

test('an open page makes way for the upgrade of a newer one', async () => {
  const { withStore } = await load();
  await withStore((database) => database.put('runs', { id: 'a' }));
  const newer = await openDB('moontest', 1000);
  expect(await newer.getAll('runs')).toEqual([{ id: 'a' }]);
  newer.close();
  const found = await withStore((database) => database.getAll('runs'));
  expect(found).toMatchObject({ ok: false, problem: { kind: 'newer' } });
});
