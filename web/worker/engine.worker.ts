/** Thread of the engine: holds one dataset and runs scripts on it. */

import { expose } from 'comlink';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import wasmUrl from '../../engine-wasm/pkg/engine_bg.wasm?url';
import { EngineThread } from './engine-thread';

const wasm = init({ module_or_path: new URL(wasmUrl, self.location.href) });

expose(new EngineThread(wasm.then(() => Engine)));
