import { noticeLines } from './notices';
import { grouped, plainText, table, timeText } from './table';
import { tradeAt } from '../shared/trade-rows';
import type { MetricInfo, Notice, Problem, ResultHead, TradeColumns } from '../shared/protocol';

const FIRST_TRADES = 10;
const FIRST_LINES = 20;

/**
 * A result for a person to read in a terminal, with what was noticed about the data. A script that failed
 * before its first order has no numbers worth a page.
 */
export function printRun(
  head: ResultHead,
  trades: TradeColumns,
  metrics: MetricInfo[],
  noticed: Notice[],
): string {
  const isNothing = head.errors !== null && trades.length === 0;
  const numbers = [
    table(metricRows(head, metrics), ['left', 'right', 'left']),
    referenceTable(head.reference_metrics),
    tradeTable(trades),
  ];
  const parts = [
    dataLine(head),
    ...(isNothing ? [] : numbers),
    refusedLine(head.refused_orders),
    logLines(head.log),
    noticeLines(together(noticed, head.warnings)),
    head.errors ? problemLines(head.errors) : '',
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The file's notices and the result's; the result repeats some of the file's, by code. */
function together(noticed: Notice[], warnings: Notice[]): Notice[] {
  const told = new Set(warnings.map(({ code }) => code));
  return [...noticed.filter(({ code }) => !told.has(code)), ...warnings].filter(
    ({ level }) => level === 'warn',
  );
}

function referenceTable(metrics: ResultHead['reference_metrics']): string {
  if (metrics === null) return '';
  const rows = Object.entries(metrics).map(([name, value]) => [
    name,
    value === null ? '–' : String(value),
  ]);
  return `As the native trainer counts (per-bar rewards):\n${table(rows, ['left', 'right'])}`;
}

/** What went wrong in the script, with its place. */
export function problemLines({ kind, message, line, bar, ts, traceback }: Problem): string {
  const place = [
    line === null ? '' : `line ${line}`,
    bar === null ? '' : `bar ${bar}`,
    ts === null ? '' : `${timeText(ts)} UTC`,
  ].filter((part) => part !== '');
  const where = place.length > 0 ? ` (${place.join(', ')})` : '';
  const trace = traceback ? `\n${traceback.split('\n').map(plainText).join('\n')}` : '';
  return `The script failed: ${kind}${where}\n${plainText(message)}${trace}`;
}

function dataLine({ data, settings }: ResultHead): string {
  const span =
    data.first_ts === null ? '' : `, ${timeText(data.first_ts)} to ${timeText(data.last_ts)} UTC`;
  return `${plainText(data.symbol)}: ${grouped(data.rows, 0)} ${data.rows === 1 ? 'bar' : 'bars'}${span}, profile ${settings.profile === 'reference' ? 'reference' : 'standard'}`;
}

function metricRows({ metrics, metric_reasons }: ResultHead, known: MetricInfo[]): string[][] {
  return known
    .filter(({ name }) => name in metrics)
    .map(({ name, label, unit }) => {
      const value = metrics[name] ?? null;
      if (value === null) return [label, '–', metric_reasons[name] ?? ''];
      return [label, ...valueText(value, unit)];
    });
}

/** Value and unit as a person reads them. */
export function valueText(value: number, unit: MetricInfo['unit']): [string, string] {
  switch (unit) {
    case '$':
      return [grouped(value, 2), '$'];
    case 'fraction':
      return [grouped(value * 100, 2), '%'];
    case 'ratio':
      return [grouped(value, 3), ''];
    case 'seconds':
      return [grouped(value / 86_400, 1), 'days'];
    case 'flag':
      return [value === 1 ? 'yes' : 'no', ''];
    case 'count':
      return [grouped(value, 0), ''];
    default:
      return [grouped(value, Number.isInteger(value) ? 0 : 1), unit];
  }
}

function tradeTable(trades: TradeColumns): string {
  if (trades.length === 0) return 'No trades.';
  const head = ['side', 'size', 'entry', 'price', 'exit', 'price', 'net $', 'bars', 'why'];
  const first = Math.min(trades.length, FIRST_TRADES);
  const rows = Array.from({ length: first }, (_, at) => tradeAt(trades, at)).map((trade) => [
    trade.side,
    String(trade.size),
    trade.entry_ts === null ? `bar ${trade.entry_bar}` : timeText(trade.entry_ts),
    String(trade.entry_price),
    trade.open
      ? 'open'
      : trade.exit_ts === null
        ? `bar ${trade.exit_bar ?? '–'}`
        : timeText(trade.exit_ts),
    trade.exit_price === null ? '–' : String(trade.exit_price),
    grouped(trade.net_pnl, 2),
    String(trade.bars_held),
    trade.exit_reason ?? '',
  ]);
  const more = trades.length - rows.length;
  return [
    table(
      [head, ...rows],
      ['left', 'right', 'left', 'right', 'left', 'right', 'right', 'right', 'left'],
    ),
    ...(more > 0 ? [`… and ${grouped(more, 0)} more trades (all with --json)`] : []),
  ].join('\n');
}

function refusedLine(refused: ResultHead['refused_orders']): string {
  const found = Object.entries(refused).filter(([, count]) => count > 0);
  if (found.length === 0) return '';
  return `Refused orders: ${found.map(([why, count]) => `${why} ${grouped(count, 0)}`).join(', ')}`;
}

function logLines(log: ResultHead['log']): string {
  if (log.length === 0) return '';
  const rows = log
    .slice(0, FIRST_LINES)
    .map(({ bar, text }) => [bar === null ? '' : `bar ${bar}`, plainText(text)]);
  const more = log.length - rows.length;
  const rest = more > 0 ? `\n… and ${grouped(more, 0)} more lines (all with --json)` : '';
  return `Log\n${table(rows, ['right', 'left'])}${rest}`;
}
