/** Writes `licences.txt` beside the built page: every third party whose code the page ships. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { licenceFileOf, type Licence } from './licence.ts';
import { rustLicences } from './rust.ts';

const FILE = 'licences.txt';

export interface LicencePlugins {
  /** For the page: writes the file. */
  page: Plugin;
  /** For each worker, which is a bundle of its own. */
  worker: () => Plugin;
}

/** Collects packages while page and workers are bundled; the page's bundle is the last to be written. */
export function thirdPartyLicences(): LicencePlugins {
  const folders = new Set<string>();
  const collect = (ids: Iterable<string>): void => {
    for (const id of ids) {
      const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replace(/^\0/, ''))?.[0];
      if (folder !== undefined) folders.add(folder);
    }
  };
  return {
    page: {
      name: 'third-party-licences',
      generateBundle() {
        collect(this.getModuleIds());
        this.emitFile({ type: 'asset', fileName: FILE, source: licenceText(folders) });
      },
      configureServer(server) {
        server.middlewares.use(`/${FILE}`, (_, response) => {
          response.setHeader('Content-Type', 'text/plain; charset=utf-8');
          response.end(licenceText(folders));
        });
      },
    },
    worker: () => ({
      name: 'third-party-licences-of-a-worker',
      generateBundle() {
        collect(this.getModuleIds());
      },
    }),
  };
}

function licenceText(folders: Set<string>): string {
  const all = [...rustLicences(), ...[...folders].map(npmLicence).sort(byName)];
  const list = all.map(({ name, licence }) => `${name}: ${licence}`);
  const texts = all.map(({ name, licence, text }) => `${name}\n${licence}\n\n${text}`);
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  return [`Moontest is made with the work of others:\n\n${list.join('\n')}`, ...texts].join(rule);
}

function npmLicence(folder: string): Licence {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  return {
    name: `${about.name} ${about.version}`,
    licence: about.license ?? 'see below',
    text: licenceFileOf(folder),
  };
}

function byName(a: Licence, b: Licence): number {
  return a.name < b.name ? -1 : 1;
}
