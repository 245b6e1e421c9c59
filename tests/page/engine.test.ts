import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Engine } from '../../web/page/engine';
import { FakeWorkers, LOADED, problemOf, runReport, silence } from './fakes';

const FILE = new Blob(['bars']);
const SOURCE = { file: FILE, choices: {}, profile: 'standard' as const, extra: [] };
const REQUEST = { script: '', settings: {}, params: {} };
const ignore = (): void => undefined;

let workers: FakeWorkers;
let engine: Engine;

beforeEach(() => {
  vi.useFakeTimers();
  workers = new FakeWorkers();
  engine = new Engine(workers);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('loading', () => {
  test('ends the decoder, whose memory only its end gives back', async () => {
    await engine.inspect(FILE, {});
    const outcome = await engine.load(SOURCE);
    expect(outcome.ok).toBe(true);
    expect(workers.decoders).toHaveLength(1);
    expect(workers.closed).toEqual(['decoder']);
  });

  test('a decoder started ahead serves the first file, the next has one of its own', async () => {
    engine.prepare();
    engine.prepare();
    expect(workers.decoders).toHaveLength(1);
    await engine.inspect(FILE, {});
    await engine.load(SOURCE);
    expect([workers.decoders.length, workers.closed]).toEqual([1, ['decoder']]);
    await engine.inspect(FILE, {});
    expect(workers.decoders).toHaveLength(2);
  });

  test('passes on why a file can’t be read, and ends the decoder', async () => {
    const found = problemOf('data', 'Row group 2 is damaged.');
    workers.plan = () => Promise.resolve({ ok: false, problem: found });
    expect(await engine.load(SOURCE)).toEqual({ ok: false, problem: found });
    expect(workers.closed).toEqual(['decoder']);
  });

  test('a decoder that dies is a problem, and the data from before is loaded again', async () => {
    await engine.load(SOURCE);
    workers.receive = () => silence();
    const second = engine.load({ ...SOURCE, extra: ['vwap'] });
    await vi.advanceTimersByTimeAsync(0);
    const dying = workers.fail.decoder;
    workers.receive = () => Promise.resolve({ ok: true, value: LOADED });
    dying(new Error('unreachable'));
    const outcome = await second;
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'internal_error' } });
    await vi.advanceTimersByTimeAsync(0);
    expect(workers.asked).toEqual(['plan standard []', 'plan standard [vwap]', 'plan standard []']);
  });
});

describe('a look at a file', () => {
  test('ends with a stop at once, and the engine keeps what it holds', async () => {
    await engine.load(SOURCE);
    workers.inspect = () => silence();
    const look = engine.inspect(FILE, {});
    await engine.stop();
    expect(await look).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
    expect(workers.closed).toEqual(['decoder', 'decoder']);
    expect(workers.asked).toEqual(['plan standard []']);
    expect((await engine.run(REQUEST, ignore)).ok).toBe(true);
  });
});

describe('after a restart', () => {
  /** Loads, and ends a run that hangs. */
  async function restart(): Promise<void> {
    await engine.load(SOURCE);
    workers.run = () => silence();
    const run = engine.run(REQUEST, ignore);
    await vi.advanceTimersByTimeAsync(0);
    const stopped = engine.stop();
    await vi.advanceTimersByTimeAsync(150);
    await stopped;
    await run;
  }

  test('a look at another file leaves the decoder alone that reads the data again', async () => {
    const plan = workers.plan;
    let read: () => void = ignore;
    workers.plan = async (...asked) => {
      // Of the second reading only.
      if (workers.decoders.length > 1) await new Promise<void>((resolve) => (read = resolve));
      return plan(...asked);
    };
    await restart();
    const ended = workers.closed.length;
    await engine.inspect(FILE, {});
    expect(workers.closed).toHaveLength(ended);
    read();
    await vi.advanceTimersByTimeAsync(0);
    expect(workers.closed.slice(ended)).toEqual(['decoder']);
  });

  test('another file can be loaded, though the one before can’t be read again', async () => {
    const plan = workers.plan;
    workers.plan = () => Promise.reject(new Error('NotReadableError'));
    await engine.load(SOURCE);
    workers.plan = plan;
    await engine.load(SOURCE);
    workers.plan = () => Promise.reject(new Error('NotReadableError'));
    await restart();
    workers.plan = plan;
    expect(await engine.load(SOURCE)).toMatchObject({ ok: true });
  });
});

describe('Stop', () => {
  test('leaves an engine that answers alone', async () => {
    let finish: (value: Awaited<ReturnType<typeof workers.run>>) => void = ignore;
    workers.run = () => new Promise((resolve) => (finish = resolve));
    workers.cancel = () => {
      finish({ ok: true, value: runReport() });
      return Promise.resolve();
    };
    const run = engine.run(REQUEST, ignore);
    await vi.advanceTimersByTimeAsync(0);
    await engine.stop();
    expect((await run).ok).toBe(true);
    expect(workers.engines).toHaveLength(1);
  });

  test('ends an engine that is silent for 150 ms, and loads its data into the next', async () => {
    await engine.load(SOURCE);
    workers.run = () => silence();
    const run = engine.run(REQUEST, ignore);
    await vi.advanceTimersByTimeAsync(0);
    const stop = engine.stop();
    await vi.advanceTimersByTimeAsync(149);
    expect(workers.engines).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await stop;
    expect(await run).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
    expect(workers.closed).toContain('engine');
    expect(workers.engines).toHaveLength(2);
    expect(workers.asked).toEqual(['plan standard []', 'run {}', 'cancel', 'plan standard []']);
    workers.run = () => Promise.resolve({ ok: true, value: runReport() });
    expect((await engine.run(REQUEST, ignore)).ok).toBe(true);
  });

  test('with nothing under way does nothing', async () => {
    await engine.stop();
    expect(workers.asked).toEqual([]);
  });
});

describe('the watchdog', () => {
  test('ends a run without a sign of life for three seconds', async () => {
    workers.run = () => silence();
    const run = engine.run(REQUEST, ignore);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await run).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
    expect(workers.engines).toHaveLength(2);
  });

  test('lets a long run go on that gives signs of life', async () => {
    let beat: () => void = ignore;
    let finish: (value: Awaited<ReturnType<typeof workers.run>>) => void = ignore;
    workers.run = (_, __, onProgress) => {
      beat = () => {
        onProgress({ bars_done: 1, bars_total: 2, elapsed_ms: 1 });
      };
      return new Promise((resolve) => (finish = resolve));
    };
    const run = engine.run(REQUEST, ignore);
    await vi.advanceTimersByTimeAsync(0);
    for (let seconds = 0; seconds < 20; seconds += 2) {
      await vi.advanceTimersByTimeAsync(2000);
      beat();
    }
    finish({ ok: true, value: runReport() });
    expect((await run).ok).toBe(true);
    expect(workers.engines).toHaveLength(1);
  });
});

test('an engine that dies while running is a problem and is started again', async () => {
  workers.run = () => silence();
  const run = engine.run(REQUEST, ignore);
  await vi.advanceTimersByTimeAsync(0);
  workers.fail.engine(new Error('unreachable'));
  expect(await run).toMatchObject({ ok: false, problem: { kind: 'internal_error' } });
  expect(workers.engines).toHaveLength(2);
});

test('a trap while a script is checked ends that instance, and its data goes to a new one', async () => {
  await engine.load(SOURCE);
  workers.check = () => Promise.reject(new RangeError('Maximum call stack size exceeded'));
  await expect(engine.answers.check('x')).rejects.toThrow('call stack');
  expect(workers.closed).toContain('engine');
  expect(workers.engines).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(0);
  expect(workers.asked).toEqual(['plan standard []', 'plan standard []']);
});

test('a worker that dies during a run and a check is replaced once', async () => {
  workers.run = () => silence();
  workers.check = () => silence();
  const run = engine.run(REQUEST, ignore);
  const check = engine.answers.check('x');
  check.catch(ignore);
  await vi.advanceTimersByTimeAsync(0);
  workers.fail.engine(new Error('unreachable'));
  expect(await run).toMatchObject({ ok: false, problem: { kind: 'internal_error' } });
  await expect(check).rejects.toThrow('unreachable');
  expect(workers.engines).toHaveLength(2);
});
