import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FieldKind } from '../../common/domain/document-types.ts';
import type { FileReading } from '../../common/domain/reading.ts';
import { confidenceOf, type Evidence, FEATURES, featuresOf, weigh, weightsOf } from '../../ocr/repair/confidence.ts';
import { assembleDocuments } from '../../ocr/steps/assemble-documents.ts';
import { draftPaper } from '../../ocr/steps/extract.ts';
import { loadSet } from './bench-files.ts';
import { fitWeights } from './fit.ts';
import { percent, table } from './markdown.ts';
import { type FieldScore, groupBy } from './metrics.ts';
import { reliability, reliabilityBins, TRUSTED } from './reliability.ts';
import { scorePapers } from './score.ts';

/**
 * `node test/bench/calibrate.ts --fit DIR [--fit DIR …] --judge DIR […] [--ridge N]`: DIRs are folders of runs that
 * were kept (`npm run bench -- --keep DIR`). Reads fields anew from the kept pages, so a change of an extractor shows
 * within seconds; prints what each class of evidence was worth, weights fitted on the first corpora, and what old and
 * new weights do on the others. Papers of one corpus never stand on both sides.
 */
const { values } = parseArgs({
  options: {
    fit: { type: 'string', multiple: true, default: [] },
    judge: { type: 'string', multiple: true, default: [] },
    ridge: { type: 'string', default: '2' },
    wrong: { type: 'boolean', default: false },
  },
});
const TODAY = '2026-11-22';

/** A field that was read, what spoke for it, and whether it was right. */
interface Weighed {
  readonly score: FieldScore;
  readonly evidence: Evidence;
  readonly file: string;
  readonly expected: string | undefined;
  readonly found: string;
}

async function load(folders: readonly string[]): Promise<Weighed[]> {
  const rows: Weighed[] = [];
  for (const folder of folders) {
    for (const file of await loadSet(join(folder, 'corpus'), 'fresh')) {
      const kept = await readFile(join(folder, 'own', `${file.truth.file}.reading.json`), 'utf8').catch(
        () => undefined,
      );
      if (kept === undefined) continue;
      const reading = JSON.parse(kept) as FileReading;
      const readable = reading.pages.filter((page) => page.width > 0);
      const documents = assembleDocuments(readable, { today: TODAY });
      for (const { paper, read, fields } of scorePapers(file, { pages: [], reading: { ...reading, documents } })) {
        if (read?.type !== paper.type) continue;
        const pages = read.pages.flatMap((index) => readable.filter((page) => page.index === index));
        const { drafts } = draftPaper(read.type, pages);
        for (const score of fields) {
          const evidence = drafts[score.key]?.evidence;
          if (evidence === undefined || score.outcome === 'missing') continue;
          const found = read.fields[score.key]?.value ?? '';
          rows.push({ score, evidence, file: file.truth.file, expected: paper.fields[score.key], found });
        }
      }
    }
  }
  return rows;
}

function isRight({ score }: Weighed): boolean {
  return score.outcome === 'right';
}

/** What a class of evidence looks like: agreement, doubts, repair, weakest word. */
function classOf({ score, evidence }: Weighed): string {
  if (evidence.coded) return `${evidence.kind} · ${score.source} · coded, agreement ${evidence.agreement}`;
  const weakest = evidence.words.length === 0 ? 0 : Math.min(...evidence.words);
  const signs = [
    weakest >= 0.95 ? 'sharp' : weakest >= 0.9 ? 'fair' : weakest >= 0.75 ? 'blurred' : 'poor',
    evidence.agreement > 0 ? 'agreed' : evidence.agreement < 0 ? 'contradicted' : '',
    evidence.doubts > 0 ? 'doubted' : '',
    evidence.changes > 0 ? 'repaired' : '',
    evidence.label < 1 ? 'label unsure' : '',
  ];
  return `${evidence.kind} · ${score.source} · ${signs.filter((sign) => sign !== '').join(', ')}`;
}

function classes(rows: readonly Weighed[]): string {
  const groups = [...groupBy(rows, classOf)].sort(([a], [b]) => a.localeCompare(b));
  return table(
    ['evidence', 'fields', 'right', 'mean confidence'],
    groups.map(([name, group]) => [
      name,
      String(group.length),
      percent({ right: group.filter(isRight).length, total: group.length }),
      (group.reduce((sum, row) => sum + (row.score.confidence ?? 0), 0) / group.length).toFixed(3),
    ]),
  );
}

type Weights = ReadonlyMap<FieldKind, readonly number[]>;

/** Evidence for may not speak against, nor the other way round. */
const BOUNDS = FEATURES.map((name): readonly [number, number] =>
  name === 'clean' ? [0, 6.5] : name === 'agreement' ? [0, 3] : [-9, 0],
);

function fitByKind(rows: readonly Weighed[], ridge: number): Weights {
  const read = rows.filter((row) => !row.evidence.coded);
  return new Map(
    [...groupBy(read, (row) => row.evidence.kind)].map(([, group]) => {
      const { kind } = group[0]!.evidence;
      const examples = group.map((row) => ({ features: featuresOf(row.evidence), right: isRight(row) }));
      return [kind, fitWeights(examples, { prior: weightsOf(kind), ridge, bounds: BOUNDS })];
    }),
  );
}

function reweighed(rows: readonly Weighed[], weights: Weights | undefined): FieldScore[] {
  return rows.map(({ score, evidence }) => {
    const own = weights?.get(evidence.kind);
    const confidence =
      own === undefined || evidence.coded ? confidenceOf(evidence) : Math.min(0.999, weigh(featuresOf(evidence), own));
    return { ...score, confidence };
  });
}

function verdict(scores: readonly FieldScore[]): string {
  const kinds: [string, FieldScore[]][] = [['all', [...scores]], ...groupBy(scores, (score) => score.kind)];
  const rows = kinds.map(([kind, group]) => {
    const { trusted, trustedWrong, coverage } = reliability(group);
    return [kind, percent({ right: trustedWrong, total: trusted }), `${(coverage * 100).toFixed(1)} %`];
  });
  const bins = reliabilityBins(scores).map((bin) => [
    `${bin.from} – ${bin.to}`,
    percent({ right: bin.right, total: bin.count }),
    bin.meanConfidence.toFixed(3),
  ]);
  return `${table(['kind', `wrong at ≥ ${TRUSTED}`, 'right fields that reach it'], rows)}\n\n${table(['confidence', 'right', 'mean confidence'], bins)}`;
}

function printWeights(weights: Weights): string {
  return table(
    ['kind', ...FEATURES],
    [...weights].map(([kind, fitted]) => [
      kind,
      ...fitted.map((value, index) => `${value.toFixed(1)} (${weightsOf(kind)[index]})`),
    ]),
  );
}

const fitted = await load(values.fit);
const judged = await load(values.judge);
const weights = fitByKind(fitted, Number(values.ridge));
console.log(`# What evidence was worth: ${fitted.length} fields\n\n${classes(fitted)}\n`);
console.log(`## Fitted weights (those in use)\n\n${printWeights(weights)}\n`);
if (judged.length > 0) {
  console.log(
    `# Judged on ${judged.length} other fields\n\n## Weights in use\n\n${verdict(reweighed(judged, undefined))}\n`,
  );
  console.log(`## Fitted weights\n\n${verdict(reweighed(judged, weights))}\n`);
}
if (values.wrong) {
  for (const row of [...fitted, ...judged].filter((one) => !isRight(one)))
    console.log(
      `${row.score.confidence} ${row.score.type}.${row.score.key} ${row.file}: "${row.found}" for "${row.expected ?? ''}" · ${classOf(row)}`,
    );
}
