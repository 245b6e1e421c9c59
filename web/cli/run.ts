import { access, constants, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { takeApart, pairsOf, single, type Arguments, type Flag } from './arguments';
import { DataError, EXIT, UsageError } from './failure';
import { choicesOf, FILE_FLAGS, loadFile, lookAt } from './file';
import { openSource, reason } from './node-host';
import { printAsked, type AskedName } from './print-asked';
import { printRun, problemLines } from './print-run';
import { kebab, settingFlags, settingsOf } from './settings';
import { grouped } from './table';
import { settingsOfPart } from '../shared/slice';
import { tradeColumns } from '../worker/rows';
import { runScript } from '../worker/run';
import type { Output } from './output';
import type { EngineTables, Notice, Problem, ResultHead, RunProgress } from '../shared/protocol';
import type { WasmEngine, WasmEngineClass } from '../worker/engine-module';

export function runFlags(tables: EngineTables): Flag[] {
  return [
    { name: 'e', value: 'TEXT', help: 'The script itself, in place of SCRIPT.' },
    {
      name: 'param',
      value: 'KEY=VALUE',
      help: "A value for one of the script's params.",
      repeats: true,
    },
    ...FILE_FLAGS,
    ...settingFlags(tables.settings),
    { name: 'json', value: null, help: 'Print the result as JSON.' },
    {
      name: 'conventions',
      value: null,
      help: 'Add what other programs print under the same names.',
    },
    { name: 'report', value: null, help: 'Add monthly returns and drawdown periods.' },
    { name: 'out', value: 'FILE', help: 'Write the result JSON to a file too.' },
  ];
}

/** `moontest run FILE SCRIPT`. Returns the exit code. */
export async function run(
  words: string[],
  Engine: WasmEngineClass,
  tables: EngineTables,
  output: Output,
): Promise<number> {
  const args = takeApart(words, runFlags(tables));
  const settings = settingsOf(args, tables.settings);
  const profile = settings.profile === 'reference' ? 'reference' : 'standard';
  const { data_fixes } = settings;
  const choices = { ...choicesOf(args, profile), ...(data_fixes && { data_fixes }) };
  const params = Object.fromEntries(pairsOf(args, 'param'));
  const { file, script } = await inputs(args);
  await checkWritable(single(args, 'out'));
  const engine = new Engine();
  const looked = await lookAt(openSource(file), choices);
  const wanted = (names: string[]): string[] => engine.named_columns(script, names);
  const loaded = await loadFile(engine, looked, choices, profile, wanted, output);
  const used = { ...settings, ...settingsOfPart(loaded.part) };
  const problem = await runScript(
    engine,
    { script, settings: used, params },
    { now: () => performance.now(), pause: nextTurn, onProgress: progressLine(output) },
  );
  output.progress('');
  if (problem) throw asFailure(problem, settings, params);
  const noticed = [...looked.report.warnings, ...loaded.warnings];
  return tell(engine, args, tables, noticed, output);
}

async function tell(
  engine: WasmEngine,
  args: Arguments,
  tables: EngineTables,
  noticed: Notice[],
  output: Output,
): Promise<number> {
  const json = engine.result_json();
  const head = JSON.parse(engine.head_json()) as ResultHead;
  const asked = askedFor(engine, args);
  const path = single(args, 'out');
  if (path !== undefined) await writeFile(path, [json, '\n']);
  if (args.flags.has('json')) {
    await output.print(json.subarray(0, -1));
    for (const [name, text] of asked) await output.print(`,"${name}":${text}`);
    await output.print('}\n');
    if (head.errors) output.complain(problemLines(head.errors));
  } else {
    await output.print(printRun(head, tradeColumns(engine), tables.metrics, noticed));
    for (const [name, text] of asked) await output.print(`\n${printAsked(name, text, tables)}`);
  }
  return head.errors ? EXIT.scriptFailed : EXIT.fine;
}

/** Tables beside the result, as JSON by name; the result itself keeps its keys unless they are asked for. */
function askedFor(engine: WasmEngine, args: Arguments): [AskedName, string][] {
  const known: [AskedName, () => string][] = [
    ['conventions', () => engine.conventions_json()],
    ['report', () => engine.report_json()],
  ];
  return known.filter(([name]) => args.flags.has(name)).map(([name, text]) => [name, text()]);
}

/** A result with nowhere to go is found out before the run, not after. */
async function checkWritable(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  await access(dirname(resolve(path)), constants.W_OK).catch(() => {
    throw new UsageError(`--out ${path} can't be written: its folder is missing or protected.`);
  });
}

/** FILE and SCRIPT: a path, `-`, or `-e TEXT`. */
async function inputs(args: Arguments): Promise<{ file: string; script: string }> {
  const [file, path, ...more] = args.places;
  const text = single(args, 'e');
  if (file === undefined) throw new UsageError('run needs a FILE and a SCRIPT.');
  if (text === undefined && path === undefined) {
    throw new UsageError('run needs a SCRIPT: a path, - for standard input, or -e TEXT.');
  }
  const beyond = text === undefined ? more[0] : path;
  if (beyond !== undefined) throw new UsageError(`run does not know what to do with "${beyond}".`);
  return { file, script: text ?? (await scriptAt(path ?? '-')) };
}

async function scriptAt(path: string): Promise<string> {
  if (path !== '-') {
    return readFile(path, 'utf8').catch((error: unknown) => {
      throw new UsageError(`The script ${path} can't be read: ${reason(error)}.`);
    });
  }
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

/** A setting or a param is what was typed; data is the file. */
export function asFailure(
  problem: Problem,
  settings: Record<string, string>,
  params: Record<string, string>,
): Error {
  if (problem.kind === 'data') return new DataError(problem.code ?? 'CORRUPT', problem.message);
  if (problem.kind !== 'setting') return new Error(problem.message);
  const name = problem.setting ?? '';
  const param = name.startsWith('params.') ? name.slice('params.'.length) : null;
  const flag = param === null ? `--${kebab(name)}` : `--param ${param}`;
  const value = param === null ? settings[name] : params[param];
  const separator = param === null ? ' ' : '=';
  const given = value === undefined ? flag : `${flag}${separator}${value}`;
  return new UsageError(`${given}: ${problem.message}`);
}

export function progressLine(output: Output): (progress: RunProgress) => void {
  return ({ bars_done, bars_total, elapsed_ms }) => {
    const speed = bars_done / Math.max(elapsed_ms / 1000, 1e-3);
    output.progress(
      `${grouped(bars_done, 0)} of ${grouped(bars_total, 0)} bars, ${grouped(speed, 0)} bars/s`,
    );
  };
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
