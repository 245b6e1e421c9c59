import type { ImportedFile } from './baselines.svelte';

/** Opens the browser's chooser for files of other runs, or for a whole folder of them. */
export function chooseRuns(isFolder: boolean, take: (files: ImportedFile[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  if (isFolder) input.webkitdirectory = true;
  else input.accept = '.csv,.tsv,.json,.txt';
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    take(files.map((file) => ({ path: file.webkitRelativePath || file.name, blob: file })));
  });
  input.click();
}
