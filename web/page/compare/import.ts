/** Logs, summaries, results and equity curves of other runs are text; what each is follows from its content. */
const OF_ANOTHER_RUN = /\.(csv|tsv|json)$/iu;

export function isOfAnotherRun(name: string): boolean {
  return OF_ANOTHER_RUN.test(name);
}
