import type { Box } from '../../../common/domain/reading.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle in page pixels. */
export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

/** Height of a line of text on screen that is read without leaning forward, in CSS pixels. */
const READING_HEIGHT = 46;
/** Share of the view's width that a field may fill; the rest is what stands around it. */
const WIDEST = 0.82;
/** Never blown up beyond this: the pixels of a 300-dpi scan begin to show. */
const MOST_ZOOM = 2.5;

/**
 * Part of the page to show so that a field is read at ease: its text about 46 px high, the whole field in view, some of
 * its surroundings around it, centred on it.
 *
 * @param box field in pixels of the upright page
 * @param view the viewer's size in CSS pixels
 */
export function readingArea(box: Box, view: Size): Area {
  const [x, y, width, height] = box;
  const zoom = Math.min(READING_HEIGHT / Math.max(1, height), (view.width * WIDEST) / Math.max(1, width), MOST_ZOOM);
  const area = { width: view.width / zoom, height: view.height / zoom };
  return { x: x + width / 2 - area.width / 2, y: y + height / 2 - area.height / 2, ...area };
}

/** The strip of the page that stays lit while a field is under the eyes: the full width, the field's height and air. */
export function litBand(box: Box, page: Size): Area {
  const [, y, , height] = box;
  const air = Math.max(height * 0.75, 12);
  const top = Math.max(0, y - air);
  return { x: 0, y: top, width: page.width, height: Math.min(page.height, y + height + air) - top };
}

/** Grown by some pixels, so that a frame doesn't touch the letters. */
export function padded(box: Box, by: number): Area {
  const [x, y, width, height] = box;
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
