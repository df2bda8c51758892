import { describe, expect, it } from 'vitest';
import { composeTd1 } from '../../../common/domain/mrz.ts';
import type { DocumentReading, Mark, PageReading } from '../../../common/domain/reading.ts';
import type { FileResult } from '../../bench/contender.ts';
import type { BenchFile } from '../../bench/score.ts';
import { codesRead, cutsRight, headerRead, marksFound, overlap, zoneRead } from '../../bench/structure.ts';
import type { FileTruth, PageTruth } from '../../corpus/truth.ts';

const BLANK: PageTruth = {
  width: 100,
  height: 100,
  dpi: 300,
  rotation: 0,
  skewDegrees: 0,
  text: 'x',
  words: [],
  optional: [],
  marks: [],
};

function file(truth: Partial<FileTruth>): BenchFile {
  const base = { file: 'f', type: 'other', variant: 'v', recipe: 'r', seed: 1, pages: [BLANK], fields: {}, boxes: {} };
  return { path: '/f', set: 'fresh', truth: { ...base, ...truth } as FileTruth };
}

function page(parts: Partial<PageReading>): PageReading {
  return {
    index: 0,
    width: 100,
    height: 100,
    dpi: 300,
    rotation: 0,
    skewDegrees: 0,
    blank: false,
    confidence: 1,
    text: '',
    lines: [],
    codes: [],
    findings: [],
    timings: {},
    ...parts,
  };
}

function result(pages: readonly PageReading[], documents: readonly Partial<DocumentReading>[] = []): FileResult {
  const whole = documents.map(
    (document): DocumentReading => ({
      type: 'other',
      typeConfidence: 1,
      pages: [0],
      fields: {},
      findings: [],
      ...document,
    }),
  );
  return { pages: [], reading: { source: 'f', sha256: '', pages, documents: whole } };
}

describe('structure', () => {
  it('takes a code for read only letter by letter', () => {
    const code = (text: string) => page({ codes: [{ format: 'QRCode', text, box: [0, 0, 1, 1] }] });
    const truth = file({ qr: '001222900117|x' });
    expect(codesRead(truth, result([code('001222900117|x')]))).toEqual({ right: 1, total: 1 });
    expect(codesRead(truth, result([code('001222900117|y')]))).toEqual({ right: 0, total: 1 });
    expect(codesRead(file({}), result([]))).toEqual({ right: 0, total: 0 });
  });

  it('tells lines of a zone as printed from what they say after repair', () => {
    const mrz = composeTd1({
      citizenId: '001222900117',
      fullName: 'NGUYỄN THỊ HẰNG',
      dateOfBirth: '2022-02-05',
      gender: 'Nữ',
      expiresOn: '2036-02-05',
    });
    const spoilt = [mrz[0].replace('VNM', 'VNN'), mrz[1], mrz[2]];
    const read = page({
      text: spoilt.join('\n'),
      lines: spoilt.map((text, index) => ({
        words: [{ text, box: [0, index * 10, 90, 8] as const, confidence: 1 }],
        box: [0, index * 10, 90, 8],
      })),
    });
    expect(zoneRead(file({ mrz }), result([read]))).toMatchObject({
      asRead: { right: 1, total: 2 },
      repaired: { right: 2, total: 2 },
      nameLine: { right: 1, total: 1 },
    });
    expect(zoneRead(file({ mrz }), undefined).repaired).toEqual({ right: 0, total: 2 });
  });

  it('takes a cut for right when the paper has exactly its pages, blank ones aside', () => {
    const truth = file({
      pages: [BLANK, BLANK, { ...BLANK, text: '' }],
      papers: [
        { type: 'other', variant: 'v', pages: [0], fields: {} },
        { type: 'other', variant: 'v', pages: [1], fields: {} },
      ],
    });
    expect(cutsRight(truth, result([], [{ pages: [0] }, { pages: [1, 2] }]))).toEqual({ right: 2, total: 2 });
    expect(cutsRight(truth, result([], [{ pages: [0, 1] }]))).toEqual({ right: 0, total: 2 });
    expect(cutsRight(file({}), result([], [{ pages: [0] }]))).toEqual({ right: 0, total: 0 });
  });

  it('compares parts of the header block', () => {
    const field = (value: string) =>
      ({ value, raw: value, confidence: 1, source: 'ocr', page: 0, box: [0, 0, 1, 1] }) as const;
    const truth = file({ header: { agency: 'UBND phường Sông Hằng', number: '12/TLKS', signerName: 'Lê Thị Lan' } });
    const read = result([], [{ header: { agency: field('UBND PHƯỜNG SÔNG HẰNG.'), number: field('13/TLKS') } }]);
    expect(headerRead(truth, read)).toEqual({ right: 1, total: 3, wrong: 1 });
  });

  it('looks for marks in their place and counts those that are none', () => {
    const truth = file({ pages: [{ ...BLANK, marks: [{ kind: 'seal', form: 'round', box: [10, 10, 20, 20] }] }] });
    const seal = (box: Mark['box']): Mark => ({ kind: 'seal', box, confidence: 1 });
    expect(
      marksFound(truth, result([page({ marks: [seal([12, 12, 20, 20]), seal([70, 70, 9, 9])] })]), 'seal'),
    ).toEqual({ printed: 1, found: 1, surplus: 1 });
    expect(marksFound(truth, result([page({})]), 'seal')).toEqual({ printed: 0, found: 0, surplus: 0 });
  });

  it('measures overlap by the smaller box', () => {
    expect(overlap([0, 0, 10, 10], [5, 0, 10, 10])).toBe(0.5);
    expect(overlap([0, 0, 100, 100], [5, 5, 2, 2])).toBe(1);
    expect(overlap([0, 0, 10, 10], [20, 0, 10, 10])).toBe(0);
  });
});
