import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drop, expect, idle, openWithResult, sampleBytes, test } from './site.ts';

const ZOO = 'tests/fixtures/zoo';

interface Expected {
  expect: 'ok' | 'warn' | 'ask' | 'error';
}

const expected = Object.entries(
  JSON.parse(readFileSync(join(ZOO, 'expected.json'), 'utf8')) as Record<string, Expected>,
);
/** Every third in the browser; tests/worker/zoo.test.ts takes all of them through the same modules. */
const chosen =
  process.env.MOONTEST_ZOO === 'all' ? expected : expected.filter((_, n) => n % 3 === 0);

test('files of every kind come to their outcome on the page, one after the other', async ({
  page,
  site,
}) => {
  // A limit against hanging, ten times the goal of 5 s each.
  test.setTimeout(chosen.length * 50_000);
  await openWithResult(page, site);
  let slowest = { name: '', ms: 0 };
  for (const [name, wanted] of chosen) {
    const started = performance.now();
    await drop(page, name, readFileSync(join(ZOO, name)));
    const used = page.getByRole('button', { name: `Data: ${name}` });
    const refused = page.getByRole('alert').filter({ hasText: `${name} can’t be used.` });
    const question = page.getByRole('combobox', { name: new RegExp(name.replaceAll('.', '\\.')) });
    const outcome = { ok: used, warn: used, ask: question, error: refused }[wanted.expect];
    await expect(outcome, name).toBeVisible();
    await idle(page);
    const warnings = page.getByRole('tab', { name: /^Data [\d,]+ warning/ });
    if (wanted.expect === 'warn') await expect(warnings, name).toBeVisible();
    if (wanted.expect === 'ok') await expect(warnings, name).toHaveCount(0);
    const ms = performance.now() - started;
    if (ms > slowest.ms) slowest = { name, ms };
  }
  const description = `${String(chosen.length)} files; slowest ${slowest.name}, ${slowest.ms.toFixed(0)} ms`;
  test.info().annotations.push({ type: 'time', description });
  await drop(page, 'sound.parquet', sampleBytes());
  await expect(page.getByRole('button', { name: 'Data: sound.parquet' })).toBeVisible();
  await idle(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
});
