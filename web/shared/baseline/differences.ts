import { spanText } from './time';
import { resultFacts, type BaselineFacts } from './facts';
import type { ResultHead } from '../protocol';

/** One thing in which a baseline and a run are not alike. */
export interface Difference {
  /** A setting's name, or what else it is about. */
  about: string;
  /** The same in words. */
  name: string;
  baseline: string;
  run: string;
  /** A sentence with both values. */
  text: string;
}

export interface Differences {
  differences: Difference[];
  /** What the baseline's files do not tell, in words. */
  unknown: string[];
}

/** Settings of money and orders that both sides may tell. */
const SETTINGS: Record<string, string> = {
  initial_balance: 'Initial balance',
  max_position: 'Largest position',
  commission_round_turn: 'Commission for a round turn',
  slippage_per_contract: 'Slippage per contract',
  fee_bps: 'Fee in bps',
  slippage_bps: 'Slippage in bps',
  margin_per_contract: 'Margin per contract',
  margin_mode: 'Margin mode',
  contract_multiplier: 'Contract multiplier',
  enforce_margin: 'Margin enforced',
  auto_close_minutes: 'Minutes of the closing before the session ends',
};
/** Settings that profile `reference` fixes at nothing. */
const FIXED_BY_REFERENCE = ['fee_bps', 'slippage_bps'];

/** Lists in which respects a baseline and a run of ours are not alike. */
export function differences(facts: BaselineFacts, head: ResultHead): Differences {
  const run = resultFacts(head);
  const found: Differences = { differences: [], unknown: [] };
  const compare = (about: string, name: string, theirs: unknown, ours: unknown): void => {
    if (theirs === null || theirs === undefined) found.unknown.push(name.toLowerCase());
    else if (words(theirs) !== words(ours)) {
      const [baseline, value] = [words(theirs), words(ours)];
      const text = `${name}: ${baseline} in the baseline, ${value} in this run.`;
      found.differences.push({ about, name, baseline, run: value, text });
    }
  };
  compare('session', 'Session', sessionWords(facts), sessionWords(run));
  compare('fill', 'An order fills at', fillWords(facts.fill), fillWords(run.fill));
  compare('mask', 'An order is judged by the session of', maskWords(facts), maskWords(run));
  compare('refusal', 'A refused order', refusalWords(facts), refusalWords(run));
  compare('pnl', 'Profit', pnlWords(facts), pnlWords(run));
  compare('liquidation', 'Position left at the end', endWords(facts), endWords(run));
  compare('windows', 'Passes over the data', facts.windows, run.windows);
  compare('warm_up', 'Rows left out at the start', facts.warm_up, run.warm_up);
  compare('span', 'Data', span(facts), span(run));
  for (const [setting, name] of Object.entries(SETTINGS)) {
    const isFixed = facts.profile === 'reference' && FIXED_BY_REFERENCE.includes(setting);
    const theirs = isFixed ? 0 : facts.settings[setting];
    compare(setting, name, theirs, run.settings[setting]);
  }
  return found;
}

function words(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** Trainers keep the evening open that the runner's globex hours leave closed. */
function sessionWords({ tool, profile, session }: BaselineFacts): string | null {
  if (session !== 'globex') return session;
  if (profile === 'standard') return 'globex with weekends closed';
  const isTrainer = ['ga', 'rl', 'trainer'].includes(tool);
  return isTrainer ? 'globex, open from 18:00 on' : 'globex, closed from 17:00 to midnight';
}

function fillWords(fill: string | null): string | null {
  switch (fill) {
    case 'next_open':
      return "the next bar's open";
    case 'next_close':
      return "the next bar's close";
    case 'same_close':
      return "the same bar's close";
    default:
      return fill;
  }
}

function maskWords({ mask }: BaselineFacts): string | null {
  if (mask === null) return null;
  return mask === 'fill' ? 'the bar at which it fills' : 'the bar that was shown';
}

function refusalWords({ profile }: BaselineFacts): string | null {
  if (profile === null) return null;
  return profile === 'reference'
    ? 'leaves the account unmarked for that bar'
    : 'is counted and the bar is marked';
}

function pnlWords({ pnl }: BaselineFacts): string | null {
  if (pnl === null) return null;
  return pnl === 'net' ? 'after costs' : 'before costs';
}

function endWords({ liquidates }: BaselineFacts): string | null {
  if (liquidates === null) return null;
  return liquidates ? 'closed, with its costs' : 'kept at its last mark';
}

function span({ first, last }: BaselineFacts): string | null {
  if (first === null || last === null) return null;
  return spanText(first, last);
}
