import { existsSync } from 'node:fs';
import { defineConfig, firefox as firefoxType } from '@playwright/test';

/** The set-up names a browser; else the system's, else Playwright's own. */
const chromium = firstThere([process.env.MOONTEST_CHROMIUM, '/usr/bin/chromium']);
const firefox = firstThere([process.env.MOONTEST_FIREFOX, '/usr/bin/firefox-esr']);
/** Playwright's own Firefox is patched and spoken to in another way. */
const isForeign = firefox !== undefined && firefox !== firefoxType.executablePath();

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-output/browser',
  // Limits against hanging, ten times what the slowest step needs, and not goals.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    // Tests of working offline allow them: they keep a copy of the whole page.
    serviceWorkers: 'block',
  },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: {
          ...(chromium !== undefined && { executablePath: chromium }),
          args: [
            '--headless',
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      },
    },
    {
      // What another engine could do otherwise is marked `{ tag: '@firefox' }` and runs here too.
      name: 'firefox',
      grep: /@firefox/,
      use: {
        browserName: 'firefox',
        ...(isForeign && {
          channel: 'moz-firefox',
          launchOptions: { executablePath: firefox },
        }),
      },
    },
  ],
});

function firstThere(paths: (string | undefined)[]): string | undefined {
  return paths.find((path) => path !== undefined && existsSync(path));
}
