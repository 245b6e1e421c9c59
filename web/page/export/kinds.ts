/** What of a result can be saved as a file. */
export const EXPORTS = {
  report: { title: 'report', note: '.html', ending: 'report.html' },
  trades: { title: 'trades', note: '.csv', ending: 'trades.csv' },
  equity: { title: 'equity by bar', note: '.csv', ending: 'equity.csv' },
  equity_parquet: { title: 'equity by bar', note: '.parquet', ending: 'equity.parquet' },
  result: { title: 'whole result', note: '.json', ending: 'result.json' },
  chart: { title: 'chart', note: '.png', ending: 'chart.png' },
} as const;

export type ExportKind = keyof typeof EXPORTS;

/** In the order of the menu. */
export const EXPORT_KINDS = Object.keys(EXPORTS) as ExportKind[];
