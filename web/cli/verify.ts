import { readFile as readText } from 'node:fs/promises';
import { takeApart, type Flag } from './arguments';
import { EXIT, UsageError } from './failure';
import { loadFile, lookAt } from './file';
import { openSource, reason } from './node-host';
import { asFailure, nextTurn, progressLine } from './run';
import { plainText } from './table';
import { readFile, readLink } from '../shared/share/text';
import { withinLimits } from '../shared/share/settings';
import { verdictOn, type Verdict } from '../shared/share/verdict';
import { sliceOf } from '../shared/slice';
import { runScript } from '../worker/run';
import type { Output } from './output';
import type { EngineTables, ResultHead, RunFingerprints, SettingInfo } from '../shared/protocol';
import type { Claim, SharedStrategy } from '../shared/share/strategy';
import type { WasmEngineClass } from '../worker/engine-module';

export const VERIFY_FLAGS: Flag[] = [
  { name: 'json', value: null, help: 'Print the verdict as JSON.' },
];

/** `moontest verify FILE SHARED`: runs a shared strategy and holds its claim against the result. */
export async function verify(
  words: string[],
  Engine: WasmEngineClass,
  tables: EngineTables,
  output: Output,
): Promise<number> {
  const args = takeApart(words, VERIFY_FLAGS);
  const [file, shared, beyond] = args.places;
  if (file === undefined || shared === undefined) {
    throw new UsageError('verify needs a FILE and what was shared: a link or a .json file.');
  }
  if (beyond !== undefined)
    throw new UsageError(`verify does not know what to do with "${beyond}".`);
  const strategy = await sharedAt(shared, tables.settings);
  const { claim } = strategy;
  if (claim === null) throw new UsageError('It was shared without a result: nothing is claimed.');
  const verdict = await judged(strategy, claim, file, Engine, tables, output);
  await output.print(args.flags.has('json') ? `${JSON.stringify(verdict)}\n` : printed(verdict));
  return verdict.isReproduced ? EXIT.fine : EXIT.scriptFailed;
}

async function judged(
  strategy: SharedStrategy,
  claim: Claim,
  file: string,
  Engine: WasmEngineClass,
  tables: EngineTables,
  output: Output,
): Promise<Verdict> {
  const { script, params } = strategy;
  const { settings } = withinLimits(strategy.settings, {}, tables.settings);
  const profile = settings.profile === 'reference' ? 'reference' : 'standard';
  const slice = sliceOf(settings);
  const { data_fixes } = settings;
  const choices = {
    ...strategy.choices,
    ...(data_fixes && { data_fixes }),
    ...(slice && { slice }),
  };
  const engine = new Engine();
  const looked = await lookAt(openSource(file), choices);
  const wanted = (names: string[]): string[] => engine.named_columns(script, names);
  await loadFile(engine, looked, choices, profile, wanted, output);
  const request = { script, settings, params };
  const host = { now: () => performance.now(), pause: nextTurn, onProgress: progressLine(output) };
  const problem = await runScript(engine, request, host);
  output.progress('');
  if (problem) throw asFailure(problem, settings, params);
  const found = JSON.parse(engine.fingerprints_json()) as RunFingerprints;
  const head = JSON.parse(engine.head_json()) as ResultHead;
  return verdictOn(strategy, claim, { ...found, request, head }, tables.settings);
}

/** A link, with or without its address, or a file. */
async function sharedAt(text: string, settings: SettingInfo[]): Promise<SharedStrategy> {
  const isLink = text.includes('#s=');
  const read = isLink
    ? await readLink(text, settings)
    : readFile(
        await readText(text, 'utf8').catch((error: unknown) => {
          throw new UsageError(`${text} can't be read: ${reason(error)}.`);
        }),
        settings,
      );
  if (read.ok) return read.value;
  throw new UsageError(`${isLink ? 'The link' : text} can't be used: ${read.reason}.`);
}

function printed({ isReproduced, isSameResult, differences, metrics }: Verdict): string {
  if (isReproduced) return 'reproduced: same inputs, same result, to the last byte\n';
  return [
    'differs',
    ...differences.map(({ text }) => `  ${plainText(text)}`),
    ...(isSameResult ? ['  The result is the same to the last byte.'] : []),
    ...metrics.map(
      ({ name, claimed, own }) => `  ${name}: claimed ${String(claimed)}, here ${String(own)}`,
    ),
    '',
  ].join('\n');
}
