import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from '../../../../ocr/engines/lstm/byte-reader.ts';
import type { Layer } from '../../../../ocr/engines/lstm/layers.ts';
import { readTrainedData } from '../../../../ocr/engines/lstm/traineddata.ts';

const require = createRequire(import.meta.url);

function openModel(language: 'vie' | 'eng'): Uint8Array {
  const folder = dirname(require.resolve(`@tesseract.js-data/${language}/package.json`));
  return gunzipSync(readFileSync(join(folder, '4.0.0_best_int', `${language}.traineddata.gz`)));
}

/** The layer in tesseract's own words. */
function inWords(layer: Layer): string {
  switch (layer.kind) {
    case 'input':
      return `input ${layer.height}`;
    case 'convolve':
      return `C${2 * layer.halfX + 1},${2 * layer.halfY + 1},${layer.weights.rows}`;
    case 'maxpool':
      return `Mp${layer.x},${layer.y}`;
    case 'lstm':
      return `${{ 'down-summary': 'Lfys', forward: 'Lfx', backward: 'Lrx' }[layer.run]}${layer.gates[0].rows}`;
    case 'softmax':
      return `O${layer.weights.rows}`;
  }
}

describe('readTrainedData', () => {
  const vietnamese = openModel('vie');

  it('reads the Vietnamese model: layers, characters, blank', () => {
    const model = readTrainedData(vietnamese);
    // [1,36,0,1 Ct3,3,16 Mp3,3 Lfys64 Lfx96 Lrx96 Lfx512 O1c1]
    expect(model.layers.map(inWords)).toEqual([
      'input 36',
      'C3,3,16',
      'Mp3,3',
      'Lfys64',
      'Lfx96',
      'Lrx96',
      'Lfx512',
      'O269',
    ]);
    expect(model.classes).toHaveLength(269);
    expect(model.blank).toBe(268);
    expect(model.classes[model.blank]).toBe('');
    for (const letter of ['ễ', 'Đ', 'ư', 'Ộ', '7', '<', ' ']) expect(model.classes).toContain(letter);
  });

  it('reads the English model', () => {
    const model = readTrainedData(openModel('eng'));
    expect(model.classes[model.blank]).toBe('');
    expect(model.classes).toContain('K');
    expect(model.layers.at(-1)).toMatchObject({ kind: 'softmax', weights: { rows: model.classes.length } });
  });

  it('every layer takes what the one before it gives', () => {
    const widths: number[] = [];
    for (const layer of readTrainedData(vietnamese).layers) {
      if (layer.kind === 'convolve') widths.push(layer.weights.rows);
      if (layer.kind === 'lstm') {
        expect(layer.inputs).toBe(widths.at(-1));
        expect(layer.gates.map((gate) => gate.columns)).toEqual(Array(4).fill(layer.inputs + layer.gates[0].rows + 1));
        widths.push(layer.gates[0].rows);
      }
      if (layer.kind === 'softmax') expect(layer.weights.columns).toBe(widths.at(-1)! + 1);
    }
    expect(widths).toEqual([16, 64, 96, 96, 512]);
  });

  it('refuses a file that ends early, wherever that is, by RangeError or TypeError', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.5, noNaN: true }), (share) => {
        expect(() => readTrainedData(vietnamese.subarray(0, Math.floor(vietnamese.length * share)))).toThrow(
          /^(?!.*undefined)/,
        );
        expect(kindOfFailure(vietnamese.subarray(0, Math.floor(vietnamese.length * share)))).toMatch(
          /^(RangeError|TypeError)$/,
        );
      }),
      { numRuns: 25 },
    );
  });

  it('refuses other bytes by RangeError or TypeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(kindOfFailure(bytes)).toMatch(/^(RangeError|TypeError)$/);
      }),
    );
  });
});

function kindOfFailure(bytes: Uint8Array): string {
  try {
    readTrainedData(bytes);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.name : typeof error;
  }
}

describe('ByteReader', () => {
  it('reads little-endian values one after the other', () => {
    const bytes = new Uint8Array(1 + 4 + 8 + 4 + 8 + 4 + 3);
    const view = new DataView(bytes.buffer);
    view.setInt8(0, -7);
    view.setInt32(1, -70_000, true);
    view.setBigInt64(5, 5_000_000_000n, true);
    view.setFloat32(13, 0.5, true);
    view.setFloat64(17, -1.25, true);
    view.setInt32(25, 3, true);
    bytes.set(new TextEncoder().encode('ă!'), 29);
    const reader = new ByteReader(bytes);
    expect([reader.int8(), reader.int32(), reader.int64(), reader.float32(), reader.float64(), reader.text()]).toEqual([
      -7,
      -70_000,
      5_000_000_000,
      0.5,
      -1.25,
      'ă!',
    ]);
    expect(() => reader.int8()).toThrow(RangeError);
  });

  it('reads from a part of a larger block, and no further', () => {
    const reader = new ByteReader(Uint8Array.from([9, 9, 1, 0, 0, 0, 9]).subarray(2, 6));
    expect(reader.int32()).toBe(1);
    expect(() => reader.bytes(1)).toThrow(RangeError);
    expect(() => reader.bytes(-1)).toThrow(RangeError);
  });
});
