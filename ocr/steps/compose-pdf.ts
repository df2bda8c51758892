import { createHash } from 'node:crypto';
import { PDFDocument, PDFName, type PDFRef, PDFString } from 'pdf-lib';
import sharp from 'sharp';
import type { ComposedPdf, ComposePdfRequest } from '../reader.ts';
import { buildGlyphlessFont, GLYPH_WIDTH } from './glyphless-font.ts';
import { encodePageJpeg } from './page-jpeg.ts';
import { drawTextLayer, TEXT_FONT, toUnicodeMap } from './text-layer.ts';
import { writeWhole } from './write-whole.ts';

const PRODUCER = 'Trạm Số Hóa';

/**
 * Writes a searchable PDF/A-2b (ISO 19005-2): each page's picture over its invisible text. Page size is the paper's.
 * A page without reading resolution is taken as 300 dpi.
 */
export async function composePdf(request: ComposePdfRequest): Promise<ComposedPdf> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const used = new Set<number>([0x20]);
  const font = document.context.nextRef();
  for (const { upright, reading } of request.pages) {
    const dpi = reading.dpi > 0 ? reading.dpi : 300;
    const { bytes } = await encodePageJpeg(upright, dpi);
    const picture = await document.embedJpg(bytes);
    const [width, height] = [(reading.width / dpi) * 72, (reading.height / dpi) * 72];
    const page = document.addPage([width, height]);
    page.node.newXObject('Im', picture.ref);
    const name = page.node.normalizedEntries().XObject.keys()[0]!.asString();
    page.node.setFontDictionary(PDFName.of(TEXT_FONT), font);
    const content = `${drawTextLayer(reading, used)}\nq ${width} 0 0 ${height} 0 0 cm ${name} Do Q\n`;
    page.node.set(PDFName.of('Contents'), document.context.register(document.context.flateStream(content)));
  }
  addInvisibleFont(document, font, used);
  describe(document, request.title);
  document.convertToPDFA({ conformance: '2B', iccProfile: await srgbProfile() });
  const bytes = await document.save();
  await writeWhole(request.out, bytes);
  return { path: request.out, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

/** Type0 over CIDFontType2, where every code shows the same empty glyph and only ToUnicode tells them apart. */
function addInvisibleFont(document: PDFDocument, font: PDFRef, used: ReadonlySet<number>): void {
  const { context } = document;
  const file = buildGlyphlessFont();
  const fontFile = context.register(context.flateStream(file, { Length1: file.length }));
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: 'GlyphLessFont',
      Flags: 5,
      FontBBox: [0, 0, GLYPH_WIDTH, 1000],
      ItalicAngle: 0,
      Ascent: 1000,
      // Not 0: some programs take that for "unknown" and let the words reach a third of a line lower.
      Descent: -1,
      CapHeight: 1000,
      StemV: 80,
      FontFile2: fontFile,
    }),
  );
  const glyphOfCode = new Uint8Array(2 * 65_536);
  for (let i = 1; i < glyphOfCode.length; i += 2) glyphOfCode[i] = 1;
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: 'GlyphLessFont',
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      DW: GLYPH_WIDTH,
      CIDToGIDMap: context.register(context.flateStream(glyphOfCode)),
    }),
  );
  context.assign(
    font,
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: 'GlyphLessFont',
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(toUnicodeMap(used))),
    }),
  );
}

function describe(document: PDFDocument, title: string): void {
  const now = new Date();
  document.setTitle(title.normalize('NFC'));
  document.setProducer(PRODUCER);
  document.setCreator(PRODUCER);
  document.setCreationDate(now);
  document.setModificationDate(now);
  document.setLanguage('vi');
}

let profile: Promise<Uint8Array> | undefined;

/** The sRGB profile that the image library carries (480 bytes). */
function srgbProfile(): Promise<Uint8Array> {
  profile ??= (async () => {
    const pixel = { create: { width: 1, height: 1, channels: 3, background: '#ffffff' } } as const;
    const { icc } = await sharp(await sharp(pixel).withIccProfile('srgb').jpeg().toBuffer()).metadata();
    if (icc === undefined) throw new Error('The image library gave no sRGB profile.');
    return icc;
  })();
  return profile;
}
