import type { EngineLine, EngineSymbol, OcrEngine } from '../engines/engine.ts';
import type { GreyRaster } from '../image/raster.ts';
import type { TextLine } from './find-text-lines.ts';
import { wordsOf } from './words.ts';

/** Lines without any letter are left out. */
export async function readTextLines(
  engine: OcrEngine,
  page: GreyRaster,
  lines: readonly TextLine[],
): Promise<readonly EngineLine[]> {
  const read = [...(await engine.readLines(page, lines))];
  const zones = lines.flatMap((_, i) => (isOfMachineZone(read[i] ?? []) ? [i] : []));
  if (zones.length > 0) {
    const again = await engine.readLines(
      page,
      zones.map((i) => lines[i]!),
      { machineZone: true },
    );
    for (const [place, i] of zones.entries()) read[i] = again[place]!;
  }
  return lines.flatMap((line, i) => wordsOf(line, read[i] ?? []) ?? []);
}

/** A line of about thirty capitals, digits and fillers: part of a machine-readable zone, TD1. */
function isOfMachineZone(symbols: readonly EngineSymbol[]): boolean {
  const text = symbols
    .map((symbol) => symbol.text)
    .join('')
    .replace(/\s/gu, '');
  if (text.length < 20 || text.length > 40 || /\p{Ll}.*\p{Ll}.*\p{Ll}/u.test(text)) return false;
  const fillers = text.match(/[<«‹≤]/gu)?.length ?? 0;
  const digits = text.match(/\d/gu)?.length ?? 0;
  return fillers >= 4 || digits >= 20 || (/VNM/u.test(text) && /\d{7}/u.test(text));
}
