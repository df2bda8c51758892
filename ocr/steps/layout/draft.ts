import type { FieldKind } from '../../../common/domain/document-types.ts';
import type { Box, FieldCandidate, FieldReading, FieldSource } from '../../../common/domain/reading.ts';
import { unionBox } from '../../image/boxes.ts';
import { confidenceOf, type Evidence } from '../../repair/confidence.ts';
import type { Token } from './page-view.ts';

/** A field value on its way: what was read and what speaks for and against it. */
export interface Draft {
  readonly value: string;
  readonly raw: string;
  readonly source: FieldSource;
  /** 0-based page in the source file. */
  readonly page: number;
  readonly box: Box;
  readonly evidence: Evidence;
  /** Other possible values, most likely first. */
  readonly alternatives: readonly string[];
}

export type Drafts = Readonly<Record<string, Draft | undefined>>;

/** Where words stand on the paper. Null for no words. */
export function placeOf(tokens: readonly Token[]): { readonly page: number; readonly box: Box } | null {
  const first = tokens[0];
  if (first === undefined) return null;
  const own = tokens.filter((token) => token.page === first.page);
  return { page: first.page, box: unionBox(own.map((token) => token.box)) };
}

/** A value from a code with error correction. */
export function codedDraft(kind: FieldKind, value: string, raw: string, page: number, box: Box): Draft {
  const evidence: Evidence = { kind, words: [], label: 1, changes: 0, agreement: 0, doubts: 0, coded: true };
  return { value, raw, source: 'qr', page, box, evidence, alternatives: [] };
}

/** The field as others see it, with its calibrated confidence and, when there is more than one, its candidates. */
export function finishDraft(draft: Draft): FieldReading {
  const confidence = confidenceOf(draft.evidence);
  const share = (1 - confidence) / (draft.alternatives.length + 1);
  const others = draft.alternatives
    .filter((value) => value !== draft.value)
    .map((value): FieldCandidate => ({ value, source: draft.source, confidence: round(share) }));
  const { value, raw, source, page, box } = draft;
  const own: FieldCandidate = { value, source, confidence };
  return { value, raw, confidence, source, page, box, ...(others.length > 0 ? { candidates: [own, ...others] } : {}) };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
