import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileReading } from '../../common/domain/reading.ts';
import { createReader } from '../../ocr/create-reader.ts';
import type { Reader } from '../../ocr/reader.ts';
import { sameValue } from '../bench/metrics.ts';
import type { FileTruth } from '../corpus/truth.ts';

/** The reader on the committed sample papers, through its own processes and engine. */

const FOLDER = new URL('../../main/training/samples/', import.meta.url).pathname;
const QR_FIELDS = [
  ['citizenId', 'citizenId'],
  ['fullName', 'personName'],
  ['dateOfBirth', 'date'],
  ['gender', 'gender'],
  ['address', 'text'],
  ['issuedOn', 'date'],
] as const;

interface Listed {
  readonly file: string;
  readonly type: string;
}

const index = JSON.parse(await readFile(join(FOLDER, 'index.json'), 'utf8')) as readonly Listed[];
const truths = await Promise.all(
  index.map(async ({ file }) => {
    const truth = await readFile(join(FOLDER, `${file.replace(/\.[^.]+$/, '')}.truth.json`), 'utf8');
    return JSON.parse(truth) as FileTruth;
  }),
);

describe('the sample papers', () => {
  const readings = new Map<string, FileReading>();
  let reader: Reader;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sohoa-samples-'));
    reader = createReader({ workers: 2 });
    await Promise.all(
      truths.map(async ({ file }) => {
        const result = await reader.readFile({ path: join(FOLDER, file), sourceName: file, workDir: folder });
        readings.set(file, result.reading);
      }),
    );
  }, 180_000);

  afterAll(async () => {
    await reader.close();
    await rm(folder, { recursive: true });
  });

  it.each(index)('$file is one paper of type $type', ({ file, type }) => {
    expect(readings.get(file)?.documents.map((document) => document.type)).toEqual([type]);
  });

  it.each(truths.map((truth) => [truth.file, truth] as const))('%s lies upright', (file, truth) => {
    expect(readings.get(file)?.pages.map((page) => page.rotation)).toEqual(truth.pages.map((page) => page.rotation));
  });

  const cards = truths.filter((truth) => truth.type === 'citizen-card' && truth.qr !== undefined);

  it.each(
    cards.map((truth) => [truth.file, truth] as const),
  )('%s gives every field of its code exactly', (file, truth) => {
    const fields = readings.get(file)?.documents[0]?.fields ?? {};
    for (const [key, kind] of QR_FIELDS) {
      expect(fields[key], key).toMatchObject({ source: 'qr' });
      expect(sameValue(kind, truth.fields[key] ?? '', fields[key]?.value ?? ''), key).toBe(true);
    }
  });

  it('holds the planted difference between declaration and card, and reads both dates as printed', () => {
    const [card, declaration] = truths;
    expect(declaration?.planted).toEqual(['birth-date-differs-across-papers']);
    const dates = [card, declaration].map(
      (truth) => readings.get(truth?.file ?? '')?.documents[0]?.fields.dateOfBirth?.value,
    );
    expect(dates).toEqual([card?.fields.dateOfBirth, declaration?.fields.dateOfBirth]);
    expect(dates[0]).not.toBe(dates[1]);
  });
});
