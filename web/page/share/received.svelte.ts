/** A strategy that someone shared: looked at, taken, and its claim held against the reader's own run. */

import type { FileChoices, FileReport, SettingsInput } from '../../shared/protocol';
import { withinLimits, type Lowered } from '../../shared/share/settings';
import type { SharedStrategy } from '../../shared/share/strategy';
import { verdictOn, type Verdict } from '../../shared/share/verdict';
import { partOf, repaired } from '../data';
import type { Session } from '../session.svelte';
import type { FinishedRun } from '../session/finished-run';
import { keepWork, type Work } from './work';

/** `shown`: in view, and nothing done; `later`: put aside; `taken`: the reader's script now. */
export type Stage = 'shown' | 'later' | 'taken';

export class Received {
  stage = $state<Stage>('shown');
  /** What the last run says of the claim; null before it. */
  verdict = $state.raw<Verdict | null>(null);
  isChecking = $state(false);

  readonly strategy: SharedStrategy;
  readonly #session: Session;
  #before: Work | null;
  /** How the file in use was read before, where that changed. */
  #readBefore: { id: number; choices: FileChoices } | null = null;
  readonly #stopListening: () => void;

  /** With `before` it was taken in an earlier visit. */
  constructor(session: Session, strategy: SharedStrategy, before: Work | null = null) {
    this.#session = session;
    this.strategy = strategy;
    this.#before = before;
    if (before !== null) this.stage = 'taken';
    this.#stopListening = session.runner.onFinished((run) => void this.check(run));
  }

  /** What it asks for beyond the reader's own limits, and does not get. */
  get lowered(): Lowered[] {
    return this.#allowed().lowered;
  }

  /** Whether Run means the sample, which is not loaded now. */
  get needsSample(): boolean {
    const { data } = this.#session;
    return data === null || (this.strategy.claim?.is_sample === true && !data.file.isSample);
  }

  /** Makes it one of the reader's scripts, with its settings, and runs it. What they had can be brought back. */
  async take(): Promise<void> {
    const session = this.#session;
    const { name, script, params } = this.strategy;
    const { settings } = this.#allowed();
    this.#before = session.desk.work();
    this.stage = 'taken';
    this.verdict = null;
    keepWork(session.store, { strategy: this.strategy, before: this.#before });
    clearAddress();
    await session.stop();
    session.desk.adopt({ name, script, settings, params });
    const data = session.data;
    if (this.needsSample || data === null) {
      await session.files.openSample(this.strategy.choices);
      return;
    }
    const { id, source } = data;
    const choices = this.#fitting(data.report);
    const present = partOf(repaired(source.choices, ''), undefined);
    if (same(choices, present)) {
      await session.startRun();
    } else {
      this.#readBefore = { id, choices: present };
      await session.files.use(id, choices);
    }
  }

  later(): void {
    this.stage = 'later';
  }

  look(): void {
    this.stage = 'shown';
  }

  /** Brings back the reader's script, settings and params as they were. The shared one stays among their scripts. */
  async back(): Promise<void> {
    const before = this.#before;
    this.dismiss();
    if (before === null) return;
    await this.#session.stop();
    this.#session.desk.resume(before);
    const read = this.#readBefore;
    if (read !== null && read.id === this.#session.data?.id) {
      await this.#session.files.use(read.id, read.choices);
    } else {
      await this.#session.startRun();
    }
  }

  /** Takes it out of view for good. */
  dismiss(): void {
    this.end();
    keepWork(this.#session.store, null);
    clearAddress();
    if (this.#session.sharing.received === this) this.#session.sharing.received = null;
  }

  /** Another took its place. */
  end(): void {
    this.#stopListening();
  }

  /** How a file is to be read as its author did; null while nobody took the strategy. */
  choicesFor(report: FileReport): FileChoices | null {
    return this.stage === 'taken' ? this.#fitting(report) : null;
  }

  /** Holds the claim against a run. */
  async check(run: FinishedRun): Promise<void> {
    const { claim } = this.strategy;
    if (this.stage !== 'taken' || claim === null) return;
    this.isChecking = true;
    const session = this.#session;
    const found = await session.engine.fingerprints(run.report).catch(() => null);
    // A later run has a check of its own.
    if (session.result !== run) return;
    this.isChecking = false;
    this.verdict =
      found &&
      verdictOn(
        this.strategy,
        claim,
        { ...found, request: run.request, head: run.report.head },
        session.settings.table,
      );
  }

  #allowed(): { settings: SettingsInput; lowered: Lowered[] } {
    const { effective, table } = this.#session.settings;
    return withinLimits(this.strategy.settings, effective, table);
  }

  /** The choices as far as the file has such columns and symbols. */
  #fitting(report: FileReport): FileChoices {
    const { columns, symbol, ...rest } = this.strategy.choices;
    const names = [...report.columns.map(({ name }) => name), 'none', 'mid'];
    const fitting = Object.entries(columns ?? {}).filter(([, name]) => names.includes(name));
    return {
      ...rest,
      ...(fitting.length > 0 && { columns: Object.fromEntries(fitting) }),
      ...(symbol !== undefined && report.symbols.includes(symbol) && { symbol }),
    };
  }
}

function same(one: FileChoices, other: FileChoices): boolean {
  const text = ({ columns = {}, symbol, timezone, time_unit }: FileChoices): string =>
    JSON.stringify([Object.entries(columns).sort(), symbol, timezone, time_unit]);
  return text(one) === text(other);
}

/** Takes the link out of the address, so that a reload does not open it again. */
function clearAddress(): void {
  if (typeof location === 'undefined' || location.hash === '') return;
  history.replaceState(null, '', location.pathname + location.search);
}
