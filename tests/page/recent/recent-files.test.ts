import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { dropped } from '../../../web/page/files/incoming';
import type { LastingHandle } from '../../../web/page/recent/handle';
import type * as Recent from '../../../web/page/recent/recent-files';

type Answer = PermissionState | Error;

/** A handle as the browser gives it; `place` is where the file lies. What a clone of it keeps is its fields. */
class Handle {
  readonly kind = 'file';
  constructor(
    readonly place: string,
    readonly known: Answer = 'granted',
    readonly answer: Answer = 'granted',
    readonly isGone = false,
  ) {}
  isSameEntry(other: Handle): Promise<boolean> {
    return Promise.resolve(other.place === this.place);
  }
  queryPermission(): Promise<PermissionState> {
    return told(this.known);
  }
  requestPermission(): Promise<PermissionState> {
    return told(this.answer);
  }
  getFile(): Promise<File> {
    if (this.isGone) return Promise.reject(new DOMException('gone', 'NotFoundError'));
    return Promise.resolve(new File(['bars'], this.place));
  }
}

function told(answer: Answer): Promise<PermissionState> {
  return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
}

function opened(place: string, content = ''): Recent.Opened {
  const name = place.split('/').at(-1) ?? place;
  return {
    file: new File([content], name),
    handle: new Handle(place) as unknown as LastingHandle,
  };
}

/** A page just loaded, over the database that is there. */
async function load(): Promise<typeof Recent> {
  vi.resetModules();
  return import('../../../web/page/recent/recent-files');
}

async function names(): Promise<string[]> {
  return (await (await load()).recentFiles()).map(({ name }) => name);
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

describe('the list of recent files', () => {
  test('is there on the next visit, newest first, with size and time', async () => {
    const { keepRecent } = await load();
    await keepRecent([opened('a.parquet', '12345')], 1000);
    await keepRecent([opened('b.parquet', '12')], 2000);
    expect(await (await load()).recentFiles()).toMatchObject([
      { name: 'b.parquet', size: 2, opened_ms: 2000 },
      { name: 'a.parquet', size: 5, opened_ms: 1000 },
    ]);
  });

  test('has each file once, as it was opened last', async () => {
    const { keepRecent } = await load();
    await keepRecent([opened('a.parquet', '1')], 1000);
    await keepRecent([opened('b.parquet')], 2000);
    await keepRecent([opened('a.parquet', '123')], 3000);
    expect(await (await load()).recentFiles()).toMatchObject([
      { name: 'a.parquet', size: 3, opened_ms: 3000 },
      { name: 'b.parquet' },
    ]);
  });

  test('has two files of one name in two folders', async () => {
    const { keepRecent } = await load();
    await keepRecent([opened('train/mes.parquet'), opened('test/mes.parquet')], 1000);
    expect(await names()).toEqual(['mes.parquet', 'mes.parquet']);
  });

  test('holds eight, and lets the oldest go', async () => {
    const { keepRecent } = await load();
    for (let n = 1; n <= 9; n += 1) await keepRecent([opened(`${String(n)}.parquet`)], n);
    expect(await names()).toEqual([9, 8, 7, 6, 5, 4, 3, 2].map((n) => `${String(n)}.parquet`));
  });

  test('keeps files opened together in their order', async () => {
    const { keepRecent } = await load();
    await keepRecent(
      ['a', 'b', 'c'].map((name) => opened(name)),
      1000,
    );
    expect(await names()).toEqual(['a', 'b', 'c']);
  });

  test('forgets one, or all', async () => {
    const { keepRecent, forgetRecent, forgetAllRecent, recentFiles } = await load();
    await keepRecent(
      ['a', 'b', 'c'].map((name) => opened(name)),
      1000,
    );
    await forgetRecent((await recentFiles())[1]?.id ?? '');
    expect(await names()).toEqual(['a', 'c']);
    await forgetAllRecent();
    expect(await names()).toEqual([]);
  });

  test('is empty, and no error, where the browser keeps nothing', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { keepRecent, recentFiles, forgetAllRecent } = await load();
    await keepRecent([opened('a.parquet')], 1000);
    await forgetAllRecent();
    expect(await recentFiles()).toEqual([]);
  });
});

describe('a file of the list', () => {
  async function reopened(...how: ConstructorParameters<typeof Handle>): Promise<string> {
    const { reopen } = await load();
    const handle = new Handle(...how) as unknown as LastingHandle;
    const found = await reopen({ id: 'a', name: 'a', size: 4, opened_ms: 0, handle });
    return typeof found === 'string' ? found : found.file.text();
  }

  test('is read at once where that is still allowed', async () => {
    expect(await reopened('a', 'granted', new Error('was asked'))).toBe('bars');
  });

  test('is read once the person allows it', async () => {
    expect(await reopened('a', 'prompt', 'granted')).toBe('bars');
  });

  test.each<[string, Answer, Answer]>([
    ['refused now', 'prompt', 'denied'],
    ['left without an answer', 'prompt', 'prompt'],
    ['refused for good', 'denied', 'granted'],
    ['not to be asked', 'prompt', new DOMException('no click', 'SecurityError')],
  ])('that is %s gets a sentence', async (_, known, answer) => {
    expect(await reopened('a', known, answer)).toMatch(/not allowed to read it again/);
  });

  test('that is gone gets a sentence', async () => {
    expect(await reopened('a', 'granted', 'granted', true)).toMatch(/moved, renamed or deleted/);
  });
});

describe('a drop', () => {
  /** The handle that comes with a dropped file. */
  async function handleOfDrop(item: object): Promise<unknown> {
    const file = new File(['bars'], 'a.parquet');
    const items = [{ kind: 'file', getAsFile: () => file, ...item }];
    const arrival = await dropped({ items } as unknown as DataTransfer);
    return (await arrival.files[0]?.handle) ?? null;
  }

  test('brings what leads to the file later', async () => {
    const handle = new Handle('a.parquet');
    const item = { getAsFileSystemHandle: () => Promise.resolve(handle) };
    expect(await handleOfDrop(item)).toBe(handle);
  });

  test.each([
    ['has no such handles', {}],
    ['has none for this file', { getAsFileSystemHandle: () => Promise.resolve(null) }],
    ['refuses', { getAsFileSystemHandle: () => Promise.reject(new Error('no')) }],
    [
      'can’t be asked again with it',
      { getAsFileSystemHandle: () => Promise.resolve({ kind: 'file' }) },
    ],
  ])('in a browser that %s brings the file alone', async (_, item) => {
    expect(await handleOfDrop(item)).toBeNull();
  });
});
