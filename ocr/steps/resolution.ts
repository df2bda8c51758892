/** Sizes of paper, in inches, short side first, in the order in which they are preferred. */
const PAPERS = [
  { name: 'A4', short: 8.27, long: 11.69 },
  { name: 'A5', short: 5.83, long: 8.27 },
  { name: 'A3', short: 11.69, long: 16.54 },
  // ISO/IEC 7810 ID-1: citizen cards, health-insurance cards, driving licences.
  { name: 'ID-1', short: 2.125, long: 3.37 },
] as const;

const USUAL_DPI = [100, 150, 200, 240, 300, 400, 600];

/** Relative deviation of the sides that still counts as a paper's shape. */
const SHAPE_TOLERANCE = 0.045;

export interface Resolution {
  readonly dpi: number;
  /** `stated` by the file, or `estimated` from the shape of the page. */
  readonly from: 'stated' | 'estimated';
}

/**
 * Pixels per inch of a page. What the file states is believed when the paper would then have a credible size; cameras
 * and editors state 72 or 96 whatever the truth. Else the shape tells: A4, A5, A3 or a card, at a usual resolution.
 */
export function findResolution(width: number, height: number, stated: number | undefined): Resolution {
  if (stated !== undefined && stated >= 90 && stated <= 1250 && crediblePaper(width / stated, height / stated)) {
    return { dpi: Math.round(stated), from: 'stated' };
  }
  return { dpi: Math.max(40, Math.round(estimate(width, height))), from: 'estimated' };
}

/** Between a card and a sheet a little over A3. */
function crediblePaper(widthInches: number, heightInches: number): boolean {
  const short = Math.min(widthInches, heightInches);
  const long = Math.max(widthInches, heightInches);
  return short >= 1.9 && long >= 3 && short <= 13 && long <= 19;
}

function estimate(width: number, height: number): number {
  const short = Math.min(width, height);
  const long = Math.max(width, height);
  const shape = long / short;
  let best: { dpi: number; distance: number } | undefined;
  for (const [preference, paper] of PAPERS.entries()) {
    const paperShape = paper.long / paper.short;
    if (Math.abs(shape / paperShape - 1) > SHAPE_TOLERANCE) continue;
    const dpi = (short / paper.short + long / paper.long) / 2;
    const distance = distanceFromUsual(dpi) + preference * 0.02;
    if (best === undefined || distance < best.distance) best = { dpi, distance };
  }
  if (best !== undefined) return best.dpi;
  // A photograph: the sheet fills the frame in one direction.
  return Math.max(short / PAPERS[0].short, long / PAPERS[0].long);
}

function distanceFromUsual(dpi: number): number {
  return Math.min(...USUAL_DPI.map((usual) => Math.abs(Math.log(dpi / usual))));
}
