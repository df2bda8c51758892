import { parseTd1 } from '../../common/domain/mrz.ts';
import type { Box, MarkKind, PageReading } from '../../common/domain/reading.ts';
import { compareKey } from '../../common/domain/vietnamese-text.ts';
import { findMrz } from '../../ocr/steps/mrz-lines.ts';
import type { FileResult } from './contender.ts';
import type { Tally } from './metrics.ts';
import { type BenchFile, papersOf } from './score.ts';

/** What a reading says beyond words and fields, against the truth; pure. */

export const NOTHING: Tally = { right: 0, total: 0 };

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, one) => ({ right: sum.right + one.right, total: sum.total + one.total }), NOTHING);
}

/** Codes of the papers whose text came out letter by letter. */
export function codesRead(file: BenchFile, result: FileResult | undefined): Tally {
  const found = (result?.reading?.pages ?? []).flatMap((page) => page.codes.map((code) => code.text));
  const printed = papersOf(file.truth).flatMap((paper) => (paper.qr === undefined ? [] : [paper.qr]));
  return { right: printed.filter((text) => found.includes(text)).length, total: printed.length };
}

export interface ZoneTallies {
  /** Lines 1 and 2 as printed, spaces aside, before any repair. */
  readonly asRead: Tally;
  /** Lines 1 and 2 in what they say, after repair by grammar and check digits. */
  readonly repaired: Tally;
  /** Line 3 after repair. */
  readonly nameLine: Tally;
}

/** The machine-readable zone of a card; the truth knows it for files of one paper. */
export function zoneRead(file: BenchFile, result: FileResult | undefined): ZoneTallies {
  const { mrz } = file.truth;
  const truth = mrz === undefined ? null : parseTd1(mrz);
  if (mrz === undefined || truth === null) return { asRead: NOTHING, repaired: NOTHING, nameLine: NOTHING };
  const pages = result?.reading?.pages ?? [];
  const lines = pages.flatMap((page) => page.text.split('\n').map((line) => line.replace(/\s+/gu, '')));
  const zone = pages.map(findMrz).find((found) => found !== null)?.td1;
  const same = (keys: readonly (keyof typeof truth)[]): number =>
    zone !== undefined && keys.every((key) => zone[key] === truth[key]) ? 1 : 0;
  return {
    asRead: { right: mrz.slice(0, 2).filter((line) => lines.includes(line)).length, total: 2 },
    repaired: {
      right: same(['documentNumber', 'citizenId']) + same(['dateOfBirth', 'gender', 'expiresOn']),
      total: 2,
    },
    nameLine: { right: same(['surname', 'givenNames']), total: 1 },
  };
}

/** Papers of mixed stacks that came out with exactly their own pages, blank ones aside. */
export function cutsRight(file: BenchFile, result: FileResult | undefined): Tally {
  if (file.truth.papers === undefined) return NOTHING;
  const printed = (pages: readonly number[]): string =>
    [...pages]
      .filter((page) => file.truth.pages[page]?.text !== '')
      .sort((a, b) => a - b)
      .join(' ');
  const found = new Set((result?.reading?.documents ?? []).map((document) => printed(document.pages)));
  const papers = file.truth.papers.map((paper) => printed(paper.pages));
  return { right: papers.filter((pages) => found.has(pages)).length, total: papers.length };
}

/** Parts of the standard header block that came out, and those read where the truth has another or none. */
export interface HeaderTally extends Tally {
  readonly wrong: number;
}

export function headerRead(file: BenchFile, result: FileResult | undefined): HeaderTally {
  const sum = { right: 0, total: 0, wrong: 0 };
  const papers = file.truth.papers ?? [{ ...file.truth, pages: file.truth.pages.map((_, index) => index) }];
  for (const paper of papers) {
    if (paper.header === undefined) continue;
    const document = result?.reading?.documents.find((one) => one.pages.some((page) => paper.pages.includes(page)));
    const read: Readonly<Record<string, { readonly value: string } | undefined>> = { ...document?.header };
    for (const [key, value] of Object.entries(paper.header)) {
      const field = read[key];
      sum.total += 1;
      if (field === undefined) continue;
      if (headerForm(field.value) === headerForm(value)) sum.right += 1;
      else sum.wrong += 1;
    }
  }
  return sum;
}

/** Capitals and the punctuation at the edges play no part in a header. */
function headerForm(text: string): string {
  return compareKey(text).replace(/^[\s.,:;]+|[\s.,:;]+$/gu, '');
}

export interface MarkTally {
  readonly printed: number;
  readonly found: number;
  /** Reported where the truth has none of its kind. */
  readonly surplus: number;
}

/** How far a reported place must cover a true one: share of the smaller of the two boxes. */
const SAME_PLACE = 0.4;

/** Seals, signatures or handwriting, in their place; only where somebody looked and the truth tells of marks. */
export function marksFound(file: BenchFile, result: FileResult | undefined, kind: MarkKind): MarkTally {
  const sum = { printed: 0, found: 0, surplus: 0 };
  // The samples' truth is older than marks.
  if (file.set !== 'fresh') return sum;
  for (const [index, page] of file.truth.pages.entries()) {
    const reported = result?.reading?.pages[index]?.marks?.filter((mark) => mark.kind === kind);
    if (reported === undefined) continue;
    const printed = page.marks.filter((mark) => mark.kind === kind);
    sum.printed += printed.length;
    sum.found += printed.filter((mark) => reported.some((one) => overlap(one.box, mark.box) >= SAME_PLACE)).length;
    sum.surplus += reported.filter((one) => !printed.some((mark) => overlap(one.box, mark.box) >= SAME_PLACE)).length;
  }
  return sum;
}

/** Share of the smaller box that lies in the other. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.max(1, Math.min(a[2] * a[3], b[2] * b[3]));
}

/** How far the boxes of words lie from the truth, pixels: for words that stand once in truth and reading. */
export function boxErrors(file: BenchFile, pages: readonly PageReading[]): number[] {
  return file.truth.pages.flatMap((truth, index) => {
    const read = pages[index];
    if (read === undefined || read.width !== truth.width || read.height !== truth.height) return [];
    const once = uniqueByText(read.lines.flatMap((line) => line.words));
    const expected = uniqueByText(truth.words);
    return [...expected].flatMap(([text, box]) => {
      const found = once.get(text);
      return found === undefined ? [] : [Math.abs(found[0] - box[0]), Math.abs(found[0] + found[2] - box[0] - box[2])];
    });
  });
}

function uniqueByText(words: readonly { readonly text: string; readonly box: Box }[]): Map<string, Box> {
  const seen = new Map<string, Box | undefined>();
  for (const { text, box } of words) seen.set(text, seen.has(text) ? undefined : box);
  return new Map([...seen].flatMap(([text, box]) => (box === undefined ? [] : [[text, box] as const])));
}
