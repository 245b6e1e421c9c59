import { beforeEach, describe, expect, test } from 'vitest';
import type { DataFile } from '../../../web/page/data';
import { Engine } from '../../../web/page/engine';
import {
  partOfFields,
  partText,
  readText,
  splitParts,
  splitProblem,
} from '../../../web/page/files/parts';
import { Session } from '../../../web/page/session.svelte';
import type { SettingInfo, Slice } from '../../../web/shared/protocol';
import { fileReport, FakeWorkers, LOADED, memoryStore } from '../fakes';

test.each<[Slice, string]>([
  [{ first: 10_000 }, 'first 10,000 bars'],
  [{ last: 5 }, 'last 5 bars'],
  [{ from_percent: 0, to_percent: 70 }, '0–70 %'],
  [{ from_percent: 12.5, to_percent: 100 }, '12.5–100 %'],
  [{ offset: 0, limit: 10 }, '10 bars'],
  [{ offset: 1000, limit: 10 }, '10 bars from bar 1,000'],
  [{ offset: 7, limit: null }, 'bars from bar 7 on'],
  [{ from_ts: '1704186000000000000', to_ts: null }, 'from 2024-01-02 09:00 UTC'],
])('%j reads %j', (slice, text) => {
  expect(partText(slice)).toBe(text);
});

test('what was read is told by its first and last bar', () => {
  expect(readText({ offset: 700, limit: 150, of: 1000 }, 150)).toBe('bars 700 to 849 of 1,000');
  expect(readText(null, 1000)).toBeNull();
});

test.each<[Parameters<typeof partOfFields>[0], ReturnType<typeof partOfFields>]>([
  [{ kind: 'all', from: '3', to: '' }, null],
  [{ kind: 'first', from: ' 100 ', to: '' }, { first: 100 }],
  [{ kind: 'first', from: '0', to: '' }, 'Say how many bars, 1 or more.'],
  [{ kind: 'last', from: '1e3', to: '' }, 'Say how many bars, 1 or more.'],
  [
    { kind: 'offset', from: '', to: '20' },
    { offset: 0, limit: 20 },
  ],
  [
    { kind: 'offset', from: '5', to: '' },
    { offset: 5, limit: null },
  ],
  [{ kind: 'offset', from: '-5', to: '' }, 'The offset counts bars from 0 on.'],
  [
    { kind: 'percent', from: '', to: '70' },
    { from_percent: 0, to_percent: 70 },
  ],
  [{ kind: 'percent', from: '70', to: '60' }, 'A share lies between 0 and 100 percent.'],
  [{ kind: 'percent', from: 'x', to: '' }, 'A share lies between 0 and 100 percent.'],
  [
    { kind: 'time', from: '2024-01-02T09:00', to: '' },
    { from_ts: '1704186000000000000', to_ts: null },
  ],
  [{ kind: 'time', from: '', to: '' }, 'Say from when, or before when, or both.'],
  [
    { kind: 'time', from: '2024-01-02T09:00', to: '2024-01-02T09:00' },
    'The end must be after the beginning.',
  ],
])('fields %j ask for %j', (fields, part) => {
  expect(partOfFields(fields)).toEqual(part);
});

test('shares that sum to 100 become parts one after the other', () => {
  expect(splitParts([70, 15, 15])).toEqual([
    { from_percent: 0, to_percent: 70 },
    { from_percent: 70, to_percent: 85 },
    { from_percent: 85, to_percent: 100 },
  ]);
  expect(splitParts([33.3, 33.3, 33.4])?.at(-1)).toMatchObject({ to_percent: 100 });
  for (const wrong of [
    [70, 15, 14],
    [100, 0, 0],
    [NaN, 50, 50],
    [120, -10, -10],
  ]) {
    expect(splitParts(wrong)).toBeNull();
  }
});

test('shares that don’t make up all say what they come to', () => {
  expect(splitProblem([70, 15, 15])).toBeNull();
  expect(splitProblem([70, 15, 14])).toBe('The shares must sum to 100, but sum to 99.');
  expect(splitProblem([33.3, 33.3, 33.3])).toBe('The shares must sum to 100, but sum to 99.9.');
  expect(splitProblem([NaN, 50, 50])).toBe('Each share is a number above 0.');
});

describe('an open file', () => {
  const BARS: DataFile = { name: 'bars.parquet', blob: new Blob(['bars']), isSample: false };
  let workers: FakeWorkers;
  let session: Session;
  let asked: (Slice | undefined)[];

  beforeEach(() => {
    workers = new FakeWorkers();
    session = new Session(new Engine(workers), memoryStore());
    session.settings.table = ['offset', 'limit'].map((name): SettingInfo => ({
      name,
      kind: 'integer',
      unit: 'bars',
      default: name === 'offset' ? '0' : '',
      min: 0,
      max: null,
      choices: [],
      help: '',
      group: 'data',
    }));
    asked = [];
    workers.inspect = () => Promise.resolve(fileReport({ rows: 1000 }));
    const plan = workers.plan;
    workers.plan = (file, choices, ...rest) => {
      asked.push(choices.slice);
      return plan(file, choices, ...rest);
    };
    // The engine's answer: of 1,000 bars, those that were asked for.
    workers.receive = () => {
      const slice = asked.at(-1);
      if (slice === undefined) return Promise.resolve({ ok: true, value: LOADED });
      const [offset, limit] =
        'from_percent' in slice
          ? [slice.from_percent * 10, (slice.to_percent - slice.from_percent) * 10]
          : 'offset' in slice
            ? [slice.offset, slice.limit]
            : [0, 1000];
      return Promise.resolve({ ok: true, value: { ...LOADED, part: { offset, limit, of: 1000 } } });
    };
  });

  const split = (): Promise<void> =>
    session.files.split(session.data?.id ?? -1, [
      { label: 'train', slice: { from_percent: 0, to_percent: 70 } },
      { label: 'test', slice: { from_percent: 70, to_percent: 100 } },
    ]);

  test('is split into labelled parts, and each is run with its own offset and limit', async () => {
    await session.files.open(BARS);
    await split();
    expect(session.library.listed.map(({ label }) => label)).toEqual(['train', 'test']);
    expect(session.settings.effective).toMatchObject({ limit: '700' });
    const [, test] = session.library.listed;
    await session.files.use(test?.id ?? -1);
    expect(session.settings.effective).toMatchObject({ offset: '700', limit: '300' });
    expect(session.runner.isStale).toBe(false);
    expect(asked).toEqual([
      undefined,
      { from_percent: 0, to_percent: 70 },
      { from_percent: 70, to_percent: 100 },
    ]);
    // Run again: the part is there already.
    await session.startRun();
    expect(asked).toHaveLength(3);
  });

  test('beside a part of another one is read whole', async () => {
    await session.files.open(BARS);
    await split();
    await session.files.open({ ...BARS, name: 'whole.parquet' });
    expect(asked.at(-1)).toBeUndefined();
    expect(session.settings.effective.offset).toBeUndefined();
    expect(session.settings.effective.limit).toBeUndefined();
  });

  test('after a part was closed is read whole, too', async () => {
    await session.files.open(BARS);
    await session.files.open({ ...BARS, name: 'whole.parquet' });
    const [bars] = session.library.entries;
    await session.files.usePart(bars?.id ?? -1, { offset: 10, limit: 20 });
    await session.files.close(bars?.id ?? -1);
    expect(session.data?.file.name).toBe('whole.parquet');
    expect(asked.at(-1)).toBeUndefined();
    expect(session.settings.effective.limit).toBeUndefined();
  });

  test('of which a part is in use is taken whole again', async () => {
    await session.files.open(BARS);
    await session.files.usePart(session.data?.id ?? -1, { offset: 10, limit: 20 });
    expect(session.settings.effective).toMatchObject({ offset: '10', limit: '20' });
    await session.files.usePart(session.data?.id ?? -1, undefined);
    expect(session.settings.effective.offset).toBeUndefined();
    expect(session.library.current?.choices?.slice).toBeUndefined();
  });

  test('whose offset is typed into the settings is known by that part', async () => {
    await session.files.open(BARS);
    const [offset] = session.settings.table;
    if (offset === undefined) throw new Error('no setting');
    session.settings.set(offset, '400');
    await session.startRun();
    expect(session.library.current?.choices?.slice).toEqual({ offset: 400, limit: null });
  });

  test('that is too large stays open with the part that fits, which one click reads', async () => {
    const slice: Slice = { first: 500 };
    const error = { code: 'TOO_LARGE', message: '2.4 GB are more than there is.', slice };
    workers.inspect = (_, choices) =>
      Promise.resolve(choices.slice === undefined ? fileReport({ error }) : fileReport());
    await session.files.open(BARS);
    expect(session.data).toBeNull();
    const { offer } = session.files.problem ?? {};
    expect(offer?.slice).toEqual(slice);
    await session.files.usePart(offer?.id ?? -1, offer?.slice);
    expect(session.files.problem).toBeNull();
    expect(session.data?.file.name).toBe('bars.parquet');
    expect(asked.at(-1)).toEqual(slice);
  });
});
