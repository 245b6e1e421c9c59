import { expect, test } from 'vitest';
import { grouped } from '../../web/shared/baseline/grouping';

function groups(...files: [string, string][]): [string, string[]][] {
  const found = grouped(files.map(([path, kind]) => ({ path, kind })));
  return found.map(({ name, files: inside }) => [name, inside.map(({ path }) => path)]);
}

test('what lies below the folder of a training belongs to it', () => {
  expect(
    groups(
      ['runs_ga/20260101/ga_log.csv', 'ga_log'],
      ['runs_ga/20260101/behavior/val_gen0_idx1.csv', 'behavior'],
      ['runs_ga/20260101/x_test_replay/replay_summary.json', 'replay_summary'],
      ['runs_ga/20260102/ga_log.csv', 'ga_log'],
      ['runs_ga/20260102/behavior/val_gen0_idx0.csv', 'behavior'],
    ),
  ).toEqual([
    [
      '20260101',
      [
        'runs_ga/20260101/ga_log.csv',
        'runs_ga/20260101/behavior/val_gen0_idx1.csv',
        'runs_ga/20260101/x_test_replay/replay_summary.json',
      ],
    ],
    ['20260102', ['runs_ga/20260102/ga_log.csv', 'runs_ga/20260102/behavior/val_gen0_idx0.csv']],
  ]);
});

test('a folder whose name begins as another is not below it', () => {
  const found = groups(['a/run/ga_log.csv', 'ga_log'], ['a/run2/behavior.csv', 'behavior']);
  expect(found.map(([name]) => name)).toEqual(['run', 'run2']);
});

test('a result, an equity curve and a pipeline stand alone wherever they lie', () => {
  const found = groups(
    ['run/ga_log.csv', 'ga_log'],
    ['run/mine.json', 'result'],
    ['run/curve.csv', 'equity'],
    ['pipeline_summary.json', 'pipeline_summary'],
  );
  expect(found.map(([name]) => name)).toEqual([
    'run',
    'mine.json',
    'curve.csv',
    'pipeline_summary.json',
  ]);
});

test('files dropped without a folder belong together, but not two trainings', () => {
  expect(groups(['ga_log.csv', 'ga_log'], ['behavior.csv', 'behavior'])).toHaveLength(1);
  expect(groups(['ga_log.csv', 'ga_log'], ['rl_log.csv', 'rl_log'])).toHaveLength(2);
});
