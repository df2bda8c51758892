import type { FieldKind } from '../../common/domain/document-types.ts';

/** What speaks for and against a value. */
export interface Evidence {
  readonly kind: FieldKind;
  /** Engine confidences of its words, 0..1. */
  readonly words: readonly number[];
  /** How cleanly its label was read, 0..1; 1 for values that need no label. */
  readonly label: number;
  /** Letters, digits or syllables changed by repair. */
  readonly changes: number;
  /** Independent evidence: -1 contradicts, 0 none, 1 agrees. */
  readonly agreement: -1 | 0 | 1;
  /** Parts of the value that are unlikely as they stand. */
  readonly doubts: number;
  /** Came from a code with error correction or check digits. */
  readonly coded: boolean;
}

/** Highest confidence that anything read by machine gets. */
const CEILING = 0.999;

function clamp(value: number): number {
  return Math.round(Math.min(CEILING, Math.max(0.01, value)) * 1000) / 1000;
}

/** Probability that the value is right, from what speaks for and against it. */
export function confidenceOf(evidence: Evidence): number {
  if (evidence.coded) return clamp(evidence.agreement < 0 ? 0.9 : 0.995 + 0.004 * evidence.agreement);
  const weakest = evidence.words.length === 0 ? 0.5 : Math.min(...evidence.words);
  const mean = evidence.words.length === 0 ? 0.5 : evidence.words.reduce((a, b) => a + b, 0) / evidence.words.length;
  let score = 0.55 + 0.3 * weakest + 0.15 * mean;
  score *= 0.85 + 0.15 * evidence.label;
  score -= 0.06 * evidence.changes + 0.12 * evidence.doubts;
  if (evidence.agreement > 0) score += (1 - score) * 0.8;
  if (evidence.agreement < 0) score *= 0.75;
  return clamp(score);
}
