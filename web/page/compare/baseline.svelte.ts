/** One baseline: the files of one training, or one curve or result, and what of it is held against the run. */

import type { KeptFile, LogCandidate, UnreadFile } from '../../shared/baseline/api';
import type { BehaviorAbout, LogAbout } from '../../shared/baseline/about';
import { baselineFacts } from '../../shared/baseline/baseline-facts';
import { candidateSubject, subjectsOf, type Subject } from '../../shared/baseline/subjects';

/** A file in a baseline: read, or a large one of which the beginning is known. */
export interface BaselineFile {
  path: string;
  blob: Blob;
  kept: KeptFile | null;
  unread: UnreadFile | null;
}

export class Baseline {
  readonly id: number;
  readonly name: string;
  files = $state.raw<BaselineFile[]>([]);
  /** The candidate of the log that is held against the run. */
  candidate = $state.raw<LogCandidate | null>(null);
  /** Another subject than the log's candidate, by its id. */
  chosen = $state<string | null>(null);
  /** Path of the behaviour file in view; null: the one of the candidate, else the first. */
  behaviorPath = $state<string | null>(null);

  readonly kept = $derived(this.files.flatMap(({ kept }) => kept ?? []));
  readonly facts = $derived(
    baselineFacts(
      this.files.flatMap(({ kept, unread }) => {
        const facts = (kept ?? unread)?.facts;
        return facts === undefined ? [] : [{ about: kept?.about ?? null, facts }];
      }),
    ),
  );
  readonly log = $derived.by((): { id: number; about: LogAbout } | null => {
    for (const { id, about } of this.kept) {
      if (about.kind === 'ga_log' || about.kind === 'rl_log') return { id, about };
    }
    return null;
  });
  readonly behaviors = $derived(
    this.files.filter(({ kept, unread }) => unread !== null || kept?.about.kind === 'behavior'),
  );
  /** The behaviour file in view. */
  readonly behavior = $derived.by((): BaselineFile | null => {
    const asked = this.behaviors.find(({ path }) => path === this.behaviorPath);
    return asked ?? this.behaviorOf(this.candidate) ?? this.behaviors[0] ?? null;
  });
  readonly behaviorAbout = $derived.by((): BehaviorAbout | null => {
    const about = this.behavior?.kept?.about;
    return about?.kind === 'behavior' ? about : null;
  });
  /** What there is beside the log's candidates; of behaviour files only the one in view. */
  readonly subjects = $derived.by((): Subject[] => {
    const shown = this.kept.filter(
      (file) => file.about.kind !== 'behavior' || file === this.behavior?.kept,
    );
    const files = shown.map(({ about }) => about);
    return subjectsOf(files, this.facts);
  });
  readonly subject = $derived.by((): Subject | null => {
    const asked = this.subjects.find(({ id }) => id === this.chosen);
    if (asked !== undefined) return asked;
    const { candidate } = this;
    if (candidate !== null) {
      return candidateSubject(candidateName(candidate), candidate, this.facts);
    }
    return this.subjects[0] ?? null;
  });
  readonly notices = $derived(
    this.files.flatMap(({ path, kept }) =>
      (kept?.notices ?? []).map((notice) => ({ path, notice })),
    ),
  );

  constructor(id: number, name: string, files: BaselineFile[]) {
    this.id = id;
    this.name = name;
    this.files = files;
  }

  /** The behaviour file of a candidate; that of the evaluation before that of the training. */
  behaviorOf(candidate: LogCandidate | null): BaselineFile | null {
    if (candidate === null) return null;
    const of = (file: BaselineFile): { gen: number; idx: number; split: string } | null => {
      const about = file.kept?.about;
      if (about?.kind === 'behavior') return about.windows[0]?.candidate ?? null;
      return file.unread?.candidate ?? null;
    };
    const all = this.behaviors.filter((file) => {
      const whose = of(file);
      return whose?.gen === candidate.step && whose.idx === candidate.idx;
    });
    return all.find((file) => of(file)?.split !== 'train') ?? all[0] ?? null;
  }
}

export function candidateName({ step, idx }: { step: number; idx: number | null }): string {
  return idx === null ? `Epoch ${step}` : `Generation ${step}, candidate ${idx}`;
}
