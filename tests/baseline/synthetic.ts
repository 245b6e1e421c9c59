/** Invented files of each kind that trainers write. */

import { readBaseline } from '../../web/shared/baseline/read';
import type { Baseline, ReadBaseline } from '../../web/shared/baseline/types';
import type { Notice } from '../../web/shared/protocol';

const GA_SPLIT = 'fitness_pnl,pnl_realized,pnl_total,sortino,drawdown,ret_mean';
const RL_SPLIT =
  'ret_mean,pnl,realized_pnl,sortino,drawdown,commission,slippage,buy_frac,sell_frac,hold_frac,revert_frac,mean_max_prob,entries,exits,flips,avg_hold';

export const GA_HEADER = `gen,idx,w_pnl,w_sortino,w_mdd,fitness,eval_fitness,selection_fitness,${prefixed('eval', GA_SPLIT)},${prefixed('train', GA_SPLIT)}`;
export const GA_ROWS = [
  '0,0,1.0000,1.0000,0.5000,-12.5000,-30.2500,-12.5000,-20.0000,5.0000,-8.4000,-0.0100,20.4800,-0.00000120,-2.0000,15.0000,4.2000,0.0200,21.0400,0.00000310',
  '0,1,1.0000,1.0000,0.5000,3.0000,,3.0000,,,,,,,8.0000,12.0000,9.0000,0.0300,10.0600,0.00000250',
  '1,0,1.0000,1.0000,0.5000,7.0000,2.0000,4.0000,1.0000,6.0000,2.5000,0.0100,8.0000,0.00000200,9.0000,14.0000,11.0000,0.0500,12.0000,0.00000400',
];
export const RL_HEADER = `epoch,algorithm,${['train', 'eval', 'probe'].map((split) => prefixed(split, RL_SPLIT)).join(',')},fitness,policy_loss,value_loss,entropy,perplexity,total_loss,policy_grad_norm,value_grad_norm,approx_kl,kl_div,clip_frac`;
export const RL_ROW =
  '0,ppo,0.0000,12.0000,10.0000,0.0100,30.0000,8.0000,2.5000,0.200000,0.200000,0.500000,0.100000,0.400000,4.0000,4.0000,1.0000,6.5000,0.0000,-3.0000,-4.0000,-0.0020,25.0000,6.4000,2.0000,0.210000,0.190000,0.500000,0.100000,0.410000,3.0000,3.0000,1.0000,7.0000,,,,,,,,,,,,,,,,,-2.9900,0.001000,1.250000,1.380000,3.974902,0.626000,0.120000,0.300000,0.000200,,0.010000';

export const REPLAY_HEADER =
  'window_idx,step,data_idx,date,open,close,volume,action,effective_action,action_idx,position_before,position_after,equity_before,equity_after,cash,unrealized_pnl,realized_pnl,pnl_change,realized_pnl_change,reward,commission_paid,slippage_paid,drawdown_penalty,session_close_penalty,invalid_revert_penalty,hold_duration_penalty,flat_hold_penalty,auto_close_executed,session_open,margin_ok,minutes_to_close,session_closed_violation,margin_call_violation,position_limit_violation';
export const GA_BEHAVIOR_HEADER =
  'gen,idx,split,window,step,data_idx,datetime_ns,symbol,open,high,low,close,volume,action,effective_action,action_idx,position_before,position_after,equity_before,equity_after,cash,unrealized_pnl,realized_pnl,pnl_change,realized_pnl_change,reward,commission_paid,slippage_paid,drawdown_penalty,session_close_penalty,auto_close_executed,invalid_revert_penalty,hold_duration_penalty,flat_hold_penalty,session_open,margin_ok,minutes_to_close,session_closed_violation,margin_call_violation,position_limit_violation,fitness,pnl,pnl_realized,pnl_total,sortino,drawdown,ret_mean';

/** 2026-01-02 14:35 UTC, a bar a minute. */
const START_NS = 1_767_364_500_000_000_000n;

/** A policy that buys, holds and sells again and again, by the trainer's account: multiplier 5, costs 1.60 and 0.25. */
export function behaviorRows(layout: 'ga' | 'replay', windows: number, rows: number): string[] {
  return Array.from({ length: windows }, (_, window) => windowRows(layout, window, rows)).flat();
}

export function closeAt(bar: number): number {
  return 6900 + ((bar * bar * 7) % 41) / 4;
}

function windowRows(layout: 'ga' | 'replay', window: number, rows: number): string[] {
  let cash = 10_000;
  let unrealized = 0;
  let realized = 0;
  let position = 0;
  return Array.from({ length: rows }, (_, step) => {
    const bar = 315 + window * 20 + step;
    const wanted = step % 4 === 0 ? 'buy' : step % 4 === 2 ? 'sell' : 'hold';
    const before = { position, equity: cash + unrealized };
    const change = wanted === 'buy' ? 1 : wanted === 'sell' ? -1 : 0;
    const pnl = (closeAt(bar) - closeAt(bar - 1)) * 5 * position;
    const [commission, slippage] = [0.8 * Math.abs(change), 0.25 * Math.abs(change)];
    cash -= commission + slippage;
    unrealized += pnl;
    const realizedChange = position !== 0 && position + change === 0 ? unrealized : 0;
    cash += realizedChange;
    realized += realizedChange;
    if (realizedChange !== 0) unrealized = 0;
    position += change;
    if (position === 0) unrealized = 0;
    const time = START_NS + BigInt(bar - 315) * 60_000_000_000n;
    const close = closeAt(bar);
    const money = `${before.position},${position},${before.equity},${cash + unrealized},${cash},${unrealized},${realized},${pnl},${realizedChange},${pnl - commission - slippage},${commission},${slippage}`;
    const mask = 'true,true,1234,false,false,false';
    return layout === 'ga'
      ? `7,3,val,${window},${step},${bar},${time},MES,${close},${close},${close},${close},120,long,${wanted},2,${money},0,0,false,0,0,0,${mask},1.5,2,3,4,0.01,5,0.000001`
      : `${window},${step},${bar},${time},${close},${close},120,long,${wanted},2,${money},0,0,0,0,0,false,${mask}`;
  });
}

export function csv(header: string, rows: string[], lineBreak = '\n'): string {
  return [header, ...rows, ''].join(lineBreak);
}

/** Those of the union that can be of a kind: both logs are of one type. */
type OfKind<B, K> = B extends { kind: infer Own } ? (K extends Own ? B : never) : never;

/** Reads a text that must be of one kind. */
export function read<K extends Baseline['kind']>(
  text: string,
  kind: K,
): { baseline: OfKind<Baseline, K>; notices: Notice[] } {
  const found: ReadBaseline = readBaseline(text);
  if (!found.ok) throw new Error(`${found.code}: ${found.message}`);
  if (found.baseline.kind !== kind) throw new Error(`it was taken for ${found.baseline.kind}`);
  return {
    baseline: found.baseline as OfKind<Baseline, K>,
    notices: found.notices,
  };
}

function prefixed(split: string, names: string): string {
  return names
    .split(',')
    .map((name) => `${split}_${name}`)
    .join(',');
}
