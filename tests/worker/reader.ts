/** Reads files one after another in one process. A thread that met a damaged page is ended, as on the page. */

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import type { FileReport } from '../../web/shared/protocol';

const ROOT = join(import.meta.dirname, '../..');
const BUILT = join(ROOT, 'build/reader-thread');
/** No file may keep anybody waiting for longer: ten times the goal. */
const HANG_MS = 50_000;

/** Builds the thread with both wasm modules beside it. */
export async function buildReader(): Promise<void> {
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.cli.config.ts'),
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'reader-thread.ts'), outDir: BUILT },
  });
}

export class Reader {
  #thread: Worker | null = null;
  /** Threads started so far. */
  threads = 0;

  /** Rejects where the thread dies or does not answer. */
  async read(bytes: Uint8Array): Promise<FileReport> {
    const thread = this.#thread ?? this.#start();
    const report = await new Promise<FileReport>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`no answer after ${HANG_MS / 1000} s`));
      }, HANG_MS);
      thread.removeAllListeners();
      thread.on('message', (answer: FileReport) => {
        clearTimeout(timer);
        resolve(answer);
      });
      thread.on('error', (error) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      });
      thread.postMessage(bytes);
    }).catch(async (error: unknown) => {
      await this.close();
      throw error;
    });
    if (report.error?.code === 'CORRUPT') await this.close();
    return report;
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
    this.#thread = null;
  }

  #start(): Worker {
    this.threads += 1;
    this.#thread = new Worker(join(BUILT, 'moontest.js'));
    return this.#thread;
  }
}
