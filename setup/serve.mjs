// @ts-check
/** A small static server for dist/, of the kind any static host is. */

import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.lua': 'text/plain; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.parquet': 'application/vnd.apache.parquet',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves a folder on this machine only, under `/` or a sub-path.
 * @param {string} folder
 * @param {number} preferredPort another free one is taken when it is in use
 * @param {string} [base] path the folder appears under, with slashes at both ends
 * @param {(request: import('node:http').IncomingMessage) => void} [onRequest] sees each request first
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export async function serve(folder, preferredPort, base = '/', onRequest = () => undefined) {
  const server = createServer((request, response) => {
    onRequest(request);
    const file = fileFor(folder, base, request.url ?? '/');
    if (file === null) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
      return;
    }
    const type = TYPES[extname(file.path)] ?? 'application/octet-stream';
    response.writeHead(200, {
      'content-type': type,
      'content-length': file.size,
      // A page that was built anew must not meet parts of the old one.
      'cache-control': 'no-cache',
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file.path).pipe(response);
  });
  const port = await listen(server, preferredPort).catch(() => listen(server, 0));
  return { address: `http://127.0.0.1:${port}${base}`, close: () => void server.close() };
}

/**
 * @param {string} folder
 * @param {string} base
 * @param {string} url
 * @returns {{ path: string, size: number } | null}
 */
function fileFor(folder, base, url) {
  try {
    const asked = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    if (!asked.startsWith(base)) return null;
    const inside = normalize(`/${asked.slice(base.length)}`);
    const path = join(folder, inside.endsWith('/') ? `${inside}index.html` : inside);
    const status = statSync(path);
    return status.isFile() ? { path, size: status.size } : null;
  } catch {
    // No such file, or an address that can't be decoded.
    return null;
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
