import { deflateSync } from 'node:zlib';
import { buildGlyphlessFont, GLYPH_WIDTH } from './glyphless-font.ts';
import { type PdfWriter, pdfNumber } from './pdf-writer.ts';
import { stepAscent, toUnicodeMap } from './text-layer.ts';

/** Sends every code to the one empty glyph. */
let glyphOfCode: Uint8Array | undefined;

/**
 * Writes the fonts of the text layers: Type0 over CIDFontType2, where only ToUnicode tells the codes apart. They share all
 * but their ascent.
 *
 * @param fonts object numbers by step of height
 */
export async function writeInvisibleFonts(
  writer: PdfWriter,
  fonts: ReadonlyMap<number, number>,
  used: ReadonlySet<number>,
): Promise<void> {
  if (fonts.size === 0) return;
  const file = buildGlyphlessFont();
  const fontFile = await writer.deflated(`/Length1 ${file.length}`, file);
  glyphOfCode ??= deflateSync(Uint8Array.from({ length: 2 * 65_536 }, (_, i) => i & 1));
  const map = await writer.stream('/Filter/FlateDecode', glyphOfCode);
  const toUnicode = await writer.deflated('', toUnicodeMap(used));
  for (const [step, font] of fonts) {
    const ascent = pdfNumber(stepAscent(step));
    // Descent is not 0: some programs take that for "unknown" and let the words reach a third of a line lower.
    const descriptor = await writer.object(
      `<</Type/FontDescriptor/FontName/GlyphLessFont/Flags 5/FontBBox[0 0 ${GLYPH_WIDTH} ${ascent}]/ItalicAngle 0` +
        `/Ascent ${ascent}/Descent -1/CapHeight ${ascent}/StemV 80/FontFile2 ${fontFile} 0 R>>`,
    );
    const descendant = await writer.object(
      '<</Type/Font/Subtype/CIDFontType2/BaseFont/GlyphLessFont' +
        '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>' +
        `/FontDescriptor ${descriptor} 0 R/DW ${GLYPH_WIDTH}/CIDToGIDMap ${map} 0 R>>`,
    );
    await writer.object(
      '<</Type/Font/Subtype/Type0/BaseFont/GlyphLessFont/Encoding/Identity-H' +
        `/DescendantFonts[${descendant} 0 R]/ToUnicode ${toUnicode} 0 R>>`,
      font,
    );
  }
}
