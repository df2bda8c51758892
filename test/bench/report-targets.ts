import type { ContenderRun, Results } from './contender.ts';
import { table } from './markdown.ts';
import { addWords, exactFields, NO_WORDS, percentile, type Tally, wordF1 } from './metrics.ts';
import { reliability, TRUSTED } from './reliability.ts';
import { turnedRight } from './report-accuracy.ts';
import { type BenchFile, scorePapers, scoreText } from './score.ts';
import { addTallies, boxErrors, codesRead, cutsRight, zoneRead } from './structure.ts';
import { formatGoal, formatTargetValue, judge, type Target } from './targets.ts';

export interface SpeedRun {
  /** The station first. */
  readonly runs: readonly ContenderRun[];
  readonly files: readonly BenchFile[];
}

/** Every figure that is asked for, what was measured and whether it is enough. */
export function targetTable(
  files: readonly BenchFile[],
  results: Results,
  extra: { readonly speed?: SpeedRun; readonly peakMb?: number },
): string {
  return table(
    ['figure', 'measured', 'goal', 'verdict'],
    targetsOf(files, results, extra).map((target) => [
      target.figure,
      `${formatTargetValue(target)}${target.basis === undefined ? '' : ` (${target.basis})`}`,
      formatGoal(target),
      judge(target),
    ]),
  );
}

export function targetsOf(
  files: readonly BenchFile[],
  results: Results,
  { speed, peakMb }: { readonly speed?: SpeedRun; readonly peakMb?: number },
): readonly Target[] {
  const each = <T>(work: (file: BenchFile, result: ReturnType<Results['get']>) => T): T[] =>
    files.map((file) => work(file, results.get(file.path)));
  const papers = each(scorePapers).flat();
  const fields = papers.flatMap((paper) => paper.fields);
  const words = each(scoreText).reduce((sum, score) => addWords(sum, score.words), NO_WORDS);
  const of = (kind: string): Tally => exactFields(fields.filter((field) => field.kind === kind));
  const trust = reliability(fields);
  const numbers = reliability(fields.filter((field) => field.kind === 'citizenId'));
  const zones = each(zoneRead);
  const verdicts = [...results.values()].flatMap((result) => result.verdictMs ?? []);
  const boxes = each((file, result) => boxErrors(file, result?.reading?.pages ?? [])).flat();
  return [
    { figure: 'word F1', value: wordF1(words), form: 'fraction', atLeast: 0.975, stretch: 0.985 },
    share('exact fields', exactFields(fields), 0.96, 0.98),
    share('paper type', { right: papers.filter((paper) => paper.typeRight).length, total: papers.length }, 0.99),
    share('orientation of pages', addTallies(each(turnedRight)), 1),
    share('12-digit numbers', of('citizenId'), 0.995),
    {
      figure: `12-digit numbers wrong at ≥ ${TRUSTED}`,
      value: numbers.trustedWrong,
      form: 'count',
      atMost: 0,
      basis: `of ${numbers.trusted}`,
    },
    share('dates', of('date'), 0.98),
    share('names', of('personName'), 0.95),
    share('codes of papers, letter by letter', addTallies(each(codesRead)), 1),
    share('fields of card QR', addTallies(papers.map((paper) => paper.qrFields)), 1),
    share('MRZ lines 1 and 2 as printed', addTallies(zones.map((zone) => zone.asRead)), undefined),
    share('MRZ lines 1 and 2 after check digits', addTallies(zones.map((zone) => zone.repaired)), 0.97),
    share('MRZ name line', addTallies(zones.map((zone) => zone.nameLine)), undefined),
    share('papers of stacks cut at their own pages', addTallies(each(cutsRight)), undefined),
    {
      ...share(`wrong at ≥ ${TRUSTED}`, { right: trust.trustedWrong, total: trust.trusted }, undefined),
      atMost: 0.025,
    },
    {
      figure: `right fields that reach ${TRUSTED}`,
      value: trust.coverage,
      form: 'percent',
      atLeast: 0.7,
    },
    ...speedTargets(speed),
    {
      figure: 'first verdict, p95',
      value: verdicts.length === 0 ? undefined : percentile(verdicts, 95),
      form: 'ms',
      atMost: 500,
    },
    {
      figure: 'sides of word boxes off, p95, pixels',
      value: boxes.length === 0 ? undefined : percentile(boxes, 95),
      form: 'count',
    },
    { figure: 'peak memory of a worker', value: peakMb === 0 ? undefined : peakMb, form: 'mb', atMost: 350 },
  ];
}

function speedTargets(speed: SpeedRun | undefined): Target[] {
  const own = speed?.runs[0];
  const against = (name: string): number | undefined => {
    const other = speed?.runs.find((run) => run.name === name);
    return own === undefined || other === undefined ? undefined : other.seconds / own.seconds;
  };
  return [
    { figure: 'speed against OCRmyPDF', value: against('OCRmyPDF'), form: 'ratio', atLeast: 5, stretch: 8 },
    {
      figure: 'speed against native tesseract',
      value: against('tesseract'),
      form: 'ratio',
      atLeast: 0.45,
      stretch: 0.7,
    },
  ];
}

function share(figure: string, tally: Tally, atLeast: number | undefined, stretch?: number): Target {
  return {
    figure,
    value: tally.total === 0 ? undefined : tally.right / tally.total,
    form: 'percent',
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(stretch === undefined ? {} : { stretch }),
    ...(tally.total === 0 ? {} : { basis: `${tally.right}/${tally.total}` }),
  };
}
