/** Equity of a baseline beside the script's: the same axis, each window a piece of its own. */

import type { BaselineApi, KeptFile } from '../../shared/baseline/api';
import type { Line } from '../../shared/baseline/line';
import type { RunReport } from '../../shared/protocol';
import { OVERLAY_COLORS, type Overlay } from '../chart/overlays.svelte';
import { lanes } from './joined';
import type { DrawnLine } from './line-chart';

/** Windows drawn at most; more could not be told apart. */
export const MOST_WINDOWS = 200;
const BUCKETS = 1000;

export interface EquityLines {
  /** Seconds since 1970 UTC, or rows of the data file. */
  over: 'time' | 'bar';
  script: Line;
  /** Pieces that overlap lie in different lines. */
  baseline: Line[];
}

/** The axis that both have: time where both know it, else rows of the data file; null where there is none. */
export function commonAxis(file: KeptFile, report: RunReport): 'time' | 'bar' | null {
  const { about } = file;
  const isOurTime = report.lines.is_time;
  switch (about.kind) {
    case 'behavior':
      return isOurTime && about.windows.every(({ first }) => first !== null) ? 'time' : 'bar';
    case 'equity':
      return about.is_time ? (isOurTime ? 'time' : null) : 'bar';
    case 'result':
    case 'runner_result':
      return 'bar';
    default:
      return null;
  }
}

/** Lines to draw of a file; null where nothing can lie over the script's. */
export async function equityLines(
  api: BaselineApi,
  file: KeptFile,
  report: RunReport,
): Promise<EquityLines | null> {
  const over = commonAxis(file, report);
  if (over === null) return null;
  const { about, id } = file;
  const count = about.kind === 'behavior' ? Math.min(about.windows.length, MOST_WINDOWS) : 1;
  const buckets = Math.max(20, Math.floor(BUCKETS / count));
  const pieces = await Promise.all(
    Array.from({ length: count }, (_, window) => api.line(id, window, over, buckets)),
  );
  const isOwn = about.kind === 'result';
  const ahead = isOwn ? Number(about.head.settings.offset ?? 0) : 0;
  const placed = ahead === 0 ? pieces : pieces.map((piece) => moved(piece, ahead));
  return { over, script: scriptLine(report, over), baseline: lanes(placed) };
}

/** The same for the equity chart of the overview, whose x is time or the bar of the run. */
export function overlaysOf(name: string, lines: EquityLines, report: RunReport): Overlay[] {
  const isSame = (lines.over === 'time') === report.lines.is_time;
  const toX = isSame
    ? (line: Line) => (lines.over === 'time' ? line : moved(line, -offsetOf(report)))
    : (line: Line) => timed(moved(line, -offsetOf(report)), report);
  return lines.baseline.slice(0, OVERLAY_COLORS).map((line, place) => ({
    ...toX(line),
    name: place === 0 ? name : `${name} (${place + 1})`,
    color: place + 1,
  }));
}

export function drawnLines(name: string, lines: EquityLines): DrawnLine[] {
  const baseline = lines.baseline.map((line, place) => ({
    ...line,
    name: place === 0 ? name : `${name} (${place + 1})`,
    token: `line-${(place % OVERLAY_COLORS) + 1}`,
    dash: [8, 3],
  }));
  return [...baseline, { ...lines.script, name: 'This script', token: 'accent' }];
}

function scriptLine(report: RunReport, over: 'time' | 'bar'): Line {
  const { bar, x, equity } = report.lines;
  return { x: over === 'time' ? x : bar.map((at) => at + offsetOf(report)), y: equity };
}

/** Rows of the data file before the run's first. */
function offsetOf({ head }: RunReport): number {
  return Number(head.settings.offset ?? 0);
}

function moved({ x, y }: Line, by: number): Line {
  return { x: x.map((at) => at + by), y };
}

/** Bars of the run as times: between two known ones by a straight line, which is finer than a pixel. */
function timed({ x, y }: Line, { lines }: RunReport): Line {
  const at = (bar: number): number => {
    const next = lines.bar.findIndex((known) => known >= bar);
    const [b1 = NaN, x1 = NaN] = [lines.bar[next], lines.x[next]];
    if (b1 === bar) return x1;
    const [b0 = NaN, x0 = NaN] = [lines.bar[next - 1], lines.x[next - 1]];
    return x0 + ((x1 - x0) * (bar - b0)) / (b1 - b0);
  };
  const times = x.map(at);
  const known = [...times.keys()].filter((i) => Number.isFinite(times[i]));
  return {
    x: Float64Array.from(known, (i) => times[i] ?? NaN),
    y: Float64Array.from(known, (i) => y[i] ?? NaN),
  };
}
