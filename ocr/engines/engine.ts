import type { Box } from '../../common/domain/reading.ts';
import type { GreyRaster } from '../image/raster.ts';

/** Where a line of text lies on a page that is upright and level. */
export interface LineZone {
  readonly box: Box;
  /** Where its letters stand, at the left and at the right end of the box. */
  readonly baseline: readonly [left: number, right: number];
  /** From the baseline to the top of most capitals. */
  readonly height: number;
  /** The same to the top of its tallest letters: small letters alone tell little of the size of print. */
  readonly tall?: number;
  /** How far its ink reaches over the baseline and under it. */
  readonly rise: number;
  readonly drop: number;
}

export interface ReadLinesOptions {
  /** Only these characters and spaces may come out; absent = any. */
  readonly characters?: string;
  /** The lines belong to a machine-readable zone: OCR-B, capitals, digits and `<`. */
  readonly machineZone?: boolean;
}

/** Another character that a place might hold. */
export interface OtherSymbol {
  readonly text: string;
  /** 0..1 */
  readonly confidence: number;
}

/** One letter with its combined marks; sides in pixels. */
export interface EngineSymbol {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** 0..1 */
  readonly confidence: number;
  /** Most likely first; absent when the engine doesn't tell. */
  readonly others?: readonly OtherSymbol[];
}

export interface EngineWord {
  readonly text: string;
  readonly box: Box;
  /** 0..1 */
  readonly confidence: number;
  /** Together the text; absent when the engine doesn't tell them apart. */
  readonly symbols?: readonly EngineSymbol[];
}

export interface EngineLine {
  readonly words: readonly EngineWord[];
  readonly box: Box;
  /** 0..1 */
  readonly confidence: number;
}

/** Reads lines of print on a flattened grey page. Handles one call at a time. */
export interface OcrEngine {
  readonly name: EngineName;
  /** What stands in each zone, left to right, with ' ' between words; in the order of the zones. */
  readLines(
    page: GreyRaster,
    zones: readonly LineZone[],
    options?: ReadLinesOptions,
  ): Promise<readonly (readonly EngineSymbol[])[]>;
  close(): Promise<void>;
}

export const ENGINE_NAMES = ['lines', 'tesseract', 'null'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export function isEngineName(text: string): text is EngineName {
  return (ENGINE_NAMES as readonly string[]).includes(text);
}
