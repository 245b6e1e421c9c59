import { version } from '../../package.json';
import { takeApart, type Flag } from './arguments';
import { compare, COMPARE_FLAGS } from './compare';
import { DataError, EXIT, UsageError } from './failure';
import { features, FEATURES_FLAGS } from './features';
import { commandHelp, generalHelp, USAGE } from './help';
import { inspect, INSPECT_FLAGS } from './inspect';
import { loadEngine } from './node-host';
import { processOutput, type Output } from './output';
import { run, runFlags } from './run';
import { plainText, table } from './table';
import { verify, VERIFY_FLAGS } from './verify';
import type { EngineTables } from '../shared/protocol';

const METRICS_FLAGS: Flag[] = [{ name: 'json', value: null, help: 'Print the table as JSON.' }];

/** Runs one command line. Returns the exit code; what failed is told in one sentence. */
async function main(words: string[], output: Output): Promise<number> {
  try {
    return await dispatch(words, output);
  } catch (error) {
    output.progress('');
    const isJson = words.includes('--json');
    if (error instanceof DataError) {
      return await fail(EXIT.data, error.code, error.message, isJson, output);
    }
    if (error instanceof UsageError) {
      return await fail(EXIT.usage, 'USAGE', error.message, isJson, output);
    }
    const message = `The engine broke down: ${error instanceof Error ? error.message : String(error)}`;
    return await fail(EXIT.scriptFailed, 'INTERNAL', message, isJson, output);
  }
}

async function dispatch([command, ...words]: string[], output: Output): Promise<number> {
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    await output.print(generalHelp());
    return command === undefined ? EXIT.usage : EXIT.fine;
  }
  if (command === '--version') {
    await output.print(`${version}\n`);
    return EXIT.fine;
  }
  if (!Object.hasOwn(USAGE, command)) {
    const known = Object.keys(USAGE).join(', ');
    throw new UsageError(`There is no command "${command}"; the commands are ${known}.`);
  }
  const Engine = await loadEngine();
  const tables = JSON.parse(Engine.tables()) as EngineTables;
  const isHelp = words.includes('--help') || words.includes('-h');
  switch (command as keyof typeof USAGE) {
    case 'run':
      return isHelp ? help('run', runFlags(tables), output) : run(words, Engine, tables, output);
    case 'inspect':
      return isHelp ? help('inspect', INSPECT_FLAGS, output) : inspect(words, Engine, output);
    case 'compare':
      return isHelp ? help('compare', COMPARE_FLAGS, output) : compare(words, tables, output);
    case 'verify':
      return isHelp ? help('verify', VERIFY_FLAGS, output) : verify(words, Engine, tables, output);
    case 'features':
      return isHelp ? help('features', FEATURES_FLAGS, output) : features(words, Engine, output);
    case 'metrics':
      return isHelp ? help('metrics', METRICS_FLAGS, output) : metrics(words, tables, output);
  }
}

async function help(command: keyof typeof USAGE, flags: Flag[], output: Output): Promise<number> {
  await output.print(commandHelp(command, flags));
  return EXIT.fine;
}

async function metrics(words: string[], tables: EngineTables, output: Output): Promise<number> {
  const args = takeApart(words, METRICS_FLAGS);
  const [beyond] = args.places;
  if (beyond !== undefined) {
    throw new UsageError(`metrics takes no argument, but got "${beyond}".`);
  }
  const rows = tables.metrics.map(({ name, unit, formula }) => [name, unit, formula]);
  const text = args.flags.has('json')
    ? JSON.stringify(tables.metrics)
    : table([['metric', 'unit', 'formula'], ...rows], ['left', 'left', 'left']);
  await output.print(`${text}\n`);
  return EXIT.fine;
}

async function fail(
  exit: number,
  code: string,
  message: string,
  isJson: boolean,
  output: Output,
): Promise<number> {
  output.complain(plainText(message));
  if (isJson) await output.print(`${JSON.stringify({ error: { code, message } })}\n`);
  return exit;
}

process.stdout.on('error', () => undefined);
process.exitCode = await main(process.argv.slice(2), processOutput);
