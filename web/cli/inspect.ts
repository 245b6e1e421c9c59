import { takeApart, type Flag } from './arguments';
import { DataError, EXIT, UsageError } from './failure';
import { choicesOf, FILE_FLAGS, loadFile, lookAt, zoneOf } from './file';
import { openSource } from './node-host';
import { noticeLines } from './notices';
import { ROW_FLAGS } from './slice';
import { grouped, plainText, table, timeText } from './table';
import { emptyReport } from '../worker/parquet/inspect';
import type { Output } from './output';
import type { FileChoices, FileReport } from '../shared/protocol';
import type { WasmEngineClass } from '../worker/engine-module';
import type { FileSource } from '../worker/parquet/source';

export const INSPECT_FLAGS: Flag[] = [
  ...FILE_FLAGS,
  ...ROW_FLAGS,
  {
    name: 'timezone',
    value: 'ZONE',
    help: 'Zone of the times shown; JSON is not changed. Default UTC.',
  },
  { name: 'json', value: null, help: 'Print what was found as JSON.' },
];

/** `moontest inspect FILE`. Returns the exit code. */
export async function inspect(
  words: string[],
  Engine: WasmEngineClass,
  output: Output,
): Promise<number> {
  const args = takeApart(words, INSPECT_FLAGS);
  const [path, beyond] = args.places;
  if (path === undefined) throw new UsageError('inspect needs a FILE.');
  if (beyond !== undefined) {
    throw new UsageError(`inspect takes one FILE; "${beyond}" is one too many.`);
  }
  const zone = zoneOf(args, 'timezone') ?? 'UTC';
  const report = await reportOn(
    () => openSource(path),
    choicesOf(args, 'standard'),
    Engine,
    output,
  );
  if (args.flags.has('json')) await output.print(`${JSON.stringify(report)}\n`);
  else if (!report.error) await output.print(printReport(path, report, zone));
  if (!report.error) return EXIT.fine;
  output.complain(plainText(report.error.message));
  return EXIT.data;
}

/** A file that can't be used is a report too: its `error` says why. */
export async function reportOn(
  open: () => FileSource,
  choices: FileChoices,
  Engine: WasmEngineClass,
  output: Output,
): Promise<FileReport> {
  let report = emptyReport();
  try {
    const looked = await lookAt(open(), choices);
    ({ report } = looked);
    // Spacing and warnings need all rows, and those need every answer.
    if (report.error || report.questions.length > 0) return report;
    const loaded = await loadFile(new Engine(), looked, choices, 'standard', () => [], output);
    const { first_ts, last_ts, bar_seconds } = loaded;
    const warnings = [...report.warnings, ...loaded.warnings];
    return { ...report, first_ts, last_ts, bar_seconds, warnings };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return { ...report, error: { code: error.code, message: error.message } };
  }
}

function printReport(path: string, report: FileReport, zone: string): string {
  const span =
    report.first_ts === null
      ? ''
      : `, ${timeText(report.first_ts, zone)} to ${timeText(report.last_ts, zone)} ${zone}`;
  const spacing = report.bar_seconds === null ? '' : `, a bar every ${report.bar_seconds} s`;
  const columns = report.columns.map(({ name, type, role }) => [plainText(name), type, role ?? '']);
  const questions = report.questions.map(
    ({ code, message, choices }) =>
      `question ${code}: ${plainText(message)}\n  ${choices.map(plainText).join(', ')}`,
  );
  const parts = [
    `${path}: ${grouped(report.rows, 0)} rows${span}${spacing}`,
    table([['column', 'type', 'used as'], ...columns], ['left', 'left', 'left']),
    timeLine(report),
    noticeLines(report.warnings),
    ...questions,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function timeLine({ time_unit, time_zone, price_scale, symbols }: FileReport): string {
  return [
    time_unit === null ? '' : `time in ${time_unit}, zone ${time_zone ?? 'UTC'}`,
    price_scale === 1 ? '' : `prices × ${price_scale}`,
    symbols.length === 0 ? '' : `symbols ${symbols.slice(0, 20).map(plainText).join(', ')}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}
