import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const require = createRequire(import.meta.url);

/** Both wasm modules stand beside the program, which reads them as files. */
const MODULES = [
  'engine-wasm/pkg/engine_bg.wasm',
  require.resolve('parquet-wasm/esm/parquet_wasm_bg.wasm'),
];

function wasmBesideProgram(): Plugin {
  return {
    name: 'wasm-beside-program',
    generateBundle() {
      for (const path of MODULES) {
        this.emitFile({ type: 'asset', fileName: basename(path), source: readFileSync(path) });
      }
    },
  };
}

/** The command line as one program for Node: no installed package is needed beside it. */
export default defineConfig({
  plugins: [wasmBesideProgram()],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'web/cli/main.ts',
    outDir: 'dist-cli',
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'moontest.js', codeSplitting: false } },
  },
});
