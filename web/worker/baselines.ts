/** Baselines of the engine's last run, and the replay of another run's actions. */

import type {
  BaselineStudy,
  Outcome,
  ReplayReport,
  ReplaySteps,
  SettingsInput,
} from '../shared/protocol';
import type { WasmEngine } from './engine-module';
import { problemOf } from './load';
import { nextBars, type RunHost } from './run';

/** Bars of the first slice. */
const FIRST_BARS = 10_000;
const REPORT_MS = 100;

/**
 * Runs the baselines of the last run in slices of about 50 ms. `isWanted` is asked between them: null
 * when it says no.
 */
export async function studyBaselines(
  engine: WasmEngine,
  { seed, count }: { seed: number; count: number },
  host: Omit<RunHost, 'onProgress'> & {
    isWanted: () => boolean;
    onProgress: (study: BaselineStudy) => void;
  },
): Promise<Outcome<BaselineStudy> | null> {
  const problem = problemOf(engine.begin_baselines(BigInt(seed), count));
  if (problem) return { ok: false, problem };
  let bars = FIRST_BARS;
  let reported = host.now();
  for (;;) {
    const started = host.now();
    const isDone = engine.advance_baselines(bars);
    if (isDone) return { ok: true, value: studyOf(engine) };
    const ended = host.now();
    bars = nextBars(bars, ended - started);
    if (ended - reported >= REPORT_MS) {
      reported = ended;
      host.onProgress(studyOf(engine));
    }
    await host.pause();
    // A run that began meanwhile has taken the study's place in the engine.
    if (!host.isWanted()) return null;
  }
}

export function replaySteps(
  engine: WasmEngine,
  settings: SettingsInput,
  steps: ReplaySteps,
): Outcome<ReplayReport> {
  const { bars, actions, session_open, margin_ok, minutes_to_close, close, equity } = steps;
  const pairs = Object.entries(settings).flat();
  const masks = [session_open, margin_ok, minutes_to_close] as const;
  return JSON.parse(
    engine.replay(pairs, bars, actions, ...masks, close, equity),
  ) as Outcome<ReplayReport>;
}

function studyOf(engine: WasmEngine): BaselineStudy {
  const found = JSON.parse(engine.baselines_json()) as Omit<BaselineStudy, 'done' | 'total'>;
  return { ...found, done: engine.baselines_done(), total: engine.baselines_total() };
}
