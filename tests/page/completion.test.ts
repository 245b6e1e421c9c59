import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { luaCompletions } from '../../web/page/script/completion';

const complete = luaCompletions({
  fileColumns: () => ['vwap', 'bid size'],
  indicators: () => [
    {
      name: 'kama',
      parameters: ['period', '[fast]', '[slow]'],
      example: 'kama_10',
      formula: 'adaptive average',
      warm_up: 'period − 1',
      source: 'Kaufman',
    },
  ],
});

function after(text: string): CompletionResult | null {
  const state = EditorState.create({ doc: text });
  return complete(new CompletionContext(state, text.length, false));
}

function labels(text: string): string[] {
  return after(text)?.options.map(({ label }) => label) ?? [];
}

describe('completion', () => {
  test('after bar. knows prices, columns that are names, and indicators with formula', () => {
    expect(labels('local c = bar.')).toEqual(expect.arrayContaining(['close', 'vwap', 'kama_10']));
    expect(labels('bar.')).not.toContain('bid size');
    const kama = after('bar.ka')?.options.find(({ label }) => label === 'kama_10');
    expect(kama?.detail).toBe('kama_period_[fast]_[slow]');
    expect(kama?.info).toBe('adaptive average. First value at bar period − 1. Source: Kaufman.');
    expect(after('bar.ka')?.from).toBe(4);
  });

  test('after ctx. knows the account', () => {
    expect(labels('if ctx.po')).toContain('position');
  });

  test('after a library knows its functions and their arguments', () => {
    expect(labels('math.')).toContain('floor');
    const format = after('string.f')?.options.find(({ label }) => label === 'format');
    expect(format?.detail).toBe('(form, …)');
    // Not there for a script, so not offered.
    expect(labels('string.')).not.toContain('dump');
    expect(labels('os.')).toEqual([]);
  });

  test('elsewhere knows what a script can call, from the second letter on', () => {
    expect(labels('pr')).toContain('print');
    expect(labels('p')).toEqual([]);
    expect(labels('x.pr')).toEqual([]);
    expect(labels('lo')).not.toContain('load');
  });
});
