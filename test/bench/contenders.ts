import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import type { FileReading } from '../../common/domain/reading.ts';
import { createReader } from '../../ocr/create-reader.ts';

const run = promisify(execFile);
const MANY_BYTES = 256 * 1024 * 1024;

/** What one reader made of one file. */
export interface FileResult {
  /** Text by page. */
  readonly pages: readonly string[];
  /** The project's own reader alone. */
  readonly reading?: FileReading;
  /** Why there is nothing. */
  readonly failure?: string;
}

export interface ContenderRun {
  readonly name: string;
  readonly version: string;
  readonly seconds: number;
  /** Highest resident set of one worker process, MB; where it was watched. */
  readonly peakWorkerMb?: number;
  /** By path of the input. */
  readonly results: ReadonlyMap<string, FileResult>;
}

/** The project's reader: from the first file to the last searchable PDF on disk, start of its processes included. */
export async function runOwnReader(files: readonly string[], folder: string, workers: number): Promise<ContenderRun> {
  await mkdir(folder, { recursive: true });
  const results = new Map<string, FileResult>();
  const memory = watchWorkers();
  const start = performance.now();
  const reader = createReader({ workers });
  try {
    await inParallel(files, workers + 1, async (path) => {
      const name = basename(path);
      const workDir = join(folder, name);
      await mkdir(workDir, { recursive: true });
      try {
        const { reading, pages } = await reader.readFile({ path, sourceName: name, workDir });
        const upright = pages.flatMap(({ artefacts, reading: page }) =>
          artefacts === undefined ? [] : [{ upright: artefacts.upright, reading: page }],
        );
        if (upright.length > 0)
          await reader.composePdf({ pages: upright, title: name, out: join(folder, `${name}.pdf`) });
        results.set(path, { pages: reading.pages.map((page) => page.text), reading });
      } catch (error) {
        results.set(path, { pages: [], failure: String(error) });
      }
      await rm(workDir, { recursive: true });
    });
  } finally {
    await reader.close();
  }
  const seconds = (performance.now() - start) / 1000;
  return { name: 'tram-so-hoa', version: `${workers} workers`, seconds, peakWorkerMb: memory.stop(), results };
}

/** Plain tesseract, two processes of one thread: text alone, no turning, no PDF. */
export async function runTesseract(files: readonly string[], folder: string): Promise<ContenderRun | undefined> {
  const version = await versionOf('tesseract', ['--version'], /tesseract ([\d.]+)/);
  if (version === undefined || !(await run('tesseract', ['--list-langs'])).stdout.split('\n').includes('vie'))
    return undefined;
  await mkdir(folder, { recursive: true });
  const results = new Map<string, FileResult>();
  const start = performance.now();
  await inParallel(files, 2, async (path) => {
    const inputs = extname(path) === '.pdf' ? await rasterise(path, folder) : [path];
    const pages: string[] = [];
    for (const input of inputs) {
      const { stdout } = await run('tesseract', [input, '-', '-l', 'vie'], {
        env: { ...process.env, OMP_THREAD_LIMIT: '1' },
        maxBuffer: MANY_BYTES,
      });
      pages.push(...splitPages(stdout));
    }
    results.set(path, { pages });
  });
  return {
    name: 'tesseract',
    version: `${version}, two processes`,
    seconds: (performance.now() - start) / 1000,
    results,
  };
}

/**
 * OCRmyPDF with turning and deskewing. It parallelises over pages of one file, so all inputs are joined into one PDF
 * beforehand, outside its time: its best case.
 */
export async function runOcrMyPdf(files: readonly string[], folder: string): Promise<ContenderRun | undefined> {
  const version = await versionOf('ocrmypdf', ['--version'], /([\d.]+)/);
  if (version === undefined) return undefined;
  await mkdir(folder, { recursive: true });
  const parts: { path: string; pdf: string; pages: number }[] = [];
  for (const [index, path] of files.entries()) {
    const pdf = await asPdf(path, join(folder, `part-${index}`));
    const { stdout } = await run('qpdf', ['--show-npages', pdf]);
    parts.push({ path, pdf, pages: Number(stdout) });
  }
  const joined = join(folder, 'joined.pdf');
  await run('qpdf', ['--empty', '--pages', ...parts.map((part) => part.pdf), '--', joined]);
  const sidecar = join(folder, 'text.txt');
  const start = performance.now();
  await run(
    'ocrmypdf',
    [
      '--quiet',
      '--rotate-pages',
      '--deskew',
      '-l',
      'vie',
      '--jobs',
      '2',
      '--sidecar',
      sidecar,
      joined,
      join(folder, 'out.pdf'),
    ],
    { maxBuffer: MANY_BYTES },
  );
  const seconds = (performance.now() - start) / 1000;
  const texts = splitPages(await readFile(sidecar, 'utf8'));
  const results = new Map<string, FileResult>();
  for (const part of parts) results.set(part.path, { pages: texts.splice(0, part.pages) });
  return { name: 'OCRmyPDF', version: `${version}, rotate, deskew, jobs 2`, seconds, results };
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
function splitPages(text: string): string[] {
  const pages = text.split('\f');
  if (pages.at(-1)?.trim() === '') pages.pop();
  return pages;
}

async function versionOf(command: string, args: string[], pattern: RegExp): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(command, args);
    return pattern.exec(stdout + stderr)?.[1] ?? 'unknown';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}

/** Looks at this process's children five times a second; 0 where there is no /proc. */
function watchWorkers(): { stop: () => number } {
  let peak = 0;
  const look = async (): Promise<void> => {
    const list = await readOptional(`/proc/self/task/${process.pid}/children`);
    for (const pid of list.split(' ').filter((text) => text !== '')) {
      const status = await readOptional(`/proc/${pid}/status`);
      peak = Math.max(peak, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    }
  };
  const timer = setInterval(() => void look(), 200);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.round(peak);
    },
  };
}

/** A process may end between two looks. */
async function readOptional(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
