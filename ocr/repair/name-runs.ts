import { compareKey } from '../../common/domain/vietnamese-text.ts';
import { standTogether } from './common-phrases.ts';
import { COMMON_SURNAME_KEYS, GIVEN_NAMES, isListed, plainKey, SURNAMES } from './gazetteer.ts';
import { isMetWord } from './known-words.ts';

/** Words before the name of a place or of a thing that is called like a person. */
const NOT_BEFORE_PEOPLE =
  /^(?:xã|phường|quận|huyện|tỉnh|phố|đường|trấn|thôn|ấp|bản|làng|xóm|khu|hẻm|ngõ|ngách|cầu|chợ|sông|núi|đảo|trường|viện|buôn|vùng|đồng|tây|thái|hưng|bình|phú|phước|lâm|an)$/u;
/** Middle names that so many bear that no like one is meant. */
const MIDDLE =
  /^(?:văn|thị|thế|đức|hữu|đình|ngọc|minh|quang|xuân|công|quốc|bá|viết|khắc|trọng|hồng|thúy|bích|kim|tiến|tuấn|mạnh)$/u;

/** Whether a word is one of the commonest middle names. */
export function isMiddleName(word: string): boolean {
  return MIDDLE.test(compareKey(word));
}

/** From this many words on a run of names is one whatever else may be read. */
const LONG_RUN = 3;
const COMMONEST = 'nguyễn';

function bare(text: string | undefined): string {
  return (text ?? '').replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function isNameLike(word: string): boolean {
  return /^\p{Lu}/u.test(word) && (GIVEN_NAMES.has(plainKey(word)) || SURNAMES.has(plainKey(word)));
}

/**
 * The surname that must be meant by a word at the head of a person's name when no family is called as it reads
 * (NGUYÊN VĂN AN, Trân Thị Bé); null where it may stand, or more than one could be meant.
 *
 * @param words of a line, with their punctuation
 * @param mayRead whether the engine held a word for possible in its place
 */
export function surnameAt(
  words: readonly string[],
  at: number,
  mayRead: (word: string) => boolean = () => false,
): string | null {
  const own = bare(words[at]);
  if (!/^\p{Lu}\p{L}+$/u.test(own) || isListed(SURNAMES, own) || /[^\p{L}]$/u.test(words[at] ?? '')) return null;
  const forms = (SURNAMES.get(plainKey(own)) ?? []).filter((form) => COMMON_SURNAME_KEYS.has(form));
  const [form] = forms;
  if (form === undefined || forms.length > 1) return null;
  const before = bare(words[at - 1]);
  const isApart =
    at === 0 ||
    /[:.,;)]$/u.test(words[at - 1] ?? '') ||
    !/^\p{Lu}/u.test(before) ||
    /^(?:Ông|Bà|ÔNG|BÀ)$/u.test(before);
  if (!isApart || NOT_BEFORE_PEOPLE.test(compareKey(before))) return null;
  // What is a word of its own is meant as one, but for the name that two people in five bear.
  if (isMetWord(own) && !mayRead(form) && form !== COMMONEST) return null;
  if (standTogether(own, bare(words[at + 1]))) return null;
  let to = at + 1;
  while (to < words.length && isNameLike(bare(words[to])) && sameCase(own, bare(words[to]))) {
    to += 1;
    if (/[^\p{L}]$/u.test(words[to - 1] ?? '')) break;
  }
  const following = words[to];
  // Capitals that go on with what nobody is called by are a heading, not a name.
  const isWhole = following === undefined || /[^\p{L}]$/u.test(words[to - 1] ?? '') || !sameCase(own, bare(following));
  if (to - at < LONG_RUN || to - at > 6 || !isWhole) return null;
  return own === own.toUpperCase() ? form.toUpperCase() : form.charAt(0).toUpperCase() + form.slice(1);
}

/** Both in capitals, or both with a capital first. */
function sameCase(a: string, b: string): boolean {
  const isShouted = (word: string): boolean => word.length > 1 && word === word.toUpperCase();
  return isShouted(a) ? isShouted(b) : /^\p{Lu}/u.test(b) && !isShouted(b);
}
