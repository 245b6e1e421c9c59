/** Files and the decoder's thread for tests under Node. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { DecoderHost } from '../../web/worker/parquet/host';

const require = createRequire(import.meta.url);
const FIXTURES = join(import.meta.dirname, '../fixtures');
const FILES = join(FIXTURES, 'files');

/** A file of the zoo, or the one of all types. */
export function fixture(name: string): Blob {
  const folder = name === 'types' ? 'files' : 'zoo';
  return new Blob([readFileSync(join(FIXTURES, folder, `${name}.parquet`))]);
}

export const host: DecoderHost = {
  loadWasm: () => readFileSync(require.resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
  // Vitest takes what reaches the top of the thread for itself; damaged pages are tested by command.
  onCrash: () => () => undefined,
};

/** What pyarrow reads from the files, see tests/fixtures/files/make.py. */
export const expected = JSON.parse(readFileSync(join(FILES, 'expected.json'), 'utf8')) as {
  types: Record<string, (string | number | boolean | null)[]>;
  closes: Record<string, (number | null)[]>;
};
