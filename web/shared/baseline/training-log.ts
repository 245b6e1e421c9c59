import { candidateOf, gaName, rlName } from './candidate';
import { NumberColumn, readNumber } from './numbers';
import { TableReader } from './table-reader';
import type { Cells } from './cells';
import type { Candidate, ReadBaseline, TrainingLog } from './types';

const SCORES = ['ret_mean', 'sortino', 'drawdown'];
const GA = [
  ...['gen', 'idx', 'w_pnl', 'w_sortino', 'w_mdd'],
  ...['fitness', 'eval_fitness', 'selection_fitness'],
  ...['train', 'eval'].flatMap((split) =>
    ['fitness_pnl', 'pnl_realized', 'pnl_total', ...SCORES].map((name) => `${split}_${name}`),
  ),
];
const RL_OF_SPLIT = [
  ...['pnl', 'realized_pnl', ...SCORES, 'commission', 'slippage', 'buy_frac', 'sell_frac'],
  ...['hold_frac', 'revert_frac', 'mean_max_prob', 'entries', 'exits', 'flips', 'avg_hold'],
];
const RL = [
  ...['epoch', 'fitness', 'policy_loss', 'value_loss', 'entropy', 'perplexity', 'total_loss'],
  ...['policy_grad_norm', 'value_grad_norm', 'approx_kl', 'kl_div', 'clip_frac'],
  ...['train', 'eval', 'probe'].flatMap((split) => RL_OF_SPLIT.map((name) => `${split}_${name}`)),
];

/** Reads ga_log.csv or rl_log.csv of any header generation, by column name. */
export class TrainingLogReader {
  readonly #kind: TrainingLog['kind'];
  readonly #stepName: string;
  readonly #known: Set<string>;
  readonly #columns = new Map<string, NumberColumn>();
  /** Name and place of each column of the present header that is read. */
  #places: { name: string; place: number }[] = [];
  #algorithmPlace = -1;
  #algorithm: string | null = null;
  #buffer: number[] = [];
  readonly #table = new TableReader({
    header: (names) => {
      this.#header(names);
    },
    row: (cells, line) => this.#row(cells, line),
  });

  constructor(kind: TrainingLog['kind']) {
    this.#kind = kind;
    this.#stepName = kind === 'ga_log' ? 'gen' : 'epoch';
    this.#known = new Set(kind === 'ga_log' ? GA : RL);
  }

  push(chunk: string): void {
    this.#table.push(chunk);
  }

  end(): ReadBaseline {
    this.#table.end();
    const { rows, tally } = this.#table;
    if (rows === 0) return { ok: false, code: 'NO_ROWS', message: noRows(tally.notices()) };
    const columns = [...this.#columns].map(([name, column]) => [name, column.finish()] as const);
    const baseline: TrainingLog = {
      kind: this.#kind,
      algorithm: this.#kind === 'ga_log' ? 'ga' : this.#rlAlgorithm(),
      rows,
      columns: Object.fromEntries(columns),
    };
    return { ok: true, baseline, notices: tally.notices() };
  }

  #header(names: string[]): void {
    const today = names.map(this.#kind === 'ga_log' ? gaName : rlName);
    this.#algorithmPlace = today.indexOf('algorithm');
    this.#places = [];
    for (const [place, name] of today.entries()) {
      const isRead = this.#known.has(name) && today.indexOf(name) === place;
      if (isRead) {
        this.#places.push({ name, place });
        if (!this.#columns.has(name)) this.#columns.set(name, new NumberColumn(this.#table.rows));
      } else if (name !== 'algorithm') {
        this.#table.tally.add('unknown_column', 'info', null, () => {
          return `The column "${names[place] ?? ''}" is not known and not read.`;
        });
      }
    }
  }

  #row(cells: Cells, line: number): string | null {
    // Read first, kept only when all of the row is sound.
    this.#buffer.length = 0;
    for (const { name, place } of this.#places) {
      const text = cells.at(place).trim();
      const value = readNumber(text);
      if (value === undefined) return `has "${shown(text)}" as ${name}`;
      if (name === this.#stepName && !(Number.isInteger(value) && value >= 0)) {
        return `has "${shown(text)}" as ${name}`;
      }
      if (Number.isNaN(value) && text !== '') {
        this.#table.tally.add(
          'not_a_number',
          'info',
          line,
          () => `Line ${line} has NaN as ${name}.`,
        );
      }
      this.#buffer.push(value);
    }
    for (const [i, { name }] of this.#places.entries()) {
      this.#columns.get(name)?.push(this.#buffer[i] ?? NaN);
    }
    // Columns of an earlier header that this one lacks.
    for (const column of this.#columns.values()) {
      if (column.length <= this.#table.rows) column.push(NaN);
    }
    if (this.#algorithmPlace >= 0) this.#algorithm ??= cells.at(this.#algorithmPlace);
    return null;
  }

  /** Before the column `algorithm`, PPO alone wrote a value loss and GRPO alone a divergence. */
  #rlAlgorithm(): 'ppo' | 'grpo' | null {
    if (this.#algorithm === 'ppo' || this.#algorithm === 'grpo') return this.#algorithm;
    const [value, divergence] = [this.#columns.has('value_loss'), this.#columns.has('kl_div')];
    if (value === divergence) return null;
    return value ? 'ppo' : 'grpo';
  }
}

/** One row of a log as a candidate. */
export function candidateAt(log: TrainingLog, row: number): Candidate {
  const value = (name: string): number | null => {
    const found = log.columns[name]?.[row];
    return found === undefined || Number.isNaN(found) ? null : found;
  };
  const engine = log.kind === 'ga_log' ? 'ga' : 'rl';
  return candidateOf(engine, value(engine === 'ga' ? 'gen' : 'epoch') ?? 0, value);
}

function noRows(notices: { message: string }[]): string {
  return `The log has no row that can be read.${notices[0] ? ` ${notices[0].message}` : ''}`;
}

/** A cell within a sentence: bounded. */
export function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
