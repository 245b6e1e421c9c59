import { behaviorOf } from '../baseline/from-run.ts';
import { csv, GA_HEADER, GA_ROWS } from '../baseline/synthetic.ts';
import { violations } from './axe.ts';
import { drop, expect, openWithResult, test } from './site.ts';

const HALF_HOURS =
  'function on_bar(ctx, bar) local m = bar.ts // 60000000000 % 60 if m < 30 then return ctx.position < 1 and "buy" or "hold" end return ctx.position > 0 and "sell" or "hold" end';
const BEHAVIOR = behaviorOf(HALF_HOURS, [{ offset: 1_000, limit: 4_000 }]);

for (const { name, width, height, colorScheme } of [
  { name: 'desktop', width: 1440, height: 2600, colorScheme: 'light' },
  { name: 'phone', width: 390, height: 3800, colorScheme: 'dark' },
] as const) {
  test.describe(`baselines, ${name}`, () => {
    test.use({ colorScheme, viewport: { width, height }, hasTouch: name === 'phone' });

    test(`read well and pass axe, ${name}`, async ({ page, site }) => {
      await openWithResult(page, site);
      await drop(page, 'ga_log.csv', csv(GA_HEADER, GA_ROWS));
      const log = page.getByRole('region', { name: 'Baseline ga_log.csv' });
      await expect(log.getByRole('heading', { name: 'Generation 1, candidate 0' })).toBeVisible();
      await drop(page, 'behavior.csv', BEHAVIOR);
      const behavior = page.getByRole('region', { name: 'Baseline behavior.csv' });
      await behavior.getByRole('button', { name: /^Replay its actions/ }).click();
      await expect(behavior.getByText('Equity agrees at every one')).toBeVisible();
      await expect(behavior.locator('canvas')).toHaveCount(1);
      await expect(page.getByText(/beats [\d.]+% of 500/)).toBeVisible();
      const shot = (what: string): string => `test-output/screenshots/${name}-${what}.png`;
      await page.screenshot({ path: shot('baseline-behavior') });
      await page.getByRole('button', { name: 'ga_log.csv' }).click();
      await expect(log.locator('canvas')).toHaveCount(1);
      await page.screenshot({ path: shot('baseline-log') });
      // Nothing is wider than the panel.
      const overflow = await page
        .locator('#right-compare')
        .evaluate((panel) => panel.scrollWidth - panel.clientWidth);
      expect(overflow).toBe(0);
      expect(await violations(page)).toEqual([]);
    });
  });
}
