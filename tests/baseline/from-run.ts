/** A behaviour file as the trainers write it, of a run of ours under profile reference. */

import { spawnSync } from 'node:child_process';
import { sampleBars } from '../../setup/sample.mjs';
import { csv, REPLAY_HEADER } from './synthetic';

const PROGRAM = 'bin/moontest.mjs';
export const SAMPLE_FILE = 'public/sample/mes-1m.parquet';
/** MES by the trainer's own table; everything else by its defaults. */
const MES = ['--contract-multiplier', '5', '--margin-per-contract', '50'];

interface TracedRun {
  equity_curve: number[];
  actions: { idx: number; action: string; refused?: string }[];
}

const { times, bars } = sampleBars();

/** Runs a script over rows [offset, offset + limit) and writes what it did as windows of `rows` steps. */
export function behaviorOf(script: string, windows: { offset: number; limit: number }[]): string {
  const rows = windows.flatMap(({ offset, limit }, window) => {
    const run = traced(script, ['--offset', String(offset), '--limit', String(limit)]);
    return rowsOf(run, offset, window);
  });
  return csv(REPLAY_HEADER, rows);
}

function traced(script: string, flags: string[]): TracedRun {
  const words = [
    'run',
    SAMPLE_FILE,
    '-e',
    script,
    '--profile',
    'reference',
    '--trace-actions',
    '--json',
  ];
  const ended = spawnSync(process.execPath, [PROGRAM, ...words, ...MES, ...flags], {
    encoding: 'utf8',
    maxBuffer: 256e6,
  });
  if (ended.status !== 0) throw new Error(ended.stderr);
  return JSON.parse(ended.stdout) as TracedRun;
}

/** The step of bar i fills at bar i + 1, judged by the mask of bar i: the trainer's row of bar i + 1 has it. */
function rowsOf(run: TracedRun, offset: number, window: number): string[] {
  let before = 10_000;
  return run.equity_curve.map((equity, step) => {
    const bar = offset + step + 1;
    const time = `${times[bar]?.utc_ms ?? 0}000000`;
    const close = bars.close[bar] ?? 0;
    const hour = (times[bar - 1]?.minute ?? 0) / 60;
    const { action = 'hold', refused } = run.actions[step] ?? {};
    const cells = [
      ...[window, step, bar, time, close, close, 1, action, action, 2],
      // Positions and what was paid are no part of a replay.
      ...[0, 0, before, equity, equity, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false],
      // Regular hours as the runner reads them: 9:30 to 16:00 of New York, both included.
      ...[hour >= 9.5 && hour <= 16, true, Math.max(0, (16 - hour) * 60)],
      ...['session', 'margin', 'position'].map((reason) => refused === reason),
    ];
    before = equity;
    return cells.map(String).join(',');
  });
}
