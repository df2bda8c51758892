import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digitiseJsonSchema, digitiseSchema, toDigitiseOutput } from '../../common/contract/digitise-schema.ts';
import { finding } from '../../common/domain/findings.ts';
import type { FieldReading, FileReading } from '../../common/domain/reading.ts';

const name: FieldReading = {
  value: 'NGUYỄN THỊ HẰNG',
  raw: 'NGUYÊN THỊ HẰNG',
  confidence: 0.91,
  source: 'ocr',
  page: 0,
  box: [310, 702, 880, 48],
  candidates: [
    { value: 'NGUYỄN THỊ HẰNG', source: 'ocr', confidence: 0.91 },
    { value: 'NGUYỄN THỊ HÃNG', source: 'population', confidence: 0.05 },
  ],
};

const reading: FileReading = {
  source: 'NAME.jpg',
  sha256: 'a'.repeat(64),
  pages: [
    {
      index: 0,
      width: 2480,
      height: 3508,
      dpi: 300,
      rotation: 180,
      skewDegrees: -1.4,
      blank: false,
      confidence: 0.93,
      text: 'GIẤY KHAI SINH',
      lines: [],
      codes: [],
      findings: [finding('low-resolution')],
      timings: { decode: 21, recognise: 880 },
    },
  ],
  documents: [
    {
      type: 'birth-certificate',
      typeConfidence: 0.98,
      pages: [0],
      fields: { fullName: name },
      header: {
        agency: { ...name, value: 'UBND XÃ CỔ LỄ', raw: 'UBND XÃ CỔ LỄ' },
        issuedOn: { ...name, value: '2024-02-05', raw: 'ngày 05 tháng 02 năm 2024' },
      },
      findings: [finding('citizen-id-birth-year-mismatch', { field: 'citizenId' })],
    },
  ],
};

describe('digitise schema', () => {
  it('is committed as JSON Schema', () => {
    const committed = readFileSync(new URL('../../docs/digitise.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(digitiseJsonSchema())));
  });

  it('accepts a reading in output form, through JSON', () => {
    const output = toDigitiseOutput(reading, '0.1.0');
    expect(digitiseSchema.parse(JSON.parse(JSON.stringify(output)))).toEqual(output);
    expect(output.pages[0]).not.toHaveProperty('lines');
  });

  it.each([
    ['a field of another type', { plotNumber: name }],
    ['a date in printed form', { dateOfBirth: { ...name, value: '01/02/2024' } }],
    ['a confidence above 1', { fullName: { ...name, confidence: 1.2 } }],
  ])('refuses %s', (_, fields) => {
    const output = toDigitiseOutput(reading, '0.1.0');
    const document = { ...output.documents[0], fields };
    expect(digitiseSchema.safeParse({ ...output, documents: [document] }).success).toBe(false);
  });
});
