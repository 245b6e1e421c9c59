import { openSync, fstatSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openFolder } from './folder';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { DataError } from './failure';
import type { WasmEngineClass } from '../worker/engine-module';
import type { DecoderHost } from '../worker/parquet/host';
import type { FileSource } from '../worker/parquet/source';

/** The build puts both wasm modules beside the program. */
const HERE = dirname(fileURLToPath(import.meta.url));

/** Loads the engine: the same module as the page's. */
export async function loadEngine(): Promise<WasmEngineClass> {
  await init({ module_or_path: await readFile(join(HERE, 'engine_bg.wasm')) });
  return Engine;
}

/** The decoder in this thread. After a crash the process ends, so its state does not matter. */
export const decoderHost: DecoderHost = {
  loadWasm: () => readFile(join(HERE, 'parquet_wasm_bg.wasm')),
  onCrash(listener) {
    process.on('uncaughtException', listener);
    process.on('unhandledRejection', listener);
    return () => {
      process.off('uncaughtException', listener);
      process.off('unhandledRejection', listener);
    };
  },
};

/** Opens a file for reading in pieces; it stays open until the process ends. Throws a DataError. */
export function openSource(path: string): FileSource {
  let file: number;
  let size: number;
  try {
    file = openSync(path, 'r');
    const about = fstatSync(file);
    if (about.isDirectory()) return openFolder(path);
    size = about.size;
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError('NO_FILE', `${path} can't be opened: ${reason(error)}.`);
  }
  return {
    size,
    slice: (start, end) => ({
      arrayBuffer: () => Promise.resolve(readRange(file, start, end)),
    }),
  };
}

/** Reads bytes of an open file from `start` to before `end`, fewer where it ends before. */
export function readRange(file: number, start: number, end: number): ArrayBuffer {
  // Not cleared: every byte handed out was read.
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, end - start));
  let filled = 0;
  while (filled < bytes.length) {
    const n = readSync(file, bytes, filled, bytes.length - filled, start + filled);
    if (n === 0) break;
    filled += n;
  }
  return filled === bytes.length ? bytes.buffer : bytes.buffer.slice(0, filled);
}

/** Says why the system refused, without its call and path. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'permission is denied';
  return message;
}
