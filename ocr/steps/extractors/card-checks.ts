import type { CardQr } from '../../../common/domain/card-qr.ts';
import { type Finding, finding } from '../../../common/domain/findings.ts';
import type { DetectedCode } from '../../../common/domain/reading.ts';
import { looksAlike } from '../../repair/digit-likeness.ts';
import { editDistance } from '../../repair/edit-distance.ts';
import { plainKey } from '../../repair/gazetteer.ts';
import type { Draft, Drafts } from '../layout/draft.ts';
import type { MrzOnPage } from '../mrz-lines.ts';

/** A card's QR code and where it stands. */
export interface CodedCard {
  readonly qr: CardQr;
  readonly code: DetectedCode;
  readonly page: number;
}

/** Print that was read without doubt. */
export function isClear(draft: Draft): boolean {
  const { words, changes, doubts } = draft.evidence;
  return changes === 0 && doubts === 0 && words.length > 0 && Math.min(...words) > 0.85;
}

/** Differences between print and code that are more than a misread letter. */
function differs(key: string, print: Draft | undefined, code: string | null): boolean {
  if (print === undefined || code === null || code === '' || !isClear(print)) return false;
  if (key === 'fullName') {
    const [a, b] = [plainKey(print.value), plainKey(code)];
    return editDistance(a, b) >= Math.max(2, Math.ceil(b.length * 0.15));
  }
  if (key === 'citizenId') return print.value.length === 12 && editDistance(print.value, code) >= 2;
  return print.value.length === code.length && print.value !== code;
}

/** Findings where the print, read clearly, says something else than the code. */
export function compareQr(card: CodedCard, print: Drafts): readonly Finding[] {
  const { qr } = card;
  const keys = ['citizenId', 'fullName', 'dateOfBirth', 'gender'] as const;
  const found = keys
    .filter((key) => differs(key, print[key], qr[key]))
    .map((field) => finding('qr-differs', { field }));
  return qr.damaged ? [...found, finding('qr-damaged')] : found;
}

/** Findings where the machine-readable zone says something else than code or print, or its check digits fail. */
export function compareMrz(mrz: MrzOnPage, others: Drafts): readonly Finding[] {
  const { td1 } = mrz;
  const found: Finding[] = [];
  const sure = (draft: Draft | undefined): draft is Draft =>
    draft !== undefined && (draft.source === 'qr' || isClear(draft));
  const id = others.citizenId;
  if (td1.checks.citizenId && sure(id) && id.value.length === 12 && !looksAlike(id.value, td1.citizenId)) {
    found.push(finding('mrz-differs', { field: 'citizenId' }));
  }
  const birth = others.dateOfBirth;
  if (
    td1.checks.citizenId &&
    td1.checks.dateOfBirth &&
    td1.dateOfBirth !== null &&
    sure(birth) &&
    birth.value.length === 10 &&
    !looksAlike(birth.value.replaceAll('-', ''), td1.dateOfBirth.replaceAll('-', ''))
  ) {
    found.push(finding('mrz-differs', { field: 'dateOfBirth' }));
  }
  const gender = others.gender;
  if (td1.gender !== null && sure(gender) && gender.value !== td1.gender)
    found.push(finding('mrz-differs', { field: 'gender' }));
  const name = others.fullName;
  const zoneName = plainKey(`${td1.surname} ${td1.givenNames}`).trim();
  if (sure(name) && zoneName.length > 6) {
    const own = plainKey(name.value).slice(0, zoneName.length);
    if (editDistance(own, zoneName) > 0.4 * zoneName.length) found.push(finding('mrz-differs', { field: 'fullName' }));
  }
  if (!td1.checks.citizenId && mrz.confidence > 0.85) found.push(finding('mrz-check-digit', { field: 'citizenId' }));
  return found;
}
