/** Thread of the decoder: opens files and sends columns. Made for one file and ended after it. */

import { expose } from 'comlink';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { reportFile } from './parquet/inspect';
import { prepareDecoder } from './parquet/open';
import { attempt, planFile } from './parquet/plan';
import { decodeColumns } from './parquet/send';
import { ChunkSender } from './port';
import type { DecoderHost } from './parquet/host';
import type { DecoderThread, Outcome } from '../shared/protocol';

const REPORT_MS = 100;

let give: (wasm: WebAssembly.Module | null) => void = () => undefined;
/** Its wasm as the page has it. */
const given = new Promise<WebAssembly.Module | null>((resolve) => (give = resolve));

const host: DecoderHost = {
  loadWasm: async () => (await given) ?? new URL(wasmUrl, self.location.href),
  onCrash(listener) {
    const heard = (event: Event): void => {
      // Told as a value; the page must not take it for a crash of the worker.
      event.preventDefault();
      listener();
    };
    self.addEventListener('error', heard);
    self.addEventListener('unhandledrejection', heard);
    return () => {
      self.removeEventListener('error', heard);
      self.removeEventListener('unhandledrejection', heard);
    };
  },
};

const api: DecoderThread = {
  begin(wasm) {
    give(wasm);
    prepareDecoder(host);
    return Promise.resolve();
  },
  inspect: (file, choices) => reportFile(file, choices, host),
  plan: (file, choices, profile, extra) => planFile(file, choices, profile, extra, host),
  async send(file, plan, port, onProgress): Promise<Outcome<null>> {
    const sender = new ChunkSender(port);
    const total = plan.rows * plan.columns.length;
    let done = 0;
    let told = performance.now();
    const sent = await attempt(async () => {
      await decodeColumns(file, plan, host, (chunk) => {
        done += chunk.length;
        if (performance.now() - told >= REPORT_MS) {
          told = performance.now();
          onProgress({ done, total });
        }
        return sender.send(chunk);
      });
      await sender.finish();
      return null;
    });
    if (!sent.ok) sender.fail(sent.problem);
    return sent;
  },
};

expose(api);
