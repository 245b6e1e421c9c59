import { beforeEach, expect, test } from 'vitest';
import type { DataFile } from '../../../web/page/data';
import { Engine } from '../../../web/page/engine';
import { openRun } from '../../../web/page/runs/open-run';
import type { Runs } from '../../../web/page/runs/runs.svelte';
import { Session } from '../../../web/page/session.svelte';
import { FakeWorkers, memoryStore } from '../fakes';

const file = (name: string): DataFile => ({ name, blob: new Blob([name]), isSample: false });

let workers: FakeWorkers;
let session: Session;
let runs: Runs;

beforeEach(async () => {
  workers = new FakeWorkers();
  session = new Session(new Engine(workers), memoryStore());
  runs = await session.keeper.open();
  session.script.open('cross.lua', '-- cross');
  session.settings.bringBack('es', { fee_bps: '5' }, { gap: '1' });
  await session.files.open(file('a.parquet'));
  await kept(1);
});

/** Waits until this many runs are kept. */
async function kept(n: number): Promise<void> {
  for (let turn = 0; turn < 50 && runs.all.length < n; turn += 1) await Promise.resolve();
  expect(runs.all.length).toBe(n);
}

test('brings back script, settings, params and the file, and loses no draft', async () => {
  const run = runs.all[0];
  if (run === undefined) throw new Error('no run');
  workers.dataFingerprints = { bars: 'b2', data: 'd2' };
  session.script.open('other.lua', '-- other');
  session.script.edit('-- other, with work in it');
  session.settings.choose('shares');
  await session.files.open(file('b.parquet'));
  await kept(2);

  workers.dataFingerprints = { bars: 'b1', data: 'd1' };
  await openRun(session, runs, run);
  expect(session.script).toMatchObject({ name: 'cross.lua', text: '-- cross' });
  expect(session.script.own).toContainEqual({
    name: 'other.lua',
    text: '-- other, with work in it',
  });
  expect(session.settings.effective).toMatchObject({ contract_multiplier: '50', fee_bps: '5' });
  expect(session.settings.params).toEqual({ gap: '1' });
  expect(session.data?.file.name).toBe('a.parquet');
  for (let turn = 0; turn < 50 && runs.reproduced === null; turn += 1) await Promise.resolve();
  expect(runs.reproduced).toMatchObject({ isEqual: true, of: run.id });
  expect(runs.all.length).toBe(2);
});

test('runs on the data in use where its file is not open, and says that they are others', async () => {
  const run = runs.all[0];
  if (run === undefined) throw new Error('no run');
  const id = session.data?.id ?? 0;
  await session.files.open(file('b.parquet'));
  await session.files.close(id);
  workers.dataFingerprints = { bars: 'b2', data: 'd2' };
  await openRun(session, runs, run);
  expect(session.data?.file.name).toBe('b.parquet');
  for (let turn = 0; turn < 50 && runs.reproduced === null; turn += 1) await Promise.resolve();
  expect(runs.reproduced?.isEqual).toBe(false);
});
