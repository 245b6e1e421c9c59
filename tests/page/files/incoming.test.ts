import { describe, expect, test } from 'vitest';
import { chosen, dropped } from '../../../web/page/files/incoming';

interface Tree {
  [name: string]: Tree | string | null;
}

/** A folder as browsers hand it out: a hundred entries at a time, callbacks, and errors. */
function entryOf(name: string, content: Tree | string | null): unknown {
  if (content === null || typeof content === 'string') {
    return {
      name,
      isFile: true,
      isDirectory: false,
      file: (ok: (file: File) => void, fail: (error: Error) => void) => {
        if (content === null) fail(new Error('NotFoundError'));
        else ok(new File([content], name));
      },
    };
  }
  const entries = Object.entries(content).map(([inside, of]) => entryOf(inside, of));
  return {
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => ({
      readEntries: (ok: (some: unknown[]) => void) => {
        ok(entries.splice(0, 100));
      },
    }),
  };
}

function transfer(tree: Tree): DataTransfer {
  const items = Object.entries(tree).map(([name, content]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(name, content),
    getAsFile: () => (typeof content === 'string' ? new File([content], name) : null),
  }));
  return { items } as unknown as DataTransfer;
}

async function paths(tree: Tree): Promise<string[]> {
  return (await dropped(transfer(tree))).files.map(({ path }) => path);
}

describe('a drop', () => {
  test('of files and a folder brings them all, with the folders they lie in', async () => {
    const tree = { 'a.parquet': 'a', runs: { test: { 'c.parquet': 'c' }, 'b.parquet': 'b' } };
    expect(await paths(tree)).toEqual(['a.parquet', 'runs/b.parquet', 'runs/test/c.parquet']);
    expect((await dropped(transfer(tree))).folders).toEqual(['runs']);
  });

  test('puts the files of a folder in order, numbers as numbers', async () => {
    const tree = { d: { '10.parquet': '', '9.parquet': '', '1.parquet': '' } };
    expect(await paths(tree)).toEqual(['d/1.parquet', 'd/9.parquet', 'd/10.parquet']);
  });

  test('of a folder of 250 files brings every one', async () => {
    const names = Array.from({ length: 250 }, (_, n) => `${String(n)}.parquet`);
    const folder = Object.fromEntries(names.map((name) => [name, '']));
    expect(await paths({ folder })).toEqual(names.map((name) => `folder/${name}`));
  });

  test('passes over the marks of systems and writers', async () => {
    const tree = {
      d: { '._a.parquet': '', '.DS_Store': '', _SUCCESS: '', _metadata: '', 'a.parquet': '' },
    };
    expect(await paths(tree)).toEqual(['d/a.parquet']);
  });

  test('tells which files the browser named and did not hand over', async () => {
    const arrival = await dropped(transfer({ d: { 'gone.parquet': null, 'a.parquet': 'a' } }));
    expect(arrival.lost).toEqual(['d/gone.parquet']);
    expect(arrival.files.map(({ path }) => path)).toEqual(['d/a.parquet']);
  });

  test('takes 5,000 files and says that there were more', async () => {
    const names = Array.from({ length: 5_001 }, (_, n) => [`${String(n)}.parquet`, '']);
    const arrival = await dropped(transfer({ d: Object.fromEntries(names) as Tree }));
    expect([arrival.files.length, arrival.isCut]).toEqual([5_000, true]);
  });

  test('in a browser without folders brings the files', async () => {
    const file = new File(['a'], 'a.parquet');
    const items = [{ kind: 'file', getAsFile: () => file }, { kind: 'string' }];
    const arrival = await dropped({ items } as unknown as DataTransfer);
    expect(arrival.files).toEqual([{ file, path: 'a.parquet' }]);
  });
});

test('a chosen folder tells where its files lie', () => {
  const file = (path: string): File =>
    Object.assign(new File([''], path.split('/').at(-1) ?? ''), { webkitRelativePath: path });
  const arrival = chosen([file('d/train/a.parquet'), file('d/.git/x'), file('d/b.lua')]);
  expect(arrival.files.map(({ path }) => path)).toEqual(['d/b.lua', 'd/train/a.parquet']);
  expect(arrival.folders).toEqual(['d']);
});
