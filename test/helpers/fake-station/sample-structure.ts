import type { CellView, PaperTableView } from '../../../common/contract/views.ts';

interface Structure {
  readonly header: CellView[];
  readonly tables: PaperTableView[];
}

function cell(key: string, value: string, kind: CellView['kind'] = 'text', doubtful = false): CellView {
  return { key, kind, value, doubtful };
}

/** Header block and lists of some samples; the truth beside them has fields only. */
const STRUCTURES: Readonly<Record<string, Structure>> = {
  '02-ct01-to-khai-cu-tru.jpg': {
    header: [],
    tables: [
      {
        name: 'members',
        columns: ['order', 'fullName', 'dateOfBirth', 'gender', 'citizenId', 'relation'],
        rows: [
          [
            cell('order', '1'),
            cell('fullName', 'Nguyễn Quỳnh Trâm', 'personName'),
            cell('dateOfBirth', '2026-01-21', 'date'),
            cell('gender', 'Nữ', 'gender'),
            cell('citizenId', '038326900563', 'citizenId', true),
            cell('relation', 'Con'),
          ],
          [
            cell('order', '2'),
            cell('fullName', 'Nguyễn Hữu Khôi Nguyên', 'personName'),
            cell('dateOfBirth', '2019-06-03', 'date'),
            cell('relation', 'Con'),
          ],
        ],
      },
    ],
  },
  '03-giay-khai-sinh.jpg': {
    header: [
      cell('superiorAgency', 'UBND HUYỆN HOẰNG HÓA'),
      cell('agency', 'UBND XÃ HOẰNG LỘC'),
      cell('number', '445/2026'),
      cell('place', 'Hoằng Lộc'),
      cell('issuedOn', '2026-02-02', 'date'),
      cell('signerTitle', 'CHỦ TỊCH'),
      cell('signerName', 'Lê Văn Thọ', 'personName', true),
    ],
    tables: [],
  },
};

export function sampleStructure(file: string): Structure {
  return structuredClone(STRUCTURES[file] ?? { header: [], tables: [] });
}
