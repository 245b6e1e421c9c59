import type { InitInput } from 'parquet-wasm/esm';
import { FileProblem } from './problem';

/** What the decoder needs of the thread it runs in. */
export interface DecoderHost {
  /** Where parquet-wasm's module comes from: an address in the browser, bytes in Node. */
  loadWasm: () => InitInput | Promise<InitInput>;
  /** Calls back when an error reaches the top of the thread; returns how to stop listening. */
  onCrash: (listener: () => void) => () => void;
}

/** No single read of a row group takes this long. */
const PATIENCE_MS = 120_000;

/**
 * Waits for work of parquet-wasm that may never settle: where a page can't be decoded it panics in a
 * microtask of its own, so the error reaches the top of the thread and the promise stays open.
 * Rejects with CORRUPT then. After that the instance is not to be used again.
 */
export async function settled<T>(host: DecoderHost, work: Promise<T>, what: string): Promise<T> {
  let stopListening = (): void => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const crash = new Promise<never>((_, reject) => {
    stopListening = host.onCrash(() => {
      reject(new FileProblem('CORRUPT', `${what} can't be decoded: its bytes are damaged.`));
    });
    timer = setTimeout(() => {
      reject(new FileProblem('CORRUPT', `${what} can't be decoded: the decoder does not end.`));
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([work, crash]);
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileProblem('CORRUPT', `${what} can't be decoded: ${reason.slice(0, 200)}.`);
  } finally {
    stopListening();
    clearTimeout(timer);
  }
}
