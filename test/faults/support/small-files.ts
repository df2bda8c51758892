import { PDFDocument } from 'pdf-lib';
import sharp, { type Sharp } from 'sharp';
import { barPage } from '../../ocr/support/inputs.ts';
import { pdfOf, wholePage } from './pdf-writer.ts';
import { greyTags, rational, short, writeTiff } from './tiff-writer.ts';

/** Size of the pages here: above the smallest that is read, and quick. */
export const SMALL = { width: 248, height: 351 } as const;

export interface SmallFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A small sound file of every kind that the station takes, as its decoders see them. */
export async function smallFiles(): Promise<readonly SmallFile[]> {
  const grey = await barPage()
    .resize({ ...SMALL, fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const page = (): Sharp => sharp(grey, { raw: { ...SMALL, channels: 1 } });
  const colour = (): Sharp => page().toColourspace('srgb').tint('#204060');
  const alpha = (): Sharp => colour().ensureAlpha(0.8);
  const fax = (): Sharp => page().threshold(128).toColourspace('b-w');
  const made: readonly (readonly [string, Promise<Buffer>])[] = [
    ['grey.jpg', page().jpeg().toBuffer()],
    ['colour.jpg', colour().withMetadata({ density: 30, orientation: 6 }).jpeg().toBuffer()],
    ['progressive.jpg', colour().jpeg({ progressive: true }).toBuffer()],
    ['cmyk.jpg', colour().toColourspace('cmyk').jpeg().toBuffer()],
    ['grey.png', page().png().toBuffer()],
    ['palette.png', colour().png({ palette: true, colours: 16 }).toBuffer()],
    ['sixteen.png', colour().toColourspace('rgb16').png({ progressive: true }).toBuffer()],
    ['alpha.png', alpha().png().toBuffer()],
    ['lossy.webp', colour().webp().toBuffer()],
    ['lossless.webp', alpha().webp({ lossless: true, effort: 0 }).toBuffer()],
    ['lzw.tif', colour().tiff({ compression: 'lzw' }).toBuffer()],
    ['deflate.tif', colour().tiff({ compression: 'deflate', bigtiff: true }).toBuffer()],
    ['jpeg.tif', colour().tiff({ compression: 'jpeg', tile: true, tileWidth: 128, tileHeight: 128 }).toBuffer()],
    ['fax.tif', fax().tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer()],
    ['packbits.tif', page().tiff({ compression: 'packbits' }).toBuffer()],
  ];
  const files = await Promise.all(made.map(async ([name, bytes]) => ({ name, bytes: await bytes })));
  const strips = [grey.subarray(0, SMALL.width * 200), grey.subarray(SMALL.width * 200)];
  const tags = [...greyTags(200), rational(282, 12), rational(283, 12), short(296, 3)];
  const stack = writeTiff(
    [
      { ...SMALL, strips, tags },
      { ...SMALL, strips, tags },
    ],
    false,
  );
  return [...files, { name: 'stack.tif', bytes: stack }, ...(await smallPdfs(files))];
}

async function smallPdfs(files: readonly SmallFile[]): Promise<readonly SmallFile[]> {
  const bytesOf = (name: string): Buffer => files.find((file) => file.name === name)!.bytes;
  const size = `/Width ${SMALL.width}/Height ${SMALL.height}/BitsPerComponent 8`;
  const jpeg = { dictionary: `${size}/ColorSpace/DeviceGray/Filter/DCTDecode`, stream: bytesOf('grey.jpg') };
  const packed = await PDFDocument.create();
  const picture = await packed.embedPng(bytesOf('grey.png'));
  for (const text of ['trang 1', 'trang 2']) {
    const page = packed.addPage([595, 842]);
    page.drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
    page.drawText(text, { x: 40, y: 40 });
  }
  return [
    { name: 'scan.pdf', bytes: pdfOf([{ content: wholePage(), image: jpeg }, { content: '0 0 m 90 90 l S' }]) },
    { name: 'packed.pdf', bytes: Buffer.from(await packed.save()) },
  ];
}
