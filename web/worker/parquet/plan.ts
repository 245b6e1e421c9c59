import { fileColumns, isNumeric, type FileColumn } from './column';
import { plain, standardDraft } from './draft';
import type { DecoderHost } from './host';
import { inspectFile, type Inspected } from './inspect';
import { openFile, type OpenFile } from './open';
import { placed } from './place';
import { MASKS, PRICES } from './price-roles';
import { FileProblem, quoted } from './problem';
import type { FileSource } from './source';
import type {
  ColumnPlan,
  FileChoices,
  Outcome,
  PlannedColumn,
  Problem,
  Profile,
} from '../../shared/protocol';

/** A problem with the file as it crosses threads. */
export function problemOf({ code, message, slice }: FileProblem): Problem {
  const nowhere = { line: null, bar: null, ts: null, traceback: null };
  return { kind: 'data', code, message, ...nowhere, ...(slice && { slice }) };
}

/** Turns a FileProblem that `work` throws into a value; anything else is a bug and passes. */
export async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return { ok: false, problem: problemOf(error) };
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
    return referencePlan(file, fileColumns(file), choices, extra);
  });
}

/** The first question or error as a FileProblem; null where the file can be used as it is. */
function unanswered({ asked }: Pick<Inspected, 'asked'>): FileProblem | null {
  if (asked.error) return new FileProblem(asked.error.code, asked.error.message);
  const [question] = asked.questions;
  if (!question) return null;
  const shown = question.choices.slice(0, 8).map(quoted).join(', ');
  const more = question.choices.length > 8 ? ', …' : '';
  return new FileProblem(question.code, `${question.message} (${shown}${more})`, { question });
}

/** Profile `standard`: columns by their roles. Throws a FileProblem for a question without an answer. */
export async function standardPlan(
  inspected: Inspected,
  choices: FileChoices,
  extra: string[],
): Promise<ColumnPlan> {
  const problem = unanswered(inspected);
  if (problem) throw problem;
  const { columns, file, roles } = inspected;
  const draft = standardDraft(inspected, choices);
  const more = extraColumns(columns, extra, roles.divideBy);
  return placed(file, columns, { ...draft, columns: [...draft.columns, ...more] });
}

/** Profile `reference`: exact lower-case names, whatever their types. Throws a FileProblem. */
export async function referencePlan(
  file: OpenFile,
  columns: FileColumn[],
  { slice }: FileChoices,
  extra: string[],
): Promise<ColumnPlan> {
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
  return placed(file, columns, {
    profile: 'reference',
    columns: [...planned, ...extraColumns(columns, extra, 1)],
    symbol: null,
    ...(slice && { slice }),
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
