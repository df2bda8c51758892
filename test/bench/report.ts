import type { FileTruth, PaperTruth } from '../corpus/truth.ts';
import type { ContenderRun } from './contenders.ts';
import type { Machine } from './machine.ts';
import {
  addWords,
  exactFields,
  type FieldScore,
  groupBy,
  NO_WORDS,
  percentile,
  reliability,
  reliabilityBins,
  type Tally,
  TRUSTED,
  wordF1,
} from './metrics.ts';
import { type BenchFile, orientationErrors, type PaperScore, scorePapers, scoreText } from './score.ts';

export interface ReportInput {
  readonly files: readonly BenchFile[];
  readonly runs: readonly ContenderRun[];
  readonly machine: Machine;
  readonly command: string;
  readonly seed: number;
  /** YYYY-MM-DD */
  readonly day: string;
}

/** The bench's figures as Markdown. */
export function writeReport(input: ReportInput): string {
  const own = input.runs[0]!;
  const papers = input.files.flatMap((file) => scorePapers(file, own.results.get(file.path)));
  const pages = input.files.reduce((sum, file) => sum + file.truth.pages.length, 0);
  return [
    '# Bench',
    `${input.day} · \`${input.command}\` · ${input.files.length} files, ${pages} pages: the committed samples and fresh papers of seed ${input.seed}`,
    `${input.machine.cpu}, ${input.machine.cores} cores, ${input.machine.memoryGb} GB · ${input.machine.system} · Node ${input.machine.node} · commit ${input.machine.commit} · load average before ${input.machine.load.toFixed(1)}`,
    '## Side by side, same files, one run',
    sideBySide(input, pages),
    'Pages per minute count everything: the station from the first file to the last searchable PDF on disk, its processes started; tesseract text alone; OCRmyPDF on one joined PDF (its best case). Word F1: words as multisets, case and diacritics kept, punctuation at edges and leaders dropped. Values in text: printed field values found word for word.',
    '## What the station made of it',
    ownSummary(input, papers, own),
    '### By set',
    table(
      ['set', 'papers', 'type', 'exact fields', 'word F1'],
      rowsBy(input, papers, own, (file) => file.set),
    ),
    '### By recipe',
    table(
      ['recipe', 'papers', 'type', 'exact fields', 'word F1'],
      rowsBy(input, papers, own, (file) => file.truth.recipe),
    ),
    '### By paper type',
    table(
      ['type', 'papers', 'type right', 'exact fields', 'word F1'],
      rowsBy(input, papers, own, (file, paper) => (paper === file.truth && file.truth.papers ? 'mixed' : paper.type)),
    ),
    '### By kind of field',
    kinds(papers.flatMap((paper) => paper.fields)),
    '### By field',
    worstFields(papers.flatMap((paper) => paper.fields)),
    '## Confidence',
    confidences(papers.flatMap((paper) => paper.fields)),
    '## Time per page',
    timings(own),
    failures(input),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function sideBySide(input: ReportInput, pages: number): string {
  const own = input.runs[0]!;
  const figures = input.runs.map((run) => {
    const scores = input.files.map((file) => scoreText(file, run.results.get(file.path)));
    const words = scores.reduce((sum, score) => addWords(sum, score.words), NO_WORDS);
    const printed = scores.reduce(
      (sum, score) => ({ right: sum.right + score.printed.right, total: sum.total + score.printed.total }),
      { right: 0, total: 0 },
    );
    return { run, speed: (pages / run.seconds) * 60, f1: wordF1(words), printed };
  });
  const first = figures[0]!;
  const rows = figures.map(({ run, speed, f1, printed }) => [
    `${run.name} (${run.version})`,
    speed.toFixed(1),
    run === own ? '1' : `${(first.speed / speed).toFixed(2)} ×`,
    f1.toFixed(4),
    percent(printed),
  ]);
  return table(['reader', 'pages/min', 'station is', 'word F1', 'values in text'], rows);
}

function ownSummary(input: ReportInput, papers: readonly PaperScore[], own: ContenderRun): string {
  const fields = papers.flatMap((paper) => paper.fields);
  const qr = papers.reduce(
    (sum, paper) => ({ right: sum.right + paper.qrFields.right, total: sum.total + paper.qrFields.total }),
    { right: 0, total: 0 },
  );
  const pages = input.files.reduce((sum, file) => sum + file.truth.pages.length, 0);
  const wrongTurns = input.files.reduce((sum, file) => sum + orientationErrors(file, own.results.get(file.path)), 0);
  const ids = fields.filter((field) => field.kind === 'citizenId');
  const trust = reliability(fields);
  return table(
    ['figure', 'value'],
    [
      ['paper type right', percent({ right: papers.filter((paper) => paper.typeRight).length, total: papers.length })],
      ['exact fields', percent(exactFields(fields))],
      ['fields of card QR exact', percent(qr)],
      ['citizen numbers exact', percent(exactFields(ids))],
      [`citizen numbers wrong at ≥ ${TRUSTED}`, String(reliability(ids).trustedWrong)],
      [
        'fields wrong or invented',
        `${fields.filter((field) => field.outcome === 'wrong').length} + ${fields.filter((field) => field.outcome === 'invented').length}`,
      ],
      ['pages turned wrong', `${wrongTurns} of ${pages}`],
      [`wrong among fields at ≥ ${TRUSTED}`, percent({ right: trust.trustedWrong, total: trust.trusted })],
      [`right fields that reach ${TRUSTED}`, `${(trust.coverage * 100).toFixed(1)} %`],
      ['peak memory of a worker', `${own.peakWorkerMb ?? 0} MB`],
    ],
  );
}

function rowsBy(
  input: ReportInput,
  papers: readonly PaperScore[],
  own: ContenderRun,
  keyOf: (file: BenchFile, paper: PaperTruth | FileTruth) => string,
): string[][] {
  const files = groupBy(input.files, (file) => keyOf(file, file.truth));
  const grouped = groupBy(papers, (score) => keyOf(score.file, score.paper));
  return [...grouped]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, group]) => {
      const words = (files.get(key) ?? []).reduce(
        (sum, file) => addWords(sum, scoreText(file, own.results.get(file.path)).words),
        NO_WORDS,
      );
      const types = { right: group.filter((paper) => paper.typeRight).length, total: group.length };
      return [
        key,
        String(group.length),
        percent(types),
        percent(exactFields(group.flatMap((paper) => paper.fields))),
        words.truth === 0 ? '–' : wordF1(words).toFixed(3),
      ];
    });
}

function kinds(fields: readonly FieldScore[]): string {
  return table(
    ['kind', 'exact', 'wrong', 'missing', 'invented'],
    [...groupBy(fields, (field) => field.kind)].map(([kind, group]) => [
      kind,
      percent(exactFields(group)),
      count(group, 'wrong'),
      count(group, 'missing'),
      count(group, 'invented'),
    ]),
  );
}

/** The twenty fields that lose most. */
function worstFields(fields: readonly FieldScore[]): string {
  const rows = [...groupBy(fields, (field) => `${field.type}.${field.key}`)]
    .map(([key, group]) => ({ key, group, lost: group.filter((score) => score.outcome !== 'right').length }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, 20);
  if (rows.length === 0) return 'Every field was read.';
  return table(
    ['field', 'exact', 'wrong', 'missing', 'invented'],
    rows.map(({ key, group }) => [
      key,
      percent(exactFields(group)),
      count(group, 'wrong'),
      count(group, 'missing'),
      count(group, 'invented'),
    ]),
  );
}

function confidences(fields: readonly FieldScore[]): string {
  return table(
    ['confidence', 'fields', 'mean confidence', 'right'],
    reliabilityBins(fields).map((bin) => [
      `${bin.from} – ${bin.to}`,
      String(bin.count),
      bin.meanConfidence.toFixed(3),
      percent({ right: bin.right, total: bin.count }),
    ]),
  );
}

function timings(own: ContenderRun): string {
  const pages = [...own.results.values()].flatMap((result) => result.reading?.pages ?? []);
  const steps = groupBy(
    pages.flatMap((page) => Object.entries(page.timings)),
    ([step]) => step,
  );
  const row = (name: string, values: readonly number[]): string[] => [
    name,
    String(Math.round(percentile(values, 50))),
    String(Math.round(percentile(values, 95))),
  ];
  const totals = pages.map((page) => Object.values(page.timings).reduce((sum, value) => sum + value, 0));
  return table(
    ['step', 'p50 ms', 'p95 ms'],
    [
      ...[...steps].map(([step, entries]) =>
        row(
          step,
          entries.map(([, value]) => value),
        ),
      ),
      row('all', totals),
    ],
  );
}

/** Types and turns that went wrong, by file; names are of invented papers. */
function failures(input: ReportInput): string {
  const own = input.runs[0]!;
  const lines = input.files.flatMap((file) => {
    const result = own.results.get(file.path);
    const failure = result?.failure === undefined ? [] : [`- ${file.truth.file}: ${result.failure}`];
    const types = scorePapers(file, result)
      .filter((paper) => !paper.typeRight)
      .map((paper) => `- ${file.truth.file}: ${paper.paper.type} read as ${paper.readAs}`);
    const turned = orientationErrors(file, result);
    return [...failure, ...types, ...(turned > 0 ? [`- ${file.truth.file}: ${turned} pages turned wrong`] : [])];
  });
  return lines.length === 0 ? '' : `## What went wrong\n\n${lines.join('\n')}`;
}

function count(group: readonly FieldScore[], outcome: FieldScore['outcome']): string {
  return String(group.filter((score) => score.outcome === outcome).length);
}

function percent({ right, total }: Tally): string {
  return total === 0 ? '–' : `${((right / total) * 100).toFixed(1)} % (${right}/${total})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
