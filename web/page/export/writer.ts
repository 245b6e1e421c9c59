/** Starts the thread that writes equity files, for one file. */

import type { ExportApi } from '../../shared/protocol';
import { connection, type Connection } from '../workers';

export function openWriter(): Connection<ExportApi> {
  const worker = new Worker(new URL('../../worker/export.worker.ts', import.meta.url), {
    type: 'module',
    name: 'export',
  });
  return connection<ExportApi>(worker, (remote) => ({
    equityCsv: (series) => remote.equityCsv(series),
    equityParquet: (series, about) => remote.equityParquet(series, about),
  }));
}
