// @ts-check
/** Times the engine in Chromium, in a worker of a page that this process serves. */

import { chromium } from '@playwright/test';
import { findBrowser } from '../../setup/browser.mjs';
import { serve } from '../../setup/serve.mjs';
import { root } from '../../setup/steps.mjs';

/**
 * @param {import('./worker.mjs').Task} task
 * @returns {Promise<{ version: string, times: import('./engine.mjs').Times[] }>}
 */
export const measureInChromium = (task) => answerOfWorker(task);

/**
 * @param {import('./worker.mjs').Task} task
 * @returns {Promise<{ version: string, times: number[] }>} seconds before the first bar, of each script
 */
export const startsInChromium = (task) => answerOfWorker({ ...task, startsOnly: true });

/** @param {import('./worker.mjs').Task} task */
async function answerOfWorker(task) {
  const executablePath = await findBrowser('chromium');
  const { address, close } = await serve(root, 0);
  const browser = await chromium.launch(executablePath === null ? {} : { executablePath });
  try {
    const page = await browser.newPage();
    await page.goto(`${address}web/bench/index.html`);
    const times = await page.evaluate(
      (sent) =>
        new Promise((resolve, reject) => {
          const worker = new globalThis.Worker('worker.mjs', { type: 'module' });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage(sent);
        }),
      task,
    );
    return { version: browser.version(), times };
  } finally {
    await browser.close();
    close();
  }
}
