import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { boxAround } from '../../../../ocr/image/boxes.ts';
import type { GreyRaster, Raster } from '../../../../ocr/image/raster.ts';
import { straighten, straightenPoint } from '../../../../ocr/image/straighten.ts';
import { NOTHING_LEFT_OUT } from '../../../../ocr/optional-steps.ts';
import { lookFirst, verdictOf } from '../../../../ocr/steps/first-look.ts';
import { qrSvg } from '../../../corpus/qr.ts';
import { inkIn, Paper } from './draw.ts';

const TEXT = '001222900117||Nguyễn Thị Mẫu|01011990|Nữ|Số 5, phường Sông Hằng, Hà Nội|01062021';

async function sheetWithCode(): Promise<GreyRaster> {
  const paper = new Paper(2480, 3508).page(40).fill(1880, 380, 240, 240, 255);
  const { data } = await sharp(Buffer.from((await qrSvg(TEXT, 'L')).replace('data-skip', '')))
    .resize(200, 200, { fit: 'fill' })
    .flatten({ background: '#fff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let y = 0; y < 200; y += 1) {
    paper.raster.data.set(data.subarray(y * 200, (y + 1) * 200), (400 + y) * 2480 + 1900);
  }
  return paper.raster;
}

/** Grey as three equal channels. */
function inColour({ width, height, data }: GreyRaster): Raster {
  const out = new Uint8Array(data.length * 3);
  for (const [i, value] of data.entries()) out.fill(value, 3 * i, 3 * i + 3);
  return { width, height, channels: 3, data: out };
}

const LOOK = { dpi: 300, bilevel: false, without: NOTHING_LEFT_OUT };

describe('lookFirst', () => {
  it('reads a code of a colour scan and says where it lies on the page', async () => {
    const page = inColour(await sheetWithCode());
    const { codes, codeAreas, inkless, flaws } = await lookFirst(page, LOOK);
    expect(codes).toMatchObject([{ format: 'QRCode', text: TEXT, turn: 0 }]);
    const [left, top] = boxAround(codes[0]!.corners);
    expect(Math.abs(left - 1900)).toBeLessThan(8);
    expect(Math.abs(top - 400)).toBeLessThan(8);
    expect({ codeAreas, inkless, flaws }).toEqual({ codeAreas: [], inkless: false, flaws: [] });
  });

  it('tells where a code may be that it could not read, unless told not to look', async () => {
    const page = await sheetWithCode();
    // A pen across the corners from which a reader starts.
    for (let y = 380; y < 620; y += 1) page.data.fill(60, y * 2480 + 1895, y * 2480 + 1925);
    const { codes, codeAreas } = await lookFirst(page, LOOK);
    expect(codes).toEqual([]);
    expect(codeAreas.length).toBeGreaterThan(0);
    const [x, y, width, height] = codeAreas[0]!;
    expect(Math.abs(x + width / 2 - 2000)).toBeLessThan(60);
    expect(Math.abs(y + height / 2 - 500)).toBeLessThan(60);
    expect((await lookFirst(page, { ...LOOK, without: new Set(['codes-again']) })).codeAreas).toEqual([]);
  });

  it('knows an empty sheet, a blurred one and a coarse one', async () => {
    expect((await lookFirst(new Paper(2480, 3508).raster, LOOK)).inkless).toBe(true);
    // Strokes as wide as those of a title: thin ones fade before they blur.
    const titles = new Paper(2480, 3508);
    for (let line = 0; line < 20; line += 1) titles.textLine(100, 200 + line * 120, 26, 70);
    const { data, width, height } = titles.raster;
    const soft = await sharp(data, { raw: { width, height, channels: 1 } })
      .blur(5)
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    const blurred: GreyRaster = { width, height, channels: 1, data: new Uint8Array(soft) };
    expect((await lookFirst(blurred, LOOK)).flaws.map(({ code }) => code)).toEqual(['blurred']);
    const coarse = await lookFirst(new Paper(1240, 1754).page(24).raster, { ...LOOK, dpi: 150 });
    expect(coarse.flaws.map(({ code }) => code)).toContain('low-resolution');
  });
});

describe('verdictOf', () => {
  it('calls a page blank that has neither ink nor code, and then says nothing else of it', async () => {
    const { flaws } = await lookFirst(new Paper(1240, 1754).raster, { ...LOOK, dpi: 150 });
    expect(verdictOf([], true, flaws)).toMatchObject({ blank: true, findings: [{ code: 'blank-page' }] });
    expect(verdictOf([], false, flaws)).toMatchObject({ blank: false, findings: [{ code: 'low-resolution' }] });
    const card = verdictOf([{ format: 'QRCode', text: TEXT }], true, flaws);
    expect(card).toMatchObject({ blank: false, card: true, codes: [{ text: TEXT }] });
    expect(verdictOf([{ format: 'QRCode', text: 'H12.26.11.22-0042' }], false, []).card).toBe(false);
  });
});

describe('straightenPoint', () => {
  it.each([0, 90, 180, 270] as const)('follows ink through a turn of %i degrees and a skew', async (rotation) => {
    const page = new Paper(900, 700).fill(600, 150, 20, 20).raster;
    const lie = { rotation, skewDegrees: 3 };
    const out = (await straighten(page, lie)) as GreyRaster;
    const [x, y] = straightenPoint([610, 160], page, lie);
    expect(inkIn(out, Math.round(x) - 5, Math.round(y) - 5, 10, 10)).toBe(100);
  });
});
