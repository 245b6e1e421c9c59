import { basename } from 'node:path';
import { takeApart, single, type Flag } from './arguments';
import { DataError, EXIT, UsageError } from './failure';
import { printComparison } from './print-compare';
import { readBaselines, readRunFile, type ReadRunFile } from './read-baseline';
import { aboutOf } from '../shared/baseline/about';
import { baselineFacts } from '../shared/baseline/baseline-facts';
import type { ComparedRun } from '../shared/baseline/comparable';
import { compareResults, differingSettings } from '../shared/baseline/compare-results';
import { bestRow } from '../shared/baseline/curves';
import { differences, type Differences } from '../shared/baseline/differences';
import { factsOfFile, type BaselineFacts } from '../shared/baseline/facts';
import { grouped } from '../shared/baseline/grouping';
import { likeSettings } from '../shared/baseline/like-settings';
import {
  candidateSubject,
  subjectsOf,
  type NumberGroup,
  type Subject,
} from '../shared/baseline/subjects';
import { candidateAt } from '../shared/baseline/training-log';
import type { TrainingLog } from '../shared/baseline/types';
import type { ComparedResult, SettingRow } from '../shared/baseline/compare-results';
import type { Output } from './output';
import type { EngineTables, Notice } from '../shared/protocol';

type NamedResult = ComparedRun & { file: string };

export const COMPARE_FLAGS: Flag[] = [
  {
    name: 'baseline',
    value: 'FILE',
    help: "A GA or RL run's log, behaviour file or summary, its whole folder, a result or an equity CSV.",
    repeats: true,
  },
  {
    name: 'candidate',
    value: 'GEN[:IDX]',
    help: 'Which candidate (or epoch) of a log; the best by its own fitness if left out.',
  },
  { name: 'json', value: null, help: 'Print the comparison as JSON.' },
];

/** One baseline held against one result. */
export interface HeldAgainst extends Differences {
  file: string;
  subjects: { title: string; groups: NumberGroup[] }[];
}

export interface ComparedBaseline {
  name: string;
  files: { file: string; kind: string; notices: Notice[] }[];
  facts: BaselineFacts;
  /** How to run a script like it. */
  like: { settings: Record<string, string>; flags: string[]; remains: string[] };
  against: HeldAgainst[];
}

export interface Comparison {
  results: ComparedResult[];
  settings: SettingRow[];
  baselines: ComparedBaseline[];
  /** Files of a folder that could not be read, and why. */
  refused: string[];
}

/** `moontest compare RESULT.json… [--baseline FILE]`. Returns the exit code. */
export async function compare(
  words: string[],
  tables: EngineTables,
  output: Output,
): Promise<number> {
  const args = takeApart(words, COMPARE_FLAGS);
  if (args.places.length === 0) {
    throw new UsageError('compare needs a RESULT.json, as moontest run --json or --out writes it.');
  }
  const wanted = candidateAsked(single(args, 'candidate'));
  const results: NamedResult[] = [];
  for (const path of args.places) results.push(await resultAt(path));
  const comparison: Comparison = {
    results: compareResults(results),
    settings: differingSettings(results.map(({ head }) => head)),
    ...{ baselines: [], refused: [] },
  };
  for (const path of args.flags.get('baseline') ?? []) {
    const { files, refused } = await readBaselines(path);
    comparison.refused.push(...refused);
    for (const group of grouped(files.map((file) => ({ ...file, kind: file.baseline.kind })))) {
      comparison.baselines.push(compared(group, wanted, results));
    }
  }
  await output.print(
    args.flags.has('json')
      ? `${JSON.stringify(comparison)}\n`
      : printComparison(comparison, tables.metrics),
  );
  return EXIT.fine;
}

async function resultAt(path: string): Promise<NamedResult> {
  const { baseline } = await readRunFile(path);
  if (baseline.kind === 'result') {
    return { file: basename(path), head: baseline.head, gross: baseline.gross };
  }
  throw new DataError(
    'NO_RESULT',
    `${path} is no result of moontest run --json; give a file of another run as --baseline.`,
  );
}

function compared(
  { name, files }: { name: string; files: ReadRunFile[] },
  wanted: Asked | null,
  results: NamedResult[],
): ComparedBaseline {
  const facts = baselineFacts(
    files.map(({ baseline }) => ({ about: aboutOf(baseline), facts: factsOfFile(baseline) })),
  );
  const subjects = [...candidates(files, wanted, facts), ...ownSubjects(files, facts)];
  const [first] = subjects;
  const subjectFacts = first?.facts ?? facts;
  return {
    name: basename(name),
    files: files.map(({ path, baseline, notices }) => ({
      file: path,
      kind: baseline.kind,
      notices,
    })),
    facts,
    like: likeSettings(subjectFacts, first?.span ?? null),
    against: results.map(({ file, ...run }) => ({
      file,
      ...differences(subjectFacts, run.head),
      subjects: subjects.map(({ title, compare: numbers }) => ({ title, groups: numbers(run) })),
    })),
  };
}

function ownSubjects(files: ReadRunFile[], facts: BaselineFacts): Subject[] {
  return subjectsOf(
    files.map(({ baseline }) => aboutOf(baseline)),
    facts,
  );
}

interface Asked {
  step: number;
  idx: number | null;
}

function candidateAsked(text: string | undefined): Asked | null {
  if (text === undefined) return null;
  const [, step, idx] = /^(\d+)(?::(\d+))?$/u.exec(text) ?? [];
  if (step === undefined) {
    throw new UsageError(`--candidate needs GEN or GEN:IDX, two whole numbers, but got "${text}".`);
  }
  return { step: Number(step), idx: idx === undefined ? null : Number(idx) };
}

/** The log's candidate asked for, else its best; of a generation without an index its fittest. */
function candidates(files: ReadRunFile[], wanted: Asked | null, facts: BaselineFacts): Subject[] {
  return files.flatMap(({ path, baseline }) => {
    if (baseline.kind !== 'ga_log' && baseline.kind !== 'rl_log') return [];
    const row = wanted === null ? bestRow(baseline) : rowOf(baseline, wanted);
    if (row === null && wanted !== null) {
      const asked = `${wanted.step}${wanted.idx === null ? '' : `:${wanted.idx}`}`;
      throw new UsageError(`--candidate ${asked} is not in ${path}.`);
    }
    if (row === null) return [];
    const candidate = candidateAt(baseline, row);
    const { step, idx } = candidate;
    const title = idx === null ? `Epoch ${step}` : `Generation ${step}, candidate ${idx}`;
    return [candidateSubject(title, candidate, facts)];
  });
}

function rowOf(log: TrainingLog, { step, idx }: Asked): number | null {
  const steps = log.columns[log.kind === 'ga_log' ? 'gen' : 'epoch'] ?? new Float64Array();
  const rows = [...steps.keys()].filter(
    (row) => steps[row] === step && (idx === null || log.columns.idx?.[row] === idx),
  );
  return bestRow(log, rows) ?? rows[0] ?? null;
}
