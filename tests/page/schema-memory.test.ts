import { expect, test } from 'vitest';
import { fixesOf, withFix, withRole } from '../../web/page/data';
import { rememberChoices, rememberedChoices, schemaKey } from '../../web/page/schema-memory';
import { memoryStore } from './fakes';

const COLUMNS = [
  { name: 'when', type: 'int64', role: null },
  { name: 'px', type: 'double', role: null },
];

test('choices come back for a file of the same names and types, and for no other', () => {
  const store = memoryStore();
  const choices = { columns: { close: 'px' }, time_unit: 'ms', timezone: 'Europe/Athens' } as const;
  rememberChoices(store, COLUMNS, { ...choices, symbol: 'ES', data_fixes: 'drop_bad' });
  // Which symbol and which repairs is a matter of one file.
  expect(rememberedChoices(store, COLUMNS)).toEqual(choices);
  const other = [{ name: 'when', type: 'int32', role: null }, ...COLUMNS.slice(1)];
  expect(rememberedChoices(store, other)).toEqual({});
  expect(schemaKey(other)).not.toBe(schemaKey(COLUMNS));
});

test('what a browser kept may be anything: only known fields and zones are taken', () => {
  const store = memoryStore();
  for (const kept of ['{', '3', '{"columns":3,"time_unit":"fortnights","timezone":"Mars/Base"}']) {
    store.setItem(schemaKey(COLUMNS), kept);
    expect(rememberedChoices(store, COLUMNS)).toEqual({});
  }
  store.setItem(schemaKey(COLUMNS), '{"columns":{"close":"px","open":3}}');
  expect(rememberedChoices(store, COLUMNS)).toEqual({ columns: { close: 'px' } });
});

test('a role is changed and the others stay', () => {
  expect(withRole({ symbol: 'ES', columns: { open: 'o' } }, 'close', 'px')).toEqual({
    symbol: 'ES',
    columns: { open: 'o', close: 'px' },
  });
});

test('bad bars are left out or filled, not both, and duplicates are apart from that', () => {
  const first = withFix(fixesOf('drop_duplicates'), 'drop_bad', true);
  expect(first).toBe('drop_bad,drop_duplicates');
  expect(withFix(fixesOf(first), 'fill_bad', true)).toBe('drop_duplicates,fill_bad');
  expect(withFix(fixesOf(first), 'drop_bad', false)).toBe('drop_duplicates');
  expect(withFix(fixesOf(''), 'drop_bad', false)).toBe('');
});
