/**
 * Keeps one whole build of the page and answers from it, so that files of two builds never meet. A new
 * build is fetched and checked file by file before it counts; the one in use stays until it is asked to go.
 */

/** A file of a build. */
export interface BuiltFile {
  /** From the folder of the page; the page itself is ''. */
  path: string;
  /** `sha256-…` as in HTML. */
  integrity: string;
}

export interface Build {
  version: string;
  files: BuiltFile[];
}

/** What it needs of its thread. */
export interface PrecacheHost {
  /** Address of the page's folder, with a slash at its end. */
  scope: string;
  caches: CacheStorage;
  fetch: (request: Request) => Promise<Response>;
}

/** Header of a kept file, by which the next build finds out that it has it already. */
const INTEGRITY = 'x-moontest-integrity';

export class Precache {
  readonly #build: Build;
  readonly #host: PrecacheHost;
  /** Other pages of the same server have caches of their own names. */
  readonly #prefix: string;
  readonly #name: string;
  readonly #byUrl: Map<string, BuiltFile>;

  constructor(build: Build, host: PrecacheHost) {
    this.#build = build;
    this.#host = host;
    this.#prefix = `moontest ${host.scope} `;
    this.#name = this.#prefix + build.version;
    this.#byUrl = new Map(build.files.map((file) => [this.#urlOf(file.path), file]));
  }

  /** Fetches what is not yet here. Rejects, and leaves nothing, unless every file is the build's. */
  async install(): Promise<void> {
    const earlier = await this.#earlier();
    const cache = await this.#host.caches.open(this.#name);
    try {
      await Promise.all(
        this.#build.files.map(async (file) => {
          const found = (await this.#kept(earlier, file)) ?? (await this.#fetched(file));
          await cache.put(this.#urlOf(file.path), found);
        }),
      );
    } catch (error) {
      await this.#host.caches.delete(this.#name);
      throw error;
    }
  }

  /** Takes older builds away; the last one stays for pages of it that are still open in other tabs. */
  async activate(): Promise<void> {
    const older = (await this.#earlier()).slice(0, -1);
    await Promise.all(older.map((name) => this.#host.caches.delete(name)));
  }

  /** Answers for a file of this build, or of the last one; null for what is no matter of ours. */
  answer(request: Request): Promise<Response> | null {
    if (request.method !== 'GET') return null;
    const url = new URL(request.url);
    url.hash = '';
    // What the page is asked with is for the page to read; a file has one address.
    if (request.mode === 'navigate') url.search = '';
    if (url.href === this.#urlOf('index.html')) url.href = this.#urlOf('');
    if (this.#byUrl.has(url.href)) return this.#stored(url.href, [this.#name], request);
    if (!url.href.startsWith(this.#urlOf('assets/'))) return null;
    return this.#earlier().then((names) => this.#stored(url.href, names, request));
  }

  /** Whether all files are here, and that of a page at hand is among them. */
  async serves(url: string): Promise<boolean> {
    if (!this.#byUrl.has(url)) return false;
    const cache = await this.#host.caches.open(this.#name);
    return (await cache.keys()).length >= this.#build.files.length;
  }

  #urlOf(path: string): string {
    return new URL(path, this.#host.scope).href;
  }

  /** Caches of other builds, oldest first. */
  async #earlier(): Promise<string[]> {
    const names = await this.#host.caches.keys();
    return names.filter((name) => name.startsWith(this.#prefix) && name !== this.#name);
  }

  async #kept(names: string[], file: BuiltFile): Promise<Response | null> {
    for (const name of names) {
      const cache = await this.#host.caches.open(name);
      const found = await cache.match(this.#urlOf(file.path));
      if (found?.headers.get(INTEGRITY) === file.integrity) return found;
    }
    return null;
  }

  async #fetched({ path, integrity }: BuiltFile): Promise<Response> {
    // A name that tells the content may come from where the page itself has just got it.
    const cache = path.startsWith('assets/') ? 'default' : 'no-cache';
    const url = this.#urlOf(path);
    const response = await this.#host.fetch(new Request(url, { integrity, cache }));
    if (!response.ok) throw new Error(`${url}: status ${response.status}`);
    // Written anew: an answer that was redirected may not be given for a page.
    const headers = { [INTEGRITY]: integrity, 'content-type': typeOf(response, path) };
    return new Response(await response.blob(), { headers });
  }

  async #stored(url: string, names: string[], request: Request): Promise<Response> {
    for (const name of names) {
      const cache = await this.#host.caches.open(name);
      const found = await cache.match(url);
      if (found !== undefined) return found;
    }
    // The browser threw the cache away.
    return this.#host.fetch(request);
  }
}

/** The server's word, but for wasm, which compiles while it comes only under its own type. */
function typeOf(response: Response, path: string): string {
  if (path.endsWith('.wasm')) return 'application/wasm';
  return response.headers.get('content-type') ?? 'application/octet-stream';
}
