import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { linkFragment, fileText } from '../../../web/shared/share/text';
import type { SharedStrategy } from '../../../web/shared/share/strategy';
import { Engine } from '../../../web/page/engine';
import { Session } from '../../../web/page/session.svelte';
import { composed } from '../../../web/page/share/compose';
import { receiveFile, receiveLink, resume } from '../../../web/page/share/receive';
import type { Received } from '../../../web/page/share/received.svelte';
import { CLAIM, STRATEGY, TABLE } from '../../share/samples';
import { FakeWorkers, fileReport, memoryStore, resultHead, runReport } from '../fakes';

const MINE = '-- mine';

let workers: FakeWorkers;
let store: ReturnType<typeof memoryStore>;
let session: Session;

/** A page over the same storage, with the engine's settings and results that say which engine. */
function open(): Session {
  const found = resultHead({ engine: CLAIM.engine, metrics: CLAIM.metrics });
  workers.tables.settings = TABLE;
  workers.run = () => Promise.resolve({ ok: true, value: runReport(found) });
  const { data, inputs, result } = CLAIM;
  workers.fingerprints = () => Promise.resolve({ data, inputs, result });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('-- sample')));
  return new Session(new Engine(workers), store);
}

beforeEach(async () => {
  workers = new FakeWorkers();
  store = memoryStore();
  session = open();
  await session.start();
  session.script.edit(MINE);
  session.settings.choose('es');
  session.settings.setParam('slow', '9');
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function receive(changes: Partial<SharedStrategy> = {}): Promise<Received> {
  await receiveLink(session, await linkFragment({ ...STRATEGY, ...changes }));
  if (session.sharing.received === null) throw new Error(session.sharing.problem ?? 'nothing');
  return session.sharing.received;
}

const runs = (): string[] => workers.asked.filter((call) => call.startsWith('run'));

/** The verdict, which comes a moment after the run. */
async function verdictOf(received: Received): Promise<NonNullable<Received['verdict']>> {
  await vi.waitUntil(() => received.verdict !== null);
  return received.verdict ?? Promise.reject(new Error('no verdict'));
}

describe('a strategy that came by link', () => {
  test('is held ready: nothing runs, and nothing of the person’s changes', async () => {
    const before = runs().length;
    const received = await receive();
    expect(received.stage).toBe('shown');
    expect(runs().length).toBe(before);
    expect(session.script.text).toBe(MINE);
    expect(session.settings.params).toEqual({ slow: '9' });
  });

  test('becomes a script of its own when it is run, with its settings and params', async () => {
    const received = await receive();
    await received.take();
    expect(session.script.text).toBe(STRATEGY.script);
    expect(session.script.name).toBe('ema_cross-2.lua');
    expect(session.script.own.map(({ text }) => text).sort()).toEqual(
      [MINE, STRATEGY.script].sort(),
    );
    expect(session.settings.params).toEqual(STRATEGY.params);
    const asked = runs().at(-1) ?? '';
    expect(asked).toContain('"fill":"same_close"');
    expect(asked).toContain('"fee_bps":"2.5"');
    expect(asked).not.toContain('"contract_multiplier":"50"');
  });

  test('is reproduced by a run of the same fingerprints', async () => {
    const received = await receive();
    await received.take();
    expect(await verdictOf(received)).toMatchObject({ isReproduced: true, differences: [] });
  });

  test('differs on other data', async () => {
    const received = await receive();
    const other = 'f'.repeat(64);
    workers.fingerprints = () => Promise.resolve({ data: other, inputs: other, result: other });
    await received.take();
    const verdict = await verdictOf(received);
    expect(verdict.isReproduced).toBe(false);
    expect(verdict.differences.map(({ part }) => part)).toEqual(['data']);
  });

  test('is checked again at each run, and differs by a setting changed since', async () => {
    const received = await receive();
    await received.take();
    await verdictOf(received);
    received.verdict = null;
    const fee = TABLE.find(({ name }) => name === 'fee_bps');
    if (fee === undefined) throw new Error('no such setting');
    session.settings.set(fee, '7');
    await session.startRun();
    const { differences } = await verdictOf(received);
    expect(differences.map(({ text }) => text)).toEqual(['The setting fee_bps was 2.5 and is 7.']);
  });

  test('gives way: script, settings and params come back as they were', async () => {
    const received = await receive();
    await received.take();
    await received.back();
    expect(session.script.text).toBe(MINE);
    expect(session.settings.choice).toBe('es');
    expect(session.settings.params).toEqual({ slow: '9' });
    expect(session.sharing.received).toBeNull();
    // The shared script stays among the person's.
    expect(session.script.own.map(({ text }) => text)).toContain(STRATEGY.script);
  });

  test('an example not yet changed comes back as an example', async () => {
    await session.openExample('coin_flip.lua');
    const received = await receive();
    await received.take();
    await received.back();
    expect([session.script.name, session.script.isOwn]).toEqual(['coin_flip.lua', false]);
  });

  test('can wait, and be dismissed without a trace', async () => {
    const received = await receive();
    received.later();
    expect(received.stage).toBe('later');
    received.dismiss();
    expect(session.sharing.received).toBeNull();
    expect(session.script.own.map(({ text }) => text)).toEqual([MINE]);
  });

  test('is still there after a reload, with the way back', async () => {
    const received = await receive();
    await received.take();
    session.desk.autosave.now();
    session = open();
    await session.start();
    await resume(session);
    const again = session.sharing.received;
    if (again === null) throw new Error('it is gone');
    expect(again.stage).toBe('taken');
    expect(await verdictOf(again)).toMatchObject({ isReproduced: true });
    await again.back();
    expect(session.script.text).toBe(MINE);
    session = open();
    await session.start();
    await resume(session);
    expect(session.sharing.received).toBeNull();
  });
});

describe('limits', () => {
  test('above the reader’s are named and not taken', async () => {
    const received = await receive({ settings: { fuel_per_bar: '50000000' } });
    expect(received.lowered).toEqual([
      { name: 'fuel_per_bar', asked: '50000000', used: '10000000' },
    ]);
    await received.take();
    expect(runs().at(-1)).not.toContain('50000000');
    const { differences } = await verdictOf(received);
    expect(differences.map(({ part }) => part)).toContain('settings');
  });
});

describe('the data', () => {
  test('is read as the author did, as far as the file has such columns', async () => {
    const read: unknown[] = [];
    const inspect = workers.inspect;
    workers.inspect = (file, choices) => {
      read.push(choices);
      return inspect(file, choices).then(() =>
        fileReport({ columns: [{ name: 'last', type: 'double', role: null }], symbols: ['A'] }),
      );
    };
    await session.files.open({ name: 'a.parquet', blob: new Blob(['a']), isSample: false });
    const received = await receive({ claim: { ...CLAIM, is_sample: false } });
    await received.take();
    expect(read.at(-1)).toEqual({
      columns: { close: 'last', timestamp: 'none' },
      time_unit: 'ms',
    });
    // Another file dropped later, too; and nothing of it is remembered for the reader's own work.
    await session.files.open({ name: 'b.parquet', blob: new Blob(['b']), isSample: false });
    expect(read.at(-1)).toMatchObject({ columns: { close: 'last' } });
    expect([...store.texts.keys()].filter((key) => key.includes('columns'))).toEqual([]);
  });

  test('is the sample where the author used that', async () => {
    await session.files.open({ name: 'a.parquet', blob: new Blob(['a']), isSample: false });
    const received = await receive();
    expect(received.needsSample).toBe(true);
    await received.take();
    expect(session.data?.file.isSample).toBe(true);
  });
});

describe('what can’t be used', () => {
  test('is one sentence, and all stays as it is', async () => {
    await receiveLink(session, '#s=AAAA');
    expect(session.sharing.problem).toBe('This link can’t be used: it is cut off.');
    await receiveFile(session, '{"moontest_share":1}');
    expect(session.sharing.problem).toBe('This file can’t be used: its name is not text.');
    expect(session.sharing.received).toBeNull();
    expect(session.script.text).toBe(MINE);
    await session.startRun();
    expect(session.phase).toBe('idle');
  });
});

describe('sharing', () => {
  test('tells script, settings, params, the file’s name and what came out; never data', async () => {
    await session.startRun();
    const shared = await composed(session);
    expect(shared).toMatchObject({
      name: 'ema_cross.lua',
      script: MINE,
      settings: { contract_multiplier: '50' },
      params: { slow: '9' },
      claim: { data_name: 'mes-1m.parquet', is_sample: true, rows: 3, result: CLAIM.result },
    });
    expect(shared.claim?.metrics).toEqual(CLAIM.metrics);
  });

  test('runs first when the result is of something else', async () => {
    const before = runs().length;
    await composed(session);
    expect(runs().length).toBe(before + 1);
    await composed(session);
    expect(runs().length).toBe(before + 1);
  });

  test('goes without numbers when there are none', async () => {
    const message = { kind: 'setting' as const, message: 'wrong', line: null, bar: null, ts: null };
    workers.run = () => Promise.resolve({ ok: false, problem: { ...message, traceback: null } });
    const shared: Awaited<ReturnType<typeof composed>> = await composed(session);
    expect(shared.claim).toBeNull();
    expect(shared.script).toBe(MINE);
  });

  test('and receiving is a round trip through a file', async () => {
    // MES's table has more settings than this one.
    session.settings.choice = 'reference';
    session.settings.edits = {};
    const shared = { ...(await composed(session)), settings: { fee_bps: '1' } };
    await receiveFile(session, fileText(shared));
    expect(session.sharing.received?.strategy).toEqual(shared);
  });
});
