/** What a closed file leaves behind. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { writeBars } from '../worker/written.ts';
import { drop, expect, idle, openWithResult, test } from './site.ts';

const BARS = 2_000_000;
const ROUNDS = 6;
/** Times, closes: what the engine keeps of the file. */
const DECODED_MIB = (BARS * 2 * 8) / 1024 / 1024;

/** Memory of the page's process in MiB; null where the system does not tell. */
async function memory(page: Page): Promise<number | null> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  await session?.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  if (!renderers.every((id) => existsSync(`/proc/${id}/status`))) return null;
  const rss = renderers.map((id) =>
    Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]),
  );
  return Math.max(...rss) / 1024;
}

test('a large file opened and closed six times leaves no more memory in use than one', async ({
  page,
  site,
}, info) => {
  test.setTimeout(180_000);
  const path = info.outputPath('large.parquet');
  const at = Array.from({ length: BARS }, (_, i) => i);
  const blob = writeBars({
    ts: at.map((bar) => 1_000_000_000_000 + bar * 60_000),
    close: at.map((bar) => 100 + (bar % 997)),
    groupRows: 1_000_000,
  });
  writeFileSync(path, Buffer.from(await blob.arrayBuffer()));

  await openWithResult(page, site);
  await drop(page, 'small.parquet', readFileSync('tests/fixtures/zoo/comp_snappy.parquet'));
  await expect(page.getByRole('contentinfo')).toContainText('200 bars');
  await idle(page);
  const input = await page.evaluateHandle(() => {
    const made = document.createElement('input');
    made.type = 'file';
    return document.body.appendChild(made);
  });
  await input.setInputFiles(path);
  const used: (number | null)[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await input.evaluate((chosen) => {
      const transfer = new DataTransfer();
      for (const file of chosen.files ?? []) transfer.items.add(file);
      const event = new DragEvent('drop', {
        bubbles: true,
        cancelable: true,
        dataTransfer: transfer,
      });
      document.body.dispatchEvent(event);
    });
    await expect(page.getByRole('contentinfo')).toContainText('2,000,000 bars', {
      timeout: 60_000,
    });
    await idle(page);
    await page.getByRole('button', { name: 'Close large.parquet' }).first().click();
    await expect(page.getByRole('contentinfo')).toContainText('200 bars');
    await idle(page);
    // The decoder is ended, and of engines there is one.
    await expect.poll(() => page.workers().length).toBe(1);
    used.push(await memory(page));
  }
  console.warn(`    after each closing: ${used.map((mib) => mib?.toFixed(0)).join(', ')} MiB`);
  const known = used.filter((mib) => mib !== null);
  if (known.length < ROUNDS) return;
  // What is to be collected waits a while, so the least of some is what is in use.
  expect(Math.min(...known.slice(-3)) - Math.min(...known.slice(0, 3))).toBeLessThan(DECODED_MIB);
});
