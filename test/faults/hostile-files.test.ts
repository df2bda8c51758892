import { deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCodeOf, StationError } from '../../common/contract/errors.ts';
import type { PageReading } from '../../common/domain/reading.ts';
import { createReader } from '../../ocr/create-reader.ts';
import type { Reader } from '../../ocr/reader.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { barPage, emptyPdf, put } from '../ocr/support/inputs.ts';
import { deflateBomb, pdfOf, wholePage, writePdf } from './support/pdf-writer.ts';
import { runFuzz } from './support/run-fuzz.ts';
import { SMALL, smallFiles } from './support/small-files.ts';
import { greyTags, long, short, writeTiff } from './support/tiff-writer.ts';

/** Files that mean harm or were harmed, through real processes: each ends in words for the clerk, none of them stops. */

let reader: Reader;

beforeAll(() => {
  reader = createReader({ workers: 1, engine: 'null', assemble: () => [], pageTimeLimitMs: 20_000 });
});

afterAll(() => reader.close());

async function pagesOf(bytes: Uint8Array): Promise<readonly PageReading[]> {
  const folder = await temporaryFolder();
  const path = await put(folder, 'input', bytes);
  return (await reader.readFile({ path, sourceName: 'input', workDir: folder })).reading.pages;
}

async function failureOf(bytes: Uint8Array): Promise<readonly [code: string, detail?: string]> {
  const error = await pagesOf(bytes).catch((thrown: unknown) => thrown);
  if (!(error instanceof StationError)) return [error instanceof Error ? errorCodeOf(error) : 'none'];
  return error.detail === undefined ? [error.code] : [error.code, error.detail];
}

const sizesOf = (pages: readonly PageReading[]): readonly (readonly [number, number])[] =>
  pages.map(({ width, height }) => [width, height]);

const lost = (pages: readonly PageReading[]): readonly boolean[] =>
  pages.map(({ findings }) => findings.some(({ code }) => code === 'page-unreadable'));

const pixels = await barPage()
  .resize({ ...SMALL, fit: 'fill' })
  .toColourspace('b-w')
  .raw()
  .toBuffer();
const greyPage = { ...SMALL, strips: [pixels], tags: greyTags(SMALL.height) };
const jpegImage = {
  dictionary: `/Width ${SMALL.width}/Height ${SMALL.height}/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode`,
  stream: await sharp(pixels, { raw: { ...SMALL, channels: 1 } })
    .jpeg()
    .toBuffer(),
};

describe('pictures that unpack to more than they may', () => {
  it('refuses a PNG of 2.5 thousand million pixels by its head', async () => {
    const head = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    head.writeUInt32BE(50_000, 16);
    head.writeUInt32BE(50_000, 20);
    // Checksums are looked at later than sizes.
    expect((await failureOf(head))[0]).toMatch(/image-too-large|file-damaged/);
  });

  it('names the size of a TIFF page that is too large, and reads no strip of it', async () => {
    const bomb = { ...greyPage, width: 20_000, height: 20_000, strips: [deflateSync(Buffer.alloc(1000))] };
    expect(await failureOf(writeTiff([bomb]))).toEqual(['image-too-large', '20.000 × 20.000 px']);
  });

  it('refuses strips that share bytes to become gigabytes', async () => {
    const strips = [Buffer.alloc(1_000_000)];
    const tags = [...greyTags(1), long(273, ...Array(351).fill(8)), long(279, ...Array(351).fill(1_000_000))];
    expect((await failureOf(writeTiff([{ ...SMALL, strips, tags }])))[0]).toBe('file-damaged');
  });

  it('ends a JPEG whose scans go on for ever', async () => {
    const progressive = await barPage().jpeg({ progressive: true }).toBuffer();
    const scan = progressive.lastIndexOf(Buffer.from([0xff, 0xda]));
    const again = Array.from({ length: 200 }, () => progressive.subarray(scan, progressive.length - 2));
    expect(await failureOf(Buffer.concat([progressive.subarray(0, -2), ...again, Buffer.from([0xff, 0xd9])]))).toEqual([
      'file-damaged',
      '> 100 scans',
    ]);
  });

  it('keeps a content stream that unpacks to a gigabyte within its memory', async () => {
    const once = deflateSync(deflateBomb(256 * 1024 * 1024, 0x20), { level: 9 });
    const objects = [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>',
      { dictionary: '/Filter[/FlateDecode/FlateDecode]', stream: once },
    ];
    const ended = await pagesOf(writePdf(objects)).then(
      (pages) => (pages[0]?.blank === true ? 'blank' : 'read'),
      errorCodeOf,
    );
    expect(ended).toMatch(/^(blank|image-too-large|file-damaged)$/);
  });

  it('does not take an inline image at its word', async () => {
    const content = `q 595 0 0 842 0 0 cm BI /W 60000 /H 60000 /BPC 8 /CS /RGB /F /Fl ID ${deflateSync(
      Buffer.alloc(9),
    ).toString('latin1')} EI Q`;
    const ended = await failureOf(pdfOf([{ content: Buffer.from(content, 'latin1') }]));
    expect(ended[0]).toMatch(/^(none|image-too-large|file-damaged)$/);
  });
});

describe('TIFFs with odd tags', () => {
  it('reads pages of several sizes, in either byte order, and skips thumbnails', async () => {
    const half = { width: 248, height: 175, strips: [pixels.subarray(0, 248 * 175)], tags: greyTags(175) };
    const thumbnail = { ...half, tags: [...half.tags, long(254, 1)] };
    const odd = {
      ...greyPage,
      tags: [...greyPage.tags, short(65_000, 7), { tag: 700, type: 1, values: [1, 2, 3, 4, 5, 6] } as const],
    };
    for (const little of [true, false]) {
      expect(sizesOf(await pagesOf(writeTiff([odd, thumbnail, half], little)))).toEqual([
        [248, 351],
        [248, 175],
      ]);
    }
  });

  it('loses the page whose strips are gone and no other', async () => {
    const gone = { ...greyPage, tags: [...greyPage.tags, long(273, 99_000_000)] };
    expect(lost(await pagesOf(writeTiff([greyPage, gone, greyPage])))).toEqual([false, true, false]);
  });

  it('says that pages are missing when the chain of directories breaks off', async () => {
    const two = writeTiff([greyPage, greyPage]);
    expect(lost(await pagesOf(two.subarray(0, two.length - 40)))).toEqual([false, true]);
  });

  it('reads a chain that bites its tail once', async () => {
    const one = writeTiff([greyPage]);
    one.writeUInt32LE(one.readUInt32LE(4), one.length - 4);
    expect(sizesOf(await pagesOf(one))).toEqual([[248, 351]]);
  });

  it('makes the pixels of a fax square', async () => {
    const fax = {
      ...greyPage,
      tags: [...greyPage.tags, ...[282, 283].map((tag, i) => ({ tag, type: 5, values: [i === 0 ? 60 : 30] }) as const)],
    };
    expect(sizesOf(await pagesOf(writeTiff([fax])))).toEqual([[248, 702]]);
  });

  it('honours the Orientation tag', async () => {
    const turned = { ...greyPage, tags: [...greyPage.tags, short(274, 3)] };
    expect((await pagesOf(writeTiff([turned])))[0]?.rotation).toBe(180);
  });
});

describe('PDFs', () => {
  it('names the limit when there are 5,000 pages', async () => {
    expect(await failureOf(emptyPdf(5000, 595, 842))).toEqual(['too-many-pages', '5.000 > 500']);
  });

  it.each([
    ['ten metres', 28_346, 'image-too-large'],
    ['one point', 1, 'image-too-small'],
  ])('refuses a page of %s', async (_, side, code) => {
    expect((await failureOf(emptyPdf(1, side, side)))[0]).toBe(code);
  });

  it('takes a scan out as it was put in, whatever the page claims to measure', async () => {
    const page = (points: number): Parameters<typeof pdfOf>[0][number] => ({
      content: wholePage(points, (points * SMALL.height) / SMALL.width),
      page: `/MediaBox[0 0 ${points} ${(points * SMALL.height) / SMALL.width}]`,
      image: jpegImage,
    });
    expect(sizesOf(await pagesOf(pdfOf([page(595.2), page(14_000), page(60)])))).toEqual([
      [248, 351],
      [248, 351],
      [248, 351],
    ]);
  });

  it('draws what is laid over a scan', async () => {
    const stamped = { content: `${wholePage()} 1 0 0 RG 5 w 100 100 200 200 re S`, image: jpegImage };
    expect(sizesOf(await pagesOf(pdfOf([stamped])))).toEqual([[2480, 3508]]);
  });

  it('turns pages by /Rotate and cuts them to the /CropBox', async () => {
    const turned = { content: wholePage(), page: '/Rotate 90', image: jpegImage };
    const cut = { content: wholePage(), page: '/CropBox[0 421 595.2 841.92]', image: jpegImage };
    const [first, second] = await pagesOf(pdfOf([turned, cut]));
    expect([first?.width, first?.height, first?.rotation]).toEqual([248, 351, 90]);
    expect(second!.height / second!.width).toBeCloseTo(421 / 595.2, 1);
  });

  it('loses the page whose scan is cut off and no other', async () => {
    const cut = { ...jpegImage, stream: jpegImage.stream.subarray(0, jpegImage.stream.length / 2) };
    const pages = [jpegImage, cut, jpegImage].map((image) => ({ content: wholePage(), image }));
    expect(lost(await pagesOf(pdfOf(pages)))).toEqual([false, true, false]);
  });

  it('inverts, masks and converts as the PDF says', async () => {
    const inverted = { ...jpegImage, dictionary: `${jpegImage.dictionary}/Decode[1 0]` };
    const [page] = await pagesOf(pdfOf([{ content: wholePage(), image: inverted }]));
    expect(page?.blank).toBe(false);
    expect(page?.width).toBeLessThanOrEqual(249);
  });

  it('reads behind leading junk and a broken table of objects', async () => {
    const sound = pdfOf([{ content: wholePage(), image: jpegImage }]);
    const junk = Buffer.concat([Buffer.from('thư điện tử\r\n'.repeat(30)), sound]);
    const broken = Buffer.from(sound.toString('latin1').replace(/startxref\n\d+/, 'startxref\n9'), 'latin1');
    for (const bytes of [junk, broken]) expect(sizesOf(await pagesOf(bytes))).toEqual([[248, 351]]);
  });

  it('reads what only its owner may change, and asks for the password of what nobody may see', async () => {
    for (const [userPassword, code] of [
      ['', 'none'],
      ['bí mật', 'file-encrypted'],
    ] as const) {
      const document = await PDFDocument.create();
      document.addPage([595, 842]).drawText('trang');
      document.encrypt({ userPassword, ownerPassword: 'chủ' });
      expect((await failureOf(await document.save({ useObjectStreams: false })))[0]).toBe(code);
    }
  });

  it('has words for a PDF without pages', async () => {
    expect(await failureOf(pdfOf([]))).toEqual(['file-damaged', 'no pages']);
  });

  it('survives pages that contain themselves', async () => {
    const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Count 3/Kids[2 0 R 2 0 R 2 0 R]>>'];
    expect((await failureOf(writePdf(objects)))[0]).toMatch(/^file-damaged$/);
  });
});

describe('damage at random', () => {
  it('ends every time with a reading or an error of the list, and the next file reads', async () => {
    const outcome = await runFuzz({ seed: 7, count: 40 });
    expect(outcome.problems).toEqual([]);
    expect(Object.keys(outcome.endings).length).toBeGreaterThan(2);
  });

  it('starts from files that are all sound', async () => {
    for (const { name, bytes } of await smallFiles())
      expect([name, lost(await pagesOf(bytes))]).toEqual([name, expect.not.arrayContaining([true])]);
  });
});
