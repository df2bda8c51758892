import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { boxAround, scaleBox } from '../../../../ocr/image/boxes.ts';
import { halve } from '../../../../ocr/image/halve.ts';
import { type GreyRaster, turnHalf } from '../../../../ocr/image/raster.ts';
import { findCodeAreas } from '../../../../ocr/steps/find-code-areas.ts';
import { codeAreas, findCodesIn, moveCode, readCodes } from '../../../../ocr/steps/find-codes.ts';
import { qrSvg } from '../../../corpus/qr.ts';
import { Paper } from './draw.ts';

const TEXT = '001222900117||Nguyễn Thị Mẫu|01011990|Nữ|Số 5, phường Sông Hằng, Hà Nội|01062021';

/** A sheet of text with a card's code of 13.5 mm, as small as it is on cards, at a place. */
async function sheet(left: number, top: number, light = 0): Promise<GreyRaster> {
  const paper = new Paper(2480, 3508).page(40);
  const side = 160;
  const { data } = await sharp(Buffer.from((await qrSvg(TEXT, 'L')).replace('data-skip', '')))
    .resize(side, side, { fit: 'fill' })
    .flatten({ background: '#fff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  paper.fill(left - 20, top - 20, side + 40, side + 40, 255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      paper.raster.data[(top + y) * 2480 + left + x] = Math.max(light, data[y * side + x]!);
    }
  }
  return paper.raster;
}

describe('findCodeAreas', () => {
  it('marks the code and none of the text', async () => {
    const areas = findCodeAreas(halve(await sheet(1900, 2700)), 150);
    expect(areas).toHaveLength(1);
    const [x, y, width, height] = areas[0] ?? [0, 0, 0, 0];
    expect(Math.abs(x + width / 2 - 990)).toBeLessThan(15);
    expect(Math.abs(y + height / 2 - 1390)).toBeLessThan(15);
    expect(findCodeAreas(halve(new Paper(2480, 3508).page(40).raster), 150)).toEqual([]);
  });
});

describe('readCodes', () => {
  it('reads a small code at half the size, says where it is and how it lies', async () => {
    const page = await sheet(1900, 400);
    const [code] = await readCodes(halve(page));
    expect(code).toMatchObject({ format: 'QRCode', text: TEXT, turn: 0 });
    const [left, top] = boxAround(moveCode(code!, 2, 0, 0).corners);
    expect(Math.abs(left - 1900)).toBeLessThan(8);
    expect(Math.abs(top - 400)).toBeLessThan(8);
    const [turned] = await readCodes(halve(turnHalf(page)));
    expect(turned).toMatchObject({ text: TEXT, turn: 180 });
  });

  it('finds nothing on a page of text', async () => {
    expect(await readCodes(new Paper(1240, 1754).page(24).raster)).toEqual([]);
  });
});

describe('findCodesIn', () => {
  it('reads at its full size a code of which half of it shows too little', async () => {
    const page = await sheet(1900, 400);
    const { data, width, height } = page;
    const soft = await sharp(data, { raw: { width, height, channels: 1 } })
      .blur(2.1)
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    const blurred: GreyRaster = { width, height, channels: 1, data: new Uint8Array(soft) };
    const copy = halve(blurred);
    expect(await readCodes(copy)).toEqual([]);
    const areas = codeAreas(copy, 150).map((box) => scaleBox(box, 2));
    expect(areas).toHaveLength(1);
    expect(await findCodesIn(blurred, areas)).toMatchObject([{ text: TEXT }]);
    expect(await findCodesIn(blurred, [])).toEqual([]);
  });
});
