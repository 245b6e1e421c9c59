/** A run as it is kept and exported: what made it, what came of it, and a curve of few points. */

import type {
  DataFingerprints,
  FileChoices,
  Notice,
  Problem,
  ResultHead,
  RunReport,
  SettingsInput,
} from '../../shared/protocol';
import type { PresetName } from '../presets';
import { thinned, type Curve } from './curve';

/** What a run was asked for, taken down when it begins. */
export interface RunInputs {
  script: { name: string; text: string };
  preset: PresetName;
  /** Settings changed from the preset's. */
  edits: SettingsInput;
  /** Params changed from the script's. */
  params: Record<string, string>;
  file: { name: string; is_sample: boolean; choices: FileChoices; label: string };
}

/** Keys are those of the exported file; they stay as they are. */
export interface KeptRun extends RunInputs {
  /** Of the form below; see `readKeptRun`. */
  schema: 1;
  id: string;
  name: string;
  /** Whether the person gave the name. */
  is_named: boolean;
  is_starred: boolean;
  /** When it was run first and last, in ms since 1970. */
  first_ms: number;
  last_ms: number;
  /** How often it was run. */
  times: number;
  /** Name and version of the engine. */
  engine: string;
  /** As used, with the params. */
  settings: ResultHead['settings'];
  data: ResultHead['data'] & {
    /** Of time, OHLCV and masks alone; `fingerprint` has the columns that the script names, too. '' = not known. */
    bars_fingerprint: string;
  };
  metrics: Record<string, number | null>;
  metric_reasons: Record<string, string>;
  reference_metrics: Record<string, number | null> | null;
  refused_orders: ResultHead['refused_orders'];
  bankrupt_bar: number | null;
  warnings: Notice[];
  errors: Problem | null;
  curve: Curve;
  elapsed_ms: number;
}

/** Points of a kept curve at most. */
const CURVE_POINTS = 480;

/** Makes a run to keep of what finished. `data` is null when its fingerprints could not be had. */
export function keptRun(
  inputs: RunInputs,
  report: RunReport,
  data: DataFingerprints | null,
  at: { id: string; name: string; now_ms: number },
): KeptRun {
  const { head, lines, elapsed_ms } = report;
  return {
    ...inputs,
    schema: 1,
    id: at.id,
    name: at.name,
    is_named: false,
    is_starred: false,
    first_ms: at.now_ms,
    last_ms: at.now_ms,
    times: 1,
    engine: head.engine,
    settings: head.settings,
    data: { ...head.data, fingerprint: data?.data ?? '', bars_fingerprint: data?.bars ?? '' },
    metrics: head.metrics,
    metric_reasons: head.metric_reasons,
    reference_metrics: head.reference_metrics,
    refused_orders: head.refused_orders,
    bankrupt_bar: head.bankrupt_bar,
    warnings: head.warnings,
    errors: head.errors,
    curve: thinned(lines, CURVE_POINTS),
    elapsed_ms,
  };
}

/** All that decides a result, as text: equal for two runs of the same thing. */
export function inputsKey(run: KeptRun): string {
  const { data } = run;
  const which =
    data.fingerprint === ''
      ? [run.file.name, data.symbol, data.rows, data.first_ts, data.last_ts]
      : data.fingerprint;
  return JSON.stringify([run.engine, run.script.text, sorted(run.settings), which]);
}

/** Whether two runs are of the same bars. Without fingerprints, name, market, rows and span must do. */
export function hasSameBars(a: KeptRun, b: KeptRun): boolean {
  const [one, other] = [a.data, b.data];
  if (one.bars_fingerprint !== '' && other.bars_fingerprint !== '') {
    return one.bars_fingerprint === other.bars_fingerprint;
  }
  return (
    a.file.name === b.file.name &&
    one.symbol === other.symbol &&
    one.rows === other.rows &&
    one.first_ts === other.first_ts &&
    one.last_ts === other.last_ts
  );
}

/** The same values in the order of their names, also within. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
