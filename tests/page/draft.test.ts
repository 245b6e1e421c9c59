import { expect, test } from 'vitest';
import { readDraft, writeDraft, type Draft } from '../../web/page/draft';
import { memoryStore } from './fakes';

const DRAFT: Draft = {
  scriptName: 'mine.lua',
  script: 'function on_bar() return "hold" end',
  isOwn: true,
  scripts: [{ name: 'mine.lua', text: '-- mine' }],
  previous: { name: 'old.lua', text: '-- old' },
  preset: 'es',
  edits: { initial_balance: '5000' },
  params: { fast: '3' },
};

test('what is written is read again', () => {
  const store = memoryStore();
  expect(writeDraft(store, DRAFT)).toBe(true);
  expect(readDraft(store)).toEqual(DRAFT);
});

test('without a draft there is none', () => {
  expect(readDraft(memoryStore())).toBeNull();
});

test.each(['{', 'null', '[]', '{"script":1}', '"text"'])('%s is no draft', (text) => {
  const store = memoryStore();
  writeDraft(store, DRAFT);
  for (const key of store.texts.keys()) store.texts.set(key, text);
  expect(readDraft(store)).toBeNull();
});

test('fields of a wrong type are left out and the script is kept', () => {
  const store = memoryStore();
  writeDraft(store, DRAFT);
  const wrong = {
    ...DRAFT,
    preset: 'toString',
    edits: { seed: 1, fill: 'next_close' },
    params: [],
  };
  for (const key of store.texts.keys()) store.texts.set(key, JSON.stringify(wrong));
  expect(readDraft(store)).toEqual({
    ...DRAFT,
    preset: 'auto',
    edits: { fill: 'next_close' },
    params: {},
  });
});

test('a full storage is said, not thrown', () => {
  const store = memoryStore();
  store.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(writeDraft(store, DRAFT)).toBe(false);
});

test('a part is not kept: it is one of a file that is not open any more', () => {
  const store = memoryStore();
  writeDraft(store, { ...DRAFT, edits: { seed: '7', offset: '6750', limit: '100' } });
  expect(readDraft(store)?.edits).toEqual({ seed: '7' });
});
