/** Decoders, each made for one file and ended after it: wasm memory never shrinks, only the end gives it back. */

import type {
  ColumnPlan,
  DecoderApi,
  FileChoices,
  LoadReport,
  Outcome,
  Profile,
  ReadProgress,
} from '../../shared/protocol';
import type { Connection, Workers } from '../workers';
import type { Thread } from './thread';

/** What to read of which file; enough to read it again. */
export interface Source {
  file: Blob;
  choices: FileChoices;
  profile: Profile;
  /** Columns of the file beyond the usual ones. */
  extra: string[];
}

export interface Loaded {
  plan: ColumnPlan;
  report: LoadReport;
}

export class Decoders {
  readonly #workers: Workers;
  /** Of the file that is being looked at or read. */
  #current: Connection<DecoderApi> | null = null;
  /** Started ahead and not yet used. */
  #fresh: Connection<DecoderApi> | null = null;
  /** Reads the data again after a restart; a look at another file, which may come meanwhile, leaves it alone. */
  #restoring: Connection<DecoderApi> | null = null;

  constructor(workers: Workers) {
    this.#workers = workers;
  }

  /** Starts what the first file needs, while it is still on its way. */
  prepare(): void {
    this.#fresh ??= this.#workers.openDecoder();
  }

  /** A decoder that has read nothing, which stays for the load that may follow. */
  another(): Connection<DecoderApi> {
    this.close();
    this.#current = this.#fresh ?? this.#workers.openDecoder();
    this.#fresh = null;
    return this.#current;
  }

  close(): void {
    this.#current?.close();
    this.#current = null;
  }

  /** Reads columns into the engine's thread. */
  async read(
    source: Source,
    thread: Thread,
    onProgress: (progress: ReadProgress) => void,
  ): Promise<Outcome<Loaded>> {
    const decoder = this.#current ?? this.another();
    try {
      return await transfer(source, decoder, thread, onProgress);
    } finally {
      decoder.close();
      if (this.#current === decoder) this.#current = null;
    }
  }

  /** Reads them again; without a source only ends what still reads one. */
  async restore(source: Source | null, thread: Thread): Promise<void> {
    this.#restoring?.close();
    this.#restoring = null;
    if (source === null) return;
    const decoder = this.#workers.openDecoder();
    this.#restoring = decoder;
    try {
      await transfer(source, decoder, thread, () => undefined);
    } finally {
      decoder.close();
    }
  }
}

async function transfer(
  source: Source,
  { api, failed }: Connection<DecoderApi>,
  thread: Thread,
  onProgress: (progress: ReadProgress) => void,
): Promise<Outcome<Loaded>> {
  const { file, choices, profile, extra } = source;
  const planned = await Promise.race([api.plan(file, choices, profile, extra), failed]);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const { port1, port2 } = new MessageChannel();
  // What stops the decoder reaches the engine through the port, so the engine's word is enough; a
  // decoder busy with a large column is not waited for.
  const broken = api.send(file, plan, port2, onProgress).then(never);
  const received = await Promise.race([
    thread.call((engine) => engine.receive(plan, port1)),
    broken,
    failed,
  ]);
  if (!received.ok) return received;
  return { ok: true, value: { plan, report: received.value } };
}

/** Waits on for what else may come. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}
