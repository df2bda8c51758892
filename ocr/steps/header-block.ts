import { type DocumentTypeId, SEALED_PAPERS } from '../../common/domain/document-types.ts';
import type { FieldReading, PaperHeader } from '../../common/domain/reading.ts';
import { repairAgency } from '../repair/agency.ts';
import { joinNumberParts, tidyText } from '../repair/text.ts';
import { type DateLine, findDateLines } from './layout/date-lines.ts';
import { type Draft, finishDraft } from './layout/draft.ts';
import { findLabels, flatten, type LabelSpec } from './layout/find-labels.ts';
import { type Row, type Token, textOf, type View } from './layout/page-view.ts';
import { draftOf } from './layout/values.ts';
import { findSigner } from './signature-block.ts';

/** Papers without a letterhead: a card's own print has other places for what it says. */
const WITHOUT: readonly DocumentTypeId[] = ['citizen-card', 'health-insurance-card'];

const NATION: LabelSpec = {
  id: 'nation',
  texts: ['Cộng hòa xã hội chủ nghĩa Việt Nam', 'Độc lập Tự do Hạnh phúc'],
  where: 'any',
};

/** Papers that only agencies issue: theirs is the block over the last date, also where it names none. */
const OFFICIAL: readonly DocumentTypeId[] = [...SEALED_PAPERS, 'reception-slip'];

/** Words with which names of agencies begin. */
const AGENCY =
  /^(?:UBND|ỦY BAN|UỶ BAN|HĐND|HỘI ĐỒNG|BỘ|SỞ|PHÒNG|BAN|CÔNG AN|CỤC|CHI CỤC|TỔNG CỤC|VĂN PHÒNG|CHI NHÁNH|TRUNG TÂM|TÒA ÁN|TOÀ ÁN|VIỆN|TRƯỜNG|BỆNH VIỆN|TRẠM|BẢO HIỂM|KHO BẠC|NGÂN HÀNG|CÔNG TY|HỘI|LIÊN ĐOÀN|ĐẢNG ỦY|ĐẠI SỨ QUÁN|CỘNG ĐỒNG|TỔ)(?=\P{L}|$)/u;

/** Rows between the date and the lines over which somebody signs. */
const SIGNATURE_ROWS = 8;
/** Rows of a letterhead at most. */
const LETTERHEAD_ROWS = 12;

/**
 * The standard header and signature block of an official paper (Decree 30/2020/NĐ-CP, annex I): agencies and number on
 * the left of the national heading, place and date under it or over the signature, position and name of who signed.
 * Undefined when no agency speaks in the paper.
 */
export function readHeader(type: DocumentTypeId, view: View): PaperHeader | undefined {
  if (WITHOUT.includes(type)) return undefined;
  const left = leftOfHeading(view);
  const signer = findSigner(view);
  const agencies = readAgencies(left);
  const number = readNumber(left);
  const official = OFFICIAL.includes(type) || agencies.agency !== undefined || signer !== null;
  if (!official) return undefined;
  const date = headerDate(view, left, signer?.row) ?? (OFFICIAL.includes(type) ? lastDate(view) : undefined);
  return finished({
    ...agencies,
    number,
    place: date === undefined ? undefined : placeOf(date),
    issuedOn: date?.draft,
    signerTitle: signer?.title,
    signerName: signer?.name,
  });
}

function finished(drafts: Readonly<Record<keyof PaperHeader, Draft | undefined>>): PaperHeader | undefined {
  const header: Partial<Record<keyof PaperHeader, FieldReading>> = {};
  for (const [key, draft] of Object.entries(drafts)) {
    if (draft !== undefined) header[key as keyof PaperHeader] = finishDraft(draft);
  }
  return Object.keys(header).length === 0 ? undefined : header;
}

/** The rows to the left of the national heading and under it, down to the number or the title. */
function leftOfHeading(view: View): readonly Row[] {
  const tokens = flatten(view);
  const first = view.rows[0]?.page;
  const height = view.pages.get(first ?? 0)?.height ?? 0;
  const hits = findLabels(view, [NATION]).filter((hit) => {
    const token = tokens[hit.first] as Token;
    return token.page === first && token.box[1] < 0.35 * height;
  });
  const [top] = hits;
  if (top === undefined) return [];
  const edge = Math.min(...hits.map((hit) => (tokens[hit.first] as Token).box[0]));
  const start = (tokens[top.first] as Token).row;
  // The two columns need not stand on the same lines.
  const from = Math.max(0, start - 2);
  const rows: Row[] = [];
  for (const row of view.rows.slice(from, from + LETTERHEAD_ROWS)) {
    if (row.page !== first) break;
    const count = row.tokens.findIndex((token) => token.box[0] + token.box[2] >= edge + 0.3 * token.box[3]);
    const until = count < 0 ? row.tokens.length : count;
    if (until === 0) continue;
    // What begins on the left and goes on to the right belongs to neither: a date line, the title.
    const isAcross = row.tokens[until]?.opensSegment === false;
    const own = row.tokens.slice(
      0,
      isAcross ? row.tokens.findLastIndex((one, i) => i < until && one.opensSegment) : until,
    );
    if (own.length === 0) {
      if (rows.length > 0) break;
      continue;
    }
    rows.push({ ...row, tokens: own });
    if (isNumberRow(own)) break;
  }
  return rows;
}

/** "Số: 12/…", not "SỞ TÀI CHÍNH". */
function isNumberRow(tokens: readonly Token[]): boolean {
  return /^s[o0]\d*$/u.test(tokens[0]?.key ?? '') && tokens.some((token) => /\d/u.test(token.text));
}

function readAgencies(left: readonly Row[]): { superiorAgency: Draft | undefined; agency: Draft | undefined } {
  const lines: (readonly Token[])[] = [];
  for (const { tokens } of left) {
    if (isNumberRow(tokens)) break;
    const words = tokens.filter((token) => /\p{L}/u.test(token.text) && !/^m[aẫâ]u$/iu.test(token.text));
    const letters = textOf(words).replace(/\P{L}/gu, '');
    if (letters.length < 2) continue;
    const capitals = [...letters].filter((letter) => letter === letter.toUpperCase()).length / letters.length;
    if (capitals < 0.8) {
      if (lines.length > 0) break;
      continue;
    }
    lines.push(tokens.filter((token) => token.key !== ''));
  }
  const openings = lines.flatMap((line, i) => (AGENCY.test(textOf(line).toUpperCase()) ? [i] : []));
  const [head] = openings;
  const own = openings.at(-1);
  if (head === undefined || own === undefined) return { superiorAgency: undefined, agency: undefined };
  return {
    superiorAgency: own > head ? agencyDraft(lines.slice(head, own).flat()) : undefined,
    agency: agencyDraft(lines.slice(own).flat()),
  };
}

function agencyDraft(tokens: readonly Token[]): Draft | undefined {
  const { value, changes } = repairAgency(tidyText(textOf(tokens)).toUpperCase());
  return draftOf('text', value, tokens, 1, { changes });
}

const NUMBER = /^\d[\p{L}\d.]*(?:\s?[/\-–]\s?[\p{L}\d.&]+)*/u;

function readNumber(left: readonly Row[]): Draft | undefined {
  const row = left.find(({ tokens }) => isNumberRow(tokens));
  if (row === undefined) return undefined;
  const tokens = row.tokens.slice(1);
  const match = NUMBER.exec(joinNumberParts(tidyText(textOf(tokens))));
  if (match === null) return undefined;
  return draftOf('text', match[0].replace(/\s+/gu, '').replace(/\.$/u, ''), tokens, 1);
}

/** The dated line under the letterhead, else the one over the signature. */
function headerDate(view: View, left: readonly Row[], signedAt: number | undefined): DateLine | undefined {
  const placed = placedDates(view);
  const top = Math.max(0, ...left.map((row) => row.tokens[0]?.row ?? 0)) + 3;
  const under = left.length === 0 ? undefined : placed.find((line) => line.row <= top);
  if (under !== undefined || signedAt === undefined) return under;
  return placed.findLast((line) => line.row <= signedAt && signedAt - line.row <= SIGNATURE_ROWS);
}

function lastDate(view: View): DateLine | undefined {
  return placedDates(view).at(-1);
}

function placedDates(view: View): readonly DateLine[] {
  return findDateLines(view).filter((line) => line.placed && placeOf(line) !== undefined);
}

/** "Hà Nội" before ", ngày …": the words after the last gap. */
function placeOf({ before, draft }: DateLine): Draft | undefined {
  const from = before.findLastIndex((token) => token.opensSegment || token.bullet);
  const words = before.slice(Math.max(0, from)).filter((token) => token.key !== '');
  const isBeside =
    words.length > 0 && words.length <= 8 && draft.page === words[0]?.page && !words.some((token) => token.colon);
  const name = tidyText(textOf(words)).replace(/[\s,;.]+$/u, '');
  return isBeside && /^\p{Lu}/u.test(name) ? draftOf('text', name, words, 1) : undefined;
}
