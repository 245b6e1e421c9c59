import { describe, expect, test } from 'vitest';
import type { DataFile } from '../../../web/page/data';
import { guessLabel } from '../../../web/page/files/labels';
import { DataLibrary, openingOrder, titleOf } from '../../../web/page/files/library.svelte';
import { fileReport } from '../fakes';

function data(path: string, content = 'bars', lastModified = 1): DataFile {
  const name = path.split('/').at(-1) ?? '';
  return { name, path, blob: new File([content], name, { lastModified }), isSample: false };
}

test.each([
  ['mes_train.parquet', 'train'],
  ['MES-Validation-2021.parquet', 'validation'],
  ['val.parquet', 'validation'],
  ['mesTest.parquet', 'test'],
  ['bars_out_of_sample.parquet', 'test'],
  ['data/train/mes.parquet', 'train'],
  ['test_runs/train/mes.parquet', 'train'],
  ['train/mes_test.parquet', 'test'],
  ['latest.parquet', ''],
  ['value_bars.parquet', ''],
  ['trained.parquet', ''],
  ['train_test.parquet', ''],
  ['mes.parquet', ''],
])('%s is labelled %j', (path, label) => {
  expect(guessLabel(path)).toBe(label);
});

describe('the library', () => {
  test('lists the labelled files as train, validation, test, then a person’s own words', () => {
    const library = new DataLibrary();
    for (const path of ['test.parquet', 'mes.parquet', 'val.parquet', 'train.parquet']) {
      library.add(data(path));
    }
    const [, mes] = library.entries;
    if (mes === undefined) throw new Error('no entry');
    expect(library.labelled.map(({ label }) => label)).toEqual(['train', 'validation', 'test']);
    library.change(mes.id, { label: 'crash of 2020' });
    expect(library.labelled.map(({ label }) => label).at(-1)).toBe('crash of 2020');
  });

  test('takes the same file once, with the label it was given', () => {
    const library = new DataLibrary();
    const first = library.add(data('a.parquet'));
    library.change(first.id, { label: 'mine' });
    const again = library.add(data('a.parquet'));
    expect([again.id, again.label]).toEqual([first.id, 'mine']);
    // Another file of that name: other bytes, another folder, another date.
    library.add(data('a.parquet', 'other bars'));
    library.add(data('b/a.parquet'));
    library.add(data('a.parquet', 'bars', 2));
    expect(library.entries).toHaveLength(4);
  });

  test('replaces a file that can’t be read any more by the one of its name', () => {
    const library = new DataLibrary();
    const { id } = library.add(data('a.parquet'));
    library.change(id, { report: fileReport(), choices: { symbol: 'A' } });
    library.fail(id, 'It was changed.');
    const again = library.add(data('a.parquet', 'more bars'));
    expect(again).toMatchObject({ id, problem: null, choices: { symbol: 'A' } });
    expect(library.entries).toHaveLength(1);
  });

  test('drops a file that never could be read, and keeps one that could', () => {
    const library = new DataLibrary();
    const bad = library.add(data('bad.parquet'));
    const good = library.add(data('good.parquet'));
    library.change(good.id, { report: fileReport() });
    expect(library.fail(bad.id, 'No.')).toEqual({ fileName: 'bad.parquet', message: 'No.' });
    library.fail(good.id, 'Gone.');
    expect(library.entries).toMatchObject([{ id: good.id, problem: 'Gone.' }]);
  });

  test('gives the neighbour of a closed file', () => {
    const library = new DataLibrary();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => library.add(data(`${name}.parquet`)));
    if (!a || !b || !c) throw new Error('no entry');
    library.use(b.id);
    expect(library.remove(b.id)).toBe(c);
    expect(library.currentId).toBeNull();
    expect(library.remove(c.id)).toBe(a);
    expect(library.remove(a.id)).toBeNull();
  });

  test('tells files of one name apart by their folders', () => {
    const library = new DataLibrary();
    for (const path of ['train/mes.parquet', 'test/mes.parquet', 'other.parquet']) {
      library.add(data(path));
    }
    expect(library.entries.map((entry) => titleOf(entry, library.entries))).toEqual([
      'train/mes.parquet',
      'test/mes.parquet',
      'other.parquet',
    ]);
  });

  test('opens the file for training first', () => {
    const library = new DataLibrary();
    const entries = ['a', 'test', 'train', 'b'].map((name) => library.add(data(`${name}.parquet`)));
    expect(openingOrder(entries).map(({ file }) => file.name)).toEqual([
      'train.parquet',
      'a.parquet',
      'test.parquet',
      'b.parquet',
    ]);
  });
});
