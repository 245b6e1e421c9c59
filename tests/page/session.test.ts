import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DataFile } from '../../web/page/data';
import { readDraft } from '../../web/page/draft';
import { Engine } from '../../web/page/engine';
import { Session } from '../../web/page/session.svelte';
import {
  chartLines,
  fileReport,
  FakeWorkers,
  LOADED,
  memoryStore,
  problemOf,
  resultHead,
  runReport,
} from './fakes';

const BARS: DataFile = { name: 'bars.parquet', blob: new Blob(['bars']), isSample: false };

let workers: FakeWorkers;
let store: ReturnType<typeof memoryStore>;
let session: Session;

beforeEach(() => {
  workers = new FakeWorkers();
  store = memoryStore();
  session = new Session(new Engine(workers), store);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Serves the sample script and the sample data, as the page's own host does. */
function serveSamples(): void {
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(new Response(path.endsWith('.lua') ? '-- sample' : 'bars')),
  );
}

describe('the first visit', () => {
  test('runs the sample by itself', async () => {
    serveSamples();
    await session.start();
    expect(session.script.text).toBe('-- sample');
    expect(session.data?.file).toMatchObject({ name: 'mes-1m.parquet', isSample: true });
    expect(session.settings.preset).toBe('mes');
    expect(session.result?.report.head.metrics.total_pnl).toBe(250);
    expect(session.phase).toBe('idle');
  });

  test('says so when the sample can’t be fetched, and takes a file all the same', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 404 })));
    await session.start();
    expect(session.files.problem?.message).toContain('status 404');
    await session.files.open(BARS);
    expect(session.result).not.toBeNull();
  });
});

test('a later visit brings back the script, settings and params', async () => {
  serveSamples();
  session.script.edit('-- mine');
  session.settings.choose('es');
  session.settings.setParam('fast', '3');
  session.desk.autosave.now();
  const later = new Session(new Engine(workers), store);
  await later.start();
  expect(later.script.text).toBe('-- mine');
  expect(later.settings.preset).toBe('es');
  expect(later.settings.params).toEqual({ fast: '3' });
});

describe('a file', () => {
  test('that can’t be used leaves the data before in use', async () => {
    await session.files.open(BARS);
    workers.inspect = () =>
      Promise.resolve(
        fileReport({ error: { code: 'NOT_PARQUET', message: 'This is a CSV file.' } }),
      );
    await session.files.open({ ...BARS, name: 'prices.csv' });
    expect(session.files.problem).toEqual({
      fileName: 'prices.csv',
      message: 'This is a CSV file.',
    });
    expect(session.data?.file.name).toBe('bars.parquet');
    expect(session.phase).toBe('idle');
  });

  test('with a question waits for the answer and passes it on', async () => {
    const question = { code: 'WHICH_SYMBOL' as const, message: 'Which?', choices: ['A', 'B'] };
    workers.inspect = (_, choices) =>
      Promise.resolve(fileReport({ questions: choices.symbol === undefined ? [question] : [] }));
    await session.files.open(BARS);
    expect(session.files.asking?.report.questions).toEqual([question]);
    expect(session.data).toBeNull();
    await session.files.answer(question, 'B');
    expect(session.files.asking).toBeNull();
    expect(session.data?.source.choices).toEqual({ symbol: 'B' });
  });

  test('is read again for profile reference, and once only', async () => {
    await session.files.open(BARS);
    session.settings.choose('reference');
    await session.startRun();
    await session.startRun();
    expect(workers.asked).toEqual([
      'plan standard []',
      expect.stringContaining('run'),
      'plan reference []',
      expect.stringContaining('"profile":"reference"'),
      expect.stringContaining('run'),
    ]);
  });

  test('is read again when the script names another of its columns', async () => {
    workers.inspect = () => Promise.resolve(fileReport({ extra: ['vwap', 'spread'] }));
    await session.files.open(BARS);
    workers.named = ['vwap'];
    session.script.edit('local v = bar.vwap');
    await session.startRun();
    expect(workers.asked.filter((asked) => asked.startsWith('plan'))).toEqual([
      'plan standard []',
      'plan standard [vwap]',
    ]);
  });
});

describe('a run', () => {
  const syntax = { ...problemOf('compile_error', 'near end'), line: 2 };

  test('whose script does not compile keeps the result before', async () => {
    await session.files.open(BARS);
    const empty = chartLines([]);
    workers.run = () =>
      Promise.resolve({
        ok: true,
        value: { ...runReport(resultHead({ metrics: {}, errors: syntax })), lines: empty },
      });
    session.script.edit('x x');
    await session.startRun();
    expect(session.runner.problem).toEqual(syntax);
    expect(session.result?.report.head.metrics.total_pnl).toBe(250);
    expect(session.runner.isStale).toBe(true);
  });

  test('that failed at a bar shows what was done up to it', async () => {
    const failed = { ...problemOf('runtime_error', 'nil'), line: 3, bar: 1 };
    workers.run = () =>
      Promise.resolve({ ok: true, value: runReport(resultHead({ errors: failed })) });
    await session.files.open(BARS);
    expect(session.result?.report.head.errors).toEqual(failed);
    expect(session.scriptProblem).toEqual(failed);
  });

  test('loses its problem as soon as the script is changed', async () => {
    workers.run = () => Promise.resolve({ ok: false, problem: syntax });
    await session.files.open(BARS);
    expect(session.runner.problem).toEqual(syntax);
    session.script.edit('-- better');
    expect(session.runner.problem).toBeNull();
  });

  test('with a wrong setting says which, and the next run works', async () => {
    const wrong = { ...problemOf('setting', 'initial_balance is not a number'), setting: 'seed' };
    await session.files.open(BARS);
    workers.run = () => Promise.resolve({ ok: false, problem: wrong });
    await session.startRun();
    expect(session.runner.problem).toEqual(wrong);
    workers.run = () => Promise.resolve({ ok: true, value: runReport() });
    await session.startRun();
    expect(session.runner.problem).toBeNull();
  });
});

test('a first file that a wrong setting or a stop kept from being read is read by the next run', async () => {
  let refuses = true;
  workers.receive = () =>
    Promise.resolve(
      refuses
        ? {
            ok: false,
            problem: { ...problemOf('setting', 'data_fixes knows …'), setting: 'data_fixes' },
          }
        : { ok: true, value: LOADED },
    );
  await session.files.open(BARS);
  expect(session.data).toBeNull();
  expect(session.runner.problem?.setting).toBe('data_fixes');
  expect(session.files.canRun).toBe(true);
  refuses = false;
  await session.startRun();
  expect(session.data?.file.name).toBe('bars.parquet');
  expect(session.result).not.toBeNull();
});

describe('the script', () => {
  test('opened over another can be brought back', () => {
    session.desk.openScript('a.lua', '-- a');
    session.desk.openScript('b.lua', '-- b');
    session.desk.bringBackScript();
    expect(session.script.name).toBe('a.lua');
    expect(session.script.text).toBe('-- a');
    expect(session.script.previous).toEqual({ name: 'b.lua', text: '-- b' });
  });

  test('is compiled a moment after the last key, and only the last text counts', async () => {
    vi.useFakeTimers();
    const syntax = problemOf('compile_error', 'near x');
    workers.check = (text) =>
      Promise.resolve({ problem: text === 'x x' ? syntax : null, params: null });
    session.script.edit('x x');
    await vi.advanceTimersByTimeAsync(300);
    expect(session.script.compileProblem).toEqual(syntax);
    session.script.edit('x = 1');
    expect(session.script.compileProblem).toBeNull();
    await vi.advanceTimersByTimeAsync(300);
    expect(session.script.compileProblem).toBeNull();
    vi.useRealTimers();
  });

  test('is saved a moment after the last key', async () => {
    vi.useFakeTimers();
    session.script.edit('-- draft');
    expect(session.desk.autosave.state).toBe('saving');
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect(session.desk.autosave.state).toBe('saved');
    expect(readDraft(store)?.script).toBe('-- draft');
  });
});

describe('a finished run is kept', () => {
  const kept = async (): Promise<string[]> =>
    (await session.keeper.open()).all.map(({ name, times }) => `${name} ×${String(times)}`);

  test('with what it was a run of, and once for the same inputs', async () => {
    session.script.open('cross.lua', '-- cross');
    await session.files.open(BARS);
    await session.startRun();
    await vi.waitFor(async () => {
      expect(await kept()).toEqual(['cross · Shares, crypto ×2']);
    });
    const runs = await session.keeper.open();
    expect(runs.all[0]).toMatchObject({
      script: { name: 'cross.lua', text: '-- cross' },
      file: { name: 'bars.parquet', is_sample: false },
      data: { fingerprint: 'd1', bars_fingerprint: 'b1' },
    });
    // There is no database here, which is no reason to lose it before the page is left.
    expect(runs.problem?.kind).toBe('unavailable');
  });

  test('but not one that was stopped', async () => {
    const errors = problemOf('cancelled', 'Stopped.');
    workers.run = () => Promise.resolve({ ok: true, value: runReport(resultHead({ errors })) });
    await session.files.open(BARS);
    expect(session.result).not.toBeNull();
    expect(await kept()).toEqual([]);
  });

  test('and comes back from an exported file that is dropped', async () => {
    await session.files.open(BARS);
    const runs = await session.keeper.open();
    await vi.waitFor(() => {
      expect(runs.all.length).toBe(1);
    });
    const blob = new Blob([runs.export()]);
    await runs.remove(runs.all.map(({ id }) => id));
    let shown = 0;
    session.keeper.onimport = () => (shown += 1);
    await session.otherRuns.import([{ path: 'runs.json', blob }]);
    expect(shown).toBe(1);
    expect(await kept()).toHaveLength(1);
    expect(session.otherRuns.baselines).toBeNull();
  });
});
