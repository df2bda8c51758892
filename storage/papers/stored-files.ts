import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** Hashes of every stored file that one dossier refers to, each once. */
export async function storedFilesOf(db: Kysely<Schema>, dossierId: string): Promise<readonly string[]> {
  const files = await db.selectFrom('files').select('sha256').where('dossierId', '=', dossierId).execute();
  const pages = await db
    .selectFrom('pages')
    .select(['uprightSha256', 'previewSha256'])
    .where('dossierId', '=', dossierId)
    .execute();
  const papers = await db.selectFrom('papers').select('pdfSha256').where('dossierId', '=', dossierId).execute();
  const sent = await db.selectFrom('deliveryFiles').select('sha256').where('dossierId', '=', dossierId).execute();
  const hashes = [
    ...files.map((row) => row.sha256),
    ...pages.flatMap((row) => [row.uprightSha256, row.previewSha256]),
    ...papers.map((row) => row.pdfSha256),
    ...sent.map((row) => row.sha256),
  ];
  return [...new Set(hashes.filter((hash) => hash !== null))];
}

/** Whether a dossier that still has its images refers to a stored file. */
export async function isStillWanted(db: Kysely<Schema>, sha256: string): Promise<boolean> {
  const alive = db.selectFrom('dossiers').select('id').where('state', '!=', 'purged');
  const uses = [
    await db
      .selectFrom('files')
      .select('id')
      .where('sha256', '=', sha256)
      .where('dossierId', 'in', alive)
      .executeTakeFirst(),
    await db
      .selectFrom('pages')
      .select('id')
      .where((e) => e.or([e('uprightSha256', '=', sha256), e('previewSha256', '=', sha256)]))
      .where('dossierId', 'in', alive)
      .executeTakeFirst(),
    await db
      .selectFrom('papers')
      .select('id')
      .where('pdfSha256', '=', sha256)
      .where('dossierId', 'in', alive)
      .executeTakeFirst(),
    await db
      .selectFrom('deliveryFiles')
      .select('paperId')
      .where('sha256', '=', sha256)
      .where('dossierId', 'in', alive)
      .executeTakeFirst(),
  ];
  return uses.some((use) => use !== undefined);
}
