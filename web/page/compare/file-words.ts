/** What a file of a baseline is, in a word or two. */

import { count } from '../format';
import type { Baseline, BaselineFile } from './baseline.svelte';

const WORDS: Record<string, string> = {
  run_summary: 'summary of a run',
  replay_summary: 'summary of a replay',
  pipeline_summary: 'summary of several runs',
  training_stack: 'what the trainer ran on',
  params: "the trainer's flags",
  result: 'result of Moontest',
  runner_result: 'result of the native runner',
};

export function fileWord({ kept, unread }: BaselineFile): string {
  if (kept === null) {
    const whose = unread?.candidate;
    return whose ? `behaviour of ${whoseWord(whose)}, not read yet` : 'behaviour, not read yet';
  }
  const { about } = kept;
  switch (about.kind) {
    case 'ga_log':
      return `GA log, ${count(about.rows)} candidates`;
    case 'rl_log':
      return `RL log, ${count(about.rows)} epochs`;
    case 'behavior': {
      const whose = about.windows[0]?.candidate;
      const windows =
        about.windows.length === 1 ? 'one window' : `${count(about.windows.length)} windows`;
      return `behaviour${whose ? ` of ${whoseWord(whose)}` : ''}, ${count(about.rows)} rows, ${windows}`;
    }
    case 'equity':
      return `equity curve, ${count(about.rows)} rows, columns ${about.time_column} and ${about.equity_column}`;
    default:
      return WORDS[about.kind] ?? about.kind;
  }
}

/** Algorithm, backend and the like, as far as the files tell them. */
export function stackWord({ kept, log }: Baseline): string {
  const stack = kept.map(({ about }) => about).find((about) => about.kind === 'training_stack');
  const algorithm = log?.about.algorithm ?? stack?.algorithm ?? null;
  const steps = log?.about.steps.length ?? 0;
  const unit = log?.about.kind === 'rl_log' ? 'epochs' : 'generations';
  return [
    algorithm?.toUpperCase(),
    steps > 0 ? `${count(steps)} ${unit}` : null,
    stack?.backend,
    stack?.observation_schema,
  ]
    .filter((word) => word !== null && word !== undefined && word !== '')
    .join(' · ');
}

export function whoseWord({
  gen,
  idx,
  split,
}: {
  gen: number;
  idx: number;
  split: string;
}): string {
  return `generation ${gen}, candidate ${idx} (${split})`;
}
