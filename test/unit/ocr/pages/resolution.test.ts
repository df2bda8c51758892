import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findResolution } from '../../../../ocr/steps/resolution.ts';
import { workScale } from '../../../../ocr/steps/work-scale.ts';

describe('findResolution', () => {
  it.each([
    ['A4 at 300 dpi', 2480, 3508, 300, 300],
    ['A4 at 200 dpi', 1654, 2339, 200, 200],
    ['a card on its own at 600 dpi', 2022, 1275, 600, 600],
    ['A3 at 300 dpi', 3508, 4961, 300, 300],
  ])('believes what the file states when the paper is credible: %s', (_, width, height, stated, dpi) => {
    expect(findResolution(width, height, stated)).toEqual({ dpi, from: 'stated' });
  });

  it.each([
    ['A4 at 300 dpi', 2480, 3508, 300],
    ['A4 at 200 dpi, sideways', 2339, 1654, 200],
    ['A5 at 300 dpi', 1748, 2480, 300],
    ['a card at 300 dpi', 1011, 638, 300],
    ['a card at 600 dpi, sideways', 1275, 2022, 600],
  ])('tells by the shape when nothing is stated: %s', (_, width, height, dpi) => {
    const found = findResolution(width, height, undefined);
    expect(found.from).toBe('estimated');
    expect(Math.abs(found.dpi - dpi)).toBeLessThanOrEqual(3);
  });

  it('does not believe the 72 that cameras state', () => {
    expect(findResolution(2480, 3508, 72)).toMatchObject({ from: 'estimated' });
    expect(Math.abs(findResolution(2480, 3508, 72).dpi - 300)).toBeLessThanOrEqual(3);
  });

  it('does not believe a resolution that makes a page a postage stamp or a carpet', () => {
    expect(findResolution(2480, 3508, 1240).from).toBe('estimated');
    expect(findResolution(9000, 12_000, 100).from).toBe('estimated');
  });

  it('takes a photograph for a sheet that fills the frame', () => {
    const { dpi } = findResolution(3000, 4000, undefined);
    expect(dpi).toBeGreaterThan(330);
    expect(dpi).toBeLessThan(380);
  });

  it('doubles when the picture doubles, or the sheet is taken for the next size of one shape', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 3000 }), fc.integer({ min: 400, max: 3000 }), (width, height) => {
        const once = findResolution(width, height, undefined).dpi;
        const twice = findResolution(width * 2, height * 2, undefined).dpi;
        // A5, A4 and A3 have one shape: the side of a sheet is once or twice a square root of two longer or shorter.
        const steps = [-2, -1, 0, 1, 2].map((step) => Math.abs(twice / once / 2 / Math.SQRT2 ** step - 1));
        expect(Math.min(...steps)).toBeLessThan(0.03);
      }),
    );
  });
});

describe('workScale', () => {
  it('shrinks sheets beyond 420 dpi and leaves the rest', () => {
    expect(workScale(600, 4960, 7016)).toBe(0.5);
    expect(workScale(300, 2480, 3508)).toBe(1);
    expect(workScale(600, 2022, 1275)).toBe(1);
  });
});
