import { valueText } from './print-run';
import { grouped, table, timeText } from './table';
import type { Convention, EngineTables, MetricInfo, RunTables } from '../shared/protocol';

const FIRST_DRAWDOWNS = 10;
const MONTHS = 12;

/** What can be asked for beside the result. */
export type AskedName = 'conventions' | 'report';

/** A table beside the result for a person to read in a terminal. */
export function printAsked(name: AskedName, text: string, tables: EngineTables): string {
  const blocks =
    name === 'conventions'
      ? [conventionTable(JSON.parse(text) as Convention[], tables.metrics)]
      : reportTables(JSON.parse(text) as RunTables);
  return `${blocks.join('\n\n')}\n`;
}

function conventionTable(rows: Convention[], metrics: MetricInfo[]): string {
  const cells = rows.map(({ metric, program, formula, value, reason }) => {
    const unit = metrics.find(({ name }) => name === metric)?.unit ?? 'ratio';
    const shown = value === null ? ['–', ''] : valueText(value, unit);
    return [metric, program, ...shown, value === null ? (reason ?? '') : formula];
  });
  const head = ['metric', 'program', 'value', '', 'how'];
  return `What other programs print:\n${table([head, ...cells], ['left', 'left', 'right', 'left', 'left'])}`;
}

function reportTables({ monthly_returns, monthly_reason, ...rest }: RunTables): string[] {
  const months =
    monthly_reason === null ? monthTable(monthly_returns) : `No months: ${monthly_reason}.`;
  return [months, drawdownTable(rest.drawdowns, rest.drawdown_count)];
}

/** Years down, months across, and what they compound to. */
function monthTable(months: RunTables['monthly_returns']): string {
  const years = [...new Set(months.map(({ year }) => year))];
  const rows = years.map((year) => {
    const found = months.filter((month) => month.year === year);
    const cells = Array.from({ length: MONTHS }, (_, index) => {
      const month = found.find((one) => one.month === index + 1);
      return month ? grouped(month.return * 100, 2) : '';
    });
    const growth = found.reduce((product, month) => product * (1 + month.return), 1);
    return [String(year), ...cells, grouped((growth - 1) * 100, 2)];
  });
  const names = [
    'Jan',
    'Feb',
    'Mar',
    'Apr',
    'May',
    'Jun',
    'Jul',
    'Aug',
    'Sep',
    'Oct',
    'Nov',
    'Dec',
  ];
  const columns = ['left', ...Array.from({ length: MONTHS + 1 }, () => 'right')] as (
    'left' | 'right'
  )[];
  return `Monthly returns in %\n${table([['', ...names, 'year'], ...rows], columns)}`;
}

function drawdownTable(drawdowns: RunTables['drawdowns'], count: number): string {
  if (drawdowns.length === 0) return 'No drawdowns.';
  const place = (ts: string | null, bar: number | null): string => {
    if (bar === null) return 'not recovered';
    return ts === null ? `bar ${bar}` : timeText(ts);
  };
  const rows = drawdowns
    .slice(0, FIRST_DRAWDOWNS)
    .map((one) => [
      grouped(one.depth * 100, 2),
      grouped(one.money, 2),
      place(one.start_ts, one.start_bar),
      place(one.trough_ts, one.trough_bar),
      place(one.end_ts, one.end_bar),
      grouped(one.bars, 0),
    ]);
  const head = ['%', '$', 'peak', 'trough', 'back', 'bars'];
  const more = count - rows.length;
  const rest = more > 0 ? `\n… and ${grouped(more, 0)} more drawdowns` : '';
  return `Drawdowns, deepest first\n${table([head, ...rows], ['right', 'right', 'left', 'left', 'left', 'right'])}${rest}`;
}
