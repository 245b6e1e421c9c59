import { beforeEach, describe, expect, test } from 'vitest';
import type { DataFile } from '../../../web/page/data';
import { Engine } from '../../../web/page/engine';
import { Session } from '../../../web/page/session.svelte';
import type { FileReport } from '../../../web/shared/protocol';
import { fileReport, FakeWorkers, memoryStore, problemOf } from '../fakes';

let workers: FakeWorkers;
let session: Session;

beforeEach(() => {
  workers = new FakeWorkers();
  session = new Session(new Engine(workers), memoryStore());
});

function file(name: string, content = name): DataFile {
  return { name, blob: new File([content], name, { lastModified: 1 }), isSample: false };
}

/** Bytes that can't be read, as those of a file that was deleted. */
function vanish(from: DataFile): void {
  const refuse = (): Promise<never> => Promise.reject(new DOMException('', 'NotReadableError'));
  Object.assign(from.blob, { slice: () => ({ arrayBuffer: refuse }) });
}

/** Reports by the text of the file. */
function answer(reports: Record<string, Partial<FileReport>>): void {
  workers.inspect = async (blob) => fileReport(reports[await blob.text()]);
}

function names(): string[] {
  return session.library.entries.map((entry) => entry.file.name);
}

const csv = { error: { code: 'NOT_PARQUET', message: 'It is CSV.' } };

function idOf(name: string): number {
  const entry = session.library.entries.find((one) => one.file.name === name);
  if (entry === undefined) throw new Error(`${name} is not open`);
  return entry.id;
}

describe('several files at once', () => {
  test('are all there, the one for training in use and run', async () => {
    await session.files.openAll([file('test.parquet'), file('train.parquet'), file('val.parquet')]);
    expect(session.data?.file.name).toBe('train.parquet');
    expect(session.result).not.toBeNull();
    expect(names()).toEqual(['test.parquet', 'train.parquet', 'val.parquet']);
    expect(session.library.entries.map(({ report }) => report?.rows)).toEqual([3, 3, 3]);
    expect(session.phase).toBe('idle');
    // One run of the one in use.
    expect(workers.asked.filter((asked) => asked.startsWith('run'))).toHaveLength(1);
  });

  test('of which some fail leave the others, and each is told with its reason', async () => {
    answer({ 'a.csv': csv, 'c.csv': { error: { code: 'EMPTY_FILE', message: 'It is empty.' } } });
    await session.files.openAll([
      file('a.csv'),
      file('b.parquet'),
      file('c.csv'),
      file('d.parquet'),
    ]);
    expect(names()).toEqual(['b.parquet', 'd.parquet']);
    expect(session.data?.file.name).toBe('b.parquet');
    expect(session.files.problem).toEqual({
      fileName: 'a.csv',
      message: 'It is CSV.',
      others: [{ fileName: 'c.csv', message: 'It is empty.' }],
    });
  });

  test('that all fail leave the data before in use', async () => {
    await session.files.open(file('mine.parquet'));
    answer({ 'a.csv': csv, 'b.csv': csv });
    await session.files.openAll([file('a.csv'), file('b.csv')]);
    expect(names()).toEqual(['mine.parquet']);
    expect(session.data?.file.name).toBe('mine.parquet');
    expect(session.files.problem?.others).toHaveLength(1);
  });

  test('end the decoder that looked at them', async () => {
    await session.files.openAll([file('a.parquet'), file('b.parquet'), file('c.parquet')]);
    expect(workers.decoders).toHaveLength(2);
    expect(workers.closed.filter((closed) => closed === 'decoder')).toHaveLength(2);
  });

  test('of which one asks something ask when it is chosen', async () => {
    const question = { code: 'WHICH_SYMBOL' as const, message: 'Which?', choices: ['A', 'B'] };
    workers.inspect = async (blob, { symbol }) =>
      fileReport({
        questions: (await blob.text()) === 'b.parquet' && symbol === undefined ? [question] : [],
      });
    await session.files.openAll([file('a.parquet'), file('b.parquet')]);
    expect(session.files.asking).toBeNull();
    await session.files.use(idOf('b.parquet'));
    expect(session.files.asking?.file.name).toBe('b.parquet');
    expect(session.data?.file.name).toBe('a.parquet');
    await session.files.answer(question, 'B');
    expect(session.data).toMatchObject({
      file: { name: 'b.parquet' },
      source: { choices: { symbol: 'B' } },
    });
    // The answer holds when one comes back to the file.
    await session.files.use(idOf('a.parquet'));
    await session.files.use(idOf('b.parquet'));
    expect(session.files.asking).toBeNull();
    expect(session.data?.file.name).toBe('b.parquet');
  });
});

describe('an open file', () => {
  test('is switched to and run; the result before is told apart', async () => {
    await session.files.openAll([file('a.parquet'), file('b.parquet')]);
    const before = session.result?.of;
    await session.files.use(idOf('b.parquet'));
    expect(session.data?.file.name).toBe('b.parquet');
    expect(session.library.current?.file.name).toBe('b.parquet');
    expect(session.result?.of).not.toBe(before);
    expect(session.runner.isStale).toBe(false);
  });

  test('that is closed makes room for its neighbour, and the engine gives its memory back', async () => {
    await session.files.openAll([file('a.parquet'), file('b.parquet')]);
    await session.files.close(idOf('a.parquet'));
    expect(session.data?.file.name).toBe('b.parquet');
    expect(workers.closed).toContain('engine');
    await session.files.close(idOf('b.parquet'));
    expect([session.data, session.result, session.phase]).toEqual([null, null, 'idle']);
    expect(workers.engines).toHaveLength(3);
    await session.files.open(file('c.parquet'));
    expect(session.result).not.toBeNull();
  });

  test('that is not in use is closed without a word', async () => {
    await session.files.openAll([file('a.parquet'), file('b.parquet')]);
    await session.files.close(idOf('b.parquet'));
    expect(session.data?.file.name).toBe('a.parquet');
    expect(workers.engines).toHaveLength(1);
  });

  test('that was deleted on the disk says so once it is read, and nothing is lost', async () => {
    const gone = file('b.parquet');
    await session.files.openAll([file('a.parquet'), gone]);
    vanish(gone);
    workers.inspect = () => Promise.reject(new Error('NotReadableError'));
    await session.files.use(idOf('b.parquet'));
    expect(session.files.problem?.message).toMatch(/^It was changed, moved or deleted/);
    expect(session.data?.file.name).toBe('a.parquet');
    expect(session.library.get(idOf('b.parquet'))?.problem).toMatch(/drop it again/);
    expect(session.runner.problem).toBeNull();
    // Dropped again it takes its old place.
    workers.inspect = () => Promise.resolve(fileReport());
    await session.files.open(file('b.parquet', 'newer bars'));
    expect(names()).toEqual(['a.parquet', 'b.parquet']);
    expect(session.data?.file.name).toBe('b.parquet');
  });

  test('that is gone before it was looked at stays listed, and the others are looked at', async () => {
    const gone = file('b.parquet');
    vanish(gone);
    workers.inspect = (blob) =>
      blob === gone.blob ? Promise.reject(new Error('gone')) : Promise.resolve(fileReport());
    await session.files.openAll([file('a.parquet'), gone, file('c.parquet')]);
    expect(names()).toEqual(['a.parquet', 'b.parquet', 'c.parquet']);
    expect(session.files.problem).toMatchObject({ fileName: 'b.parquet' });
    expect(session.library.get(idOf('c.parquet'))?.report).not.toBeNull();
    expect(session.phase).toBe('idle');
  });

  test('that goes while it is looked at is gone, not damaged', async () => {
    const gone = file('b.parquet');
    workers.inspect = (blob) => {
      if (blob !== gone.blob) return Promise.resolve(fileReport());
      vanish(gone);
      const error = { code: 'CORRUPT', message: 'Its bytes are damaged.' };
      return Promise.resolve({ ...fileReport(), error });
    };
    await session.files.openAll([file('a.parquet'), gone]);
    expect(names()).toEqual(['a.parquet', 'b.parquet']);
    expect(session.files.problem?.message).toContain('changed, moved or deleted');
  });

  test('whose reading is stopped stays open, and the data before in use', async () => {
    await session.files.open(file('a.parquet'));
    workers.plan = () =>
      Promise.resolve({ ok: false, problem: problemOf('cancelled', 'Stopped.') });
    await session.files.open(file('b.parquet'));
    expect(session.files.problem).toBeNull();
    expect(session.runner.problem?.kind).toBe('cancelled');
    expect(names()).toEqual(['a.parquet', 'b.parquet']);
    expect(session.data?.file.name).toBe('a.parquet');
  });
});
