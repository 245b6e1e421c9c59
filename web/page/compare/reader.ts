/** Starts the thread that reads files of other runs. */

import { proxy } from 'comlink';
import type { BaselineApi } from '../../shared/baseline/api';
import { connection, type Connection } from '../workers';

export function openReader(): Connection<BaselineApi> {
  const worker = new Worker(new URL('../../worker/baseline.worker.ts', import.meta.url), {
    type: 'module',
    name: 'baselines',
  });
  return connection<BaselineApi>(worker, (remote) => ({
    read: (file, isWhole, onProgress) => remote.read(file, isWhole, proxy(onProgress)),
    stop: () => remote.stop(),
    candidates: (id, step) => remote.candidates(id, step),
    candidateAt: (id, row) => remote.candidateAt(id, row),
    line: (id, window, over, buckets) => remote.line(id, window, over, buckets),
    window: (id, window) => remote.window(id, window),
    forget: (id) => remote.forget(id),
  }));
}
