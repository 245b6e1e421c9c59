import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The set-up names a browser; else the system's, else Playwright's own. */
const chromium = [process.env.MOONTEST_CHROMIUM, '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);

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
    browserName: 'chromium',
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
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
});
