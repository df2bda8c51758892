import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Box } from '../../../common/domain/reading.ts';
import type { EngineSymbol, LineZone, OcrEngine } from '../engine.ts';
import { combineReadings } from './combine-readings.ts';
import { decodeLine } from './decode-line.ts';
import { LineNetwork } from './line-network.ts';
import { cutLine } from './line-picture.ts';

/** Room around a line, in heights of its capitals: over and under the baseline at least, and beyond the ink. */
interface Room {
  readonly above: number;
  readonly below: number;
  readonly around: number;
}

/**
 * The network sees another picture of a line in each: marks on letters that come out wrong in one come out right in the
 * next, seldom wrong in the same way. Every line is read in the first two, doubtful ones in the third as well.
 */
const ROOMS: readonly [Room, Room, Room] = [
  { above: 1.5, below: 0.3, around: 0.1 },
  { above: 1, below: 0.2, around: 0.04 },
  { above: 1.15, below: 0.35, around: 0.2 },
];
const LEAST_ROOM = 3;
/** A line with a character below this is read once more. */
const DOUBTFUL = 0.93;

/**
 * The Vietnamese LSTM of tesseract ("best", 8-bit weights) run natively, many lines at a time. The model comes from
 * disk: nothing is ever downloaded. Throws when the runtime has no binary for this machine.
 */
export async function createLineEngine(): Promise<OcrEngine> {
  const network = await LineNetwork.create(gunzipSync(await readFile(modelFile())));
  const { classes, blank } = network.model;
  return {
    name: 'lines',
    async readLines(page, zones, options = {}) {
      const allowed = options.characters === undefined ? undefined : new Set(options.characters);
      const read = async (room: Room, chosen: readonly LineZone[]): Promise<readonly (readonly EngineSymbol[])[]> => {
        const pictures = chosen.map((zone) =>
          cutLine(page, roomOf(zone, room), network.height, zone.baseline[1] - zone.baseline[0]),
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
    },
    close: () => network.close(),
  };
}

function isDoubtful(symbols: readonly EngineSymbol[]): boolean {
  return symbols.some((symbol) => symbol.confidence < DOUBTFUL);
}

/** What is cut for a zone, at its left end. */
function roomOf({ box, baseline, height, rise, drop }: LineZone, room: Room): Box {
  const around = Math.max(LEAST_ROOM, room.around * height);
  const top = baseline[0] - Math.max(rise, room.above * height) - around;
  const bottom = baseline[0] + Math.max(drop, room.below * height) + around;
  return [box[0] - around, top, box[2] + 2 * around, bottom - top];
}

function modelFile(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@tesseract.js-data/vie/package.json')), '4.0.0_best_int', 'vie.traineddata.gz');
}
