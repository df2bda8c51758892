import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Box } from '../../../../common/domain/reading.ts';
import type { LineZone, OcrEngine } from '../../../../ocr/engines/engine.ts';
import { createLineEngine } from '../../../../ocr/engines/lstm/create-line-engine.ts';
import { createNullEngine } from '../../../../ocr/engines/null.ts';
import { createTesseractEngine } from '../../../../ocr/engines/tesseract.ts';
import { findBlobs } from '../../../../ocr/image/blobs.ts';
import { inkLevel } from '../../../../ocr/image/ink-level.ts';
import type { GreyRaster } from '../../../../ocr/image/raster.ts';
import { findTextLines } from '../../../../ocr/steps/find-text-lines.ts';
import { letterHeight } from '../../../../ocr/steps/letter-height.ts';
import { textOf } from './symbols.ts';

const SAMPLES = join(import.meta.dirname, '..', '..', '..', '..', 'main', 'training', 'samples');

interface Word {
  readonly text: string;
  readonly box: Box;
}

interface Sample {
  readonly page: GreyRaster;
  readonly words: readonly Word[];
  readonly lines: readonly LineZone[];
}

/** A sample that lies straight, in grey, with what is printed where. */
async function openSample(name: string): Promise<Sample> {
  const { data, info } = await sharp(join(SAMPLES, `${name}.jpg`))
    .grayscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const truth = JSON.parse(await readFile(join(SAMPLES, `${name}.truth.json`), 'utf8')) as {
    readonly pages: readonly { readonly words: readonly Word[] }[];
  };
  const page: GreyRaster = { width: info.width, height: info.height, channels: 1, data };
  const blobs = findBlobs(page, inkLevel(page));
  const lines = findTextLines({ blobs, letter: letterHeight(blobs) ?? 0, rules: [] });
  return { page, words: truth.pages[0]!.words, lines };
}

/** The zone in which words stand that are printed one after the other. */
function zoneOf({ lines, words }: Sample, text: string): LineZone {
  const wanted = text.split(' ');
  const at = words.findIndex((_, i) => wanted.every((word, place) => words[i + place]?.text === word));
  const [x, y, width, height] = words[at]?.box ?? [0, 0, 0, 0];
  const zone = lines.find(
    ({ box }) =>
      x + width / 2 > box[0] &&
      x + width / 2 < box[0] + box[2] &&
      y + height / 2 > box[1] &&
      y + height / 2 < box[1] + box[3],
  );
  if (zone === undefined) throw new Error(`"${text}" is not printed`);
  return zone;
}

async function read(engine: OcrEngine, sample: Sample, texts: readonly string[], machineZone = false) {
  const zones = texts.map((text) => zoneOf(sample, text));
  return (await engine.readLines(sample.page, zones, { machineZone })).map(textOf);
}

let slip: Sample;
let card: Sample;
beforeAll(async () => {
  [slip, card] = await Promise.all([openSample('15-giay-tiep-nhan-ho-so'), openSample('05-cccd-mat-sau')]);
});

const PRINTED = [
  'Độc lập',
  'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
  'Địa chỉ: Bản Huổi Thum, phường Lâm Viên -',
  'Mã hồ sơ: 000.34.37.H60-260505-3673',
] as const;

describe('the line engine', () => {
  let engine: OcrEngine;
  beforeAll(async () => {
    engine = await createLineEngine();
  });
  afterAll(async () => {
    await engine.close();
  });

  it('reads lines of a paper in the order asked for, letter by letter', async () => {
    expect(engine.name).toBe('lines');
    expect(await read(engine, slip, PRINTED)).toEqual(PRINTED);
    expect(await read(engine, slip, PRINTED.toReversed())).toEqual(PRINTED.toReversed());
  });

  it('says where its letters stand and that it is sure of them', async () => {
    const [, heading] = PRINTED;
    const zone = zoneOf(slip, heading);
    const [symbols] = await engine.readLines(slip.page, [zone]);
    const lefts = symbols!.map((symbol) => symbol.left);
    expect(lefts).toEqual(lefts.toSorted((a, b) => a - b));
    expect(Math.abs(lefts[0]! - zone.box[0])).toBeLessThan(zone.height);
    expect(Math.abs(symbols!.at(-1)!.right - zone.box[0] - zone.box[2])).toBeLessThan(zone.height);
    for (const symbol of symbols!) expect(symbol.confidence, symbol.text).toBeGreaterThan(0.5);
  });

  it('reads a machine-readable zone', async () => {
    const names = 'NGUYEN<<QUANG<BANG<<<<<<<<<<<<';
    const [numbers, named] = await read(engine, card, ['7907131M3907133VNM<<<<<<<<<<<4', names], true);
    expect(numbers).toMatch(/^7907131M3907133VNM<{10}/u);
    expect(numbers).toMatch(/^[0-9A-Z<]{28,31}$/u);
    expect(named).toBe(names);
  });

  it('lets out only the characters asked for', async () => {
    const zone = zoneOf(slip, '068186953728');
    const [symbols] = await engine.readLines(slip.page, [zone], { characters: '0123456789' });
    expect(textOf(symbols!).trim()).toBe('068186953728');
    const [odd] = await engine.readLines(slip.page, [zone], { characters: '12' });
    expect(textOf(odd!)).toMatch(/^[12 ]*$/u);
  });

  it('answers no zones with nothing', async () => {
    expect(await engine.readLines(slip.page, [])).toEqual([]);
  });
});

describe('other engines', () => {
  it('the one in WebAssembly reads the same line', async () => {
    const engine = await createTesseractEngine();
    try {
      expect(engine.name).toBe('tesseract');
      expect(await read(engine, slip, [PRINTED[0]])).toEqual([PRINTED[0]]);
    } finally {
      await engine.close();
    }
  });

  it('the null engine answers every zone with nothing', async () => {
    const engine = createNullEngine();
    expect(await read(engine, slip, PRINTED.slice(0, 2))).toEqual(['', '']);
    await engine.close();
  });

  it('where the native runtime has no binary, the line engine says so when it is started, not before', async () => {
    vi.resetModules();
    vi.doMock('onnxruntime-node', () => {
      throw new Error('no binary for this machine');
    });
    const fresh = await import('../../../../ocr/engines/lstm/create-line-engine.ts');
    await expect(fresh.createLineEngine()).rejects.toThrow();
    vi.doUnmock('onnxruntime-node');
  });
});
