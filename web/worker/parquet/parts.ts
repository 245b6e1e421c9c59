import { readFooter, type Footer } from './footer';
import { look } from './look';
import { checkFooter } from './metadata';
import { FileProblem, quoted } from './problem';
import { readBytes, type FileSource } from './source';
import { readPartIndex } from '../../shared/part-files';

/** One parquet file within a source, which may hold several one after the other. */
export interface Part {
  source: FileSource;
  /** Row groups of the whole before this part's. */
  groupsBefore: number;
  footer: Footer;
}

/** The files that a source holds, and what their footers say as if they were one. */
export interface Whole {
  parts: Part[];
  footer: Footer;
}

/** Reads and checks the footers of all files in a source. Throws a FileProblem. */
export async function readWhole(source: FileSource): Promise<Whole> {
  const index = await readPartIndex(source.size, (start, end) => readBytes(source, start, end));
  if (index === null) {
    const footer = await checkedFooter(source);
    return { parts: [{ source, groupsBefore: 0, footer }], footer };
  }
  const parts: Part[] = [];
  const rowGroups: Footer['rowGroups'] = [];
  let base = 0;
  for (const { name, size } of index) {
    const part = within(source, base, base + size);
    const footer = await footerOf(part, name);
    if (footer) {
      const [first] = parts;
      if (first && first.footer.schema !== footer.schema) {
        throw new FileProblem(
          'CORRUPT',
          `${quoted(name)} has other columns than the files before.`,
        );
      }
      parts.push({ source: part, groupsBefore: rowGroups.length, footer });
      rowGroups.push(...moved(footer.rowGroups, base));
    }
    base += size;
  }
  const [first] = parts;
  if (!first) throw new FileProblem('NO_ROWS', 'None of the files has rows.');
  const rows = rowGroups.reduce((sum, group) => sum + group.rows, 0);
  return { parts, footer: { ...first.footer, rows, rowGroups } };
}

async function checkedFooter(source: FileSource): Promise<Footer> {
  const place = await look(source);
  const footer = readFooter(await readBytes(source, place.start, place.end));
  checkFooter(footer, source.size);
  return footer;
}

/** A part without rows is none; any other problem is told with the part's name. */
async function footerOf(source: FileSource, name: string): Promise<Footer | null> {
  try {
    return await checkedFooter(source);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (error.code === 'NO_ROWS') return null;
    throw new FileProblem(error.code, `${quoted(name)}: ${error.message}`);
  }
}

/** Row groups as they lie in the whole. */
function moved(rowGroups: Footer['rowGroups'], base: number): Footer['rowGroups'] {
  return rowGroups.map(({ rows, columns }) => ({
    rows,
    columns: columns.map((chunk) => ({ ...chunk, start: chunk.start + base })),
  }));
}

function within(source: FileSource, from: number, to: number): FileSource {
  return {
    size: to - from,
    slice: (start, end) => source.slice(from + start, Math.min(to, from + end)),
  };
}
