/** Licences of what is compiled into the engine's wasm module: Rust crates, Lua, the C library. */

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { licenceFileOf, type Licence } from './licence.ts';

interface Package {
  id: string;
  name: string;
  version: string;
  license: string | null;
  manifest_path: string;
  source: string | null;
  targets: { kind: string[] }[];
}

interface Metadata {
  packages: Package[];
  resolve: {
    nodes: { id: string; deps: { pkg: string; dep_kinds: { kind: string | null }[] }[] }[];
  };
}

const ENGINE = 'moontest-engine';

/** Asks cargo for the crates that end up in the module, and reads their licence files. */
export function rustLicences(): Licence[] {
  const metadata = cargoMetadata();
  const packages = new Map(metadata.packages.map((crate) => [crate.id, crate]));
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const engine = metadata.packages.find((crate) => crate.name === ENGINE);
  const lua = metadata.packages.find((crate) => crate.name === 'lua-src');
  if (engine === undefined || lua === undefined) {
    throw new Error(`cargo metadata names no ${ENGINE} or no lua-src`);
  }
  const seen = new Set<string>();
  const waiting = [engine.id];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const linked = (nodes.get(id)?.deps ?? []).filter(
      (dep) =>
        dep.dep_kinds.some(({ kind }) => kind === null) &&
        // Macros run while compiling and leave nothing of their own behind.
        !packages.get(dep.pkg)?.targets.some((target) => target.kind.includes('proc-macro')),
    );
    waiting.push(...linked.map((dep) => dep.pkg));
  }
  const crates = [...seen]
    .map((id) => packages.get(id))
    .filter((crate) => crate !== undefined)
    .filter((crate) => crate.source !== null)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((crate) => ({
      name: `${crate.name} ${crate.version} (Rust)`,
      licence: crate.license ?? 'see below',
      text: licenceFileOf(dirname(crate.manifest_path)),
    }));
  return [luaLicence(dirname(lua.manifest_path)), cLibrary(), rustLibrary(), ...crates];
}

function cargoMetadata(): Metadata {
  const args = ['metadata', '--format-version', '1', '--filter-platform', 'wasm32-unknown-unknown'];
  try {
    const json = execFileSync('cargo', args, {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return JSON.parse(json) as Metadata;
  } catch (error) {
    throw new Error('Third-party licences: `cargo metadata` must work here.', { cause: error });
  }
}

/** Lua's licence ends its main header. */
function luaLicence(folder: string): Licence {
  const source = readdirSync(folder).find((name) => name.startsWith('lua-5.4'));
  if (source === undefined) throw new Error('lua-src carries no Lua 5.4');
  const header = readFileSync(join(folder, source, 'lua.h'), 'utf8');
  const text = /\/\*{20,}\n(\* Copyright[\s\S]*?)\n\*{20,}\//.exec(header)?.[1];
  if (text === undefined) throw new Error('lua.h does not end with its licence');
  return {
    name: `Lua ${source.slice('lua-'.length)}`,
    licence: 'MIT',
    text: text.replace(/^\* ?/gm, ''),
  };
}

function cLibrary(): Licence {
  const text = readFileSync(join(import.meta.dirname, 'wasi-libc.txt'), 'utf8').trim();
  return { name: 'wasi-libc', licence: 'MIT, BSD-2-Clause and others', text };
}

function rustLibrary(): Licence {
  return {
    name: 'The Rust standard library',
    licence: 'MIT OR Apache-2.0',
    text: 'Copyright The Rust Project contributors. The MIT text stands under wasi-libc above.',
  };
}
