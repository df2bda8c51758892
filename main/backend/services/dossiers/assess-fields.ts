import { DOCUMENT_TYPES, type DocumentType } from '../../../../common/domain/document-types.ts';
import { keyFieldRole } from '../../../../common/domain/key-fields.ts';
import type { FindingRecord } from '../../../../storage/findings/reader.ts';
import type { FieldRecord, PaperRecord } from '../../../../storage/papers/records.ts';

/** At or above it at most one value in forty is wrong (reading.ts); below it a person looks. */
export const CONFIDENCE_BAR = 0.975;

export interface Doubt {
  readonly vi: string;
  readonly en: string;
}

/** Fields of a paper's type in printed order, with what is known of each. */
export function fieldsOfType(paper: PaperRecord): readonly {
  readonly key: string;
  readonly kind: DocumentType['fields'][string];
  readonly field: FieldRecord | undefined;
}[] {
  const type = (DOCUMENT_TYPES as readonly DocumentType[]).find((candidate) => candidate.id === paper.type);
  return Object.entries(type?.fields ?? {}).map(([key, kind]) => ({
    key,
    kind,
    field: paper.fields.find((field) => field.key === key),
  }));
}

/** Why a field wants eyes; null when it does not: no key field, keyed by a person, or confirmed. */
export function doubtAbout(paper: PaperRecord, key: string, findings: readonly FindingRecord[]): Doubt | null {
  const role = keyFieldRole(paper.type, key);
  const field = paper.fields.find((candidate) => candidate.key === key);
  if (role === null || field?.confirmedAt != null || field?.source === 'keyed') return null;
  const named = findings.find(
    (finding) => finding.severity !== 'info' && finding.resolvedAt === null && names(finding, paper.id, key),
  );
  if (named !== undefined) return { vi: named.message, en: named.messageEn };
  if (field === undefined || field.value === null) {
    return role === 'always'
      ? {
          vi: 'Chưa đọc được. Gõ theo giấy, hoặc xác nhận là không có.',
          en: 'Not read. Key it from the paper or confirm that it has none.',
        }
      : null;
  }
  if (field.confidence >= CONFIDENCE_BAR) return null;
  const percent = Math.floor(field.confidence * 100);
  return {
    vi: `Máy đọc chắc ${percent} %. So với giấy.`,
    en: `Read with ${percent} % certainty. Compare with the paper.`,
  };
}

/** How many fields of some papers want eyes. */
export function countDoubtful(papers: readonly PaperRecord[], findings: readonly FindingRecord[]): number {
  return papers.reduce(
    (sum, paper) => sum + fieldsOfType(paper).filter(({ key }) => doubtAbout(paper, key, findings) !== null).length,
    0,
  );
}

/** A finding names the field that it is about and every field that it compares. */
function names(finding: FindingRecord, paperId: string, key: string): boolean {
  return (
    (finding.paperId === paperId && finding.field === key) ||
    finding.compared.some((value) => value.paperId === paperId && value.field === key)
  );
}
