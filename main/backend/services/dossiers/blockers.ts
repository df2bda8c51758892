import type { StationErrorData } from '../../../../common/contract/base.ts';
import { findProcedure, missingComponents } from '../../../../common/domain/procedures.ts';
import type { DossierRecord, ExcuseRecord } from '../../../../storage/dossiers/reader.ts';
import type { FindingRecord } from '../../../../storage/findings/reader.ts';
import type { FileRecord, PageRecord, PaperRecord } from '../../../../storage/papers/records.ts';

export interface BlockerContent {
  readonly dossier: DossierRecord;
  readonly papers: readonly PaperRecord[];
  readonly pages: readonly PageRecord[];
  readonly files: readonly FileRecord[];
  readonly findings: readonly FindingRecord[];
  readonly excuses: readonly ExcuseRecord[];
}

/**
 * What bars sending a dossier to verification; empty when nothing does. Of the findings only errors without a note bar
 * it: warnings are for the supervisor to weigh.
 */
export function blockersOf(content: BlockerContent): readonly StationErrorData[] {
  const { dossier, papers, pages, files, findings, excuses } = content;
  const reading = files.some((file) => file.state === 'reading') || pages.some((page) => page.state === 'reading');
  const procedure = findProcedure(dossier.procedureCode);
  const filled = [
    ...papers.flatMap((paper) => (paper.componentCode === null ? [] : [paper.componentCode])),
    ...excuses.map((excuse) => excuse.componentCode),
  ];
  const missing = procedure === undefined ? [] : missingComponents(procedure, filled);
  const errors = findings.filter((finding) => finding.severity === 'error' && finding.resolvedAt === null);
  return [
    ...(reading ? [{ code: 'still-reading' as const }] : []),
    ...(missing.length > 0
      ? [{ code: 'components-missing' as const, detail: missing.map((component) => component.code).join(', ') }]
      : []),
    ...(errors.length > 0 ? [{ code: 'findings-open' as const, detail: String(errors.length) }] : []),
  ];
}
