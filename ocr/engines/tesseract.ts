import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Tesseract, { type Worker } from 'tesseract.js';
import { cropGrey, encodePgm, type GreyRaster } from '../image/raster.ts';
import type { EngineSymbol, OcrEngine } from './engine.ts';

const { createWorker, OEM, PSM } = Tesseract;

/** White left around a line that is read by itself. */
const PAD = 8;

/**
 * Tesseract's own LSTM engine in WebAssembly with the integerised "best" Vietnamese model, both from disk: nothing is
 * ever downloaded. It reads line by line what the native engine reads many lines at a time; for machines without that.
 */
export async function createTesseractEngine(): Promise<OcrEngine> {
  const worker = await createWorker('vie', OEM.LSTM_ONLY, {
    langPath: modelFolder(),
    cacheMethod: 'none',
    gzip: true,
    // Failures reach the caller through the rejected promise.
    errorHandler: () => undefined,
  });
  await worker.setParameters({
    tessedit_pageseg_mode: PSM.SINGLE_LINE,
    // Told, since a guess from the picture goes wrong.
    user_defined_dpi: '300',
    // What it prints otherwise would end in the station's output.
    debug_file: '/dev/null',
  });
  let characters = '';
  return {
    name: 'tesseract',
    async readLines(page, zones, options = {}) {
      const allowed = options.characters ?? '';
      if (allowed !== characters) await worker.setParameters({ tessedit_char_whitelist: allowed });
      characters = allowed;
      const read: (readonly EngineSymbol[])[] = [];
      for (const { box, baseline, rise, drop } of zones) {
        const top = Math.min(...baseline) - rise;
        const crop = cropGrey(page, box[0], top, box[2], Math.max(...baseline) + drop - top, PAD);
        read.push(await readLine(worker, crop, Math.max(0, Math.floor(box[0])) - PAD));
      }
      return read;
    },
    async close() {
      await worker.terminate();
    },
  };
}

function modelFolder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@tesseract.js-data/vie/package.json')), '4.0.0_best_int');
}

async function readLine(worker: Worker, picture: GreyRaster, left: number): Promise<readonly EngineSymbol[]> {
  const pgm = encodePgm(picture);
  const { data } = await worker.recognize(
    Buffer.from(pgm.buffer, pgm.byteOffset, pgm.byteLength),
    {},
    { text: false, blocks: true },
  );
  const words = (data.blocks ?? []).flatMap((block) =>
    block.paragraphs.flatMap((paragraph) => paragraph.lines.flatMap((line) => line.words)),
  );
  return words.flatMap((word, i) => {
    const symbols = word.symbols.map((symbol) => ({
      text: symbol.text.normalize('NFC').trim(),
      left: symbol.bbox.x0 + left,
      right: symbol.bbox.x1 + left,
      confidence: symbol.confidence / 100,
    }));
    const space = { text: ' ', left: word.bbox.x0 + left, right: word.bbox.x0 + left, confidence: 1 };
    return [...(i === 0 ? [] : [space]), ...symbols.filter((symbol) => symbol.text !== '')];
  });
}
