/** Makes what is shared of the script, settings and result in view. */

import type { SharedStrategy } from '../../shared/share/strategy';
import { partOf, repaired } from '../data';
import type { Session } from '../session.svelte';
import type { FinishedRun } from '../session/finished-run';

/** The numbers a link carries of a result. */
const HEADLINE = [
  'total_pnl',
  'total_return',
  'buy_and_hold_pnl',
  'max_drawdown',
  'sharpe',
  'profit_factor',
  'win_rate',
  'trades',
];

/** Runs first when the result is not that of what is shared. */
export async function composed(session: Session): Promise<SharedStrategy> {
  if (session.busy || session.result === null || session.runner.isStale) await session.startRun();
  const run = session.result;
  const isOfThis = run !== null && !session.runner.isStale;
  return {
    name: session.script.name,
    script: session.script.text,
    settings: session.settings.effective,
    params: session.settings.params,
    choices: partOf(repaired(session.data?.source.choices ?? {}, ''), undefined),
    claim: isOfThis ? await claimOf(session, run) : null,
  };
}

async function claimOf(session: Session, run: FinishedRun): Promise<SharedStrategy['claim']> {
  const fingerprints = await session.engine.fingerprints(run.report);
  const file = session.data?.file;
  if (fingerprints === null || file === undefined) return null;
  const { engine, data, metrics } = run.report.head;
  const { rows, first_ts, last_ts } = data;
  return {
    engine,
    data_name: file.name,
    is_sample: file.isSample,
    ...{ rows, first_ts, last_ts },
    ...fingerprints,
    metrics: Object.fromEntries(HEADLINE.map((name) => [name, metrics[name] ?? null])),
  };
}
