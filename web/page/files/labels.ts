/** What a file is used for, guessed from how people name files and folders. */

/** Labels with a meaning, in the order in which a rule meets them. Any other text is a person's own. */
export const LABELS = ['train', 'validation', 'test'] as const;
export type KnownLabel = (typeof LABELS)[number];

const WORDS: Record<KnownLabel, string[]> = {
  train: ['train', 'training', 'in sample', 'insample'],
  validation: ['validation', 'valid', 'val', 'eval', 'dev'],
  test: ['test', 'testing', 'oos', 'out of sample', 'holdout', 'hold out'],
};

/**
 * Guesses from the file's name, else from the nearest folder that says something: `data/train/mes.parquet`
 * and `mes_train.parquet` are both `train`. Empty where nothing says so, or two words disagree.
 */
export function guessLabel(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  for (const part of parts.reverse()) {
    const found = labelsIn(part);
    if (found.length > 0) return found.length === 1 ? (found[0] ?? '') : '';
  }
  return '';
}

/** Place among the known labels; a person's own come after them, no label last. */
export function labelOrder(label: string): number {
  const place = LABELS.findIndex((known) => known === label);
  if (place >= 0) return place;
  return label === '' ? LABELS.length + 1 : LABELS.length;
}

function labelsIn(name: string): KnownLabel[] {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ');
  const has = (word: string): boolean => ` ${words} `.includes(` ${word} `);
  return LABELS.filter((label) => WORDS[label].some(has));
}
