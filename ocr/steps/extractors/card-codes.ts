import type { CardQr } from '../../../common/domain/card-qr.ts';
import type { FieldKind } from '../../../common/domain/document-types.ts';
import type { FieldSource } from '../../../common/domain/reading.ts';
import { compareKey } from '../../../common/domain/vietnamese-text.ts';
import { looksAlike } from '../../repair/digit-likeness.ts';
import type { Draft, Drafts } from '../layout/draft.ts';
import type { MrzOnPage } from '../mrz-lines.ts';
import { type CodedCard, isClear } from './card-checks.ts';

function coded(
  kind: FieldKind,
  value: string | null,
  raw: string,
  source: FieldSource,
  at: { readonly page: number; readonly box: Draft['box'] },
  agreement: -1 | 0 | 1 = 0,
): Draft | undefined {
  if (value === null || value === '') return undefined;
  return {
    value,
    raw,
    source,
    page: at.page,
    box: at.box,
    evidence: { kind, words: [], label: 1, changes: 0, agreement, doubts: 0, coded: true },
    alternatives: [],
  };
}

function agreementWith(print: Draft | undefined, value: string | null): -1 | 0 | 1 {
  return print !== undefined && value !== null && compareKey(print.value) === compareKey(value) ? 1 : 0;
}

/** Cards print names in capitals, whatever case the code holds; small letters stay only where they are printed. */
function printedName(qrName: string, print: Draft | undefined): string {
  const sameLetters = print !== undefined && compareKey(print.value) === compareKey(qrName);
  return sameLetters && print.value !== print.value.toUpperCase() ? print.value : qrName.toUpperCase();
}

/** What the code says, agreeing with the print or not. */
export function fromQr({ qr, code, page }: CodedCard, print: Drafts): Drafts {
  const at = { page, box: code.box };
  const field = (key: keyof CardQr & string, kind: FieldKind, value: string | null): Draft | undefined =>
    coded(kind, value, String(qr[key] ?? ''), 'qr', at, agreementWith(print[key], value));
  return {
    citizenId: field('citizenId', 'citizenId', qr.citizenId),
    fullName: field('fullName', 'personName', printedName(qr.fullName, print.fullName)),
    dateOfBirth: field('dateOfBirth', 'date', qr.dateOfBirth),
    gender: field('gender', 'gender', qr.gender),
    address: field('address', 'text', qr.address),
    issuedOn: field('issuedOn', 'date', qr.issuedOn),
  };
}

/** Characters that may be put right before a zone's values are doubted. */
const CLEAN_ZONE = 2;
/** What the words of a repaired zone count as. */
const REPAIRED_ZONE = 0.85;

/** Cards without expiry carry 991231. */
const NO_EXPIRY = '99-12-31';

/** Whether a zone that took repair has another number than the code or clear print: its check digits hold by chance. */
export function isMisread({ td1, changes }: MrzOnPage, number: Draft | undefined): boolean {
  if (changes === 0 || number === undefined || number.value.length !== 12) return false;
  return (number.source === 'qr' || isClear(number)) && number.value !== td1.citizenId;
}

/** What the zone says as far as its check digits hold. */
export function fromMrz(mrz: MrzOnPage): Drafts {
  const { td1 } = mrz;
  const at = { page: mrz.page, box: mrz.box };
  const { checks } = td1;
  const zone = (kind: FieldKind, value: string | null): Draft | undefined => {
    const draft = coded(kind, value, value ?? '', 'mrz', at);
    // Check digits catch one misread digit, not several: a zone that took much repair counts as plain print.
    return draft === undefined || mrz.changes <= CLEAN_ZONE
      ? draft
      : { ...draft, evidence: { ...draft.evidence, coded: false, words: [REPAIRED_ZONE], changes: 1 } };
  };
  return {
    citizenId: checks.citizenId ? zone('citizenId', td1.citizenId) : undefined,
    // The century of either date comes from the number.
    dateOfBirth: checks.citizenId && checks.dateOfBirth ? zone('date', td1.dateOfBirth) : undefined,
    gender: zone('gender', td1.gender),
    expiresOn:
      checks.citizenId && checks.expiry && td1.expiresOn?.endsWith(NO_EXPIRY) !== true
        ? zone('date', td1.expiresOn)
        : undefined,
  };
}

/**
 * Zone over print; where both say the same, both their weight. Where they differ by look-alikes, clear print wins: the
 * zone's typeface is the one that is misread.
 */
export function confirmed(zone: Draft | undefined, print: Draft | undefined): Draft | undefined {
  if (zone === undefined || print === undefined) return zone ?? print;
  if (zone.value === print.value) return { ...zone, evidence: { ...zone.evidence, agreement: 1 } };
  const alike = looksAlike(zone.value.replaceAll('-', ''), print.value.replaceAll('-', ''));
  return alike && isClear(print) ? { ...print, alternatives: [zone.value] } : { ...zone, alternatives: [print.value] };
}
