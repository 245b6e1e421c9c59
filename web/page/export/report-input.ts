import type { MetricInfo, RunDetails, RunFingerprints, RunReport } from '../../shared/protocol';

/** What a report is made of. */
export interface ReportInput {
  report: RunReport;
  details: RunDetails | null;
  metrics: MetricInfo[];
  fingerprints: RunFingerprints | null;
  scriptName: string;
  script: string;
  dataName: string;
  timezone: string;
}
