/** Baselines of a run without files, and the replay of a trainer's log. */

/** What a run came to. */
export interface BaselineOutcome {
  /** Final equity − initial balance, money. */
  total_pnl: number;
  /** Closed and open. */
  trades: number;
}

/** Baselines without files, under the settings of the last run; those not yet done are missing. */
export interface BaselineStudy {
  done: number;
  total: number;
  script: BaselineOutcome;
  flat?: BaselineOutcome;
  buy_and_hold?: BaselineOutcome;
  /** The script's own actions with buy and sell exchanged. */
  inverted?: BaselineOutcome;
  /** Strategies with the script's trades, by side, size and holding time, at random times. */
  random: {
    count: number;
    /** Fewer than the script's where closed sessions left no time for all. */
    mean_trades: number;
    /** The script's place among them and itself, 1 = highest; null without any. */
    rank: number | null;
    /** Share that earned less than the script, equal ones counted half. */
    percentile: number | null;
    mean: number | null;
    min: number | null;
    q1: number | null;
    median: number | null;
    q3: number | null;
    max: number | null;
    /** Of each, ascending, money. */
    total_pnl: number[];
  };
}

/** One window of a trainer's log, in columns of one length; one row follows the other. */
export interface ReplaySteps {
  /** Row of the data file at which each action filled. */
  bars: Uint32Array;
  /** 0 buy, 1 sell, 2 hold, 3 revert. */
  actions: Uint8Array;
  session_open: Uint8Array;
  margin_ok: Uint8Array;
  /** NaN = unknown. */
  minutes_to_close: Float64Array;
  close: Float64Array;
  /** After the step, money. */
  equity: Float64Array;
}

export interface ReplayReport {
  steps: number;
  agrees: boolean;
  /** Of equity, money. */
  largest_difference: number;
  /** The first step that differs: by `close` it is another data file. */
  first: {
    step: number;
    data_idx: number;
    what: 'close' | 'equity';
    ours: number | null;
    theirs: number | null;
  } | null;
}
