/** The engine's thread, which is ended and started anew when it fails or does not answer. */

import type { EngineApi } from '../../shared/protocol';
import type { Connection, Workers } from '../workers';

export class Thread {
  readonly #workers: Workers;
  readonly #onfault: (error: unknown) => void;
  #connection: Connection<EngineApi>;
  /** Aborted with the thread: what it was asked then has no answer. */
  #life = new AbortController();

  /** `onfault` is told of a call that failed beside loads and runs. */
  constructor(workers: Workers, onfault: (error: unknown) => void) {
    this.#workers = workers;
    this.#onfault = onfault;
    this.#connection = workers.openEngine();
  }

  /** Rejects when the call fails, or the thread does. */
  call<T>(call: (api: EngineApi) => Promise<T>): Promise<T> {
    const { api, failed } = this.#connection;
    return Promise.race([call(api), failed]);
  }

  /** A call beside loads and runs. When it fails, its instance is not to be trusted any more, as there. */
  async ask<T>(call: (api: EngineApi) => Promise<T>): Promise<T> {
    const asked = this.#connection;
    try {
      return await this.call(call);
    } catch (error) {
      if (this.#connection === asked) this.#onfault(error);
      throw error;
    }
  }

  /** The same; null when the thread is ended meanwhile. */
  askWhileAlive<T>(call: (api: EngineApi) => Promise<T>): Promise<T | null> {
    const ended = new Promise<null>((resolve) => {
      this.#life.signal.addEventListener('abort', () => {
        resolve(null);
      });
    });
    return Promise.race([this.ask(call), ended]);
  }

  /** Says something that needs no answer. */
  tell(say: (api: EngineApi) => Promise<void>): Promise<void> {
    return say(this.#connection.api);
  }

  restart(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#connection.close();
    this.#connection = this.#workers.openEngine();
  }
}
