import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { FieldView, PageView, PaperView } from '../../../common/contract/views.ts';
import { documentTypeId } from '../../../common/contract/views.ts';
import { type DocumentType, findDocumentType } from '../../../common/domain/document-types.ts';
import { rasterisePage } from './sample-images.ts';
import { sampleStructure } from './sample-structure.ts';

const SAMPLES = join(import.meta.dirname, '../../../main/training/samples');

const truth = z.object({
  file: z.string(),
  type: documentTypeId,
  pages: z.array(
    z.object({ width: z.number(), height: z.number(), dpi: z.number(), rotation: z.number(), skewDegrees: z.number() }),
  ),
  fields: z.record(z.string(), z.string()),
  boxes: z.record(
    z.string(),
    z.object({ page: z.number(), box: z.tuple([z.number(), z.number(), z.number(), z.number()]) }),
  ),
});

const listing = z.array(
  z.object({
    file: z.string(),
    title: z.string(),
    titleEn: z.string().optional(),
    type: documentTypeId,
    story: z.string().optional(),
  }),
);

export type SampleListing = z.infer<typeof listing>[number];

/** What a person would have to look at on a sample: key → why, with a worse reading where one is wanted. */
export interface Doubt {
  readonly vi: string;
  readonly en: string;
  readonly read?: string | null;
  readonly confidence?: number;
}

export interface SamplePaper {
  readonly paper: PaperView;
  readonly pages: readonly PageView[];
  /** Makes the bytes of a page's picture. */
  readonly picture: (pageId: string, side: number | null) => Promise<Buffer>;
}

export async function listSamples(): Promise<readonly SampleListing[]> {
  return listing.parse(JSON.parse(await readFile(join(SAMPLES, 'index.json'), 'utf8')));
}

/** A sample paper as it stands once read, its fields from its truth, with the doubts that were asked for. */
export async function readSample(
  file: string,
  ids: { readonly paper: string; readonly file: string },
  doubts: Readonly<Record<string, Doubt>> = {},
): Promise<SamplePaper> {
  const known = truth.parse(
    JSON.parse(await readFile(join(SAMPLES, `${file.replace(/\.\w+$/, '')}.truth.json`), 'utf8')),
  );
  const pages = known.pages.map(
    (page, index): PageView => ({
      id: `${ids.paper}-p${index}`,
      fileId: ids.file,
      index,
      state: 'read',
      width: page.width,
      height: page.height,
      dpi: page.dpi,
      rotation: page.rotation,
      skewDegrees: page.skewDegrees,
      blank: false,
      confidence: 0.93,
      readMs: 900 + 130 * index,
    }),
  );
  const type = findDocumentType(known.type) as DocumentType;
  const fields = Object.entries(type.fields).map(([key, kind]): FieldView => {
    const place = known.boxes[key];
    const doubt = doubts[key];
    const value = doubt?.read === undefined ? (known.fields[key] ?? null) : doubt.read;
    const fromCode = known.type === 'citizen-card' && key !== 'expiresOn';
    return {
      key,
      kind,
      value,
      raw: value,
      confidence: doubt?.confidence ?? 0.99,
      source: value === null ? null : fromCode ? 'qr' : 'ocr',
      pageId: place === undefined ? null : (pages[place.page]?.id ?? null),
      box: place?.box ?? null,
      candidates: candidatesOf(value, known.fields[key], doubt),
      doubtful: doubt !== undefined,
      why: doubt === undefined ? null : { vi: doubt.vi, en: doubt.en },
      confirmed: null,
    };
  });
  const paper: PaperView = {
    id: ids.paper,
    componentCode: null,
    type: known.type,
    typeConfidence: 0.98,
    pageIds: pages.map((page) => page.id),
    fields,
    ...sampleStructure(file),
  };
  const picture = async (pageId: string, side: number | null): Promise<Buffer> => {
    const index = pages.findIndex((page) => page.id === pageId);
    return await rasterisePage(join(SAMPLES, file), index, known.pages[index]?.rotation ?? 0, side);
  };
  return { paper, pages, picture };
}

function candidatesOf(
  value: string | null,
  right: string | undefined,
  doubt: Doubt | undefined,
): FieldView['candidates'] {
  if (doubt === undefined || value === null) return [];
  const own = { value, source: 'ocr', confidence: doubt.confidence ?? 0.9 };
  return right === undefined || right === value ? [own] : [own, { value: right, source: 'population', confidence: 1 }];
}
