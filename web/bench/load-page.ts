/** Our side of `npm run bench -- load` in a browser: a file into the engine, by the page's own threads. */

import { Engine } from '../page/engine';
import { browserWorkers } from '../page/workers';

declare global {
  /** Loads the file chosen, as a drop does, and says how long that took. */
  var loadChosen: () => Promise<{ wall_s: number; rows: number }>;
  /** Close of the last bar of the file loaded. */
  var lastClose: () => Promise<number | undefined>;
}

const engine = new Engine(browserWorkers);

globalThis.loadChosen = async () => {
  const file = document.querySelector('input')?.files?.[0];
  if (file === undefined) throw new Error('no file is chosen');
  const since = performance.now();
  await engine.inspect(file, {});
  const loaded = await engine.load({ file, choices: {}, profile: 'standard', extra: [] });
  if (!loaded.ok) throw new Error(loaded.problem.message);
  return { wall_s: (performance.now() - since) / 1000, rows: loaded.value.report.rows };
};

globalThis.lastClose = async () => {
  const script = 'function on_bar() return "hold" end';
  const ran = await engine.run({ script, settings: {}, params: {} }, () => undefined);
  return ran.ok ? ran.value.lines.close.at(-1) : undefined;
};
