import { beforeEach, describe, expect, test } from 'vitest';
import { fileName, freeName } from '../../web/page/script/library';
import { ScriptState } from '../../web/page/script/script.svelte';

let script: ScriptState;

beforeEach(() => {
  script = new ScriptState(
    () => Promise.resolve({ problem: null, params: null }),
    () => undefined,
  );
});

const names = (): string[] => script.own.map(({ name }) => name);

describe('named scripts', () => {
  test('an example becomes the person’s own by its first change', () => {
    script.open('ema.lua', '-- example', true);
    expect([script.isOwn, names()]).toEqual([false, []]);
    script.edit('-- mine');
    expect([script.isOwn, script.own]).toEqual([true, [{ name: 'ema.lua', text: '-- mine' }]]);
  });

  test('opened again, the example is as shipped and what was made of it stays', () => {
    script.open('ema.lua', '-- example', true);
    script.edit('-- mine');
    script.open('ema.lua', '-- example', true);
    expect(script.text).toBe('-- example');
    script.edit('-- mine, too');
    expect(script.own).toEqual([
      { name: 'ema-2.lua', text: '-- mine, too' },
      { name: 'ema.lua', text: '-- mine' },
    ]);
  });

  test('going from one to another loses nothing', () => {
    script.open('a.lua', '-- a');
    script.open('b.lua', '-- b');
    script.edit('-- b changed');
    script.openOwn('a.lua');
    expect(script.text).toBe('-- a');
    script.openOwn('b.lua');
    expect(script.text).toBe('-- b changed');
    expect(names()).toEqual(['a.lua', 'b.lua']);
  });

  test('a file of a name that is taken gets another, unless it is the same script', () => {
    script.open('a.lua', '-- one');
    script.open('a.lua', '-- two');
    expect(script.name).toBe('a-2.lua');
    script.open('a.lua', '-- one');
    expect(script.name).toBe('a.lua');
    expect(names()).toEqual(['a-2.lua', 'a.lua']);
  });

  test('a copy, a new name, and taking one out', () => {
    script.open('a.lua', '-- a');
    script.duplicate();
    expect(script.name).toBe('a-2.lua');
    script.rename('best');
    expect(names()).toEqual(['a.lua', 'best.lua']);
    script.rename('a');
    expect(names()).toEqual(['a-2.lua', 'a.lua']);
    script.remove({ name: 'sample.lua', text: '-- s' });
    expect([script.name, names()]).toEqual(['a.lua', ['a.lua']]);
    script.remove({ name: 'sample.lua', text: '-- s' });
    expect([script.name, script.isOwn, names()]).toEqual(['sample.lua', false, []]);
    // The last one deleted can still be brought back.
    script.bringBack();
    expect([script.name, script.text]).toEqual(['a.lua', '-- a']);
  });
});

test.each([
  ['my rule', 'my rule.lua'],
  [' ../../etc/passwd ', '.. .. etc passwd.lua'],
  ['a.LUA', 'a.lua'],
  ['\u0000\n', 'script.lua'],
  ['x'.repeat(99), `${'x'.repeat(60)}.lua`],
])('%j is saved as %j', (wanted, name) => {
  expect(fileName(wanted)).toBe(name);
});

test('a free name counts on from the number it has', () => {
  const taken = ['a.lua', 'a-2.lua'].map((name) => ({ name, text: '' }));
  expect(freeName('b.lua', taken)).toBe('b.lua');
  expect(freeName('a.lua', taken)).toBe('a-3.lua');
  expect(freeName('a-2.lua', taken)).toBe('a-3.lua');
});
