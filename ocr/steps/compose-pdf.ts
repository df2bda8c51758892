import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { StationError } from '../../common/contract/errors.ts';
import type { ComposedPdf, ComposePdfRequest, PdfPage } from '../reader.ts';
import { writeInvisibleFonts } from './invisible-font.ts';
import { copyOriginal, keepsOriginal } from './keep-original.ts';
import { type PagePicture, type PictureLayer, pictureOfUpright, readPagePicture } from './page-picture.ts';
import { infoDictionary, xmpPacket } from './pdf-metadata.ts';
import { PdfWriter, pdfNumber } from './pdf-writer.ts';
import { drawTextLayer, textFont } from './text-layer.ts';

const PRODUCER = 'Trạm Số Hóa';
const LANGUAGE = 'vi-VN';

/**
 * Writes a searchable PDF/A-2b (ISO 19005-2): each page's picture over its invisible text. Page size is the paper's.
 * A page without reading resolution is taken as 300 dpi. When the pages are those of a PDF that is signed, or that
 * carries its text, the result is that PDF byte by byte. Takes the memory of one page, however many there are.
 */
export async function composePdf(request: ComposePdfRequest): Promise<ComposedPdf> {
  const { out, source, pages } = request;
  if (source !== undefined && (await keepsOriginal(source, pages))) {
    return { path: out, ...(await copyOriginal(source, out)) };
  }
  const profile = await srgbProfile();
  const written = await PdfWriter.write(out, async (writer) => {
    const [root, tree] = [writer.reserve(), writer.reserve()];
    const fonts = new Map<number, number>();
    const used = new Set<number>([0x20]);
    const kids: number[] = [];
    for (const page of pages.filter(hasImage)) kids.push(await writePage(writer, page, { tree, fonts, used, request }));
    await writeInvisibleFonts(writer, fonts, used);
    const list = kids.map((kid) => `${kid} 0 R`).join(' ');
    await writer.object(`<</Type/Pages/Count ${kids.length}/Kids[${list}]>>`, tree);
    const at = request.at === undefined ? new Date() : new Date(request.at);
    const description = { title: request.title.normalize('NFC'), producer: PRODUCER, at };
    // Not compressed, so that archives find it (ISO 19005-2, 6.6.2.1 and ISO 32000-1, 14.3.2).
    const metadata = await writer.stream('/Type/Metadata/Subtype/XML', xmpPacket(description));
    const icc = await writer.deflated('/N 3', profile);
    const intent = await writer.object(
      '<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)' +
        `/RegistryName(http://www.color.org)/DestOutputProfile ${icc} 0 R>>`,
    );
    await writer.object(
      `<</Type/Catalog/Pages ${tree} 0 R/Lang(${LANGUAGE})/Metadata ${metadata} 0 R/OutputIntents[${intent} 0 R]` +
        '/ViewerPreferences<</DisplayDocTitle true>>>>',
      root,
    );
    const info = await writer.object(infoDictionary(description));
    return { root, info, id: identifier(description, pages) };
  });
  return { path: out, ...written };
}

/** ISO 32000-1, 14.4: of the time, the description and the content, so that no other file has it. */
function identifier({ title, at }: { readonly title: string; readonly at: Date }, pages: readonly PdfPage[]): string {
  const content = JSON.stringify([at.toISOString(), title, pages.map(({ reading }) => reading)]);
  return createHash('sha256').update(content).digest('hex').slice(0, 32).toUpperCase();
}

interface Place {
  readonly tree: number;
  /** Object numbers of the invisible fonts by step of height. */
  readonly fonts: Map<number, number>;
  readonly used: Set<number>;
  readonly request: ComposePdfRequest;
}

async function writePage(writer: PdfWriter, page: PdfPage, place: Place): Promise<number> {
  const { reading } = page;
  const dpi = reading.dpi > 0 ? reading.dpi : 300;
  const picture = await pictureOf(page, dpi, place.request);
  const [width, height] = [(reading.width / dpi) * 72, (reading.height / dpi) * 72];
  const images: string[] = [];
  const drawn: string[] = [];
  for (const [i, layer] of picture.layers.entries()) {
    images.push(`/I${i} ${await writeLayer(writer, layer)} 0 R`);
    drawn.push(drawLayer(layer, `I${i}`, width, height));
  }
  const steps = new Set<number>();
  const text = drawTextLayer({ ...reading, dpi }, place.used, steps);
  const content = await writer.deflated('', `${text}\n${drawn.join('\n')}\n`);
  const fonts = [...steps].map((step) => {
    const font = place.fonts.get(step) ?? writer.reserve();
    place.fonts.set(step, font);
    return `/${textFont(step)} ${font} 0 R`;
  });
  return await writer.object(
    `<</Type/Page/Parent ${place.tree} 0 R/MediaBox[0 0 ${pdfNumber(width)} ${pdfNumber(height)}]` +
      `/Resources<</Font<<${fonts.join('')}>>/XObject<<${images.join('')}>>>>/Contents ${content} 0 R>>`,
  );
}

function hasImage({ picture, upright }: PdfPage): boolean {
  return picture !== undefined || upright !== undefined;
}

/** Made while the page was read, or now from its stored image. */
async function pictureOf({ picture, upright }: PdfPage, dpi: number, request: ComposePdfRequest): Promise<PagePicture> {
  if (picture !== undefined) return await readPagePicture(picture);
  if (upright === undefined) throw new StationError('page-unreadable');
  return await pictureOfUpright(upright, dpi, request.raster ?? 'jpeg');
}

async function writeLayer(writer: PdfWriter, layer: PictureLayer): Promise<number> {
  const size = `/Type/XObject/Subtype/Image/Width ${layer.width}/Height ${layer.height}`;
  if (layer.kind === 'jpeg') {
    const space = layer.channels === 1 ? '/DeviceGray' : '/DeviceRGB';
    return await writer.stream(`${size}/ColorSpace${space}/BitsPerComponent 8/Filter/DCTDecode`, layer.bytes);
  }
  const parameters = `/DecodeParms<</K -1/Columns ${layer.width}/Rows ${layer.height}>>`;
  const stencil = `/ImageMask true/BitsPerComponent 1/Filter/CCITTFaxDecode${parameters}`;
  return await writer.stream(`${size}${stencil}`, layer.bytes);
}

function drawLayer({ spans, colour }: PictureLayer, name: string, width: number, height: number): string {
  const [w, h] = [width * spans[0], height * spans[1]];
  const fill = colour === undefined ? '' : `${colour.map((value) => pdfNumber(value / 255)).join(' ')} rg `;
  return `q ${fill}${pdfNumber(w)} 0 0 ${pdfNumber(h)} 0 ${pdfNumber(height - h)} cm /${name} Do Q`;
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
