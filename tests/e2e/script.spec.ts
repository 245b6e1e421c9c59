import { expect, idle, netPnl, openWithResult, runButton, test, writeScript } from './site.ts';

test('an edited script runs by Ctrl+Enter', { tag: '@firefox' }, async ({ page, site }) => {
  await openWithResult(page, site);
  await writeScript(page, 'function on_bar() return "hold" end');
  await page.keyboard.press('ControlOrMeta+Enter');
  await idle(page);
  await expect(netPnl(page)).toHaveText('$0.00');
  await expect(page.getByRole('tab', { name: /^Trades/ })).toHaveText('Trades');
});

test(
  'a syntax error is marked on its line while typing, and the draft survives',
  { tag: '@firefox' },
  async ({ page, site }) => {
    await openWithResult(page, site);
    const pnl = await netPnl(page).innerText();
    await writeScript(page, 'function on_bar()\n  return return\nend\n');
    await expect(page.locator('.cm-lintRange-error')).toHaveText('return return');
    const problem = page.getByRole('tabpanel', { name: 'Script' }).getByRole('status');
    await expect(problem).toContainText('Does not compile');
    await expect(problem).toContainText('line 2');
    // The result before stays until there is a new one, also after a run that could not begin.
    await runButton(page).click();
    await expect(page.getByRole('alert')).toContainText('Does not compile');
    await expect(netPnl(page)).toHaveText(pnl);

    await page.reload();
    await expect(page.locator('.cm-content')).toContainText('return return');
    await expect(page.locator('.cm-lintRange-error')).toHaveText('return return');
  },
);

test(
  'a runtime error says its line and bar, and leads to the line',
  { tag: '@firefox' },
  async ({ page, site }) => {
    await openWithResult(page, site);
    await writeScript(
      page,
      'function on_bar(ctx, bar)\n  if ctx.step == 1234 then\n    error("broken")\n  end\n  return "hold"\nend\n',
    );
    await page.keyboard.press('ControlOrMeta+Enter');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('The script failed');
    await expect(alert).toContainText('broken');
    await expect(alert).toContainText('At bar 1,234');
    await expect(alert).toContainText('What is shown goes up to there.');
    await alert.getByRole('button', { name: 'Go to line 3' }).click();
    await expect(page.locator('.cm-activeLine')).toContainText('error("broken")');
  },
);

test('an endless loop ends as out of fuel and the page stays responsive', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await page.evaluate(() => {
    const slow: number[] = [];
    Object.assign(window, { slow });
    new PerformanceObserver((list) => {
      slow.push(...list.getEntries().map((entry) => entry.duration));
    }).observe({ type: 'longtask' });
  });
  await writeScript(page, 'function on_bar()\n  pcall(function() while true do end end)\nend\n');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('alert')).toContainText('Out of fuel');
  await idle(page);
  const slow = await page.evaluate(() => (window as unknown as { slow: number[] }).slow);
  expect(Math.max(0, ...slow)).toBeLessThan(1000);

  await writeScript(page, 'function on_bar() return "hold" end');
  await page.keyboard.press('ControlOrMeta+Enter');
  await idle(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(netPnl(page)).toHaveText('$0.00');
});

test(
  'Stop ends a long run, shows what was done, and the next run works',
  { tag: '@firefox' },
  async ({ page, site }) => {
    await openWithResult(page, site);
    await writeScript(
      page,
      'function on_bar()\n  local n = 0\n  for i = 1, 300000 do n = n + i end\n  return "hold"\nend\n',
    );
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('contentinfo')).toContainText(/Running: [\d,]+ of [\d,]+ bars/);
    await expect(page.getByRole('contentinfo')).toContainText('bars/s');
    await page.getByRole('button', { name: /^Stop/ }).filter({ visible: true }).click();
    await idle(page);
    await expect(page.getByRole('alert')).toContainText('Stopped');

    await writeScript(page, 'function on_bar() return "hold" end');
    await page.keyboard.press('ControlOrMeta+Enter');
    await idle(page);
    await expect(page.getByRole('alert')).toHaveCount(0);
  },
);

test('Stop ends a run that does not answer, and the data is there again', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  const pnl = await netPnl(page).innerText();
  // Each bar stays just within its fuel, so nothing is heard for long.
  await writeScript(
    page,
    'function on_bar(ctx)\n  if ctx.step > 0 then for i = 1, 4000000 do local n = i end end\n  return "hold"\nend\n',
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.getByRole('button', { name: /^Stop/ }).filter({ visible: true }).click();
  await expect(page.getByRole('alert')).toContainText('Stopped');
  await idle(page);
  // What stood there before stays: the run gave nothing.
  await page.getByRole('button', { name: /^Strategy:/ }).click();
  await page.getByRole('menuitem', { name: 'EMA cross' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await idle(page);
  await expect(netPnl(page)).toHaveText(pnl);
});

test('Escape stops too', { tag: '@firefox' }, async ({ page, site }) => {
  await openWithResult(page, site);
  await writeScript(
    page,
    'function on_bar()\n  for i = 1, 300000 do local n = i end\n  return "hold"\nend\n',
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('contentinfo')).toContainText('Running');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toContainText('Stopped');
});

for (const [what, script, says] of [
  ['an empty script', '', /on_bar/],
  ['a script without on_bar', 'x = 1', /on_bar/],
  ['a wrong return', 'function on_bar() return "up" end', /up/],
  [
    'a column that is not there',
    'function on_bar(ctx, bar) return bar.emaa_10 and "buy" or "hold" end',
    /ema_10/,
  ],
] as const) {
  test(`${what} gets one clear sentence and keeps the page working`, async ({ page, site }) => {
    await openWithResult(page, site);
    await writeScript(page, script);
    if (script === '') await page.keyboard.press('Delete');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByRole('alert')).toContainText(says);
    await idle(page);
  });
}

test('what a script prints stands in the log with its bar', async ({ page, site }) => {
  await openWithResult(page, site);
  await writeScript(
    page,
    'function on_bar(ctx)\n  if ctx.step == 5 then print("<b>five</b>") end\n  return "hold"\nend\n',
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.getByRole('tab', { name: /^Log/ }).click();
  const lines = page.getByRole('tabpanel', { name: /^Log/ }).getByRole('row');
  await expect(lines).toHaveCount(2);
  await expect(lines.last()).toHaveText(/5\s*<b>five<\/b>/);
});

test('names after bar. are completed', { tag: '@firefox' }, async ({ page, site }) => {
  await openWithResult(page, site);
  await writeScript(page, 'function on_bar(ctx, bar)\n  local a = ');
  await page.keyboard.type('bar.cl');
  await expect(page.locator('.cm-tooltip-autocomplete')).toContainText('close');
});
