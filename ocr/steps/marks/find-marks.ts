import type { Box, Line, Mark, Word } from '../../../common/domain/reading.ts';
import type { GreyRaster } from '../../image/raster.ts';
import { findHandwriting } from './handwriting.ts';
import type { MarkPicture } from './mark-picture.ts';
import { areaOf, liesIn, overlapOf } from './overlap.ts';
import { findRoundSeals } from './round-seals.ts';
import { findSignatures } from './signatures.ts';
import { findStampFrames } from './stamp-frames.ts';

/** What was put on a page by hand or stamp, and its text with due doubt about what was read there. */
export interface FoundMarks {
  readonly marks: readonly Mark[];
  readonly lines: readonly Line[];
}

/** A page as it was read, and how its pixels compare with those of the lines. */
export interface ReadSheet {
  readonly page: GreyRaster;
  /** From page pixels to those of `page`. */
  readonly scale: number;
}

/**
 * Seals, stamps, signatures and handwriting on an upright page.
 *
 * @param picture small copy of the page in its colours
 * @param lines what was read, in page pixels
 */
export function findMarks(picture: MarkPicture, sheet: ReadSheet, lines: readonly Line[]): FoundMarks {
  const rounds = findRoundSeals(picture);
  const frames = findStampFrames(picture).map(
    ({ left, top, right, bottom, share }): Mark => ({
      kind: 'seal',
      box: toPage(picture, left, top, right, bottom),
      confidence: round(0.5 + share / 2),
    }),
  );
  // A stamp's own words stand askew and in its ink as a pen's do; they are no handwriting.
  const beside = lines.map((line) => ({
    ...line,
    words: line.words.filter((word) => !frames.some((frame) => liesIn(word.box, frame.box))),
  }));
  const hand = findHandwriting(sheet.page, sheet.scale, picture, beside);
  const written = hand.map(({ box, confidence }): Mark => ({ kind: 'handwriting', box, confidence }));
  const legible = hand.filter(({ words }) => !words.every(isScrap)).map(({ box }) => box);
  const seals: Mark[] = [
    ...rounds.map(({ x, y, radius, share }) => ({
      kind: 'seal' as const,
      box: toPage(picture, x - radius, y - radius, x + radius, y + radius),
      confidence: round(0.5 + share / 2),
    })),
    ...frames,
  ];
  const signatures = findSignatures(picture, lines, rounds)
    .map(
      ({ left, top, right, bottom, confidence }): Mark => ({
        kind: 'signature',
        box: toPage(picture, left, top, right, bottom),
        confidence,
      }),
    )
    .filter((mark) => !legible.some((box) => overlapOf(mark.box, box) > SAME_INK * areaOf(mark.box)));
  const marks = [
    ...seals,
    ...signatures,
    ...written.filter((mark) => !signatures.some((own) => liesIn(mark.box, own.box))),
  ];
  return { marks, lines: withDoubt(lines, marks) };
}

/** A stroke is a word by hand when the words found there cover so much of it. */
const SAME_INK = 0.3;
/** What was read from a pen is never sure. */
const HAND_CONFIDENCE = 0.5;
/** Letters seen in a scrawl; a whole word there is a name printed under it. */
const SCRAWL_LETTERS = 3;

/** Takes letters out that an engine saw in scrawls and makes it less sure of what a pen wrote. */
function withDoubt(lines: readonly Line[], marks: readonly Mark[]): readonly Line[] {
  if (marks.length === 0) return lines;
  const scrawls = marks.filter((mark) => mark.kind === 'signature').map((mark) => mark.box);
  const hand = marks.filter((mark) => mark.kind === 'handwriting').map((mark) => mark.box);
  return lines.flatMap((line): Line[] => {
    const words = line.words.flatMap((word): Word[] => {
      if (isScrap(word) && scrawls.some((box) => liesIn(word.box, box))) return [];
      return hand.some((box) => liesIn(word.box, box))
        ? [{ ...word, confidence: Math.min(word.confidence, HAND_CONFIDENCE) }]
        : [word];
    });
    if (words.length === 0) return [];
    return [
      words.length === line.words.length && words.every((word, i) => word === line.words[i])
        ? line
        : { ...line, words },
    ];
  });
}

/** True for what hardly is a word: few letters, or signs among them. */
function isScrap({ text, confidence }: Word): boolean {
  const core = text.replace(/^[.,:;]+|[.,:;]+$/gu, '');
  return core.length <= SCRAWL_LETTERS || confidence < 0.8 || /[^\p{L}\p{N}.,/:;()'-]/u.test(core);
}

function toPage({ scale }: MarkPicture, left: number, top: number, right: number, bottom: number): Box {
  const x = Math.max(0, Math.round(left * scale));
  const y = Math.max(0, Math.round(top * scale));
  return [x, y, Math.round((right + 1) * scale) - x, Math.round((bottom + 1) * scale) - y];
}

function round(value: number): number {
  return Math.round(Math.min(1, value) * 100) / 100;
}
