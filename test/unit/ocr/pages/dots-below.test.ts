import { describe, expect, it } from 'vitest';
import type { Box } from '../../../../common/domain/reading.ts';
import type { EngineLine, EngineWord } from '../../../../ocr/engines/engine.ts';
import { BlobIndex } from '../../../../ocr/image/blob-index.ts';
import type { Blobs } from '../../../../ocr/image/blobs.ts';
import { findDotsBelow } from '../../../../ocr/steps/dots-below.ts';

const [WIDTH, HEIGHT, TOP] = [20, 30, 100] as const;

/** Letters of 20 x 30 pixels side by side, words 20 pixels apart. */
function lineOf(text: string): EngineLine {
  let x = 0;
  const words = text.split(' ').map((word): EngineWord => {
    const symbols = [...word].map((letter, i) => ({
      text: letter,
      left: x + i * WIDTH,
      right: x + (i + 1) * WIDTH,
      confidence: 1,
    }));
    const box: Box = [x, TOP, WIDTH * word.length, HEIGHT];
    x += WIDTH * (word.length + 1);
    return { text: word, box, confidence: 1, symbols };
  });
  return { words, box: [0, TOP, x, HEIGHT], confidence: 1 };
}

/** The bodies of all letters, and more blobs. */
function blobsOf(line: EngineLine, more: readonly Box[]): BlobIndex {
  const bodies = line.words.flatMap((word) =>
    (word.symbols ?? []).map(({ left }): Box => [left + 2, TOP, WIDTH - 4, HEIGHT]),
  );
  const all = [...bodies, ...more];
  const blobs: Blobs = {
    count: all.length,
    left: Int32Array.from(all, ([x]) => x),
    top: Int32Array.from(all, ([, y]) => y),
    right: Int32Array.from(all, ([x, , width]) => x + width - 1),
    bottom: Int32Array.from(all, ([, y, , height]) => y + height - 1),
    pixels: new Int32Array(all.length),
  };
  return new BlobIndex(blobs);
}

function read(text: string, dots: readonly Box[]): EngineLine {
  const line = lineOf(text);
  return findDotsBelow([line], blobsOf(line, dots))[0]!;
}

const textOf = (line: EngineLine): string => line.words.map((word) => word.text).join(' ');
/** Under the Y of "THỊ MY". */
const DOT: Box = [108, 134, 5, 5];

describe('findDotsBelow', () => {
  it('sees the dot under a capital Y, and trusts it less than clear print', () => {
    const line = read('THỊ MY', [DOT]);
    expect(textOf(line)).toBe('THỊ MỴ');
    expect(line.words[1]).toMatchObject({ confidence: 0.95, symbols: [{ text: 'M' }, { text: 'Ỵ' }] });
  });

  it.each<[string, readonly Box[]]>([
    ['none', []],
    ['a speck too small', [[109, 134, 1, 1]]],
    ['a blot', [[104, 134, 14, 14]]],
    ['a dot under the next letter', [[88, 134, 5, 5]]],
    ['a dot of the line below', [[108, 144, 5, 5]]],
    ['two dots of a leader', [DOT, [113, 134, 5, 5]]],
  ])('leaves MY for %s', (_, dots) => {
    expect(textOf(read('THỊ MY', dots))).toBe('THỊ MY');
  });

  it('leaves words that nobody is called by with a dot, and companies', () => {
    expect(textOf(read('THỊ BY', [DOT]))).toBe('THỊ BY');
    expect(textOf(read('CÔNG TY TNHH', [[128, 134, 5, 5]]))).toBe('CÔNG TY TNHH');
    expect(textOf(read('LÊ CÔNG TY', [[188, 134, 5, 5]]))).toBe('LÊ CÔNG TỴ');
  });
});
