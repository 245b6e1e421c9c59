import { expect, test } from 'vitest';
import { ChunkSender, receiveChunks } from '../../web/worker/port';
import type { ColumnChunk, EngineReply, Problem } from '../../web/shared/protocol';

function chunk(column: number): ColumnChunk {
  const values = Uint8Array.of(column);
  return { column, length: 1, format: 'C', validity: null, values, offsets: null };
}

const PROBLEM: Problem = {
  kind: 'data',
  message: 'The file is bad.',
  code: 'CORRUPT',
  line: null,
  bar: null,
  ts: null,
  traceback: null,
};

/** Lets messages that are under way arrive. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
}

test('a third chunk waits until the first is acknowledged', async () => {
  const { port1, port2 } = new MessageChannel();
  const got: number[] = [];
  port2.onmessage = ({ data }: MessageEvent<{ chunk: ColumnChunk }>) => {
    got.push(data.chunk.column);
  };
  const sender = new ChunkSender(port1);
  await sender.send(chunk(0));
  await sender.send(chunk(1));
  const third = sender.send(chunk(2));
  await settle();
  expect(got).toEqual([0, 1]);
  port2.postMessage({ type: 'ack' } satisfies EngineReply);
  expect(await third).toBe(true);
  await settle();
  expect(got).toEqual([0, 1, 2]);
  port1.close();
});

test('chunks arrive in order and the end is told when all are taken', async () => {
  const { port1, port2 } = new MessageChannel();
  const taken: number[] = [];
  const received = receiveChunks(port2, ({ column }) => {
    taken.push(column);
    return null;
  });
  const sender = new ChunkSender(port1);
  for (const column of [0, 1, 2, 3, 4]) await sender.send(chunk(column));
  await sender.finish();
  expect(await received).toEqual({ ok: true, value: null });
  expect(taken).toEqual([0, 1, 2, 3, 4]);
  port1.close();
});

test('a problem of the engine stops the decoder and is the outcome', async () => {
  const { port1, port2 } = new MessageChannel();
  const received = receiveChunks(port2, () => PROBLEM);
  const sender = new ChunkSender(port1);
  await sender.send(chunk(0));
  expect(await received).toEqual({ ok: false, problem: PROBLEM });
  await settle();
  expect(await sender.send(chunk(1))).toBe(false);
  await sender.finish();
  port1.close();
});

test('a problem of the decoder reaches the engine', async () => {
  const { port1, port2 } = new MessageChannel();
  const received = receiveChunks(port2, () => null);
  new ChunkSender(port1).fail(PROBLEM);
  expect(await received).toEqual({ ok: false, problem: PROBLEM });
  port1.close();
});

test('an error of ours while taking a chunk rejects and stops the decoder', async () => {
  const { port1, port2 } = new MessageChannel();
  const received = receiveChunks(port2, () => {
    throw new RangeError('out of memory');
  });
  received.catch(() => undefined);
  const sender = new ChunkSender(port1);
  await sender.send(chunk(0));
  await expect(received).rejects.toThrow('out of memory');
  await settle();
  expect(await sender.send(chunk(1))).toBe(false);
  port1.close();
});

test('a Stop ends a load at once and tells the decoder', async () => {
  const { port1, port2 } = new MessageChannel();
  const stop = new AbortController();
  const received = receiveChunks(port2, () => null, stop.signal);
  const sender = new ChunkSender(port1);
  await sender.send(chunk(0));
  stop.abort();
  expect(await received).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
  await settle();
  expect(await sender.send(chunk(1))).toBe(false);
  port1.close();
});
