import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentReading, PageReading } from '../../../common/domain/reading.ts';
import type { Reader, ReadPage } from '../../../ocr/reader.ts';
import { openFile } from '../../../ocr/steps/open-file.ts';
import { buildPage } from '../../helpers/page-builder.ts';

/** What a file of the bulk reader says of itself, as JSON. */
export interface BulkFile {
  readonly salt: string;
  readonly pages: number;
  readonly documents: readonly Pick<DocumentReading, 'type' | 'fields'>[];
}

const UPRIGHT_BYTES = 300_000;
const PREVIEW_BYTES = 20_000;
/** What a page of a searchable PDF takes at most. */
const PDF_PAGE_BYTES = 150_000;

/** As much text as an official paper has. */
const TEXT = Array.from({ length: 42 }, (_, line) => `Dòng ${line} họ và tên nơi thường trú số nhà đường phố xã tỉnh`);

/**
 * Stands in for reading where storing and sending are measured: pages of the usual size and number of words come at
 * once, so that a day's papers pass in minutes.
 */
export function createBulkReader(emptyPdf: (pages: number) => Promise<Uint8Array>): Reader {
  const page = buildPage(TEXT);
  return {
    readFile: async ({ path, sourceName, workDir }, onProgress = () => undefined) => {
      const bytes = await readFile(path);
      const file: BulkFile = JSON.parse(bytes.toString('utf8'));
      onProgress({ kind: 'opened', pages: file.pages });
      const pages: ReadPage[] = [];
      for (let index = 0; index < file.pages; index += 1) {
        const reading: PageReading = { ...page, index };
        const artefacts = { upright: join(workDir, `${index}.jpg`), preview: join(workDir, `${index}.small.jpg`) };
        await writeFile(artefacts.upright, randomBytes(UPRIGHT_BYTES));
        await writeFile(artefacts.preview, randomBytes(PREVIEW_BYTES));
        pages.push({ reading, artefacts });
        onProgress({ kind: 'page', page: { reading, artefacts } });
      }
      const documents = file.documents.map((document) => ({
        ...document,
        typeConfidence: 0.99,
        pages: pages.map((_, index) => index),
        findings: [],
      }));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { reading: { source: sourceName, sha256, pages: pages.map(({ reading }) => reading), documents }, pages };
    },
    inspect: openFile,
    composePdf: async ({ pages, out }) => {
      // A comment after the end of a PDF belongs to nothing; it brings the file to its usual size.
      const filling = randomBytes((pages.length * PDF_PAGE_BYTES) / 2).toString('hex');
      const content = Buffer.concat([await emptyPdf(pages.length), Buffer.from(`\n%${filling}\n%%EOF\n`)]);
      await writeFile(out, content);
      return { path: out, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.byteLength };
    },
    close: async () => undefined,
  };
}
