// @ts-check
/**
 * `npm run bench -- load`: files of bars from parquet to columns, in our engine, in pyarrow (one thread) and in
 * hyparquet. Each reader has a process of its own; seconds are of the processor, so that what else the machine
 * does matters little, and the ratios are of readers measured one after the other.
 */

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { cached } from '../../setup/cache.mjs';
import { root, run, step } from '../../setup/steps.mjs';

const PYARROW = '26.0.1';
const NUMPY = '2.4.6';
const FILES = join(root, 'build/bench-load');
const CODECS = /** @type {const} */ (['snappy', 'zstd']);
const SIZES = [
  { rows: 1_000_000, repetitions: 9 },
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
 * @property {Reading} ours
 * @property {Reading} pyarrow
 * @property {Reading} hyparquet
 */

/** @returns {Promise<LoadTime[]>} */
export async function measureLoads() {
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
    build: { ssr: 'web/bench/load-ours.ts', outDir: join(FILES, 'ours') },
  });
  /** @param {string[]} words */
  const python = (words) =>
    run('python3', [join(root, 'web/bench/load.py'), ...words], { env: { PYTHONPATH: packages } });
  const times = [];
  for (const { rows, repetitions } of SIZES) {
    for (const codec of CODECS) {
      const file = join(FILES, `${rows}-${codec}.parquet`);
      mkdirSync(FILES, { recursive: true });
      if (!existsSync(file)) {
        await step(`Write ${rows.toLocaleString('en')} rows, ${codec}`, () =>
          python(['write', String(rows), codec, file]),
        );
      }
      const often = [file, String(repetitions)];
      const time = await step(`Read ${rows.toLocaleString('en')} rows, ${codec}`, async () => ({
        rows,
        codec,
        file_mib: readFileSync(file).length / MIB,
        columns_mib: (rows * COLUMNS * 8) / MIB,
        ours: reading(await run(process.execPath, [join(FILES, 'ours/moontest.js'), ...often])),
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
function agree({ ours, pyarrow, hyparquet }) {
  for (const other of [ours, hyparquet]) {
    if (other.rows !== pyarrow.rows || other.last !== pyarrow.last) {
      throw new Error(`readers differ: ${JSON.stringify({ ours, pyarrow, hyparquet })}`);
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
    line(['', 'ours', 'memory', 'pyarrow', 'memory', 'hyparquet', 'memory', '/ pyarrow', 'goal']),
    ...times.map(({ rows, codec, columns_mib, ours, pyarrow, hyparquet }) => {
      const ratio = ours.cpu_s / pyarrow.cpu_s;
      const isJudged = rows === 1_000_000;
      const goal = isJudged ? `${GOALS[codec]} ×${ratio > GOALS[codec] ? ' over' : ''}` : '';
      return line([
        `${rows.toLocaleString('en')}, ${codec}`,
        ...[ours, pyarrow, hyparquet].flatMap((reading) => shown(reading, columns_mib)),
        `${ratio.toFixed(2)} ×`,
        goal,
      ]);
    }),
    `\nMemory's goal is ${MEMORY_GOAL} × and one column chunk. Ours converts, checks and orders the bars, too.`,
  ].join('\n');
}
