import { single, takeApart, type Flag } from './arguments';
import { EXIT, UsageError } from './failure';
import { choicesOf, FILE_FLAGS, loadFile, lookAt } from './file';
import { openSource } from './node-host';
import { ROW_FLAGS } from './slice';
import { table } from './table';
import type { Output } from './output';
import type { Profile } from '../shared/protocol';
import type { WasmEngine, WasmEngineClass } from '../worker/engine-module';

export const FEATURES_FLAGS: Flag[] = [
  { name: 'csv', value: null, help: 'Print every bar as CSV, numbers in full, NaN as text.' },
  {
    name: 'profile',
    value: 'standard|reference',
    help: 'Whose rules compute the columns. Default standard.',
  },
  ...FILE_FLAGS,
  ...ROW_FLAGS,
];

/** Values a bar; times are whole nanoseconds. */
type Column = Float64Array | BigInt64Array;

/** Rows of CSV printed at a time. */
const ROWS_AT_ONCE = 16_384;
/** Bars shown without --csv. */
const LAST_BARS = 10;

/** `moontest features FILE NAME…`. Returns the exit code. */
export async function features(
  words: string[],
  Engine: WasmEngineClass,
  output: Output,
): Promise<number> {
  const args = takeApart(words, FEATURES_FLAGS);
  const [path, ...names] = args.places;
  if (path === undefined) throw new UsageError('features needs a FILE and at least one NAME.');
  if (names.length === 0) {
    throw new UsageError('features needs at least one NAME, such as ema_20 or close.');
  }
  const profile = profileOf(single(args, 'profile'));
  const choices = choicesOf(args, profile);
  const engine = new Engine();
  const looked = await lookAt(openSource(path), choices);
  const wanted = (own: string[]): string[] => {
    // Tells the engine what the file holds, for its suggestions.
    engine.named_columns('', own);
    return own.filter((name) => names.includes(name));
  };
  await loadFile(engine, looked, choices, profile, wanted, output);
  const columns = names.map((name) => columnOf(engine, name, profile));
  if (args.flags.has('csv')) await printCsv(names, columns, output);
  else await output.print(lastBars(names, columns));
  return EXIT.fine;
}

/** A column by its name in a script: `ts`, a price, a column of the file, or an indicator. */
function columnOf(engine: WasmEngine, name: string, profile: Profile): Column {
  const column = name === 'ts' ? engine.timestamps() : engine.feature(name, profile);
  if (column) return column;
  throw new UsageError(
    name === 'ts' || name === 'volume'
      ? `The file has no ${name === 'ts' ? 'times' : 'volume'}.`
      : engine.unknown_feature(name),
  );
}

function profileOf(text = 'standard'): Profile {
  if (text === 'standard' || text === 'reference') return text;
  throw new UsageError(`--profile is one of standard, reference, but got "${text}".`);
}

async function printCsv(names: string[], columns: Column[], output: Output): Promise<void> {
  const rows = columns[0]?.length ?? 0;
  await output.print(`${names.join(',')}\n`);
  for (let start = 0; start < rows; start += ROWS_AT_ONCE) {
    const lines: string[] = [];
    for (let row = start; row < Math.min(start + ROWS_AT_ONCE, rows); row += 1) {
      lines.push(columns.map((column) => numberText(column[row] ?? NaN)).join(','));
    }
    await output.print(`${lines.join('\n')}\n`);
  }
}

function lastBars(names: string[], columns: Column[]): string {
  const rows = columns[0]?.length ?? 0;
  const bars = Array.from({ length: Math.min(LAST_BARS, rows) }, (_, i) => {
    const row = Math.max(0, rows - LAST_BARS) + i;
    return [String(row), ...columns.map((column) => numberText(column[row] ?? NaN))];
  });
  return `${table(
    [['bar', ...names], ...bars],
    ['right', ...names.map(() => 'right' as const)],
  )}\n`;
}

/** The shortest text that reads back to the same number. */
function numberText(value: number | bigint): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
