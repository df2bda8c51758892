import type { DocumentTypeId } from './document-types.ts';
import type { Finding } from './findings.ts';

/** x, y, width, height in pixels of the upright, deskewed page; origin top left. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** Clockwise turn in degrees that was found on the input. */
export type Rotation = 0 | 90 | 180 | 270;

/** Another word that may stand where one was read. */
export interface OtherWord {
  /** NFC. */
  readonly text: string;
  /** 0..1 */
  readonly confidence: number;
}

/** One recognised word. */
export interface Word {
  /** NFC. */
  readonly text: string;
  readonly box: Box;
  /** 0..1, as the engine gives it; not calibrated. */
  readonly confidence: number;
  /** Most likely first, three at most; absent when there is none, and for text that a PDF carries. */
  readonly others?: readonly OtherWord[];
}

/** One text line, words left to right. */
export interface Line {
  readonly words: readonly Word[];
  readonly box: Box;
}

/** A 1-D or 2-D code found on the page. */
export interface DetectedCode {
  /** zxing's name of the symbology: QRCode, Code128, … */
  readonly format: string;
  /** Text as decoded (UTF-8). Personal data: never log it. */
  readonly text: string;
  readonly box: Box;
}

/** What was put on a page by hand or by stamp. */
export const MARK_KINDS = ['seal', 'signature', 'handwriting'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A seal, a signature or a stretch of handwriting and where it is. */
export interface Mark {
  readonly kind: MarkKind;
  readonly box: Box;
  /** 0..1 */
  readonly confidence: number;
}

/** A part of a ruled table in which the columns stay the same. */
export interface TableGrid {
  readonly box: Box;
  /** Places of the upright rules, left to right, the outer ones included. */
  readonly columns: readonly number[];
  /** Places of the level rules between rows, top to bottom, without the outer ones. */
  readonly rows: readonly number[];
}

/** What was read from one page image. */
export interface PageReading {
  /** 0-based position in its source file. */
  readonly index: number;
  /** Size in pixels of the upright page; all boxes refer to it. */
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  readonly rotation: Rotation;
  /** Degrees, positive = the content ran clockwise; already corrected. */
  readonly skewDegrees: number;
  readonly blank: boolean;
  /** 0..1, mean word confidence weighted by length. */
  readonly confidence: number;
  /** Lines joined by newlines, NFC. */
  readonly text: string;
  readonly lines: readonly Line[];
  /** `pdf`: text and boxes are those that the PDF itself carries; absent: recognised from the image. */
  readonly textFrom?: 'pdf';
  readonly codes: readonly DetectedCode[];
  /** False for grey scans and photocopies; absent when nobody looked. */
  readonly inColour?: boolean;
  /** Absent when nobody looked. */
  readonly marks?: readonly Mark[];
  /** Absent when nobody looked. */
  readonly tables?: readonly TableGrid[];
  readonly findings: readonly Finding[];
  /** Milliseconds by step. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Where a field value comes from. */
export const FIELD_SOURCES = ['ocr', 'qr', 'mrz', 'keyed', 'reused'] as const;
export type FieldSource = (typeof FIELD_SOURCES)[number];

/** Another possible value of a field. */
export interface FieldCandidate {
  readonly value: string;
  readonly source: FieldSource | 'population';
  /** 0..1 */
  readonly confidence: number;
}

/** One typed value read from a paper. A field that was not found is absent; nothing is invented. */
export interface FieldReading {
  /** In the form of its kind (document-types.ts). */
  readonly value: string;
  /** As recognised, before normalising. */
  readonly raw: string;
  /** Calibrated probability that value is right: at or above 0.975 at most 2.5 % may be wrong. */
  readonly confidence: number;
  readonly source: FieldSource;
  /** 0-based page in the source file. */
  readonly page: number;
  readonly box: Box;
  /** Most likely first, the chosen one included, when there is more than one. */
  readonly candidates?: readonly FieldCandidate[];
}

/** One paper found in a file: its type, its pages in printed order, its fields. */
export interface DocumentReading {
  readonly type: DocumentTypeId;
  /** 0..1 */
  readonly typeConfidence: number;
  /** 0-based pages of the source file. */
  readonly pages: readonly number[];
  readonly fields: Readonly<Record<string, FieldReading>>;
  /** Lists on the paper by name (`members`, `components`, …), each row with its columns by key; absent without any. */
  readonly tables?: Readonly<Record<string, readonly Readonly<Record<string, FieldReading>>[]>>;
  /** The standard header and signature block of an official paper (Decree 30/2020/NĐ-CP, annex I); absent without any. */
  readonly header?: PaperHeader;
  readonly findings: readonly Finding[];
}

/** Metadata that every official paper carries; what was not found is absent. */
export interface PaperHeader {
  readonly superiorAgency?: FieldReading;
  readonly agency?: FieldReading;
  /** Number and symbol: 12/2024/TLKS-BS. */
  readonly number?: FieldReading;
  readonly place?: FieldReading;
  /** YYYY-MM-DD. */
  readonly issuedOn?: FieldReading;
  readonly signerTitle?: FieldReading;
  readonly signerName?: FieldReading;
}

/** The whole reading of one input file. */
export interface FileReading {
  /** File name without folder. */
  readonly source: string;
  /** Hex, of the input bytes. */
  readonly sha256: string;
  readonly pages: readonly PageReading[];
  readonly documents: readonly DocumentReading[];
}
