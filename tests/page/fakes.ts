/** Workers, storage and reports for the page's tests: they answer as the contract says, without wasm. */

import {
  EXIT_REASONS,
  REFUSALS,
  TRADE_NUMBERS,
  type RefusedColumns,
  type RefusedOrder,
  type TradeColumns,
  type TradeNumber,
} from '../../web/shared/protocol';
import type {
  ChartLines,
  ColumnPlan,
  DataFingerprints,
  DecoderApi,
  EngineApi,
  EngineTables,
  FileReport,
  LoadReport,
  Outcome,
  Problem,
  ResultHead,
  RunReport,
  Trade,
} from '../../web/shared/protocol';
import type { TextStore } from '../../web/page/draft';
import type { Connection, Workers } from '../../web/page/workers';

export function memoryStore(): TextStore & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => {
      texts.set(key, value);
    },
  };
}

export function fileReport(changes: Partial<FileReport> = {}): FileReport {
  return {
    rows: 3,
    first_ts: '1700000000000000000',
    last_ts: '1700000120000000000',
    bar_seconds: 60,
    columns: [],
    roles: { timestamp: 'timestamp', close: 'close' },
    extra: [],
    time_unit: 'ns',
    time_zone: 'UTC',
    price_scale: 1,
    symbols: [],
    questions: [],
    warnings: [],
    error: null,
    ...changes,
  };
}

export const LOADED: LoadReport = {
  rows: 3,
  part: null,
  first_ts: '1700000000000000000',
  last_ts: '1700000120000000000',
  bar_seconds: 60,
  warnings: [],
};

export function trade(changes: Partial<Trade> = {}): Trade {
  return {
    entry_bar: 0,
    entry_ts: null,
    entry_price: 100,
    exit_bar: 1,
    exit_ts: null,
    exit_price: 101,
    side: 'long',
    size: 1,
    gross_pnl: 1,
    costs: 0,
    net_pnl: 1,
    return: 0.01,
    bars_held: 1,
    mae: 0,
    mfe: 1,
    exit_reason: 'order',
    open: false,
    ...changes,
  };
}

export function resultHead(changes: Partial<ResultHead> = {}): ResultHead {
  return {
    schema: 1,
    engine: 'test',
    settings: { initial_balance: 10000, timezone: 'UTC', params: {} },
    data: {
      rows: 3,
      first_ts: '1700000000000000000',
      last_ts: '1700000120000000000',
      symbol: 'UNKNOWN',
      bar_seconds: 60,
      fingerprint: '',
    },
    metrics: { total_pnl: 250 },
    metric_reasons: {},
    reference_metrics: null,
    refused_orders: { session: 0, margin: 0, position: 0, price: 0, end: 0 },
    bankrupt_bar: null,
    log: [],
    warnings: [],
    errors: null,
    ...changes,
  };
}

/** Lines of bars 0, 1, 2, … without time, at a close of 100. */
export function chartLines(equity: number[]): ChartLines {
  const column = (of: (bar: number) => number): Float64Array =>
    Float64Array.from(equity.keys(), of);
  return {
    is_time: false,
    bar: column((bar) => bar),
    x: column((bar) => bar),
    close: column(() => 100),
    equity: Float64Array.from(equity),
    buy_and_hold: column(() => 10000),
    drawdown: column(() => 0),
  };
}

/** Trades as the engine hands them over. */
export function tradeColumns(...trades: Trade[]): TradeColumns {
  const column = (of: (trade: Trade) => number | null): Float64Array =>
    Float64Array.from(trades, (one) => of(one) ?? Number.NaN);
  const times = (of: (trade: Trade) => string | null): BigInt64Array =>
    BigInt64Array.from(trades, (one) => BigInt(of(one) ?? 0));
  const hasTimes = trades.some(({ entry_ts }) => entry_ts !== null);
  const numbers = TRADE_NUMBERS.map((name) => [name, column((one) => one[name])]);
  return {
    ...(Object.fromEntries(numbers) as Record<TradeNumber, Float64Array>),
    length: trades.length,
    entry_ts: hasTimes ? times(({ entry_ts }) => entry_ts) : null,
    exit_ts: hasTimes ? times(({ exit_ts }) => exit_ts) : null,
    side: column(({ side }) => (side === 'short' ? 1 : 0)),
    exit_reason: column(({ exit_reason: reason }) => reason && EXIT_REASONS.indexOf(reason)),
  };
}

/** Refused orders as the engine hands them over. */
export function refusedColumns(...orders: RefusedOrder[]): RefusedColumns {
  return {
    length: orders.length,
    bar: Float64Array.from(orders, ({ bar }) => bar),
    ts: orders.some(({ ts }) => ts !== null)
      ? BigInt64Array.from(orders, ({ ts }) => BigInt(ts ?? 0))
      : null,
    close: Float64Array.from(orders, ({ close }) => close ?? Number.NaN),
    reason: Float64Array.from(orders, ({ reason }) => REFUSALS.indexOf(reason)),
  };
}

export function runReport(head: ResultHead = resultHead(), trades: Trade[] = []): RunReport {
  return {
    head,
    trades: tradeColumns(...trades),
    lines: chartLines([10000, 10100, 10250]),
    elapsed_ms: 2,
  };
}

export function problemOf(kind: Problem['kind'], message: string): Problem {
  return { kind, message, line: null, bar: null, ts: null, traceback: null };
}

/** Never settles, as a worker that hangs. */
export function silence<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

/** Workers whose methods a test replaces; it can see what was opened, closed and asked. */
export class FakeWorkers implements Workers {
  engines: Connection<EngineApi>[] = [];
  decoders: Connection<DecoderApi>[] = [];
  closed: string[] = [];
  /** `run(…)`, `plan standard [a]` and the like, in the order asked. */
  asked: string[] = [];
  /** Rejecting one says that the worker it belongs to died. */
  fail: { engine: (error: Error) => void; decoder: (error: Error) => void } = {
    engine: () => undefined,
    decoder: () => undefined,
  };

  inspect: DecoderApi['inspect'] = () => Promise.resolve(fileReport());
  plan: DecoderApi['plan'] = (_, __, profile, extra) => {
    this.asked.push(`plan ${profile} [${extra.join(', ')}]`);
    const plan: ColumnPlan = {
      profile,
      rows: 3,
      first_row: 0,
      file_rows: 3,
      columns: [],
      symbol: null,
    };
    return Promise.resolve({ ok: true, value: plan });
  };
  send: DecoderApi['send'] = () => Promise.resolve({ ok: true, value: null });
  receive: () => Promise<Outcome<LoadReport>> = () => Promise.resolve({ ok: true, value: LOADED });
  named: string[] = [];
  nextPlace: EngineApi['nextPlace'] = () => Promise.resolve(null);
  tables: EngineTables = { settings: [], metrics: [], indicators: [] };
  check: EngineApi['check'] = () => Promise.resolve({ problem: null, params: {} });
  run: EngineApi['run'] = () => Promise.resolve({ ok: true, value: runReport() });
  dataFingerprints: DataFingerprints = { bars: 'b1', data: 'd1' };
  cancel: () => Promise<void> = () => Promise.resolve();
  fingerprints: EngineApi['fingerprints'] = () =>
    Promise.resolve({ data: 'd'.repeat(64), inputs: '1'.repeat(64), result: 'e'.repeat(64) });

  openEngine(): Connection<EngineApi> {
    const engine: Connection<EngineApi> = {
      failed: new Promise<never>((_, reject) => (this.fail.engine = reject)),
      close: () => this.closed.push('engine'),
      api: {
        tables: () => Promise.resolve(this.tables),
        receive: (_, port) => {
          port.close();
          return this.receive();
        },
        namedColumns: (_, columns) =>
          Promise.resolve(columns.filter((name) => this.named.includes(name))),
        nextPlace: (code, from) => this.nextPlace(code, from),
        check: (script) => this.check(script),
        inputProblems: () => Promise.resolve([]),
        run: (request, buckets, onProgress) => {
          this.asked.push(`run ${JSON.stringify(request.settings)}`);
          return this.run(request, buckets, onProgress);
        },
        cancel: () => {
          this.asked.push('cancel');
          return this.cancel();
        },
        runTables: () => Promise.resolve(null),
        fingerprints: () => this.fingerprints(),
        runSeries: () => Promise.reject(new Error('no run')),
        baselines: () => Promise.resolve(null),
        stopBaselines: () => Promise.resolve(),
        replay: () => Promise.reject(new Error('no replay here')),
        lines: () => Promise.resolve(chartLines([1, 2, 3])),
        dataFingerprints: () => Promise.resolve(this.dataFingerprints),
        resultJson: () => Promise.resolve(new Uint8Array()),
      },
    };
    engine.failed.catch(() => undefined);
    this.engines.push(engine);
    return engine;
  }

  openDecoder(): Connection<DecoderApi> {
    const decoder: Connection<DecoderApi> = {
      failed: new Promise<never>((_, reject) => (this.fail.decoder = reject)),
      close: () => this.closed.push('decoder'),
      api: {
        inspect: (file, choices) => this.inspect(file, choices),
        plan: (file, choices, profile, extra) => this.plan(file, choices, profile, extra),
        send: (file, plan, port, onProgress) => {
          port.close();
          return this.send(file, plan, port, onProgress);
        },
      },
    };
    decoder.failed.catch(() => undefined);
    this.decoders.push(decoder);
    return decoder;
  }
}
