import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { StationError } from '../../../../common/contract/errors.ts';
import { documentTypeId } from '../../../../common/contract/views.ts';
import type { DocumentTypeId } from '../../../../common/domain/document-types.ts';

const indexEntry = z.object({
  file: z.string(),
  title: z.string(),
  titleEn: z.string().optional(),
  type: documentTypeId,
  /** Name of the story that the sample belongs to. */
  story: z.string().optional(),
});

export interface Sample {
  readonly file: string;
  readonly title: string;
  readonly titleEn: string;
  readonly type: DocumentTypeId;
  /** One of the papers that together make a dossier complete. */
  readonly story: boolean;
}

/** Sample papers of training mode, as samplesDir/index.json lists them; none outside training mode. */
export async function listSamples(samplesDir: string | null): Promise<readonly Sample[]> {
  if (samplesDir === null) return [];
  const index: unknown = JSON.parse(await readFile(join(samplesDir, 'index.json'), 'utf8'));
  return z
    .array(indexEntry)
    .parse(index)
    .map(({ story, titleEn, ...entry }) => ({
      ...entry,
      titleEn: titleEn ?? entry.title,
      story: story !== undefined,
    }));
}

/** @throws StationError file-not-found for a name that the list doesn't have */
export async function openSample(samplesDir: string | null, file: string): Promise<AsyncIterable<Uint8Array>> {
  const samples = await listSamples(samplesDir);
  if (samplesDir === null || !samples.some((candidate) => candidate.file === file)) {
    throw new StationError('file-not-found');
  }
  return createReadStream(join(samplesDir, basename(file)));
}
