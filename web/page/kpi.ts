/** The six numbers that stand above everything, each with one quiet line that puts it into proportion. */

import type { RunReport, RunTables } from '../shared/protocol';
import { openTrades } from '../shared/trade-rows';
import { count, decimal, headline, NO_VALUE, percent } from './format';

export interface Kpi {
  name: string;
  label: string;
  value: string;
  /** Where the money went: for the hue, after sign and position. */
  tone: 'gain' | 'loss' | null;
  /** Quiet words below; '' when there is nothing to say. */
  note: string;
  /** Why there is no value. */
  reason: string | null;
}

export type Metrics = Record<string, number | null>;

/** The numbers of a run by name; where both profiles have one of a name, ours is the one in view. */
export function shownMetrics(
  of: Pick<RunReport['head'], 'metrics' | 'reference_metrics'>,
): Metrics {
  return { ...of.reference_metrics, ...of.metrics };
}

/**
 * Reads the six from either profile's metrics; the reference has names of its own for some. `held` is
 * buy-and-hold, which they are set against: undefined while it is not known, null when there is none.
 */
export function kpis(
  { head, trades }: Pick<RunReport, 'head' | 'trades'>,
  held?: RunTables['buy_and_hold'],
): Kpi[] {
  const m = shownMetrics(head);
  const start = Number(head.settings.initial_balance ?? Number.NaN);
  const pnl = m.total_pnl ?? null;
  const make = (name: string, label: string, text: (value: number) => string, note = ''): Kpi => {
    const value = m[name] ?? null;
    return {
      name,
      label,
      value: value === null ? NO_VALUE : text(value),
      tone: null,
      note: value === null ? '' : note,
      reason: head.metric_reasons[name] ?? null,
    };
  };
  return [
    {
      ...make('total_pnl', 'Net PnL', (v) => headline(v), against(pnl, m.buy_and_hold_pnl, start)),
      tone: pnl === null || pnl === 0 ? null : pnl > 0 ? 'gain' : 'loss',
    },
    make(
      'max_drawdown',
      'Max drawdown',
      (v) => percent(v),
      versus(held, 'max_drawdown', percent, 'below the peak'),
    ),
    make(
      'sharpe',
      'Sharpe',
      (v) => decimal(v, 2),
      versus(held, 'sharpe', (v) => decimal(v, 2), annual(m.periods_per_year)),
    ),
    make('profit_factor', 'Profit factor', (v) => decimal(v, 2), 'gross gain ÷ loss'),
    make('win_rate', 'Win rate', (v) => percent(v, false, 1), wins(m.win_rate, m.trades)),
    make('trades', 'Trades', count, closed(openTrades(trades))),
  ];
}

/** Share of the initial balance, and how much more or less than buy-and-hold. */
function against(pnl: number | null, held: number | null | undefined, start: number): string {
  if (pnl === null) return '';
  const share = start > 0 ? percent(pnl / start, true) : '';
  const delta = held == null ? '' : `${headline(pnl - held)} vs B&H`;
  return [share, delta].filter((part) => part !== '').join(', ');
}

/** The same of buy-and-hold: `B&H 21.40%`; '' while it is not known, `otherwise` when there is none. */
function versus(
  held: RunTables['buy_and_hold'] | undefined,
  name: string,
  text: (value: number) => string,
  otherwise: string,
): string {
  if (held === undefined) return '';
  const value = held?.metrics[name] ?? null;
  return value === null ? otherwise : `B&H ${text(value)}`;
}

function annual(periods: number | null | undefined): string {
  return periods == null ? 'daily, annualised' : `daily, × √${count(periods)}`;
}

function wins(rate: number | null | undefined, trades: number | null | undefined): string {
  return rate == null || trades == null ? '' : `${count(Math.round(rate * trades))} won`;
}

/** What is left open at the end is listed as a trade and counted in no metric. */
function closed(open: number): string {
  return open === 0 ? 'closed' : `closed, ${count(open)} open`;
}
