import type {
  DossierDetail,
  FieldView,
  FileView,
  FindingView,
  PageView,
  PaperView,
} from '../../../common/contract/views.ts';
import { wantsEyes } from '../fields/field-state.ts';

/** What a person chose to look at; null where they chose nothing, so that the newest paper is followed. */
export interface Choice {
  readonly paperId: string | null;
  readonly pageId: string | null;
  readonly field: string | null;
}

export const NO_CHOICE: Choice = { paperId: null, pageId: null, field: null };

/** What is in front of the eyes. */
export interface Selection {
  readonly paper: PaperView | null;
  readonly page: PageView | null;
  readonly field: FieldView | null;
}

/**
 * What to show of a dossier: what was chosen as long as it is there, else the newest paper; its chosen page, else the
 * page of the chosen field, else its first page that isn't blank; the chosen field, else none.
 */
export function selectionOf(dossier: DossierDetail, choice: Choice): Selection {
  const loosePage = dossier.pages.find((page) => page.id === choice.pageId);
  const paper =
    dossier.papers.find((each) => each.id === choice.paperId) ??
    (loosePage !== undefined
      ? dossier.papers.find((each) => each.pageIds.includes(loosePage.id))
      : dossier.papers.at(-1));
  if (paper === undefined) return { paper: null, page: loosePage ?? dossier.pages.at(-1) ?? null, field: null };
  const field = paper.fields.find((each) => each.key === choice.field) ?? null;
  const pages = dossier.pages.filter((page) => paper.pageIds.includes(page.id));
  const page =
    pages.find((each) => each.id === choice.pageId) ??
    pages.find((each) => each.id === field?.pageId) ??
    pages.find((each) => !each.blank) ??
    pages[0];
  return { paper, page: page ?? null, field };
}

/** The choice that brings a field under the eyes. */
export function chooseField(paper: PaperView, field: FieldView): Choice {
  return { paperId: paper.id, pageId: field.pageId, field: field.key };
}

/** The choice that brings the place of a finding under the eyes. */
export function chooseFinding(dossier: DossierDetail, finding: FindingView): Choice {
  const paper = dossier.papers.find((each) => each.id === finding.paperId);
  const field = paper?.fields.find((each) => each.key === finding.field);
  return { paperId: finding.paperId, pageId: finding.pageId ?? field?.pageId ?? null, field: finding.field };
}

/** Findings that nobody dealt with yet, the gravest first. */
export function openFindings(dossier: DossierDetail): readonly FindingView[] {
  const weight = { error: 0, warning: 1, info: 2 } as const;
  return dossier.findings
    .filter((finding) => finding.resolved === null)
    .toSorted((a, b) => weight[a.severity] - weight[b.severity]);
}

/** Open findings that are about a paper or compare something on it; what is merely told doesn't count. */
export function openFindingsOf(dossier: DossierDetail, paper: PaperView): readonly FindingView[] {
  return openFindings(dossier).filter(
    (finding) =>
      finding.severity !== 'info' &&
      (finding.paperId === paper.id ||
        (finding.pageId !== null && paper.pageIds.includes(finding.pageId)) ||
        finding.compared.some((each) => each.paperId === paper.id)),
  );
}

/** Files that gave no paper: those that could not be read, and those in whose pages none was found. */
export function filesWithoutPaper(dossier: DossierDetail): readonly FileView[] {
  const inPapers = new Set(dossier.papers.flatMap((paper) => paper.pageIds));
  return dossier.files.filter((file) => {
    if (file.state !== 'read') return file.state === 'failed';
    const pages = dossier.pages.filter((page) => page.fileId === file.id);
    return pages.length > 0 && pages.every((page) => !inPapers.has(page.id));
  });
}

/** The field some steps on from the chosen one in printed order; from none, the first that wants eyes. */
export function stepField(paper: PaperView, from: FieldView | null, by: number): FieldView | null {
  const fields = paper.fields;
  if (fields.length === 0) return null;
  if (from === null) return fields.find(wantsEyes) ?? fields[0] ?? null;
  const at = fields.findIndex((field) => field.key === from.key);
  return fields[Math.min(fields.length - 1, Math.max(0, at + by))] ?? null;
}
