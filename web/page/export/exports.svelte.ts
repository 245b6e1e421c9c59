/** Writes the result in view as a file: what is under way, and what went wrong. */

import type { RunReport, RunSeries } from '../../shared/protocol';
import type { Answers } from '../engine/answers';
import { saveFile } from '../files/files';
import type { Session } from '../session.svelte';
import type { View } from '../view.svelte';
import { exportName } from './file-name';
import { EXPORTS, type ExportKind } from './kinds';

const GONE = 'The engine no longer holds this result. Run again, then export.';

type Content = Blob | string | Uint8Array;

export class Exports {
  /** Name of the file being written. */
  doing = $state<string | null>(null);
  /** One sentence. */
  problem = $state<string | null>(null);

  readonly #engine: Answers;

  constructor(engine: Answers) {
    this.#engine = engine;
  }

  /** Writes one file and hands it to the browser; one at a time. */
  async write(kind: ExportKind, session: Session, view: View): Promise<void> {
    const finished = session.result;
    if (finished === null || this.doing !== null) return;
    const { script, file } = finished.inputs;
    const name = exportName(script.name, file.name, EXPORTS[kind].ending);
    this.doing = name;
    this.problem = null;
    try {
      const content = await this.#content(kind, session, view);
      if (content === null) this.problem = GONE;
      else saveFile(name, content instanceof Blob ? content : new Blob([content as BlobPart]));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.problem = `${name} could not be written: ${reason}.`;
    } finally {
      this.doing = null;
    }
  }

  async #content(kind: ExportKind, session: Session, view: View): Promise<Content | null> {
    const finished = session.result;
    if (finished === null) return null;
    const { report } = finished;
    switch (kind) {
      case 'report':
        return this.#report(session);
      case 'trades':
        return tradesFile(report);
      case 'equity':
        return this.#equity(report, 'csv');
      case 'equity_parquet':
        return this.#equity(report, 'parquet');
      case 'result':
        return this.#engine.resultJson(report);
      case 'chart': {
        const { chartPng } = await import('./chart-png');
        return chartPng(session, view);
      }
    }
  }

  async #report(session: Session): Promise<Blob | null> {
    const finished = session.result;
    if (finished === null) return null;
    const { report, inputs } = finished;
    const [{ reportHtml }, fingerprints] = await Promise.all([
      import('./report-html'),
      this.#engine.fingerprints(report),
    ]);
    const parts = reportHtml({
      report,
      details: session.runner.details,
      metrics: session.metrics,
      fingerprints,
      scriptName: inputs.script.name,
      script: inputs.script.text,
      dataName: inputs.file.name,
      timezone: session.timezone,
    });
    return inPieces(parts, 'text/html');
  }

  async #equity(report: RunReport, form: 'csv' | 'parquet'): Promise<Content | null> {
    const series = await this.#engine.runSeries(report);
    if (series === null) return null;
    const { openWriter } = await import('./writer');
    const writer = openWriter();
    try {
      return await Promise.race([
        form === 'csv'
          ? writer.api.equityCsv(series)
          : writer.api.equityParquet(series, about(report, series)),
        writer.failed,
      ]);
    } finally {
      writer.close();
    }
  }
}

/** What the parquet file says of itself beside its columns. */
function about({ head }: RunReport, { bar }: RunSeries): Record<string, string> {
  const { engine, settings, data } = head;
  return {
    'moontest.engine': engine,
    'moontest.settings': JSON.stringify(settings),
    'moontest.symbol': data.symbol,
    'moontest.bars': String(bar.length),
  };
}

async function tradesFile({ trades }: RunReport): Promise<Blob> {
  const { tradesCsv } = await import('./trades-csv');
  return inPieces(tradesCsv(trades), 'text/csv');
}

/** Lets the page answer between the pieces of a large text. */
async function inPieces(pieces: Iterable<string>, type: string): Promise<Blob> {
  const made: string[] = [];
  for (const piece of pieces) {
    made.push(piece);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return new Blob(made, { type });
}
