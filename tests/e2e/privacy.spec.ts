import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../setup/serve.mjs';
import { drop, expect, idle, netPnl, runButton, sampleBytes, test, writeScript } from './site.ts';

/** A request as it reached the server. */
interface Asked {
  method: string;
  url: string;
  /** Bytes of its body. */
  body: number;
}

test.use({ serviceWorkers: 'allow' });

test('over load, drop, edit, run, share and export nothing is asked for but the page’s own files', async ({
  page,
  watch,
}) => {
  const asked: Asked[] = [];
  const server = await serve('dist', 0, '/p/', (request) => {
    const one = { method: request.method ?? '', url: request.url ?? '', body: 0 };
    request.on('data', (piece: Buffer) => (one.body += piece.length));
    asked.push(one);
  });
  // Whatever the page, its workers or its service worker would ask of anyone else.
  const elsewhere: string[] = [];
  page.context().on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    const isOwn = server.address.startsWith(`${origin}/`) || protocol === 'blob:';
    if (!isOwn) elsewhere.push(request.url());
    if (request.postData() !== null) elsewhere.push(`with a body: ${request.url()}`);
  });
  try {
    await page.goto(server.address);
    await expect(page.getByRole('contentinfo')).toContainText('works offline');
    await drop(page, 'secret-positions.parquet', sampleBytes());
    await expect(
      page.getByRole('button', { name: 'Data: secret-positions.parquet' }),
    ).toBeVisible();
    await idle(page);
    await writeScript(page, 'function on_bar() print("secret rule") return "buy" end');
    await runButton(page).click();
    await idle(page);
    await expect(netPnl(page)).toHaveText(/\$/);
    await page.getByRole('button', { name: 'More' }).click();
    const download = page.waitForEvent('download');
    await page
      .getByRole('menuitem', { name: /^Export/ })
      .first()
      .click();
    await download;
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const link = await page.getByLabel('Link', { exact: true }).inputValue();
    await page.keyboard.press('Escape');
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('button', { name: /^Run it on/ }).click();
    await expect(page.getByRole('region', { name: 'Shared strategy' })).toContainText(
      'reproduced ✓',
    );
  } finally {
    server.close();
  }
  // Judged here, by this server's address.
  watch.requests.length = 0;
  expect(elsewhere).toEqual([]);
  expect(asked.length).toBeGreaterThan(20);
  for (const { method, url, body } of asked) {
    const path = url.replace(/^\/p\//, '') || 'index.html';
    expect([method, body, path]).toEqual(['GET', 0, path]);
    expect(existsSync(join('dist', path)), `${path} is a file of the page`).toBe(true);
  }
});

test('the page’s own policy forbids every other origin, inline scripts and eval', async ({
  page,
  site,
  watch,
}) => {
  const html = readFileSync('dist/index.html', 'utf8');
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? '';
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  // First in head, before anything that it could not stop.
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(script|link|style)/));
  // The browser keeps to it: what the page would send elsewhere is refused before it leaves.
  await page.goto(site.address);
  const sent = await page.evaluate(() =>
    fetch('https://example.com/?secret').then(
      () => 'sent',
      () => 'refused',
    ),
  );
  expect(sent).toBe('refused');
  expect(watch.faults.join()).toContain('Content Security Policy');
  watch.faults.length = 0;
  watch.requests.length = 0;
});
