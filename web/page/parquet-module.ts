/** The decoder's 5 MB of wasm, compiled once for all threads that read files. */

import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';

let compiled: Promise<WebAssembly.Module | null> | null = null;

/**
 * The compiled module, fetched when first asked for; null where that fails: a thread then fetches it by
 * itself, and says why it can't.
 */
export function parquetModule(): Promise<WebAssembly.Module | null> {
  compiled ??= compile(new URL(wasmUrl, location.href)).catch(() => {
    // The next file tries again: a network may come back.
    compiled = null;
    return null;
  });
  return compiled;
}

/** Compiles while it arrives; from the bytes where a host names their type wrongly. */
async function compile(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  const isWasm = response.headers.get('Content-Type')?.startsWith('application/wasm') === true;
  return isWasm
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
