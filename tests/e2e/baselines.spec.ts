import { behaviorOf } from '../baseline/from-run.ts';
import { csv, GA_HEADER, GA_ROWS } from '../baseline/synthetic.ts';
import { drop, expect, idle, openWithResult, runButton, test } from './site.ts';
import type { Page } from '@playwright/test';

/** Long for the first half of every hour. */
const HALF_HOURS = `function on_bar(ctx, bar)
  local minute = bar.ts // 60000000000 % 60
  if minute < 30 then return ctx.position < 1 and "buy" or "hold" end
  return ctx.position > 0 and "sell" or "hold"
end`;
const WINDOWS = [
  { offset: 1_000, limit: 1_500 },
  { offset: 1_800, limit: 1_500 },
];
const PARAMS = {
  ...{ 'initial-balance': 10_000, 'contract-multiplier': 5, 'margin-per-contract': 50 },
  ...{ 'commission-round-turn': 1.6, 'slippage-per-contract': 0.25, rth: true },
};

interface PathFile {
  path: string;
  content: string;
}

/** Drops files that lie in folders, as a browser hands them over. */
async function dropFolder(page: Page, files: PathFile[]): Promise<void> {
  const transfer = await page.evaluateHandle((all) => {
    interface Entry {
      isFile: boolean;
      isDirectory: boolean;
      name: string;
      fullPath: string;
      file: (take: (file: File) => void) => void;
      createReader: () => { readEntries: (take: (entries: Entry[]) => void) => void };
    }
    const entryOf = (prefix: string, within: PathFile[]): Entry[] => {
      const names = [...new Set(within.map(({ path }) => path.split('/')[0] ?? ''))];
      return names.map((name) => {
        const inside = within
          .filter(({ path }) => path.startsWith(`${name}/`))
          .map((one) => ({ ...one, path: one.path.slice(name.length + 1) }));
        const isDirectory = inside.length > 0;
        const content = within.find(({ path }) => path === name)?.content ?? '';
        return {
          ...{ isFile: !isDirectory, isDirectory, name, fullPath: `${prefix}/${name}` },
          file: (take) => {
            take(new File([content], name));
          },
          createReader: () => {
            let isRead = false;
            return {
              readEntries: (take) => {
                take(isRead ? [] : entryOf(`${prefix}/${name}`, inside));
                isRead = true;
              },
            };
          },
        };
      });
    };
    const [root] = entryOf('', all);
    // A real DataTransfer can't be given entries: they come with a drag from the system only.
    const item = { kind: 'file', webkitGetAsEntry: () => root, getAsFile: () => null };
    return { types: ['Files'], files: [], items: [item], dropEffect: 'copy' };
  }, files);
  await page.evaluate((dropped) => {
    const event = new Event('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: dropped });
    document.body.dispatchEvent(event);
  }, transfer);
}

/** A log of three candidates; the fittest is candidate 0 of generation 1. */
const LOG = csv(GA_HEADER, GA_ROWS);

test(
  'a GA folder is dropped, a candidate picked, its numbers and equity stand beside the run',
  { tag: '@firefox' },
  async ({ page, site }) => {
    await openWithResult(page, site);
    await dropFolder(page, [
      { path: '20260101_120000/ga_log.csv', content: LOG },
      { path: '20260101_120000/run.params.json', content: JSON.stringify(PARAMS) },
      {
        path: '20260101_120000/test_replay/behavior.csv',
        content: behaviorOf(HALF_HOURS, WINDOWS),
      },
    ]);
    const baseline = page.getByRole('region', { name: 'Baseline 20260101_120000' });
    await expect(baseline).toBeVisible();
    await expect(baseline.getByRole('heading', { name: /20260101_120000/ })).toContainText(
      'GA · 2 generations',
    );
    await expect(
      baseline.getByRole('heading', { name: 'Generation 1, candidate 0' }),
    ).toBeVisible();

    await baseline.getByLabel('Generation', { exact: true }).selectOption('0');
    // By selection fitness: candidate 1 has 3, candidate 0 has −12.5.
    await expect(
      baseline.getByRole('heading', { name: 'Generation 0, candidate 1' }),
    ).toBeVisible();
    await baseline.getByLabel('Candidate', { exact: true }).selectOption({ index: 1 });
    await expect(
      baseline.getByRole('heading', { name: 'Generation 0, candidate 0' }),
    ).toBeVisible();
    // One pass over the data, as the run: 2,306.05 − −8.40.
    const net = baseline.getByRole('row', { name: /^Net profit/ }).first();
    await expect(net.getByRole('cell')).toHaveText(['\u2212$8.40', '$2,306.05', '+$2,314.45']);
    await expect(
      baseline.getByRole('row', { name: /^Profit less penalties/ }).first(),
    ).toContainText('Not compared: it holds penalties');
    await expect(baseline.getByRole('row', { name: /^An order fills at/ })).toContainText(
      "the next bar's close",
    );
    await expect(baseline.getByText('Equity beside the script')).toBeVisible();
    await expect(baseline.locator('canvas')).toHaveCount(2);

    // The two windows overlap, so they are two lines over the script's equity.
    await page.getByRole('tab', { name: 'Overview' }).click();
    await expect(page.locator('.readout')).toContainText('20260101_120000 (2)');
  },
);

test('a replay of our own reference run agrees, and a changed cell is found at its bar', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  const behavior = behaviorOf(HALF_HOURS, WINDOWS.slice(0, 1));
  await drop(page, 'behavior.csv', behavior);
  const baseline = page.getByRole('region', { name: 'Baseline behavior.csv' });
  const replay = baseline.getByRole('button', { name: /^Replay its actions/ });
  await replay.click();
  await expect(baseline.getByText('Equity agrees at every one of 1,499 bars')).toBeVisible();

  // Row 1,701 of the data is step 700: its equity is a cent more in the log.
  const rows = behavior.split('\n');
  const cells = (rows[701] ?? '').split(',');
  expect(cells[2]).toBe('1701');
  const [ours, theirs] = [Number(cells[13]), Number(cells[13]) + 0.01];
  cells[13] = String(theirs);
  rows[701] = cells.join(',');
  await baseline.getByRole('button', { name: 'Remove' }).click();
  await drop(page, 'changed.csv', rows.join('\n'));
  const changed = page.getByRole('region', { name: 'Baseline changed.csv' });
  await changed.getByRole('button', { name: /^Replay its actions/ }).click();
  const told = changed.getByText(/equity first differs at row 1,701 of the data/);
  const money = (value: number): string =>
    `$${value.toLocaleString('en-US', { minimumFractionDigits: 4, maximumFractionDigits: 4 })}`;
  await expect(told).toContainText(`step 700: ${money(theirs)} in the log, ${money(ours)} here`);
});

test("the script runs with a baseline's settings, and back with its own", async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await drop(page, 'behavior.csv', behaviorOf(HALF_HOURS, WINDOWS.slice(0, 1)));
  const baseline = page.getByRole('region', { name: 'Baseline behavior.csv' });
  await expect(baseline.getByRole('row', { name: /^Net profit/ })).toContainText(
    'Not compared: it is taken over a window of 1499 bars; the run has 110400',
  );
  await baseline
    .getByRole('button', { name: "Run my script with the baseline's settings" })
    .click();
  await expect(page.getByRole('contentinfo')).toContainText('1,500 bars');
  // The last action filled at row 2,499: the run's last bar. Now the numbers stand side by side.
  const net = baseline.getByRole('row', { name: /^Net profit/ });
  await expect(net).not.toContainText('Not compared');
  await expect(net.getByRole('cell')).toHaveCount(3);
  await baseline.getByRole('button', { name: 'Back to my own settings' }).click();
  await expect(page.getByRole('contentinfo')).toContainText('110,400 bars');
});

test('the result is placed among random strategies, and Stop ends them', async ({ page, site }) => {
  await openWithResult(page, site);
  await page.getByRole('tab', { name: 'Compare' }).click();
  const chance = page.getByRole('region', { name: 'Would chance have done as well?' });
  await expect(chance.getByText(/beats [\d.]+% of 500 random strategies/)).toBeVisible();
  await expect(chance.getByRole('img')).toHaveAccessibleName(/500 random strategies from/);
  await expect(chance.getByRole('row', { name: /^Always flat/ })).toContainText('$0.00');
  // They stay for the same result, and come anew for another.
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(chance.getByText(/beats/)).toBeVisible();
  await runButton(page).click();
  await chance.getByRole('button', { name: 'Stop' }).click();
  await expect(chance.getByText('Stopped.')).toBeVisible();
  await chance.getByRole('button', { name: 'Compute them' }).click();
  await expect(chance.getByText(/^[\d,]+ of 503/)).toBeVisible();
  await idle(page);
});

test('damaged and unknown files are told with their reason, and lose nothing', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await drop(page, 'ga_log.csv', LOG.replace('0,1,1.0000', '0,1,oops'));
  const baseline = page.getByRole('region', { name: 'Baseline ga_log.csv' });
  await expect(baseline.getByText('line 3 has "oops" as w_pnl')).toBeVisible();
  await drop(page, 'half.json', '{"engine":"ga","bestRow":');
  await expect(page.getByText(/half\.json.*It is no whole JSON/)).toBeVisible();
  await expect(baseline).toBeVisible();
  await drop(page, 'zeros.csv', Buffer.alloc(2_000));
  await expect(page.getByText(/zeros\.csv.*It is no text/)).toBeVisible();
  await baseline.getByRole('button', { name: 'Remove' }).click();
  await expect(baseline).toBeHidden();
});
