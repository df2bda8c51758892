import type { CellView, PaperTableView } from '../../../../common/contract/views.ts';
import { type FieldKind, findDocumentType } from '../../../../common/domain/document-types.ts';
import type { FieldReading, PaperHeader } from '../../../../common/domain/reading.ts';
import type { PaperRecord } from '../../../../storage/papers/records.ts';
import { CONFIDENCE_BAR } from './assess-fields.ts';

/** In printed order: agencies and number at the top left, place and date beside them, the signer at the foot. */
const HEADER_KINDS: Readonly<Record<keyof PaperHeader, FieldKind>> = {
  superiorAgency: 'text',
  agency: 'text',
  number: 'text',
  place: 'text',
  issuedOn: 'date',
  signerTitle: 'text',
  signerName: 'personName',
};

/** What was found of a paper's header and signature block. */
export function headerView({ header }: Pick<PaperRecord, 'header'>): CellView[] {
  return Object.entries(HEADER_KINDS).flatMap(([key, kind]) => cellView(key, kind, header?.[key as keyof PaperHeader]));
}

/** Lists of the paper that its type has, as fields: of a type that was changed what both have is kept. */
export function tableViews({ type, tables }: Pick<PaperRecord, 'type' | 'tables'>): PaperTableView[] {
  return Object.entries(findDocumentType(type)?.tables ?? {}).flatMap(([name, kinds]) => {
    const rows = (tables?.[name] ?? [])
      .map((row) => Object.entries(kinds).flatMap(([key, kind]) => cellView(key, kind, row[key])))
      .filter((row) => row.length > 0);
    const columns = Object.keys(kinds).filter((key) => rows.some((row) => row.some((cell) => cell.key === key)));
    return rows.length === 0 ? [] : [{ name, columns, rows }];
  });
}

function cellView(key: string, kind: FieldKind, read: FieldReading | undefined): CellView[] {
  if (read === undefined) return [];
  return [{ key, kind, value: read.value, doubtful: read.confidence < CONFIDENCE_BAR }];
}
