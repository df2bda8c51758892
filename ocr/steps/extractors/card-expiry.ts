import { dateDraftOf } from '../layout/date-values.ts';
import type { Draft } from '../layout/draft.ts';
import type { View } from '../layout/page-view.ts';
import { doubted } from '../layout/values.ts';

/** Cards end on the birthday at these ages (Law on Identification 2023, Art. 21, and its forerunner of 2014). */
const AGES_AT_EXPIRY = [14, 25, 40, 60] as const;
/** A card issued this many years before one of them lasts to the next. */
const GRACE_YEARS = 2;

/** What the expiry follows from, YYYY-MM-DD. */
export interface CardDates {
  readonly birth?: string | undefined;
  readonly issued?: string | undefined;
}

function isExpiry(date: string, { birth, issued }: CardDates): boolean {
  if (birth?.length !== 10) return false;
  const [year, born] = [Number(date.slice(0, 4)), Number(birth.slice(0, 4))];
  const sameDay = date.slice(4) === birth.slice(4) || (birth.endsWith('-02-29') && date.endsWith('-02-28'));
  const ages = AGES_AT_EXPIRY.filter((age) => issued === undefined || `${born + age}${birth.slice(4)}` > issued);
  const [next, after] = ages;
  const ended = next === undefined || issued === undefined ? Number.POSITIVE_INFINITY : born + next - GRACE_YEARS;
  const isSoon = ended <= Number(issued?.slice(0, 4));
  const allowed = issued === undefined ? ages : [next, ...(isSoon ? [after] : [])];
  return sameDay && allowed.some((age) => age === year - born);
}

/** Of two readings of the expiry the one that the law allows; one that it doesn't is doubted. */
export function lawfulExpiry(
  chosen: Draft | undefined,
  read: readonly (Draft | undefined)[],
  dates: CardDates,
): Draft | undefined {
  if (chosen === undefined || dates.birth?.length !== 10 || isExpiry(chosen.value, dates)) return chosen;
  const lawful = read.find((draft) => draft !== undefined && isExpiry(draft.value, dates));
  const plain = { ...chosen, evidence: { ...chosen.evidence, coded: false } };
  return lawful === undefined ? doubted(plain, 1) : doubted(lawful, 0.5, [chosen.value]);
}

/** A date that can only be the expiry, where its caption was lost: the birthday at one of the ages of the law. */
export function expiryOnBirthday(view: View, birth: string | undefined): Draft | undefined {
  if (birth === undefined) return undefined;
  for (const { tokens } of view.rows) {
    for (const token of tokens) {
      const draft = dateDraftOf([token], 0.9);
      if (draft !== undefined && isExpiry(draft.value, { birth })) return draft;
    }
  }
  return undefined;
}
