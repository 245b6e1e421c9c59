/** Writes `service-worker.js` beside the built page: it knows every file of this build by name and hash. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import type { Build } from '../worker/offline/precache';

const FILE = 'service-worker.js';
const ENTRY = 'web/worker/service-worker.ts';

export function offline(): Plugin {
  let folder = 'dist';
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    // The page's files are all there by now, those of `public` too.
    async closeBundle() {
      writeFileSync(join(folder, FILE), await serviceWorker(buildOf(folder)));
    },
  };
}

/** What a built page is made of. */
function buildOf(folder: string): Build {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => path !== FILE)
    .sort()
    .map((path) => ({
      path: path === 'index.html' ? '' : path,
      integrity: `sha256-${sha256(readFileSync(join(folder, path))).toString('base64')}`,
    }));
  const version = sha256(JSON.stringify(files)).toString('hex').slice(0, 16);
  return { version, files };
}

async function serviceWorker(made: Build): Promise<string> {
  const output = (await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { BUILD: JSON.stringify(made) },
    build: {
      write: false,
      lib: { entry: ENTRY, formats: ['iife'], name: 'serviceWorker', fileName: () => FILE },
    },
  })) as Rolldown.RolldownOutput[];
  const code = output[0]?.output[0].code;
  if (code === undefined) throw new Error(`${ENTRY} gave no ${FILE}`);
  return code;
}

function sha256(content: Uint8Array | string): Buffer {
  return createHash('sha256').update(content).digest();
}
