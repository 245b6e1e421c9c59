// @ts-check
/** hyparquet's side of `npm run bench -- load`: every column of a file into memory. */

import { asyncBufferFromFile, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

const [path = '', repetitions = '1'] = process.argv.slice(2);
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const peak = () => process.resourceUsage().maxRSS / 1024;

async function read() {
  const file = await asyncBufferFromFile(path);
  /** @type {Map<string, { rowStart: number, columnData: import('hyparquet').DecodedArray }[]>} */
  const columns = new Map();
  await parquetRead({
    file,
    compressors,
    onChunk: ({ columnName, columnData, rowStart }) => {
      const pieces = columns.get(columnName) ?? [];
      columns.set(columnName, pieces);
      pieces.push({ rowStart, columnData });
    },
  });
  // Row groups come in the order in which they are done.
  const close = (columns.get('close') ?? []).sort((a, b) => a.rowStart - b.rowStart);
  const rows = close.reduce((sum, { columnData }) => sum + columnData.length, 0);
  return { rows, last: close.at(-1)?.columnData.at(-1) };
}

const before = process.memoryUsage().rss / 1024 / 1024;
let peakAfter = 0;
const times = [];
let seen;
for (let i = 0; i < Number(repetitions); i += 1) {
  const since = cpuSeconds();
  seen = await read();
  times.push(cpuSeconds() - since);
  peakAfter ||= peak();
}
process.stdout.write(
  JSON.stringify({ cpu_s: Math.min(...times), peak_mib: peakAfter - before, ...seen }),
);
