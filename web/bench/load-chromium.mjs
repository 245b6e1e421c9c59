// @ts-check
/** Times loads in Chromium: what a drop costs the processor, all of the browser's processes together. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findBrowser } from '../../setup/browser.mjs';
import { serve } from '../../setup/serve.mjs';
import { root } from '../../setup/steps.mjs';

/**
 * Builds the page of the benchmark.
 * @param {string} folder
 */
export async function buildLoadPage(folder) {
  await build({
    root: join(root, 'web/bench'),
    configFile: false,
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: folder,
      target: 'chrome123',
      rolldownOptions: { input: join(root, 'web/bench/load.html') },
    },
  });
}

/**
 * Loads a file several times in one tab, its memory measured at the first.
 * @param {string} folder of the page built
 * @param {string} file
 * @param {number} repetitions
 * @returns {Promise<import('./load.mjs').Reading & { wall_s: number }>}
 */
export async function loadInChromium(folder, file, repetitions) {
  const executablePath = await findBrowser('chromium');
  const { address, close } = await serve(folder, 0);
  const browser = await chromium.launch(executablePath === null ? {} : { executablePath });
  try {
    const page = await browser.newPage();
    const session = await browser.newBrowserCDPSession();
    await page.goto(`${address}load.html`);
    await page.setInputFiles('input', file);
    const before = new Map((await tabs(session)).map((id) => [id, forgetPeak(id)]));
    let peak_mib = 0;
    const times = [];
    const walls = [];
    let rows = 0;
    for (let i = 0; i < repetitions; i += 1) {
      const since = await cpuSeconds(session);
      /** @type {{ wall_s: number, rows: number }} */
      const loaded = await page.evaluate('loadChosen()');
      times.push((await cpuSeconds(session)) - since);
      walls.push(loaded.wall_s);
      rows = loaded.rows;
      // Chromium keeps a spare process; the page is in that which grew.
      peak_mib ||= Math.max(...[...before].map(([id, rss]) => mib(id, 'VmHWM') - rss));
    }
    /** @type {number} */
    const last = await page.evaluate('lastClose()');
    return {
      cpu_s: Math.min(...times),
      peak_mib,
      rows,
      last,
      wall_s: Math.min(...walls),
    };
  } finally {
    await browser.close();
    close();
  }
}

/** @typedef {Awaited<ReturnType<import('@playwright/test').Browser['newBrowserCDPSession']>>} Session */

/** @param {Session} session */
async function processes(session) {
  return (await session.send('SystemInfo.getProcessInfo')).processInfo;
}

/** @param {Session} session */
async function cpuSeconds(session) {
  return (await processes(session)).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** @param {Session} session */
async function tabs(session) {
  return (await processes(session)).flatMap(({ type, id }) => (type === 'renderer' ? [id] : []));
}

/**
 * Lets the system note the largest memory from now on; returns the present one in MiB. Linux alone tells.
 * @param {number} id
 */
function forgetPeak(id) {
  if (!readdirSync('/').includes('proc')) return NaN;
  writeFileSync(`/proc/${id}/clear_refs`, '5');
  return mib(id, 'VmRSS');
}

/**
 * @param {number} id
 * @param {'VmRSS' | 'VmHWM'} what
 */
function mib(id, what) {
  if (!readdirSync('/').includes('proc')) return NaN;
  const [, kib = 'NaN'] =
    new RegExp(`${what}:\\s+(\\d+)`, 'u').exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}
