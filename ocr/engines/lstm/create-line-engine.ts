import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Box } from '../../../common/domain/reading.ts';
import type { GreyRaster } from '../../image/raster.ts';
import type { EngineSymbol, LineZone, OcrEngine } from '../engine.ts';
import { combineReadings } from './combine-readings.ts';
import { decodeLine } from './decode-line.ts';
import type { LineNetwork } from './line-network.ts';
import { cutLine } from './line-picture.ts';
import { mergeZoneReadings, ZONE_CHARACTERS } from './machine-zone.ts';

/** What is cut for a zone, at its left end. */
type Room = (zone: LineZone) => Box;

/**
 * The network sees another picture of a line in each: marks on letters that come out wrong in one come out right in the
 * next, seldom wrong in the same way. Every line is read in the first two, doubtful ones in the third as well.
 */
const ROOMS: readonly [Room, Room, Room] = [
  roomAround({ above: 1, below: 0.2, around: 0.04 }),
  roomBySize(2.2),
  roomAround({ above: 1.3, below: 0.4, around: 0.3 }),
];
const LEAST_ROOM = 3;
/** A line with a character below this is read once more. */
const DOUBTFUL = 0.93;

/**
 * The Vietnamese LSTM of tesseract ("best", 8-bit weights) run natively, many lines at a time. The model comes from
 * disk: nothing is ever downloaded. Throws when the runtime has no binary for this machine.
 */
export async function createLineEngine(): Promise<OcrEngine> {
  const vietnamese = await openNetwork('vie');
  // Most pages have no machine-readable zone: the second model is opened for the first that has.
  let english: Promise<LineNetwork> | undefined;
  return {
    name: 'lines',
    async readLines(page, zones, { characters, machineZone = false } = {}) {
      if (!machineZone) return readTwiceOrMore(vietnamese, page, zones, characters);
      english ??= openNetwork('eng');
      const read = await readTwiceOrMore(vietnamese, page, zones, ZONE_CHARACTERS);
      const again = await readTwiceOrMore(await english, page, zones, ZONE_CHARACTERS);
      return read.map((symbols, i) => mergeZoneReadings(symbols, again[i]!));
    },
    async close() {
      await vietnamese.close();
      await (await english)?.close();
    },
  };
}

type Symbols = readonly EngineSymbol[];

async function readTwiceOrMore(
  network: LineNetwork,
  page: GreyRaster,
  zones: readonly LineZone[],
  characters: string | undefined,
): Promise<readonly Symbols[]> {
  const allowed = characters === undefined ? undefined : new Set(characters);
  const { classes, blank } = network.model;
  const read = async (room: Room, chosen: readonly LineZone[]): Promise<readonly Symbols[]> => {
    const pictures = chosen.map((zone) =>
      cutLine(page, room(zone), network.height, zone.baseline[1] - zone.baseline[0]),
    );
    const outputs = await network.read(pictures);
    return outputs.map((output, i) => {
      const { left, scale } = pictures[i]!;
      return decodeLine(output, classes, blank, { left, width: scale * network.stepWidth }, allowed);
    });
  };
  const [first, second] = [await read(ROOMS[0], zones), await read(ROOMS[1], zones)];
  const combined = zones.map((_, i) => combineReadings([first[i]!, second[i]!]));
  const doubtful = zones.flatMap((_, i) => (isDoubtful(combined[i]!) ? [i] : []));
  const third = await read(
    ROOMS[2],
    doubtful.map((i) => zones[i]!),
  );
  for (const [place, i] of doubtful.entries()) {
    combined[i] = combineReadings([first[i]!, second[i]!, third[place]!]);
  }
  return combined;
}

function isDoubtful(symbols: readonly EngineSymbol[]): boolean {
  return symbols.some((symbol) => symbol.confidence < DOUBTFUL);
}

/** Close to the ink: the more marks reach out, the smaller its letters become. Measures in heights of capitals. */
function roomAround(least: { readonly above: number; readonly below: number; readonly around: number }): Room {
  return ({ box, baseline, height, rise, drop }) => {
    const around = Math.max(LEAST_ROOM, least.around * height);
    const top = baseline[0] - Math.max(rise, least.above * height) - around;
    const bottom = baseline[0] + Math.max(drop, least.below * height) + around;
    return [box[0] - around, top, box[2] + 2 * around, bottom - top];
  };
}

/** So many heights of tall letters: letters of the same size in every line that has room for its marks. */
function roomBySize(heights: number): Room {
  return ({ box, baseline, height, tall = height, rise, drop }) => {
    const [over, under] = [Math.max(rise, 1.05 * tall), Math.max(drop, 0.28 * tall)];
    const whole = Math.max(heights * tall, over + under + 0.12 * tall);
    const aside = 0.12 * tall;
    const top = baseline[0] - over - (whole - over - under) / 2;
    return [box[0] - aside, top, box[2] + 2 * aside, whole];
  };
}

const require = createRequire(import.meta.url);
/** Package of each model. */
const PACKAGES = {
  vie: () => require.resolve('@tesseract.js-data/vie/package.json'),
  eng: () => require.resolve('@tesseract.js-data/eng/package.json'),
} as const;

/** The model comes gzipped from its package: nothing is downloaded at run time. */
async function openNetwork(language: keyof typeof PACKAGES): Promise<LineNetwork> {
  // Loaded only now: where the runtime has no binary for this machine, that fails here, and the caller can do without.
  const { LineNetwork } = await import('./line-network.ts');
  const file = join(dirname(PACKAGES[language]()), '4.0.0_best_int', `${language}.traineddata.gz`);
  return LineNetwork.create(gunzipSync(await readFile(file)));
}
