import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Tesseract, { type Worker } from 'tesseract.js';
import type { Box } from '../../common/domain/reading.ts';
import { encodePgm } from '../image/raster.ts';
import type { EngineLayout, EngineLine, EngineWord, OcrEngine } from './engine.ts';

const { createWorker, OEM, PSM } = Tesseract;

const PAGE_SEGMENTATION: Readonly<Record<EngineLayout, Tesseract.PSM>> = {
  page: PSM.AUTO,
  column: PSM.SINGLE_COLUMN,
  block: PSM.SINGLE_BLOCK,
  line: PSM.SINGLE_LINE,
};

/**
 * Tesseract's LSTM engine with the integerised "best" Vietnamese model, both from disk: nothing is ever downloaded.
 * The resolution is told, since a guess from the picture loses whole blocks.
 */
export async function createTesseractEngine(): Promise<OcrEngine> {
  const worker = await createWorker('vie', OEM.LSTM_ONLY, {
    langPath: modelFolder(),
    cacheMethod: 'none',
    gzip: true,
    // Failures reach the caller through the rejected promise.
    errorHandler: () => undefined,
  });
  let segmentation: Tesseract.PSM | undefined;
  let characters = '';
  const prepare = async (layout: EngineLayout, allowed: string): Promise<void> => {
    const wanted = PAGE_SEGMENTATION[layout];
    if (wanted === segmentation && allowed === characters) return;
    await worker.setParameters({
      tessedit_pageseg_mode: wanted,
      tessedit_char_whitelist: allowed,
      user_defined_dpi: '300',
      // What it prints otherwise would end in the station's output.
      debug_file: '/dev/null',
    });
    segmentation = wanted;
    characters = allowed;
  };
  return {
    name: 'tesseract',
    async recognise(picture, options) {
      await prepare(options.layout, options.characters ?? '');
      return recogniseLines(worker, encodePgm(picture));
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

async function recogniseLines(worker: Worker, pgm: Uint8Array): Promise<readonly EngineLine[]> {
  const { data } = await worker.recognize(
    Buffer.from(pgm.buffer, pgm.byteOffset, pgm.byteLength),
    {},
    {
      text: false,
      blocks: true,
    },
  );
  const lines: EngineLine[] = [];
  for (const block of data.blocks ?? []) {
    for (const paragraph of block.paragraphs) {
      for (const line of paragraph.lines) {
        const words = line.words.map(toWord).filter((word) => word.text !== '');
        if (words.length > 0) lines.push({ words, box: boxOf(line.bbox), confidence: line.confidence / 100 });
      }
    }
  }
  return lines;
}

function toWord(word: Tesseract.Word): EngineWord {
  const symbols = word.symbols
    .map((symbol) => ({
      text: symbol.text.normalize('NFC').trim(),
      left: symbol.bbox.x0,
      right: symbol.bbox.x1,
      confidence: symbol.confidence / 100,
    }))
    .filter((symbol) => symbol.text !== '');
  return {
    text: word.text.normalize('NFC').trim(),
    box: boxOf(word.bbox),
    confidence: word.confidence / 100,
    symbols,
  };
}

function boxOf(bbox: { x0: number; y0: number; x1: number; y1: number }): Box {
  return [bbox.x0, bbox.y0, bbox.x1 - bbox.x0, bbox.y1 - bbox.y0];
}
