import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, extname, join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import type { Contender, FileResult } from './contender.ts';
import { inParallel, MANY_BYTES, run, versionOf } from './processes.ts';

/**
 * Plain tesseract, two processes of one thread each: text and searchable PDF, no turning, no straightening. Undefined
 * when it or its Vietnamese is not installed.
 */
export async function nativeTesseract(): Promise<Contender | undefined> {
  const version = await versionOf('tesseract', ['--version'], /tesseract ([\d.]+)/);
  if (version === undefined || !(await run('tesseract', ['--list-langs'])).stdout.split('\n').includes('vie'))
    return undefined;
  return {
    name: 'tesseract',
    version: `${version}, two processes`,
    prepare: async () => undefined,
    async read(files, folder) {
      await mkdir(folder, { recursive: true });
      const results = new Map<string, FileResult>();
      await inParallel(files, 2, async (path) => {
        const inputs = extname(path) === '.pdf' ? await rasterise(path, folder) : [path];
        const pages: string[] = [];
        for (const input of inputs) {
          const stem = join(folder, basename(input));
          await run('tesseract', [input, stem, '-l', 'vie', 'txt', 'pdf'], {
            env: { ...process.env, OMP_THREAD_LIMIT: '1' },
            maxBuffer: MANY_BYTES,
          });
          pages.push(...splitPages(await readFile(`${stem}.txt`, 'utf8')));
        }
        results.set(path, { pages });
      });
      return results;
    },
    close: async () => undefined,
  };
}

/**
 * OCRmyPDF with turning and deskewing. It parallelises over pages of one file, so all inputs are joined into one PDF
 * beforehand, outside its time: its best case. Undefined when it is not installed.
 */
export async function ocrMyPdf(): Promise<Contender | undefined> {
  const version = await versionOf('ocrmypdf', ['--version'], /([\d.]+)/);
  if (version === undefined) return undefined;
  const jobs = Math.min(2, availableParallelism());
  const pagesOf = new Map<string, number>();
  return {
    name: 'OCRmyPDF',
    version: `${version}, rotate, deskew, jobs ${jobs}`,
    async prepare(files, folder) {
      await mkdir(folder, { recursive: true });
      const parts: string[] = [];
      for (const [index, path] of files.entries()) {
        const pdf = await asPdf(path, join(folder, `part-${index}`));
        const { stdout } = await run('qpdf', ['--show-npages', pdf]);
        pagesOf.set(path, Number(stdout));
        parts.push(pdf);
      }
      await run('qpdf', ['--empty', '--pages', ...parts, '--', join(folder, 'joined.pdf')]);
    },
    async read(files, folder) {
      const sidecar = join(folder, 'text.txt');
      const options = ['--quiet', '--rotate-pages', '--deskew', '-l', 'vie', '--jobs', String(jobs)];
      await run('ocrmypdf', [...options, '--sidecar', sidecar, join(folder, 'joined.pdf'), join(folder, 'out.pdf')], {
        maxBuffer: MANY_BYTES,
      });
      const texts = splitPages(await readFile(sidecar, 'utf8'));
      return new Map(files.map((path): [string, FileResult] => [path, { pages: texts.splice(0, pagesOf.get(path)!) }]));
    },
    close: async () => undefined,
  };
}

/** An input as PDF without loss, each page in its physical size. */
async function asPdf(path: string, stem: string): Promise<string> {
  if (extname(path) === '.pdf') return path;
  const { pages = 1, format } = await sharp(path).metadata();
  const pdf = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) {
    const source = sharp(path, { page });
    const { density = 300 } = await source.metadata();
    const image =
      format === 'jpeg'
        ? await pdf.embedJpg(await readFile(path))
        : await pdf.embedPng(await source.png({ compressionLevel: 1 }).toBuffer());
    const [width, height] = [(image.width / density) * 72, (image.height / density) * 72];
    pdf.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  }
  const out = `${stem}.pdf`;
  await writeFile(out, await pdf.save());
  return out;
}

async function rasterise(path: string, folder: string): Promise<string[]> {
  const stem = join(folder, basename(path, '.pdf'));
  await run('pdftoppm', ['-r', '300', '-png', path, stem]);
  const { stdout } = await run('qpdf', ['--show-npages', path]);
  const count = Number(stdout);
  return Array.from(
    { length: count },
    (_, index) => `${stem}-${String(index + 1).padStart(String(count).length, '0')}.png`,
  );
}

/** Pages of a text that ends each with a form feed. */
export function splitPages(text: string): string[] {
  const pages = text.split('\f');
  if (pages.at(-1)?.trim() === '') pages.pop();
  return pages;
}
