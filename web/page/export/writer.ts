/** Starts the thread that writes equity files, for one file. */

import { releaseProxy, wrap } from 'comlink';
import type { ExportApi } from '../../shared/protocol';
import { failure, once, type Connection } from '../workers';

export function openWriter(): Connection<ExportApi> {
  const worker = new Worker(new URL('../../worker/export.worker.ts', import.meta.url), {
    type: 'module',
    name: 'export',
  });
  const remote = wrap<ExportApi>(worker);
  return {
    failed: failure(worker),
    close: once(() => {
      remote[releaseProxy]();
      worker.terminate();
    }),
    api: {
      equityCsv: (series) => remote.equityCsv(series),
      equityParquet: (series, about) => remote.equityParquet(series, about),
    },
  };
}
