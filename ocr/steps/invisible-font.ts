import { deflateSync } from 'node:zlib';
import { buildGlyphlessFont, GLYPH_WIDTH } from './glyphless-font.ts';
import type { PdfWriter } from './pdf-writer.ts';
import { toUnicodeMap } from './text-layer.ts';

/** Sends every code to the one empty glyph. */
let glyphOfCode: Uint8Array | undefined;

/** Writes the font of the text layers: Type0 over CIDFontType2, where only ToUnicode tells the codes apart. */
export async function writeInvisibleFont(writer: PdfWriter, font: number, used: ReadonlySet<number>): Promise<void> {
  const file = buildGlyphlessFont();
  const fontFile = await writer.deflated(`/Length1 ${file.length}`, file);
  // Descent is not 0: some programs take that for "unknown" and let the words reach a third of a line lower.
  const descriptor = await writer.object(
    `<</Type/FontDescriptor/FontName/GlyphLessFont/Flags 5/FontBBox[0 0 ${GLYPH_WIDTH} 1000]/ItalicAngle 0` +
      `/Ascent 1000/Descent -1/CapHeight 1000/StemV 80/FontFile2 ${fontFile} 0 R>>`,
  );
  glyphOfCode ??= deflateSync(Uint8Array.from({ length: 2 * 65_536 }, (_, i) => i & 1));
  const map = await writer.stream('/Filter/FlateDecode', glyphOfCode);
  const descendant = await writer.object(
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/GlyphLessFont' +
      '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>' +
      `/FontDescriptor ${descriptor} 0 R/DW ${GLYPH_WIDTH}/CIDToGIDMap ${map} 0 R>>`,
  );
  const toUnicode = await writer.deflated('', toUnicodeMap(used));
  await writer.object(
    '<</Type/Font/Subtype/Type0/BaseFont/GlyphLessFont/Encoding/Identity-H' +
      `/DescendantFonts[${descendant} 0 R]/ToUnicode ${toUnicode} 0 R>>`,
    font,
  );
}
