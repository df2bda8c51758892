import type { StationErrorCode } from '../../../../common/contract/errors.ts';
import { nodesAt, parseEsclXml, textAt, textsAt } from './escl-xml.ts';

export interface EsclStatus {
  /** Idle, Processing, Testing, Stopped or Down; a maker's own word otherwise. */
  readonly state: string;
  /** State of the feeder, such as ScannerAdfLoaded; null for a device without one. */
  readonly adfState: string | null;
  readonly reasons: readonly string[];
  readonly jobs: readonly EsclJobStatus[];
}

interface EsclJobStatus {
  readonly uri: string;
  /** Processing, Completed, Aborted, Canceled, Pending. */
  readonly state: string;
}

/** @returns null when it is not a ScannerStatus */
export function parseEsclStatus(xml: string): EsclStatus | null {
  const root = parseEsclXml(xml, 'ScannerStatus');
  if (root === null) return null;
  return {
    state: textAt(root, ['State']) ?? 'Idle',
    adfState: textAt(root, ['AdfState']),
    reasons: textsAt(root, ['StateReasons', 'StateReason']),
    jobs: nodesAt(root, ['Jobs', 'JobInfo']).flatMap((job) => {
      const uri = textAt(job, ['JobUri']);
      return uri === null ? [] : [{ uri, state: textAt(job, ['JobState']) ?? '' }];
    }),
  };
}

/**
 * What keeps the device from scanning, by the feeder's state (Mopria eSCL specification, AdfState) and the reasons that
 * it gives; null when nothing does. The feeder's own trouble is none of a flatbed's.
 */
export function troubleOf(status: EsclStatus, fromFeeder: boolean): StationErrorCode | null {
  const words = fromFeeder ? [status.adfState ?? '', ...status.reasons] : status.reasons;
  const said = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  if (said(/(hatch|door|cover|interlock)-?open/i)) return 'scanner-cover-open';
  // Two sheets at once, or none taken, want the same hand as a jam.
  if (said(/jam|mispick|multipick/i)) return 'scanner-jam';
  if (said(/adf(inputtray|duplexpage)/i) || status.state === 'Down') return 'scanner-error';
  return fromFeeder && status.adfState === 'ScannerAdfEmpty' ? 'scanner-empty' : null;
}

/** The device's word on one job; null when it keeps none. Only the id counts: devices write the rest as they like. */
export function jobStateOf(status: EsclStatus, jobPath: string): string | null {
  const id = lastPart(jobPath);
  return status.jobs.find((job) => lastPart(job.uri) === id)?.state ?? null;
}

function lastPart(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? '';
}
