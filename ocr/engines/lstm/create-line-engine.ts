import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Box } from '../../../common/domain/reading.ts';
import type { LineZone, OcrEngine } from '../engine.ts';
import { decodeLine } from './decode-line.ts';
import { LineNetwork } from './line-network.ts';
import { cutLine } from './line-picture.ts';

/** Room around a line's ink, in heights of its capitals: what the model was trained with. */
const ROOM = { above: 1.08, below: 0.28, around: 0.1 } as const;
const LEAST_ROOM = 3;

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
      const pictures = zones.map((zone) =>
        cutLine(page, roomOf(zone), network.height, zone.baseline[1] - zone.baseline[0]),
      );
      const outputs = await network.read(pictures);
      return outputs.map((output, i) => {
        const { left, scale } = pictures[i]!;
        return decodeLine(output, classes, blank, { left, width: scale * network.stepWidth }, allowed);
      });
    },
    close: () => network.close(),
  };
}

/** What is cut for a zone, at its left end. */
function roomOf({ box, baseline, height, rise, drop }: LineZone): Box {
  const around = Math.max(LEAST_ROOM, ROOM.around * height);
  const top = baseline[0] - Math.max(rise, ROOM.above * height) - around;
  const bottom = baseline[0] + Math.max(drop, ROOM.below * height) + around;
  return [box[0] - around, top, box[2] + 2 * around, bottom - top];
}

function modelFile(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@tesseract.js-data/vie/package.json')), '4.0.0_best_int', 'vie.traineddata.gz');
}
