import { provinceByIdPrefix } from '../../../common/domain/administrative-units.ts';
import type { FieldKind } from '../../../common/domain/document-types.ts';
import { type NumberHints, readNumber } from '../../repair/digits.ts';
import { editDistance } from '../../repair/edit-distance.ts';
import { restorePlaceCommas } from '../../repair/place-commas.ts';
import { repairPlaces } from '../../repair/places.ts';
import { isSyllable } from '../../repair/syllable.ts';
import {
  endsWithProvince,
  fromVocabularyWithin,
  hasKnownDetail,
  isCutShort,
  joinNumberParts,
  repairAddress,
  repairPhrases,
  repairSyllables,
  tidyText,
} from '../../repair/text.ts';
import { type Draft, placeOf } from './draft.ts';
import type { Entry } from './entry.ts';
import { impossibleSyllables, otherValues, possibleWord } from './other-readings.ts';
import { type Token, textOf } from './page-view.ts';

type Judgement = Partial<Pick<Draft['evidence'], 'changes' | 'agreement' | 'doubts'>> & {
  readonly alternatives?: readonly string[];
};

/** How much other readings of its words speak against a value: a digit that may be another one is never sure. */
function doubtOf(kind: FieldKind, others: readonly { readonly confidence: number }[]): number {
  const [likeliest] = others;
  if (likeliest === undefined) return 0;
  if (kind === 'citizenId') return 3;
  return likeliest.confidence >= CLOSE ? 1 : 0.25;
}

/** From this likelihood on another reading is about as good. */
const CLOSE = 0.2;

/** Makes a draft of an OCR value; undefined when no words stand behind it. */
export function draftOf(
  kind: FieldKind,
  value: string,
  tokens: readonly Token[],
  label: number,
  judgement: Judgement = {},
): Draft | undefined {
  const place = placeOf(tokens);
  if (place === null || value === '') return undefined;
  const { changes = 0, agreement = 0, doubts = 0, alternatives = [] } = judgement;
  const others = otherValues(value, tokens);
  return {
    value: value.normalize('NFC'),
    raw: textOf(tokens).normalize('NFC'),
    source: 'ocr',
    ...place,
    evidence: {
      kind,
      words: tokens.map((token) => token.confidence),
      label,
      changes,
      agreement,
      doubts: doubts + doubtOf(kind, others),
      coded: false,
    },
    alternatives: [...new Set([...others.map((other) => other.value), ...alternatives])],
  };
}

/** Words without item numbers and marks. */
export function meaningful(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token) => !token.bullet && token.key !== '');
}

/** Like meaningful, with the signs that belong to a text: & + - /. */
function readable(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token) => !token.bullet && (token.key !== '' || /^[&+\-–/]$/u.test(token.text)));
}

/** Without the stray letters that card backgrounds and seals leave at the ends of a text. */
function withoutScraps(tokens: readonly Token[]): readonly Token[] {
  const isScrap = ({ key, text, confidence }: Token): boolean =>
    (confidence < 0.8 && /^[b-df-hj-lnp-tv-xz]$/u.test(key)) ||
    (confidence < 0.3 && (key.length < 2 || /^[a-z]{1,4}$/u.test(text)));
  const from = tokens.findIndex((token) => !isScrap(token));
  const to = tokens.findLastIndex((token) => !isScrap(token));
  return from < 0 ? [] : tokens.slice(from, to + 1);
}

/** Words of a value that fits on one line: beside the label, or on the next row when nothing stands beside it. */
export function lineOf(entry: Entry): readonly Token[] {
  const beside = meaningful(entry.beside);
  return beside.length > 0 ? beside : meaningful(entry.below[0] ?? []);
}

/** Words up to the first wide gap. */
export function firstSegment(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findIndex((token, i) => i > 0 && token.opensSegment);
  return end < 0 ? tokens : tokens.slice(0, end);
}

const TICK = /^(?:[xXvV]|[☑☒✓✔✗]|\[[xXvV]\]|\([xXvV]\))$/u;

/** Nam or Nữ; where both are printed the ticked one; undefined when neither or both are. */
export function genderDraft(entry: Entry): Draft | undefined {
  const line = (entry.beside.length > 0 ? entry.beside : (entry.below[0] ?? [])).slice(0, 8);
  const male = line.findIndex((token) => /^[a-z]?na[mnr]n?$/u.test(token.key));
  const female = line.findIndex((token) => /^(?:[a-z]?nu+|ni)$/u.test(token.key));
  if (male < 0 && female < 0) return undefined;
  if (male >= 0 && female >= 0) {
    const [first, second] = male < female ? [male, female] : [female, male];
    const before = line.slice(first + 1, second).some((token) => TICK.test(token.text));
    const after = line.slice(second + 1).some((token) => TICK.test(token.text));
    if (before === after) return undefined;
    const at = before ? first : second;
    return draftOf('gender', at === male ? 'Nam' : 'Nữ', [line[at] as Token], entry.similarity, { changes: 1 });
  }
  const token = line[Math.max(male, female)] as Token;
  const exact = token.key === 'nam' || token.key === 'nu';
  return draftOf('gender', male >= 0 ? 'Nam' : 'Nữ', [token], entry.similarity, { changes: exact ? 0 : 1 });
}

/** A citizen number (12 digits) or old card number (9 digits). */
export function numberDraft(entry: Entry, hints: NumberHints = {}): Draft | undefined {
  const beside = meaningful(entry.beside);
  const below = meaningful(entry.below[0] ?? []);
  for (const tokens of [beside, [...beside, ...below], below]) {
    const draft = numberDraftOf(tokens, entry.similarity, hints);
    if (draft !== undefined) return isShortened(draft, [...entry.label, ...tokens]) ? doubted(draft, 2) : draft;
  }
  return undefined;
}

/** Nine digits where the label or the words before them promise twelve: the others were lost. */
function isShortened(draft: Draft, around: readonly Token[]): boolean {
  const words = around.map((token) => token.key).join('');
  return draft.value.length === 9 && /dinhdanh|cancuoc|cccd|phaply/u.test(words) && !/cmnd|chungminh/u.test(words);
}

/** The same value with more that speaks against it. */
export function doubted(draft: Draft, doubts: number, alternatives: readonly string[] = []): Draft {
  const { evidence } = draft;
  return {
    ...draft,
    alternatives: [...alternatives, ...draft.alternatives],
    evidence: { ...evidence, doubts: evidence.doubts + doubts },
  };
}

/** Lawful but hardly met: a prefix that is no province, a century to come. */
function isUnlikelyNumber(value: string): boolean {
  return value.length === 12 && (provinceByIdPrefix(value.slice(0, 3)) === null || Number(value[3]) > 3);
}

/** The citizen number among words. */
export function numberDraftOf(tokens: readonly Token[], label: number, hints: NumberHints = {}): Draft | undefined {
  const read = readNumber(textOf(tokens), hints);
  if (read === null || read.changes > 4) return undefined;
  const own = tokens.filter((token) => /[\d\]|[lIO]/u.test(token.text));
  const exact = own.filter((token) => token.text.replace(/\D/gu, '').includes(read.value));
  return draftOf('citizenId', read.value, exact.length > 0 ? exact : own, label, {
    changes: read.changes,
    agreement: read.agreement,
    doubts: isUnlikelyNumber(read.value) ? 2 : 0,
  });
}

/** How a text is put right: places by the words for their kinds, closed lists by their entries. */
export interface TextOptions {
  /** Carried on by the rows under it, up to the next label. */
  readonly wraps?: boolean;
  readonly maxRows?: number;
  readonly address?: boolean;
  readonly vocabulary?: readonly string[];
  /** A place that ends with its province: rows after that belong to something else. */
  readonly toProvince?: boolean;
  /** What this matches at the end of the text is no part of it. */
  readonly until?: RegExp;
}

/** Small letters without a vowel are what is left of a word, or a part of one that stands apart. */
const TORN = /(?<![\p{L}\d.])[bcdghklmnpqrstvx]{1,3}(?![\p{L}\d.])/u;

/** Whether an address is complete with a row: it names its province and neither it nor the next row says more. */
function endsPlace(lines: readonly (readonly Token[])[], at: number): boolean {
  const text = textOf(lines.slice(0, at + 1).flat());
  const next = textOf(lines[at + 1] ?? []);
  return endsWithProvince(text) && !/[,;–-]\s*$/u.test(text) && !/^(?:tỉnh|thành phố|TP)(?!\p{L})/iu.test(next);
}

function hasColonEarly(row: readonly Token[]): boolean {
  return row.slice(0, 8).some((token, i) => token.colon && i > 0);
}

/** Free text beside the label, or on the next row when nothing stands beside it. */
export function textDraft(entry: Entry, options: TextOptions = {}): Draft | undefined {
  const beside = readable(entry.beside);
  const rows = entry.below.slice(0, options.wraps === true ? (options.maxRows ?? 4) : beside.length === 0 ? 1 : 0);
  const isPlace = options.toProvince === true || options.address === true;
  // A colon near the start of a row is a label's that couldn't be read; places have none, nor what fits on two lines.
  const labelled = isPlace || options.maxRows === 1 ? rows.findIndex(hasColonEarly) : -1;
  const own = labelled < 0 ? rows : rows.slice(0, labelled);
  const lines = [beside, ...own.map(readable)].filter((line) => line.length > 0);
  const end = isPlace ? lines.findIndex((_, i) => endsPlace(lines, i)) : -1;
  const tokens = withoutScraps((end < 0 ? lines : lines.slice(0, end + 1)).flat()).map((token) =>
    possibleWord(token, isSyllable),
  );
  const whole = tidyText(textOf(tokens));
  const plain = options.until === undefined ? whole : whole.replace(options.until, '');
  const spelt = repairPhrases(repairSyllables(plain));
  const phrased = restorePlaceCommas(spelt);
  const places = options.address === true ? repairPlaces(repairAddress(phrased)) : null;
  const read = places === null ? phrased : places.value;
  const found = options.vocabulary === undefined ? read : fromVocabularyWithin(read, options.vocabulary);
  // Short words in capitals (VỢ) are a slip of the engine where lists have small letters.
  const listed = found === null || !isShouted(found) ? found : inSmallLetters(found);
  const value = listed ?? read;
  const isListed = places?.confirmed === true && places.changes === 0 && hasKnownDetail(value);
  return draftOf('text', value, tokens, entry.similarity, {
    changes: value === plain ? 0 : 1,
    agreement: (options.vocabulary !== undefined && value === plain && listed !== null) || isListed ? 1 : 0,
    doubts:
      (listed === null || TORN.test(value) ? 1 : 0) +
      Math.min(2, impossibleSyllables(value)) +
      (options.address === true && (isCutShort(value) || /[,;]$/u.test(textOf(tokens))) ? 1 : 0) +
      // The lists speak for the units, not for a street or hamlet whose words are met nowhere else.
      (places !== null && !hasKnownDetail(value) ? 0.5 : 0) +
      (phrased !== spelt && places?.confirmed !== true ? 0.5 : 0),
    alternatives: places !== null && places.changes > 0 ? [repairAddress(phrased)] : phrased === spelt ? [] : [spelt],
  });
}

const DOCUMENT_NUMBER = /^(?:\p{Lu}{1,4}\s)?\d[\p{L}\d.]*(?:[/-][\p{L}\d.]+)*/u;

/** The abbreviations of extracts and confirmations, with the slash before them however it was read. */
const SUFFIX = /^(\d+)[/I1l|J]?(TLKS|TLKH|TLKT|UBND)([-–].+)?$/u;

function withKnownSuffix(number: string): string {
  const match = SUFFIX.exec(number);
  return match === null ? number : `${match[1]}/${match[2]}${match[3] ?? ''}`;
}

function isShouted(text: string): boolean {
  return text === text.toUpperCase() && text.length > 1 && text.length < 4;
}

function inSmallLetters(text: string): string {
  return text.charAt(0) + text.slice(1).toLowerCase();
}

/** A number like 118/2022, 05/TLKS-BS or CH 01234. */
export function codeDraft(entry: Entry): Draft | undefined {
  const line = lineOf(entry);
  const own = firstSegment(line).slice(0, 8);
  // A hyphen at the end says that the number goes on after the gap.
  const tokens = /[-/]$/u.test(own.at(-1)?.text ?? '') ? line.slice(0, own.length + 1) : own;
  const match = DOCUMENT_NUMBER.exec(joinNumberParts(tidyText(textOf(tokens))));
  if (match === null) return undefined;
  const read = match[0].replace(/\.$/u, '');
  const value = withKnownSymbol(withKnownSuffix(read));
  // The part after the slash is a year or letters.
  const isStrange =
    /^\d{1,2}$|^\d+\/\d{1,3}\p{L}/u.test(value) || (/^\d+\/\d+$/u.test(value) && !/\/(?:19|20)\d\d$/u.test(value));
  // A slash that was read as a digit would leave one too many.
  const shorter = /^\d{2,}\p{Lu}/u.test(read) ? [value.replace(/\d\//u, '/')] : [];
  return draftOf('text', value, tokens, entry.similarity, {
    changes: value === read ? 0 : 1,
    doubts: isStrange || shorter.length > 0 ? 2 : 0,
    alternatives: value === read ? [] : [...shorter, read],
  });
}

/** Symbols of civil-status papers (Circular 04/2020/TT-BTP). */
const SYMBOLS = ['TLKS', 'TLKS-BS', 'TLKH', 'TLKH-BS', 'TLKT', 'TLKT-BS', 'UBND-XNTTHN'] as const;

/** A symbol with one letter wrong that can be no other one. */
function withKnownSymbol(number: string): string {
  const [serial = '', symbol = '', ...more] = number.split('/');
  if (symbol.length < 4 || more.length > 0 || SYMBOLS.some((known) => known === symbol)) return number;
  const near = SYMBOLS.filter((known) => editDistance(known, symbol) === 1);
  return near.length === 1 ? `${serial}/${near[0]}` : number;
}

/** An area as printed, decimal comma, without its unit. */
export function areaDraft(entry: Entry): Draft | undefined {
  const tokens = lineOf(entry);
  const match = /(\d{1,3}(?:[. ]\d{3})+|\d+)(?:\s?[,./⁄]\s?(\d{1,2}))?(?!\d)/u.exec(textOf(tokens));
  if (match === null) return undefined;
  const value = `${(match[1] ?? '').replace(/ /gu, '.')}${match[2] === undefined ? '' : `,${match[2]}`}`;
  const own = tokens.filter((token) => /\d/u.test(token.text)).slice(0, 2);
  // Five digits in a row have more likely lost their comma than not been grouped.
  return draftOf('area', value, own, entry.similarity, { doubts: /\d{5}/u.test(value) ? 2 : 0 });
}
