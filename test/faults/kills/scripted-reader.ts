import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StationError } from '../../../common/contract/errors.ts';
import { createReader } from '../../../ocr/create-reader.ts';
import type { EngineName } from '../../../ocr/engines/engine.ts';
import type { Reader, ReadFileRequest, ReadFileResult, ReadPage } from '../../../ocr/reader.ts';
import { openFile } from '../../../ocr/steps/open-file.ts';
import { fakePage } from '../../helpers/fake-reader.ts';
import { writePdf } from '../support/pdf-writer.ts';
import { noise, type PaperScript, readScript } from './paper-script.ts';

/** Pictures of scripted pages begin with it. */
const PICTURE = Buffer.from('scripted page\n');

export interface ScriptedReaderOptions {
  /** What a scripted page takes, in milliseconds: so that there is a while in which a station can die. */
  readonly pageMs: number;
  /** Real files are read by real reader processes with this engine. */
  readonly engine: EngineName;
}

/** Reads scripted files as they say, the same bytes always alike, and leaves every other file to a real reader. */
export function createScriptedReader({ pageMs, engine }: ScriptedReaderOptions): Reader {
  let real: Reader | null = null;
  const realReader = (): Reader => {
    real ??= createReader({ workers: 1, engine });
    return real;
  };
  let closed = false;
  return {
    readFile: async (request, onProgress = () => undefined) => {
      const bytes = await readFile(request.path);
      const script = readScript(bytes);
      if (script === null) return await realReader().readFile(request, onProgress);
      onProgress({ kind: 'opened', pages: script.pages });
      const pages: ReadPage[] = [];
      for (let index = 0; index < script.pages; index += 1) {
        await pause(pageMs);
        if (closed) throw new StationError('reader-stopped');
        const page = await makePage(request, script, index);
        pages.push(page);
        onProgress({ kind: 'page', page });
      }
      return { reading: fileReading(request, bytes, script, pages), pages };
    },
    inspect: openFile,
    composePdf: async (request) => {
      const { pages, title, out } = request;
      const pictures = await Promise.all(pages.map(async (page) => await readFile(page.upright ?? page.picture ?? '')));
      if (!pictures.every((picture) => picture.subarray(0, PICTURE.length).equals(PICTURE))) {
        return await realReader().composePdf(request);
      }
      const content = pdfOfPictures(pictures, title);
      await writeFile(out, content);
      return { path: out, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.byteLength };
    },
    close: async () => {
      closed = true;
      await real?.close();
    },
  };
}

/** Pictures laid into streams of an otherwise empty PDF, one page each: small, whole, and the same every time. */
function pdfOfPictures(pictures: readonly Buffer[], title: string): Buffer {
  const kids = pictures.map((_, index) => `${3 + index * 2} 0 R`).join(' ');
  return writePdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pictures.length}/Kids[${kids}]>>`,
    ...pictures.flatMap((picture, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/PieceInfo<</Scan ${4 + index * 2} 0 R>>>>`,
      { dictionary: `/Title<${Buffer.from(title).toString('hex')}>`, stream: picture },
    ]),
  ]);
}

async function makePage({ workDir }: ReadFileRequest, script: PaperScript, index: number): Promise<ReadPage> {
  const reading = fakePage(index);
  const artefacts = { upright: join(workDir, `${index}.jpg`), preview: join(workDir, `${index}.preview.jpg`) };
  const picture = (name: string, bytes: number): Buffer =>
    Buffer.concat([PICTURE, noise(`${script.salt}/${index}/${name}`, bytes)]);
  await writeFile(artefacts.upright, picture('upright', script.pictureBytes));
  await writeFile(artefacts.preview, picture('preview', 2000));
  return { reading, artefacts };
}

function fileReading(
  { sourceName }: ReadFileRequest,
  bytes: Buffer,
  script: PaperScript,
  pages: readonly ReadPage[],
): ReadFileResult['reading'] {
  return {
    source: sourceName,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pages: pages.map((page) => page.reading),
    documents: script.papers.map((paper) => ({
      type: paper.type,
      typeConfidence: 0.99,
      pages: pages.map((_, index) => index),
      fields: Object.fromEntries(
        Object.entries(paper.fields).map(([key, { value, confidence }]) => [
          key,
          { value, raw: value, confidence, source: 'ocr' as const, page: 0, box: [10, 20, 300, 40] as const },
        ]),
      ),
      findings: [],
    })),
  };
}
