import type { DocumentTypeId } from './document-types.ts';
import { type Finding, type FindingCode, finding } from './findings.ts';
import { peopleNamedIn } from './people.ts';
import { compareKey, stripDiacritics } from './vietnamese-text.ts';

/** A value of a paper, with the reader's confidence; a keyed or confirmed one has 1. */
export interface IdentityField {
  readonly value: string;
  /** 0..1 */
  readonly confidence: number;
}

/** One paper of a dossier as far as people go. Field keys as in document-types.ts. */
export interface IdentityPaper {
  readonly paperId: string;
  readonly type: DocumentTypeId;
  readonly fields: Readonly<Record<string, IdentityField | undefined>>;
}

/** One of the two values that differ. */
export interface FieldPlace {
  readonly paperId: string;
  readonly field: string;
  readonly value: string;
}

/** A difference between two papers about one person. `field` is the key on the second place's paper. */
export interface CrossPaperFinding extends Finding {
  /** The paper that is taken as the measure first (a citizen card if there is one), then the one that differs. */
  readonly places: readonly [FieldPlace, FieldPlace];
}

type Attribute = 'name' | 'citizenId' | 'dateOfBirth' | 'gender';

const CODES: Readonly<Record<Attribute, FindingCode>> = {
  name: 'name-differs-across-papers',
  citizenId: 'citizen-id-differs-across-papers',
  dateOfBirth: 'birth-date-differs-across-papers',
  gender: 'gender-differs-across-papers',
};
const ATTRIBUTES = Object.keys(CODES) as readonly Attribute[];

interface Claim extends FieldPlace {
  readonly confidence: number;
}

interface Person {
  readonly paperId: string;
  readonly type: DocumentTypeId;
  readonly claims: Readonly<Partial<Record<Attribute, Claim>>>;
  readonly genderIs: string | undefined;
}

/** Below this a difference in marks alone is more likely a misreading than a difference in print. */
const SURE_OF_MARKS = 0.85;

/**
 * Compares what the papers of one dossier say about the same people: holder, householder, parents, spouses. People are
 * the same when their citizen numbers are, or when name and birth date leave no other explanation. Case, tone placement
 * and a year against a full date of that year are no differences.
 *
 * @returns at most one finding per person, attribute and differing paper; none for a single paper; the order of the
 *   papers decides nothing but the order of the findings
 */
export function crossPaperFindings(papers: readonly IdentityPaper[]): readonly CrossPaperFinding[] {
  return groupPeople(papers.flatMap(peopleOn)).flatMap((group) =>
    ATTRIBUTES.flatMap((attribute) => differences(group, attribute)),
  );
}

function peopleOn(paper: IdentityPaper): readonly Person[] {
  return peopleNamedIn(paper.type).flatMap((role) => {
    const claims: Partial<Record<Attribute, Claim>> = {};
    for (const attribute of ATTRIBUTES) {
      const key = role[attribute];
      const field = key === undefined ? undefined : paper.fields[key];
      if (key !== undefined && field !== undefined && field.value.trim() !== '') {
        claims[attribute] = { paperId: paper.paperId, field: key, value: field.value, confidence: field.confidence };
      }
    }
    const known = claims.name !== undefined || claims.citizenId !== undefined;
    return known ? [{ paperId: paper.paperId, type: paper.type, claims, genderIs: role.genderIs }] : [];
  });
}

/** Gathers people who are the same, directly or by way of a third paper; the best witness stands first. */
function groupPeople(people: readonly Person[]): readonly (readonly Person[])[] {
  const groups: Person[][] = [];
  for (const person of people) {
    const homes = groups.filter((group) => group.some((other) => areSame(other, person)));
    const merged = [...homes.flat(), person];
    for (const home of homes) groups.splice(groups.indexOf(home), 1);
    groups.push(merged);
  }
  return groups.map((group) => group.toSorted((a, b) => standing(b) - standing(a)));
}

/** A card is made from the population database, so the others are measured by it. */
function standing(person: Person): number {
  return (person.type === 'citizen-card' ? 10 : 0) + Object.keys(person.claims).length;
}

function areSame(a: Person, b: Person): boolean {
  const [idA, idB] = [a.claims.citizenId?.value, b.claims.citizenId?.value];
  if (idA !== undefined && idA === idB) return true;
  if (a.claims.name === undefined || b.claims.name === undefined) return false;
  if (a.genderIs !== undefined && b.genderIs !== undefined && a.genderIs !== b.genderIs) return false;
  const likeness = nameLikeness(a.claims.name.value, b.claims.name.value);
  const birth = birthLikeness(a.claims.dateOfBirth?.value, b.claims.dateOfBirth?.value);
  // Two different numbers are two people, unless everything else is the same or the numbers differ by a slip.
  if (idA !== undefined && idB !== undefined && idA.length === idB.length) {
    return likeness === 'equal' && (birth === 'equal' || digitsApart(idA, idB) <= 2);
  }
  if (likeness === 'equal') return birth !== 'other' || isDistinctive(a.claims.name.value);
  return likeness === 'close' && (birth === 'equal' || birth === 'year');
}

/** Full names of three words or more are rarely shared by two people in one dossier. */
function isDistinctive(name: string): boolean {
  return compareKey(name).split(' ').length >= 3;
}

/** `close`: the same but for marks, or but for one word that is not the surname. */
function nameLikeness(a: string, b: string): 'equal' | 'close' | 'other' {
  const [left, right] = [compareKey(a), compareKey(b)];
  if (left === right) return 'equal';
  if (stripDiacritics(left) === stripDiacritics(right)) return 'close';
  const [wordsA, wordsB] = [left.split(' '), right.split(' ')];
  if (wordsA.length !== wordsB.length || wordsA.length < 3 || wordsA[0] !== wordsB[0]) return 'other';
  return wordsA.filter((word, i) => word !== wordsB[i]).length === 1 ? 'close' : 'other';
}

/** `year`: one side has a year alone and it is the same; `unknown`: a side has nothing. */
function birthLikeness(a: string | undefined, b: string | undefined): 'equal' | 'year' | 'unknown' | 'other' {
  if (a === undefined || b === undefined) return 'unknown';
  if (a === b) return 'equal';
  const shorter = Math.min(a.length, b.length);
  return shorter === 4 && a.slice(0, 4) === b.slice(0, 4) ? 'year' : 'other';
}

function digitsApart(a: string, b: string): number {
  return [...a].filter((digit, i) => digit !== b[i]).length;
}

/** Every paper whose value differs from that of the best witness. */
function differences(group: readonly Person[], attribute: Attribute): readonly CrossPaperFinding[] {
  const measure = group.find((person) => person.claims[attribute] !== undefined)?.claims[attribute];
  if (measure === undefined) return [];
  const found: CrossPaperFinding[] = [];
  const seen = new Set([measure.paperId]);
  for (const { claims } of group) {
    const claim = claims[attribute];
    if (claim === undefined || seen.has(claim.paperId) || agree(attribute, measure, claim)) continue;
    seen.add(claim.paperId);
    found.push({ ...finding(CODES[attribute], { field: claim.field }), places: [placeOf(measure), placeOf(claim)] });
  }
  return found;
}

function placeOf({ paperId, field, value }: Claim): FieldPlace {
  return { paperId, field, value };
}

function agree(attribute: Attribute, a: Claim, b: Claim): boolean {
  switch (attribute) {
    case 'name': {
      const [left, right] = [compareKey(a.value), compareKey(b.value)];
      if (left === right) return true;
      return stripDiacritics(left) === stripDiacritics(right) && Math.min(a.confidence, b.confidence) < SURE_OF_MARKS;
    }
    case 'dateOfBirth':
      return birthLikeness(a.value, b.value) !== 'other';
    case 'citizenId':
      // An old nine-digit number and a new one of twelve belong to the same person lawfully.
      return a.value === b.value || a.value.length !== b.value.length;
    case 'gender':
      return compareKey(a.value) === compareKey(b.value);
  }
}
