import { fileColumns, isNumeric, type FileColumn } from './column';
import type { DecoderHost } from './host';
import { inspectFile, type Inspected } from './inspect';
import { checkBudget } from './metadata';
import { openFile } from './open';
import { MASKS, PRICES } from './price-roles';
import { FileProblem, quoted } from './problem';
import { wallClock } from './wall-clock';
import type { Footer } from './footer';
import type { FileSource } from './source';
import type {
  ColumnPlan,
  FileChoices,
  Outcome,
  PlannedColumn,
  Profile,
} from '../../shared/protocol';

/** Turns a FileProblem that `work` throws into a value; anything else is a bug and passes. */
export async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const { code, message } = error;
    const nowhere = { line: null, bar: null, ts: null, traceback: null };
    return { ok: false, problem: { kind: 'data', code, message, ...nowhere } };
  }
}

/** Plans a read: the columns a run needs plus those named in `extra`; a question comes back as a problem. */
export async function planFile(
  source: FileSource,
  choices: FileChoices,
  profile: Profile,
  extra: string[],
  host: DecoderHost,
): Promise<Outcome<ColumnPlan>> {
  return attempt(async () => {
    if (profile === 'standard') {
      return standardPlan(await inspectFile(source, choices, host), choices, extra);
    }
    const file = await openFile(source, host);
    return referencePlan(file.footer, fileColumns(file), extra);
  });
}

/** The first question or error as a FileProblem; null where the file can be used as it is. */
function unanswered({ asked }: Pick<Inspected, 'asked'>): FileProblem | null {
  if (asked.error) return new FileProblem(asked.error.code, asked.error.message);
  const [question] = asked.questions;
  if (!question) return null;
  const shown = question.choices.slice(0, 8).map(quoted).join(', ');
  const more = question.choices.length > 8 ? ', …' : '';
  return new FileProblem(question.code, `${question.message} (${shown}${more})`);
}

/** Profile `standard`: columns by their roles. Throws a FileProblem for a question without an answer. */
export function standardPlan(
  inspected: Inspected,
  choices: FileChoices,
  extra: string[],
): ColumnPlan {
  const problem = unanswered(inspected);
  if (problem) throw problem;
  const { roles, symbols, columns, file } = inspected;
  const planned: PlannedColumn[] = (roles.time?.names ?? []).map((name, i) => ({
    name,
    role: 'timestamp',
    // A second column is a time of day, which its type or text tells.
    ns_per_unit: i === 0 ? (roles.time?.nsPerUnit ?? '0') : '0',
    divide_by: 1,
  }));
  for (const role of [...PRICES, 'volume', ...MASKS] as const) {
    const isPrice = PRICES.some((price) => price === role);
    for (const name of [roles.columns[role], roles.others[role]]) {
      if (name === undefined) continue;
      planned.push({ ...plain(name, role), divide_by: isPrice ? roles.divideBy : 1 });
    }
  }
  const { symbol } = roles.columns;
  if (symbol !== undefined && symbols.length > 1) planned.push(plain(symbol, 'symbol'));
  return withinBudget(file.footer, {
    profile: 'standard',
    rows: file.footer.rows,
    columns: [...planned, ...extraColumns(columns, extra, roles.divideBy)],
    symbol: choices.symbol ?? symbols[0] ?? null,
    ...(choices.data_fixes && { data_fixes: choices.data_fixes }),
    ...(roles.time?.isLocal && roles.time.zone !== 'UTC' && { clock: wallClock(roles.time.zone) }),
  });
}

/** Profile `reference`: exact lower-case names, whatever their types. Throws a FileProblem. */
export function referencePlan(footer: Footer, columns: FileColumn[], extra: string[]): ColumnPlan {
  const find = (name: string): FileColumn | undefined =>
    columns.find((column) => column.name === name && column.kind !== 'nested');
  if (!find('close')) {
    throw new FileProblem(
      'NO_OHLC',
      'Profile reference needs a column named "close", in lower case; profile standard finds others.',
    );
  }
  const planned: PlannedColumn[] = [];
  if (find('date')) planned.push(plain('date', 'timestamp'));
  for (const role of [...PRICES, 'volume', ...MASKS] as const) {
    if (find(role)) planned.push(plain(role, role));
  }
  const symbol = find('symbol');
  // A dictionary of names is no plain text there, so its name stays unknown.
  if (symbol?.kind === 'text' && !symbol.field.dictionary) planned.push(plain('symbol', 'symbol'));
  return withinBudget(footer, {
    profile: 'reference',
    rows: footer.rows,
    columns: [...planned, ...extraColumns(columns, extra, 1)],
    symbol: null,
  });
}

/** Columns that a script names and that hold numbers; others are left for the engine to miss. */
function extraColumns(columns: FileColumn[], extra: string[], divideBy: number): PlannedColumn[] {
  return [...new Set(extra)].flatMap((name) => {
    const column = columns.find((one) => one.name === name && isNumeric(one));
    if (!column) return [];
    const isPrice = PRICES.some((role) => role === column.plain) && column.kind === 'integer';
    return [{ ...plain(name, 'extra'), divide_by: isPrice ? divideBy : 1 }];
  });
}

function plain(name: string, role: PlannedColumn['role']): PlannedColumn {
  return { name, role, ns_per_unit: '0', divide_by: 1 };
}

function withinBudget(footer: Footer, plan: ColumnPlan): ColumnPlan {
  checkBudget(
    footer,
    plan.columns.map((column) => column.name),
  );
  return plan;
}
