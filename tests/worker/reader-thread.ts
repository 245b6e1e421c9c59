/** The command line's reading of a file in a thread of its own, as the page has it: bytes in, report out. */

import { parentPort } from 'node:worker_threads';
import { reportOn } from '../../web/cli/inspect';
import { loadEngine } from '../../web/cli/node-host';
import type { Output } from '../../web/cli/output';

const silent: Output = {
  print: () => Promise.resolve(),
  complain: () => undefined,
  progress: () => undefined,
};

const engine = loadEngine();

parentPort?.on('message', (bytes: Uint8Array<ArrayBuffer>) => {
  void engine
    .then((Engine) => reportOn(() => new Blob([bytes]), {}, Engine, silent))
    .then((report) => parentPort?.postMessage(report));
});
