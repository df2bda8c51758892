import type { ExactAndWords } from './ablation-pages.ts';
import { table } from './markdown.ts';
import { exactFields, type Tally, wordF1 } from './metrics.ts';

/** What leaving a step out changes; pure. */
export interface AblationRow {
  readonly step: string;
  /** Of everything minus without this step: what the step brings. */
  readonly wordF1: number;
  readonly fields: number;
  /** Fields read wrong or invented that the step avoids. */
  readonly wrong: number;
  /** CPU milliseconds a page that the step costs. */
  readonly cpuMs: number;
}

export interface AblationTotals {
  readonly wordF1: number;
  readonly exact: Tally;
  readonly wrong: number;
  readonly cpuMs: number;
}

export function totalsOf(pages: readonly ExactAndWords[]): AblationTotals {
  const sum = (of: (page: ExactAndWords) => number): number => pages.reduce((all, page) => all + of(page), 0);
  const words = {
    hits: sum((one) => one.words.hits),
    truth: sum((one) => one.words.truth),
    read: sum((one) => one.words.read),
  };
  const fields = pages.flatMap((page) => page.fields);
  return {
    wordF1: wordF1(words),
    exact: exactFields(fields),
    wrong: fields.filter((field) => field.outcome === 'wrong' || field.outcome === 'invented').length,
    cpuMs:
      sum((one) => one.cpuMs) /
      Math.max(
        1,
        sum((one) => one.pages),
      ),
  };
}

export function compare(step: string, full: AblationTotals, without: AblationTotals): AblationRow {
  return {
    step,
    wordF1: full.wordF1 - without.wordF1,
    fields: full.exact.right - without.exact.right,
    wrong: without.wrong - full.wrong,
    cpuMs: full.cpuMs - without.cpuMs,
  };
}

/** CPU that is lost in the noise of a run. */
const FREE_MS = 5;
/** Word F1 that is lost in the noise of a corpus. */
const NOTICEABLE = 0.0005;

/** A step that brings nothing noticeable and costs something goes. */
export function verdictOn({
  wordF1: words,
  fields,
  wrong,
  cpuMs,
}: AblationRow): 'stays' | 'free' | 'brings nothing here' | 'harms here' {
  if (fields + wrong < 0 || (fields + wrong === 0 && words < -NOTICEABLE)) return 'harms here';
  if (fields > 0 || wrong > 0 || words > NOTICEABLE) return 'stays';
  return cpuMs <= FREE_MS ? 'free' : 'brings nothing here';
}

export function ablationTable(full: AblationTotals, rows: readonly AblationRow[]): string {
  const signed = (value: number, digits: number): string => `${value > 0 ? '+' : ''}${value.toFixed(digits)}`;
  return table(
    ['step', 'word F1', 'exact fields', 'wrong fields avoided', 'CPU ms/page', 'verdict'],
    [
      [
        'all steps',
        full.wordF1.toFixed(4),
        `${full.exact.right}/${full.exact.total}`,
        String(full.wrong),
        full.cpuMs.toFixed(0),
        '',
      ],
      ...rows.map((row) => [
        row.step,
        signed(row.wordF1, 4),
        signed(row.fields, 0),
        signed(row.wrong, 0),
        signed(row.cpuMs, 0),
        verdictOn(row),
      ]),
    ],
  );
}
