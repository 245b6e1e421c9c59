/** Our side of `npm run bench -- load`: a file into the engine, as the command line does it. */

import { loadEngine, decoderHost, openSource } from '../cli/node-host';
import { beginLoad, finishLoad, takeChunk } from '../worker/load';
import { planFile } from '../worker/parquet/plan';
import { decodeColumns } from '../worker/parquet/send';
import type { WasmEngine } from '../worker/engine-module';

const [path = '', repetitions = '1'] = process.argv.slice(2);
const Engine = await loadEngine();

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
/** Largest memory of the process so far, MiB. */
const peak = (): number => process.resourceUsage().maxRSS / 1024;

async function load(): Promise<{ rows: number; engine: WasmEngine }> {
  const source = openSource(path);
  const planned = await planFile(source, {}, 'standard', [], decoderHost);
  if (!planned.ok) throw new Error(planned.problem.message);
  const engine = new Engine();
  beginLoad(engine, planned.value);
  await decodeColumns(source, planned.value, decoderHost, (chunk) => {
    const problem = takeChunk(engine, chunk);
    if (problem) throw new Error(problem.message);
    return true;
  });
  const loaded = finishLoad(engine);
  if (!loaded.ok) throw new Error(loaded.problem.message);
  if (peakAfter === 0) peakAfter = peak();
  return { rows: loaded.value.rows, engine };
}

let peakAfter = 0;
// What both modules take before any file counts for nobody.
await planFile(openSource(path), {}, 'standard', [], decoderHost);
const before = process.memoryUsage().rss / 1024 / 1024;
const times: number[] = [];
let seen = { rows: 0, last: undefined as number | undefined };
for (let i = 0; i < Number(repetitions); i += 1) {
  const since = cpuSeconds();
  const { rows, engine } = await load();
  times.push(cpuSeconds() - since);
  // Once, for it copies the column.
  const last = i > 0 ? seen.last : engine.feature('close', 'standard')?.at(-1);
  seen = { rows, last };
  engine.free();
}
process.stdout.write(
  JSON.stringify({ cpu_s: Math.min(...times), peak_mib: peakAfter - before, ...seen }),
);
