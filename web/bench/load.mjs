// @ts-check
/**
 * `npm run bench -- load`: files of bars from parquet to columns, in our engine (in Node and as a drop in
 * Chromium), in pyarrow (one thread) and in hyparquet. Each reader has a process of its own; seconds are of the processor, so that what else the machine
 * does matters little, and the ratios are of readers measured one after the other.
 */

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { cached } from '../../setup/cache.mjs';
import { root, run, step } from '../../setup/steps.mjs';
import { buildLoadPage, loadInChromium } from './load-chromium.mjs';

const PYARROW = '26.0.1';
const NUMPY = '2.4.6';
const CODECS = /** @type {const} */ (['snappy', 'zstd']);
const SIZES = [
  { rows: 1_000_000, repetitions: 25 },
  { rows: 10_000_000, repetitions: 2 },
];
const COLUMNS = 6;
const MIB = 1024 * 1024;
/** Largest ratios to pyarrow's seconds that a million rows may take. */
const GOALS = { snappy: 1.3, zstd: 5 };
/** Largest ratio of memory to the columns decoded, beside one column chunk. */
const MEMORY_GOAL = 1.25;

/**
 * @typedef {object} Reading
 * @property {number} cpu_s least of the repetitions
 * @property {number} peak_mib memory beyond what the process took before the first read
 * @property {number} rows
 * @property {number} last close of the last bar
 *
 * @typedef {object} LoadTime
 * @property {number} rows
 * @property {'snappy' | 'zstd'} codec
 * @property {number} file_mib
 * @property {number} columns_mib the columns decoded
 * @property {Reading} ours in Node, by the command line's path
 * @property {Reading & { wall_s: number }} chromium the same as a drop: workers started, the file looked at, then read
 * @property {Reading} pyarrow
 * @property {Reading} hyparquet
 */

/** @returns {Promise<LoadTime[]>} */
export async function measureLoads() {
  // 400 MB, and written in seconds: nothing to keep.
  const folder = mkdtempSync(join(tmpdir(), 'moontest-load-'));
  try {
    return await measureIn(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} folder */
async function measureIn(folder) {
  const packages = await step(`pyarrow ${PYARROW}`, () =>
    cached(`bench-pyarrow-${PYARROW}`, 'pyarrow/__init__.py', async (folder) => {
      const wanted = [`pyarrow==${PYARROW}`, `numpy==${NUMPY}`];
      await run('python3', ['-m', 'pip', 'install', '-q', '--target', folder, ...wanted]);
    }),
  );
  await build({
    root,
    configFile: join(root, 'vite.cli.config.ts'),
    logLevel: 'error',
    build: { ssr: 'web/bench/load-ours.ts', outDir: join(folder, 'ours') },
  });
  await buildLoadPage(join(folder, 'page'));
  /** @param {string[]} words */
  const python = (words) =>
    run('python3', [join(root, 'web/bench/load.py'), ...words], { env: { PYTHONPATH: packages } });
  const times = [];
  for (const { rows, repetitions } of SIZES) {
    for (const codec of CODECS) {
      const file = join(folder, `${rows}-${codec}.parquet`);
      await step(`Write ${rows.toLocaleString('en')} rows, ${codec}`, () =>
        python(['write', String(rows), codec, file]),
      );
      const often = [file, String(repetitions)];
      const time = await step(`Read ${rows.toLocaleString('en')} rows, ${codec}`, async () => ({
        rows,
        codec,
        file_mib: statSync(file).size / MIB,
        columns_mib: (rows * COLUMNS * 8) / MIB,
        ours: reading(await run(process.execPath, [join(folder, 'ours/moontest.js'), ...often])),
        chromium: await loadInChromium(join(folder, 'page'), file, repetitions),
        pyarrow: reading(await python(['read', ...often])),
        hyparquet: reading(
          await run(process.execPath, [
            join(root, 'web/bench/load-hyparquet.mjs'),
            file,
            rows > 1_000_000 ? '1' : '3',
          ]),
        ),
      }));
      agree(time);
      times.push(time);
    }
  }
  return times;
}

/**
 * @param {string} printed
 * @returns {Reading}
 */
const reading = (printed) => JSON.parse(printed);

/**
 * Readers that read different things are not to be compared.
 * @param {LoadTime} time
 */
function agree({ ours, chromium, pyarrow, hyparquet }) {
  for (const other of [ours, chromium, hyparquet]) {
    if (other.rows !== pyarrow.rows || other.last !== pyarrow.last) {
      const all = { ours, chromium, pyarrow, hyparquet };
      throw new Error(`readers differ: ${JSON.stringify(all)}`);
    }
  }
}

/**
 * Returns the table for people.
 * @param {LoadTime[]} times
 */
export function loadReport(times) {
  /** @param {string[]} cells */
  const line = ([first = '', ...cells]) =>
    first.padEnd(24) + cells.map((cell) => cell.padStart(12)).join('');
  /** @param {Reading} reading */
  const shown = ({ cpu_s, peak_mib }, columns_mib = 1) => [
    `${(cpu_s * 1000).toFixed(0)} ms`,
    `${(peak_mib / columns_mib).toFixed(2)} ×`,
  ];
  return [
    '\nParquet to columns: seconds of the processor, and peak memory over the columns decoded\n',
    line([
      ...['', 'ours', 'memory', 'pyarrow', 'memory', 'hyparquet', 'memory', '/ pyarrow', 'goal'],
      ...['Chromium', 'memory', 'clock'],
    ]),
    ...times.map(({ rows, codec, columns_mib, ours, chromium, pyarrow, hyparquet }) => {
      const ratio = ours.cpu_s / pyarrow.cpu_s;
      const isJudged = rows === 1_000_000;
      const goal = isJudged ? `${GOALS[codec]} ×${ratio > GOALS[codec] ? ' over' : ''}` : '–';
      return line([
        `${rows.toLocaleString('en')}, ${codec}`,
        ...[ours, pyarrow, hyparquet].flatMap((reading) => shown(reading, columns_mib)),
        `${ratio.toFixed(2)} ×`,
        goal,
        ...shown(chromium, columns_mib),
        `${(chromium.wall_s * 1000).toFixed(0)} ms`,
      ]);
    }),
    `\nMemory's goal is ${MEMORY_GOAL} × and one column chunk. Ours converts, checks and orders the bars, too.`,
    'Chromium is all of a drop: both modules started anew, the file looked at and read, in all of its processes; clock is how long it takes.',
  ].join('\n');
}
