import { GIVEN_NAMES, isListed, SURNAMES } from '../../repair/gazetteer.ts';
import { isLoneSurname, repairName } from '../../repair/name.ts';
import { evenCase } from '../../repair/text.ts';
import type { Draft } from './draft.ts';
import type { Entry } from './entry.ts';
import { possibleWord } from './other-readings.ts';
import type { Token } from './page-view.ts';
import { draftOf, firstSegment, lineOf, meaningful } from './values.ts';

const HONORIFICS = new Set(['ong', 'ba', 'ongba', 'anh', 'chi', 'chau']);
const NAME_WORD = /^\p{Lu}[\p{L}'’-]*$/u;

/** The words of a line that form a person's name: capitals stay with capitals, small print ends it. */
export function nameTokens(tokens: readonly Token[]): readonly Token[] {
  const start = tokens.findIndex((token, i) => NAME_WORD.test(bare(token.text)) && !isHonorific(token, tokens[i + 1]));
  const found: Token[] = [];
  if (start < 0) return found;
  // A short surname may be read in capitals before a name that isn't (HỒ Văn Phúc).
  const [first, second] = [tokens[start], tokens[start + 1]].map((token) => evenCase(bare(token?.text ?? '')));
  const capitals = isCapitals(first ?? '') && (!NAME_WORD.test(second ?? '') || isCapitals(second ?? ''));
  for (const token of tokens.slice(start)) {
    const word = evenCase(bare(token.text));
    if (!NAME_WORD.test(word) || (capitals && !isCapitals(word)) || found.length >= 8) break;
    found.push(token);
    if (/[,;:)]$/u.test(token.text)) break;
  }
  return found;
}

/** Ông is a surname too: before a middle name that no surname is. */
function isHonorific(token: Token, next: Token | undefined): boolean {
  if (token.key === 'ong' && (next?.text === 'Thị' || next?.text === 'Văn')) return false;
  return HONORIFICS.has(token.key) && !isCapitals(bare(token.text));
}

function bare(text: string): string {
  return text.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
}

function isCapitals(word: string): boolean {
  return word === word.toUpperCase();
}

/** A person's name. A narrow column may carry it on to the next row when `wraps` is set. */
export function nameDraft(entry: Entry, options: { readonly wraps?: boolean } = {}): Draft | undefined {
  const line = lineOf(entry);
  let tokens = nameTokens(line);
  const next = meaningful(entry.below[line === entry.below[0] ? 1 : 0] ?? []);
  if (
    options.wraps === true &&
    tokens.length === line.length &&
    tokens.length > 0 &&
    meaningful(entry.beside).length > 0
  ) {
    const more = nameTokens(next);
    if (more.length === next.length && more.length > 0 && more.length < 4) tokens = [...tokens, ...more];
  }
  return nameDraftOf(tokens, entry.similarity);
}

/** Words up to the first wide gap; none when the gap comes right after the label. */
function adjoining(tokens: readonly Token[], entry: Entry): readonly Token[] {
  const label = entry.label.at(-1);
  const first = tokens[0];
  if (label === undefined || first === undefined || (first.opensSegment && !label.colon)) return [];
  return firstSegment(tokens);
}

/** A name on the heading's own line: what stands under a heading may be anything. */
export function nameBeside(entry: Entry): Draft | undefined {
  return nameDraftOf(nameTokens(adjoining(meaningful(entry.beside), entry)), entry.similarity);
}

/** Words that stand where a name may and are none. */
const NOT_A_NAME =
  /^(?:(?:duoc|ben|nguoi)?uyquyen|nguoi.*|(?:uyban|congan|chutich|truongphong|bophan|canbo).*|vo|chong|me|cha|chuho|khong|namsinh|ngaysinh|gioitinh|dantoc|quoctich|nam|nu|ky|cccd|cmnd|viet ?nam)$/u;

/** Whether people are called by it. */
function isNameWord(word: string): boolean {
  return isListed(GIVEN_NAMES, word) || isListed(SURNAMES, word);
}

/** A word without the other readings that nobody is called by: NGUYẾN casts no doubt on NGUYỄN. */
function withLikelyOthers(token: Token, at: number): Token {
  const { others, ...rest } = token;
  const likely = others?.filter(({ text }) => (at === 0 ? isListed(SURNAMES, bare(text)) : isNameWord(bare(text))));
  return likely === undefined || likely.length === 0 ? rest : { ...rest, others: likely };
}

/** Marks on a surname that only one common family has with these letters needn't be clear. */
const SURE_MARKS = 0.9;

function withSureSurname(draft: Draft | undefined, surname: string): Draft | undefined {
  if (draft === undefined || !isLoneSurname(surname)) return draft;
  const [first = 0, ...rest] = draft.evidence.words;
  return { ...draft, evidence: { ...draft.evidence, words: [Math.max(first, SURE_MARKS), ...rest] } };
}

/** A person's name from the words that were found for it. */
export function nameDraftOf(read: readonly Token[], label: number): Draft | undefined {
  const tokens = read.map((token) => possibleWord(token, isNameWord)).map(withLikelyOthers);
  // One word is what is left of a name, not a name.
  if (tokens.length < 2 || NOT_A_NAME.test(tokens.map((token) => token.key).join(''))) return undefined;
  const confidences = tokens.map((token) => token.confidence);
  const name = repairName(inOneCase(tokens.map((token) => bare(token.text))), confidences);
  const { changes, doubts, alternatives } = name;
  const draft = draftOf('personName', name.value, tokens, label, { changes, doubts, alternatives });
  return withSureSurname(draft, name.value.split(' ')[0] ?? '');
}

/** A name is printed in capitals or with capitals first: the odd word out was misread. */
function inOneCase(words: readonly string[]): string {
  const shouted = words.filter((word) => isCapitals(word) && word.length > 1).length;
  const mixed = words.filter((word) => !isCapitals(word)).length;
  if (shouted > mixed) return words.map((word) => word.toUpperCase()).join(' ');
  return words
    .map(evenCase)
    .map((word) => (mixed > 0 ? word.charAt(0) + word.slice(1).toLowerCase() : word))
    .join(' ');
}
