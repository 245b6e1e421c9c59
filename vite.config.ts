import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { thirdPartyLicences } from './web/licences/plugin.ts';
import { offline } from './web/offline/plugin.ts';

const licences = thirdPartyLicences();

export default defineConfig({
  // Any sub-path of any static host.
  base: './',
  plugins: [svelte(), licences.page, offline()],
  worker: { format: 'es', plugins: () => [licences.worker()] },
  // It finds its wasm beside itself, which a bundled copy would not.
  optimizeDeps: { exclude: ['parquet-wasm'] },
  build: {
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The CSP forbids inline scripts and fonts or images as data in scripts; small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
