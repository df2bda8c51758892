import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PDFDocument, PDFName } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Line, PageReading } from '../../common/domain/reading.ts';
import { createReader } from '../../ocr/create-reader.ts';
import type { Raster } from '../../ocr/image/raster.ts';
import { composePdf } from '../../ocr/steps/compose-pdf.ts';
import { decodePage } from '../../ocr/steps/decode.ts';
import { renderUpright } from '../../ocr/steps/render-upright.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { installed } from './support/text-pdf.ts';

const TEXT = [
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'Họ, chữ đệm, tên: NGUYỄN THỊ HẰNG ỴỹẪẰợ',
  'ăâêôơưđ ĂÂÊÔƠƯĐ ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự',
];

function linesOf(texts: readonly string[]): readonly Line[] {
  return texts.map((text, row) => {
    let x = 200;
    const y = 300 + row * 90;
    const words = text.split(' ').map((part) => {
      const width = part.length * 26;
      const word = { text: part, box: [x, y, width, 48] as const, confidence: 0.9 };
      x += width + 18;
      return word;
    });
    return { words, box: [200, y, x - 218, 48] };
  });
}

function readingOf(lines: readonly Line[]): PageReading {
  return {
    index: 0,
    width: 2480,
    height: 3508,
    dpi: 300,
    rotation: 0,
    skewDegrees: 0,
    blank: false,
    confidence: 0.9,
    text: TEXT.join('\n'),
    lines,
    codes: [],
    findings: [],
    timings: {},
  };
}

/** A page in colour with enough on it to make the size search work. */
async function writeUpright(path: string): Promise<void> {
  const shapes = Array.from({ length: 1400 }, (_, i) => {
    const [x, y] = [100 + ((i * 53) % 2300), 100 + Math.floor(i / 40) * 90 + ((i * 7) % 30)];
    return `<circle cx="${x}" cy="${y}" r="${6 + (i % 17)}" fill="none" stroke="hsl(${(i * 37) % 360} 60% 35%)" stroke-width="3"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2480" height="3508"><rect width="100%" height="100%" fill="#fdfcf8"/>${shapes.join('')}</svg>`;
  await sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toFile(path);
}

/** A page of print with a red seal and a blue drawing, as pixels. */
async function redAndBlack(scale = 1): Promise<Raster> {
  const rows = Array.from({ length: 40 }, (_, i) =>
    Array.from({ length: 60 }, (_, j) => `<rect x="${300 + j * 30}" y="${500 + i * 40}" width="20" height="16"/>`),
  );
  const seal = '<circle cx="1400" cy="2500" r="200" fill="none" stroke="#d02030" stroke-width="14"/>';
  const star = '<rect x="1380" y="2480" width="40" height="40" fill="#d02030"/>';
  const drawing = '<rect x="700" y="2400" width="200" height="200" fill="#4060d0"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${2480 * scale}" height="${3508 * scale}" viewBox="0 0 2480 3508"><rect width="100%" height="100%" fill="#fafaf6"/><g fill="#151515">${rows.flat().join('')}</g>${seal}${star}${drawing}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  // The grain of a scanner.
  let random = 1;
  for (let i = 0; i < data.length; i += 1) {
    random = (random * 48_271) % 0x7fff_ffff;
    data[i] = Math.max(0, Math.min(255, data[i]! + (random % 9) - 4));
  }
  return { width: info.width, height: info.height, channels: 3, data };
}

async function compose(): Promise<{ path: string; folder: string }> {
  const folder = await temporaryFolder();
  const upright = join(folder, 'upright.jpg');
  await writeUpright(upright);
  const path = join(folder, 'paper.pdf');
  const lines = linesOf(TEXT);
  await composePdf({
    pages: [
      { upright, reading: readingOf(lines) },
      { upright, reading: readingOf([]) },
    ],
    title: 'Giấy tờ số hóa',
    out: path,
  });
  return { path, folder };
}

const words = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .split(/\s+/)
    .filter((word) => word !== '');

describe('composePdf', () => {
  it('gives back every word with every diacritic, in order', async () => {
    const { path } = await compose();
    const wasm = await readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'));
    const pdfium = await PDFiumLibrary.init({ wasmBinary: new Uint8Array(wasm).buffer });
    const document = await pdfium.loadDocument(await readFile(path));
    expect(document.getPageCount()).toBe(2);
    expect(words(document.getPage(0).getText())).toEqual(words(TEXT.join(' ')));
    expect(words(document.getPage(1).getText())).toEqual([]);
    document.destroy();
    for (const pdftotext of installed('pdftotext')) {
      expect(words(execFileSync(pdftotext, ['-raw', path, '-'], { encoding: 'utf8' }))).toEqual(words(TEXT.join(' ')));
    }
  });

  it('puts every word where it is read', async () => {
    const { path } = await compose();
    for (const pdftotext of installed('pdftotext')) {
      const html = execFileSync(pdftotext, ['-bbox', path, '-'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const found = [...html.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)</g)];
      const expected = linesOf(TEXT).flatMap((line) => line.words);
      expect(found).toHaveLength(expected.length);
      for (const word of expected) {
        const [x, y, width, height] = word.box.map((value) => (value * 72) / 300) as [number, number, number, number];
        const hit = found.some(([, x0, y0, x1, y1, text]) => {
          const sides = [Number(x0) - x, Number(y0) - y, Number(x1) - x - width, Number(y1) - y - height];
          // Within a pixel of 300 dpi.
          return text === word.text && sides.every((off) => Math.abs(off) < 0.24);
        });
        expect(hit, word.text).toBe(true);
      }
    }
  });

  it('declares PDF/A-2b, carries its colour profile and says the same in both places', async () => {
    const { path } = await compose();
    const bytes = await readFile(path);
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const { catalog } = document;
    const xmp = document.context.lookup(catalog.get(PDFName.of('Metadata')))!.toString() + bytes.toString('latin1');
    expect(xmp).toMatch(/pdfaid:part(>|=")2/);
    expect(xmp).toMatch(/pdfaid:conformance(>|=")B/);
    expect(document.getTitle()).toBe('Giấy tờ số hóa');
    expect(bytes.includes(Buffer.from('Giấy tờ số hóa', 'utf8'))).toBe(true);
    expect(catalog.has(PDFName.of('OutputIntents'))).toBe(true);
    expect(catalog.get(PDFName.of('Lang'))?.toString()).toBe('(vi-VN)');
    expect(document.context.trailerInfo.ID).toBeDefined();
    expect(document.getPage(0).getSize()).toEqual({ width: 595.2, height: 841.92 });
  });

  it('passes the syntax checks of the programs at hand', async () => {
    const { path } = await compose();
    for (const qpdf of installed('qpdf'))
      expect(execFileSync(qpdf, ['--check', path], { encoding: 'utf8' })).toContain('No syntax');
    for (const pdfinfo of installed('pdfinfo'))
      expect(execFileSync(pdfinfo, [path], { encoding: 'utf8' })).toMatch(/Pages:\s+2/);
    for (const pdffonts of installed('pdffonts'))
      expect(execFileSync(pdffonts, [path], { encoding: 'utf8' })).toMatch(/CID TrueType\s+Identity-H\s+yes/);
  });

  it('gives the same bytes for the same pages and time, and an identifier of its own for others', async () => {
    const folder = await temporaryFolder();
    const upright = join(folder, 'upright.jpg');
    await writeUpright(upright);
    const make = async (at: string, lines: readonly Line[]): Promise<string> => {
      const pages = [{ upright, reading: readingOf(lines) }];
      return (await composePdf({ pages, title: 'Giấy tờ số hóa', at, out: join(folder, 'paper.pdf') })).sha256;
    };
    const first = await make('2026-11-20T03:04:05.000Z', linesOf(TEXT));
    expect(await make('2026-11-20T03:04:05.000Z', linesOf(TEXT))).toBe(first);
    expect(await make('2026-11-20T03:04:06.000Z', linesOf(TEXT))).not.toBe(first);
    const identifier = async (): Promise<string | undefined> =>
      /\/ID ?\[<([0-9A-F]+)>/.exec(await readFile(join(folder, 'paper.pdf'), 'latin1'))?.[1];
    const ofTheSecond = await identifier();
    expect(ofTheSecond).toMatch(/^[0-9A-F]{32}$/);
    await make('2026-11-20T03:04:06.000Z', []);
    expect(await identifier()).not.toBe(ofTheSecond);
  });

  it('keeps an A4 page within 150 KB at 200 dpi', async () => {
    const { path } = await compose();
    expect((await stat(path)).size).toBeLessThan(2 * 150 * 1024);
    const bytes = await readFile(path);
    const start = bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
    expect(await sharp(bytes.subarray(start)).metadata()).toMatchObject({ width: 1653, height: 2339 });
  });

  it('puts in what was encoded while the page was read, byte by byte', async () => {
    const folder = await temporaryFolder();
    const picture = { path: join(folder, 'page.picture'), raster: 'jpeg' } as const;
    await renderUpright(await redAndBlack(), 300, { picture });
    const path = join(folder, 'paper.pdf');
    await composePdf({ pages: [{ picture: picture.path, reading: readingOf(linesOf(TEXT)) }], title: 'x', out: path });
    const [stored, pdf] = [await readFile(picture.path), await readFile(path)];
    const jpeg = stored.subarray(stored.indexOf(Buffer.from([0xff, 0xd8, 0xff])));
    expect(pdf.includes(jpeg)).toBe(true);
    expect(await sharp(jpeg).metadata()).toMatchObject({ width: 1653, height: 2339, chromaSubsampling: '4:2:0' });
  });

  it('keeps print black and seals red in compact pictures', async () => {
    const folder = await temporaryFolder();
    const page = await redAndBlack();
    const size: Record<string, number> = {};
    for (const raster of ['jpeg', 'mixed'] as const) {
      const picture = { path: join(folder, `${raster}.picture`), raster };
      await renderUpright(page, 300, { picture });
      const out = join(folder, `${raster}.pdf`);
      await composePdf({ pages: [{ picture: picture.path, reading: readingOf(linesOf(TEXT)) }], title: 'x', out });
      size[raster] = (await stat(out)).size;
    }
    expect(size.mixed).toBeLessThan(0.6 * size.jpeg!);
    const { raster } = await decodePage(join(folder, 'mixed.pdf'), 0);
    const scale = raster.width / page.width;
    const at = (x: number, y: number): readonly number[] => {
      const i = (Math.round(y * scale) * raster.width + Math.round(x * scale)) * 3;
      return [...raster.data.subarray(i, i + 3)];
    };
    const [ink, seal, paper, blue] = [at(310, 508), at(1400, 2500), at(2000, 3000), at(800, 2500)] as const;
    expect(Math.max(...ink)).toBeLessThan(60);
    expect(seal[0]! - Math.max(seal[1]!, seal[2]!)).toBeGreaterThan(80);
    expect(Math.min(...paper)).toBeGreaterThan(225);
    expect(blue[2]! - blue[0]!).toBeGreaterThan(60);
    for (const qpdf of installed('qpdf')) {
      expect(execFileSync(qpdf, ['--check', join(folder, 'mixed.pdf')], { encoding: 'utf8' })).toContain('No syntax');
    }
  });

  it('puts many pages into one file', async () => {
    const folder = await temporaryFolder();
    const picture = { path: join(folder, 'page.picture'), raster: 'jpeg' } as const;
    await renderUpright(await redAndBlack(0.25), 75, { picture });
    const page = { picture: picture.path, reading: readingOf(linesOf(TEXT)) };
    const out = join(folder, 'long.pdf');
    const done = await composePdf({ pages: Array.from({ length: 300 }, () => page), title: 'x', out });
    const bytes = await readFile(out);
    expect(done).toEqual({ path: out, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect((await PDFDocument.load(bytes)).getPageCount()).toBe(300);
  });

  it('leaves nothing behind when it cannot be written whole', async () => {
    const { folder } = await compose();
    const before = await readdir(folder);
    const request = {
      pages: [{ upright: join(folder, 'none.jpg'), reading: readingOf([]) }],
      title: 'x',
      out: join(folder, 'new.pdf'),
    };
    await expect(composePdf(request)).rejects.toThrow();
    await expect(composePdf({ ...request, pages: [], out: join(folder, 'no-folder', 'new.pdf') })).rejects.toThrow();
    expect(await readdir(folder)).toEqual(before);
  });

  it('works through a reader process', async () => {
    const { folder } = await compose();
    const reader = createReader({ workers: 1, engine: 'null' });
    try {
      const out = join(folder, 'through.pdf');
      const done = await reader.composePdf({
        pages: [{ upright: join(folder, 'upright.jpg'), reading: readingOf(linesOf(TEXT)) }],
        title: 'Giấy tờ',
        out,
      });
      await access(out);
      expect(done).toMatchObject({ path: out, bytes: (await stat(out)).size });
      expect(done.sha256).toMatch(/^[0-9a-f]{64}$/);
    } finally {
      await reader.close();
    }
  });
});
