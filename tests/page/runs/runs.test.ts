import { beforeEach, describe, expect, test } from 'vitest';
import type { RunInputs } from '../../../web/page/runs/kept-run';
import { COMPARED, KEPT, Runs } from '../../../web/page/runs/runs.svelte';
import { exported } from '../../../web/page/runs/exchange';
import { runReport } from '../fakes';
import { headOf, inputs, MemoryRuns, run } from './made';

let store: MemoryRuns;
let runs: Runs;
let now = 0;

beforeEach(() => {
  now = 0;
  store = new MemoryRuns();
  runs = new Runs(store, () => (now += 1));
});

/** A run of these inputs that earned `pnl`. */
async function finish(changes: Partial<RunInputs> = {}, pnl = 250): Promise<void> {
  const made = inputs(changes);
  const report = runReport(headOf(made, { metrics: { total_pnl: pnl } }));
  await runs.keep(made, report, { bars: 'b1', data: 'd1' });
}

function names(): string[] {
  return runs.all.map(({ name }) => name);
}

describe('keeping', () => {
  test('names a run by its script and what was changed, the last one first', async () => {
    await finish();
    await finish({ params: { gap: '1' }, edits: { fee_bps: '5' } });
    expect(names()).toEqual(['cross · MES · gap 1 · fee bps 5', 'cross · MES']);
  });

  test('the same script, settings and data again is the same run, made twice', async () => {
    await finish();
    await finish({ params: { gap: '1' } });
    await finish();
    expect(runs.all.map(({ times }) => times)).toEqual([2, 1]);
    expect(runs.current).toBe(runs.all[0]?.id);
    expect(store.kept.size).toBe(2);
  });

  test('another text of the script under its name is another run with a number', async () => {
    await finish();
    await finish({ script: { name: 'cross.lua', text: '-- cross, better' } });
    expect(names()).toEqual(['cross · MES (2)', 'cross · MES']);
  });

  test('on other data it is another run', async () => {
    await finish();
    const made = inputs();
    await runs.keep(made, runReport(headOf(made)), { bars: 'b2', data: 'd2' });
    expect(runs.all.length).toBe(2);
  });

  test('lets the oldest go, but no starred one and none that is compared', async () => {
    for (let gap = 0; gap <= KEPT + 1; gap += 1) {
      await finish({ params: { gap: String(gap) } });
      if (gap === 0) await runs.star(runs.all[0]?.id ?? '', true);
      if (gap === 1) runs.choose(runs.all[0]?.id ?? '', true);
    }
    expect(runs.all.length).toBe(KEPT + 2);
    await finish({ params: { gap: 'one more' } });
    expect(runs.all.length).toBe(KEPT + 2);
    expect(names().slice(-3)).toEqual([
      'cross · MES · gap 3',
      'cross · MES · gap 1',
      'cross · MES · gap 0',
    ]);
    expect(store.kept.size).toBe(KEPT + 2);
  });

  test('goes on in memory when the store is off, and says so', async () => {
    store.refusal = 'unavailable';
    await finish();
    expect(runs.all.length).toBe(1);
    expect(runs.problem?.message).toBe('No room.');
  });

  test('what did not fit is stored once something was deleted', async () => {
    await finish({ params: { gap: '1' } });
    const [first] = runs.all;
    store.refusal = 'full';
    await finish({ params: { gap: '2' } });
    expect(store.kept.size).toBe(1);
    expect(runs.problem?.kind).toBe('full');
    store.refusal = null;
    await runs.remove([first?.id ?? '']);
    expect([...store.kept.values()].map(({ params }) => params)).toEqual([{ gap: '2' }]);
    expect(runs.problem).toBeNull();
  });

  test('what another tab wrote comes in', async () => {
    await finish();
    store.kept.set('other', run({ id: 'other', name: 'theirs', last_ms: 99 }));
    store.changed();
    await Promise.resolve();
    await Promise.resolve();
    expect(names()).toEqual(['theirs', 'cross · MES']);
  });
});

test('names, stars and deletions are stored, and a deletion can be undone', async () => {
  await finish();
  const id = runs.all[0]?.id ?? '';
  await runs.rename(id, '  my\nrun ');
  await runs.star(id, true);
  expect(store.kept.get(id)).toMatchObject({ name: 'my run', is_starred: true, is_named: true });
  await runs.rename(id, '   ');
  expect(names()).toEqual(['my run']);
  await runs.remove([id]);
  expect(store.kept.size).toBe(0);
  await runs.undo();
  expect(names()).toEqual(['my run']);
  expect(store.kept.size).toBe(1);
  expect(runs.deleted).toEqual([]);
});

test('up to six are compared, the first is the base unless another is chosen', async () => {
  for (let gap = 0; gap <= COMPARED; gap += 1) await finish({ params: { gap: String(gap) } });
  const ids = runs.all.map(({ id }) => id);
  for (const id of ids) runs.choose(id, true);
  expect(runs.compared.length).toBe(6);
  expect(runs.notice).toBe(
    'Up to six runs are compared: take one out before you add cross · MES · gap 0.',
  );
  expect(runs.base?.id).toBe(ids[0]);
  runs.measureBy(ids[2] ?? '');
  expect(runs.base?.id).toBe(ids[2]);
  await runs.remove([ids[2] ?? '']);
  expect(runs.base?.id).toBe(ids[0]);
  runs.choose(ids[6] ?? '', true);
  expect(runs.compared.length).toBe(6);
  expect(runs.notice).toBeNull();
});

describe('running an opened run again', () => {
  test('says that every number is the same', async () => {
    await finish();
    const opened = runs.all[0];
    if (opened) runs.awaitRepeat(opened);
    await finish();
    expect(runs.reproduced).toMatchObject({ isEqual: true, of: opened?.id });
    expect(runs.reproduced?.text).toMatch(/^Reproduced/);
  });

  test('names what differs', async () => {
    await finish();
    const opened = runs.all[0];
    if (opened) runs.awaitRepeat(opened);
    await finish({}, 251);
    expect(runs.reproduced).toMatchObject({
      isEqual: false,
      text: 'Differs: total_pnl was 250, is 251.',
    });
  });

  test('says when the data are others', async () => {
    await finish();
    const opened = runs.all[0];
    if (opened) runs.awaitRepeat(opened);
    await runs.keep(inputs(), runReport(headOf(inputs())), { bars: 'b2', data: 'd2' });
    expect(runs.reproduced?.text).toBe(
      'Run on other data: this run was made on bars.parquet, 3 bars.',
    );
  });

  test('says nothing once another script was run', async () => {
    await finish();
    const opened = runs.all[0];
    if (opened) runs.awaitRepeat(opened);
    await finish({ script: { name: 'cross.lua', text: '-- another' } });
    expect(runs.reproduced).toBeNull();
  });
});

describe('a file of runs', () => {
  const file = (text: string): Blob => new Blob([text]);

  test('brings all runs to an empty place', async () => {
    await finish();
    await finish({ params: { gap: '1' } });
    const before = runs.all;
    const text = runs.export();
    await runs.remove(before.map(({ id }) => id));
    await runs.import(file(text));
    expect(runs.all).toEqual(before);
    expect(runs.notice).toBe('2 runs added.');
    expect(store.kept.size).toBe(2);
  });

  test('is merged: what is kept stays as it is', async () => {
    await finish();
    const id = runs.all[0]?.id ?? '';
    const text = exported([
      { ...(runs.all[0] ?? run()), name: 'their name' },
      run({ id, script: { name: 'cross.lua', text: '-- theirs' }, name: 'mine' }),
    ]);
    await runs.rename(id, 'mine');
    await runs.import(file(text));
    expect(names().sort()).toEqual(['mine', 'mine (2)']);
    expect(runs.byId(id)?.script.text).toBe('-- cross');
    expect(runs.notice).toBe('1 run added, 1 run here already.');
  });

  test('makes no run that is kept go', async () => {
    for (let gap = 0; gap < KEPT; gap += 1) await finish({ params: { gap: String(gap) } });
    const theirs = [
      run({ id: 'a', settings: { a: 1 }, is_starred: true }),
      run({ id: 'b', settings: { b: 1 } }),
    ];
    await runs.import(file(exported(theirs)));
    expect(runs.all.length).toBe(KEPT + 1);
    expect(runs.notice).toBe('1 run added, 1 run left out, as 200 are kept besides starred ones.');
  });

  test('that is damaged is refused with a sentence, and nothing is lost', async () => {
    await finish();
    const text = runs.export();
    await runs.import(file(text.slice(0, -20)));
    expect(runs.notice).toBe('The file is no JSON, or ends too early: export it again.');
    await runs.import(file('{"moontest_runs": 2, "runs": []}'));
    expect(runs.notice).toBe('The file has version 2 of its form; this Moontest reads version 1.');
    await runs.import(file('[]'));
    expect(runs.notice).toBe('This is no file of Moontest runs.');
    expect(runs.all.length).toBe(1);
  });
});
