import { expect, test } from 'vitest';
import { Baselines, type ImportedFile } from '../../web/page/compare/baselines.svelte';
import { equityLines, overlaysOf } from '../../web/page/compare/equity-lines';
import { BaselineThread } from '../../web/worker/baseline-thread';
import {
  behaviorRows,
  csv,
  GA_BEHAVIOR_HEADER,
  GA_HEADER,
  GA_ROWS,
  REPLAY_HEADER,
} from '../baseline/synthetic';
import { chartLines, runReport } from './fakes';
import type { BaselineApi } from '../../web/shared/baseline/api';
import type { Connection } from '../../web/page/workers';

const HOST = { baselines: () => Promise.resolve(null), stopBaselines: () => Promise.resolve() };

/** Opens the real reader in this thread; `die` ends it as a worker ends. */
class Readers {
  opened = 0;
  closed = 0;
  die: (error: Error) => void = () => undefined;
  api: BaselineApi = new BaselineThread();

  open = (): Connection<BaselineApi> => {
    this.opened += 1;
    const failed = new Promise<never>((_, reject) => (this.die = reject));
    failed.catch(() => undefined);
    return { api: this.api, failed, close: () => (this.closed += 1) };
  };
}

function files(...all: [string, string][]): ImportedFile[] {
  return all.map(([path, text]) => ({ path, blob: new Blob([text]) }));
}

const LOG = csv(GA_HEADER, GA_ROWS);

test("a folder becomes one baseline with the log's best candidate in view", async () => {
  const baselines = new Baselines(new Readers().open, HOST);
  await baselines.add(
    files(
      ['run/ga_log.csv', LOG],
      ['run/behavior/val_gen7_idx3.csv', csv(GA_BEHAVIOR_HEADER, behaviorRows('ga', 2, 12))],
      ['run/policy.pt', 'x'],
      ['run/broken.json', '{'],
    ),
  );
  expect(baselines.all.map(({ name }) => name)).toEqual(['run']);
  expect([baselines.passedOver, baselines.refused.map(({ path }) => path)]).toEqual([
    1,
    ['run/broken.json'],
  ]);
  const { current } = baselines;
  expect(current?.candidate).toMatchObject({ step: 1, idx: 0, row: 2 });
  expect(current?.subject?.title).toBe('Generation 1, candidate 0');
  expect(current?.behavior?.path).toBe('run/behavior/val_gen7_idx3.csv');
  expect(current?.facts.windows).toBe(2);
});

test('the behaviour file of the picked candidate comes into view, the evaluation before the training', async () => {
  const baselines = new Baselines(new Readers().open, HOST);
  const of = (gen: number, split: string): string =>
    csv(
      GA_BEHAVIOR_HEADER,
      behaviorRows('ga', 1, 4).map((row) => row.replace('7,3,val', `${String(gen)},0,${split}`)),
    );
  await baselines.add(
    files(
      ['run/ga_log.csv', LOG],
      ['run/behavior/train_gen0_idx0.csv', of(0, 'train')],
      ['run/behavior/train_gen1_idx0.csv', of(1, 'train')],
      ['run/behavior/val_gen1_idx0.csv', of(1, 'val')],
    ),
  );
  const { current } = baselines;
  expect(current?.behavior?.path).toBe('run/behavior/val_gen1_idx0.csv');
  if (current) current.candidate = await baselines.reader.api.candidateAt(current.log?.id ?? 0, 0);
  expect(current?.behavior?.path).toBe('run/behavior/train_gen0_idx0.csv');
});

test('files are added to a baseline, one of the same name in place of the earlier', async () => {
  const baselines = new Baselines(new Readers().open, HOST);
  await baselines.add(files(['ga_log.csv', LOG]));
  const { current } = baselines;
  await baselines.add(files(['x.params.json', '{"rth":true}']), current);
  await baselines.add(files(['x.params.json', '{"rth":false}']), current);
  expect(current?.files.map(({ path }) => path)).toEqual(['ga_log.csv', 'x.params.json']);
  expect([baselines.all.length, current?.facts.session]).toEqual([1, 'globex']);
});

test('the thread ends with the last baseline and starts anew with the next', async () => {
  const readers = new Readers();
  const baselines = new Baselines(readers.open, HOST);
  await baselines.add(files(['ga_log.csv', LOG]));
  for (const baseline of baselines.all) baselines.remove(baseline);
  expect([baselines.current, readers.closed]).toEqual([null, 1]);
  await baselines.add(files(['ga_log.csv', LOG]));
  expect(readers.opened).toBe(2);
});

test('a thread that dies takes its baselines with it, and says so', async () => {
  const readers = new Readers();
  const baselines = new Baselines(readers.open, HOST);
  await baselines.add(files(['ga_log.csv', LOG]));
  readers.api.read = () => new Promise(() => undefined);
  const adding = baselines.add(files(['big.csv', LOG]));
  await new Promise((resolve) => setTimeout(resolve));
  readers.die(new Error('out of memory'));
  await adding;
  expect(baselines.all).toEqual([]);
  expect(baselines.refused[0]?.message).toContain('broke down (out of memory)');
});

test('windows lie over the equity by the row of the file, from the first row of the run on', async () => {
  const baselines = new Baselines(new Readers().open, HOST);
  await baselines.add(files(['behavior.csv', csv(REPLAY_HEADER, behaviorRows('replay', 1, 12))]));
  const report = runReport();
  // The invented run has no times; its first bar is row 310 of the file.
  report.head.settings.offset = 310;
  report.lines = chartLines([10_000, 10_001]);
  const [kept] = baselines.current?.kept ?? [];
  if (kept === undefined) throw new Error('nothing was read');
  const lines = await equityLines(baselines.reader.api, kept, report);
  if (lines === null) throw new Error('no axis');
  expect([lines.over, [...lines.script.x], lines.baseline[0]?.x[0]]).toEqual([
    'bar',
    [310, 311],
    315,
  ]);
  const [overlay] = overlaysOf('log', lines, report);
  expect([overlay?.x[0], overlay?.y[0], overlay?.name]).toEqual([5, 9_998.95, 'log']);
});
