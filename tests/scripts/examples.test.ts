import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXAMPLES } from '../../web/page/samples';
import { GLOBALS, LIBRARIES } from '../../web/page/script/lua-library';
import { file, json, moontest } from '../cli/program';

const PUBLIC = join(import.meta.dirname, '../../public');
const SAMPLE = join(PUBLIC, 'sample/mes-1m.parquet');

test('every script that is shipped stands in the menu, and the other way round', () => {
  const shipped = readdirSync(join(PUBLIC, 'scripts')).sort();
  expect(EXAMPLES.map(({ name }) => name).sort()).toEqual(shipped);
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(8);
  expect(new Set(EXAMPLES.map(({ about }) => about)).size).toBe(EXAMPLES.length);
});

/** A hundredth and a sixty-fourth of the defaults, so that honest scripts are far from meeting those. */
const LITTLE = ['--fuel-per-bar', '100000', '--memory-mb', '1'];

test.each(EXAMPLES)('$title trades on the sample without an error', ({ name, title }) => {
  const script = join(PUBLIC, 'scripts', name);
  expect(readFileSync(script, 'utf8').startsWith(`-- ${title}`)).toBe(true);
  const flags = ['--contract-multiplier', '5', ...LITTLE, '--json'];
  const result = json(moontest(['run', SAMPLE, script, ...flags]));
  expect(result.errors).toBeNull();
  const closed = result.trades.filter((trade) => !trade.open);
  expect(closed.length).toBeGreaterThanOrEqual(10);
});

test('every name of the library that is offered is there for a script', () => {
  const members = Object.entries(LIBRARIES).flatMap(([library, names]) =>
    (names ?? []).map(({ label }) => `${library}.${label}`),
  );
  const own = ['on_init', 'params'];
  const all = [...members, ...GLOBALS.map(({ label }) => label)].filter(
    (name) => !own.includes(name),
  );
  expect(all.length).toBeGreaterThan(60);
  const looks = all.map((name) => `if ${name} == nil then print("${name}") end`).join('\n');
  const script = `function on_bar() ${looks}\n return "hold" end`;
  expect(json(moontest(['run', file('comp_snappy'), '-e', script, '--json'])).log).toEqual([]);
});
