import type {
  ColumnChunk,
  DecoderMessage,
  EngineReply,
  Outcome,
  Problem,
} from '../shared/protocol';

const STOPPED: Problem = {
  kind: 'cancelled',
  message: 'Stopped while the file was read.',
  line: null,
  bar: null,
  ts: null,
  traceback: null,
};

/** Chunks that may be under way at once: one is taken while the next is decoded. */
const IN_FLIGHT = 2;

/** The decoder's end of the port: sends chunks and waits while two are not acknowledged. */
export class ChunkSender {
  readonly #port: MessagePort;
  #underWay = 0;
  #stopped = false;
  #wake: () => void = () => undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<EngineReply>) => {
      if (data.type === 'stop') this.#stopped = true;
      else this.#underWay -= 1;
      this.#wake();
    };
  }

  /** Sends copies of a chunk's bytes. Resolves when the next one may come; false when none is wanted. */
  async send(lent: ColumnChunk): Promise<boolean> {
    await this.#until(() => this.#underWay < IN_FLIGHT);
    if (this.#stopped) return false;
    this.#underWay += 1;
    const values = lent.values.slice();
    const validity = lent.validity?.slice() ?? null;
    const offsets = lent.offsets?.slice() ?? null;
    const buffers = [values, validity, offsets].flatMap((bytes) => (bytes ? [bytes.buffer] : []));
    this.#post({ type: 'chunk', chunk: { ...lent, values, validity, offsets } }, buffers);
    return true;
  }

  /** Says that all is sent, and waits until all is taken. */
  async finish(): Promise<void> {
    await this.#until(() => this.#underWay === 0);
    if (!this.#stopped) this.#post({ type: 'done' });
  }

  fail(problem: Problem): void {
    this.#post({ type: 'failed', problem });
  }

  #post(message: DecoderMessage, transfer: ArrayBuffer[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!this.#stopped && !isSo()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/**
 * The engine's end: gives each chunk to `take` and acknowledges it, until the decoder is done or a
 * problem comes up on either side. A problem of `take` stops the decoder, and so does `stop`.
 */
export function receiveChunks(
  port: MessagePort,
  take: (chunk: ColumnChunk) => Problem | null,
  stop?: AbortSignal,
): Promise<Outcome<null>> {
  const reply = (message: EngineReply): void => {
    port.postMessage(message);
  };
  return new Promise((resolve, reject) => {
    const end = (outcome: Outcome<null>): void => {
      port.onmessage = null;
      resolve(outcome);
    };
    stop?.addEventListener('abort', () => {
      reply({ type: 'stop' });
      end({ ok: false, problem: STOPPED });
    });
    port.onmessage = ({ data }: MessageEvent<DecoderMessage>) => {
      if (data.type === 'done') end({ ok: true, value: null });
      if (data.type === 'failed') end({ ok: false, problem: data.problem });
      if (data.type !== 'chunk') return;
      try {
        const problem = take(data.chunk);
        reply({ type: problem ? 'stop' : 'ack' });
        if (problem) end({ ok: false, problem });
      } catch (error) {
        reply({ type: 'stop' });
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
  });
}
