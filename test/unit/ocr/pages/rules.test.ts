import { describe, expect, it } from 'vitest';
import { removeRules } from '../../../../ocr/steps/remove-rules.ts';
import { inkIn, Paper } from './draw.ts';

describe('removeRules', () => {
  it('removes level and upright rules and their crossings, and reports the upright ones', () => {
    const paper = new Paper(1000, 800);
    for (const y of [100, 200, 300]) paper.fill(100, y, 600, 3);
    for (const x of [100, 400, 697]) paper.fill(x, 100, 3, 203);
    const { page, verticalRules } = removeRules(paper.raster, 300);
    expect(inkIn(page, 0, 0, 1000, 800)).toBe(0);
    expect(verticalRules.map((rule) => Math.round(rule.x / 10) * 10).sort((a, b) => a - b)).toEqual([100, 400, 700]);
  });

  it('leaves letters whole, also where they stand between rules or cross one', () => {
    const paper = new Paper(1200, 400).textLine(100, 160, 24);
    const before = inkIn(paper.raster, 0, 0, 1200, 400);
    expect(inkIn(removeRules(paper.raster, 300).page, 0, 0, 1200, 400)).toBe(before);
    // A descender through the rule stays, the rule to both sides of it goes.
    const crossed = new Paper(1000, 300).fill(100, 150, 700, 3).fill(400, 120, 6, 60);
    const { page } = removeRules(crossed.raster, 300);
    expect(inkIn(page, 395, 115, 16, 70)).toBeGreaterThanOrEqual(6 * 60);
    expect(inkIn(page, 100, 140, 280, 25)).toBe(0);
  });

  it('removes a leader that follows a word and keeps the word', () => {
    const paper = new Paper(1400, 300).textLine(100, 160, 10);
    const word = inkIn(paper.raster, 0, 0, 1400, 300);
    paper.dots(420, 155, 40, 13);
    expect(inkIn(removeRules(paper.raster, 300).page, 0, 0, 1400, 300)).toBe(word);
  });

  it.each([9, 16, 22, 30])('removes dotted leaders at a pitch of %i pixels', (pitch) => {
    const { page } = removeRules(new Paper(1400, 200).dots(100, 100, 30, pitch).raster, 300);
    expect(inkIn(page, 0, 0, 1400, 200)).toBe(0);
  });

  it('keeps an ellipsis, a colon before a leader and dots in no order', () => {
    const ellipsis = new Paper(400, 200).dots(100, 100, 3, 14);
    expect(inkIn(removeRules(ellipsis.raster, 300).page, 0, 0, 400, 200)).toBe(75);
    const colon = new Paper(900, 200).dots(100, 80, 1, 14).dots(100, 100, 20, 14);
    expect(inkIn(removeRules(colon.raster, 300).page, 0, 0, 900, 200)).toBe(50);
    const specks = new Paper(900, 900);
    for (let i = 0; i < 40; i += 1) specks.dots((i * 331) % 860, (i * 197) % 860, 1, 1);
    const before = inkIn(specks.raster, 0, 0, 900, 900);
    expect(inkIn(removeRules(specks.raster, 300).page, 0, 0, 900, 900)).toBe(before);
  });

  it('finds a row of boxes for digits, frames gone and digits kept', () => {
    const paper = new Paper(1200, 300);
    paper.fill(200, 100, 67 * 12 + 3, 3).fill(200, 176, 67 * 12 + 3, 3);
    for (let i = 0; i <= 12; i += 1) paper.fill(200 + 67 * i, 100, 3, 79);
    for (let i = 0; i < 12; i += 1) paper.fill(225 + 67 * i, 120, 20, 36);
    const { page, digitBoxes } = removeRules(paper.raster, 300);
    expect(digitBoxes).toHaveLength(1);
    expect(digitBoxes[0]?.cells).toHaveLength(12);
    expect(inkIn(page, 0, 0, 1200, 300)).toBe(12 * 20 * 36);
    for (const [i, [x, y, width, height]] of (digitBoxes[0]?.cells ?? []).entries()) {
      expect(inkIn(page, x, y, width, height), `cell ${i}`).toBe(20 * 36);
    }
  });

  it('knows a row of boxes by the even pitch of its sides where the rules above and below were not found', () => {
    const paper = new Paper(1200, 300);
    for (let i = 0; i < 13; i += 1) paper.fill(100 + i * 66, 100, 3, 60);
    for (let i = 0; i < 12; i += 1) paper.fill(125 + i * 66, 112, 20, 36);
    const { page, digitBoxes } = removeRules(paper.raster, 300);
    expect(digitBoxes.map((row) => row.cells.length)).toEqual([12]);
    expect(inkIn(page, 0, 0, 1200, 300)).toBe(12 * 20 * 36);
    // A few tall strokes are letters of a title.
    const title = new Paper(1200, 300);
    for (const x of [100, 160, 240, 290, 380]) title.fill(x, 100, 3, 60);
    expect(inkIn(removeRules(title.raster, 300).page, 0, 0, 1200, 300)).toBe(5 * 3 * 60);
  });
});

describe('specks', () => {
  it('go from a photocopy and stay on a scan; the dot of an i stays on both', () => {
    const paper = new Paper(600, 300).fill(100, 100, 5, 5).fill(100, 110, 5, 24);
    for (let i = 0; i < 30; i += 1) paper.fill(150 + i * 13, 40 + ((i * 37) % 200), 1 + (i % 2), 1);
    const letter = 25 + 5 * 24;
    expect(inkIn(removeRules(paper.raster, 300, true).page, 0, 0, 600, 300)).toBe(letter);
    expect(inkIn(removeRules(paper.raster, 300, false).page, 0, 0, 600, 300)).toBe(letter + 45);
  });
});
