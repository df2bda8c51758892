import type { Kysely } from 'kysely';
import type { DossierState } from '../../common/domain/dossier.ts';
import type { Schema } from '../database/schema.ts';

/**
 * What a stored file is to the row that refers to it. original: as it was captured; upright and preview: made from it by
 * reading; pdf: made of upright pages; sent: the PDF as it is promised to the portal.
 */
export type FileUseKind = 'original' | 'upright' | 'preview' | 'pdf' | 'sent';

/** One row that refers to a stored file. */
export interface FileUse {
  readonly sha256: string;
  readonly kind: FileUseKind;
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly dossierState: DossierState;
  /** The captured file that it is, or was made from. */
  readonly fileId: string;
  readonly pageId: string | null;
  readonly paperId: string | null;
}

const DOSSIER = ['dossiers.id as dossierId', 'dossiers.code as dossierCode', 'dossiers.state as dossierState'] as const;

/** Of which dossier, of which file; of all when nothing is given. */
interface Which {
  readonly dossierId?: string;
  readonly sha256?: string;
}

/** Which rows refer to which stored files. */
export class FileUseReader {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** Every reference, those of purged dossiers too, whose files are gone by design. */
  async all(): Promise<readonly FileUse[]> {
    return await this.#uses({});
  }

  /** Hashes of what one dossier refers to, each once. */
  async hashesOfDossier(dossierId: string): Promise<readonly string[]> {
    return [...new Set((await this.#uses({ dossierId })).map(({ sha256 }) => sha256))];
  }

  async ofFile(sha256: string): Promise<readonly FileUse[]> {
    return await this.#uses({ sha256 });
  }

  async #uses(which: Which): Promise<readonly FileUse[]> {
    const parts = [
      await this.#originals(which),
      await this.#pages(which),
      await this.#pdfs(which),
      await this.#sent(which),
    ];
    return parts.flat();
  }

  async #originals({ dossierId, sha256 }: Which): Promise<readonly FileUse[]> {
    const rows = await this.#db
      .selectFrom('files')
      .innerJoin('dossiers', 'dossiers.id', 'files.dossierId')
      .select([...DOSSIER, 'files.sha256', 'files.id as fileId'])
      .$if(dossierId !== undefined, (query) => query.where('files.dossierId', '=', dossierId ?? ''))
      .$if(sha256 !== undefined, (query) => query.where('files.sha256', '=', sha256 ?? ''))
      .execute();
    return rows.map((row) => ({ ...row, kind: 'original', pageId: null, paperId: null }));
  }

  async #pages({ dossierId, sha256 }: Which): Promise<readonly FileUse[]> {
    const rows = await this.#db
      .selectFrom('pages')
      .innerJoin('dossiers', 'dossiers.id', 'pages.dossierId')
      .select([...DOSSIER, 'pages.uprightSha256', 'pages.previewSha256', 'pages.id as pageId', 'pages.fileId'])
      .$if(dossierId !== undefined, (query) => query.where('pages.dossierId', '=', dossierId ?? ''))
      .$if(sha256 !== undefined, (query) =>
        query.where((e) =>
          e.or([e('pages.uprightSha256', '=', sha256 ?? ''), e('pages.previewSha256', '=', sha256 ?? '')]),
        ),
      )
      .execute();
    const uses = rows.flatMap(({ uprightSha256, previewSha256, ...row }) => [
      { ...row, sha256: uprightSha256, kind: 'upright' as const, paperId: null },
      { ...row, sha256: previewSha256, kind: 'preview' as const, paperId: null },
    ]);
    return uses.flatMap((use) =>
      use.sha256 === null || use.sha256 !== (sha256 ?? use.sha256) ? [] : [{ ...use, sha256: use.sha256 }],
    );
  }

  async #pdfs({ dossierId, sha256 }: Which): Promise<readonly FileUse[]> {
    const rows = await this.#db
      .selectFrom('papers')
      .innerJoin('dossiers', 'dossiers.id', 'papers.dossierId')
      .select([...DOSSIER, 'papers.pdfSha256', 'papers.id as paperId', 'papers.fileId'])
      .$if(dossierId !== undefined, (query) => query.where('papers.dossierId', '=', dossierId ?? ''))
      .$if(sha256 !== undefined, (query) => query.where('papers.pdfSha256', '=', sha256 ?? ''))
      .execute();
    return rows.flatMap(({ pdfSha256, ...row }) =>
      pdfSha256 === null ? [] : [{ ...row, sha256: pdfSha256, kind: 'pdf' as const, pageId: null }],
    );
  }

  async #sent({ dossierId, sha256 }: Which): Promise<readonly FileUse[]> {
    const rows = await this.#db
      .selectFrom('deliveryFiles')
      .innerJoin('dossiers', 'dossiers.id', 'deliveryFiles.dossierId')
      .innerJoin('papers', 'papers.id', 'deliveryFiles.paperId')
      .select([...DOSSIER, 'deliveryFiles.sha256', 'deliveryFiles.paperId', 'papers.fileId'])
      .$if(dossierId !== undefined, (query) => query.where('deliveryFiles.dossierId', '=', dossierId ?? ''))
      .$if(sha256 !== undefined, (query) => query.where('deliveryFiles.sha256', '=', sha256 ?? ''))
      .execute();
    return rows.map((row) => ({ ...row, kind: 'sent', pageId: null }));
  }
}

/** In these the portal was or is to be given what the rows of its files say. */
const SENT_STATES: readonly DossierState[] = ['verified', 'queued', 'delivering', 'delivered'];

/**
 * References by hash: what must be there. Purged dossiers have no files any more, and what was queued of a dossier that
 * came back is made anew before it goes out again.
 */
export function wantedFiles(uses: readonly FileUse[]): ReadonlyMap<string, readonly FileUse[]> {
  const wanted = uses.filter(({ kind, dossierState }) =>
    kind === 'sent' ? SENT_STATES.includes(dossierState) : dossierState !== 'purged',
  );
  return Map.groupBy(wanted, (use) => use.sha256);
}
