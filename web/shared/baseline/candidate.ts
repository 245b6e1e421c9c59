import type { Candidate, Scores } from './types';

const ALIASES: Record<string, string> = {
  // Of the Python trainers and older headers.
  train_pnl_realized: 'train_realized_pnl',
  train_realized: 'train_realized_pnl',
  eval_pnl_realized: 'eval_realized_pnl',
  eval_realized: 'eval_realized_pnl',
};

/** Name of a GA column today: older headers say `eval_pnl` for `eval_fitness_pnl`. */
export function gaName(name: string): string {
  return /^(train|eval)_pnl$/u.test(name) ? name.replace('_pnl', '_fitness_pnl') : name;
}

/** Name of an RL column today. */
export function rlName(name: string): string {
  return ALIASES[name] ?? name;
}

/** Reads one value by today's column name; null where there is none. */
export type ValueOf = (name: string) => number | null;

/** Makes a candidate of a row by its column names. */
export function candidateOf(engine: 'ga' | 'rl', step: number, value: ValueOf): Candidate {
  const scores = (split: string): Scores => (engine === 'ga' ? gaScores : rlScores)(split, value);
  return {
    step,
    idx: value('idx'),
    fitness: value('fitness'),
    eval_fitness: value('eval_fitness'),
    selection_fitness: value('selection_fitness'),
    train: scores('train'),
    eval: scores('eval'),
    probe: scores('probe'),
  };
}

function gaScores(split: string, value: ValueOf): Scores {
  return {
    fitness_pnl: value(`${split}_fitness_pnl`),
    pnl_total: value(`${split}_pnl_total`),
    pnl_realized: value(`${split}_pnl_realized`),
    pnl_gross: null,
    commission: null,
    slippage: null,
    ...common(split, value),
  };
}

function rlScores(split: string, value: ValueOf): Scores {
  return {
    fitness_pnl: null,
    pnl_total: null,
    pnl_realized: value(`${split}_realized_pnl`),
    pnl_gross: value(`${split}_pnl`),
    commission: value(`${split}_commission`),
    slippage: value(`${split}_slippage`),
    ...common(split, value),
  };
}

function common(split: string, value: ValueOf): Pick<Scores, 'sortino' | 'drawdown' | 'ret_mean'> {
  return {
    sortino: value(`${split}_sortino`),
    drawdown: value(`${split}_drawdown`),
    ret_mean: value(`${split}_ret_mean`),
  };
}
