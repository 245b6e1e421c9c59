import { SLICE_FLAGS, sliceFrom } from './slice';
import { pairsOf, single, type Arguments, type Flag } from './arguments';
import { DataError, UsageError } from './failure';
import { decoderHost } from './node-host';
import { featureColumns } from '../shared/feature-columns';
import { beginLoad, finishLoad, takeChunk } from '../worker/load';
import { inspectFile, reportOf, type Inspected } from '../worker/parquet/inspect';
import { typeName } from '../worker/parquet/arrow-type';
import { canServe } from '../worker/parquet/price-roles';
import { referencePlan, standardPlan } from '../worker/parquet/plan';
import { FileProblem } from '../worker/parquet/problem';
import { decodeColumns } from '../worker/parquet/send';
import type { Output } from './output';
import { isZone } from '../worker/parquet/wall-clock';
import { DATE_ORDERS, ROLES, TIME_UNITS } from '../shared/protocol';
import type {
  ColumnPlan,
  FileChoices,
  FileReport,
  LoadReport,
  Problem,
  Profile,
  Question,
  Role,
  TimeUnitChoice,
} from '../shared/protocol';
import type { WasmEngine } from '../worker/engine-module';
import type { FileSource } from '../worker/parquet/source';

export const FILE_FLAGS: Flag[] = [
  {
    name: 'column',
    value: 'ROLE=NAME',
    help: 'Use this column of the file as timestamp, open, high, low, close, volume, symbol, session_open, minutes_to_close or margin_ok; timestamp=none numbers the bars.',
    repeats: true,
  },
  { name: 'symbol', value: 'NAME', help: 'Use the rows of this symbol.' },
  {
    name: 'time-unit',
    value: TIME_UNITS.join('|'),
    help: 'What numbers of the time column count, where it is not found rightly.',
  },
  {
    name: 'file-timezone',
    value: 'ZONE',
    help: 'Zone of times that name none, such as Europe/Athens. Default UTC.',
  },
  ...SLICE_FLAGS,
];

/** Choices that belong to profile standard. */
const CHOICE_FLAGS = ['column', 'symbol', 'time-unit', 'file-timezone'];

/** Reads the person's choices about a file. Throws a UsageError. */
export function choicesOf(args: Arguments, profile: Profile): FileChoices {
  const columns: Partial<Record<Role, string>> = {};
  for (const [role, name] of pairsOf(args, 'column')) {
    const known = ROLES.find((one) => one === role);
    if (!known) {
      throw new UsageError(`--column ${role}=${name}: the roles are ${ROLES.join(', ')}.`);
    }
    if (columns[known] !== undefined) throw new UsageError(`--column ${role} is given twice.`);
    columns[known] = name;
  }
  const symbol = single(args, 'symbol');
  for (const flag of CHOICE_FLAGS) {
    if (profile === 'reference' && args.flags.has(flag)) {
      throw new UsageError(`--${flag} belongs to profile standard; reference takes exact names.`);
    }
  }
  const time_unit = unitOf(single(args, 'time-unit'));
  const timezone = zoneOf(args, 'file-timezone');
  const slice = sliceFrom(args);
  return {
    columns,
    ...(symbol !== undefined && { symbol }),
    ...(time_unit !== undefined && { time_unit }),
    ...(timezone !== undefined && { timezone }),
    ...(slice !== undefined && { slice }),
  };
}

/** Reads a flag that names a zone. Throws a UsageError. */
export function zoneOf(args: Arguments, flag: string): string | undefined {
  const zone = single(args, flag);
  if (zone === undefined || isZone(zone)) return zone;
  throw new UsageError(`--${flag} needs a zone such as America/New_York, but got "${zone}".`);
}

function unitOf(text: string | undefined): TimeUnitChoice | undefined {
  const unit = TIME_UNITS.find((one) => one === text);
  if (text === undefined || unit !== undefined) return unit;
  throw new UsageError(`--time-unit is one of ${TIME_UNITS.join(', ')}, but got "${text}".`);
}

/** A file looked at: what a command tells of it and what it needs to load it. */
export interface LookedAt {
  source: FileSource;
  inspected: Inspected;
  report: FileReport;
}

/** Finds a file's roles. Throws a DataError, or a UsageError for a column it does not have. */
export async function lookAt(source: FileSource, choices: FileChoices): Promise<LookedAt> {
  const inspected = await data(() => inspectFile(source, choices, decoderHost));
  const report = reportOf(inspected);
  const names = new Set(report.columns.map(({ name }) => name));
  for (const [role, name] of Object.entries(choices.columns ?? {})) {
    const isNone = role === 'timestamp' && name === 'none';
    const isMid = role === 'close' && inspected.roles.others.close !== undefined;
    if (!isNone && !isMid && !names.has(name)) {
      throw new UsageError(`--column ${role}=${name}: the file has no column "${name}".`);
    }
    const column = inspected.columns.find((one) => one.name === name);
    if (column && !canServe(role as Role, column)) {
      const type = typeName(column.field);
      throw new UsageError(`--column ${role}=${name}: that column is of type ${type}, no ${role}.`);
    }
  }
  return { source, inspected, report };
}

/** Loads a file into the engine with those of its own columns that `wanted` picks. Throws a DataError. */
export async function loadFile(
  engine: WasmEngine,
  { source, inspected, report }: LookedAt,
  choices: FileChoices,
  profile: Profile,
  wanted: (fileColumns: string[]) => string[],
  output: Output,
): Promise<LoadReport> {
  const extra = wanted(featureColumns(report));
  const plan = await data(() => planOf(inspected, choices, profile, extra));
  const refused = beginLoad(engine, plan);
  if (refused) throw dataError(refused);
  await data(() => decode(engine, source, plan, output));
  const loaded = finishLoad(engine);
  if (!loaded.ok) throw dataError(loaded.problem);
  return loaded.value;
}

function planOf(
  inspected: Inspected,
  choices: FileChoices,
  profile: Profile,
  extra: string[],
): Promise<ColumnPlan> {
  const { file, columns } = inspected;
  return profile === 'standard'
    ? standardPlan(inspected, choices, extra)
    : referencePlan(file, columns, choices, extra);
}

async function decode(
  engine: WasmEngine,
  source: FileSource,
  plan: ColumnPlan,
  output: Output,
): Promise<void> {
  const total = plan.rows * plan.columns.length;
  let taken = 0;
  try {
    await decodeColumns(source, plan, decoderHost, (chunk) => {
      const problem = takeChunk(engine, chunk);
      if (problem) throw dataError(problem);
      taken += chunk.length;
      output.progress(`reading ${Math.floor((taken / total) * 100)} %`);
      return true;
    });
  } finally {
    output.progress('');
  }
}

function dataError({ kind, code, message }: Problem): DataError | UsageError {
  if (kind === 'setting') return new UsageError(message);
  return new DataError(code ?? 'CORRUPT', message);
}

/** Says a part that fits, or how to answer a question, as one types it. */
function told({ message, slice, question }: FileProblem): string {
  if (question) return `${message} Answer with ${flagFor(question)}.`;
  return slice && 'last' in slice ? `${message} (--last ${slice.last})` : message;
}

function flagFor({ code, choices }: Question): string {
  if (code === 'WHICH_SYMBOL') return '--symbol NAME';
  if (code !== 'NO_TIMESTAMP') return '--column close=NAME';
  const isOrder = choices.every((choice) => DATE_ORDERS.some((order) => order === choice));
  return isOrder ? `--time-unit ${choices[0] ?? ''}` : '--column timestamp=NAME';
}

/** Turns what the decoder says of a file into the failure that ends the command. */
async function data<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileProblem) throw new DataError(error.code, told(error));
    throw error;
  }
}
