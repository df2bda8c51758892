import { join } from 'node:path';
import { loadRealScans } from './bench-files.ts';
import { currentLoad, describeMachine, describeMachineLine, noisyNote } from './machine.ts';
import { paragraphs, table } from './markdown.ts';
import { wordF1 } from './metrics.ts';
import type { BenchOptions } from './options.ts';
import { ownReader } from './own-reader.ts';
import { SIDE_BY_SIDE_NOTE, sideBySide } from './report-speed.ts';
import { scoreText } from './score.ts';
import { installedReaders, readAll } from './side-by-side.ts';

const HOW = [
  'Scans that others have made, kept out of this repository: only their figures are here. A folder holds `NAME.png` (or tif, jpg, pdf) and `NAME.txt`, its text keyed by hand, pages parted by form feeds; `npm run bench -- --real FOLDER` writes this page.',
  'The sample pages are those of the VietOCR3 project (github.com/nguyenq/VietOCR3, folder `samples`): `vietsample.tif`, `vietsample1.tif`, `vietsample2.tif` (one of its two pages lies on its side) and `vietsample2.png` (keyed as vietsample3, the same story in five typefaces): prose and verse in Times, Arial, Verdana and Courier, upright, bold and italic. Printed misspellings (`nhũng hôm`, `nhìn rạ`) are keyed as printed.',
] as const;

/** Reads a folder of real scans with every reader and says how much of the keyed text came out. */
export async function reportRealScans(
  folder: string,
  options: BenchOptions,
  work: string,
  say: (text: string) => void,
): Promise<string> {
  const files = await loadRealScans(folder);
  if (files.length === 0) throw new RangeError(`no scans with keyed text in ${folder}`);
  const before = await describeMachine();
  const own = ownReader(options.workers);
  try {
    const others = await installedReaders(say);
    const { own: station, speed } = await readAll(own, others, {
      files,
      folder: join(work, 'real'),
      compare: files.length,
      rounds: options.rounds,
      say,
    });
    const runs = speed?.runs ?? [station];
    return `${paragraphs([
      '# Real scans',
      ...HOW,
      describeMachineLine(before, currentLoad()),
      noisyNote(before),
      sideBySide({ runs, files }),
      SIDE_BY_SIDE_NOTE,
      '## Word F1 by scan',
      table(
        ['scan', 'pages', ...runs.map((run) => run.name)],
        files.map((file) => [
          file.truth.file,
          String(file.truth.pages.length),
          ...runs.map((run) => wordF1(scoreText(file, run.results.get(file.path)).words).toFixed(3)),
        ]),
      ),
    ])}\n`;
  } finally {
    await own.close();
  }
}
