/** Every run of the native runner that we have, through the command line: file, decoder, engine, Lua, JSON. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { json, moontest } from '../cli/program';

const FOLDER = join(import.meta.dirname, '../fixtures/reference');

interface NativeResult {
  metrics: Record<string, number | null>;
  equity_curve: (number | null)[];
  actions: { idx: number; action: string }[];
}

interface OurResult {
  reference_metrics: Record<string, number | null>;
  equity_curve: (number | null)[];
  actions: { idx: number; action: string }[];
}

const runs = readFileSync(join(FOLDER, 'runs/index.tsv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [name = '', dataset = '', script = '', flags = ''] = line.split('\t');
    return { name, dataset, script, flags: flags.split(' ').filter((word) => word !== '') };
  });

test('there are runs to compare', () => {
  expect(runs.length).toBeGreaterThanOrEqual(25);
});

test.each(runs)('$name is the native run, action by action and bit by bit', (run) => {
  const packed = readFileSync(join(FOLDER, 'runs', `${run.name}.json.gz`));
  const native = JSON.parse(gunzipSync(packed).toString()) as NativeResult;
  const flags = run.flags.flatMap((flag) =>
    flag === '--globex' ? ['--session', 'globex'] : [flag],
  );
  const ended = moontest([
    ...['run', join(FOLDER, 'data', run.dataset), join(FOLDER, 'scripts', run.script)],
    ...['--profile', 'reference', '--trace-actions', '--json', ...flags],
  ]);
  expect(ended.exit, ended.stderr).toBe(0);
  const ours = json(ended) as unknown as OurResult;
  expect(ours.actions.map(({ idx, action }) => `${String(idx)} ${action}`)).toEqual(
    native.actions.map(({ idx, action }) => `${String(idx)} ${action}`),
  );
  // Shortest round-trip text on both sides: equal numbers are equal bits.
  expect(ours.equity_curve).toEqual(native.equity_curve);
  for (const [name, value] of Object.entries(native.metrics)) {
    const found = ours.reference_metrics[name];
    if (value === null || found === null || found === undefined) expect(found).toBe(value);
    else expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
  }
});
