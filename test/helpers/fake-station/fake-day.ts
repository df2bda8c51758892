import { createHash } from 'node:crypto';
import type { DeliveryRow } from '../../../common/contract/delivery.ts';
import type { Person } from '../../../common/contract/session.ts';
import type { DossierDetail } from '../../../common/contract/views.ts';
import type { FakeDossiers } from './fake-dossiers.ts';

const UNSURE = {
  vi: 'Máy đọc chắc 88 %. So với giấy.',
  en: 'Read with 88 % certainty. Compare with the paper.',
  confidence: 0.88,
};
const NOT_READ = {
  vi: 'Chưa đọc được. Gõ theo giấy, hoặc xác nhận là không có.',
  en: 'Not read. Key it from the paper or confirm that it has none.',
  read: null,
  confidence: 0,
};

export interface FakePeople {
  readonly hanh: Person;
  readonly binh: Person;
}

/** An afternoon at the counter: dossiers at every step. */
export async function fillDay(
  dossiers: FakeDossiers,
  people: FakePeople,
  at: (time: string) => string,
): Promise<DeliveryRow[]> {
  await capturing(dossiers, people, at);
  await verifying(dossiers, people, at);
  return await delivering(dossiers, people, at);
}

async function capturing(dossiers: FakeDossiers, { hanh }: FakePeople, at: (time: string) => string): Promise<void> {
  const open = dossiers.open('1.004222', hanh, at('14:02'));
  const card = await dossiers.addSample(open, '01-can-cuoc-mat-truoc.jpg');
  const form = await dossiers.addSample(open, '02-ct01-to-khai-cu-tru.jpg', {
    dateOfBirth: { vi: 'Ngày sinh trên các giấy tờ không giống nhau.', en: 'The birth dates on the papers differ.' },
    signedOn: UNSURE,
  });
  dossiers.addFinding(open, 'birth-date-differs-across-papers', {
    paperId: form.paper.id,
    pageId: form.pages[0]?.id ?? null,
    field: 'dateOfBirth',
    compared: [
      { paperId: form.paper.id, field: 'dateOfBirth', source: 'ocr', value: '1994-12-08' },
      { paperId: card.paper.id, field: 'dateOfBirth', source: 'qr', value: '1994-08-12' },
    ],
  });
  dossiers.addCitizen(open, {
    citizenId: '038194901207',
    name: 'ĐẶNG THỊ MỸ HẰNG',
    source: 'qr',
    population: 'match',
    checkedAt: at('14:03'),
    waitingFor: null,
  });
  dossiers.addCitizen(open, {
    citizenId: '038091904418',
    name: 'NGUYỄN HỮU ẨN',
    source: 'ocr',
    population: 'waiting',
    checkedAt: null,
    waitingFor: { code: 'population-unreachable' },
  });
  const returned = dossiers.open('1.004873', hanh, at('09:20'));
  await dossiers.addSample(returned, '07-xac-nhan-tinh-trang-hon-nhan.jpg');
  returned.state = 'returned';
  returned.returnReason = 'Không đọc được: giấy xác nhận mất góc phải, mời công dân nộp lại bản rõ.';
  dossiers.open('2.000815', hanh, at('15:40'));
}

async function verifying(
  dossiers: FakeDossiers,
  { hanh, binh }: FakePeople,
  at: (time: string) => string,
): Promise<void> {
  const birth = dossiers.open('1.004222', hanh, at('09:12'));
  await dossiers.addSample(birth, '03-giay-khai-sinh.jpg', {
    motherName: {
      vi: 'Giấy khai sinh và dữ liệu dân cư không giống nhau.',
      en: 'The birth certificate and the population data differ.',
      read: 'ĐẶNG THỊ MỸ HẢNG',
      confidence: 0.86,
    },
    certificateNumber: NOT_READ,
    placeOfBirth: UNSURE,
  });
  await dossiers.addSample(birth, '02-ct01-to-khai-cu-tru.jpg', { signedOn: UNSURE });
  await dossiers.addSample(birth, '01-can-cuoc-mat-truoc.jpg');
  const marriage = dossiers.open('2.000635', binh, at('09:31'));
  await dossiers.addSample(marriage, '06-giay-chung-nhan-ket-hon.jpg', { wifeName: UNSURE });
  const land = dossiers.open('1.004222', hanh, at('10:05'));
  await dossiers.addSample(land, '08-don-dang-ky-bien-dong.jpg');
  for (const dossier of [birth, marriage, land]) {
    dossier.state = 'verifying';
    dossiers.settle(dossier);
  }
}

async function delivering(
  dossiers: FakeDossiers,
  { hanh, binh }: FakePeople,
  at: (time: string) => string,
): Promise<DeliveryRow[]> {
  const plan = [
    ['03-giay-khai-sinh.jpg', '1.001193', 'delivered', 1_412_330, '16:46:02'],
    ['07-xac-nhan-tinh-trang-hon-nhan.jpg', '1.004873', 'delivered', 912_004, '16:46:09'],
    ['09-dang-ky-ho-kinh-doanh.tif', '1.001612', 'sending', 2_104_877, null],
    ['14-giay-uy-quyen.jpg', '2.000815', 'refused', 3_811_020, null],
    ['12-dang-ky-doanh-nghiep.jpg', '2.000815', 'retrying', 1_733_112, null],
    ['10-trich-luc-khai-tu.webp', '1.000656', 'waiting', 1_120_400, null],
    ['06-giay-chung-nhan-ket-hon.jpg', '2.000635', 'waiting', 1_866_010, null],
  ] as const;
  const rows: DeliveryRow[] = [];
  for (const [index, [file, procedure, state, bytes, accepted]] of plan.entries()) {
    const dossier = dossiers.open(procedure, index % 2 === 0 ? hanh : binh, at(`11:${10 + index}`));
    await dossiers.addSample(dossier, file);
    dossier.state = state === 'delivered' ? 'delivered' : state === 'sending' ? 'delivering' : 'queued';
    rows.push(rowOf(dossier, state, bytes, accepted === null ? null : at(accepted), at('16:52')));
  }
  return rows;
}

function rowOf(
  dossier: DossierDetail,
  state: DeliveryRow['state'],
  bytes: number,
  acceptedAt: string | null,
  next: string,
): DeliveryRow {
  return {
    dossierId: dossier.id,
    code: dossier.code,
    citizenName: dossier.citizenName,
    procedureName: dossier.procedureName,
    procedureNameEn: dossier.procedureNameEn,
    state,
    bytes,
    bytesSent: state === 'delivered' ? bytes : state === 'sending' ? Math.floor(bytes * 0.62) : 0,
    attempts: state === 'waiting' ? 0 : state === 'retrying' ? 2 : 1,
    nextTryAt: state === 'retrying' ? next : null,
    error:
      state === 'refused'
        ? { code: 'portal-refused-dossier', detail: 'TenTepDinhKem: quá 4.000 ký tự' }
        : state === 'retrying'
          ? { code: 'portal-interrupted' }
          : null,
    first: false,
    heldReason: null,
    handedOver: null,
    receiptNumber: acceptedAt === null ? null : `DVC-2026-00482${dossier.code.slice(-2)}`,
    acceptedAt,
  };
}

/** Hash of a file of a receipt: any will do, but always the same. */
export function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}
