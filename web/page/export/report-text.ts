/** Text and tables of the report. */

type Cell = string | number;

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A table of cells that are text; the first column is words, the rest are as `words` says. */
export function table(headings: string[], rows: Cell[][], words = new Set([0])): string {
  const [head, foot] = tableEnds(headings, words);
  return `${head}${tableRows(rows, words)}${foot}`;
}

/** What stands before and after a table's rows. */
export function tableEnds(headings: string[], words: Set<number>): [string, string] {
  const head = cells('th', headings, words);
  return [
    `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n`,
    '\n</tbody></table></div>',
  ];
}

export function tableRows(rows: Cell[][], words: Set<number>): string {
  return rows.map((row) => `<tr>${cells('td', row, words)}</tr>`).join('\n');
}

function cells(tag: string, row: Cell[], words: Set<number>): string {
  return row
    .map(
      (value, at) =>
        `<${tag}${words.has(at) ? '' : ' class="n"'}>${escaped(String(value))}</${tag}>`,
    )
    .join('');
}
