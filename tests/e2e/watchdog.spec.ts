/** A worker that hangs or traps is replaced; the page says so and goes on with the person's draft and data. */

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { serve } from '../../setup/serve.mjs';
import { idle, netPnl, openWithResult, writeScript } from './site.ts';

/** Stands before the engine's worker: a run whose script says so never answers, or traps in wasm. */
const FAULTY = `addEventListener('message', ({ data }) => {
  if (data.path?.[0] !== 'run') return;
  const request = JSON.stringify(data.argumentList);
  if (request.includes('-- hangs')) for (;;);
  globalThis.traps = request.includes('-- traps');
});
{
  const real = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...args) => {
    const { module, instance } = await real.apply(WebAssembly, args);
    const engine_advance = (...given) => {
      if (globalThis.traps) throw new RangeError('Maximum call stack size exceeded');
      return instance.exports.engine_advance(...given);
    };
    return { module, instance: { exports: { ...instance.exports, engine_advance } } };
  };
}
`;

/** The built page with a worker that can be made to fail. */
const test = base.extend<object, { faulty: { address: string } }>({
  faulty: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from here
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'moontest-'));
      cpSync('dist', folder, { recursive: true });
      const assets = join(folder, 'assets');
      const worker = readdirSync(assets).find((name) => /^engine\.worker.*\.js$/u.test(name)) ?? '';
      const text = readFileSync(join(assets, worker), 'utf8');
      writeFileSync(join(assets, worker), FAULTY + text);
      const server = await serve(folder, 0, '/');
      await use({ address: server.address });
      server.close();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
});

const HOLDS = 'function on_bar() return "hold" end';

for (const [what, mark, says] of [
  ['that stops answering', '-- hangs', 'gave no sign of life for 3 s'],
  ['that traps', '-- traps', 'was started again (Maximum call stack size exceeded)'],
] as const) {
  test(
    `a worker ${what} is replaced, and draft and data are there`,
    { tag: '@firefox' },
    async ({ page, faulty }) => {
      await openWithResult(page, faulty);
      const before = await netPnl(page).innerText();
      await writeScript(page, `${HOLDS} ${mark}`);
      await page.keyboard.press('ControlOrMeta+Enter');
      await expect(page.getByRole('alert')).toContainText(says);
      await idle(page);
      // The result before stays in view, and so does what the person wrote.
      await expect(netPnl(page)).toHaveText(before);
      await expect(page.locator('.cm-content')).toContainText(mark);

      await writeScript(page, HOLDS);
      await page.keyboard.press('ControlOrMeta+Enter');
      await idle(page);
      await expect(page.getByRole('alert')).toHaveCount(0);
      await expect(netPnl(page)).toHaveText('$0.00');
    },
  );
}
