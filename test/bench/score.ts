import type { DocumentReading } from '../../common/domain/reading.ts';
import type { FileTruth, PaperTruth, WordTruth } from '../corpus/truth.ts';
import type { FileResult } from './contender.ts';
import {
  addWords,
  countWords,
  type FieldScore,
  holdsPrinted,
  NO_WORDS,
  scoreFields,
  type Tally,
  type WordCount,
} from './metrics.ts';

/** One file of the bench with what it really says. */
export interface BenchFile {
  readonly path: string;
  readonly truth: FileTruth;
  /** samples, or the seed's corpus. */
  readonly set: 'samples' | 'fresh' | 'real';
}

/** What can be asked of any engine: its text alone. */
export interface TextScore {
  readonly words: WordCount;
  /** Printed values found word for word in the text. */
  readonly printed: Tally;
}

export function scoreText(file: BenchFile, result: FileResult | undefined): TextScore {
  const pages = result?.pages ?? [];
  const count = file.truth.pages.reduce(
    (sum, page, index) => addWords(sum, countWords(page.text, pages[index] ?? '', textOf(page.optional))),
    NO_WORDS,
  );
  const values = Object.values(file.truth.boxes).filter((value) => value.handwritten !== true);
  const right = values.filter((value) => holdsPrinted(pages[value.page] ?? '', value.printed)).length;
  return { words: count, printed: { right, total: values.length } };
}

function textOf(words: readonly WordTruth[]): string {
  return words.map((word) => word.text).join(' ');
}

/** What only the project's reader answers. */
export interface PaperScore {
  readonly file: BenchFile;
  readonly paper: PaperTruth;
  /** What was read of it; undefined for nothing. */
  readonly read: DocumentReading | undefined;
  readonly typeRight: boolean;
  readonly readAs: string;
  readonly fields: readonly FieldScore[];
  /** Fields of a card whose code was on the page: those must be exact. */
  readonly qrFields: Tally;
}

const QR_FIELDS = ['citizenId', 'fullName', 'dateOfBirth', 'gender', 'address', 'issuedOn'] as const;

export function papersOf(truth: FileTruth): readonly PaperTruth[] {
  return truth.papers ?? [{ ...truth, pages: truth.pages.map((_, index) => index) }];
}

export function scorePapers(file: BenchFile, result: FileResult | undefined): PaperScore[] {
  const documents = result?.reading?.documents ?? [];
  return papersOf(file.truth).map((paper) => {
    const touching = documents.filter((document) => document.pages.some((page) => paper.pages.includes(page)));
    const read = mostShared(touching, paper.pages);
    const fields = scoreFields(paper, read);
    const onCode = paper.type === 'citizen-card' && paper.qr !== undefined;
    const qr = onCode
      ? fields.filter((score) => QR_FIELDS.some((key) => key === score.key) && score.outcome !== 'invented')
      : [];
    return {
      file,
      paper,
      read,
      typeRight: touching.length === 1 && read?.type === paper.type,
      readAs: touching.map((document) => document.type).join(' + ') || 'nothing',
      fields,
      qrFields: { right: qr.filter((score) => score.outcome === 'right').length, total: qr.length },
    };
  });
}

function mostShared(documents: readonly DocumentReading[], pages: readonly number[]): DocumentReading | undefined {
  const shared = (document: DocumentReading): number => document.pages.filter((page) => pages.includes(page)).length;
  return [...documents].sort((a, b) => shared(b) - shared(a))[0];
}

/** Pages whose turn was found wrong; a blank page has none. */
export function orientationErrors(file: BenchFile, result: FileResult | undefined): number {
  return file.truth.pages.filter(
    (page, index) => page.text !== '' && result?.reading?.pages[index]?.rotation !== page.rotation,
  ).length;
}
