/** The base of the six numbers as chosen, and what else could be. */

import { comparedRun } from '../../shared/baseline/comparable';
import type { RunReport } from '../../shared/protocol';
import type { KeptRun } from '../runs/kept-run';
import type { Session } from '../session.svelte';
import type { View } from '../view.svelte';
import {
  BEFORE,
  choiceOf,
  chosenRun,
  HELD,
  heldBase,
  NONE,
  POLICY,
  runBase,
  runBefore,
  subjectBase,
  type Base,
} from './base';

/** Runs offered at most. */
const OFFERED = 20;

export interface Offer {
  choice: string;
  title: string;
}

/** Null without a choice, or while it is not known. */
export function kpiBase(session: Session, view: View, report: RunReport): Base | null {
  const { head } = report;
  if (view.base === NONE) return null;
  if (view.base === HELD) return heldBase(head, session.runner.details?.buy_and_hold);
  if (view.base === POLICY) {
    const subject = session.otherRuns.baselines?.current?.subject ?? null;
    return subject === null ? null : subjectBase(comparedRun(report), subject);
  }
  const run = keptRun(session, report);
  if (run === null) return null;
  const kept = session.keeper.runs?.all ?? [];
  if (view.base !== BEFORE) {
    const base = chosenRun(view.base, kept);
    return base === null ? null : runBase(run, base);
  }
  const before = runBefore(run, kept);
  const name = 'the run before';
  return before === null
    ? { name, why: 'there is none on this data yet', deltas: {} }
    : { ...runBase(run, before), name: `${name}, ${before.name}` };
}

/** Kept runs that can be the base: starred ones first, then the last ones. */
export function runOffers(session: Session, report: RunReport): Offer[] {
  const run = keptRun(session, report);
  return (session.keeper.runs?.all ?? [])
    .filter((other) => other.id !== run?.id && (run === null || runBefore(run, [other]) !== null))
    .toSorted((a, b) => Number(b.is_starred) - Number(a.is_starred) || b.last_ms - a.last_ms)
    .slice(0, OFFERED)
    .map((other) => ({ choice: choiceOf(other), title: other.name }));
}

/** What the Compare tab holds against the run; null when nothing is. */
export function subjectOffer(session: Session): Offer | null {
  const baseline = session.otherRuns.baselines?.current ?? null;
  const subject = baseline?.subject ?? null;
  if (baseline === null || subject === null) return null;
  return { choice: POLICY, title: `${baseline.name}: ${subject.title}` };
}

/** The run in view as it is kept; null until it is. */
function keptRun(session: Session, report: RunReport): KeptRun | null {
  const { last, runs } = session.keeper;
  return last?.of === report ? (runs?.byId(last.id) ?? null) : null;
}
