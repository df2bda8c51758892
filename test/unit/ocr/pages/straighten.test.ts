import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rotation } from '../../../../common/domain/reading.ts';
import type { GreyRaster, Raster } from '../../../../ocr/image/raster.ts';
import { straighten } from '../../../../ocr/image/straighten.ts';
import { NOTHING_LEFT_OUT } from '../../../../ocr/optional-steps.ts';
import { lookFirst } from '../../../../ocr/steps/first-look.ts';
import { measureSkew } from '../../../../ocr/steps/skew.ts';
import { Paper } from './draw.ts';

const ROTATIONS: readonly Rotation[] = [0, 90, 180, 270];

/** Turns a page as a careless hand does: the content ends up turned clockwise by `rotation` and by `degrees` more. */
async function mislay(page: Raster, rotation: Rotation, degrees: number): Promise<Raster> {
  const tilted = await straighten(page, { rotation: 0, skewDegrees: -degrees });
  return straighten(tilted, { rotation: ((360 - rotation) % 360) as Rotation, skewDegrees: 0 });
}

function centreOfInk(raster: Raster): readonly [number, number] {
  let [sx, sy, count] = [0, 0, 0];
  for (let y = 0; y < raster.height; y += 1) {
    for (let x = 0; x < raster.width; x += 1) {
      if (raster.data[(y * raster.width + x) * raster.channels]! > 128) continue;
      sx += x;
      sy += y;
      count += 1;
    }
  }
  return [sx / count, sy / count];
}

describe('straighten', () => {
  it.each([
    [0, 30, 20],
    // Content turned clockwise by 90: what was at the top left is now at the top right.
    [90, 200 - 1 - 20, 30],
    [180, 300 - 1 - 30, 200 - 1 - 20],
    [270, 20, 300 - 1 - 30],
  ] as const)('undoes a turn of %i', async (rotation, x, y) => {
    const quarter = rotation === 90 || rotation === 270;
    const input = new Paper(quarter ? 200 : 300, quarter ? 300 : 200).fill(x - 1, y - 1, 3, 3);
    const upright = await straighten(input.raster, { rotation, skewDegrees: 0 });
    expect([upright.width, upright.height]).toEqual([300, 200]);
    expect(centreOfInk(upright)).toEqual([30, 20]);
  });

  it('moves a point by the skew about the centre, clockwise undone anticlockwise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: -9, max: 9, noNaN: true }), async (degrees) => {
        const right = new Paper(401, 401).fill(339, 199, 5, 5);
        const level = await straighten(right.raster, { rotation: 0, skewDegrees: degrees });
        const [x, y] = centreOfInk(level);
        const angle = Math.abs(degrees) < 0.03 ? 0 : (degrees * Math.PI) / 180;
        expect(x).toBeCloseTo(200 + 141 * Math.cos(angle), 0);
        expect(y).toBeCloseTo(201 - 141 * Math.sin(angle), -0.5);
      }),
      { numRuns: 30 },
    );
  });

  it('treats colour like grey and fills what comes in with the colour of the border', async () => {
    const grey = new Paper(300, 200, 240).fill(100, 90, 40, 10).raster;
    const rgb: Raster = { ...grey, channels: 3, data: new Uint8Array(grey.data.length * 3) };
    for (let i = 0; i < grey.data.length; i += 1) rgb.data.fill(grey.data[i]!, i * 3, i * 3 + 3);
    const lie = { rotation: 0, skewDegrees: 4 } as const;
    const [a, b] = [await straighten(grey, lie), await straighten(rgb, lie)];
    expect(b.data.filter((_, i) => i % 3 === 1)).toEqual(a.data);
    expect(a.data[0]).toBe(240);
  });
});

const LOOK = { dpi: 150, bilevel: true, without: NOTHING_LEFT_OUT };

describe('measureSkew', () => {
  const page: GreyRaster = new Paper(1240, 1754).page(26).raster;

  it.each(
    ROTATIONS.flatMap((rotation) => [-6.4, -0.6, 0, 1.3].map((degrees) => [rotation, degrees] as const)),
  )('finds the axis of text turned by %i and its skew of %f degrees', async (rotation, degrees) => {
    const found = measureSkew((await lookFirst(await mislay(page, rotation, degrees), LOOK)).small);
    expect(found.sideways).toBe(rotation === 90 || rotation === 270);
    expect(Math.abs(found.skewDegrees - degrees)).toBeLessThan(0.06);
  });

  it('goes by the print of a card, not by the frame of a stamp pressed on askew', async () => {
    const stamp = new Paper(1240, 1754).fill(300, 1200, 640, 8).fill(300, 1500, 640, 8);
    stamp.fill(300, 1200, 8, 308).fill(932, 1200, 8, 308);
    const [tilted, print] = [(await mislay(stamp.raster, 0, -5)).data, new Paper(1240, 1754)];
    for (let i = 0; i < 12; i += 1) print.textLine(200, 300 + i * 40, 24, 16);
    const both = { ...print.raster, data: print.raster.data.map((value, i) => Math.min(value, tilted[i]!)) };
    expect(Math.abs(measureSkew((await lookFirst(both, LOOK)).small).skewDegrees)).toBeLessThan(0.1);
  });

  it('says nothing of an empty page', async () => {
    expect(measureSkew(new Paper(600, 800).raster)).toEqual({ sideways: false, skewDegrees: 0 });
  });
});
