import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { degrees, PDFDocument, StandardFonts } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Word } from '../../common/domain/reading.ts';
import { createReader } from '../../ocr/create-reader.ts';
import type { Reader, ReadFileResult } from '../../ocr/reader.ts';
import { composePdf } from '../../ocr/steps/compose-pdf.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { installed, readingOf, signPdf, typedWords, writeScan } from './support/text-pdf.ts';

/** PDFs that come in with text or signatures; no text is recognised here, so what is read is the PDF's own. */

const ROWS = [
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'Họ, chữ đệm, tên: NGUYỄN THỊ HẰNG',
  'Ngày, tháng, năm sinh: 02/01/2020',
  'Nơi sinh: Bệnh viện Phụ sản Trung ương',
  'Số định danh cá nhân: 001320900117',
];

let reader: Reader;

beforeAll(() => {
  reader = createReader({ workers: 1, engine: 'null', assemble: () => [] });
});

afterAll(async () => {
  await reader.close();
});

interface Layer {
  /** Words on the paper. */
  readonly seen: readonly (readonly Word[])[];
  /** Words in the file. */
  readonly said: readonly (readonly Word[])[];
}

/** A scan with a text layer, one page for each. */
async function scanned(folder: string, ...layers: readonly Layer[]): Promise<Buffer> {
  const pages = await Promise.all(
    layers.map(async ({ seen, said }, index) => {
      const upright = join(folder, `scan-${index}.jpg`);
      await writeScan(upright, seen);
      return { upright, reading: readingOf(said, { index }) };
    }),
  );
  const out = join(folder, 'made.pdf');
  await composePdf({ pages, title: 'Giấy tờ', out });
  return await readFile(out);
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Reads a PDF and composes the one that comes out. */
async function through(
  folder: string,
  pdf: Uint8Array,
): Promise<{ result: ReadFileResult; kept: boolean; out: string }> {
  const path = join(folder, 'input.pdf');
  const out = join(folder, 'output.pdf');
  await writeFile(path, pdf);
  const result = await reader.readFile({ path, sourceName: 'input.pdf', workDir: folder, images: 'pdf' });
  const composed = await reader.composePdf({ pages: result.pages, source: path, title: 'Giấy tờ', out });
  expect(composed.sha256).toBe(sha256(await readFile(out)));
  return { result, kept: composed.sha256 === sha256(pdf), out };
}

describe('a PDF that carries its text', () => {
  const words = typedWords(ROWS);

  it('keeps its bytes and gives its words and boxes', async () => {
    const folder = await temporaryFolder();
    const { result, kept } = await through(folder, await scanned(folder, { seen: words, said: words }));
    const [page] = result.reading.pages;
    expect(kept).toBe(true);
    expect(page?.textFrom).toBe('pdf');
    expect(page?.text).toBe(ROWS.join('\n'));
    const scale = page!.width / 1240;
    for (const [i, word] of page!.lines.flatMap((line) => line.words).entries()) {
      for (const [side, value] of word.box.entries()) {
        expect(Math.abs(value - words.flat()[i]!.box[side]! * scale), word.text).toBeLessThanOrEqual(1);
      }
    }
  });

  it.each([90, 180, 270] as const)('is read as it runs when the page is shown turned by %i', async (turn) => {
    const folder = await temporaryFolder();
    const document = await PDFDocument.load(await scanned(folder, { seen: words, said: words }));
    document.getPage(0).setRotation(degrees(turn));
    const { result, kept } = await through(folder, await document.save());
    const [page] = result.reading.pages;
    expect([kept, page?.rotation, page?.text]).toEqual([true, turn, ROWS.join('\n')]);
    expect(page!.width).toBeLessThan(page!.height);
    const [x, y] = page!.lines[0]!.words[0]!.box;
    const scale = page!.width / 1240;
    expect([Math.round(x / scale), Math.round(y / scale)]).toEqual([120, 150]);
  });

  it('is read from letters that are drawn', async () => {
    const folder = await temporaryFolder();
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.TimesRoman);
    document.addPage([595.2, 841.92]).drawText('Ho va ten: NGUYEN VAN BINH, sinh ngay 02/01/1990', {
      x: 72,
      y: 700,
      size: 13,
      font,
    });
    const { result, kept } = await through(folder, await document.save());
    expect([kept, result.reading.pages[0]?.text]).toEqual([true, 'Ho va ten: NGUYEN VAN BINH, sinh ngay 02/01/1990']);
  });

  it.each([
    ['of a legacy encoding', typedWords(['Céng hoµ x· héi chñ nghÜa ViÖt Nam', '§éc lËp - Tù do - H¹nh phóc'])],
    [
      'of a recogniser for another language',
      typedWords([
        'CONG HOA XA HOI CHU NGHIA VIET NAM',
        'Doc lap Tu do Hanh phuc cong dan',
        'Ho chu dem ten nguoi khai',
      ]),
    ],
    [
      'beside the ink',
      words.map((row) =>
        row.map((word) => ({ ...word, box: [word.box[0], word.box[1] + 900, word.box[2], word.box[3]] as const })),
      ),
    ],
    ['of a stamp only', words.slice(5)],
  ])('is recognised when its text is one %s', async (_, said) => {
    const folder = await temporaryFolder();
    const seen = said.some((row) => row[0]!.box[1] > 1000) || said.length === 1 ? words : said;
    const { result, kept } = await through(folder, await scanned(folder, { seen, said }));
    expect([kept, result.reading.pages[0]?.textFrom, result.reading.pages[0]?.text]).toEqual([false, undefined, '']);
  });

  it('is made anew when only some pages have text', async () => {
    const folder = await temporaryFolder();
    const pdf = await scanned(folder, { seen: words, said: words }, { seen: words, said: [] });
    const { result, kept } = await through(folder, pdf);
    expect(kept).toBe(false);
    expect(result.reading.pages.map((page) => page.textFrom)).toEqual(['pdf', undefined]);
    expect(result.reading.pages[0]?.text).toBe(ROWS.join('\n'));
  });

  it('is made anew when the paper is only part of it', async () => {
    const folder = await temporaryFolder();
    const layer = { seen: words, said: words };
    const path = join(folder, 'input.pdf');
    await writeFile(path, await scanned(folder, layer, layer));
    const { pages } = await reader.readFile({ path, sourceName: 'input.pdf', workDir: folder, images: 'pdf' });
    const out = join(folder, 'first.pdf');
    await composePdf({ pages: pages.slice(0, 1), source: path, title: 'x', out });
    await composePdf({ pages: pages.toReversed(), source: path, title: 'x', out: join(folder, 'turned.pdf') });
    const count = async (file: string): Promise<number> =>
      (await PDFDocument.load(await readFile(file))).getPageCount();
    expect(await count(out)).toBe(1);
    expect(sha256(await readFile(join(folder, 'turned.pdf')))).not.toBe(sha256(await readFile(path)));
  });
});

describe('a signed PDF', () => {
  const words = typedWords(ROWS);

  it.each([
    ['without text', []],
    ['with text', words],
    ['with text that is junk', typedWords(['Céng hoµ x· héi chñ nghÜa ViÖt Nam'])],
  ])('%s keeps its bytes and its signature', async (_, said) => {
    const folder = await temporaryFolder();
    const signed = await signPdf(await scanned(folder, { seen: words, said }));
    const { kept, out } = await through(folder, signed);
    expect(kept).toBe(true);
    for (const pdfsig of installed('openssl').length > 0 ? installed('pdfsig') : []) {
      expect(execFileSync(pdfsig, ['-nocert', out], { encoding: 'utf8' })).toContain('Signature is Valid');
    }
  });

  it('is one only when the byte range holds a signature', async () => {
    const folder = await temporaryFolder();
    const signed = await signPdf(await scanned(folder, { seen: words, said: [] }));
    const empty = Buffer.from(
      signed.toString('latin1').replace(/(\/Contents<)[0-9a-f]+/, (all, key: string) => key.padEnd(all.length, '0')),
      'latin1',
    );
    expect(empty.length).toBe(signed.length);
    expect((await through(folder, empty)).kept).toBe(false);
  });
});
