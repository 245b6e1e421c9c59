import type { BehaviorRow } from './behavior-row';
import type { ShownSettings } from './types';

/** A number that every row must show alike; rows that differ make it unknown. */
class Agreed {
  #value: number | null = null;
  #isBroken = false;

  take(value: number): void {
    if (!Number.isFinite(value)) return;
    this.#value ??= value;
    // Files may be rounded to four decimals.
    const isClose = Math.abs(value - this.#value) <= 2e-4 + 1e-6 * Math.abs(this.#value);
    if (!isClose) this.#isBroken = true;
  }

  /** The value without the last digits that arithmetic left. */
  finish(): number | null {
    return this.#value === null || this.#isBroken ? null : Number(this.#value.toPrecision(10));
  }
}

/** Reads costs and multiplier off the rows: what was paid for each contract, what a point was worth. */
export class ShownCosts {
  readonly #commission = new Agreed();
  readonly #slippage = new Agreed();
  readonly #multiplier = new Agreed();
  #largest = 0;
  #before: BehaviorRow | null = null;

  /** `isNext`: whether the row before it is that of the bar before. */
  follow(row: BehaviorRow, isNext: boolean): void {
    const contracts = Math.abs(row.position_after - row.position_before);
    if (contracts > 0 && !row.is_refused) {
      this.#commission.take((2 * row.commission) / contracts);
      this.#slippage.take(row.slippage / contracts);
    }
    const before = isNext ? this.#before : null;
    // After a refused step the price move is that of more than one bar.
    if (before && !before.is_refused && !row.is_refused && row.position_before !== 0) {
      const points = (row.close - before.close) * row.position_before;
      // A move of a tick says more about rounding than about the multiplier.
      if (Math.abs(points) >= 1) this.#multiplier.take(row.pnl_change / points);
    }
    this.#largest = Math.max(this.#largest, Math.abs(row.position_after));
    this.#before = row;
  }

  finish(initialBalance: number | null): ShownSettings {
    return {
      initial_balance: initialBalance,
      commission_round_turn: this.#commission.finish(),
      slippage_per_contract: this.#slippage.finish(),
      contract_multiplier: this.#multiplier.finish(),
      largest_position: this.#largest,
    };
  }
}
