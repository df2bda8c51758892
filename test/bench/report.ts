import type { ContenderRun } from './contender.ts';
import { describeMachineLine, type Machine, noisyNote } from './machine.ts';
import { paragraphs, percent, table } from './markdown.ts';
import { reliability, reliabilityBins } from './reliability.ts';
import { reliabilityPlot } from './reliability-plot.ts';
import { accuracyTables } from './report-accuracy.ts';
import { SIDE_BY_SIDE_NOTE, sideBySide, stepTimes } from './report-speed.ts';
import { type SpeedRun, targetTable } from './report-targets.ts';
import { type BenchFile, scorePapers } from './score.ts';

export interface ReportInput {
  readonly files: readonly BenchFile[];
  /** The station over all files. */
  readonly own: ContenderRun;
  /** Absent when the station read alone. */
  readonly speed?: SpeedRun;
  readonly peakMb: number;
  readonly before: Machine;
  readonly loadAfter: number;
  readonly command: string;
  readonly seed: number;
  /** YYYY-MM-DD */
  readonly day: string;
  /** Further measurements as Markdown, each with its heading. */
  readonly more: readonly string[];
}

export interface Report {
  readonly markdown: string;
  /** Pictures by file name. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** The bench's figures as Markdown with its pictures. */
export function writeReport(input: ReportInput): Report {
  const { files, own, speed, more } = input;
  const pages = files.reduce((sum, file) => sum + file.truth.pages.length, 0);
  const fields = files
    .flatMap((file) => scorePapers(file, own.results.get(file.path)))
    .flatMap((paper) => paper.fields);
  const bins = reliabilityBins(fields);
  const markdown = paragraphs([
    '# Bench',
    `${input.day} · \`${input.command}\` · ${files.length} files, ${pages} pages: the committed samples and fresh papers of seed ${input.seed}`,
    describeMachineLine(input.before, input.loadAfter),
    noisyNote(input.before),
    '## Goals',
    targetTable(files, own.results, { peakMb: input.peakMb, ...(speed === undefined ? {} : { speed }) }),
    ...(speed === undefined
      ? []
      : [`## Side by side, ${speed.files.length} of the files, one run`, sideBySide(speed), SIDE_BY_SIDE_NOTE]),
    '## Accuracy',
    accuracyTables(files, own.results),
    '## Confidence',
    '![Reliability plot](reliability.svg)',
    table(
      ['confidence', 'fields', 'mean confidence', 'right'],
      bins.map((bin) => [
        `${bin.from} – ${bin.to}`,
        String(bin.count),
        bin.meanConfidence.toFixed(3),
        percent({ right: bin.right, total: bin.count }),
      ]),
    ),
    '## Time per page',
    stepTimes(own),
    ...more,
  ]);
  return { markdown: `${markdown}\n`, pictures: { 'reliability.svg': reliabilityPlot(bins, reliability(fields)) } };
}
