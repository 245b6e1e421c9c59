import type { WasmEngine } from './engine-module';
import { problemOf } from './load';
import type { Problem, RunProgress, RunRequest } from '../shared/protocol';

/** Time between two looks at the messages. */
const SLICE_MS = 50;
const REPORT_MS = 100;
/** Bars of the first slice: few enough for the slowest script. */
const FIRST_BARS = 64;

/** What a run needs of its thread. */
export interface RunHost {
  now: () => number;
  /** Lets waiting messages in. */
  pause: () => Promise<void>;
  onProgress: (progress: RunProgress) => void;
}

/**
 * Runs a script in slices of about 50 ms, so that a Stop is heard between them. Returns the problem of
 * a setting or the data; a script's failure is in the result.
 */
export async function runScript(
  engine: WasmEngine,
  request: RunRequest,
  host: RunHost,
): Promise<Problem | null> {
  const started = host.now();
  const problem = problemOf(
    engine.start(request.script, pairs(request.settings), pairs(request.params)),
  );
  if (problem) return problem;
  let bars = FIRST_BARS;
  let reported = started;
  for (;;) {
    const sliceStart = host.now();
    const isOver = engine.advance(bars);
    if (isOver) return null;
    const sliceEnd = host.now();
    bars = nextBars(bars, sliceEnd - sliceStart);
    if (sliceEnd - reported >= REPORT_MS) {
      reported = sliceEnd;
      host.onProgress({
        bars_done: engine.bars_done(),
        bars_total: engine.bars_total(),
        elapsed_ms: sliceEnd - started,
      });
    }
    await host.pause();
  }
}

/** Aims at the slice's time by the speed measured, growing fourfold at most: speed varies. */
export function nextBars(bars: number, elapsedMs: number): number {
  const aimed = bars * (SLICE_MS / Math.max(elapsedMs, SLICE_MS / 1e6));
  return Math.round(Math.min(Math.max(aimed, 1), bars * 4, 0xffff_ffff));
}

/** Lets waiting messages in without setTimeout's 4 ms. */
export function messagePause(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  let wake = (): void => undefined;
  port2.onmessage = () => {
    wake();
  };
  return () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      port1.postMessage(null);
    });
}

/** Settings or params as the engine takes them: name, value, name, value, … */
export function pairs(values: Record<string, string>): string[] {
  return Object.entries(values).flat();
}
