import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import type { Box, MarkKind, Rotation } from '../../common/domain/reading.ts';

/** What a file of the corpus really says. Written next to it as NAME.truth.json. */
export interface FileTruth {
  /** Name without folder. */
  readonly file: string;
  /** Type of the (first) paper. */
  readonly type: DocumentTypeId;
  readonly variant: string;
  readonly recipe: string;
  readonly seed: number;
  readonly pages: readonly PageTruth[];
  /** Values in the contract's form, of the first paper. */
  readonly fields: Readonly<Record<string, string>>;
  /** Values that somebody wrote with a pen; they are in no `fields`, since nobody asks a reader to guess them. */
  readonly handwritten?: Readonly<Record<string, string>>;
  /** Other readings of a field that are right too: the MRZ's name without diacritics, where nothing else names the holder. */
  readonly alsoRight?: Readonly<Record<string, readonly string[]>>;
  /** Where each value is printed, by field key (in a stack, N.key of its N-th paper); fields that only a code carries have no box. */
  readonly boxes: Readonly<Record<string, FieldBox>>;
  /** Text of the paper's QR code. */
  readonly qr?: string;
  /** Lines of the machine-readable zone. */
  readonly mrz?: readonly string[];
  /** Codes of common/domain/findings.ts that were planted on purpose. */
  readonly planted?: readonly string[];
  /** Header and signature block of an official paper (PaperHeader); absent on citizens' own papers. */
  readonly header?: Readonly<Record<string, string>>;
  /** Lists by name, row by row, cells in the contract's form; lists written with a pen are left out. */
  readonly tables?: TablesTruth;
  /** Every paper of a mixed stack, by first page, blank pages and slips left out; absent when the file holds one paper. */
  readonly papers?: readonly PaperTruth[];
  /** Pages of a stack that part two papers and belong to none. */
  readonly separators?: readonly number[];
}

export interface PaperTruth {
  readonly type: DocumentTypeId;
  readonly variant: string;
  /** 0-based pages of the file. */
  readonly pages: readonly number[];
  readonly fields: Readonly<Record<string, string>>;
  readonly handwritten?: Readonly<Record<string, string>>;
  readonly alsoRight?: Readonly<Record<string, readonly string[]>>;
  readonly qr?: string;
  readonly header?: Readonly<Record<string, string>>;
  readonly tables?: TablesTruth;
}

export type TablesTruth = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

export interface FieldBox {
  readonly page: number;
  readonly box: Box;
  /** As the page shows it: "ngày 05 tháng 02 năm 2026" where the value is 2026-02-05. */
  readonly printed: string;
  /** All or part of it was written with a pen. */
  readonly handwritten?: true;
}

/** One page. Boxes are in pixels of the upright, deskewed page. */
export interface PageTruth {
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  /** Clockwise turn of the input. */
  readonly rotation: Rotation;
  /** Positive: the content runs clockwise. */
  readonly skewDegrees: number;
  /** Words in reading order, joined by spaces. */
  readonly text: string;
  readonly words: readonly WordTruth[];
  /** Words of stamps and of handwriting: reading them is no fault, nor is leaving them out. */
  readonly optional: readonly WordTruth[];
  readonly marks: readonly MarkTruth[];
}

/** A seal or stamp, a signature, a line of handwriting. */
export interface MarkTruth {
  readonly kind: MarkKind;
  readonly form: 'round' | 'frame' | 'scrawl' | 'text';
  readonly box: Box;
}

export interface WordTruth {
  readonly text: string;
  readonly box: Box;
}
