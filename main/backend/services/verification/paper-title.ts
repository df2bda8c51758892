import { findDocumentType } from '../../../../common/domain/document-types.ts';
import { findComponent, findProcedure } from '../../../../common/domain/procedures.ts';
import type { PaperRecord } from '../../../../storage/papers/records.ts';

const MAX_LENGTH = 100;

/** What a paper is, in words of the procedure and never of the citizen: its component, else its type. */
export function paperTitle(procedureCode: string, paper: Pick<PaperRecord, 'componentCode' | 'type'>): string {
  const procedure = findProcedure(procedureCode);
  const component =
    procedure === undefined || paper.componentCode === null ? undefined : findComponent(procedure, paper.componentCode);
  return component?.name ?? findDocumentType(paper.type)?.title ?? paper.type;
}

/**
 * Names of a dossier's PDFs, each once: the title without what file systems refuse, a number behind it when several
 * papers have the same.
 */
export function pdfNames(titles: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const name = title
      .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim()
      .slice(0, MAX_LENGTH)
      .trim();
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? `${name}.pdf` : `${name} (${count}).pdf`;
  });
}
