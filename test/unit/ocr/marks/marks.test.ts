import { describe, expect, it } from 'vitest';
import type { Box, FieldReading, Line, Mark, PageReading } from '../../../../common/domain/reading.ts';
import type { GreyRaster, Raster } from '../../../../ocr/image/raster.ts';
import { findMarks } from '../../../../ocr/steps/marks/find-marks.ts';
import { withMarkFindings, withoutWritten } from '../../../../ocr/steps/marks/mark-findings.ts';
import { makeMarkPicture } from '../../../../ocr/steps/marks/mark-picture.ts';

type Ink = readonly [r: number, g: number, b: number];
const RED: Ink = [208, 40, 48];
const BLUE: Ink = [29, 47, 143];
const BLACK: Ink = [20, 20, 20];
const DPI = 150;
const mm = (value: number): number => (value * DPI) / 25.4;

/** A white A5 sheet to draw on. */
class Page implements Raster {
  readonly width = 874;
  readonly height = 1240;
  readonly channels = 3;
  readonly data = new Uint8Array(874 * 1240 * 3).fill(250);

  dot(x: number, y: number, ink: Ink, size = 3): void {
    for (let dy = 0; dy < size; dy += 1) {
      for (let dx = 0; dx < size; dx += 1)
        this.data.set(ink, ((Math.round(y) + dy) * this.width + Math.round(x) + dx) * 3);
    }
  }

  line(x0: number, y0: number, x1: number, y1: number, ink: Ink, size = 4): void {
    const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0));
    for (let i = 0; i <= steps; i += 1) this.dot(x0 + ((x1 - x0) * i) / steps, y0 + ((y1 - y0) * i) / steps, ink, size);
  }

  circle(x: number, y: number, radius: number, ink: Ink, from = 0, to = 2 * Math.PI): void {
    for (let angle = from; angle < to; angle += 0.5 / radius) {
      this.dot(x + radius * Math.cos(angle), y + radius * Math.sin(angle), ink, 4);
    }
  }

  disc(x: number, y: number, radius: number, ink: Ink): void {
    for (let r = 0; r < radius; r += 1.5) this.circle(x, y, r, ink);
  }

  seal(x: number, y: number, ink: Ink): void {
    this.circle(x, y, mm(17), ink);
    this.circle(x, y, mm(11), ink);
    this.disc(x, y, mm(3.5), ink);
  }

  scrawl(x: number, y: number, ink: Ink): void {
    let [lastX, lastY] = [x, y];
    for (let i = 1; i <= 90; i += 1) {
      const nextX = x + (mm(36) * i) / 90 + mm(2.5) * Math.cos(i / 3);
      const nextY = y + mm(5) * Math.sin(i / 3);
      this.line(lastX, lastY, nextX, nextY, ink, 3);
      [lastX, lastY] = [nextX, nextY];
    }
  }

  grey(): GreyRaster {
    const data = new Uint8Array(this.width * this.height);
    for (let i = 0; i < data.length; i += 1)
      data[i] = (this.data[i * 3]! + this.data[i * 3 + 1]! + this.data[i * 3 + 2]!) / 3;
    return { width: this.width, height: this.height, channels: 1, data };
  }
}

function line(text: string, [x, y, , height]: Box, confidence = 0.95): Line {
  let left = x;
  const words = text.split(' ').map((word) => {
    const box: Box = [left, y, word.length * 14, height];
    left += word.length * 14 + 8;
    return { text: word, box, confidence };
  });
  return { words, box: [x, y, left - 8 - x, height] };
}

function look(
  page: Page,
  lines: readonly Line[] = [],
  grey = false,
): { marks: readonly Mark[]; lines: readonly Line[] } {
  const raster = grey ? page.grey() : page;
  return findMarks(makeMarkPicture(raster, DPI), { page: page.grey(), scale: 1 }, lines);
}

const kinds = (marks: readonly Mark[]): string[] => marks.map((mark) => mark.kind);
const TITLE = line('CHỦ TỊCH', [500, 800, 0, 28]);

describe('seals', () => {
  it.each([false, true])('are found by their ring and emblem where they lie (grey: %s)', (grey) => {
    const page = new Page();
    page.seal(400, 900, RED);
    const { marks } = look(page, [], grey);
    expect(kinds(marks)).toEqual(['seal']);
    const [x, y, width, height] = marks[0]!.box;
    expect(Math.abs(x + width / 2 - 401)).toBeLessThan(8);
    expect(Math.abs(y + height / 2 - 901)).toBeLessThan(8);
    expect(Math.abs(width - 2 * mm(17))).toBeLessThan(14);
  });

  it('are no rings without anything in them, no half rings and no red lines of text', () => {
    const page = new Page();
    page.circle(250, 300, mm(17), RED);
    page.circle(600, 300, mm(17), RED, 0, Math.PI * 0.8);
    page.disc(600, 300, mm(3.5), RED);
    for (let i = 0; i < 12; i += 1) page.line(100 + i * 40, 700, 120 + i * 40, 730, RED);
    expect(look(page).marks).toEqual([]);
  });

  it.each([
    ['red', RED],
    ['blue', BLUE],
  ] as const)('have frames too, a little aslant, in %s', (_, ink) => {
    const page = new Page();
    page.line(200, 300, 450, 310, ink);
    page.line(450, 310, 446, 390, ink);
    page.line(446, 390, 196, 380, ink);
    page.line(196, 380, 200, 300, ink);
    expect(kinds(look(page).marks)).toEqual(['seal']);
  });

  it('are no tables', () => {
    const page = new Page();
    page.line(200, 300, 450, 300, BLACK);
    page.line(200, 380, 450, 380, BLACK);
    page.line(200, 300, 200, 380, BLACK);
    page.line(450, 300, 450, 380, BLACK);
    expect(look(page).marks).toEqual([]);
  });
});

describe('signatures', () => {
  it('are long strokes under a heading for them, in any ink, under a seal as well', () => {
    for (const ink of [BLUE, BLACK]) {
      const page = new Page();
      page.scrawl(480, 900, ink);
      expect(kinds(look(page, [TITLE]).marks)).toEqual(['signature']);
      page.seal(480, 900, RED);
      expect(kinds(look(page, [TITLE]).marks).sort()).toEqual(['seal', 'signature']);
    }
  });

  it('are nothing that words explain, and no black stroke far from any heading', () => {
    const page = new Page();
    page.scrawl(480, 900, BLACK);
    expect(look(page).marks).toEqual([]);
    const word = { text: 'Nguyễn', box: [470, 860, 250, 90] as const, confidence: 0.98 };
    expect(look(page, [TITLE, { words: [word], box: word.box }]).marks).toEqual([]);
  });

  it('are no chips of cards, which fill their box up to its sides', () => {
    const page = new Page();
    for (let step = 0; step <= 2; step += 1) {
      const [x, y] = [500 + step * mm(6.5), 860 + step * mm(5)];
      page.line(500, y, 500 + mm(13), y, BLACK, 3);
      page.line(x, 860, x, 860 + mm(10), BLACK, 3);
    }
    expect(look(page, [TITLE]).marks).toEqual([]);
  });

  it('leave no letters in the text', () => {
    const page = new Page();
    page.scrawl(480, 900, BLUE);
    const junk = { text: '~w2', box: [520, 890, 60, 30] as const, confidence: 0.9 };
    const { lines } = look(page, [TITLE, { words: [junk], box: junk.box }]);
    expect(lines).toEqual([TITLE]);
  });
});

describe('handwriting', () => {
  /** A form of labels and values, drawn as bars that stand level, or not. */
  function form(labelsLevel: boolean, valuesLevel: boolean, certainty = 0.7): readonly Mark[] {
    const page = new Page();
    const rows = Array.from({ length: 8 }, (_, row): Line => {
      const words = [0, 1, 2, 3].map((column) => {
        const box: Box = [60 + column * 140, 100 + row * 70, 120, 32];
        const level = column < 2 ? labelsLevel : valuesLevel;
        for (let i = 0; i < 12; i += 1) {
          const foot = box[1] + (level ? 28 : 14 + ((i * 7 + row) % 5) * 4);
          const lean = level ? 0 : ((i % 3) - 1) * 9;
          page.line(box[0] + i * 10 + lean, box[1] + 2, box[0] + i * 10, foot, BLACK, 3);
        }
        const confidence = (column < 2 ? labelsLevel : valuesLevel) ? 0.99 : certainty;
        return { text: column === 1 ? 'tên:' : 'Minh', box, confidence };
      });
      return { words, box: [60, 100 + row * 70, 540, 32] };
    });
    return look(page, rows, true).marks.filter((mark) => mark.kind === 'handwriting');
  }

  it('is what stands less level than the form it was put into', () => {
    expect(form(true, false)).toHaveLength(8);
    expect(form(true, true)).toEqual([]);
  });

  /** A level form in black, and restless words in blue that a frame is drawn around, or not. */
  function stamped(frame: boolean): readonly Mark[] {
    const page = new Page();
    const strokes = ([x, y]: Box, level: boolean, ink: Ink): void => {
      for (let i = 0; i < 12; i += 1) {
        const lean = level ? 0 : ((i % 3) - 1) * 9;
        page.line(x + i * 10 + lean, y + 2, x + i * 10, y + (level ? 28 : 14 + (i % 5) * 4), ink, 3);
      }
    };
    const row = (y: number, words: number, level: boolean, ink: Ink): Line => {
      const drawn = Array.from({ length: words }, (_, column) => {
        const box: Box = [100 + column * 140, y, 120, 32];
        strokes(box, level, ink);
        return { text: 'Minh', box, confidence: level ? 0.99 : 0.7 };
      });
      return { words: drawn, box: [100, y, words * 140, 32] };
    };
    const form = Array.from({ length: 6 }, (_, at) => row(100 + at * 70, 4, true, BLACK));
    const stamp = [row(720, 3, false, BLUE), row(780, 3, false, BLUE)];
    if (frame) {
      page.line(70, 690, 560, 694, BLUE);
      page.line(560, 694, 558, 850, BLUE);
      page.line(558, 850, 68, 846, BLUE);
      page.line(68, 846, 70, 690, BLUE);
    }
    return look(page, [...form, ...stamp]).marks.filter((mark) => mark.kind === 'handwriting');
  }

  it('is no text of a stamp, which stands askew in an ink of its own as a pen does', () => {
    expect(stamped(false)).toHaveLength(2);
    expect(stamped(true)).toEqual([]);
  });

  it('is nothing that reads without any doubt, however it stands', () => {
    expect(form(true, false, 0.98)).toEqual([]);
  });

  it('is not told from print on pages where the form itself is as restless', () => {
    expect(form(false, false)).toEqual([]);
  });
});

const field = (value: string, box: Box): FieldReading => ({
  value,
  raw: value,
  confidence: 0.9,
  source: 'ocr',
  page: 0,
  box,
});
const hand = (box: Box): Mark => ({ kind: 'handwriting', box, confidence: 0.9 });

function reading(marks: readonly Mark[], more: Partial<PageReading> = {}): PageReading {
  return {
    index: 0,
    width: 874,
    height: 1240,
    dpi: 300,
    rotation: 0,
    skewDegrees: 0,
    blank: false,
    confidence: 0.9,
    text: 'NGƯỜI KÝ GIẤY KHAI SINH',
    lines: [],
    codes: [],
    inColour: true,
    marks,
    findings: [],
    timings: {},
    ...more,
  };
}

describe('fields and marks', () => {
  const fields = { fullName: field('Trần Văn Bình', [100, 100, 200, 30]), gender: field('Nam', [100, 200, 50, 30]) };
  const seal: Mark = { kind: 'seal', box: [0, 0, 10, 10], confidence: 1 };
  const signature: Mark = { kind: 'signature', box: [0, 0, 10, 10], confidence: 1 };

  it('leave out what a pen wrote and say so; printed values and codes stay', () => {
    const pages = [reading([hand([95, 95, 210, 40]), seal, signature])];
    expect(withoutWritten(fields, pages)).toEqual({ gender: fields.gender });
    const coded = { fullName: { ...fields.fullName, source: 'qr' as const } };
    expect(withoutWritten(coded, pages)).toBe(coded);
    const findings = withMarkFindings('birth-certificate', pages, fields, [
      { code: 'key-field-missing', severity: 'warning', message: 'x', field: 'fullName' },
      { code: 'key-field-missing', severity: 'warning', message: 'x', field: 'motherName' },
    ]);
    expect(findings.map(({ code, field }) => [code, field])).toEqual([
      ['key-field-missing', 'motherName'],
      ['handwritten', 'fullName'],
    ]);
  });

  it('are never sure where a pen filled in the page, and written unread only where handwriting is left for them', () => {
    const name = hand([95, 95, 210, 40]);
    const elsewhere = [0, 1, 2, 3].map((row) => hand([500, 100 + row * 60, 200, 40]));
    const sure = { ...fields, gender: { ...fields.gender, confidence: 0.998 } };
    expect(withoutWritten(sure, [reading([name])]).gender.confidence).toBe(0.998);
    expect(withoutWritten(sure, [reading([name, ...elsewhere])])).toEqual({
      gender: { ...sure.gender, confidence: 0.85 },
    });
    const missing = [{ code: 'key-field-missing', severity: 'warning', message: 'x', field: 'motherName' } as const];
    const written = (marks: readonly Mark[]): readonly (string | undefined)[] =>
      withMarkFindings('birth-certificate', [reading([seal, signature, ...marks])], fields, missing)
        .filter(({ code }) => code === 'handwritten')
        .map((finding) => finding.field);
    expect(written([name])).toEqual(['fullName']);
    expect(written([name, elsewhere[0]!])).toEqual(['fullName', 'motherName']);
    expect(written(elsewhere)).toEqual([]);
  });

  it('miss the seal and the signature of an agency, mildly on photocopies, never on own forms or unseen pages', () => {
    const codes = (type: Parameters<typeof withMarkFindings>[0], page: PageReading): string[] =>
      withMarkFindings(type, [page], {}, []).map(({ code, severity }) => `${code} ${severity}`);
    expect(codes('birth-certificate', reading([signature]))).toEqual(['seal-missing warning']);
    expect(codes('birth-certificate', reading([seal]))).toEqual(['signature-missing warning']);
    expect(codes('birth-certificate', reading([signature], { inColour: false }))).toEqual(['seal-missing info']);
    expect(codes('birth-certificate', reading([seal, signature]))).toEqual([]);
    expect(codes('residence-change-form', reading([]))).toEqual([]);
    expect(codes('birth-certificate', reading([], { text: 'trang 1' }))).toEqual([]);
    const { marks: _, ...unseen } = reading([]);
    expect(codes('birth-certificate', unseen)).toEqual([]);
  });
});
