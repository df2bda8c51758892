import type { FieldScore } from './metrics.ts';

/** What confidences were worth; pure. */

/** At or above this confidence a clerk need not look. */
export const TRUSTED = 0.975;

export interface Reliability {
  /** Fields read with TRUSTED confidence or more. */
  readonly trusted: number;
  readonly trustedWrong: number;
  /** Of the right fields, those that reach TRUSTED. */
  readonly coverage: number;
}

export function reliability(scores: readonly FieldScore[]): Reliability {
  const trusted = scores.filter((score) => (score.confidence ?? 0) >= TRUSTED);
  const right = scores.filter((score) => score.outcome === 'right');
  const trustedRight = trusted.filter((score) => score.outcome === 'right').length;
  return {
    trusted: trusted.length,
    trustedWrong: trusted.length - trustedRight,
    coverage: right.length === 0 ? 0 : trustedRight / right.length,
  };
}

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly right: number;
  readonly meanConfidence: number;
}

const BIN_EDGES = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, TRUSTED, 0.99, 1] as const;

/** What confidences were worth: fields read, by confidence; empty bins are left out. */
export function reliabilityBins(scores: readonly FieldScore[]): ReliabilityBin[] {
  return BIN_EDGES.slice(0, -1).flatMap((from, index) => {
    const to = BIN_EDGES[index + 1]!;
    const inside = scores.filter(
      ({ confidence }) =>
        confidence !== undefined && confidence >= from && (confidence < to || (to === 1 && confidence === 1)),
    );
    if (inside.length === 0) return [];
    const sum = inside.reduce((total, score) => total + score.confidence!, 0);
    const right = inside.filter((score) => score.outcome === 'right').length;
    return [{ from, to, count: inside.length, right, meanConfidence: sum / inside.length }];
  });
}
