/** The replay of a behaviour file's actions over the data in use, in workers of its own: the run in view stays. */

import type { BehaviorWindow } from '../../shared/baseline/types';
import type { EngineApi, Outcome, ReplayReport, SettingsInput } from '../../shared/protocol';
import type { LoadedData } from '../data';
import type { Workers } from '../workers';

/** What became of one window. */
export interface WindowReplay {
  window: number;
  outcome: Outcome<ReplayReport>;
  /** Rows compared, and rows after a hole in the file, which can't be. */
  rows: number;
  leftOut: number;
  /** Seconds since 1970 UTC of the first step that differs; null without dates. */
  time: number | null;
}

/** An engine that holds the closes of the data as profile reference reads them. */
export interface ReplayHost {
  replay: (settings: SettingsInput, place: number, window: BehaviorWindow) => Promise<WindowReplay>;
  close: () => void;
}

/** Reads the closes of the file in use. It is the file's own rows that a log counts: no repair is made. */
export async function openReplay(
  { source }: Pick<LoadedData, 'source'>,
  workers: Workers,
): Promise<Outcome<ReplayHost>> {
  const decoder = workers.openDecoder();
  const engine = workers.openEngine();
  const choices = { ...source.choices };
  delete choices.data_fixes;
  delete choices.slice;
  try {
    const planned = await Promise.race([
      decoder.api.plan(source.file, choices, 'reference', []),
      decoder.failed,
    ]);
    if (!planned.ok) {
      engine.close();
      return planned;
    }
    const columns = planned.value.columns.filter(({ role }) => role === 'close');
    const plan = { ...planned.value, columns };
    const { port1, port2 } = new MessageChannel();
    const [received, sent] = await Promise.all([
      Promise.race([engine.api.receive(plan, port1), engine.failed]),
      Promise.race([decoder.api.send(source.file, plan, port2, () => undefined), decoder.failed]),
    ]);
    const failed = !sent.ok ? sent : !received.ok ? received : null;
    if (failed !== null) {
      engine.close();
      return failed;
    }
    const replay: ReplayHost['replay'] = (settings, place, window) =>
      Promise.race([replayed(engine.api, settings, place, window), engine.failed]);
    return { ok: true, value: { replay, close: engine.close } };
  } catch (error) {
    engine.close();
    throw error;
  } finally {
    decoder.close();
  }
}

async function replayed(
  api: EngineApi,
  settings: SettingsInput,
  place: number,
  window: BehaviorWindow,
): Promise<WindowReplay> {
  const rows = unbroken(window.bars);
  const steps = {
    bars: window.bars.slice(0, rows),
    actions: window.actions.slice(0, rows),
    session_open: window.session_open.slice(0, rows),
    margin_ok: window.margin_ok.slice(0, rows),
    minutes_to_close: window.minutes_to_close.slice(0, rows),
    close: window.close.slice(0, rows),
    equity: window.equity.slice(0, rows),
  };
  const own = { ...settings, initial_balance: String(window.initial_balance) };
  const outcome = await api.replay(own, steps);
  const first = outcome.ok ? outcome.value.first : null;
  const time = first === null ? NaN : (window.time[first.step] ?? NaN);
  return {
    ...{ window: place, outcome, rows, leftOut: window.bars.length - rows },
    time: Number.isFinite(time) ? time : null,
  };
}

/** How many rows follow each other without a hole. */
export function unbroken(bars: Uint32Array): number {
  const first = bars[0] ?? 0;
  const hole = bars.findIndex((bar, i) => bar !== first + i);
  return hole === -1 ? bars.length : hole;
}
