import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { Precache, type Build } from '../../web/worker/offline/precache';

const SCOPE = 'https://host.example/moon/';

/** What the server has, by address, and what was asked of it. */
let server: Map<string, string>;
let asked: string[];
let storage: FakeCaches;

const text = async (answer: Promise<Response> | null): Promise<string | null> =>
  answer === null ? null : (await answer).text();

const integrity = (content: string): string =>
  `sha256-${createHash('sha256').update(content).digest('base64')}`;

/** Puts a build on the server. */
function publish(version: string, files: Record<string, string>, scope = SCOPE): Precache {
  for (const [path, content] of Object.entries(files)) server.set(scope + path, content);
  const list = Object.entries(files).map(([path, content]) => ({
    path,
    integrity: integrity(content),
  }));
  return over({ version, files: list }, scope);
}

function over(build: Build, scope = SCOPE): Precache {
  return new Precache(build, {
    scope,
    caches: storage as unknown as CacheStorage,
    // As a browser does: bytes of another hash are a failed request.
    fetch: (request) => {
      asked.push(request.url.slice(scope.length));
      const content = server.get(request.url);
      if (content === undefined) return Promise.resolve(new Response('', { status: 404 }));
      return request.integrity !== '' && request.integrity !== integrity(content)
        ? Promise.reject(new TypeError('Failed integrity metadata check'))
        : Promise.resolve(new Response(content, { headers: { 'content-type': 'text/plain' } }));
    },
  });
}

class FakeCaches {
  readonly all = new Map<string, Map<string, Response>>();
  keys(): Promise<string[]> {
    return Promise.resolve([...this.all.keys()]);
  }
  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.all.delete(name));
  }
  open(name: string): Promise<unknown> {
    const kept = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, kept);
    return Promise.resolve({
      keys: () => Promise.resolve([...kept.keys()]),
      match: (url: string) => Promise.resolve(kept.get(url)?.clone()),
      put: (url: string, response: Response) => {
        kept.set(url, response);
        return Promise.resolve();
      },
    });
  }
}

/** A navigation has a mode that only a browser can give a request. */
function visit(url: string): Request {
  return Object.defineProperty(new Request(url), 'mode', { value: 'navigate' });
}

const A = { '': 'page A', 'assets/main-A.js': 'script A', 'assets/engine.wasm': 'wasm' };
const B = { '': 'page B', 'assets/main-B.js': 'script B', 'assets/engine.wasm': 'wasm' };

beforeEach(() => {
  server = new Map();
  asked = [];
  storage = new FakeCaches();
});

describe('a build that is kept whole', () => {
  test('answers for each of its files without the server', async () => {
    const precache = publish('a', A);
    await precache.install();
    server.clear();
    expect(await text(precache.answer(visit(SCOPE)))).toBe('page A');
    expect(await text(precache.answer(visit(`${SCOPE}index.html`)))).toBe('page A');
    expect(await text(precache.answer(visit(`${SCOPE}?from=mail#s=abc`)))).toBe('page A');
    const wasm = await precache.answer(new Request(`${SCOPE}assets/engine.wasm`));
    expect(wasm?.headers.get('content-type')).toBe('application/wasm');
    expect(await precache.serves(`${SCOPE}assets/main-A.js`)).toBe(true);
    expect(await precache.serves(`${SCOPE}assets/main-B.js`)).toBe(false);
  });

  test('leaves to the browser what is none of its files', async () => {
    const precache = publish('a', A);
    await precache.install();
    expect(precache.answer(new Request(`${SCOPE}other.txt`))).toBeNull();
    expect(precache.answer(new Request('https://host.example/elsewhere/'))).toBeNull();
    expect(precache.answer(new Request(SCOPE, { method: 'POST', body: 'x' }))).toBeNull();
  });

  test('fetches what the browser threw away', async () => {
    const precache = publish('a', A);
    await precache.install();
    storage.all.clear();
    expect(await precache.serves(`${SCOPE}assets/main-A.js`)).toBe(false);
    expect(await text(precache.answer(new Request(`${SCOPE}assets/main-A.js`)))).toBe('script A');
  });
});

describe('a build that is not whole', () => {
  test('counts for nothing when a file is missing', async () => {
    const precache = publish('a', A);
    server.delete(`${SCOPE}assets/engine.wasm`);
    await expect(precache.install()).rejects.toThrow('status 404');
    expect(await storage.keys()).toEqual([]);
  });

  test('counts for nothing when a file is already of another build', async () => {
    await publish('a', A).install();
    const b = publish('b', B);
    server.set(SCOPE, 'page C');
    await expect(b.install()).rejects.toThrow('integrity');
    expect(await storage.keys()).toEqual([`moontest ${SCOPE} a`]);
  });
});

describe('a newer build', () => {
  test('fetches only what it does not have yet', async () => {
    await publish('a', A).install();
    asked = [];
    await publish('b', B).install();
    expect(asked.sort()).toEqual(['', 'assets/main-B.js']);
  });

  test('leaves the one in use untouched until it takes over', async () => {
    const a = publish('a', A);
    await a.install();
    const b = publish('b', B);
    await b.install();
    server.clear();
    expect(await text(a.answer(visit(SCOPE)))).toBe('page A');
    expect(await text(b.answer(visit(SCOPE)))).toBe('page B');
  });

  test('still has the scripts of a page of the last build, in another tab', async () => {
    await publish('a', A).install();
    const b = publish('b', B);
    await b.install();
    await b.activate();
    server.clear();
    expect(await text(b.answer(new Request(`${SCOPE}assets/main-A.js`)))).toBe('script A');
  });

  test('takes away the builds before the last', async () => {
    await publish('a', A).install();
    const b = publish('b', B);
    await b.install();
    await b.activate();
    const c = publish('c', { ...A, '': 'page C' });
    await c.install();
    await c.activate();
    expect(await storage.keys()).toEqual([`moontest ${SCOPE} b`, `moontest ${SCOPE} c`]);
  });

  test('leaves pages of other folders of the server alone', async () => {
    const other = 'https://host.example/other/';
    await publish('x', A, other).install();
    await publish('y', A, other).install();
    const a = publish('a', A);
    await a.install();
    await a.activate();
    expect(await storage.keys()).toHaveLength(3);
  });
});
