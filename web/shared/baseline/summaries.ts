import { candidateOf, gaName, rlName } from './candidate';
import {
  flagOf,
  isObject,
  listOf,
  numberOf,
  numbersOf,
  objectOf,
  textOf,
  type Json,
} from './fields';
import { readNumber } from './numbers';
import type {
  Candidate,
  Params,
  PipelineResult,
  PipelineSummary,
  ReplaySummary,
  RunSummary,
  TestLine,
  TrainingStack,
} from './types';

export function readStack(json: Json): TrainingStack {
  return {
    kind: 'training_stack',
    trainer: textOf(json, 'trainer'),
    backend: textOf(json, 'backend'),
    algorithm: textOf(json, 'algorithm'),
    observation_schema: textOf(json, 'observation_schema'),
    effective_runtime: textOf(json, 'effective_runtime'),
  };
}

/** Keeps the members that a flag's value can be. */
export function readParams(json: Json | null): Params {
  const entries = Object.entries(json ?? {}).filter(
    ([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
  );
  return Object.fromEntries(entries) as Params;
}

/** run_summary.json, or a `*.summary.json` of a report. */
export function readRunSummary(json: Json): RunSummary {
  const engine = engineOf(textOf(json, 'engine'));
  const stack = objectOf(json, 'trainingStack');
  const insights = objectOf(json, 'stdoutInsights');
  const line = insights ? textOf(insights, 'testLine') : null;
  return {
    kind: 'run_summary',
    engine,
    profile: textOf(json, 'profile'),
    params: readParams(objectOf(json, 'params')),
    metric_key: textOf(json, 'metricKey'),
    exit_code: numberOf(json, 'exitCode'),
    fitness: listOf(json, 'fitnessSummary')
      .filter(isObject)
      .map((one) => ({
        step: numberOf(one, 'gen') ?? numberOf(one, 'epoch') ?? NaN,
        fitness: numberOf(one, 'fitness'),
      }))
      .filter(({ step }) => Number.isInteger(step)),
    best: rowCandidate(engine, objectOf(json, 'bestRow')),
    final: rowCandidate(engine, objectOf(json, 'finalRow')),
    best_eval_pnl: rowCandidate(engine, objectOf(json, 'bestEvalPnlRow')),
    test: line === null ? null : readTestLine(line),
    stack: stack && readStack(stack),
  };
}

export function readReplaySummary(json: Json): ReplaySummary {
  const isRl = typeof json.checkpoint === 'string';
  return {
    kind: 'replay_summary',
    engine: isRl ? 'rl' : typeof json.policy === 'string' ? 'ga' : null,
    policy: textOf(json, 'policy') ?? textOf(json, 'checkpoint'),
    parquet: textOf(json, 'parquet'),
    full_file: flagOf(json, 'full_file'),
    window: numberOf(json, 'window'),
    step: numberOf(json, 'step'),
    eval_windows: numberOf(json, 'eval_windows'),
    metrics: numbersOf(objectOf(json, 'metrics')),
    behavior: numbersOf(objectOf(json, 'behavior')),
  };
}

/** pipeline_summary.json: one training after the other, or folds with their test and replay. */
export function readPipeline(json: Json): PipelineSummary {
  const results = listOf(json, 'results').filter(isObject);
  const isMultifold = 'foldCount' in json || results.some((result) => 'fold' in result);
  return {
    kind: 'pipeline_summary',
    flavour: isMultifold ? 'multifold' : 'single',
    profile: textOf(json, 'profile'),
    window: numberOf(json, 'window'),
    step: numberOf(json, 'step'),
    results: results.map(isMultifold ? foldOf : singleOf),
    replay_avg_pnl: numberOf(json, 'replayAvgPnl'),
    replay_avg_mdd: numberOf(json, 'replayAvgMdd'),
  };
}

function singleOf(json: Json): PipelineResult {
  const training = readRunSummary(json);
  const folders = { train: null, val: null, test: null };
  return { fold: null, folders, training, test: training.test, replay: null };
}

function foldOf(json: Json): PipelineResult {
  const training = objectOf(json, 'training');
  const test = objectOf(json, 'trainingTest');
  const replay = objectOf(json, 'replay');
  return {
    fold: numberOf(json, 'fold'),
    folders: {
      train: textOf(json, 'trainFolder'),
      val: textOf(json, 'valFolder'),
      test: textOf(json, 'testFolder'),
    },
    training: training && readRunSummary(training),
    test: test && numbersOf(test),
    replay: replay && readReplaySummary(replay),
  };
}

/** `test | fitness 1.5 | pnl -3 | sortino 0.01 | mdd 20` */
function readTestLine(line: string): TestLine | null {
  const found: TestLine = {};
  for (const part of line.split('|')) {
    const [name = '', text = '', ...more] = part.trim().split(/\s+/u);
    const value = more.length === 0 ? readNumber(text) : undefined;
    if (text !== '' && value !== undefined) found[name] = Number.isFinite(value) ? value : null;
  }
  return Object.keys(found).length > 0 ? found : null;
}

/** A row of a log as an object, with the header's names as keys. */
function rowCandidate(engine: 'ga' | 'rl' | null, row: Json | null): Candidate | null {
  if (!row || !engine) return null;
  const today = engine === 'ga' ? gaName : rlName;
  const byName = Object.fromEntries(Object.keys(row).map((name) => [today(name), row[name]]));
  const step = numberOf(byName, 'gen') ?? numberOf(byName, 'epoch');
  return step === null ? null : candidateOf(engine, step, (name) => numberOf(byName, name));
}

function engineOf(text: string | null): 'ga' | 'rl' | null {
  return text === 'ga' || text === 'rl' ? text : null;
}
