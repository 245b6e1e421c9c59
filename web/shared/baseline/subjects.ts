/** What of a baseline can be held against a run: its candidates, tests, replays and curves. */

import { NO_SCORES, type FileAbout, type WindowAbout } from './about';
import { candidateOf, gaName, rlName } from './candidate';
import { compareResult, compareRunner } from './compare-metrics';
import { compareScores, type ComparedNumber, type ComparedRun, type Split } from './comparable';
import { windowFacts } from './baseline-facts';
import { factsOfFile, mergedFacts, type BaselineFacts } from './facts';
import type { BarSpan } from './like-settings';
import type { Candidate, PipelineResult, ReplaySummary, RunSummary, Scores } from './types';

export interface Subject {
  /** Unlike any other of the baseline. */
  id: string;
  title: string;
  facts: BaselineFacts;
  /** The rows of the data it is of; null: the files do not tell, or all. */
  span: BarSpan | null;
  /** Numbers by split, those of ours of the same meaning beside them. */
  compare: (run: ComparedRun) => NumberGroup[];
}

export interface NumberGroup {
  title: string;
  /** Whether they bear the names of our metrics, whose units are in the engine's table. */
  isOurs?: true;
  numbers: ComparedNumber[];
}

/** What a policy did on data it was not trained on comes first. */
const SPLITS: Record<Split, string> = {
  eval: 'Evaluation',
  train: 'Training',
  probe: 'Probe (greedy, first window of the evaluation)',
};

/** A candidate of a log or a summary. */
export function candidateSubject(
  title: string,
  candidate: Candidate,
  facts: BaselineFacts,
): Subject {
  return {
    id: `candidate ${candidate.step} ${candidate.idx ?? ''} ${title}`,
    title,
    facts,
    span: null,
    compare: (run) =>
      [
        ...(Object.keys(SPLITS) as Split[]).map((split) => ({
          title: SPLITS[split],
          numbers: compareScores(candidate[split], split, facts, run),
        })),
        fitnessGroup(candidate),
      ].filter(({ numbers }) => numbers.length > 0),
  };
}

/** All that the files tell by themselves; candidates of a log are picked by the person. */
export function subjectsOf(files: FileAbout[], facts: BaselineFacts): Subject[] {
  const hasLog = files.some(({ kind }) => kind === 'ga_log' || kind === 'rl_log');
  return files.flatMap((file, place): Subject[] => {
    switch (file.kind) {
      case 'run_summary':
        return hasLog ? testOf(file, facts) : [...bests(file, facts), ...testOf(file, facts)];
      case 'replay_summary':
        return [replaySubject('Replay', file, facts, String(place))];
      case 'pipeline_summary':
        return file.results.flatMap((result, i) => resultSubjects(result, i));
      case 'behavior':
        return file.windows.map((window, i) => {
          const own = windowFacts(facts, window);
          const title = windowTitle(window);
          return {
            ...scoresSubject(`behavior ${place} ${i}`, title, window.scores, own),
            span: window,
          };
        });
      case 'equity':
        return [scoresSubject(`equity ${place}`, 'Equity curve', file.scores, facts)];
      case 'result':
        return [
          {
            ...{ id: `result ${place}`, title: 'Result', facts, span: null },
            compare: ({ head }) => [
              { title: 'Metrics', isOurs: true, numbers: compareResult(file, head) },
            ],
          },
        ];
      case 'runner_result':
        return [
          {
            ...{ id: `runner ${place}`, title: 'Result of the native runner', facts, span: null },
            compare: ({ head }) => [{ title: 'Metrics', numbers: compareRunner(file, head) }],
          },
        ];
      default:
        return [];
    }
  });
}

function windowTitle({ candidate, window }: WindowAbout): string {
  if (candidate === null) return `Window ${window}`;
  const { gen, idx, split } = candidate;
  return `Generation ${gen}, candidate ${idx}, ${split}, window ${window}`;
}

/** A candidate's fitness is the trainer's own measure: nothing of ours is like it. */
function fitnessGroup(candidate: Candidate): NumberGroup {
  const why = "it weighs profit, Sortino and drawdown by the trainer's own weights";
  const names = ['selection_fitness', 'fitness', 'eval_fitness'] as const;
  const numbers = names.flatMap((name) => {
    const baseline = candidate[name];
    return baseline === null ? [] : [{ name, baseline, run: null, difference: null, why }];
  });
  return { title: 'Fitness', numbers };
}

function scoresSubject(id: string, title: string, scores: Scores, facts: BaselineFacts): Subject {
  return {
    ...{ id, title, facts, span: null },
    compare: (run) => [{ title, numbers: compareScores(scores, 'eval', facts, run) }],
  };
}

function bests(summary: RunSummary, facts: BaselineFacts): Subject[] {
  const step = summary.engine === 'rl' ? 'epoch' : 'generation';
  const word = (candidate: Candidate): string =>
    `${step} ${candidate.step}${candidate.idx === null ? '' : `, candidate ${candidate.idx}`}`;
  return (
    [
      ['Best', summary.best],
      ['Best by profit of the evaluation', summary.best_eval_pnl],
      ['Last', summary.final],
    ] as const
  ).flatMap(([name, candidate]) =>
    candidate === null ? [] : [candidateSubject(`${name}: ${word(candidate)}`, candidate, facts)],
  );
}

/** The trainer's line about its final test names no windows, and not whether profit is net. */
function testOf({ test }: Pick<RunSummary, 'test'>, facts: BaselineFacts, id = ''): Subject[] {
  if (test === null) return [];
  const why = "the test's line does not tell its windows, and whether its profit is after costs";
  const numbers = Object.entries(test).flatMap(([name, baseline]) =>
    baseline === null ? [] : [{ name, baseline, run: null, difference: null, why }],
  );
  const title = 'Final test';
  return [{ id: `test ${id}`, title, facts, span: null, compare: () => [{ title, numbers }] }];
}

function replaySubject(
  title: string,
  file: ReplaySummary,
  facts: BaselineFacts,
  id: string,
): Subject {
  const { metrics, behavior } = file;
  const today = file.engine === 'rl' ? (name: string) => rlName(name) : gaName;
  const byName = Object.fromEntries(
    Object.entries(metrics).map(([name, value]) => [
      today(file.engine === 'rl' && !name.startsWith('eval_') ? `eval_${name}` : name),
      value,
    ]),
  );
  const engine = file.engine ?? 'ga';
  const { eval: found } = candidateOf(engine, 0, (name) => byName[name] ?? null);
  const scores: Scores = {
    ...{ ...NO_SCORES, ...found },
    pnl_gross: found.pnl_gross ?? behavior.total_pnl_change ?? null,
    commission: behavior.total_commission_paid ?? null,
    slippage: behavior.total_slippage_paid ?? null,
  };
  return scoresSubject(`replay ${id}`, title, scores, facts);
}

function resultSubjects(
  { fold, training, test, replay }: PipelineResult,
  place: number,
): Subject[] {
  const name = fold === null ? `Run ${place + 1}` : `Fold ${fold}`;
  const known = [training, replay].filter((one) => one !== null).map(factsOfFile);
  const facts = mergedFacts(known);
  const id = `${place}`;
  return [
    ...(training ? bests(training, facts) : []),
    ...testOf({ test }, facts, id),
    ...(replay ? [replaySubject('Replay', replay, facts, id)] : []),
  ].map((subject) => ({
    ...subject,
    id: `${id} ${subject.id}`,
    title: `${name}, ${subject.title.slice(0, 1).toLowerCase()}${subject.title.slice(1)}`,
  }));
}
