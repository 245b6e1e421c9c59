import { isoTime } from '../../shared/iso-time';
import type { RunSeries } from '../../shared/protocol';

/** Rows joined to one piece of text. */
const ROWS = 10_000;

/**
 * Writes a run bar by bar as CSV, in pieces. Numbers are the shortest that read back the same; a missing
 * one is an empty cell.
 */
export function* equityCsv(series: RunSeries): Generator<string> {
  const { bar, ts, close, equity, buy_and_hold, drawdown } = series;
  yield `bar,${ts === null ? '' : 'time,'}close,equity,buy_and_hold,drawdown\n`;
  for (let from = 0; from < bar.length; from += ROWS) {
    const rows: string[] = [];
    for (let at = from; at < Math.min(from + ROWS, bar.length); at += 1) {
      const numbers = [close, equity, buy_and_hold, drawdown].map((column) => cell(column[at]));
      const time = ts === null ? [] : [isoTime(ts[at] ?? 0n)];
      rows.push([cell(bar[at]), ...time, ...numbers].join(','));
    }
    yield `${rows.join('\n')}\n`;
  }
}

function cell(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? '' : String(value);
}
