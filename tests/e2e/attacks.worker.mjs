// @ts-check
/** A worker as the page's own: one engine, one attack a message. */
/* global addEventListener, postMessage */

import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { loadBars, NORMAL, run, tryAttack } from '../engine/attacks.mjs';

const engine = init().then(() => {
  const ready = new Engine();
  loadBars(ready);
  return { ready, normal: run(ready, NORMAL).result };
});

addEventListener('message', (message) => {
  const name = /** @type {string} */ (message.data);
  void (async () => {
    const { ready, normal } = await engine;
    const file = await fetch(new URL(`../fixtures/attacks/${name}`, import.meta.url));
    const script = new TextDecoder().decode(await file.arrayBuffer());
    try {
      postMessage({ ...tryAttack(ready, name, script, normal), normal });
    } catch (error) {
      // A trap: nothing that runs after it in this module can be trusted.
      postMessage({
        name,
        expected: [],
        kind: String(error),
        seconds: 0,
        leavesNothing: false,
        normal,
      });
    }
  })();
});
