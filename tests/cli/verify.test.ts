import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ResultHead } from '../../web/shared/protocol';
import type { SharedStrategy } from '../../web/shared/share/strategy';
import { fileText, linkFragment } from '../../web/shared/share/text';
import { file, moontest } from './program';

const SCRIPT = 'function on_bar(ctx) return ctx.step % 5 == 0 and "revert" or "buy" end';
const BARS = file('comp_snappy');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let folder: string;
let shared: SharedStrategy;

/** What one would share of a run of the command line, by the definitions of the fingerprints. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'moontest-'));
  const ended = moontest(['run', BARS, '-e', SCRIPT, '--fee-bps', '2.5', '--json']);
  expect(ended.exit).toBe(0);
  const text = ended.stdout.trimEnd();
  const { engine, settings, data, metrics } = JSON.parse(text) as ResultHead;
  const { fingerprint, rows, first_ts, last_ts } = data;
  shared = {
    ...{ name: 'rule.lua', script: SCRIPT, settings: { fee_bps: '2.5' }, params: {}, choices: {} },
    claim: {
      ...{ engine, data_name: 'bars.parquet', is_sample: false, rows, first_ts, last_ts },
      data: fingerprint,
      inputs: sha256(JSON.stringify({ engine, settings, data: fingerprint, script: SCRIPT })),
      result: sha256(text),
      metrics: { total_pnl: metrics.total_pnl ?? null, trades: metrics.trades ?? null },
    },
  };
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a link and a file are reproduced on the same data', async () => {
  const link = `https://example.org/moontest/${await linkFragment(shared)}`;
  const path = join(folder, 'rule.share.json');
  writeFileSync(path, fileText(shared));
  for (const what of [link, path]) {
    const ended = moontest(['verify', BARS, what]);
    expect([ended.exit, ended.stdout, ended.stderr]).toEqual([
      0,
      'reproduced: same inputs, same result, to the last byte\n',
      '',
    ]);
  }
});

test('a changed rule differs, and is told with the numbers', async () => {
  const changed = { ...shared, settings: { fee_bps: '3' } };
  const ended = moontest(['verify', BARS, await linkFragment(changed), '--json']);
  expect(ended.exit).toBe(1);
  const verdict = JSON.parse(ended.stdout) as { isReproduced: boolean; metrics: unknown[] };
  expect(verdict).toMatchObject({ isReproduced: false, isSameResult: false });
  expect(verdict.metrics).toHaveLength(1);
});

test('a damaged link, a claim of nothing and a missing file are sentences', async () => {
  const bare = await linkFragment({ ...shared, claim: null });
  const cases = [
    ['#s=AQAAAABub3RoaW5n', "The link can't be used: it is not whole, or was changed on its way."],
    [bare, 'It was shared without a result: nothing is claimed.'],
    [join(folder, 'none.json'), "none.json can't be read: there is no such file."],
  ] as const;
  for (const [what, sentence] of cases) {
    const ended = moontest(['verify', BARS, what]);
    expect(ended.exit).toBe(2);
    expect(ended.stderr).toContain(sentence);
  }
});
