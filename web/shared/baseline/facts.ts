import { textOf } from './fields';
import { paramFacts } from './param-facts';
import type { ResultHead } from '../protocol';
import type { Baseline, Behavior } from './types';

/** Settings by our names, as far as a baseline's files tell them. */
export type KnownSettings = Record<string, number | string | boolean>;

/** How a baseline was run; null where its files do not say. */
export interface BaselineFacts {
  tool: 'ga' | 'rl' | 'trainer' | 'runner' | 'moontest' | 'unknown';
  profile: 'standard' | 'reference' | null;
  session: string | null;
  fill: string | null;
  /** Whose mask judges an order: that of the bar it fills at, or of the bar that was shown. */
  mask: 'fill' | 'shown' | null;
  /** Whether its profit is after costs. */
  pnl: 'net' | 'gross' | null;
  liquidates: boolean | null;
  /** Pieces of the evaluation that each start with the initial balance. */
  windows: number | null;
  /** The same of the training. */
  train_windows: number | null;
  /** Bars of a window, where windows are not whole files. */
  window_bars: number | null;
  /** Rows of the data left out at the start. */
  warm_up: number | null;
  /** Seconds since 1970 UTC. */
  first: number | null;
  last: number | null;
  settings: KnownSettings;
}

/** Bars that trainers leave out, for the longest of their features. */
const TRAINER_WARM_UP = 315;
const UNKNOWN: BaselineFacts = {
  tool: 'unknown',
  profile: null,
  session: null,
  fill: null,
  mask: null,
  pnl: null,
  liquidates: null,
  windows: null,
  train_windows: null,
  window_bars: null,
  warm_up: null,
  first: null,
  last: null,
  settings: {},
};

/** What the trainers have in common. */
const TRAINER: BaselineFacts = {
  ...UNKNOWN,
  tool: 'trainer',
  profile: 'reference',
  fill: 'next_close',
  mask: 'fill',
  warm_up: TRAINER_WARM_UP,
};

/** Facts of one baseline from all of its files; the first file that tells a fact counts. */
export function factsOf(files: Baseline[]): BaselineFacts {
  return mergedFacts(files.map(factsOfFile));
}

/** The same from the facts of each file. */
export function mergedFacts(found: BaselineFacts[]): BaselineFacts {
  const facts = { ...UNKNOWN };
  for (const one of found) {
    for (const key of Object.keys(UNKNOWN) as (keyof BaselineFacts)[]) {
      if (key !== 'settings' && key !== 'tool' && facts[key] === null) {
        Object.assign(facts, { [key]: one[key] });
      }
    }
    facts.settings = { ...one.settings, ...facts.settings };
  }
  const tools = found.map(({ tool }) => tool).filter((tool) => tool !== 'unknown');
  facts.tool = tools.find((tool) => tool !== 'trainer') ?? tools[0] ?? 'unknown';
  return facts;
}

export function factsOfFile(file: Baseline): BaselineFacts {
  switch (file.kind) {
    case 'ga_log':
      return { ...TRAINER, tool: 'ga', pnl: 'net', liquidates: true };
    case 'rl_log':
      return { ...TRAINER, tool: 'rl', pnl: 'gross', liquidates: false };
    case 'behavior':
      return behaviorFacts(file);
    case 'params':
      return { ...TRAINER, ...paramFacts(file.params) };
    case 'run_summary':
      return {
        ...TRAINER,
        ...paramFacts(file.params),
        ...(file.engine && trainerPnl(file.engine)),
      };
    case 'replay_summary': {
      const windows = file.full_file === true ? 1 : (file.behavior.windows ?? null);
      return { ...TRAINER, ...(file.engine && trainerPnl(file.engine)), windows };
    }
    case 'pipeline_summary':
    case 'training_stack':
      return TRAINER;
    case 'runner_result':
      return { ...UNKNOWN, tool: 'runner', profile: 'reference', ...RUNNER };
    case 'result':
      return resultFacts(file.head);
    case 'equity':
      return {
        ...{ ...UNKNOWN, windows: 1, train_windows: 1 },
        ...(file.is_time && { first: file.time[0] ?? null, last: file.time.at(-1) ?? null }),
      };
  }
}

const RUNNER = {
  fill: 'next_close',
  mask: 'shown',
  pnl: 'net',
  liquidates: false,
  windows: 1,
  train_windows: 1,
  warm_up: 0,
} as const;

function trainerPnl(engine: 'ga' | 'rl'): Pick<BaselineFacts, 'tool' | 'pnl' | 'liquidates'> {
  return engine === 'ga'
    ? { tool: 'ga', pnl: 'net', liquidates: true }
    : { tool: 'rl', pnl: 'gross', liquidates: false };
}

/** Equity of behaviour files is after costs and ends without a liquidation. */
function behaviorFacts({ layout, windows, shown }: Behavior): BaselineFacts {
  const times = windows.flatMap(({ time }) => [time[0] ?? NaN, time.at(-1) ?? NaN]);
  const known = times.filter(Number.isFinite);
  // Files of the training say nothing of the evaluation's windows and data.
  const isTraining = windows[0]?.candidate?.split === 'train';
  const evaluation = {
    windows: windows.length,
    first: known.length > 0 ? Math.min(...known) : null,
    last: known.length > 0 ? Math.max(...known) : null,
  };
  const settings: KnownSettings = {};
  for (const name of [
    'initial_balance',
    'commission_round_turn',
    'slippage_per_contract',
    'contract_multiplier',
  ] as const) {
    if (shown[name] !== null) settings[name] = shown[name];
  }
  return {
    ...TRAINER,
    ...(layout === 'ga' && { tool: 'ga' as const }),
    pnl: 'net',
    liquidates: false,
    ...(isTraining ? { train_windows: windows.length } : evaluation),
    window_bars: windows[0]?.bars.length ?? null,
    settings,
  };
}

/** Those of a run of ours. */
export function resultFacts(head: ResultHead): BaselineFacts {
  const { settings, data } = head;
  const known = Object.entries(settings).filter(
    (entry): entry is [string, number | string | boolean] =>
      ['number', 'string', 'boolean'].includes(typeof entry[1]),
  );
  const isReference = settings.profile === 'reference';
  return {
    ...UNKNOWN,
    ...RUNNER,
    tool: 'moontest',
    profile: isReference ? 'reference' : 'standard',
    session: textOf(settings, 'session'),
    fill: textOf(settings, 'fill'),
    mask: isReference || settings.fill === 'same_close' ? 'shown' : 'fill',
    liquidates: settings.liquidate_at_end === true,
    warm_up: Number(settings.offset ?? 0),
    first: data.first_ts === null ? null : Number(data.first_ts) / 1e9,
    last: data.last_ts === null ? null : Number(data.last_ts) / 1e9,
    settings: Object.fromEntries(known),
  };
}
