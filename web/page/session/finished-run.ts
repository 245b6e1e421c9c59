import type { Problem, RunReport, RunRequest } from '../../shared/protocol';
import type { RunInputs } from '../runs/kept-run';

/** A finished run, and what it was a run of. */
export interface FinishedRun {
  report: RunReport;
  inputs: RunInputs;
  /** What the engine was asked for. */
  request: RunRequest;
  /** Compares equal to `Runner.wanted` as long as the result is up to date. */
  of: string;
}

/** A run that gave no bar of result: a compile error, a wrong setting, a stop. */
export interface FailedRun {
  problem: Problem;
  of: string;
}
