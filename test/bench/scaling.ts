import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { evenly, timedRead } from './contender.ts';
import { table } from './markdown.ts';
import { percentile } from './metrics.ts';
import { ownReader } from './own-reader.ts';
import { watchPeak } from './processes.ts';
import type { BenchFile } from './score.ts';

type Say = (text: string) => void;

const SCALED_FILES = 16;
const WORKERS = [1, 2, 4] as const;

/** Throughput against the number of reader processes, the same files each time. */
export async function scaling(files: readonly BenchFile[], folder: string, say: Say): Promise<string> {
  const chosen = evenly(files, SCALED_FILES);
  const pages = chosen.reduce((sum, file) => sum + file.truth.pages.length, 0);
  const rows: string[][] = [];
  let first: number | undefined;
  for (const workers of WORKERS) {
    say(`${chosen.length} files with ${workers} workers`);
    const reader = ownReader(workers);
    const watch = watchPeak();
    try {
      const { seconds, cpuSeconds } = await timedRead(
        reader,
        chosen.map((file) => file.path),
        join(folder, `workers-${workers}`),
      );
      first ??= seconds;
      const cpu = cpuSeconds === undefined ? '–' : (cpuSeconds / pages).toFixed(2);
      rows.push([
        String(workers),
        ((pages / seconds) * 60).toFixed(1),
        `${(first / seconds).toFixed(2)} ×`,
        cpu,
        `${watch.stop()} MB`,
      ]);
    } finally {
      watch.stop();
      await reader.close();
    }
  }
  return `## Throughput against workers\n\n${pages} pages of ${chosen.length} files, start of the processes and PDF included.\n\n${table(
    ['workers', 'pages/min', 'against one', 'CPU s/page', 'peak memory of a worker'],
    rows,
  )}`;
}

interface PageSize {
  readonly name: string;
  readonly dpi: number;
  readonly make: (a4: string, out: string, dpi: number) => Promise<void>;
}

/** A4 at 300 dpi that sizes are made from. */
const A4 = { width: 2480, height: 3508, dpi: 300 } as const;

const resampled: PageSize['make'] = async (a4, out, dpi) => {
  await sharp(a4)
    .resize({ width: Math.round((A4.width * dpi) / A4.dpi) })
    .withDensity(dpi)
    .jpeg({ quality: 88 })
    .toFile(out);
};

/** The upper half of the page, turned upright: A5 with print of the usual size. */
const halved: PageSize['make'] = async (a4, out, dpi) => {
  await sharp(a4)
    .extract({ left: 0, top: 0, width: A4.width, height: A4.height / 2 })
    .withDensity(dpi)
    .jpeg({ quality: 88 })
    .toFile(out);
};

/** Two pages side by side: A3. */
const doubled: PageSize['make'] = async (a4, out, dpi) => {
  const page = await sharp(a4).toBuffer();
  await sharp({ create: { width: 2 * A4.width, height: A4.height, channels: 3, background: 'white' } })
    .composite([
      { input: page, left: 0, top: 0 },
      { input: page, left: A4.width, top: 0 },
    ])
    .withDensity(dpi)
    .jpeg({ quality: 88 })
    .toFile(out);
};

const SIZES: readonly PageSize[] = [
  { name: 'A4', dpi: 150, make: resampled },
  { name: 'A4', dpi: 200, make: resampled },
  { name: 'A4', dpi: 300, make: resampled },
  { name: 'A4', dpi: 400, make: resampled },
  { name: 'A5', dpi: 300, make: halved },
  { name: 'A3', dpi: 300, make: doubled },
];

const REPEATS = 3;

/** Cost of a page against its size and resolution: the same print each time. */
export async function pageSizes(files: readonly BenchFile[], folder: string, say: Say): Promise<string> {
  const source = files.find(({ truth }) => {
    const [page] = truth.pages;
    return truth.pages.length === 1 && page?.rotation === 0 && page.width === A4.width && page.height === A4.height;
  });
  if (source === undefined) return '## Cost against page size\n\nNo upright A4 page of 300 dpi among the files.';
  const scans = join(folder, 'sizes');
  await mkdir(scans, { recursive: true });
  const rows: string[][] = [];
  const reader = ownReader(1);
  try {
    const warm = join(scans, 'warm');
    await copyFile(source.path, warm);
    await reader.read([warm], scans);
    for (const size of SIZES) {
      const path = join(scans, `${size.name}-${size.dpi}.jpg`);
      say(`page of ${size.name} at ${size.dpi} dpi`);
      await size.make(source.path, path, size.dpi);
      const costs: number[] = [];
      const walls: number[] = [];
      for (let time = 0; time < REPEATS; time += 1) {
        const { cpuSeconds, seconds } = await timedRead(reader, [path], scans);
        walls.push(seconds);
        if (cpuSeconds !== undefined) costs.push(cpuSeconds);
      }
      const { width = 0, height = 0 } = await sharp(path).metadata();
      rows.push([
        size.name,
        String(size.dpi),
        ((width * height) / 1e6).toFixed(1),
        `${percentile(walls, 50).toFixed(2)} s`,
        costs.length === 0 ? '–' : `${percentile(costs, 50).toFixed(2)} s`,
      ]);
    }
  } finally {
    await reader.close();
  }
  return `## Cost against page size\n\nThe print of \`${source.truth.file}\`, PDF included, median of ${REPEATS}.\n\n${table(['page', 'dpi', 'megapixels', 'wall', 'CPU'], rows)}`;
}
