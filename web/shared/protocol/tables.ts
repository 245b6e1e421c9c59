/** The engine's tables: the form, the command line, completion and the docs are made from them. */

/** One row of the engine's table of settings: the form and the command line are made from it. */
export interface SettingInfo {
  name: string;
  kind: 'number' | 'integer' | 'boolean' | 'choice' | 'text';
  /** '$', 'bps', 'minutes', 'bars', … or ''. */
  unit: string;
  /** Default under profile standard, as text. */
  default: string;
  /** Lowest and highest number allowed; null where any is. */
  min: number | null;
  max: number | null;
  choices: string[];
  /** One line. */
  help: string;
  group: 'account' | 'orders' | 'costs' | 'session' | 'data' | 'script';
}

/** A metric's name on screen, unit and formula, from the engine's table. */
export interface MetricInfo {
  name: string;
  label: string;
  unit: '$' | 'fraction' | 'ratio' | 'count' | 'bars' | 'seconds' | 'flag' | 'days';
  formula: string;
}

/** A family of indicators, from the engine's table. */
export interface IndicatorInfo {
  /** What its names begin with. */
  name: string;
  /** In order; those in brackets may be left out, all together. */
  parameters: string[];
  /** A name as one would write it. */
  example: string;
  formula: string;
  /** First bar with a value. */
  warm_up: string;
  source: string;
}

export interface EngineTables {
  settings: SettingInfo[];
  metrics: MetricInfo[];
  indicators: IndicatorInfo[];
}
