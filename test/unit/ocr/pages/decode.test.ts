import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePage } from '../../../../ocr/steps/decode.ts';
import { countScans, describesSrgb } from '../../../../ocr/steps/jpeg-head.ts';
import { turnRaster } from '../../../../ocr/steps/turn-raster.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { put } from '../../../ocr/support/inputs.ts';

const [WIDTH, HEIGHT] = [320, 200];
/** Colours of the quarters of the test picture: top left, top right, bottom left, bottom right. */
const QUARTERS = [
  [200, 30, 40],
  [30, 160, 60],
  [40, 60, 190],
  [240, 235, 220],
] as const;

function quarters(): Sharp {
  const data = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let i = 0; i < WIDTH * HEIGHT; i += 1) {
    const quarter = (i % WIDTH < WIDTH / 2 ? 0 : 1) + (i < (WIDTH * HEIGHT) / 2 ? 0 : 2);
    data.set(QUARTERS[quarter]!, i * 3);
  }
  return sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
}

interface Seen {
  readonly size: readonly [number, number, number];
  /** Middles of the quarters, as in QUARTERS. */
  readonly colours: readonly (readonly number[])[];
}

async function decode(bytes: Uint8Array): Promise<Seen> {
  const { raster } = await decodePage(await put(await temporaryFolder(), 'page', bytes), 0);
  const { width, height, channels, data } = raster;
  const at = (x: number, y: number): readonly number[] => {
    const from = (Math.floor(y * height) * width + Math.floor(x * width)) * channels;
    return [...data.subarray(from, from + channels)];
  };
  const colours = [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
  return { size: [width, height, channels], colours };
}

/** The most that any channel of any quarter is off. */
function worst(seen: Seen, wanted: readonly (readonly number[])[] = QUARTERS): number {
  return Math.max(...seen.colours.flatMap((colour, q) => colour.map((value, c) => Math.abs(value - wanted[q]![c]!))));
}

describe('decodePage', () => {
  it.each([
    ['JPEG', 12, () => quarters().jpeg({ quality: 95 }).toBuffer()],
    ['progressive JPEG', 12, () => quarters().jpeg({ quality: 95, progressive: true }).toBuffer()],
    ['JPEG with an sRGB profile', 12, () => quarters().withIccProfile('srgb').jpeg({ quality: 95 }).toBuffer()],
    ['JPEG in Display P3', 12, () => quarters().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer()],
    // Inks can't print such a green; an inverted picture would be off by 150 and more.
    ['CMYK JPEG', 75, () => quarters().toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 98 }).toBuffer()],
    ['CMYK JPEG without a profile', 75, () => quarters().toColourspace('cmyk').jpeg({ quality: 98 }).toBuffer()],
    ['16-bit PNG', 1, () => quarters().toColourspace('rgb16').png().toBuffer()],
    ['palette PNG', 3, () => quarters().png({ palette: true, colours: 8 }).toBuffer()],
    ['interlaced PNG', 0, () => quarters().png({ progressive: true }).toBuffer()],
    ['16-bit TIFF', 1, () => quarters().toColourspace('rgb16').tiff({ compression: 'lzw' }).toBuffer()],
    ['tiled BigTIFF', 0, () => quarters().tiff({ compression: 'deflate', tile: true, bigtiff: true }).toBuffer()],
    ['JPEG in TIFF', 14, () => quarters().tiff({ compression: 'jpeg', quality: 95 }).toBuffer()],
    ['lossless WebP', 0, () => quarters().webp({ lossless: true }).toBuffer()],
    ['lossy WebP', 14, () => quarters().webp({ quality: 95 }).toBuffer()],
  ] as const)('shows the colours of a %s', async (_, tolerance, make) => {
    const seen = await decode(await make());
    expect(seen.size).toEqual([WIDTH, HEIGHT, 3]);
    expect(worst(seen)).toBeLessThanOrEqual(tolerance);
  });

  it('keeps grey of 16 bits grey', async () => {
    const seen = await decode(await quarters().toColourspace('grey16').png().toBuffer());
    expect(seen.size).toEqual([WIDTH, HEIGHT, 1]);
    expect(seen.colours[3]![0]).toBeGreaterThan(225);
    expect(seen.colours[2]![0]).toBeLessThan(110);
  });

  it('shows what is transparent as white paper', async () => {
    const mask = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#000' } })
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    const clear = quarters().joinChannel(mask, { raw: { width: WIDTH, height: HEIGHT, channels: 1 } });
    const white = QUARTERS.map(() => [255, 255, 255]);
    expect(worst(await decode(await clear.clone().png().toBuffer()), white)).toBe(0);
    expect(worst(await decode(await clear.clone().webp({ lossless: true, exact: true }).toBuffer()), white)).toBe(0);
  });

  it.each([
    [1, [0, 1, 2, 3]],
    [2, [1, 0, 3, 2]],
    [3, [3, 2, 1, 0]],
    [4, [2, 3, 0, 1]],
    [5, [0, 2, 1, 3]],
    [6, [2, 0, 3, 1]],
    [7, [3, 1, 2, 0]],
    [8, [1, 3, 0, 2]],
  ])('honours EXIF orientation %i', async (orientation, order) => {
    const seen = await decode(await quarters().withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer());
    expect(seen.size).toEqual(orientation < 5 ? [WIDTH, HEIGHT, 3] : [HEIGHT, WIDTH, 3]);
    expect(
      worst(
        seen,
        order.map((q) => QUARTERS[q]!),
      ),
    ).toBeLessThanOrEqual(12);
  });

  it('takes the first picture of an animation', async () => {
    const frames = Buffer.concat([await quarters().raw().toBuffer(), Buffer.alloc(WIDTH * HEIGHT * 3)]);
    const raw = { width: WIDTH, height: HEIGHT * 2, channels: 3, pageHeight: HEIGHT } as const;
    const seen = await decode(await sharp(frames, { raw }).webp({ lossless: true }).toBuffer());
    expect(seen.size).toEqual([WIDTH, HEIGHT, 3]);
    expect(worst(seen)).toBe(0);
  });

  it.each([
    ['inch', 300 / 25.4],
    ['cm', 300 / 25.4],
  ] as const)('tells the resolution of a TIFF in %s', async (resolutionUnit, res) => {
    const bytes = await quarters().tiff({ resolutionUnit, xres: res, yres: res }).toBuffer();
    const { statedDpi } = await decodePage(await put(await temporaryFolder(), 'page.tif', bytes), 0);
    expect(statedDpi).toBeCloseTo(300, 0);
  });
});

describe('describesSrgb', () => {
  it('knows the profile that changes nothing from those that do', async () => {
    const profileOf = async (name: string): Promise<Uint8Array | undefined> =>
      (await sharp(await quarters().withIccProfile(name).jpeg().toBuffer()).metadata()).icc;
    expect(describesSrgb(await profileOf('srgb'))).toBe(true);
    expect(describesSrgb(await profileOf('p3'))).toBe(false);
    expect(describesSrgb(undefined)).toBe(false);
    expect(describesSrgb(new Uint8Array(200).fill(255))).toBe(false);
  });
});

describe('countScans', () => {
  it('counts the passes over a JPEG', async () => {
    expect(countScans(await quarters().jpeg().toBuffer())).toBe(1);
    expect(countScans(await quarters().jpeg({ progressive: true }).toBuffer())).toBeGreaterThan(4);
  });
});

describe('turnRaster', () => {
  it('turns clockwise', () => {
    const raster = { width: 3, height: 2, channels: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6) } as const;
    expect(turnRaster(raster, 90)).toEqual({ width: 2, height: 3, channels: 1, data: Uint8Array.of(4, 1, 5, 2, 6, 3) });
    expect(turnRaster(raster, 270)).toEqual({ ...turnRaster(turnRaster(raster, 180), 90) });
    expect(turnRaster(raster, 0)).toBe(raster);
  });
});
