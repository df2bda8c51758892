import type { Box, Line, Mark } from '../../../common/domain/reading.ts';
import type { MarkPicture } from './mark-picture.ts';
import { findRoundSeals } from './round-seals.ts';
import { findSignatures } from './signatures.ts';
import { findStampFrames } from './stamp-frames.ts';

/** What was put on a page by hand or stamp, and its text with due doubt about what was read there. */
export interface FoundMarks {
  readonly marks: readonly Mark[];
  readonly lines: readonly Line[];
}

/**
 * Seals, stamps, signatures and handwriting on an upright page.
 *
 * @param picture small copy of the page in its colours
 * @param lines what was read, in page pixels
 */
export function findMarks(picture: MarkPicture, lines: readonly Line[]): FoundMarks {
  const rounds = findRoundSeals(picture);
  const marks: Mark[] = [
    ...rounds.map(({ x, y, radius, share }) => ({
      kind: 'seal' as const,
      box: toPage(picture, x - radius, y - radius, x + radius, y + radius),
      confidence: round(0.5 + share / 2),
    })),
    ...findStampFrames(picture).map(({ left, top, right, bottom, share }) => ({
      kind: 'seal' as const,
      box: toPage(picture, left, top, right, bottom),
      confidence: round(0.5 + share / 2),
    })),
    ...findSignatures(picture, lines, rounds).map(({ left, top, right, bottom, confidence }) => ({
      kind: 'signature' as const,
      box: toPage(picture, left, top, right, bottom),
      confidence,
    })),
  ];
  return { marks, lines };
}

function toPage({ scale }: MarkPicture, left: number, top: number, right: number, bottom: number): Box {
  const x = Math.max(0, Math.round(left * scale));
  const y = Math.max(0, Math.round(top * scale));
  return [x, y, Math.round((right + 1) * scale) - x, Math.round((bottom + 1) * scale) - y];
}

function round(value: number): number {
  return Math.round(Math.min(1, value) * 100) / 100;
}
