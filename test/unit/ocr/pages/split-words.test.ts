import { describe, expect, it } from 'vitest';
import type { EngineLine } from '../../../../ocr/engines/engine.ts';
import { BlobIndex } from '../../../../ocr/image/blob-index.ts';
import { findBlobs } from '../../../../ocr/image/blobs.ts';
import { insertLine } from '../../../../ocr/steps/lines.ts';
import { splitGluedWords } from '../../../../ocr/steps/split-words.ts';
import { Paper } from './draw.ts';

/** A line with one word whose letters are bars at the given places. */
function glued(text: string, lefts: readonly number[], paper: Paper): EngineLine {
  for (const left of lefts) paper.fill(left, 20, 14, 30);
  const right = lefts.at(-1)! + 14;
  const box = [lefts[0]!, 15, right - lefts[0]!, 40] as const;
  const symbols = [...text].map((letter, i) => ({
    text: letter,
    left: lefts[i]!,
    right: lefts[i]! + 14,
    confidence: 1,
  }));
  return { words: [{ text, box, confidence: 0.9, symbols }], box, confidence: 0.9 };
}

/** Left sides of letters with 3 pixels between them and 14 before those that start a word. */
function placed(lengths: readonly number[]): readonly number[] {
  let x = 50;
  return lengths.flatMap((length) => {
    const word = Array.from({ length }, (_, i) => x + i * 17);
    x += length * 17 - 3 + 14;
    return word;
  });
}

function split(paper: Paper, lines: readonly EngineLine[]): readonly EngineLine[] {
  return splitGluedWords(paper.raster, lines, new BlobIndex(findBlobs(paper.raster, 150)), 150);
}

function textsOf(lines: readonly EngineLine[]): readonly string[] {
  return lines.flatMap((line) => line.words.map((word) => word.text));
}

describe('splitGluedWords', () => {
  it('cuts a glued word at the gaps in its ink and fits the boxes to the parts', () => {
    const paper = new Paper(900, 80);
    const line = glued('Dântộc:Kinh', placed([3, 4, 4]), paper);
    const [cut] = split(paper, [line]);
    expect(cut?.words.map((word) => word.text)).toEqual(['Dân', 'tộc:', 'Kinh']);
    expect(cut?.words.map((word) => [word.box[0], word.box[0] + word.box[2]])).toEqual([
      [50, 98],
      [112, 177],
      [191, 256],
    ]);
  });

  it('keeps a number, a date and a word with even spacing whole', () => {
    for (const [text, lengths] of [
      ['001222900117', [6, 6]],
      ['12/08/2019', [3, 3, 4]],
    ] as const) {
      const paper = new Paper(900, 80);
      expect(textsOf(split(paper, [glued(text, placed(lengths), paper)]))).toEqual([text]);
    }
    const paper = new Paper(900, 80);
    const spaced = glued('MẪU', [50, 90, 130], paper);
    expect(textsOf(split(paper, [spaced]))).toEqual(['MẪU']);
  });

  it('leaves words alone when the engine gives no symbols', () => {
    const paper = new Paper(900, 80);
    const line = glued('Dântộc', placed([3, 3]), paper);
    const bare = { ...line, words: line.words.map(({ text, box, confidence }) => ({ text, box, confidence })) };
    expect(split(paper, [bare])).toEqual([bare]);
  });
});

const word = (text: string, x: number, width: number, y = 100): EngineLine['words'][number] => ({
  text,
  box: [x, y, width, 30],
  confidence: 0.9,
});

describe('insertLine', () => {
  const label: EngineLine = { words: [word('Họ tên:', 100, 120)], box: [100, 100, 120, 30], confidence: 0.9 };
  const below: EngineLine = { words: [word('Dòng dưới', 100, 200, 160)], box: [100, 160, 200, 30], confidence: 0.9 };

  it('joins a line to the one it continues', () => {
    const value: EngineLine = {
      words: [word('NGUYỄN VĂN A', 240, 220, 102)],
      box: [240, 102, 220, 30],
      confidence: 0.8,
    };
    expect(textsOf(insertLine([label, below], value, []))).toEqual(['Họ tên:', 'NGUYỄN VĂN A', 'Dòng dưới']);
    expect(insertLine([label, below], value, [])).toHaveLength(2);
    expect(insertLine([label, below], value, [{ x: 230, top: 0, bottom: 500 }])).toHaveLength(3);
  });

  it('puts a line of its own below what lies above it', () => {
    const between: EngineLine = { words: [word('Giữa', 600, 80, 130)], box: [600, 130, 80, 30], confidence: 0.8 };
    expect(textsOf(insertLine([label, below], between, []))).toEqual(['Họ tên:', 'Giữa', 'Dòng dưới']);
  });
});
