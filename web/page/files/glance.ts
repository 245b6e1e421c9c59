import type { DecoderApi, FileChoices, FileReport } from '../../shared/protocol';
import type { Connection, Workers } from '../workers';

/** Looks at one file after the other. A decoder that met damage, or died, is replaced. */
export class Glance {
  readonly #workers: Workers;
  #decoder: Connection<DecoderApi> | null = null;

  constructor(workers: Workers) {
    this.#workers = workers;
  }

  /** Never rejects for a bad file: `error` says why. Rejects when the worker fails. */
  async look(file: Blob, choices: FileChoices): Promise<FileReport> {
    this.#decoder ??= this.#workers.openDecoder();
    const { api, failed } = this.#decoder;
    try {
      const report = await Promise.race([api.inspect(file, choices), failed]);
      if (report.error !== null) this.close();
      return report;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Ends the decoder, which gives its memory back. */
  close(): void {
    this.#decoder?.close();
    this.#decoder = null;
  }
}
