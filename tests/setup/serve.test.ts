import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../setup/serve.mjs';

const outer = mkdtempSync(join(tmpdir(), 'moontest-serve-'));
const folder = join(outer, 'dist');
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(outer, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'assets/engine.wasm'), 'wasm');
  site = await serve(folder, 0, '/some/path/');
});

afterAll(() => {
  site.close();
});

/** Sends the path as it is: fetch would resolve the dots before sending. */
function get(path: string): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site.address);
    request({ hostname, port, path }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => {
        const type = response.headers['content-type'] ?? '';
        resolve({ status: response.statusCode ?? 0, type, body });
      });
    })
      .on('error', reject)
      .end();
  });
}

test('a folder is answered with its index.html, also under a sub-path', async () => {
  const page = await get('/some/path/');
  expect(page).toEqual({ status: 200, type: 'text/html; charset=utf-8', body: '<p>page</p>' });
});

test('a wasm module has the type that browsers compile while it streams', async () => {
  expect((await get('/some/path/assets/engine.wasm')).type).toBe('application/wasm');
});

test('nothing outside the folder is served', async () => {
  for (const path of ['../secret.txt', '..%2fsecret.txt', '%2e%2e/secret.txt', '/../secret.txt']) {
    expect((await get(`/some/path/${path}`)).status).toBe(404);
  }
});

test('a path that does not exist or can not be decoded is not found', async () => {
  expect((await get('/some/path/none.js')).status).toBe(404);
  expect((await get('/some/path/%zz')).status).toBe(404);
  expect((await get('/')).status).toBe(404);
});

test('when the port is in use another one is taken', async () => {
  const second = await serve(folder, Number(new URL(site.address).port));
  expect(second.address).not.toBe(site.address);
  second.close();
});
