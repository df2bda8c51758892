import type { DocumentReading, PageReading } from '../../common/domain/reading.ts';
import { cutPapers } from './cut-papers.ts';
import { extractPaper } from './extract.ts';

/**
 * Cuts the pages of one file into papers and reads each. A file without any known paper is of type `other`; slips
 * between papers belong to none. Never throws for what is on a page.
 *
 * @param pages all pages of one file in order
 * @param context today as YYYY-MM-DD, for expiry and dates ahead
 */
export function assembleDocuments(
  pages: readonly PageReading[],
  context: { readonly today: string },
): DocumentReading[] {
  return cutPapers(pages).map((sheaf) => ({
    type: sheaf.type,
    typeConfidence: Math.round(sheaf.confidence * 1000) / 1000,
    pages: sheaf.pages.map((page) => page.index),
    ...extractPaper(sheaf.type, sheaf.pages, context.today),
  }));
}
