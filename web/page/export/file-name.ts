/** The name of an exported file: script, data, and what it is: `ema_cross-mes-1m-trades.csv`. */
export function exportName(script: string, data: string, ending: string): string {
  return `${stem(script)}-${stem(data)}-${ending}`;
}

function stem(name: string): string {
  const plain = name.replace(/\.[a-z0-9]+$/i, '').replace(/[^\p{L}\p{N}._-]+/gu, '_');
  return plain.slice(0, 60) || 'run';
}
