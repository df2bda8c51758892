import type { DocumentTypeId } from './document-types.ts';
import type { Finding } from './findings.ts';

/** x, y, width, height in pixels of the upright, deskewed page; origin top left. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** Clockwise turn in degrees that was found on the input. */
export type Rotation = 0 | 90 | 180 | 270;

/** One recognised word. */
export interface Word {
  /** NFC. */
  readonly text: string;
  readonly box: Box;
  /** 0..1, as the engine gives it; not calibrated. */
  readonly confidence: number;
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
  readonly codes: readonly DetectedCode[];
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
  readonly findings: readonly Finding[];
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
