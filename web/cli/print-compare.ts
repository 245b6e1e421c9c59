import { valueText } from './print-run';
import { grouped, plainText, table, type Align } from './table';
import type { ComparedBaseline, Comparison, HeldAgainst } from './compare';
import type { ComparedNumber } from '../shared/baseline/comparable';
import type { MetricInfo } from '../shared/protocol';

/** Subjects of one baseline that are printed; the rest is in the JSON. */
const FIRST_SUBJECTS = 6;

/** A comparison for a person to read in a terminal. */
export function printComparison(found: Comparison, metrics: MetricInfo[]): string {
  const parts = [
    resultsTable(found, metrics),
    ...found.results.flatMap(({ file, why }) =>
      why === null ? [] : [`${plainText(file)} is not compared with the first: ${plainText(why)}.`],
    ),
    settingsTable(found),
    ...found.baselines.flatMap(baselineParts),
    found.refused.map(plainText).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A column a result, and from the second on its difference to the first. */
function resultsTable({ results }: Comparison, metrics: MetricInfo[]): string {
  const head = [
    '',
    ...results.flatMap(({ file, difference }) =>
      difference === null ? [plainText(file)] : [plainText(file), 'difference'],
    ),
  ];
  const rows = metrics
    .filter(({ name }) => results.some((result) => name in result.metrics))
    .map(({ name, label, unit }) => [
      label,
      ...results.flatMap(({ metrics: values, difference }) => {
        const value = shown(values[name] ?? null, unit);
        return difference === null ? [value] : [value, signed(difference[name] ?? null, unit)];
      }),
    ]);
  return table([head, ...rows], ['left', ...head.slice(1).map((): Align => 'right')]);
}

function shown(value: number | null, unit: MetricInfo['unit']): string {
  return value === null ? '–' : valueText(value, unit).join(' ').trim();
}

/** A difference with its sign; shares differ by percentage points. */
function signed(value: number | null, unit: MetricInfo['unit']): string {
  if (value === null) return '–';
  if (unit === 'flag') return value === 0 ? '' : 'differs';
  const text = unit === 'fraction' ? `${grouped(value * 100, 2)} pp` : shown(value, unit);
  return `${value > 0 ? '+' : ''}${text}`;
}

function settingsTable({ results, settings }: Comparison): string {
  if (results.length < 2) return '';
  if (settings.length === 0) return 'All settings are alike.';
  const head = ['Settings that differ', ...results.map(({ file }) => plainText(file))];
  const rows = settings.map(({ name, values }) => [name, ...values.map(plainText)]);
  return table(
    [head, ...rows],
    head.map((): Align => 'left'),
  );
}

function baselineParts(baseline: ComparedBaseline): string[] {
  const notices = baseline.files.flatMap(({ file, notices: all }) =>
    all.map(({ message }) => `${file}: ${message}`),
  );
  const files = baseline.files.map(({ file, kind }) => `${file} (${kind})`).join(', ');
  return [
    `Baseline ${plainText(baseline.name)}: ${plainText(files)}`,
    notices.map(plainText).join('\n'),
    ...baseline.against.flatMap(againstParts),
    `To run a script like it: moontest run FILE SCRIPT ${plainText(baseline.like.flags.join(' '))}`,
    baseline.like.remains.map((text) => `What would still differ: ${plainText(text)}`).join('\n'),
  ];
}

function againstParts({ file, subjects, differences, unknown }: HeldAgainst): string[] {
  const rest = subjects.length - FIRST_SUBJECTS;
  return [
    ...subjects.slice(0, FIRST_SUBJECTS).map(({ title, groups }) => {
      const head = [plainText(title), 'baseline', plainText(file), 'difference', ''];
      const rows = groups.flatMap(({ title: group, numbers }) =>
        numbers.map((number) => [
          groups.length > 1
            ? `${plainText(group)}: ${plainText(number.name)}`
            : plainText(number.name),
          ...cells(number),
        ]),
      );
      return table([head, ...rows], ['left', 'right', 'right', 'right', 'left']);
    }),
    ...(rest > 0 ? [`… and ${grouped(rest, 0)} more (all with --json)`] : []),
    differences.map(({ text }) => plainText(text)).join('\n'),
    unknown.length === 0 ? '' : `The files do not tell: ${unknown.map(plainText).join(', ')}.`,
  ];
}

function cells({ baseline, run, difference, why }: ComparedNumber): string[] {
  const text = (value: number | null): string => {
    if (value === null) return '–';
    return Math.abs(value) < 0.01 && value !== 0 ? value.toExponential(3) : grouped(value, 4);
  };
  const sign = difference !== null && difference > 0 ? '+' : '';
  return [
    text(baseline),
    text(run),
    difference === null ? '–' : `${sign}${text(difference)}`,
    why === null ? '' : plainText(why),
  ];
}
