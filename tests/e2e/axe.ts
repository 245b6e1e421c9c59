/** What axe finds on a page as it stands. */

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

declare const axe: { run: (of: Document, options: object) => Promise<Found> };

interface Found {
  violations: { id: string; nodes: { html: string }[] }[];
}

/** Each violation with the elements it is of. `only` these rules, or all without those of `skip`. */
export async function violations(
  page: Page,
  { only = [], skip = [] }: { only?: string[]; skip?: string[] } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await putIn(page);
  const options = {
    resultTypes: ['violations'],
    ...(only.length > 0 && { runOnly: { type: 'rule', values: only } }),
    rules: Object.fromEntries(skip.map((rule) => [rule, { enabled: false }])),
  };
  const found = await page.evaluate((how) => axe.run(document, how), options);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' ')}`);
}

/** The builder puts axe into the page anew at each look, which takes as long as the look; once will do. */
async function putIn(page: Page): Promise<void> {
  // It brings a Playwright of its own version, whose types alone differ.
  const builder = new AxeBuilder({ page } as unknown as ConstructorParameters<
    typeof AxeBuilder
  >[0]);
  await builder.setLegacyMode(true).withRules(['document-title']).analyze();
}
