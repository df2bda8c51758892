import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StationError, type StationErrorCode } from '../../common/contract/errors.ts';
import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import type { Finding } from '../../common/domain/findings.ts';
import type { DocumentReading, FieldReading, PageReading } from '../../common/domain/reading.ts';
import type { Reader, ReadPage } from '../../ocr/reader.ts';

/** What a scripted file holds; its bytes are this as JSON. */
export interface ScriptedFile {
  /** Makes two files with the same papers differ in their bytes. */
  readonly salt?: string;
  /** The whole file can't be read. */
  readonly fails?: StationErrorCode;
  /** Findings of each page; one page when absent. */
  readonly pages?: readonly (readonly Finding[])[];
  readonly papers?: readonly ScriptedPaper[];
}

interface ScriptedPaper {
  readonly type: DocumentTypeId;
  /** Default: all pages. */
  readonly pages?: readonly number[];
  /** Values read with certainty 0.99 from print, or as given. */
  readonly fields?: Readonly<Record<string, string | Partial<FieldReading>>>;
  readonly findings?: readonly Finding[];
  readonly header?: DocumentReading['header'];
  readonly tables?: DocumentReading['tables'];
}

export interface FakeReader extends Reader {
  /** While held, files stop after their first page. */
  hold(): void;
  release(): void;
  /** How often readFile was called. */
  readonly reads: () => number;
}

/** A reader that finds in a file what its bytes say, by the product's own interface. */
export function createFakeReader(): FakeReader {
  let gate: Promise<void> = Promise.resolve();
  let open = (): void => undefined;
  let refuse: (error: Error) => void = () => undefined;
  let reads = 0;
  return {
    reads: () => reads,
    hold: () => {
      gate = new Promise((resolve, reject) => {
        open = resolve;
        refuse = reject;
      });
      gate.catch(() => undefined);
    },
    release: () => open(),
    readFile: async ({ path, sourceName, workDir }, onProgress = () => undefined) => {
      reads += 1;
      const bytes = await readFile(path);
      const script: ScriptedFile = JSON.parse(bytes.toString('utf8'));
      if (script.fails !== undefined) throw new StationError(script.fails);
      const findings = script.pages ?? [[]];
      onProgress({ kind: 'opened', pages: findings.length });
      const pages: ReadPage[] = [];
      for (const [index, ofPage] of findings.entries()) {
        if (index > 0) await gate;
        onProgress({ kind: 'step', page: index, step: 'recognise' });
        const page = await readPage(index, ofPage, workDir);
        pages.push(page);
        onProgress({ kind: 'page', page });
      }
      await gate;
      const documents = (script.papers ?? []).map((paper) => ({
        type: paper.type,
        typeConfidence: 0.99,
        pages: paper.pages ?? findings.map((_, index) => index),
        fields: Object.fromEntries(
          Object.entries(paper.fields ?? {}).map(([key, field]) => [key, fieldReading(field)]),
        ),
        findings: paper.findings ?? [],
        ...(paper.header === undefined ? {} : { header: paper.header }),
        ...(paper.tables === undefined ? {} : { tables: paper.tables }),
      }));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { reading: { source: sourceName, sha256, pages: pages.map((page) => page.reading), documents }, pages };
    },
    inspect: async (path) => {
      const content = await readFile(path);
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { format: 'pdf', pages: content.toString('utf8').split('\n').length - 2, sha256 };
    },
    composePdf: async ({ pages, title, out }) => {
      const images = await Promise.all(
        pages.map(async (page) => await readFile(page.upright ?? page.picture ?? '', 'utf8')),
      );
      const content = Buffer.from(`%PDF-1.7\n%PDF-fake ${title}\n${images.join('\n')}`);
      await writeFile(out, content);
      return { path: out, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.byteLength };
    },
    close: async () => refuse(new StationError('reader-stopped')),
  };
}

/** As a script may say it; a header or row has whole ones. */
export function fieldReading(field: string | Partial<FieldReading>): FieldReading {
  const given = typeof field === 'string' ? { value: field } : field;
  const value = given.value ?? '';
  return { value, raw: value, confidence: 0.99, source: 'ocr', page: 0, box: [10, 20, 300, 40], ...given };
}

/** An upright A4 page without any text. */
export function fakePage(index: number, findings: readonly Finding[] = []): PageReading {
  return {
    index,
    width: 2480,
    height: 3508,
    dpi: 300,
    rotation: 0,
    skewDegrees: 0.5,
    blank: false,
    confidence: 0.95,
    text: '',
    lines: [],
    codes: [],
    findings,
    timings: { decode: 10, recognise: 90 },
  };
}

async function readPage(index: number, findings: readonly Finding[], workDir: string): Promise<ReadPage> {
  const unreadable = findings.some((finding) => finding.code === 'page-unreadable');
  const reading = fakePage(index, findings);
  if (unreadable) return { reading };
  const artefacts = { upright: join(workDir, `${index}.jpg`), preview: join(workDir, `${index}.preview.jpg`) };
  await writeFile(artefacts.upright, `upright ${index} of ${workDir}`);
  await writeFile(artefacts.preview, `preview ${index} of ${workDir}`);
  return { reading, artefacts };
}
