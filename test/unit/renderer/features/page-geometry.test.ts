import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../../common/domain/reading.ts';
import { litBand, readingArea } from '../../../../renderer/features/page-image/page-geometry.ts';

const view = { width: 660, height: 660 };

describe('readingArea', () => {
  it('brings a line of text to reading height, centred on the field', () => {
    const area = readingArea([800, 700, 400, 60], view);
    expect(60 * (view.width / area.width)).toBeCloseTo(46);
    expect(area.x + area.width / 2).toBeCloseTo(1000);
    expect(area.y + area.height / 2).toBeCloseTo(730);
  });

  it('shows the whole of any field, in the shape of the view', () => {
    const boxes = fc.tuple(
      fc.nat(2000),
      fc.nat(3000),
      fc.integer({ min: 1, max: 2400 }),
      fc.integer({ min: 1, max: 400 }),
    );
    fc.assert(
      fc.property(boxes, (box: Box) => {
        const area = readingArea(box, view);
        expect(area.width).toBeGreaterThanOrEqual(box[2]);
        expect(area.height).toBeGreaterThanOrEqual(box[3]);
        expect(area.width / area.height).toBeCloseTo(view.width / view.height);
      }),
    );
  });
});

describe('litBand', () => {
  it('is as wide as the page and stays on it', () => {
    expect(litBand([100, 5, 300, 40], { width: 2480, height: 3508 })).toEqual({ x: 0, y: 0, width: 2480, height: 75 });
  });
});
