import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCodeOf } from '../../common/contract/errors.ts';
import type { PageReading } from '../../common/domain/reading.ts';
import { createReader } from '../../ocr/create-reader.ts';
import type { Reader, ReadFileResult } from '../../ocr/reader.ts';
import { barPage, emptyPdf, put, tiffOf } from './support/inputs.ts';

/** What goes in: every format and shape of picture, sound or broken, through real processes. No text is read here. */

let folder: string;
let reader: Reader;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sohoa-formats-'));
  reader = createReader({ workers: 2, engine: 'null', assemble: () => [] });
});

afterAll(async () => {
  await reader.close();
  await rm(folder, { recursive: true });
});

async function read(name: string, bytes: Uint8Array): Promise<ReadFileResult> {
  const path = await put(folder, name, bytes);
  return reader.readFile({ path, sourceName: name, workDir: folder });
}

const codeOf = (name: string, bytes: Uint8Array): Promise<string> => read(name, bytes).then(() => 'none', errorCodeOf);

async function firstPage(name: string, bytes: Uint8Array): Promise<PageReading> {
  return (await read(name, bytes)).reading.pages[0]!;
}

describe('formats', () => {
  it.each([
    ['page.jpg', () => barPage().jpeg().toBuffer()],
    ['progressive.jpg', () => barPage().jpeg({ progressive: true }).toBuffer()],
    ['cmyk.jpg', () => barPage().toColourspace('cmyk').jpeg().toBuffer()],
    ['page.png', () => barPage().png().toBuffer()],
    ['sixteen-bit.png', () => barPage().toColourspace('rgb16').png().toBuffer()],
    ['palette.png', () => barPage().toColourspace('srgb').png({ palette: true, colours: 4 }).toBuffer()],
    ['page.webp', () => barPage().webp().toBuffer()],
    [
      'fax.tif',
      () => barPage().threshold(128).toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer(),
    ],
    ['named-otherwise.txt', () => barPage().png().toBuffer()],
  ])('reads %s', async (name, make) => {
    const page = await firstPage(name, await make());
    expect([page.width, page.height, page.rotation, page.blank]).toEqual([1240, 1754, 0, false]);
    expect(Math.abs(page.skewDegrees)).toBeLessThan(0.1);
  });

  it('takes what is transparent for paper', async () => {
    const ink = await barPage().negate().raw().toBuffer();
    const rgba = await sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#000000' } })
      .joinChannel(ink, { raw: { width: 1240, height: 1754, channels: 1 } })
      .png()
      .toBuffer();
    expect(await firstPage('alpha.png', rgba)).toMatchObject({ blank: false, rotation: 0 });
  });

  it.each([
    [1, 0, 1240],
    [3, 180, 1240],
    [6, 90, 1240],
    [8, 270, 1240],
  ] as const)('honours EXIF orientation %i before it looks for a turn', async (orientation, rotation, width) => {
    const page = await firstPage(
      `exif-${orientation}.jpg`,
      await barPage().withMetadata({ orientation }).jpeg().toBuffer(),
    );
    expect([page.rotation, page.width]).toEqual([rotation, width]);
  });

  it.each([0, 90, 180, 270] as const)('reports that the content was turned clockwise by %i', async (turn) => {
    const page = await firstPage(`turned-${turn}.png`, await barPage().rotate(turn).png().toBuffer());
    expect([page.rotation, page.width, page.height]).toEqual([turn, 1240, 1754]);
  });

  it('reads every page of a TIFF and of a PDF, in order', async () => {
    const tiff = await read('three.tif', await tiffOf(3));
    expect(tiff.reading.pages.map((page) => page.index)).toEqual([0, 1, 2]);
    const document = await PDFDocument.create();
    const picture = await document.embedPng(await barPage().png().toBuffer());
    for (const angle of [0, 180]) {
      const page = document.addPage([595.2, 841.92]);
      if (angle === 0) page.drawImage(picture, { x: 0, y: 0, width: 595.2, height: 841.92 });
      else page.drawImage(picture, { x: 595.2, y: 841.92, width: -595.2, height: -841.92 });
    }
    const pdf = await read('two.pdf', await document.save());
    // The picture is what was scanned: it comes out at its own 150 dpi.
    expect(pdf.reading.pages.map((page) => [page.dpi, page.width, page.height, page.rotation])).toEqual([
      [150, 1240, 1754, 0],
      [150, 1240, 1754, 180],
    ]);
  });

  it('writes the upright page and a preview of 1000 pixels', async () => {
    const { pages } = await read('sideways.jpg', await barPage().rotate(90).jpeg().toBuffer());
    const { upright, preview } = pages[0]!.artefacts!;
    expect(await sharp(upright).metadata()).toMatchObject({ format: 'jpeg', width: 1240, height: 1754 });
    expect(await sharp(preview).metadata()).toMatchObject({ format: 'jpeg', width: 707, height: 1000 });
  });

  it('reports progress from opening to the last page', async () => {
    const kinds: string[] = [];
    const path = await put(folder, 'progress.tif', await tiffOf(2));
    await reader.readFile({ path, sourceName: 'progress.tif', workDir: folder }, (progress) =>
      kinds.push(progress.kind),
    );
    expect(kinds[0]).toBe('opened');
    expect(kinds.filter((kind) => kind === 'page')).toHaveLength(2);
    expect(kinds.filter((kind) => kind === 'step').length).toBeGreaterThan(6);
  });
});

describe('pages to scan again', () => {
  it('finds an empty page and one of low resolution', async () => {
    const empty = await sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fbfaf6' } })
      .png()
      .toBuffer();
    expect(await firstPage('empty.png', empty)).toMatchObject({ blank: true, findings: [{ code: 'blank-page' }] });
    const small = await firstPage('small.png', await barPage().withMetadata({ density: 150 }).png().toBuffer());
    expect(small.findings.map((finding) => finding.code)).toContain('low-resolution');
  });
});

describe('files that cannot be read', () => {
  it.each([
    ['empty.jpg', 'file-empty', async () => Buffer.alloc(0)],
    ['text.png', 'file-type-unknown', async () => Buffer.from('Xin chào, đây là văn bản.')],
    [
      'garbage.jpg',
      'file-truncated',
      async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(900, 7)]),
    ],
    [
      'one-pixel.png',
      'image-too-small',
      () =>
        sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
    ],
    [
      'bomb.png',
      'image-too-large',
      () =>
        sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#fff' } })
          .png({ compressionLevel: 1 })
          .toBuffer(),
    ],
    [
      'thin.png',
      'image-too-small',
      () =>
        sharp({ create: { width: 20_000, height: 40, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
    ],
    ['many.pdf', 'too-many-pages', async () => emptyPdf(501, 595, 842)],
    ['giant.pdf', 'image-too-large', async () => emptyPdf(1, 14_400, 14_400)],
    ['broken.pdf', 'file-damaged', async () => Buffer.from('%PDF-1.7\nnothing of it\n%%EOF')],
  ] as const)('%s: %s', async (name, code, make) => {
    expect(await codeOf(name, await make())).toBe(code);
  });

  it('an encrypted PDF asks for its password to be taken off', async () => {
    const document = await PDFDocument.create();
    document.addPage([595, 842]);
    document.encrypt({ userPassword: 'bí mật', ownerPassword: 'chủ' });
    expect(await codeOf('encrypted.pdf', await document.save({ useObjectStreams: false }))).toBe('file-encrypted');
  });

  it.each([
    ['half.jpg', () => barPage().jpeg().toBuffer()],
    ['half-progressive.jpg', () => barPage().jpeg({ progressive: true }).toBuffer()],
    ['half.png', () => barPage().png().toBuffer()],
    ['half.webp', () => barPage().webp().toBuffer()],
    ['half.tif', () => barPage().tiff().toBuffer()],
  ])('a cut-off %s is an error, never a grey page', async (name, make) => {
    const whole = await make();
    expect(await codeOf(name, whole.subarray(0, Math.floor(whole.length * 0.6)))).toBe('file-truncated');
  });

  it('a JPEG that rotted in the middle is an error too', async () => {
    const rotten = await barPage().jpeg().toBuffer();
    for (let i = 3000; i < rotten.length - 2; i += 997) rotten[i] = rotten[i]! ^ 0x5a;
    expect(await codeOf('rotten.jpg', rotten)).toBe('file-damaged');
  });

  it('a file that is not there', async () => {
    const request = { path: join(folder, 'none.jpg'), sourceName: 'none.jpg', workDir: folder };
    expect(await reader.readFile(request).then(() => 'none', errorCodeOf)).toBe('file-not-found');
  });
});
