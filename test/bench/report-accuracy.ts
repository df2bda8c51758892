import type { FileTruth, PaperTruth } from '../corpus/truth.ts';
import type { FileResult, Results } from './contender.ts';
import { paragraphs, percent, table } from './markdown.ts';
import { addWords, exactFields, type FieldScore, groupBy, NO_WORDS, wordF1 } from './metrics.ts';
import { type BenchFile, orientationErrors, type PaperScore, scorePapers, scoreText } from './score.ts';
import { addTallies, headerRead, marksFound } from './structure.ts';

/** Accuracy by set, recipe, type, kind of field and field, and what went wrong, as Markdown. */
export function accuracyTables(files: readonly BenchFile[], results: Results): string {
  const papers = files.flatMap((file) => scorePapers(file, results.get(file.path)));
  const fields = papers.flatMap((paper) => paper.fields);
  const by = (head: string, keyOf: (file: BenchFile, paper: PaperTruth | FileTruth) => string): string =>
    table([head, 'papers', 'type', 'exact fields', 'word F1', 'turned right'], rowsBy(files, papers, results, keyOf));
  return paragraphs([
    '### By set',
    by('set', (file) => file.set),
    '### By recipe',
    by('recipe', (file) => file.truth.recipe),
    '### By paper type',
    by('type', (file, paper) => (paper === file.truth && file.truth.papers ? 'mixed' : paper.type)),
    '### By kind of field',
    kinds(fields),
    '### By source of the value',
    sources(fields),
    '### By field',
    worstFields(fields),
    '### Structure',
    structure(files, results),
    failures(files, results),
  ]);
}

function rowsBy(
  files: readonly BenchFile[],
  papers: readonly PaperScore[],
  results: Results,
  keyOf: (file: BenchFile, paper: PaperTruth | FileTruth) => string,
): string[][] {
  const filesByKey = groupBy(files, (file) => keyOf(file, file.truth));
  const grouped = groupBy(papers, (score) => keyOf(score.file, score.paper));
  return [...grouped]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, group]) => {
      const own = filesByKey.get(key) ?? [];
      const words = own.reduce((sum, file) => addWords(sum, scoreText(file, results.get(file.path)).words), NO_WORDS);
      const turns = addTallies(own.map((file) => turnedRight(file, results.get(file.path))));
      return [
        key,
        String(group.length),
        percent({ right: group.filter((paper) => paper.typeRight).length, total: group.length }),
        percent(exactFields(group.flatMap((paper) => paper.fields))),
        words.truth === 0 ? '–' : wordF1(words).toFixed(3),
        percent(turns),
      ];
    });
}

/** Pages with print on them whose turn was found. */
export function turnedRight(file: BenchFile, result: FileResult | undefined): { right: number; total: number } {
  const total = file.truth.pages.filter((page) => page.text !== '').length;
  return { right: total - orientationErrors(file, result), total };
}

function kinds(fields: readonly FieldScore[]): string {
  return table(['kind', 'exact', 'wrong', 'missing', 'invented'], outcomeRows(groupBy(fields, (field) => field.kind)));
}

function sources(fields: readonly FieldScore[]): string {
  const read = fields.filter((field) => field.source !== undefined);
  return table(
    ['source', 'right among read', 'wrong', 'invented'],
    [...groupBy(read, (field) => `${field.source}`)].map(([source, group]) => [
      source,
      percent({ right: group.filter((field) => field.outcome === 'right').length, total: group.length }),
      count(group, 'wrong'),
      count(group, 'invented'),
    ]),
  );
}

/** The twenty fields that lose most. */
function worstFields(fields: readonly FieldScore[]): string {
  const lost = (group: readonly FieldScore[]): number => group.filter((score) => score.outcome !== 'right').length;
  const worst = [...groupBy(fields, (field) => `${field.type}.${field.key}`)]
    .filter(([, group]) => lost(group) > 0)
    .sort(([, a], [, b]) => lost(b) - lost(a))
    .slice(0, 20);
  if (worst.length === 0) return 'Every field was read.';
  return table(['field', 'exact', 'wrong', 'missing', 'invented'], outcomeRows(worst));
}

function outcomeRows(groups: Iterable<readonly [string, readonly FieldScore[]]>): string[][] {
  return [...groups].map(([key, group]) => [
    key,
    percent(exactFields(group)),
    count(group, 'wrong'),
    count(group, 'missing'),
    count(group, 'invented'),
  ]);
}

function structure(files: readonly BenchFile[], results: Results): string {
  const header = files.map((file) => headerRead(file, results.get(file.path)));
  const rows = [
    ['parts of the header block', percent(addTallies(header)), String(header.reduce((sum, one) => sum + one.wrong, 0))],
  ];
  for (const kind of ['seal', 'signature', 'handwriting'] as const) {
    const tallies = files.map((file) => marksFound(file, results.get(file.path), kind));
    const sum = (key: 'printed' | 'found' | 'surplus'): number => tallies.reduce((all, one) => all + one[key], 0);
    rows.push([
      `${kind} in its place`,
      percent({ right: sum('found'), total: sum('printed') }),
      String(sum('surplus')),
    ]);
  }
  return table(['what', 'found', 'wrong or surplus'], rows);
}

/** Types and turns that went wrong, by file; names are of invented papers. */
function failures(files: readonly BenchFile[], results: Results): string {
  const lines = files.flatMap((file) => {
    const result = results.get(file.path);
    const failure = result?.failure === undefined ? [] : [`- ${file.truth.file}: ${result.failure}`];
    const types = scorePapers(file, result)
      .filter((paper) => !paper.typeRight)
      .map((paper) => `- ${file.truth.file}: ${paper.paper.type} read as ${paper.readAs}`);
    const turned = orientationErrors(file, result);
    return [...failure, ...types, ...(turned > 0 ? [`- ${file.truth.file}: ${turned} pages turned wrong`] : [])];
  });
  return lines.length === 0 ? '' : `### What went wrong\n\n${lines.join('\n')}`;
}

function count(group: readonly FieldScore[], outcome: FieldScore['outcome']): string {
  return String(group.filter((score) => score.outcome === outcome).length);
}
