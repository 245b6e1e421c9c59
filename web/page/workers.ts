/** Starts workers and speaks to them through Comlink. What throws or dies in one ends as `failed`. */

import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import type { DecoderApi, DecoderThread, EngineApi } from '../shared/protocol';
import { parquetModule } from './parquet-module';

/** A worker that is running, with what it exposes. */
export interface Connection<Api> {
  api: Api;
  /** Rejects when the worker fails outside of any call; never resolves. */
  failed: Promise<never>;
  /** Ends the worker at once, whatever it does. Calls under way never settle. */
  close: () => void;
}

/** How the page gets its workers; tests hand in others. */
export interface Workers {
  openEngine: () => Connection<EngineApi>;
  openDecoder: () => Connection<DecoderApi>;
}

function failure(worker: Worker): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      reject(new Error(event.message || 'a worker could not be started'));
    });
    worker.addEventListener('messageerror', () => {
      reject(new Error('a message between the threads could not be read'));
    });
  });
  // Whoever waits on it sees the rejection; when nobody does, it is not an unhandled one.
  failed.catch(() => undefined);
  return failed;
}

/** A released proxy may not be released again. */
function once(action: () => void): () => void {
  let wanted = true;
  return () => {
    if (wanted) action();
    wanted = false;
  };
}

/** Speaks to a worker just made; `api` says how each call crosses to it. */
export function connection<Thread, Api = Thread>(
  worker: Worker,
  api: (remote: Remote<Thread>) => Api,
): Connection<Api> {
  const remote = wrap<Thread>(worker);
  return {
    failed: failure(worker),
    close: once(() => {
      remote[releaseProxy]();
      worker.terminate();
    }),
    api: api(remote),
  };
}

export const browserWorkers: Workers = {
  openEngine() {
    const worker = new Worker(new URL('../worker/engine.worker.ts', import.meta.url), {
      type: 'module',
      name: 'engine',
    });
    return connection<EngineApi>(worker, (remote) => ({
      tables: () => remote.tables(),
      receive: (plan, port) => remote.receive(plan, transfer(port, [port])),
      namedColumns: (script, columns) => remote.namedColumns(script, columns),
      nextPlace: (code, from) => remote.nextPlace(code, from),
      check: (script) => remote.check(script),
      inputProblems: (request) => remote.inputProblems(request),
      run: (request, buckets, onProgress) => remote.run(request, buckets, proxy(onProgress)),
      cancel: () => remote.cancel(),
      runTables: () => remote.runTables(),
      fingerprints: () => remote.fingerprints(),
      runSeries: () => remote.runSeries(),
      baselines: (seed, n, onProgress) => remote.baselines(seed, n, proxy(onProgress)),
      stopBaselines: () => remote.stopBaselines(),
      replay: (settings, steps) => remote.replay(settings, steps),
      lines: (from, to, buckets) => remote.lines(from, to, buckets),
      dataFingerprints: () => remote.dataFingerprints(),
      resultJson: () => remote.resultJson(),
    }));
  },
  openDecoder() {
    const worker = new Worker(new URL('../worker/decoder.worker.ts', import.meta.url), {
      type: 'module',
      name: 'decoder',
    });
    return connection<DecoderThread, DecoderApi>(worker, (remote) => {
      void parquetModule()
        .then((wasm) => remote.begin(wasm))
        // It was ended meanwhile.
        .catch(() => undefined);
      return decoderApi(remote);
    });
  },
};

function decoderApi(remote: Remote<DecoderThread>): DecoderApi {
  return {
    inspect: (file, choices) => remote.inspect(file, choices),
    plan: (file, choices, profile, extra) => remote.plan(file, choices, profile, extra),
    send: (file, plan, port, onProgress) =>
      remote.send(file, plan, transfer(port, [port]), proxy(onProgress)),
  };
}
