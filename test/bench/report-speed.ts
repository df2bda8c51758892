import type { ContenderRun } from './contender.ts';
import { percent, table } from './markdown.ts';
import { addWords, groupBy, NO_WORDS, percentile, wordF1 } from './metrics.ts';
import type { SpeedRun } from './report-targets.ts';
import { scoreText } from './score.ts';
import { addTallies } from './structure.ts';

/** Readers side by side on the same files. */
export function sideBySide({ runs, files }: SpeedRun): string {
  const pages = files.reduce((sum, file) => sum + file.truth.pages.length, 0);
  const own = runs[0]!;
  return table(
    ['reader', 'pages/min', 'station is', 'wall s', 'CPU s', 'CPU s/page', 'word F1', 'values in text'],
    runs.map((run) => {
      const scores = files.map((file) => scoreText(file, run.results.get(file.path)));
      return [
        `${run.name} (${run.version})`,
        ((pages / run.seconds) * 60).toFixed(1),
        run === own ? '1' : `${(run.seconds / own.seconds).toFixed(2)} ×`,
        run.seconds.toFixed(1),
        run.cpuSeconds?.toFixed(1) ?? '–',
        run.cpuSeconds === undefined ? '–' : (run.cpuSeconds / pages).toFixed(2),
        wordF1(scores.reduce((sum, score) => addWords(sum, score.words), NO_WORDS)).toFixed(4),
        percent(addTallies(scores.map((score) => score.printed))),
      ];
    }),
  );
}

export const SIDE_BY_SIDE_NOTE =
  'Everything counts, up to the searchable PDF on disk: the station with the start of its processes; tesseract writes text and PDF, one thread a process; OCRmyPDF reads all files of a round joined into one PDF, its best case. Rounds are small and their order turns. Word F1: words as multisets, case and diacritics kept, punctuation at edges and leaders dropped; stamps and handwriting count neither way. Values in text: printed field values found word for word.';

/** p50 and p95 of pages and their steps. */
export function stepTimes(own: ContenderRun): string {
  const results = [...own.results.values()];
  const pages = results.flatMap((result) => result.reading?.pages ?? []);
  const steps = groupBy(
    pages.flatMap((page) => Object.entries(page.timings)),
    ([step]) => step,
  );
  const row = (name: string, values: readonly number[]): string[] => [
    name,
    String(Math.round(percentile(values, 50))),
    String(Math.round(percentile(values, 95))),
    String(values.length),
  ];
  const totals = pages.map((page) => Object.values(page.timings).reduce((sum, value) => sum + value, 0));
  const verdicts = results.flatMap((result) => result.verdictMs ?? []);
  return table(
    ['step', 'p50 ms', 'p95 ms', 'pages'],
    [
      ...[...steps].map(([step, entries]) =>
        row(
          step,
          entries.map(([, value]) => value),
        ),
      ),
      row('all steps', totals),
      ...(verdicts.length === 0 ? [] : [row('to the first verdict', verdicts)]),
    ],
  );
}
