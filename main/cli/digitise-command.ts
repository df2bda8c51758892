import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { STATION_ERRORS } from '../../common/contract/errors.ts';
import { PDF_RASTERS, type PdfRaster } from '../../common/domain/pdf-raster.ts';
import { collectInputs, type DigitiseInput } from '../backend/digitise/collect-inputs.ts';
import { type DigitiseProgress, digitise } from '../backend/digitise/digitise.ts';
import { outputNames } from '../backend/digitise/output-names.ts';
import { INTERRUPTED, SOME_UNREADABLE, UsageError, wholeNumber } from './exit-codes.ts';
import { createProgressLine } from './progress-line.ts';

interface DigitiseFlags {
  readonly out: string;
  readonly workers?: number;
  readonly pdf: boolean;
  readonly jsonOnly?: boolean;
  readonly quiet?: boolean;
}

const MOST_WORKERS = 64;

/** `sohoa digitise`: files or folders in, NAME.json and NAME.pdf out. */
export function digitiseCommand(version: string): Command {
  return new Command('digitise')
    .description('Đọc ảnh quét và PDF thành JSON và PDF tìm kiếm được. (Reads scans into JSON and searchable PDF.)')
    .argument('<input...>', 'JPEG, PNG, TIFF, WebP, PDF, hoặc thư mục (or a folder)')
    .requiredOption('--out <DIR>', 'thư mục kết quả (folder for the results)')
    .option('--workers <N>', 'số tiến trình đọc (reader processes)', wholeNumber(1, MOST_WORKERS))
    .option('--pdf', 'ghi PDF/A-2b tìm kiếm được; mặc định (write searchable PDFs; the default)', true)
    .option('--no-pdf', 'không ghi PDF (write no PDFs)')
    .option('--json-only', 'như --no-pdf (same as --no-pdf)')
    .option('--quiet', 'chỉ báo lỗi (report failures only)')
    .addHelpText('after', '\nMã thoát: 0 đọc hết · 2 có tệp không đọc được · 64 dùng sai (exit codes)')
    .action((paths: readonly string[], flags: DigitiseFlags) => runDigitise(paths, flags, version));
}

async function runDigitise(paths: readonly string[], flags: DigitiseFlags, version: string): Promise<void> {
  const outDir = resolve(flags.out);
  await requireFolder(outDir);
  const inputs = await collectInputs(paths);
  const names = outputNames(inputs.map(({ name }) => name));
  await refuseOverwriting(inputs, names, outDir);
  tellRenamed(inputs, names);

  const abort = new AbortController();
  const interrupt = (): void => abort.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const line = createProgressLine(process.stderr, inputs.length, flags.quiet === true);
  const onProgress = (progress: DigitiseProgress): void => {
    if (progress.kind === 'page') line.page();
    else if (progress.kind === 'file') line.file();
    else line.problem(problemWords(progress));
  };
  try {
    const report = await digitise({
      inputs,
      names,
      outDir,
      pdf: flags.pdf && flags.jsonOnly !== true,
      raster: rasterOf(process.env.SOHOA_PDF_RASTER),
      ...(flags.workers === undefined ? {} : { workers: flags.workers }),
      version,
      onProgress,
      signal: abort.signal,
    });
    line.end(report);
    if (report.unreadable > 0) process.exitCode = SOME_UNREADABLE;
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    line.problem('Đã dừng; các tệp đã ghi đều nguyên vẹn. (Stopped; files already written are whole.)');
    process.exitCode = INTERRUPTED;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** How pages are kept in PDFs; a matter of the station rather than of one run, hence no flag. */
function rasterOf(wanted: string | undefined): PdfRaster {
  if (wanted === undefined || wanted === '') return 'jpeg';
  const found = PDF_RASTERS.find((raster) => raster === wanted);
  if (found === undefined) throw new UsageError(`SOHOA_PDF_RASTER: ${PDF_RASTERS.join(' | ')}`);
  return found;
}

async function requireFolder(outDir: string): Promise<void> {
  const info = await stat(outDir).catch(() => null);
  if (info !== null && !info.isDirectory()) {
    throw new UsageError(`--out: ${printable(outDir)} không phải thư mục. (It is not a folder.)`);
  }
}

/** An input is never changed, so none may lie where an output is to be written. */
async function refuseOverwriting(
  inputs: readonly DigitiseInput[],
  names: readonly string[],
  outDir: string,
): Promise<void> {
  const folder = await realpath(outDir).catch(() => outDir);
  const outputs = new Set(names.flatMap((name) => [join(folder, `${name}.pdf`), join(folder, `${name}.json`)]));
  for (const { path } of inputs) {
    const place = join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path));
    if (!outputs.has(place)) continue;
    throw new UsageError(
      `--out: kết quả sẽ ghi đè tệp gốc ${printable(place)}; chọn thư mục khác. (A result would overwrite this input: choose another folder.)`,
    );
  }
}

function tellRenamed(inputs: readonly DigitiseInput[], names: readonly string[]): void {
  const plain = new Set<string>();
  inputs.forEach(({ name, path }, index) => {
    const written = names[index] ?? name;
    if (name.startsWith(`${written}.`) || name === written) plain.add(written);
    else console.error(`${printable(path)}: trùng tên, ghi thành ${printable(written)}. (Same name: written as this.)`);
  });
}

function problemWords({ name, code, page, detail }: Extract<DigitiseProgress, { kind: 'unreadable' }>): string {
  const { vi, en } = STATION_ERRORS[code];
  const where = page === undefined ? '' : `, trang ${page + 1} (page ${page + 1})`;
  const measured = detail === undefined ? '' : ` [${printable(detail)}]`;
  return `${printable(name)}${where}: ${vi} (${en})${measured}`;
}

/** A file's name may hold anything; a terminal would obey some of it. */
function printable(text: string): string {
  return text.replace(/\p{Cc}|\p{Cf}/gu, '\u{fffd}');
}
