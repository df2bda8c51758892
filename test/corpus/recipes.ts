import type { Box, Rotation } from '../../common/domain/reading.ts';
import { blur, camera, grey, paperAndNoise, photocopy, type Raster, resize, skew, turn } from './effects.ts';
import type { Random } from './random.ts';
import { fade, isSheet, type Wear, wear } from './wear.ts';

/** A page as it left the scanner. */
export interface ScannedPage {
  readonly raster: Raster;
  readonly dpi: number;
  readonly rotation: Rotation;
  readonly skewDegrees: number;
  /** From pixels of the print to pixels of the upright, deskewed scan. */
  readonly mapBox: (box: Box) => Box;
}

export type Encoding = 'jpeg' | 'png' | 'webp' | 'tiff' | 'tiff-g4';

export interface Recipe {
  readonly name: string;
  readonly weight: number;
  /** One raster in print resolution to one scan. */
  readonly scan: (print: Raster, dpi: number, random: Random) => Promise<ScannedPage>;
  readonly encoding: (random: Random) => { readonly format: Encoding; readonly quality: number };
  /** Print this paper with its seal over values. */
  readonly sealOverText?: boolean;
}

const same = (box: Box): Box => box;

function scaled(factor: number): (box: Box) => Box {
  return ([x, y, width, height]) => [
    Math.round(x * factor),
    Math.round(y * factor),
    Math.round(width * factor),
    Math.round(height * factor),
  ];
}

const photoFormat = (random: Random): { format: Encoding; quality: number } => ({
  format: random.weighted([
    ['jpeg', 80],
    ['png', 12],
    ['webp', 8],
  ] as const),
  quality: random.int(72, 90),
});

async function flatbed(print: Raster, random: Random, noise = 3): Promise<Raster> {
  const soft = await blur(print, random.between(0.45, 0.7));
  return paperAndNoise(soft, random, { paper: random.int(246, 254), noise });
}

function turned(rotation: Rotation): Recipe['scan'] {
  return async (print, dpi, random) => ({
    raster: await turn(await flatbed(print, random), rotation),
    dpi,
    rotation,
    skewDegrees: 0,
    mapBox: same,
  });
}

function worn(...kinds: readonly Wear[]): Recipe['scan'] {
  return async (print, dpi, random) => {
    const page = isSheet(print, dpi) ? await wear(print, dpi, kinds, random) : print;
    return { raster: await flatbed(page, random), dpi, rotation: 0, skewDegrees: 0, mapBox: same };
  };
}

export const RECIPES: readonly Recipe[] = [
  {
    name: 'clean-300',
    weight: 4,
    encoding: photoFormat,
    scan: async (print, dpi, random) => ({
      raster: await flatbed(print, random, 2),
      dpi,
      rotation: 0,
      skewDegrees: 0,
      mapBox: same,
    }),
  },
  {
    name: 'colour-200',
    weight: 3,
    encoding: photoFormat,
    scan: async (print, dpi, random) => {
      // Cards were printed at 300 or 600: the scan keeps the ratio, 200 or 400.
      const factor = 2 / 3;
      return {
        raster: await resize(await flatbed(print, random), factor),
        dpi: (dpi * 2) / 3,
        rotation: 0,
        skewDegrees: 0,
        mapBox: scaled(factor),
      };
    },
  },
  {
    name: 'skewed',
    weight: 3,
    encoding: photoFormat,
    scan: async (print, dpi, random) => {
      const degrees = Number((random.between(0.5, 3) * (random.chance(0.5) ? 1 : -1)).toFixed(2));
      return {
        raster: await skew(await flatbed(print, random), degrees, random.pick(['#ffffff', '#f4f4f2', '#d8d8d6'])),
        dpi,
        rotation: 0,
        skewDegrees: degrees,
        mapBox: same,
      };
    },
  },
  { name: 'upside-down', weight: 2, encoding: photoFormat, scan: turned(180) },
  { name: 'sideways-right', weight: 1, encoding: photoFormat, scan: turned(90) },
  { name: 'sideways-left', weight: 1, encoding: photoFormat, scan: turned(270) },
  {
    name: 'photocopy',
    weight: 3,
    encoding: () => ({ format: 'tiff-g4', quality: 100 }),
    scan: async (print, dpi, random) => {
      const degrees = Number(random.between(-1, 1).toFixed(2));
      return {
        raster: await photocopy(await skew(print, degrees), random),
        dpi,
        rotation: 0,
        skewDegrees: degrees,
        mapBox: same,
      };
    },
  },
  {
    name: 'camera',
    weight: 3,
    encoding: (random) => ({ format: 'jpeg', quality: random.int(62, 82) }),
    scan: async (print, dpi, random) => {
      const shot = camera(await blur(print, random.between(0.6, 1)), random);
      return {
        raster: shot.raster,
        dpi,
        rotation: 0,
        skewDegrees: 0,
        mapBox: ([x, y, width, height]) => {
          const points = [
            shot.map(x, y),
            shot.map(x + width, y),
            shot.map(x + width, y + height),
            shot.map(x, y + height),
          ];
          const left = Math.min(...points.map(([px]) => px));
          const top = Math.min(...points.map(([, py]) => py));
          return [
            Math.round(left),
            Math.round(top),
            Math.round(Math.max(...points.map(([px]) => px)) - left),
            Math.round(Math.max(...points.map(([, py]) => py)) - top),
          ];
        },
      };
    },
  },
  {
    name: 'noisy-jpeg',
    weight: 2,
    encoding: (random) => ({ format: 'jpeg', quality: random.int(34, 52) }),
    scan: async (print, dpi, random) => ({
      raster: await flatbed(print, random, random.int(8, 16)),
      dpi,
      rotation: 0,
      skewDegrees: 0,
      mapBox: same,
    }),
  },
  {
    name: 'seal-overprint',
    weight: 2,
    encoding: photoFormat,
    sealOverText: true,
    scan: async (print, dpi, random) => ({
      raster: await flatbed(print, random, 3),
      dpi,
      rotation: 0,
      skewDegrees: 0,
      mapBox: same,
    }),
  },
  { name: 'punched-folded', weight: 2, encoding: photoFormat, scan: worn('punched', 'folded') },
  { name: 'stapled-bleeding', weight: 2, encoding: photoFormat, scan: worn('stapled', 'bleed-through') },
  {
    name: 'faint',
    weight: 1,
    encoding: photoFormat,
    scan: async (print, dpi, random) => ({
      raster: paperAndNoise(await fade(print, random), random, { paper: 254, noise: 4 }),
      dpi,
      rotation: 0,
      skewDegrees: 0,
      mapBox: same,
    }),
  },
  {
    name: 'grey-150',
    weight: 1,
    encoding: (random) => ({ format: 'jpeg', quality: random.int(70, 85) }),
    scan: async (print, dpi, random) => {
      const small = await resize(await flatbed(print, random), 0.5);
      return { raster: await grey(small), dpi: dpi / 2, rotation: 0, skewDegrees: 0, mapBox: scaled(0.5) };
    },
  },
];

export function findRecipe(name: string): Recipe {
  const recipe = RECIPES.find((candidate) => candidate.name === name);
  if (recipe === undefined)
    throw new RangeError(`no recipe ${name}; there are ${RECIPES.map((known) => known.name).join(', ')}`);
  return recipe;
}
