/**
 * Every type that crosses a thread, by theme. Page, workers and command line import it and nothing of each other.
 *
 * Keys that also stand in settings or result JSON are snake_case, as there.
 */

export * from './protocol/problem';
export * from './protocol/file';
export * from './protocol/columns';
export * from './protocol/run';
export * from './protocol/trades';
export * from './protocol/run-details';
export * from './protocol/tables';
export * from './protocol/baselines';
export * from './protocol/workers';
