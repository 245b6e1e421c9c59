import { describe, expect, test } from 'vitest';
import type { SettingInfo } from '../../web/shared/protocol';
import {
  effectiveSettings,
  formSettings,
  grouped,
  presetFor,
  settingLabel,
} from '../../web/page/presets';

function setting(name: string, group: SettingInfo['group'] = 'orders'): SettingInfo {
  return {
    name,
    group,
    kind: 'choice',
    unit: '',
    default: '',
    min: null,
    max: null,
    choices: [],
    help: '',
  };
}

describe('the preset that fits', () => {
  test.each([
    ['MES', 'mes'],
    ['/MES', 'mes'],
    ['MESH4', 'mes'],
    ['MES.c.0', 'mes'],
    ['ES', 'es'],
    ['ESZ2024', 'es'],
    ['ESTC', 'shares'],
    ['MESO', 'shares'],
    ['BTCUSDT', 'shares'],
    ['AAPL', 'shares'],
  ])('of the symbol %s is %s', (symbol, preset) => {
    expect(presetFor(symbol, 'bars.parquet')).toBe(preset);
  });

  test('goes by the name of the file where the file names no symbol', () => {
    expect(presetFor(null, 'mes-1m.parquet')).toBe('mes');
    expect(presetFor('UNKNOWN', 'ES_5min.parquet')).toBe('es');
    expect(presetFor(null, 'measures.parquet')).toBe('shares');
  });

  test('goes by the symbol where both say something', () => {
    expect(presetFor('AAPL', 'mes-1m.parquet')).toBe('shares');
  });
});

describe('the settings a run is asked for', () => {
  test('are the preset overlaid by the person', () => {
    expect(effectiveSettings('es', { margin_per_contract: '600' })).toEqual({
      contract_multiplier: '50',
      margin_per_contract: '600',
    });
  });

  test('leave out what profile reference fixes', () => {
    const settings = effectiveSettings('reference', { fill: 'next_open', fee_bps: '5', seed: '1' });
    expect(settings).toEqual({
      profile: 'reference',
      session: 'rth',
      auto_close_minutes: '5',
      seed: '1',
    });
  });

  test('leave it out too when the person chose the profile', () => {
    expect(effectiveSettings('shares', { profile: 'reference' })).not.toHaveProperty('fee_bps');
  });
});

describe('the form', () => {
  const table = [
    setting('session', 'session'),
    setting('fill'),
    setting('max_position'),
    setting('params', 'script'),
    setting('trace_actions', 'script'),
  ];

  test('shows no setting that has a place of its own', () => {
    expect(formSettings(table, 'standard').map((info) => info.name)).toEqual([
      'session',
      'fill',
      'max_position',
    ]);
  });

  test('under reference offers its two sessions and no fill', () => {
    const shown = formSettings(table, 'reference');
    expect(shown.map((info) => info.name)).toEqual(['session', 'max_position']);
    expect(shown[0]?.choices).toEqual(['rth', 'globex']);
  });

  test('comes in groups, without empty ones', () => {
    expect(grouped(formSettings(table, 'standard')).map((group) => group.name)).toEqual([
      'Orders',
      'Session',
    ]);
  });

  test('names settings in words', () => {
    expect(settingLabel('commission_round_turn')).toBe('Commission round turn');
    expect(settingLabel('fee_bps')).toBe('Fee (bps)');
  });
});
