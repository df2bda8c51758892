import type { DocumentTypeId } from '../../common/domain/document-types.ts';
import { type CorpusFile, type FileChoice, makePaper, type ScannedPaper, scanSheets, splitByHand } from './corpus.ts';
import { encodePdf } from './encode.ts';
import { A4, type Paper } from './forms/paper.ts';
import { SEVERAL_PAGES } from './forms/several-pages.ts';
import { makeSlip } from './forms/slips.ts';
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

/** How piles differ; any run of five stacks holds each. */
export const STACK_KINDS = ['mixed', 'long', 'separated', 'cards', 'free'] as const;
export type StackKind = (typeof STACK_KINDS)[number];

/** Backs of one-sided papers come as blank pages when the feeder scans both sides. */
const BLANK: Omit<Paper, 'look'> = { type: 'other', variant: 'blank', sheets: [{ html: '', ...A4 }], fields: {} };

/** Texts without title and heading: only the beginning of a pile or a slip says that they are papers. */
const BARE = 'free-plain';

const LONG_TYPES = Object.keys(SEVERAL_PAGES) as DocumentTypeId[];

/** The pages of a file while they are laid one on another. */
class Pile {
  readonly scans: ScannedPage[] = [];
  readonly pages: PageTruth[] = [];
  readonly boxes: Record<string, FieldBox> = {};
  readonly papers: PaperTruth[] = [];
  readonly separators: number[] = [];

  /** Lays a page on the pile and says where it lies. */
  lay(scanned: ScannedPaper, at: number): number {
    this.scans.push(scanned.scans[at]!);
    return this.pages.push(scanned.pages[at]!) - 1;
  }

  layAll(scanned: ScannedPaper): number[] {
    return scanned.pages.map((_, at) => this.lay(scanned, at));
  }

  /** @param places where each of the paper's own pages lies */
  note(paper: Paper, scanned: ScannedPaper, places: readonly number[]): void {
    const boxes = Object.entries(scanned.boxes).map(
      ([key, box]) => [`${this.papers.length}.${key}`, { ...box, page: places[box.page]! }] as const,
    );
    Object.assign(this.boxes, Object.fromEntries(boxes));
    this.papers.push({
      type: paper.type,
      variant: paper.variant,
      pages: [...places].sort((a, b) => a - b),
      ...splitByHand(paper.fields, scanned.boxes),
      ...(paper.alsoRight === undefined ? {} : { alsoRight: paper.alsoRight }),
      ...(paper.qr === undefined ? {} : { qr: paper.qr }),
      ...(scanned.header === undefined ? {} : { header: scanned.header }),
      ...(paper.tables === undefined || paper.look.hand !== undefined ? {} : { tables: paper.tables }),
    });
  }
}

/** A whole dossier in one PDF: papers one after another, each as it lay. */
export async function makeStack(renderer: Renderer, seed: number, index: number): Promise<CorpusFile> {
  const random = new Random(`stack/${seed}/${index}`);
  const kind = STACK_KINDS[index % STACK_KINDS.length]!;
  const pile = new Pile();
  const scan = (paper: Paper, label: string): Promise<ScannedPaper> =>
    scanSheets(renderer, paper, findRecipe(random.pick(FEEDER)), random.fork(label), 300);
  const bothSides = random.chance(0.3);
  const count = random.int(3, 5);
  for (let at = 0; at < count; at += 1) {
    const paper = await drawPaper(random, kind, at);
    const scanned = await scan(paper, `scan${at}`);
    if (at > 0 && kind === 'separated') {
      const slip = await scan(await makeSlip(random.fork(`slip${at}`), paper.look), `slip${at}`);
      pile.separators.push(...pile.layAll(slip));
    }
    pile.note(paper, scanned, pile.layAll(scanned));
    if (bothSides && paper.sheets.length === 1) {
      const back = { ...BLANK, look: paper.look };
      pile.layAll(await scanSheets(renderer, back, findRecipe('clean-300'), random.fork(`blank${at}`), 300));
    }
  }
  if (kind === 'cards') await layCards(pile, random, scan);
  const papers = pile.papers.sort((a, b) => a.pages[0]! - b.pages[0]!);
  const [first] = papers;
  return {
    bytes: await encodePdf(pile.scans, random.int(70, 84)),
    truth: {
      file: `stack-${String(index).padStart(2, '0')}.pdf`,
      type: first!.type,
      variant: first!.variant,
      recipe: 'stack',
      seed,
      pages: pile.pages,
      fields: first!.fields,
      boxes: pile.boxes,
      papers,
      ...(pile.separators.length === 0 ? {} : { separators: pile.separators }),
      ...(first!.qr === undefined ? {} : { qr: first!.qr }),
    },
  };
}

async function drawPaper(random: Random, kind: StackKind, at: number): Promise<Paper> {
  const standsApart = at === 0 || kind === 'separated';
  for (let attempt = 0; ; attempt += 1) {
    const own = random.fork(`paper${at}.${attempt}`);
    const paper = await makePaper(own, choose(own, kind, at));
    if (paper.variant !== BARE || standsApart) return paper;
  }
}

function choose(random: Random, kind: StackKind, at: number): FileChoice {
  if (kind === 'long' && at % 2 === 0) {
    const type = random.pick(LONG_TYPES);
    return { type, variant: random.pick(SEVERAL_PAGES[type] ?? []).name };
  }
  return kind === 'free' && random.chance(0.7) ? { type: 'other' } : {};
}

/** Cards of two or three people, both sides on pages of their own, in the orders in which clerks lay them. */
async function layCards(
  pile: Pile,
  random: Random,
  scan: (paper: Paper, label: string) => Promise<ScannedPaper>,
): Promise<void> {
  const cards: { paper: Paper; scanned: ScannedPaper; places: number[] }[] = [];
  const count = random.int(2, 3);
  for (let at = 0; at < count; at += 1) {
    const variant = random.pick(['cccd-2021-both', 'can-cuoc-2024-both']);
    const paper = await makePaper(random.fork(`card${at}`), { type: 'citizen-card', variant });
    cards.push({ paper, scanned: await scan(paper, `cardscan${at}`), places: [] });
  }
  const order = random.pick(['pairs', 'backs-first', 'fronts-then-backs', 'fronts-then-backs-reversed'] as const);
  const lay = (card: (typeof cards)[number], side: 0 | 1): void => {
    card.places[side] = pile.lay(card.scanned, side);
  };
  if (order === 'pairs' || order === 'backs-first') {
    for (const card of cards)
      for (const side of order === 'pairs' ? ([0, 1] as const) : ([1, 0] as const)) lay(card, side);
  } else {
    for (const card of cards) lay(card, 0);
    for (const card of order === 'fronts-then-backs' ? cards : cards.toReversed()) lay(card, 1);
  }
  for (const { paper, scanned, places } of cards) pile.note(paper, scanned, places);
}
