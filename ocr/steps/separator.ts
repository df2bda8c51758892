import type { PageReading } from '../../common/domain/reading.ts';
import { findLabels, type LabelSpec } from './layout/find-labels.ts';
import { viewPages } from './layout/page-view.ts';

/** Text of the code on a slip that parts two papers of a pile. */
const SLIP_CODE = /^\s*SOHOA-SEPARATOR\b/u;
const SLIP_WORDS: LabelSpec = {
  id: 'slip',
  texts: ['Tờ ngăn cách', 'Trang ngăn cách', 'Trang ngăn', 'Tờ ngăn', 'Phân cách', 'Tờ phân cách', 'Trang phân cách'],
  where: 'any',
};
/** A slip says what it is and how to use it, no more. */
const MOST_WORDS = 40;

/** Whether a page is a slip that a clerk laid between two papers: it belongs to neither. */
export function isSeparator(page: PageReading): boolean {
  if (page.codes.some((code) => SLIP_CODE.test(code.text))) return true;
  const words = page.lines.flatMap((line) => line.words);
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  const view = viewPages([page]);
  return findLabels(view, [SLIP_WORDS]).some((hit) => hit.similarity > 0.85);
}
