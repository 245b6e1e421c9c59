import { expect, test } from 'vitest';
import { Chance, type StudyHost } from '../../web/page/compare/chance.svelte';
import { problemOf, resultHead, runReport } from './fakes';
import type { BaselineStudy, Outcome } from '../../web/shared/protocol';

const STUDY: BaselineStudy = {
  ...{ done: 503, total: 503, script: { total_pnl: 1, trades: 1 } },
  random: {
    ...{ count: 500, mean_trades: 1, rank: 1, percentile: 1, mean: 0 },
    ...{ min: 0, q1: 0, median: 0, q3: 0, max: 0, total_pnl: [] },
  },
};

/** Answers when the test says so. */
class Host implements StudyHost {
  asked: { seed: number; count: number }[] = [];
  stops = 0;
  answers: ((outcome: Outcome<BaselineStudy> | null) => void)[] = [];

  baselines: StudyHost['baselines'] = (_, request) => {
    this.asked.push(request);
    return new Promise((resolve) => this.answers.push(resolve));
  };

  stopBaselines = (): Promise<void> => {
    this.stops += 1;
    return Promise.resolve();
  };
}

test("they are computed once for a result, by the settings' seed", async () => {
  const host = new Host();
  const chance = new Chance(host);
  const report = runReport(resultHead({ settings: { seed: 7 } }));
  const started = chance.start(report);
  await chance.start(report);
  host.answers[0]?.({ ok: true, value: STUDY });
  await started;
  await chance.start(report);
  expect(host.asked).toEqual([{ seed: 7, count: 500 }]);
  expect([chance.phase, chance.study]).toEqual(['done', STUDY]);
});

test('the answer for an earlier result does not overwrite that of a later one', async () => {
  const host = new Host();
  const chance = new Chance(host);
  const first = chance.start(runReport());
  const second = chance.start(runReport());
  host.answers[1]?.({ ok: true, value: STUDY });
  await second;
  host.answers[0]?.(null);
  await first;
  expect([chance.phase, chance.study]).toEqual(['done', STUDY]);
});

test('stopped, they can be asked for again', async () => {
  const host = new Host();
  const chance = new Chance(host);
  const report = runReport();
  const started = chance.start(report);
  chance.stop();
  host.answers[0]?.(null);
  await started;
  expect([host.stops, chance.phase, chance.message]).toEqual([1, 'stopped', 'Stopped.']);
  void chance.start(report);
  expect([host.asked.length, chance.phase]).toEqual([2, 'running']);
});

test('the late answer to what was stopped says nothing of what was asked for since', async () => {
  const host = new Host();
  const chance = new Chance(host);
  const report = runReport();
  const stopped = chance.start(report);
  chance.stop();
  const again = chance.start(report);
  host.answers[0]?.(null);
  await stopped;
  expect(chance.phase).toBe('running');
  host.answers[1]?.({ ok: true, value: STUDY });
  await again;
  expect([chance.phase, chance.study]).toEqual(['done', STUDY]);
});

test('a run that ended early says why there are none', async () => {
  const host = new Host();
  const chance = new Chance(host);
  const started = chance.start(runReport());
  host.answers[0]?.({ ok: false, problem: problemOf('data', 'The run ended after 3 of 9 bars.') });
  await started;
  expect([chance.phase, chance.message]).toEqual(['failed', 'The run ended after 3 of 9 bars.']);
});
