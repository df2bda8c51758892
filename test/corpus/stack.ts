import { type CorpusFile, makePaper, type ScannedPaper, scanSheets } from './corpus.ts';
import { encodePdf } from './encode.ts';
import { A4, type Paper } from './forms/paper.ts';
import { Random } from './random.ts';
import { findRecipe, type ScannedPage } from './recipes.ts';
import type { Renderer } from './render.ts';
import type { FieldBox, PageTruth, PaperTruth } from './truth.ts';

/** What a feeder makes of a pile: pages lie as they were put in. */
const FEEDER = [
  'clean-300',
  'clean-300',
  'skewed',
  'upside-down',
  'colour-200',
  'photocopy',
  'punched-folded',
] as const;

/** Backs of one-sided papers come as blank pages when the feeder scans both sides. */
const BLANK: Omit<Paper, 'look'> = { type: 'other', variant: 'blank', sheets: [{ html: '', ...A4 }], fields: {} };

/** A whole dossier in one PDF: three to five papers one after another, each as it lay. */
export async function makeStack(renderer: Renderer, seed: number, index: number): Promise<CorpusFile> {
  const random = new Random(`stack/${seed}/${index}`);
  const scans: ScannedPage[] = [];
  const pages: PageTruth[] = [];
  const papers: PaperTruth[] = [];
  const boxes: Record<string, FieldBox> = {};
  const take = (scanned: ScannedPaper): number[] => {
    const start = pages.length;
    scans.push(...scanned.scans);
    pages.push(...scanned.pages);
    return scanned.pages.map((_, at) => start + at);
  };
  const count = random.int(3, 5);
  const bothSides = random.chance(0.3);
  const made: Paper[] = [];
  for (let at = 0; at < count; at += 1) {
    const paper = await makePaper(random.fork(`paper${at}`));
    const recipe = findRecipe(random.pick(FEEDER));
    const start = pages.length;
    const scanned = await scanSheets(renderer, paper, recipe, random.fork(`scan${at}`), 300);
    papers.push({
      type: paper.type,
      variant: paper.variant,
      pages: take(scanned),
      fields: paper.fields,
      ...(paper.alsoRight === undefined ? {} : { alsoRight: paper.alsoRight }),
      ...(paper.qr === undefined ? {} : { qr: paper.qr }),
    });
    for (const [key, place] of Object.entries(scanned.boxes))
      boxes[`${at}.${key}`] = { ...place, page: start + place.page };
    made.push(paper);
    if (bothSides && paper.sheets.length === 1) {
      take(
        await scanSheets(
          renderer,
          { ...BLANK, look: paper.look },
          findRecipe('clean-300'),
          random.fork(`blank${at}`),
          300,
        ),
      );
    }
  }
  const first = made[0]!;
  return {
    bytes: await encodePdf(scans, random.int(70, 84)),
    truth: {
      file: `stack-${String(index).padStart(2, '0')}.pdf`,
      type: first.type,
      variant: first.variant,
      recipe: 'stack',
      seed,
      pages,
      fields: first.fields,
      boxes,
      papers,
      ...(first.qr === undefined ? {} : { qr: first.qr }),
    },
  };
}
