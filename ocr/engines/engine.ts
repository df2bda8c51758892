import type { Box } from '../../common/domain/reading.ts';
import type { GreyRaster } from '../image/raster.ts';

/**
 * What an engine may assume of a picture: `page` = any layout; `column` = one column of lines of several sizes (cards);
 * `line` = one line of text.
 */
export type EngineLayout = 'page' | 'column' | 'block' | 'line';

export interface RecogniseOptions {
  readonly layout: EngineLayout;
  /** Only these characters may come out; absent = any. */
  readonly characters?: string;
}

/** One letter with its combined marks; sides in pixels. */
export interface EngineSymbol {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** 0..1 */
  readonly confidence: number;
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

/** Turns a flattened grey picture of about 300 dpi into lines, in reading order. Handles one picture at a time. */
export interface OcrEngine {
  readonly name: EngineName;
  recognise(picture: GreyRaster, options: RecogniseOptions): Promise<readonly EngineLine[]>;
  close(): Promise<void>;
}

export const ENGINE_NAMES = ['tesseract', 'null'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export function isEngineName(text: string): text is EngineName {
  return (ENGINE_NAMES as readonly string[]).includes(text);
}
