/** Thread that writes the files of exports; made for one and ended after it. */

import { expose } from 'comlink';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { equityCsv } from './export/equity-csv';
import { equityParquet } from './export/equity-parquet';
import type { ExportApi } from '../shared/protocol';

const api: ExportApi = {
  equityCsv: (series) => Promise.resolve(new Blob([...equityCsv(series)])),
  equityParquet: (series, about) =>
    equityParquet(series, about, new URL(wasmUrl, self.location.href)),
};

expose(api);
